//! Reports as LCOV tracefiles, which editors and continuous integration read.
//!
//! The lines of a criterion and of its conditions are lines of code (DA), run as often as the criterion bore on a verdict. A way in which a condition decides is a branch
//! (BRDA), taken as often as cases are named for it; where no case judged the criterion, the branch was never reached.

use super::report::{CriterionCoverage, Decides, Place, Report};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a file holds: how often lines ran, and the branches of conditions.
#[derive(Default)]
struct Lines<'r> {
    runs: BTreeMap<u32, usize>,
    branches: BTreeMap<&'r Place, BTreeMap<Decides, Option<usize>>>,
}

impl Lines<'_> {
    /// A line of several conditions ran as often as the one of them that was judged most often.
    fn ran(&mut self, line: u32, times: usize) {
        let known = self.runs.entry(line).or_default();
        *known = times.max(*known);
    }
}

/// A report as a tracefile.
#[must_use]
pub fn lcov(report: &Report) -> String {
    let mut files: BTreeMap<&str, Lines<'_>> = BTreeMap::new();
    let trials = report.files.iter().flat_map(|file| &file.trials);
    for criterion in trials.flat_map(|trial| &trial.criteria) {
        add(&mut files, criterion);
    }
    let mut out = String::new();
    for (name, lines) in files {
        write(&mut out, name, &lines);
    }
    out
}

fn add<'r>(files: &mut BTreeMap<&'r str, Lines<'r>>, criterion: &'r CriterionCoverage) {
    let own = files.entry(&criterion.place.file).or_default();
    own.ran(criterion.place.line, criterion.judged);
    for condition in &criterion.conditions {
        let lines = files.entry(&condition.place.file).or_default();
        lines.ran(condition.place.line, criterion.judged);
        let branches = lines.branches.entry(&condition.place).or_default();
        for one in &condition.decides {
            let taken = (criterion.judged > 0).then_some(one.cases.len());
            let known = branches.entry(one.decides).or_default();
            *known = match (*known, taken) {
                (Some(known), Some(taken)) => Some(known + taken),
                (known, taken) => known.or(taken),
            };
        }
    }
}

// Writing to a text cannot fail.
fn write(out: &mut String, name: &str, lines: &Lines<'_>) {
    let _ = writeln!(out, "TN:\nSF:{name}");
    for (block, (place, branches)) in lines.branches.iter().enumerate() {
        for (way, taken) in branches {
            let taken = taken.map_or_else(|| "-".to_owned(), |taken| taken.to_string());
            let _ = writeln!(out, "BRDA:{},{block},{},{taken}", place.line, *way as usize);
        }
    }
    let branches = || lines.branches.values().flat_map(BTreeMap::values);
    let taken = branches().filter(|taken| taken.is_some_and(|taken| taken > 0)).count();
    let _ = writeln!(out, "BRF:{}\nBRH:{taken}", branches().count());
    for (line, runs) in &lines.runs {
        let _ = writeln!(out, "DA:{line},{runs}");
    }
    let run = lines.runs.values().filter(|runs| **runs > 0).count();
    let _ = writeln!(out, "LF:{}\nLH:{run}\nend_of_record", lines.runs.len());
}
