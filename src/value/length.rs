//! Lengths of time as protocols write them.
//!
//! "28 days", "4 weeks" and "1 month" are three different rules: days and weeks count days, months and years count
//! calendar months.

use super::{Day, Number, UnitProblem};
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

impl Length {
    /// The length of `count` in days, weeks, months, years or half-lives.
    ///
    /// # Errors
    ///
    /// [`UnitProblem`] for any other unit, for hours (dates have none), and for what is no whole number of days or
    /// calendar months.
    pub fn of(count: Number, unit: &str) -> Result<Length, UnitProblem> {
        let (each, in_days) = match unit {
            "day" | "days" | "d" => (1, true),
            "week" | "weeks" | "wk" => (7, true),
            "month" | "months" | "mo" => (1, false),
            "year" | "years" | "a" => (12, false),
            "half_life" | "half_lives" | "half-lives" => return Ok(Length::HalfLives(count)),
            _ => return Err(no_length(count, unit)),
        };
        let whole = count.times(Number::whole(each)).filter(|total| total.is_whole());
        let total =
            whole.and_then(|total| i32::try_from(total.numerator()).ok()).filter(|total| total.abs() < 4_000_000);
        match total {
            Some(days) if in_days => Ok(Length::Days(days)),
            Some(months) => Ok(Length::Months(months)),
            None => {
                let parts = if in_days { "days" } else { "calendar months" };
                Err(UnitProblem::new(format!("{count} {unit} is no whole number of {parts}"))
                    .because("dates count whole days and calendar months"))
            }
        }
    }

    /// Reads `28 days`, `6 months` or `2 half_lives`.
    ///
    /// # Errors
    ///
    /// As [`Length::of`], and where there is no number or no unit.
    pub fn parse(text: &str) -> Result<Length, UnitProblem> {
        let (count, unit) = text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), ""));
        let count = Number::parse(count);
        let count = count.ok_or_else(|| UnitProblem::new(format!("`{text}` is not a length of time")));
        Length::of(count?, unit.trim())
    }
}

fn no_length(count: Number, unit: &str) -> UnitProblem {
    if matches!(unit, "hour" | "hours" | "h") {
        let days = count.over(Number::whole(24)).filter(|days| days.is_whole());
        let problem = UnitProblem::new(format!("{count} {unit}: a length of time between dates is counted in days"))
            .because("records hold civil dates without a time of day");
        return match days {
            Some(days) if days == Number::ONE => problem.suggest("1 day"),
            Some(days) => problem.suggest(format!("{days} days")),
            None => problem,
        };
    }
    let problem = UnitProblem::new(format!("`{unit}` is not a length of time"));
    let units = ["days", "weeks", "months", "years", "half_lives"];
    match crate::diagnostic::nearest(unit, units) {
        Some(near) => problem.suggest(near),
        None => problem.because("lengths of time are written in days, weeks, months, years or half_lives"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_lengths_that_are_not_the_same() {
        assert_eq!(Length::parse("28 days"), Ok(Length::Days(28)));
        assert_eq!(Length::parse("4 weeks"), Ok(Length::Days(28)));
        assert_eq!(Length::parse("1 month"), Ok(Length::Months(1)));
        assert_eq!(Length::parse("1.5 years"), Ok(Length::Months(18)));
        assert_eq!(Length::parse("5 half_lives"), Ok(Length::HalfLives(Number::whole(5))));
    }

    #[test]
    fn lengths_are_counted_back_and_forth_from_a_day() {
        let day = |text: &str| Day::parse(text).unwrap();
        assert_eq!(Length::Days(28).before(day("2026-03-29")), Some(day("2026-03-01")));
        assert_eq!(Length::Days(28).after(day("2026-03-01")), Some(day("2026-03-29")));
        assert_eq!(Length::Months(1).before(day("2026-03-29")), Some(day("2026-02-28")));
        assert_eq!(Length::Months(1).after(day("2026-01-31")), Some(day("2026-02-28")));
        assert_eq!(Length::HalfLives(Number::ONE).before(day("2026-03-01")), None);
        assert_eq!(Length::HalfLives(Number::ONE).after(day("2026-03-01")), None);
    }

    #[test]
    fn every_unit_of_time_has_its_spellings() {
        for (text, expected) in [
            ("1 day", Length::Days(1)),
            ("3 d", Length::Days(3)),
            ("2 week", Length::Days(14)),
            ("2 wk", Length::Days(14)),
            ("2 mo", Length::Months(2)),
            ("2 months", Length::Months(2)),
            ("1 year", Length::Months(12)),
            ("2 a", Length::Months(24)),
            ("2 half-lives", Length::HalfLives(Number::whole(2))),
            ("0.5 half_life", Length::HalfLives(Number::ratio(1, 2).unwrap())),
            ("-3 days", Length::Days(-3)),
            ("  3   days ", Length::Days(3)),
            ("3999999 days", Length::Days(3_999_999)),
            ("-3999999 months", Length::Months(-3_999_999)),
        ] {
            assert_eq!(Length::parse(text), Ok(expected), "{text}");
        }
        for wrong in ["4000000 days", "-4000000 days", "4000000 months", "3", "days", "", "9223372036854775807 weeks"] {
            assert!(Length::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn lengths_are_printed_in_the_largest_unit_that_is_whole() {
        for (length, printed) in [
            (Length::Days(0), "0 days"),
            (Length::Days(1), "1 day"),
            (Length::Days(6), "6 days"),
            (Length::Days(7), "1 week"),
            (Length::Days(14), "2 weeks"),
            (Length::Days(28), "28 days"),
            (Length::Days(-7), "-7 days"),
            (Length::Months(0), "0 months"),
            (Length::Months(1), "1 month"),
            (Length::Months(12), "1 year"),
            (Length::Months(18), "18 months"),
            (Length::Months(24), "2 years"),
            (Length::Months(-12), "-12 months"),
            (Length::HalfLives(Number::whole(5)), "5 half-lives"),
        ] {
            assert_eq!(length.to_string(), printed);
        }
    }

    #[test]
    fn what_is_no_length_says_why() {
        let said = |text: &str| {
            let problem = Length::parse(text).unwrap_err();
            format!("{} [{}]", problem.message, problem.suggestion.unwrap_or_default())
        };
        assert_eq!(said("48 hours"), "48 hours: a length of time between dates is counted in days [2 days]");
        assert_eq!(said("24 h"), "24 h: a length of time between dates is counted in days [1 day]");
        assert_eq!(said("36 hours"), "36 hours: a length of time between dates is counted in days []");
        assert_eq!(said("2 moths"), "`moths` is not a length of time [months]");
        assert_eq!(said("0.5 weeks"), "0.5 weeks is no whole number of days []");
        assert_eq!(said("0.1 months"), "0.1 months is no whole number of calendar months []");
        assert_eq!(said("many days"), "`many days` is not a length of time []");
        assert_eq!(said("9999999 years"), "9999999 years is no whole number of calendar months []");
    }
}
