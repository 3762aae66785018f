//! What tests showed of some rules, as plain data.
//!
//! Parts are known by their file and place, so that reports of several programs that hold the same file can be joined.

use super::boundary::Point;
use crate::value::Truth;
use schemars::JsonSchema;
use serde::Serialize;

/// The version of the format, raised when a meaning changes.
pub const FORMAT_VERSION: u32 = 1;

/// How many cases are named for each thing that was shown.
pub(super) const NAMED: usize = 3;

/// What tests showed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Report {
    /// The version of the format.
    pub format: u32,
    /// How many cases were judged.
    pub cases: usize,
    /// How much was shown of what is possible.
    pub total: Tally,
    /// By rule file.
    pub files: Vec<FileCoverage>,
}

/// What tests showed of one rule file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileCoverage {
    /// Its name.
    pub name: String,
    /// How much was shown of what is possible.
    pub total: Tally,
    /// The trials that stand in it; of a library itself, as if it were one.
    pub trials: Vec<TrialCoverage>,
    /// Its text, to show it beside.
    #[serde(skip)]
    pub text: String,
}

/// What tests showed of one trial, or of one library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TrialCoverage {
    /// Its registry number; of a library, its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How much was shown of what is possible.
    pub total: Tally,
    /// Its cohorts and criteria, in the order of the protocol, and what bears a name of its own.
    pub criteria: Vec<CriterionCoverage>,
}

/// What a part of a trial is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Who belongs to a cohort.
    Cohort,
    /// An inclusion criterion.
    Inclusion,
    /// An exclusion criterion.
    Exclusion,
    /// A definition of a library, or an item of a score.
    Definition,
}

/// What tests showed of one criterion, of the membership of a cohort, or of what bears a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CriterionCoverage {
    /// What it is.
    pub sort: Sort,
    /// Its id as in the protocol; of everything else, its name.
    pub id: String,
    /// The protocol's sentence; of everything else, its title.
    pub sentence: String,
    /// The versions of the protocol in which it stands so.
    pub versions: Vec<String>,
    /// Where it is written.
    pub place: Place,
    /// In how many cases it bore on the verdict.
    pub judged: usize,
    /// How much was shown of what is possible.
    pub total: Tally,
    /// The outcomes that it can have.
    pub outcomes: Vec<OutcomeCoverage>,
    /// The conditions below it.
    pub conditions: Vec<ConditionCoverage>,
    /// The thresholds and windows below it.
    pub boundaries: Vec<BoundaryCoverage>,
}

/// Where something is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Place {
    /// In which file.
    pub file: String,
    /// The first line, from 1.
    pub line: u32,
    /// The last line.
    pub last_line: u32,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// An outcome of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OutcomeCoverage {
    /// Which.
    pub outcome: Truth,
    /// The first cases in which it came out; none if it never did.
    pub cases: Vec<String>,
}

/// A condition below a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConditionCoverage {
    /// What it says.
    pub says: String,
    /// Where it is written.
    pub place: Place,
    /// The ways in which it can decide the criterion.
    pub decides: Vec<DecisionCoverage>,
}

/// How a condition decides a criterion alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decides {
    /// It holds; were it not so, the criterion would come out the other way.
    ByHolding,
    /// It does not hold; were it so, the criterion would come out the other way.
    ByNotHolding,
    /// It is unknown, and so is the criterion; were the condition settled, the criterion would be, too.
    ByBeingUnknown,
}

/// A way in which a condition can decide its criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DecisionCoverage {
    /// How.
    pub decides: Decides,
    /// The first cases that showed it; none if none did.
    pub cases: Vec<String>,
}

/// A threshold or a window below a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BoundaryCoverage {
    /// The condition that compares, or the events that a window chooses.
    pub says: String,
    /// Where it is written.
    pub place: Place,
    /// The points that a record can reach.
    pub points: Vec<PointCoverage>,
}

