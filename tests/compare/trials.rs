//! The trials of the project against themselves and against copies with one change.

use enrol::check::{Checked, Options, Source, check};
use enrol::compare::{ChangeKind, Comparison, compare};
use std::path::PathBuf;

fn texts() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/trials");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

fn checked(text: &str) -> Checked {
    check(&[Source::new("trial.enrol", text)], &enrol::embedded::find, &Options::default())
}

fn compared(old: &str, new: &str) -> Comparison {
    let (old, new) = (checked(old), checked(new));
    compare(("old", &old.program), ("new", &new.program))
}

#[test]
fn every_trial_is_as_it_is() {
    let texts = texts();
    assert!(texts.len() >= 16);
    for (name, text) in &texts {
        let comparison = compared(text, text);
        assert!(comparison.is_empty(), "{name}: {comparison:?}");
    }
}

#[test]
fn every_trial_means_the_same_in_another_layout() {
    for (name, text) in &texts() {
        // Every line of an expression moves; the texts of criteria are others, what they mean is not.
        let wide = text.replace(",\n", ",\n\n").replace("  any ", "  any  ").replace(" within ", "  within ");
        assert!(!compared(text, &wide).changes_meaning(), "{name}");
    }
}

#[test]
fn one_number_changes_one_thing() {
    let mut seen = 0;
    for (name, text) in &texts() {
        for (from, to) in [(" 18 years", " 17 years"), ("within 28 days", "within 27 days"), (">= 30 ", ">= 29 ")] {
            // Not in a sentence of the protocol, which says nothing to the engine.
            let Some(line) = text.lines().find(|line| line.contains(from) && !line.contains('"')) else { continue };
            let changed = text.replacen(line, &line.replacen(from, to, 1), 1);
            let comparison = compared(text, &changed);
            let criteria = &comparison.trials[0].versions.last().unwrap().criteria;
            let meaning = criteria.iter().filter(|change| change.kinds.contains(&ChangeKind::Meaning)).count();
            assert!(meaning > 0, "{name}: {line}");
            for difference in criteria.iter().flat_map(|change| &change.differences) {
                assert_ne!((&difference.before, &difference.through.is_empty()), (&difference.after, &true), "{name}");
            }
            seen += 1;
        }
    }
    assert!(seen > 5, "only {seen} changes made");
}
