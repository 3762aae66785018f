//! The outcome of tests for people, in colours.

use crate::testing::{CaseRun, Difference, PageRun, Part, Telling, count};

/// A line for each page with cases, then every fault and difference, then how it stands.
pub(super) fn render(runs: &[PageRun], colours: bool) -> String {
    telling(colours).all(runs) + &advice(runs).map(|advice| advice + "\n").unwrap_or_default()
}

/// What is wrong with a page.
pub(super) fn faults(run: &PageRun, colours: bool) -> String {
    telling(colours).faults(run)
}

/// A difference with its place.
pub(super) fn one(run: &PageRun, case: &CaseRun, difference: &Difference, colours: bool) -> String {
    telling(colours).difference(run, case, difference)
}

/// How it stands, and what can be done.
pub(super) fn summary(runs: &[PageRun]) -> String {
    count(runs) + &advice(runs).map(|advice| format!("\n{advice}")).unwrap_or_default()
}

fn advice(runs: &[PageRun]) -> Option<String> {
    let differ = runs.iter().any(|run| run.differences().next().is_some());
    let advice = "`enrol test --review` goes through them one by one, `enrol test --update` writes what came out.";
    differ.then(|| advice.to_owned())
}

fn telling(colours: bool) -> Telling<'static> {
    if colours { Telling { shown: painted, ..Telling::default() } } else { Telling::default() }
}

fn painted(part: Part, text: &str) -> String {
    let code = match part {
        Part::Place => "1",
        Part::Wrong => "1;31",
        Part::Expected => "31",
        Part::CameOut => "32",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}
