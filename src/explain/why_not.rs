//! *Why not*: the smallest sets of facts whose change would make the patient eligible.
//!
//! The search goes over the leaves of the criteria that keep the patient out or are open. What a leaf would have to be
//! is kept in small sets; sets that contain another are dropped. The search is bounded and says where it stopped.

use super::case::Case;
use super::explanation::Bearing;
use super::kleene::Supposed;
use super::words::{counted, listed};
use crate::check::{Ask, Criterion, TruthId, TruthNode};
use crate::evaluate::{CriterionOutcome, Standing, Verdict};
use crate::value::Truth;
use schemars::JsonSchema;
use serde::Serialize;

/// How many sets are kept for any part of the rules.
const MOST_SETS: usize = 64;
/// How many known facts a set may change; open ones that must come out well are not counted.
const LARGEST_SET: usize = 12;
/// How many sets are shown.
const MOST_SHOWN: usize = 5;

/// What keeps the patient out, and what would have to be otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhyNot {
    /// In a sentence.
    pub sentence: String,
    /// The ids of the criteria that keep the patient out.
    pub blocking: Vec<String>,
    /// The smallest sets of facts that would let the patient in; empty for an eligible patient.
    pub ways: Vec<Way>,
    /// Where the search stopped, if it did not see everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<String>,
}

/// One set of facts that together would let the patient in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Way {
    /// Facts that are known and would have to be otherwise.
    pub changes: Vec<Change>,
    /// Facts that are open and would have to come out so.
    pub open: Vec<Change>,
}

/// A fact that would have to be otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Change {
    /// What would have to be so.
    pub aim: String,
    /// What is so now.
    pub now: String,
    /// The ids of the criteria that ask for it.
    pub criteria: Vec<String>,
}

