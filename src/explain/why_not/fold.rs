//! Sets that differ in one fact alone are one way in: `either this, or that`.

use super::super::kleene::Supposed;
use crate::check::TruthId;
use crate::value::Truth;
use std::collections::BTreeSet;

/// A leaf that has to come out so.
pub(super) type Leaf = (TruthId, Truth);
/// Leaves of which one is enough.
pub(super) type Choice = BTreeSet<Leaf>;

/// A way in: of each choice one leaf, and what is open must come out well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folded {
    pub(super) choices: BTreeSet<Choice>,
    pub(super) open: Vec<Leaf>,
}

/// Folds sets, each given by the known facts that it changes and the open ones that it needs.
pub(super) fn folded(sets: &[(Supposed, Supposed)]) -> Vec<Folded> {
    let leaves = |set: &Supposed| set.iter().map(|(id, truth)| (*id, *truth)).collect::<Vec<Leaf>>();
    let one = |(known, open): &(Supposed, Supposed)| Folded {
        choices: leaves(known).into_iter().map(|leaf| Choice::from([leaf])).collect(),
        open: leaves(open),
    };
    let mut ways: Vec<Folded> = sets.iter().map(one).collect();
    while let Some((first, second, joined)) = joinable(&ways) {
        ways.remove(second);
        if let Some(way) = ways.get_mut(first) {
            way.choices = joined;
        }
    }
    ways
}

/// Two ways that differ in one choice alone, and what they are together.
fn joinable(ways: &[Folded]) -> Option<(usize, usize, BTreeSet<Choice>)> {
    for (first, one) in ways.iter().enumerate() {
        for (second, two) in ways.iter().enumerate().skip(first + 1) {
            let own: Vec<&Choice> = one.choices.difference(&two.choices).collect();
            let other: Vec<&Choice> = two.choices.difference(&one.choices).collect();
            if let ([own], [other]) = (own.as_slice(), other.as_slice()) {
                let mut joined: BTreeSet<Choice> = one.choices.intersection(&two.choices).cloned().collect();
                joined.insert(own.union(other).copied().collect());
                return Some((first, second, joined));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(leaves: &[u32]) -> (Supposed, Supposed) {
        (leaves.iter().map(|leaf| (TruthId(*leaf), Truth::Met)).collect(), Supposed::new())
    }

    fn shown(ways: &[Folded]) -> Vec<Vec<Vec<u32>>> {
        let choice = |choice: &Choice| choice.iter().map(|(id, _)| id.0).collect();
        ways.iter().map(|way| way.choices.iter().map(choice).collect()).collect()
    }

    #[test]
    fn two_choices_of_two_are_one_way() {
        let sets = [set(&[1, 3]), set(&[1, 4]), set(&[2, 3]), set(&[2, 4])];
        assert_eq!(shown(&folded(&sets)), [[vec![1, 2], vec![3, 4]]]);
    }

    #[test]
    fn ways_that_differ_in_two_facts_stay_apart() {
        assert_eq!(shown(&folded(&[set(&[1, 3]), set(&[2, 4])])).len(), 2);
        assert_eq!(shown(&folded(&[set(&[1]), set(&[2]), set(&[3])])), [[vec![1, 2, 3]]]);
    }
}
