//! How two values compare, form by form.

use super::judgement::{Outcome, Reason};
use crate::value::{Comparison, DaySpan, Truth};
use crate::vocabulary::Datum;

/// Compares two values, form by form; forms that do not compare leave it unknown. The checker brings both sides into one unit;
/// a result that was kept in another one, because nothing converts it, does not compare.
pub(super) fn compare_data(left: Option<&Datum>, comparison: Comparison, right: Option<&Datum>) -> Truth {
    match (left, right) {
        (Some(Datum::Quantity(a, unit)), Some(Datum::Quantity(b, other))) if unit == other => a.compare(comparison, b),
        (Some(Datum::Titre(a)), Some(Datum::Titre(b))) => a.compare(comparison, b),
        (Some(Datum::Days(a)), Some(Datum::Days(b))) => compare_days(*a, comparison, *b),
        _ => Truth::Unknown,
    }
}

/// Compares two dates. Of two things that go on nobody knows which will end first.
fn compare_days(a: DaySpan, comparison: Comparison, b: DaySpan) -> Truth {
    let at_most = |a: DaySpan, b: DaySpan| match a.at_most(b) {
        Truth::Met if !a.last.is_real() && a.last == b.first => Truth::Unknown,
        truth => truth,
    };
    match comparison {
        Comparison::Less => !at_most(b, a),
        Comparison::AtMost => at_most(a, b),
        Comparison::Greater => !at_most(a, b),
        Comparison::AtLeast => at_most(b, a),
        Comparison::Equal => at_most(a, b).and(at_most(b, a)),
        Comparison::NotEqual => !at_most(a, b).and(at_most(b, a)),
    }
}

/// Why two values do not compare: one is a titre or a word, or in a unit that does not convert.
pub(super) fn other_form(left: &Outcome, right: &Outcome) -> Vec<Reason> {
    let alike = match (&left.datum, &right.datum) {
        (Some(Datum::Quantity(_, unit)), Some(Datum::Quantity(_, other))) => unit == other,
        (Some(left), Some(right)) => std::mem::discriminant(left) == std::mem::discriminant(right),
        _ => true,
    };
    let facts = if alike { &[][..] } else { left.facts.as_slice() };
    facts.iter().map(|event| Reason::OtherForm { event: *event }).collect()
}
