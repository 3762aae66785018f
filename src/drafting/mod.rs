//! (Rules, what tests show of them already) -> test patients for what is missing, as a page of tests.
//!
//! A search drafts records ([`crate::witness`]); what each shows, coverage alone says ([`crate::coverage`]); the page is run as every
//! page of tests is ([`crate::testing`]), so that its answers are those that came out. What nobody was found for stands at its end.
//!
//! Nothing here knows whether the rules are right: a drafted answer is what the rules say, and somebody who knows the protocol has
//! to confirm it.

mod page;
mod why;

pub use page::{Page, page};

use crate::coverage::{Coverage, Target, What};
use crate::evaluate::Dates;
use crate::record::{Patient, ReadOptions, Reader};
use crate::value::Day;
use crate::witness::{Bounds, Draft, cases};
use std::collections::{BTreeMap, BTreeSet};

/// What a search is to go by.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// The day on which patients are judged.
    pub as_of: Day,
    /// How long is searched for each thing.
    pub bounds: Bounds,
}

/// A test patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// The record.
    pub draft: Draft,
    /// What it is there for: no patient before it shows that.
    pub shows: Vec<Target>,
}

/// Test patients, and what none was found for.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    /// The patients, in the order of the protocol.
    pub drafted: Vec<Drafted>,
    /// What none was found for, within the bounds of the search.
    pub not_found: Vec<Target>,
}

/// What is missing, criterion by criterion, after what a patient shows of whom nothing is recorded.
#[must_use]
pub fn missing(coverage: &Coverage<'_>, terms: Terms) -> (Option<Drafted>, BTreeMap<usize, Vec<What>>) {
    let mut known = coverage.clone();
    let shows = Judge::new(coverage, terms).shows(&mut known, &Draft::default());
    let nobody = (!shows.is_empty()).then(|| Drafted { draft: Draft::default(), shows });
    let mut by_subject: BTreeMap<usize, Vec<What>> = BTreeMap::new();
    for target in known.missing() {
        by_subject.entry(target.subject).or_default().push(target.what);
    }
    (nobody, by_subject)
}

/// Searches for patients who show some things of one criterion. What is found for one does not depend on what is for another.
#[must_use]
pub fn search(coverage: &Coverage<'_>, subject: usize, wanted: &[What], terms: Terms) -> Drafts {
    let target = |what: &What| Target { subject, what: *what };
    let Some(mut sight) = coverage.sight(subject, terms.as_of) else {
        return Drafts { not_found: wanted.iter().map(target).collect(), ..Drafts::default() };
    };
    let found = cases(&mut sight, &in_order(wanted), terms.as_of, terms.bounds);
    Drafts {
        drafted: found
            .cases
            .iter()
            .map(|case| Drafted { draft: case.draft.clone(), shows: case.shows.iter().map(target).collect() })
            .collect(),
        not_found: found.not_found.iter().map(target).collect(),
    }
}

/// First what shows much else besides: that conditions decide.
fn in_order(wanted: &[What]) -> Vec<What> {
    let mut wanted = wanted.to_vec();
    wanted.sort_by_key(|what| match what {
        What::Decision(..) => 0,
        What::Point { .. } => 1,
        What::Outcome(_) => 2,
    });
    wanted
}

/// All that was found, without patients who show nothing that others don't.
#[must_use]
pub fn gathered(
    coverage: &Coverage<'_>,
    nobody: Option<Drafted>,
    found: Vec<Drafts>,
    wanted: &dyn Fn(&Target) -> bool,
    terms: Terms,
) -> Drafts {
    let mut judge = Judge::new(coverage, terms);
    let mut not_found: BTreeSet<Target> = BTreeSet::new();
    let mut all: Vec<(Draft, BTreeSet<Target>)> = Vec::new();
    let missing: BTreeSet<Target> = coverage.missing().into_iter().filter(wanted).collect();
    for drafts in found {
        not_found.extend(drafts.not_found);
        all.extend(drafts.drafted.into_iter().map(|drafted| (drafted.draft, BTreeSet::new())));
    }
    all.splice(0..0, nobody.map(|nobody| (nobody.draft, BTreeSet::new())));
    for (draft, shows) in &mut all {
        let shown = judge.shows(&mut coverage.clone(), draft);
        shows.extend(shown.into_iter().filter(|target| missing.contains(target)));
    }
    // The last first: what was found early for one thing is often shown by what was found for others.
    let mut place = all.len();
    while let Some(before) = place.checked_sub(1) {
        place = before;
        let others =
            |target: &Target| all.iter().enumerate().any(|(at, (_, shows))| at != place && shows.contains(target));
        if place > 0 && all.get(place).is_some_and(|(_, shows)| shows.iter().all(others)) {
            all.remove(place);
        }
    }
    let mut open = missing;
    let mut drafts = Drafts::default();
    for (draft, shows) in all {
        let shows: Vec<Target> = shows.into_iter().filter(|target| open.remove(target)).collect();
        if !shows.is_empty() {
            drafts.drafted.push(Drafted { draft, shows });
        }
    }
    not_found.retain(|target| open.contains(target));
    drafts.not_found = not_found.into_iter().collect();
    drafts
}

/// Judges drafts as tests are judged.
struct Judge<'p> {
    reader: Reader<'p>,
    dates: Dates,
    trials: usize,
}

impl<'p> Judge<'p> {
    fn new(coverage: &Coverage<'p>, terms: Terms) -> Judge<'p> {
        let program = coverage.program();
        let reader =
            Reader::new(&program.vocabulary, ReadOptions { as_of: Some(terms.as_of), ..ReadOptions::default() });
        Judge { reader, dates: Dates { as_of: terms.as_of, anchors: Vec::new() }, trials: program.trials.len() }
    }

    /// What a draft shows that was missing before.
    fn shows(&mut self, known: &mut Coverage<'_>, draft: &Draft) -> Vec<Target> {
        let before = known.missing();
        if let Some(patient) = self.patient(draft) {
            (0..self.trials).for_each(|trial| known.add("draft", trial, &patient, &self.dates));
        }
        let after: BTreeSet<Target> = known.missing().into_iter().collect();
        before.into_iter().filter(|target| !after.contains(target)).collect()
    }

    fn patient(&mut self, draft: &Draft) -> Option<Patient> {
        let read = self.reader.read_yaml(draft.yaml("draft", self.dates.as_of).as_bytes());
        read.patients.into_iter().next().filter(|_| read.findings.is_empty())
    }
}
