//! Windows, points in time and anchors.

use super::{AnchorId, EventsId, PointId};
use crate::syntax::tree::WindowSide;
use crate::value::{DaySpan, Length};

/// A stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    /// The length of `within`; several for `longer of`, none for no `within`.
    pub within: Vec<Length>,
    /// Whether the longest (`true`) or shortest of several lengths counts.
    pub longest: bool,
    /// On which side of the point.
    pub side: WindowSide,
    /// The point.
    pub point: PointId,
}

impl Window {
    /// Whether its length depends on the drug at hand.
    #[must_use]
    pub fn is_by_drug(&self) -> bool {
        self.within.iter().any(|length| matches!(length, Length::HalfLives(_)))
    }
}

/// A point in time, or a period.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PointNode {
    /// The as-of date.
    AsOf,
    /// An anchor.
    Anchor(AnchorId),
    /// The first day of a period.
    StartOfAnchor(AnchorId),
    /// The last day of a period.
    EndOfAnchor(AnchorId),
    /// A date.
    Fixed(DaySpan),
    /// A chosen event.
    Event {
        /// The event, chosen as by [`Choose::One`](super::Choose::One).
        events: EventsId,
        /// Which part of it.
        part: EventPart,
    },
    /// The event that a `with` speaks of.
    It(EventPart),
    /// The day of birth.
    Birth,
}

/// Which part of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventPart {
    /// From its start to its end.
    Whole,
    /// Its start.
    Start,
    /// Its end.
    End,
}

/// A day or a period that the record or the command supplies.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub shape: AnchorShape,
}

/// What an anchor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnchorShape {
    /// A day, with a window either side.
    Day {
        /// How far the actual day may lie from the planned one, in days.
        window: i32,
    },
    /// From one anchor to another.
    Period {
        /// The first.
        from: AnchorId,
        /// The second.
        to: AnchorId,
        /// How many days at most.
        at_most: Option<i32>,
    },
}
