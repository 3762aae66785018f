//! How each two criteria of one version stand to one another, proved once for all lints that ask.

use super::implication::{Claim, Prover};
use super::rules::{Rules, Written};
use super::signature::{Catalogue, Signature};
use crate::check::{Ask, Trial, TruthId, Version};
use std::collections::HashMap;

/// With so many earlier criteria that speak of the same each one is compared: the nearest. Protocols name no drug in thirty criteria,
/// and a file that does is not made to wait for the pairs of all of them.
const MOST_COMPARED: usize = 32;

/// How the second of two criteria stands to the first, in the order of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Whoever passes the one passes the other, both ways.
    Repeats,
    /// Nobody can pass both.
    Contradicts,
    /// Whoever passes the first passes the second.
    Follows,
    /// Whoever passes the second passes the first.
    Implies,
    /// The one names words of which the other names more, both on one side: protocols name a drug beside its class.
    Names,
}

/// Two criteria and how they stand to one another.
pub(crate) struct Related<'p> {
    pub(crate) trial: &'p Trial,
    pub(crate) first: Written<'p>,
    pub(crate) second: Written<'p>,
    pub(crate) relation: Relation,
}

/// What a criterion asks of whoever passes it.
#[derive(Clone, Copy)]
struct Demand<'p> {
    written: Written<'p>,
    claim: Claim,
}

/// The pairs of criteria of which something is known, version by version. What repeats another is compared with no third: what is
/// to be said of it is said of the other.
pub(crate) fn relations<'p>(rules: &Rules<'p>, prover: &Prover<'p>) -> Vec<Related<'p>> {
    let mut related = Vec::new();
    for (trial, version) in rules.versions() {
        let demands: Vec<Demand<'p>> = demands(rules, trial, version).collect();
        let mut firsts: HashMap<(TruthId, bool, &[usize]), usize> = HashMap::new();
        let mut catalogue = Catalogue::default();
        for (place, second) in demands.iter().enumerate() {
            let mut relate = |first: &Demand<'p>, relation: Relation| {
                related.push(Related { trial, first: first.written, second: second.written, relation });
            };
            let said = (prover.alike().truth(second.claim.truth), second.claim.holds, second.cohorts());
            if let Some(first) = firsts.get(&said).and_then(|first| demands.get(*first)) {
                relate(first, Relation::Repeats);
                continue;
            }
            firsts.insert(said, place);
            let signature = Signature::of(rules.program, prover.alike(), second.claim.truth);
            let mut repeats = false;
            let others = catalogue.that_may_meet(&signature, MOST_COMPARED);
            for first in others.into_iter().filter_map(|other| demands.get(other)) {
                let Some(relation) = relation(prover, first, second) else { continue };
                relate(first, relation);
                repeats |= relation == Relation::Repeats && first.cohorts() == second.cohorts();
            }
            if !repeats {
                catalogue.add(place, &signature);
            }
        }
    }
    related
}

impl<'p> Demand<'p> {
    fn cohorts(&self) -> &'p [usize] {
        &self.written.criterion.cohorts
    }
}

/// The criteria that nothing but their truth decides. One that may be waived, or is not due yet, takes the place of no other.
fn demands<'p>(rules: &Rules<'p>, trial: &'p Trial, version: &'p Version) -> impl Iterator<Item = Demand<'p>> {
    rules.criteria(trial, version).filter_map(|written| {
        let criterion = written.criterion;
        let plain = criterion.waivable_by.is_none() && criterion.if_unknown.is_none() && criterion.checked_at.is_none();
        match criterion.ask {
            Ask::Truth(truth) if plain => Some(Demand { written, claim: Claim { truth, holds: criterion.inclusion } }),
            _ => None,
        }
    })
}

fn relation(prover: &Prover<'_>, first: &Demand<'_>, second: &Demand<'_>) -> Option<Relation> {
    // Whether a criterion is for everybody that another is for.
    let covers = |one: &Demand<'_>, other: &Demand<'_>| {
        let (all, some) = (&one.written.criterion.cohorts, &other.written.criterion.cohorts);
        all.is_empty() || !some.is_empty() && some.iter().all(|cohort| all.contains(cohort))
    };
    let (forward, back) = (covers(first, second), covers(second, first));
    if !forward && !back {
        return None;
    }
    let follows = prover.implies(first.claim, second.claim);
    let implies = prover.implies(second.claim, first.claim);
    let same_side = first.claim.holds == second.claim.holds;
    match (follows, implies) {
        (true, false) if same_side && prover.implies_but_for_words(second.claim, first.claim) => Some(Relation::Names),
        (false, true) if same_side && prover.implies_but_for_words(first.claim, second.claim) => Some(Relation::Names),
        (true, true) => Some(Relation::Repeats),
        (true, false) => forward.then_some(Relation::Follows),
        (false, true) => back.then_some(Relation::Implies),
        (false, false) => prover.excludes(first.claim, second.claim).then_some(Relation::Contradicts),
    }
}
