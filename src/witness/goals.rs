//! What a record can be wanted for.

use super::draft::Draft;
use super::nearness::Nearness;
use super::search::ID;
use super::wanting::{Wishes, leaves};
use crate::check::{Program, Reach, TruthId};
use crate::coverage::{Decides, Look, Sight, What};
use crate::evaluate::{Dates, Evaluator, Trace};
use crate::record::{Patient, ReadOptions, Reader};
use crate::value::{Day, Truth};
use std::collections::BTreeSet;

/// Something that a record can be wanted for.
pub(super) trait Goal {
    /// How near a record is to it: 1 where it is there.
    fn near(&mut self, draft: &Draft, patient: &Patient) -> f64;

    /// What would bring the last record nearer.
    fn wishes(&self) -> Wishes {
        Wishes::default()
    }
}

/// A truth comes out like that.
pub(super) struct Outcome<'p> {
    program: &'p Program,
    evaluator: Evaluator<'p>,
    truth: TruthId,
    wanted: Truth,
    last: Trace,
}

impl<'p> Outcome<'p> {
    pub(super) fn new(program: &'p Program, as_of: Day, truth: TruthId, wanted: Truth) -> Outcome<'p> {
        Outcome { program, evaluator: Evaluator::new(program, dates(as_of)), truth, wanted, last: Trace::new(program) }
    }
}

impl Goal for Outcome<'_> {
    fn near(&mut self, _: &Draft, patient: &Patient) -> f64 {
        self.last = Trace::new(self.program);
        self.evaluator.truth(self.truth, patient, &mut self.last);
        Nearness { program: self.program, trace: &self.last }.of(self.truth, self.wanted)
    }

    fn wishes(&self) -> Wishes {
        let mut wishes = Wishes::default();
        let nearness = Nearness { program: self.program, trace: &self.last };
        nearness.wanting(self.truth, self.wanted, &mut wishes.truths);
        wishes
    }
}

/// A record shows something of a criterion, as coverage judges it.
pub(super) struct Shown<'s, 'c, 'p> {
    sight: &'s mut Sight<'c, 'p>,
    what: What,
    /// The truths below which the condition stands that is to decide.
    above: BTreeSet<TruthId>,
    /// The truths that look at what a boundary is compared with.
    asking: Vec<(TruthId, Truth)>,
    last: Option<Look<'c>>,
}

impl<'s, 'c, 'p> Shown<'s, 'c, 'p> {
    pub(super) fn new(sight: &'s mut Sight<'c, 'p>, what: What) -> Shown<'s, 'c, 'p> {
        let above = match what {
            What::Decision(condition, _) => above(sight.program(), sight.root(), condition),
            What::Outcome(_) | What::Point { .. } => BTreeSet::new(),
        };
        let mut asking = Vec::new();
        if let What::Point { boundary, .. } = what {
            let looking = leaves(sight.program(), sight.root()).into_iter();
            let looking = looking.filter(|leaf| sight.is_asked_below(boundary, *leaf));
            asking = looking.map(|leaf| (leaf, Truth::Met)).collect();
        }
        Shown { sight, what, above, asking, last: None }
    }

    /// How near a record is to showing it, were the criterion the patient's concern.
    fn own(&mut self, patient: &Patient, look: &Look<'_>) -> f64 {
        let turns = match self.what {
            What::Decision(condition, way) => self.turns(patient, look, (condition, way)),
            What::Outcome(_) | What::Point { .. } => 0.0,
        };
        let nearness = Nearness { program: self.sight.program(), trace: &look.trace };
        let root = self.sight.root();
        match self.what {
            What::Outcome(wanted) => nearness.of(root, wanted),
            What::Decision(condition, way) => {
                let own = comes_out(way);
                let is_so = match look.came_out(condition, own) {
                    true => 1.0,
                    false if look.was_asked(condition) => 0.5 + nearness.of(condition, own) / 4.0,
                    false => nearness.of(condition, own) / 2.0,
                };
                let hangs = nearness.hangs_on(root, condition, &self.above).unwrap_or_else(|| match own {
                    Truth::Unknown => nearness.of(root, Truth::Unknown),
                    _ => nearness.of(root, Truth::Met).max(nearness.of(root, Truth::NotMet)),
                });
                (is_so + hangs + turns) / 3.0
            }
            What::Point { .. } => match self.sight.miss(look, self.what) {
                Some(miss) => 0.5 + 0.5 / (1.0 + miss.by),
                None => 0.25 * nearness.of(root, Truth::Met).max(nearness.of(root, Truth::NotMet)),
            },
        }
    }

    /// How near a condition is to turning the criterion where it is settled otherwise.
    fn turns(&mut self, patient: &Patient, look: &Look<'_>, (condition, way): (TruthId, Decides)) -> f64 {
        let open = way == Decides::ByBeingUnknown;
        let turned = self.sight.turned(patient, look, (condition, way)).into_iter();
        let near = turned.map(|turned| match (look.outcome == Truth::Unknown, turned == Truth::Unknown) {
            (true, false) if open => 1.0,
            (false, false) if !open && turned != look.outcome => 1.0,
            (true, true) if open => 0.5,
            (true, false) | (false, true) if !open => 0.6,
            (true, true) => 0.3,
            _ => 0.1,
        });
        near.fold(0.0, f64::max)
    }

    /// How near the criterion is to bearing on the patient's verdict.
    fn bears(&self, look: &Look<'_>) -> f64 {
        if look.bears {
            return 1.0;
        }
        let nearness = Nearness { program: self.sight.program(), trace: &look.trace };
        let cohorts = self.sight.cohorts();
        0.8 * cohorts.iter().map(|cohort| nearness.of(*cohort, Truth::Met)).fold(0.0, f64::max)
    }
}

impl Goal for Shown<'_, '_, '_> {
    fn near(&mut self, _: &Draft, patient: &Patient) -> f64 {
        let look = self.sight.look(patient);
        if self.sight.shows(patient, &look, self.what) {
            return 1.0;
        }
        let (own, bears) = (self.own(patient, &look), self.bears(&look));
        self.last = Some(look);
        0.7 * own.min(1.0) + 0.25 * bears
    }

