//! A number with what it counts, as sentences and rules write it, and when two of them say the same.

use crate::value::Number;
use crate::value::unit::{Conversion, Unit};

/// A number with what it counts.
#[derive(Clone, Debug)]
pub(crate) struct Quantity {
    pub(crate) number: Number,
    pub(crate) of: Counted,
}

/// What a number counts.
#[derive(Clone, Debug)]
pub(crate) enum Counted {
    /// Days; weeks are seven of them.
    Days,
    /// Calendar months; years are twelve of them.
    Months,
    /// Half-lives of a drug.
    HalfLives,
    /// A unit of measurement.
    Unit(Box<Unit>),
    /// Multiples of a limit of normal.
    Limits,
    /// The denominator of a titre.
    Titre,
    /// Events or lines; so many at least are more than one fewer.
    Events,
    /// Nothing that is written beside it.
    Nothing,
}

impl Quantity {
    pub(crate) fn new(number: Number, of: Counted) -> Quantity {
        Quantity { number, of }
    }

    /// A number with a unit as written: of time, of measurement, or none that is known.
    pub(crate) fn read(number: Number, unit: Option<&str>) -> Option<Quantity> {
        let Some(unit) = unit else { return Some(Quantity::new(number, Counted::Nothing)) };
        let times = |factor: i64, of: Counted| Some(Quantity::new(number.times(Number::whole(factor))?, of));
        match unit {
            "day" | "days" | "d" => times(1, Counted::Days),
            "week" | "weeks" | "wk" => times(7, Counted::Days),
            "month" | "months" | "mo" => times(1, Counted::Months),
            "year" | "years" => times(12, Counted::Months),
            "hour" | "hours" | "h" => Some(Quantity::new(number.over(Number::whole(24))?, Counted::Days)),
            "half_life" | "half_lives" | "half-life" | "half-lives" => times(1, Counted::HalfLives),
            "ULN" | "LLN" => times(1, Counted::Limits),
            _ => Some(Quantity::new(number, Counted::Unit(Box::new(Unit::parse(unit).ok()?)))),
        }
    }

    /// Whether the two count the same kind of thing, so that a difference of the numbers is one of meaning.
    pub(crate) fn is_like(&self, other: &Quantity, masses: &[Number]) -> bool {
        match (&self.of, &other.of) {
            (Counted::Unit(one), Counted::Unit(two)) => conversions(one, two, masses).next().is_some(),
            (Counted::Days | Counted::Months, Counted::Days | Counted::Months)
            | (Counted::HalfLives, Counted::HalfLives)
            | (Counted::Limits, Counted::Limits | Counted::Nothing)
            | (Counted::Titre, Counted::Titre)
            | (Counted::Nothing, Counted::Nothing | Counted::Events) => true,
            _ => false,
        }
    }

    fn is_time(&self) -> bool {
        matches!(self.of, Counted::Days | Counted::Months)
    }

    /// Whether a number of a sentence is that of a rule.
    pub(crate) fn is_said_by(&self, rule: &Quantity, masses: &[Number]) -> bool {
        let equal = self.number == rule.number;
        match (&self.of, &rule.of) {
            (Counted::Unit(one), Counted::Unit(two)) => {
                let mut converted = conversions(one, two, masses).peekable();
                match converted.peek() {
                    // 1500 mg in a day may be written without the day.
                    None => equal,
                    Some(_) => converted.any(|conversion| is_near(conversion, self.number, rule.number)),
                }
            }
            (Counted::Nothing, Counted::Events) => {
                let beside = |change: i64| rule.number.plus(Number::whole(change)) == Some(self.number);
                equal || beside(1) || beside(-1)
            }
            // An age is often said without its years.
            (Counted::Nothing, Counted::Months) => self.number.times(Number::whole(12)) == Some(rule.number),
            (Counted::Days | Counted::Months, _) | (_, Counted::Days | Counted::Months)
                if self.is_time() != rule.is_time() =>
            {
                false
            }
            (Counted::Nothing, _) | (_, Counted::Nothing | Counted::Events) => equal,
            (Counted::Days, Counted::Days)
            | (Counted::Months, Counted::Months)
            | (Counted::HalfLives, Counted::HalfLives)
            | (Counted::Limits, Counted::Limits)
            | (Counted::Titre, Counted::Titre) => equal,
            _ => false,
        }
    }
}

/// How one unit becomes the other, directly or through a molar mass.
fn conversions<'m>(one: &'m Unit, two: &'m Unit, masses: &'m [Number]) -> impl Iterator<Item = Conversion> + 'm {
    let ways = std::iter::once(None).chain(masses.iter().copied().map(Some));
    ways.filter_map(move |mass| Conversion::between(one, two, mass).ok())
}

/// Whether a number is another one once converted. Protocols round: 2.5 mg/dL and 221 umol/L are the same creatinine.
fn is_near(conversion: Conversion, said: Number, rule: Number) -> bool {
    let Some(converted) = conversion.apply(said) else { return false };
    if !conversion.by_molar_mass() {
        return converted == rule;
    }
    let (converted, rule) = (converted.to_f64(), rule.to_f64());
    (converted - rule).abs() <= 0.005 * rule.abs()
}
