//! Lists: what is written of a word takes the place of everything that the list has of it.

use super::Making;
use super::about::{About, about, written};
use super::written::equal;
use crate::record::node::{Key, Node, What};
use crate::vocabulary::{Vocabulary, WordId};
use std::collections::BTreeSet;

/// An entry of the list as it becomes.
struct Standing<'a> {
    entry: Node<'a>,
    about: About,
    /// Whether it comes from the change.
    new: bool,
}

impl<'a> Making<'a, '_> {
    /// Puts entries in the place of those that are about the same.
    pub(super) fn change_list(&mut self, key: Key<'a>, node: &Node<'a>) {
        let list = key.text.clone();
        let wanted = Wanted::of(&list, node, self.vocabulary);
        self.tell_unclear(&list, node, &wanted);
        let Some(place) = self.fields.iter().position(|(own, _)| own.text == list) else {
            self.fields.push((key, node.clone()));
            return;
        };
        if wanted.entries.is_empty() {
            return;
        }
        let own = self.fields.get(place).map(|(_, old)| old.entries()).unwrap_or_default();
        let mut standing: Vec<Standing<'a>> = Vec::new();
        for entry in own {
            standing.push(Standing { entry: entry.clone(), about: about(&list, entry, self.vocabulary), new: false });
        }
        self.tell_partly(&list, &standing, &wanted);
        self.tell_lines(&list, &standing);
        for (subject, new) in wanted.groups() {
            let goes = |one: &Standing<'_>| !one.new && wanted.replaces(&one.about) && is_of(&one.about, subject);
            let before: Vec<Node<'a>> = standing.iter().filter(|one| goes(one)).map(|one| one.entry.clone()).collect();
            if equal(&before, &new) {
                let name = new.first().and_then(|entry| written(&list, entry)).unwrap_or_default();
                let what = format!("the record has `{name}` in `{list}` just so: the change leaves it as it was");
                self.idle(what, "write what is otherwise, or take it out of the change".to_owned());
            }
            let place = standing.iter().position(&goes).unwrap_or(standing.len());
            standing.retain(|one| !goes(one));
            let new = new.into_iter().map(|entry| Standing { entry, about: subject.clone(), new: true });
            standing.splice(place..place, new);
        }
        if let Some((_, old)) = self.fields.get_mut(place) {
            old.what = What::List(standing.into_iter().map(|one| one.entry).collect());
        }
    }

    /// Entries of the change that say nothing, or of which nobody can tell what they are about.
    fn tell_unclear(&mut self, list: &str, node: &Node<'a>, wanted: &Wanted<'a>) {
        if wanted.entries.is_empty() {
            let help = format!("take it out; to take the whole list away, write `without: [{list}]`");
            self.slip(format!("the change names `{list}` and no entry of it"), help);
        } else if wanted.entries.len() < node.entries().len() {
            let help = "write what it is instead, or take it out of the change".to_owned();
            self.idle(format!("an entry of `{list}` in the change says nothing"), help);
        }
        for (_, about) in &wanted.entries {
            match about {
                About::Unclear { why, help, .. } => {
                    let what = format!("{why}, so nobody can tell which entry of `{list}` the change means");
                    self.slip(what, help.clone());
                }
                About::Unsaid if list != "lines" => {
                    let what = format!("an entry of `{list}` in the change does not say what it is about");
                    self.slip(what, format!("write its first field, as in `{}`", first_field(list)));
                }
                // Lines need no number where all are written anew.
                About::Unsaid if self.fields.iter().any(|(own, _)| own.text == list) => {
                    let what = "a line of therapy in the change has no number, so nobody can tell which it is";
                    self.slip(what, "write `number`, or all lines anew, below `without: [lines]`");
                }
                _ => {}
            }
        }
    }

    /// Entries of the record of which the change names only a part.
    fn tell_partly(&mut self, list: &str, standing: &[Standing<'a>], wanted: &Wanted<'a>) {
        let parts = standing.iter().filter(|one| !wanted.replaces(&one.about));
        for one in parts.filter(|one| words_of(&one.about).is_some_and(|words| !words.is_disjoint(&wanted.words))) {
            let name = written(list, &one.entry).unwrap_or_default();
            self.tell_part(list, &name, &one.about);
        }
    }

    /// That an entry stays, because it is about further words than those that are named.
    pub(super) fn tell_part(&mut self, list: &str, name: &str, about: &About) {
        let words = words_of(about).into_iter().flatten();
        let names: Vec<String> = words.map(|word| format!("`{}`", self.vocabulary.word(*word).name)).collect();
        let what = format!("`{name}` in `{list}` of the record stands for {}, and the change names only a part", {
            names.join(" and ")
        });
        self.slip(what, "write of each of them, or take each away by `without`");
    }

    /// Lines of therapy of the record without a number, which may be the very one that the change means.
    fn tell_lines(&mut self, list: &str, standing: &[Standing<'a>]) {
        if list == "lines" && standing.iter().any(|one| one.about == About::Unsaid) {
            let what = "a line of therapy of the record has no number, so nobody can tell whether the change means it";
            self.slip(what, "give it a number, or write all lines anew, below `without: [lines]`");
        }
    }
}

/// The field with which an entry begins, and an example.
fn first_field(list: &str) -> String {
    let field = crate::record::field::of(list).next();
    field.map_or_else(String::new, |field| format!("{}: {}", field.name, field.example))
}

/// What a change says of a list.
struct Wanted<'a> {
    entries: Vec<(Node<'a>, About)>,
    /// All words that it speaks of.
    words: BTreeSet<WordId>,
}

impl<'a> Wanted<'a> {
    fn of(list: &str, node: &Node<'a>, vocabulary: &Vocabulary) -> Wanted<'a> {
        let entries = node.entries().iter().filter(|entry| !entry.is_nothing());
        let entries: Vec<(Node<'a>, About)> =
            entries.map(|entry| (entry.clone(), about(list, entry, vocabulary))).collect();
        let words = entries.iter().filter_map(|(_, about)| words_of(about)).flatten().copied().collect();
        Wanted { entries, words }
    }

    /// What it speaks of, each once, with its entries.
    fn groups(&self) -> Vec<(&About, Vec<Node<'a>>)> {
        let mut groups: Vec<(&About, Vec<Node<'a>>)> = Vec::new();
        for (entry, about) in &self.entries {
            match groups.iter_mut().find(|(own, _)| *own == about && *about != About::Unsaid) {
                Some((_, entries)) => entries.push(entry.clone()),
                None => groups.push((about, vec![entry.clone()])),
            }
        }
        groups
    }

    /// Whether an entry of the record goes: all that it is about is spoken of.
    fn replaces(&self, about: &About) -> bool {
        match words_of(about) {
            Some(words) => words.is_subset(&self.words),
            None => self.entries.iter().any(|(_, own)| is_of(about, own)),
        }
    }
}

/// Whether an entry of the record is about something, or about a part of it.
pub(super) fn is_of(about: &About, subject: &About) -> bool {
    match (about, subject) {
        (About::Words(own), About::Words(words)) => !own.is_disjoint(words),
        (About::Unclear { written: own, .. }, About::Unclear { written, .. }) => own == written,
        (About::Unsaid, _) => false,
        _ => about == subject,
    }
}

pub(super) fn words_of(about: &About) -> Option<&BTreeSet<WordId>> {
    match about {
        About::Words(words) => Some(words),
        _ => None,
    }
}
