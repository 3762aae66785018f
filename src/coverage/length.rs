//! Time that is compared with a length: on which day it is complete.

use crate::value::Day;

/// A length of time as thresholds have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    /// So many days.
    Days(i32),
    /// So many calendar months.
    Months(i32),
    /// So many years.
    Years(i32),
}

impl Whole {
    /// The first day on which so much time has passed.
    pub(super) fn complete(self, from: Day) -> Day {
        let (day, is_complete) = match self {
            Whole::Days(count) => return from.plus_days(count),
            Whole::Months(count) => {
                let day = from.plus_months(count);
                (day, day.months_since(from) >= count)
            }
            Whole::Years(count) => {
                let day = from.plus_months(12 * count);
                (day, day.years_since(from) >= count)
            }
        };
        // Who was born on 29 February is a year older on 1 March.
        if is_complete { day } else { day.plus_days(1) }
    }

    /// In words: `18 years`.
    pub(super) fn words(self) -> String {
        let (count, noun) = match self {
            Whole::Days(count) => (count, "day"),
            Whole::Months(count) => (count, "month"),
            Whole::Years(count) => (count, "year"),
        };
        crate::wording::words::counted(usize::try_from(count).unwrap_or_default(), noun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_complete_where_the_evaluator_counts_it_so() {
        let day = |text: &str| Day::parse(text).expect("a day");
        for from in ["2008-02-29", "2008-03-01", "2008-01-31", "2007-12-15"].map(day) {
            for count in 1..40 {
                let years = Whole::Years(count).complete(from);
                assert!(years.years_since(from) == count && years.plus_days(-1).years_since(from) == count - 1);
                let months = Whole::Months(count).complete(from);
                assert!(months.months_since(from) == count && months.plus_days(-1).months_since(from) == count - 1);
            }
        }
    }
}
