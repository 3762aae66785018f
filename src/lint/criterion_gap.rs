//! W0602: a gap in the criterion ids.

use super::rules::{Rules, found};
use crate::check::{Finding, Trial, Version};
use crate::diagnostic::{Code, Diagnostic, Span};
use std::collections::BTreeMap;

/// Tells of numbers that are missing between two that are there. What an amendment takes out is missing on purpose, so that
/// only the first version is looked at.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let firsts = rules.program.trials.iter().filter_map(|trial| Some((trial, trial.versions.first()?)));
    firsts.flat_map(|(trial, version)| gaps(rules, trial, version)).collect()
}

fn gaps<'p>(rules: &Rules<'p>, trial: &'p Trial, version: &'p Version) -> Vec<Finding> {
    let places: BTreeMap<u32, Span> =
        rules.criteria(trial, version).map(|written| (written.criterion.span.start, written.tree.id.span)).collect();
    let mut series: BTreeMap<&str, Vec<(u32, Span)>> = BTreeMap::new();
    for criterion in &version.criteria {
        if let Some((prefix, number)) = numbered(&criterion.id) {
            // A criterion that does not parse is not missing.
            let span = places.get(&criterion.span.start).copied().unwrap_or(criterion.span);
            series.entry(prefix).or_default().push((number, span));
        }
    }
    let mut findings = Vec::new();
    for (prefix, mut numbers) in series {
        numbers.sort_by_key(|(number, _)| *number);
        for pair in numbers.windows(2) {
            let [(before, _), (after, span)] = pair else { continue };
            let missing: Vec<String> = (before + 1..*after).map(|number| format!("{prefix}{number}")).collect();
            let named = match missing.as_slice() {
                [] => continue,
                [one] => format!("{one} is"),
                [first, last] => format!("{first} and {last} are"),
                [first, .., last] => format!("{first} to {last} are"),
            };
            let message = format!("{named} missing before {prefix}{after}");
            let diagnostic = Diagnostic::new(Code::CriterionGap, *span, message)
                .reason("a criterion that is left out lets patients in whom the protocol keeps out")
                .help("add it; if the protocol does not state it, write `not stated \"...\"`");
            findings.push(found(trial.file, diagnostic));
        }
    }
    findings
}

/// The letters and the number of an id such as `I4` or `12`.
fn numbered(id: &str) -> Option<(&str, u32)> {
    let digits = id.find(|letter: char| letter.is_ascii_digit())?;
    let (prefix, number) = id.split_at(digits);
    let plain = prefix.chars().all(|letter| letter.is_ascii_alphabetic());
    (plain && number.len() <= 4).then(|| number.parse().ok().map(|number| (prefix, number)))?
}
