//! The engine and the reference agree on every node.

use super::{WHOLE_LANGUAGE, brief, cases, dates, pair, show};
use crate::generate::tapes;
use crate::model::{Reference, ScopeKey, Who, derived};
use enrol::check::{EventsId, Program, TruthId, ValueId};
use enrol::evaluate::{self, EventRef, Judgement, Observer, Outcome, Reason, Scope, Standing};
use enrol::record::{Event, Patient};
use enrol::value::{DaySpan, Truth};
use enrol::vocabulary::Datum;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

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
            Some(place) => derived(self.derived[place].start, self.derived[place].end),
        }
    }

    fn key(&self, patient: &Patient, scope: Scope) -> ScopeKey {
        let who = |event: Option<EventRef>| event.map(|event| self.who(patient, event));
        (who(scope.subject), who(scope.it))
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

/// Everything on which the two differ, the innermost nodes first.
pub fn differences(program: &Program, patient: &Patient) -> Vec<String> {
    let mut recorder = Recorder::default();
    let dates = dates();
    let judgement = evaluate::evaluate(program, 0, patient, &dates, &mut recorder);
    let reference = Reference::new(program, patient, &dates);
    let judged = reference.judge(0);
    if reference.gave_up.get() {
        return Vec::new();
    }
    let log = reference.log.borrow();
    let mut found = Vec::new();
    for (id, scope, selection) in &recorder.events {
        let Some(expected) = log.events.get(&(*id, recorder.key(patient, *scope))) else { continue };
        let of = |found: &crate::model::Found| (found.who(), found.certain, days(found.start, found.end));
        let wanted = sorted(expected.found.iter().map(of).collect());
        let seen = recorder.seen(patient, selection);
        if wanted != seen {
            found.push(format!(
                "{id:?} {scope:?} {:?}\n  engine {seen:?}\n  reference {wanted:?}",
                program.events(*id).node
            ));
        }
        if expected.open == selection.open.is_empty() {
            let open = &selection.open;
            found.push(format!(
                "{id:?} {scope:?} {:?}\n  engine open {open:?}\n  reference open {}",
                program.events(*id).node,
                expected.open
            ));
        }
    }
    for (id, scope, datum) in &recorder.values {
        let Some(expected) = log.values.get(&(*id, recorder.key(patient, *scope))) else { continue };
        let datum = datum.clone().and_then(crate::value::something);
        if !same(&datum, expected) {
            found.push(format!(
                "{id:?} {scope:?} {:?}\n  engine {datum:?}\n  reference {expected:?}",
                program.value(*id).node
            ));
        }
    }
    for (id, scope, truth) in &recorder.truths {
        let Some(expected) = log.truths.get(&(*id, recorder.key(patient, *scope))) else { continue };
        if truth != expected {
            found.push(format!(
                "{id:?} {scope:?} {:?}\n  engine {truth:?}\n  reference {expected:?}",
                program.truth(*id).node
            ));
        }
    }
    found.extend(verdict_differences(&judgement, &judged));
    found
}

fn same(a: &Option<Datum>, b: &Option<Datum>) -> bool {
    a == b
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

/// The two agree on every node of 10,000 generated pairs; where they do not, the pair is made as small as it can be.
#[test]
fn engine_and_reference_agree() {
    let config = Config { failure_persistence: None, max_shrink_iters: 4000, ..Config::with_cases(10_000) };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let agreed = runner.run(&tapes(), |(program, patient)| agree(&program, &patient));
    agreed.unwrap_or_else(|failure| panic!("{failure}"));
}

proptest! {
    #![proptest_config(cases(2000))]

    /// The same on other pairs each time.
    #[test]
    fn engine_and_reference_agree_on_others((program, patient) in tapes()) {
        agree(&program, &patient)?;
    }
}

fn agree(program: &[u32], patient: &[u32]) -> Result<(), TestCaseError> {
    let (program, patient) = pair(program, patient, WHOLE_LANGUAGE);
    let found = differences(&program, &patient);
    prop_assert!(found.is_empty(), "{}\n{}\n{}", found.join("\n"), brief(&patient), show(&program));
    Ok(())
}
