//! What a record can be wanted for.

use super::bearing::Bearing;
use super::draft::Draft;
use super::nearness::Nearness;
use super::search::{Bounds, Found, ID, Search};
use crate::check::{Program, TruthId, TruthNode};
use crate::evaluate::{Dates, Evaluator, Trace, VerdictOnly};
use crate::record::{ReadOptions, Reader};
use crate::value::{Day, Truth};

/// Looks for records that show something of a program's truths.
pub struct Witnesses<'p> {
    program: &'p Program,
    as_of: Day,
    bounds: Bounds,
}

impl<'p> Witnesses<'p> {
    /// Records are judged on that day.
    #[must_use]
    pub fn new(program: &'p Program, as_of: Day, bounds: Bounds) -> Witnesses<'p> {
        Witnesses { program, as_of, bounds }
    }

    fn dates(&self) -> Dates {
        Dates { as_of: self.as_of, anchors: Vec::new() }
    }

    /// A record for which a truth comes out like that.
    #[must_use]
    pub fn of_outcome(&self, truth: TruthId, wanted: Truth, known: &[Draft]) -> Option<Found> {
        let bearing = Bearing::of(self.program, &[truth], self.as_of);
        let mut evaluator = Evaluator::new(self.program, self.dates());
        self.search(&bearing).find(known, &mut |patient| {
            let mut trace = Trace::new(self.program);
            evaluator.truth(truth, patient, &mut trace);
            Nearness { program: self.program, trace: &trace }.of(truth, wanted)
        })
    }

    /// A record for which a condition comes out like that somewhere, and alone decides the truth that it is part of: were it the
    /// other way round, the truth would come out otherwise.
    #[must_use]
    pub fn of_decision(&self, truth: TruthId, condition: TruthId, holds: bool, known: &[Draft]) -> Option<Found> {
        let bearing = Bearing::of(self.program, &[truth], self.as_of);
        let otherwise = with_settled(self.program, condition, !holds);
        let (mut evaluator, mut other) =
            (Evaluator::new(self.program, self.dates()), Evaluator::new(&otherwise, self.dates()));
        self.search(&bearing).find(known, &mut |patient| {
            let mut trace = Trace::new(self.program);
            let came_out = evaluator.truth(truth, patient, &mut trace);
            let nearness = Nearness { program: self.program, trace: &trace };
            let is_so = nearness.somewhere(condition, holds);
            let decides = came_out != Truth::Unknown && other.truth(truth, patient, &mut VerdictOnly) == !came_out;
            match decides && is_so >= 1.0 {
                true => 1.0,
                false => {
                    let hangs = nearness.hangs_on(truth, condition).unwrap_or_else(|| nearness.of(truth, Truth::Met));
                    0.4 * is_so + 0.4 * hangs + if decides { 0.15 } else { 0.0 }
                }
            }
        })
    }

    /// A record on which this truth and one of another program come out differently.
    #[must_use]
    pub fn of_difference(&self, truth: TruthId, other: (&Program, TruthId), known: &[Draft]) -> Option<Found> {
        let mut bearing = Bearing::of(self.program, &[truth], self.as_of);
        bearing.join(Bearing::of(other.0, &[other.1], self.as_of));
        let (mut one, mut two) = (Evaluator::new(self.program, self.dates()), Evaluator::new(other.0, self.dates()));
        let options = ReadOptions { as_of: Some(self.as_of), ..ReadOptions::default() };
        let mut elsewhere = Reader::new(&other.0.vocabulary, options);
        let as_of = self.as_of;
        self.search(&bearing).find_drafts(known, &mut |draft, patient| {
            let read = elsewhere.read_yaml(draft.yaml(ID, as_of).as_bytes());
            let Some(there) = read.patients.first().filter(|_| read.findings.is_empty()) else { return -1.0 };
            let came_out = one.truth(truth, patient, &mut VerdictOnly);
            let (here, other) = (came_out, two.truth(other.1, there, &mut VerdictOnly));
            match (here == other, here == Truth::Unknown || other == Truth::Unknown) {
                (false, false) => 1.0,
                (false, true) => 0.9,
                (true, false) => 0.6,
                (true, true) => 0.3,
            }
        })
    }

    fn search<'b>(&self, bearing: &'b Bearing) -> Search<'b, 'p> {
        Search::new(bearing, &self.program.vocabulary, self.as_of, self.bounds)
    }
}

/// The program with a truth that always comes out so.
fn with_settled(program: &Program, truth: TruthId, holds: bool) -> Program {
    let mut settled = program.clone();
    if let Some(node) = settled.truths.get_mut(truth.0 as usize) {
        node.node = TruthNode::Constant(holds);
    }
    settled
}
