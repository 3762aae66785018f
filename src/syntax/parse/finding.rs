//! What is said of text that does not fit, to somebody who reads protocols and not grammars.

use super::grammar::Rule;
use super::hints::{self, Place};
use super::names;
use super::split::{Slice, SliceKind};
use crate::diagnostic::{Code, Diagnostic, Fix, Span};
use crate::syntax::keyword::ITEM_KEYWORDS;
use crate::syntax::tree::{Arithmetic, Expr, ExprKind, Name};
use pest::error::{Error, ErrorVariant, InputLocation};

/// What the outer pass already knows to be wrong with a slice.
pub(super) fn before_parsing(slice: &Slice) -> Option<Diagnostic> {
    if let Some(span) = slice.too_deep {
        return Some(too_deep(span));
    }
    slice.unclosed_text.map(|span| {
        Diagnostic::new(Code::UnclosedText, span, "this text has no closing quote")
            .label("opened here, and still open at the end of the line")
            .reason("text in quotes ends with its line")
            .help("add `\"` at the end of the text; for a quote inside it write `\\\"`")
    })
}

/// Words nested too deeply.
pub(super) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, span, "this is nested too deeply to be read")
        .help("give parts of it a name with `define`")
}

/// A slice in which the parser found nothing.
pub(super) fn nothing(slice: &Slice) -> Diagnostic {
    Diagnostic::new(Code::Unparsable, Span::new(slice.start, slice.end), "nothing can be read here")
}

/// What the parser says of an item that does not fit: a hint where the slip is known, else what was expected.
pub(super) fn explain(words: &str, slice: &Slice, error: &Error<Rule>) -> Diagnostic {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let expected = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.as_slice(),
        ErrorVariant::CustomError { .. } => &[],
    };
    let place = Place { words, at, base: slice.start, expected };
    if place.after().trim().is_empty() {
        return unfinished(&place, slice);
    }
    hints::hint(&place).unwrap_or_else(|| misfit(&place))
}

/// An item that ends before it is complete.
fn unfinished(place: &Place<'_>, slice: &Slice) -> Diagnostic {
    if let Some(open) = slice.open.last() {
        let sign = place.words.get(open - slice.start..).and_then(|rest| rest.chars().next()).unwrap_or('{');
        let close = if sign == '(' { ')' } else { '}' };
        return Diagnostic::new(Code::Unparsable, Span::new(*open, open + 1), format!("this `{sign}` is never closed"))
            .label("opened here")
            .also(Span::new(slice.end, slice.end), "the item ends here")
            .help(format!("add `{close}` where it ends"));
    }
    let end = place.before().trim_end().len();
    let word = place.before().trim_end().rsplit([' ', '\n', '\t']).next().unwrap_or_default();
    let span = place.span(end - word.len(), end);
    let word = hints::clipped(word);
    let found = Diagnostic::new(Code::Unparsable, span, format!("something is missing after `{word}`"));
    match names::expected(place.expected) {
        Some(expected) => found.label(format!("expected {expected}")),
        None => found,
    }
}

/// A word that does not fit, and no known slip.
fn misfit(place: &Place<'_>) -> Diagnostic {
    let word = place.token();
    let found = Diagnostic::new(Code::Unparsable, place.token_span(), format!("`{word}` does not fit here"));
    let found = match names::expected(place.expected) {
        Some(expected) => found.label(format!("expected {expected}")),
        None => found,
    };
    if !word.starts_with(char::is_alphabetic) {
        return found;
    }
    let fitting: Vec<String> = place.expected.iter().filter_map(|rule| names::keyword(*rule)).collect();
    let known = fitting.iter().map(String::as_str).chain(names::WORDS.iter().copied()).filter(|known| *known != word);
    found.did_you_mean(word, known)
}

