//! Records that are found for the trials of the project show what they are said to show, read from their text and judged anew.

#![allow(missing_docs, reason = "a test")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that goes wrong should stop there"
)]

use enrol::check::{Ask, Options, Program, Source, TruthId, check};
use enrol::coverage::{Coverage, Detail, Target, What, summary};
use enrol::drafting::{self, Page, Terms};
use enrol::evaluate::{Dates, Evaluator, VerdictOnly};
use enrol::record::{Patient, ReadOptions, read_yaml};
use enrol::testing::{LinkedFile, Surroundings};
use enrol::value::{Day, Truth};
use enrol::witness::{Bounds, Draft, Witnesses, cases};
use std::collections::BTreeSet;

/// A search that gives up soon: unoptimised, a longer one keeps everybody waiting.
const SHORT: Bounds = Bounds { tries: 300, beginnings: 2, seed: 1 };

fn as_of() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

fn program(text: &str) -> Program {
    let checked = check(&[Source::new("trial", text)], &enrol::embedded::find, &Options::default());
    assert!(!checked.has_errors(), "{:#?}", checked.findings);
    checked.program
}

fn trial(id: &str) -> Program {
    program(&std::fs::read_to_string(format!("rules/trials/{id}.enrol")).unwrap())
}

/// The criteria of the newest version that ask something, with their ids.
fn criteria(program: &Program) -> Vec<(String, TruthId)> {
    let newest = program.trials[0].versions.last().unwrap();
    let asked = newest.criteria.iter().filter_map(|criterion| match criterion.ask {
        Ask::Truth(truth) => Some((criterion.id.clone(), truth)),
        _ => None,
    });
    asked.collect()
}

/// The patient that a text is, in which nothing may be wrong.
fn patient(draft: &Draft, program: &Program) -> Patient {
    let yaml = draft.yaml("A", as_of());
    let options = ReadOptions { as_of: Some(as_of()), ..ReadOptions::default() };
    let mut read = read_yaml(yaml.as_bytes(), &program.vocabulary, &options);
    assert!(read.findings.is_empty(), "{yaml}\n{:#?}", read.findings);
    read.patients.remove(0)
}

fn judged(program: &Program, truth: TruthId, patient: &Patient) -> Truth {
    let dates = Dates { as_of: as_of(), anchors: Vec::new() };
    Evaluator::new(program, dates).truth(truth, patient, &mut VerdictOnly)
}

