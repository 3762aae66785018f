//! The outcome of tests for people: a line for each page, what differs, and a count.

use crate::testing::{CaseRun, Difference, PageRun};
use std::fmt::Write as _;

/// A line for each page with cases, then every fault and difference.
pub(super) fn render(runs: &[PageRun], colours: bool) -> String {
    let mut out = String::new();
    let named = runs.iter().filter(|run| run.answers() > 0 || !run.faults.is_empty());
    let width = named.clone().map(|run| run.name.chars().count()).max().unwrap_or(0);
    for run in named {
        let _ = writeln!(out, "{:width$}  {}", run.name, page_line(run));
    }
    for run in runs {
        out.push_str(&faults(run, colours));
        for case in &run.cases {
            for difference in &case.differences {
                let _ = write!(out, "\n{}", one(run, case, difference, colours));
            }
        }
    }
    let _ = writeln!(out, "\n{}", summary(runs));
    out
}

fn page_line(run: &PageRun) -> String {
    let (answers, differ) = (run.answers(), run.differences().count());
    let mut line = counted(answers, "answer");
    if differ > 0 {
        let _ = write!(line, ", {}", counted(differ, "difference"));
    }
    if !run.faults.is_empty() {
        let _ = write!(line, ", {} to mend", counted(run.faults.len(), "place"));
    }
    line
}

/// What is wrong with a page.
pub(super) fn faults(run: &PageRun, colours: bool) -> String {
    let mut out = String::new();
    for fault in &run.faults {
        let head = paint("1;31", &format!("{}:{}", run.name, fault.line), colours);
        let _ = write!(out, "\n{head}: {}\n  {}\n", fault.what, fault.help);
    }
    out
}

/// A difference with its place.
pub(super) fn one(run: &PageRun, case: &CaseRun, difference: &Difference, colours: bool) -> String {
    let place = format!("{}:{}", run.name, difference.line);
    let mut out = format!("{}  {}\n", paint("1", &place, colours), case.title);
    for line in difference.to_string().lines() {
        let colour = match line.trim_start().chars().next() {
            Some('-') => "31",
            Some('+') => "32",
            _ => "",
        };
        let _ = writeln!(out, "{}", paint(colour, line, colours));
    }
    out
}

/// How it stands, in a line.
pub(super) fn summary(runs: &[PageRun]) -> String {
    let answers: usize = runs.iter().map(PageRun::answers).sum();
    let differ: usize = runs.iter().map(|run| run.differences().count()).sum();
    let faults: usize = runs.iter().map(|run| run.faults.len()).sum();
    let pages = runs.iter().filter(|run| run.answers() > 0).count();
    let of = format!("{} on {}", counted(answers, "answer"), counted(pages, "page"));
    let mut out = match (differ, faults) {
        (0, 0) => format!("{of}: all as expected"),
        (0, _) => format!("{of} as expected; {} to mend, and what it is about was not run", counted(faults, "place")),
        (1, _) => format!("{of}: 1 differs (-: expected, +: came out)"),
        _ => format!("{of}: {differ} differ (-: expected, +: came out)"),
    };
    if differ > 0 && faults > 0 {
        let _ = write!(out, "; {} to mend, and what it is about was not run", counted(faults, "place"));
    }
    if differ > 0 {
        out.push_str(
            "\n`enrol test --review` goes through them one by one, `enrol test --update` writes what came out.",
        );
    }
    out
}

/// A number of things, thousands parted.
fn counted(count: usize, thing: &str) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{out} {thing}{}", if count == 1 { "" } else { "s" })
}

fn paint(code: &str, text: &str, colours: bool) -> String {
    if colours && !code.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}
