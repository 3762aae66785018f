//! What would have to come out otherwise for a truth to be as wanted: there a search goes on first.
//!
//! INVARIANT: only ever a guide, as nearness is.

use super::nearness::Nearness;
use crate::check::{Program, TruthId, TruthNode, ValueId, ValueNode};
use crate::value::{Day, Truth};
use std::collections::BTreeSet;

/// What would bring a record nearer.
#[derive(Clone, Debug, Default)]
pub(super) struct Wishes {
    /// Days of which one would do in the place of one that the record has.
    pub(super) days: Vec<Day>,
    /// Truths that should come out otherwise, each asked of the whole record; and as what.
    pub(super) truths: Vec<(TruthId, Truth)>,
}

impl Nearness<'_> {
    /// The truths without parts that keep a truth from being as wanted.
    pub(super) fn wanting(&self, id: TruthId, wanted: Truth, found: &mut Vec<(TruthId, Truth)>) {
        if self.truth(id) == wanted {
            return;
        }
        let mut each = |of: &[TruthId], wanted: Truth| of.iter().for_each(|part| self.wanting(*part, wanted, found));
        match (&self.program.truth(id).node, wanted) {
            (TruthNode::Not(of), _) => each(&[*of], !wanted),
            // Open is what has an open part and none that settles it.
            (TruthNode::All(of) | TruthNode::Any(of), Truth::Unknown) => {
                let truth = self.truth(id);
                let alike: Vec<TruthId> = of.iter().copied().filter(|part| self.truth(*part) == truth).collect();
                each(&alike, Truth::Unknown);
                let is_settled = matches!(self.program.truth(id).node, TruthNode::All(_)) == (truth == Truth::NotMet);
                if is_settled {
                    each(&alike, !truth);
                }
            }
            (TruthNode::All(of) | TruthNode::Any(of) | TruthNode::Count { of, .. }, _) => each(of, wanted),
            _ => found.extend(leaves(self.program, id).into_iter().map(|leaf| (leaf, wanted))),
        }
    }

    /// What keeps a truth from hanging on a condition alone; `above` are the truths below which the condition stands.
    pub(super) fn wanting_to_hang(
        &self,
        id: TruthId,
        (condition, own): (TruthId, Truth),
        above: &BTreeSet<TruthId>,
        found: &mut Vec<(TruthId, Truth)>,
    ) {
        if id == condition {
            return self.wanting(id, own, found);
        }
        if !above.contains(&id) {
            return;
        }
        let (parts, unsettling): (&[TruthId], &[Truth]) = match &self.program.truth(id).node {
            TruthNode::Not(of) => return self.wanting_to_hang(*of, (condition, own), above, found),
            TruthNode::All(of) => (of, &[Truth::Met]),
            TruthNode::Any(of) => (of, &[Truth::NotMet]),
            TruthNode::Count { of, .. } => (of, &[Truth::Met, Truth::NotMet]),
            // The condition is asked of events, or adds to a number.
            _ => return found.extend(leaves(self.program, id).into_iter().map(|leaf| (leaf, own))),
        };
        for part in parts {
            match above.contains(part) {
                true => self.wanting_to_hang(*part, (condition, own), above, found),
                false => unsettling.iter().for_each(|truth| self.wanting(*part, *truth, found)),
            }
        }
    }
}

/// The truths below one that are asked of the whole record and have no parts, and those that numbers in them are made of: the items
/// of a score.
pub(super) fn leaves(program: &Program, id: TruthId) -> Vec<TruthId> {
    let mut found = Vec::new();
    gather(program, id, &mut found);
    found
}

fn gather(program: &Program, id: TruthId, found: &mut Vec<TruthId>) {
    match &program.truth(id).node {
        TruthNode::All(of) | TruthNode::Any(of) | TruthNode::Count { of, .. } => {
            of.iter().for_each(|part| gather(program, *part, found));
        }
        TruthNode::Not(of) | TruthNode::TruthKnown(of) => gather(program, *of, found),
        _ if found.contains(&id) => {}
        node => {
            found.push(id);
            match node {
                TruthNode::Compare { left, right, .. } => {
                    [left, right].into_iter().for_each(|value| gather_value(program, *value, found));
                }
                TruthNode::Between { value, .. } | TruthNode::ValueKnown(value) => gather_value(program, *value, found),
                _ => {}
            }
        }
    }
}

fn gather_value(program: &Program, id: ValueId, found: &mut Vec<TruthId>) {
    match &program.value(id).node {
        ValueNode::Arithmetic { left, right, .. } | ValueNode::PercentChange { from: left, to: right } => {
            [left, right].into_iter().for_each(|value| gather_value(program, *value, found));
        }
        ValueNode::Extreme { of, .. } => of.iter().for_each(|value| gather_value(program, *value, found)),
        ValueNode::When(cases) => {
            for (value, truth) in cases {
                gather_value(program, *value, found);
                gather(program, *truth, found);
            }
        }
        ValueNode::Scaled { value, .. } => gather_value(program, *value, found),
        ValueNode::ScoreTotal(score) | ValueNode::ScorePoints { score, .. } => {
            let score = program.score(*score);
            let items = score.items.iter().map(|item| item.condition);
            score.entry.into_iter().chain(items).for_each(|truth| gather(program, truth, found));
        }
        _ => {}
    }
}
