//! YAML text to one [`Node`] for each document.
//!
//! Two readers must agree. The first, [`guard`], walks the text once, refuses what records do not use (anchors, aliases,
//! tags, merge keys, several documents in one, deep nesting) and notes where everything stands. Only what passes reaches
//! the second, [`typed`], which gives every scalar exactly as written. Neither expands anything, so a small file stays
//! small.

mod guard;
mod slip;
mod typed;

use super::node::Node;
use crate::diagnostic::{Code, Diagnostic, Span};

/// How many bytes one line may have.
const LONGEST_LINE: usize = 1 << 20;

/// One document of a file: where it begins, and what it is or why it cannot be read.
pub(super) struct Document<'a> {
    /// The text of the document.
    pub(super) text: &'a str,
    pub(super) read: Result<Node<'a>, Box<Diagnostic>>,
}

/// Every document of a text, each read alone, so that a broken one leaves the others. Documents without content are left
/// out.
pub(super) fn documents(text: &str, most_bytes: usize) -> Vec<Document<'_>> {
    let mut out = Vec::new();
    for (start, document) in split(text) {
        if document.len() > most_bytes {
            let message = format!("the record has {} bytes, more than the {most_bytes} that are read", document.len());
            let span = Span::new(start, start + 1);
            let help = "a record holds one patient; split the file, or raise the limit";
            out.push(Document {
                text: document,
                read: Err(Box::new(Diagnostic::new(Code::TooLarge, span, message).help(help))),
            });
            continue;
        }
        if document.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            continue;
        }
        out.push(Document { text: document, read: no_long_line(document, start).and_then(|()| read(document, start)) });
    }
    out
}

/// A line longer than any that a person or an export writes is refused before it costs time.
fn no_long_line(document: &str, start: usize) -> Result<(), Box<Diagnostic>> {
    let mut at = start;
    for line in document.split_inclusive('\n') {
        if line.len() > LONGEST_LINE {
            let message = format!("a line of {} bytes is longer than the {LONGEST_LINE} that are read", line.len());
            return Err(Box::new(Diagnostic::new(Code::TooLarge, Span::new(at, at + 1), message)));
        }
        at += line.len();
    }
    Ok(())
}

fn read(document: &str, start: usize) -> Result<Node<'_>, Box<Diagnostic>> {
    let shape = guard::walk(document, start)?;
    let typed = typed::read(document, &shape);
    // What only the second reader refuses is a sign that needs quotes.
    typed.map_err(|_| slip::sign_in(document, start).unwrap_or_else(|| slip::finding(document, start, 0)))
}

/// The documents between lines that begin with `---`, each with its place in the text.
fn split(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let marker = line.trim_end();
        let ends = marker == "---" || marker == "..." || marker.starts_with("--- ");
        if ends {
            out.extend(text.get(start..at).map(|document| (start, document)));
            // What follows the marker on its line belongs to the next document.
            start = if marker.starts_with("--- ") { at + 4 } else { at + line.len() };
        }
        at += line.len();
    }
    out.extend(text.get(start..).map(|document| (start, document)));
    out
}
