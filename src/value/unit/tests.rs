mod size;
mod spelling;

use super::*;
use crate::value::{Comparison, Range, Truth};
use std::time::Instant;

fn unit(text: &str) -> Unit {
    Unit::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem} {problem:?}"))
}

fn number(text: &str) -> Number {
    match text.split_once('/') {
        Some((top, bottom)) => number(top).over(number(bottom)).unwrap(),
        None => Number::parse(text).unwrap_or_else(|| panic!("{text}")),
    }
}

/// `from -> to` multiplies by exactly `factor`, and back by its inverse.
fn converts(from: &str, to: &str, factor: &str) {
    let (a, b) = (unit(from), unit(to));
    assert_eq!(conversion(&a, &b, None), Some(number(factor)), "{from} -> {to}");
    assert_eq!(conversion(&b, &a, None), Number::ONE.over(number(factor)), "{to} -> {from}");
}

fn converts_by(mass: &str, from: &str, to: &str, factor: &str) {
    let (a, b, mass) = (unit(from), unit(to), Some(number(mass)));
    assert_eq!(conversion(&a, &b, mass), Some(number(factor)), "{from} -> {to}");
    assert_eq!(conversion(&b, &a, mass), Number::ONE.over(number(factor)), "{to} -> {from}");
    assert_eq!(conversion(&a, &b, None), None, "{from} -> {to} without molar mass");
}

fn apart(from: &str, to: &str) -> String {
    let problem = Conversion::between(&unit(from), &unit(to), Some(number("100"))).unwrap_err();
    format!("{}: {}", problem.message, problem.reason.unwrap_or_default())
}

#[test]
fn molar_masses_convert_mass_and_amount_of_substance() {
    // clinical/units.md section 1: factor from the molar mass; each is exact as a fraction.
    converts_by("113.1179", "mg/dL", "umol/L", "10000000/113117.9");
    converts_by("113.118", "mg/dL", "umol/L", "10000/113.118");
    converts_by("584.6621", "mg/dL", "umol/L", "10000/584.6621");
    converts_by("60.0553", "mg/dL", "mmol/L", "10/60.0553");
    converts_by("28.0134", "mg/dL", "mmol/L", "10/28.0134");
    converts_by("180.156", "mg/dL", "mmol/L", "10/180.156");
    converts_by("168.1114", "mg/dL", "umol/L", "10000/168.1114");
    converts_by("40.08", "mg/dL", "mmol/L", "10/40.08");
    converts_by("386.6535", "mg/dL", "mmol/L", "10/386.6535");
    converts_by("24.3", "mg/dL", "mmol/L", "10/24.3");
    converts_by("30.974", "mg/dL", "mmol/L", "10/30.974");
    converts_by("362.46", "ug/dL", "nmol/L", "10000/362.46");
    converts_by("1202.611", "ng/mL", "nmol/L", "1000/1202.611");
}

#[test]
fn customary_factors_are_near_the_exact_ones() {
    let near = |mass: &str, from: &str, to: &str, customary: f64| {
        let factor = conversion(&unit(from), &unit(to), Some(number(mass))).unwrap().to_f64();
        assert!((factor / customary - 1.0).abs() < 6e-4, "{from} -> {to}: {factor} and {customary}");
    };
    near("113.1179", "mg/dL", "umol/L", 88.403);
    near("113.1179", "umol/L", "mg/dL", 0.011312);
    near("584.6621", "mg/dL", "umol/L", 17.104);
    near("60.0553", "mg/dL", "mmol/L", 0.16651);
    near("28.0134", "mg/dL", "mmol/L", 0.35697);
    near("180.2", "mg/dL", "mmol/L", 0.05551);
    near("168.1114", "mg/dL", "umol/L", 59.48);
    near("40.08", "mg/dL", "mmol/L", 0.2495);
    near("386.6535", "mg/dL", "mmol/L", 0.025863);
    near("24.3", "mg/dL", "mmol/L", 0.4115);
    near("30.974", "mg/dL", "mmol/L", 0.3229);
}

