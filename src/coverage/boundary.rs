//! Where an answer may turn: at a threshold, at the ends of a window; and whether something stands there.

use super::length::Whole;
use super::step::Steps;
use crate::check::{EventsId, FileId, Part, TruthId, ValueId};
use crate::diagnostic::Span;
use crate::evaluate::Match;
use crate::value::{Day, DaySpan};
use crate::vocabulary::{Datum, UnitId};
use schemars::JsonSchema;
use serde::Serialize;

/// A boundary of a criterion.
#[derive(Clone, Debug)]
pub(super) struct Boundary {
    pub(super) asked: Asked,
    /// The condition that compares; of a window, none.
    pub(super) condition: Option<TruthId>,
    /// How the threshold was written; of a window, nothing.
    pub(super) written: String,
    pub(super) form: Form,
    pub(super) points: Vec<Point>,
    pub(super) file: FileId,
    pub(super) span: Span,
}

/// Of which node something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Asked {
    /// A value.
    Value(ValueId),
    /// An age or the time since something, in days.
    Time(ValueId),
    /// The dose of everything that runs together.
    Dose(EventsId),
    /// Events in a window.
    Window(EventsId),
    /// How many events there are.
    Count(TruthId),
}

/// What is compared.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// Numbers in a unit; titres in none.
    Number(Steps, Option<UnitId>),
    /// Time.
    Time(Whole),
    /// A number of events.
    Count(u32),
    /// Days with a window, as a part of the event asks; and whether what happens there can last.
    Window(Part, bool),
}

/// A point of a boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Point {
    /// The threshold itself; of time, the day on which it is complete.
    At,
    /// Below it by one step at most; of time, the day before.
    Below,
    /// Above it by one step at most; of time, the day after.
    Above,
    /// The day before a window begins.
    DayBefore,
    /// The first day of a window.
    FirstDay,
    /// A day too late to fill a window from its beginning.
    SecondDay,
    /// A day too early to fill a window up to its end.
    LastDayButOne,
    /// The last day of a window.
    LastDay,
    /// The day after a window ends.
    DayAfter,
}

impl Point {
    /// How many steps from a threshold it lies; nothing for the days of windows.
    fn steps(self) -> Option<i32> {
        match self {
            Point::At => Some(0),
            Point::Below => Some(-1),
            Point::Above => Some(1),
            _ => None,
        }
    }
}

/// How far something is from a point of a boundary.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    /// How far: the smaller, the nearer. Only ever a guide.
    pub by: f64,
    /// Days which, in the place of one that the record has, would be nearer.
    pub days: Vec<Day>,
}

impl Miss {
    /// What has no day at all.
    const FAR: f64 = 100.0;

    /// Of two, the nearer; the days of both.
    pub(super) fn join(&mut self, other: Miss) {
        self.by = self.by.min(other.by);
        let new: Vec<Day> = other.days.into_iter().filter(|day| !self.days.contains(day)).collect();
        self.days.extend(new);
    }
}

/// How far two days are apart, in months.
fn days_apart(one: Day, two: Day) -> f64 {
    f64::from((one.0 - two.0).abs()) / 30.0
}

impl Boundary {
    /// Whether a value stands at a point, by its place.
    pub(super) fn is_value_at(&self, point: usize, datum: &Datum) -> bool {
        let (Form::Number(steps, unit), Some(point)) = (self.form, self.points.get(point)) else { return false };
        let range = match (datum, unit) {
            (Datum::Quantity(range, own), Some(unit)) if *own == unit => range,
            (Datum::Titre(range), None) => range,
            _ => return false,
        };
        let Some(number) = range.known() else { return false };
        match point {
            Point::At => number == steps.at,
            Point::Below => number < steps.at && steps.below.is_some_and(|below| below <= number),
            Point::Above => number > steps.at && steps.above.is_some_and(|above| number <= above),
            _ => false,
        }
    }

