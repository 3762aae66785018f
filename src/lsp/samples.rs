//! Sample patients: how many of them each criterion lets in, told beside it as it is edited.
//!
//! They are judged as `enrol screen` judges them, with every word that comes with the command known, so that a record's word of
//! another field is not taken for an unmapped one.

use super::tokens::{TokenKind, tokens};
use super::view::View;
use super::workspace::{Workspace, walk};
use crate::check::{Ask, Checked, Options, Source};
use crate::diagnostic::Severity;
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

/// The endings of records.
const RECORDS: &[&str] = &["yaml", "yml", "ndjson", "jsonl"];

/// How the sample patients stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Samples {
    /// How each criterion stands for them, by the byte at which it begins.
    pub(super) criteria: BTreeMap<u32, Tally>,
    /// One line for each patient: who, the verdict, and what keeps the patient out or is open.
    lines: Vec<String>,
    /// What of the samples was not judged, or otherwise than it was set; each makes sense alone.
    left_out: Vec<String>,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamps {
    /// The folder or file that is set.
    set: PathBuf,
    /// The record files in it.
    files: Vec<Stamp>,
    /// Folders that could not be looked into in full.
    closed: Vec<PathBuf>,
    /// The day that is set.
    as_of: Option<String>,
}

/// A file as it was when it was looked at; one that is away has no size.
type Stamp = (PathBuf, Option<SystemTime>, Option<u64>);

/// The folder or file of samples that is set for a file; nothing where none is.
pub(super) fn place(workspace: &Workspace, view: &View) -> Option<PathBuf> {
    let set = workspace.settings.patients.clone().or_else(|| view.patients())?;
    Some(match workspace.folders.first() {
        Some(root) if set.is_relative() => root.join(set),
        _ => set,
    })
}

/// The record files of the samples that are set for a file, and their stamps; nothing where none are set.
pub(super) fn stamps(workspace: &Workspace, view: &View) -> Option<Stamps> {
    let set = place(workspace, view)?;
    let (mut files, mut closed) = (Vec::new(), Vec::new());
    if set.is_dir() {
        walk(&set, RECORDS, &mut files, &mut closed);
    } else if set.exists() {
        files.push(set.clone());
    }
    let stamp = |path: PathBuf| {
        let file = fs::metadata(&path).ok();
        let (changed, size) = (file.as_ref().and_then(|file| file.modified().ok()), file.map(|file| file.len()));
        (path, changed, size)
    };
    let files = files.into_iter().map(stamp).collect();
    Some(Stamps { set, files, closed, as_of: workspace.settings.as_of.clone() })
}

/// How many of the sample files say a word, and of how many; nothing where there are none.
pub(super) fn saying(workspace: &Workspace, view: &View, word: &str) -> Option<(usize, usize)> {
    let stamps = stamps(workspace, view).filter(|stamps| !stamps.files.is_empty())?;
    let says = |(path, ..): &&Stamp| {
        let text = fs::read_to_string(path).unwrap_or_default();
        text.contains(word) && tokens(&text).iter().any(|token| said_by(token.kind, token.text, word))
    };
    Some((stamps.files.iter().filter(says).count(), stamps.files.len()))
}

/// Whether a token of a record says a word, by itself or in quotes.
fn said_by(kind: TokenKind, text: &str, word: &str) -> bool {
    match kind {
        TokenKind::Comment => false,
        TokenKind::Quoted => text.trim_matches('"') == word,
        _ => text == word,
    }
}

/// Judges the patients of some files.
pub(super) fn judge(workspace: &Workspace, view: &View, stamps: &Stamps) -> Samples {
    let checked = with_all_words(workspace, view);
    let mut left_out = stamps.not_found();
    let set = stamps.as_of.as_deref().filter(|day| !day.is_empty());
    let as_of = set.and_then(Day::parse).unwrap_or_else(today);
    if let Some(day) = set.filter(|day| Day::parse(day).is_none()) {
        left_out.push(format!("`{day}`, set as `asOf`, is not a day such as 2026-11-22: judged as of today"));
    }
    let mut patients = read(&checked, as_of, stamps, &mut left_out);
    let more = patients.len().saturating_sub(MOST_PATIENTS);
    if more > 0 {
        left_out.push(format!("{more} more sample {} not judged here", are(more, "patient is", "patients are")));
    }
    patients.truncate(MOST_PATIENTS);
    let mut samples = Samples { as_of: as_of.to_string(), left_out, ..Samples::default() };
    if !checked.program.trials.iter().any(|trial| trial.file == view.own) {
        samples.left_out.push("this file declares no trial for which patients could be judged".to_owned());
    }
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

fn read(checked: &Checked, as_of: Day, stamps: &Stamps, left_out: &mut Vec<String>) -> Vec<Patient> {
    let options = ReadOptions { as_of: Some(as_of), ..ReadOptions::default() };
    let mut reader = Reader::new(&checked.program.vocabulary, options);
    let (mut patients, mut refused, mut found) = (Vec::new(), 0, 0);
    for (path, ..) in &stamps.files {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                left_out.push(format!("{} cannot be read: {error}", path.display()));
                continue;
            }
        };
        let mut findings = Vec::new();
        if is_lines(path) {
            for (line, number) in bytes.split(|byte| *byte == b'\n').zip(1..) {
                if line.iter().any(|byte| !byte.is_ascii_whitespace()) {
                    let (patient, more) = reader.read_json_line(line, number);
                    refused += usize::from(patient.is_none());
                    patients.extend(patient);
                    findings.extend(more);
                }
            }
        } else {
            let read = reader.read_yaml(&bytes);
            refused += read.refused;
            patients.extend(read.patients);
            findings.extend(read.findings);
        }
        found += findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    }
    if refused > 0 {
        left_out.push(format!("{refused} sample {} cannot be read", are(refused, "record", "records")));
    }
    // What refuses a record is told as such.
    let within = found.saturating_sub(refused);
    if within > 0 {
        left_out.push(format!("{within} {} in sample records cannot be used", are(within, "entry", "entries")));
    }
    patients
}

const fn are(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
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

impl Stamps {
    /// What is set and is not there.
    fn not_found(&self) -> Vec<String> {
        let set = self.set.display();
        let mut missing: Vec<String> =
            self.closed.iter().map(|folder| format!("not all of {} could be looked into", folder.display())).collect();
        if !self.set.exists() {
            missing.push(format!("{set}, set for sample patients, does not exist"));
        } else if self.files.is_empty() && missing.is_empty() {
            missing.push(format!("no sample patients in {set}: records end in .yaml, .yml, .ndjson or .jsonl"));
        }
        missing
    }
}

impl Samples {
    /// What was not judged, in one line; nothing where all was.
    pub(super) fn left_out(&self) -> Option<String> {
        (!self.left_out.is_empty()).then(|| self.left_out.join("; "))
    }

    /// All patients with their verdicts.
    pub(super) fn text(&self) -> String {
        let mut text = format!("Sample patients, as of {}\n", self.as_of);
        for line in &self.lines {
            let _ = write!(text, "\n{line}");
        }
        if !self.lines.is_empty() && !self.left_out.is_empty() {
            text.push('\n');
        }
        for left_out in &self.left_out {
            let _ = write!(text, "\n{left_out}");
        }
        if !self.lines.is_empty() && !self.left_out.is_empty() {
            text.push_str("\n\n`enrol screen` judges all records, and tells what is wrong in them.");
        }
        text
    }
}
