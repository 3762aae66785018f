//! A record that is another one but for a few fields.
//!
//! A change has the shape of a record and holds only what is otherwise:
//!
//! - a field takes the place of the field of that name: `birth`, `sex`, `reviewed`;
//! - in a list of entries about words (`measurements`, `medications`, `absent`, ...), what is written of a word takes the place
//!   of everything that the record has of this word; entries of other words stay. Anchors are changed by name;
//! - `without` names words, anchors or fields whose entries are taken away.
//!
//! Whatever of a change does nothing is told, since it would look as if it did something.

use super::node::{Key, Map, Node, What};
use super::yaml;
use crate::diagnostic::nearest;

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

/// The fields by which entries of each list are told apart. An entry that has none of them is about nothing.
fn subject_fields(list: &str) -> Option<&'static [&'static str]> {
    Some(match list {
        "measurements" => &["test", "code"],
        "conditions" => &["condition", "code"],
        "medications" => &["drug", "code"],
        "procedures" => &["procedure", "code"],
        "vaccinations" => &["vaccine", "code"],
        "scores" => &["score", "code"],
        "lines" => &["number"],
        "contraindications" | "intolerances" => &["drug"],
        "answers" | "site" => &["question"],
        "waivers" => &["criterion"],
        "absent" => &["word"],
        _ => return None,
    })
}

/// Makes a change to a record.
#[must_use]
pub fn changed(record: &str, change: &str) -> Changed {
    let unchanged = |what: String, help: &str| {
        let slip = Slip { what, help: help.to_owned(), idle: false };
        Changed { text: record.to_owned(), slips: vec![slip] }
    };
    let base = match only_map(record) {
        Ok(base) => base,
        Err(why) => return unchanged(format!("the record that is changed cannot be read: {why}"), "mend it first"),
    };
    if change.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        let mut nothing = unchanged("the change changes nothing".to_owned(), "write the fields that are otherwise");
        nothing.slips.iter_mut().for_each(|slip| slip.idle = true);
        return nothing;
    }
    let wanted = match only_map(change) {
        Ok(wanted) => wanted,
        Err(why) => {
            return unchanged(
                format!("the change cannot be read: {why}"),
                "write the fields that are otherwise, as in a record",
            );
        }
    };
    if let Some(key) = wanted.repeated() {
        return unchanged(format!("the change has `{}` twice", key.text), "write it once");
    }
    let mut making = Making { fields: base.fields, slips: Vec::new() };
    making.make(wanted);
    Changed { text: text_of(&making.fields), slips: making.slips }
}

/// The one document of a text, as fields.
fn only_map(text: &str) -> Result<Map<'_>, String> {
    let mut documents = yaml::documents(text, usize::MAX).into_iter();
    let first = documents.next().ok_or("nothing is written there")?;
    if documents.next().is_some() {
        return Err("it holds several records".to_owned());
    }
    match first.read.map_err(|finding| finding.message.clone())?.what {
        What::Map(map) => Ok(map),
        _ => Err("it has no fields".to_owned()),
    }
}

struct Making<'a> {
    fields: Vec<(Key<'a>, Node<'a>)>,
    slips: Vec<Slip>,
}

impl<'a> Making<'a> {
    fn make(&mut self, change: Map<'a>) {
        let (without, fields): (Vec<_>, Vec<_>) = change.fields.into_iter().partition(|(key, _)| key.text == WITHOUT);
        for name in without.iter().flat_map(|(_, node)| node.entries()) {
            match name.text() {
                Some(name) => self.take_away(name),
                None => self
                    .slip("`without` names words or fields, and here stands something else", "write `without: [upcr]`"),
            }
        }
        for (key, node) in fields {
            if node.is_nothing() {
                let help = format!("write what it is instead, or `without: [{}]`", key.text);
                self.idle(format!("the change says nothing of `{}`", key.text), help);
                continue;
            }
            match subject_fields(&key.text) {
                Some(subjects) => self.change_list(key, &node, subjects),
                None if key.text == "anchors" => self.change_anchors(key, node),
                None => self.put(key, node),
            }
        }
    }

    /// Takes away every entry about a word, an anchor of that name, or a field.
    fn take_away(&mut self, name: &str) {
        let mut gone = false;
        self.fields.retain(|(key, _)| {
            key.text != name || {
                gone = true;
                false
            }
        });
        for (key, node) in &mut self.fields {
            if let Some(subjects) = subject_fields(&key.text) {
                let mut entries = listed(node);
                let before = entries.len();
                entries.retain(|entry| !is_about(entry, subjects, name));
                gone |= entries.len() < before;
                node.what = What::List(entries);
            } else if key.text == "anchors"
                && let What::Map(anchors) = &mut node.what
            {
                let before = anchors.fields.len();
                anchors.fields.retain(|(anchor, _)| anchor.text != name);
                gone |= anchors.fields.len() < before;
            }
        }
        if !gone {
            let near = nearest(name, self.names());
            let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
            let what = format!("the record has no `{name}` that could be taken away");
            self.slips.push(Slip { what, help: format!("{near}Take it out of `without`"), idle: false });
        }
    }

