//! Lengths of time as protocols write them.
//!
//! "28 days", "4 weeks" and "1 month" are three different rules: days and weeks count days, months and years count
//! calendar months.

use super::{Day, Number};
use std::fmt;

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Length {
    /// So many days.
    Days(i32),
    /// So many calendar months; a year is twelve.
    Months(i32),
    /// So many half-lives of the drug in question.
    HalfLives(Number),
}

impl Length {
    /// The day that lies this length before `day`; `None` for half-lives, which only a drug turns into days.
    #[must_use]
    pub fn before(self, day: Day) -> Option<Day> {
        match self {
            Length::Days(days) => Some(day.plus_days(-days)),
            Length::Months(months) => Some(day.plus_months(-months)),
            Length::HalfLives(_) => None,
        }
    }

    /// The day that lies this length after `day`; `None` for half-lives.
    #[must_use]
    pub fn after(self, day: Day) -> Option<Day> {
        match self {
            Length::Days(days) => Some(day.plus_days(days)),
            Length::Months(months) => Some(day.plus_months(months)),
            Length::HalfLives(_) => None,
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self {
            Length::Days(days) if days % 7 == 0 && *days > 0 && *days != 28 => (days / 7, "week"),
            Length::Days(days) => (*days, "day"),
            Length::Months(months) if months % 12 == 0 && *months > 0 => (months / 12, "year"),
            Length::Months(months) => (*months, "month"),
            Length::HalfLives(count) => return write!(out, "{count} half-lives"),
        };
        write!(out, "{count} {unit}{}", if count == 1 { "" } else { "s" })
    }
}
