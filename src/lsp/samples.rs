//! Sample patients: how many of them each criterion lets in, told beside it as it is edited.
//!
//! They are judged as `enrol screen` judges them, with every word that comes with the command known, so that a record's word of
//! another field is not taken for an unmapped one.

use super::view::View;
use super::workspace::{Workspace, walk};
use crate::check::{Ask, Checked, Options, Source};
use crate::evaluate::{Dates, Evaluator, Judgement, Standing, Verdict, VerdictOnly};
use crate::record::{Patient, ReadOptions, Reader};
use crate::value::Day;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// How many patients are judged at most: more would make the editor wait.
const MOST_PATIENTS: usize = 500;

/// How the sample patients stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Samples {
    /// How each criterion stands for them, by the byte at which it begins.
    pub(super) criteria: BTreeMap<u32, Tally>,
    /// One line for each patient: who, the verdict, and what keeps the patient out or is open.
    lines: Vec<String>,
    /// How many records could not be read, and how many were left for another day.
    refused: usize,
    more: usize,
    /// The day on which they were judged.
    as_of: String,
}

/// How a criterion stands for the patients for whom it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pass: usize,
    unknown: usize,
    all: usize,
}

/// What the samples were made from, to see whether they still hold.
pub(super) type Stamps = Vec<(PathBuf, Option<SystemTime>, u64)>;

/// The record files of the samples that are set for a file, and their stamps; nothing where none are.
pub(super) fn stamps(workspace: &Workspace, view: &View) -> Option<Stamps> {
    let folder = workspace.settings.patients.clone().or_else(|| view.patients())?;
    let folder = match workspace.folders.first() {
        Some(root) if folder.is_relative() => root.join(folder),
        _ => folder,
    };
    let mut files = Vec::new();
    if folder.is_dir() {
        walk(&folder, &["yaml", "yml", "ndjson", "jsonl"], &mut files);
    } else {
        files.push(folder);
    }
    let stamp = |path: PathBuf| {
        let file = fs::metadata(&path).ok()?;
        Some((path, file.modified().ok(), file.len()))
    };
    Some(files.into_iter().filter_map(stamp).collect())
}

/// Judges the patients of some files.
pub(super) fn judge(workspace: &Workspace, view: &View, files: &Stamps) -> Samples {
    let checked = with_all_words(workspace, view);
    let as_of = workspace.settings.as_of.as_deref().and_then(Day::parse).unwrap_or_else(today);
    let mut samples = Samples { as_of: as_of.to_string(), ..Samples::default() };
    let mut patients = read(&checked, as_of, files, &mut samples.refused);
    samples.more = patients.len().saturating_sub(MOST_PATIENTS);
    patients.truncate(MOST_PATIENTS);
    let program = &checked.program;
    let mut evaluator = Evaluator::new(program, Dates { as_of, anchors: Vec::new() });
    for (place, trial) in program.trials.iter().enumerate().filter(|(_, trial)| trial.file == view.own) {
        for patient in &patients {
            let judgement = evaluator.evaluate(place, patient, &mut VerdictOnly);
            let Some(version) = trial.versions.get(judgement.version) else { continue };
            for (criterion, outcome) in version.criteria.iter().zip(&judgement.criteria) {
                if matches!(criterion.ask, Ask::Clarifies(_) | Ask::NotStated(_)) {
                    continue;
                }
                samples.criteria.entry(criterion.span.start).or_default().add(outcome.standing);
            }
            let ids: Vec<&str> = version.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
            samples.lines.push(line(patient, &judgement, &ids));
        }
    }
    samples
}

/// The rules with every word known that records may hold.
fn with_all_words(workspace: &Workspace, view: &View) -> Checked {
    let name = view.inputs.root.name();
    let find = |used: &str| workspace.find(name, used).map(|text| text.source.clone());
    let words: Vec<Source> = workspace.usable(name).iter().filter_map(|used| find(used)).collect();
    let options = Options { words, ..Options::default() };
    crate::check::check(std::slice::from_ref(&view.inputs.root.source), &find, &options)
}

