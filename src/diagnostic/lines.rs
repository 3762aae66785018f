use super::Span;
use serde::Serialize;

/// Where the lines of a text begin, so that places need no second reading of it.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

/// A line and a column for a person: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl LineIndex {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &str) -> LineIndex {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(after_breaks).map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect();
        LineIndex { starts }
    }

    /// The place of the first byte of a span in the same text.
    #[must_use]
    pub fn place(&self, text: &str, span: Span) -> Place {
        let line = self.starts.partition_point(|start| *start <= span.start);
        let line_start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let before = text.get(line_start as usize..span.start as usize).unwrap_or_default();
        let column = before.chars().count() + 1;
        Place { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(column).unwrap_or(u32::MAX) }
    }

    /// The byte at which a line (from 1) begins.
    #[must_use]
    pub fn start_of(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?).map(|start| *start as usize)
    }
}
