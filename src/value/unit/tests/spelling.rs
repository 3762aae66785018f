//! How units are spelled, and what is refused.

use super::{converts, unit};
use crate::value::Unit;

fn refused(text: &str) -> String {
    let problem = Unit::parse(text).unwrap_err();
    format!("{} [{}]", problem.message, problem.suggestion.unwrap_or_default())
}

#[test]
fn letters_of_reports_are_read_as_plain_ones() {
    for (written, plain) in [
        ("\u{b5}g/L", "ug/L"),
        ("\u{3bc}g/L", "ug/L"),
        ("mg\u{2215}dL", "mg/dL"),
        ("mg\u{2044}dL", "mg/dL"),
        ("N\u{b7}m", "N.m"),
        ("N\u{22c5}m", "N.m"),
        ("\u{d7}10\u{2079}/L", "10*9/L"),
        ("10\u{b9}\u{b2}/L", "10*12/L"),
        ("kg/m\u{b2}", "kg/m2"),
        ("J/\u{212a}", "J/K"),
        ("mg/24\u{a0}h", "mg/(24.h)"),
        ("mg/24\u{2009}h", "mg/(24.h)"),
        ("mg/24\u{202f}h", "mg/(24.h)"),
    ] {
        assert_eq!(unit(written).text(), plain, "{written}");
    }
    assert!(Unit::parse("\u{212b}").is_err(), "an angstrom is no ampere");
}

#[test]
fn a_number_has_no_text() {
    assert_eq!(unit("1").text(), "");
    assert_eq!(unit(" ").text(), "");
    assert!(unit("%").is_number() && unit("g/g").is_number() && unit("m0").is_number());
    assert!(!unit("g/L").is_number() && !unit("mol").is_number());
    assert_eq!(unit("mg/dl").to_string(), "mg/dl");
}

#[test]
fn a_unit_has_at_most_100_letters() {
    assert!(Unit::parse(&format!("{{{}}}", "a".repeat(98))).is_ok());
    assert_eq!(refused(&format!("{{{}}}", "a".repeat(99))), "a unit longer than 100 letters []");
}

#[test]
fn counts_take_their_power_from_the_volume_below() {
    for (count, plain) in
        [("k/uL", "10*3/uL"), ("M/uL", "10*6/uL"), ("G/l", "10*9/l"), ("T/L", "10*12/L"), ("K/cmm", "10*3/mm3")]
    {
        assert_eq!(unit(count).text(), plain, "{count}");
    }
    assert_eq!(refused("MG/DL"), "`MG` is a million g [mg/dL]");
    assert_eq!(refused("ML/MIN/1.73M2"), "`ML` is a million L [mL/min/1.73m2]");
    assert_eq!(refused("G/DL"), "`G/DL` is written with other letters [g/dL]");
    assert_eq!(refused("MMOL/L"), "`MMOL/L` is not a unit [mmol/L]");
    assert_eq!(refused("G/uL"), "`G/uL` is gauss per uL [10^9/uL]");
    assert_eq!(refused("G/mL"), "`G/mL` is gauss per mL [10^9/mL]");
    assert_eq!(refused("T/mL"), "`T/mL` is tesla per mL [10^12/mL]");
    assert_eq!(refused("K/L"), "`K/L` is kelvin per L [10^3/L]");
    assert!(Unit::parse("M/L").is_err() && Unit::parse("k/L").is_err());
    // Only where the count stands first.
    assert!(Unit::parse("mg/K").is_ok() && Unit::parse("J/K/L").is_ok() && Unit::parse("K.L").is_ok());
}

#[test]
fn powers_of_ten_and_periods_have_their_spellings() {
    for text in ["10^9/L", "10*9/L", "10e9/L", "10E9/L", "x10^9/L", "X10*9/L", "10*^9/L"] {
        assert_eq!(unit(text).text(), "10*9/L", "{text}");
    }
    assert_eq!(unit("10^9{cells}/L").text(), "10*9{cells}/L");
    assert_eq!(refused("10^/L"), "`10^/L` has a 10 without its power []");
    assert!(refused("10e/L").starts_with("`10e/L` is not a unit"));
    for wrong in ["10^/L", "10^{cells}/L", "10^9x/L", "10/x/L", "x9/L"] {
        assert!(Unit::parse(wrong).is_err(), "{wrong}");
    }
    for (text, plain) in [
        ("mg/24h", "mg/(24.h)"),
        ("mg/8hrs", "mg/(8.h)"),
        ("mg/2d", "mg/(2.d)"),
        ("mg/3weeks", "mg/(3.wk)"),
        ("mL/5mins", "mL/(5.min)"),
        ("mg/h", "mg/h"),
        ("mg/hours", "mg/h"),
    ] {
        assert_eq!(unit(text).text(), plain, "{text}");
    }
    assert!(Unit::parse("mg/24months").is_err(), "24 calendar months are no period");
}

#[test]
fn braces_stay_whole() {
    assert_eq!(unit("{a/b.c(d)}/L").text(), "{a/b.c(d)}/L");
    assert_eq!(unit("mg{a/b}/L").text(), "mg{a/b}/L");
    assert_eq!(unit("mg{each/day/alone}/L").text(), "mg{each/day/alone}/L", "what stands in braces is no unit");
    assert_eq!(unit("cells{CD4}/uL").text(), "{cells}/uL");
    assert_eq!(unit("mcg{x}/L").text(), "ug{x}/L");
    converts("mg{a/b}/L", "mg/L", "1");
    converts("g/(L.h)", "g/L/h", "1");
}

#[test]
fn temperatures_and_electricity_are_told_apart() {
    assert_eq!(unit("°C").text(), "Cel");
    assert_eq!(unit("°F").text(), "[degF]");
    assert_eq!(refused("C"), "`C` is not a temperature [Cel]");
    assert_eq!(refused("F"), "`F` is not a temperature [[degF]]");
    assert!(Unit::parse("C/s").is_ok() && Unit::parse("F/m").is_ok());
    assert!(Unit::parse("°X").is_err());
    assert!(Unit::parse("mCel").is_err(), "a prefix before a temperature with its own zero");
    assert!(Unit::parse("m[degF]").is_err());
}

#[test]
fn a_slip_gets_the_nearest_unit() {
    for (written, near) in [("UMOL/L", "umol/L"), ("mmol/LL", "mmol/L"), ("ug/mll", "ug/mL"), ("Weks", "weeks")] {
        assert_eq!(Unit::parse(written).unwrap_err().suggestion.as_deref(), Some(near), "{written}");
    }
    assert_eq!(Unit::parse("qqqq").unwrap_err().suggestion, None);
    assert_eq!(Unit::parse("mg/dLL").unwrap_err().help().as_deref(), Some("did you mean `mg/dL`?"));
    assert_eq!(Unit::parse("qqqq").unwrap_err().help(), None);
}
