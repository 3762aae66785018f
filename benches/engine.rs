//! How fast the engine is beside the same trial written by hand, all in one run on the same patients.
//!
//! `cargo bench --bench engine -- keystroke [CRITERIA]` measures how long an editor waits for the findings of a long file instead.
//!
//! `cargo bench --bench engine -- [PATIENTS.ndjson]`: patients as the generator of the workload writes them; without a file,
//! the hundred that come with the project, over and over. After the file, `rows` prints the row of each patient instead,
//! `records` the records as the project reads them, and `loop N` only judges and `explain N` only explains, N times, for a
//! profiler to watch.

#![allow(
    clippy::collapsible_match,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::match_overlapping_arm,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "measurements are printed and stop where their data is missing; bench and test each use a part of what they share"
)]

mod by_hand;
mod clock;
mod keystroke;
mod workload;

use by_hand::{plain, tuned};
use chrono::NaiveDate;
use clock::Clock;
use enrol::evaluate::{Evaluator, Judgement, Trace, VerdictOnly};
use enrol::explain::Explainer;
use enrol::record::{Patient, Reader};
use std::hint::black_box;

/// How many patients there are where no file is given.
const WITHOUT_FILE: usize = 10_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments.first().is_some_and(|mode| mode == "keystroke") {
        return keystroke::measure(arguments.get(1).and_then(|count| count.parse().ok()).unwrap_or(500));
    }
    let theirs = match arguments.first() {
        Some(path) => std::fs::read_to_string(path).expect("the file of patients can be read"),
        None => workload::SAMPLE.repeat(WITHOUT_FILE / workload::SAMPLE.lines().count()),
    };
    let ours: Vec<String> = theirs.lines().map(workload::convert).collect();
    let program = workload::program();
    let patients = workload::read(&program, ours.iter().map(String::as_str));
    match arguments.get(1).map(String::as_str) {
        Some("records") => println!("{}", ours.join("\n")),
        Some("rows") => {
            let mut evaluator = Evaluator::new(&program, workload::dates());
            for patient in &patients {
                print!("{}", workload::row(&patient.id, &evaluator.evaluate(0, patient, &mut VerdictOnly)));
            }
        }
        Some("loop") => {
            let turns = arguments.get(2).and_then(|turns| turns.parse().ok()).unwrap_or(1);
            for _ in 0..turns {
                judge(&program, &patients);
            }
        }
        Some("explain") => {
            let turns = arguments.get(2).and_then(|turns| turns.parse().ok()).unwrap_or(1);
            for _ in 0..turns {
                explain_all(&program, &patients);
            }
        }
        _ => compare(&program, &theirs, &ours, &patients),
    }
}

fn explain_all(program: &enrol::check::Program, patients: &[Patient]) {
    let dates = workload::dates();
    let explainer = Explainer::new(program);
    let mut evaluator = Evaluator::new(program, dates.clone());
    let mut judgement = Judgement::default();
    for patient in patients {
        let mut trace = Trace::new(program);
        evaluator.evaluate_into(0, patient, &mut trace, &mut judgement);
        black_box(explainer.explain(patient, &dates, &judgement, &trace));
    }
}

fn judge(program: &enrol::check::Program, patients: &[Patient]) {
    let mut evaluator = Evaluator::new(program, workload::dates());
    let mut judgement = Judgement::default();
    for patient in patients {
        evaluator.evaluate_into(0, patient, &mut VerdictOnly, &mut judgement);
        black_box(&judgement);
    }
}

fn compare(program: &enrol::check::Program, theirs: &str, ours: &[String], patients: &[Patient]) {
    let dates = workload::dates();
    let as_of = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
    let days = tuned::Days::new(as_of).expect("no leap day");
    let records: Vec<plain::Patient> = theirs.lines().map(by_hand_record).collect();
    let resolved: Vec<tuned::Patient> = records.iter().map(tuned::Patient::new).collect();
    let mut evaluator = Evaluator::new(program, dates.clone());
    let mut judgement = Judgement::default();
    for ((record, resolved), patient) in records.iter().zip(&resolved).zip(patients) {
        evaluator.evaluate_into(0, patient, &mut VerdictOnly, &mut judgement);
        let engine: Vec<_> = judgement.criteria.iter().map(|outcome| outcome.truth).collect();
        let hand = plain::evaluate(record, as_of);
        assert_eq!((&hand[..], hand), (&engine[..], tuned::evaluate(resolved, &days)), "{}", patient.id);
    }
    let mut clock = Clock::new(patients.len());
    clock.time("by hand, plain", || {
        for record in &records {
            black_box(by_hand::verdict(&plain::evaluate(record, as_of)));
        }
    });
    clock.time("by hand, tuned", || {
        for record in &resolved {
            black_box(by_hand::verdict(&tuned::evaluate(record, &days)));
        }
    });
    clock.time("verdict", || {
        for patient in patients {
            evaluator.evaluate_into(0, patient, &mut VerdictOnly, &mut judgement);
            black_box(&judgement);
        }
    });
    clock.time("verdict and trace", || {
        for patient in patients {
            let mut trace = Trace::new(program);
            evaluator.evaluate_into(0, patient, &mut trace, &mut judgement);
            black_box(&trace);
        }
    });
    let explainer = Explainer::new(program);
    clock.time("full explanation", || {
        for patient in patients {
            let mut trace = Trace::new(program);
            evaluator.evaluate_into(0, patient, &mut trace, &mut judgement);
            black_box(explainer.explain(patient, &dates, &judgement, &trace));
        }
    });
    clock.time("read NDJSON by hand", || {
        for line in theirs.lines() {
            black_box(by_hand_record(line));
        }
    });
    clock.time("read NDJSON", || read_all(program, ours, |_| {}));
    clock.time("read NDJSON, verdict", || {
        read_all(program, ours, |patient| {
            evaluator.evaluate_into(0, &patient, &mut VerdictOnly, &mut judgement);
            black_box(&judgement);
        });
    });
    clock.report("by hand, plain", "by hand, tuned");
}

fn by_hand_record(line: &str) -> plain::Patient {
    serde_json::from_str(line).expect("a record of the generator")
}

fn read_all(program: &enrol::check::Program, lines: &[String], mut each: impl FnMut(Patient)) {
    let mut reader = Reader::new(&program.vocabulary, workload::reading());
    for (number, line) in (1..).zip(lines) {
        if let (Some(patient), _) = reader.read_json_line(line.as_bytes(), number) {
            each(patient);
        }
    }
}
