//! The search: which sets of leaves would have to come out otherwise. It is bounded, and tells where it stopped.

use super::super::case::Case;
use super::super::kleene::Supposed;
use super::turn::Turn;
use crate::check::{Ask, Criterion, TruthId, TruthNode};
use crate::evaluate::{CriterionOutcome, Standing};
use crate::value::Truth;

/// How many sets are kept for any part of the rules.
pub(super) const MOST_SETS: usize = 64;
/// How many known facts a set may change; open ones that must come out well are not counted.
pub(super) const LARGEST_SET: usize = 12;

/// What a set of leaves asks for, the weightiest first: how many known facts it changes, how many of these nobody can
/// change, and how many open ones it needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    pub(super) changes: usize,
    pub(super) unmakable: usize,
    /// Open ones that would have to turn out to be what nobody can make.
    pub(super) doubtful: usize,
    pub(super) open: usize,
}

/// Sets of suppositions, the smallest first.
#[derive(Clone, Debug)]
pub(super) struct Ways {
    pub(super) sets: Vec<Supposed>,
    /// Whether something was left out because there was too much of it.
    pub(super) cut: bool,
}

impl Ways {
    fn settled() -> Ways {
        Ways { sets: vec![Supposed::new()], cut: false }
    }

    fn impossible() -> Ways {
        Ways { sets: Vec::new(), cut: false }
    }

    fn or(mut self, other: Ways) -> Ways {
        self.sets.extend(other.sets);
        self.cut |= other.cut;
        self
    }

    /// Each set of the one with each of the other, where they do not contradict each other.
    fn and(self, other: &Ways) -> Ways {
        let mut sets = Vec::new();
        for one in &self.sets {
            sets.extend(other.sets.iter().filter_map(|two| merged(one, two)));
        }
        Ways { sets, cut: self.cut || other.cut }
    }

    /// Without sets that contain another, the cheapest first, and no more than are bearable.
    fn pruned(mut self, cost: &dyn Fn(&Supposed) -> Cost) -> Ways {
        self.sets
            .sort_by_cached_key(|set| (cost(set), set.iter().map(|(id, truth)| (*id, *truth)).collect::<Vec<_>>()));
        let mut kept: Vec<Supposed> = Vec::new();
        for set in self.sets {
            let contains = |small: &Supposed| small.iter().all(|(id, truth)| set.get(id) == Some(truth));
            if kept.iter().any(contains) {
                continue;
            }
            if kept.len() == MOST_SETS || cost(&set).changes > LARGEST_SET {
                self.cut = true;
                continue;
            }
            kept.push(set);
        }
        Ways { sets: kept, cut: self.cut }
    }
}

fn merged(one: &Supposed, two: &Supposed) -> Option<Supposed> {
    let mut both = one.clone();
    for (id, truth) in two {
        if both.insert(*id, *truth).is_some_and(|before| before != *truth) {
            return None;
        }
    }
    Some(both)
}

