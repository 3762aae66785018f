//! A criterion as a sentence: who it is for, what it asks, and what its clauses change.

use super::English;
use super::clause::{Clause, Mood};
use crate::check::{Ask, Criterion, Trial, TruthId, TruthNode, Version};
use crate::protocol::text::{Target, refer};
use crate::wording::words::{listed, spaced};

impl English<'_> {
    /// What a criterion asks.
    pub(crate) fn ask(&self, criterion: &Criterion) -> Clause {
        match &criterion.ask {
            Ask::Truth(id) if criterion.inclusion => self.truth(*id, Mood::Must),
            Ask::Truth(id) => self.excluded(*id),
            Ask::Clarifies(id) => {
                let id = self
                    .place_of(criterion, id)
                    .map_or_else(|| id.clone(), |place| refer(id, Target::Criterion(place)));
                Clause::plain(format!("this clarifies {id} and decides nothing by itself"))
            }
            Ask::NotStated(what) => {
                Clause::plain(format!("the protocol does not state {what}, so nothing is decided here"))
            }
            Ask::Broken => {
                Clause::plain("this criterion could not be read, and is open for every patient until it is mended")
            }
        }
    }

    /// The place of a criterion's id among those of the trial that holds the criterion which names it.
    fn place_of(&self, naming: &Criterion, id: &str) -> Option<u32> {
        let holds = |trial: &&Trial| {
            trial.versions.iter().any(|version| version.criteria.iter().any(|known| std::ptr::eq(known, naming)))
        };
        let trial = self.program.trials.iter().find(holds)?;
        let mut ids: Vec<&str> = Vec::new();
        for criterion in trial.versions.iter().flat_map(|version| &version.criteria) {
            if !ids.contains(&criterion.id.as_str()) {
                ids.push(&criterion.id);
            }
        }
        ids.iter().position(|known| *known == id).and_then(|place| u32::try_from(place).ok())
    }

    /// What keeps a patient out: said as what must not be where that is one clause, else as a condition.
    fn excluded(&self, id: TruthId) -> Clause {
        let plain = match &self.program.truth(id).node {
            TruthNode::Amount { least: 1, most: None, .. } => self.definition_of_truth(id).is_none(),
            _ => false,
        };
        let denied = plain.then(|| self.truth(id, Mood::MustNot)).filter(|clause| clause.parts.is_empty());
        if let Some(denied) = denied {
            return denied;
        }
        let clause = self.truth(id, Mood::Is);
        Clause { text: format!("the patient is excluded if {}", clause.text), ..clause }
    }

    /// The sentences that its clauses add.
    pub(crate) fn clauses(&self, criterion: &Criterion) -> Vec<String> {
        let mut sentences = Vec::new();
        if let Some(anchor) = criterion.checked_at {
            sentences.push(format!("This is checked at {}, and is not due before.", self.anchor(anchor)));
        }
        if let Some(met) = criterion.if_unknown {
            let counts = match (met, criterion.inclusion) {
                (true, true) => "met",
                (true, false) => "met, which excludes",
                (false, true) => "not met",
                (false, false) => "not met, which does not exclude",
            };
            sentences.push(format!("Where the record does not tell, it counts as {counts}."));
        }
        if let Some(who) = &criterion.waivable_by {
            sentences.push(format!("It may be waived by the {}.", spaced(who)));
        }
        sentences
    }

    /// The cohorts that a criterion is for, by their titles; [`None`] for all.
    pub(crate) fn cohorts(&self, criterion: &Criterion, version: &Version) -> Option<String> {
        let titles: Vec<String> = criterion
            .cohorts
            .iter()
            .filter_map(|place| version.cohorts.get(*place))
            .map(|cohort| format!("“{}”", cohort.title))
            .collect();
        (!titles.is_empty()).then(|| listed(&titles, "and"))
    }
}
