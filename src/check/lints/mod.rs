//! What is likely a mistake although it can be evaluated: one file for one lint.

mod constant;
mod contradiction;
mod gaps;
mod plausible;
mod sentence;
mod unused;

use super::checker::Checker;
use super::program::{FileId, Version};
use super::trial::Edition;

impl<'a> Checker<'a> {
    /// The lints that look at a whole trial.
    pub(super) fn lint_trial(&mut self, file: FileId, editions: &[Edition<'a>], versions: &[Version]) {
        if let Some(first) = editions.first() {
            self.missing_sentences(file, first);
            self.gaps_in_ids(file, first);
        }
        for version in versions {
            self.contradictions(file, version);
        }
    }
}
