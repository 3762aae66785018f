//! Exact sizes of units, and of their atoms.

use super::Dimension;
use crate::value::Number;
use octofhir_ucum::SpecialKind;

/// An exact positive factor: a fraction times a power of ten. Powers of ten stand apart, so that the 10^23 in a mole or
/// the 10^12 in a count never leave the range of the fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    fraction: Number,
    tens: i32,
}

impl Scale {
    pub(super) const ONE: Scale = Scale { fraction: Number::ONE, tens: 0 };

    /// `digits x 10^tens`, with as many tens as go into it taken out, so that equal scales look equal.
    pub(super) fn decimal(digits: i128, tens: i32) -> Option<Scale> {
        Scale { fraction: Number::ratio(digits, 1)?, tens }.normal()
    }

    fn normal(self) -> Option<Scale> {
        let (mut top, mut bottom, mut tens) =
            (i128::from(self.fraction.numerator()), i128::from(self.fraction.denominator()), self.tens);
        // 1/2 is 5 tenths: what remains of the denominator is never a multiple of 2 or 5.
        while bottom % 2 == 0 {
            (top, bottom, tens) = (top.checked_mul(5)?, bottom / 2, tens - 1);
        }
        while bottom % 5 == 0 {
            (top, bottom, tens) = (top.checked_mul(2)?, bottom / 5, tens - 1);
        }
        while top != 0 && top % 10 == 0 {
            (top, tens) = (top / 10, tens + 1);
        }
        Some(Scale { fraction: Number::ratio(top, bottom)?, tens })
    }

    pub(super) fn times(self, other: Scale) -> Option<Scale> {
        let tens = self.tens.checked_add(other.tens)?;
        Scale { fraction: self.fraction.times(other.fraction)?, tens }.normal()
    }

    pub(super) fn over(self, other: Scale) -> Option<Scale> {
        let tens = self.tens.checked_sub(other.tens)?;
        Scale { fraction: self.fraction.over(other.fraction)?, tens }.normal()
    }

    pub(super) fn power(self, exponent: i32) -> Option<Scale> {
        if exponent.unsigned_abs() > 64 {
            return None;
        }
        let mut out = Scale::ONE;
        for _ in 0..exponent.unsigned_abs() {
            out = out.times(self)?;
        }
        if exponent < 0 { Scale::ONE.over(out) } else { Some(out) }
    }

    /// As a number, where it fits.
    pub(super) fn number(self) -> Option<Number> {
        let power = 10i128.checked_pow(self.tens.unsigned_abs())?;
        let (top, bottom) = (i128::from(self.fraction.numerator()), i128::from(self.fraction.denominator()));
        if self.tens >= 0 {
            Number::ratio(top.checked_mul(power)?, bottom)
        } else {
            Number::ratio(top, bottom.checked_mul(power)?)
        }
    }

    pub(super) fn of(number: Number) -> Option<Scale> {
        Scale { fraction: number, tens: 0 }.normal()
    }
}

/// An atom with its prefix.
pub(super) struct Atom {
    pub(super) dimension: Dimension,
    pub(super) scale: Scale,
    pub(super) offset: Number,
    pub(super) exact: bool,
}

/// Atoms that mean something else here than in UCUM, with their size in the base unit named. `U` is a catalytic
/// activity of 1 umol/min, that is 1/60 ukat.
const OWN: &[(&str, &str, (i128, i128))] = &[
    ("mol", "mol", (1, 1)),
    ("kat", "kat", (1, 1)),
    ("U", "kat", (1, 60_000_000)),
    ("eq", "eq", (1, 1)),
    ("osm", "osm", (1, 1)),
    ("mo", "month", (1, 1)),
    ("a", "month", (12, 1)),
    ("[HPF]", "[HPF]", (1, 1)),
    ("[LPF]", "[LPF]", (1, 1)),
    ("[RU]", "[RU]", (1, 1)),
    ("[CU]", "[CU]", (1, 1)),
    ("[BAU]", "[BAU]", (1, 1)),
    ("[SGU]", "[SGU]", (1, 1)),
    ("[SMU]", "[SMU]", (1, 1)),
    ("[SAU]", "[SAU]", (1, 1)),
];

/// Prefixes of the atoms in [`OWN`].
const PREFIXES: &[(&str, i32)] = &[
    ("", 0),
    ("k", 3),
    ("M", 6),
    ("G", 9),
    ("d", -1),
    ("c", -2),
    ("m", -3),
    ("u", -6),
    ("n", -9),
    ("p", -12),
    ("f", -15),
];

/// The atom with that symbol, prefix included; `None` for what UCUM does not know or gives no fixed size.
pub(super) fn find(symbol: &str) -> Option<Atom> {
    own(symbol).or_else(|| ucum(symbol))
}

fn own(symbol: &str) -> Option<Atom> {
    for (name, base, (top, bottom)) in OWN {
        let Some(prefix) = symbol.strip_suffix(name) else {
            continue;
        };
        let Some((_, tens)) = PREFIXES.iter().find(|(text, _)| *text == prefix) else {
            continue;
        };
        let calendar = *base == "month" && !prefix.is_empty();
        // `ca` would be a hundredth of a year, `da` a tenth: nobody means them.
        if calendar {
            return None;
        }
        let scale = Scale { fraction: Number::ratio(*top, *bottom)?, tens: *tens }.normal()?;
        return Some(Atom { dimension: Dimension(vec![(base, 1)]), scale, offset: Number::ZERO, exact: true });
    }
    None
}

fn ucum(symbol: &str) -> Option<Atom> {
    let (prefix, unit) = octofhir_ucum::lookup_unit(symbol, octofhir_ucum::Case::Sensitive)?;
    let (prefix_digits, prefix_tens) = prefix.map_or((1, 0), |prefix| prefix.factor.to_integer_and_exponent());
    let offset = match unit.special {
        SpecialKind::None | SpecialKind::Arbitrary => Number::ZERO,
        SpecialKind::Celsius if prefix.is_none() => Number::ratio(27_315, 100)?,
        SpecialKind::Fahrenheit if prefix.is_none() => Number::ratio(45_967, 100)?,
        _ => return None,
    };
    let (digits, tens) = unit.factor.to_integer_and_exponent();
    // Sizes that never end in decimals (degrees of angle, fifths of a ninth) are kept rounded in the table.
    let exact = digits < 1_000_000_000_000_000_000;
    let scale = match unit.special {
        SpecialKind::Fahrenheit => Scale { fraction: Number::ratio(5, 9)?, tens: 0 }.normal()?,
        _ if exact => Scale::decimal(digits, tens)?.times(Scale::decimal(prefix_digits, prefix_tens)?)?,
        _ => Scale::ONE,
    };
    let mut dimension = Dimension::default();
    for (base, exponent) in octofhir_ucum::Dimension::BASE_UNITS.iter().zip(unit.dim.0) {
        if exponent != 0 {
            dimension.add(base, i32::from(exponent));
        }
    }
    unit.arbitrary.iter().for_each(|(base, exponent)| dimension.add(base, *exponent));
    Some(Atom { dimension, scale, offset, exact: exact || unit.special == SpecialKind::Fahrenheit })
}
