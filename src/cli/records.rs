//! Records from disk or standard input.

use super::failure::{FINDINGS, Failure, UNREADABLE, WELL};
use super::output::Voice;
use super::report::{self, Reported};
use super::rules;
use crate::diagnostic::{Diagnostic, Severity};
use crate::record::{Patient, ReadOptions, Reader};
use crate::value::Day;
use crate::vocabulary::Vocabulary;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The endings of record files, as they are looked for in folders.
const ENDINGS: &[&str] = &["yaml", "yml", "ndjson", "jsonl"];

/// A file of records, in memory.
#[derive(Clone, Debug)]
pub(super) struct RecordFile {
    /// Its name.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// One record a line, rather than YAML.
    pub(super) lines: bool,
}

/// Records that were read.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// The patients, in the order of the files and records.
    pub(super) patients: Vec<Patient>,
    /// How many records could not be read at all.
    pub(super) unreadable: usize,
    findings: Vec<(usize, Diagnostic)>,
    files: Vec<RecordFile>,
}

/// The record files of a command, those in folders sorted by path.
pub(super) fn gather(paths: &[PathBuf]) -> Result<Vec<RecordFile>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside = Vec::new();
            rules::walk(path, ENDINGS, &|_| false, &mut inside)?;
            for file in inside {
                files.push(read_file(&file)?);
            }
        } else {
            files.push(read_file(path)?);
        }
    }
    if files.is_empty() {
        return Err(Failure::unreadable(
            "no records here: record files end in .yaml, .yml, .ndjson or .jsonl".to_owned(),
        ));
    }
    Ok(files)
}

fn read_file(path: &Path) -> Result<RecordFile, Failure> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::reading(Path::new("standard input"), &error))?;
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        return Ok(RecordFile { name: "standard input".to_owned(), lines: first == Some(&b'{'), bytes });
    }
    let bytes = fs::read(path).map_err(|error| Failure::reading(path, &error))?;
    let lines = path.extension().is_some_and(|ending| ending == "ndjson" || ending == "jsonl");
    Ok(RecordFile { name: path.display().to_string(), bytes, lines })
}

/// Reads all records of some files.
pub(super) fn read(files: Vec<RecordFile>, vocabulary: &Vocabulary, as_of: Day) -> Batch {
    let options = ReadOptions { as_of: Some(as_of), ..ReadOptions::default() };
    let mut reader = Reader::new(vocabulary, options);
    let mut batch = Batch::default();
    for (place, file) in files.iter().enumerate() {
        if file.lines {
            for (number, line) in numbered_lines(&file.bytes) {
                let (patient, findings) = reader.read_json_line(line, number);
                batch.unreadable += usize::from(patient.is_none());
                batch.patients.extend(patient);
                batch.findings.extend(findings.into_iter().map(|finding| (place, at_line(finding, number))));
            }
        } else {
            let read = reader.read_yaml(&file.bytes);
            batch.unreadable += read.refused;
            batch.patients.extend(read.patients);
            batch.findings.extend(read.findings.into_iter().map(|finding| (place, finding)));
        }
    }
    batch.files = files;
    batch
}

/// The lines that hold a record, with their numbers.
pub(super) fn numbered_lines(bytes: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    let lines = (1u32..).zip(bytes.split(|byte| *byte == b'\n'));
    lines.filter(|(_, line)| line.iter().any(|byte| !byte.is_ascii_whitespace()))
}

fn at_line(mut finding: Diagnostic, number: u32) -> Diagnostic {
    finding.message = format!("line {number}: {}", finding.message);
    finding
}

impl Batch {
    /// The exit code that the records ask for.
    pub(super) fn code(&self) -> u8 {
        if self.unreadable > 0 {
            UNREADABLE
        } else if self.findings.iter().any(|(_, finding)| finding.severity == Severity::Error) {
            FINDINGS
        } else {
            WELL
        }
    }

    /// Tells of everything found in the records: nothing that a record holds is dropped in silence.
    pub(super) fn tell(&self, voice: &Voice) {
        let least = if voice.is_verbose() { Severity::Note } else { Severity::Warning };
        for (place, finding) in self.findings.iter().filter(|(_, finding)| finding.severity >= least) {
            let Some(file) = self.files.get(*place) else {
                continue;
            };
            let text = if file.lines { "" } else { std::str::from_utf8(&file.bytes).unwrap_or_default() };
            let found = Reported { name: &file.name, text, diagnostic: finding, set_aside: None };
            voice.say(&report::render(&found, voice.colours_err(), voice.width()));
        }
        if self.unreadable > 0 {
            let records = if self.unreadable == 1 { "record was" } else { "records were" };
            voice.say(&format!("{} {records} not readable and left out", self.unreadable));
        }
    }
}