fn read(checked: &Checked, as_of: Day, files: &Stamps, refused: &mut usize) -> Vec<Patient> {
    let options = ReadOptions { as_of: Some(as_of), ..ReadOptions::default() };
    let mut reader = Reader::new(&checked.program.vocabulary, options);
    let mut patients = Vec::new();
    for (path, ..) in files {
        let Ok(bytes) = fs::read(path) else {
            *refused += 1;
            continue;
        };
        if is_lines(path) {
            for (line, number) in bytes.split(|byte| *byte == b'\n').zip(1..) {
                if line.iter().any(|byte| !byte.is_ascii_whitespace()) {
                    let (patient, _) = reader.read_json_line(line, number);
                    *refused += usize::from(patient.is_none());
                    patients.extend(patient);
                }
            }
        } else {
            let read = reader.read_yaml(&bytes);
            *refused += read.refused;
            patients.extend(read.patients);
        }
    }
    patients
}

fn is_lines(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "ndjson" || ending == "jsonl")
}

/// The day of the computer's clock, in UTC.
fn today() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let now = i64::try_from(since).ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let date = now.map(|now| now.to_zoned(jiff::tz::TimeZone::UTC).date());
    date.and_then(|date| Day::new(date.year(), date.month(), date.day())).unwrap_or(Day::MIN)
}

fn line(patient: &Patient, judgement: &Judgement, ids: &[&str]) -> String {
    let verdict = match judgement.verdict {
        Verdict::Eligible => "eligible",
        Verdict::Undetermined => "undetermined",
        Verdict::Ineligible => "ineligible",
    };
    let of = |wanted: &dyn Fn(Standing) -> bool| {
        let found = judgement.criteria.iter().zip(ids).filter(|(outcome, _)| wanted(outcome.standing));
        found.map(|(_, id)| *id).collect::<Vec<_>>().join(", ")
    };
    let (failed, open) = (
        of(&|standing| matches!(standing, Standing::Fail | Standing::AssumedFail)),
        of(&|standing| matches!(standing, Standing::Unknown | Standing::NotDue)),
    );
    let mut line = format!("{}: {verdict}", patient.id);
    let nowhere = judgement.cohorts.iter().all(|cohort| cohort.verdict.is_none());
    if nowhere && !judgement.cohorts.is_empty() {
        line.push_str("; belongs to no cohort");
    }
    // Writing to a text cannot fail.
    if !failed.is_empty() {
        let _ = write!(line, "; kept out by {failed}");
    }
    if !open.is_empty() {
        let _ = write!(line, "; open {open}");
    }
    line
}

impl Tally {
    fn add(&mut self, standing: Standing) {
        match standing {
            Standing::NotApplicable | Standing::Stated => return,
            Standing::Pass | Standing::Waived | Standing::AssumedPass => self.pass += 1,
            Standing::Unknown | Standing::NotDue => self.unknown += 1,
            Standing::Fail | Standing::AssumedFail => {}
        }
        self.all += 1;
    }

    /// `12 of 40 sample patients pass, 3 unknown`
    pub(super) fn text(self) -> String {
        let patients = if self.all == 1 { "sample patient passes" } else { "sample patients pass" };
        let unknown = if self.unknown > 0 { format!(", {} unknown", self.unknown) } else { String::new() };
        format!("{} of {} {patients}{unknown}", self.pass, self.all)
    }
}

impl Samples {
    /// What could not be told, where something could not.
    pub(super) fn left_out(&self) -> Option<String> {
        let records = if self.refused == 1 { "record" } else { "records" };
        (self.refused > 0).then(|| format!("{} sample {records} cannot be read", self.refused))
    }

    /// All patients with their verdicts.
    pub(super) fn text(&self) -> String {
        let mut text = format!("Sample patients, as of {}\n", self.as_of);
        for line in &self.lines {
            let _ = write!(text, "\n{line}");
        }
        if self.lines.is_empty() {
            text.push_str("\nno record could be judged by this file");
        }
        if let Some(left_out) = self.left_out() {
            let _ = write!(text, "\n\n{left_out}: `enrol screen` tells why");
        }
        if self.more > 0 {
            let _ = write!(text, "\n\n{} more patients are left out: `enrol screen` judges all", self.more);
        }
        text
    }
}
