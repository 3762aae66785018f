//! W0701: conditions that cannot hold together.

use super::implication::Claim;
use super::rules::{Rules, found};
use crate::check::{Finding, TruthId, TruthNode};
use crate::diagnostic::{Code, Diagnostic};

/// Tells of two lines of an `all of` that exclude one another, and of an alternative that a line beside it excludes.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for whole in &rules.reach().truths {
        let TruthNode::All(parts) = &rules.program.truth(*whole).node else { continue };
        for (place, second) in parts.iter().enumerate() {
            let clash = parts.iter().take(place).find(|first| rules.excludes(**first, *second));
            if let Some(first) = clash {
                findings.push(never_together(rules, *whole, *first, *second));
                break;
            }
        }
        for (place, line) in parts.iter().enumerate() {
            let others = parts.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, other)| *other);
            findings.extend(unreachable(rules, *line, &others.collect::<Vec<_>>()));
        }
    }
    findings
}

fn never_together(rules: &Rules<'_>, whole: TruthId, first: TruthId, second: TruthId) -> Finding {
    let (one, two) = (rules.quote(first), rules.quote(second));
    let diagnostic = Diagnostic::new(Code::NeverMet, rules.place(whole, second), "these two can never hold together")
        .also(rules.place(whole, first), "and this")
        .reason(format!("whoever meets {one} cannot meet {two}, so that nobody meets both"))
        .help("check the numbers and signs against the protocol; if one of the two is enough, write `any of` or `or`");
    found(rules.program.truth(whole).file, diagnostic)
}

/// An alternative of a line that can never be met because another line must hold too.
fn unreachable(rules: &Rules<'_>, line: TruthId, others: &[TruthId]) -> Option<Finding> {
    let TruthNode::Any(alternatives) = &rules.program.truth(line).node else { return None };
    // Where the line itself is excluded, that is told.
    if others.iter().any(|other| rules.excludes(*other, line)) {
        return None;
    }
    let (alternative, other) = alternatives.iter().find_map(|alternative| {
        let other = others.iter().find(|other| rules.excludes(**other, *alternative))?;
        Some((*alternative, *other))
    })?;
    // `if A then B` beside A is not an alternative that somebody forgot to take out.
    if matches!(rules.program.truth(alternative).node, TruthNode::Not(_)) {
        return None;
    }
    let (one, two) = (rules.quote(alternative), rules.quote(other));
    let span = rules.place(line, alternative);
    let diagnostic = Diagnostic::new(Code::NeverMet, span, "this alternative can never be met")
        .reason(format!("{two} must hold too, and whoever meets it cannot meet {one}"))
        .help("check the numbers and signs of both against the protocol, or take the alternative out");
    Some(found(rules.program.truth(line).file, diagnostic))
}

impl Rules<'_> {
    /// Whether nobody can meet both of two truths.
    pub(crate) fn excludes(&self, one: TruthId, two: TruthId) -> bool {
        self.prover().excludes(Claim::met(one), Claim::met(two))
    }
}
