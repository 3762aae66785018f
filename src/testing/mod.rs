//! Tests of rules: Markdown pages whose examples are run, and whose answers must be what comes out.
//!
//! A page goes one way: text to parts with places (`page`), parts to cases (`case`), rules and records to answers (`run`),
//! answers beside what is expected to differences, and from these the page as it would have to be. What is wrong with a
//! page is a [`Fault`], which says to whoever wrote it what to do. How a page is written is told in docs/testing.md.
//!
//! ```
//! use enrol::testing::{NoFiles, Usual, run};
//!
//! let page = "As of 2026-11-22.\n\n```enrol\nage >= 18 years\n```\n\n```yaml\nbirth: 1990-01-01\n```\n\n```verdict\nnot met\n```\n";
//! let run = run("adults.md", page, &NoFiles, &Usual::default());
//! assert!(run.faults.is_empty());
//! assert_eq!(run.differences().count(), 1);
//! ```

mod answer;
mod case;
mod desk;
mod gather;
mod how;
mod link;
mod page;
mod record;
mod rewrite;
mod row;
mod rows;
mod rule;
mod run;
#[cfg(test)]
mod tests;
mod told;

pub use link::{linked, rule_files};
pub use rewrite::Difference;
pub use run::{Asks, CaseRun, PageRun, Ran, run};
pub use told::{Part, Telling, count};

use crate::check::Source;
use crate::value::Day;

/// What is wrong with a page, so that a part of it says nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, as one line that makes sense alone.
    pub what: String,
    /// What to do.
    pub help: String,
}

impl Fault {
    pub(crate) fn new(line: usize, what: impl Into<String>, help: impl Into<String>) -> Fault {
        Fault { line, what: what.into(), help: help.into() }
    }
}

/// What stands around a page: the files that it links to, and the words that rules use.
pub trait Surroundings {
    /// The file that a link on a page leads to; or why it cannot be read, as a sentence.
    ///
    /// # Errors
    ///
    /// Where there is no such file, or it is no text.
    fn file(&self, page: &str, link: &str) -> Result<LinkedFile, String>;

    /// The vocabulary or library of that name, as a rule file or page of that name would `use` it.
    fn find(&self, from: &str, name: &str) -> Option<Source>;

    /// Vocabularies whose words a record may hold, whether the rules use them or not.
    fn words(&self, from: &str) -> Vec<Source>;
}

/// A file that a page links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedFile {
    /// Its name, by which what it uses is found.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// No files at all: for pages that stand alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Surroundings for NoFiles {
    fn file(&self, _page: &str, link: &str) -> Result<LinkedFile, String> {
        Err(format!("`{link}` cannot be read here"))
    }

    fn find(&self, _from: &str, _name: &str) -> Option<Source> {
        None
    }

    fn words(&self, _from: &str) -> Vec<Source> {
        Vec::new()
    }
}

/// What holds for pages that do not say it themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usual {
    /// What a rule without `use` uses.
    pub uses: Vec<String>,
    /// The day on which patients are judged.
    pub as_of: Option<Day>,
    /// Only cases under a heading, or on a page, with this in its name, and those with an answer that names this criterion.
    pub only: Option<String>,
}
