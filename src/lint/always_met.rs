//! W0702: alternatives that leave nobody out.

use super::implication::Claim;
use super::interval::{Covered, Interval};
use super::rules::{Rules, found};
use crate::check::{Finding, TruthId, TruthNode};
use crate::diagnostic::{Code, Diagnostic};

/// Tells of alternatives of which one always holds, whatever the record says.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let alternatives = rules.reach().truths.iter().filter_map(|whole| match &rules.program.truth(*whole).node {
        TruthNode::Any(parts) => Some((*whole, parts.as_slice())),
        _ => None,
    });
    alternatives.filter_map(|(whole, parts)| two(rules, whole, parts).or_else(|| ranges(rules, whole, parts))).collect()
}

/// Two alternatives of which one holds where the other does not.
fn two(rules: &Rules<'_>, whole: TruthId, parts: &[TruthId]) -> Option<Finding> {
    let (first, second) = parts.iter().enumerate().find_map(|(place, second)| {
        let opposite = |first: &&TruthId| rules.prover().implies(Claim::not_met(**first), Claim::met(*second));
        Some((*parts.iter().take(place).find(opposite)?, *second))
    })?;
    let (one, two) = (rules.quote(first), rules.quote(second));
    let diagnostic = Diagnostic::new(Code::AlwaysMet, rules.place(whole, second), "one of these two always holds")
        .also(rules.place(whole, first), "and this")
        .reason(format!("whoever does not meet {one} meets {two}, so that they leave nobody out"))
        .help("check the numbers and signs against the protocol; if both must hold, write `all of` or `and`");
    Some(found(rules.program.truth(whole).file, diagnostic))
}

/// Several alternatives that take every number of one value between them.
fn ranges(rules: &Rules<'_>, whole: TruthId, parts: &[TruthId]) -> Option<Finding> {
    let intervals = parts.iter().filter_map(|part| Some((*part, Interval::of(rules, Claim::met(*part))?)));
    let intervals: Vec<(TruthId, Interval)> = intervals.collect();
    let (_, first) = intervals.first()?;
    let of_one: Vec<&Interval> = intervals.iter().map(|(_, own)| own).filter(|own| own.is_of_the_same(first)).collect();
    let covered = of_one.iter().fold(Covered::default(), |covered, own| covered.with(own.range));
    if of_one.len() < 3 || !covered.is_everything() {
        return None;
    }
    let value = rules.quote_value(first.value);
    let span = rules.program.truth(whole).span;
    let diagnostic = Diagnostic::new(Code::AlwaysMet, span, "these alternatives leave nobody out")
        .reason(format!("between them they take every number that `{value}` can be"))
        .help("check the numbers and signs against the protocol");
    Some(found(rules.program.truth(whole).file, diagnostic))
}
