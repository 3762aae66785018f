//! The outcome of tests as annotations of a GitHub workflow, beside the lines of the pages.

use super::super::report::github::{message, property};
use crate::mutants::{self, Report};
use crate::testing::PageRun;
use std::fmt::Write as _;

/// A line for each fault and each difference.
pub(super) fn render(runs: &[PageRun]) -> String {
    let mut out = String::new();
    for run in runs {
        for fault in &run.faults {
            let text = format!("{}\n{}", fault.what, fault.help);
            annotate(&mut out, &run.name, fault.line, "not understood", &text);
        }
        for case in &run.cases {
            for difference in &case.differences {
                let text = format!("(-: expected, +: came out)\n{difference}");
                let title = if case.title.is_empty() { "a test" } else { &case.title };
                annotate(&mut out, &run.name, difference.line, &format!("{title} differs"), &text);
            }
        }
    }
    out
}

/// A line for each change of the rules that no test notices, beside the rule.
pub(super) fn survivors(report: &Report) -> String {
    let mut out = String::new();
    for file in &report.files {
        for one in file.survivors() {
            // Writing to a text cannot fail.
            let _ = writeln!(
                out,
                "::warning file={},line={},endLine={},title={}::{}",
                property(&file.name),
                one.line,
                one.line + one.lines.saturating_sub(1),
                property(&format!("{}: no test notices this change", one.item)),
                message(mutants::survivor(one).trim_end())
            );
        }
    }
    out
}

fn annotate(out: &mut String, page: &str, line: usize, title: &str, text: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(
        out,
        "::error file={},line={line},title={}::{}",
        property(page),
        property(title),
        message(text.trim_end())
    );
}
