//! Numbers: one step up or down in the last digit that is written.

use crate::diagnostic::Span;
use crate::mutants::edit::Change;
use crate::mutants::site::{Part, Site};
use crate::syntax::tree::{Amount, BlockKind, Expr, ExprKind, ItemKind, Modifier, Selector};

/// The value of a parameter.
pub(super) fn parameter(site: &Site<'_>) -> Vec<Change> {
    match site.part {
        Part::Amount(amount) if matches!(site.item.kind, ItemKind::Parameter(_)) => stepped(site, amount),
        _ => Vec::new(),
    }
}

/// How far a window goes.
pub(super) fn window(site: &Site<'_>) -> Vec<Change> {
    match site.part {
        Part::Window(window) => window.within.iter().flat_map(amounts).flat_map(|it| stepped(site, it)).collect(),
        _ => Vec::new(),
    }
}

/// How long something lasts, or how far two of something lie apart.
pub(super) fn duration(site: &Site<'_>) -> Vec<Change> {
    let Some(ExprKind::Modify(_, modifier)) = site.expr().map(|expr| &expr.kind) else { return Vec::new() };
    match modifier.as_ref() {
        Modifier::Lasting { length, .. } | Modifier::ForATotalOf { length, .. } | Modifier::Apart(length) => {
            amounts(length).into_iter().flat_map(|it| stepped(site, it)).collect()
        }
        _ => Vec::new(),
    }
}

/// Any other amount, and titres, which go by dilutions.
pub(super) fn threshold(site: &Site<'_>) -> Vec<Change> {
    match site.part {
        Part::Amount(amount) => stepped(site, amount),
        Part::Expr(Expr { kind: ExprKind::Titre(titre), span }) => {
            dilutions(titre).into_iter().map(|titre| Change::put(*span, titre)).collect()
        }
        _ => Vec::new(),
    }
}

/// How many of something are asked for.
pub(super) fn count(site: &Site<'_>) -> Vec<Change> {
    let Some(expr) = site.expr() else { return Vec::new() };
    let counts = |from: u32, to: u32| {
        let numbers = site.tokens(from, to).into_iter().filter(|token| token.text.parse::<u32>().is_ok());
        numbers.flat_map(|token| steps(token.text, 1).into_iter().map(move |it| Change::put(token.span, it))).collect()
    };
    match &expr.kind {
        ExprKind::Select(
            Selector::AtLeast(_)
            | Selector::AtMost(_)
            | Selector::Exactly(_)
            | Selector::Between(..)
            | Selector::Latest(Some(_))
            | Selector::Earliest(Some(_)),
            of,
        ) => counts(expr.span.start, of.span.start),
        ExprKind::Block(BlockKind::AtLeast(_) | BlockKind::Exactly(_) | BlockKind::AtMost(_), lines) => {
            let first = lines.first().map(|line| line.label.as_ref().map_or(line.expression.span, |label| label.span));
            first.map(|first| counts(expr.span.start, first.start)).unwrap_or_default()
        }
        ExprKind::Modify(of, modifier) => match modifier.as_ref() {
            Modifier::Including { at_least: Some(_), set } => counts(of.span.end, set.span.start),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The amounts that a length of time is made of.
fn amounts(length: &Expr) -> Vec<&Amount> {
    match &length.kind {
        ExprKind::Amount(amount) => vec![amount],
        ExprKind::Parenthesis(inner) => amounts(inner),
        ExprKind::Choose(_, of) => of.iter().flat_map(amounts).collect(),
        ExprKind::Arithmetic(left, _, right) => [left, right].into_iter().flat_map(|it| amounts(it)).collect(),
        _ => Vec::new(),
    }
}

fn stepped(site: &Site<'_>, amount: &Amount) -> Vec<Change> {
    let start = amount.span.start as usize;
    let span = Span::new(start, start + amount.number.len());
    // What the tree calls the number may be spaced otherwise in the text.
    if span.of(site.text) != amount.number {
        return Vec::new();
    }
    steps(&amount.number, 0).into_iter().map(|number| Change::put(span, number)).collect()
}

/// A number one step up and one step down in its last digit; not below what is the least.
fn steps(number: &str, least: i64) -> Vec<String> {
    let places = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let digits: String = number.chars().filter(|letter| *letter != '.').collect();
    let Ok(value) = digits.parse::<i64>() else { return Vec::new() };
    let steps = [value.checked_add(1), value.checked_sub(1).filter(|down| *down >= least || value < 0)];
    steps.into_iter().flatten().map(|value| written(value, places)).collect()
}

fn written(value: i64, places: usize) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let digits = format!("{:0width$}", value.unsigned_abs(), width = places + 1);
    match digits.split_at_checked(digits.len() - places) {
        Some((whole, decimals)) if places > 0 => format!("{sign}{whole}.{decimals}"),
        _ => format!("{sign}{digits}"),
    }
}

/// A titre one dilution up and one down.
fn dilutions(titre: &str) -> Vec<String> {
    let Some((one, of)) = titre.split_once(':') else { return Vec::new() };
    let Ok(of) = of.trim().parse::<u64>() else { return Vec::new() };
    let half = (of % 2 == 0 && of > 2).then_some(of / 2);
    [of.checked_mul(2), half].into_iter().flatten().map(|of| format!("{one}:{of}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{dilutions, steps};

    #[test]
    fn a_step_is_one_in_the_last_digit_that_is_written() {
        assert_eq!(steps("28", 0), ["29", "27"]);
        assert_eq!(steps("0.5", 0), ["0.6", "0.4"]);
        assert_eq!(steps("1.00", 0), ["1.01", "0.99"]);
        assert_eq!(steps("100", 0), ["101", "99"]);
        assert_eq!(steps("-2", 0), ["-1", "-3"]);
    }

    #[test]
    fn nothing_goes_below_its_least() {
        assert_eq!(steps("0", 0), ["1"]);
        assert_eq!(steps("0.0", 0), ["0.1"]);
        assert_eq!(steps("1", 1), ["2"]);
    }

    #[test]
    fn a_titre_goes_by_dilutions() {
        assert_eq!(dilutions("1:80"), ["1:160", "1:40"]);
        assert_eq!(dilutions("1:1"), ["1:2"]);
    }
}
