//! Records that are found for the trials of the project show what they are said to show, read from their text and judged anew.

#![allow(missing_docs, reason = "a test")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that goes wrong should stop there"
)]

use enrol::check::{Ask, Options, Program, Source, TruthId, TruthNode, check};
use enrol::evaluate::{Dates, Evaluator, VerdictOnly};
use enrol::record::{Patient, ReadOptions, read_yaml};
use enrol::value::{Day, Truth};
use enrol::witness::{Bounds, Draft, Shows, Witnesses, cases};

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

#[test]
fn records_show_that_conditions_decide() {
    let (mut shown, mut missing) = (0, Vec::new());
    for id in ["NCT04221477"] {
        let program = trial(id);
        for (criterion, truth) in criteria(&program) {
            let found = cases(&program, truth, as_of(), SHORT);
            for case in &found.cases {
                let patient = patient(&case.draft, &program);
                let came_out = judged(&program, truth, &patient);
                for shows in &case.shows {
                    shown += 1;
                    match shows {
                        Shows::Outcome(truth) => assert_eq!(came_out, *truth),
                        Shows::Decision(condition, holds) => {
                            let mut otherwise = program.clone();
                            otherwise.truths[condition.0 as usize].node = TruthNode::Constant(!holds);
                            assert_eq!(judged(&otherwise, truth, &patient), !came_out, "{id} {criterion}");
                            assert_ne!(came_out, Truth::Unknown);
                        }
                    }
                }
            }
            missing.extend(found.not_found.iter().map(|shows| format!("{id} {criterion} {shows:?}")));
        }
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