    fn wishes(&self) -> Wishes {
        let Some(look) = &self.last else { return Wishes::default() };
        let nearness = Nearness { program: self.sight.program(), trace: &look.trace };
        let root = self.sight.root();
        let mut wishes = Wishes::default();
        match self.what {
            What::Outcome(wanted) => nearness.wanting(root, wanted, &mut wishes.truths),
            What::Decision(condition, way) => {
                nearness.wanting_to_hang(root, (condition, comes_out(way)), &self.above, &mut wishes.truths);
            }
            What::Point { .. } => {
                wishes.days = self.sight.miss(look, self.what).map(|miss| miss.days.clone()).unwrap_or_default();
                wishes.truths.clone_from(&self.asking);
            }
        }
        if !look.bears {
            let cohorts = self.sight.cohorts();
            cohorts.iter().for_each(|cohort| nearness.wanting(*cohort, Truth::Met, &mut wishes.truths));
        }
        wishes
    }
}

/// What a condition comes out as that decides in a way.
fn comes_out(way: Decides) -> Truth {
    match way {
        Decides::ByHolding => Truth::Met,
        Decides::ByNotHolding => Truth::NotMet,
        Decides::ByBeingUnknown => Truth::Unknown,
    }
}

/// The truths below one of which a condition stands, themselves included.
fn above(program: &Program, root: TruthId, condition: TruthId) -> BTreeSet<TruthId> {
    let below = Reach::of(program, [root]).truths.into_iter();
    below.filter(|id| Reach::of(program, [*id]).truths.contains(&condition)).collect()
}

/// A truth and one of another program come out differently.
pub(super) struct Difference<'p> {
    one: (Evaluator<'p>, TruthId),
    two: (Evaluator<'p>, TruthId),
    programs: (&'p Program, &'p Program),
    elsewhere: Reader<'p>,
    as_of: Day,
    /// Whether it is enough that one of them is open.
    pub(super) may_be_open: bool,
    /// The first record met for which they differ in that way.
    pub(super) half_way: Option<Draft>,
}

impl<'p> Difference<'p> {
    pub(super) fn new(as_of: Day, one: (&'p Program, TruthId), two: (&'p Program, TruthId)) -> Difference<'p> {
        let options = ReadOptions { as_of: Some(as_of), ..ReadOptions::default() };
        Difference {
            one: (Evaluator::new(one.0, dates(as_of)), one.1),
            two: (Evaluator::new(two.0, dates(as_of)), two.1),
            programs: (one.0, two.0),
            elsewhere: Reader::new(&two.0.vocabulary, options),
            as_of,
            may_be_open: false,
            half_way: None,
        }
    }
}

impl Goal for Difference<'_> {
    fn near(&mut self, draft: &Draft, patient: &Patient) -> f64 {
        let read = self.elsewhere.read_yaml(draft.yaml(ID, self.as_of).as_bytes());
        let Some(there) = read.patients.first().filter(|_| read.findings.is_empty()) else { return -1.0 };
        let (mut one_trace, mut two_trace) = (Trace::new(self.programs.0), Trace::new(self.programs.1));
        let one = self.one.0.truth(self.one.1, patient, &mut one_trace);
        let two = self.two.0.truth(self.two.1, there, &mut two_trace);
        let is_open = one == Truth::Unknown || two == Truth::Unknown;
        if one != two && (self.may_be_open || !is_open) {
            return 1.0;
        }
        if one != two && self.half_way.is_none() {
            self.half_way = Some(draft.clone());
        }
        let one = Nearness { program: self.programs.0, trace: &one_trace };
        let two = Nearness { program: self.programs.1, trace: &two_trace };
        let apart = |wanted: Truth| (one.of(self.one.1, wanted) + two.of(self.two.1, !wanted)) / 2.0;
        0.9 * apart(Truth::Met).max(apart(Truth::NotMet))
    }
}

fn dates(as_of: Day) -> Dates {
    Dates { as_of, anchors: Vec::new() }
}
