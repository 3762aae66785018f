//! What a trial is made of: parameters, criteria, cohorts, amendments, anchors, lines of therapy, groups.

use super::{Amount, Expr, Item, Name, Quoted};
use derive_visitor::DriveMut;

/// A threshold that can be set from outside.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its value: an amount, a length of time or a date.
    pub value: Expr,
    /// What it is.
    pub title: Option<Quoted>,
}

/// On which side a criterion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum Side {
    /// Must be met.
    Inclusion,
    /// Must not be met.
    Exclusion,
}

/// One criterion of a trial.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Criterion {
    /// Inclusion or exclusion.
    pub side: Side,
    /// The id as in the protocol.
    pub id: Name,
    /// `for NAME`: the cohorts it is for; empty for all.
    pub cohorts: Vec<Name>,
    /// The protocol's own sentence.
    pub sentence: Option<Quoted>,
    /// The clauses, in order.
    pub clauses: Vec<CriterionClause>,
    /// The truth; missing for `clarifies` and `not stated`.
    pub expression: Option<Expr>,
}

/// A clause of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub enum CriterionClause {
    /// `source "..."`
    Source(Quoted),
    /// `note "..."`
    Note(Quoted),
    /// `waivable by investigator`
    WaivableBy(Name),
    /// `if unknown treat as met` (`true`) or `not met` (`false`)
    IfUnknown(bool),
    /// `checked at ANCHOR`
    CheckedAt(Name),
    /// `clarifies I4`
    Clarifies(Name),
    /// `not stated "limits"`: the protocol says that there is a limit but not which.
    NotStated(Quoted),
}

/// One arm or part of a trial.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Cohort {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub title: Option<Quoted>,
    /// Who belongs to it.
    pub when: Expr,
}

/// A later version of the protocol.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Amendment {
    /// The version that it makes.
    pub version: Quoted,
    /// The version that it changes.
    pub replaces: Quoted,
    /// The first day on which it is in force.
    pub from: Name,
    /// Parameters and criteria that take the place of those with the same name or id, or are new.
    pub items: Vec<Item>,
    /// `removes ID`
    pub removes: Vec<Name>,
}

/// A day or a period that the record or the command supplies.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Anchor {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Quoted>,
    /// What it is.
    pub shape: AnchorShape,
}

/// What an anchor is.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub enum AnchorShape {
    /// `day`, with `window 3 days` either side.
    Day {
        /// How far the actual day may lie from the planned one.
        window: Option<Amount>,
    },
    /// `from consent to randomisation, at most 28 days`
    Period {
        /// The anchor that begins it.
        from: Name,
        /// The anchor that ends it.
        to: Name,
        /// How long it lasts at most.
        at_most: Option<Amount>,
    },
}

/// How lines of therapy are derived where the record does not list them.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Lines {
    /// The policy's name.
    pub name: Name,
    /// Its title.
    pub title: Option<Quoted>,
    /// `source "..."`
    pub sources: Vec<Quoted>,
    /// `of { ... }`: the drugs that open lines.
    pub of: Vec<Name>,
    /// `regimen drugs started within 28 days`
    pub regimen: Option<Amount>,
    /// `new line after progression`
    pub after_progression: bool,
    /// `new line after gap of 180 days`
    pub after_gap: Option<Amount>,
    /// `new line when a drug is added`
    pub when_added: bool,
    /// `same line for substitution within group`
    pub same_for_substitution: bool,
    /// `same line for planned maintenance`
    pub same_for_maintenance: bool,
    /// `same line for dose change`
    pub same_for_dose_change: bool,
    /// `not counted { ... }`
    pub not_counted: Vec<Name>,
}

/// A named set of words.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Group {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Quoted>,
    /// `source "..."`
    pub sources: Vec<Quoted>,
    /// Words and groups that belong to it.
    pub members: Vec<Name>,
    /// `except { ... }`
    pub except: Vec<Name>,
}
