//! Sums and means of doses, age and time.

use super::about::Shape;
use super::aside::Aside;
use super::checker::Checker;
use super::events::Heart;
use super::names::Context;
use super::program::{AnchorShape, EventPart, EventsNode, Measure, PointId, PointNode, TimeUnit, ValueId, ValueNode};
use super::unit::{calendar, is_years};
use super::value::Want;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{Expr, Name, Point};
use crate::value::Number;
use crate::vocabulary::builtin::{attribute, unit};

impl<'a> Checker<'a> {
    /// `total dose of E`
    pub(super) fn total(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        name: &'a Name,
        inner: &'a Expr,
        want: &Want,
    ) -> Option<ValueId> {
        let mut aside = Aside::default();
        let events = self.phrase(cx, inner, Heart::Done, &mut aside)?;
        let about = self.nodes.about(events);
        let mut id = self.attribute_named(cx, name.span, &name.text, &about)?;
        let conversion = self.conversion(cx, &mut aside)?;
        let single_doses = matches!(self.nodes.events_node(events), Some(EventsNode::Doses { .. }));
        // The total of exposures is the sum of what each gave; single administrations are summed dose by dose.
        if id == attribute::DOSE && !single_doses {
            id = attribute::TOTAL_DOSE;
        }
        if ![attribute::DOSE, attribute::TOTAL_DOSE].contains(&id) || !self.misplaced(cx, &aside, &["as", "per"]) {
            self.not_a_dose(cx, name, "total dose of E");
            return None;
        }
        let shape = self.attribute_shape(&about, attribute::DOSE, conversion.1, want.hint.as_deref());
        let measure = Measure::Dose { attribute: id, equivalent: conversion.0, per: conversion.1 };
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.value(origin, ValueNode::Total { events, measure }, shape.named("the total dose")))
    }

    /// `average daily_dose of E since X over all days`
    pub(super) fn average(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        name: &'a Name,
        inner: &'a Expr,
        want: &Want,
    ) -> Option<ValueId> {
        let mut aside = Aside::default();
        let events = self.phrase(cx, inner, Heart::Averaged, &mut aside)?;
        let about = self.nodes.about(events);
        let id = self.attribute_named(cx, name.span, &name.text, &about)?;
        let conversion = self.conversion(cx, &mut aside)?;
        if id != attribute::DAILY_DOSE {
            self.not_a_dose(cx, name, "average daily_dose of E");
            return None;
        }
        if !self.misplaced(cx, &aside, &["as", "per", "over"]) {
            return None;
        }
        let (Some(window), Some(all_days)) = (aside.window, aside.all_days) else {
            let reason = "a mean over time needs to know over which days, and whether untreated days count as 0";
            let help = Some("write `average daily_dose of E since X over all days`, or `over treated days`");
            self.wrong_kind(cx, expr.span, "an average over no stretch of time", reason, help);
            return None;
        };
        let shape = self.attribute_shape(&about, id, conversion.1, want.hint.as_deref());
        let measure = Measure::Dose { attribute: id, equivalent: conversion.0, per: conversion.1 };
        let origin = self.origin(cx, expr.span);
        let node = ValueNode::Average { events, measure, window, all_days };
        Some(self.nodes.value(origin, node, shape.named("the average dose")))
    }

    fn not_a_dose(&mut self, cx: &Context<'a>, name: &'a Name, example: &str) {
        let found = Diagnostic::new(Code::WrongKind, name.span, format!("`{}` is not summed up", name.text))
            .reason("only doses add up over events")
            .help(format!("write `{example}`"));
        self.report(cx, found);
    }

    pub(super) fn age(&mut self, cx: &Context<'a>, expr: &'a Expr, point: Option<&'a Point>) -> Option<ValueId> {
        let point = match point {
            Some(point) => self.day(cx, expr.span, point)?,
            None => self.nodes.point(PointNode::AsOf),
        };
        let bounds = (Some(Number::ZERO), Some(Number::whole(130)));
        let shape = Shape::quantity(unit::YEARS).within(bounds.0, bounds.1).named("the age");
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.value(origin, ValueNode::Age(point), shape))
    }

    pub(super) fn time_since(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        point: &'a Point,
        want: &Want,
    ) -> Option<ValueId> {
        let point = self.day(cx, expr.span, point)?;
        let (time, kept) = match want.hint.as_deref() {
            Some(text) if calendar(text) == Some(true) && is_years(text) => (TimeUnit::Years, unit::YEARS),
            Some(text) if calendar(text) == Some(true) => (TimeUnit::Months, unit::MONTHS),
            _ => (TimeUnit::Days, unit::DAYS),
        };
        let shape = Shape::quantity(kept).named("the time");
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.value(origin, ValueNode::TimeSince { point, unit: time }, shape))
    }

    /// A point that is one day: of what lasts, the rule must say which end.
    fn day(&mut self, cx: &Context<'a>, span: Span, point: &'a Point) -> Option<PointId> {
        let id = self.point(cx, point)?;
        self.one_day(cx, span, id)
    }

    /// The same point, if it is one day.
    pub(super) fn one_day(&mut self, cx: &Context<'a>, span: Span, id: PointId) -> Option<PointId> {
        let two_ends = match self.nodes.point_node(id) {
            Some(PointNode::Event { events, part: EventPart::Whole }) => self.nodes.about(*events).is_interval(),
            Some(PointNode::It(EventPart::Whole)) => cx.it.as_ref().is_some_and(|it| it.is_interval()),
            Some(PointNode::Anchor(anchor)) => self
                .anchors
                .get(anchor.0 as usize)
                .is_some_and(|anchor| matches!(anchor.shape, AnchorShape::Period { .. })),
            Some(PointNode::Fixed(span)) => span.known().is_none(),
            _ => false,
        };
        if two_ends {
            let reason = "what lasts has a start and an end, and they are different days";
            let help = Some("write `start of X` or `end of X`");
            self.wrong_kind(cx, span, "one day is needed here", reason, help);
            return None;
        }
        Some(id)
    }
}
