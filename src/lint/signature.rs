//! What a truth speaks of, in a few machine words: two that speak of nothing alike follow in no way from one another.

use super::implication::Alike;
use crate::check::{EventsId, Program, TakenFrom, TruthId, TruthNode, ValueId, ValueNode};
use crate::vocabulary::{WordId, WordSet};
use std::collections::{BTreeMap, BTreeSet};

/// What a truth speaks of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signature {
    /// The words of its events.
    words: WordSet,
    /// Its values, questions and what is only ever the same as itself, by the first node that says so.
    others: BTreeSet<Other>,
    /// Whether it is settled whatever a record holds.
    constant: bool,
}

/// Something other than words that a truth speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Other {
    Truth(TruthId),
    Value(ValueId),
}

impl Signature {
    pub(crate) fn of(program: &Program, alike: &Alike, truth: TruthId) -> Signature {
        let mut signature = Signature::default();
        signature.add_truth(program, alike, truth);
        signature
    }

    fn add_truth(&mut self, program: &Program, alike: &Alike, truth: TruthId) {
        match &program.truth(truth).node {
            TruthNode::Constant(_) => self.constant = true,
            TruthNode::All(parts) | TruthNode::Any(parts) | TruthNode::Count { of: parts, .. } => {
                parts.iter().for_each(|part| self.add_truth(program, alike, *part));
            }
            TruthNode::Not(part) => self.add_truth(program, alike, *part),
            TruthNode::Compare { left: value, .. }
            | TruthNode::Between { value, .. }
            | TruthNode::Among { value, .. }
            | TruthNode::AmongWords { value, .. }
            | TruthNode::Qualitative { value, .. } => self.add_value(program, alike, *value),
            TruthNode::Amount { events, .. } | TruthNode::Every { events, .. } => self.add_events(program, *events),
            TruthNode::ValueKnown(_)
            | TruthNode::TruthKnown(_)
            | TruthNode::EventsKnown(_)
            | TruthNode::Asked { .. }
            | TruthNode::Stated { .. }
            | TruthNode::Site { .. } => {
                self.others.insert(Other::Truth(alike.truth(truth)));
            }
        }
    }

    fn add_value(&mut self, program: &Program, alike: &Alike, value: ValueId) {
        // A number of events is compared with numbers of other events too.
        if let ValueNode::Count { events, .. } = &program.value(value).node {
            self.add_events(program, *events);
        }
        self.others.insert(Other::Value(alike.value(value)));
    }

    fn add_events(&mut self, program: &Program, events: EventsId) {
        match program.events(events).node.taken_from() {
            TakenFrom::Words(words) => self.words.extend(&words.certain),
            TakenFrom::Each(parts) => parts.iter().for_each(|part| self.add_events(program, *part)),
            TakenFrom::Some(of) | TakenFrom::Remade(of) | TakenFrom::Periods(of) | TakenFrom::Both(of, _) => {
                self.add_events(program, of);
            }
            TakenFrom::Lines => self.words.insert(crate::vocabulary::LINE),
        }
    }
}

/// Signatures one after the other, by what they speak of.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    all: Vec<usize>,
    constant: Vec<usize>,
    by_word: BTreeMap<WordId, Vec<usize>>,
    by_other: BTreeMap<Other, Vec<usize>>,
}

impl Catalogue {
    /// With one more, by its place, which is above those of all before it.
    pub(crate) fn add(&mut self, place: usize, signature: &Signature) {
        self.all.push(place);
        if signature.constant {
            self.constant.push(place);
        }
        for word in signature.words.iter() {
            self.by_word.entry(word).or_default().push(place);
        }
        for other in &signature.others {
            self.by_other.entry(*other).or_default().push(place);
        }
    }

    /// The newest few of those from which a truth could follow, or which could follow from it; the oldest first.
    pub(crate) fn that_may_meet(&self, signature: &Signature, most: usize) -> Vec<usize> {
        let mut places = BTreeSet::new();
        let mut newest = |known: &[usize]| places.extend(known.iter().rev().take(most).copied());
        newest(if signature.constant { &self.all } else { &self.constant });
        for word in signature.words.iter() {
            newest(self.by_word.get(&word).map_or(&[], Vec::as_slice));
        }
        for other in &signature.others {
            newest(self.by_other.get(other).map_or(&[], Vec::as_slice));
        }
        let few = places.len().saturating_sub(most);
        places.into_iter().skip(few).collect()
    }
}
