//! A rule project as `enrol init` makes it, and the script that checks one (`ci/rules.sh`) on branches of a repository.

#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that goes wrong should stop there")]

mod action;
mod made;
mod place;
mod script;
mod sharing;
mod submodule;
