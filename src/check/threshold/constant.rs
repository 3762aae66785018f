//! W0406: a comparison that is always or never true.

use crate::check::checker::Checker;
use crate::check::names::Context;
use crate::check::program::{ValueId, ValueNode};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::value::{Comparison, Limit, Number, Range, Truth};
use crate::vocabulary::Datum;

impl<'a> Checker<'a> {
    /// Tells of a threshold that no possible value lies on the other side of.
    pub(crate) fn constant_comparison(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        left: ValueId,
        comparison: Comparison,
        right: ValueId,
    ) {
        let (Some(threshold), Some((low, high))) = (self.known_number(right), self.nodes.shape(left).bounds) else {
            return;
        };
        let limit = |end: Option<Number>| end.map_or(Limit::Open, Limit::At);
        let possible = Range { low: limit(low), high: limit(high) };
        let how = match possible.compare(comparison, &Range::point(threshold)) {
            Truth::Met => "always holds",
            Truth::NotMet => "never holds",
            Truth::Unknown => return,
        };
        let name = self.nodes.shape(left).name.clone();
        let name = if name.is_empty() { "the value".to_owned() } else { name };
        let bounds = match (low, high) {
            (Some(low), Some(high)) => format!("lies between {low} and {high}"),
            (Some(low), None) => format!("is at least {low}"),
            (None, Some(high)) => format!("is at most {high}"),
            (None, None) => return,
        };
        let found = Diagnostic::new(Code::ConstantComparison, span, format!("this comparison {how}"))
            .reason(format!("{name} {bounds}"))
            .help("check the threshold and the sign");
        self.report(cx, found);
    }

    /// Tells of a range whose lower end lies above its upper one.
    pub(crate) fn empty_range(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        (low, high): (ValueId, ValueId),
        high_belongs: bool,
    ) {
        let (Some(low), Some(high)) = (self.known_number(low), self.known_number(high)) else { return };
        if low > high || (low == high && !high_belongs) {
            let found = Diagnostic::new(Code::ConstantComparison, span, "this comparison never holds")
                .reason("the lower end lies above the upper one")
                .help("write the smaller number first");
            self.report(cx, found);
        }
    }

    /// The number of a constant.
    pub(crate) fn known_number(&self, value: ValueId) -> Option<Number> {
        match self.nodes.value_node(value)? {
            ValueNode::Constant(Datum::Quantity(range, _) | Datum::Titre(range)) => range.known(),
            _ => None,
        }
    }
}
