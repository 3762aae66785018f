//! What a value can still be: everything between two limits.
//!
//! A known value is a range of one point. Censored results, titres, ages of patients whose birth year alone is known
//! and scores with unknown items are ranges, and comparing a range gives met, not met or unknown.

use super::{Number, Truth};
use std::cmp::Ordering;

/// One end of a [`Range`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Nothing is known on this side.
    Open,
    /// The end itself is still possible.
    At(Number),
    /// Everything up to the end, but not the end itself (`< 0.2`).
    Beyond(Number),
}

/// A range of numbers in a unit that the context knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    /// The lower end.
    pub low: Limit,
    /// The upper end.
    pub high: Limit,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `is`
    Equal,
    /// `is not`
    NotEqual,
    /// `>=`
    AtLeast,
    /// `>`
    Greater,
}

impl Comparison {
    /// The same comparison with its sides exchanged.
    #[must_use]
    pub fn mirrored(self) -> Comparison {
        match self {
            Comparison::Less => Comparison::Greater,
            Comparison::AtMost => Comparison::AtLeast,
            Comparison::AtLeast => Comparison::AtMost,
            Comparison::Greater => Comparison::Less,
            same => same,
        }
    }
}

impl Range {
    /// Anything at all.
    pub const ANY: Range = Range { low: Limit::Open, high: Limit::Open };

    /// One known value.
    #[inline]
    #[must_use]
    pub const fn point(value: Number) -> Range {
        Range { low: Limit::At(value), high: Limit::At(value) }
    }

    /// From one value to another, both possible.
    #[must_use]
    pub const fn between(low: Number, high: Number) -> Range {
        Range { low: Limit::At(low), high: Limit::At(high) }
    }

    /// The value, where it is known exactly.
    #[inline]
    #[must_use]
    pub fn known(&self) -> Option<Number> {
        match (self.low, self.high) {
            (Limit::At(low), Limit::At(high)) if low == high => Some(low),
            _ => None,
        }
    }

    /// Whether `self COMPARISON other` holds for all, none or some of what the two can be.
    #[inline]
    #[must_use]
    pub fn compare(&self, comparison: Comparison, other: &Range) -> Truth {
        if let (Some(left), Some(right)) = (self.known(), other.known()) {
            return Truth::of(comparison.holds(left.cmp(&right)));
        }
        match comparison {
            Comparison::Less => self.below(other, Strict::Yes),
            Comparison::AtMost => self.below(other, Strict::No),
            Comparison::Greater => other.below(self, Strict::Yes),
            Comparison::AtLeast => other.below(self, Strict::No),
            Comparison::Equal => self.equals(other),
            Comparison::NotEqual => !self.equals(other),
        }
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn hull(&self, other: &Range) -> Range {
        Range { low: lower(self.low, other.low), high: higher(self.high, other.high) }
    }

    /// The range of the smaller of two values.
    #[must_use]
    pub fn min(&self, other: &Range) -> Range {
        Range { low: lower(self.low, other.low), high: lower_top(self.high, other.high) }
    }

    /// The range of the greater of two values.
    #[must_use]
    pub fn max(&self, other: &Range) -> Range {
        Range { low: higher_bottom(self.low, other.low), high: higher(self.high, other.high) }
    }

    /// The sum; an end that does not fit is open.
    #[must_use]
    pub fn plus(&self, other: &Range) -> Range {
        Range { low: add(self.low, other.low), high: add(self.high, other.high) }
    }

    /// The difference; an end that does not fit is open.
    #[must_use]
    pub fn minus(&self, other: &Range) -> Range {
        self.plus(&other.negated())
    }

    /// The range with the other sign.
    #[must_use]
    pub fn negated(&self) -> Range {
        Range { low: negate(self.high), high: negate(self.low) }
    }

    /// The product with an exact factor; an end that does not fit is open.
    #[must_use]
    pub fn scaled(&self, factor: Number) -> Range {
        let (low, high) = (scale(self.low, factor), scale(self.high, factor));
        match factor.cmp(&Number::ZERO) {
            Ordering::Less => Range { low: high, high: low },
            Ordering::Equal => Range::point(Number::ZERO),
            Ordering::Greater => Range { low, high },
        }
    }

    /// The product of two ranges; without any limit where an end is open and no sign decides.
    #[must_use]
    pub fn times(&self, other: &Range) -> Range {
        match (self.known(), other.known()) {
            (Some(factor), _) => return other.scaled(factor),
            (_, Some(factor)) => return self.scaled(factor),
            _ => {}
        }
        let ends = [(self.low, other.low), (self.low, other.high), (self.high, other.low), (self.high, other.high)];
        if self.is_positive() && other.is_positive() {
            return Range { low: multiply(self.low, other.low), high: multiply(self.high, other.high) };
        }
        let products = ends.map(|(a, b)| multiply(a, b));
        if products.contains(&Limit::Open) {
            return Range::ANY;
        }
        let [first, rest @ ..] = products;
        let (low, high) =
            rest.into_iter().fold((first, first), |(low, high), next| (lower(low, next), higher(high, next)));
        Range { low, high }
    }

    /// The quotient; without any limit where the divisor can be nought.
    #[must_use]
    pub fn over(&self, other: &Range) -> Range {
        if !other.is_positive() {
            return Range::ANY;
        }
        let inverse = Range { low: invert(other.high), high: invert(other.low) };
        // A divisor without an upper end makes the inverse as small as one likes.
        let low = if other.high == Limit::Open { Limit::Beyond(Number::ZERO) } else { inverse.low };
        self.times(&Range { low, high: inverse.high })
    }

    /// Whether the range lies wholly above nought.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        match self.low {
            Limit::Open => false,
            Limit::At(low) => low > Number::ZERO,
            Limit::Beyond(low) => low >= Number::ZERO,
        }
    }

    /// Whether every value below (or equal to, if not strict) every one of `other`.
    fn below(&self, other: &Range, strict: Strict) -> Truth {
        if surely_below(self.high, other.low, strict) {
            Truth::Met
        } else if surely_below(other.high, self.low, strict.flipped()) {
            Truth::NotMet
        } else {
            Truth::Unknown
        }
    }

    fn equals(&self, other: &Range) -> Truth {
        let apart = surely_below(self.high, other.low, Strict::Yes) || surely_below(other.high, self.low, Strict::Yes);
        if apart { Truth::NotMet } else { Truth::Unknown }
    }
}