/// A point at which an answer may turn, or beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PointCoverage {
    /// Which.
    pub point: Point,
    /// What that is here: `0.9 g/g`, `one on the first day`.
    pub says: String,
    /// The first cases that stood there; none if none did.
    pub cases: Vec<String>,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Share {
    /// How many were shown.
    pub shown: usize,
    /// How many are possible.
    pub possible: usize,
}

/// How much was shown of what is possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    /// Outcomes of criteria.
    pub outcomes: Share,
    /// Ways in which conditions decide.
    pub decisions: Share,
    /// Points of boundaries.
    pub boundaries: Share,
}

impl Share {
    fn of<'c>(cases: impl Iterator<Item = &'c Vec<String>>) -> Share {
        cases.fold(Share::default(), |share, cases| {
            share.plus(Share { shown: usize::from(!cases.is_empty()), possible: 1 })
        })
    }

    fn plus(self, other: Share) -> Share {
        Share { shown: self.shown + other.shown, possible: self.possible + other.possible }
    }

    /// In whole per cent, rounded down: 100 only where everything was shown. Of nothing, everything.
    #[must_use]
    pub fn percent(self) -> usize {
        (self.shown * 100).checked_div(self.possible).unwrap_or(100)
    }

    /// Whether everything was shown.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.shown == self.possible
    }
}

impl Tally {
    fn plus(self, other: Tally) -> Tally {
        Tally {
            outcomes: self.outcomes.plus(other.outcomes),
            decisions: self.decisions.plus(other.decisions),
            boundaries: self.boundaries.plus(other.boundaries),
        }
    }

    /// Whether everything was shown.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.outcomes.is_whole() && self.decisions.is_whole() && self.boundaries.is_whole()
    }

    /// The least of its shares in per cent: what a demand is held against.
    #[must_use]
    pub fn percent(self) -> usize {
        self.outcomes.percent().min(self.decisions.percent()).min(self.boundaries.percent())
    }
}

impl Report {
    /// What two runs showed together.
    pub fn join(&mut self, other: Report) {
        self.cases += other.cases;
        for file in other.files {
            match self.files.iter_mut().find(|known| known.name == file.name && known.text == file.text) {
                Some(known) => known.join(file),
                None => self.files.push(file),
            }
        }
        self.count();
    }

    /// The same of some files alone, each under the name that it is given; the others are left out.
    #[must_use]
    pub fn of_files(mut self, named: impl Fn(&str) -> Option<String>) -> Report {
        let rename = |name: &mut String| named(name).map(|new| *name = new).is_some();
        self.files.retain_mut(|file| rename(&mut file.name));
        let trials = self.files.iter_mut().flat_map(|file| &mut file.trials);
        trials.flat_map(|trial| &mut trial.criteria).flat_map(CriterionCoverage::places_mut).for_each(|place| {
            rename(&mut place.file);
        });
        self.count();
        self
    }

    /// Counts anew what was shown.
    pub(super) fn count(&mut self) {
        self.format = FORMAT_VERSION;
        self.files.iter_mut().for_each(FileCoverage::count);
        // Trials first, then what they use.
        self.files.sort_by(|one, other| (one.is_library(), &one.name).cmp(&(other.is_library(), &other.name)));
        self.total = self.files.iter().fold(Tally::default(), |sum, file| sum.plus(file.total));
    }
}

impl FileCoverage {
    fn is_library(&self) -> bool {
        self.trials.iter().flat_map(|trial| &trial.criteria).all(|one| one.sort == Sort::Definition)
    }

    fn join(&mut self, other: FileCoverage) {
        for trial in other.trials {
            match self.trials.iter_mut().find(|known| known.id == trial.id) {
                Some(known) => known.join(trial),
                None => self.trials.push(trial),
            }
        }
    }

    fn count(&mut self) {
        for trial in &mut self.trials {
            trial.criteria.iter_mut().for_each(CriterionCoverage::count);
            // What bears a name of its own comes after the protocol, in the order in which it is written.
            let written = |one: &CriterionCoverage| (one.sort == Sort::Definition).then_some(one.place.start);
            trial.criteria.sort_by_key(written);
            trial.total = trial.criteria.iter().fold(Tally::default(), |sum, one| sum.plus(one.total));
        }
        self.total = self.trials.iter().fold(Tally::default(), |sum, trial| sum.plus(trial.total));
    }
}

