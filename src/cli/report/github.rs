//! Findings as annotations of a GitHub workflow: one line each, which shows up beside the changed lines of a pull request.
//!
//! Source: "Workflow commands for GitHub Actions", docs.github.com.

use super::{Places, Reported};
use crate::diagnostic::Severity;
use std::fmt::Write as _;

/// The findings that nobody set aside, in their order.
pub(in crate::cli) fn render(found: &[Reported<'_>]) -> String {
    let mut out = String::new();
    for (each, places) in Places::of_each(found).filter(|(each, _)| each.set_aside.is_none()) {
        let diagnostic = each.diagnostic;
        let level = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let region = places.region(diagnostic.span());
        // Columns are those of the first line, and GitHub shows none where a finding spans lines.
        let columns = match region.line == region.end_line {
            true => format!(",col={},endColumn={}", region.column, region.end_column),
            false => String::new(),
        };
        let said = [Some(&diagnostic.message), diagnostic.reason.as_ref(), diagnostic.help.as_ref()];
        let said: Vec<&str> = said.into_iter().flatten().map(String::as_str).collect();
        // Writing to a text cannot fail.
        let _ = writeln!(
            out,
            "::{level} file={},line={},endLine={}{columns},title={}::{}",
            property(each.name),
            region.line,
            region.end_line,
            property(&format!("{} {}", diagnostic.code, diagnostic.code.title())),
            message(&said.join("\n")),
        );
    }
    out
}

/// A text as the message of an annotation.
pub(in crate::cli) fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as a property of an annotation.
pub(in crate::cli) fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
