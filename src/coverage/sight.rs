//! One criterion, looked at for one patient after another: what each shows, and how far it is from showing more.

use super::boundary::{Asked, Miss};
use super::report::{Decides, Sort};
use super::seen::{Seen, Settled};
use super::shown::Coverage;
use super::subject::Subject;
use super::target::What;
use crate::check::{AnchorId, Program, Reach, TruthId};
use crate::evaluate::{Dates, Evaluator, Judgement, Scope, Standing, Trace, VerdictOnly};
use crate::record::Patient;
use crate::value::{Day, Truth};

/// Looks at patients for one criterion or cohort.
#[derive(Debug)]
pub struct Sight<'c, 'p> {
    program: &'p Program,
    subject: &'c Subject,
    evaluator: Evaluator<'p>,
}

/// What a look at one patient told.
#[derive(Debug)]
pub struct Look<'c> {
    /// What came out of each node.
    pub trace: Trace,
    /// What the criterion came out as.
    pub outcome: Truth,
    /// Whether the criterion bears on this patient's verdict.
    pub bears: bool,
    seen: Seen<'c>,
}

impl<'p> Coverage<'p> {
    /// Looks at patients for a criterion or cohort, by its place among the subjects, on a day.
    #[must_use]
    pub fn sight(&self, subject: usize, as_of: Day) -> Option<Sight<'_, 'p>> {
        let evaluator = Evaluator::new(self.program(), Dates { as_of, anchors: Vec::new() });
        let subject = self.subjects().get(subject)?;
        subject.root?;
        Some(Sight { program: self.program(), subject, evaluator })
    }
}

impl<'c, 'p> Sight<'c, 'p> {
    /// The rules.
    #[must_use]
    pub fn program(&self) -> &'p Program {
        self.program
    }

    /// What the criterion asks.
    #[must_use]
    pub fn root(&self) -> TruthId {
        self.subject.root.unwrap_or(TruthId(0))
    }

    /// Who belongs to a cohort that the criterion concerns; none where it concerns everybody.
    #[must_use]
    pub fn cohorts(&self) -> Vec<TruthId> {
        self.subject.concerns(self.program).into_iter().flat_map(|(cohorts, _)| cohorts).collect()
    }

    /// The anchors at which the criterion is checked.
    #[must_use]
    pub fn checked_at(&self) -> Vec<AnchorId> {
        self.subject.concerns(self.program).into_iter().filter_map(|(_, anchor)| anchor).collect()
    }

    /// From when on the versions are in force between which the day of consent decides; none where the criterion stands in all.
    #[must_use]
    pub fn amended_on(&self) -> Vec<Day> {
        let Some(trial) = self.program.trials.get(self.subject.trial()) else { return Vec::new() };
        if self.subject.sort == Sort::Definition || self.subject.stands.len() == trial.versions.len() {
            return Vec::new();
        }
        trial.versions.iter().map(|version| version.from).filter(|day| day.is_real()).collect()
    }

    /// Looks at a patient.
    pub fn look(&mut self, patient: &Patient) -> Look<'c> {
        let subject = self.subject;
        let mut seen =
            Seen::new(subject.conditions.iter().copied(), &subject.boundaries, &subject.by_node).with_misses();
        let mut trace = Trace::new(self.program);
        let outcome = self.evaluator.truth(self.root(), patient, &mut (&mut trace, &mut seen));
        for cohort in self.cohorts() {
            self.evaluator.truth(cohort, patient, &mut trace);
        }
        let bears = subject.is_plain(self.program)
            || subject.bears_on(&self.evaluator.evaluate(subject.trial(), patient, &mut VerdictOnly));
        Look { trace, outcome, bears, seen }
    }

    /// Whether a patient shows something.
    pub fn shows(&mut self, patient: &Patient, look: &Look<'_>, what: What) -> bool {
        if !look.bears {
            return false;
        }
        let root = self.root();
        match what {
            What::Outcome(truth) => look.outcome == truth,
            What::Point { boundary, point } => look.seen.hits.contains(&(boundary, point)),
            What::Decision(condition, way) => {
                let came_out = look.seen.of(condition);
                decides(&mut self.evaluator, patient, (root, look.outcome), came_out, (condition, way))
            }
        }
    }

    /// What the criterion comes out as where a condition is settled otherwise than it came out, for all that it is asked of or for one.
    pub fn turned(&mut self, patient: &Patient, look: &Look<'_>, (condition, way): (TruthId, Decides)) -> Vec<Truth> {
        let root = self.root();
        turned(&mut self.evaluator, patient, root, look.seen.of(condition), (condition, way)).collect()
    }

    /// Whether a truth of the criterion looks at what a boundary is compared with.
    #[must_use]
    pub fn is_asked_below(&self, boundary: usize, truth: TruthId) -> bool {
        let Some(boundary) = self.subject.boundaries.get(boundary) else { return false };
        let reach = Reach::of(self.program, [truth]);
        match boundary.asked {
            Asked::Value(value) | Asked::Time(value) => reach.values.contains(&value),
            Asked::Count(asked) => reach.truths.contains(&asked),
            Asked::Dose(events) | Asked::Window(events) => reach.events.contains(&events),
        }
    }

    /// How far the nearest thing that a patient has misses a point.
    #[must_use]
    pub fn miss<'l>(&self, look: &'l Look<'_>, what: What) -> Option<&'l Miss> {
        match what {
            What::Point { boundary, point } => look.seen.miss(boundary, point),
            _ => None,
        }
    }
}

