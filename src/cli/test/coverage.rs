//! `--coverage`: what of the rules the cases showed, told, written, and held against what is demanded.

use super::super::arguments::Test;
use super::super::failure::{FINDINGS, Failure, WELL};
use super::super::output::Voice;
use super::super::rules::{gather, on_shelf, read};
use super::super::settings::AllSettings;
use super::super::shelves::Shelves;
use crate::check::{Options, check};
use crate::coverage::{self, Coverage, Detail, Report};
use crate::testing::PageRun;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How much has to be shown of each rule file, in per cent; of what is not named, nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Least {
    outcomes: usize,
    decisions: usize,
    boundaries: usize,
    /// Of mutants; `None` where no number is demanded of them by name.
    pub(super) mutants: Option<usize>,
    /// One number for all shares that are told.
    pub(super) all: Option<usize>,
}

impl std::str::FromStr for Least {
    type Err = String;

    /// `90` for each share that is told, or shares by name: `outcomes=100,decisions=90`.
    fn from_str(text: &str) -> Result<Least, String> {
        let wrong = || {
            let shares = "outcomes=100,decisions=90,boundaries=80,mutants=90";
            format!("write one number from 0 to 100 for all, such as 90, or some of {shares}")
        };
        let percent = |text: &str| text.trim().parse().ok().filter(|percent| *percent <= 100).ok_or_else(wrong);
        if !text.contains('=') {
            let all = percent(text)?;
            return Ok(Least { outcomes: all, decisions: all, boundaries: all, mutants: None, all: Some(all) });
        }
        let mut least = Least::default();
        for part in text.split(',') {
            let (name, share) = part.split_once('=').ok_or_else(wrong)?;
            let place = match name.trim() {
                "mutants" => least.mutants.insert(0),
                "outcomes" => &mut least.outcomes,
                "decisions" => &mut least.decisions,
                "boundaries" => &mut least.boundaries,
                _ => return Err(wrong()),
            };
            *place = percent(share)?;
        }
        Ok(least)
    }
}

impl Least {
    /// What a report falls short of, a line for each rule file and share: a file that is well tested does not make up for another.
    fn missed(self, report: &Report) -> Vec<String> {
        let of = |file: &coverage::FileCoverage| {
            let shares = [
                ("outcomes", file.total.outcomes, self.outcomes),
                ("decisions", file.total.decisions, self.decisions),
                ("boundaries", file.total.boundaries, self.boundaries),
            ];
            let name = file.name.clone();
            let under = shares.into_iter().filter(|(_, share, least)| share.percent() < *least);
            let line = move |(what, share, least): (&str, coverage::Share, usize)| {
                let (percent, coverage::Share { shown, possible }) = (share.percent(), share);
                format!("{name}: {percent} % of {what} shown ({shown}/{possible}), {least} % are demanded")
            };
            under.map(line).collect::<Vec<_>>()
        };
        report.files.iter().flat_map(of).collect()
    }
}

/// How coverage is written to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Html,
    Lcov,
    Json,
    Source,
}

/// The endings of files that coverage can be written to.
const FORMS: [(&str, Form); 5] =
    [("html", Form::Html), ("info", Form::Lcov), ("lcov", Form::Lcov), ("json", Form::Json), ("txt", Form::Source)];

impl Form {
    /// As the ending of a file says.
    fn of(path: &Path) -> Result<Form, Failure> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let known = FORMS.iter().find(|(known, _)| ending.as_deref() == Some(*known));
        known.map(|(_, form)| *form).ok_or_else(|| {
            Failure::wrong_use(format!(
                "--coverage-to {}: the ending says how to write it: .html, .info or .lcov (LCOV), .json, or .txt (the rules, annotated)",
                path.display()
            ))
        })
    }

    fn write(self, report: &Report) -> Result<String, Failure> {
        Ok(match self {
            Form::Html => coverage::html(report),
            Form::Lcov => coverage::lcov(report),
            Form::Json => coverage::pretty(report).map_err(|error| Failure::unreadable(error.to_string()))?,
            Form::Source => coverage::annotated(report),
        })
    }
}

