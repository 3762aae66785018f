//! The trials of the project, and the patients that are judged for them.

use super::{AS_OF, checked};
use enrol::coverage::{Coverage, Detail, summary};
use enrol::evaluate::Dates;
use enrol::record::{ReadOptions, read_yaml};
use enrol::value::Day;
use std::fmt::Write as _;

fn paths(folder: &str, ending: &str) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some_and(|own| own == ending)).collect();
    paths.sort();
    paths
}

/// What the example patients show of each trial. They were written to be read, not to cover: much is missing.
#[test]
fn example_patients() {
    let mut out = String::new();
    let as_of = Day::parse(AS_OF).unwrap();
    for path in paths("rules/trials", "enrol") {
        let name = path.display().to_string();
        let checked = checked(&name, &std::fs::read_to_string(&path).unwrap());
        let mut coverage = Coverage::new(&checked.program);
        for record in paths("examples/patients", "yaml") {
            let options = ReadOptions { as_of: Some(as_of), ..ReadOptions::default() };
            let text = std::fs::read_to_string(&record).unwrap();
            for patient in read_yaml(text.as_bytes(), &checked.program.vocabulary, &options).patients {
                coverage.add(&patient.id, 0, &patient, &Dates { as_of, anchors: Vec::new() });
            }
        }
        let report = coverage.report();
        let _ = writeln!(out, "{}", summary(&report, Detail::Criteria));
    }
    insta::assert_snapshot!(out);
}
