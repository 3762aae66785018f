//! Civil days, and dates that may be known to the day, month, year or as a range.
//!
//! There are no time zones: clinical dates are civil dates. A date is the interval of days that it could be.

use super::Truth;
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt;

/// A civil day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// The days that a date could be: from `first` to `last`, both possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DaySpan {
    /// The earliest day that it could be; [`Day::MIN`] where nothing is known.
    pub first: Day,
    /// The latest day that it could be; [`Day::MAX`] where nothing is known or it never comes.
    pub last: Day,
}

impl Day {
    /// Before every day that anyone records.
    pub const MIN: Day = Day(i32::MIN / 4);
    /// After every day that anyone records.
    pub const MAX: Day = Day(i32::MAX / 4);

    /// The day of a year (1 to 9999), month and day; `None` for a date that does not exist.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        (year > 0).then(|| Date::new(year, month, day).ok().map(Day::from_date))?
    }

    /// Reads `2026-11-02`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Day> {
        let span = DaySpan::parse(text)?;
        (text.len() == 10 && span.first == span.last).then_some(span.first)
    }

    fn from_date(date: Date) -> Day {
        let days = jiff::civil::date(1970, 1, 1).until(date).map(|span| span.get_days());
        Day(days.unwrap_or_default())
    }

    /// Year, month and day of the month, counted out in eras of 400 years that begin on 1 March, so that the leap day comes last.
    fn civil(self) -> (i32, i32, i32) {
        let days = self.0.saturating_add(719_468);
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        (era * 400 + year_of_era + i32::from(month <= 2), month, day)
    }

    fn date(self) -> Option<Date> {
        let (year, month, day) = self.civil();
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    /// Whether it is a real day and not [`Day::MIN`] or [`Day::MAX`].
    #[must_use]
    pub fn is_real(self) -> bool {
        self > Day::MIN && self < Day::MAX
    }

    /// So many days later (earlier if negative); the ends of time stay where they are.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Day {
        if self.is_real() { Day(self.0.saturating_add(days)).clamp(Day::MIN, Day::MAX) } else { self }
    }

    /// So many calendar months later (earlier if negative), clamped to the end of shorter months.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Day {
        if !self.is_real() {
            return self;
        }
        let moved = self.date().and_then(|date| date.checked_add(months.months()).ok());
        moved.map_or(if months < 0 { Day::MIN } else { Day::MAX }, Day::from_date)
    }

    /// Completed years from `birth` to this day. Someone born on 29 February has the birthday on 1 March in other
    /// years.
    #[must_use]
    pub fn years_since(self, birth: Day) -> i32 {
        if !birth.is_real() || !self.is_real() {
            return 0;
        }
        let ((year, month, day), (birth_year, birth_month, birthday)) = (self.civil(), birth.civil());
        year - birth_year - i32::from((month, day) < (birth_month, birthday))
    }

    /// Completed calendar months from `earlier` to this day: the largest number of months that can be added to
    /// `earlier` without passing this day.
    #[must_use]
    pub fn months_since(self, earlier: Day) -> i32 {
        let (Some(from), Some(to)) = (earlier.date(), self.date()) else {
            return 0;
        };
        let months =
            (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month()) - i32::from(from.month());
        months - i32::from(earlier.plus_months(months) > self)
    }
}

impl DaySpan {
    /// Nothing is known.
    pub const ANY: DaySpan = DaySpan { first: Day::MIN, last: Day::MAX };
    /// It never comes: the end of what is ongoing.
    pub const NEVER: DaySpan = DaySpan { first: Day::MAX, last: Day::MAX };

    /// One known day.
    #[inline]
    #[must_use]
    pub const fn on(day: Day) -> DaySpan {
        DaySpan { first: day, last: day }
    }

    /// From one day to another, both possible.
    #[must_use]
    pub const fn between(first: Day, last: Day) -> DaySpan {
        DaySpan { first, last }
    }

    /// Reads `2026`, `2026-11`, `2026-11-02` or `2026-11-02/2026-12`; `None` for a date that does not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<DaySpan> {
        if let Some((from, to)) = text.split_once('/') {
            let span = DaySpan { first: DaySpan::parse(from.trim())?.first, last: DaySpan::parse(to.trim())?.last };
            return (span.first <= span.last).then_some(span);
        }
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |part| part.map(Some))?;
        let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |part| part.map(Some))?;
        if parts.next().is_some() {
            return None;
        }
        let first_month = i8::try_from(month.unwrap_or(1)).ok()?;
        let first = Day::new(year, first_month, i8::try_from(day.unwrap_or(1)).ok()?)?;
        let last = match (month, day) {
            (_, Some(_)) => first,
            (Some(_), None) => first.plus_months(1).plus_days(-1),
            (None, None) => first.plus_months(12).plus_days(-1),
        };
        Some(DaySpan { first, last })
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn hull(self, other: DaySpan) -> DaySpan {
        DaySpan { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// The day, where it is known.
    #[inline]
    #[must_use]
    pub fn known(self) -> Option<Day> {
        (self.first == self.last && self.first.is_real()).then_some(self.first)
    }

    /// Whether nothing is known of it.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self == DaySpan::ANY
    }

    /// Whether `self` is on or before `other`.
    #[inline]
    #[must_use]
    pub fn at_most(self, other: DaySpan) -> Truth {
        if self.last <= other.first {
            Truth::Met
        } else if self.first > other.last {
            Truth::NotMet
        } else {
            Truth::Unknown
        }
    }

    /// Whether `self` is before `other`.
    #[inline]
    #[must_use]
    pub fn before(self, other: DaySpan) -> Truth {
        !other.at_most(self)
    }

    /// Both ends moved by a function of the day.
    #[must_use]
    pub fn map(self, move_day: impl Fn(Day) -> Day) -> DaySpan {
        DaySpan { first: move_day(self.first), last: move_day(self.last) }
    }
}

fn digits(text: &str, width: usize) -> Option<i16> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date() {
            Some(date) => write!(out, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
            None => out.write_str("an unknown day"),
        }
    }
}

/// Prints the shortest form that reads back: a year, a month, a day, or two of them around `/`.
impl fmt::Display for DaySpan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.known() {
            return write!(out, "{day}");
        }
        match (self.first.is_real(), self.last.is_real()) {
            (false, false) => return out.write_str("an unknown date"),
            (true, false) => return write!(out, "{} or later", self.first),
            (false, true) => return write!(out, "{} or earlier", self.last),
            (true, true) => {}
        }
        let text = self.first.to_string();
        for length in [4, 7] {
            if let Some(short) = text.get(..length)
                && DaySpan::parse(short) == Some(*self)
            {
                return out.write_str(short);
            }
        }
        write!(out, "{}/{}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests;
