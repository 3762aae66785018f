//! Two states of rules -> what changed: criterion by criterion, and for patients.
//!
//! Whether something changed in meaning is decided on what is evaluated, by names and exact numbers; English is only how it is
//! shown. What a vocabulary would read differently in records that no criterion's own words name is not looked at here: patients
//! show it.

mod build;
mod comparison;
mod criteria;
mod markdown;
mod meaning;
mod original;
mod pairs;
mod patients;
mod shape;
pub mod snapshot;
mod spelled;
mod terminal;
mod through;
mod told;
mod walk;
mod witness;

pub use build::compare;
pub use comparison::*;
pub use markdown::markdown;
pub use original::{Changed, Original};
pub use patients::patients;
pub use terminal::terminal;
pub use witness::{told_apart, witnesses};
