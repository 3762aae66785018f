//! A slow and obvious reference evaluator, written straight from the specification of what a rule means, and the
//! properties that the engine is held to with it.
//!
//! The evaluator shares no code with the engine's; it goes through possibilities one by one. `generate` makes random
//! programs and patients over one small vocabulary, `properties` holds the two against each other.

#![allow(missing_docs, clippy::missing_docs_in_private_items, reason = "read beside the specification")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "test code"
)]
#![allow(unreachable_pub, reason = "the modules are only this test's")]

mod cases;
mod counting;
mod doses;
mod events;
mod generate;
mod joined;
mod lasting;
mod lines;
mod lists;
mod model;
mod properties;
mod score;
mod texts;
mod time;
mod truth;
mod value;
mod verdict;
