//! A record that is another one but for a few fields.
//!
//! A change has the shape of a record and holds only what is otherwise:
//!
//! - a field takes the place of the field of that name: `birth`, `sex`, `reviewed`;
//! - in a list of entries about words (`measurements`, `medications`, `absent`, ...), what is written of a word takes the place
//!   of everything that this list has of this word, by whatever synonym or code; entries of other words stay. Lines of therapy
//!   are told apart by their number, answers by question and arguments, waivers by trial and criterion, anchors by name;
//! - `without` names words, anchors or fields whose entries are taken away.
//!
//! Whatever of a change does nothing is told, since it would look as if it did something; so is what the vocabulary does not
//! know, since it would stand beside the entry whose place it should take.

mod about;
mod left_out;
mod list;
mod without;
mod written;

pub use left_out::left_out;

use super::node::{Key, Map, Node, What};
use super::yaml;
use crate::diagnostic::LineIndex;
use crate::vocabulary::Vocabulary;
use written::{same, text_of};

/// A record made of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The record.
    pub text: String,
    /// What of the change could not be made, or does nothing.
    pub slips: Vec<Slip>,
}

/// What of a change could not be made, or does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What is wrong, as one line that makes sense alone.
    pub what: String,
    /// What to do.
    pub help: String,
    /// Whether the change only leaves the record as it was.
    pub idle: bool,
}

/// The field that names what is taken away.
const WITHOUT: &str = "without";

/// Makes a change to a record. Which entries are about the same is decided by the vocabulary with which the record is read.
#[must_use]
pub fn changed(record: &str, change: &str, vocabulary: &Vocabulary) -> Changed {
    let unchanged = |what: String, help: &str| {
        let slip = Slip { what, help: help.to_owned(), idle: false };
        Changed { text: record.to_owned(), slips: vec![slip] }
    };
    let base = match only_map(record) {
        Ok(base) => base,
        Err(unread) => {
            return unchanged(format!("the record that is changed cannot be read: {}", unread.why), "mend it first");
        }
    };
    if says_nothing(change) {
        let mut nothing = unchanged("the change changes nothing".to_owned(), "write the fields that are otherwise");
        nothing.slips.iter_mut().for_each(|slip| slip.idle = true);
        return nothing;
    }
    let wanted = match only_map(change) {
        Ok(wanted) => wanted,
        Err(unread) => {
            let help = unread.help.as_deref().unwrap_or("write the fields that are otherwise, as in a record");
            return unchanged(format!("the change cannot be read: {}", unread.why), help);
        }
    };
    if let Some(key) = wanted.repeated() {
        return unchanged(format!("the change has `{}` twice", key.text), "write it once");
    }
    let mut making = Making { fields: base.fields, vocabulary, slips: Vec::new() };
    making.make(wanted);
    Changed { text: text_of(&making.fields), slips: making.slips }
}

fn says_nothing(change: &str) -> bool {
    change.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// Why a text cannot be read as fields, and what to do where that is known.
struct Unread {
    why: String,
    help: Option<String>,
}

/// The one document of a text, as fields.
fn only_map(text: &str) -> Result<Map<'_>, Unread> {
    let plainly = |why: &str| Unread { why: why.to_owned(), help: None };
    let mut documents = yaml::documents(text, usize::MAX).into_iter();
    let first = documents.next().ok_or_else(|| plainly("nothing is written there"))?;
    if documents.next().is_some() {
        return Err(plainly("it holds several records"));
    }
    let node = first.read.map_err(|finding| {
        let place = LineIndex::new(text).place(text, finding.span());
        let why = format!("{} (its line {}, column {})", finding.message, place.line, place.column);
        Unread { why, help: finding.help.clone() }
    })?;
    match node.what {
        What::Map(map) => Ok(map),
        _ => Err(plainly("it has no fields")),
    }
}

struct Making<'a, 'v> {
    fields: Vec<(Key<'a>, Node<'a>)>,
    vocabulary: &'v Vocabulary,
    slips: Vec<Slip>,
}

impl<'a> Making<'a, '_> {
    fn make(&mut self, change: Map<'a>) {
        let (without, fields): (Vec<_>, Vec<_>) = change.fields.into_iter().partition(|(key, _)| key.text == WITHOUT);
        let named: Vec<&Node<'_>> = without.iter().flat_map(|(_, node)| node.entries()).collect();
        self.take_away(&named.iter().filter_map(|name| name.text()).map(str::trim).collect::<Vec<_>>());
        if named.is_empty() && !without.is_empty() {
            self.idle("`without` names nothing".to_owned(), "write `without: [upcr]`, or take it out".to_owned());
        }
        if named.iter().any(|name| name.text().is_none()) {
            self.slip("`without` names words or fields, and here stands something else", "write `without: [upcr]`");
        }
        for (key, node) in fields {
            if node.is_nothing() {
                let help = format!("write what it is instead, or `without: [{}]`", key.text);
                self.idle(format!("the change says nothing of `{}`", key.text), help);
            } else if about::is_told_apart(&key.text) {
                self.change_list(key, &node);
            } else if key.text == "anchors" {
                self.change_anchors(key, node);
            } else {
                self.put(key, node);
            }
        }
    }

    fn change_anchors(&mut self, key: Key<'a>, node: Node<'a>) {
        let What::Map(new) = &node.what else { return self.put(key, node) };
        let empty: Vec<String> = names_without_value(new);
        for name in &empty {
            let help = format!("write its day, or `without: [{name}]`");
            self.idle(format!("the change says nothing of the anchor `{name}`"), help);
        }
        let place = self.fields.iter().position(|(own, _)| own.text == key.text);
        let old = place.and_then(|place| self.fields.get_mut(place)).map(|(_, node)| &mut node.what);
        let Some(What::Map(old)) = old else { return self.put(key, node) };
        let mut idle = Vec::new();
        for (name, day) in new.fields.iter().filter(|(_, day)| !day.is_nothing()) {
            match old.fields.iter_mut().find(|(own, _)| own.text == name.text) {
                Some((_, own)) if same(own, day) => idle.push(name.text.to_string()),
                Some((_, own)) => *own = day.clone(),
                None => old.fields.push((name.clone(), day.clone())),
            }
        }
        for name in idle {
            let help = "write another day, or take it out of the change".to_owned();
            self.idle(format!("the record has the anchor `{name}` on this day already"), help);
        }
    }

    /// Puts a field in the place of that of the same name.
    fn put(&mut self, key: Key<'a>, node: Node<'a>) {
        match self.fields.iter_mut().find(|(own, _)| own.text == key.text) {
            Some((_, own)) if same(own, &node) => {
                let what = format!("the record has `{}` just so: the change leaves it as it was", key.text);
                self.idle(what, "write what is otherwise, or take it out of the change".to_owned());
            }
            Some((_, own)) => *own = node,
            None => self.fields.push((key, node)),
        }
    }

    fn slip(&mut self, what: impl Into<String>, help: impl Into<String>) {
        self.slips.push(Slip { what: what.into(), help: help.into(), idle: false });
    }

    fn idle(&mut self, what: String, help: String) {
        self.slips.push(Slip { what, help, idle: true });
    }
}

fn names_without_value(map: &Map<'_>) -> Vec<String> {
    map.fields.iter().filter(|(_, day)| day.is_nothing()).map(|(name, _)| name.text.to_string()).collect()
}