#[test]
fn every_outcome_of_the_criteria_of_trials_is_found() {
    let mut missing = Vec::new();
    for id in ["NCT04221477", "NCT05474885", "NCT06189157"] {
        let program = trial(id);
        let witnesses = Witnesses::new(&program, as_of(), Bounds::default());
        for (criterion, truth) in criteria(&program) {
            for wanted in [Truth::Met, Truth::NotMet, Truth::Unknown] {
                match witnesses.of_outcome(truth, wanted, &[]) {
                    Some(found) => {
                        let shown = judged(&program, truth, &patient(&found.draft, &program));
                        assert_eq!(shown, wanted, "{id} {criterion}\n{}", found.draft.yaml("A", as_of()));
                    }
                    None => missing.push(format!("{id} {criterion} {wanted:?}")),
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// What a search says that a record shows, coverage says, too, of the record read from its text.
#[test]
fn records_show_what_they_are_said_to_show() {
    let (mut shown, mut missing) = (0, Vec::new());
    let program = trial("NCT04221477");
    let coverage = Coverage::new(&program);
    let telling = coverage.telling();
    let targets = coverage.missing();
    let subjects: BTreeSet<usize> = targets.iter().map(|target| target.subject).collect();
    for subject in subjects {
        let wanted: Vec<What> =
            targets.iter().filter(|target| target.subject == subject).map(|target| target.what).collect();
        let found = cases(&mut coverage.sight(subject, as_of()).unwrap(), &wanted, as_of(), SHORT);
        for case in &found.cases {
            let mut after = coverage.clone();
            let dates = Dates { as_of: as_of(), anchors: Vec::new() };
            after.add("case", 0, &patient(&case.draft, &program), &dates);
            let after = after.missing();
            for what in &case.shows {
                shown += 1;
                let target = Target { subject, what: *what };
                assert!(!after.contains(&target), "{:?}\n{}", telling.told(target), case.draft.yaml("A", as_of()));
            }
        }
        let told = found.not_found.iter().filter_map(|what| telling.told(Target { subject, what: *what }));
        let id = telling.called(subject).unwrap().id;
        missing.extend(told.map(|told| format!("{id}: {}", told.line())));
    }
    assert!(shown > 40 && missing.len() * 10 <= shown, "{shown} shown, not:\n{}", missing.join("\n"));
}

const SMALL: &str = "trial T \"A trial\"\nuse common\nuse drugs\nuse lupus\n\n\
    inclusion I1 \"A ratio above 1 g/g within 28 days\"\n  latest upcr within 28 days > 1.0 g/g\n";

#[test]
fn a_record_says_no_more_than_it_must() {
    let program = program(SMALL);
    let truth = criteria(&program)[0].1;
    let witnesses = Witnesses::new(&program, as_of(), Bounds::default());
    let yaml = |wanted| witnesses.of_outcome(truth, wanted, &[]).unwrap().draft.yaml("A", as_of());
    let (met, not_met, unknown) = (yaml(Truth::Met), yaml(Truth::NotMet), yaml(Truth::Unknown));
    assert_eq!(unknown, "patient: A\nrecorded: 2026-11-22\n");
    for text in [&met, &not_met] {
        assert_eq!(text.matches("test: upcr").count(), 1, "{text}");
        assert!(!text.contains("birth:") && !text.contains("sex:"), "{text}");
    }
    assert!(met.contains("value: 1.1 g/g"), "{met}");
    // The same search finds the same.
    assert_eq!(yaml(Truth::Met), met);
}

#[test]
fn a_record_tells_two_states_of_a_rule_apart() {
    let (old, new) = (program(SMALL), program(&SMALL.replace("> 1.0 g/g", ">= 1.0 g/g")));
    let (one, two) = (criteria(&old)[0].1, criteria(&new)[0].1);
    let witnesses = Witnesses::new(&old, as_of(), SHORT);
    let found = witnesses.of_difference(one, (&new, two), &[]).unwrap();
    assert!(found.draft.yaml("A", as_of()).contains("value: 1 g/g"));
    assert_eq!(judged(&old, one, &patient(&found.draft, &old)), Truth::NotMet);
    assert_eq!(judged(&new, two, &patient(&found.draft, &new)), Truth::Met);
    assert!(witnesses.of_difference(one, (&old, one), &[]).is_none());
}

/// A rule file of one trial, with the words that come with the command.
struct OneFile(&'static str);

impl Surroundings for OneFile {
    fn file(&self, _: &str, link: &str) -> Result<LinkedFile, String> {
        Ok(LinkedFile { name: link.to_owned(), text: self.0.to_owned() })
    }

    fn find(&self, _: &str, name: &str) -> Option<Source> {
        enrol::embedded::find(name)
    }

    fn words(&self, _: &str) -> Vec<Source> {
        Vec::new()
    }
}

const WITHOUT_TESTS: &str = "trial SMALL-1 \"A small trial\"\n  version   \"1\"\n  effective 2026-01-01\n  source    \"made up\"\n\n\
    use common\nuse drugs\nuse lupus\n\n\
    cohort women \"Women\" when sex is female\ncohort men \"Men\" when sex is male\n\n\
    inclusion I1 \"Age 18 to 75 years\"\n  age >= 18 years and age <= 75 years\n\n\
    inclusion I2 \"UPCR above 1 g/g within 28 days\"\n  latest upcr within 28 days > 1.0 g/g\n\n\
    exclusion E1 for women \"Rituximab or cyclophosphamide within 6 months\"\n  any { rituximab, cyclophosphamide } within 6 months\n\n\
    exclusion E2 \"Two results of at least 3 g/g\"\n  at least 2 upcr where value >= 3.0 g/g\n";

/// A rule file without tests; the drafted page; all that can be shown is shown, by the page as it is run.
#[test]
fn drafted_tests_cover_a_rule_file() {
    let program = program(WITHOUT_TESTS);
    let coverage = Coverage::new(&program);
    let terms = Terms { as_of: as_of(), bounds: SHORT };
    let (nobody, missing) = drafting::missing(&coverage, terms);
    let found = missing.iter().map(|(subject, wanted)| drafting::search(&coverage, *subject, wanted, terms)).collect();
    let drafts = drafting::gathered(&coverage, nobody, found, &|_| true, terms);
    let page = Page { name: "tests/small.md", link: "small.enrol", title: "SMALL-1" };
    let (text, run) = drafting::page(page, &coverage, &drafts, terms, &OneFile(WITHOUT_TESTS));
    assert!(run.faults.is_empty() && run.differences().count() == 0, "{:?}\n{text}", run.faults);
    let report = run.coverage();
    assert!(report.total.is_whole(), "{}", summary(&report, Detail::Missing));
    // A page that shows everything leaves nothing to draft.
    let mut known = coverage.clone();
    known.know(&report);
    assert_eq!(known.missing(), []);
    insta::assert_snapshot!(text);
}

/// Scores of many items, days of diagnosis, lines of therapy, what is said to be absent: of trials without tests, everything is drafted.
#[test]
fn trials_without_tests_are_covered_wholly() {
    for id in ["NCT04221477", "NCT06106906"] {
        let program = trial(id);
        let coverage = Coverage::new(&program);
        let telling = coverage.telling();
        let terms = Terms { as_of: as_of(), bounds: Bounds::default() };
        let (nobody, missing) = drafting::missing(&coverage, terms);
        let found: Vec<_> =
            missing.iter().map(|(subject, wanted)| drafting::search(&coverage, *subject, wanted, terms)).collect();
        let drafts = drafting::gathered(&coverage, nobody, found, &|_| true, terms);
        let told = |target: &Target| Some(telling.told(*target)?.line());
        assert!(drafts.not_found.is_empty(), "{id}: {:#?}", drafts.not_found.iter().map(told).collect::<Vec<_>>());
        let mut after = coverage.clone();
        for drafted in &drafts.drafted {
            let dates = Dates { as_of: as_of(), anchors: Vec::new() };
            after.add("drafted", 0, &patient(&drafted.draft, &program), &dates);
        }
        assert_eq!(after.missing(), [], "{id}");
    }
}
