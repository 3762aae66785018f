use super::*;

fn number(text: &str) -> Number {
    Number::parse(text).unwrap_or_else(|| panic!("{text}"))
}

fn ratio(numerator: i128, denominator: i128) -> Number {
    Number::ratio(numerator, denominator).unwrap()
}

#[test]
fn fractions_are_reduced_and_carry_their_sign_above() {
    let parts = |number: Number| (number.numerator(), number.denominator());
    assert_eq!(parts(ratio(6, -4)), (-3, 2));
    assert_eq!(parts(ratio(-6, -4)), (3, 2));
    assert_eq!(parts(ratio(0, -4)), (0, 1));
    // Larger than 64 bits before they are reduced.
    assert_eq!(parts(ratio(3 << 70, 1 << 71)), (3, 2));
    assert_eq!(parts(ratio(1 << 100, 3 << 99)), (2, 3));
    assert_eq!(parts(ratio(5, 5 << 70 >> 68)), (1, 4));
}

#[test]
fn what_does_not_fit_is_nothing() {
    let (least, most) = (i128::from(i64::MIN), i128::from(i64::MAX));
    assert_eq!(Number::ratio(most, 1), Some(Number::whole(i64::MAX)));
    assert_eq!(Number::ratio(least, 1), Some(Number::whole(i64::MIN)));
    assert_eq!(Number::ratio(most + 1, 1), None);
    assert_eq!(Number::ratio(least - 1, 1), None);
    assert_eq!(Number::ratio(1, most + 1), None);
    assert_eq!(Number::ratio(1, 0), None);
    assert_eq!(Number::whole(i64::MIN).negated(), None);
    assert_eq!(Number::whole(i64::MIN).plus(Number::whole(-1)), None);
    assert_eq!(Number::whole(i64::MAX).times(Number::whole(2)), None);
    assert_eq!(ratio(1, most).over(Number::whole(2)), None);
}

#[test]
fn numbers_are_read_as_they_are_written() {
    for (text, top, bottom) in [
        ("12", 12, 1),
        ("+12", 12, 1),
        ("-0.5", -1, 2),
        ("0.05", 1, 20),
        ("1.10", 11, 10),
        ("10.01", 1001, 100),
        ("2.5e6", 2_500_000, 1),
        ("2.5E1", 25, 1),
        ("2.5e+0", 5, 2),
        ("-3e-2", -3, 100),
        ("1.0000000000000000000000000000000000000000", 1, 1),
        ("9223372036854775807", i64::MAX.into(), 1),
        ("-9223372036854775808", i64::MIN.into(), 1),
        ("1e18", 1_000_000_000_000_000_000, 1),
        ("1e-18", 1, 1_000_000_000_000_000_000),
    ] {
        assert_eq!(Number::parse(text), Number::ratio(top, bottom), "{text}");
        assert!(Number::parse(text).is_some(), "{text}");
    }
    for wrong in [
        "",
        "-",
        "+",
        ".",
        "1.",
        ".5",
        "-.5",
        "1.a",
        "a.1",
        "1.-5",
        "1e",
        "e5",
        "1e1.5",
        "1 ",
        "--1",
        "+-1",
        "1.5.1",
        "1,5",
        "x",
        "½",
        "9223372036854775808",
        "-9223372036854775809",
        "1e19",
        "1e-19",
        "1e40",
        "1e-40",
        "1e-2147483648",
        "0.1e-2147483648",
    ] {
        assert_eq!(Number::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn what_comes_back_from_floating_point_is_rounded_to_its_decimals() {
    assert_eq!(Number::from_rounded(1.25, 1), Some(number("1.3")));
    assert_eq!(Number::from_rounded(-1.25, 1), Some(number("-1.3")));
    assert_eq!(Number::from_rounded(2.0 / 3.0, 3), Some(number("0.667")));
    assert_eq!(Number::from_rounded(41.4, 0), Some(number("41")));
    assert_eq!(Number::from_rounded(8.9e18, 0), Some(number("8.9e18")));
    for (value, decimals) in
        [(9.0e18, 0), (9.1e18, 0), (-9.0e18, 0), (9.0e17, 1), (f64::NAN, 2), (f64::INFINITY, 2), (1.0, 19)]
    {
        assert_eq!(Number::from_rounded(value, decimals), None, "{value}");
    }
    assert_eq!(ratio(-5, 4).to_f64(), -1.25);
}

#[test]
fn the_floor_is_never_greater() {
    for (top, bottom, floor) in [(7, 2, 3), (-7, 2, -4), (6, 2, 3), (-6, 2, -3), (0, 1, 0), (-1, 9, -1)] {
        assert_eq!(ratio(top, bottom).floor(), floor, "{top}/{bottom}");
    }
    assert!(ratio(6, 2).is_whole());
    assert!(!ratio(7, 2).is_whole());
}

#[test]
fn order_is_exact_at_any_denominator() {
    assert!(ratio(1, 3) < ratio(1, 2));
    assert!(ratio(2, 3) > ratio(1, 2));
    assert!(ratio(-1, 3) > ratio(-1, 2));
    assert!(ratio(3, 7) > ratio(2, 7));
    // Both are the same in floating point.
    assert!(ratio(i64::MAX.into(), 2) > Number::whole(i64::MAX / 2));
    assert_eq!(ratio(i64::MAX.into(), 2).cmp(&ratio(i64::MAX.into(), 2)), Ordering::Equal);
}

#[test]
fn decimals_that_end_are_printed_whole_and_others_say_that_they_are_rounded() {
    for (top, bottom, printed) in [
        (0, 1, "0"),
        (5, 1, "5"),
        (-5, 1, "-5"),
        (1, 4, "0.25"),
        (-1, 2, "-0.5"),
        (-1, 20, "-0.05"),
        (1001, 100, "10.01"),
        (1, 1_000_000_000, "0.000000001"),
        (1, 3, "≈0.3333"),
        (-2, 3, "≈-0.6667"),
        (10_000, 3, "≈3333"),
        (20_000, 3, "≈6667"),
        (2999, 3, "≈999.7"),
        (3001, 3, "≈1000"),
        (2, 7000, "≈0.0002857"),
        (60_001, 30_000, "≈2"),
        (1, 1024, "≈0.0009766"),
        (1, 2_000_000_000, "≈0.000000001"),
        (1, 10_000_000_000, "≈0"),
        (-1, 10_000_000_000, "≈0"),
    ] {
        assert_eq!(ratio(top, bottom).to_string(), printed, "{top}/{bottom}");
    }
}
