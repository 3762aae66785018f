//! The outer pass: one scan of the file's bytes that finds where items begin, keeps the comments and counts how deep
//! braces and parentheses go. What the grammar gets to see has a space for every blank and for every letter of a
//! comment, so that it need not look for them between any two words; every byte keeps its place.
//!
//! INVARIANT: linear in the length of the text, and no recursion. What is nested too deeply never reaches the
//! recursive parser.

use super::grammar::Rule;
use super::start;
use crate::diagnostic::Span;
use crate::syntax::quoted_length;
use crate::syntax::tree::Comment;

/// How many parentheses and braces may stand in one another.
pub(super) const MAX_DEPTH: usize = 100;

/// How many bytes of a line are looked at to see whether it starts an item.
const FIRST_WORDS: usize = 300;

/// A file in slices.
#[derive(Debug, Default)]
pub(super) struct Split {
    /// The items in order; together they hold everything but blanks and comments.
    pub(super) slices: Vec<Slice>,
    /// Every comment in order.
    pub(super) comments: Vec<Comment>,
    /// The text with spaces for blanks and comments; as long as the text.
    pub(super) words: String,
}

/// The text of one item.
#[derive(Debug)]
pub(super) struct Slice {
    /// What it is.
    pub(super) kind: SliceKind,
    /// Its first byte, which is no blank.
    pub(super) start: usize,
    /// One past its last byte that is no blank or comment.
    pub(super) end: usize,
    /// The first text without closing quote.
    pub(super) unclosed_text: Option<Span>,
    /// The first parenthesis or brace beyond [`MAX_DEPTH`].
    pub(super) too_deep: Option<Span>,
    /// Parentheses and braces that are still open at its end, the outermost first.
    pub(super) open: Vec<usize>,
}

impl Slice {
    fn new(kind: SliceKind, start: usize) -> Slice {
        Slice { kind, start, end: start, unclosed_text: None, too_deep: None, open: Vec::new() }
    }
}

/// What a slice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SliceKind {
    /// An item that this rule parses.
    Item(Rule),
    /// The `}` that closes an amendment.
    AmendmentEnd,
    /// Something in the shape of an item, but not a kind that there is.
    Slip,
    /// Text before the first item.
    Stray,
}

/// Splits a file.
pub(super) fn split(text: &str) -> Split {
    let mut scan = Scan::new(text, true);
    while let Some(byte) = text.as_bytes().get(scan.at) {
        scan.step(*byte);
    }
    scan.finish()
}

