//! `enrol cases`: the test patients that are missing of a rule file, as a page of tests.

use super::arguments::Cases;
use super::failure::{FINDINGS, Failure, WELL};
use super::loaded::Rules;
use super::output::Voice;
use super::settings::AllSettings;
use super::test::{Disk, shown_beside};
use crate::check::Options;
use crate::coverage::{Coverage, Target, What, tally};
use crate::diagnostic::nearest;
use crate::drafting::{self, Drafts, Page, Terms};
use crate::testing::PageRun;
use crate::value::Day;
use crate::witness::Bounds;
use crate::wording::words::counted;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// How many times a search begins anew.
const BEGINNINGS: usize = 4;

/// What the page is called from which links lead, where it goes to standard output.
const UNNAMED: &str = "cases.md";

pub(super) fn run(arguments: &Cases, voice: &Voice) -> Result<u8, Failure> {
    if let Some(out) = arguments.out.as_ref().filter(|out| out.exists()) {
        return Err(Failure::wrong_use(format!(
            "--out {}: this page is there already, and what somebody confirmed on it would be lost; write to another file: \
             what this page shows is not drafted again",
            out.display()
        )));
    }
    let terms = terms(arguments)?;
    let rules = Rules::read(std::slice::from_ref(&arguments.rules))?;
    let options = Options { words: rules.all_words(), ..Options::default() };
    let (checked, code) = rules.load(&options, voice);
    let [trial] = checked.program.trials.as_slice() else {
        let message = format!("{}: tests are drafted for a file that holds one trial", arguments.rules.display());
        return Err(Failure::unreadable(message));
    };
    let mut coverage = Coverage::new(&checked.program);
    let beside = shown_beside(&arguments.beside, &arguments.rules, voice)?;
    coverage.know(&beside);
    let wanted = Wanted::of(&coverage, &arguments.only)?;
    let drafts = draft(&coverage, &wanted, terms);
    if drafts.drafted.is_empty() && drafts.not_found.is_empty() {
        voice.say(&format!("{}: nothing is missing, so no page is written", trial.id));
        return Ok(code);
    }
    let name = arguments.out.as_ref().map_or_else(|| UNNAMED.to_owned(), |path| path.display().to_string());
    let link = link(Path::new(&name), &arguments.rules)?;
    let page = Page { name: &name, link: &link, title: &trial.id };
    let (text, run) = drafting::page(page, &coverage, &drafts, terms, &Disk::default());
    voice.deliver(&text, arguments.out.as_deref())?;
    let shown = if beside.cases > 0 { "; with the pages beside" } else { "" };
    let told = tell((&coverage, shown), &wanted, &drafts, &run, voice);
    Ok(code.max(told))
}

/// On which day, and how long is searched.
fn terms(arguments: &Cases) -> Result<Terms, Failure> {
    let as_of = match &arguments.as_of {
        Some(text) => Day::parse(text).ok_or_else(|| {
            Failure::wrong_use(format!("--as-of {text}: not a day of the calendar; write it as 2026-11-22"))
        })?,
        None => {
            let settings = AllSettings::of(std::slice::from_ref(&arguments.rules))?;
            settings.named(&arguments.rules.display().to_string()).tests.as_of.ok_or_else(|| {
                Failure::wrong_use(
                    "on which day are the patients judged? Say it with --as-of 2026-11-22, or set `as_of` under `[tests]` in \
                     enrol.toml: tests never take the day of the clock"
                        .to_owned(),
                )
            })?
        }
    };
    let tries = arguments.tries.div_ceil(BEGINNINGS).max(1);
    Ok(Terms { as_of, bounds: Bounds { tries, beginnings: BEGINNINGS, ..Bounds::default() } })
}

/// Which criteria and cohorts are wanted.
struct Wanted(BTreeSet<usize>);

