//! Which outcomes a truth can have at all, as far as that follows from its form.
//!
//! INVARIANT: an outcome is left out only where no record can give it. Parts are taken to be independent, so that too much may be
//! called possible, never too little.

use crate::check::{Program, TruthId, TruthNode};
use crate::value::Truth;

/// The outcomes that a truth can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Possible {
    pub(super) met: bool,
    pub(super) not_met: bool,
    pub(super) unknown: bool,
}

impl Possible {
    const ALL: Possible = Possible { met: true, not_met: true, unknown: true };
    const KNOWN: Possible = Possible { met: true, not_met: true, unknown: false };

    /// Those of a truth.
    pub(super) fn of(program: &Program, id: TruthId) -> Possible {
        match &program.truth(id).node {
            TruthNode::Constant(holds) => Possible { met: *holds, not_met: !holds, unknown: false },
            TruthNode::ValueKnown(_) | TruthNode::TruthKnown(_) | TruthNode::EventsKnown(_) => Possible::KNOWN,
            TruthNode::Not(of) => Possible::of(program, *of).negated(),
            TruthNode::All(of) => all(of.iter().map(|part| Possible::of(program, *part))),
            TruthNode::Any(of) => all(of.iter().map(|part| Possible::of(program, *part).negated())).negated(),
            TruthNode::Count { of, .. } => {
                let unknown = of.iter().any(|part| Possible::of(program, *part).unknown);
                Possible { unknown, ..Possible::ALL }
            }
            TruthNode::Amount { least: 0, most: None, counting, .. } if counting.including.is_empty() => {
                Possible { met: true, not_met: false, unknown: false }
            }
            _ => Possible::ALL,
        }
    }

    /// Whether an outcome is among them.
    pub(super) fn has(self, truth: Truth) -> bool {
        match truth {
            Truth::Met => self.met,
            Truth::NotMet => self.not_met,
            Truth::Unknown => self.unknown,
        }
    }

    fn negated(self) -> Possible {
        Possible { met: self.not_met, not_met: self.met, unknown: self.unknown }
    }
}

/// Those of all of some together.
fn all(parts: impl Iterator<Item = Possible>) -> Possible {
    let mut all = Possible { met: true, not_met: false, unknown: false };
    // Whether every part so far can be something else than not met.
    let mut open = true;
    for part in parts {
        all.unknown = (all.unknown && (part.met || part.unknown)) || (part.unknown && open);
        all.met &= part.met;
        all.not_met |= part.not_met;
        open &= part.met || part.unknown;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_together() {
        let constant = |holds| Possible { met: holds, not_met: !holds, unknown: false };
        assert_eq!(all([Possible::ALL, Possible::KNOWN].into_iter()), Possible::ALL);
        assert_eq!(all([Possible::KNOWN, constant(true)].into_iter()), Possible::KNOWN);
        assert_eq!(all([Possible::ALL, constant(false)].into_iter()), constant(false));
        assert_eq!(all([constant(false), Possible::ALL].into_iter()), constant(false));
        assert_eq!(all(std::iter::empty()), constant(true));
    }
}
