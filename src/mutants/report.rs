//! Which mutants tests notice, as plain data.

use super::bench::Bench;
use super::fate::{Fate, Judged};
use super::lines::shown;
use crate::compare::WitnessLine;
use schemars::JsonSchema;
use serde::Serialize;

/// The version of the format, raised when a meaning changes.
pub const FORMAT_VERSION: u32 = 1;

/// Which mutants tests notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Report {
    /// The version of the format.
    pub format: u32,
    /// How many are noticed.
    pub total: Score,
    /// By rule file.
    pub files: Vec<FileMutants>,
}

/// How many of some mutants are noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Score {
    /// How many a test notices.
    pub noticed: usize,
    /// How many there are.
    pub all: usize,
}

/// The mutants of one rule file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileMutants {
    /// Its name.
    pub name: String,
    /// How many answers they were judged by.
    pub cases: usize,
    /// How many answers were left out, since they do not come out as they should even without a change.
    pub failing: usize,
    /// How many are noticed.
    pub total: Score,
    /// How many changes were set aside, since they do not check.
    pub unchecked: usize,
    /// How many changes were set aside, since they say the same as before.
    pub same: usize,
    /// By what they stand in, in the order of the file.
    pub items: Vec<ItemScore>,
    /// The mutants themselves, in the order of the file.
    pub mutants: Vec<Outcome>,
}

/// The mutants of a criterion, or of something that criteria use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ItemScore {
    /// What it is: `I4`, `parameter minimum_upcr`.
    pub item: String,
    /// How many are noticed.
    pub total: Score,
}

/// A mutant and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Outcome {
    /// What it stands in: `I4`, `parameter minimum_upcr`.
    pub item: String,
    /// The criteria, by id, and cohorts, by name, that mean something else by it.
    pub changes: Vec<String>,
    /// The first line that it changes, from 1.
    pub line: usize,
    /// How many lines it changes.
    pub lines: usize,
    /// The lines as they stand.
    pub before: Vec<String>,
    /// The lines as they would stand; none where they are left out.
    pub after: Vec<String>,
    /// Where the first change is in the lines as they would stand: in the first of them. Absent where that line itself is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// What kind of change it is.
    pub operator: String,
    /// The first test that notices it: the page and line of its answer. Absent where none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noticed_by: Option<String>,
    /// What a search for somebody who would notice it found, where one was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patient: Option<Patient>,
}

/// A place in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mark {
    /// The letter at which it begins, from 0.
    pub column: usize,
    /// How many letters; 1 where something was only left out.
    pub width: usize,
}

/// What a search for somebody who would notice a mutant found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Patient {
    /// The criterion that would tell.
    pub criterion: String,
    /// What was found: how the criterion stands before the change and after it.
    pub found: WitnessLine,
}

impl Score {
    fn add(&mut self, noticed: bool) {
        self.noticed += usize::from(noticed);
        self.all += 1;
    }

    /// The share that is noticed, in per cent, rounded down; all of none.
    #[must_use]
    pub fn percent(self) -> usize {
        (self.noticed * 100).checked_div(self.all).unwrap_or(100)
    }

    /// How many no test notices.
    #[must_use]
    pub fn survived(self) -> usize {
        self.all - self.noticed
    }
}

impl Report {
    /// Adds a file to those before it.
    pub fn add(&mut self, file: FileMutants) {
        self.format = FORMAT_VERSION;
        self.total.noticed += file.total.noticed;
        self.total.all += file.total.all;
        self.files.push(file);
    }
}

impl FileMutants {
    /// What came of the mutants of a rule file, each with whom a search for somebody found.
    #[must_use]
    pub fn of(bench: &Bench<'_>, judged: Vec<(Judged, Option<(String, WitnessLine)>)>) -> FileMutants {
        let mut file = FileMutants {
            name: bench.file().to_owned(),
            cases: bench.cases(),
            failing: bench.failing(),
            ..FileMutants::default()
        };
        for (judged, patient) in judged {
            let noticed_by = match &judged.fate {
                Fate::Unchecked => {
                    file.unchecked += 1;
                    continue;
                }
                Fate::Same => {
                    file.same += 1;
                    continue;
                }
                Fate::Noticed(by) => Some(by.clone()),
                Fate::Survived => None,
            };
            file.count(&judged.mutant.item, noticed_by.is_some());
            let patient = patient.map(|(criterion, found)| Patient { criterion, found });
            file.mutants.push(Outcome { noticed_by, patient, ..outcome(bench.text(), &judged) });
        }
        file
    }

    fn count(&mut self, item: &str, noticed: bool) {
        self.total.add(noticed);
        if let Some(known) = self.items.iter_mut().find(|known| known.item == item) {
            return known.total.add(noticed);
        }
        let mut total = Score::default();
        total.add(noticed);
        self.items.push(ItemScore { item: item.to_owned(), total });
    }

    /// The mutants that no test notices.
    pub fn survivors(&self) -> impl Iterator<Item = &Outcome> {
        self.mutants.iter().filter(|mutant| mutant.noticed_by.is_none())
    }
}

fn outcome(text: &str, judged: &Judged) -> Outcome {
    let shown = shown(text, &judged.mutant);
    let mut changes: Vec<String> = judged.changed.iter().map(|one| one.id.clone()).collect();
    changes.dedup();
    Outcome {
        item: judged.mutant.item.clone(),
        changes,
        line: shown.line,
        lines: shown.before.len(),
        before: shown.before,
        after: shown.after,
        mark: shown.mark,
        operator: judged.mutant.operator.name.to_owned(),
        noticed_by: None,
        patient: None,
    }
}
