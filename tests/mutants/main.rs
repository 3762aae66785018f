//! Small changes of rules, and which tests notice them: a small trial line by line, and the project's own trials.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

mod trials;

use enrol::check::Source;
use enrol::embedded;
use enrol::mutants::{Bench, Detail, Fate, FileMutants, Report, summary, survivor};
use enrol::testing::{LinkedFile, PageRun, Surroundings, Usual, run};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;

/// A rule file, and the words that come with the command.
struct Beside(&'static str);

impl Surroundings for Beside {
    fn file(&self, _page: &str, link: &str) -> Result<LinkedFile, String> {
        Ok(LinkedFile { name: link.to_owned(), text: self.0.to_owned() })
    }

    fn find(&self, _from: &str, name: &str) -> Option<Source> {
        find(name)
    }

    fn words(&self, _from: &str) -> Vec<Source> {
        Vec::new()
    }
}

/// The words of that name, parsed once for all changes.
fn find(name: &str) -> Option<Source> {
    static KNOWN: Mutex<BTreeMap<String, Option<Source>>> = Mutex::new(BTreeMap::new());
    KNOWN.lock().unwrap().entry(name.to_owned()).or_insert_with(|| embedded::find(name)).clone()
}

const RULES: &str = include_str!("../../examples/mutants/small.enrol");
const PAGE: &str = include_str!("../../examples/mutants/small.md");

fn ran(around: &Beside, page: &str) -> Vec<PageRun> {
    let run = run("small.md", page, around, &Usual::default());
    assert!(run.faults.is_empty(), "{:?}", run.faults);
    vec![run]
}

fn report(page: &str) -> Report {
    report_of(page, None)
}

/// The report, with whom a search found for survivors of that kind.
fn report_of(page: &str, search: Option<&str>) -> Report {
    let around = Beside(RULES);
    let runs = ran(&around, page);
    let mut report = Report::default();
    for bench in Bench::of(&runs, &around) {
        let mut judge = bench.judge();
        let judged = bench.mutants().into_iter().map(|mutant| {
            let judged = judge.judge(mutant);
            let searched = search == Some(judged.mutant.operator.name) && judged.fate == Fate::Survived;
            let patient = if searched { judge.patient(&judged, 400) } else { None };
            (judged, patient)
        });
        report.add(FileMutants::of(&bench, judged.collect()));
    }
    report
}

/// Every change, with what became of it.
#[test]
fn the_changes_of_a_small_trial_and_the_tests_that_notice_them() {
    let report = report(PAGE);
    let mut told = String::new();
    for one in &report.files[0].mutants {
        let by = one.noticed_by.as_deref().unwrap_or("nobody");
        writeln!(told, "{}: {}, noticed by {by}", one.item, one.operator).unwrap();
        let lines = survivor(one);
        lines.lines().filter(|line| line.starts_with("  ")).for_each(|line| writeln!(told, "{line}").unwrap());
    }
    insta::assert_snapshot!(told);
}

#[test]
fn the_summary_says_what_nobody_would_notice_and_what_to_add() {
    insta::assert_snapshot!(summary(&report(PAGE), Detail::Survivors));
}

#[test]
fn somebody_is_shown_who_would_notice() {
    let page = "As of 2026-11-22.\n\nRules: [small](small.enrol)\n\n```yaml\nbirth: $birth\n```\n\n\
                | $birth | verdict      |\n|--------|--------------|\n| 2000   | Undetermined |\n";
    let report = report_of(page, Some("limit-itself"));
    let found = report.files[0].survivors().find(|one| one.item == "I2" && one.operator == "limit-itself").unwrap();
    insta::assert_snapshot!(survivor(found));
}

/// A test that does not come out as it should says nothing of a change.
#[test]
fn a_test_that_fails_notices_nothing() {
    let page = PAGE.replace("Eligible", "Ineligible");
    let report = report(&page);
    assert!(report.files[0].failing > 0);
    assert!(report.files[0].total.noticed < self::report(PAGE).files[0].total.noticed);
}

/// Another reason alone is no other answer, nor is an outcome that no cell or line names.
#[test]
fn only_what_an_answer_names_is_noticed() {
    let rows = |head: &str, cell: &str| {
        format!(
            "As of 2026-11-22.\n\nRules: [small](small.enrol)\n\n```yaml\nbirth: 2000\nmeasurements:\n  - {{ test: upcr, \
             value: $ratio, on: 2026-11-20 }}\n```\n\n| $ratio | {head} |\n|---|---|\n| 0 g/g | {cell} |\n"
        )
    };
    let noticed = |page: &str, item: &str, operator: &str| {
        let report = report(page);
        let all: Vec<_> =
            report.files[0].mutants.iter().filter(|one| one.item == item && one.operator == operator).collect();
        assert!(!all.is_empty(), "{item} {operator}");
        all.iter().any(|one| one.noticed_by.is_some())
    };
    assert!(noticed(&rows("I2", "fail"), "I2", "other-side"));
    assert!(!noticed(&rows("I1", "pass"), "I2", "other-side"), "the page says nothing of I2");
    assert!(!noticed(&rows("I2", "fail"), "parameter minimum_ratio", "parameter"), "only the reason is another");
    assert!(noticed(&rows("verdict", "Ineligible"), "I2", "other-side"));
}
