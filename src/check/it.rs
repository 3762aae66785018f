//! Attributes of `it`: the event that a `with` speaks of, or, outside of one, the event that a `where` asks about.

use super::about::About;
use super::aside::Aside;
use super::checker::Checker;
use super::events::suffixes;
use super::names::Context;
use super::program::{Measure, ValueId, ValueNode};
use super::value::Want;
use crate::diagnostic::Span;
use crate::syntax::tree::{Expr, ExprKind, Modifier, Name};
use std::sync::Arc;

/// What an expression is without its suffixes, and these.
pub(super) fn it_with_suffixes(expr: &Expr) -> (&ExprKind, Vec<(&Modifier, Span)>) {
    match &expr.kind {
        ExprKind::Parenthesis(inner) => it_with_suffixes(inner),
        _ => {
            let (base, modifiers) = suffixes(expr);
            (&base.kind, modifiers)
        }
    }
}

/// What `it` is about, and the node for a measure of it.
type It = (Arc<About>, fn(Measure) -> ValueNode);

impl<'a> Checker<'a> {
    /// What `it` is, and how a measure of it is asked for.
    pub(super) fn of_it(&mut self, cx: &Context<'a>, span: Span) -> Option<It> {
        if let Some(about) = cx.it.clone() {
            return Some((about, ValueNode::It));
        }
        if let Some(about) = cx.subject.clone() {
            return Some((about, ValueNode::Subject));
        }
        let reason = "`it` is the event that a `with`, `without` or `where` speaks of";
        self.wrong_kind(cx, span, "there is no event that `it` could be", reason, None);
        None
    }

    /// `dose of it`, `daily_dose as prednisone of it`
    pub(super) fn attribute_of_it(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        name: &'a Name,
        modifiers: Vec<(&'a Modifier, Span)>,
        want: &Want,
    ) -> Option<ValueId> {
        let (about, node) = self.of_it(cx, expr.span)?;
        let mut aside = Aside::default();
        for (modifier, span) in modifiers {
            if !aside.set(modifier, span) {
                let reason = "`it` is one event already, and is not narrowed further";
                self.wrong_kind(cx, span, "this suffix needs a choice of events", reason, None);
                return None;
            }
        }
        let (measure, shape) = self.named_measure(cx, expr, name, &about, aside, want)?;
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.value(origin, node(measure), shape))
    }
}
