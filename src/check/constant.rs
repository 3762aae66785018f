//! Amounts and titres that a rule writes out.

use super::about::Shape;
use super::checker::Checker;
use super::names::Context;
use super::program::{ValueId, ValueNode};
use super::unit::{calendar, is_years};
use super::value::Want;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::value::{Number, Range};
use crate::vocabulary::builtin::unit;
use crate::vocabulary::{Datum, UnitId};

impl<'a> Checker<'a> {
    /// A constant in the unit that is wanted, else in its own.
    pub(super) fn constant(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        number: Number,
        written: Option<&str>,
        want: &Want,
    ) -> Option<ValueId> {
        let written = written.or(want.borrowed.as_deref());
        let target = match want.unit {
            Some(target) => target,
            None => self.own_unit(written),
        };
        match self.in_unit(number, written, target, &want.words) {
            Ok(number) => {
                if target == unit::DAYS && written.is_some_and(super::unit::is_hours) {
                    let days = i32::try_from(number.floor()).ok().map(crate::value::Length::Days);
                    self.in_hours(cx, span, days);
                }
                let datum = Datum::Quantity(Range::point(number), target);
                let origin = self.origin(cx, span);
                Some(self.nodes.value(origin, ValueNode::Constant(datum), Shape::quantity(target)))
            }
            Err(refusal) => {
                self.refuse(cx, span, written, target, &want.name, refusal);
                None
            }
        }
    }

    /// The unit in which a constant alone is kept.
    fn own_unit(&mut self, written: Option<&str>) -> UnitId {
        match written {
            None => unit::ONE,
            Some(text) => match calendar(text) {
                Some(true) if is_years(text) => unit::YEARS,
                Some(true) => unit::MONTHS,
                Some(false) => unit::DAYS,
                None => self.unit_id(text),
            },
        }
    }

    /// The denominator of a titre.
    pub(super) fn titre(&mut self, cx: &Context<'a>, span: Span, text: &str) -> Option<Number> {
        let parts = text.split_once(':');
        let number = parts.filter(|(one, _)| *one == "1").and_then(|(_, end)| Number::parse(end));
        if number.is_none_or(|number| number <= Number::ZERO) {
            let found = Diagnostic::new(Code::NotANumber, span, format!("`{text}` is not a titre"))
                .reason("a titre is 1 to a whole number")
                .help("write it as `1:80`");
            self.report(cx, found);
            return None;
        }
        number
    }
}
