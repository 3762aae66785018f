//! Bytes to [`Patient`]: YAML and NDJSON of one shape, read with line and column, nothing dropped in silence.
//!
//! Bytes become nodes, which both formats share, and these a patient. What cannot be used is reported and, where
//! it would have been part of a list, kept in mind as [`Unusable`], so that the list is not taken for complete. The shape of
//! records is told in docs/records.md; [`field`] holds it as a table.

mod amount;
mod attribute;
mod change;
mod contradiction;
mod derived;
mod entry;
pub mod field;
mod interval;
mod json;
mod measurement;
mod node;
mod patient;
mod point;
mod quantity;
mod reading;
mod schema;
mod statement;
#[cfg(test)]
mod tests;
mod timeline;
mod whole;
mod word;
mod yaml;

pub use change::{Changed, Slip, changed, left_out};
pub use patient::*;
pub use schema::{schema, schema_for};
pub use timeline::{Timeline, WordRun};

use crate::diagnostic::{Code, Diagnostic, LineIndex, Span};
use crate::value::{Day, digest};
use crate::vocabulary::Vocabulary;
use reading::{Lines, Lookup, Reading};

/// How records are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// The day for which the record is read: stands for the day on which it was written, where it does not say that.
    pub as_of: Option<Day>,
    /// How many bytes one record may have.
    pub most_bytes: usize,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions { as_of: None, most_bytes: 16 << 20 }
    }
}

/// What came of reading a file.
#[derive(Clone, Debug, Default)]
pub struct ReadFile {
    /// The patients, in the order of their records.
    pub patients: Vec<Patient>,
    /// What was found wrong, in the order of the records.
    pub findings: Vec<Diagnostic>,
    /// How many records could not be read at all.
    pub refused: usize,
}

/// Reads every record of a YAML file; several stand between lines of `---`.
#[must_use]
pub fn read_yaml(bytes: &[u8], vocabulary: &Vocabulary, options: &ReadOptions) -> ReadFile {
    Reader::new(vocabulary, *options).read_yaml(bytes)
}

/// Reads a line of NDJSON. Where many are read, a [`Reader`] is faster.
#[must_use]
pub fn read_json_line(
    line: &[u8],
    number: u32,
    vocabulary: &Vocabulary,
    options: &ReadOptions,
) -> (Option<Patient>, Vec<Diagnostic>) {
    Reader::new(vocabulary, *options).read_json_line(line, number)
}

/// Reads many records with one vocabulary; remembers units and names between them.
pub struct Reader<'v> {
    lookup: Lookup<'v>,
    options: ReadOptions,
}

impl<'v> Reader<'v> {
    /// A reader for one vocabulary.
    #[must_use]
    pub fn new(vocabulary: &'v Vocabulary, options: ReadOptions) -> Reader<'v> {
        Reader { lookup: Lookup::new(vocabulary), options }
    }

    /// Reads every record of a YAML file. Spans of findings are bytes of the file.
    #[must_use]
    pub fn read_yaml(&mut self, bytes: &[u8]) -> ReadFile {
        let mut out = ReadFile::default();
        let (text, mark) = match decode(bytes) {
            Ok(found) => found,
            Err(finding) => return ReadFile { findings: vec![*finding], refused: 1, ..out },
        };
        let index = LineIndex::new(text);
        for document in yaml::documents(text, self.options.most_bytes) {
            let (patient, findings) = match document.read {
                Err(finding) => (None, vec![*finding]),
                Ok(node) => {
                    let reading = self.reading(Lines::Many(text, &index));
                    reading.whole(&node, || digest(document.text.trim()))
                }
            };
            out.refused += usize::from(patient.is_none());
            out.patients.extend(patient);
            out.findings.extend(findings);
        }
        if mark > 0 {
            out.findings.iter_mut().for_each(|finding| shift(finding, mark));
        }
        out
    }

    /// Reads one line of NDJSON, which is line `number` of its file. Findings say in words where in the line they are; their
    /// spans are empty.
    #[must_use]
    pub fn read_json_line(&mut self, line: &[u8], number: u32) -> (Option<Patient>, Vec<Diagnostic>) {
        let text = match decode(line) {
            Ok((text, _)) => text.trim(),
            Err(finding) => return (None, vec![*finding]),
        };
        if text.len() > self.options.most_bytes {
            let message =
                format!("the record has {} bytes, more than the {} that are read", text.len(), self.options.most_bytes);
            return (None, vec![Diagnostic::new(Code::TooLarge, Span::default(), message)]);
        }
        let exact = json::long_numbers_as_text(text);
        match json::read(&exact) {
            Ok(node) => self.reading(Lines::One(number)).whole(&node, || digest(text)),
            Err(error) => {
                let message = format!("the record is not JSON: {error}");
                let help = "each line holds one record as one JSON object";
                (None, vec![Diagnostic::new(Code::Unreadable, Span::default(), message).help(help)])
            }
        }
    }

    fn reading<'r, 't>(&'r mut self, lines: Lines<'t>) -> Reading<'r, 'v, 't> {
        Reading {
            lookup: &mut self.lookup,
            options: self.options,
            lines,
            patient: Patient::default(),
            events: Vec::new(),
            findings: Vec::new(),
            place: ("", 0),
            recorded: None,
        }
    }
}

/// The text without a byte order mark, and how long that was.
fn decode(bytes: &[u8]) -> Result<(&str, usize), Box<Diagnostic>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let before = bytes.get(..at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("byte {} (line {line}) is no part of a text in UTF-8", at + 1);
        Box::new(Diagnostic::new(Code::Unreadable, Span::new(at, at + 1), message).help("save the file as UTF-8"))
    })?;
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok((plain, text.len() - plain.len()))
}

fn shift(finding: &mut Diagnostic, by: usize) {
    let moved = |span: Span| Span::new(span.start as usize + by, span.end as usize + by);
    finding.labels.iter_mut().for_each(|label| label.span = moved(label.span));
    finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits).for_each(|edit| edit.span = moved(edit.span));
}