impl Wanted {
    fn of(coverage: &Coverage<'_>, only: &[String]) -> Result<Wanted, Failure> {
        let telling = coverage.telling();
        let all: Vec<(usize, String)> = (0..).map_while(|place| Some((place, telling.called(place)?.id))).collect();
        if let Some(unknown) = only.iter().find(|only| all.iter().all(|(_, id)| id != *only)) {
            let known: Vec<&str> = all.iter().map(|(_, id)| id.as_str()).collect();
            let hint = nearest(unknown, &known)
                .map_or_else(|| format!("it has {}", known.join(", ")), |near| format!("did you mean {near}?"));
            return Err(Failure::wrong_use(format!(
                "--only {unknown}: the trial has no criterion and no cohort of that name; {hint}"
            )));
        }
        let wanted = all.into_iter().filter(|(_, id)| only.is_empty() || only.contains(id));
        Ok(Wanted(wanted.map(|(place, _)| place).collect()))
    }

    fn has(&self, target: &Target) -> bool {
        self.0.contains(&target.subject)
    }
}

/// Searches, criteria side by side, as many at once as there are processors.
fn draft(coverage: &Coverage<'_>, wanted: &Wanted, terms: Terms) -> Drafts {
    let (nobody, missing) = drafting::missing(coverage, terms);
    let missing: Vec<(usize, Vec<What>)> =
        missing.into_iter().filter(|(subject, _)| wanted.0.contains(subject)).collect();
    let search = |(subject, what): &(usize, Vec<What>)| drafting::search(coverage, *subject, what, terms);
    let found: Vec<Drafts> = missing.par_iter().map(search).collect();
    drafting::gathered(coverage, nobody, found, &|target| wanted.has(target), terms)
}

/// Tells what the page shows, together with the pages beside it where there are some.
fn tell(
    (coverage, shown): (&Coverage<'_>, &str),
    wanted: &Wanted,
    drafts: &Drafts,
    run: &PageRun,
    voice: &Voice,
) -> u8 {
    let mut after = coverage.clone();
    after.know(&run.coverage());
    let telling = coverage.telling();
    let line =
        |target: &Target| Some(format!("  {}: {}", telling.called(target.subject)?.id, telling.told(*target)?.line()));
    let report = after.report();
    // Libraries that the trial uses have tests of their own.
    let own = coverage.program().trials.first().and_then(|trial| coverage.program().files.get(trial.file.0 as usize));
    let total = report.files.iter().find(|file| own.is_some_and(|own| own.name == file.name)).map(|file| file.total);
    voice.say(&format!(
        "{} drafted{shown}: {}",
        counted(drafts.drafted.len(), "patient"),
        tally(total.unwrap_or(report.total))
    ));
    let missing: Vec<Target> = after.missing().into_iter().filter(|target| wanted.has(target)).collect();
    let (not_found, lost): (Vec<Target>, Vec<Target>) =
        missing.iter().partition(|target| drafts.not_found.contains(target));
    if !not_found.is_empty() {
        voice.say(&format!(
            "not found, and told at the end of the page ({}; try more with --tries):",
            counted(not_found.len(), "thing")
        ));
        not_found.iter().filter_map(line).for_each(|line| voice.say(&line));
    }
    let faults: Vec<String> =
        run.faults.iter().map(|fault| format!("line {}: {}; {}", fault.line, fault.what, fault.help)).collect();
    let differ = run
        .differences()
        .map(|difference| format!("line {}: what came out changes when it is run again", difference.line));
    let lost = lost.iter().filter_map(line).map(|line| format!("drafted, and not shown by the page:{line}"));
    let wrong: Vec<String> = faults.into_iter().chain(differ).chain(lost).collect();
    wrong.iter().for_each(|line| voice.complain(line));
    if wrong.is_empty() { WELL } else { FINDINGS }
}

/// A link from a page to a file, as it is written on any computer.
fn link(page: &Path, to: &Path) -> Result<String, Failure> {
    let folder = page.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let whole = |path: &Path| std::fs::canonicalize(path).map_err(|error| Failure::reading(path, &error));
    let (folder, to) = (whole(folder)?, whole(to)?);
    let same = folder.components().zip(to.components()).take_while(|(one, two)| one == two).count();
    let up = folder.components().skip(same).map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(to.components().skip(same)).collect();
    let parts: Vec<String> = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    Ok(parts.join("/"))
}
