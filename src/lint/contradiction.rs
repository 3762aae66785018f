//! W0605: criteria that contradict or repeat each other.

use super::relation::{Related, Relation};
use super::rules::{Rules, found};
use crate::check::{Ask, Criterion, Finding};
use crate::diagnostic::{Code, Diagnostic};
use std::collections::BTreeMap;

/// So many criteria are named in one sentence; of more, how many they are.
const FEW: usize = 3;

/// Tells of each criterion that asks the same as others, or the opposite, of the same patients.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let mut by_criterion: BTreeMap<_, Vec<&Related<'_>>> = BTreeMap::new();
    for related in rules.relations() {
        let contradicts = match related.relation {
            Relation::Repeats => false,
            Relation::Contradicts => true,
            Relation::Follows | Relation::Implies | Relation::Names => continue,
        };
        let second = related.second.criterion;
        let place = (related.trial.file, second.span.start, second.id.as_str(), contradicts);
        let known = by_criterion.entry(place).or_default();
        // Versions of one protocol have most criteria in common.
        if known.iter().all(|known| known.first.criterion.span != related.first.criterion.span) {
            known.push(related);
        }
    }
    by_criterion.values().filter_map(|related| finding(rules, related)).collect()
}

fn finding(rules: &Rules<'_>, all: &[&Related<'_>]) -> Option<Finding> {
    let related = all.first()?;
    let (first, second) = (related.first.criterion, related.second.criterion);
    let (others, b) = (named(all), &second.id);
    let (message, reason, help) = if related.relation == Relation::Repeats {
        (
            format!("{b} repeats {others}"),
            format!("{}: one of the two changes nothing", both(rules, first, second)),
            "check both against the protocol: perhaps another value, word or time was meant",
        )
    } else {
        (
            format!("{b} contradicts {others}"),
            format!("{}: nobody can pass both, so {} takes nobody", both(rules, first, second), whom(related)),
            "check both against the protocol",
        )
    };
    let mut diagnostic = Diagnostic::new(Code::Contradiction, second.span, message).reason(reason).help(help);
    for related in all.iter().take(FEW) {
        let first = related.first.criterion;
        diagnostic = diagnostic.also(first.span, format!("criterion {}", first.id));
    }
    Some(found(related.trial.file, diagnostic))
}

/// The ids of the criteria that come first.
fn named(all: &[&Related<'_>]) -> String {
    let ids: Vec<&str> = all.iter().map(|related| related.first.criterion.id.as_str()).collect();
    match ids.as_slice() {
        [one] => (*one).to_owned(),
        [few @ .., last] if few.len() <= FEW => format!("{} and {last}", few.join(", ")),
        [few @ .., _] => {
            let shown: Vec<&str> = few.iter().take(FEW).copied().collect();
            format!("{} and {} others", shown.join(", "), ids.len() - shown.len())
        }
        [] => String::new(),
    }
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
