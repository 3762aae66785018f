//! Every rule file of the project, and the hard cases of the notation, check without errors.

use super::{at, check_text, render, resolve};
use enrol::check::{Ask, Options, Source, check};
use enrol::diagnostic::Severity;
use std::path::{Path, PathBuf};

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "enrol") {
            files.push(path);
        }
    }
}

#[test]
fn all_rules_together_have_no_errors() {
    let mut files = Vec::new();
    walk(&at("rules"), &mut files);
    files.sort();
    let sources: Vec<Source> = files
        .iter()
        .map(|path| Source::new(path.display().to_string(), std::fs::read_to_string(path).unwrap()))
        .collect();
    let checked = check(&sources, &resolve, &Options::default());
    let errors = checked.findings.iter().filter(|finding| finding.diagnostic.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "{}", render(&checked));
    let criteria =
        checked.program.trials.iter().flat_map(|trial| &trial.versions).flat_map(|version| &version.criteria);
    assert!(criteria.clone().count() > 100);
    assert!(criteria.clone().all(|criterion| criterion.ask != Ask::Broken));
}

#[test]
fn hard_cases_have_no_errors() {
    let text = std::fs::read_to_string(at("tests/check/hard-cases.enrol")).unwrap();
    let checked = check_text(&text);
    assert!(!checked.has_errors(), "{}", render(&checked));
}
