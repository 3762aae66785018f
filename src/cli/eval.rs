//! `enrol eval`: one expression on one patient.

use super::arguments::Eval;
use super::circumstances::Circumstances;
use super::failure::{FINDINGS, Failure, UNREADABLE, WELL};
use super::output::Voice;
use super::report::{self, Reported};
use super::shelves::Shelves;
use super::{paint, records};
use crate::check::{CheckedExpression, Expression, check_expression};
use crate::diagnostic::Severity;
use crate::evaluate::{Evaluator, Trace};
use crate::explain::{self, Answer};
use std::fs;

pub(super) fn run(arguments: &Eval, voice: &Voice) -> Result<u8, Failure> {
    let circumstances = Circumstances::read(&arguments.circumstances, voice)?;
    let texts = expressions(arguments)?;
    let mut worst = WELL;
    let mut printed = String::new();
    let shelves = Shelves::beside(std::slice::from_ref(&arguments.patient))?;
    shelves.must_agree(voice)?;
    for text in &texts {
        let (answer, code) = answer(arguments, &shelves, &circumstances, text, voice)?;
        worst = worst.max(code);
        let Some(answer) = answer else {
            continue;
        };
        if arguments.json || arguments.file.is_some() {
            printed += &serde_json::to_string(&answer).map_err(|error| Failure::unreadable(error.to_string()))?;
            printed.push('\n');
        } else {
            printed += &paint::paint(&explain::answer_lines(&answer, voice.width()), voice.colours_out());
        }
    }
    voice.print(&printed)?;
    Ok(worst)
}

/// The expression of the command, or the lines of the file.
fn expressions(arguments: &Eval) -> Result<Vec<String>, Failure> {
    let Some(path) = &arguments.file else {
        return Ok(arguments.expression.iter().cloned().collect());
    };
    let text = fs::read_to_string(path).map_err(|error| Failure::reading(path, &error))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

fn answer(
    arguments: &Eval,
    shelves: &Shelves,
    circumstances: &Circumstances,
    text: &str,
    voice: &Voice,
) -> Result<(Option<Answer>, u8), Failure> {
    let options = circumstances.options(shelves.all_words());
    let checked = check_expression(text, &arguments.uses, &|name| shelves.find(name), &options);
    let Some(expression) = tell(&checked, voice) else {
        return Ok((None, FINDINGS));
    };
    let files = records::gather(std::slice::from_ref(&arguments.patient))?;
    let mut batch = records::read(files, &checked.program.vocabulary, circumstances.as_of);
    let program = &checked.program;
    if voice.is_verbose() {
        batch.tell(voice);
    }
    let Some(patient) = batch.patients.first_mut() else {
        batch.tell(voice);
        return Ok((None, UNREADABLE));
    };
    circumstances.assume(patient);
    let dates = circumstances.dates(program)?;
    let mut trace = Trace::new(program);
    let mut evaluator = Evaluator::new(program, dates.clone());
    match expression {
        Expression::Truth(id) => drop(evaluator.truth(id, patient, &mut trace)),
        Expression::Value(id) => drop(evaluator.value(id, patient, &mut trace)),
        Expression::Events(id) => drop(evaluator.events(id, patient, &mut trace)),
    }
    Ok((Some(explain::answer(program, patient, &dates, expression, &trace)), WELL))
}

/// Tells of what is wrong with an expression; gives it where it can be evaluated.
fn tell(checked: &CheckedExpression, voice: &Voice) -> Option<Expression> {
    let least = if voice.is_verbose() { Severity::Note } else { Severity::Error };
    for finding in checked.findings.iter().filter(|finding| finding.diagnostic.severity >= least) {
        if let Some(file) = checked.program.files.get(finding.file.0 as usize) {
            let found =
                Reported { name: &file.name, text: &file.text, diagnostic: &finding.diagnostic, set_aside: None };
            voice.say(&report::render(&found, voice.colours_err(), voice.width()));
        }
    }
    checked.expression
}
