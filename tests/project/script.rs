//! `ci/rules.sh`: the steps of the action, without GitHub.

use super::place::{Place, without_commits};

const ALL: &[&str] = &["--patients", "patients", "--as-of", "2026-11-22", "--fail-under", "outcomes=100,decisions=90"];
const TRIAL: &str = "rules/trials/EXAMPLE-01.enrol";

fn check(place: &Place, more: &[&str]) -> String {
    place.script("rules.sh", &[ALL, more].concat(), &[])
}

#[test]
fn a_made_project_is_well() {
    let place = Place::repository();
    let told = check(&place, &[]);
    assert!(told.ends_with("exit code 0\n\n"), "{told}");
    insta::assert_snapshot!(place.read("enrol-reports/summary.md"));
    assert!(place.read("enrol-reports/coverage.html").contains("EXAMPLE-01"));
    assert!(place.read("enrol-reports/coverage.info").contains("EXAMPLE-01.enrol"));
    assert_eq!(place.git(&["status", "--short"]), "", "reports are not committed");
}

/// The threshold, the protocol's sentence, the answers and the snapshots, as somebody changes them who does it well.
fn lower(place: &Place) {
    place.git(&["switch", "-q", "-c", "lower"]);
    place.change(TRIAL, "minimum_upcr = 1 g/g", "minimum_upcr = 0.5 g/g");
    place.change(TRIAL, "ratio above 1 g/g", "ratio above 0.5 g/g");
    place.change("rules/tests/EXAMPLE-01.md", "| 1 g/g     |", "| 0.5 g/g     |");
    place.change("rules/tests/EXAMPLE-01.md", "| 0.99 g/g  |", "| 0.49 g/g  |");
    place.change("rules/tests/EXAMPLE-01.md", "| 1.01 g/g  |", "| 0.51 g/g  |");
    place.change("rules/tests/EXAMPLE-01.md", "| < 1.5 g/g |", "| < 0.8 g/g |");
    place.change("rules/tests/EXAMPLE-01.md", "above 1 is asked", "above 0.5 is asked");
    assert_eq!(place.code(&["test", "--update"]), 0);
    let day = ["--patients", "patients", "--as-of", "2026-11-22", "--update"];
    assert_eq!(place.code(&[&["snapshot", "rules"], &day[..]].concat()), 0);
    place.commit("Lower the threshold");
}

#[test]
fn a_change_of_a_threshold_is_told_as_a_comment() {
    let place = Place::repository();
    lower(&place);
    // Main goes on meanwhile: that is none of the branch's changes.
    place.git(&["switch", "-q", "main"]);
    place.change(TRIAL, "any lunaritug", "any lunaritug within 10 years");
    place.commit("Something else");
    place.git(&["switch", "-q", "lower"]);
    let told = check(&place, &["--baseline", "main"]);
    assert!(told.ends_with("exit code 0\n\n"), "{told}");
    insta::assert_snapshot!(without_commits(&place.read("enrol-reports/comment.md")));
}

/// Without patients, the comment shows a record on which the two differ.
#[test]
fn without_patients_a_record_is_looked_for() {
    let place = Place::repository();
    lower(&place);
    let told = place.script("rules.sh", &["--as-of", "2026-11-22", "--baseline", "main"], &[]);
    assert!(told.ends_with("exit code 0\n\n") && told.contains("snapshot: left out: no patients are named"), "{told}");
    let comment = place.read("enrol-reports/comment.md");
    assert!(comment.contains("test: upcr, value: "), "{comment}");
}

#[test]
fn a_change_without_its_tests_and_snapshots_is_not_well() {
    let place = Place::repository();
    place.change(TRIAL, "minimum_upcr = 1 g/g", "minimum_upcr = 0.5 g/g");
    let told = check(&place, &[]);
    assert!(told.ends_with("exit code 1\n\n"), "{told}");
    let summary = place.read("enrol-reports/summary.md");
    for row in ["| check | **not well** (exit code 1) |", "| fmt | well |", "| test | **not well** (exit code 1) |"] {
        assert!(summary.contains(row), "{summary}");
    }
    assert!(summary.contains("EX-002 in EXAMPLE-01: ineligible -> eligible"), "{summary}");
}

#[test]
fn a_broken_rule_is_not_well() {
    let place = Place::repository();
    place.git(&["switch", "-q", "-c", "broken"]);
    place.change(TRIAL, "latest upcr within", "latest uprc within");
    place.commit("A slip");
    let summary = place.path("step-summary.md");
    let on_github = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
    let told = place.script("rules.sh", &[ALL, &["--baseline", "main", "--steps", "check,diff"]].concat(), &on_github);
    insta::assert_snapshot!(told);
    assert_eq!(place.read("step-summary.md"), place.read("enrol-reports/summary.md"));
    assert!(place.read("enrol-reports/comment.md").contains("I3"));
}

#[test]
fn rules_that_are_new_have_nothing_to_be_compared_with() {
    let place = Place::empty();
    place.git(&["init", "-q", "-b", "main"]);
    place.write("LICENSE", "Ours.\n");
    place.commit("A licence");
    place.git(&["switch", "-q", "-c", "rules"]);
    assert_eq!(place.code(&["init"]), 0);
    place.commit("A rule project");
    let told = check(&place, &["--baseline", "main"]);
    assert!(told.ends_with("exit code 0\n\n") && told.contains("diff: left out: main holds no rules"), "{told}");
    assert_eq!(
        place.read("enrol-reports/comment.md"),
        "The rules are new: main holds no rules to compare them with.\n"
    );
}

#[test]
fn wrong_use_is_told() {
    let place = Place::repository();
    let mut told = String::new();
    for arguments in [&["--stepps", "check"][..], &["--steps", "check,lint"], &["--rules"]] {
        told += &place.script("rules.sh", arguments, &[]);
    }
    told += &place.script("rules.sh", &[], &[("ENROL", "no-such-command")]);
    // A baseline that the clone does not hold is no reason to say nothing.
    told += &place.script("rules.sh", &["--steps", "diff", "--baseline", "v9", "--as-of", "2026-11-22"], &[]);
    insta::assert_snapshot!(told);
}
