//! Which one of several events or values.

use crate::diagnostic::Span;
use crate::mutants::edit::Change;
use crate::mutants::site::Site;
use crate::syntax::tree::{Arithmetic, Choice, Comparator, Expr, ExprKind, Modifier, ReferenceLimit, Selector, Test};

/// Another event is chosen. Where the newest is compared, the one that would meet the comparison most easily is chosen, too: it
/// lets an older result count.
pub(super) fn of_events(site: &Site<'_>) -> Vec<Change> {
    let Some(expr) = site.expr() else { return Vec::new() };
    match &expr.kind {
        ExprKind::Select(selector, of) => {
            let others: &[&str] = match selector {
                Selector::Latest(_) => &["earliest"],
                Selector::Earliest(_) => &["latest"],
                Selector::Highest => &["lowest", "latest"],
                Selector::Lowest => &["highest", "latest"],
                Selector::Mean => &["median"],
                Selector::Median => &["mean"],
                _ => &[],
            };
            let word = first_word(site, expr, of);
            word.into_iter().flat_map(|span| others.iter().map(move |with| Change::put(span, *with))).collect()
        }
        ExprKind::Compare(left, sign, right) => {
            let (left_one, right_one) = match sign {
                Comparator::Greater | Comparator::AtLeast => ("highest", "lowest"),
                Comparator::Less | Comparator::AtMost => ("lowest", "highest"),
                Comparator::Is | Comparator::IsNot => return Vec::new(),
            };
            [(left, left_one), (right, right_one)]
                .into_iter()
                .flat_map(|(side, with)| newest(site, side, with))
                .collect()
        }
        ExprKind::Test(value, Test::Between(..) | Test::FromToBelow(..)) => {
            ["highest", "lowest"].into_iter().flat_map(|with| newest(site, value, with)).collect()
        }
        _ => Vec::new(),
    }
}

/// Where a value is that of the newest event: another one.
fn newest(site: &Site<'_>, value: &Expr, with: &str) -> Option<Change> {
    let ExprKind::Select(Selector::Latest(None), of) = &value.kind else { return None };
    first_word(site, value, of).map(|span| Change::put(span, with))
}

fn first_word(site: &Site<'_>, expr: &Expr, of: &Expr) -> Option<Span> {
    site.tokens(expr.span.start, of.span.start).first().map(|token| token.span)
}

/// Another calculation.
pub(super) fn of_values(site: &Site<'_>) -> Vec<Change> {
    let Some(expr) = site.expr() else { return Vec::new() };
    let swap = |from: u32, to: u32, word: &str, with: &str| {
        site.words(from, to, &[word]).map(|span| Change::put(span, with)).into_iter().collect()
    };
    match &expr.kind {
        ExprKind::Limit(ReferenceLimit::Upper) => vec![Change::put(expr.span, "LLN")],
        ExprKind::Limit(ReferenceLimit::Lower) => vec![Change::put(expr.span, "ULN")],
        ExprKind::Arithmetic(left, sign, right) => {
            let (word, with) = match sign {
                Arithmetic::Plus => ("+", "-"),
                Arithmetic::Minus => ("-", "+"),
                Arithmetic::Times => ("x", "/"),
                Arithmetic::Over => ("/", "x"),
            };
            swap(left.span.end, right.span.start, word, with)
        }
        ExprKind::Choose(choice, of) => {
            let words = match choice {
                Choice::Greatest => [("longer", "shorter"), ("greater", "lesser")],
                Choice::Least => [("shorter", "longer"), ("lesser", "greater")],
            };
            let end = of.first().map_or(expr.span.end, |first| first.span.start);
            words.iter().flat_map(|(word, with)| swap(expr.span.start, end, word, with)).collect()
        }
        ExprKind::Modify(of, modifier) => match modifier.as_ref() {
            Modifier::OverDays { all: true } => swap(of.span.end, expr.span.end, "all", "treated"),
            Modifier::OverDays { all: false } => swap(of.span.end, expr.span.end, "treated", "all"),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
