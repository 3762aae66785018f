//! The engine and the reference agree on every node.

use super::{WHOLE_LANGUAGE, dates, pair};
use crate::generate::programs::Allowed;
use crate::generate::tapes;
use crate::model::{Reference, ScopeKey, Who, derived};
use enrol::check::{EventsId, Program, TruthId, ValueId};
use enrol::evaluate::{self, EventRef, Judgement, Observer, Outcome, Reason, Scope, Standing, Verdict};
use enrol::record::{Event, Patient};
use enrol::value::{DaySpan, Truth};
use enrol::vocabulary::Datum;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

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

/// How a pair of answers to one truth relate.
#[derive(Default, Debug)]
struct Tally {
    /// Pairs of program and patient that were compared.
    pairs: usize,
    /// Those that differ on some node.
    differing: usize,
    /// Truths that one calls met and the other not met.
    contradicted: usize,
    /// Truths that the engine settles and the reference leaves unknown.
    settled_alone: usize,
    /// Truths that the engine leaves unknown and the reference settles.
    left_open: usize,
    /// Verdicts of which one is eligible and the other not.
    let_in: usize,
}

impl Tally {
    fn add(&mut self, program: &Program, patient: &Patient) {
        self.pairs += 1;
        self.differing += usize::from(!differences(program, patient).is_empty());
        let mut recorder = Recorder::default();
        let judgement = evaluate::evaluate(program, 0, patient, &dates(), &mut recorder);
        let dates = dates();
        let reference = Reference::new(program, patient, &dates);
        let judged = reference.judge(0);
        let log = reference.log.borrow();
        for (id, scope, truth) in &recorder.truths {
            match (log.truths.get(&(*id, recorder.key(patient, *scope))), truth) {
                (Some(Truth::Unknown), Truth::Met | Truth::NotMet) => self.settled_alone += 1,
                (Some(Truth::Met | Truth::NotMet), Truth::Unknown) => self.left_open += 1,
                _ => {}
            }
        }
        let eligible = |verdict| verdict == Verdict::Eligible;
        self.let_in += usize::from(eligible(judgement.verdict) != eligible(judged.verdict));
    }

    /// Counts contradictions, in a program that does not ask what is known: such questions turn with what is left open.
    fn add_contradictions(&mut self, program: &Program, patient: &Patient) {
        let mut recorder = Recorder::default();
        evaluate::evaluate(program, 0, patient, &dates(), &mut recorder);
        let dates = dates();
        let reference = Reference::new(program, patient, &dates);
        reference.judge(0);
        let log = reference.log.borrow();
        for (id, scope, truth) in &recorder.truths {
            let expected = log.truths.get(&(*id, recorder.key(patient, *scope)));
            self.contradicted += usize::from(expected == Some(&!*truth) && *truth != Truth::Unknown);
        }
    }
}

/// The two are compared on every node of 10,000 generated pairs. They may never contradict each other. They do not agree
/// everywhere yet: the bounds are what is measured today, they may only fall, and DECISIONS.md says where the two differ.
#[test]
fn engine_and_reference_agree() {
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let pairs = tapes();
    let mut tally = Tally::default();
    for _ in 0..10_000 {
        let (program, patient) = pairs.new_tree(&mut runner).expect("a pair").current();
        let (plain, plain_patient) = pair(&program, &patient, Allowed { about_the_record: false });
        tally.add_contradictions(&plain, &plain_patient);
        let (program, patient) = pair(&program, &patient, WHOLE_LANGUAGE);
        tally.add(&program, &patient);
    }
    println!("{tally:?}");
    assert_eq!(tally.contradicted, 0, "{tally:?}");
    assert!(tally.differing <= MOST_DIFFERING, "{tally:?}");
    assert!(tally.settled_alone <= MOST_SETTLED_ALONE, "{tally:?}");
    assert!(tally.let_in <= MOST_LET_IN, "{tally:?}");
}

/// Pairs of 10,000 that differ on some node.
const MOST_DIFFERING: usize = 247;
/// Truths, in all of their nodes, that the engine alone settles.
const MOST_SETTLED_ALONE: usize = 22;
/// Verdicts that let a patient in on one side only.
const MOST_LET_IN: usize = 7;
