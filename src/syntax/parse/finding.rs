//! What is said of text that does not fit, to somebody who reads protocols and not grammars.

use super::grammar::Rule;
use super::split::{Slice, SliceKind};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{Arithmetic, Expr, Name};
use pest::error::{Error, InputLocation};

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

/// What the parser says.
pub(super) fn explain(words: &str, slice: &Slice, error: &Error<Rule>) -> Diagnostic {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let rest = words.get(at..).unwrap_or_default();
    let span = Span::new(slice.start + at, slice.start + at + rest.chars().next().map_or(0, char::len_utf8));
    Diagnostic::new(Code::Unparsable, span, format!("these words do not fit: {error}"))
}

/// Text that is no item.
pub(super) fn no_item(text: &str, slice: &Slice) -> Diagnostic {
    let span = Span::new(slice.start, slice.end);
    let _ = (text, slice.kind == SliceKind::Slip);
    Diagnostic::new(Code::UnknownItem, span, "no item begins here")
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
    Some(Diagnostic::new(Code::BadSpacing, unit.span, format!("`{}` is two words: `x {limit}`", unit.text)))
}

/// `30 mL / min`
pub(super) fn spaced_unit(left: &Expr, sign: Arithmetic, right: &Expr) -> Option<Diagnostic> {
    let _ = (left, sign, right);
    None
}

/// `0,5`
pub(super) fn decimal_comma(text: &str, span: Span) -> Option<Diagnostic> {
    let _ = (text, span);
    None
}
