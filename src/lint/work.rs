//! How much work the lints do: an editor runs them for each letter that is typed.

use super::rules::Rules;
use super::{LINTS, lint};
use crate::check::{Options, Source, check};
use std::fmt::Write as _;

/// A trial with so many criteria, each as `form` writes it.
fn trial(count: usize, form: impl Fn(usize) -> String) -> String {
    let mut text = String::from("trial T \"T\"\n\nmeasurement result \"Result\"  result U/L\ndrug class \"Class\"\n");
    for number in 0..20 {
        let _ = writeln!(text, "drug drug_{number} \"Drug {number}\"  is a class");
    }
    for number in 1..=count {
        let _ = writeln!(text, "inclusion I{number} \"Sentence\"\n  {}", form(number));
    }
    text
}

/// How many steps all proofs take in a trial, and how many findings there are.
fn work(count: usize, form: impl Fn(usize) -> String) -> (u64, usize) {
    let text = trial(count, form);
    let checked = check(&[Source::new("trial.enrol", text.as_str())], &|_| None, &Options::default());
    assert!(checked.findings.is_empty(), "{:?}", checked.findings.first());
    let rules = Rules::new(&checked.program);
    LINTS.iter().for_each(|lint| drop((lint.check)(&rules)));
    (rules.prover().steps(), lint(&checked.program).len())
}

/// A criterion of that number.
type Form = fn(usize) -> String;

/// What is asked of one thing again and again: the worst that a file can do.
const FORMS: &[(&str, Form)] = &[
    ("one value, another number each time", |number| format!("latest result > {number} U/L")),
    ("one value, one number", |_| "latest result > 5 U/L".to_owned()),
    ("one class, another window each time", |number| format!("any class within {number} days")),
    ("drugs and their class", |number| match number % 3 {
        0 => format!("no class within {number} days"),
        _ => format!("any drug_{} within {number} days", number % 20),
    }),
    ("lines of one value", |number| {
        format!(
            "all of {{ \"a\": latest result > {number} U/L, \"b\": latest result within {number} days < {number} U/L }}"
        )
    }),
    ("alternatives and exceptions", |number| {
        format!("(any drug_{} within {number} days or latest result >= {number} U/L) unless no class", number % 20)
    }),
];

/// So many steps a criterion may take: thirty-two others, each asked whether it follows, implies or excludes.
const MOST_STEPS: u64 = 2_000;

#[test]
fn five_hundred_criteria_are_four_times_the_work_of_a_hundred_and_twenty_five() {
    let mut out = String::new();
    for (name, form) in FORMS {
        let ((few, _), (many, findings)) = (work(125, form), work(500, form));
        let _ = writeln!(out, "{name}: {few} steps for 125, {many} for 500, {findings} findings");
        assert!(many <= 6 * few, "{out}");
        assert!(many <= 500 * MOST_STEPS, "{out}");
        assert!(findings <= 1000, "{out}");
    }
}
