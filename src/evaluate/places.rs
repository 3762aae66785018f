//! Where a patient's events stand, by kind and by word: read once for a patient, asked by every criterion.

use crate::check::Words;
use crate::record::Event;
use crate::vocabulary::{Kind, WordId};
use std::ops::Range;

/// The places of one patient's events; filled again for the next patient.
#[derive(Clone, Debug)]
pub(super) struct Places {
    kinds: [Range<u32>; Kind::ALL.len()],
    words: Vec<WordPlaces>,
    /// The number of the patient, so that what was left by the one before need not be wiped out.
    patient: u32,
}

/// The places of the events of a word, for the patient of that number.
#[derive(Clone, Copy, Debug, Default)]
struct WordPlaces {
    patient: u32,
    from: u32,
    to: u32,
}

impl Places {
    /// For a vocabulary of so many words.
    pub(super) fn new(words: usize) -> Places {
        Places { kinds: Default::default(), words: vec![WordPlaces::default(); words], patient: 0 }
    }

    /// Reads the places of a patient's events, which are sorted by kind and word.
    pub(super) fn read(&mut self, events: &[Event]) {
        self.patient = self.patient.wrapping_add(1);
        if self.patient == 0 {
            self.words.fill(WordPlaces::default());
            self.patient = 1;
        }
        self.kinds = Default::default();
        for (place, event) in (0u32..).zip(events) {
            if let Some(kind) = self.kinds.get_mut(event.kind as usize) {
                if kind.end == 0 {
                    kind.start = place;
                }
                kind.end = place + 1;
            }
            if let Some(word) = self.words.get_mut(usize::from(event.word.0)) {
                if word.patient != self.patient {
                    *word = WordPlaces { patient: self.patient, from: place, to: place };
                }
                word.to = place + 1;
            }
        }
    }

    /// The places of the events of a kind.
    #[inline]
    pub(super) fn of_kind(&self, kind: Kind) -> Range<usize> {
        self.kinds.get(kind as usize).map_or(0..0, |range| range.start as usize..range.end as usize)
    }

    /// The places of the events of a kind among which those of some words stand, in order.
    #[inline]
    pub(super) fn of_words(&self, words: &Words, kind: Kind) -> [Range<usize>; 2] {
        match words.single {
            // Beside a single word only what is not mapped may be it; unmapped events stand first in their kind.
            Some(word) => [self.of_word(kind.unmapped()), self.of_word(word)],
            None => [0..0, self.of_kind(kind)],
        }
    }

    /// The places of the events of a word.
    #[inline]
    pub(super) fn of_word(&self, word: WordId) -> Range<usize> {
        match self.words.get(usize::from(word.0)) {
            Some(found) if found.patient == self.patient => found.from as usize..found.to as usize,
            _ => 0..0,
        }
    }
}
