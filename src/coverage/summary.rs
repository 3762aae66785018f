//! What was shown, for the terminal: a line for each criterion, then what is missing.

use super::report::{CriterionCoverage, Report, Share, Tally};
use super::words;
use crate::wording::words::counted;
use std::fmt::Write as _;

/// How much a summary tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// A line for each trial.
    Trials,
    /// And a line for each criterion.
    Criteria,
    /// And what was not shown, in words.
    Missing,
}

/// The summary of a report.
#[must_use]
pub fn summary(report: &Report, detail: Detail) -> String {
    let mut out = String::new();
    // Writing to a text cannot fail.
    let trials = report.files.iter().flat_map(|file| &file.trials);
    let wide = trials.map(|trial| trial.id.chars().count()).max().unwrap_or(0);
    for file in &report.files {
        for trial in &file.trials {
            if detail == Detail::Trials {
                let _ = writeln!(out, "{:wide$}  {}", trial.id, tally(trial.total));
                continue;
            }
            let _ = writeln!(out, "{}  {}", trial.id, trial.title);
            let names = trial.criteria.iter().map(|one| words::name(trial, one).chars().count());
            let width = names.max().unwrap_or(0);
            for criterion in &trial.criteria {
                let _ = writeln!(out, "  {}", line(&words::name(trial, criterion), criterion, width));
                for line in words::missing(criterion).iter().filter(|_| detail == Detail::Missing) {
                    let _ = writeln!(out, "  {:width$}    {line}", "");
                }
            }
            let _ = writeln!(out, "  {}\n", tally(trial.total));
        }
    }
    if report.files.iter().map(|file| file.trials.len()).sum::<usize>() > 1 {
        let gap = if detail == Detail::Trials { "\n" } else { "" };
        let _ = writeln!(out, "{gap}In all: {}", tally(report.total));
    }
    let _ = writeln!(out, "{} judged.", counted(report.cases, "case"));
    out
}

fn line(name: &str, criterion: &CriterionCoverage, width: usize) -> String {
    let outcomes = criterion.outcomes.iter().map(|one| {
        let word = words::outcome(criterion.sort, one.outcome).replace(' ', "-");
        if one.cases.is_empty() { "·".repeat(word.chars().count()) } else { word }
    });
    let outcomes = outcomes.collect::<Vec<_>>().join(" ");
    let mut line = format!("{name:width$}  {outcomes}");
    for (what, share) in [("decided", criterion.total.decisions), ("boundaries", criterion.total.boundaries)] {
        if share.possible > 0 {
            let _ = write!(line, " | {what} {}", of(share));
        }
    }
    line
}

/// `5/6`
pub(super) fn of(share: Share) -> String {
    format!("{}/{}", share.shown, share.possible)
}

/// All shares on one line.
#[must_use]
pub fn tally(tally: Tally) -> String {
    let parts = [("outcomes", tally.outcomes), ("decided", tally.decisions), ("boundaries", tally.boundaries)];
    let part = |(what, share): (&str, Share)| format!("{what} {} ({} %)", of(share), share.percent());
    parts.map(part).join(" | ")
}
