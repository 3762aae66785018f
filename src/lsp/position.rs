//! Places as editors count them: a line from 0, and how many code units of UTF-16 (or bytes, where the editor offers that)
//! stand before the place on its line. The rest of the project counts bytes.

use crate::diagnostic::Span;
use gen_lsp_types::{Position, Range};

/// In which units an editor counts columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Code units of UTF-16, which every editor knows.
    #[default]
    Utf16,
}

/// Where the lines of a text begin, as editors see them: after `\n`, `\r\n` and `\r`.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Reads a text once.
    pub(super) fn new(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let ends = |at: usize, byte: u8| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let breaks = bytes.iter().enumerate().filter(|(at, byte)| ends(*at, **byte)).map(|(at, _)| at + 1);
        Lines { starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The line, from 0, of a byte.
    pub(super) fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// A line, from 0, without its break.
    pub(super) fn line<'a>(&self, text: &'a str, line: usize) -> &'a str {
        let Some(start) = self.starts.get(line) else { return "" };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        text.get(*start..end).unwrap_or_default().trim_end_matches(['\n', '\r'])
    }

    /// The first byte of a line, from 0.
    pub(super) fn start(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or_default()
    }

    /// The byte of a place. What lies behind the end of a line is its end; what lies behind the text, the end of the text.
    pub(super) fn byte(&self, text: &str, encoding: Encoding, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line) else { return text.len() };
        let wanted = position.character as usize;
        let written = self.line(text, line);
        let mut units = 0;
        for (at, letter) in written.char_indices() {
            units += encoding.length(letter);
            if units > wanted {
                return start + at;
            }
        }
        start + written.len()
    }

    /// The place of a byte; one inside a letter is taken for its beginning.
    pub(super) fn position(&self, text: &str, encoding: Encoding, byte: usize) -> Position {
        let byte = text.floor_char_boundary(byte);
        let line = self.line_of(byte);
        let before = text.get(self.start(line)..byte).unwrap_or_default();
        let units: usize = before.chars().map(|letter| encoding.length(letter)).sum();
        Position { line: clamp(line), character: clamp(units) }
    }

    /// The range of a span.
    pub(super) fn range(&self, text: &str, encoding: Encoding, span: Span) -> Range {
        let place = |byte: u32| self.position(text, encoding, byte as usize);
        Range { start: place(span.start), end: place(span.end.max(span.start)) }
    }

    /// The span of a range; one that ends before it begins is empty.
    pub(super) fn span(&self, text: &str, encoding: Encoding, range: Range) -> Span {
        let start = self.byte(text, encoding, range.start);
        Span::new(start, self.byte(text, encoding, range.end).max(start))
    }
}

impl Encoding {
    /// How many units a letter takes.
    pub(super) const fn length(self, letter: char) -> usize {
        match self {
            Encoding::Utf8 => letter.len_utf8(),
            Encoding::Utf16 => letter.len_utf16(),
        }
    }
}

/// A number as the protocol holds it.
pub(super) fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn counts_as_the_editor_does() {
        let text = "für 🧪 x\r\nab\rc\n";
        let lines = Lines::new(text);
        assert_eq!(lines.starts.len(), 4);
        let x = text.find('x').unwrap();
        assert_eq!(lines.position(text, Encoding::Utf16, x), place(0, 7));
        assert_eq!(lines.position(text, Encoding::Utf8, x), place(0, 10));
        assert_eq!(lines.byte(text, Encoding::Utf16, place(0, 7)), x);
        assert_eq!(lines.byte(text, Encoding::Utf8, place(0, 10)), x);
        // Between the halves of a letter lies its beginning.
        assert_eq!(lines.byte(text, Encoding::Utf16, place(0, 5)), text.find('🧪').unwrap());
        assert_eq!(lines.byte(text, Encoding::Utf16, place(2, 0)), text.find('c').unwrap());
    }

    #[test]
    fn behind_the_end_lies_the_end() {
        let text = "ab\r\ncd";
        let lines = Lines::new(text);
        assert_eq!(lines.byte(text, Encoding::Utf16, place(0, 99)), 2);
        assert_eq!(lines.byte(text, Encoding::Utf16, place(1, 99)), 6);
        assert_eq!(lines.byte(text, Encoding::Utf16, place(99, 0)), 6);
        assert_eq!(Lines::new("").byte("", Encoding::Utf16, place(0, 3)), 0);
    }
}
