//! From truths to a verdict.

use super::model::{Reference, Scope};
use enrol::check::{AnchorId, Ask, Criterion, TruthId, TruthNode, Version};
use enrol::evaluate::{CohortOutcome, OpenFor, Standing, Verdict};
use enrol::value::{Day, DaySpan, Truth};

/// What the reference says of a trial.
#[derive(Debug)]
pub struct Judged {
    pub version: usize,
    pub verdict: Verdict,
    pub open_for: Option<OpenFor>,
    pub cohorts: Vec<CohortOutcome>,
    /// For each criterion: what it asks, unless it asks nothing, and how it stands.
    pub criteria: Vec<(Option<Truth>, Standing)>,
}

impl Reference<'_> {
    pub fn judge(&self, trial: usize) -> Judged {
        let (oldest, newest) = self.versions_in_force(trial);
        let mut judged = self.judge_by(trial, newest);
        if (oldest..newest).any(|at| self.judge_by(trial, at).verdict != judged.verdict) {
            judged.verdict = Verdict::Undetermined;
            judged.open_for = match judged.open_for {
                Some(OpenFor::Judgements | OpenFor::Both) => Some(OpenFor::Both),
                _ => Some(OpenFor::Facts),
            };
            judged.cohorts.iter_mut().for_each(|cohort| cohort.verdict = cohort.verdict.map(|_| Verdict::Undetermined));
        }
        judged
    }

    fn judge_by(&self, trial: usize, at: usize) -> Judged {
        let version = &self.program.trials[trial].versions[at];
        let members: Vec<_> = version.cohorts.iter().map(|cohort| self.truth(cohort.when, &Scope::default())).collect();
        let criteria: Vec<_> =
            version.criteria.iter().map(|criterion| self.criterion(trial, criterion, &members)).collect();
        let cohorts: Vec<_> = members
            .iter()
            .enumerate()
            .map(|(cohort, member)| {
                let verdict = (*member != Truth::NotMet).then(|| {
                    let verdict = verdict_of(standings(version, &criteria, Some(cohort)));
                    if *member == Truth::Unknown { verdict.max(Verdict::Undetermined) } else { verdict }
                });
                CohortOutcome { member: *member, verdict }
            })
            .collect();
        let verdict = if cohorts.is_empty() {
            verdict_of(standings(version, &criteria, None))
        } else {
            cohorts.iter().filter_map(|cohort| cohort.verdict).min().unwrap_or(Verdict::Ineligible)
        };
        let open_for =
            (verdict == Verdict::Undetermined).then(|| self.open_for(version, &criteria, &cohorts)).flatten();
        Judged { version: at, verdict, open_for, cohorts, criteria }
    }

    /// The oldest and newest version that may be in force: on any day that consent could have been given, up to the as-of
    /// date.
    fn versions_in_force(&self, trial: usize) -> (usize, usize) {
        let on =
            |day: Day| self.program.trials[trial].versions.iter().rposition(|version| version.from <= day).unwrap_or(0);
        let consent = self.program.anchors.iter().position(|anchor| anchor.name == "consent");
        let consent = consent.map(|place| self.anchor(AnchorId(place as u32)).0).filter(|day| !day.is_unknown());
        match consent {
            Some(day) if day.first <= self.as_of() => (on(day.first), on(day.last.min(self.as_of()))),
            _ => (on(self.as_of()), on(self.as_of())),
        }
    }

    fn criterion(&self, trial: usize, criterion: &Criterion, members: &[Truth]) -> (Option<Truth>, Standing) {
        let truth = match &criterion.ask {
            Ask::Truth(truth) => self.truth(*truth, &Scope::default()),
            Ask::Broken => Truth::Unknown,
            Ask::Clarifies(_) | Ask::NotStated(_) => return (None, Standing::Stated),
        };
        let concerns = |cohort: &usize| members[*cohort] != Truth::NotMet;
        if !criterion.cohorts.is_empty() && !criterion.cohorts.iter().any(concerns) {
            return (None, Standing::NotApplicable);
        }
        let today = DaySpan::on(self.as_of());
        let later = criterion.checked_at.is_some_and(|anchor| self.anchor(anchor).0.at_most(today) != Truth::Met);
        let settled = matches!(criterion.ask, Ask::Truth(truth) if self.for_good(truth) != Truth::Unknown);
        if later && !settled {
            return (Some(truth), Standing::NotDue);
        }
        (Some(truth), self.standing(trial, criterion, truth))
    }

    fn standing(&self, trial: usize, criterion: &Criterion, truth: Truth) -> Standing {
        let in_favour = if criterion.inclusion { truth } else { !truth };
        let waived = criterion.waivable_by.is_some()
            && self.patient.waivers.iter().any(|waiver| {
                waiver.trial == self.program.trials[trial].id
                    && waiver.criterion == criterion.id
                    && waiver.on.first <= self.as_of()
            });
        match (in_favour, criterion.if_unknown) {
            (Truth::Met, _) => Standing::Pass,
            _ if waived => Standing::Waived,
            (Truth::NotMet, _) => Standing::Fail,
            (Truth::Unknown, Some(met)) if criterion.ask != Ask::Broken => {
                if met == criterion.inclusion {
                    Standing::AssumedPass
                } else {
                    Standing::AssumedFail
                }
            }
            (Truth::Unknown, _) => Standing::Unknown,
        }
    }

    /// What is open in the cohorts that come out best.
    fn open_for(
        &self,
        version: &Version,
        criteria: &[(Option<Truth>, Standing)],
        cohorts: &[CohortOutcome],
    ) -> Option<OpenFor> {
        let best = |cohort: &usize| cohorts[*cohort].verdict == Some(Verdict::Undetermined);
        let places: Vec<Option<usize>> =
            if cohorts.is_empty() { vec![None] } else { (0..cohorts.len()).filter(best).map(Some).collect() };
        let mut open = Vec::new();
        for place in places {
            for (criterion, (_, standing)) in version.criteria.iter().zip(criteria) {
                match (&criterion.ask, standing) {
                    _ if !concerns(criterion, place) => {}
                    (_, Standing::NotDue) => open.push(OpenFor::Judgements),
                    (Ask::Truth(truth), Standing::Unknown) => open.extend(self.open_in(*truth)),
                    (_, Standing::Unknown) => open.push(OpenFor::Facts),
                    _ => {}
                }
            }
            if let Some(cohort) = place.filter(|cohort| cohorts[*cohort].member == Truth::Unknown) {
                open.extend(self.open_in(version.cohorts[cohort].when));
            }
        }
        open.into_iter().reduce(|a, b| if a == b { a } else { OpenFor::Both })
    }

    /// What is open in an unknown truth at the top: the parts that are unknown themselves. What people are asked (their
    /// judgement, a contraindication, what the site says) is a judgement; everything else a fact.
    fn open_in(&self, truth: TruthId) -> Option<OpenFor> {
        let top = Scope::default();
        let parts = match &self.program.truth(truth).node {
            TruthNode::All(of) | TruthNode::Any(of) | TruthNode::Count { of, .. } => of.clone(),
            TruthNode::Not(of) => vec![*of],
            TruthNode::Asked { .. } | TruthNode::Site { .. } | TruthNode::Stated { .. } => {
                return Some(OpenFor::Judgements);
            }
            _ => return Some(OpenFor::Facts),
        };
        let unknown = parts.into_iter().filter(|part| self.truth(*part, &top) == Truth::Unknown);
        unknown.filter_map(|part| self.open_in(part)).reduce(|a, b| if a == b { a } else { OpenFor::Both })
    }
}

fn concerns(criterion: &Criterion, cohort: Option<usize>) -> bool {
    criterion.cohorts.is_empty() || cohort.is_some_and(|cohort| criterion.cohorts.contains(&cohort))
}

fn standings<'c>(
    version: &'c Version,
    criteria: &'c [(Option<Truth>, Standing)],
    cohort: Option<usize>,
) -> impl Iterator<Item = Standing> + 'c {
    let these = version.criteria.iter().zip(criteria).filter(move |(criterion, _)| concerns(criterion, cohort));
    these.map(|(_, (_, standing))| *standing)
}

fn verdict_of(standings: impl Iterator<Item = Standing>) -> Verdict {
    standings
        .map(|standing| match standing {
            Standing::Fail | Standing::AssumedFail => Verdict::Ineligible,
            Standing::Unknown | Standing::NotDue => Verdict::Undetermined,
            _ => Verdict::Eligible,
        })
        .max()
        .unwrap_or(Verdict::Eligible)
}
