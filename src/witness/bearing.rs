//! What bears on a truth: everything that a record could say that the truth would look at, with the values at which its answer may
//! turn.
//!
//! The rules themselves say which: a threshold and its neighbours, the values that a condition names and one that it does not, the
//! lengths of windows. Nothing here decides anything; what a record made of these is worth, the evaluator says.

mod amounts;
mod finish;
mod offer;
mod walk;

use super::draft::Said;
use crate::check::{AnchorId, Program, TruthId};
use crate::value::{Day, Length};
use crate::vocabulary::{Kind, WordId, WordSet};
use std::collections::{BTreeMap, BTreeSet};

/// How many single administrations a course has at most.
const MOST_DOSES: i32 = 6;

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
    /// The sets of words that the rules tell from others.
    asked: Vec<WordSet>,
    /// All words by which something can be recorded, by their names.
    offered: BTreeMap<String, WordId>,
}

/// Something that could have happened.
#[derive(Clone, Debug, Default)]
pub(super) struct Thing {
    /// The words by which it can be recorded, those that a person would write first.
    pub(super) words: Vec<String>,
    /// The words that are asked for, of which it can be stated that there was never anything.
    pub(super) roots: BTreeSet<String>,
    /// The words under which it may stand in a record already: those of other things that are among its own.
    covers: BTreeSet<String>,
    /// What its fields could hold, by their names in a record.
    pub(super) fields: BTreeMap<String, BTreeSet<String>>,
    /// Which further fields hold a day.
    pub(super) days: BTreeSet<String>,
    /// Whether its single administrations are asked for.
    single_doses: bool,
}

impl Bearing {
    /// What bears on these truths, for records that are judged on that day.
    pub(super) fn of(program: &Program, truths: &[TruthId], as_of: Day) -> Bearing {
        Bearing::walked(program, truths, as_of, Bearing::default())
    }

    /// Of what bears on something, what bears on a part of it.
    pub(super) fn part(&self, program: &Program, truth: TruthId, as_of: Day) -> Bearing {
        let (asked, offered) = (self.asked.clone(), self.offered.clone());
        Bearing::walked(program, &[truth], as_of, Bearing { asked, offered, ..Bearing::default() })
    }

    fn walked(program: &Program, truths: &[TruthId], as_of: Day, begun: Bearing) -> Bearing {
        let mut bearing = walk::walk(program, truths, begun);
        bearing.things.values_mut().for_each(|thing| thing.give_single_doses(as_of));
        bearing
    }

    /// What settles whether a criterion is due, and which version of the protocol is in force.
    pub(super) fn add_due(&mut self, program: &Program, checked_at: &[AnchorId], amended_on: &[Day]) {
        checked_at.iter().for_each(|anchor| walk::anchor(program, *anchor, &mut self.anchors));
        if !amended_on.is_empty() {
            self.anchors.insert("consent".to_owned());
            self.days.extend(amended_on);
        }
    }

    /// What bears on either.
    pub(super) fn join(&mut self, other: Bearing) {
        for (what, thing) in other.things {
            let known = self.things.entry(what).or_default();
            thing.words.into_iter().for_each(|word| known.add_word(word));
            thing.fields.into_iter().for_each(|(field, values)| known.fields.entry(field).or_default().extend(values));
            known.days.extend(thing.days);
            known.covers.extend(thing.covers);
            known.roots.extend(thing.roots);
        }
        other.lengths.into_iter().for_each(|length| self.add_length(length));
        self.days.extend(other.days);
        self.anchors.extend(other.anchors);
        self.birth |= other.birth;
        self.sexes.extend(other.sexes);
        self.said.extend(other.said);
        other.asked.iter().for_each(|set| self.ask(set));
        self.offered.extend(other.offered);
    }

    /// The rules tell these words from others.
    fn ask(&mut self, set: &WordSet) {
        if !self.asked.contains(set) {
            self.asked.push(set.clone());
        }
    }

    pub(super) fn add_length(&mut self, length: Length) {
        if !self.lengths.contains(&length) {
            self.lengths.push(length);
        }
    }
}

impl Thing {
    /// Courses of one to so many administrations, two weeks apart, the last of them yesterday.
    fn give_single_doses(&mut self, as_of: Day) {
        if !self.single_doses {
            return;
        }
        let doses = self.fields.remove("dose").unwrap_or_default();
        let doses = if doses.is_empty() { BTreeSet::from([String::new()]) } else { doses };
        for (dose, count) in doses.iter().flat_map(|dose| (1..=MOST_DOSES).map(move |count| (dose, count))) {
            let dose = if dose.is_empty() { String::new() } else { format!(", dose: {dose}") };
            let given = (0..count).rev().map(|turn| format!("{{ on: {}{dose} }}", as_of.plus_days(-1 - 14 * turn)));
            self.add("administrations", format!("[{}]", given.collect::<Vec<_>>().join(", ")));
        }
    }

    /// Whether something can be it that is recorded by that word.
    pub(super) fn is(&self, word: &str) -> bool {
        self.words.iter().any(|own| own == word) || self.covers.contains(word)
    }

    fn add_word(&mut self, word: String) {
        if !self.words.contains(&word) {
            self.words.push(word);
        }
    }

    fn add(&mut self, field: &str, value: impl Into<String>) {
        self.fields.entry(field.to_owned()).or_default().insert(value.into());
    }
}
