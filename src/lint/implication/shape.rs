//! What a truth is made of: all of some parts, any of some parts, or one thing that is asked.

use super::Prover;
use crate::check::{Among, Counting, EventsId, TruthId, TruthNode, ValueId, ValueNode};
use crate::value::{Comparison, Number};
use crate::vocabulary::{SymbolId, WordSet};

/// That a truth is met, or that it is not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The truth.
    pub truth: TruthId,
    /// Whether it is met.
    pub holds: bool,
}

impl Claim {
    /// That a truth is met.
    #[must_use]
    pub const fn met(truth: TruthId) -> Claim {
        Claim { truth, holds: true }
    }

    /// That a truth is not met.
    #[must_use]
    pub const fn not_met(truth: TruthId) -> Claim {
        Claim { truth, holds: false }
    }

    /// The other claim about the same truth.
    #[must_use]
    pub const fn opposite(self) -> Claim {
        Claim { truth: self.truth, holds: !self.holds }
    }
}

/// A claim, or a part of one that no node stands for.
#[derive(Clone, Debug)]
pub(crate) enum Term<'p> {
    Claim(Claim),
    Atom(Atom<'p>),
}

/// What a term is made of.
#[derive(Clone, Debug)]
pub(crate) enum Shape<'p> {
    Always(bool),
    All(Vec<Term<'p>>),
    Any(Vec<Term<'p>>),
    Atom(Atom<'p>),
}

/// One thing that is asked.
#[derive(Clone, Debug)]
pub(crate) enum Atom<'p> {
    /// A value compared with another.
    Compared { left: ValueId, comparison: Comparison, right: ValueId },
    /// At least (or at most) so many events.
    Number { events: EventsId, counting: &'p Counting, at_least: bool, count: u32 },
    /// A value of a list among some.
    Among { value: ValueId, quantifier: Among, set: &'p [SymbolId], unsaid: &'p [SymbolId], holds: bool },
    /// Words that a value holds among some.
    Words { value: ValueId, quantifier: Among, sets: &'p [WordSet], holds: bool },
    /// Every event satisfies a condition.
    Every { events: EventsId, condition: TruthId, holds: bool },
    /// What `is positive` and the like ask; `holds` also turns with `is not`.
    Meaning { of: TruthId, holds: bool },
    /// A number of several lines.
    Several { of: &'p [TruthId], least: u32, most: Option<u32> },
    /// What is only ever the same as itself.
    Other(Claim),
}

impl<'p> Prover<'p> {
    pub(crate) fn shape(&self, term: &Term<'p>) -> Shape<'p> {
        match term {
            Term::Claim(claim) => self.shape_of(*claim),
            Term::Atom(atom) => Shape::Atom(atom.clone()),
        }
    }

    fn shape_of(&self, claim: Claim) -> Shape<'p> {
        let holds = claim.holds;
        let each = |parts: &[TruthId]| -> Vec<Term<'p>> {
            parts.iter().map(|truth| Term::Claim(Claim { truth: *truth, holds })).collect()
        };
        match &self.program.truth(claim.truth).node {
            TruthNode::Constant(constant) => Shape::Always(*constant == holds),
            TruthNode::Not(inner) => self.shape_of(Claim { truth: *inner, holds: !holds }),
            TruthNode::All(parts) if holds => Shape::All(each(parts)),
            TruthNode::All(parts) => Shape::Any(each(parts)),
            TruthNode::Any(parts) if holds => Shape::Any(each(parts)),
            TruthNode::Any(parts) => Shape::All(each(parts)),
            TruthNode::Count { of, least, most } => several(of, *least, *most, claim),
            TruthNode::Compare { left, comparison, right } => {
                self.compared(*left, if holds { *comparison } else { comparison.negated() }, *right)
            }
            TruthNode::Between { value, low, high, high_belongs } => {
                let upper = if *high_belongs { Comparison::AtMost } else { Comparison::Less };
                let ends = [(Comparison::AtLeast, *low), (upper, *high)].map(|(comparison, right)| {
                    let comparison = if holds { comparison } else { comparison.negated() };
                    Term::Atom(Atom::Compared { left: *value, comparison, right })
                });
                if holds { Shape::All(ends.to_vec()) } else { Shape::Any(ends.to_vec()) }
            }
            TruthNode::Amount { events, least, most, counting } => numbers(*events, (*least, *most), counting, claim),
            TruthNode::Among { value, quantifier, set, unsaid } => {
                // That none is among them is that not any is.
                let none = *quantifier == Among::None;
                let quantifier = if none { Among::Any } else { *quantifier };
                Shape::Atom(Atom::Among { value: *value, quantifier, set, unsaid, holds: holds != none })
            }
            TruthNode::AmongWords { value, quantifier, sets } => {
                let none = *quantifier == Among::None;
                let quantifier = if none { Among::Any } else { *quantifier };
                Shape::Atom(Atom::Words { value: *value, quantifier, sets, holds: holds != none })
            }
            TruthNode::Every { events, condition } => {
                Shape::Atom(Atom::Every { events: *events, condition: *condition, holds })
            }
            TruthNode::Qualitative { negated, .. } => {
                Shape::Atom(Atom::Meaning { of: claim.truth, holds: holds != *negated })
            }
            TruthNode::ValueKnown(_)
            | TruthNode::TruthKnown(_)
            | TruthNode::EventsKnown(_)
            | TruthNode::Asked { .. }
            | TruthNode::Stated { .. }
            | TruthNode::Site { .. } => Shape::Atom(Atom::Other(claim)),
        }
    }

    /// A comparison; a number of events that is compared with a whole number is that many events.
    fn compared(&self, left: ValueId, comparison: Comparison, right: ValueId) -> Shape<'p> {
        let atom = Shape::Atom(Atom::Compared { left, comparison, right });
        let ValueNode::Count { events, counting } = &self.program.value(left).node else { return atom };
        let Some(number) = self.constant(right).filter(|_| counting.including.is_empty()) else { return atom };
        let number = number.number;
        let whole = |number: i64| u32::try_from(number).ok();
        let ceiling = if number.is_whole() { number.floor() } else { number.floor() + 1 };
        let bound = |at_least: bool, count: Option<u32>| {
            count.map(|count| Atom::Number { events: *events, counting, at_least, count })
        };
        let bounds = match comparison {
            Comparison::AtLeast => vec![bound(true, whole(ceiling))],
            Comparison::Greater => vec![bound(true, whole(number.floor() + 1))],
            Comparison::AtMost => vec![bound(false, whole(number.floor()))],
            Comparison::Less => vec![bound(false, whole(ceiling - 1))],
            Comparison::Equal if number.is_whole() => {
                vec![bound(true, whole(ceiling)), bound(false, whole(ceiling))]
            }
            Comparison::Equal | Comparison::NotEqual => return atom,
        };
        match bounds.into_iter().collect::<Option<Vec<_>>>() {
            Some(bounds) => Shape::All(bounds.into_iter().map(Term::Atom).collect()),
            None => atom,
        }
    }

    pub(super) fn same_meaning(&self, one: TruthId, other: TruthId) -> bool {
        match (&self.program.truth(one).node, &self.program.truth(other).node) {
            (
                TruthNode::Qualitative { value, means, bounds, .. },
                TruthNode::Qualitative { value: of, means: also, bounds: within, .. },
            ) => self.alike.value(*value) == self.alike.value(*of) && means == also && bounds == within,
            _ => false,
        }
    }
}

/// A number that a rule writes, and in which form results compare with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Constant {
    pub(crate) number: Number,
    pub(crate) form: Form,
}

/// In which form results compare with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Quantity(crate::vocabulary::UnitId),
    Titre,
}

