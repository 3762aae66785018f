//! What came out of pages, told to people: a line for each page, what is wrong and what differs, and a count.

use super::{CaseRun, Difference, PageRun};
use std::fmt::Write as _;

/// A part of the text that may be shown in a colour of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Where something differs.
    Place,
    /// Where something is wrong.
    Wrong,
    /// A line that is expected and did not come out.
    Expected,
    /// A line that came out instead.
    CameOut,
}

/// How it is told.
#[derive(Clone, Copy)]
pub struct Telling<'t> {
    /// What a page is called, by its name.
    pub called: &'t dyn Fn(&str) -> String,
    /// A part of the text as it is shown.
    pub shown: fn(Part, &str) -> String,
}

impl Default for Telling<'_> {
    /// Pages by their names, and no colours.
    fn default() -> Self {
        Telling { called: &|name| name.to_owned(), shown: |_, text| text.to_owned() }
    }
}

impl Telling<'_> {
    /// A line for each page with cases, then every fault and difference, then the count.
    #[must_use]
    pub fn all(&self, runs: &[PageRun]) -> String {
        let mut out = String::new();
        let named = runs.iter().filter(|run| run.answers() > 0 || !run.faults.is_empty());
        let named: Vec<(String, &PageRun)> = named.map(|run| ((self.called)(&run.name), run)).collect();
        let width = named.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        // Writing to a text cannot fail.
        for (name, run) in named {
            let _ = writeln!(out, "{name:width$}  {}", page_line(run));
        }
        for run in runs {
            out.push_str(&self.faults(run));
            for case in &run.cases {
                for difference in &case.differences {
                    let _ = write!(out, "\n{}", self.difference(run, case, difference));
                }
            }
        }
        let _ = writeln!(out, "\n{}", count(runs));
        out
    }

    /// What is wrong with a page.
    #[must_use]
    pub fn faults(&self, run: &PageRun) -> String {
        let mut out = String::new();
        for fault in &run.faults {
            let head = (self.shown)(Part::Wrong, &self.place(run, fault.line));
            let _ = write!(out, "\n{head}: {}\n  {}\n", fault.what, fault.help);
        }
        out
    }

    /// A difference with its place.
    #[must_use]
    pub fn difference(&self, run: &PageRun, case: &CaseRun, difference: &Difference) -> String {
        let place = (self.shown)(Part::Place, &self.place(run, difference.line));
        let mut out = format!("{place}  {}\n", case.title);
        for line in difference.to_string().lines() {
            let shown = match line.trim_start().chars().next() {
                Some('-') => (self.shown)(Part::Expected, line),
                Some('+') => (self.shown)(Part::CameOut, line),
                _ => line.to_owned(),
            };
            let _ = writeln!(out, "{shown}");
        }
        out
    }

    fn place(&self, run: &PageRun, line: usize) -> String {
        format!("{}:{line}", (self.called)(&run.name))
    }
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

/// How it stands, in a line.
#[must_use]
pub fn count(runs: &[PageRun]) -> String {
    let answers: usize = runs.iter().map(PageRun::answers).sum();
    let differ: usize = runs.iter().map(|run| run.differences().count()).sum();
    let faults: usize = runs.iter().map(|run| run.faults.len()).sum();
    let pages = runs.iter().filter(|run| run.answers() > 0).count();
    let of = format!("{} on {}", counted(answers, "answer"), counted(pages, "page"));
    let to_mend = || format!("{} to mend, and what it is about was not run", counted(faults, "place"));
    match (differ, faults) {
        (0, 0) => format!("{of}: all as expected"),
        (0, _) => format!("{of} as expected; {}", to_mend()),
        (_, 0) => format!("{of}: {}", differing(differ)),
        _ => format!("{of}: {}; {}", differing(differ), to_mend()),
    }
}

fn differing(differ: usize) -> String {
    let verb = if differ == 1 { "differs" } else { "differ" };
    format!("{differ} {verb} (-: expected, +: came out)")
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
