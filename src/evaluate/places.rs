//! Where a patient's events stand, by kind and by word: read once for a patient, asked by every criterion.

use crate::check::Words;
use crate::record::{Timeline, WordRun};
use crate::vocabulary::{Kind, WordId, WordSet};
use std::ops::Range;

/// The places of one patient's events; filled again for the next patient.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// By kind, which of the patient's runs of words are of it.
    kinds: [Range<u32>; Kind::ALL.len()],
    words: Vec<WordPlaces>,
    /// The words that have events.
    present: WordSet,
    /// The number of the patient, so that what was left by the one before need not be wiped out.
    patient: u32,
}

/// The places of the events of a word, for the patient of that number.
#[derive(Clone, Copy, Debug, Default)]
struct WordPlaces {
    patient: u32,
    from: u32,
    to: u32,
    dated: bool,
}

impl Places {
    /// For a vocabulary of so many words.
    pub(super) fn new(words: usize) -> Places {
        Places {
            kinds: Default::default(),
            words: vec![WordPlaces::default(); words],
            present: WordSet::default(),
            patient: 0,
        }
    }

    /// Reads the places of a patient's events.
    pub(super) fn read(&mut self, events: &Timeline) {
        self.patient = self.patient.wrapping_add(1);
        if self.patient == 0 {
            self.words.fill(WordPlaces::default());
            self.patient = 1;
        }
        self.kinds = Default::default();
        self.present.clear();
        for (place, run) in (0u32..).zip(events.runs()) {
            self.present.insert(run.word);
            if let Some(kind) = self.kinds.get_mut(run.kind as usize) {
                if kind.end == 0 {
                    kind.start = place;
                }
                kind.end = place + 1;
            }
            if let Some(word) = self.words.get_mut(usize::from(run.word.0)) {
                *word = WordPlaces { patient: self.patient, from: run.from, to: run.to, dated: run.dated };
            }
        }
    }

    /// Whether the patient has an event that is one of some words, or may be one.
    #[inline]
    pub(super) fn has_any(&self, words: &Words) -> bool {
        self.present.intersects(&words.certain) || self.present.intersects(&words.possible)
    }

    /// The runs of words of a kind.
    #[inline]
    pub(super) fn runs<'t>(&self, events: &'t Timeline, kind: Kind) -> &'t [WordRun] {
        let range = self.kinds.get(kind as usize).map_or(0..0, |range| range.start as usize..range.end as usize);
        events.runs().get(range).unwrap_or_default()
    }

    /// The places of the events of a kind.
    pub(super) fn of_kind(&self, events: &Timeline, kind: Kind) -> Range<usize> {
        match self.runs(events, kind) {
            [] => 0..0,
            [only] => only.places(),
            [first, .., last] => first.places().start..last.places().end,
        }
    }

    /// The events that may be of a single word: beside its own only those that are not mapped, which stand first in
    /// their kind.
    #[inline]
    pub(super) fn pair(&self, kind: Kind, word: WordId) -> [WordRun; 2] {
        [self.run(kind, kind.unmapped()), self.run(kind, word)]
    }

    /// The events of a word of a kind.
    #[inline]
    pub(super) fn run(&self, kind: Kind, word: WordId) -> WordRun {
        let found = self.word(word);
        WordRun { word, kind, from: found.from, to: found.to, dated: found.dated }
    }

    /// The places of the events of a word.
    #[inline]
    pub(super) fn of_word(&self, word: WordId) -> Range<usize> {
        let found = self.word(word);
        found.from as usize..found.to as usize
    }

    #[inline]
    fn word(&self, word: WordId) -> WordPlaces {
        match self.words.get(usize::from(word.0)) {
            Some(found) if found.patient == self.patient => *found,
            _ => WordPlaces::default(),
        }
    }
}
