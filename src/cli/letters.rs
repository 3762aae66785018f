//! Verdicts alone, a line for each patient and trial: the fast way through many records.
//!
//! The line is the patient's id, the trial's id where there are several trials, a letter for each criterion (T met, F not
//! met, U unknown), and the verdict, with tabs between them; lines are sorted by patient, then trial.

use super::arguments::{Require, Screen};
use super::circumstances::Circumstances;
use super::failure::{FINDINGS, Failure, UNREADABLE, WELL};
use super::output::Voice;
use super::records::{self, RecordFile};
use crate::check::Program;
use crate::diagnostic::Severity;
use crate::evaluate::{Dates, Evaluator, Judgement, Verdict, VerdictOnly};
use crate::record::{Patient, ReadOptions, Reader};
use crate::value::Truth;
use rayon::prelude::*;
use std::fmt::Write as _;

/// How many records one thread takes at a time.
const CHUNK: usize = 256;

/// Screens without explanations.
pub(super) fn run(
    arguments: &Screen,
    program: &Program,
    circumstances: &Circumstances,
    voice: &Voice,
) -> Result<u8, Failure> {
    let dates = circumstances.dates(program)?;
    let mut lines: Vec<Line> = Vec::new();
    let mut code = WELL;
    for file in records::gather(&arguments.screened.patients)? {
        if file.lines {
            let (found, own_code) = screen_lines(&file, program, circumstances, &dates, voice);
            lines.extend(found);
            code = code.max(own_code);
        } else {
            let mut batch = records::read(vec![file], &program.vocabulary, circumstances.as_of);
            batch.tell(voice);
            code = code.max(batch.code());
            let mut judge = Judge::new(program, &dates, circumstances);
            lines.extend(batch.patients.iter_mut().map(|patient| judge.line(patient)));
        }
    }
    lines.sort_by(|one, other| one.text.cmp(&other.text));
    let text: String = lines.iter().map(|line| line.text.as_str()).collect();
    voice.deliver(&text, arguments.out.as_deref())?;
    let missed = arguments.require == Some(Require::Eligible) && !lines.iter().all(|line| line.eligible);
    Ok(code.max(if missed { FINDINGS } else { WELL }))
}

/// The lines of one patient, one for each trial.
struct Line {
    text: String,
    /// Whether the patient is eligible for some trial.
    eligible: bool,
}

fn screen_lines(
    file: &RecordFile,
    program: &Program,
    circumstances: &Circumstances,
    dates: &Dates,
    voice: &Voice,
) -> (Vec<Line>, u8) {
    let records: Vec<(u32, &[u8])> = records::numbered_lines(&file.bytes).collect();
    let progress = voice.progress(records.len());
    let chunks: Vec<(Vec<Line>, Vec<String>, u8)> = records
        .par_chunks(CHUNK)
        .map_init(
            || {
                let options = ReadOptions { as_of: Some(circumstances.as_of), ..ReadOptions::default() };
                (Reader::new(&program.vocabulary, options), Judge::new(program, dates, circumstances))
            },
            |(reader, judge), chunk| {
                let (mut lines, mut told, mut code) = (Vec::with_capacity(chunk.len()), Vec::new(), WELL);
                for (number, record) in chunk {
                    let (patient, findings) = reader.read_json_line(record, *number);
                    for finding in findings.iter().filter(|finding| finding.severity >= Severity::Warning) {
                        told.push(format!("{}: line {number}: {}: {}", file.name, finding.code, finding.message));
                        code = code.max(if finding.severity == Severity::Error { FINDINGS } else { WELL });
                    }
                    match patient {
                        Some(mut patient) => lines.push(judge.line(&mut patient)),
                        None => code = UNREADABLE,
                    }
                }
                progress.inc(chunk.len() as u64);
                (lines, told, code)
            },
        )
        .collect();
    progress.finish_and_clear();
    chunks.iter().flat_map(|(_, told, _)| told).for_each(|told| voice.say(told));
    let code = chunks.iter().map(|(_, _, code)| *code).max().unwrap_or(WELL);
    (chunks.into_iter().flat_map(|(lines, _, _)| lines).collect(), code)
}

/// Judges patient after patient, with everything used again.
struct Judge<'p> {
    program: &'p Program,
    circumstances: &'p Circumstances,
    evaluator: Evaluator<'p>,
    judgement: Judgement,
}

impl<'p> Judge<'p> {
    fn new(program: &'p Program, dates: &Dates, circumstances: &'p Circumstances) -> Judge<'p> {
        let evaluator = Evaluator::new(program, dates.clone());
        Judge { program, circumstances, evaluator, judgement: Judgement::default() }
    }

    fn line(&mut self, patient: &mut Patient) -> Line {
        self.circumstances.assume(patient);
        let (mut text, mut eligible) = (String::new(), false);
        for (place, trial) in self.program.trials.iter().enumerate() {
            self.evaluator.evaluate_into(place, patient, &mut VerdictOnly, &mut self.judgement);
            text.push_str(&patient.id);
            if self.program.trials.len() > 1 {
                let _ = write!(text, "\t{}", trial.id);
            }
            text.push('\t');
            text.extend(self.judgement.criteria.iter().map(|criterion| match criterion.truth {
                Truth::Met => 'T',
                Truth::NotMet => 'F',
                Truth::Unknown => 'U',
            }));
            let verdict = match self.judgement.verdict {
                Verdict::Eligible => "eligible",
                Verdict::Undetermined => "undetermined",
                Verdict::Ineligible => "ineligible",
            };
            eligible |= self.judgement.verdict == Verdict::Eligible;
            let _ = writeln!(text, "\t{verdict}");
        }
        Line { text, eligible }
    }
}
