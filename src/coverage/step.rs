//! How fine a step is: one in the last place of a threshold as somebody wrote it, in the unit in which it is compared.

use crate::value::Number;
use crate::wording::words::{last_place, number_and_unit};

/// A threshold with the farthest values that still count as one step away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Steps {
    pub(super) at: Number,
    pub(super) below: Option<Number>,
    pub(super) above: Option<Number>,
}

impl Steps {
    /// Around a number that was written so.
    pub(super) fn of_written(at: Number, written: &str) -> Steps {
        let step = number_and_unit(written).and_then(|(number, unit)| {
            // What is compared is the written number times a factor; of nothing the factor cannot be told.
            let factor = if number == Number::ZERO { unit.is_empty().then_some(Number::ONE) } else { at.over(number) };
            last_place(written)?.times(factor?)
        });
        Steps { at, below: step.and_then(|step| at.minus(step)), above: step.and_then(|step| at.plus(step)) }
    }

    /// Around a titre: half and double.
    pub(super) fn of_titre(at: Number) -> Steps {
        let two = Number::whole(2);
        // The lowest titre there is has no half.
        let below = at.over(two).filter(|half| *half >= Number::ONE);
        Steps { at, below, above: at.times(two) }
    }
}

/// The number that is written so many last places away: `1.0 g/g` one below is `0.9 g/g`.
pub(super) fn beside(written: &str, up: bool) -> Option<String> {
    let (number, unit) = number_and_unit(written)?;
    let step = last_place(written)?;
    let beside = if up { number.plus(step) } else { number.minus(step) }?;
    Some(format!("{beside} {unit}").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).expect("a number")
    }

    #[test]
    fn steps_are_as_fine_as_the_threshold_is_written() {
        let steps = Steps::of_written(number("1"), "1.0 g/g");
        assert_eq!((steps.below, steps.above), (Some(number("0.9")), Some(number("1.1"))));
        let steps = Steps::of_written(number("1"), "1000 mg/g");
        assert_eq!((steps.below, steps.above), (Some(number("0.999")), Some(number("1.001"))));
        let steps = Steps::of_written(number("0"), "0 g/g");
        assert_eq!((steps.below, steps.above), (None, None));
        let steps = Steps::of_titre(number("1"));
        assert_eq!((steps.below, steps.above), (None, Some(number("2"))));
        assert_eq!(beside("1.0 g/g", false).as_deref(), Some("0.9 g/g"));
        assert_eq!(beside("3 x ULN", true).as_deref(), Some("4 x ULN"));
    }
}