#[test]
fn urine_protein() {
    converts("mg/mg", "mg/g", "1000");
    converts("g/g", "mg/g", "1000");
    converts("mg/mg", "g/g", "1");
    converts_by("113.118", "g/g", "mg/mmol", "113.118");
    converts_by("113.118", "mg/mmol", "mg/g", "1000/113.118");
    converts_by("113.118", "g/mmol", "g/g", "1000/113.118");
    converts("mg/mmol", "g/mol", "1");
    converts("mg/24h", "g/24h", "0.001");
    converts("mg/24 h", "g/day", "0.001");
    converts("g/(24.h)", "g/d", "1");
    converts("mg/mmol{creat}", "mg/mmol", "1");
    assert!(apart("mg/24h", "mg/dL").contains("they measure different things"));
}

#[test]
fn urine_protein_check_values() {
    let check = |value: &str, from: &str, to: &str, expected: &str, decimals: u32| {
        let factor = conversion(&unit(from), &unit(to), Some(number("113.118"))).unwrap();
        let exact = number(value).times(factor).unwrap();
        assert_eq!(Number::from_rounded(exact.to_f64(), decimals), Some(number(expected)), "{value} {from}");
    };
    check("0.5", "g/g", "mg/mmol", "56.6", 1);
    check("1.0", "g/g", "mg/mmol", "113.1", 1);
    check("1.5", "g/g", "mg/mmol", "169.7", 1);
    check("3.0", "g/g", "mg/mmol", "339.4", 1);
    check("50", "mg/mmol", "g/g", "0.442", 3);
    check("100", "mg/mmol", "g/g", "0.884", 3);
    check("300", "mg/g", "mg/mmol", "33.9", 1);
    check("30", "mg/g", "mg/mmol", "3.39", 2);
    check("500", "mg/g", "mg/mmol", "56.6", 1);
}

#[test]
fn blood_counts() {
    for same in [
        "10*3/uL",
        "K/uL",
        "k/uL",
        "10^3/mm3",
        "10*9/L",
        "10^9/L",
        "x10^9/L",
        "x10*9/L",
        "x 10^9/L",
        "10E9/L",
        "10⁹/L",
        "×10⁹/L",
        "G/L",
        "THOU/uL",
        "10*9{cells}/L",
        "10^3 /uL".replace(' ', "").as_str(),
        "K/cumm",
        "Gpt/L",
    ] {
        converts(same, "10*9/L", "1");
    }
    for single in ["/uL", "/mm3", "cells/uL", "cells/mm3", "{cells}/uL", "/µL", "/μl", "cells/cumm"] {
        converts(single, "10^9/L", "0.001");
    }
    converts("10*6/L", "10*9/L", "0.001");
    converts("lakh/uL", "10^9/L", "100");
    converts("10^4/uL", "10^9/L", "10");
    converts("wan/uL", "10^9/L", "10");
    converts("10*6/uL", "10*12/L", "1");
    converts("M/uL", "T/L", "1");
}

#[test]
fn mass_concentrations() {
    converts("g/dL", "g/L", "10");
    converts("mg/dL", "g/L", "0.01");
    converts("mg/dL", "mg/L", "10");
    converts("g/L", "mg/L", "1000");
    converts("ng/mL", "ug/L", "1");
    converts("ng/mL", "ng/L", "1000");
    converts("ng/L", "pg/mL", "1");
    converts("mcg/mL", "µg/mL", "1");
    converts("mcg/L", "ug/L", "1");
    converts("gm/dl", "g/dL", "1");
    converts("U/L", "ukat/L", "1/60");
    converts("U/L", "nkat/L", "1000/60");
    assert!(apart("ng/mL FEU", "ng/mL DDU").contains("two scales"));
    assert!(apart("ng/mL{FEU}", "ng/mL").contains("two scales"));
    converts("ug/mL FEU", "ng/mL{FEU}", "1000");
}

#[test]
fn arbitrary_units_convert_only_to_themselves() {
    converts("IU/mL", "kIU/L", "1");
    converts("[IU]/mL", "k[IU]/L", "1");
    converts("[IU]/mL", "[IU]/L", "1000");
    converts("mIU/mL", "IU/L", "1");
    converts("U/mL", "kU/L", "1");
    converts("RU/mL", "[RU]/mL", "1");
    converts("GPL/mL", "[GPL'U]/mL", "1");
    for (a, b) in [
        ("IU/mL", "U/mL"),
        ("RU/mL", "IU/mL"),
        ("GPL/mL", "MPL/mL"),
        ("APL/mL", "U/mL"),
        ("AU/mL", "IU/mL"),
        ("IU/mL", "copies/mL"),
        ("IU/mL", "mg/mL"),
        ("SGU/mL", "U/mL"),
        ("/HPF", "/LPF"),
        ("/HPF", "/uL"),
    ] {
        assert!(apart(a, b).contains("arbitrary units"), "{a} {b}: {}", apart(a, b));
    }
}

