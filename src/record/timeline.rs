//! A patient's events in one order, and where those of each word stand.

use super::patient::Event;
use crate::vocabulary::{Kind, WordBlock, WordId, WordSet};
use std::fmt;
use std::ops::{Deref, Range};

/// Everything that happened to a patient, sorted by word and start.
///
/// What an evaluation asks first is where the events of a word stand, so that is settled here, once for a patient.
#[derive(Clone, Default)]
pub struct Timeline {
    events: Vec<Event>,
    runs: Vec<WordRun>,
    /// The words that have events, in blocks, each with the number of runs before it: small, so that it stays at hand.
    index: Vec<(WordBlock, u32)>,
}

/// The events of one word, which stand in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordRun {
    /// The word.
    pub word: WordId,
    /// Its kind.
    pub kind: Kind,
    /// The place of the first.
    pub from: u32,
    /// The place behind the last.
    pub to: u32,
    /// Whether each has happened and its first day is known, so that the last to stand here is the newest.
    pub dated: bool,
}

impl Timeline {
    /// Puts events in order.
    #[must_use]
    pub fn new(mut events: Vec<Event>) -> Timeline {
        events.sort_by_key(|event| (event.word, event.start.first, event.start.last, event.end.last, event.source));
        Timeline::in_order(events)
    }

    fn in_order(events: Vec<Event>) -> Timeline {
        let runs = runs(&events);
        let present: WordSet = runs.iter().map(|run| run.word).collect();
        let mut before = 0;
        let index = present.all_blocks().map(|block| {
            let entry = (block, before);
            before += block.len();
            entry
        });
        Timeline { index: index.collect(), events, runs }
    }

    /// Adds events and puts all in order.
    pub fn add(&mut self, more: Vec<Event>) {
        if !more.is_empty() {
            let mut events = std::mem::take(&mut self.events);
            events.extend(more);
            *self = Timeline::new(events);
        }
    }

    /// The events without their order.
    #[must_use]
    pub fn into_events(self) -> Vec<Event> {
        self.events
    }

    /// Where the events of a word stand.
    #[inline]
    #[must_use]
    pub fn run(&self, word: WordId) -> Option<WordRun> {
        let (block, before) = self.index.get(WordBlock::place_of(word))?;
        self.runs.get((before + block.rank(word)?) as usize).copied()
    }

    /// Where the events of each word stand, in order.
    #[inline]
    #[must_use]
    pub fn runs(&self) -> &[WordRun] {
        &self.runs
    }

    /// The words of a block that have events.
    #[inline]
    #[must_use]
    pub fn present(&self, block: WordBlock) -> WordBlock {
        self.index.get(block.place()).map_or(block.without_any(), |(present, _)| block.shared_with(*present))
    }

    /// Where the events of each word of a kind stand, in order.
    pub fn runs_of_kind(&self, kind: Kind) -> impl Iterator<Item = WordRun> + '_ {
        self.runs.iter().filter(move |run| run.kind == kind).copied()
    }

    /// The events of a word.
    #[must_use]
    pub fn of_word(&self, word: WordId) -> &[Event] {
        self.run(word).map_or(&[], |run| self.within(run))
    }

    /// The events of a run.
    #[inline]
    #[must_use]
    pub fn within(&self, run: WordRun) -> &[Event] {
        self.events.get(run.places()).unwrap_or_default()
    }

    /// The events of a run, each with its place.
    #[inline]
    pub fn placed(&self, run: WordRun) -> impl DoubleEndedIterator<Item = (u32, &Event)> {
        (run.from..run.to).zip(self.within(run))
    }
}

/// For tests that lay events out by hand and refer to them by their places.
#[cfg(test)]
impl Timeline {
    pub(crate) fn push(&mut self, event: Event) {
        let mut events = std::mem::take(&mut self.events);
        events.push(event);
        *self = Timeline::in_order(events);
    }

    pub(crate) fn as_mut_slice(&mut self) -> &mut [Event] {
        &mut self.events
    }
}

impl WordRun {
    /// The places of the events.
    #[inline]
    #[must_use]
    pub fn places(&self) -> Range<usize> {
        self.from as usize..self.to as usize
    }
}

fn runs(events: &[Event]) -> Vec<WordRun> {
    let mut runs: Vec<WordRun> = Vec::new();
    for (place, event) in (0u32..).zip(events) {
        match runs.last_mut() {
            Some(run) if run.word == event.word => {
                run.to = place + 1;
                run.dated &= is_dated(event);
            }
            _ => runs.push(WordRun {
                word: event.word,
                kind: event.kind,
                from: place,
                to: place + 1,
                dated: is_dated(event),
            }),
        }
    }
    runs
}

fn is_dated(event: &Event) -> bool {
    !event.planned && event.start.known().is_some()
}

impl Deref for Timeline {
    type Target = [Event];

    #[inline]
    fn deref(&self) -> &[Event] {
        &self.events
    }
}

impl<'a> IntoIterator for &'a Timeline {
    type Item = &'a Event;
    type IntoIter = std::slice::Iter<'a, Event>;

    fn into_iter(self) -> Self::IntoIter {
        self.events.iter()
    }
}

/// Its events: the rest follows from them.
impl fmt::Debug for Timeline {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(&self.events).finish()
    }
}

impl PartialEq for Timeline {
    fn eq(&self, other: &Timeline) -> bool {
        self.events == other.events
    }
}

impl Eq for Timeline {}

impl From<Vec<Event>> for Timeline {
    fn from(events: Vec<Event>) -> Timeline {
        Timeline::new(events)
    }
}
