//! What an earlier state of a text gave, and which items of it stand in the text as it is now.
//!
//! An item is read from its own letters alone. So one that stands wholly before the first difference is what it was, and so is
//! one wholly behind the last difference, only elsewhere.

use super::split::Slice;
use crate::diagnostic::{Diagnostic, Span};
use crate::syntax::tree::{File, Item};
use derive_visitor::{DriveMut, VisitorMut};

/// What an earlier state of a text gave.
pub(super) struct Known<'a> {
    /// Its items that were not taken yet.
    items: &'a [Item],
    findings: &'a [Diagnostic],
    /// How many bytes at the beginning are the same.
    head: usize,
    /// From which byte of the text as it is now on everything is the same again.
    tail: usize,
    /// How far that moved.
    moved: Moved,
}

/// Spans that go somewhere else.
#[derive(Clone, Copy, VisitorMut)]
#[visitor(Span(enter))]
struct Moved {
    by: i64,
}

impl Moved {
    fn enter_span(&mut self, span: &mut Span) {
        let moved = |byte: u32| u32::try_from(i64::from(byte) + self.by).unwrap_or(byte);
        *span = Span { start: moved(span.start), end: moved(span.end) };
    }
}

impl<'a> Known<'a> {
    /// What is known of a text from an earlier state of it.
    pub(super) fn new(text: &str, (before, tree, findings): (&str, &'a File, &'a [Diagnostic])) -> Known<'a> {
        let same = |(one, two): &(u8, u8)| one == two;
        let head = before.bytes().zip(text.bytes()).take_while(same).count();
        let most = before.len().min(text.len()) - head;
        let tail = before.bytes().rev().zip(text.bytes().rev()).take_while(same).count().min(most);
        let length = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX);
        let moved = Moved { by: length(text) - length(before) };
        Known { items: &tree.items, findings, head, tail: text.len() - tail, moved }
    }

    /// The item of a slice and what was found in it, where the same letters stood before.
    pub(super) fn take(&mut self, slice: &Slice) -> Option<(Item, Vec<Diagnostic>)> {
        // The byte behind it took part in where it ends.
        let by = match () {
            () if slice.end < self.head => 0,
            () if slice.start > self.tail => self.moved.by,
            () => return None,
        };
        let before = |place: usize| u32::try_from(i64::try_from(place).ok()? - by).ok();
        let (start, end) = (before(slice.start)?, before(slice.end)?);
        let passed = self.items.iter().take_while(|item| item.span.start < start).count();
        self.items = self.items.get(passed..).unwrap_or_default();
        let known = self.items.first().filter(|item| item.span.start == start && item.span.end == end)?;
        let inside = |found: &&Diagnostic| start <= found.span().start && found.span().start <= end;
        let (mut item, mut findings) =
            (known.clone(), self.findings.iter().filter(inside).cloned().collect::<Vec<_>>());
        if by != 0 {
            item.drive_mut(&mut self.moved);
            findings.drive_mut(&mut self.moved);
        }
        Some((item, findings))
    }
}
