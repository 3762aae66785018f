//! What becomes of a mutant.

use super::edit::Mutant;
use crate::compare::Changed;
use crate::evaluate::Judgement;
use crate::testing::Asks;

/// What becomes of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It does not check, so nobody could be judged by it.
    Unchecked,
    /// It says the same in other words.
    Same,
    /// A test comes out otherwise: the page and line of its answer.
    Noticed(String),
    /// No test comes out otherwise.
    Survived,
}

/// A mutant and what became of it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The mutant.
    pub mutant: Mutant,
    /// What became of it.
    pub fate: Fate,
    /// The criteria and cohorts that mean something else by it.
    pub changed: Vec<Changed>,
}

/// Whether an answer would be another one: the verdict, or how a criterion stands that the answer names. Other reasons alone do not
/// count, else every limit that an explanation repeats would look tested.
pub(super) fn differs(asks: &Asks, ids: &[String], before: &Judgement, after: &Judgement) -> bool {
    let headline = |judgement: &Judgement| (judgement.verdict, judgement.open_for, judgement.waived);
    let stands = || {
        let both = before.criteria.iter().zip(&after.criteria).zip(ids);
        both.filter(|(_, id)| asks.names(id)).any(|((one, two), _)| one.standing != two.standing)
    };
    (asks.verdict && headline(before) != headline(after))
        || (asks.cohorts && before.cohorts != after.cohorts)
        || stands()
}
