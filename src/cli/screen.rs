//! `enrol screen`: patients by trials.

use super::arguments::{Format, Require, Screen};
use super::circumstances::Circumstances;
use super::failure::{FINDINGS, Failure, UNREADABLE, WELL};
use super::output::Voice;
use super::records::{self, Batch};
use super::{letters, paint, rules};
use crate::check::{Checked, Program};
use crate::evaluate::{Dates, Evaluator, Trace, Verdict};
use crate::explain::{self, Explanation};
use crate::record::Patient;
use crate::value::Day;
use rayon::prelude::*;

/// How many days ahead a change of the verdict is looked for.
const LOOK_AHEAD_DAYS: u16 = 366;

/// Screens and prints.
pub(super) fn run(arguments: &Screen, voice: &Voice) -> Result<u8, Failure> {
    let circumstances = Circumstances::read(&arguments.circumstances, voice)?;
    let (checked, rules_code) = super::check::load(&arguments.rules, &circumstances.options(), voice)?;
    if checked.program.trials.is_empty() {
        return Err(Failure::unreadable("these rule files hold no trial".to_owned()));
    }
    if arguments.format == Format::Letters {
        return letters::run(arguments, &checked.program, &circumstances, voice).map(|code| code.max(rules_code));
    }
    let (checked, mut batch) = read(arguments, checked, &circumstances, voice)?;
    let program = &checked.program;
    let dates = circumstances.dates(program)?;
    batch.patients.iter_mut().for_each(|patient| circumstances.assume(patient));
    let explanations = explain_all(program, &batch.patients, &dates, voice);
    voice.deliver(&print(arguments, &explanations, voice)?, arguments.out.as_deref())?;
    let missed = arguments.require == Some(Require::Eligible) && !everybody_eligible(&explanations);
    let code = if missed { FINDINGS } else { WELL };
    let records_code = if batch.unreadable > 0 { UNREADABLE } else { WELL };
    Ok(code.max(rules_code).max(records_code))
}

/// Reads the records with the words of the rules; where they hold other words, with all words that come with the
/// command, so that a word of another field is not mistaken for an unknown one.
fn read(
    arguments: &Screen,
    checked: Checked,
    circumstances: &Circumstances,
    voice: &Voice,
) -> Result<(Checked, Batch), Failure> {
    let batch = records::read(&arguments.patients, &checked.program.vocabulary, circumstances.as_of)?;
    if !batch.has_unknown_words() {
        batch.tell(voice);
        return Ok((checked, batch));
    }
    let mut options = circumstances.options();
    options.also = super::embedded::names();
    let (wider, _) = rules::check(&arguments.rules, &options)?;
    let batch = records::read(&arguments.patients, &wider.program.vocabulary, circumstances.as_of)?;
    batch.tell(voice);
    Ok((wider, batch))
}

/// Explains every patient's verdict for every trial, patients in the order of the records, trials in that of the rules.
fn explain_all(program: &Program, patients: &[Patient], dates: &Dates, voice: &Voice) -> Vec<Explanation> {
    let progress = voice.progress(patients.len());
    let explained: Vec<Vec<Explanation>> = patients
        .par_iter()
        .map_init(
            || Evaluator::new(program, dates.clone()),
            |evaluator, patient| {
                let all = (0..program.trials.len()).map(|trial| explain_one(program, evaluator, trial, patient, dates));
                let all = all.collect();
                progress.inc(1);
                all
            },
        )
        .collect();
    progress.finish_and_clear();
    explained.into_iter().flatten().collect()
}

/// Explains one patient's verdict for one trial, and looks ahead.
pub(super) fn explain_one(
    program: &Program,
    evaluator: &mut Evaluator<'_>,
    trial: usize,
    patient: &Patient,
    dates: &Dates,
) -> Explanation {
    let mut trace = Trace::new(program);
    let judgement = evaluator.evaluate(trial, patient, &mut trace);
    let mut explanation = explain::explain(program, patient, dates, &judgement, &trace);
    let judge = |as_of: Day| {
        let dates = Dates { as_of, ..dates.clone() };
        Evaluator::new(program, dates).evaluate(trial, patient, &mut Trace::new(program))
    };
    explanation.when = Some(explain::when(program, dates.as_of, LOOK_AHEAD_DAYS, &judge));
    explanation
}

fn everybody_eligible(explanations: &[Explanation]) -> bool {
    let eligible = |patient: &str| {
        let own = explanations.iter().filter(|explanation| explanation.patient == patient);
        own.into_iter().any(|explanation| explanation.verdict.verdict == Verdict::Eligible)
    };
    explanations.iter().all(|explanation| eligible(&explanation.patient))
}

fn print(arguments: &Screen, explanations: &[Explanation], voice: &Voice) -> Result<String, Failure> {
    let broken = |error: serde_json::Error| Failure::unreadable(error.to_string());
    Ok(match arguments.format {
        Format::Json => explain::json::pretty_all(explanations).map_err(broken)?,
        Format::Ndjson => {
            explanations.iter().map(explain::json::line).collect::<Result<String, _>>().map_err(broken)?
        }
        Format::Markdown => explain::markdown::markdown(explanations),
        Format::Csv => explain::csv::csv(explanations),
        Format::Html => explain::html::html(explanations),
        Format::Terminal | Format::Letters => {
            let layout = explain::terminal::Layout {
                width: arguments.width.unwrap_or_else(|| voice.width()),
                explain: arguments.explain,
            };
            let colours = arguments.out.is_none() && voice.colours_out();
            paint::paint(&explain::terminal::screen(explanations, layout), colours)
        }
    })
}
