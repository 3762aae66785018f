use super::node::{Key, Map, Node};
use crate::diagnostic::Span;
use std::cell::Cell;

/// The fields of one entry, and which of them somebody has looked at: what nobody did is unknown.
pub(super) struct Entry<'n> {
    map: &'n Map<'n>,
    used: Cell<u64>,
}

impl<'n> Entry<'n> {
    pub(super) fn new(map: &'n Map<'n>) -> Entry<'n> {
        Entry { map, used: Cell::new(0) }
    }

    /// A field, unless it holds nothing.
    pub(super) fn get(&self, name: &str) -> Option<&'n Node<'n>> {
        let (at, (_, node)) = self.map.fields.iter().enumerate().find(|(_, (key, _))| key.text == name)?;
        self.used.set(self.used.get() | bit(at));
        (!node.is_nothing()).then_some(node)
    }

    /// Where the first of some fields stands that is there; else where the entry stands.
    pub(super) fn place(&self, names: &[&str], at: Span) -> Span {
        let fields = names.iter().filter_map(|name| self.map.fields.iter().find(|(key, _)| key.text == *name));
        fields.map(|(_, node)| node).find(|node| !node.is_nothing()).map_or(at, |node| node.at)
    }

    /// What is meant by the first field that lost a blank, and so holds nothing.
    pub(super) fn blank_lost(&self) -> Option<String> {
        self.map.fields.iter().find_map(|(key, _)| blank_lost(&key.text))
    }

    /// The fields that nobody asked for, and hold something, be it in their name for want of a blank.
    pub(super) fn others(&self) -> impl Iterator<Item = (&'n Key<'n>, &'n Node<'n>)> + use<'n> {
        let used = self.used.get();
        let fields = self.map.fields.iter().enumerate();
        let lost = |key: &Key<'_>| blank_lost(&key.text).is_some();
        fields
            .filter(move |(at, (key, node))| used & bit(*at) == 0 && (!node.is_nothing() || lost(key)))
            .map(|(_, (key, node))| (key, node))
    }
}

/// Entries have far fewer than 64 fields; of a longer one the rest counts as unknown.
fn bit(at: usize) -> u64 {
    if at < 64 { 1 << at } else { 0 }
}

/// What is meant by a name that lost the space after its colon, or the one after the dash before it.
pub(super) fn blank_lost(name: &str) -> Option<String> {
    let after_dash = name.strip_prefix('-').map(|rest| format!("- {rest}"));
    after_dash.or_else(|| name.split_once(':').map(|(field, value)| format!("{field}: {value}")))
}