impl TrialCoverage {
    fn join(&mut self, other: TrialCoverage) {
        other.criteria.into_iter().for_each(|criterion| self.put(criterion));
    }

    /// Puts a criterion beside the others, or what it showed to the same one.
    pub(super) fn put(&mut self, criterion: CriterionCoverage) {
        match self.criteria.iter_mut().find(|known| known.is_same(&criterion)) {
            Some(known) if known.is_unused() => *known = criterion,
            Some(known) => known.join(criterion),
            None => self.criteria.push(criterion),
        }
    }
}

impl CriterionCoverage {
    /// Whether it is the same criterion, asking the same. A definition is the same in all its uses, with whatever arguments, as long
    /// as as much stands below it.
    fn is_same(&self, other: &CriterionCoverage) -> bool {
        if (self.sort, &self.id) != (other.sort, &other.id) {
            return false;
        }
        if self.sort == Sort::Definition {
            let shape = |of: &CriterionCoverage| {
                let ways = of.conditions.iter().map(|one| one.decides.len());
                ways.chain(of.boundaries.iter().map(|one| one.points.len())).collect::<Vec<_>>()
            };
            return self.is_unused() || other.is_unused() || shape(self) == shape(other);
        }
        let conditions = |of: &CriterionCoverage| {
            of.conditions.iter().map(|one| (one.place.clone(), one.says.clone())).collect::<Vec<_>>()
        };
        (&self.place, &self.versions) == (&other.place, &other.versions) && conditions(self) == conditions(other)
    }

    /// Whether it is a definition of which nobody has asked, so that what stands below it is not known.
    fn is_unused(&self) -> bool {
        self.sort == Sort::Definition && self.judged == 0 && self.conditions.is_empty()
    }

    /// What the same criterion showed elsewhere; its parts stand in the same order.
    fn join(&mut self, other: CriterionCoverage) {
        self.judged += other.judged;
        let own = self.all_cases_mut();
        for (known, more) in own.into_iter().zip(other.all_cases()) {
            more.iter().for_each(|name| note(known, name));
        }
    }

    fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        let conditions = self.conditions.iter_mut().map(|one| &mut one.place);
        let boundaries = self.boundaries.iter_mut().map(|one| &mut one.place);
        std::iter::once(&mut self.place).chain(conditions).chain(boundaries)
    }

    /// The cases of everything that it can show, in order.
    pub(super) fn all_cases(&self) -> Vec<&Vec<String>> {
        let outcomes = self.outcomes.iter().map(|one| &one.cases);
        let decisions = self.conditions.iter().flat_map(|one| &one.decides).map(|one| &one.cases);
        let points = self.boundaries.iter().flat_map(|one| &one.points).map(|one| &one.cases);
        outcomes.chain(decisions).chain(points).collect()
    }

    fn all_cases_mut(&mut self) -> Vec<&mut Vec<String>> {
        let outcomes = self.outcomes.iter_mut().map(|one| &mut one.cases);
        let decisions = self.conditions.iter_mut().flat_map(|one| &mut one.decides).map(|one| &mut one.cases);
        let points = self.boundaries.iter_mut().flat_map(|one| &mut one.points).map(|one| &mut one.cases);
        outcomes.chain(decisions).chain(points).collect()
    }

    fn count(&mut self) {
        self.total = Tally {
            outcomes: Share::of(self.outcomes.iter().map(|one| &one.cases)),
            decisions: Share::of(self.conditions.iter().flat_map(|one| &one.decides).map(|one| &one.cases)),
            boundaries: Share::of(self.boundaries.iter().flat_map(|one| &one.points).map(|one| &one.cases)),
        };
    }
}

/// Names a case among the first few.
pub(super) fn note(cases: &mut Vec<String>, name: &str) {
    if cases.len() < NAMED && !cases.iter().any(|known| known == name) {
        cases.push(name.to_owned());
    }
}
