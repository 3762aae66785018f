//! A small change of a rule file, as edits of its text.

use super::operators::Operator;
use crate::diagnostic::Span;

/// A stretch of a text and what stands there instead.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Which letters go; none where something is put in.
    pub span: Span,
    /// What stands there instead; nothing where it is left out.
    pub with: String,
}

/// A change of one thing, in one or a few places that go together.
#[derive(Clone, Debug, Default)]
pub(super) struct Change {
    pub(super) edits: Vec<Edit>,
}

impl Change {
    /// Something else stands there.
    pub(super) fn put(span: Span, with: impl Into<String>) -> Change {
        Change::default().and(span, with)
    }

    /// Nothing stands there any more.
    pub(super) fn cut(from: u32, to: u32) -> Change {
        Change::put(Span { start: from, end: to }, "")
    }

    /// And there, too.
    pub(super) fn and(mut self, span: Span, with: impl Into<String>) -> Change {
        self.edits.push(Edit { span, with: with.into() });
        self
    }

    /// What would be changed, for finding the same change made twice.
    pub(super) fn key(&self) -> Vec<(u32, u32, &str)> {
        self.edits.iter().map(|edit| (edit.span.start, edit.span.end, edit.with.as_str())).collect()
    }
}

/// A rule file with one small change.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// What was changed, in the order of the text; no two edits touch.
    pub edits: Vec<Edit>,
    /// What kind of change it is.
    pub operator: &'static Operator,
    /// What the change stands in: `I4`, `parameter minimum_upcr`.
    pub item: String,
    /// The first line that is changed, from 1.
    pub line: u32,
}

impl Mutant {
    /// The text with the change made.
    #[must_use]
    pub fn applied(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        let mut from = 0;
        for edit in &self.edits {
            let range = edit.span.range();
            out.push_str(text.get(from..range.start).unwrap_or_default());
            out.push_str(&edit.with);
            from = range.end;
        }
        out.push_str(text.get(from..).unwrap_or_default());
        out
    }
}
