//! `--coverage`: what of the rules the cases showed, told, written, and held against what is demanded.

use super::super::arguments::Test;
use super::super::failure::{FINDINGS, Failure, WELL};
use super::super::output::Voice;
use super::super::rules::{gather, on_shelf, read};
use super::super::settings::AllSettings;
use super::super::shelves::Shelves;
use crate::check::{Options, check};
use crate::coverage::{self, Coverage, Detail, Report, Share};
use crate::testing::PageRun;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How much has to be shown of each rule file, in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Least {
    /// So much of every share that is told.
    Each(usize),
    /// So much of some shares; of the others nothing.
    Named([Option<usize>; 4]),
}

/// What can be demanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Demanded {
    Outcomes,
    Decisions,
    Boundaries,
    Mutants,
}

/// What each is called on the command line.
const DEMANDED: [(&str, Demanded); 4] = [
    ("outcomes", Demanded::Outcomes),
    ("decisions", Demanded::Decisions),
    ("boundaries", Demanded::Boundaries),
    ("mutants", Demanded::Mutants),
];

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
            return Ok(Least::Each(percent(text)?));
        }
        let mut named = [None; 4];
        for part in text.split(',') {
            let (name, share) = part.split_once('=').ok_or_else(wrong)?;
            let place = DEMANDED.iter().position(|(known, _)| *known == name.trim());
            let place = place.and_then(|place| named.get_mut(place)).ok_or_else(wrong)?;
            *place = Some(percent(share)?);
        }
        Ok(Least::Named(named))
    }
}

impl Least {
    /// How much of something has to be shown, where it is told; where no number is demanded of it, [`None`].
    pub(super) fn of(self, what: Demanded) -> Option<usize> {
        match self {
            Least::Each(percent) => Some(percent),
            Least::Named(_) => self.by_name(what),
        }
    }

    /// The same where the number is demanded of this by name, so that it is to be told, too.
    pub(super) fn by_name(self, what: Demanded) -> Option<usize> {
        let Least::Named(named) = self else { return None };
        DEMANDED.iter().zip(named).find(|((_, known), _)| *known == what).and_then(|(_, percent)| percent)
    }

    /// Whether it asks for coverage, told or not.
    fn asks_for_coverage(self) -> bool {
        let all = [Demanded::Outcomes, Demanded::Decisions, Demanded::Boundaries];
        all.into_iter().any(|what| self.of(what).is_some_and(|percent| percent > 0))
    }

    /// What a report falls short of, a line for each rule file and share: a file that is well tested does not make up for another.
    fn missed(self, report: &Report) -> Vec<String> {
        let of = |file: &coverage::FileCoverage| {
            let (file_name, total) = (file.name.clone(), file.total);
            let demanded = DEMANDED.into_iter().filter_map(move |(name, what)| {
                let share = match what {
                    Demanded::Outcomes => total.outcomes,
                    Demanded::Decisions => total.decisions,
                    Demanded::Boundaries => total.boundaries,
                    Demanded::Mutants => return None,
                };
                Some((name, share, self.of(what)?))
            });
            let under = demanded.filter(|(_, share, least)| share.percent() < *least);
            let line = move |(what, share, least): (&str, Share, usize)| {
                let (percent, Share { shown, possible }) = (share.percent(), share);
                format!("{file_name}: {percent} % of {what} shown ({shown}/{possible}), {least} % are demanded")
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
    arguments.coverage
        || arguments.fail_under.is_some_and(Least::asks_for_coverage)
        || !arguments.coverage_to.is_empty()
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
    let missed = arguments.fail_under.map(|least| least.missed(&report)).unwrap_or_default();
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
    use super::{DEMANDED, Least};

    #[test]
    fn a_demand_is_one_number_or_shares_by_name() {
        let all = |text: &str| {
            let least: Least = text.parse().unwrap();
            DEMANDED.map(|(_, what)| (least.of(what), least.by_name(what).is_some()))
        };
        assert_eq!(all("90"), [(Some(90), false); 4]);
        let none = (None, false);
        assert_eq!(all("outcomes=100, decisions=90"), [(Some(100), true), (Some(90), true), none, none]);
        assert_eq!(all("mutants=90,boundaries=0"), [none, none, (Some(0), true), (Some(90), true)]);
        for wrong in ["", "101", "-1", "outcomes", "lines=90", "outcomes=100,", "90 %"] {
            assert!(wrong.parse::<Least>().is_err(), "{wrong}");
        }
    }
}
