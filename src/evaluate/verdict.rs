//! From the truths of criteria to the verdict of a trial.

use super::judgement::{CohortOutcome, CriterionOutcome, Judgement, OpenFor, Standing, Verdict};
use super::observer::{Observer, Scope};
use super::run::Run;
use crate::check::{Ask, Criterion, Trial, TruthId, TruthNode, Version};
use crate::record::Waiver;
use crate::value::{Day, DaySpan, Truth};

impl<O: Observer> Run<'_, O> {
    /// Judges a trial.
    pub(super) fn judge(&mut self, place: usize, trial: &Trial, judgement: &mut Judgement) {
        let (oldest, newest, by_consent) = self.versions(trial);
        judgement.trial = place;
        judgement.version_by_consent = by_consent;
        self.judge_version(newest, trial, judgement);
        judgement.version_open = oldest < newest;
        // The day of consent may lie before an amendment and after it: the verdict is known where every version gives it.
        for other in oldest..newest {
            let mut own = Judgement::default();
            self.judge_version(other, trial, &mut own);
            if own.verdict != judgement.verdict {
                judgement.verdict = Verdict::Undetermined;
                judgement.open_for = O::OPEN_FOR.then_some(match judgement.open_for {
                    Some(OpenFor::Judgements | OpenFor::Both) => OpenFor::Both,
                    _ => OpenFor::Facts,
                });
                for cohort in &mut judgement.cohorts {
                    cohort.verdict = cohort.verdict.map(|_| Verdict::Undetermined);
                }
            }
        }
    }

    /// Judges a trial by one version of its protocol.
    fn judge_version(&mut self, version_place: usize, trial: &Trial, judgement: &mut Judgement) {
        judgement.version = version_place;
        judgement.open_for = None;
        judgement.criteria.clear();
        judgement.cohorts.clear();
        let Some(version) = trial.versions.get(version_place) else {
            judgement.verdict = Verdict::Undetermined;
            return;
        };
        for cohort in &version.cohorts {
            let member = self.truth(cohort.when, Scope::default());
            judgement.cohorts.push(CohortOutcome { member, verdict: None });
        }
        let cohorts = &judgement.cohorts;
        judgement.criteria.extend(version.criteria.iter().map(|criterion| self.criterion(trial, criterion, cohorts)));
        judgement.waived = judgement.criteria.iter().any(|outcome| outcome.standing.is_bent());
        self.conclude(version, judgement);
    }

    /// The oldest and the newest version that may be in force: at the date of consent, or on the as-of date before that;
    /// and whether it is the date of consent that says so.
    fn versions(&self, trial: &Trial) -> (usize, usize, bool) {
        let consent = self.consent.and_then(|id| self.anchors.get(id.0 as usize)).and_then(Option::as_ref);
        let consent = consent.map(|period| period.start).filter(|day| !day.is_unknown() && day.first <= self.as_of);
        let day = consent.map_or(DaySpan::on(self.as_of), |day| day.map(|day| day.min(self.as_of)));
        let on = |day: Day| trial.versions.iter().rposition(|version| version.from <= day).unwrap_or(0);
        (on(day.first), on(day.last), consent.is_some())
    }

    #[inline]
    fn criterion(&mut self, trial: &Trial, criterion: &Criterion, cohorts: &[CohortOutcome]) -> CriterionOutcome {
        match criterion.ask {
            Ask::Truth(id) if criterion.is_plain() => {
                let truth = self.truth(id, Scope::default());
                CriterionOutcome { truth, standing: plain_standing(criterion.inclusion, truth) }
            }
            _ => self.criterion_with_clauses(trial, criterion, cohorts),
        }
    }

    fn criterion_with_clauses(
        &mut self,
        trial: &Trial,
        criterion: &Criterion,
        cohorts: &[CohortOutcome],
    ) -> CriterionOutcome {
        let concerned = criterion.cohorts.is_empty()
            || criterion
                .cohorts
                .iter()
                .any(|place| cohorts.get(*place).is_none_or(|cohort| cohort.member != Truth::NotMet));
        let truth = match &criterion.ask {
            Ask::Truth(id) => self.truth(*id, Scope::default()),
            Ask::Clarifies(_) | Ask::NotStated(_) => {
                return CriterionOutcome { truth: Truth::Unknown, standing: Standing::Stated };
            }
            Ask::Broken => Truth::Unknown,
        };
        if !concerned {
            return CriterionOutcome { truth, standing: Standing::NotApplicable };
        }
        let favourable = if criterion.inclusion { truth } else { !truth };
        let standing = match favourable {
            _ if self.not_due(criterion) && !self.is_settled(criterion) => Standing::NotDue,
            Truth::Met => Standing::Pass,
            _ if self.is_waived(trial, criterion) => Standing::Waived,
            Truth::NotMet => Standing::Fail,
            // What could not be checked is unknown, whatever its clause says of unknown facts.
            Truth::Unknown if criterion.ask == Ask::Broken => Standing::Unknown,
            Truth::Unknown => match criterion.if_unknown {
                Some(met) if met == criterion.inclusion => Standing::AssumedPass,
                Some(_) => Standing::AssumedFail,
                None => Standing::Unknown,
            },
        };
        CriterionOutcome { truth, standing }
    }

    /// Whether the anchor at which it is checked has not come yet.
    fn not_due(&self, criterion: &Criterion) -> bool {
        criterion.checked_at.is_some_and(|anchor| {
            let period = self.anchors.get(anchor.0 as usize).and_then(Option::as_ref);
            period.is_none_or(|period| DaySpan::on(self.as_of).before(period.start) != Truth::NotMet)
        })
    }

    /// Whether nothing that comes before a criterion is due can change it.
    fn is_settled(&mut self, criterion: &Criterion) -> bool {
        match criterion.ask {
            Ask::Truth(id) => self.lasting(id) != Truth::Unknown,
            _ => false,
        }
    }

    fn is_waived(&self, trial: &Trial, criterion: &Criterion) -> bool {
        let matches = |waiver: &Waiver| waiver.trial == trial.id && waiver.criterion == criterion.id;
        criterion.waivable_by.is_some()
            && self.patient.waivers.iter().any(|waiver| matches(waiver) && waiver.on.first <= self.as_of)
    }

    /// The verdict of each cohort and of the trial: the best of them.
    fn conclude(&mut self, version: &Version, judgement: &mut Judgement) {
        if version.cohorts.is_empty() {
            judgement.verdict = verdict(&judgement.criteria, |_| true);
        } else {
            for place in 0..version.cohorts.len() {
                let concerns = |at: usize| version.criteria.get(at).is_some_and(|criterion| concerns(criterion, place));
                let own = verdict(&judgement.criteria, concerns);
                if let Some(cohort) = judgement.cohorts.get_mut(place) {
                    cohort.verdict = match cohort.member {
                        Truth::NotMet => None,
                        Truth::Unknown => Some(own.max(Verdict::Undetermined)),
                        Truth::Met => Some(own),
                    };
                }
            }
            let best = judgement.cohorts.iter().filter_map(|cohort| cohort.verdict).min();
            judgement.verdict = best.unwrap_or(Verdict::Ineligible);
        }
        judgement.open_for = match judgement.verdict {
            Verdict::Undetermined if O::OPEN_FOR => Some(self.open_for(version, judgement)),
            _ => None,
        };
    }

    /// What is open, in the cohorts that come out best: judgements (with what is not due yet), facts, or both.
    fn open_for(&mut self, version: &Version, judgement: &Judgement) -> OpenFor {
        let (mut judged, mut facts) = (false, false);
        let best = |cohort: &CohortOutcome| cohort.verdict == Some(judgement.verdict);
        for (cohort, outcome) in version.cohorts.iter().zip(&judgement.cohorts) {
            if best(outcome) && outcome.member == Truth::Unknown {
                self.gather_open(cohort.when, &mut judged, &mut facts);
            }
        }
        let matters = |criterion: &Criterion| {
            let mut cohorts = judgement.cohorts.iter().enumerate();
            judgement.cohorts.is_empty() || cohorts.any(|(place, cohort)| best(cohort) && concerns(criterion, place))
        };
        for (criterion, outcome) in version.criteria.iter().zip(&judgement.criteria) {
            match (outcome.standing, &criterion.ask) {
                _ if !matters(criterion) => {}
                (Standing::NotDue, _) => judged = true,
                (Standing::Unknown, Ask::Truth(id)) => self.gather_open(*id, &mut judged, &mut facts),
                (Standing::Unknown, _) => facts = true,
                _ => {}
            }
        }
        match (judged, facts) {
            (true, false) => OpenFor::Judgements,
            (true, true) => OpenFor::Both,
            _ => OpenFor::Facts,
        }
    }

    /// Whether questions to people, or facts, stand among the unknown parts that a truth rests on.
    fn gather_open(&mut self, id: TruthId, judged: &mut bool, facts: &mut bool) {
        let truth = match self.observer.seen(id) {
            None if !O::DETAIL => self.truth(id, Scope::default()),
            seen => seen.unwrap_or(Truth::NotMet),
        };
        if truth != Truth::Unknown {
            return;
        }
        let program = self.program;
        match &program.truth(id).node {
            TruthNode::All(parts) | TruthNode::Any(parts) | TruthNode::Count { of: parts, .. } => {
                parts.iter().for_each(|part| self.gather_open(*part, judged, facts));
            }
            TruthNode::Not(part) => self.gather_open(*part, judged, facts),
            TruthNode::Asked { .. } | TruthNode::Site { .. } | TruthNode::Stated { .. } => *judged = true,
            _ => *facts = true,
        }
    }
}

/// How a criterion stands that no clause bends.
#[inline]
fn plain_standing(inclusion: bool, truth: Truth) -> Standing {
    match (inclusion, truth) {
        (true, Truth::Met) | (false, Truth::NotMet) => Standing::Pass,
        (true, Truth::NotMet) | (false, Truth::Met) => Standing::Fail,
        (_, Truth::Unknown) => Standing::Unknown,
    }
}

/// Whether a criterion is for a cohort, by its place.
fn concerns(criterion: &Criterion, cohort: usize) -> bool {
    criterion.cohorts.is_empty() || criterion.cohorts.contains(&cohort)
}

/// The verdict over the criteria that concern somebody.
fn verdict(criteria: &[CriterionOutcome], concerns: impl Fn(usize) -> bool) -> Verdict {
    let mut worst = Verdict::Eligible;
    for (at, outcome) in criteria.iter().enumerate() {
        if !concerns(at) {
            continue;
        }
        worst = worst.max(outcome.standing.verdict());
    }
    worst
}