impl Comparison {
    /// The comparison that holds of two numbers where this one does not.
    #[must_use]
    pub const fn negated(self) -> Comparison {
        match self {
            Comparison::Less => Comparison::AtLeast,
            Comparison::AtMost => Comparison::Greater,
            Comparison::Equal => Comparison::NotEqual,
            Comparison::NotEqual => Comparison::Equal,
            Comparison::AtLeast => Comparison::Less,
            Comparison::Greater => Comparison::AtMost,
        }
    }

    /// Whether the comparison accepts that order of its two sides.
    #[inline]
    #[must_use]
    pub const fn holds(self, order: Ordering) -> bool {
        match self {
            Comparison::Less => order.is_lt(),
            Comparison::AtMost => order.is_le(),
            Comparison::Equal => order.is_eq(),
            Comparison::NotEqual => order.is_ne(),
            Comparison::AtLeast => order.is_ge(),
            Comparison::Greater => order.is_gt(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Strict {
    Yes,
    No,
}

impl Strict {
    /// `not (a < b)` is `b <= a`, and the other way round.
    fn flipped(self) -> Strict {
        if self == Strict::Yes { Strict::No } else { Strict::Yes }
    }
}

/// Whether everything up to `high` lies below everything from `low`.
fn surely_below(high: Limit, low: Limit, strict: Strict) -> bool {
    match (high, low) {
        (Limit::Open, _) | (_, Limit::Open) => false,
        (Limit::At(high), Limit::At(low)) => high < low || (strict == Strict::No && high == low),
        (Limit::At(high) | Limit::Beyond(high), Limit::At(low) | Limit::Beyond(low)) => high <= low,
    }
}

fn number(limit: Limit) -> Option<(Number, bool)> {
    match limit {
        Limit::Open => None,
        Limit::At(value) => Some((value, true)),
        Limit::Beyond(value) => Some((value, false)),
    }
}

/// Picks one of two limits by the order of their numbers; of two equal ones the end that `prefer_at` names.
fn pick(a: Limit, b: Limit, wanted: Ordering, prefer_at: bool, open_wins: bool) -> Limit {
    match (number(a), number(b)) {
        (None, None) => Limit::Open,
        (None, Some(_)) => {
            if open_wins {
                Limit::Open
            } else {
                b
            }
        }
        (Some(_), None) => {
            if open_wins {
                Limit::Open
            } else {
                a
            }
        }
        (Some((x, x_at)), Some((y, _))) => match x.cmp(&y) {
            Ordering::Equal => {
                if x_at == prefer_at {
                    a
                } else {
                    b
                }
            }
            order if order == wanted => a,
            _ => b,
        },
    }
}

fn lower(a: Limit, b: Limit) -> Limit {
    pick(a, b, Ordering::Less, true, true)
}

fn higher(a: Limit, b: Limit) -> Limit {
    pick(a, b, Ordering::Greater, true, true)
}

fn lower_top(a: Limit, b: Limit) -> Limit {
    pick(a, b, Ordering::Less, false, false)
}

fn higher_bottom(a: Limit, b: Limit) -> Limit {
    pick(a, b, Ordering::Greater, false, false)
}

fn combine(a: Limit, b: Limit, operation: impl Fn(Number, Number) -> Option<Number>) -> Limit {
    let (Some((x, x_at)), Some((y, y_at))) = (number(a), number(b)) else {
        return Limit::Open;
    };
    match operation(x, y) {
        None => Limit::Open,
        Some(value) if x_at && y_at => Limit::At(value),
        Some(value) => Limit::Beyond(value),
    }
}

fn add(a: Limit, b: Limit) -> Limit {
    combine(a, b, Number::plus)
}

/// Nought times anything is nought, so an end of nought that belongs makes one that belongs.
fn multiply(a: Limit, b: Limit) -> Limit {
    let nought = Limit::At(Number::ZERO);
    if (a == nought && b != Limit::Open) || (b == nought && a != Limit::Open) {
        return nought;
    }
    combine(a, b, Number::times)
}

fn scale(limit: Limit, factor: Number) -> Limit {
    combine(limit, Limit::At(factor), Number::times)
}

fn negate(limit: Limit) -> Limit {
    combine(limit, Limit::At(Number::whole(-1)), Number::times)
}

fn invert(limit: Limit) -> Limit {
    combine(Limit::At(Number::ONE), limit, Number::over)
}

#[cfg(test)]
mod tests;
