//! Something is left out.

use super::quantifier::start;
use crate::diagnostic::Span;
use crate::mutants::edit::Change;
use crate::mutants::site::{Part, Site};
use crate::syntax::tree::{ExprKind, ItemKind, Modifier, Selector};

/// A `where` or `with`, or the `if` before a `then`.
pub(super) fn condition(site: &Site<'_>) -> Vec<Change> {
    if let Some(expr) = site.expr()
        && let ExprKind::If(_, then) = &expr.kind
    {
        return vec![Change::cut(expr.span.start, then.span.start)];
    }
    suffix(site, &|modifier| matches!(modifier, Modifier::Where(_) | Modifier::With { .. }))
}

/// A window.
pub(super) fn window(site: &Site<'_>) -> Vec<Change> {
    suffix(site, &|modifier| {
        matches!(modifier, Modifier::Window(_) | Modifier::Started(_) | Modifier::Ended(_) | Modifier::Running(_))
    })
}

/// Any other suffix, and `current`. A conversion, such as `as prednisone`, makes another value of it, and stays.
pub(super) fn narrowing(site: &Site<'_>) -> Vec<Change> {
    let kept = |modifier: &Modifier| {
        matches!(
            modifier,
            Modifier::Where(_)
                | Modifier::With { .. }
                | Modifier::Window(_)
                | Modifier::Started(_)
                | Modifier::Ended(_)
                | Modifier::Running(_)
                | Modifier::As(_)
                | Modifier::Per(_)
                | Modifier::OverDays { .. }
        )
    };
    let mut found = suffix(site, &|modifier| !kept(modifier));
    if let Some(expr) = site.expr()
        && let ExprKind::Select(Selector::Current, of) = &expr.kind
    {
        found.push(Change::cut(expr.span.start, of.span.start));
    }
    found
}

/// A line of a block, or a truth of a chain.
pub(super) fn part(site: &Site<'_>) -> Vec<Change> {
    match site.expr().map(|expr| &expr.kind) {
        Some(ExprKind::Block(_, lines)) => {
            one_of(lines.iter().map(|line| Span { start: start(line), end: line.expression.span.end }))
        }
        Some(ExprKind::Chain(first, more)) => {
            one_of(std::iter::once(first.span).chain(more.iter().map(|(_, truth)| truth.span)))
        }
        _ => Vec::new(),
    }
}

/// A word of a list, or a member of a group.
pub(super) fn word(site: &Site<'_>) -> Vec<Change> {
    match site.part {
        Part::Expr(expr) => match &expr.kind {
            ExprKind::Set(members) => one_of(members.iter().map(|member| member.span)),
            ExprKind::Modify(_, modifier) => match modifier.as_ref() {
                Modifier::Items { items, .. } => one_of(items.iter().map(|item| item.span)),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        },
        Part::Item(item) => match &item.kind {
            ItemKind::Group(group) => {
                let lists = [&group.members, &group.except];
                lists.into_iter().flat_map(|list| one_of(list.iter().map(|name| name.span))).collect()
            }
            ItemKind::Lines(lines) => {
                let lists = [&lines.of, &lines.not_counted];
                lists.into_iter().flat_map(|list| one_of(list.iter().map(|name| name.span))).collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn suffix(site: &Site<'_>, is_one: &dyn Fn(&Modifier) -> bool) -> Vec<Change> {
    let Some(expr) = site.expr() else { return Vec::new() };
    match &expr.kind {
        ExprKind::Modify(of, modifier) if is_one(modifier) => vec![Change::cut(of.span.end, expr.span.end)],
        _ => Vec::new(),
    }
}

/// Each of several without the others, with the comma or word beside it.
fn one_of(spans: impl Iterator<Item = Span>) -> Vec<Change> {
    let spans: Vec<Span> = spans.collect();
    let cut = |at: usize| {
        let this = spans.get(at)?;
        match at.checked_sub(1) {
            Some(before) => Some(Change::cut(spans.get(before)?.end, this.end)),
            None => Some(Change::cut(this.start, spans.get(1)?.start)),
        }
    };
    if spans.len() < 2 { Vec::new() } else { (0..spans.len()).filter_map(cut).collect() }
}
