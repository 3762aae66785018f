//! Parameters: thresholds that can be set from outside.

use super::argument::printed_constant;
use super::checker::Checker;
use super::names::{Context, Declared};
use super::program::{ValueId, Written};
use super::value::Want;
use crate::diagnostic::Span;
use crate::syntax::tree::{Expr, ExprKind, Name, Parameter};
use crate::value::{Length, Number};

impl<'a> Checker<'a> {
    /// The value of a parameter of the trial in the version that is being read.
    pub(super) fn parameter(&mut self, cx: &Context<'a>, name: &'a Name) -> Option<&'a Expr> {
        let entry = self.declared(cx, &name.text)?;
        let Declared::Parameter(parameter) = entry.declared else { return None };
        Some(self.parameter_value(cx, parameter))
    }

    /// The value of a parameter: set by the caller, by an amendment, or as declared.
    pub(super) fn parameter_value(&self, cx: &Context<'a>, parameter: &'a Parameter) -> &'a Expr {
        if let Some((_, value, _)) = self.overrides.iter().find(|(name, ..)| *name == parameter.name.text) {
            return value;
        }
        let amended = self.parameters.get(&(cx.file, parameter.name.text.as_str())).copied();
        amended.unwrap_or(&parameter.value)
    }

    /// A parameter as a constant, in the unit that is wanted.
    pub(super) fn parameter_constant(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        name: &'a Name,
        want: &Want,
    ) -> Option<ValueId> {
        let value = self.parameter(cx, name)?;
        let id = self.constant_of(cx, span, value, want)?;
        let title = self.title_of_parameter(cx, name);
        self.note_written(id, printed_constant(value), title);
        Some(id)
    }

    /// Keeps how a constant was written that stands in the rules by a name.
    pub(super) fn note_written(&mut self, id: ValueId, text: String, title: Option<String>) {
        if !text.is_empty() {
            self.written.entry(id).or_insert(Written { text, title });
        }
    }

    pub(super) fn title_of_parameter(&self, cx: &Context<'a>, name: &Name) -> Option<String> {
        match self.peek(cx, &name.text) {
            Some(Declared::Parameter(parameter)) => parameter.title.as_ref().map(|title| title.text.clone()),
            _ => None,
        }
    }

    fn constant_of(&mut self, cx: &Context<'a>, span: Span, value: &'a Expr, want: &Want) -> Option<ValueId> {
        match &value.kind {
            ExprKind::Parenthesis(inner) => self.constant_of(cx, span, inner, want),
            ExprKind::Amount(amount) => {
                let number = self.number(cx, amount)?;
                self.constant(cx, span, number, amount.unit.as_ref().map(|unit| unit.text.as_str()), want)
            }
            ExprKind::Negative(inner) => match &inner.kind {
                ExprKind::Amount(amount) => {
                    let number = self.number(cx, amount)?.negated()?;
                    self.constant(cx, span, number, amount.unit.as_ref().map(|unit| unit.text.as_str()), want)
                }
                _ => None,
            },
            ExprKind::Titre(text) => {
                let titre = crate::vocabulary::Datum::Titre(crate::value::Range::point(self.titre(cx, span, text)?));
                let shape = super::about::Shape { titre: true, ..super::about::Shape::default() };
                let origin = self.origin(cx, span);
                Some(self.nodes.value(origin, super::program::ValueNode::Constant(titre), shape))
            }
            ExprKind::Date(text) => {
                let days = crate::vocabulary::Datum::Days(self.date(cx, span, text)?);
                let origin = self.origin(cx, span);
                let shape = super::about::Shape::date();
                Some(self.nodes.value(origin, super::program::ValueNode::Constant(days), shape))
            }
            ExprKind::Malformed => None,
            _ => {
                let reason = "a parameter holds an amount, a length of time, a titre or a date";
                self.wrong_kind(cx, span, "a value that is written out is needed here", reason, None);
                None
            }
        }
    }
}

/// A length as a number and its unit.
pub(super) fn time_unit(length: Length) -> (Number, &'static str) {
    match length {
        Length::Days(days) => (Number::whole(days.into()), "days"),
        Length::Months(months) => (Number::whole(months.into()), "months"),
        Length::HalfLives(count) => (count, "half_lives"),
    }
}
