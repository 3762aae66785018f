//! Computed scores: a range of points, from those of the items that certainly count to those that still may.

use super::judgement::{Outcome, Reason};
use super::observer::{Observer, Scope};
use super::run::Run;
use super::value::quantity;
use crate::check::ScoreId;
use crate::value::{Number, Range, Truth};
use crate::vocabulary::builtin;

impl<O: Observer> Run<'_, O> {
    /// The total of a score, or the points of some of its items.
    pub(super) fn score_points(&mut self, id: ScoreId, only: Option<&Vec<usize>>, scope: Scope) -> Outcome {
        let program = self.program;
        let score = program.score(id);
        let mut domains: Vec<(usize, Number, Number)> = Vec::new();
        let (mut unknown, mut reasons) = (0, Vec::new());
        for (place, item) in score.items.iter().enumerate() {
            if only.is_some_and(|only| !only.contains(&place)) {
                continue;
            }
            let (truth, own) = self.truth_with_reasons(item.condition, scope);
            unknown += u32::from(truth == Truth::Unknown);
            if O::DETAIL {
                reasons.extend(own);
            }
            let low = if truth == Truth::Met { item.points } else { Number::ZERO };
            let high = if truth == Truth::NotMet { Number::ZERO } else { item.points };
            // Each item is a domain of its own where all of them count.
            let domain = if score.highest_per_domain { item.domain } else { place };
            match domains.iter_mut().find(|(found, _, _)| *found == domain) {
                Some((_, least, most)) => {
                    *least = (*least).max(low);
                    *most = (*most).max(high);
                }
                None => domains.push((domain, low, high)),
            }
        }
        let sum = |pick: fn(&(usize, Number, Number)) -> Number| {
            domains.iter().map(pick).try_fold(Number::ZERO, Number::plus)
        };
        let (Some(low), Some(high)) = (sum(|domain| domain.1), sum(|domain| domain.2)) else {
            return super::value::unknown(Reason::OutOfRange);
        };
        let mut outcome = quantity(Range::between(low, high), builtin::unit::ONE);
        if O::DETAIL && low != high {
            outcome.reasons.push(Reason::ItemsUnknown { items: unknown });
            outcome.reasons.extend(reasons);
        }
        outcome
    }
}
