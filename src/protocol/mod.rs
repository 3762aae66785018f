//! Program -> plain English: one criterion, or a trial as a section of its protocol.
//!
//! The wording is made from the nodes that are evaluated, never from the quoted sentence, so that whoever compares the two
//! compares the protocol with what will be done.

mod document;
mod docx;
mod english;
mod html;
mod markdown;
pub mod requirements;
mod sentences;
mod text;

pub use document::*;
pub use docx::docx;
pub use html::html;
pub use markdown::markdown;
pub use sentences::Sentences;
pub use text::{Piece, Target, Text};

#[cfg(feature = "workbench")]
pub(crate) use english::parameter::{Parameter, parameters};

use crate::check::{Criterion, Program};
use english::English;
use english::clause::Clause;

/// What a criterion asks, in plain English; parts stand on lines of their own.
#[must_use]
pub fn criterion(program: &Program, criterion: &Criterion) -> String {
    let english = English::new(program);
    let mut lines = Vec::new();
    let clause = english.ask(criterion);
    lay_out(&Clause { label: None, ..clause }, 0, "", &mut lines);
    let after: Vec<String> = english.clauses(criterion).iter().map(|sentence| text::unmarked(sentence)).collect();
    match (lines.as_mut_slice(), after.is_empty()) {
        (_, true) => {}
        ([only], false) => *only = format!("{only} {}", after.join(" ")),
        (_, false) => lines.push(after.join(" ")),
    }
    lines.join("\n")
}

/// What a truth asks, on one line. Definitions are called by their titles, but for the one of that place and those that use it,
/// which are said in full.
#[cfg(feature = "workbench")]
pub(crate) fn truth(program: &Program, id: crate::check::TruthId, inside: Option<usize>) -> String {
    let english = English::new(program);
    let english = inside.map_or_else(|| english.clone(), |definition| english.inside(definition));
    let clause = english.truth(id, english::clause::Mood::Is);
    crate::wording::words::sentence_case(&text::unmarked(&Clause { label: None, ..clause }.inline()))
}

/// What the definition of that place says, on one line.
#[cfg(feature = "workbench")]
pub(crate) fn definition(program: &Program, place: usize) -> String {
    let Some(known) = program.definitions.get(place) else { return String::new() };
    let clause = English::new(program).inside(place).gives(known.gives);
    let words = text::unmarked(&Clause { label: None, ..clause }.inline());
    crate::wording::words::sentence_case(words.strip_prefix("this is ").unwrap_or(&words))
}

/// A clause and its parts, each on its line: (a), (b), then (i), (ii).
fn lay_out(clause: &Clause, depth: usize, mark: &str, lines: &mut Vec<String>) {
    let words = text::unmarked(&clause.text);
    let words = match &clause.label {
        Some(label) => format!("{label}: {words}"),
        None if depth == 0 => crate::wording::words::sentence_case(&words),
        None => words,
    };
    let end = match (clause.parts.is_empty(), depth) {
        (false, _) => ":",
        (true, 0) => ".",
        (true, _) => "",
    };
    lines.push(format!("{}{mark}{words}{end}", "    ".repeat(depth)));
    for (place, part) in clause.parts.iter().enumerate() {
        lay_out(part, depth + 1, &format!("{} ", numeral(place, depth)), lines);
    }
}

/// `(a)`, `(i)`, `(1)`: the mark of a part of that place in a list of that depth.
pub(crate) fn numeral(place: usize, depth: usize) -> String {
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let letter = u8::try_from(place).ok().filter(|place| *place < 26).map(|place| char::from(b'a' + place));
    match (depth % 3, letter, ROMAN.get(place)) {
        (0, Some(letter), _) => format!("({letter})"),
        (1, _, Some(roman)) => format!("({roman})"),
        _ => format!("({})", place + 1),
    }
}
