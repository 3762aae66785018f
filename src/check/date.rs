//! Dates that a rule writes. A month or a year is the whole of it, from its first day to its last, and never one day in it
//! that nobody knows.

use super::checker::Checker;
use super::names::{Bound, Context, Declared};
use super::program::{EventPart, TruthId, TruthNode, ValueId, ValueNode};
use super::window::BIRTH;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{Expr, ExprKind, Selector};
use crate::value::{Comparison, DaySpan};
use crate::vocabulary::Datum;

/// The end that is meant of a written date: of a month its first or last day.
pub(super) fn end_of_dates(span: DaySpan, part: EventPart) -> DaySpan {
    match part {
        EventPart::Whole => span,
        EventPart::Start => DaySpan::on(span.first),
        EventPart::End => DaySpan::on(span.last),
    }
}

impl<'a> Checker<'a> {
    /// A date that exists.
    pub(super) fn date(&mut self, cx: &Context<'a>, span: Span, text: &str) -> Option<DaySpan> {
        let date = DaySpan::parse(text);
        if date.is_none() {
            let found = Diagnostic::new(Code::BadDate, span, format!("{text} is not a date"))
                .reason("there is no such day in the calendar")
                .help("write year, month and day: `2026-11-02`, or year and month: `2026-11`");
            self.report(cx, found);
        }
        date
    }

    /// The other side of a comparison with a date; a bare year is one.
    pub(super) fn compared_date(&mut self, cx: &Context<'a>, expr: &'a Expr) -> Option<ValueId> {
        let year = match &expr.kind {
            ExprKind::Parenthesis(inner) => return self.compared_date(cx, inner),
            ExprKind::Amount(amount) if amount.unit.is_none() && amount.number.len() == 4 => {
                DaySpan::parse(&amount.number)
            }
            _ => None,
        };
        if let Some(year) = year {
            let origin = self.origin(cx, expr.span);
            let node = ValueNode::Constant(Datum::Days(year));
            return Some(self.nodes.value(origin, node, super::about::Shape::date()));
        }
        let value = self.value(cx, expr, &super::value::Want::default())?;
        if !self.nodes.shape(value).days {
            let help = Some("write a date: `2026-11-02`");
            self.wrong_kind(cx, expr.span, "a date is needed here", "the left side is a date", help);
            return None;
        }
        Some(value)
    }

    /// A comparison, in which a written month or year counts as the whole of it: `< 2026-10` is before its first day,
    /// `> 2026-10` after its last, and `is 2026-10` on one of its days.
    pub(super) fn comparison(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        left: ValueId,
        comparison: Comparison,
        (right, written): (ValueId, Span),
    ) -> TruthId {
        let origin = self.origin(cx, span);
        if matches!(comparison, Comparison::Equal | Comparison::NotEqual) && self.written_period(right).is_some() {
            let (low, high) = (self.first_day(cx, written, right), self.last_day(cx, written, right));
            let during = TruthNode::Between { value: left, low, high, high_belongs: true };
            let during = self.nodes.truth(origin, during);
            if comparison == Comparison::Equal {
                return during;
            }
            let origin = self.origin(cx, span);
            return self.nodes.truth(origin, TruthNode::Not(during));
        }
        let right = match comparison {
            Comparison::Less | Comparison::AtLeast => self.first_day(cx, written, right),
            _ => self.last_day(cx, written, right),
        };
        self.nodes.truth(origin, TruthNode::Compare { left, comparison, right })
    }

    /// The first day of a written month or year; any other value as it is.
    pub(super) fn first_day(&mut self, cx: &Context<'a>, span: Span, value: ValueId) -> ValueId {
        self.day_of_period(cx, span, value, EventPart::Start)
    }

    /// The last day of a written month or year; any other value as it is.
    pub(super) fn last_day(&mut self, cx: &Context<'a>, span: Span, value: ValueId) -> ValueId {
        self.day_of_period(cx, span, value, EventPart::End)
    }

    fn day_of_period(&mut self, cx: &Context<'a>, span: Span, value: ValueId, part: EventPart) -> ValueId {
        match self.written_period(value) {
            Some(dates) => {
                let origin = self.origin(cx, span);
                let day = ValueNode::Constant(Datum::Days(end_of_dates(dates, part)));
                self.nodes.value(origin, day, super::about::Shape::date())
            }
            None => value,
        }
    }

    /// A date some time before or after another; a written month or year counts from its first or last day.
    pub(super) fn moved(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        date: ValueId,
        back: bool,
        length: &'a Expr,
    ) -> Option<ValueId> {
        let length = self.one_length(cx, length)?;
        let date = if back { self.first_day(cx, expr.span, date) } else { self.last_day(cx, expr.span, date) };
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.value(
            origin,
            ValueNode::Moved { date, length, back },
            super::about::Shape::date().named("the date"),
        ))
    }

    /// Whether an expression names an anchor, or the day of birth.
    pub(super) fn is_named_day(&self, cx: &Context<'a>, expr: &'a Expr) -> bool {
        match &expr.kind {
            ExprKind::Parenthesis(inner) => self.is_named_day(cx, inner),
            ExprKind::Name(name) => match cx.argument(&name.text) {
                Some(argument) => matches!(argument.bound, Bound::Point(_)),
                None => matches!(self.peek(cx, &name.text), Some(Declared::Anchor(_))) || name.text == BIRTH,
            },
            _ => false,
        }
    }

    /// `date of consent`, `start of screening`
    pub(super) fn named_day(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        selector: &Selector,
        inner: &'a Expr,
    ) -> Option<ValueId> {
        let part = match selector {
            Selector::StartOf => EventPart::Start,
            Selector::EndOf => EventPart::End,
            _ => EventPart::Whole,
        };
        let point = self.point_of(cx, inner, part)?;
        let point = self.one_day(cx, expr.span, point)?;
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.value(origin, ValueNode::Day(point), super::about::Shape::date().named("the date")))
    }

    /// The days of a constant that is a month or a year.
    fn written_period(&self, value: ValueId) -> Option<DaySpan> {
        match self.nodes.value_node(value) {
            Some(ValueNode::Constant(Datum::Days(span))) if span.known().is_none() => Some(*span),
            _ => None,
        }
    }
}
