//! A rule file with the cases that tests ask of it, on which its mutants are judged.

use super::edit::Mutant;
use super::fate::{Fate, Judged, differs};
use super::walk::mutants;
use crate::check::{Checked, Options, Program, Source, check, check_again};
use crate::compare::{Original, WitnessLine, told_apart};
use crate::evaluate::{Dates, Evaluator, Judgement, VerdictAndOpenings};
use crate::testing::{PageRun, Ran, Surroundings};
use crate::value::Day;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A rule file and its cases.
pub struct Bench<'r> {
    file: String,
    source: Source,
    base: Arc<Checked>,
    options: Options,
    around: &'r (dyn Surroundings + Sync),
    settings: Vec<Setting<'r>>,
    failing: usize,
}

/// What a page asked of a rule file, and whether it came out as it should.
struct Asked<'r> {
    page: &'r str,
    ran: &'r Ran,
    holds: bool,
}

/// Cases that are judged with the same values of parameters.
struct Setting<'r> {
    options: &'r Options,
    checked: Arc<Checked>,
    cases: Vec<Case<'r>>,
}

/// A case, and what came out of it.
struct Case<'r> {
    name: String,
    ran: &'r Ran,
    ids: Vec<String>,
    before: Judgement,
}

impl<'r> Bench<'r> {
    /// The rule files that some pages link to, in the order of their names, each with the cases that come out as they should: one
    /// that does not says nothing of a change.
    #[must_use]
    pub fn of(runs: &'r [PageRun], around: &'r (dyn Surroundings + Sync)) -> Vec<Bench<'r>> {
        let mut files: BTreeMap<&str, Vec<Asked<'r>>> = BTreeMap::new();
        for run in runs {
            for case in &run.cases {
                let holds = case.differences.is_empty();
                for ran in &case.ran {
                    if let Some(file) = &ran.file {
                        files.entry(file).or_default().push(Asked { page: &run.name, ran, holds });
                    }
                }
            }
        }
        files.into_iter().filter_map(|(file, asked)| Bench::with(file, &asked, around)).collect()
    }

    /// A rule file that no page links to: nobody would notice anything.
    #[must_use]
    pub fn untested(source: Source, around: &'r (dyn Surroundings + Sync)) -> Bench<'r> {
        let (file, options) = (source.name.clone(), Options::default());
        // Parsed before the first mutant is, so that each reads anew only what it changes.
        let _ = source.parsed();
        let base = Arc::new(check(std::slice::from_ref(&source), &|name| around.find(&file, name), &options));
        Bench { file, source, base, options, around, settings: Vec::new(), failing: 0 }
    }

    fn with(file: &str, asked: &[Asked<'r>], around: &'r (dyn Surroundings + Sync)) -> Option<Bench<'r>> {
        let first = asked.first()?.ran;
        let program = &first.checked.program;
        let text = Arc::clone(&program.files.get(program.trials.get(first.trial)?.file.0 as usize)?.text);
        let bench = Bench::untested(Source::new(file, text), around);
        let options = Options { parameters: Vec::new(), ..first.options.as_ref().clone() };
        let plain = asked.iter().find(|one| one.ran.options.parameters.is_empty());
        let base = plain.map_or(Arc::clone(&bench.base), |one| Arc::clone(&one.ran.checked));
        let failing = asked.iter().filter(|one| !one.holds).count();
        Some(Bench { base, options, settings: settings(asked), failing, ..bench })
    }

    /// The rule file.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// How many answers are judged.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.settings.iter().map(|setting| setting.cases.len()).sum()
    }

    /// How many answers are left out, since they do not come out as they should.
    #[must_use]
    pub fn failing(&self) -> usize {
        self.failing
    }

    /// All small changes of the file, checked or not.
    #[must_use]
    pub fn mutants(&self) -> Vec<Mutant> {
        mutants(&self.source.parsed().tree, self.text())
    }

    /// Somebody who judges one mutant after another; as many as wanted may work beside one another.
    #[must_use]
    pub fn judge(&self) -> Judge<'_> {
        Judge { bench: self, original: Original::new(&self.base.program) }
    }

    fn check(&self, before: &Checked, source: &Source, options: &Options) -> Checked {
        let resolve = |name: &str| self.around.find(&self.file, name);
        check_again(Some(before), std::slice::from_ref(source), &resolve, options)
    }

    /// The day on which the first case is judged.
    fn as_of(&self) -> Option<Day> {
        let first = self.settings.iter().find_map(|setting| setting.cases.first());
        first.map(|case| case.ran.dates.as_of)
    }
}

