//! How many of several: all or any.

use crate::mutants::edit::Change;
use crate::mutants::site::Site;
use crate::syntax::tree::{BlockKind, Expr, ExprKind, Line, Modifier, Selector, Test};

/// All for any, any for all.
pub(super) fn other(site: &Site<'_>) -> Vec<Change> {
    let Some(expr) = site.expr() else { return Vec::new() };
    let swap = |from: u32, to: u32, word: &str, with: &str| {
        site.words(from, to, &[word]).map(|span| Change::put(span, with)).into_iter().collect()
    };
    match &expr.kind {
        ExprKind::Block(kind, lines) if lines.len() > 1 => {
            let (word, with) = match kind {
                BlockKind::All => ("all", "any"),
                BlockKind::Any => ("any", "all"),
                BlockKind::None => ("none", "any"),
                BlockKind::AtLeast(_) | BlockKind::Exactly(_) | BlockKind::AtMost(_) => return Vec::new(),
            };
            lines.first().map(|first| swap(expr.span.start, start(first), word, with)).unwrap_or_default()
        }
        ExprKind::EveryHas(events, condition) => every(site, expr, events, condition),
        ExprKind::Select(Selector::Any, of) => any(site, expr, of),
        ExprKind::Test(value, Test::IncludesAny(set)) => swap(value.span.end, set.span.start, "any", "all"),
        ExprKind::Test(value, Test::IncludesAll(set)) => swap(value.span.end, set.span.start, "all", "any"),
        ExprKind::Test(value, Test::IsOnly(set)) => site
            .words(value.span.end, set.span.start, &["is", "only"])
            .map(|span| Change::put(span, "includes any"))
            .into_iter()
            .collect(),
        ExprKind::Modify(of, modifier) => match modifier.as_ref() {
            Modifier::Including { at_least: Some(1), set } => swap(of.span.end, set.span.start, "any", "all"),
            Modifier::Including { at_least: None, set } => swap(of.span.end, set.span.start, "all", "any"),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Where a line of a block begins.
pub(super) fn start(line: &Line) -> u32 {
    line.label.as_ref().map_or(line.expression.span.start, |label| label.span.start)
}

/// `every E has C` to `any E where C`
fn every(site: &Site<'_>, expr: &Expr, events: &Expr, condition: &Expr) -> Vec<Change> {
    let every = site.words(expr.span.start, events.span.start, &["every"]);
    let has = site.words(events.span.end, condition.span.start, &["has"]);
    every.zip(has).map(|(every, has)| Change::put(every, "any").and(has, "where")).into_iter().collect()
}

/// `any E where C` to `every E has C`
fn any(site: &Site<'_>, expr: &Expr, of: &Expr) -> Vec<Change> {
    let ExprKind::Modify(events, modifier) = &of.kind else { return Vec::new() };
    let Modifier::Where(condition) = modifier.as_ref() else { return Vec::new() };
    let any = site.words(expr.span.start, of.span.start, &["any"]);
    let such = site.words(events.span.end, condition.span.start, &["where"]);
    any.zip(such).map(|(any, such)| Change::put(any, "every").and(such, "has")).into_iter().collect()
}
