//! The performance workload gives the verdicts that independent engines give, to the byte, with and without detail.

#![allow(
    clippy::collapsible_match,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::match_overlapping_arm,
    clippy::print_stdout,
    clippy::unwrap_used,
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "measurements are printed and stop where their data is missing; bench and test each use a part of what they share"
)]

#[path = "../benches/by_hand/mod.rs"]
mod by_hand;
#[path = "../benches/workload/mod.rs"]
mod workload;

use chrono::NaiveDate;
use enrol::evaluate::{Evaluator, Judgement, Trace, VerdictOnly};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::process::Command;

/// What ten thousand patients of the generator give: the start of the digest of all rows.
const TEN_THOUSAND: &str = "ad763a5a61ad7eec";

fn converted(lines: &str) -> Vec<String> {
    lines.lines().map(workload::convert).collect()
}

#[test]
fn the_sample_gives_the_verdicts_that_others_give() {
    let program = workload::program();
    let patients = workload::read(&program, converted(workload::SAMPLE).iter().map(String::as_str));
    let mut evaluator = Evaluator::new(&program, workload::dates());
    let rows: String = patients
        .iter()
        .map(|patient| workload::row(&patient.id, &evaluator.evaluate(0, patient, &mut VerdictOnly)))
        .collect();
    assert_eq!(rows, include_str!("../benches/workload/sample.tsv"));
}

#[test]
fn detail_changes_no_verdict() {
    let program = workload::program();
    let patients = workload::read(&program, converted(workload::SAMPLE).iter().map(String::as_str));
    let mut evaluator = Evaluator::new(&program, workload::dates());
    for patient in &patients {
        let plain = evaluator.evaluate(0, patient, &mut VerdictOnly);
        let detailed = evaluator.evaluate(0, patient, &mut Trace::new(&program));
        let outcomes = |judgement: &Judgement| (judgement.verdict, judgement.criteria.clone());
        assert_eq!(outcomes(&plain), outcomes(&detailed), "{}", patient.id);
    }
}

#[test]
fn both_trials_by_hand_agree_with_the_engine() {
    let program = workload::program();
    let patients = workload::read(&program, converted(workload::SAMPLE).iter().map(String::as_str));
    let mut evaluator = Evaluator::new(&program, workload::dates());
    let as_of = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let days = by_hand::tuned::Days::new(as_of).unwrap();
    for (line, patient) in workload::SAMPLE.lines().zip(&patients) {
        let record: by_hand::plain::Patient = serde_json::from_str(line).unwrap();
        let plain = by_hand::plain::evaluate(&record, as_of);
        let tuned = by_hand::tuned::evaluate(&by_hand::tuned::Patient::new(&record), &days);
        let judgement = evaluator.evaluate(0, patient, &mut VerdictOnly);
        let engine: Vec<_> = judgement.criteria.iter().map(|outcome| outcome.truth).collect();
        assert_eq!((plain, &plain[..]), (tuned, &engine[..]), "{}", patient.id);
    }
}

#[test]
fn ten_thousand_patients_give_the_known_digest() {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench/generate.py");
    if !generator.exists() {
        println!("not run: the generator of the workload is not at {}", generator.display());
        return;
    }
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workload-10000.ndjson");
    let written = Command::new("python3").arg(&generator).arg("10000").arg(&file).output().unwrap();
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    let theirs = std::fs::read_to_string(&file).unwrap();
    let program = workload::program();
    let patients = workload::read(&program, converted(&theirs).iter().map(String::as_str));
    let mut evaluator = Evaluator::new(&program, workload::dates());
    let as_of = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let (mut digest, mut different) = (Sha256::new(), Vec::new());
    for (line, patient) in theirs.lines().zip(&patients) {
        let judgement = evaluator.evaluate(0, patient, &mut VerdictOnly);
        let engine: Vec<_> = judgement.criteria.iter().map(|outcome| outcome.truth).collect();
        let by_hand = by_hand::plain::evaluate(&serde_json::from_str(line).unwrap(), as_of);
        let criteria = engine.iter().zip(by_hand).enumerate().filter(|(_, (engine, hand))| *engine != hand);
        different.extend(criteria.map(|(place, truths)| (patient.id.clone(), place, *truths.0, truths.1)));
        digest.update(workload::row(&patient.id, &judgement));
    }
    assert!(different.is_empty(), "criteria that come out otherwise by hand: {different:?}");
    let digest: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest.get(..16), Some(TEN_THOUSAND));
}
