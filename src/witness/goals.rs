//! What a record can be wanted for.

use super::draft::Draft;
use super::nearness::Nearness;
use super::search::ID;
use crate::check::{Program, TruthId, TruthNode};
use crate::evaluate::{Dates, Evaluator, Trace, VerdictOnly};
use crate::record::{Patient, ReadOptions, Reader};
use crate::value::{Day, Truth};

/// Something that a record can be wanted for.
pub(super) trait Goal {
    /// How near a record is to it: 1 where it is there.
    fn near(&mut self, draft: &Draft, patient: &Patient) -> f64;
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

/// A condition comes out like that somewhere, and alone decides the truth that it is part of: were it the other way round, the
/// truth would come out otherwise.
pub(super) struct Decision<'p> {
    program: &'p Program,
    evaluator: Evaluator<'p>,
    /// Where the condition is the other way round.
    otherwise: Evaluator<'p>,
    truth: TruthId,
    condition: TruthId,
    holds: bool,
}

impl<'p> Decision<'p> {
    /// `otherwise` is the program with the condition settled the other way round: see [`with_settled`].
    pub(super) fn new(
        (program, otherwise): (&'p Program, &'p Program),
        as_of: Day,
        truth: TruthId,
        (condition, holds): (TruthId, bool),
    ) -> Decision<'p> {
        let (evaluator, otherwise) = (Evaluator::new(program, dates(as_of)), Evaluator::new(otherwise, dates(as_of)));
        Decision { program, evaluator, otherwise, truth, condition, holds }
    }
}

impl Goal for Decision<'_> {
    fn near(&mut self, _: &Draft, patient: &Patient) -> f64 {
        let mut trace = Trace::new(self.program);
        let came_out = self.evaluator.truth(self.truth, patient, &mut trace);
        let nearness = Nearness { program: self.program, trace: &trace };
        let is_so = nearness.somewhere(self.condition, self.holds);
        let decides =
            came_out != Truth::Unknown && self.otherwise.truth(self.truth, patient, &mut VerdictOnly) == !came_out;
        if decides && is_so >= 1.0 {
            return 1.0;
        }
        let hangs = nearness.hangs_on(self.truth, self.condition);
        let hangs =
            hangs.unwrap_or_else(|| nearness.of(self.truth, Truth::Met).max(nearness.of(self.truth, Truth::NotMet)));
        0.4 * is_so + 0.4 * hangs + if decides { 0.15 } else { 0.0 }
    }
}

/// The program with a truth that always comes out so.
pub(super) fn with_settled(program: &Program, truth: TruthId, holds: bool) -> Program {
    let mut settled = program.clone();
    if let Some(node) = settled.truths.get_mut(truth.0 as usize) {
        node.node = TruthNode::Constant(holds);
    }
    settled
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