    /// Everything that could be taken away.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.fields.iter().map(|(key, _)| key.text.to_string()).collect();
        for (key, node) in &self.fields {
            if let Some(subjects) = subject_fields(&key.text) {
                names.extend(node.entries().iter().flat_map(|entry| subjects_of(entry, subjects)));
            } else if let (true, Some(anchors)) = (key.text == "anchors", node.map()) {
                names.extend(anchors.fields.iter().map(|(key, _)| key.text.to_string()));
            }
        }
        names
    }

    /// Puts entries in the place of those that are about the same.
    fn change_list(&mut self, key: Key<'a>, node: &Node<'a>, subjects: &[&str]) {
        let wanted: Vec<Node<'a>> = node.entries().to_vec();
        if wanted.is_empty() {
            return self.put(key, node.clone());
        }
        let Some((_, old)) = self.fields.iter_mut().find(|(own, _)| own.text == key.text) else {
            self.fields.push((key, node.clone()));
            return;
        };
        let mut entries = listed(old);
        let mut idle = Vec::new();
        let mut done: Vec<String> = Vec::new();
        for entry in &wanted {
            let Some(about) = subject_of(entry, subjects) else {
                entries.push(entry.clone());
                continue;
            };
            if done.contains(&about) {
                continue;
            }
            let same = |other: &&Node<'a>| subject_of(other, subjects).as_ref() == Some(&about);
            let new: Vec<Node<'a>> = wanted.iter().filter(same).cloned().collect();
            let before: Vec<Node<'a>> = entries.iter().filter(same).cloned().collect();
            if equal(&before, &new) {
                idle.push(about.clone());
            }
            let place = entries.iter().position(|other| same(&other)).unwrap_or(entries.len());
            entries.retain(|other| !same(&other));
            entries.splice(place..place, new);
            done.push(about);
        }
        old.what = What::List(entries);
        for about in idle {
            let help = "write what is otherwise, or take it out of the change".to_owned();
            self.idle(
                format!("the record has `{about}` in `{}` just so: the change leaves it as it was", key.text),
                help,
            );
        }
    }

    fn change_anchors(&mut self, key: Key<'a>, node: Node<'a>) {
        let place = self.fields.iter().position(|(own, _)| own.text == key.text);
        let old = place.and_then(|place| self.fields.get_mut(place)).map(|(_, node)| &mut node.what);
        let (Some(What::Map(old)), What::Map(new)) = (old, &node.what) else { return self.put(key, node) };
        let mut idle = Vec::new();
        for (name, day) in &new.fields {
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

    fn slip(&mut self, what: &str, help: &str) {
        self.slips.push(Slip { what: what.to_owned(), help: help.to_owned(), idle: false });
    }

    fn idle(&mut self, what: String, help: String) {
        self.slips.push(Slip { what, help, idle: true });
    }
}

/// The entries of a list, which one alone may stand for.
fn listed<'a>(node: &Node<'a>) -> Vec<Node<'a>> {
    node.entries().to_vec()
}

/// What an entry is about: a word, a code, a question with its arguments.
fn subject_of(entry: &Node<'_>, fields: &[&str]) -> Option<String> {
    let mut about = subjects_of(entry, fields).into_iter().next()?;
    let arguments = entry.map().and_then(|map| map.fields.iter().find(|(key, _)| key.text == "arguments"));
    for argument in arguments.map(|(_, node)| node.entries()).unwrap_or_default() {
        about.push_str(&format!(" {}", argument.text().unwrap_or_default()));
    }
    Some(about)
}

fn subjects_of(entry: &Node<'_>, fields: &[&str]) -> Vec<String> {
    match &entry.what {
        What::Text(text) => vec![text.to_string()],
        What::Map(map) => {
            let own = fields.iter().filter_map(|name| map.fields.iter().find(|(key, _)| key.text == *name));
            own.filter_map(|(_, node)| node.text().map(str::to_owned)).collect()
        }
        _ => Vec::new(),
    }
}

fn is_about(entry: &Node<'_>, fields: &[&str], name: &str) -> bool {
    subjects_of(entry, fields).iter().any(|own| own == name)
}

fn equal(one: &[Node<'_>], other: &[Node<'_>]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
}

/// Whether two parts say the same; where they stand and the order of fields do not count.
fn same(one: &Node<'_>, other: &Node<'_>) -> bool {
    match (&one.what, &other.what) {
        (What::Nothing, What::Nothing) => true,
        (What::Text(one), What::Text(other)) => one == other,
        (What::List(one), What::List(other)) => equal(one, other),
        (What::Map(one), What::Map(other)) => {
            one.fields.len() == other.fields.len()
                && one.fields.iter().all(|(key, node)| {
                    let own = other.fields.iter().find(|(own, _)| own.text == key.text);
                    own.is_some_and(|(_, other)| same(node, other))
                })
        }
        _ => false,
    }
}

/// Fields as YAML, one a line, and each entry of a list on a line of its own.
fn text_of(fields: &[(Key<'_>, Node<'_>)]) -> String {
    let mut text = String::new();
    for (key, node) in fields {
        match &node.what {
            What::List(entries) if !entries.is_empty() => {
                text.push_str(&format!("{}:\n", name(&key.text)));
                for entry in entries.iter().filter(|entry| !entry.is_nothing()) {
                    text.push_str(&format!("  - {}\n", flow(entry)));
                }
            }
            _ => text.push_str(&format!("{}: {}\n", name(&key.text), flow(node))),
        }
    }
    text
}

fn name(key: &str) -> String {
    let plain = key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if plain { key.to_owned() } else { quoted(key) }
}

fn flow(node: &Node<'_>) -> String {
    match &node.what {
        What::Nothing => String::new(),
        What::Text(text) => quoted(text),
        What::List(entries) => {
            let entries: Vec<String> = entries.iter().filter(|entry| !entry.is_nothing()).map(flow).collect();
            format!("[{}]", entries.join(", "))
        }
        What::Map(map) => {
            let fields: Vec<String> =
                map.fields.iter().map(|(key, node)| format!("{}: {}", name(&key.text), flow(node))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}

/// A text in double quotes, as YAML reads it.
fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}
