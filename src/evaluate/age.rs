//! Age in completed years.

use super::judgement::{Outcome, Reason};
use super::observer::{Observer, Scope};
use super::run::Run;
use super::value::{quantity, unknown};
use crate::check::{PointId, ValueId};
use crate::value::{Comparison, Day, DaySpan, Number, Range, Truth};
use crate::vocabulary::builtin;
use std::cell::OnceCell;

/// What is asked of the age on the as-of date, laid out as days of birth.
#[derive(Clone, Debug)]
pub(super) struct AgeBounds {
    bounds: Vec<(Comparison, Number)>,
    /// The ages that fit, where they follow one another.
    fitting: Option<(i32, i32)>,
    /// The first and last day of birth of somebody of such an age, by the as-of date.
    births: OnceCell<(Day, Day)>,
}

/// Nobody is older; ages that fit up to here fit without end.
const OLDEST: i32 = 999;

impl AgeBounds {
    /// All of some bounds in years.
    pub(super) fn new(bounds: Vec<(Comparison, Number)>) -> AgeBounds {
        let fits = |age: &i32| bounds.iter().all(|(how, bound)| how.holds(Number::whole((*age).into()).cmp(bound)));
        let ages: Vec<i32> = (0..=OLDEST).filter(fits).collect();
        let in_a_row =
            |(first, last): &(i32, i32)| usize::try_from(last - first + 1).is_ok_and(|all| all == ages.len());
        let fitting = ages.first().copied().zip(ages.last().copied()).filter(in_a_row);
        AgeBounds { bounds, fitting, births: OnceCell::new() }
    }

    /// Made ready for another as-of date.
    pub(super) fn forget_days(&mut self) {
        self.births.take();
    }

    /// Whether the age of somebody born on a day fits; nothing where that is not plain.
    #[inline]
    fn fits_birth(&self, birth: Day, as_of: Day) -> Option<bool> {
        let (first, last) = *self.births.get_or_init(|| births(self.fitting, as_of));
        let plain = self.fitting.is_some() && birth.is_real();
        plain.then_some(first <= birth && birth <= last)
    }
}

/// The first and last day of birth of somebody of between so many completed years.
fn births(fitting: Option<(i32, i32)>, as_of: Day) -> (Day, Day) {
    let Some((youngest, oldest)) = fitting else {
        return (Day::MIN, Day::MAX);
    };
    // Who is so many years old was born on that day so many years ago, or earlier.
    let born_by = |years: i32| as_of.plus_months(-12 * years);
    let first = if oldest == OLDEST { Day::MIN } else { born_by(oldest + 1).plus_days(1) };
    (first, if youngest == 0 { Day::MAX } else { born_by(youngest) })
}

impl<O: Observer> Run<'_, O> {
    /// Completed years between birth and a point.
    pub(super) fn age(&mut self, id: ValueId, point: PointId, scope: Scope) -> Outcome {
        let Some(birth) = self.patient.birth else {
            return unknown(Reason::Birth);
        };
        let period = self.point(point, scope);
        if period.exists != Truth::Met || !period.start.first.is_real() || !period.start.last.is_real() {
            return Outcome { reasons: period.reasons, ..Outcome::default() };
        }
        if O::DETAIL {
            self.observer.lapsed(id, birth, period.start);
        }
        let range = ages(birth, period.start);
        let mut outcome = quantity(range, builtin::unit::YEARS);
        if O::DETAIL && range.known().is_none() {
            outcome.reasons.push(Reason::Birth);
        }
        outcome
    }

    /// Whether the completed years of age compare as asked.
    #[inline(never)]
    pub(super) fn age_within(&self, asked: &AgeBounds) -> Truth {
        let Some(birth) = self.patient.birth else {
            return Truth::Unknown;
        };
        if birth.first == birth.last
            && let Some(fits) = asked.fits_birth(birth.first, self.as_of)
        {
            return Truth::of(fits);
        }
        let age = ages(birth, DaySpan::on(self.as_of));
        let compared = asked.bounds.iter().map(|(comparison, bound)| age.compare(*comparison, &Range::point(*bound)));
        compared.fold(Truth::Met, Truth::and)
    }
}

/// The completed years of age that somebody born then can have.
fn ages(birth: DaySpan, on: DaySpan) -> Range {
    let youngest = on.first.years_since(birth.last);
    let known = birth.known().is_some() && on.known().is_some();
    let oldest = if known { youngest } else { on.last.years_since(birth.first) };
    Range::between(Number::whole(youngest.into()), Number::whole(oldest.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn births_say_the_same_as_completed_years() {
        let day = |text: &str| Day::parse(text).expect("a day");
        for as_of in ["2024-02-28", "2024-02-29", "2024-03-01", "2027-02-28", "2027-03-01", "2026-11-01"].map(day) {
            for asked in [
                vec![(Comparison::AtLeast, Number::whole(18))],
                vec![(Comparison::AtLeast, Number::whole(18)), (Comparison::AtMost, Number::whole(65))],
                vec![(Comparison::Less, Number::whole(1))],
                vec![(Comparison::Greater, Number::whole(3)), (Comparison::Less, Number::whole(5))],
                vec![(Comparison::NotEqual, Number::whole(20))],
            ] {
                let bounds = AgeBounds::new(asked.clone());
                for ago in -400..26_000 {
                    let birth = as_of.plus_days(-ago);
                    let age = Number::whole(as_of.years_since(birth).into());
                    let fits = asked.iter().all(|(comparison, bound)| comparison.holds(age.cmp(bound)));
                    let told = bounds.fits_birth(birth, as_of);
                    assert!(told.is_none_or(|told| told == fits), "{asked:?} born {birth} on {as_of}: {told:?}");
                }
            }
        }
    }
}
