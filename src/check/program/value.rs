//! What can be compared.

use super::{Counting, EventsId, PointId, ScoreId, TruthId, ValueId, WindowId};
use crate::value::{Length, Number};
use crate::vocabulary::{AttributeId, Datum, WordId};

/// A value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValueNode {
    /// A constant in the unit of the node.
    Constant(Datum),
    /// The day of an anchor, or of birth.
    Day(PointId),
    /// A date moved by a length of time: `date of consent - 24 weeks`.
    Moved {
        /// The date.
        date: ValueId,
        /// How far.
        length: Length,
        /// Back (`true`) or ahead in time.
        back: bool,
    },
    /// Completed years of age at a point.
    Age(PointId),
    /// Completed months, or days, since a point, as the node's unit says.
    TimeSince {
        /// The point.
        point: PointId,
        /// In what it is counted.
        unit: TimeUnit,
    },
    /// The sex, as one of the symbols `female`, `male`, `other`.
    Sex,
    /// A measure of chosen events.
    Measure {
        /// The events.
        events: EventsId,
        /// How several give one value.
        choose: Choose,
        /// What is measured of each.
        measure: Measure,
    },
    /// A measure of the very event that a `where` or `every` asks about.
    Subject(Measure),
    /// A measure of the event that a `with` speaks of: `dose of it`.
    It(Measure),
    /// How many events there are.
    Count {
        /// The events.
        events: EventsId,
        /// What is counted.
        counting: Counting,
    },
    /// The sum of a dose over events.
    Total {
        /// The events.
        events: EventsId,
        /// The dose.
        measure: Measure,
    },
    /// The time-weighted mean of a daily dose over a window up to the as-of date.
    Average {
        /// The exposures.
        events: EventsId,
        /// The daily dose.
        measure: Measure,
        /// Over which window.
        window: WindowId,
        /// Over all days of it (untreated days count as 0), or over treated days only.
        all_days: bool,
    },
    /// A sum, difference, product or quotient.
    Arithmetic {
        /// The left side.
        left: ValueId,
        /// The sign.
        sign: Sign,
        /// The right side.
        right: ValueId,
    },
    /// The greatest or least of several.
    Extreme {
        /// The greatest.
        greatest: bool,
        /// The values.
        of: Vec<ValueId>,
    },
    /// The first value whose truth is met; unknown where an earlier one is unknown.
    When(Vec<(ValueId, TruthId)>),
    /// `(to - from) / from x 100 %`
    PercentChange {
        /// The earlier value.
        from: ValueId,
        /// The later value.
        to: ValueId,
    },
    /// A value times an exact factor: a settled conversion of units.
    Scaled {
        /// The value.
        value: ValueId,
        /// The factor.
        factor: Number,
    },
    /// The total of a computed score.
    ScoreTotal(ScoreId),
    /// The points of some items of a computed score.
    ScorePoints {
        /// The score.
        score: ScoreId,
        /// The places of the items that count.
        items: Vec<usize>,
    },
}

/// In what time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// Days elapsed.
    Days,
    /// Completed calendar months.
    Months,
    /// Completed years.
    Years,
}

/// An arithmetic sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `x`
    Times,
    /// `/`
    Over,
}

/// How the measures of several events give one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choose {
    /// There is at most one (a `latest` or a defined event); several possible ones give the range over them, two of
    /// one day that differ are a conflict.
    One,
    /// The greatest.
    Highest,
    /// The least.
    Lowest,
    /// The mean.
    Mean,
    /// The median.
    Median,
}

/// What is measured of an event.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Its result.
    Result,
    /// Its result over its own upper limit of normal: `alt > 3 x ULN` is this `> 3`.
    OverUpper,
    /// Its result over its own lower limit of normal.
    OverLower,
    /// An attribute.
    Attribute(AttributeId),
    /// A dose, converted.
    Dose {
        /// Which attribute: dose, daily dose or total dose.
        attribute: AttributeId,
        /// `as prednisone`
        equivalent: Option<WordId>,
        /// `per kg`, `per m2`
        per: Option<Per>,
    },
    /// The points of some items of an assessed score.
    Items(Vec<usize>),
    /// The day it began (or was).
    Start,
    /// The day it ended.
    End,
    /// Its word: the drug of an exposure.
    Word,
}

/// By what a dose is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Per {
    /// Body weight in kg.
    Kilogram,
    /// Body surface in m2.
    SquareMetre,
}
