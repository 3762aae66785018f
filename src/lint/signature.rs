//! What a truth speaks of, in a few machine words: two that speak of nothing alike follow in no way from one another.

use super::implication::Alike;
use crate::check::{EventsId, Program, TakenFrom, TruthId, TruthNode, ValueId, ValueNode};
use crate::vocabulary::WordSet;

/// What a truth speaks of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signature {
    /// The words of its events.
    words: WordSet,
    /// Its values, questions and derived events, one bit for several.
    others: u64,
    /// Whether it is settled whatever a record holds.
    constant: bool,
}

impl Signature {
    pub(crate) fn of(program: &Program, alike: &Alike, truth: TruthId) -> Signature {
        let mut signature = Signature::default();
        signature.add_truth(program, alike, truth);
        signature
    }

    /// Whether one of two could follow from the other.
    pub(crate) fn may_meet(&self, other: &Signature) -> bool {
        self.constant || other.constant || self.others & other.others != 0 || self.words.intersects(&other.words)
    }

    fn add_other(&mut self, number: u32) {
        self.others |= 1 << (number.wrapping_mul(0x9E37_79B1) >> 26);
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
            | TruthNode::Site { .. } => self.add_other(alike.truth(truth).0),
        }
    }

    fn add_value(&mut self, program: &Program, alike: &Alike, value: ValueId) {
        // A number of events is compared with numbers of other events too.
        if let ValueNode::Count { events, .. } = &program.value(value).node {
            self.add_events(program, *events);
        }
        self.add_other(alike.value(value).0);
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
