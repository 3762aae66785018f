//! Values computed from values: sums, products, the greater of several, changes.

use super::about::Shape;
use super::checker::Checker;
use super::names::Context;
use super::program::{Sign, ValueId, ValueNode};
use super::value::Want;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{Arithmetic, Choice, Expr, ExprKind};
use crate::value::{Number, Range};
use crate::vocabulary::Datum;
use crate::vocabulary::builtin::unit;

impl<'a> Checker<'a> {
    /// `A + B`: both in one unit. `A x B`: one is a number. `A / B`: by a number, or of one dimension.
    pub(super) fn arithmetic(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        (left, sign, right): (&'a Expr, Arithmetic, &'a Expr),
        want: &Want,
    ) -> Option<ValueId> {
        for side in [left, right] {
            if contains_limit(side) {
                self.no_limit(cx, expr.span);
                return None;
            }
        }
        match sign {
            Arithmetic::Plus | Arithmetic::Minus => self.sum(cx, expr, (left, sign, right), want),
            Arithmetic::Times => self.product(cx, expr, left, right, want),
            Arithmetic::Over => self.quotient(cx, expr, left, right, want),
        }
    }

    fn sum(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        (left, sign, right): (&'a Expr, Arithmetic, &'a Expr),
        want: &Want,
    ) -> Option<ValueId> {
        // The side that a record decides settles the unit of the other.
        let right_first = self.is_literal(cx, left) && !self.is_literal(cx, right);
        let (first, second) = if right_first { (right, left) } else { (left, right) };
        let first_id = self.value(cx, first, want)?;
        if self.nodes.shape(first_id).days && !right_first {
            return self.moved(cx, expr, first_id, sign == Arithmetic::Minus, second);
        }
        let first_id = self.quantity(cx, first, first_id)?;
        let mut like = Want::like(&self.nodes.shape(first_id));
        like.hint.clone_from(&want.hint);
        let second_id = self.value(cx, second, &like)?;
        let second_id = self.same_unit(cx, second, second_id, &like)?;
        let (left, right) = if right_first { (second_id, first_id) } else { (first_id, second_id) };
        let sign = if sign == Arithmetic::Plus { Sign::Plus } else { Sign::Minus };
        let shape = (*self.nodes.shape(first_id)).clone();
        let shape = Shape { unit: shape.unit, of: shape.of, ..Shape::default() }.named("the sum");
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.value(origin, ValueNode::Arithmetic { left, sign, right }, shape))
    }

    fn product(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        left: &'a Expr,
        right: &'a Expr,
        want: &Want,
    ) -> Option<ValueId> {
        let factor = |side: &'a Expr, checker: &Checker<'a>| {
            checker.is_literal(cx, side) && checker.written_unit(cx, side).is_none()
        };
        let (number_first, number_second) = (factor(left, self), factor(right, self));
        let (left_want, right_want) = match (number_first, number_second) {
            (true, _) => (Want::number(), want.clone()),
            (false, true) => (want.clone(), Want::number()),
            (false, false) => (Want::hint(want.hint.clone()), Want::hint(want.hint.clone())),
        };
        let (left_id, right_id) = (self.value(cx, left, &left_want), self.value(cx, right, &right_want));
        let left_id = self.quantity(cx, left, left_id?)?;
        let right_id = self.quantity(cx, right, right_id?)?;
        let units = (self.nodes.shape(left_id), self.nodes.shape(right_id));
        let shape = match (units.0.unit, units.1.unit) {
            (Some(unit::ONE), _) => &units.1,
            (_, Some(unit::ONE)) => &units.0,
            _ => {
                let found = Diagnostic::new(Code::WrongDimension, expr.span, "two quantities multiplied")
                    .reason("one side of `x` must be a number without unit")
                    .help("write the factor without unit: `2 x latest upcr`");
                self.report(cx, found);
                return None;
            }
        };
        let shape = Shape { unit: shape.unit, of: shape.of.clone(), ..Shape::default() }.named("the product");
        let origin = self.origin(cx, expr.span);
        let node = ValueNode::Arithmetic { left: left_id, sign: Sign::Times, right: right_id };
        Some(self.nodes.value(origin, node, shape))
    }

    fn quotient(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        left: &'a Expr,
        right: &'a Expr,
        want: &Want,
    ) -> Option<ValueId> {
        let by_number = self.is_literal(cx, right) && self.written_unit(cx, right).is_none();
        let left_want = if by_number { want.clone() } else { Want::default() };
        let left_id = self.value(cx, left, &left_want);
        let left_id = self.quantity(cx, left, left_id?)?;
        let left_shape = self.nodes.shape(left_id);
        let (right_id, shape) = if by_number {
            let right_id = self.value(cx, right, &Want::number())?;
            (right_id, Shape { unit: left_shape.unit, of: left_shape.of.clone(), ..Shape::default() })
        } else {
            let like = Want::like(&left_shape);
            let right_want = if self.is_literal(cx, right) { like.clone() } else { Want::default() };
            let right_id = self.value(cx, right, &right_want);
            let right_id = self.quantity(cx, right, right_id?)?;
            if self.nodes.shape(right_id).unit == Some(unit::ONE) {
                (right_id, Shape { unit: left_shape.unit, of: left_shape.of.clone(), ..Shape::default() })
            } else {
                (self.same_unit(cx, right, right_id, &like)?, Shape::quantity(unit::ONE))
            }
        };
        let origin = self.origin(cx, expr.span);
        let node = ValueNode::Arithmetic { left: left_id, sign: Sign::Over, right: right_id };
        Some(self.nodes.value(origin, node, shape.named("the quotient")))
    }

    /// `-A`, as 0 - A.
    pub(super) fn negative(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        inner: &'a Expr,
        want: &Want,
    ) -> Option<ValueId> {
        let right = self.value(cx, inner, want)?;
        let right = self.quantity(cx, inner, right)?;
        let kept = self.nodes.shape(right).unit?;
        let origin = self.origin(cx, expr.span);
        let zero = ValueNode::Constant(Datum::Quantity(Range::point(Number::ZERO), kept));
        let left = self.nodes.value(origin, zero, Shape::quantity(kept));
        let node = ValueNode::Arithmetic { left, sign: Sign::Minus, right };
        Some(self.nodes.value(origin, node, Shape::quantity(kept)))
    }

    /// `greater of (A, B)`
    pub(super) fn extreme(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        choice: Choice,
        all: &'a [Expr],
        want: &Want,
    ) -> Option<ValueId> {
        let all: Vec<&'a Expr> = all.iter().collect();
        let (of, shape) = self.alike(cx, &all, want)?;
        let origin = self.origin(cx, expr.span);
        let node = ValueNode::Extreme { greatest: choice == Choice::Greatest, of };
        Some(self.nodes.value(origin, node, shape))
    }

    /// `choose { VALUE when TRUTH, ... }`
    pub(super) fn when(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        cases: &'a [(Expr, Expr)],
        want: &Want,
    ) -> Option<ValueId> {
        let truths: Vec<_> = cases.iter().map(|(_, truth)| self.truth(cx, truth)).collect();
        let values: Vec<&'a Expr> = cases.iter().map(|(value, _)| value).collect();
        let (values, shape) = self.alike(cx, &values, want)?;
        let cases = values.into_iter().zip(truths).map(|(value, truth)| Some((value, truth?)));
        let node = ValueNode::When(cases.collect::<Option<_>>()?);
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.value(origin, node, shape))
    }

    /// Several quantities in one unit: that of the first that a record decides.
    fn alike(&mut self, cx: &Context<'a>, all: &[&'a Expr], want: &Want) -> Option<(Vec<ValueId>, Shape)> {
        let leader = all.iter().position(|one| !self.is_literal(cx, one)).unwrap_or(0);
        let first = self.value(cx, all.get(leader)?, want);
        let first = self.quantity(cx, all.get(leader)?, first?)?;
        let like = Want { hint: want.hint.clone(), ..Want::like(&self.nodes.shape(first)) };
        let mut ids = Vec::new();
        for (place, one) in all.iter().enumerate() {
            let id = if place == leader {
                Some(first)
            } else {
                let id = self.value(cx, one, &like);
                id.and_then(|id| self.same_unit(cx, one, id, &like))
            };
            ids.push(id);
        }
        let shape = Shape { unit: like.unit, of: like.words, ..Shape::default() };
        Some((ids.into_iter().collect::<Option<_>>()?, shape))
    }

    /// `percent change from A to B`
    pub(super) fn percent_change(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        from: &'a Expr,
        to: &'a Expr,
    ) -> Option<ValueId> {
        let (first, second) = (self.value(cx, from, &Want::default()), self.value(cx, to, &Want::default()));
        let first = self.quantity(cx, from, first?)?;
        let second = self.quantity(cx, to, second?)?;
        let like = Want::like(&self.nodes.shape(first));
        let second = self.same_unit(cx, to, second, &like)?;
        let node = ValueNode::PercentChange { from: first, to: second };
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.value(origin, node, Shape::quantity(unit::PERCENT).named("the change")))
    }

    /// Asks that a value be a quantity in one unit.
    pub(super) fn quantity(&mut self, cx: &Context<'a>, expr: &'a Expr, id: ValueId) -> Option<ValueId> {
        let shape = self.nodes.shape(id);
        if shape.unit.is_none() {
            let name = if shape.name.is_empty() { "this" } else { &shape.name };
            let reason = format!("{name} is not a number with a unit");
            self.wrong_kind(cx, expr.span, "a quantity is needed here", &reason, None);
            return None;
        }
        if let Some((word, other)) = shape.other_units.first() {
            let (word, other) = (self.vocabulary.word(*word).name.clone(), self.unit_text(*other).to_owned());
            let kept = shape.unit.map(|unit| self.unit_text(unit).to_owned()).unwrap_or_default();
            let message = format!("{} are kept in different units", shape.name);
            let found = Diagnostic::new(Code::WrongDimension, expr.span, message)
                .reason(format!("`{word}` is kept in {other}, and another in {kept}"))
                .help("ask for each in a line of its own");
            self.report(cx, found);
            return None;
        }
        Some(id)
    }

    /// A value in the unit that is wanted: as it is, or times an exact factor.
    pub(super) fn same_unit(&mut self, cx: &Context<'a>, expr: &'a Expr, id: ValueId, want: &Want) -> Option<ValueId> {
        let id = self.quantity(cx, expr, id)?;
        let shape = self.nodes.shape(id);
        let (Some(kept), Some(target)) = (shape.unit, want.unit) else { return Some(id) };
        if kept == target {
            return Some(id);
        }
        let (from, to) = (self.unit_text(kept).to_owned(), self.unit_text(target).to_owned());
        let molar = self.molar_mass(&shape.of);
        let time = [unit::DAYS, unit::MONTHS, unit::YEARS];
        let converted = if time.contains(&kept) || time.contains(&target) {
            None
        } else {
            self.units.between(&from, &to, molar).ok().and_then(|conversion| conversion.factor())
        };
        let Some(factor) = converted else {
            let shown = |unit: &str| if unit.is_empty() { "a number without unit".to_owned() } else { unit.to_owned() };
            let (from, to) = (shown(&from), shown(&to));
            let found = Diagnostic::new(Code::WrongDimension, expr.span, format!("{from} does not convert to {to}"))
                .label(format!("in {from}"))
                .reason(format!("{} is in {to}", if want.name.is_empty() { "the other side" } else { &want.name }))
                .help("compare what is measured in the same unit");
            self.report(cx, found);
            return None;
        };
        let shape = Shape { unit: Some(target), of: shape.of.clone(), name: shape.name.clone(), ..Shape::default() };
        let origin = self.origin(cx, expr.span);
        Some(self.nodes.value(origin, ValueNode::Scaled { value: id, factor }, shape))
    }
}

/// Whether an expression speaks of ULN or LLN.
pub(super) fn contains_limit(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Limit(_) => true,
        ExprKind::Parenthesis(inner) | ExprKind::Negative(inner) => contains_limit(inner),
        ExprKind::Arithmetic(left, _, right) => contains_limit(left) || contains_limit(right),
        ExprKind::Choose(_, all) => all.iter().any(contains_limit),
        _ => false,
    }
}
