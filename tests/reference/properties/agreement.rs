//! The engine and the reference agree on every node.

use super::forms::{Form, Tally};
use super::{WHOLE_LANGUAGE, brief, cases, dates, pair, show};
use crate::generate::tapes;
use crate::model::{Found, Log, Reference, ScopeKey, Who, derived};
use enrol::check::{EventsId, Program, TruthId, ValueId};
use enrol::evaluate::{self, EventRef, Judgement, Observer, Outcome, Reason, Scope, Standing};
use enrol::record::{Event, Patient};
use enrol::value::{DaySpan, Truth};
use enrol::vocabulary::Datum;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use std::cell::RefCell;
use std::fmt::Debug;

/// Writes down everything that the engine says.
#[derive(Default)]
struct Recorder {
    truths: Vec<(TruthId, Scope, Truth)>,
    values: Vec<(ValueId, Scope, Option<Datum>)>,
    events: Vec<(EventsId, Scope, evaluate::Selection)>,
    derived: Vec<Event>,
}

impl Observer for Recorder {
    const DETAIL: bool = true;

    fn truth(&mut self, id: TruthId, scope: Scope, truth: Truth, _reasons: &[Reason]) {
        self.truths.push((id, scope, truth));
    }

    fn value(&mut self, id: ValueId, scope: Scope, outcome: &Outcome) {
        self.values.push((id, scope, outcome.datum.clone()));
    }

    fn events(&mut self, id: EventsId, scope: Scope, selection: &evaluate::Selection) {
        self.events.push((id, scope, selection.clone()));
    }

    fn seen(&self, id: TruthId) -> Option<Truth> {
        let at_top = self.truths.iter().rfind(|(seen, scope, _)| *seen == id && scope.is_top());
        at_top.map(|(_, _, truth)| *truth)
    }

    fn derived(&mut self, event: &Event) {
        self.derived.push(event.clone());
    }
}

/// An event of a selection, as far as the two are compared.
type Seen = (Who, bool, [i32; 4]);

impl Recorder {
    fn who(&self, patient: &Patient, event: EventRef) -> Who {
        let place = event.0 as usize;
        match place.checked_sub(patient.events.len()) {
            None => Who::Recorded(place),
            Some(place) => self.derived_who(place),
        }
    }

    fn derived_who(&self, place: usize) -> Who {
        derived(self.derived[place].start, self.derived[place].end)
    }

    /// What the reference calls a scope; nothing where two derived events of the same days could be meant.
    fn key(&self, patient: &Patient, scope: Scope) -> Option<ScopeKey> {
        let who = |event: Option<EventRef>| match event.map(|event| self.who(patient, event)) {
            Some(who) if self.derived_of_days(who) > 1 => Err(()),
            who => Ok(who),
        };
        Some((who(scope.subject).ok()?, who(scope.it).ok()?))
    }

    fn derived_of_days(&self, who: Who) -> usize {
        (0..self.derived.len()).filter(|place| self.derived_who(*place) == who).count()
    }

    fn seen(&self, patient: &Patient, selection: &evaluate::Selection) -> Vec<Seen> {
        let of = |found: &evaluate::Match| {
            (self.who(patient, found.event), found.certainty == Truth::Met, days(found.start, found.end))
        };
        sorted(selection.matches.iter().map(of).collect())
    }
}

fn days(start: DaySpan, end: DaySpan) -> [i32; 4] {
    [start.first.0, start.last.0, end.first.0, end.last.0]
}

fn sorted(mut seen: Vec<Seen>) -> Vec<Seen> {
    seen.sort();
    seen
}

/// What came of holding the two against each other.
pub struct Compared {
    /// Everything on which the two differ, the innermost nodes first.
    pub differences: Vec<String>,
    /// The form of each node on which both said something, and whether it was more than that nothing is known.
    pub forms: Vec<(&'static str, bool)>,
}

/// Holds the two against each other; nothing where there are too many worlds for the reference.
pub fn compare(program: &Program, patient: &Patient) -> Option<Compared> {
    let mut recorder = Recorder::default();
    let dates = dates();
    let judgement = evaluate::evaluate(program, 0, patient, &dates, &mut recorder);
    let reference = Reference::new(program, patient, &dates);
    let judged = reference.judge(0);
    if reference.gave_up.get() {
        return None;
    }
    let mut compared = Compared { differences: Vec::new(), forms: Vec::new() };
    let log = reference.log.borrow();
    compared.selections(program, patient, &recorder, &log);
    compared.values(program, patient, &recorder, &log);
    compared.truths(program, patient, &recorder, &log);
    compared.differences.extend(verdict_differences(&judgement, &judged));
    Some(compared)
}

impl Compared {
    /// Notes that both spoke of a node, and how they differ on it.
    fn note<T: Debug + PartialEq>(&mut self, node: &impl Debug, at: &str, engine: &T, reference: &T) {
        if engine != reference {
            self.differences.push(format!("{at} {node:?}\n  engine {engine:?}\n  reference {reference:?}"));
        }
    }

