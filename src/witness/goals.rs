//! What a record can be wanted for.

use super::draft::Draft;
use super::nearness::Nearness;
use super::search::ID;
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

    /// Days which, in the place of one that the record has, would bring the last record nearer.
    fn days(&self) -> &[Day] {
        &[]
    }
}

/// A truth comes out like that.
pub(super) struct Outcome<'p> {
    program: &'p Program,
    evaluator: Evaluator<'p>,
    truth: TruthId,
    wanted: Truth,
}

impl<'p> Outcome<'p> {
    pub(super) fn new(program: &'p Program, as_of: Day, truth: TruthId, wanted: Truth) -> Outcome<'p> {
        Outcome { program, evaluator: Evaluator::new(program, dates(as_of)), truth, wanted }
    }
}

impl Goal for Outcome<'_> {
    fn near(&mut self, _: &Draft, patient: &Patient) -> f64 {
        let mut trace = Trace::new(self.program);
        self.evaluator.truth(self.truth, patient, &mut trace);
        Nearness { program: self.program, trace: &trace }.of(self.truth, self.wanted)
    }
}

/// A record shows something of a criterion, as coverage judges it.
pub(super) struct Shown<'s, 'c, 'p> {
    sight: &'s mut Sight<'c, 'p>,
    what: What,
    /// The truths below which the condition stands that is to decide.
    above: BTreeSet<TruthId>,
    days: Vec<Day>,
}

impl<'s, 'c, 'p> Shown<'s, 'c, 'p> {
    pub(super) fn new(sight: &'s mut Sight<'c, 'p>, what: What) -> Shown<'s, 'c, 'p> {
        let above = match what {
            What::Decision(condition, _) => above(sight.program(), sight.root(), condition),
            What::Outcome(_) | What::Point { .. } => BTreeSet::new(),
        };
        Shown { sight, what, above, days: Vec::new() }
    }

    /// How near a record is to showing it, were the criterion the patient's concern.
    fn own(&mut self, look: &Look<'_>) -> f64 {
        let nearness = Nearness { program: self.sight.program(), trace: &look.trace };
        let root = self.sight.root();
        match self.what {
            What::Outcome(wanted) => nearness.of(root, wanted),
            What::Decision(condition, way) => {
                let own = match way {
                    Decides::ByHolding => Truth::Met,
                    Decides::ByNotHolding => Truth::NotMet,
                    Decides::ByBeingUnknown => Truth::Unknown,
                };
                let is_so = match look.came_out(condition, own) {
                    true => 1.0,
                    false if look.was_asked(condition) => 0.5 + nearness.of(condition, own) / 4.0,
                    false => nearness.of(condition, own) / 2.0,
                };
                let hangs = nearness.hangs_on(root, condition, &self.above).unwrap_or_else(|| match own {
                    Truth::Unknown => nearness.of(root, Truth::Unknown),
                    _ => nearness.of(root, Truth::Met).max(nearness.of(root, Truth::NotMet)),
                });
                (is_so + hangs) / 2.0
            }
            What::Point { .. } => match self.sight.miss(look, self.what) {
                Some(miss) => {
                    self.days.clone_from(&miss.days);
                    0.5 + 0.5 / (1.0 + miss.by)
                }
                None => 0.25 * nearness.of(root, Truth::Met).max(nearness.of(root, Truth::NotMet)),
            },
        }
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
        self.days.clear();
        let look = self.sight.look(patient);
        if self.sight.shows(patient, &look, self.what) {
            return 1.0;
        }
        let (own, bears) = (self.own(&look), self.bears(&look));
        0.7 * own.min(1.0) + 0.25 * bears
    }

    fn days(&self) -> &[Day] {
        &self.days
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
