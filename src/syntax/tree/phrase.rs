//! Phrases that choose events: selectors, modifiers, windows and points.

use super::{Expr, Name};
use crate::diagnostic::Span;
use derive_visitor::DriveMut;

/// A prefix that chooses, counts or asks.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub enum Selector {
    /// `any`
    Any,
    /// `no`
    No,
    /// `at least N`
    AtLeast(u32),
    /// `at most N`
    AtMost(u32),
    /// `exactly N`
    Exactly(u32),
    /// `between N and M`
    Between(u32, u32),
    /// `latest`, `latest 3`
    Latest(Option<u32>),
    /// `earliest`, `earliest 3`
    Earliest(Option<u32>),
    /// `highest`
    Highest,
    /// `lowest`
    Lowest,
    /// `mean`
    Mean,
    /// `median`
    Median,
    /// `count`
    Count,
    /// `total ATTR of`
    Total(Name),
    /// `average ATTR of`
    Average(Name),
    /// `current`
    Current,
    /// `planned`
    Planned,
    /// `doses of`
    DosesOf,
    /// `days of`
    DaysOf,
    /// `date of`
    DateOf,
    /// `start of`
    StartOf,
    /// `end of`
    EndOf,
    /// `points of`
    PointsOf,
}

/// A suffix that narrows an event phrase or says how to count or measure it.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub enum Modifier {
    /// `where C`
    Where(Expr),
    /// A window: `within 28 days before or during screening`, `since X`.
    Window(Window),
    /// `started WINDOW`
    Started(Option<Window>),
    /// `ended WINDOW`
    Ended(Option<Window>),
    /// `running at X`, `running during X`
    Running(Window),
    /// `lasting at least 12 weeks` (`at most` where `false`)
    Lasting {
        /// `at least` or `at most`.
        at_least: bool,
        /// How long.
        length: Expr,
    },
    /// `for a total of at least 12 weeks`
    ForATotalOf {
        /// `at least` or `at most`.
        at_least: bool,
        /// How long.
        length: Expr,
    },
    /// `together with B`
    TogetherWith(Expr),
    /// `with (T)` (`without` where `false`): a truth or events relative to `it`; `days of E with C` too.
    With {
        /// `with` or `without`.
        positive: bool,
        /// What it asks.
        condition: Expr,
    },
    /// `except { ... }`
    Except(Expr),
    /// `by system`
    By(Name),
    /// `distinct by drug`
    DistinctBy(Name),
    /// `counting { a, b } as one`
    CountingAsOne(Expr),
    /// `including any { ... }` (`all` where `false`), `including at least N { ... }`
    Including {
        /// How many of the set at least; `None` for all.
        at_least: Option<u32>,
        /// Which.
        set: Expr,
    },
    /// `28 days apart`, `at least 28 days apart`
    Apart(Expr),
    /// `without items { ... }` or `only items { ... }`
    Items {
        /// `only` or `without`.
        only: bool,
        /// The items, domains or classes.
        items: Vec<Name>,
    },
    /// `as prednisone`
    As(Name),
    /// `per kg`, `per m2`
    Per(Name),
    /// `over all days` (`over treated days` where `false`)
    OverDays {
        /// `all` or `treated`.
        all: bool,
    },
}

/// A stretch of time relative to a point.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Window {
    /// `within LENGTH`
    pub within: Option<Expr>,
    /// On which side of the point.
    pub side: WindowSide,
    /// The point; the as-of date where missing.
    pub point: Option<Box<Point>>,
    /// Where it stands.
    pub span: Span,
}

/// On which side of its point a window lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum WindowSide {
    /// Up to the point; the side of a bare `within`.
    Before,
    /// From the point on.
    After,
    /// Up to the beginning of a period, or in it: `before or during`.
    BeforeOrDuring,
    /// In a period, or after it: `during it or within 60 days after it`.
    DuringOrAfter,
    /// On the day.
    At,
    /// In the period.
    During,
    /// From the point (its end, for an interval) up to the as-of date.
    Since,
}

/// A point in time, or a period.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub enum Point {
    /// An anchor, a defined event, `it`, a date, or a phrase in parentheses.
    Of(Expr),
    /// `start of X`
    StartOf(Expr),
    /// `end of X`
    EndOf(Expr),
    /// `date of X`
    DateOf(Expr),
}
