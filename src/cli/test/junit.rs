//! The outcome of tests as JUnit's XML: a suite for each page, a case for each case.
//!
//! Written by hand: it is four elements, and the same runs give the same bytes, with no clock in them.

use crate::testing::{CaseRun, PageRun};
use std::fmt::Write as _;

/// The outcome as XML.
pub(super) fn render(runs: &[PageRun]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let tests: usize = runs.iter().map(|run| run.cases.len() + run.faults.len()).sum();
    let failures: usize = runs.iter().map(failed).sum();
    let errors: usize = runs.iter().map(|run| run.faults.len()).sum();
    // Writing to a text cannot fail.
    let _ = writeln!(out, "<testsuites name=\"enrol\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">");
    for run in runs.iter().filter(|run| !run.cases.is_empty() || !run.faults.is_empty()) {
        let (tests, errors) = (run.cases.len() + run.faults.len(), run.faults.len());
        let name = escaped(&run.name);
        let _ = writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{}\" errors=\"{errors}\">",
            failed(run)
        );
        for fault in &run.faults {
            let _ = writeln!(
                out,
                "    <testcase classname=\"{name}\" name=\"line {}\"><error message=\"{}\">{}</error></testcase>",
                fault.line,
                escaped(&fault.what),
                escaped(&fault.help)
            );
        }
        run.cases.iter().for_each(|case| testcase(&mut out, &name, case));
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn failed(run: &PageRun) -> usize {
    run.cases.iter().filter(|case| !case.differences.is_empty()).count()
}

fn testcase(out: &mut String, page: &str, case: &CaseRun) {
    let name = escaped(format!("{} (line {})", case.title, case.line).trim());
    let _ = write!(out, "    <testcase classname=\"{page}\" name=\"{name}\"");
    if case.differences.is_empty() {
        out.push_str("/>\n");
        return;
    }
    let told: Vec<String> =
        case.differences.iter().map(|difference| format!("line {}\n{difference}", difference.line)).collect();
    let differ = case.differences.len();
    let _ = writeln!(
        out,
        "><failure message=\"{differ} of {} differ (-: expected, +: came out)\">{}</failure></testcase>",
        case.answers.max(differ),
        escaped(&told.join("\n"))
    );
}

/// A text as XML; signs that XML cannot hold at all are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(letter),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => out.push(letter),
        }
    }
    out
}