impl Case<'_> {
    /// The ways into the trial: where there are cohorts, into any that the patient may belong to, or else into any.
    pub(super) fn ways_in(&self) -> Ways {
        if self.version.cohorts.is_empty() {
            return self.ways_into(None);
        }
        let all: Vec<usize> = (0..self.version.cohorts.len()).collect();
        let own = self.judgement.cohorts.iter().map(|outcome| outcome.member != Truth::NotMet);
        let own: Vec<usize> = all.iter().copied().zip(own).filter_map(|(place, own)| own.then_some(place)).collect();
        let places = if own.is_empty() { all } else { own };
        let all = places.into_iter().map(|place| self.ways_into(Some(place))).fold(Ways::impossible(), Ways::or);
        all.pruned(&|set| self.cost(set))
    }

    fn ways_into(&self, cohort: Option<usize>) -> Ways {
        let mut ways = Ways::settled();
        if let Some(cohort) = cohort.and_then(|place| self.version.cohorts.get(place)) {
            ways = self.ways_to(cohort.when, true);
        }
        for (criterion, outcome) in self.criteria() {
            let concerned = match cohort {
                Some(place) => criterion.cohorts.is_empty() || criterion.cohorts.contains(&place),
                None => true,
            };
            if concerned {
                ways = ways.and(&self.ways_past(criterion, outcome)).pruned(&|set| self.cost(set));
            }
        }
        ways
    }

    pub(super) fn ways_past(&self, criterion: &Criterion, outcome: CriterionOutcome) -> Ways {
        let settled = matches!(
            outcome.standing,
            Standing::Pass | Standing::Waived | Standing::AssumedPass | Standing::NotDue | Standing::Stated
        );
        match &criterion.ask {
            _ if settled => Ways::settled(),
            Ask::Truth(id) => self.ways_to(*id, criterion.inclusion),
            Ask::Clarifies(_) | Ask::NotStated(_) => Ways::settled(),
            Ask::Broken => Ways::impossible(),
        }
    }

    /// The sets of leaves that would make a truth hold, or not hold.
    fn ways_to(&self, id: TruthId, hold: bool) -> Ways {
        if self.truth(id) == Truth::of(hold) {
            return Ways::settled();
        }
        let cost = |set: &Supposed| self.cost(set);
        let ways = match (&self.program.truth(id).node, hold) {
            (TruthNode::Constant(_), _) => Ways::impossible(),
            // An open leaf can come out either way; a known one may be past changing.
            (TruthNode::Not(of), _) => self.ways_to(*of, !hold),
            (TruthNode::All(of), true) | (TruthNode::Any(of), false) => self.ways_to_each(of, hold),
            (TruthNode::All(of), false) | (TruthNode::Any(of), true) => self.ways_to_one(of, hold),
            (TruthNode::Count { of, least, most }, true) => self.ways_to_number(of, *least as usize, *most),
            (TruthNode::Count { of, least, most }, false) => self.ways_out_of_number(of, *least as usize, *most),
            _ if self.truth(id) != Truth::Unknown && self.turn(id, hold) == Turn::Never => Ways::impossible(),
            _ => Ways { sets: vec![Supposed::from([(id, Truth::of(hold))])], cut: false },
        };
        ways.pruned(&cost)
    }

    fn ways_to_each(&self, of: &[TruthId], hold: bool) -> Ways {
        of.iter().fold(Ways::settled(), |ways, part| ways.and(&self.ways_to(*part, hold)).pruned(&|set| self.cost(set)))
    }

    fn ways_to_one(&self, of: &[TruthId], hold: bool) -> Ways {
        of.iter().fold(Ways::impossible(), |ways, part| ways.or(self.ways_to(*part, hold)))
    }

    /// At least `least` parts hold, and all beyond `most` do not.
    fn ways_to_number(&self, of: &[TruthId], least: usize, most: Option<u32>) -> Ways {
        let enough = self.ways_to_some(of, least, true);
        match most {
            None => enough,
            Some(most) => enough.and(&self.ways_to_some(of, of.len().saturating_sub(most as usize), false)),
        }
    }

    fn ways_out_of_number(&self, of: &[TruthId], least: usize, most: Option<u32>) -> Ways {
        let too_few = if least == 0 {
            Ways::impossible()
        } else {
            self.ways_to_some(of, of.len() + 1 - least.min(of.len()), false)
        };
        match most {
            None => too_few,
            Some(most) => too_few.or(self.ways_to_some(of, most as usize + 1, true)),
        }
    }

    /// The sets that make so many of the parts hold (or not hold), whichever they are.
    fn ways_to_some(&self, of: &[TruthId], wanted: usize, hold: bool) -> Ways {
        // reached[n] holds the ways to have n parts as wanted among those seen so far.
        let mut reached: Vec<Ways> = vec![Ways::settled()];
        for part in of {
            let ways = self.ways_to(*part, hold);
            let mut next: Vec<Ways> = reached.clone();
            next.push(Ways::impossible());
            for (count, before) in reached.into_iter().enumerate() {
                if let Some(place) = next.get_mut(count + 1) {
                    let more = before.and(&ways);
                    *place = std::mem::replace(place, Ways::impossible()).or(more).pruned(&|set| self.cost(set));
                }
            }
            next.truncate(wanted + 1);
            reached = next;
        }
        reached.into_iter().nth(wanted).unwrap_or_else(Ways::impossible)
    }

    /// What a set asks for.
    pub(super) fn cost(&self, set: &Supposed) -> Cost {
        let mut cost = Cost::default();
        for (id, truth) in set {
            match self.truth(*id) {
                Truth::Unknown => {
                    cost.open += 1;
                    cost.doubtful += usize::from(self.is_doubtful(*id, *truth == Truth::Met));
                }
                _ => {
                    cost.changes += 1;
                    let turn = self.turn(*id, *truth == Truth::Met);
                    cost.unmakable += usize::from(matches!(turn, Turn::DoneForItself | Turn::MayCome));
                }
            }
        }
        cost
    }
}
