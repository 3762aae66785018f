//! Words between truths.

use crate::mutants::edit::Change;
use crate::mutants::site::Site;
use crate::syntax::tree::{Connective, ExprKind};

/// `and` for `or` and the other way round, everywhere in a chain: the two may not be mixed. `A unless B` and `A but not B` become `A
/// and B`.
pub(super) fn otherwise(site: &Site<'_>) -> Vec<Change> {
    let Some(ExprKind::Chain(first, more)) = site.expr().map(|expr| &expr.kind) else { return Vec::new() };
    let mut change = Change::default();
    let mut from = first.span.end;
    for (word, truth) in more {
        let (words, with): (&[&str], &str) = match word {
            Connective::And => (&["and"], "or"),
            Connective::Or => (&["or"], "and"),
            Connective::Unless => (&["unless"], "and"),
            Connective::ButNot => (&["but", "not"], "and"),
        };
        let Some(span) = site.words(from, truth.span.start, words) else { return Vec::new() };
        change = change.and(span, with);
        from = truth.span.end;
    }
    vec![change]
}
