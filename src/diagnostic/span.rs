use derive_visitor::DriveMut;
use std::hash::{Hash, Hasher};

/// A stretch of one source text in bytes. Two spans are always equal: what a tree says does not depend on where it
/// stands, and comparing trees must not look at places. Compare [`Span::start`] and [`Span::end`] where places matter.
#[derive(Clone, Copy, Debug, Default, DriveMut)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// From byte `start` up to, but not including, byte `end`; texts are at most 4 GiB.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Span {
        let clamp = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end) }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span as a range of byte indices.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words at this span; empty if it does not lie in `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

impl PartialEq for Span {
    fn eq(&self, _: &Span) -> bool {
        true
    }
}

impl Eq for Span {}

impl Hash for Span {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
