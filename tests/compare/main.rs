//! What is told of two states of rules: small pairs of texts, the trials of the project, revisions of a repository.

#![cfg(feature = "cli")]
#![allow(missing_docs, reason = "a test")]
#![expect(clippy::unwrap_used, reason = "a test that goes wrong should stop there")]

mod commands;
mod pairs;
mod trials;

use enrol::check::{Checked, Options, Source, check};
use enrol::explain::plain_text;

/// Checks a trial beside words of its own.
fn checked(trial: &str, words: &str) -> Checked {
    let words = words.to_owned();
    let find = move |name: &str| match name {
        "words" => Some(Source::new("vocabulary/words.enrol", words.clone())),
        name => enrol::embedded::find(name),
    };
    check(&[Source::new("trial.enrol", trial)], &find, &Options::default())
}

/// What is told of two states, each a trial and its words.
fn told(old: (&str, &str), new: (&str, &str)) -> String {
    let (old, new) = (checked(old.0, old.1), checked(new.0, new.1));
    let comparison = enrol::compare::compare(("old", &old.program), ("new", &new.program));
    plain_text(&enrol::compare::terminal(&comparison, 100))
}
