//! Comparisons of one value with several numbers, and numbers of events.

use super::Prover;
use super::shape::{Atom, Constant, Form};
use crate::check::{Counting, ValueId, ValueNode};
use crate::value::{Comparison, Number};
use crate::vocabulary::Datum;

impl<'p> Prover<'p> {
    /// The number that a value is, where a rule writes it.
    pub(crate) fn constant(&self, value: ValueId) -> Option<Constant> {
        match &self.program.value(value).node {
            ValueNode::Constant(Datum::Quantity(range, unit)) => {
                Some(Constant { number: range.known()?, form: Form::Quantity(*unit) })
            }
            ValueNode::Constant(Datum::Titre(range)) => Some(Constant { number: range.known()?, form: Form::Titre }),
            _ => None,
        }
    }

    pub(super) fn comparison_below(&self, a: &Atom<'p>, b: &Atom<'p>) -> bool {
        let (
            Atom::Compared { left, comparison, right },
            Atom::Compared { left: other, comparison: wider, right: bound },
        ) = (a, b)
        else {
            return false;
        };
        if self.alike.value(*left) != self.alike.value(*other) {
            return false;
        }
        if self.alike.value(*right) == self.alike.value(*bound) {
            return comparison_within(*comparison, Number::ZERO, *wider, Number::ZERO);
        }
        match (self.constant(*right), self.constant(*bound)) {
            (Some(one), Some(two)) if one.form == two.form => {
                comparison_within(*comparison, one.number, *wider, two.number)
            }
            _ => false,
        }
    }

    pub(super) fn number_below(&self, a: &Atom<'p>, b: &Atom<'p>) -> bool {
        let (
            Atom::Number { events, counting, at_least, count },
            Atom::Number { events: others, counting: counted, at_least: also, count: bound },
        ) = (a, b)
        else {
            return false;
        };
        match (at_least, also) {
            (true, true) => {
                count >= bound
                    && (counting == counted
                        || counted.including.is_empty()
                            && (*bound <= 1 && *count >= 1 || *counted == &Counting::default()))
                    && self.is_within(*events, *others)
            }
            (false, false) => {
                count <= bound
                    && (counting == counted || *count == 0 || *counting == &Counting::default())
                    && self.is_within(*others, *events)
            }
            _ => false,
        }
    }
}

/// Whether every number that compares so with the one compares so with the other.
pub(crate) fn comparison_within(one: Comparison, number: Number, other: Comparison, bound: Number) -> bool {
    use Comparison::{AtLeast, AtMost, Equal, Greater, Less, NotEqual};
    match (one, other) {
        (Equal, other) => other.holds(number.cmp(&bound)),
        (AtLeast | Greater, AtLeast) | (Greater, Greater) => number >= bound,
        (AtLeast, Greater) => number > bound,
        (AtMost | Less, AtMost) | (Less, Less) => number <= bound,
        (AtMost, Less) => number < bound,
        (NotEqual, NotEqual) => number == bound,
        (AtLeast, NotEqual) => number > bound,
        (Greater, NotEqual) => number >= bound,
        (AtMost, NotEqual) => number < bound,
        (Less, NotEqual) => number <= bound,
        _ => false,
    }
}