fn settings<'r>(asked: &[Asked<'r>]) -> Vec<Setting<'r>> {
    let mut settings: Vec<Setting<'r>> = Vec::new();
    for Asked { page, ran, .. } in asked.iter().filter(|one| one.holds) {
        let place = settings.iter().position(|known| known.options.parameters == ran.options.parameters);
        let place = place.unwrap_or_else(|| {
            let checked = Arc::clone(&ran.checked);
            settings.push(Setting { options: &ran.options, checked, cases: Vec::new() });
            settings.len() - 1
        });
        let program = &ran.checked.program;
        let mut evaluator = Evaluator::new(program, ran.dates.clone());
        let before = evaluator.evaluate(ran.trial, &ran.patient, &mut VerdictAndOpenings);
        let ids = ids(program, ran.trial, &before);
        let case = Case { name: format!("{page}:{}", ran.line), ran, ids, before };
        if let Some(setting) = settings.get_mut(place) {
            setting.cases.push(case);
        }
    }
    // The plain ones first: their programs are at hand.
    settings.sort_by_key(|setting| setting.options.parameters.len());
    settings
}

/// The ids of the criteria of the version that was in force.
fn ids(program: &Program, trial: usize, judgement: &Judgement) -> Vec<String> {
    let version = program.trials.get(trial).and_then(|trial| trial.versions.get(judgement.version));
    version.map(|version| version.criteria.iter().map(|one| one.id.clone()).collect()).unwrap_or_default()
}

/// Judges one mutant after another.
pub struct Judge<'b> {
    bench: &'b Bench<'b>,
    original: Original<'b>,
}

impl Judge<'_> {
    /// What becomes of a mutant.
    pub fn judge(&mut self, mutant: Mutant) -> Judged {
        let source = Source::after(&self.bench.source, mutant.applied(self.bench.text()));
        let checked = self.bench.check(&self.bench.base, &source, &self.bench.options);
        if checked.has_errors() {
            return Judged { mutant, fate: Fate::Unchecked, changed: Vec::new() };
        }
        let changed = self.original.changed(&checked.program);
        if changed.is_empty() {
            return Judged { mutant, fate: Fate::Same, changed };
        }
        let named: Vec<&str> = changed.iter().map(|one| one.id.as_str()).collect();
        let all = changed.iter().any(|one| one.is_cohort);
        let by = self.bench.settings.iter().find_map(|setting| {
            if setting.options.parameters.is_empty() {
                return setting.noticed(&checked.program, &named, all);
            }
            let checked = self.bench.check(&setting.checked, &source, setting.options);
            if checked.has_errors() { None } else { setting.noticed(&checked.program, &named, all) }
        });
        let fate = by.map_or(Fate::Survived, |case| Fate::Noticed(case.to_owned()));
        Judged { mutant, fate, changed }
    }

    /// Somebody who would notice a mutant, looked for among at most so many records for each criterion that it changes; [`None`]
    /// where it changes no criterion's truth.
    #[must_use]
    pub fn patient(&self, judged: &Judged, records: usize) -> Option<(String, WitnessLine)> {
        let source = Source::after(&self.bench.source, judged.mutant.applied(self.bench.text()));
        let checked = self.bench.check(&self.bench.base, &source, &self.bench.options);
        let programs = (&self.bench.base.program, &checked.program);
        let as_of = self.bench.as_of()?;
        let mut not_found = None;
        for changed in &judged.changed {
            match told_apart(programs, changed, as_of, records) {
                Some(found @ WitnessLine::Found { .. }) => return Some((changed.id.clone(), found)),
                Some(other) => not_found = not_found.or(Some((changed.id.clone(), other))),
                None => {}
            }
        }
        not_found
    }
}

impl Setting<'_> {
    /// The first case that comes out otherwise. Those that name what was changed are asked first; those that say nothing of it, nor
    /// of the verdict, are not asked.
    fn noticed(&self, program: &Program, changed: &[&str], all: bool) -> Option<&str> {
        let names = |case: &&Case<'_>| all || changed.iter().any(|id| case.ran.asks.names(id));
        let (named, others): (Vec<&Case<'_>>, Vec<&Case<'_>>) = self.cases.iter().partition(names);
        let others = others.into_iter().filter(|case| case.ran.asks.verdict || case.ran.asks.cohorts);
        let first = self.cases.first()?;
        let mut evaluator = Evaluator::new(program, Dates { anchors: Vec::new(), ..first.ran.dates.clone() });
        let mut after = Judgement::default();
        let found = named.into_iter().chain(others).find(|case| {
            evaluator.set_as_of(case.ran.dates.as_of);
            evaluator.evaluate_into(case.ran.trial, &case.ran.patient, &mut VerdictAndOpenings, &mut after);
            differs(&case.ran.asks, &case.ids, &case.before, &after)
        });
        found.map(|case| case.name.as_str())
    }
}
