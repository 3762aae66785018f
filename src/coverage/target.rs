//! What cases could show, one thing at a time, and which of it they have not shown.

use super::possible::Possible;
use super::report::{Decides, Report, TrialCoverage};
use super::shown::Coverage;
use super::subject::Subject;
use crate::check::{Program, TruthId};
use crate::value::Truth;

pub(super) const OUTCOMES: [Truth; 3] = [Truth::Met, Truth::NotMet, Truth::Unknown];
pub(super) const WAYS: [Decides; 3] = [Decides::ByHolding, Decides::ByNotHolding, Decides::ByBeingUnknown];

/// Something that a case can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// The criterion or cohort, by its place among the subjects.
    pub subject: usize,
    /// What of it.
    pub what: What,
}

/// What a case can show of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// It comes out like that.
    Outcome(Truth),
    /// A condition in it decides it alone, in that way.
    Decision(TruthId, Decides),
    /// Something stands at a point of a boundary, by their places.
    Point {
        /// The boundary.
        boundary: usize,
        /// The point.
        point: usize,
    },
}

impl Coverage<'_> {
    /// What no case has shown so far of the trials' own files, in the order of the report.
    #[must_use]
    pub fn missing(&self) -> Vec<Target> {
        let own =
            |subject: &Subject| (0..self.program().trials.len()).any(|trial| subject.is_own(self.program(), trial));
        let subjects = self.subjects().iter().enumerate().filter(|(_, subject)| own(subject));
        let of = |(place, subject): (usize, &Subject)| {
            let missing =
                subject.can_show.iter().copied().filter(|what| self.cases_of(place, *what).is_some_and(Vec::is_empty));
            missing.map(|what| Target { subject: place, what }).collect::<Vec<_>>()
        };
        subjects.flat_map(of).collect()
    }

    /// Takes over what was shown elsewhere of the same rules, whatever their file is called there.
    pub fn know(&mut self, report: &Report) {
        for (own, trial) in self.program().trials.iter().enumerate() {
            let text = self.program().files.get(trial.file.0 as usize).map(|file| &file.text);
            let same = report.files.iter().filter(|file| text.is_some_and(|text| **text == *file.text));
            for other in same.flat_map(|file| &file.trials).filter(|other| other.id == trial.id) {
                self.take_over(own, other);
            }
        }
    }

    fn take_over(&mut self, trial: usize, other: &TrialCoverage) {
        let own = self.subjects().iter().enumerate().filter(|(_, subject)| subject.is_own(self.program(), trial));
        let places: Vec<usize> = own.map(|(at, _)| at).collect();
        for (place, shown) in places.into_iter().zip(&other.criteria) {
            let Some(subject) = self.subjects().get(place).filter(|own| own.sort == shown.sort && own.id == shown.id)
            else {
                continue;
            };
            let all = subject.can_show.clone();
            for (what, cases) in all.into_iter().zip(shown.all_cases()) {
                cases.iter().for_each(|name| self.note(place, what, name));
            }
        }
    }
}

impl Subject {
    /// What follows from its form of what cases can show of it, in the order of the report.
    pub(super) fn can_show(&self, program: &Program) -> Vec<What> {
        let outcomes = OUTCOMES.into_iter().filter(|truth| self.possible.has(*truth)).map(What::Outcome);
        let decisions = self.conditions.iter().flat_map(|condition| {
            let can = WAYS.into_iter().filter(|way| self.can_decide(program, *condition, *way));
            can.map(|way| What::Decision(*condition, way))
        });
        let points = self
            .boundaries
            .iter()
            .enumerate()
            .flat_map(|(boundary, of)| (0..of.points.len()).map(move |point| What::Point { boundary, point }));
        outcomes.chain(decisions).chain(points).collect()
    }

    /// Whether a condition can decide it in a way, as far as that follows from its form.
    pub(super) fn can_decide(&self, program: &Program, condition: TruthId, way: Decides) -> bool {
        let own = Possible::of(program, condition);
        let turns = self.possible.met && self.possible.not_met;
        match way {
            Decides::ByHolding => own.met && turns,
            Decides::ByNotHolding => own.not_met && turns,
            Decides::ByBeingUnknown => own.unknown && self.possible.unknown,
        }
    }
}
