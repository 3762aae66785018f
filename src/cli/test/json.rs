//! The outcome of tests as one JSON document.

use super::super::failure::Failure;
use crate::mutants::Report;
use crate::testing::{CaseRun, Difference, Fault, PageRun};
use schemars::JsonSchema;
use serde::Serialize;

/// The outcome of tests.
#[derive(Debug, Serialize, JsonSchema)]
struct Outcome<'a> {
    /// How many answers were compared.
    answers: usize,
    /// How many of them differ from what is expected.
    differences: usize,
    /// How many places could not be understood and were not run.
    faults: usize,
    /// The pages in their order.
    pages: Vec<Page<'a>>,
    /// Which small changes of the rules they notice, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    mutants: Option<&'a Report>,
}

/// What came out of a page.
#[derive(Debug, Serialize, JsonSchema)]
struct Page<'a> {
    /// Its path.
    page: &'a str,
    /// What could not be understood and was not run.
    faults: Vec<PlainFault<'a>>,
    /// The cases in their order.
    cases: Vec<Case<'a>>,
}

/// What is wrong with a page.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Fault")]
struct PlainFault<'a> {
    /// The line, from 1.
    line: usize,
    /// What is wrong.
    message: &'a str,
    /// What to do.
    help: &'a str,
}

/// What came out of a case.
#[derive(Debug, Serialize, JsonSchema)]
struct Case<'a> {
    /// The heading above it.
    title: &'a str,
    /// The line where it begins, from 1.
    line: usize,
    /// How many answers were compared.
    answers: usize,
    /// Where what came out is not what is expected.
    differences: Vec<PlainDifference<'a>>,
}

/// An answer that is not what is expected.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Difference")]
struct PlainDifference<'a> {
    /// The line of the expectation, from 1.
    line: usize,
    /// What is expected, line by line.
    expected: &'a [String],
    /// What came out.
    came_out: &'a [String],
}

/// The outcome as JSON.
pub(super) fn render(runs: &[PageRun], mutants: Option<&Report>) -> Result<String, Failure> {
    let outcome = Outcome {
        answers: runs.iter().map(PageRun::answers).sum(),
        differences: runs.iter().map(|run| run.differences().count()).sum(),
        faults: runs.iter().map(|run| run.faults.len()).sum(),
        pages: runs.iter().map(page).collect(),
        mutants,
    };
    serde_json::to_string_pretty(&outcome).map_err(|error| Failure::unreadable(error.to_string()))
}

fn page(run: &PageRun) -> Page<'_> {
    Page {
        page: &run.name,
        faults: run.faults.iter().map(fault).collect(),
        cases: run.cases.iter().map(case).collect(),
    }
}

fn fault(fault: &Fault) -> PlainFault<'_> {
    PlainFault { line: fault.line, message: &fault.what, help: &fault.help }
}

fn case(case: &CaseRun) -> Case<'_> {
    let differences = case.differences.iter().map(difference).collect();
    Case { title: &case.title, line: case.line, answers: case.answers, differences }
}

fn difference(difference: &Difference) -> PlainDifference<'_> {
    PlainDifference { line: difference.line, expected: &difference.wanted, came_out: &difference.got }
}
