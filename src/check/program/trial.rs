//! Trials, their versions, cohorts and criteria.

use super::{AnchorId, FileId, TruthId};
use crate::diagnostic::Span;
use crate::value::Day;

/// A trial.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The registry number.
    pub id: String,
    /// The title.
    pub title: String,
    /// What of the protocol is stated.
    pub coverage: Option<String>,
    /// Where it comes from.
    pub sources: Vec<String>,
    /// The phase.
    pub phase: Option<String>,
    /// The versions of the protocol, oldest first; never empty.
    pub versions: Vec<Version>,
    /// The anchors that it declares or its libraries do.
    pub anchors: Vec<AnchorId>,
    /// Its file.
    pub file: FileId,
}

/// One version of a protocol.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its name.
    pub name: String,
    /// The first day on which it is in force; the first version is in force from ever.
    pub from: Day,
    /// Its cohorts; empty where the trial has none.
    pub cohorts: Vec<Cohort>,
    /// Its criteria in the order of the protocol.
    pub criteria: Vec<Criterion>,
}

/// One arm or part.
#[derive(Clone, Debug)]
pub struct Cohort {
    /// Its name.
    pub name: String,
    /// What it is.
    pub title: String,
    /// Who belongs to it.
    pub when: TruthId,
}

/// A criterion.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Whether it must be met (`true`) or not met.
    pub inclusion: bool,
    /// The id as in the protocol.
    pub id: String,
    /// The protocol's sentence.
    pub sentence: String,
    /// The places in [`Version::cohorts`] that it is for; empty for all.
    pub cohorts: Vec<usize>,
    /// What it asks.
    pub ask: Ask,
    /// Who may waive it.
    pub waivable_by: Option<String>,
    /// What an unknown counts as in the verdict: `Some(true)` for met.
    pub if_unknown: Option<bool>,
    /// The anchor before which it is not due.
    pub checked_at: Option<AnchorId>,
    /// Where it comes from.
    pub sources: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Where it is written.
    pub span: Span,
}

impl Criterion {
    /// Whether nothing but its truth says how it stands: it is for everyone, from now on, and no clause bends it.
    #[inline]
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.cohorts.is_empty() && self.waivable_by.is_none() && self.if_unknown.is_none() && self.checked_at.is_none()
    }
}

/// What a criterion asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// That a truth holds.
    Truth(TruthId),
    /// Nothing: it is a definition that the protocol numbers, for that criterion.
    Clarifies(String),
    /// Something that the protocol does not state: the text says what.
    NotStated(String),
    /// It could not be checked; its diagnostics say why. It is unknown for everyone.
    Broken,
}