    fn selections(&mut self, program: &Program, patient: &Patient, recorder: &Recorder, log: &Log) {
        for (id, scope, selection) in &recorder.events {
            let key = recorder.key(patient, *scope);
            let Some(expected) = key.and_then(|key| log.events.get(&(*id, key))) else { continue };
            let of = |found: &Found| (found.who(), found.certain, days(found.start, found.end));
            let wanted = (sorted(expected.found.iter().map(of).collect()), expected.open);
            let seen = (recorder.seen(patient, selection), !selection.open.is_empty());
            self.forms.push((program.events(*id).node.form(), expected.is_some()));
            self.note(&program.events(*id).node, &format!("{id:?} {scope:?}"), &seen, &wanted);
        }
    }

    fn values(&mut self, program: &Program, patient: &Patient, recorder: &Recorder, log: &Log) {
        for (id, scope, datum) in &recorder.values {
            let key = recorder.key(patient, *scope);
            let Some(expected) = key.and_then(|key| log.values.get(&(*id, key))) else { continue };
            let datum = datum.clone().and_then(crate::value::something);
            self.forms.push((program.value(*id).node.form(), expected.is_some()));
            self.note(&program.value(*id).node, &format!("{id:?} {scope:?}"), &datum, expected);
        }
    }

    fn truths(&mut self, program: &Program, patient: &Patient, recorder: &Recorder, log: &Log) {
        for (id, scope, truth) in &recorder.truths {
            let key = recorder.key(patient, *scope);
            let Some(expected) = key.and_then(|key| log.truths.get(&(*id, key))) else { continue };
            self.forms.push((program.truth(*id).node.form(), *expected != Truth::Unknown));
            self.note(&program.truth(*id).node, &format!("{id:?} {scope:?}"), truth, expected);
        }
    }
}

fn verdict_differences(judgement: &Judgement, judged: &crate::verdict::Judged) -> Option<String> {
    let criteria_agree = judgement.criteria.len() == judged.criteria.len()
        && judgement.criteria.iter().zip(&judged.criteria).all(|(engine, (truth, standing))| {
            let asks = !matches!(engine.standing, Standing::Stated | Standing::NotApplicable);
            engine.standing == *standing && (!asks || truth.is_none_or(|truth| truth == engine.truth))
        });
    let agree = criteria_agree
        && judgement.version == judged.version
        && judgement.verdict == judged.verdict
        && judgement.open_for == judged.open_for
        && judgement.cohorts == judged.cohorts;
    (!agree).then(|| format!("verdict\n  engine {judgement:?}\n  reference {judged:?}"))
}

/// How many pairs in ten thousand may have too many worlds for the reference.
const MOST_GIVEN_UP: usize = 20;

/// Each form of node comes out as more than unknown at least so often in ten thousand pairs.
const LEAST_SETTLED: usize = 15;

/// The two agree on every node of 10,000 generated pairs; where they do not, the pair is made as small as it can be. Each form
/// of node is among them, and the reference gives up on few.
#[test]
fn engine_and_reference_agree() {
    let mut runner = TestRunner::new(cases(10_000));
    let tally = RefCell::new(Tally::default());
    let agreed = runner.run(&tapes(), |(program, patient)| agree(&program, &patient, &mut tally.borrow_mut()));
    agreed.unwrap_or_else(|failure| panic!("{failure}"));
    let tally = tally.into_inner();
    println!("{tally}");
    assert!(tally.given_up * 10_000 <= tally.pairs() * MOST_GIVEN_UP, "the reference gave up too often\n{tally}");
    let rare = tally.rarer_than(LEAST_SETTLED * tally.pairs() / 10_000);
    assert!(rare.is_empty(), "hardly ever compared: {rare:?}\n{tally}");
}

fn agree(program: &[u32], patient: &[u32], tally: &mut Tally) -> Result<(), TestCaseError> {
    let (program, patient) = pair(program, patient, WHOLE_LANGUAGE);
    let compared = compare(&program, &patient);
    let Some(compared) = tally.add(compared) else { return Ok(()) };
    let found = &compared.differences;
    prop_assert!(found.is_empty(), "{}\n{}\n{}", found.join("\n"), brief(&patient), show(&program));
    Ok(())
}