    /// Whether a number of events stands at a point.
    pub(super) fn is_count_at(&self, point: usize, certain: u32) -> bool {
        self.count_at(point).is_some_and(|wanted| wanted == i64::from(certain))
    }

    /// How far a number of events is from a point.
    pub(super) fn count_misses(&self, point: usize, certain: u32) -> Option<Miss> {
        let missing = self.count_at(point)? - i64::from(certain);
        Some(Miss { by: f64::from(i32::try_from(missing.abs()).unwrap_or(i32::MAX)), days: Vec::new() })
    }

    fn count_at(&self, point: usize) -> Option<i64> {
        let (Form::Count(number), Some(point)) = (self.form, self.points.get(point)) else { return None };
        Some(i64::from(number) + i64::from(point.steps()?))
    }

    /// Whether the time between two days stands at a point.
    pub(super) fn is_time_at(&self, point: usize, from: Day, to: Day) -> bool {
        let (Form::Time(length), Some(point)) = (self.form, self.points.get(point)) else { return false };
        point.steps().is_some_and(|days| to == length.complete(from).plus_days(days))
    }

    /// Whether an event stands at a point of a window.
    pub(super) fn is_event_at(&self, point: usize, found: &Match, from: DaySpan, to: DaySpan) -> bool {
        self.days_at(point, found, from, to).is_some_and(|(day, wanted)| day == Some(wanted))
    }

    /// The day of an event that could stand at a point of a window, and the day on which it would.
    fn days_at(&self, point: usize, found: &Match, from: DaySpan, to: DaySpan) -> Option<(Option<Day>, Day)> {
        let (Form::Window(part, _), Some(point)) = (self.form, self.points.get(point)) else { return None };
        let (start, end) = (found.start.known(), found.end.known());
        // What lies in a window in any part lies at its beginning with its end, and at its end with its beginning.
        let (at_first, at_last) = match part {
            Part::Any => (end, start),
            Part::Start => (start, start),
            Part::End => (end, end),
            Part::Throughout => (start, end),
        };
        let (day, edge, days) = match point {
            Point::DayBefore => (at_first, from, -1),
            Point::FirstDay => (at_first, from, 0),
            Point::SecondDay => (at_first, from, 1),
            Point::LastDayButOne => (at_last, to, -1),
            Point::LastDay => (at_last, to, 0),
            Point::DayAfter => (at_last, to, 1),
            Point::At | Point::Below | Point::Above => return None,
        };
        Some((day, edge.known()?.plus_days(days)))
    }

    /// How far an event is from a point of a window.
    pub(super) fn event_misses(&self, point: usize, found: &Match, from: DaySpan, to: DaySpan) -> Option<Miss> {
        let (day, wanted) = self.days_at(point, found, from, to)?;
        Some(Miss { by: day.map_or(Miss::FAR, |day| days_apart(day, wanted)), days: vec![wanted] })
    }

    /// How far the time between two days is from a point; the days that would put either of them right.
    pub(super) fn time_misses(&self, point: usize, from: Day, to: Day) -> Option<Miss> {
        let (Form::Time(length), Some(point)) = (self.form, self.points.get(point)) else { return None };
        let wanted = length.complete(from).plus_days(point.steps()?);
        let short = to.0 - wanted.0;
        Some(Miss { by: days_apart(to, wanted), days: vec![from.plus_days(short), wanted] })
    }

    /// How far a value is from a point.
    pub(super) fn value_misses(&self, point: usize, datum: &Datum) -> Option<Miss> {
        let (Form::Number(steps, _), Some(point)) = (self.form, self.points.get(point)) else { return None };
        let (Datum::Quantity(range, _) | Datum::Titre(range)) = datum else { return None };
        let wanted = match point {
            Point::Below => steps.below?,
            Point::Above => steps.above?,
            _ => steps.at,
        };
        let (number, wanted) = (range.known()?.to_f64(), wanted.to_f64());
        Some(Miss { by: (number - wanted).abs() / (wanted.abs() + 1.0), days: Vec::new() })
    }
}
