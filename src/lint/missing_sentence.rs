//! W0603: a criterion without the protocol's sentence.

use super::rules::{Rules, found};
use crate::check::Finding;
use crate::diagnostic::{Code, Diagnostic};

/// Asks for the sentence that stands in the protocol.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (trial, version) in rules.versions() {
        for written in rules.criteria(trial, version).filter(|written| written.criterion.sentence.trim().is_empty()) {
            let id = &written.tree.id;
            let message = format!("criterion {} does not quote the protocol", id.text);
            let diagnostic = Diagnostic::new(Code::NoSentence, id.span, message)
                .reason("nobody can compare the rule with a sentence that is not there")
                .help(format!("write the protocol's sentence behind {}, in quotes", id.text));
            findings.push(found(trial.file, diagnostic));
        }
    }
    findings
}