/// A text that is one expression, as one slice, and its words.
pub(super) fn whole(text: &str) -> (Slice, String) {
    let mut scan = Scan::new(text, false);
    scan.begin(SliceKind::Item(Rule::expression), 0);
    while let Some(byte) = text.as_bytes().get(scan.at) {
        scan.step(*byte);
        scan.line_is_empty = false;
    }
    let Split { mut slices, words, .. } = scan.finish();
    let empty = || Slice::new(SliceKind::Item(Rule::expression), 0);
    (Slice { start: 0, ..slices.pop().unwrap_or_else(empty) }, words)
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    line_is_empty: bool,
    in_amendment: bool,
    done: Split,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, line_is_empty: bool) -> Scan<'a> {
        let done = Split { words: String::with_capacity(text.len()), ..Split::default() };
        Scan { text, at: 0, line_is_empty, in_amendment: false, done }
    }

    fn step(&mut self, byte: u8) {
        let start = self.at;
        match byte {
            b' ' => return self.at += 1,
            b'\n' => (self.line_is_empty, self.at) = (true, start + 1),
            b'\t' | b'\r' => self.at += 1,
            b'#' => self.comment(),
            0xC2 if self.rest().starts_with('\u{A0}') => self.at += 2,
            0xEF if start == 0 && self.rest().starts_with('\u{FEFF}') => self.at += 3,
            _ => return self.token(byte),
        }
        self.copy_words(start);
        match self.at - start {
            1 => self.done.words.push(' '),
            length => self.done.words.push_str(&" ".repeat(length)),
        }
    }

    /// Copies the text up to there, as far as that is not done.
    fn copy_words(&mut self, end: usize) {
        let copied = self.done.words.len();
        self.done.words.push_str(self.text.get(copied..end).unwrap_or_default());
    }

    fn finish(mut self) -> Split {
        self.copy_words(self.text.len());
        self.done
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The rest of the line, without its break.
    fn rest_of_line(&self) -> &'a str {
        let rest = self.rest();
        let line = rest.find('\n').and_then(|end| rest.get(..end)).unwrap_or(rest);
        line.strip_suffix('\r').unwrap_or(line)
    }

    fn comment(&mut self) {
        let line = self.rest_of_line();
        let text = line.strip_prefix('#').unwrap_or(line).trim().to_owned();
        let span = Span::new(self.at, self.at + line.len());
        // An item may begin behind the brace of an amendment, and a comment there still ends that line.
        let before = self.text.get(..self.at).unwrap_or_default();
        let own_line = before.rsplit('\n').next().is_none_or(|line| line.trim().is_empty());
        self.done.comments.push(Comment { span, text, own_line });
        self.at += line.len();
    }

    fn token(&mut self, byte: u8) {
        if std::mem::take(&mut self.line_is_empty) && byte.is_ascii_alphabetic() {
            self.line_start();
        }
        if byte == b'}' && self.closes_amendment() {
            return self.close_amendment();
        }
        let start = self.at;
        match byte {
            b'"' => self.text_in_quotes(),
            b'(' | b'{' => self.open(),
            b')' | b'}' => self.close(),
            _ => self.word(),
        }
        let end = self.at;
        self.slice(start).end = end;
    }

    /// Passes a run of letters and digits, or one other character.
    fn word(&mut self) {
        let bytes = self.text.as_bytes();
        let letter = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
        self.at += 1;
        while letter(self.at) {
            // A no-break space is a blank although it is not ASCII.
            if bytes.get(self.at) == Some(&0xC2) && bytes.get(self.at + 1) == Some(&0xA0) {
                return;
            }
            self.at += 1;
        }
    }

    /// Begins a new slice where the line starts an item.
    fn line_start(&mut self) {
        // The first words decide; a line may be as long as the file.
        let line = self.rest_of_line();
        let first_words = line.get(..line.floor_char_boundary(FIRST_WORDS)).unwrap_or_default();
        let Some(kind) = start::item_start(first_words) else { return };
        if kind == SliceKind::Item(Rule::amendment) {
            self.in_amendment = false;
        }
        self.begin(kind, self.at);
    }

    fn begin(&mut self, kind: SliceKind, start: usize) {
        self.done.slices.push(Slice::new(kind, start));
    }

    /// The slice that text at `start` belongs to: the last one, or stray text where no item has begun.
    fn slice(&mut self, start: usize) -> &mut Slice {
        let fresh = self.done.slices.last().is_none_or(|slice| slice.kind == SliceKind::AmendmentEnd);
        if fresh {
            self.begin(SliceKind::Stray, start);
        }
        let last = self.done.slices.len().saturating_sub(1);
        #[expect(clippy::indexing_slicing, reason = "a slice has just been begun where there was none")]
        &mut self.done.slices[last]
    }

    /// Passes a quoted text, which ends with its line at the latest.
    fn text_in_quotes(&mut self) {
        let start = self.at;
        let quoted = quoted_length(self.text.get(start..).unwrap_or_default());
        self.at += quoted.bytes;
        if quoted.is_closed {
            return;
        }
        let span = Span::new(start, self.at);
        self.slice(start).unclosed_text.get_or_insert(span);
    }

    fn open(&mut self) {
        let at = self.at;
        self.at += 1;
        let slice = self.slice(at);
        slice.open.push(at);
        if slice.open.len() > MAX_DEPTH {
            slice.too_deep.get_or_insert(Span::new(at, at + 1));
        }
        if slice.kind == SliceKind::Item(Rule::amendment) && slice.open.len() == 1 {
            self.in_amendment = true;
            self.line_is_empty = true;
        }
    }

    fn close(&mut self) {
        let at = self.at;
        self.at += 1;
        self.slice(at).open.pop();
    }

    /// Whether a `}` here ends the amendment rather than something inside an item.
    fn closes_amendment(&self) -> bool {
        let own = |slice: &Slice| usize::from(slice.kind == SliceKind::Item(Rule::amendment));
        self.in_amendment && self.done.slices.last().is_some_and(|slice| slice.open.len() == own(slice))
    }

    fn close_amendment(&mut self) {
        self.in_amendment = false;
        self.begin(SliceKind::AmendmentEnd, self.at);
        self.at += 1;
        if let Some(slice) = self.done.slices.last_mut() {
            slice.end = self.at;
        }
    }
}
