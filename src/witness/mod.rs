//! Records that show something of a rule: that a criterion can be met, that one condition alone decides it, that two states of a
//! rule differ.
//!
//! What bears on a rule is read off the rule: thresholds and their neighbours, the ends of windows, the values that conditions name.
//! A search puts records together from these, the evaluator says what each is worth, and what is found is made as small as it can
//! be. So a record that is found shows what it is said to show; where none is found, that says only how far was looked.

mod around;
mod bearing;
mod cases;
mod chance;
mod draft;
mod goals;
mod moves;
mod nearness;
mod search;
mod wanting;
mod witnesses;

pub use cases::{Case, Cases, cases};
pub use draft::{Draft, Entry, Said, SaidIn};
pub use search::{Bounds, Found};
pub use witnesses::Witnesses;
