//! What a change does not say because a line of it was left out.

use super::about::{about, is_told_apart, written};
use super::list::is_of;
use super::only_map;
use crate::record::node::{Map, Node};
use crate::vocabulary::Vocabulary;

/// What a whole change speaks of, its shortened form does not, and the record has after the shortened change: it stays there
/// though somebody wrote that there is none. `whole` and `shortened` are the two forms of the change.
#[must_use]
pub fn left_out(made: &str, whole: &str, shortened: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let (Ok(record), Ok(whole)) = (only_map(made), only_map(whole)) else { return Vec::new() };
    let shortened = only_map(shortened).unwrap_or_default();
    let mut left: Vec<String> = Vec::new();
    for (key, wanted) in &whole.fields {
        let (Some(own), short) = (field(&record, &key.text), field(&shortened, &key.text)) else { continue };
        if is_told_apart(&key.text) {
            let subject = |entry: &Node<'_>| about(&key.text, entry, vocabulary);
            let speaks = |entries: &[Node<'_>], entry: &Node<'_>| {
                entries.iter().any(|other| is_of(&subject(other), &subject(entry)))
            };
            let entries = wanted.entries().iter().filter(|entry| {
                speaks(own.entries(), entry) && !speaks(short.map(Node::entries).unwrap_or_default(), entry)
            });
            left.extend(entries.filter_map(|entry| written(&key.text, entry)));
        } else if let (Some(wanted), Some(own)) = (wanted.map().filter(|_| key.text == "anchors"), own.map()) {
            let has = |name: &str| short.and_then(Node::map).is_some_and(|short| field(short, name).is_some());
            let names = wanted.fields.iter().map(|(name, _)| name.text.as_ref());
            left.extend(names.filter(|name| field(own, name).is_some() && !has(name)).map(str::to_owned));
        } else if short.is_none() {
            left.push(key.text.to_string());
        }
    }
    left.dedup();
    left
}

/// A field that holds something.
fn field<'n>(map: &'n Map<'n>, name: &str) -> Option<&'n Node<'n>> {
    map.fields.iter().find(|(key, _)| key.text == name).map(|(_, node)| node).filter(|node| !node.is_nothing())
}
