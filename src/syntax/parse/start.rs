//! What a line starts: an item with its keyword, perhaps a slip of one, or nothing.
//!
//! Asked of every line of a file, so it is a look at the first words rather than a rule of the grammar.

use super::grammar::{self, Rule};
use super::split::SliceKind;

/// Where a keyword starts an item.
#[derive(Clone, Copy, PartialEq)]
enum Starts {
    /// Wherever it starts a line.
    Always,
    /// Where what can be its name follows: it is also a word of sentences, as in `drug where ...`, `site says ...`.
    BeforeName,
}

use Starts::{Always, BeforeName};

/// The keywords of items, and the rule that parses each.
const KEYWORDS: &[(&str, Starts, Rule)] = &[
    ("inclusion", Always, Rule::criterion),
    ("exclusion", Always, Rule::criterion),
    ("define", Always, Rule::define),
    ("parameter", Always, Rule::parameter),
    ("amendment", Always, Rule::amendment),
    ("removes", Always, Rule::removes),
    ("trial", Always, Rule::header),
    ("vocabulary", BeforeName, Rule::header),
    ("library", BeforeName, Rule::header),
    ("use", BeforeName, Rule::use_item),
    ("cohort", BeforeName, Rule::cohort),
    ("score", BeforeName, Rule::score),
    ("anchor", BeforeName, Rule::anchor),
    ("lines", BeforeName, Rule::lines),
    ("group", BeforeName, Rule::group),
    ("judgement", BeforeName, Rule::judgement),
    ("site", BeforeName, Rule::site),
    ("measurement", BeforeName, Rule::word),
    ("condition", BeforeName, Rule::word),
    ("drug", BeforeName, Rule::word),
    ("procedure", BeforeName, Rule::word),
    ("vaccine", BeforeName, Rule::word),
];

/// What a line that begins with a letter starts.
pub(super) fn item_start(line: &str) -> Option<SliceKind> {
    let (word, rest) = first_word(line);
    match KEYWORDS.iter().find(|(keyword, ..)| *keyword == word) {
        Some((_, Always, rule)) => Some(SliceKind::Item(*rule)),
        Some((_, BeforeName, rule)) => is_named(rest).then_some(SliceKind::Item(*rule)),
        None => is_slip(line, rest).then_some(SliceKind::Slip),
    }
}

/// Whether a name follows, or a keyword that somebody took for one: a quote comes next.
fn is_named(rest: &str) -> bool {
    let Some(rest) = after_blanks(rest) else { return false };
    let (name, behind) = first_word(rest);
    let begins = name.starts_with(|letter: char| letter.is_ascii_alphabetic());
    begins && (grammar::fits(Rule::name, rest) || is_quoted(behind))
}

/// Whether a line has the shape of an item, as in `inclusoin I3 "..."` or `paramter least = 3`: two words and a quote never meet
/// inside one, nor two words and a `=`.
fn is_slip(line: &str, rest: &str) -> bool {
    let Some(rest) = after_blanks(rest) else { return false };
    let id = rest.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || "_.-/".contains(letter));
    id.len() < rest.len()
        && (is_quoted(id) || is_equated(id))
        && grammar::fits(Rule::slip_word, line)
        && !grammar::fits(Rule::clause_start, rest)
        && rest.starts_with(|letter: char| letter.is_ascii_alphanumeric())
}

fn is_equated(rest: &str) -> bool {
    after_blanks(rest).is_some_and(|rest| rest.starts_with('='))
}

fn is_quoted(rest: &str) -> bool {
    after_blanks(rest).is_some_and(|rest| rest.starts_with('"'))
}

/// What stands behind at least one blank.
fn after_blanks(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches([' ', '\t', '\u{A0}']);
    (rest.len() < text.len()).then_some(rest)
}

/// The first word and what follows it.
fn first_word(text: &str) -> (&str, &str) {
    let end = text.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_')).unwrap_or(text.len());
    text.split_at(end)
}
