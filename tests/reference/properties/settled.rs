//! What records can settle: every list can be stated complete, whatever is asked of it and when. What no record can settle is
//! what W0708 tells of.

use super::{WHOLE_LANGUAGE, brief, cases, dates, pair, show};
use crate::generate::patients::as_of;
use crate::generate::tapes;
use enrol::check::{EventsId, Options, Source, TruthId, ValueId, check};
use enrol::diagnostic::Code;
use enrol::evaluate::{self, Observer, Outcome, Reason, Scope, Selection};
use enrol::record::{Patient, ReadOptions, Reviewed, Source as Place, read_yaml};
use enrol::value::{Day, Truth};
use enrol::vocabulary::Kind;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::cell::Cell;
use std::collections::BTreeMap;

/// How often a list was open, and what the truths at the top came out as.
#[derive(Default)]
struct Seen {
    open: usize,
    truths: BTreeMap<TruthId, Truth>,
}

impl Seen {
    fn count<'r>(&mut self, reasons: impl IntoIterator<Item = &'r Reason>) {
        self.open += reasons.into_iter().filter(|reason| matches!(reason, Reason::NotReviewed { .. })).count();
    }
}

impl Observer for Seen {
    const DETAIL: bool = true;

    fn truth(&mut self, id: TruthId, scope: Scope, truth: Truth, reasons: &[Reason]) {
        self.count(reasons);
        if scope.is_top() {
            self.truths.insert(id, truth);
        }
    }

    fn value(&mut self, _id: ValueId, _scope: Scope, outcome: &Outcome) {
        self.count(&outcome.reasons);
    }

    fn events(&mut self, _id: EventsId, _scope: Scope, selection: &Selection) {
        self.count(&selection.open);
        self.count(selection.matches.iter().flat_map(|found| &found.reasons));
    }
}

/// The same record, with every list stated complete for the whole life.
fn completed(patient: &Patient) -> Patient {
    let mut patient = patient.clone();
    patient.unusable.clear();
    patient.reviewed.extend(Kind::ALL.map(|kind| Reviewed {
        kind,
        from: Day::MIN,
        to: as_of(),
        by: None,
        assumed: false,
        source: Place::default(),
    }));
    patient
}

/// In so many of a hundred records at least some list is open before it is stated complete, else nothing is shown.
const LEAST_OPEN: u32 = 30;

#[test]
fn every_list_can_be_stated_complete() {
    let mut runner = TestRunner::new(cases(10_000));
    let (open, all) = (Cell::new(0u32), Cell::new(0u32));
    let closed = runner.run(&tapes(), |(tape, patient)| {
        let (program, patient) = pair(&tape, &patient, WHOLE_LANGUAGE);
        let open_lists = |patient: &Patient| {
            let mut seen = Seen::default();
            evaluate::evaluate(&program, 0, patient, &dates(), &mut seen);
            seen.open
        };
        all.set(all.get() + 1);
        open.set(open.get() + u32::from(open_lists(&patient) > 0));
        let complete = completed(&patient);
        prop_assert!(open_lists(&complete) == 0, "a list stays open\n{}\n{}", brief(&complete), show(&program));
        Ok(())
    });
    closed.unwrap_or_else(|failure| panic!("{failure}"));
    let (open, all) = (open.get(), all.get());
    assert!(open * 100 >= all * LEAST_OPEN, "lists were open in only {open} of {all}");
}

/// Rules about a drug of which neither a half-life nor an equivalence is declared.
const UNSETTLED: &[&str] = &[
    "any slow within 5 half_lives",
    "no slow within 5 half_lives",
    "at most 0 slow ended within 5 half_lives",
    "any slow started within 5 half_lives",
    "any { fast, slow } within 5 half_lives",
    "any (slow where dose > 1 mg) within 1 half_life before screening",
    "any slow within longer of (30 days, 5 half_lives)",
    "any slow where daily_dose as fast >= 10 mg/day",
    "no slow where daily_dose as fast >= 10 mg/day",
    "any (days of slow with daily_dose as fast >= 10 mg/day)",
    "total dose of slow as fast within 10 years >= 100 mg",
];

#[test]
fn what_is_told_to_be_open_for_good_is_open_for_whoever_had_the_drug() {
    for rule in UNSETTLED {
        let text = format!(
            "trial T \"T\"\nanchor screening \"Screening\" day\ndrug fast \"Fast\"  half-life 12 hours\ndrug slow \"Slow\"\n\
             inclusion I1 \"Asked\"\n  {rule}\n"
        );
        let checked = check(&[Source::new("trial.enrol", text.as_str())], &|_| None, &Options::default());
        assert!(
            checked.findings.iter().all(|found| found.diagnostic.code == Code::NoSentence),
            "{:?}",
            checked.findings
        );
        let lints = enrol::lint::lint(&checked.program);
        assert!(lints.iter().any(|found| found.diagnostic.code == Code::NeverSettled), "{rule} is not told of");
        for days in [40, 45, 60, 90, 365, 1000, 3000] {
            let end = as_of().plus_days(-days);
            let start = end.plus_days(-7);
            let today = as_of();
            let record = format!(
                "patient: A\nbirth: 1960-01-01\nrecorded: {today}\nanchors: {{ screening: {today} }}\n\
                 medications: [{{ drug: slow, dose: 20 mg, daily_dose: 20 mg/day, start: {start}, stop: {end} }}]\n\
                 reviewed: [{{ lists: [all], from: birth, to: {today} }}]\n"
            );
            let read = read_yaml(record.as_bytes(), &checked.program.vocabulary, &ReadOptions::default());
            assert!(read.findings.is_empty(), "{:?}", read.findings);
            let mut seen = Seen::default();
            evaluate::evaluate(&checked.program, 0, &read.patients[0], &dates(), &mut seen);
            let enrol::check::Ask::Truth(asked) = checked.program.trials[0].versions[0].criteria[0].ask else {
                panic!("{rule} asks nothing")
            };
            assert_eq!(seen.truths.get(&asked), Some(&Truth::Unknown), "{rule}, ended {days} days ago");
        }
    }
}
