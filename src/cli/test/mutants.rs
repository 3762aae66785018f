//! `--mutants`: the rules changed in one small place after the other, and which changes the cases notice.

use super::super::arguments::{Test, TestFormat};
use super::super::failure::{FINDINGS, Failure, WELL};
use super::super::output::Voice;
use super::super::rules::read;
use super::coverage::{Demanded, to_cover};
use super::disk::Disk;
use crate::check::Source;
use crate::compare::WitnessLine;
use crate::mutants::{self, Bench, Detail, Fate, FileMutants, Judge, Judged, Mutant, Report};
use crate::syntax::tree::FileKind;
use crate::testing::{PageRun, linked};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Whether somebody wants to know.
pub(super) fn is_wanted(arguments: &Test) -> bool {
    arguments.mutants || arguments.show_patients || demanded_by_name(arguments)
}

/// Whether a share of changes is demanded by its name: one number for all shares asks for no changes.
fn demanded_by_name(arguments: &Test) -> bool {
    arguments.fail_under.and_then(|least| least.by_name(Demanded::Mutants)).is_some()
}

/// Judges the small changes of all rule files that the pages link to; where no page is named, of those, too, that the settings say
/// tests are to cover.
///
/// # Errors
///
/// Where a file that tests are to cover cannot be read.
pub(super) fn judge(arguments: &Test, runs: &[PageRun], disk: &Disk, voice: &Voice) -> Result<Report, Failure> {
    let mut report = Report::default();
    let records = arguments.show_patients.then_some(arguments.search);
    let mut benches = Bench::of(runs, disk);
    if arguments.pages.is_empty() && arguments.only.is_none() {
        benches.extend(untested(runs, disk)?);
    }
    for bench in benches {
        let found = bench.mutants();
        let bar = voice.progress(found.len());
        let one = |judge: &mut Judge<'_>, mutant: Mutant| {
            let judged = judge.judge(mutant);
            let searched = records.filter(|_| judged.fate == Fate::Survived);
            let patient = searched.and_then(|records| judge.patient(&judged, records));
            bar.inc(1);
            (judged, patient)
        };
        let judged: Vec<(Judged, Option<(String, WitnessLine)>)> =
            found.into_par_iter().map_init(|| bench.judge(), one).collect();
        bar.finish_and_clear();
        report.add(FileMutants::of(&bench, judged));
    }
    Ok(report)
}

/// The rule files that the settings say tests are to cover, and to which no page links.
fn untested<'r>(runs: &[PageRun], disk: &'r Disk) -> Result<Vec<Bench<'r>>, Failure> {
    let tested: BTreeSet<&str> = runs
        .iter()
        .flat_map(|run| &run.cases)
        .flat_map(|case| &case.ran)
        .filter_map(|ran| ran.file.as_deref())
        .collect();
    let mut found = Vec::new();
    for path in to_cover()? {
        // A covered file is called as a link from a page beside it would call it.
        let name = linked(&path.display().to_string(), &file_name(&path)).display().to_string();
        let text = Arc::clone(read(&path)?.text());
        let source = Source::new(name, text);
        // A library is changed by nobody here: only trials are judged.
        if source.parsed().tree.kind() == FileKind::Trial && !tested.contains(source.name.as_str()) {
            found.push(Bench::untested(source, disk));
        }
    }
    Ok(found)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Tells of them, and gives the exit code that the demands ask for.
pub(super) fn tell(arguments: &Test, report: &Report, voice: &Voice) -> Result<u8, Failure> {
    if report.files.is_empty() {
        voice.say("no page links to a rule file, so there is nothing to change: write `Rules: [NAME](FILE)` on a page");
    } else if arguments.format == TestFormat::Terminal && arguments.out.is_none() {
        let detail = match report.files.len() {
            1 => Detail::Survivors,
            _ if voice.is_verbose() => Detail::Survivors,
            _ => Detail::Files,
        };
        voice.print(&format!("\n{}", mutants::summary(report, detail)))?;
    }
    let least = arguments.fail_under.and_then(|least| least.of(Demanded::Mutants)).unwrap_or(0);
    let mut code = WELL;
    for file in report.files.iter().filter(|file| file.total.percent() < least) {
        let score = file.total;
        voice.complain(&format!(
            "{}: {} % of small changes are noticed by a test ({}/{}), {least} % are demanded",
            file.name,
            score.percent(),
            score.noticed,
            score.all
        ));
        code = FINDINGS;
    }
    Ok(code)
}
