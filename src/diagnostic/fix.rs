//! What would mend a finding: changes of the text, and whether anybody must agree to them.

use super::Span;
use derive_visitor::DriveMut;
use serde::Serialize;

/// Changes that would mend a finding, all of them or none.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Fix {
    /// What to do, as an action: "write `mycophenolate`".
    pub title: String,
    /// The changes, in the order of the text; no two touch the same words.
    pub edits: Vec<Edit>,
    /// Whether a person must agree first.
    #[drive(skip)]
    pub safety: Safety,
}

/// One change of a text.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Edit {
    /// The words to replace; of no length to write something between words.
    pub span: Span,
    /// What to write instead.
    pub replacement: String,
}

/// Whether a change may be made without anybody looking at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Safety {
    /// No verdict on any record can change.
    Safe,
    /// What the rule says may change: a person compares it with the protocol first.
    NeedsReview,
}

impl Fix {
    /// Other words in one place, which a person must agree to.
    #[must_use]
    pub fn replace(title: impl Into<String>, span: Span, replacement: impl Into<String>) -> Fix {
        let edits = vec![Edit { span, replacement: replacement.into() }];
        Fix { title: title.into(), edits, safety: Safety::NeedsReview }
    }

    /// Other words in one place, which the title quotes.
    #[must_use]
    pub fn write(span: Span, replacement: impl Into<String>) -> Fix {
        let replacement = replacement.into();
        Fix::replace(format!("write `{}`", replacement.trim()), span, replacement)
    }

    /// The same, for a change that leaves every verdict as it is.
    #[must_use]
    pub fn safe(self) -> Fix {
        Fix { safety: Safety::Safe, ..self }
    }
}
