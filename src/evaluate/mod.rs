//! Program x patient x dates -> judgement. Pure: no clock, no locale, no network, no order of hashing.

mod judgement;
mod observer;

pub use judgement::*;
pub use observer::*;

use crate::check::AnchorId;
use crate::value::{Day, DaySpan};

/// The dates on which an evaluation rests, beside the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The day on which the patient is judged.
    pub as_of: Day,
    /// Anchors set by the person who runs the screen; they take the place of those in the record.
    pub anchors: Vec<(AnchorId, DaySpan)>,
}
