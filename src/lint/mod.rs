//! What is likely a mistake in rules that can be evaluated all the same: one lint, one file.
//!
//! A lint reads checked rules and never a patient. It is wrong to cry wolf: a lint speaks only where it is sure of what it
//! says, and names the criteria, the numbers and the words that a clinician needs to decide.
//!
//! ```
//! use enrol::check::{Options, Source, check};
//!
//! let trial = "trial DEMO \"A demonstration\"\n\ninclusion I1 \"Adults\"\n  age >= 18 years\n\ninclusion I3\n  sex is female\n";
//! let checked = check(&[Source::new("demo.enrol", trial)], &|_| None, &Options::default());
//! let found = enrol::lint::lint(&checked.program);
//! let codes: Vec<&str> = found.iter().map(|finding| finding.diagnostic.code.text()).collect();
//! assert_eq!(codes, ["W0602", "W0603"]);
//! ```

mod always_met;
mod bounds;
mod cohort_gap;
mod contradiction;
mod criterion_gap;
mod idle_window;
pub mod implication;
mod implied_criterion;
mod interval;
mod judged_result;
mod missing_sentence;
mod mixed_bounds;
mod never_met;
mod never_settled;
mod numbers;
mod quote;
mod redundant_line;
mod relation;
mod rules;
mod signature;
mod unused;
#[cfg(test)]
mod work;

use crate::check::{Checked, Finding, Program, in_order};
use crate::diagnostic::Code;
use rules::Rules;

/// One lint.
#[derive(Clone, Copy, Debug)]
pub struct Lint {
    /// The code of its findings.
    pub code: Code,
    /// Its name, as settings and remarks write it.
    pub name: &'static str,
    /// What it finds.
    check: fn(&Rules<'_>) -> Vec<Finding>,
}

/// Every lint of checked rules, sorted by code.
pub const LINTS: &[Lint] = &[
    Lint { code: Code::CriterionGap, name: "criterion-gap", check: criterion_gap::check },
    Lint { code: Code::NoSentence, name: "missing-sentence", check: missing_sentence::check },
    Lint { code: Code::Unused, name: "unused", check: unused::check },
    Lint { code: Code::Contradiction, name: "contradiction", check: contradiction::check },
    Lint { code: Code::NeverMet, name: "never-met", check: never_met::check },
    Lint { code: Code::AlwaysMet, name: "always-met", check: always_met::check },
    Lint { code: Code::ImpliedCriterion, name: "implied-criterion", check: implied_criterion::check },
    Lint { code: Code::RedundantLine, name: "redundant-line", check: redundant_line::check },
    Lint { code: Code::IdleWindow, name: "idle-window", check: idle_window::check },
    Lint { code: Code::MixedBounds, name: "mixed-bounds", check: mixed_bounds::check },
    Lint { code: Code::CohortGap, name: "cohort-gap", check: cohort_gap::check },
    Lint { code: Code::NeverSettled, name: "never-settled", check: never_settled::check },
    Lint { code: Code::NumberMismatch, name: "number-mismatch", check: numbers::check },
    Lint { code: Code::JudgedResult, name: "judged-result", check: judged_result::check },
];

/// The kind of finding that a remark or a setting names: by its code, or by the name of a lint.
#[must_use]
pub fn find(text: &str) -> Option<Code> {
    let named = || LINTS.iter().find(|lint| lint.name == text).map(|lint| lint.code);
    Code::find(text).or_else(named)
}

/// What all lints find in checked rules, by file and place.
#[must_use]
pub fn lint(program: &Program) -> Vec<Finding> {
    let rules = Rules::new(program);
    in_order(LINTS.iter().flat_map(|lint| (lint.check)(&rules)).collect())
}

/// Everything found wrong with some rules, by the check and by the lints, by file and place.
#[must_use]
pub fn findings(checked: &Checked) -> Vec<Finding> {
    let mut findings = checked.findings.clone();
    findings.extend(lint(&checked.program));
    in_order(findings)
}