/// Whether somebody wants to know.
pub(super) fn is_wanted(arguments: &Test) -> bool {
    let demanded = |least: Least| least.outcomes.max(least.decisions).max(least.boundaries) > 0;
    arguments.coverage || arguments.fail_under.is_some_and(demanded) || !arguments.coverage_to.is_empty()
}

/// Whether what was asked for can be written, before anything is run.
pub(super) fn can_be_written(arguments: &Test) -> Result<(), Failure> {
    arguments.coverage_to.iter().try_for_each(|path| Form::of(path).map(|_| ()))
}

/// Tells what some runs showed, and the exit code that the demands ask for.
pub(super) fn tell(arguments: &Test, runs: &[PageRun], told: bool, voice: &Voice) -> Result<u8, Failure> {
    let (mut report, covered) = if arguments.pages.is_empty() { untested()? } else { Default::default() };
    runs.par_iter().map(PageRun::coverage).collect::<Vec<_>>().into_iter().for_each(|shown| report.join(shown));
    let ran = runs.iter().flat_map(|run| &run.cases).flat_map(|case| &case.ran);
    let linked = ran.filter_map(|ran| ran.file.clone());
    // Rules use a library by its place on the shelf, wherever that stands.
    let names: BTreeMap<String, String> =
        covered.into_iter().chain(linked).map(|name| (on_shelf(Path::new(&name)), name)).collect();
    let report = report.of_files(|name| names.get(name).cloned());
    if report.files.is_empty() {
        voice.say("no page links to a rule file, so there is nothing to cover: write `Rules: [NAME](FILE)` on a page");
    } else if told {
        let detail = match report.files.len() {
            1 => Detail::Missing,
            _ if voice.is_verbose() => Detail::Missing,
            _ => Detail::Trials,
        };
        voice.print(&format!("\n{}", coverage::summary(&report, detail)))?;
    }
    for path in &arguments.coverage_to {
        voice.deliver(&Form::of(path)?.write(&report)?, Some(path))?;
    }
    let missed = arguments.fail_under.unwrap_or_default().missed(&report);
    missed.iter().for_each(|line| voice.complain(line));
    Ok(if missed.is_empty() { WELL } else { FINDINGS })
}

/// The rule files that the settings say tests are to cover, as nothing is shown of them, and how each is called here.
fn untested() -> Result<(Report, Vec<String>), Failure> {
    let (mut report, mut names) = (Report::default(), Vec::new());
    let files = to_cover()?;
    let shelves = Shelves::beside(&files)?;
    // With all words known, as on pages.
    let options = Options { words: shelves.all_words(), ..Options::default() };
    for path in files {
        let mut source = read(&path)?;
        source.name = on_shelf(&path);
        let checked = check(std::slice::from_ref(&source), &|name| shelves.find(name), &options);
        report.join(match checked.program.trials.is_empty() {
            true => coverage::unused(&source),
            false => Coverage::new(&checked.program).report(),
        });
        names.push(path.display().to_string());
    }
    Ok((report, names))
}

/// The rule files that the settings here say tests are to cover.
pub(super) fn to_cover() -> Result<Vec<PathBuf>, Failure> {
    let here = PathBuf::from("./enrol.toml");
    let settings = AllSettings::of(std::slice::from_ref(&here))?;
    let Some((settings, folder)) = settings.with_folder(&here.display().to_string()) else { return Ok(Vec::new()) };
    if settings.tests.covers.is_empty() {
        return Ok(Vec::new());
    }
    gather(&settings.tests.covers.iter().map(|name| folder.join(name)).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::Least;

    #[test]
    fn a_demand_is_one_number_or_shares_by_name() {
        let least = |outcomes, decisions, boundaries| Least { outcomes, decisions, boundaries, ..Least::default() };
        assert_eq!("90".parse(), Ok(Least { all: Some(90), ..least(90, 90, 90) }));
        assert_eq!("outcomes=100, decisions=90".parse(), Ok(least(100, 90, 0)));
        assert_eq!("mutants=90".parse(), Ok(Least { mutants: Some(90), ..least(0, 0, 0) }));
        for wrong in ["", "101", "-1", "outcomes", "lines=90", "outcomes=100,", "90 %"] {
            assert!(wrong.parse::<Least>().is_err(), "{wrong}");
        }
    }
}
