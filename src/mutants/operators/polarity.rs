//! The opposite of a condition.

use crate::diagnostic::Span;
use crate::mutants::edit::Change;
use crate::mutants::site::Site;
use crate::syntax::tree::{Comparator, Expr, ExprKind, ItemKind, Modifier, Selector, Test};

/// `any` for `no`, `is not` for `is`, `not X` for X, and the other way round.
pub(super) fn opposite(site: &Site<'_>) -> Vec<Change> {
    let Some(expr) = site.expr() else { return Vec::new() };
    let swap = |from: u32, to: u32, words: &[&str], with: &str| {
        site.words(from, to, words).map(|span| Change::put(span, with)).into_iter().collect()
    };
    let (start, end) = (expr.span.start, expr.span.end);
    match &expr.kind {
        ExprKind::Select(Selector::Any, of) => swap(start, of.span.start, &["any"], "no"),
        ExprKind::Select(Selector::No, of) => swap(start, of.span.start, &["no"], "any"),
        ExprKind::Not(inner) => vec![Change::cut(start, inner.span.start)],
        ExprKind::If(condition, _) => of_if(condition),
        ExprKind::Compare(left, Comparator::Is, right) => swap(left.span.end, right.span.start, &["is"], "is not"),
        ExprKind::Compare(left, Comparator::IsNot, right) => {
            swap(left.span.end, right.span.start, &["is", "not"], "is")
        }
        ExprKind::Test(value, Test::In { negated: false, set }) => {
            swap(value.span.end, set.span.start, &["in"], "not in")
        }
        ExprKind::Test(value, Test::In { negated: true, set }) => {
            swap(value.span.end, set.span.start, &["not", "in"], "in")
        }
        ExprKind::Test(value, Test::IsKnown(true)) => swap(value.span.end, end, &["is"], "is not"),
        ExprKind::Test(value, Test::IsKnown(false)) => swap(value.span.end, end, &["is", "not"], "is"),
        ExprKind::Modify(of, modifier) => match modifier.as_ref() {
            Modifier::With { positive: true, condition } => {
                swap(of.span.end, condition.span.start, &["with"], "without")
            }
            Modifier::With { positive: false, condition } => {
                swap(of.span.end, condition.span.start, &["without"], "with")
            }
            Modifier::Items { only: true, .. } => swap(of.span.end, end, &["only", "items"], "without items"),
            Modifier::Items { only: false, .. } => swap(of.span.end, end, &["without", "items"], "only items"),
            _ => Vec::new(),
        },
        ExprKind::Asked(..) | ExprKind::Meets(..) | ExprKind::SiteSays(..) | ExprKind::Stated(..) => {
            negated(site, expr)
        }
        _ => Vec::new(),
    }
}

/// `if A then B` to `if not (A) then B`
fn of_if(condition: &Expr) -> Vec<Change> {
    let (from, to) = (condition.span.start, condition.span.end);
    vec![Change::put(Span { start: from, end: from }, "not (").and(Span { start: to, end: to }, ")")]
}

/// A truth without a word to be turned gets a `not`; the whole of a criterion does not, whose side is turned anyway.
fn negated(site: &Site<'_>, expr: &Expr) -> Vec<Change> {
    let start = expr.span.start;
    let is_whole = match &site.item.kind {
        ItemKind::Criterion(criterion) => {
            criterion.expression.as_ref().is_some_and(|all| all.span.start == start && all.span.end == expr.span.end)
        }
        _ => false,
    };
    let before = site.text.get(..start as usize).unwrap_or_default().trim_end();
    if is_whole || before.ends_with(" not") || before.ends_with(" if") {
        return Vec::new();
    }
    vec![Change::put(Span { start, end: start }, "not ")]
}
