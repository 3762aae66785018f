//! `enrol screen`: patients by trials.

use super::arguments::{Format, Require, Screen};
use super::circumstances::Circumstances;
use super::failure::{FINDINGS, Failure, WELL};
use super::loaded::Rules;
use super::output::Voice;

use super::{letters, paint, records};
use crate::check::Program;
use crate::evaluate::{Dates, Evaluator, Trace, Verdict, VerdictAndOpenings};
use crate::explain::{self, Cell, Explainer, Explanation, Layout, Line, Style};
use crate::record::Patient;
use crate::value::Day;
use rayon::prelude::*;

/// How many days ahead a change of the verdict is looked for.
const LOOK_AHEAD_DAYS: u16 = 366;

/// What a file of text begins with for programs that would otherwise guess its encoding.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// More screenings than this are shown in full only when asked for.
const MOST_DETAILED: usize = 6;

/// Screens and prints.
pub(super) fn run(arguments: &Screen, voice: &Voice) -> Result<u8, Failure> {
    let circumstances = Circumstances::read(&arguments.screened.circumstances, voice)?;
    let rules = Rules::read(&arguments.screened.rules)?;
    rules.must_agree(voice)?;
    let (checked, rules_code) = rules.load(&circumstances.options(rules.all_words()), voice);
    if checked.program.trials.is_empty() {
        return Err(Failure::unreadable("these rule files hold no trial".to_owned()));
    }
    if arguments.format == Format::Letters {
        return letters::run(arguments, &checked.program, &circumstances, voice).map(|code| code.max(rules_code));
    }
    let program = &checked.program;
    let mut batch =
        records::read(records::gather(&arguments.screened.patients)?, &program.vocabulary, circumstances.as_of);
    batch.tell(voice);
    let dates = circumstances.dates(program)?;
    batch.patients.iter_mut().for_each(|patient| circumstances.assume(patient));
    let many = batch.patients.len() * program.trials.len() > MOST_DETAILED;
    // A table of verdicts shows nothing of what lies ahead, and looking takes most of the time.
    let look_ahead = arguments.format != Format::Terminal || arguments.explain || !many;
    let explanations = explain_all(program, &batch.patients, &dates, look_ahead, voice);
    voice.deliver(&print(arguments, &explanations, voice)?, arguments.out.as_deref())?;
    let missed = arguments.require == Some(Require::Eligible) && !everybody_eligible(&explanations);
    let code = if missed { FINDINGS } else { WELL };
    let records_code = batch.code();
    Ok(code.max(rules_code).max(records_code))
}

/// Explains every patient's verdict for every trial, patients in the order of the records, trials in that of the rules.
pub(super) fn explain_all(
    program: &Program,
    patients: &[Patient],
    dates: &Dates,
    look_ahead: bool,
    voice: &Voice,
) -> Vec<Explanation> {
    let progress = voice.progress(patients.len());
    let explained: Vec<Vec<Explanation>> = patients
        .par_iter()
        .map_init(
            || (Evaluator::new(program, dates.clone()), Explainer::new(program)),
            |(evaluator, explainer), patient| {
                let mut all = Vec::with_capacity(program.trials.len());
                for trial in 0..program.trials.len() {
                    let mut explanation = explain_one(program, evaluator, explainer, trial, patient, dates);
                    if look_ahead {
                        explanation.when = Some(ahead(program, evaluator, trial, patient, dates));
                    }
                    all.push(explanation);
                }
                progress.inc(1);
                all
            },
        )
        .collect();
    progress.finish_and_clear();
    explained.into_iter().flatten().collect()
}

/// Explains one patient's verdict for one trial.
fn explain_one(
    program: &Program,
    evaluator: &mut Evaluator<'_>,
    explainer: &Explainer<'_>,
    trial: usize,
    patient: &Patient,
    dates: &Dates,
) -> Explanation {
    let mut trace = Trace::new(program);
    let judgement = evaluator.evaluate(trial, patient, &mut trace);
    explainer.explain(patient, dates, &judgement, &trace)
}

/// When the verdict changes if nothing new happens: what is complete today stays complete.
fn ahead(
    program: &Program,
    evaluator: &mut Evaluator<'_>,
    trial: usize,
    patient: &Patient,
    dates: &Dates,
) -> explain::When {
    let mut later = patient.clone();
    later.reviewed.iter_mut().filter(|review| review.to >= dates.as_of).for_each(|review| review.to = Day::MAX);
    later.absent.iter_mut().filter(|absent| absent.to >= dates.as_of).for_each(|absent| absent.to = Day::MAX);
    let mut judge = |as_of: Day| {
        evaluator.set_as_of(as_of);
        evaluator.evaluate(trial, &later, &mut VerdictAndOpenings)
    };
    let when = explain::when(program, dates.as_of, LOOK_AHEAD_DAYS, &mut judge);
    evaluator.set_as_of(dates.as_of);
    when
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
        Format::Json => serde_json::to_string_pretty(explanations).map_err(broken)? + "\n",
        Format::Ndjson => {
            explanations.iter().map(explain::json::line).collect::<Result<String, _>>().map_err(broken)?
        }
        Format::Markdown => explanations.iter().map(explain::markdown).collect::<Vec<_>>().join("\n---\n\n"),
        // Spreadsheets take a file without the mark for another encoding, and show ≥ and µ as something else; programs that
        // read a pipe take the mark for text.
        Format::Csv if arguments.out.is_some() => format!("{BYTE_ORDER_MARK}{}", explain::csv(explanations)),
        Format::Csv => explain::csv(explanations),
        Format::Html => explain::html(explanations),
        Format::Terminal | Format::Letters => {
            let colours = arguments.out.is_none() && voice.colours_out();
            paint::paint(&lines(arguments, explanations, voice), colours)
        }
    })
}

/// A table of all, where there are several, and behind it each in turn, the nearest to getting in first.
fn lines(arguments: &Screen, explanations: &[Explanation], voice: &Voice) -> Vec<Line> {
    let width = arguments.width.unwrap_or_else(|| voice.width());
    let layout = Layout { width, explain: arguments.explain };
    let mut lines = Vec::new();
    let mut ordered: Vec<(Cell, &Explanation)> = explanations.iter().map(|one| (Cell::from(one), one)).collect();
    ordered.sort_by_key(|(cell, _)| cell.nearness());
    if explanations.len() > 1 {
        let cells: Vec<Cell> = explanations.iter().map(Cell::from).collect();
        lines.extend(explain::matrix(&cells, width));
    }
    if explanations.len() > MOST_DETAILED && !arguments.explain {
        lines.push(Line::empty());
        let hint = "Criterion by criterion: screen fewer patients or trials, or add --explain.";
        lines.push(Line::of(hint, Style::Faint));
        return lines;
    }
    for (_, explanation) in ordered {
        if !lines.is_empty() {
            lines.push(Line::empty());
            lines.push(Line::of("─".repeat(width.min(80)), Style::Faint));
        }
        lines.extend(explain::terminal(explanation, layout));
    }
    lines
}
