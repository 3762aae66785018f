//! What a truth would be if some of its leaves were otherwise.

use super::case::Case;
use crate::check::{ScoreId, TruthId, TruthNode, ValueId, ValueNode};
use crate::value::{Comparison, Number, Range, Truth};
use crate::vocabulary::Datum;
use std::collections::BTreeMap;

/// Leaves that are supposed to be otherwise.
pub(crate) type Supposed = BTreeMap<TruthId, Truth>;

impl Case<'_> {
    /// The truth under a supposition.
    pub(crate) fn supposing(&self, id: TruthId, supposed: &Supposed) -> Truth {
        if let Some(truth) = supposed.get(&id) {
            return *truth;
        }
        let each = |of: &[TruthId]| of.iter().map(|part| self.supposing(*part, supposed)).collect::<Vec<_>>();
        match &self.program.truth(id).node {
            TruthNode::Constant(holds) => Truth::of(*holds),
            TruthNode::All(of) => each(of).into_iter().fold(Truth::Met, Truth::and),
            TruthNode::Any(of) => each(of).into_iter().fold(Truth::NotMet, Truth::or),
            TruthNode::Not(of) => !self.supposing(*of, supposed),
            TruthNode::Count { of, least, most } => {
                Truth::count(each(of), *least as usize, most.map(|most| most as usize))
            }
            TruthNode::Compare { left, comparison, right } => {
                self.supposing_points(*left, *comparison, *right, supposed).unwrap_or_else(|| self.truth(id))
            }
            _ => self.truth(id),
        }
    }

    /// A comparison of a computed score with a number; `None` for other comparisons.
    fn supposing_points(
        &self,
        left: ValueId,
        comparison: Comparison,
        right: ValueId,
        supposed: &Supposed,
    ) -> Option<Truth> {
        let score = self.program.score(self.score_behind(left)?);
        let ValueNode::Constant(Datum::Quantity(bound, _)) = &self.program.value(right).node else {
            return None;
        };
        // The least and the most points of each domain, or of each item where all of them count.
        let mut domains: BTreeMap<usize, (Number, Number)> = BTreeMap::new();
        for (place, item) in score.items.iter().enumerate().filter(|(place, _)| self.item_counts(left, *place)) {
            let truth = self.supposing(item.condition, supposed);
            let low = if truth == Truth::Met { item.points } else { Number::ZERO };
            let high = if truth == Truth::NotMet { Number::ZERO } else { item.points };
            let domain = domains.entry(if score.highest_per_domain { item.domain } else { place });
            let (least, most) = domain.or_insert((low, high));
            (*least, *most) = ((*least).max(low), (*most).max(high));
        }
        let sum =
            |pick: fn(&(Number, Number)) -> Number| domains.values().map(pick).try_fold(Number::ZERO, Number::plus);
        let total = Range::between(sum(|domain| domain.0)?, sum(|domain| domain.1)?);
        Some(total.compare(comparison, bound))
    }

    /// The computed score whose points a value is.
    pub(crate) fn score_behind(&self, value: ValueId) -> Option<ScoreId> {
        match &self.program.value(value).node {
            ValueNode::ScoreTotal(score) | ValueNode::ScorePoints { score, .. } => Some(*score),
            _ => None,
        }
    }

    /// Whether an item of a score counts in a value.
    pub(crate) fn item_counts(&self, value: ValueId, place: usize) -> bool {
        match &self.program.value(value).node {
            ValueNode::ScorePoints { items, .. } => items.contains(&place),
            _ => true,
        }
    }

    /// The leaves of a truth, in the order of the rule, each once.
    pub(crate) fn leaves(&self, id: TruthId) -> Vec<TruthId> {
        let mut leaves = Vec::new();
        self.collect_leaves(id, &mut leaves);
        leaves
    }

    fn collect_leaves(&self, id: TruthId, leaves: &mut Vec<TruthId>) {
        match &self.program.truth(id).node {
            TruthNode::All(of) | TruthNode::Any(of) | TruthNode::Count { of, .. } => {
                of.iter().for_each(|part| self.collect_leaves(*part, leaves));
            }
            TruthNode::Not(of) => self.collect_leaves(*of, leaves),
            TruthNode::Constant(_) => {}
            _ => {
                if !leaves.contains(&id) {
                    leaves.push(id);
                }
            }
        }
    }

    /// The leaves of a truth that are open and could still change it, the open items of a computed score among them.
    pub(crate) fn open_leaves(&self, id: TruthId) -> Vec<TruthId> {
        if self.truth(id) != Truth::Unknown {
            return Vec::new();
        }
        match &self.program.truth(id).node {
            TruthNode::All(of) | TruthNode::Any(of) | TruthNode::Count { of, .. } => {
                of.iter().flat_map(|part| self.open_leaves(*part)).collect()
            }
            TruthNode::Not(of) => self.open_leaves(*of),
            TruthNode::Compare { left, .. } => self.open_items(*left).unwrap_or_else(|| vec![id]),
            _ => vec![id],
        }
    }

    /// The open leaves of a computed score's items; `None` for other values and where no item is open.
    fn open_items(&self, value: ValueId) -> Option<Vec<TruthId>> {
        let items = self.program.score(self.score_behind(value)?).items.iter();
        let open: Vec<TruthId> = items
            .enumerate()
            .filter(|(place, _)| self.item_counts(value, *place))
            .flat_map(|(_, item)| self.open_leaves(item.condition))
            .collect();
        (!open.is_empty()).then_some(open)
    }
}
