//! `without`: entries about words, anchors and fields that are taken away.

use super::Making;
use super::about::{About, about, is_told_apart, words_named, written};
use super::list::words_of;
use crate::diagnostic::nearest;
use crate::record::node::{Node, What};
use crate::record::word::find;
use crate::value::Number;
use crate::vocabulary::{Named, Vocabulary, WordId};
use std::collections::BTreeSet;

/// What one name takes away.
struct Gone<'n> {
    name: &'n str,
    words: BTreeSet<WordId>,
    question: Option<Named>,
    line: Option<Number>,
    /// Whether the record has anything of it.
    found: bool,
}

impl<'n> Gone<'n> {
    fn of(name: &'n str, vocabulary: &Vocabulary) -> Gone<'n> {
        Gone {
            name,
            words: words_named(name, vocabulary),
            question: find(vocabulary, name).filter(|named| matches!(named, Named::Question(_) | Named::Site(_))),
            line: Number::parse(name),
            found: false,
        }
    }

    /// Whether an entry is about it, or about a part of it.
    fn names(&self, about: &About) -> bool {
        match about {
            About::Words(words) => !words.is_disjoint(&self.words),
            About::Asked(named, _) => self.question == Some(*named),
            About::Line(number) => self.line == Some(*number),
            About::Waiver(_, criterion) => criterion == self.name,
            About::Unmapped(written) | About::Unclear { written, .. } => written == self.name,
            About::Unsaid => false,
        }
    }
}

impl Making<'_, '_> {
    /// Takes away every entry about the words, the anchors and the fields of these names.
    pub(super) fn take_away(&mut self, names: &[&str]) {
        let mut gone: Vec<Gone<'_>> = names.iter().map(|name| Gone::of(name, self.vocabulary)).collect();
        let words: BTreeSet<WordId> = gone.iter().flat_map(|one| &one.words).copied().collect();
        let mut named = |is: &dyn Fn(&Gone<'_>) -> bool| {
            let mut those = gone.iter_mut().filter(|one| is(one)).peekable();
            let some = those.peek().is_some();
            those.for_each(|one| one.found = true);
            some
        };
        self.fields.retain(|(key, _)| !named(&|one| one.name == key.text));
        let mut parts: Vec<(String, String, About)> = Vec::new();
        for (key, node) in &mut self.fields {
            if is_told_apart(&key.text) {
                let stays = |entry: &&Node<'_>| {
                    let about = about(&key.text, entry, self.vocabulary);
                    if !named(&|one| one.names(&about)) {
                        return true;
                    }
                    let part = words_of(&about).is_some_and(|own| !own.is_subset(&words));
                    if part {
                        parts.push((key.text.to_string(), written(&key.text, entry).unwrap_or_default(), about));
                    }
                    part
                };
                node.what = What::List(node.entries().iter().filter(stays).cloned().collect());
            } else if key.text == "anchors"
                && let What::Map(anchors) = &mut node.what
            {
                anchors.fields.retain(|(anchor, _)| !named(&|one| one.name == anchor.text));
            }
        }
        for (list, name, about) in &parts {
            self.tell_part(list, name, about);
        }
        for one in gone.iter().filter(|one| !one.found) {
            let near = nearest(one.name, self.names());
            let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
            let what = format!("the record has no `{}` that could be taken away", one.name);
            self.slip(what, format!("{near}Take it out of `without`"));
        }
    }

    /// Everything that could be taken away.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.fields.iter().map(|(key, _)| key.text.to_string()).collect();
        for (key, node) in &self.fields {
            if is_told_apart(&key.text) {
                names.extend(node.entries().iter().filter_map(|entry| written(&key.text, entry)));
            } else if let (true, Some(anchors)) = (key.text == "anchors", node.map()) {
                names.extend(anchors.fields.iter().map(|(key, _)| key.text.to_string()));
            }
        }
        names
    }
}
