//! Limits: whether the limit itself belongs, and on which side of it.

use crate::diagnostic::Span;
use crate::mutants::edit::Change;
use crate::mutants::site::Site;
use crate::syntax::tree::{Comparator, ExprKind, Modifier, Selector, Test};

/// The limit itself belongs to it, or no longer does.
pub(super) fn strict(site: &Site<'_>) -> Vec<Change> {
    let Some(expr) = site.expr() else { return Vec::new() };
    let other = |sign: Comparator| match sign {
        Comparator::Less => Some("<="),
        Comparator::AtMost => Some("<"),
        Comparator::AtLeast => Some(">"),
        Comparator::Greater => Some(">="),
        Comparator::Is | Comparator::IsNot => None,
    };
    match &expr.kind {
        ExprKind::Compare(..) => compared(site, &other),
        ExprKind::Test(value, test) => match test {
            Test::Between(low, high) => {
                let between = site.words(value.span.end, low.span.start, &["between"]);
                let and = site.words(low.span.end, high.span.start, &["and"]);
                let both = between.zip(and);
                both.map(|(between, and)| Change::put(between, "from").and(and, "to below")).into_iter().collect()
            }
            Test::FromToBelow(low, high) => {
                let from = site.words(value.span.end, low.span.start, &["from"]);
                let to = site.words(low.span.end, high.span.start, &["to", "below"]);
                let both = from.zip(to);
                both.map(|(from, to)| Change::put(from, "between").and(to, "and")).into_iter().collect()
            }
            Test::WorseThan(limit) => or(site, value.span.end, limit.span, "worse"),
            Test::BetterThan(limit) => or(site, value.span.end, limit.span, "better"),
            Test::OrWorse(limit) => than(site, expr.span.end, limit.span, "worse"),
            Test::OrBetter(limit) => than(site, expr.span.end, limit.span, "better"),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The other side of the limit.
pub(super) fn turned(site: &Site<'_>) -> Vec<Change> {
    let Some(expr) = site.expr() else { return Vec::new() };
    let other = |sign: Comparator| match sign {
        Comparator::Less => Some(">="),
        Comparator::AtMost => Some(">"),
        Comparator::AtLeast => Some("<"),
        Comparator::Greater => Some("<="),
        Comparator::Is | Comparator::IsNot => None,
    };
    let bound = |from: u32, to: u32, at_least: bool| {
        let (one, two) = if at_least { ("least", "most") } else { ("most", "least") };
        let found = site.words(from, to, &["at", one]);
        found.map(|span| Change::put(span, format!("at {two}"))).into_iter().collect()
    };
    match &expr.kind {
        ExprKind::Compare(..) => compared(site, &other),
        ExprKind::Test(value, test) => {
            let (limit, word, with) = match test {
                Test::WorseThan(limit) | Test::OrWorse(limit) => (limit, "worse", "better"),
                Test::BetterThan(limit) | Test::OrBetter(limit) => (limit, "better", "worse"),
                _ => return Vec::new(),
            };
            let before = site.words(value.span.end, limit.span.start, &[word]);
            let found = before.or_else(|| site.words(limit.span.end, expr.span.end, &[word]));
            found.map(|span| Change::put(span, with)).into_iter().collect()
        }
        ExprKind::Select(Selector::AtLeast(_), of) => bound(expr.span.start, of.span.start, true),
        ExprKind::Select(Selector::AtMost(_), of) => bound(expr.span.start, of.span.start, false),
        ExprKind::Modify(of, modifier) => match modifier.as_ref() {
            Modifier::Lasting { at_least, length } | Modifier::ForATotalOf { at_least, length } => {
                bound(of.span.end, length.span.start, *at_least)
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Another sign between two values.
fn compared(site: &Site<'_>, other: &dyn Fn(Comparator) -> Option<&'static str>) -> Vec<Change> {
    let Some(ExprKind::Compare(left, sign, right)) = site.expr().map(|expr| &expr.kind) else { return Vec::new() };
    let Some(with) = other(*sign) else { return Vec::new() };
    let tokens = site.tokens(left.span.end, right.span.start);
    let found = tokens.iter().find(|token| ["<", "<=", ">=", ">"].contains(&token.text));
    found.map(|token| Change::put(token.span, with)).into_iter().collect()
}

/// `is worse than 2` to `is 2 or worse`
fn or(site: &Site<'_>, from: u32, limit: Span, word: &str) -> Vec<Change> {
    let found = site.words(from, limit.start, &[word, "than"]);
    let end = Span { start: limit.end, end: limit.end };
    let change = found.map(|than| Change::cut(than.start, limit.start).and(end, format!(" or {word}")));
    change.into_iter().collect()
}

/// `is 2 or worse` to `is worse than 2`
fn than(site: &Site<'_>, to: u32, limit: Span, word: &str) -> Vec<Change> {
    let found = site.words(limit.end, to, &["or", word]);
    let start = Span { start: limit.start, end: limit.start };
    let change =
        found.map(|or| Change::put(start, format!("{word} than ")).and(Span { start: limit.end, end: or.end }, ""));
    change.into_iter().collect()
}
