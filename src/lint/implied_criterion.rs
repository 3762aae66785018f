//! W0703: a criterion that another one implies.

use super::relation::{Related, Relation};
use super::rules::{Rules, found};
use crate::check::{Ask, Criterion, Finding};
use crate::diagnostic::{Code, Diagnostic};
use std::collections::BTreeSet;

/// Tells of each criterion that changes nothing because of another, by the first that makes it so.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for related in rules.relations() {
        let (implied, by) = match related.relation {
            Relation::Follows => (related.second.criterion, related.first.criterion),
            Relation::Implies => (related.first.criterion, related.second.criterion),
            Relation::Repeats | Relation::Contradicts | Relation::Names => continue,
        };
        if only_strictness(rules, related) {
            continue;
        }
        if told.insert((related.trial.file, implied.span.start)) {
            findings.extend(finding(rules, related, implied, by));
        }
    }
    findings
}

/// Whether one number is let in by the one and left out by the other, which is told by itself.
fn only_strictness<'p>(rules: &Rules<'p>, related: &Related<'p>) -> bool {
    let (first, second) = (rules.bounds(related.first), rules.bounds(related.second));
    match (first.as_slice(), second.as_slice()) {
        ([one], [two]) => {
            one.subject == two.subject && one.lower == two.lower && one.constant == two.constant && one.must && two.must
        }
        _ => false,
    }
}

fn finding(rules: &Rules<'_>, related: &Related<'_>, implied: &Criterion, by: &Criterion) -> Option<Finding> {
    let (Ask::Truth(weak), Ask::Truth(strong)) = (&implied.ask, &by.ask) else { return None };
    let (a, b) = (&by.id, &implied.id);
    let (strong, weak) = (rules.quote(*strong), rules.quote(*weak));
    let reason = match (by.inclusion, implied.inclusion) {
        (true, true) => format!("whoever meets {a}, {strong}, meets {b}, {weak}"),
        (true, false) => format!("whoever meets {a}, {strong}, cannot meet {b}, {weak}, so that it excludes nobody"),
        (false, true) => format!("whoever {a} does not exclude, {strong}, meets {b}, {weak}"),
        (false, false) => format!("whoever meets {b}, {weak}, meets {a}, {strong}, and is excluded by it already"),
    };
    let diagnostic = Diagnostic::new(Code::ImpliedCriterion, implied.span, format!("{b} changes nothing beside {a}"))
        .also(by.span, format!("criterion {a}"))
        .reason(reason)
        .help("check the numbers, words and times of both against the protocol: one of them may be a slip");
    Some(found(related.trial.file, diagnostic))
}
