//! `enrol snapshot`: the explained verdicts of a cohort, kept as files and compared with them.

use super::arguments::Snapshot;
use super::circumstances::Circumstances;
use super::difference::unified;
use super::failure::{FINDINGS, Failure, WELL};
use super::loaded::Rules;
use super::output::Voice;
use super::{records, screen};
use crate::compare::snapshot::{self, Files, INDEX};
use std::fs;
use std::path::Path;

/// Screens, and compares with the snapshots or writes them.
pub(super) fn run(arguments: &Snapshot, voice: &Voice) -> Result<u8, Failure> {
    if arguments.screened.circumstances.as_of.is_none() {
        return Err(Failure::wrong_use(
            "snapshots need --as-of: those of today would change by themselves tomorrow".to_owned(),
        ));
    }
    let circumstances = Circumstances::read(&arguments.screened.circumstances, voice)?;
    let rules = Rules::read(&arguments.screened.rules)?;
    rules.must_agree(voice)?;
    let (checked, rules_code) = rules.load(&circumstances.options(rules.all_words()), voice);
    let program = &checked.program;
    if program.trials.is_empty() {
        return Err(Failure::unreadable("these rule files hold no trial".to_owned()));
    }
    let mut batch =
        records::read(records::gather(&arguments.screened.patients)?, &program.vocabulary, circumstances.as_of);
    batch.tell(voice);
    let dates = circumstances.dates(program)?;
    batch.patients.iter_mut().for_each(|patient| circumstances.assume(patient));
    let after = snapshot::snapshot(&screen::explain_all(program, &batch.patients, &dates, false, voice));
    let before = read(&arguments.out)?;
    let code = match arguments.update {
        true => update(arguments, (&before, &after), voice)?,
        false => compare(arguments, (&before, &after), voice)?,
    };
    Ok(code.max(rules_code).max(batch.code()))
}

/// The snapshots of a folder: the index and what it names.
fn read(folder: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    let index = folder.join(INDEX);
    if !index.exists() {
        return Ok(files);
    }
    let text = |path: &Path| fs::read_to_string(path).map_err(|error| Failure::reading(path, &error));
    let index = text(&index)?;
    for path in snapshot::listed(&index) {
        let whole = folder.join(&path);
        if whole.exists() {
            files.insert(path, text(&whole)?);
        }
    }
    files.insert(INDEX.to_owned(), index);
    Ok(files)
}

/// Shows what is not as it is kept.
fn compare(arguments: &Snapshot, (before, after): (&Files, &Files), voice: &Voice) -> Result<u8, Failure> {
    let verdicts = after.len() - 1;
    let folder = arguments.out.display();
    if before.is_empty() {
        voice.say(&format!("{folder}: no snapshots yet; --update writes {verdicts}"));
        return Ok(FINDINGS);
    }
    let Some(summary) = snapshot::summary(before, after) else {
        if before.get(INDEX) != after.get(INDEX) {
            voice.say(&format!("{folder}: the index is not as it was written; --update writes it anew"));
            return Ok(FINDINGS);
        }
        voice.say(&format!("{verdicts} verdicts are as in {folder}"));
        return Ok(WELL);
    };
    let mut text = format!("{summary}\n");
    for (path, new) in after.iter().filter(|(path, _)| *path != INDEX) {
        if let Some(old) = before.get(path).filter(|old| *old != new) {
            let difference = unified(&format!("{folder}/{path}"), old, new, voice.colours_out());
            text.push_str(&format!("\n{difference}"));
        }
    }
    voice.print(&text)?;
    voice.say("if this is as it should be, --update writes the snapshots anew");
    Ok(FINDINGS)
}

/// Writes what changed, and takes away what is screened no longer.
fn update(arguments: &Snapshot, (before, after): (&Files, &Files), voice: &Voice) -> Result<u8, Failure> {
    if let Some(summary) = snapshot::summary(before, after).filter(|_| !before.is_empty()) {
        voice.print(&format!("{summary}\n"))?;
    }
    let mut written = 0;
    for (path, text) in after.iter().filter(|(path, text)| before.get(*path) != Some(text)) {
        let whole = arguments.out.join(path);
        if let Some(folder) = whole.parent() {
            fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
        }
        fs::write(&whole, text).map_err(|error| Failure::writing(&whole, &error))?;
        written += usize::from(path != INDEX);
    }
    let gone: Vec<&String> = before.keys().filter(|path| !after.contains_key(*path)).collect();
    for path in &gone {
        let whole = arguments.out.join(path);
        fs::remove_file(&whole).map_err(|error| Failure::writing(&whole, &error))?;
        // The folder of a trial that is screened no longer; others hold files, and stay.
        whole.parent().map(fs::remove_dir).transpose().ok();
    }
    let folder = arguments.out.display();
    voice.say(&format!("{folder}: {written} written, {} taken away, {} in all", gone.len(), after.len() - 1));
    Ok(WELL)
}
