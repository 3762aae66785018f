//! The rules and records that come with the project.

use enrol::check::{Checked, Options, Source, check};
use enrol::diagnostic::Severity;
use std::path::{Path, PathBuf};

/// Every file below a folder with that ending, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    fn gather(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                gather(&path, ending, found);
            } else if path.extension().is_some_and(|own| own == ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    gather(Path::new(folder), ending, &mut found);
    found.sort();
    found
}

fn source(path: &Path) -> Source {
    Source::new(path.display().to_string(), std::fs::read_to_string(path).unwrap())
}

/// The text that `use NAME` brings in: `lupus.activity` stands in `lupus/activity.enrol`.
fn resolve(name: &str) -> Option<Source> {
    let file = format!("{}.enrol", name.replace('.', "/"));
    let places = ["rules/vocabulary", "rules/library"].map(|folder| Path::new(folder).join(&file));
    places.iter().find(|place| place.exists()).map(|place| source(place))
}

fn checked(folder: &str) -> Checked {
    let sources: Vec<Source> = files(folder, "enrol").iter().map(|path| source(path)).collect();
    check(&sources, &resolve, &Options::default())
}

fn findings(checked: &Checked) -> Vec<String> {
    let line = |finding: &enrol::check::Finding| {
        let file = &checked.program.files[finding.file.0 as usize];
        let span = finding.diagnostic.span();
        let line = file.text[..span.start as usize].lines().count().max(1);
        let severity = if finding.diagnostic.severity == Severity::Error { "error" } else { "warning" };
        let help = finding.diagnostic.help.clone();
        let (code, words) = (finding.diagnostic.code, span.of(&file.text));
        format!("{}:{line}: {severity} {code:?} `{words}`: {} {help:?}", file.name, finding.diagnostic.message)
    };
    checked.findings.iter().map(line).collect()
}

#[test]
fn trials_have_no_findings() {
    let checked = checked("rules/trials");
    let findings = findings(&checked);
    assert!(findings.is_empty(), "{}", findings.join("\n"));
    assert_eq!(checked.program.trials.len(), 16);
}

#[test]
fn hard_cases_have_no_errors() {
    let checked = checked("rules/examples");
    assert!(!checked.has_errors(), "{}", findings(&checked).join("\n"));
}
