//! W0603: a criterion without the protocol's sentence.

use crate::check::checker::Checker;
use crate::check::names::Context;
use crate::check::program::FileId;
use crate::check::trial::{Edition, Written};
use crate::diagnostic::{Code, Diagnostic};

impl<'a> Checker<'a> {
    /// Asks for the sentence that stands in the protocol.
    pub(super) fn missing_sentences(&mut self, file: FileId, edition: &Edition<'a>) {
        let cx = Context::top(file);
        for written in &edition.criteria {
            let Written::Criterion(criterion, _) = written else { continue };
            if criterion.sentence.as_ref().is_none_or(|sentence| sentence.text.trim().is_empty()) {
                let id = &criterion.id;
                let found = Diagnostic::new(
                    Code::NoSentence,
                    id.span,
                    format!("criterion {} does not quote the protocol", id.text),
                )
                .reason("nobody can compare the rule with a sentence that is not there")
                .help(format!("write the protocol's sentence behind {}, in quotes", id.text));
                self.report(&cx, found);
            }
        }
    }
}
