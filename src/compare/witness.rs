//! For each criterion that changed in meaning, a smallest record on which its two states differ.

use super::Changed;
use super::build::counterpart;
use super::comparison::{ChangeKind, Comparison, CriterionChange, Standing, TrialChange, VersionChange, WitnessLine};
use super::patients::standing;
use crate::check::{Ask, Criterion, Program, Trial, Version};
use crate::evaluate::{Dates, Trace, evaluate};
use crate::explain::explain;
use crate::record::{ReadOptions, Reader};
use crate::value::Day;
use crate::witness::{Bounds, Witnesses};

/// How many times a search begins anew.
const BEGINNINGS: usize = 4;

/// The id of a patient who was made up.
const ID: &str = "example";

/// Looks for such records, among at most so many for each criterion, and keeps what is found in the comparison.
pub fn witnesses(comparison: &mut Comparison, old: &Program, new: &Program, as_of: Day, records: usize) {
    let search = Search::new((old, new), as_of, records);
    for trial in &mut comparison.trials {
        let Some((before, after)) = search.trials(trial) else { continue };
        for version in &mut trial.versions {
            let Some(versions) = after
                .versions
                .iter()
                .find(|known| known.name == version.name)
                .and_then(|own| Some((counterpart(before, after, own)?.0, own)))
            else {
                continue;
            };
            search.version(version, (before, after), versions);
        }
    }
}

/// A smallest record on which a criterion of two states differs, looked for among at most so many; [`None`] where its truth is not
/// what differs.
#[must_use]
pub fn told_apart(
    (old, new): (&Program, &Program),
    changed: &Changed,
    as_of: Day,
    records: usize,
) -> Option<WitnessLine> {
    let of = |program: &'_ Program| {
        let trial = program.trials.get(changed.trial)?.clone();
        let criteria = &trial.versions.get(changed.version)?.criteria;
        let criterion = criteria.iter().find(|criterion| criterion.id == changed.id)?.clone();
        Some((trial, criterion))
    };
    let ((old_trial, before), (new_trial, after)) = (of(old)?, of(new)?);
    Search::new((old, new), as_of, records).between((&old_trial, &new_trial), (&before, &after))
}

struct Search<'p> {
    old: &'p Program,
    new: &'p Program,
    as_of: Day,
    bounds: Bounds,
}

impl<'p> Search<'p> {
    fn new((old, new): (&'p Program, &'p Program), as_of: Day, records: usize) -> Search<'p> {
        let bounds = Bounds { tries: records.div_ceil(BEGINNINGS), beginnings: BEGINNINGS, ..Bounds::default() };
        Search { old, new, as_of, bounds }
    }

    fn trials(&self, change: &TrialChange) -> Option<(&'p Trial, &'p Trial)> {
        let renamed = change.head.iter().find(|head| head.what == "registry number");
        let id = renamed.and_then(|head| head.before.as_deref()).unwrap_or(&change.id);
        let before = self.old.trials.iter().find(|trial| trial.id == id)?;
        Some((before, self.new.trials.iter().find(|trial| trial.id == change.id)?))
    }

    fn version(&self, change: &mut VersionChange, trials: (&Trial, &Trial), versions: (&Version, &Version)) {
        let meaning = change.criteria.iter_mut().filter(|change| change.kinds.contains(&ChangeKind::Meaning));
        for criterion in meaning {
            criterion.witness = self.criterion(criterion, trials, versions);
        }
    }

    fn criterion(
        &self,
        change: &CriterionChange,
        trials: (&Trial, &Trial),
        versions: (&Version, &Version),
    ) -> Option<WitnessLine> {
        let old_id = change.old_id.as_ref().unwrap_or(&change.id);
        let before = versions.0.criteria.iter().find(|known| known.id == *old_id)?;
        let after = versions.1.criteria.iter().find(|known| known.id == change.id)?;
        self.between(trials, (before, after))
    }

    fn between(&self, trials: (&Trial, &Trial), (before, after): (&Criterion, &Criterion)) -> Option<WitnessLine> {
        let (Ask::Truth(one), Ask::Truth(two)) = (&before.ask, &after.ask) else { return None };
        if before.inclusion != after.inclusion {
            return None;
        }
        let witnesses = Witnesses::new(self.new, self.as_of, self.bounds);
        let Some(found) = witnesses.of_difference(*two, (self.old, *one), &[]) else {
            return Some(WitnessLine::NotFound { looked_at: self.bounds.tries * self.bounds.beginnings });
        };
        let record = found.draft.yaml(ID, self.as_of);
        Some(WitnessLine::Found {
            before: self.stands(self.old, trials.0, before, &record)?,
            after: self.stands(self.new, trials.1, after, &record)?,
            record,
        })
    }

    /// How a criterion stands for a record, were it all that is asked.
    fn stands(&self, program: &Program, trial: &Trial, criterion: &Criterion, record: &str) -> Option<Standing> {
        let alone = alone(program, trial, criterion);
        let options = ReadOptions { as_of: Some(self.as_of), ..ReadOptions::default() };
        let read = Reader::new(&alone.vocabulary, options).read_yaml(record.as_bytes());
        let patient = read.patients.first()?;
        let dates = Dates { as_of: self.as_of, anchors: Vec::new() };
        let mut trace = Trace::new(&alone);
        let judgement = evaluate(&alone, 0, patient, &dates, &mut trace);
        explain(&alone, patient, &dates, &judgement, &trace).criteria.first().map(standing)
    }
}

/// The program with that criterion alone, for everybody and from now on: how it counts is told apart from what it asks.
fn alone(program: &Program, trial: &Trial, criterion: &Criterion) -> Program {
    let criterion =
        Criterion { cohorts: Vec::new(), waivable_by: None, if_unknown: None, checked_at: None, ..criterion.clone() };
    let version = Version { name: String::new(), from: Day::MIN, cohorts: Vec::new(), criteria: vec![criterion] };
    Program { trials: vec![Trial { versions: vec![version], ..trial.clone() }], ..program.clone() }
}
