//! W0602: a gap in the criterion ids.

use crate::check::checker::Checker;
use crate::check::names::Context;
use crate::check::program::FileId;
use crate::check::trial::{Edition, Written};
use crate::diagnostic::{Code, Diagnostic, Span};
use std::collections::{BTreeMap, BTreeSet};

impl<'a> Checker<'a> {
    /// Tells of numbers that are missing between two that are there.
    pub(super) fn gaps_in_ids(&mut self, file: FileId, edition: &Edition<'a>) {
        let cx = Context::top(file);
        let mut series: BTreeMap<&str, Vec<(u32, Span)>> = BTreeMap::new();
        for written in &edition.criteria {
            let Written::Criterion(criterion, _) = written else { continue };
            if let Some((prefix, number)) = numbered(&criterion.id.text) {
                series.entry(prefix).or_default().push((number, criterion.id.span));
            }
        }
        // Criteria that do not parse are not missing.
        let broken: BTreeSet<&str> = edition.criteria.iter().filter_map(malformed_id).collect();
        for (prefix, mut numbers) in series {
            numbers.sort_by_key(|(number, _)| *number);
            for pair in numbers.windows(2) {
                let [(before, _), (after, span)] = pair else { continue };
                let missing: Vec<String> = (before + 1..*after)
                    .map(|number| format!("{prefix}{number}"))
                    .filter(|id| !broken.contains(id.as_str()))
                    .collect();
                let named = match missing.as_slice() {
                    [] => continue,
                    [one] => format!("{one} is"),
                    [first, last] => format!("{first} and {last} are"),
                    [first, .., last] => format!("{first} to {last} are"),
                };
                let found =
                    Diagnostic::new(Code::CriterionGap, *span, format!("{named} missing before {prefix}{after}"))
                        .reason("a criterion that is left out lets patients in whom the protocol keeps out")
                        .help("add it; if the protocol does not state it, write `not stated \"...\"`");
                self.report(&cx, found);
            }
        }
    }
}

fn malformed_id<'a>(written: &'a Written<'_>) -> Option<&'a str> {
    match written {
        Written::Malformed { id, .. } => Some(id),
        Written::Criterion(..) => None,
    }
}

/// The letters and the number of an id such as `I4` or `12`.
fn numbered(id: &str) -> Option<(&str, u32)> {
    let digits = id.find(|letter: char| letter.is_ascii_digit())?;
    let (prefix, number) = id.split_at(digits);
    let plain = prefix.chars().all(|letter| letter.is_ascii_alphabetic());
    (plain && number.len() <= 4).then(|| number.parse().ok().map(|number| (prefix, number)))?
}
