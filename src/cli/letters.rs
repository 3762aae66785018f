//! Verdicts alone, a line for each patient and trial: the fast way through many records.
//!
//! The line is the patient's id, the trial's id where there are several trials, a letter for each criterion (T met, F not
//! met, U unknown), and the verdict, with tabs between them; lines are sorted by patient, then trial.

use super::arguments::Screen;
use super::circumstances::Circumstances;
use super::failure::{Failure, UNREADABLE, WELL};
use super::output::Voice;
use super::records::{self, RecordFile};
use crate::check::Program;
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
    let mut lines: Vec<String> = Vec::new();
    let mut unreadable = 0;
    for file in records::gather(&arguments.patients)? {
        let (found, refused) = if file.lines {
            screen_lines(&file, program, circumstances, &dates, voice)
        } else {
            let mut batch = records::read(vec![file], &program.vocabulary, circumstances.as_of);
            batch.tell(voice);
            let mut judge = Judge::new(program, &dates, circumstances);
            (batch.patients.iter_mut().map(|patient| judge.lines(patient)).collect(), batch.unreadable)
        };
        lines.extend(found);
        unreadable += refused;
    }
    lines.sort();
    voice.deliver(&lines.concat(), arguments.out.as_deref())?;
    if unreadable > 0 {
        voice.say(&format!("{unreadable} records were not readable and left out"));
    }
    Ok(if unreadable > 0 { UNREADABLE } else { WELL })
}

fn screen_lines(
    file: &RecordFile,
    program: &Program,
    circumstances: &Circumstances,
    dates: &Dates,
    voice: &Voice,
) -> (Vec<String>, usize) {
    let records: Vec<(u32, &[u8])> = records::numbered_lines(&file.bytes).collect();
    let progress = voice.progress(records.len());
    let chunks: Vec<(Vec<String>, Vec<String>)> = records
        .par_chunks(CHUNK)
        .map_init(
            || {
                let options = ReadOptions { as_of: Some(circumstances.as_of), ..ReadOptions::default() };
                (Reader::new(&program.vocabulary, options), Judge::new(program, dates, circumstances))
            },
            |(reader, judge), chunk| {
                let (mut lines, mut refused) = (Vec::with_capacity(chunk.len()), Vec::new());
                for (number, record) in chunk {
                    match reader.read_json_line(record, *number) {
                        (Some(mut patient), _) => lines.push(judge.lines(&mut patient)),
                        (None, findings) => {
                            let why = findings.first().map_or("", |finding| &finding.message);
                            refused.push(format!("{}: line {number}: {why}", file.name));
                        }
                    }
                }
                progress.inc(chunk.len() as u64);
                (lines, refused)
            },
        )
        .collect();
    progress.finish_and_clear();
    chunks.iter().flat_map(|(_, refused)| refused).for_each(|why| voice.say(why));
    let refused = chunks.iter().map(|(_, refused)| refused.len()).sum();
    (chunks.into_iter().flat_map(|(lines, _)| lines).collect(), refused)
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

    /// The lines of a patient, one for each trial.
    fn lines(&mut self, patient: &mut Patient) -> String {
        self.circumstances.assume(patient);
        let mut text = String::new();
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
            let _ = writeln!(text, "\t{verdict}");
        }
        text
    }
}
