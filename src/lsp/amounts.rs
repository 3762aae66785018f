//! Amounts in the units in which people know them.

use crate::value::unit::common;
use crate::value::{Comparison, Conversion, Number, Unit};
use crate::vocabulary::{Bound, Form, Qualitative, Vocabulary, Word};

/// What `positive` and the like mean for the results of a word: `above 5 mg/dL`.
pub(super) fn bound(vocabulary: &Vocabulary, word: &Word, meaning: &Qualitative) -> String {
    let sign = match meaning.comparison {
        Comparison::Greater => ">",
        Comparison::AtLeast => ">=",
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::Equal => "=",
        Comparison::NotEqual => "not",
    };
    let times = |number: Number, limit: &str| {
        if number == Number::ONE { limit.to_owned() } else { format!("{number} x {limit}") }
    };
    let with = match meaning.bound {
        Bound::Quantity(number) => format!("{number} {}", kept_unit(vocabulary, word).unwrap_or_default()),
        Bound::Titre(number) => format!("1:{number}"),
        Bound::Upper(number) => times(number, "ULN"),
        Bound::Lower(number) => times(number, "LLN"),
    };
    format!("{sign} {with}").trim_end().to_owned()
}

/// The unit in which the results of a word are kept.
pub(super) fn kept_unit<'a>(vocabulary: &'a Vocabulary, word: &Word) -> Option<&'a str> {
    word.forms.iter().find_map(|form| match form {
        Form::Quantity { unit, .. } => Some(vocabulary.unit(*unit)),
        _ => None,
    })
}

/// The units in which results of a word can be written, the one in which they are kept first.
pub(super) fn units_of(vocabulary: &Vocabulary, word: &Word) -> Vec<String> {
    let Some(kept) = kept_unit(vocabulary, word) else { return Vec::new() };
    let Ok(unit) = Unit::parse(kept) else { return Vec::new() };
    let mass = word.molar_mass.as_ref().map(|(mass, _)| *mass);
    let mut units = vec![kept.to_owned()];
    let known = vocabulary.units.iter().map(String::as_str).chain(common().iter().copied());
    for candidate in known.filter(|candidate| !candidate.is_empty()) {
        let converts = Unit::parse(candidate).is_ok_and(|other| Conversion::between(&other, &unit, mass).is_ok());
        let fits = converts && (!unit.is_number() || is_same_ratio(candidate, kept, mass));
        if fits && !units.iter().any(|known| known == candidate) {
            units.push(candidate.to_owned());
        }
    }
    units
}

/// Whether two numbers without dimension are the same kind of share: `mg/g` is one as `g/g` is, `mg/mmol` where a mole has a
/// known weight; `INR` and `%` are not.
fn is_same_ratio(one: &str, two: &str, molar_mass: Option<Number>) -> bool {
    let (Some((above, below)), Some((other, under))) = (one.split_once('/'), two.split_once('/')) else { return false };
    let same = |one: &str, two: &str, mass: Option<Number>| match (Unit::parse(one), Unit::parse(two)) {
        (Ok(one), Ok(two)) => !one.is_number() && one.converts_to(&two, mass),
        _ => false,
    };
    let (alike_above, alike_below) = (same(above, other, None), same(below, under, None));
    alike_above && same(below, under, molar_mass) || alike_below && same(above, other, molar_mass)
}

/// An amount in another unit in which its word is usually told: the one in which results are kept where another was written,
/// else one of amount of substance where the vocabulary says how much a mole weighs. Nothing where that says no more.
pub(super) fn converted(vocabulary: &Vocabulary, word: &Word, number: Number, written: &str) -> Option<String> {
    let kept = kept_unit(vocabulary, word)?;
    let from = Unit::parse(written).ok()?;
    let mass = word.molar_mass.as_ref().map(|(mass, _)| *mass);
    let told = |to: &str| -> Option<(Number, String)> {
        let conversion = Conversion::between(&from, &Unit::parse(to).ok()?, mass).ok()?;
        let factor = conversion.factor()?;
        let value = number.times(factor)?;
        (factor != Number::ONE).then(|| (value, format!("{} {to}", rounded(value))))
    };
    if let Some((_, text)) = told(kept) {
        return Some(text);
    }
    mass?;
    // Not what converts as a mere ratio: 0.5 g/g of protein is not 0.5 mol/mol.
    let weighed = |to: &&&str| Unit::parse(to).is_ok_and(|to| Conversion::between(&from, &to, None).is_err());
    let by_substance = common().iter().filter(weighed);
    let mut best: Option<(f64, String)> = None;
    for (value, text) in by_substance.filter_map(|unit| told(unit)) {
        // Numbers between 1 and 1000 are those that people say.
        let size = value.to_f64().abs().log10();
        let far = if (0.0..3.0).contains(&size) { 0.0 } else { (size - 1.5).abs() };
        if best.as_ref().is_none_or(|(least, _)| far < *least) {
            best = Some((far, text));
        }
    }
    best.map(|(_, text)| text)
}

/// A number with three digits that count, `1.13` or `113`, as people say it.
fn rounded(number: Number) -> String {
    let value = number.to_f64();
    if value == 0.0 {
        return "0".to_owned();
    }
    let whole = value.abs().log10().floor() + 1.0;
    let decimals = (3.0 - whole).clamp(0.0, 6.0);
    let text = match decimals {
        0.0 => format!("{value:.0}"),
        1.0 => format!("{value:.1}"),
        2.0 => format!("{value:.2}"),
        3.0 => format!("{value:.3}"),
        4.0 => format!("{value:.4}"),
        _ => format!("{value:.6}"),
    };
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::{Number, is_same_ratio};

    #[test]
    fn shares_are_offered_among_their_like() {
        let creatinine = Number::parse("113.118");
        for unit in ["mg/g", "mg/mg", "mg/mmol"] {
            assert!(is_same_ratio(unit, "g/g", creatinine), "{unit}");
        }
        for unit in ["%", "INR", "mmol/mol", "score"] {
            assert!(!is_same_ratio(unit, "g/g", creatinine), "{unit}");
        }
        assert!(!is_same_ratio("mg/mmol", "g/g", None));
    }
}
