//! W0605: criteria that contradict or repeat each other.

use super::relation::{Related, Relation};
use super::rules::{Rules, found};
use crate::check::{Ask, Criterion, Finding};
use crate::diagnostic::{Code, Diagnostic};

/// Tells of two criteria that ask the same, or the opposite, of the same patients.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    rules.relations().iter().filter_map(|related| finding(rules, related)).collect()
}

fn finding(rules: &Rules<'_>, related: &Related<'_>) -> Option<Finding> {
    let (first, second) = (related.first.criterion, related.second.criterion);
    let (a, b) = (&first.id, &second.id);
    let (message, reason, help) = match related.relation {
        Relation::Repeats => (
            format!("{b} repeats {a}"),
            format!("{}: one of the two changes nothing", both(rules, first, second)),
            "check both against the protocol: perhaps another value, word or time was meant",
        ),
        Relation::Contradicts => (
            format!("{b} contradicts {a}"),
            format!("{}: nobody can pass both, so {} takes nobody", both(rules, first, second), whom(related)),
            "check both against the protocol",
        ),
        Relation::Follows | Relation::Implies | Relation::Names => return None,
    };
    let diagnostic = Diagnostic::new(Code::Contradiction, second.span, message)
        .also(first.span, format!("criterion {a}"))
        .reason(reason)
        .help(help);
    Some(found(related.trial.file, diagnostic))
}

/// What both ask, as they are written.
fn both(rules: &Rules<'_>, first: &Criterion, second: &Criterion) -> String {
    let asks = |criterion: &Criterion| {
        let Ask::Truth(truth) = criterion.ask else { return String::new() };
        let verb = if criterion.inclusion { "wants" } else { "excludes" };
        format!("{} {verb} {}", criterion.id, rules.quote(truth))
    };
    format!("{}, {}", asks(first), asks(second))
}

/// Who takes nobody: the trial, or a cohort.
fn whom(related: &Related<'_>) -> &'static str {
    let shared = related.first.criterion.cohorts.is_empty() && related.second.criterion.cohorts.is_empty();
    if shared { "the trial" } else { "the cohort" }
}
