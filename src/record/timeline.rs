//! A patient's events in one order, and where those of each word stand.

use super::patient::Event;
use crate::vocabulary::{Kind, WordId};
use std::ops::{Deref, Range};

/// Everything that happened to a patient, sorted by kind, word and start.
///
/// What an evaluation asks first is where the events of a word stand, so that is settled here, once for a patient.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    events: Vec<Event>,
    runs: Vec<WordRun>,
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
        events.sort_by_key(|event| {
            (event.kind, event.word, event.start.first, event.start.last, event.end.last, event.source)
        });
        let runs = runs(&events);
        Timeline { events, runs }
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

    /// Where the events of each word stand, in order.
    #[inline]
    #[must_use]
    pub fn runs(&self) -> &[WordRun] {
        &self.runs
    }

    /// The events of a word of a kind.
    #[must_use]
    pub fn of_word(&self, kind: Kind, word: WordId) -> &[Event] {
        let found = self.runs.iter().find(|run| run.word == word && run.kind == kind);
        found.and_then(|run| self.events.get(run.places())).unwrap_or_default()
    }
}

/// For tests that lay events out by hand and refer to them by their places.
#[cfg(test)]
impl Timeline {
    pub(crate) fn push(&mut self, event: Event) {
        self.events.push(event);
        self.runs = runs(&self.events);
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
            Some(run) if run.word == event.word && run.kind == event.kind => {
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
