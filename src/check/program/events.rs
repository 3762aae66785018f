//! Which events are chosen.

use super::{EventsId, LinesId, Measure, TruthId, ValueId, WindowId};
use crate::value::{Comparison, Length};
use crate::vocabulary::{AttributeId, Kind, WordId, WordSet};
use std::hash::{Hash, Hasher};

/// A choice of events.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EventsNode {
    /// All events of some words.
    Words(Words),
    /// The events of several choices, each once.
    Union(Vec<EventsId>),
    /// The events of the first that are not among the second.
    Except {
        /// From these.
        of: EventsId,
        /// Without these.
        without: EventsId,
    },
    /// Those for which a truth that asks about them holds.
    Where {
        /// From these.
        of: EventsId,
        /// Asked of each.
        condition: TruthId,
    },
    /// Those in a window.
    In {
        /// From these.
        of: EventsId,
        /// The window.
        window: WindowId,
        /// Which part of the event must lie in it.
        part: Part,
    },
    /// Those running on the as-of date.
    Current {
        /// From these.
        of: EventsId,
    },
    /// Stretches joined where they touch or lie within the drug's declared gap, by their length.
    Joined {
        /// From these.
        of: EventsId,
        /// `true`: at least; `false`: at most.
        at_least: bool,
        /// How long.
        length: Length,
        /// The sum of all stretches of a word, rather than one stretch.
        total: bool,
    },
    /// The intervals in which both run.
    Together {
        /// The one.
        left: EventsId,
        /// The other.
        right: EventsId,
    },
    /// Maximal periods in which the summed daily dose compares so.
    DosePeriods {
        /// The exposures.
        of: EventsId,
        /// The daily dose, with its conversion.
        measure: Measure,
        /// How it is compared, and with what; of a range, both ends.
        bounds: Vec<(Comparison, ValueId)>,
    },
    /// Those for which a truth about `it` holds (or, negated, does not).
    With {
        /// From these.
        of: EventsId,
        /// Asked of each.
        condition: TruthId,
        /// `with` or `without`.
        positive: bool,
    },
    /// The newest (or oldest) few, all together or for each value of an attribute.
    Newest {
        /// From these.
        of: EventsId,
        /// How many.
        count: u32,
        /// The oldest instead.
        earliest: bool,
        /// For each value of this.
        by: Option<Distinct>,
    },
    /// Their single administrations.
    Doses {
        /// From these.
        of: EventsId,
    },
    /// Those planned and not yet done.
    Planned {
        /// The words.
        words: Words,
    },
    /// Lines of therapy, recorded or derived by a policy.
    Lines(Option<LinesId>),
}

/// From where a choice takes its events: every form of choice is one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenFrom<'n> {
    /// All of some words, recorded or planned.
    Words(&'n Words),
    /// Lines of therapy.
    Lines,
    /// All of several choices.
    Each(&'n [EventsId]),
    /// Some of those of one choice, each as it is.
    Some(EventsId),
    /// Those of one choice, joined or taken apart: other stretches of the same words.
    Remade(EventsId),
    /// Periods made of what runs at one time, whatever its word.
    Periods(EventsId),
    /// Intervals in which something of each of two choices runs.
    Both(EventsId, EventsId),
}

impl EventsNode {
    /// From where it takes its events.
    #[must_use]
    pub fn taken_from(&self) -> TakenFrom<'_> {
        match self {
            EventsNode::Words(words) | EventsNode::Planned { words } => TakenFrom::Words(words),
            EventsNode::Lines(_) => TakenFrom::Lines,
            EventsNode::Union(parts) => TakenFrom::Each(parts),
            EventsNode::Except { of, .. }
            | EventsNode::Where { of, .. }
            | EventsNode::In { of, .. }
            | EventsNode::Current { of }
            | EventsNode::With { of, .. }
            | EventsNode::Newest { of, .. } => TakenFrom::Some(*of),
            EventsNode::Joined { of, .. } | EventsNode::Doses { of } => TakenFrom::Remade(*of),
            EventsNode::DosePeriods { of, .. } => TakenFrom::Periods(*of),
            EventsNode::Together { left, right } => TakenFrom::Both(*left, *right),
        }
    }

    /// The one choice from which it takes its events, whatever it makes of them.
    #[must_use]
    pub fn source(&self) -> Option<EventsId> {
        match self.taken_from() {
            TakenFrom::Some(of) | TakenFrom::Remade(of) | TakenFrom::Periods(of) => Some(of),
            TakenFrom::Words(_) | TakenFrom::Lines | TakenFrom::Each(_) | TakenFrom::Both(..) => None,
        }
    }
}

/// Some words, with what an event of another word may still be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The kinds that they are of, sorted.
    pub kinds: Vec<Kind>,
    /// An event of these certainly matches: the words and everything below them.
    pub certain: WordSet,
    /// An event of these possibly matches: words above them, and the unmapped words of their kinds.
    pub possible: WordSet,
    /// The words as written.
    pub roots: Vec<WordId>,
    /// The word, where there is only one that matches, with nothing above or below it.
    pub single: Option<WordId>,
}

/// Which part of an event must lie in a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Any part: intervals overlap it, points lie in it.
    Any,
    /// The start.
    Start,
    /// The end.
    End,
    /// All of the window, or the point: it runs throughout.
    Throughout,
}

/// By what events are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Distinct {
    /// By word: drug, condition, measurement.
    Word,
    /// By day.
    Day,
    /// By an attribute.
    Attribute(AttributeId),
}

impl Hash for Words {
    /// Only the words as written: the rest follows from them, and is long.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.roots.hash(state);
    }
}
