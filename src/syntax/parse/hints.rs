//! Slips that have their own hint: what people write who come from a protocol, a spreadsheet or a programming language.
//!
//! Each hint looks at the words around the place at which an item stopped fitting. They are asked in order, and the
//! first that knows the slip speaks.

use super::grammar::{self, Rule};
use crate::diagnostic::{Code, Diagnostic, Fix, Span};
use crate::syntax::keyword::declared_by;

/// The place at which an item stopped fitting.
pub(super) struct Place<'a> {
    /// The text of the item.
    pub(super) words: &'a str,
    /// The byte in it at which it stopped fitting.
    pub(super) at: usize,
    /// Where the item begins in the file.
    pub(super) base: usize,
    /// What would have fitted.
    pub(super) expected: &'a [Rule],
}

/// The hint for a place, where there is one.
pub(super) fn hint(place: &Place<'_>) -> Option<Diagnostic> {
    const HINTS: &[fn(&Place<'_>) -> Option<Diagnostic>] = &[
        foreign_sign,
        glued_unit,
        split_unit,
        decimal_comma,
        unquoted_value,
        hyphenated_name,
        is_not_in,
        within_of,
        choice_after_where,
        reserved_name,
        stray_close,
        missing_comma,
    ];
    HINTS.iter().find_map(|hint| hint(place))
}

impl<'a> Place<'a> {
    pub(super) fn before(&self) -> &'a str {
        self.words.get(..self.at).unwrap_or_default()
    }

    pub(super) fn after(&self) -> &'a str {
        self.words.get(self.at..).unwrap_or_default()
    }

    /// The word or sign at the place, or the beginning of a very long one; empty at the end.
    pub(super) fn token(&self) -> &'a str {
        let after = clipped(self.after());
        let word = after.trim_start_matches(|letter: char| letter.is_alphanumeric() || letter == '_');
        let length = match after.len() - word.len() {
            0 => after.chars().next().map_or(0, char::len_utf8),
            length => length,
        };
        after.get(..length).unwrap_or_default()
    }

    /// The run of non-blanks that ends at the place.
    fn glued_before(&self) -> &'a str {
        let before = self.before();
        before.rsplit([' ', '\n', '\t', ',', '{', '(']).next().unwrap_or_default()
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.base + start, self.base + end)
    }

    pub(super) fn token_span(&self) -> Span {
        self.span(self.at, self.at + self.token().len())
    }
}

/// The beginning of a text, as much as a message can show.
pub(super) fn clipped(text: &str) -> &str {
    text.get(..text.floor_char_boundary(60)).unwrap_or_default()
}

fn fixed(mut found: Diagnostic, span: Span, replacement: impl Into<String>) -> Diagnostic {
    let replacement = replacement.into();
    found.fixes.push(Fix::write(span, replacement));
    found
}

/// `=`, `==`, `!=`, `&&`, `||`, `!` and their printed forms.
fn foreign_sign(place: &Place<'_>) -> Option<Diagnostic> {
    const SIGNS: &[(&str, &str)] = &[
        ("==", "is"),
        ("!=", "is not"),
        ("<>", "is not"),
        ("=>", ">="),
        ("=<", "<="),
        ("&&", "and"),
        ("||", "or"),
        ("=", "is"),
        ("&", "and"),
        ("|", "or"),
        ("!", "not"),
        ("≥", ">="),
        ("≤", "<="),
        ("≠", "is not"),
        ("×", "x"),
        ("*", "x"),
        ("÷", "/"),
        ("–", "-"),
        ("−", "-"),
    ];
    let (sign, word) = SIGNS.iter().find(|(sign, _)| place.after().starts_with(sign))?;
    let span = place.span(place.at, place.at + sign.len());
    let found = Diagnostic::new(Code::Unparsable, span, format!("`{sign}` is not a sign of this language"))
        .help(format!("write `{word}`"));
    Some(fixed(found, span, *word))
}

