//! Exact numbers: fractions of two 64-bit integers.
//!
//! Decimals alone are not enough: dividing by a molar mass or a half-life of 3 hours never ends in decimals, and
//! rounding it would let a value on the threshold flip. Every result is reduced; one that does not fit is `None`,
//! which callers turn into an unknown that says so.

use std::cmp::Ordering;
use std::fmt;

/// An exact fraction, always reduced, with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    numerator: i64,
    denominator: i64,
}

impl Number {
    /// Nought.
    pub const ZERO: Number = Number::whole(0);
    /// One.
    pub const ONE: Number = Number::whole(1);

    /// A whole number.
    #[must_use]
    pub const fn whole(value: i64) -> Number {
        Number { numerator: value, denominator: 1 }
    }

    /// `numerator / denominator` in lowest terms; `None` for a denominator of nought or a result out of range.
    #[must_use]
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Number> {
        if denominator == 0 {
            return None;
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).ok()? * denominator.signum();
        Some(Number {
            numerator: i64::try_from(numerator / divisor).ok()?,
            denominator: i64::try_from(denominator / divisor).ok()?,
        })
    }

    /// Reads `12`, `-0.5`, `1.10` or `2.5e6`; `None` for anything else and for what is out of range.
    #[must_use]
    pub fn parse(text: &str) -> Option<Number> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (sign, digits) = match mantissa.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let dangling = digits.ends_with('.') || whole.is_empty();
        if dangling || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let mut value: i128 = 0;
        for digit in whole.bytes().chain(fraction.bytes()) {
            value = value.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        }
        let exponent = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
        let power = 10i128.checked_pow(exponent.unsigned_abs())?;
        if exponent >= 0 {
            Number::ratio(value.checked_mul(power)? * sign, 1)
        } else {
            Number::ratio(value * sign, power)
        }
    }

    /// The nearest number with `decimals` decimal places; how a formula with powers or roots comes back from floating
    /// point. `None` for what is not finite or out of range.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "the bound is checked just before the cast")]
    pub fn from_rounded(value: f64, decimals: u32) -> Option<Number> {
        let scale = 10i64.checked_pow(decimals)?;
        let scaled = (value * scale as f64).round();
        (scaled.is_finite() && scaled.abs() < 9.0e18).then(|| Number::ratio(scaled as i128, scale.into()))?
    }

    /// The nearest floating point number; only for formulas with powers and roots, and for drawing.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// The numerator of the reduced fraction.
    #[must_use]
    pub fn numerator(self) -> i64 {
        self.numerator
    }

    /// The denominator of the reduced fraction; positive.
    #[must_use]
    pub fn denominator(self) -> i64 {
        self.denominator
    }

    /// The sum, if it fits.
    #[must_use]
    pub fn plus(self, other: Number) -> Option<Number> {
        let (a, b) = (i128::from(self.numerator), i128::from(self.denominator));
        let (c, d) = (i128::from(other.numerator), i128::from(other.denominator));
        Number::ratio((a * d).checked_add(c * b)?, b * d)
    }

    /// The difference, if it fits.
    #[must_use]
    pub fn minus(self, other: Number) -> Option<Number> {
        self.plus(other.negated()?)
    }

    /// The product, if it fits.
    #[must_use]
    pub fn times(self, other: Number) -> Option<Number> {
        Number::ratio(
            i128::from(self.numerator) * i128::from(other.numerator),
            i128::from(self.denominator) * i128::from(other.denominator),
        )
    }

    /// The quotient, if it fits; `None` when dividing by nought.
    #[must_use]
    pub fn over(self, other: Number) -> Option<Number> {
        Number::ratio(
            i128::from(self.numerator) * i128::from(other.denominator),
            i128::from(self.denominator) * i128::from(other.numerator),
        )
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negated(self) -> Option<Number> {
        Some(Number { numerator: self.numerator.checked_neg()?, denominator: self.denominator })
    }

    /// The largest whole number that is not greater.
    #[must_use]
    pub fn floor(self) -> i64 {
        self.numerator.div_euclid(self.denominator)
    }

    /// Whether it has no fraction.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.denominator == 1
    }
}

impl Ord for Number {
    #[inline]
    fn cmp(&self, other: &Number) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let left = i128::from(self.numerator) * i128::from(other.denominator);
        let right = i128::from(other.numerator) * i128::from(self.denominator);
        left.cmp(&right)
    }
}

impl PartialOrd for Number {
    #[inline]
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Prints all decimals where they end within 9 places, else rounds to 4 significant decimals behind `≈`.
impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = (i128::from(self.numerator), i128::from(self.denominator));
        let exact = (0..=9u32).find(|places| 10i128.pow(*places) % denominator == 0);
        let (places, scaled) = match exact {
            Some(places) => (places, numerator * (10i128.pow(places) / denominator)),
            None => {
                out.write_str("≈")?;
                let places = rounding_places(numerator, denominator);
                let doubled = numerator * 10i128.pow(places) * 2 + denominator * numerator.signum();
                (places, doubled / (denominator * 2))
            }
        };
        let sign = if scaled < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", scaled.abs(), width = places as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places as usize);
        let fraction = if exact.is_some() { fraction } else { fraction.trim_end_matches('0') };
        write!(out, "{sign}{whole}")?;
        if fraction.is_empty() { Ok(()) } else { write!(out, ".{fraction}") }
    }
}

/// Enough places for four significant digits, at most 9.
fn rounding_places(numerator: i128, denominator: i128) -> u32 {
    (0..=9).find(|places| numerator.abs() * 10i128.pow(*places) / denominator >= 1000).unwrap_or(9)
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return u128::from(a.max(1));
    }
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests;
