//! What a truth would be if some of its leaves were otherwise.

use super::case::Case;
use crate::check::{TruthId, TruthNode, ValueId, ValueNode};
use crate::value::Truth;
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
            _ => self.truth(id),
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
        let score = match &self.program.value(value).node {
            ValueNode::ScoreTotal(score) | ValueNode::ScorePoints { score, .. } => *score,
            _ => return None,
        };
        let items = self.program.score(score).items.iter();
        let open: Vec<TruthId> = items.flat_map(|item| self.open_leaves(item.condition)).collect();
        (!open.is_empty()).then_some(open)
    }
}
