//! W0605: criteria that contradict or repeat each other.

use crate::check::checker::Checker;
use crate::check::names::Context;
use crate::check::program::{Ask, Criterion, FileId, TruthId, TruthNode, Version};
use crate::diagnostic::{Code, Diagnostic};

impl<'a> Checker<'a> {
    /// Tells of two criteria that ask the same, or the opposite, of the same patients.
    pub(super) fn contradictions(&mut self, file: FileId, version: &Version) {
        let cx = Context::top(file);
        for (place, second) in version.criteria.iter().enumerate() {
            for first in version.criteria.iter().take(place) {
                if first.cohorts != second.cohorts {
                    continue;
                }
                let Some(found) = self.clash(first, second) else { continue };
                self.report(&cx, found);
            }
        }
    }

    fn clash(&self, first: &Criterion, second: &Criterion) -> Option<Diagnostic> {
        let (Ask::Truth(one), Ask::Truth(two)) = (&first.ask, &second.ask) else { return None };
        let same_side = first.inclusion == second.inclusion;
        let (same, opposite) = (self.same(*one, *two), self.opposite(*one, *two));
        let (a, b) = (&first.id, &second.id);
        let (message, reason, help) = match (same, opposite, same_side) {
            (true, _, true) | (_, true, false) => (
                format!("{b} repeats {a}"),
                "one of the two changes nothing; perhaps another was meant",
                "check it against the protocol, or leave it out",
            ),
            (true, _, false) | (_, true, true) => (
                format!("{b} contradicts {a}"),
                "nobody can pass both, so the trial takes nobody",
                "check both against the protocol",
            ),
            _ => return None,
        };
        let found = Diagnostic::new(Code::Contradiction, second.span, message);
        Some(found.also(first.span, format!("criterion {a}")).reason(reason).help(help))
    }

    fn same(&self, one: TruthId, two: TruthId) -> bool {
        one == two || self.nodes.truth_node(one) == self.nodes.truth_node(two)
    }

    /// Whether two truths can never hold together nor fail together, as far as their form shows.
    fn opposite(&self, one: TruthId, two: TruthId) -> bool {
        let (Some(first), Some(second)) = (self.nodes.truth_node(one), self.nodes.truth_node(two)) else {
            return false;
        };
        match (first, second) {
            (TruthNode::Not(inner), _) if self.same(*inner, two) => true,
            (_, TruthNode::Not(inner)) if self.same(one, *inner) => true,
            (
                TruthNode::Compare { left: a, comparison: first, right: b },
                TruthNode::Compare { left: c, comparison: second, right: d },
            ) => a == c && b == d && *second == first.negated(),
            (
                TruthNode::Amount { events: a, least: from, most: to, counting: first },
                TruthNode::Amount { events: b, least, most, counting: second },
            ) => {
                let splits = |low: Option<u32>, high: u32| low.is_some_and(|low| low.checked_add(1) == Some(high));
                a == b
                    && first == second
                    && (*from == 0 && most.is_none() && splits(*to, *least)
                        || *least == 0 && to.is_none() && splits(*most, *from))
            }
            _ => false,
        }
    }
}