/// `5mg`
fn glued_unit(place: &Place<'_>) -> Option<Diagnostic> {
    let word = place.token();
    let unit = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let begins = unit.chars().next().is_some_and(char::is_alphabetic);
    if unit.len() == word.len() || !begins {
        return None;
    }
    let number = word.strip_suffix(unit)?;
    let found = Diagnostic::new(
        Code::BadSpacing,
        place.token_span(),
        format!("`{word}` needs a blank between number and unit"),
    )
    .help(format!("write `{number} {unit}`"));
    Some(fixed(found, place.token_span(), format!("{number} {unit}")))
}

/// `mL/min/1.73 m2`, `30 mL /min`
fn split_unit(place: &Place<'_>) -> Option<Diagnostic> {
    let before = place.before();
    let trimmed = before.trim_end();
    let unit = trimmed.rsplit([' ', '\n', '\t']).next()?;
    let gap = before.len() > trimmed.len();
    let divided = unit.contains('/') && unit.ends_with(|letter: char| letter.is_ascii_digit());
    let slash = place.token() == "/" && unit.starts_with(char::is_alphabetic);
    let last = trimmed.chars().next_back().is_some_and(char::is_alphanumeric);
    if !gap || !last || !(divided && place.token().starts_with(char::is_alphabetic) || slash) {
        return None;
    }
    let rest: &str = place.after().split([' ', '\n', '\t', ',', ')', '}']).next()?;
    let span = place.span(trimmed.len() - unit.len(), place.at + rest.len());
    let found = Diagnostic::new(Code::BadSpacing, span, "there is a blank inside this unit")
        .reason("units are written without blanks, so that it is certain where they end")
        .help(format!("write `{unit}{rest}`"));
    Some(fixed(found, span, format!("{unit}{rest}")))
}

/// `0,5`
fn decimal_comma(place: &Place<'_>) -> Option<Diagnostic> {
    let at = place.before().trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let comma = if place.after().starts_with(',') { place.at } else { at.checked_sub(1)? };
    let (before, after) = (place.words.get(..comma)?, place.words.get(comma..)?.strip_prefix(',')?);
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    if !digit(before.chars().next_back()) || !digit(after.chars().next()) {
        return None;
    }
    let span = place.span(comma, comma + 1);
    Some(comma_in_number(span))
}

/// A comma inside a number.
pub(super) fn comma_in_number(span: Span) -> Diagnostic {
    let found = Diagnostic::new(Code::BadSpacing, span, "a comma stands inside a number")
        .reason("a comma separates the lines of a block")
        .help("write decimals with a point: `0.5`; between two values put a blank after the comma");
    fixed(found, span, ".")
}

/// `IV-S(C)`
fn unquoted_value(place: &Place<'_>) -> Option<Diagnostic> {
    let value = place.glued_before();
    if place.token() != "(" || !value.contains(['-', '+', '/']) {
        return None;
    }
    let rest = place.after().find(')').and_then(|end| place.after().get(..=end))?;
    let span = place.span(place.at - value.len(), place.at + rest.len());
    let found = Diagnostic::new(Code::Unparsable, span, format!("the value `{value}{rest}` must stand in quotes"))
        .help(format!("write `\"{value}{rest}\"`"));
    Some(fixed(found, span, format!("\"{value}{rest}\"")))
}

/// `anti-dsdna`
fn hyphenated_name(place: &Place<'_>) -> Option<Diagnostic> {
    let first = place.glued_before();
    let rest = place.after().strip_prefix('-')?;
    let second: &str = rest.split(|letter: char| !(letter.is_ascii_alphanumeric() || "_-".contains(letter))).next()?;
    if !first.starts_with(|letter: char| letter.is_ascii_alphabetic()) || second.is_empty() {
        return None;
    }
    let name = format!("{first}_{}", second.replace('-', "_"));
    let span = place.span(place.at - first.len(), place.at + 1 + second.len());
    let found = Diagnostic::new(Code::BadSpacing, span, format!("`{first}-{second}` is no name"))
        .reason("names are letters, digits and `_`; a minus sign has a blank on both sides")
        .help(format!("write `{name}` for a name, `{first} - {second}` for a difference"));
    Some(fixed(found, span, name))
}