#[test]
fn moles_are_no_number() {
    assert!(apart("umol/L", "10*9/L").contains("different things"));
    assert!(apart("mmol/L", "/L").contains("different things"));
    assert!(
        Conversion::between(&unit("mg/dL"), &unit("umol/L"), None).unwrap_err().reason.unwrap().contains("molar mass")
    );
    converts("mmol/L", "umol/L", "1000");
    assert!(apart("meq/L", "mmol/L").contains("charge one"));
    converts("mEq/L", "eq/L", "0.001");
    assert!(apart("mosm/kg", "mmol/kg").contains("different things"));
}

#[test]
fn filtration_rates_keep_their_surface() {
    for text in [
        "mL/min/1.73m2",
        "mL/min/{1.73_m2}",
        "mL/min/1.73 m2",
        "mL/min/1.73m²",
        "mL/min/1.73m^2",
        "mL/min/(1.73m2)",
        "ml/min/1.73m2",
        "mL/min/{1.73m2}",
        "mL/min{1.73_m2}",
    ] {
        converts(text, "mL/min/1.73m2", "1");
    }
    assert_eq!(unit("mL/min/1.73m2").text(), "mL/min/{1.73_m2}");
    assert!(apart("mL/min", "mL/min/1.73m2").contains("body surface"));
    converts("mL/s", "mL/min", "60");
}

#[test]
fn other_units_of_observations() {
    converts("mmHg", "mm[Hg]", "1");
    converts("kPa", "Pa", "1000");
    converts("mmHg", "Pa", "133.322");
    converts("mm/h", "mm/hr", "1");
    converts("ms", "s", "0.001");
    converts("msec", "ms", "1");
    converts("kg", "g", "1000");
    converts("cm", "m", "0.01");
    converts("kg/m²", "kg/m2", "1");
    converts("%", "", "0.01");
    converts("%", "1", "0.01");
    converts("mg/g", "%", "0.1");
    converts("INR", "", "1");
    converts("{score}", "score", "1");
    converts("bpm", "beats/min", "1");
    converts("[lb_av]", "g", "453.59237");
    converts("[in_i]", "cm", "2.54");
    converts("h", "min", "60");
    converts("wk", "d", "7");
    converts("weeks", "days", "7");
    converts("years", "months", "12");
    assert!(apart("months", "days").contains("calendar"));
    assert!(apart("years", "weeks").contains("calendar"));
}

#[test]
fn doses() {
    converts("g/day", "mg/day", "1000");
    converts("mg/d", "mg/day", "1");
    converts("mg/week", "mg/day", "1/7");
    converts("mg/12h", "mg/day", "2");
    converts("mg/kg/day", "mg/kg/d", "1");
    converts("ug/kg/day", "mg/kg/day", "0.001");
    converts("g/m2", "mg/m2", "1000");
    converts("mg/m2/day", "mg/m²/d", "1");
    converts("10^6", "10*6{cells}", "1");
    converts("10^5/kg", "10*6{cells}/kg", "0.1");
    converts("IU/kg", "[IU]/kg", "1");
    for (a, b) in [("mg/day", "mg"), ("mg/kg", "mg"), ("mg/kg", "mg/m2"), ("[IU]", "mg")] {
        assert!(Conversion::between(&unit(a), &unit(b), None).is_err(), "{a} {b}");
    }
}

#[test]
fn temperatures_convert_exactly() {
    let to = |value: &str, from: &str, to: &str| {
        Conversion::between(&unit(from), &unit(to), None).unwrap().apply(number(value)).unwrap()
    };
    assert_eq!(to("100.4", "[degF]", "Cel"), number("38"));
    assert_eq!(to("38", "Cel", "[degF]"), number("100.4"));
    assert_eq!(to("38.3", "Cel", "°F"), number("100.94"));
    assert_eq!(to("0", "°C", "K"), number("273.15"));
    assert_eq!(to("32", "[degF]", "°C"), number("0"));
    assert_eq!(to("37.5", "Cel", "°C"), number("37.5"));
    assert_eq!(conversion(&unit("Cel"), &unit("K"), None), None, "no factor alone converts it");
    assert!(Unit::parse("Cel/min").is_err());
}

