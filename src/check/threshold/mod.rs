//! Thresholds that no value can lie on the other side of, or that no patient is likely to reach.
//!
//! These two are told while an expression is read, and not by the lints: definitions that nothing uses yet have them too,
//! and the unit that was meant is looked for among the spellings that the reader knows.

mod constant;
mod plausible;
