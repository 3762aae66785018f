//! What tests show of rules.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test"
)]

mod examples;
mod library;
mod small;

use enrol::check::{Checked, Options, Source, check};
use enrol::coverage::{Coverage, Report};
use enrol::evaluate::Dates;
use enrol::record::{Patient, ReadOptions, Reader};
use enrol::value::Day;

/// The day on which all cases are judged.
const AS_OF: &str = "2026-11-22";

fn checked(name: &str, text: &str) -> Checked {
    let checked = check(&[Source::new(name, text)], &enrol::embedded::find, &Options::default());
    assert!(!checked.has_errors(), "{:?}", checked.findings);
    checked
}

fn patient(checked: &Checked, yaml: &str) -> Patient {
    let options = ReadOptions { as_of: Day::parse(AS_OF), ..ReadOptions::default() };
    let read = Reader::new(&checked.program.vocabulary, options).read_yaml(yaml.as_bytes());
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    read.patients.into_iter().next().expect("a patient")
}

fn dates() -> Dates {
    Dates { as_of: Day::parse(AS_OF).unwrap(), anchors: Vec::new() }
}

/// What records show together, each named by its id.
fn report(checked: &Checked, records: &[&str]) -> Report {
    let mut coverage = Coverage::new(&checked.program);
    for record in records {
        let patient = patient(checked, record);
        let name = patient.id.clone();
        coverage.add(&name, 0, &patient, &dates());
    }
    coverage.report()
}
