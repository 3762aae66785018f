//! The workload's trial written by hand in Rust, twice: as one would without thinking of speed, and as fast as it
//! goes. Both read the generator's records, which are not the project's.

pub(crate) mod plain;
pub(crate) mod tuned;

use enrol::value::Truth;

/// How many criteria the trial has.
pub(crate) const CRITERIA: usize = 22;
/// How many of them are inclusions; they come first.
pub(crate) const INCLUSIONS: usize = 12;

/// What came out for each criterion, inclusions first.
pub(crate) type Outcomes = [Truth; CRITERIA];

/// Unknown where there is nothing to ask.
#[inline]
pub(crate) fn known(answer: Option<bool>) -> Truth {
    answer.map_or(Truth::Unknown, Truth::of)
}

/// Every inclusion and no exclusion.
#[inline]
pub(crate) fn verdict(outcomes: &Outcomes) -> Truth {
    let favourable = |(place, truth): (usize, &Truth)| if place < INCLUSIONS { *truth } else { !*truth };
    outcomes.iter().enumerate().map(favourable).fold(Truth::Met, Truth::and)
}
