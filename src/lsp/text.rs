//! A text with its lines, wherever it comes from.

use super::position::{Encoding, Lines};
use crate::check::Source;
use crate::diagnostic::Span;
use gen_lsp_types::{Position, Range, TextDocumentContentChangeEvent};

/// A text, parsed when first asked for, and where its lines begin.
#[derive(Debug)]
pub(super) struct Text {
    /// The text under its name.
    pub(super) source: Source,
    /// Its lines.
    pub(super) lines: Lines,
    /// The version that the editor gave it; [`None`] where no editor holds it.
    pub(super) version: Option<i32>,
}

impl Text {
    pub(super) fn new(name: &str, text: impl Into<std::sync::Arc<str>>, version: Option<i32>) -> Text {
        let source = Source::new(name, text);
        let lines = Lines::new(source.text());
        Text { source, lines, version }
    }

    /// The text after some letters of it were changed.
    pub(super) fn after(before: &Text, letters: String, version: i32) -> Text {
        let source = Source::after(&before.source, letters);
        let lines = Lines::new(source.text());
        Text { source, lines, version: Some(version) }
    }

    /// What the project calls it.
    pub(super) fn name(&self) -> &str {
        &self.source.name
    }

    /// Its letters.
    pub(super) fn letters(&self) -> &str {
        self.source.text()
    }

    /// The byte of a place.
    pub(super) fn byte(&self, encoding: Encoding, position: Position) -> usize {
        self.lines.byte(self.letters(), encoding, position)
    }

    /// The range of a span.
    pub(super) fn range(&self, encoding: Encoding, span: Span) -> Range {
        self.lines.range(self.letters(), encoding, span)
    }

    /// The letters after some changes, each of which speaks of what the one before it left.
    pub(super) fn changed(&self, encoding: Encoding, changes: Vec<TextDocumentContentChangeEvent>) -> String {
        let mut letters = self.letters().to_owned();
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => letters = whole.text,
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let span = Lines::new(&letters).span(&letters, encoding, part.range);
                    letters.replace_range(span.range(), &part.text);
                }
            }
        }
        letters
    }
}
