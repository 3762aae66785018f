//! Comparisons: which form of a value is compared, with what, in which unit.

use super::about::Shape;
use super::checker::Checker;
use super::compute::contains_limit;
use super::names::{Context, Declared};
use super::program::{Measure, TruthId, TruthNode, ValueId, ValueNode};
use super::value::Want;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{Arithmetic, Comparator, Expr, ExprKind, ReferenceLimit, Test};
use crate::value::Comparison;
use crate::vocabulary::builtin::{attribute, unit};

/// The daily dose that `days of` sums up, and what it is compared with: of a range, both ends.
pub(super) type DoseCondition = (Measure, Vec<(Comparison, ValueId)>);

impl<'a> Checker<'a> {
    /// `A >= B`, `A is B`
    pub(super) fn compare(
        &mut self,
        cx: &Context<'a>,
        whole: &'a Expr,
        (left, comparator, right): (&'a Expr, Comparator, &'a Expr),
    ) -> Option<TruthId> {
        let comparison = match comparator {
            Comparator::Less => Comparison::Less,
            Comparator::AtMost => Comparison::AtMost,
            Comparator::AtLeast => Comparison::AtLeast,
            Comparator::Greater => Comparison::Greater,
            Comparator::Is => return self.is(cx, whole.span, left, right, false),
            Comparator::IsNot => return self.is(cx, whole.span, left, right, true),
        };
        if self.is_literal(cx, left) && !self.is_literal(cx, right) {
            return self.compared(cx, whole.span, right, comparison.mirrored(), left);
        }
        self.compared(cx, whole.span, left, comparison, right)
    }

    /// A comparison whose left side a record decides.
    pub(super) fn compared(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        left: &'a Expr,
        comparison: Comparison,
        right: &'a Expr,
    ) -> Option<TruthId> {
        if contains_limit(left) {
            self.no_limit(cx, left.span);
            return None;
        }
        if contains_limit(right) {
            return self.against_limit(cx, span, left, comparison, right);
        }
        let hint = self.written_unit(cx, right);
        let Some(left_id) = self.value(cx, left, &Want::hint(hint)) else {
            // The right side is read for its own mistakes, where it does not depend on the left.
            if !self.is_literal(cx, right) && !matches!(right.kind, ExprKind::Name(_)) {
                self.value(cx, right, &Want::default());
            }
            return None;
        };
        let (left_id, right_id) = self.sides(cx, left, left_id, right)?;
        self.constant_comparison(cx, span, left_id, comparison, right_id);
        self.implausible(cx, right, left_id, right_id);
        Some(self.comparison(cx, span, left_id, comparison, (right_id, right.span)))
    }

    /// Both sides in one form and unit.
    pub(super) fn sides(
        &mut self,
        cx: &Context<'a>,
        left: &'a Expr,
        left_id: ValueId,
        right: &'a Expr,
    ) -> Option<(ValueId, ValueId)> {
        self.sides_borrowing(cx, left, left_id, right, None)
    }

    fn sides_borrowing(
        &mut self,
        cx: &Context<'a>,
        left: &'a Expr,
        left_id: ValueId,
        right: &'a Expr,
        borrowed: Option<String>,
    ) -> Option<(ValueId, ValueId)> {
        let shape = self.nodes.shape(left_id);
        if self.is_titre(cx, right) {
            return self.titres(cx, left_id, &shape, right);
        }
        if shape.days {
            return Some((left_id, self.compared_date(cx, right)?));
        }
        if shape.unit.is_none() {
            self.not_comparable(cx, left, &shape);
            return None;
        }
        let left_id = self.quantity(cx, left, left_id)?;
        let written = self.written_unit(cx, right).or_else(|| borrowed.clone());
        let left_id = self.in_further_unit(cx, left, left_id, written.as_deref());
        let shape = self.nodes.shape(left_id);
        let like = Want { hint: self.written_unit(cx, left), borrowed, ..Want::like(&shape) };
        let right_id = self.value(cx, right, &like)?;
        let right_id = self.same_unit(cx, right, right_id, &like)?;
        Some((left_id, right_id))
    }

    /// The results of the left side in the unit that the right side is written in, where the word declares several that do
    /// not convert: those of another assay then do not compare.
    fn in_further_unit(&mut self, cx: &Context<'a>, left: &'a Expr, id: ValueId, written: Option<&str>) -> ValueId {
        let shape = self.nodes.shape(id);
        let (Some(written), Some(kept), [_, ..]) = (written, shape.unit, shape.further.as_slice()) else { return id };
        if self.converts(written, kept, &shape.of) {
            return id;
        }
        let further = shape.further.clone();
        let meant = further.into_iter().find(|unit| self.converts(written, *unit, &shape.of));
        let (Some(unit), Some(node)) = (meant, self.nodes.value_node(id).cloned()) else { return id };
        let origin = self.origin(cx, left.span);
        let shape = Shape { unit: Some(unit), further: Vec::new(), bounds: None, ..(*shape).clone() };
        self.nodes.value(origin, node, shape)
    }

