//! W0707: a gap between cohorts.

use super::implication::Claim;
use super::interval::{Covered, Hole, Interval, both};
use super::rules::{Rules, found};
use crate::check::{Ask, Finding, Trial, ValueId, Version};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::ItemKind;
use crate::value::{Number, Range};
use std::collections::BTreeMap;

/// Tells of numbers that lie between the cohorts of a trial and in none of them.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (trial, version) in rules.versions().filter(|(_, version)| version.cohorts.len() > 1) {
        findings.extend(gaps(rules, trial, version));
    }
    findings
}

/// Where the values of a cohort must lie, by value.
type Ranges = BTreeMap<ValueId, Interval>;

fn gaps<'p>(rules: &Rules<'p>, trial: &'p Trial, version: &'p Version) -> Vec<Finding> {
    let shared = ranges(rules, asked(version, None));
    let of_cohorts: Vec<Ranges> = version
        .cohorts
        .iter()
        .enumerate()
        .map(|(place, cohort)| {
            ranges(rules, std::iter::once(Claim::met(cohort.when)).chain(asked(version, Some(place))))
        })
        .collect();
    let Some((first, others)) = of_cohorts.split_first() else { return Vec::new() };
    let mut findings = Vec::new();
    for (value, interval) in first {
        // A cohort that takes every number leaves no gap.
        let Some(others) = others.iter().map(|other| other.get(value)).collect::<Option<Vec<_>>>() else { continue };
        let covered =
            others.iter().fold(Covered::default().with(interval.range), |covered, other| covered.with(other.range));
        let all = shared.get(value).map_or(Range::ANY, |shared| shared.range);
        for hole in covered.holes().into_iter().filter(|hole| is_within(*hole, &all)) {
            findings.extend(finding(rules, trial, version, interval, hole));
        }
    }
    findings
}

/// What the criteria for a cohort ask, or those for everybody.
fn asked(version: &Version, cohort: Option<usize>) -> impl Iterator<Item = Claim> {
    version.criteria.iter().filter_map(move |criterion| {
        let own = match cohort {
            Some(place) => criterion.cohorts.contains(&place),
            None => criterion.cohorts.is_empty(),
        };
        match criterion.ask {
            Ask::Truth(truth) if own => Some(Claim { truth, holds: criterion.inclusion }),
            _ => None,
        }
    })
}

fn ranges(rules: &Rules<'_>, claims: impl Iterator<Item = Claim>) -> Ranges {
    let mut ranges = Ranges::new();
    for interval in claims.flat_map(|claim| Interval::among(rules, claim)) {
        let known = ranges.entry(interval.value).or_insert(interval);
        known.range = both(&known.range, &interval.range);
    }
    ranges
}

/// Whether anybody with a number of the hole passes what is asked of everybody.
fn is_within(hole: Hole, all: &Range) -> bool {
    use crate::value::{Comparison, Truth};
    let passes = |number: Number| Range::point(number).compare(Comparison::Equal, all) != Truth::NotMet;
    match hole {
        Hole::At(number) => passes(number),
        Hole::Between(one, other) => passes(one) || passes(other),
    }
}

fn finding(rules: &Rules<'_>, trial: &Trial, version: &Version, interval: &Interval, hole: Hole) -> Option<Finding> {
    let source = rules.program.files.get(trial.file.0 as usize)?;
    let last = version.cohorts.last()?;
    let span = source.tree.items.iter().find_map(|item| match &item.kind {
        ItemKind::Cohort(cohort) if cohort.name.text == last.name => Some(cohort.name.span),
        _ => None,
    })?;
    let unit = rules.program.value(interval.end).unit.map(|unit| rules.program.vocabulary.unit(unit).to_owned());
    let unit = unit.filter(|unit| !unit.is_empty()).map(|unit| format!(" {unit}")).unwrap_or_default();
    let value = rules.quote_value(interval.value);
    let (message, who) = match hole {
        Hole::At(number) => (format!("{number}{unit} falls into no cohort"), format!("of exactly {number}{unit}")),
        Hole::Between(low, high) => (
            format!("a value between {low}{unit} and {high}{unit} falls into no cohort"),
            format!("between {low}{unit} and {high}{unit}"),
        ),
    };
    let names: Vec<&str> = version.cohorts.iter().map(|cohort| cohort.name.as_str()).collect();
    let diagnostic = Diagnostic::new(Code::CohortGap, span, message)
        .reason(format!("a patient with `{value}` {who} fits none of {}", names.join(", ")))
        .help("compare the bounds of the cohorts with the protocol; `>=` and `<` of one number leave no gap");
    Some(found(trial.file, diagnostic))
}
