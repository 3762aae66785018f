//! `enrol test`: pages of tests from disk, run, told of, and written anew.

mod coverage;
mod disk;
mod github;
mod json;
mod junit;
mod mutants;
mod pages;
mod review;
mod terminal;
mod watch;

use super::arguments::{Test, TestFormat};
use super::failure::{FINDINGS, Failure, WELL};
use super::output::Voice;
use super::{shelves, written};
use crate::coverage::Report;
use crate::testing::{self, Difference, PageRun};
pub(super) use coverage::Least;
pub(super) use disk::Disk;
use pages::{TestPage, gather};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// What the pages of tests show of a rule file; of those that `enrol test` would run, where none are named.
pub(super) fn shown_beside(pages: &[PathBuf], rules: &Path, voice: &Voice) -> Result<Report, Failure> {
    let file = rules.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (mut found, _) = pages::found(pages, None, voice)?;
    found.retain(|page| page.text.contains(&file));
    let mut report = Report::default();
    run_all(&found, &Disk::default()).iter().for_each(|run| report.join(run.coverage()));
    Ok(report)
}

pub(super) fn run(arguments: &Test, voice: &Voice) -> Result<u8, Failure> {
    if arguments.watch {
        return watch::run(arguments, voice);
    }
    once(arguments, voice)
}

/// Runs all pages and tells of them.
fn once(arguments: &Test, voice: &Voice) -> Result<u8, Failure> {
    coverage::can_be_written(arguments)?;
    let (pages, settings_code) = gather(arguments, voice)?;
    let disk = Disk::default();
    let runs = run_all(&pages, &disk);
    let shared_code = if shelves::tell(&disk.review()?, voice) { FINDINGS } else { WELL };
    if let Some(only) = &arguments.only
        && runs.iter().all(|run| run.answers() == 0 && run.faults.is_empty())
    {
        return Err(Failure::wrong_use(format!(
            "--only {only}: no page and no heading of a case has this in its name, and no answer names such a criterion"
        )));
    }
    let mutants = match mutants::is_wanted(arguments) {
        true => Some(mutants::judge(arguments, &runs, &disk, voice)?),
        false => None,
    };
    let code = if arguments.update {
        update(&pages, &runs, voice)?
    } else if arguments.review {
        review::run(&pages, &runs, voice)?
    } else {
        let text = match arguments.format {
            TestFormat::Terminal => terminal::render(&runs, arguments.out.is_none() && voice.colours_out()),
            TestFormat::Json => json::render(&runs, mutants.as_ref())?,
            TestFormat::Junit => junit::render(&runs),
            TestFormat::Github => github::render(&runs) + &mutants.as_ref().map(github::survivors).unwrap_or_default(),
        };
        voice.deliver(&text, arguments.out.as_deref())?;
        if arguments.format != TestFormat::Terminal || arguments.out.is_some() {
            voice.say(&terminal::summary(&runs));
        }
        if runs.iter().any(|run| run.differences().next().is_some()) { FINDINGS } else { WELL }
    };
    let covered = if coverage::is_wanted(arguments) {
        let told = arguments.format == TestFormat::Terminal && arguments.out.is_none();
        coverage::tell(arguments, &runs, told, voice)?
    } else {
        WELL
    };
    let noticed = match &mutants {
        Some(report) => mutants::tell(arguments, report, voice)?,
        None => WELL,
    };
    let faults = runs.iter().any(|run| !run.faults.is_empty());
    let faults = if faults { FINDINGS } else { WELL };
    Ok(code.max(settings_code).max(shared_code).max(covered).max(noticed).max(faults))
}

/// Runs pages, as many at once as there are processors.
fn run_all(pages: &[TestPage], disk: &Disk) -> Vec<PageRun> {
    pages.par_iter().map(|page| testing::run(&page.name, &page.text, disk, &page.usual)).collect()
}

/// What is said of a page that cannot be understood: with a question missing, what is left may mean something else.
fn not_rewritten(run: &PageRun) -> String {
    format!("\n{}: nothing is written here until this is mended\n", run.name)
}

/// Writes what came out into the pages.
fn update(pages: &[TestPage], runs: &[PageRun], voice: &Voice) -> Result<u8, Failure> {
    let mut written = 0;
    for (page, run) in pages.iter().zip(runs) {
        let differences: Vec<&Difference> = run.differences().collect();
        if !run.faults.is_empty() {
            voice.print(&(terminal::faults(run, voice.colours_out()) + &not_rewritten(run)))?;
        } else if !differences.is_empty() {
            written::replace(&page.path, &run.rewritten(&differences))?;
            let answers = if differences.len() == 1 { "answer" } else { "answers" };
            voice.say(&format!("{}: {} {answers} rewritten", page.name, differences.len()));
            written += differences.len();
        }
    }
    voice.say(&match written {
        0 => "nothing to rewrite".to_owned(),
        _ => "read every line of the difference before you keep it".to_owned(),
    });
    Ok(WELL)
}
