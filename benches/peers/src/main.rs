//! The workload's trial in other engines, each as its own users would write it.
//!
//! `cargo run --release -- PATIENTS.ndjson` from this folder. Every engine must give what the trial by hand gives for every
//! patient before it is timed.

mod by_cedar;
mod by_cel;
#[path = "../../by_hand/mod.rs"]
mod by_hand;
mod by_rego;
#[path = "../../clock.rs"]
mod clock;
#[path = "../../workload/mod.rs"]
#[allow(dead_code, reason = "what bench and test share is more than is timed here")]
mod workload;

use by_hand::{CRITERIA, Outcomes, plain};
use chrono::NaiveDate;
use clock::Clock;
use enrol::evaluate::{Evaluator, Trace, VerdictOnly};
use enrol::explain::Explainer;
use enrol::value::Truth;
use std::hint::black_box;

fn main() {
    let path = std::env::args().nth(1).expect("a file of patients as the generator of the workload writes them");
    let text = std::fs::read_to_string(path).expect("the file can be read");
    let as_of = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
    let records: Vec<plain::Patient> =
        text.lines().map(|line| serde_json::from_str(line).expect("a record of the generator")).collect();
    let expected: Vec<Outcomes> = records.iter().map(|record| plain::evaluate(record, as_of)).collect();
    let mut clock = Clock::new(records.len());
    clock.time("by hand, plain", || {
        for record in &records {
            black_box(by_hand::verdict(&plain::evaluate(record, as_of)));
        }
    });
    time_enrol(&text, &expected, &mut clock);
    let mut cedar = by_cedar::Trial::new();
    let flat: Vec<_> = records.iter().zip(&expected).map(|(record, known)| by_cedar::flat(record, known, as_of)).collect();
    compare("cedar-policy", &flat, &expected, &mut clock, |context| cedar.judge(context));
    let mut rego = by_rego::Trial::new();
    let inputs: Vec<_> = text.lines().map(by_rego::input).collect();
    compare("regorus", &inputs, &expected, &mut clock, |input| rego.judge(input));
    let cel = by_cel::Trial::new();
    let values: Vec<_> = text.lines().map(by_cel::value).collect();
    compare("cel", &values, &expected, &mut clock, |value| cel.judge(value));
    clock.report("by hand, plain", "by hand, plain");
}

/// Times this project's engine, held to what is expected as the others are.
fn time_enrol(text: &str, expected: &[Outcomes], clock: &mut Clock) {
    let program = workload::program();
    let ours: Vec<String> = text.lines().map(workload::convert).collect();
    let patients = workload::read(&program, ours.iter().map(String::as_str));
    let mut evaluator = Evaluator::new(&program, workload::dates());
    compare("enrol, verdict", &patients, expected, clock, |patient| {
        let judgement = evaluator.evaluate(0, patient, &mut VerdictOnly);
        let mut truths = judgement.criteria.iter().map(|outcome| outcome.truth);
        std::array::from_fn(|_| truths.next().unwrap_or(Truth::Unknown))
    });
    let (dates, explainer) = (workload::dates(), Explainer::new(&program));
    clock.time("enrol, explanation", || {
        for patient in &patients {
            let mut trace = Trace::new(&program);
            let judgement = evaluator.evaluate(0, patient, &mut trace);
            black_box(explainer.explain(patient, &dates, &judgement, &trace));
        }
    });
}

/// Holds an engine to what is expected, then times it.
fn compare<T>(
    name: &'static str,
    patients: &[T],
    expected: &[Outcomes],
    clock: &mut Clock,
    mut judge: impl FnMut(&T) -> Outcomes,
) {
    for (place, (patient, expected)) in patients.iter().zip(expected).enumerate() {
        assert_eq!(&judge(patient), expected, "{name}, patient {}", place + 1);
    }
    clock.time(name, || {
        for patient in patients {
            black_box(judge(patient));
        }
    });
}

/// The outcomes of a row of letters.
fn from_letters(letters: &str) -> Outcomes {
    let mut outcomes = [Truth::Unknown; CRITERIA];
    for (outcome, letter) in outcomes.iter_mut().zip(letters.chars()) {
        *outcome = match letter {
            'T' => Truth::Met,
            'F' => Truth::NotMet,
            _ => Truth::Unknown,
        };
    }
    outcomes
}
