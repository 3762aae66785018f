//! The criteria of each version; a later version tells only what is new or changed.

use super::build::Builder;
use super::{CohortPart, CriterionPart, VersionPart};
use crate::check::{Ask, Criterion, Trial, Version};
use crate::protocol::english::clause::Mood;

impl Builder<'_> {
    pub(super) fn versions(&mut self, trial: &Trial) -> Vec<VersionPart> {
        let mut parts: Vec<VersionPart> = Vec::new();
        let mut before: Vec<CriterionPart> = Vec::new();
        for (place, version) in trial.versions.iter().enumerate() {
            let all: Vec<CriterionPart> =
                version.criteria.iter().map(|criterion| self.criterion(criterion, version)).collect();
            let mut part = VersionPart {
                name: version.name.clone(),
                from: (place > 0).then(|| version.from.to_string()),
                cohorts: self.cohort_parts(version),
                ..VersionPart::default()
            };
            if place == 0 {
                part.criteria.clone_from(&all);
            } else {
                tell_apart(&before, &all, &mut part);
            }
            before = all;
            parts.push(part);
        }
        parts
    }

    fn cohort_parts(&mut self, version: &Version) -> Vec<CohortPart> {
        let mut parts = Vec::new();
        for cohort in &version.cohorts {
            let clause = self.english.truth(cohort.when, Mood::Is);
            let when = self.sentence_of(&clause, Some(&cohort.name));
            parts.push(CohortPart { name: cohort.name.clone(), title: cohort.title.clone(), when });
        }
        parts
    }

    fn criterion(&mut self, criterion: &Criterion, version: &Version) -> CriterionPart {
        let id = Some(criterion.id.as_str());
        let clause = self.english.ask(criterion);
        let sentence = self.sentence_of(&clause, id);
        let clauses = self.english.clauses(criterion);
        let clauses = clauses.iter().map(|text| self.text_of(text, id)).collect();
        let broken = criterion.ask == Ask::Broken;
        let (file, span) = (self.file, criterion.span);
        let inside = |at: u32| span.start <= at && at <= span.end;
        let problems = match broken {
            true => self.problems(|finding| finding.file == file && inside(finding.diagnostic.span().start)),
            false => Vec::new(),
        };
        CriterionPart {
            id: criterion.id.clone(),
            inclusion: criterion.inclusion,
            quoted: criterion.sentence.clone(),
            cohorts: self.english.cohorts(criterion, version),
            sentence,
            clauses,
            notes: criterion.notes.clone(),
            sources: criterion.sources.clone(),
            problems,
            change: None,
        }
    }
}

/// What of a version is new, changed, as before, or gone.
fn tell_apart(before: &[CriterionPart], now: &[CriterionPart], part: &mut VersionPart) {
    for criterion in now {
        match before.iter().find(|known| known.id == criterion.id) {
            Some(known) if same(known, criterion) => part.unchanged.push(criterion.id.clone()),
            Some(_) => part.criteria.push(CriterionPart { change: Some("changed"), ..criterion.clone() }),
            None => part.criteria.push(CriterionPart { change: Some("new"), ..criterion.clone() }),
        }
    }
    let gone = before.iter().filter(|known| now.iter().all(|criterion| criterion.id != known.id));
    part.removed = gone.map(|known| known.id.clone()).collect();
}

fn same(one: &CriterionPart, other: &CriterionPart) -> bool {
    one.inclusion == other.inclusion
        && one.quoted == other.quoted
        && one.sentence == other.sentence
        && one.clauses == other.clauses
        && one.cohorts == other.cohorts
        && one.notes == other.notes
}