/// `is not in { ... }`, `is in { ... }`
fn is_not_in(place: &Place<'_>) -> Option<Diagnostic> {
    let before = place.before().trim_end();
    let wrong = ["is not", "is"].into_iter().find(|wrong| before.ends_with(wrong))?;
    if place.token() != "in" {
        return None;
    }
    let right = if wrong == "is" { "in" } else { "not in" };
    let span = place.span(before.len() - wrong.len(), place.at + 2);
    let found = Diagnostic::new(Code::Unparsable, span, format!("`{wrong} in` is written `{right}`"))
        .help(format!("write `{right} {{ ... }}`"));
    Some(fixed(found, span, right))
}

/// `within 28 days of screening`
fn within_of(place: &Place<'_>) -> Option<Diagnostic> {
    let line: &str = place.before().rsplit("within").next()?;
    if place.token() != "of" || line.len() == place.before().len() || line.len() > 40 {
        return None;
    }
    Some(
        Diagnostic::new(Code::Unparsable, place.token_span(), "`within ... of` does not say on which side")
            .help("write `before`, `after` or `before or during`"),
    )
}

/// `where dose >= latest weight`
fn choice_after_where(place: &Place<'_>) -> Option<Diagnostic> {
    const CHOOSING: &[&str] = &[
        "latest", "earliest", "highest", "lowest", "mean", "median", "count", "total", "average", "any", "no",
        "percent", "time", "age",
    ];
    let condition: &str = place.before().rsplit("where ").next()?;
    let bare = condition.len() < place.before().len() && !condition.contains(['(', ')', '{', '}', ',']);
    if !bare || condition.trim().is_empty() || !CHOOSING.contains(&place.token()) {
        return None;
    }
    Some(
        Diagnostic::new(Code::Unparsable, place.token_span(), format!("`{}` needs parentheses around the condition", place.token()))
            .reason("a condition without parentheses compares one attribute with a plain value, so that it is certain where it ends")
            .help("write `where ( ... )`"),
    )
}

/// A keyword where only a name can be.
fn reserved_name(place: &Place<'_>) -> Option<Diagnostic> {
    let only_name = !place.expected.is_empty()
        && place.expected.iter().all(|rule| matches!(rule, Rule::name | Rule::call | Rule::set | Rule::it));
    let word = place.token();
    if !only_name || !word.starts_with(|letter: char| letter.is_ascii_alphabetic()) || grammar::fits(Rule::name, word) {
        return None;
    }
    Some(
        Diagnostic::new(Code::ReservedName, place.token_span(), format!("`{word}` is a keyword and cannot be a name"))
            .help(format!("write another name, such as `{word}_1`")),
    )
}

/// `}` or `)` that closes nothing.
fn stray_close(place: &Place<'_>) -> Option<Diagnostic> {
    let (close, rule, open) = match place.token() {
        ")" => (')', Rule::close_paren, '('),
        "}" => ('}', Rule::close_brace, '{'),
        _ => return None,
    };
    let before = place.before();
    let balanced = before.matches(open).count() <= before.matches(close).count();
    (balanced && !place.expected.contains(&rule)).then(|| {
        Diagnostic::new(Code::Unparsable, place.token_span(), format!("this `{close}` closes nothing"))
            .help(format!("delete it, or add the `{open}` that it belongs to"))
    })
}

/// Two lines of a block or list without a comma between them.
fn missing_comma(place: &Place<'_>) -> Option<Diagnostic> {
    let gap = place.before().len() - place.before().trim_end().len();
    let token = place.token();
    let begins = token.starts_with(|letter: char| letter.is_alphanumeric() || letter == '"');
    let new_line = place.before().get(place.at - gap..).is_some_and(|gap| gap.contains('\n'));
    if !place.expected.contains(&Rule::comma) || !begins || !new_line || declared_by(token).is_some() {
        return None;
    }
    let end = place.at - gap;
    let mut found =
        Diagnostic::new(Code::Unparsable, place.token_span(), format!("a comma is missing before `{token}`"))
            .help("put a comma after each line of a block");
    found.fixes.push(Fix::replace("add `,`", place.span(end, end), ","));
    Some(found)
}
