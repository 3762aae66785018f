//! Values that are reckoned from others.

use super::judgement::{Outcome, Reason};
use super::observer::{Observer, Scope};
use super::run::Run;
use crate::check::{Sign, ValueId};
use crate::value::{Number, Range};
use crate::vocabulary::{Datum, UnitId, builtin};

impl<O: Observer> Run<'_, O> {
    /// A value to reckon with: a result that was kept in another unit, because nothing converts it, or as a word, is as good
    /// as none.
    pub(super) fn operand(&mut self, id: ValueId, scope: Scope) -> Outcome {
        let mut outcome = self.value(id, scope);
        match &outcome.datum {
            Some(Datum::Quantity(Range::ANY, _)) => outcome.datum = None,
            Some(Datum::Quantity(_, own)) if self.program.value(id).unit.is_none_or(|unit| unit == *own) => {}
            None | Some(Datum::Titre(_)) => {}
            Some(_) => {
                outcome.datum = None;
                outcome.reasons.extend(outcome.facts.iter().map(|event| Reason::OtherForm { event: *event }));
            }
        }
        outcome
    }

    pub(super) fn arithmetic(
        &mut self,
        left: ValueId,
        sign: Sign,
        right: ValueId,
        unit: Option<UnitId>,
        scope: Scope,
    ) -> Outcome {
        let (left, right) = (self.operand(left, scope), self.operand(right, scope));
        let range = match (&left.datum, &right.datum) {
            (Some(Datum::Quantity(a, _)), Some(Datum::Quantity(b, _))) => Some(match sign {
                Sign::Plus => a.plus(b),
                Sign::Minus => a.minus(b),
                Sign::Times => a.times(b),
                Sign::Over => a.over(b),
            }),
            _ => None,
        };
        both(left, right, range, unit.unwrap_or(builtin::unit::ONE))
    }

    pub(super) fn percent_change(&mut self, from: ValueId, to: ValueId, scope: Scope) -> Outcome {
        let (from, to) = (self.operand(from, scope), self.operand(to, scope));
        let range = match (&from.datum, &to.datum) {
            (Some(Datum::Quantity(a, _)), Some(Datum::Quantity(b, _))) => {
                // b/a - 1 holds each value once, so the range is no wider than it must be.
                let ratio = b.over(a);
                Some(ratio.minus(&Range::point(Number::ONE)).scaled(Number::whole(100)))
            }
            _ => None,
        };
        both(from, to, range, builtin::unit::PERCENT)
    }

    pub(super) fn extreme(&mut self, greatest: bool, of: &[ValueId], unit: Option<UnitId>, scope: Scope) -> Outcome {
        let mut all: Option<Outcome> = None;
        for id in of {
            let mut next = self.operand(*id, scope);
            // A titre may be anything next to a quantity.
            next.datum = next.datum.filter(|datum| matches!(datum, Datum::Quantity(..)));
            all = Some(match all {
                None => next,
                Some(before) => {
                    let range = match (&before.datum, &next.datum) {
                        (Some(Datum::Quantity(a, _)), Some(Datum::Quantity(b, _))) => {
                            Some(if greatest { a.max(b) } else { a.min(b) })
                        }
                        (Some(Datum::Quantity(a, _)), None) | (None, Some(Datum::Quantity(a, _))) => {
                            Some(if greatest { a.max(&Range::ANY) } else { a.min(&Range::ANY) })
                        }
                        _ => None,
                    };
                    both(before, next, range, unit.unwrap_or(builtin::unit::ONE))
                }
            });
        }
        all.unwrap_or_default()
    }
}

fn both(left: Outcome, right: Outcome, range: Option<Range>, unit: UnitId) -> Outcome {
    Outcome {
        datum: range.map(|range| Datum::Quantity(range, unit)),
        facts: [left.facts, right.facts].concat(),
        reasons: [left.reasons, right.reasons].concat(),
    }
}