fn several(of: &[TruthId], least: u32, most: Option<u32>, claim: Claim) -> Shape<'_> {
    let lines = of.len();
    let each =
        |holds: bool| -> Vec<Term<'_>> { of.iter().map(|truth| Term::Claim(Claim { truth: *truth, holds })).collect() };
    match (least as usize, most, claim.holds) {
        (1, None, true) => Shape::Any(each(true)),
        (1, None, false) => Shape::All(each(false)),
        (all, None, true) if all == lines => Shape::All(each(true)),
        (all, None, false) if all == lines => Shape::Any(each(false)),
        (0, Some(0), true) => Shape::All(each(false)),
        (0, Some(0), false) => Shape::Any(each(true)),
        (_, _, true) => Shape::Atom(Atom::Several { of, least, most }),
        // Not at least so many is at most one fewer.
        (_, None, false) if least > 0 => Shape::Atom(Atom::Several { of, least: 0, most: Some(least - 1) }),
        (0, Some(most), false) => Shape::Atom(Atom::Several { of, least: most.saturating_add(1), most: None }),
        _ => Shape::Atom(Atom::Other(claim)),
    }
}

fn numbers(events: EventsId, (least, most): (u32, Option<u32>), counting: &Counting, claim: Claim) -> Shape<'_> {
    let including = !counting.including.is_empty();
    if including && !claim.holds {
        return Shape::Atom(Atom::Other(claim));
    }
    let mut bounds = Vec::new();
    let bound = |at_least: bool, count: u32| Term::Atom(Atom::Number { events, counting, at_least, count });
    if claim.holds {
        bounds.extend((least > 0 || including).then(|| bound(true, least)));
        bounds.extend(most.map(|most| bound(false, most)));
        return if bounds.is_empty() { Shape::Always(true) } else { Shape::All(bounds) };
    }
    bounds.extend(least.checked_sub(1).map(|fewer| bound(false, fewer)));
    bounds.extend(most.map(|most| bound(true, most.saturating_add(1))));
    if bounds.is_empty() { Shape::Always(false) } else { Shape::Any(bounds) }
}
