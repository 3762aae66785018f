//! How large units are, and what converts to what.

use super::{apart, conversion, converts, number, unit};
use crate::value::{Conversion, Limit, Number, Range, Unit};

#[test]
fn prefixes_count_as_powers_of_ten() {
    for (prefix, factor) in [
        ("k", "1000"),
        ("d", "0.1"),
        ("c", "0.01"),
        ("m", "0.001"),
        ("u", "0.000001"),
        ("n", "1e-9"),
        ("p", "1e-12"),
        ("f", "1e-15"),
    ] {
        converts(&format!("{prefix}mol"), "mol", factor);
        converts(&format!("{prefix}g"), "g", factor);
    }
    converts("Mkat", "kat", "1e6");
    converts("Gkat", "kat", "1e9");
    for wrong in ["da", "ca", "kmo", "xmol"] {
        assert!(Unit::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn powers_and_products_add_up() {
    assert_eq!(unit("m.m"), unit("m2"));
    assert_eq!(unit("m2.m2"), unit("m4"));
    assert_eq!(unit("m3/m"), unit("m2"));
    assert_eq!(unit("/(m/s)/(m/s)"), unit("s2/m2"));
    assert_ne!(unit("m2"), unit("m3"));
    converts("cm2", "m2", "0.0001");
    converts("cm-2", "m-2", "10000");
    converts("10*-3/L", "/L", "0.001");
    converts("5.mg", "mg", "5");
    converts("mg/(7.d)", "mg/wk", "1");
    converts("(g/L)", "g/L", "1");
    converts("mg/20", "mg", "0.05");
    converts("m0", "1", "1");
    // However a half and a fifth come about, they are one size.
    assert_eq!(unit("mg/2"), unit("5.mg/10"));
    assert_eq!(unit("mg/5"), unit("2.mg/10"));
    assert_eq!(unit("mg/20"), unit("50.ug"));
}

#[test]
fn powers_end_at_64() {
    assert!(Unit::parse("m64").is_ok() && Unit::parse("m-64").is_ok());
    assert!(Unit::parse("m65").is_err() && Unit::parse("m-65").is_err());
}

#[test]
fn sizes_without_an_end_in_decimals_convert_only_to_themselves() {
    // A radian is the number one; a degree is a number that no fraction gives.
    assert_eq!(unit("deg"), unit("deg"));
    assert_ne!(unit("deg"), unit("rad"));
    assert_ne!(unit("deg"), unit("'"));
    assert!(!unit("deg").converts_to(&unit("rad"), None) && !unit("rad").converts_to(&unit("deg"), None));
    assert!(unit("deg").converts_to(&unit("deg"), None));
    assert!(apart("deg/min", "rad/min").contains("no exact factor"));
    assert!(apart("rad/deg", "1").contains("no exact factor"));
    assert!(apart("deg2", "rad2").contains("no exact factor"));
}

#[test]
fn the_molar_mass_is_positive_and_used_only_where_needed() {
    let between = |from: &str, to: &str, mass: &str| Conversion::between(&unit(from), &unit(to), Some(number(mass)));
    assert!(between("mg/dL", "umol/L", "113.118").unwrap().by_molar_mass());
    assert!(!between("mg/dL", "g/L", "113.118").unwrap().by_molar_mass());
    assert!(!between("mg/dL", "mg/dL", "113.118").unwrap().by_molar_mass());
    for mass in ["0", "-100"] {
        assert!(between("mg/dL", "umol/L", mass).unwrap_err().message.contains("only through a molar mass"), "{mass}");
    }
    assert_eq!(between("mol2", "g2", "10").unwrap().factor(), Some(number("100")));
    assert!(between("mol2", "g", "10").is_err());
    assert!(between("mol", "g/L", "10").is_err());
}

#[test]
fn a_conversion_moves_the_ends_of_a_range_and_leaves_what_is_open() {
    let conversion = Conversion::between(&unit("Cel"), &unit("[degF]"), None).unwrap();
    let range = Range { low: Limit::Beyond(number("38")), high: Limit::Open };
    let moved = Range { low: Limit::Beyond(number("100.4")), high: Limit::Open };
    assert_eq!(conversion.apply_to_range(&range), Some(moved));
    assert!(!conversion.is_same());
    assert_eq!(conversion.factor(), None);
    let kelvin = Conversion::between(&unit("Cel"), &unit("K"), None).unwrap();
    assert!(!kelvin.is_same(), "the factor is one, but a number is added");
    let tenth = Conversion::between(&unit("g/L"), &unit("g/dL"), None).unwrap();
    assert!(!tenth.is_same(), "nothing is added, but the factor is a tenth");
    assert_eq!(tenth.apply(number("5")), Some(number("0.5")));
    assert!(Conversion::SAME.is_same());
    let large = Range::point(Number::whole(i64::MAX));
    let thousand = Conversion::between(&unit("g"), &unit("mg"), None).unwrap();
    assert_eq!(thousand.apply_to_range(&large), None, "an end that does not fit");
}

#[test]
fn what_does_not_convert_says_why_from_either_side() {
    for (a, b, reason) in [
        ("mL/min", "mL/min/1.73m2", "body surface"),
        ("ng/mL{FEU}", "ng/mL", "two scales"),
        ("ng/mL{DDU}", "ng/mL", "two scales"),
        ("meq/L", "mmol/L", "charge one"),
        ("months", "days", "calendar time"),
        ("[IU]/mL", "mg/mL", "arbitrary units"),
        ("kg", "m", "different things"),
        ("mg", "", "`mg` does not convert to `a number without unit`"),
    ] {
        assert!(apart(a, b).contains(reason), "{a} {b}: {}", apart(a, b));
        let reason =
            reason.replace("`mg` does not convert to `a number without unit`", "`a number without unit` does not");
        assert!(apart(b, a).contains(&reason), "{b} {a}: {}", apart(b, a));
    }
    assert_eq!(conversion(&unit("kg"), &unit("m"), None), None);
}

#[test]
fn only_a_temperature_with_its_own_zero_stays_alone() {
    for wrong in ["Cel/min", "J/Cel", "Cel2", "2.Cel", "[degF].m"] {
        assert!(Unit::parse(wrong).is_err(), "{wrong}");
    }
    assert!(Unit::parse("J/K").is_ok() && Unit::parse("K2").is_ok());
}
