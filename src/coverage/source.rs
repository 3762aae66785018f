//! Rule files with what was shown in the margin.
//!
//! The margin of the first line of a criterion says which outcomes were seen (`+` met, `-` not met, `?` unknown, `·` for one that
//! was not) and how much of the rest; a line with something below it that was never shown carries `!`, and what that is stands
//! under the criterion.

use super::report::{CriterionCoverage, FileCoverage, Report};
use super::summary::of;
use super::words;
use crate::value::Truth;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How wide the margin is.
const MARGIN: usize = 16;

/// All rule files of a report with trials in them.
#[must_use]
pub fn annotated(report: &Report) -> String {
    report.files.iter().map(file).collect::<Vec<_>>().join("\n")
}

fn file(file: &FileCoverage) -> String {
    let margins = Margins::of(file);
    let mut out = format!("{}\n", file.name);
    // Writing to a text cannot fail.
    for (line, text) in (1u32..).zip(file.text.lines()) {
        let margin = margins.text(line);
        let _ = writeln!(out, "{}", format!("{margin:MARGIN$}│ {text}").trim_end());
        for missing in margins.below.get(&line).into_iter().flatten() {
            let _ = writeln!(out, "{:MARGIN$}│   ! {missing}", "");
        }
    }
    out
}

/// What stands beside and under the lines of a file.
#[derive(Default)]
pub(super) struct Margins {
    pub(super) marks: BTreeMap<u32, Vec<String>>,
    pub(super) open: BTreeSet<u32>,
    pub(super) below: BTreeMap<u32, Vec<String>>,
}

impl Margins {
    pub(super) fn of(file: &FileCoverage) -> Margins {
        let mut margins = Margins::default();
        for criterion in file.trials.iter().flat_map(|trial| &trial.criteria) {
            margins.add(criterion);
        }
        margins
    }

    fn add(&mut self, criterion: &CriterionCoverage) {
        let marks = self.marks.entry(criterion.place.line).or_default();
        marks.push(mark(criterion));
        let below = self.below.entry(criterion.place.last_line).or_default();
        below.extend(words::missing(criterion));
        let conditions =
            criterion.conditions.iter().map(|one| (&one.place, one.decides.iter().any(|one| one.cases.is_empty())));
        let points =
            criterion.boundaries.iter().map(|one| (&one.place, one.points.iter().any(|one| one.cases.is_empty())));
        for (place, is_open) in conditions.chain(points) {
            if is_open && place.file == criterion.place.file {
                self.open.insert(place.line);
            }
        }
    }

    fn text(&self, line: u32) -> String {
        let marks = self.marks.get(&line).map(|marks| marks.join(" ")).unwrap_or_default();
        let open = if self.open.contains(&line) { "!" } else { " " };
        format!("{open} {marks}")
    }
}

/// `+-? 5/6 3/5`
fn mark(criterion: &CriterionCoverage) -> String {
    let signs = criterion.outcomes.iter().map(|one| match one.outcome {
        _ if one.cases.is_empty() => '·',
        Truth::Met => '+',
        Truth::NotMet => '-',
        Truth::Unknown => '?',
    });
    let mut mark: String = signs.collect();
    for share in [criterion.total.decisions, criterion.total.boundaries] {
        if share.possible > 0 {
            let _ = write!(mark, " {}", of(share));
        }
    }
    mark
}
