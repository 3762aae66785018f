//! One program against many that were changed a little: which criteria and cohorts mean something else.
//!
//! The same question as that of a whole comparison, without anything in words: who asks it a thousand times wants no more.

use super::meaning::{Meaning, Meanings, Place, Side};
use crate::check::{Ask, Criterion, Program, Version};

/// A program that others are held against.
#[derive(Debug)]
pub struct Original<'p> {
    meanings: Meanings,
    side: Side<'p>,
}

/// A criterion or a cohort that means something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The place of the trial in the program.
    pub trial: usize,
    /// The place of the version in the trial.
    pub version: usize,
    /// The id of the criterion, or the name of the cohort.
    pub id: String,
    /// Whether it is a cohort.
    pub is_cohort: bool,
}

/// All that says what comes of a criterion.
#[derive(PartialEq, Eq)]
struct Said {
    inclusion: bool,
    truth: Option<Meaning>,
    checked_at: Option<Meaning>,
    other: Ask,
    waivable_by: Option<String>,
    if_unknown: Option<bool>,
    cohorts: Vec<String>,
}

impl<'p> Original<'p> {
    /// Others are held against this one.
    #[must_use]
    pub fn new(program: &'p Program) -> Original<'p> {
        Original { meanings: Meanings::default(), side: Side::new(program) }
    }

    /// What of another program, of the same trials with the same criteria, means something else; empty where it says the same.
    pub fn changed(&mut self, other: &Program) -> Vec<Changed> {
        let mut side = Side::new(other);
        let mut found = Vec::new();
        let program = self.side.program;
        for (trial, (one, two)) in program.trials.iter().zip(&other.trials).enumerate() {
            for (version, (one, two)) in one.versions.iter().zip(&two.versions).enumerate() {
                let changed = |id: &String, is_cohort| Changed { trial, version, id: id.clone(), is_cohort };
                for (before, after) in one.cohorts.iter().zip(&two.cohorts) {
                    let before = self.meanings.of(&mut self.side, Place::Truth(before.when));
                    if before != self.meanings.of(&mut side, Place::Truth(after.when)) {
                        found.push(changed(&after.name, true));
                    }
                }
                for (before, after) in one.criteria.iter().zip(&two.criteria) {
                    let before = said(&mut self.meanings, &mut self.side, one, before);
                    if before != said(&mut self.meanings, &mut side, two, after) {
                        found.push(changed(&after.id, false));
                    }
                }
            }
        }
        found
    }
}

fn said(meanings: &mut Meanings, side: &mut Side<'_>, version: &Version, criterion: &Criterion) -> Said {
    let truth = match criterion.ask {
        Ask::Truth(id) => Some(meanings.of(side, Place::Truth(id))),
        _ => None,
    };
    let cohort = |place: &usize| version.cohorts.get(*place).map(|cohort| cohort.name.clone());
    Said {
        inclusion: criterion.inclusion,
        truth,
        checked_at: criterion.checked_at.map(|anchor| meanings.of(side, Place::Anchor(anchor))),
        other: if truth.is_some() { Ask::Broken } else { criterion.ask.clone() },
        waivable_by: criterion.waivable_by.clone(),
        if_unknown: criterion.if_unknown,
        cohorts: criterion.cohorts.iter().filter_map(cohort).collect(),
    }
}
