//! Points in time: before or after, the start or the end.

use crate::mutants::edit::Change;
use crate::mutants::site::{Part, Site};
use crate::mutants::tokens::Token;
use crate::syntax::tree::{ExprKind, Modifier, Point, Selector, Window, WindowSide};

/// The other side of a point.
pub(super) fn side(site: &Site<'_>) -> Vec<Change> {
    let Part::Window(window) = site.part else { return Vec::new() };
    let tokens = around(site, window);
    let word = |word: &str| tokens.iter().find(|token| token.text == word).map(|token| token.span);
    let swap = |one: &str, two: &str| word(one).map(|span| Change::put(span, two)).into_iter().collect();
    match window.side {
        WindowSide::Before => swap("before", "after"),
        WindowSide::After => swap("after", "before"),
        WindowSide::Since => swap("since", "before"),
        WindowSide::BeforeOrDuring => {
            let all = word("before").zip(word("during"));
            let only = |with: &str| all.map(|(before, during)| Change::put(before.to(during), with));
            [only("before"), only("during")].into_iter().flatten().collect()
        }
        WindowSide::DuringOrAfter | WindowSide::At | WindowSide::During => Vec::new(),
    }
}

/// The start for the end of something that lasts.
pub(super) fn end(site: &Site<'_>) -> Vec<Change> {
    let of = |tokens: &[Token<'_>], one: &str, two: &str| {
        let found = tokens.iter().find(|token| token.text == one);
        found.map(|token| Change::put(token.span, two)).into_iter().collect()
    };
    match site.part {
        Part::Window(window) => match window.point.as_deref() {
            Some(Point::StartOf(_)) => of(&around(site, window), "start", "end"),
            Some(Point::EndOf(_)) => of(&around(site, window), "end", "start"),
            _ => Vec::new(),
        },
        Part::Expr(expr) => match &expr.kind {
            ExprKind::Select(Selector::StartOf, inner) => {
                of(&site.tokens(expr.span.start, inner.span.start), "start", "end")
            }
            ExprKind::Select(Selector::EndOf, inner) => {
                of(&site.tokens(expr.span.start, inner.span.start), "end", "start")
            }
            ExprKind::Modify(inner, modifier) => match modifier.as_ref() {
                Modifier::Started(_) => of(&site.tokens(inner.span.end, expr.span.end), "started", "ended"),
                Modifier::Ended(_) => of(&site.tokens(inner.span.end, expr.span.end), "ended", "started"),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The words of a window that are neither its length nor its point.
fn around<'a>(site: &Site<'a>, window: &Window) -> Vec<Token<'a>> {
    let from = window.within.as_ref().map_or(window.span.start, |length| length.span.end);
    let to = match window.point.as_deref() {
        Some(Point::Of(point) | Point::StartOf(point) | Point::EndOf(point) | Point::DateOf(point)) => point.span.start,
        None => window.span.end,
    };
    site.tokens(from, to)
}