    /// Whether an expression is a titre, written out or as a parameter.
    fn is_titre(&self, cx: &Context<'a>, expr: &'a Expr) -> bool {
        match &expr.kind {
            ExprKind::Titre(_) => true,
            ExprKind::Parenthesis(inner) => self.is_titre(cx, inner),
            ExprKind::Name(name) if cx.argument(&name.text).is_none() => match self.peek(cx, &name.text) {
                Some(Declared::Parameter(parameter)) => {
                    matches!(self.parameter_value(cx, parameter).kind, ExprKind::Titre(_))
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn titres(
        &mut self,
        cx: &Context<'a>,
        left_id: ValueId,
        shape: &Shape,
        right: &'a Expr,
    ) -> Option<(ValueId, ValueId)> {
        if !shape.titre {
            let kept = shape.unit.map(|unit| format!(" but in {}", self.unit_text(unit))).unwrap_or_default();
            let reason = format!("{} is not given as a titre{kept}", shape.name);
            self.wrong_kind(cx, right.span, "a titre does not compare with this", &reason, None);
            return None;
        }
        let right_id = self.value(cx, right, &Want::default())?;
        Some((left_id, right_id))
    }

    /// Says why a value cannot be compared with a sign.
    fn not_comparable(&mut self, cx: &Context<'a>, left: &'a Expr, shape: &Shape) {
        let name = if shape.name.is_empty() { "this value" } else { &shape.name };
        if !shape.symbols.is_empty() {
            let values = self.listed(&shape.symbols);
            let ordered = shape.orders.iter().any(|order| order.worst_last.is_some());
            let help =
                if ordered { "write `is X or worse`, `is better than X`" } else { "write `is X` or `in { X, Y }`" };
            let found = Diagnostic::new(Code::NoOrder, left.span, format!("{name} is not a number"))
                .reason(format!("it is one of {values}, which no sign compares"))
                .help(help);
            self.report(cx, found);
        } else if shape.titre {
            let help = Some("write a titre: `1:80`");
            self.wrong_kind(cx, left.span, "a titre is compared with a titre", &format!("{name} is a titre"), help);
        } else {
            let reason = format!("{name} is neither a number nor a date");
            self.wrong_kind(cx, left.span, "a value that can be compared is needed here", &reason, None);
        }
    }

    /// `latest alt > 3 x ULN`: the result over its own limit, compared with the factor.
    fn against_limit(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        left: &'a Expr,
        comparison: Comparison,
        right: &'a Expr,
    ) -> Option<TruthId> {
        let Some((limit, factor)) = multiple(right) else {
            self.no_limit(cx, right.span);
            return None;
        };
        let left_id = self.value(cx, left, &Want::default())?;
        let left_id = self.over_limit(cx, left, left_id, limit)?;
        let right_id = match factor {
            Some(factor) => {
                self.value(cx, factor, &Want { name: "the multiple of a limit".into(), ..Want::number() })?
            }
            None => self.constant(cx, right.span, crate::value::Number::ONE, None, &Want::number())?,
        };
        self.implausible(cx, right, left_id, right_id);
        let origin = self.origin(cx, span);
        Some(self.nodes.truth(origin, TruthNode::Compare { left: left_id, comparison, right: right_id }))
    }

    /// A result over its own reference limit.
    fn over_limit(
        &mut self,
        cx: &Context<'a>,
        left: &'a Expr,
        left_id: ValueId,
        limit: ReferenceLimit,
    ) -> Option<ValueId> {
        let over = match limit {
            ReferenceLimit::Upper => Measure::OverUpper,
            ReferenceLimit::Lower => Measure::OverLower,
        };
        let shape = self.nodes.shape(left_id);
        let node = match self.nodes.value_node(left_id) {
            Some(ValueNode::Measure { events, choose, measure: Measure::Result }) => {
                ValueNode::Measure { events: *events, choose: *choose, measure: over }
            }
            Some(ValueNode::Subject(Measure::Result)) => ValueNode::Subject(over),
            Some(ValueNode::It(Measure::Result)) => ValueNode::It(over),
            _ => {
                self.no_limit(cx, left.span);
                return None;
            }
        };
        if shape.unit.is_none() || shape.of.iter().any(|word| self.vocabulary.word(*word).instrument.is_some()) {
            let found =
                Diagnostic::new(Code::NoReferenceLimit, left.span, format!("{} has no reference limits", shape.name))
                    .reason("only results that are quantities come with limits of normal")
                    .help("compare it with a value of its own");
            self.report(cx, found);
            return None;
        }
        let over_shape = Shape { unit: Some(unit::ONE), of: Vec::new(), name: shape.name.clone(), ..Shape::default() };
        let origin = self.origin(cx, left.span);
        Some(self.nodes.value(origin, node, over_shape))
    }

    /// `between A and B`, `from A to below B`
    pub(super) fn between(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        left: &'a Expr,
        (low, high): (&'a Expr, &'a Expr),
        high_belongs: bool,
    ) -> Option<TruthId> {
        let upper = if high_belongs { Comparison::AtMost } else { Comparison::Less };
        if contains_limit(low) || contains_limit(high) {
            let parts =
                [self.compared(cx, span, left, Comparison::AtLeast, low), self.compared(cx, span, left, upper, high)];
            let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
            let origin = self.origin(cx, span);
            return Some(self.nodes.truth(origin, TruthNode::All(parts)));
        }
        let hints = [self.written_unit(cx, low), self.written_unit(cx, high)];
        // Months before years: both ends must be whole numbers of the unit in which time is counted.
        let finer = hints.iter().flatten().find(|hint| !super::unit::is_years(hint)).cloned();
        let hint = finer.or_else(|| hints.into_iter().flatten().next());
        let left_id = self.value(cx, left, &Want::hint(hint))?;
        let borrowed = match (&low.kind, &high.kind) {
            (ExprKind::Amount(low), ExprKind::Amount(high)) if low.unit.is_none() => {
                high.unit.as_ref().map(|unit| unit.text.clone())
            }
            _ => None,
        };
        let first = self.sides_borrowing(cx, left, left_id, low, borrowed);
        let second = self.sides(cx, left, left_id, high);
        let ((value, low_id), (other, high_id)) = (first?, second?);
        if value != other {
            let found = Diagnostic::new(Code::WrongDimension, span, "the two ends are in units that do not convert")
                .reason("a result comes in one of them, and does not compare with the other")
                .help("write both ends in one unit");
            self.report(cx, found);
            return None;
        }
        self.implausible(cx, low, value, low_id);
        self.implausible(cx, high, value, high_id);
        self.empty_range(cx, span, (low_id, high_id), high_belongs);
        let low_id = self.first_day(cx, low.span, low_id);
        let high_id =
            if high_belongs { self.last_day(cx, high.span, high_id) } else { self.first_day(cx, high.span, high_id) };
        let origin = self.origin(cx, span);
        Some(self.nodes.truth(origin, TruthNode::Between { value, low: low_id, high: high_id, high_belongs }))
    }

    /// The parts of the condition of `days of E with daily_dose >= ...`; `Some(None)` where it is another condition.
    pub(super) fn dose_condition(&mut self, cx: &Context<'a>, condition: &'a Expr) -> Option<Option<DoseCondition>> {
        let (left, compared): (_, Vec<(Comparison, &'a Expr)>) = match &condition.kind {
            ExprKind::Parenthesis(inner) => return self.dose_condition(cx, inner),
            ExprKind::Compare(left, comparator, right) => {
                let comparison = match comparator {
                    Comparator::Less => Comparison::Less,
                    Comparator::AtMost => Comparison::AtMost,
                    Comparator::AtLeast => Comparison::AtLeast,
                    Comparator::Greater => Comparison::Greater,
                    Comparator::Is => Comparison::Equal,
                    Comparator::IsNot => Comparison::NotEqual,
                };
                (left, vec![(comparison, right)])
            }
            ExprKind::Test(left, Test::Between(low, high)) => {
                (left, vec![(Comparison::AtLeast, low), (Comparison::AtMost, high)])
            }
            ExprKind::Test(left, Test::FromToBelow(low, high)) => {
                (left, vec![(Comparison::AtLeast, low), (Comparison::Less, high)])
            }
            _ => return Some(None),
        };
        let hint = compared.iter().find_map(|(_, right)| self.written_unit(cx, right));
        let borrowed = hint.clone();
        let left_id = self.value(cx, left, &Want::hint(hint))?;
        let measure = match self.nodes.value_node(left_id) {
            Some(ValueNode::Subject(measure @ Measure::Dose { attribute: attribute::DAILY_DOSE, .. })) => {
                measure.clone()
            }
            _ => return Some(None),
        };
        let like = Want { borrowed, ..Want::like(&self.nodes.shape(left_id)) };
        let mut bounds = Vec::new();
        for (comparison, right) in compared {
            // The bound is the same for all of the period, so nothing in it asks about one exposure.
            let right_id = self.value(&cx.apart(), right, &like)?;
            bounds.push((comparison, self.same_unit(cx, right, right_id, &like)?));
        }
        if let [(Comparison::AtLeast, low), (upper, high)] = bounds.as_slice() {
            self.empty_range(cx, condition.span, (*low, *high), *upper == Comparison::AtMost);
        }
        Some(Some((measure, bounds)))
    }
}

/// A limit and the factor before or after it.
fn multiple(expr: &Expr) -> Option<(ReferenceLimit, Option<&Expr>)> {
    match &expr.kind {
        ExprKind::Limit(limit) => Some((*limit, None)),
        ExprKind::Parenthesis(inner) => multiple(inner),
        ExprKind::Arithmetic(left, Arithmetic::Times, right) => match (multiple(left), multiple(right)) {
            (None, Some((limit, None))) if !contains_limit(left) => Some((limit, Some(left))),
            (Some((limit, None)), None) if !contains_limit(right) => Some((limit, Some(right))),
            _ => None,
        },
        _ => None,
    }
}
