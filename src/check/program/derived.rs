//! What is derived from events by a declared scheme: scores and lines of therapy.

use super::{TruthId, Words};
use crate::value::Number;
use crate::vocabulary::WordSet;

/// A computed score.
#[derive(Clone, Debug)]
pub struct Score {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The entry criterion.
    pub entry: Option<TruthId>,
    /// Its items in order.
    pub items: Vec<ScoreItem>,
    /// Whether only the highest item of each domain counts.
    pub highest_per_domain: bool,
    /// When it is met.
    pub meets: Option<TruthId>,
    /// What could not be confirmed.
    pub unverified: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<String>,
}

/// An item of a computed score.
#[derive(Clone, Debug)]
pub struct ScoreItem {
    /// Its name or title.
    pub title: String,
    /// Its points.
    pub points: Number,
    /// The place of its domain.
    pub domain: usize,
    /// When it counts.
    pub condition: TruthId,
}

/// How lines of therapy are derived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinesPolicy {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The drugs that open lines.
    pub of: WordSet,
    /// Drugs that never count.
    pub not_counted: WordSet,
    /// Drugs started within so many days of the first belong to one regimen.
    pub regimen_days: i32,
    /// Progression ends a line.
    pub after_progression: bool,
    /// The condition that is recorded where the disease progressed, if the policy's file knows one.
    pub progression: Option<Words>,
    /// A gap of so many days ends a line.
    pub gap_days: Option<i32>,
    /// A drug added later opens a line.
    pub when_added: bool,
    /// A substitute from the same class keeps the line.
    pub same_for_substitution: bool,
    /// Planned maintenance keeps the line.
    pub same_for_maintenance: bool,
}