/// Sets of suppositions, the smallest first.
#[derive(Clone, Debug)]
struct Ways {
    sets: Vec<Supposed>,
    cut: bool,
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
    fn pruned(mut self, cost: &dyn Fn(&Supposed) -> (usize, usize)) -> Ways {
        self.sets
            .sort_by_cached_key(|set| (cost(set), set.iter().map(|(id, truth)| (*id, *truth)).collect::<Vec<_>>()));
        let mut kept: Vec<Supposed> = Vec::new();
        for set in self.sets {
            let contains = |small: &Supposed| small.iter().all(|(id, truth)| set.get(id) == Some(truth));
            if kept.iter().any(contains) {
                continue;
            }
            if kept.len() == MOST_SETS || cost(&set).0 > LARGEST_SET {
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
    /// What keeps the patient out.
    pub(crate) fn why_not(&self) -> WhyNot {
        let blocking: Vec<String> = self
            .criteria()
            .filter(|(_, outcome)| matches!(outcome.standing, Standing::Fail | Standing::AssumedFail))
            .map(|(criterion, _)| criterion.id.clone())
            .collect();
        if self.judgement.verdict == Verdict::Eligible {
            let sentence = "Nothing keeps the patient out.".to_owned();
            return WhyNot { sentence, ..WhyNot::default() };
        }
        let found = self.ways_in();
        let distinct = self.by_changes(&found);
        let shown = distinct.iter().take(MOST_SHOWN).map(|set| self.way(set)).collect();
        let hidden = distinct.len().saturating_sub(MOST_SHOWN);
        WhyNot {
            sentence: self.why_not_sentence(&blocking, &found),
            blocking,
            ways: shown,
            stopped: stopped(found.cut && !found.sets.is_empty(), hidden, distinct.len() < found.sets.len()),
        }
    }

    /// The sets that change different known facts, each with the least that must come out of what is open.
    fn by_changes<'w>(&self, found: &'w Ways) -> Vec<&'w Supposed> {
        let known = |set: &Supposed| -> Vec<(TruthId, Truth)> {
            let known = set.iter().filter(|(id, _)| self.truth(**id) != Truth::Unknown);
            known.map(|(id, truth)| (*id, *truth)).collect()
        };
        let mut seen: Vec<Vec<(TruthId, Truth)>> = Vec::new();
        let mut distinct: Vec<&Supposed> = Vec::new();
        for set in &found.sets {
            let changes = known(set);
            if !seen.contains(&changes) {
                seen.push(changes);
                distinct.push(set);
            }
        }
        distinct
    }

    fn why_not_sentence(&self, blocking: &[String], found: &Ways) -> String {
        let blocked = match blocking {
            [] => "No criterion keeps the patient out, but some are open.".to_owned(),
            [only] => format!("1 criterion keeps the patient out: {only}."),
            several => {
                format!("{} keep the patient out: {}.", counted(several.len(), "criterion"), listed(several, "and"))
            }
        };
        if found.sets.is_empty() && found.cut {
            return format!("{blocked} More than {LARGEST_SET} facts would have to be otherwise.");
        }
        if found.sets.is_empty() {
            return format!("{blocked} {}", self.no_way());
        }
        blocked
    }

    /// Why no way in can be named.
    fn no_way(&self) -> String {
        let broken = self.criteria().filter(|(criterion, _)| criterion.ask == Ask::Broken);
        let broken: Vec<&str> = broken.map(|(criterion, _)| criterion.id.as_str()).collect();
        match broken.as_slice() {
            [] => "No change of facts would let the patient in.".to_owned(),
            _ => format!("No way in can be named as long as the rule of {} contains an error.", listed(&broken, "and")),
        }
    }

    /// The ways into the trial: where there are cohorts, into any that the patient may belong to, or else into any.
    fn ways_in(&self) -> Ways {
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

    fn ways_past(&self, criterion: &Criterion, outcome: CriterionOutcome) -> Ways {
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
            (TruthNode::Not(of), _) => self.ways_to(*of, !hold),
            (TruthNode::All(of), true) | (TruthNode::Any(of), false) => self.ways_to_each(of, hold),
            (TruthNode::All(of), false) | (TruthNode::Any(of), true) => self.ways_to_one(of, hold),
            (TruthNode::Count { of, least, most }, true) => self.ways_to_number(of, *least as usize, *most),
            (TruthNode::Count { of, least, most }, false) => self.ways_out_of_number(of, *least as usize, *most),
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

    /// How many known facts a set changes, and how many open ones it needs.
    fn cost(&self, set: &Supposed) -> (usize, usize) {
        let open = set.keys().filter(|id| self.truth(**id) == Truth::Unknown).count();
        (set.len() - open, open)
    }

    fn way(&self, set: &Supposed) -> Way {
        let mut way = Way { changes: Vec::new(), open: Vec::new() };
        for (id, truth) in set {
            let finding = self.leaf(*id, *truth == Truth::Met);
            let change = Change { aim: finding.aim, now: finding.found, criteria: self.criteria_asking(*id) };
            if finding.bearing == Bearing::Open { way.open.push(change) } else { way.changes.push(change) }
        }
        way
    }

    /// The ids of the criteria that a leaf is part of and that do not pass.
    fn criteria_asking(&self, leaf: TruthId) -> Vec<String> {
        let concerned = self.criteria().filter(|(criterion, outcome)| match &criterion.ask {
            Ask::Truth(id) => outcome.standing != Standing::Pass && self.leaves(*id).contains(&leaf),
            _ => false,
        });
        concerned.map(|(criterion, _)| criterion.id.clone()).collect()
    }
}

fn stopped(cut: bool, hidden: usize, otherwise: bool) -> Option<String> {
    let mut limits = Vec::new();
    if otherwise {
        limits.push("What is open could also come out otherwise and be enough; the shortest way is shown.".to_owned());
    }
    if hidden > 0 {
        limits.push(format!("{} more of the same size or larger are not shown.", counted(hidden, "combination")));
    }
    if cut {
        limits.push(format!(
            "The search kept at most {MOST_SETS} combinations with at most {LARGEST_SET} changes; there may be others."
        ));
    }
    (!limits.is_empty()).then(|| limits.join(" "))
}
