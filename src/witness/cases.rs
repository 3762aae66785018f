//! Records that together show all that a criterion can do: each outcome, and each condition deciding it both ways.

use super::bearing::Bearing;
use super::draft::Draft;
use super::goals::{Decision, Goal, Outcome, with_settled};
use super::search::{Bounds, Search};
use crate::check::{Program, Reach, TruthId, TruthNode};
use crate::value::{Day, Truth};

/// What a record shows of a truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// It comes out like that.
    Outcome(Truth),
    /// A condition in it alone decides it, by holding (`true`) or by not holding.
    Decision(TruthId, bool),
}

/// A record, and what it is there for.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it says.
    pub draft: Draft,
    /// What it shows.
    pub shows: Vec<Shows>,
}

/// Records that together show what a truth can do.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    /// The records.
    pub cases: Vec<Case>,
    /// What none was found for, within the bounds of the search.
    pub not_found: Vec<Shows>,
}

/// The conditions below a truth: the parts that are no connective, those that are asked of events included.
#[must_use]
pub fn conditions(program: &Program, truth: TruthId) -> Vec<TruthId> {
    let mut below = Reach::of(program, [truth]).truths;
    below.retain(|id| {
        !matches!(
            program.truth(*id).node,
            TruthNode::All(_)
                | TruthNode::Any(_)
                | TruthNode::Not(_)
                | TruthNode::Count { .. }
                | TruthNode::Constant(_)
        )
    });
    below
}

/// Records that together show what a truth can do, as few as come of looking at those that are there before searching further.
#[must_use]
pub fn cases(program: &Program, truth: TruthId, as_of: Day, bounds: Bounds) -> Cases {
    let bearing = Bearing::of(program, &[truth], as_of);
    let mut gather =
        Gather { search: Search::new(&bearing, &program.vocabulary, as_of, bounds), found: Cases::default() };
    for wanted in [Truth::Met, Truth::NotMet, Truth::Unknown] {
        gather.show(Shows::Outcome(wanted), &mut Outcome::new(program, as_of, truth, wanted));
    }
    for condition in conditions(program, truth) {
        for holds in [true, false] {
            let otherwise = with_settled(program, condition, !holds);
            let mut goal = Decision::new((program, &otherwise), as_of, truth, (condition, holds));
            gather.show(Shows::Decision(condition, holds), &mut goal);
        }
    }
    gather.found
}

struct Gather<'b, 'v> {
    search: Search<'b, 'v>,
    found: Cases,
}

impl Gather<'_, '_> {
    fn show(&mut self, shows: Shows, goal: &mut dyn Goal) {
        let search = &mut self.search;
        if let Some(case) = self.found.cases.iter_mut().find(|case| search.nearness(&case.draft, goal) >= 1.0) {
            return case.shows.push(shows);
        }
        let known: Vec<Draft> = self.found.cases.iter().map(|case| case.draft.clone()).collect();
        match search.find(&known, goal) {
            Some(found) => self.found.cases.push(Case { draft: found.draft, shows: vec![shows] }),
            None => self.found.not_found.push(shows),
        }
    }
}
