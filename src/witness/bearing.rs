//! What bears on a truth: everything that a record could say that the truth would look at, with the values at which its answer may
//! turn.
//!
//! The rules themselves say which: a threshold and its neighbours, the values that a condition names and one that it does not, the
//! lengths of windows. Nothing here decides anything; what a record made of these is worth, the evaluator says.

mod walk;

use super::draft::Said;
use crate::check::{Program, TruthId};
use crate::value::{Day, Length};
use crate::vocabulary::{Kind, WordId};
use std::collections::{BTreeMap, BTreeSet};

/// What bears on some truths.
#[derive(Clone, Debug, Default)]
pub(super) struct Bearing {
    /// What could have happened, by the words that are asked about.
    pub(super) things: BTreeMap<(Kind, Vec<WordId>), Thing>,
    /// Lengths of time at which something turns.
    pub(super) lengths: Vec<Length>,
    /// Days that the rules name.
    pub(super) days: BTreeSet<Day>,
    /// Anchors, by name.
    pub(super) anchors: BTreeSet<String>,
    /// Whether the day of birth is asked for.
    pub(super) birth: bool,
    /// The values of the sex that are asked about, and one other.
    pub(super) sexes: BTreeSet<String>,
    /// What could be answered.
    pub(super) said: BTreeSet<Said>,
}

/// Something that could have happened.
#[derive(Clone, Debug, Default)]
pub(super) struct Thing {
    /// The words by which it can be recorded, those that a person would write first.
    pub(super) words: Vec<String>,
    /// What its fields could hold, by their names in a record.
    pub(super) fields: BTreeMap<String, BTreeSet<String>>,
}

impl Bearing {
    /// What bears on these truths.
    pub(super) fn of(program: &Program, truths: &[TruthId]) -> Bearing {
        walk::walk(program, truths)
    }

    /// What bears on either.
    pub(super) fn join(&mut self, other: Bearing) {
        for (what, thing) in other.things {
            let known = self.things.entry(what).or_default();
            thing.words.into_iter().for_each(|word| known.add_word(word));
            thing.fields.into_iter().for_each(|(field, values)| known.fields.entry(field).or_default().extend(values));
        }
        other.lengths.into_iter().for_each(|length| self.add_length(length));
        self.days.extend(other.days);
        self.anchors.extend(other.anchors);
        self.birth |= other.birth;
        self.sexes.extend(other.sexes);
        self.said.extend(other.said);
    }

    pub(super) fn add_length(&mut self, length: Length) {
        if !self.lengths.contains(&length) {
            self.lengths.push(length);
        }
    }
}

impl Thing {
    fn add_word(&mut self, word: String) {
        if !self.words.contains(&word) {
            self.words.push(word);
        }
    }

    fn add(&mut self, field: &str, value: impl Into<String>) {
        self.fields.entry(field.to_owned()).or_default().insert(value.into());
    }
}