/// Text that is no item: a slip of an item's keyword, or words before the first one.
pub(super) fn no_item(text: &str, slice: &Slice) -> Diagnostic {
    let words = hints::clipped(Span::new(slice.start, slice.end).of(text));
    let end = words.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(words.len());
    let end = if end == 0 { words.chars().next().map_or(0, char::len_utf8) } else { end };
    let word = words.get(..end).unwrap_or_default();
    let span = Span::new(slice.start, slice.start + end);
    let message = match slice.kind {
        SliceKind::Slip => format!("`{word}` is not a kind of declaration"),
        _ => format!("`{word}` stands before the first declaration"),
    };
    Diagnostic::new(Code::UnknownItem, span, message)
        .reason("an item begins at the start of a line with its keyword: `inclusion`, `define`, `measurement` ...")
        .did_you_mean(word, ITEM_KEYWORDS.iter().map(|(keyword, _)| keyword))
}

/// A clause that an item can have once and has again.
pub(super) fn said_twice(span: Span) -> Diagnostic {
    Diagnostic::new(Code::Clause, span, "this is said twice of the same thing")
        .reason("only one of the two could count, and nobody could tell which")
        .help("keep one of them")
}

/// An amendment without its closing brace.
pub(super) fn open_amendment(span: Span) -> Diagnostic {
    Diagnostic::new(Code::Unparsable, span, "this amendment has no closing `}`")
        .help("add `}` behind the last item that it changes")
}

/// `removes` outside an amendment.
pub(super) fn removes_alone(span: Span) -> Diagnostic {
    Diagnostic::new(Code::Unparsable, span, "`removes` stands outside an amendment")
        .help("write it between the braces of `amendment`")
}

/// A score that says not, or twice, where its points come from.
pub(super) fn score_origin(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::Unparsable, span, format!("the score `{name}` must say once where its points come from"))
        .help("write `computed` where each item has a condition, `assessed` where a person records it")
}

/// `during A or within 60 days after B`
pub(super) fn two_points(span: Span) -> Diagnostic {
    Diagnostic::new(Code::Unparsable, span, "both halves of this window must speak of the same point")
}

/// `3 xULN`
pub(super) fn glued_limit(unit: &Name) -> Option<Diagnostic> {
    let limit = unit.text.strip_prefix('x').filter(|limit| matches!(*limit, "ULN" | "LLN"))?;
    let replacement = format!("x {limit}");
    let mut found = Diagnostic::new(Code::BadSpacing, unit.span, format!("`{}` is two words", unit.text))
        .help(format!("write `{replacement}`"));
    found.fixes.push(Fix::write(unit.span, replacement));
    Some(found)
}

/// `30 mL / min`, which reads as a division by something called `min`.
pub(super) fn spaced_unit(left: &Expr, sign: Arithmetic, right: &Expr) -> Option<Diagnostic> {
    const DENOMINATORS: &[&str] = &[
        "min", "h", "hour", "d", "day", "days", "week", "month", "year", "L", "mL", "dL", "uL", "kg", "g", "mg", "m2",
        "mol", "mmol", "hpf",
    ];
    let (ExprKind::Name(name), Arithmetic::Over) = (&right.kind, sign) else { return None };
    let amount = match &left.kind {
        ExprKind::Amount(amount) => amount,
        ExprKind::Arithmetic(_, _, last) => match &last.kind {
            ExprKind::Amount(amount) => amount,
            _ => return None,
        },
        _ => return None,
    };
    let unit = amount.unit.as_ref()?;
    let denominator = name.text.split('/').next().unwrap_or_default();
    if !DENOMINATORS.contains(&denominator) {
        return None;
    }
    let (span, whole) = (unit.span.to(right.span), format!("{}/{}", unit.text, name.text));
    let mut found = Diagnostic::new(Code::BadSpacing, span, "there are blanks inside this unit")
        .reason("units are written without blanks, so that it is certain where they end")
        .help(format!("write `{whole}`"));
    found.fixes.push(Fix::write(span, whole));
    Some(found)
}

/// `0,5` as the end of one line of a block and the next: a number glued to the comma behind a number.
pub(super) fn decimal_comma(text: &str, span: Span) -> Option<Diagnostic> {
    let before = text.get(..span.start as usize)?.strip_suffix(',')?;
    let number = before.ends_with(|letter: char| letter.is_ascii_digit());
    number.then(|| hints::comma_in_number(Span::new(before.len(), before.len() + 1)))
}