impl Look<'_> {
    /// Whether a condition came out like that, at the top or for some event.
    #[must_use]
    pub fn came_out(&self, condition: TruthId, truth: Truth) -> bool {
        self.seen.of(condition).iter().any(|(_, own)| *own == truth)
    }

    /// Whether a condition was asked at all.
    #[must_use]
    pub fn was_asked(&self, condition: TruthId) -> bool {
        !self.seen.of(condition).is_empty()
    }
}

impl Subject {
    /// Whether it bears on a verdict: it stands in the version in force, concerns the patient and is due.
    pub(super) fn bears_on(&self, judgement: &Judgement) -> bool {
        if self.sort == Sort::Definition {
            return true;
        }
        let Some((_, place)) = self.stands.iter().find(|(version, _)| *version == judgement.version) else {
            return false;
        };
        self.sort == Sort::Cohort
            || judgement.criteria.get(*place).is_some_and(|outcome| {
                !matches!(outcome.standing, Standing::NotApplicable | Standing::NotDue | Standing::Stated)
            })
    }

    /// The trial that shows it; of several, the first.
    pub(super) fn trial(&self) -> usize {
        self.trials.first().copied().unwrap_or_default()
    }

    /// Whether it stands in the file of a trial: what a library defines is covered there.
    pub(super) fn is_own(&self, program: &Program, trial: usize) -> bool {
        let file = program.trials.get(trial).map(|trial| trial.file);
        self.trials.contains(&trial) && (self.sort != Sort::Definition || Some(self.file) == file)
    }

    /// Whether it bears on every verdict.
    fn is_plain(&self, program: &Program) -> bool {
        let versions = program.trials.get(self.trial()).map_or(0, |trial| trial.versions.len());
        self.sort == Sort::Definition || (self.stands.len() == versions && self.concerns(program).is_empty())
    }

    /// In each version in which it stands: the cohorts that it is for, and the anchor at which it is checked; nothing where it
    /// is for everybody, from now on.
    fn concerns(&self, program: &Program) -> Vec<(Vec<TruthId>, Option<AnchorId>)> {
        let Some(trial) = program.trials.get(self.trial()).filter(|_| self.sort != Sort::Cohort) else {
            return Vec::new();
        };
        let of = |(version, place): &(usize, usize)| {
            let version = trial.versions.get(*version)?;
            let criterion = version.criteria.get(*place)?;
            let cohorts = criterion.cohorts.iter().filter_map(|place| version.cohorts.get(*place));
            let cohorts: Vec<TruthId> = cohorts.map(|cohort| cohort.when).collect();
            (!cohorts.is_empty() || criterion.checked_at.is_some()).then_some((cohorts, criterion.checked_at))
        };
        self.stands.iter().filter_map(of).collect()
    }
}

/// Whether a condition decides a criterion alone, in a way.
pub(super) fn decides(
    evaluator: &mut Evaluator<'_>,
    patient: &Patient,
    (root, outcome): (TruthId, Truth),
    came_out: &[(Scope, Truth)],
    (condition, way): (TruthId, Decides),
) -> bool {
    let open = way == Decides::ByBeingUnknown;
    if open != (outcome == Truth::Unknown) {
        return false;
    }
    turned(evaluator, patient, root, came_out, (condition, way))
        .any(|turned| if open { turned != Truth::Unknown } else { turned == !outcome })
}

/// What a criterion comes out as where a condition that came out so is settled otherwise, for all that it is asked of or for one.
fn turned(
    evaluator: &mut Evaluator<'_>,
    patient: &Patient,
    root: TruthId,
    came_out: &[(Scope, Truth)],
    (condition, way): (TruthId, Decides),
) -> impl Iterator<Item = Truth> {
    let (own, others): (Truth, &'static [Truth]) = match way {
        Decides::ByHolding => (Truth::Met, &[Truth::NotMet]),
        Decides::ByNotHolding => (Truth::NotMet, &[Truth::Met]),
        Decides::ByBeingUnknown => (Truth::Unknown, &[Truth::Met, Truth::NotMet]),
    };
    // What the record does not hold may be numbered otherwise in another evaluation.
    let events = patient.events.len();
    let recorded =
        move |scope: &Scope| [scope.subject, scope.it].into_iter().flatten().all(|event| (event.0 as usize) < events);
    let scopes: Vec<Scope> = came_out.iter().filter(|(_, truth)| *truth == own).map(|(scope, _)| *scope).collect();
    let all = (!scopes.is_empty()).then_some(None);
    let several = came_out.len() > 1;
    let single = scopes.into_iter().filter(move |scope| several && recorded(scope)).map(Some);
    all.into_iter()
        .chain(single)
        .flat_map(|only| others.iter().map(move |truth| (only, *truth)))
        .map(move |(only, truth)| evaluator.truth(root, patient, &mut Settled { condition, only, truth }))
}
