//! By how much a value passes or misses its threshold, exactly, in the unit in which the rule writes it.

use super::super::case::Case;
use super::super::explanation::{Bearing, Margin};
use crate::check::{Measure, ValueId, ValueNode};
use crate::evaluate::EventRef;
use crate::value::{Comparison, Limit, Number, Range, Truth};
use crate::vocabulary::Datum;
use crate::wording::words::{number_and_unit, with_unit};

/// Units whose nought is not the nought of others, so that no factor converts them.
const WITH_OFFSET: [&str; 3] = ["Cel", "[degF]", "K"];

/// A value and its threshold in one unit.
pub(super) struct Sides {
    pub(super) value: Range,
    pub(super) threshold: Number,
    pub(super) unit: String,
    /// Titres are shown by their denominators and have no distance that means anything.
    pub(super) titre: bool,
}

impl Case<'_> {
    /// Both sides of a comparison in the rule's unit; `None` where there is no number on one of them.
    pub(super) fn sides(&self, left: ValueId, right: ValueId) -> Option<Sides> {
        if let Some(sides) = self.sides_by_limit(left, right) {
            return Some(sides);
        }
        let value = self.outcome(left)?.datum.as_ref()?;
        let threshold = self.threshold_datum(right)?;
        let (value, threshold, unit, titre) = match (value, threshold) {
            (Datum::Quantity(value, unit), Datum::Quantity(threshold, _)) => (value, threshold, Some(*unit), false),
            (Datum::Titre(value), Datum::Titre(threshold)) => (value, threshold, None, true),
            _ => return None,
        };
        let threshold = threshold.known()?;
        let sides = Sides { value: *value, threshold, unit: self.unit(unit).to_owned(), titre };
        Some(self.in_the_rules_unit(sides, right))
    }

    /// What the right side is: as evaluated, or as written for a constant.
    pub(crate) fn threshold_datum(&self, right: ValueId) -> Option<&Datum> {
        match &self.program.value(right).node {
            ValueNode::Constant(datum) => Some(datum),
            _ => self.outcome(right)?.datum.as_ref(),
        }
    }

    /// `> 3 x ULN`: the result itself against three times its own limit.
    fn sides_by_limit(&self, left: ValueId, right: ValueId) -> Option<Sides> {
        let ValueNode::Measure { measure, .. } = &self.program.value(left).node else {
            return None;
        };
        let upper = match measure {
            Measure::OverUpper => true,
            Measure::OverLower => false,
            _ => return None,
        };
        let [event] = self.outcome(left)?.facts.as_slice() else {
            return None;
        };
        let Some(Datum::Quantity(times, _)) = self.threshold_datum(right) else {
            return None;
        };
        let (value, limit, unit) = self.result_and_limit(*event, upper)?;
        Some(Sides { value, threshold: limit.times(times.known()?)?, unit, titre: false })
    }

    /// A result and its own limit of normal in the unit in which the record writes them, else in the one they are kept in.
    pub(super) fn result_and_limit(&self, event: EventRef, upper: bool) -> Option<(Range, Number, String)> {
        let event = self.event(event)?;
        let more = event.more.as_deref()?;
        let limit = if upper { more.limits.1 } else { more.limits.0 }?;
        let Some(Datum::Quantity(result, unit)) = &event.result else {
            return None;
        };
        Some((*result, limit, self.unit(Some(*unit)).to_owned()))
    }

    fn in_the_rules_unit(&self, sides: Sides, right: ValueId) -> Sides {
        let text = match self.program.written.get(&right) {
            Some(written) => written.text.clone(),
            None => self.asked(self.program.value(right)),
        };
        let written = number_and_unit(&text).filter(|(_, unit)| !unit.is_empty() && !WITH_OFFSET.contains(unit));
        let converted = written.and_then(|(number, unit)| {
            let factor = number.over(sides.threshold)?;
            let fits = factor > Number::ZERO;
            fits.then(|| Sides {
                value: sides.value.scaled(factor),
                threshold: number,
                unit: unit.to_owned(),
                titre: false,
            })
        });
        converted.unwrap_or(sides)
    }
}

impl Sides {
    /// The margin; `None` where the value does not lie wholly on one side.
    pub(super) fn margin(&self, comparison: Comparison, wanted: bool, bearing: Bearing) -> Option<Margin> {
        let above_holds = match comparison {
            Comparison::Greater | Comparison::AtLeast => true,
            Comparison::Less | Comparison::AtMost => false,
            Comparison::Equal | Comparison::NotEqual => return None,
        };
        if bearing == Bearing::Open || self.titre {
            return None;
        }
        let (value, exact) = self.nearest()?;
        let by = value.minus(self.threshold)?;
        let above = by > Number::ZERO;
        let size = if by < Number::ZERO { by.negated()? } else { by };
        Some(Margin {
            words: self.in_words(size, above, exact, bearing),
            by: size.to_string(),
            unit: self.unit.clone(),
            value: value.to_string(),
            threshold: self.threshold.to_string(),
            good_above: above_holds == wanted,
        })
    }

    /// Whether the value certainly lies below the threshold.
    pub(super) fn is_below(&self) -> bool {
        self.value.compare(Comparison::Less, &Range::point(self.threshold)) == Truth::Met
    }

    fn in_words(&self, size: Number, above: bool, exact: bool, bearing: Bearing) -> String {
        if size == Number::ZERO && exact {
            return match bearing {
                Bearing::For => "exactly on the threshold, which is enough".to_owned(),
                _ => "exactly on the threshold, which is not enough".to_owned(),
            };
        }
        if size == Number::ZERO {
            return match bearing {
                Bearing::For => "on the threshold or beyond it, which is enough".to_owned(),
                _ => "on the threshold or short of it, which is not enough".to_owned(),
            };
        }
        let at_least = if exact { "" } else { "at least " };
        let amount = amount(size, &self.unit);
        match (bearing, above) {
            (Bearing::For, _) => format!("clear by {at_least}{amount}"),
            (_, true) => format!("over by {at_least}{amount}"),
            (_, false) => format!("short by {at_least}{amount}"),
        }
    }

    /// The possible value that lies nearest to the threshold, and whether it is the only one.
    fn nearest(&self) -> Option<(Number, bool)> {
        if let Some(known) = self.value.known() {
            return Some((known, true));
        }
        let end = |limit: Limit| match limit {
            Limit::Open => None,
            Limit::At(number) | Limit::Beyond(number) => Some(number),
        };
        match (end(self.value.low), end(self.value.high)) {
            (Some(low), _) if low >= self.threshold => Some((low, false)),
            (_, Some(high)) if high <= self.threshold => Some((high, false)),
            _ => None,
        }
    }
}

/// A number with its unit; counted units take the singular for one.
fn amount(number: Number, unit: &str) -> String {
    let counted = ["years", "months", "weeks", "days", "hours", "points"];
    match unit.strip_suffix('s') {
        Some(one) if number == Number::ONE && counted.contains(&unit) => with_unit(number, one),
        _ => with_unit(number, unit),
    }
}
