//! The questions that a search for records answers.

use super::bearing::Bearing;
use super::draft::Draft;
use super::goals::{Difference, Goal, Outcome};
use super::search::{Bounds, Found, Search};
use crate::check::{Program, TruthId};
use crate::value::{Day, Truth};

/// Looks for records that show something of a program's truths.
///
/// `known` are records from which a search may begin: one that already shows what is wanted is only made smaller.
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

    /// A record for which a truth comes out like that.
    #[must_use]
    pub fn of_outcome(&self, truth: TruthId, wanted: Truth, known: &[Draft]) -> Option<Found> {
        self.find(self.bearing(truth), known, &mut Outcome::new(self.program, self.as_of, truth, wanted))
    }

    /// A record on which a truth and one of another program come out differently: met for the one and not met for the other, where
    /// such a record is found, or else open for one of them.
    #[must_use]
    pub fn of_difference(&self, truth: TruthId, other: (&Program, TruthId), known: &[Draft]) -> Option<Found> {
        let mut bearing = self.bearing(truth);
        bearing.join(Bearing::of(other.0, &[other.1], self.as_of));
        let mut goal = Difference::new(self.as_of, (self.program, truth), other);
        let mut search = Search::new(&bearing, self.program, self.as_of, self.bounds);
        search.find(known, &mut goal).or_else(|| {
            goal.may_be_open = true;
            search.find(&[goal.half_way.take()?], &mut goal)
        })
    }

    fn bearing(&self, truth: TruthId) -> Bearing {
        Bearing::of(self.program, &[truth], self.as_of)
    }

    fn find(&self, bearing: Bearing, known: &[Draft], goal: &mut dyn Goal) -> Option<Found> {
        Search::new(&bearing, self.program, self.as_of, self.bounds).find(known, goal)
    }
}
