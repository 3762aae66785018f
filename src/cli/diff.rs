//! `enrol diff`: what changed between two states of rules.

use super::arguments::{Diff, DiffFormat};
use super::circumstances::Circumstances;
use super::failure::{FINDINGS, Failure, UNREADABLE, WELL};
use super::git::{self, Revision};
use super::loaded::Rules;
use super::output::Voice;
use super::records::RecordFile;
use super::{paint, records, screen};
use crate::check::Program;
use crate::compare::{self, Comparison};
use crate::explain::Explanation;
use std::path::{Path, PathBuf};

/// Compares and prints.
pub(super) fn run(arguments: &Diff, voice: &Voice) -> Result<u8, Failure> {
    let circumstances = Circumstances::read(&arguments.circumstances, voice)?;
    let ((old_name, old), (new_name, new)) = states(arguments)?;
    let (old, old_code) = old.load(&circumstances.options(old.all_words()), voice);
    let (new, new_code) = new.load(&circumstances.options(new.all_words()), voice);
    // A change that brings errors is not to pass for one of meaning; one that mends those of before must not fail by them.
    let new_code = if new.has_errors() { UNREADABLE } else { new_code };
    if old.program.trials.is_empty() && new.program.trials.is_empty() {
        return Err(Failure::unreadable("these rule files hold no trial".to_owned()));
    }
    let mut comparison = compare::compare((&old_name, &old.program), (&new_name, &new.program));
    let mut records_code = WELL;
    if arguments.patients.is_empty() {
        if arguments.search > 0 {
            compare::witnesses(&mut comparison, &old.program, &new.program, circumstances.as_of, arguments.search);
        }
    } else {
        let files = records::gather(&arguments.patients)?;
        let (before, _) = explained(&old.program, files.clone(), &circumstances, voice, false)?;
        let (after, code) = explained(&new.program, files, &circumstances, voice, true)?;
        records_code = code;
        let as_of = circumstances.as_of.to_string();
        comparison.patients = Some(compare::patients(&comparison, &before, &after, &as_of));
    }
    voice.deliver(&print(arguments, &comparison, voice)?, arguments.out.as_deref())?;
    let code = if comparison.changes_meaning() { FINDINGS } else { WELL };
    Ok(code.max(old_code).max(new_code).max(records_code))
}

/// Every patient's explanations in one state, and the exit code that the records ask for.
fn explained(
    program: &Program,
    files: Vec<RecordFile>,
    circumstances: &Circumstances,
    voice: &Voice,
    tells: bool,
) -> Result<(Vec<Explanation>, u8), Failure> {
    let mut batch = records::read(files, &program.vocabulary, circumstances.as_of);
    if tells {
        batch.tell(voice);
    }
    let dates = circumstances.dates(program)?;
    batch.patients.iter_mut().for_each(|patient| circumstances.assume(patient));
    Ok((screen::explain_all(program, &batch.patients, &dates, false, voice), batch.code()))
}

/// A state of rules with its name.
type State = (String, Rules);

/// Both states that the command names.
fn states(arguments: &Diff) -> Result<(State, State), Failure> {
    let (old, new) = (&arguments.old, &arguments.new);
    if !Path::new(old).exists()
        && !old.contains(':')
        && let Some((from, to)) = git::range(old)?
    {
        return Ok((in_revision(&from, new)?, in_revision(&to, new)?));
    }
    Ok((state(old, new)?, state(new, old)?))
}

/// A state: a path, or a revision and a path.
fn state(name: &str, other: &str) -> Result<State, Failure> {
    let path = PathBuf::from(name);
    if path.exists() {
        return Ok((name.to_owned(), Rules::read(&[path])?));
    }
    match name.split_once(':') {
        Some((revision, path)) => in_revision(revision, path),
        None => Err(Failure::unreadable(format!(
            "{name}: there is no such file or folder; if it is a revision, say of what: `{name}:{other}`"
        ))),
    }
}

fn in_revision(revision: &str, path: &str) -> Result<State, Failure> {
    let revision = Revision::named(revision)?;
    Ok((format!("{}:{path}", revision.name), Rules::read_revision(&revision, path)?))
}

fn print(arguments: &Diff, comparison: &Comparison, voice: &Voice) -> Result<String, Failure> {
    Ok(match arguments.format {
        DiffFormat::Json => {
            let json = serde_json::to_string_pretty(comparison);
            json.map_err(|error| Failure::unreadable(error.to_string()))? + "\n"
        }
        DiffFormat::Markdown => compare::markdown(comparison),
        DiffFormat::Terminal => {
            let width = arguments.width.unwrap_or_else(|| voice.width());
            let colours = arguments.out.is_none() && voice.colours_out();
            paint::paint(&compare::terminal(comparison, width), colours)
        }
    })
}
