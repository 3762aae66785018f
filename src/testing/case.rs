//! What a page asks: rules, the records they are run on, and where the expected answers stand.

use super::how::How;
use super::page::{Fence, Table};
use super::record::Record;
use crate::value::Day;
use std::sync::Arc;

/// A rule with the records it is run on.
#[derive(Clone, Debug)]
pub(super) struct Case {
    /// The headings above it.
    pub(super) title: String,
    /// The line where it begins, from 1.
    pub(super) line: usize,
    /// The rule.
    pub(super) rule: Rule,
    /// The records.
    pub(super) records: Vec<Arc<Record>>,
    /// What is asked of them, and where the answer stands.
    pub(super) asked: Vec<Asked>,
    /// Where the expected findings stand; the line after which they go where there are none yet.
    pub(super) findings: Place,
    /// The day on which the page judges patients, where it says so.
    pub(super) as_of: Option<Day>,
}

impl Case {
    /// Whether an answer names a criterion: as one of which a verdict is wanted, or as a column.
    pub(super) fn asks_of(&self, criterion: &str) -> bool {
        self.asked.iter().any(|asked| match asked {
            Asked::Verdict { how, .. } => how.of.iter().any(|id| id == criterion),
            Asked::Rows(table) => table.head.iter().any(|name| name == criterion),
        })
    }
}

/// The rule of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// A block on the page.
    Snippet {
        /// Its text as written.
        text: String,
        /// The vocabularies that the page declares above it.
        own: Vec<OwnFile>,
    },
    /// A rule file.
    File {
        /// Its name.
        name: String,
        /// Its text.
        text: Arc<str>,
        /// Where the page links to it, from 1.
        line: usize,
    },
}

/// A vocabulary or library that a page declares for its own cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OwnFile {
    /// What `use` calls it.
    pub(super) name: String,
    /// Its text.
    pub(super) text: String,
}

/// What is asked of the records of a case.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    /// An explanation.
    Verdict {
        /// Where it stands.
        fence: Fence,
        /// On which day, with which assumptions, how much of it.
        how: How,
    },
    /// A value for each row.
    Rows(Table),
}

/// Where an expectation stands.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// In a block.
    Fence(Fence),
    /// Nowhere yet; it goes after this line, from 0.
    After(usize),
}

impl Place {
    /// What stands there.
    pub(super) fn text(&self) -> &str {
        match self {
            Place::Fence(fence) => &fence.text,
            Place::After(_) => "",
        }
    }

    /// The line on the page, from 1.
    pub(super) fn line(&self) -> usize {
        match self {
            Place::Fence(fence) => fence.line(),
            Place::After(line) => line + 1,
        }
    }
}
