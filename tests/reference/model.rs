//! What the reference evaluator speaks of: found events, selections, scopes, and a log of everything that came out.

use enrol::check::{EventsId, Program, TruthId, ValueId};
use enrol::evaluate::Dates;
use enrol::record::{Event, Patient};
use enrol::value::{Day, DaySpan, Truth};
use enrol::vocabulary::{Datum, WordId};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Everything that an evaluation rests on, and the log of what came out.
pub struct Reference<'a> {
    pub program: &'a Program,
    pub patient: &'a Patient,
    pub dates: &'a Dates,
    pub log: RefCell<Log>,
    /// Whether there were too many worlds to go through; nothing is held against what came out then.
    pub gave_up: Cell<bool>,
}

/// No more worlds than this are gone through.
const MOST_WORLDS: usize = 4096;

/// How many ways there are for the dates of an event.
pub fn ways_of(found: &Found) -> usize {
    let either = |span: DaySpan| if span.first == span.last { 1 } else { 2 };
    either(found.start) * either(found.end)
}

/// What came out of every node, in every scope.
#[derive(Default)]
pub struct Log {
    pub truths: BTreeMap<(TruthId, ScopeKey), Truth>,
    pub values: BTreeMap<(ValueId, ScopeKey), Option<Datum>>,
    pub events: BTreeMap<(EventsId, ScopeKey), Selection>,
}

/// An event that a choice found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its place in the record; `None` for one that was derived.
    pub place: Option<usize>,
    /// The event; of a joined stretch, the last.
    pub event: Rc<Event>,
    /// Whether it matches certainly, rather than possibly.
    pub certain: bool,
    /// When it, or the joined stretch, began.
    pub start: DaySpan,
    /// When it, or the joined stretch, ended.
    pub end: DaySpan,
}

/// The events that a choice found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub found: Vec<Found>,
    /// Whether there may be others that nobody recorded.
    pub open: bool,
    /// Whether one of those found is certain to be meant, though it may not be certain which.
    pub one_of_them: bool,
}

/// Inside which event's condition a node is evaluated.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    pub subject: Option<Found>,
    pub it: Option<Found>,
}

/// A scope without what only the evaluation needs, to compare with the engine's.
pub type ScopeKey = (Option<Who>, Option<Who>);

/// Which event: a place in the record, or the days of a derived one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Recorded(usize),
    Derived(i32, i32, i32, i32),
}

impl<'a> Reference<'a> {
    pub fn new(program: &'a Program, patient: &'a Patient, dates: &'a Dates) -> Reference<'a> {
        Reference { program, patient, dates, log: RefCell::default(), gave_up: Cell::new(false) }
    }

    /// Whether so many worlds, each factor independent of the others, can be gone through.
    pub fn can_go_through(&self, ways: impl Iterator<Item = usize>) -> bool {
        let worlds = ways.fold(1usize, usize::saturating_mul);
        if worlds > MOST_WORLDS {
            self.gave_up.set(true);
        }
        worlds <= MOST_WORLDS
    }

    pub fn as_of(&self) -> Day {
        self.dates.as_of
    }

    /// Whether an event coded with `coded` is of `word`: certainly, possibly (coded too coarsely, or not mapped), or not.
    pub fn is_a(&self, coded: WordId, word: WordId) -> Truth {
        let vocabulary = &self.program.vocabulary;
        if vocabulary.word(word).family.contains(coded) {
            Truth::Met
        } else if vocabulary.word(coded).family.contains(word) || coded == vocabulary.word(word).kind.unmapped() {
            Truth::Unknown
        } else {
            Truth::NotMet
        }
    }
}

impl Found {
    pub fn who(&self) -> Who {
        match self.place {
            Some(place) => Who::Recorded(place),
            None => derived(self.event.start, self.event.end),
        }
    }

    /// The same event, certain only if it was and `truth` is met; `None` if it is not met.
    pub fn if_truth(&self, truth: Truth) -> Option<Found> {
        (truth != Truth::NotMet).then(|| Found { certain: self.certain && truth == Truth::Met, ..self.clone() })
    }

    /// A derived event, resting on `like`.
    pub fn derived(like: &Event, certain: bool, start: DaySpan, end: DaySpan) -> Found {
        let event = Event { start, end, ..like.clone() };
        Found { place: None, event: Rc::new(event), certain, start, end }
    }
}

pub fn derived(start: DaySpan, end: DaySpan) -> Who {
    Who::Derived(start.first.0, start.last.0, end.first.0, end.last.0)
}

impl Selection {
    pub fn certain(&self) -> impl Iterator<Item = &Found> {
        self.found.iter().filter(|found| found.certain)
    }

    /// The same list with each event kept as a truth about it says.
    pub fn keep(&self, truth_of: impl Fn(&Found) -> Truth) -> Selection {
        let found = self.found.iter().filter_map(|found| found.if_truth(truth_of(found))).collect();
        Selection { found, open: self.open, one_of_them: false }
    }

    /// Whether something certainly was selected.
    pub fn is_some(&self) -> bool {
        self.one_of_them || self.certain().next().is_some()
    }
}

impl Scope {
    pub fn key(&self) -> ScopeKey {
        (self.subject.as_ref().map(Found::who), self.it.as_ref().map(Found::who))
    }

    /// Whether its key says which events are meant: derived ones of the same days have the same.
    pub fn is_of_recorded_events(&self) -> bool {
        [&self.subject, &self.it].into_iter().flatten().all(|found| found.place.is_some())
    }

    pub fn about(&self, subject: &Found) -> Scope {
        Scope { subject: Some(subject.clone()), it: self.it.clone() }
    }

    pub fn with_it(&self, it: &Found) -> Scope {
        Scope { subject: self.subject.clone(), it: Some(it.clone()) }
    }
}

/// The same truth for all of some, else unknown; unknown for none.
pub fn agreed(truths: impl IntoIterator<Item = Truth>) -> Truth {
    truths.into_iter().reduce(|a, b| if a == b { a } else { Truth::Unknown }).unwrap_or(Truth::Unknown)
}
