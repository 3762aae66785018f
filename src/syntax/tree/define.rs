//! Definitions and scores.

use super::{Amount, Expr, Name, Quoted};
use derive_visitor::DriveMut;

/// A parameter of a definition.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct FormalParameter {
    /// Its name.
    pub name: Name,
    /// `drugs`, `conditions`, `procedures`, `measurements`, `quantity`, `duration`, `anchor`, `truth` ...
    pub kind: Name,
}

/// What a definition gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum DefineKind {
    /// A truth.
    Truth,
    /// A value.
    Value,
    /// Any number of events.
    Events,
    /// Exactly one event; may be asked for attributes and used as an anchor.
    Event,
}

/// A named expression.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Define {
    /// Its name.
    pub name: Name,
    /// What it takes.
    pub parameters: Vec<FormalParameter>,
    /// What it says in words.
    pub title: Option<Quoted>,
    /// `source "..."`
    pub sources: Vec<Quoted>,
    /// What it gives.
    pub kind: DefineKind,
    /// How.
    pub body: Expr,
}

/// A score by items.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Score {
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Quoted>,
    /// `source "..."`
    pub sources: Vec<Quoted>,
    /// `unverified "..."`: what could not be confirmed; shown wherever the score decides.
    pub unverified: Vec<Quoted>,
    /// `computed` from facts, or `assessed` (within a length of time) and recorded.
    pub origin: ScoreOrigin,
    /// `entry TRUTH`
    pub entry: Option<Expr>,
    /// The domains.
    pub domains: Vec<Domain>,
    /// `total sum of highest per domain` or `total sum of items`
    pub total: Option<TotalRule>,
    /// `meets TRUTH`, where `total` and `points of NAME` may be used.
    pub meets: Option<Expr>,
    /// `range 0 to 105`
    pub range: Option<(Amount, Amount)>,
}

/// Where a score's points come from.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub enum ScoreOrigin {
    /// Each item has a truth.
    Computed,
    /// A person assesses it; the record holds total or items. The window is what the assessment looks back on.
    Assessed(Option<Amount>),
}

/// How points add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum TotalRule {
    /// Only the highest item of each domain counts.
    HighestPerDomain,
    /// Every item counts.
    Items,
}

/// A domain of a score: `domain renal clinical { ... }`.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Domain {
    /// Its name.
    pub name: Name,
    /// The class it belongs to: `clinical`.
    pub class: Option<Name>,
    /// Its items.
    pub items: Vec<ScoreItem>,
}

/// An item of a score: `8 seizure "Seizure"` or `10 "Class III or IV" if TRUTH`.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct ScoreItem {
    /// Its points.
    pub points: Amount,
    /// Its name, where it has one.
    pub name: Option<Name>,
    /// Its title.
    pub title: Option<Quoted>,
    /// When it counts, for computed scores.
    pub condition: Option<Expr>,
}
