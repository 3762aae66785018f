//! W0706: bounds that leave a number out here and let it in there.

use super::bounds::{Bound, Subject};
use super::rules::{Rules, found};
use crate::check::{Finding, Trial};
use crate::diagnostic::{Code, Diagnostic};
use crate::value::Number;
use std::collections::BTreeMap;

/// Tells of `>= 18` in one criterion and `> 18` in another, of the same value.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (trial, version) in rules.versions() {
        let mut known: BTreeMap<(Subject, bool, Number), Vec<Bound<'_>>> = BTreeMap::new();
        for written in rules.criteria(trial, version) {
            for bound in rules.bounds(written) {
                let key = (bound.subject.clone(), bound.lower, bound.constant.number);
                let others = known.entry(key).or_default();
                let other = others.iter().find(|other| {
                    other.strict != bound.strict
                        && other.constant.form == bound.constant.form
                        && other.written.criterion.span.start != written.criterion.span.start
                });
                findings.extend(other.map(|other| finding(rules, trial, other, &bound)));
                // Two of each kind are enough to find one of another criterion.
                if others.iter().filter(|other| is_like(other, &bound)).count() < 2 {
                    others.push(bound);
                }
            }
        }
    }
    findings
}

fn is_like(one: &Bound<'_>, other: &Bound<'_>) -> bool {
    one.strict == other.strict && one.constant.form == other.constant.form
}

fn finding(rules: &Rules<'_>, trial: &Trial, first: &Bound<'_>, second: &Bound<'_>) -> Finding {
    let number = rules.quote_constant(second.number);
    let (one, two) = (first.written.criterion, second.written.criterion);
    let says = |bound: &Bound<'_>| if bound.strict { "leaves it out" } else { "lets it in" };
    let message = format!("{number} is let in by {} and left out by {}", in_by(first, second), out_by(first, second));
    let diagnostic = Diagnostic::new(Code::MixedBounds, two.span, message)
        .also(one.span, format!("criterion {} {}", one.id, says(first)))
        .reason(format!("somebody with exactly {number} passes the one and not the other"))
        .help("compare `at least` and `above`, `at most` and `below` with the protocol's sentences");
    found(trial.file, diagnostic)
}

fn in_by<'b>(first: &'b Bound<'_>, second: &'b Bound<'_>) -> &'b str {
    let bound = if first.strict { second } else { first };
    &bound.written.criterion.id
}

fn out_by<'b>(first: &'b Bound<'_>, second: &'b Bound<'_>) -> &'b str {
    let bound = if first.strict { first } else { second };
    &bound.written.criterion.id
}
