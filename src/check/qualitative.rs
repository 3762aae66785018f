//! `is positive`, `is high` and the like: as a value of that name, or as a word declares.

use super::about::Shape;
use super::checker::Checker;
use super::names::Context;
use super::program::{Measure, TruthId, TruthNode, ValueId, ValueNode};
use crate::diagnostic::Span;
use crate::value::Comparison;
use crate::vocabulary::{Bound, Qualitative, WordId};

impl<'a> Checker<'a> {
    /// Whether a value is a result, for which `positive` and the like may be declared.
    pub(super) fn is_result(&self, value: ValueId) -> bool {
        matches!(
            self.nodes.value_node(value),
            Some(
                ValueNode::Measure { measure: Measure::Result, .. }
                    | ValueNode::Subject(Measure::Result)
                    | ValueNode::It(Measure::Result)
            )
        )
    }

    /// `is positive` and the like, where a value of that name exists or a word declares what it means.
    pub(super) fn qualitative(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        value: ValueId,
        shape: &Shape,
        (name, opposite): (&str, &str),
        negated: bool,
    ) -> Option<TruthId> {
        let symbol = self.symbol_among(shape, name);
        let mut bounds: Vec<(WordId, Comparison, Bound)> = Vec::new();
        for word in &shape.of {
            let declared = &self.vocabulary.word(*word).qualitative;
            let of = |name: &str| declared.iter().filter(|one| one.name == name).collect::<Vec<&Qualitative>>();
            let own = of(name);
            if own.is_empty() {
                // What is not positive by a bound is negative by it.
                let other = if opposite.is_empty() { Vec::new() } else { of(opposite) };
                if let [only] = other.as_slice() {
                    bounds.push((*word, only.comparison.negated(), only.bound));
                }
            } else {
                bounds.extend(own.iter().map(|one| (*word, one.comparison, one.bound)));
            }
        }
        if symbol.is_none() && bounds.is_empty() {
            return if name == "abnormal" { self.high_or_low(cx, span, value, shape, negated) } else { None };
        }
        let means = symbol.into_iter().collect();
        let origin = self.origin(cx, span);
        Some(self.nodes.truth(origin, TruthNode::Qualitative { value, means, bounds, negated }))
    }

    /// Abnormal is high or low, where these are declared.
    fn high_or_low(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        value: ValueId,
        shape: &Shape,
        negated: bool,
    ) -> Option<TruthId> {
        let high = self.qualitative(cx, span, value, shape, ("high", ""), false);
        let low = self.qualitative(cx, span, value, shape, ("low", ""), false);
        let parts: Vec<TruthId> = high.into_iter().chain(low).collect();
        if parts.is_empty() {
            return None;
        }
        let origin = self.origin(cx, span);
        let any = self.nodes.truth(origin, TruthNode::Any(parts));
        Some(if negated { self.nodes.truth(origin, TruthNode::Not(any)) } else { any })
    }
}