#[test]
fn builtin_units_are_units() {
    use crate::vocabulary::builtin::unit::ALL;
    for text in ALL {
        Unit::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
    }
}

#[test]
fn traps_say_what_is_wrong_and_what_to_write() {
    let trap = |text: &str| {
        let problem = Unit::parse(text).unwrap_err();
        format!(
            "{} | {} | {}",
            problem.message,
            problem.reason.unwrap_or_default(),
            problem.suggestion.unwrap_or_default()
        )
    };
    let said: Vec<String> = [
        "mL/min/1.73.m2",
        "mg / dL",
        "K/mL",
        "K/L",
        "109/L",
        "103/uL",
        "Mg/dL",
        "C",
        "F",
        "mg/dLL",
        "mgdL",
        "umol/ L",
        "Cel/min",
        "xyzzy",
        "mg/dL/",
        "10^/L",
        "T/uL",
        "{",
        "umoll/L",
        "g/dll",
        "mg/",
    ]
    .into_iter()
    .map(trap)
    .collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_value_on_the_threshold_is_on_it_in_every_unit() {
    let families: [(&str, &[&str]); 5] = [
        ("113.118", &["g/g", "mg/g", "mg/mg", "mg/mmol", "g/mol", "g/mmol", "%", ""]),
        ("113.118", &["mg/dL", "g/L", "umol/L", "mmol/L", "mg/L", "ug/mL", "nmol/mL"]),
        ("584.6621", &["mg/dL", "umol/L"]),
        ("1", &["10*9/L", "/uL", "K/uL", "lakh/uL", "10^4/uL", "10*6/L"]),
        ("1", &["U/L", "ukat/L", "nkat/L"]),
    ];
    for (mass, units) in families {
        let mass = Some(number(mass));
        for threshold in ["0.5", "1.1", "2.5", "3.3", "0.442", "100", "88.4", "7.77"] {
            for from in units {
                for to in units {
                    let there = Conversion::between(&unit(from), &unit(to), mass).unwrap();
                    let back = Conversion::between(&unit(to), &unit(from), mass).unwrap();
                    let bound = Range::point(number(threshold));
                    let value = back.apply_to_range(&there.apply_to_range(&bound).unwrap()).unwrap();
                    assert_eq!(value.compare(Comparison::Equal, &bound), Truth::Met, "{threshold} {from} {to}");
                    assert_eq!(value.compare(Comparison::AtLeast, &bound), Truth::Met);
                    assert_eq!(value.compare(Comparison::Less, &bound), Truth::NotMet);
                }
            }
        }
    }
}

#[test]
fn exact_factors_agree_with_the_published_tables() {
    let pairs = [
        ("mg/dL", "g/L"),
        ("10*3/uL", "10*9/L"),
        ("mm[Hg]", "kPa"),
        ("g/d", "mg/h"),
        ("[lb_av]", "kg"),
        ("ng/mL", "ug/L"),
        ("[in_i]", "m"),
        ("mL/min", "L/h"),
        ("kcal_th", "kJ"),
        ("mg/kg/d", "ug/g/h"),
    ];
    for (from, to) in pairs {
        let expected = octofhir_ucum::convert(1.0, from, to).unwrap();
        let found = conversion(&unit(from), &unit(to), None).unwrap().to_f64();
        assert!((found / expected - 1.0).abs() < 1e-12, "{from} {to}: {found} {expected}");
    }
}

#[test]
fn hostile_units_are_refused_at_once() {
    let started = Instant::now();
    for text in [
        "(".repeat(50_000),
        "m.".repeat(40),
        "10*999999999/L".into(),
        "m999999999".into(),
        "10*64.10*64".into(),
        "é".repeat(60),
        "10*-99".into(),
        "{".repeat(99),
    ] {
        let _ = Unit::parse(&text).map(|unit| conversion(&unit, &Unit::parse("").unwrap(), None));
    }
    assert!(started.elapsed().as_millis() < 200);
}

#[test]
fn parsing_is_fast_enough_for_start_up() {
    let started = Instant::now();
    for _ in 0..200 {
        unit("mL/min/1.73m2");
    }
    assert!(started.elapsed().as_millis() < 200, "{:?}", started.elapsed());
}
