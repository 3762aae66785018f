//! How near a record is to what is wanted of it: 1 where it is there, and more the fewer things are missing.
//!
//! INVARIANT: only ever a guide. Whether a record is what is wanted, the evaluator's truth alone says.

use crate::check::{EventsId, Program, TakenFrom, TruthId, TruthNode, ValueId, ValueNode};
use crate::evaluate::Trace;
use crate::value::{Comparison, Limit, Range, Truth};
use crate::vocabulary::Datum;
use std::collections::BTreeSet;

/// What is near at most, where it is not there.
const ALMOST: f64 = 0.95;

/// How near truths of one trace are to what is wanted of them.
pub(super) struct Nearness<'a> {
    pub(super) program: &'a Program,
    pub(super) trace: &'a Trace,
}

impl Nearness<'_> {
    /// How near a truth at the top is to being that.
    pub(super) fn of(&self, id: TruthId, wanted: Truth) -> f64 {
        if self.truth(id) == wanted {
            return 1.0;
        }
        let below = match (&self.program.truth(id).node, wanted) {
            (TruthNode::Not(of), _) => self.of(*of, !wanted),
            (TruthNode::All(of), Truth::Met) | (TruthNode::Any(of), Truth::NotMet) => self.mean(of, wanted),
            (TruthNode::All(of), Truth::NotMet) | (TruthNode::Any(of), Truth::Met) => self.best(of, wanted, 1),
            (TruthNode::All(of), Truth::Unknown) => self.open(of, Truth::NotMet),
            (TruthNode::Any(of), Truth::Unknown) => self.open(of, Truth::Met),
            (TruthNode::Count { of, least, .. }, Truth::Met) => self.best(of, wanted, *least as usize),
            (TruthNode::Count { of, least, .. }, Truth::NotMet) => {
                self.best(of, wanted, (of.len() + 1).saturating_sub(*least as usize))
            }
            (TruthNode::Count { of, .. }, Truth::Unknown) => self.best(of, wanted, 1),
            (node, wanted) => self.leaf(node, wanted),
        };
        below.min(1.0) * ALMOST
    }

    /// How near a truth is to hanging on a condition alone: its other parts must not settle it. Nothing where the condition does
    /// not stand below it; `above` are the truths below which it stands.
    pub(super) fn hangs_on(&self, id: TruthId, condition: TruthId, above: &BTreeSet<TruthId>) -> Option<f64> {
        if id == condition {
            return Some(1.0);
        }
        if !above.contains(&id) {
            return None;
        }
        let (parts, unsettling) = match &self.program.truth(id).node {
            TruthNode::Not(of) => return self.hangs_on(*of, condition, above),
            TruthNode::All(of) => (of, Truth::Met),
            TruthNode::Any(of) => (of, Truth::NotMet),
            TruthNode::Count { of, least, .. } => {
                let (place, own) = self.part_with(of, condition, above)?;
                let others: Vec<TruthId> =
                    of.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, of)| *of).collect();
                let held = (*least as usize).saturating_sub(1);
                let rest = others.len().saturating_sub(held);
                return Some(
                    (own + self.best(&others, Truth::Met, held) + self.best(&others, Truth::NotMet, rest)) / 3.0,
                );
            }
            // A sum that the condition adds to hangs on it where it is next to what it is compared with.
            TruthNode::Compare { left, right, .. } => return Some(0.5 + self.beside(*left, *right) / 2.0),
            // Asked of events: what they come to, no part settles.
            _ => return Some(1.0),
        };
        let (place, own) = self.part_with(parts, condition, above)?;
        let others =
            parts.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, part)| self.of(*part, unsettling));
        Some((own + others.sum::<f64>()) / count(parts.len()))
    }

    fn part_with(&self, parts: &[TruthId], condition: TruthId, above: &BTreeSet<TruthId>) -> Option<(usize, f64)> {
        parts.iter().enumerate().find_map(|(place, part)| Some((place, self.hangs_on(*part, condition, above)?)))
    }

    /// How close two numbers are.
    fn beside(&self, left: ValueId, right: ValueId) -> f64 {
        let number = |id: ValueId| Some(self.range(id)?.known()?.to_f64());
        number(left).zip(number(right)).map_or(0.0, |(left, right)| 1.0 / (1.0 + (left - right).abs()))
    }

    pub(super) fn truth(&self, id: TruthId) -> Truth {
        let seen = self.trace.truths.get(id.0 as usize).and_then(Option::as_ref);
        seen.map_or(Truth::Unknown, |(truth, _)| *truth)
    }

    fn mean(&self, of: &[TruthId], wanted: Truth) -> f64 {
        of.iter().map(|part| self.of(*part, wanted)).sum::<f64>() / count(of.len())
    }

    /// The mean of the nearest so many.
    fn best(&self, of: &[TruthId], wanted: Truth, many: usize) -> f64 {
        let mut near: Vec<f64> = of.iter().map(|part| self.of(*part, wanted)).collect();
        near.sort_by(|one, two| two.total_cmp(one));
        near.truncate(many);
        if many == 0 { 1.0 } else { near.iter().sum::<f64>() / count(many) }
    }

    /// Some part unknown, and none that settles it.
    fn open(&self, of: &[TruthId], settling: Truth) -> f64 {
        let unsettled = of.iter().filter(|part| self.truth(**part) != settling).count();
        (self.best(of, Truth::Unknown, 1) + count(unsettled) / count(of.len())) / 2.0
    }

    /// A truth without parts: whether what it looks at is there at all.
    fn leaf(&self, node: &TruthNode, wanted: Truth) -> f64 {
        let there = match node {
            TruthNode::Amount { events, least, .. } if wanted == Truth::Met => {
                self.events(*events) * (1.0 + self.counted(*events, *least)) / 2.0
            }
            TruthNode::Amount { events, .. } | TruthNode::EventsKnown(events) | TruthNode::Every { events, .. } => {
                self.events(*events)
            }
            TruthNode::Compare { left, comparison, right } => {
                let known = (self.value(*left) + self.value(*right)) / 2.0;
                (known + self.apart(*left, *comparison, *right, wanted)) / 2.0
            }
            TruthNode::Between { value, .. }
            | TruthNode::Among { value, .. }
            | TruthNode::AmongWords { value, .. }
            | TruthNode::Qualitative { value, .. }
            | TruthNode::ValueKnown(value) => self.value(*value),
            _ => 0.5,
        };
        match wanted {
            // What is looked at must be there to be open in any other way than by its absence.
            Truth::Unknown => 0.3,
            Truth::Met | Truth::NotMet => 0.2 + 0.6 * there,
        }
    }

    /// How many of the events that are needed are there.
    fn counted(&self, id: EventsId, least: u32) -> f64 {
        let selected = self.trace.events.get(id.0 as usize).and_then(Option::as_ref);
        let certain =
            selected.map_or(0, |found| found.matches.iter().filter(|one| one.certainty == Truth::Met).count());
        (count(certain + 1) - 1.0).min(f64::from(least)) / f64::from(least.max(1))
    }

    /// How close two numbers are to comparing as wanted.
    fn apart(&self, left: ValueId, comparison: Comparison, right: ValueId, wanted: Truth) -> f64 {
        let (Some(left), Some(right)) = (self.range(left), self.range(right)) else { return 0.0 };
        let end = |limit: Limit| match limit {
            Limit::At(number) | Limit::Beyond(number) => Some(number.to_f64()),
            Limit::Open => None,
        };
        let upwards = matches!(comparison, Comparison::Greater | Comparison::AtLeast) == (wanted == Truth::Met);
        let (reached, needed) = match upwards {
            true => (end(left.low), end(right.high)),
            false => (end(left.high), end(right.low)),
        };
        let (Some(reached), Some(needed)) = (reached, needed) else { return 0.0 };
        let missing = if upwards { needed - reached } else { reached - needed };
        1.0 / (1.0 + missing.max(0.0) / (needed.abs() + 1.0))
    }

    fn range(&self, id: ValueId) -> Option<Range> {
        match self.trace.values.get(id.0 as usize)?.as_ref()?.datum.as_ref()? {
            Datum::Quantity(range, _) | Datum::Titre(range) => Some(*range),
            _ => None,
        }
    }

    fn value(&self, id: ValueId) -> f64 {
        let known =
            self.trace.values.get(id.0 as usize).and_then(Option::as_ref).is_some_and(|out| out.datum.is_some());
        match &self.program.value(id).node {
            _ if known => 1.0,
            ValueNode::Measure { events, .. }
            | ValueNode::Count { events, .. }
            | ValueNode::Total { events, .. }
            | ValueNode::Average { events, .. } => 0.8 * self.events(*events),
            ValueNode::Arithmetic { left, right, .. } | ValueNode::PercentChange { from: left, to: right } => {
                0.9 * (self.value(*left) + self.value(*right)) / 2.0
            }
            ValueNode::Scaled { value, .. } => 0.9 * self.value(*value),
            _ => 0.0,
        }
    }

    /// How far events come through what narrows them.
    fn events(&self, id: EventsId) -> f64 {
        let selected = self.trace.events.get(id.0 as usize).and_then(Option::as_ref);
        let certain = selected.is_some_and(|found| found.matches.iter().any(|one| one.certainty == Truth::Met));
        match self.program.events(id).node.taken_from() {
            _ if certain => 1.0,
            TakenFrom::Words(_) | TakenFrom::Lines => 0.0,
            TakenFrom::Each(of) => of.iter().map(|of| self.events(*of)).fold(0.0, f64::max),
            TakenFrom::Both(left, right) => 0.45 * (self.events(left) + self.events(right)),
            TakenFrom::Some(of) | TakenFrom::Remade(of) | TakenFrom::Periods(of) => 0.8 * self.events(of),
        }
    }
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number.max(1)).unwrap_or(u32::MAX))
}
