//! What stands around the expression of a criterion.

use crate::diagnostic::Span;
use crate::mutants::edit::Change;
use crate::mutants::site::{Part, Site};
use crate::syntax::tree::{Criterion, CriterionClause, Item, ItemKind, Side};

/// Inclusion for exclusion, or the other way round.
pub(super) fn side(site: &Site<'_>) -> Vec<Change> {
    let Some((item, criterion)) = criterion(site) else { return Vec::new() };
    if criterion.expression.is_none() {
        return Vec::new();
    }
    let (word, with) = match criterion.side {
        Side::Inclusion => ("inclusion", "exclusion"),
        Side::Exclusion => ("exclusion", "inclusion"),
    };
    site.words(item.span.start, item.span.end, &[word]).map(|span| Change::put(span, with)).into_iter().collect()
}

/// `if unknown treat as met` to `not met`, and to nothing.
pub(super) fn if_unknown(site: &Site<'_>) -> Vec<Change> {
    let Some((item, criterion)) = criterion(site) else { return Vec::new() };
    let as_met = criterion.clauses.iter().find_map(|clause| match clause {
        CriterionClause::IfUnknown(as_met) => Some(*as_met),
        _ => None,
    });
    let Some(as_met) = as_met else { return Vec::new() };
    let words: &[&str] = &["if", "unknown", "treat", "as", if as_met { "met" } else { "not" }];
    let end = criterion.expression.as_ref().map_or(item.span.end, |expr| expr.span.start);
    let Some(mut span) = site.words(item.span.start, end, words) else { return Vec::new() };
    if !as_met {
        let Some(met) = site.words(span.end, end, &["met"]) else { return Vec::new() };
        span = span.to(met);
    }
    let turned = if as_met { "if unknown treat as not met" } else { "if unknown treat as met" };
    vec![Change::put(span, turned), left_out(site, span)]
}

/// Without `for COHORT`, `checked at DAY` or `waivable by SOMEBODY`.
pub(super) fn dropped(site: &Site<'_>) -> Vec<Change> {
    let Some((item, criterion)) = criterion(site) else { return Vec::new() };
    let end = criterion.expression.as_ref().map_or(item.span.end, |expr| expr.span.start);
    let mut found = Vec::new();
    if let Some(last) = criterion.cohorts.last()
        && let Some(word) = site.words(criterion.id.span.end, last.span.start, &["for"])
    {
        found.push(left_out(site, word.to(last.span)));
    }
    for clause in &criterion.clauses {
        let (words, name): (&[&str], _) = match clause {
            CriterionClause::WaivableBy(name) => (&["waivable", "by"], name),
            CriterionClause::CheckedAt(name) => (&["checked", "at"], name),
            _ => continue,
        };
        found.extend(site.words(item.span.start, end, words).map(|word| left_out(site, word.to(name.span))));
    }
    found
}

fn criterion<'a>(site: &Site<'a>) -> Option<(&'a Item, &'a Criterion)> {
    match site.part {
        Part::Item(item) => match &item.kind {
            ItemKind::Criterion(criterion) => Some((item, criterion)),
            _ => None,
        },
        _ => None,
    }
}

/// Leaves something out with the blanks before it.
fn left_out(site: &Site<'_>, span: Span) -> Change {
    let before = site.text.get(..span.start as usize).unwrap_or_default().trim_end();
    // A comment would take in what follows.
    let remark = before.lines().last().is_some_and(|line| line.contains('#'));
    let start = u32::try_from(before.len()).ok().filter(|_| !remark).unwrap_or(span.start);
    Change::cut(start, span.end)
}
