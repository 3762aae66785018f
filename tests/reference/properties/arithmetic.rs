//! Numbers are exact, ranges hold what they must, days and months count as protocols do.

use enrol::value::{Comparison, Day, DaySpan, Length, Limit, Number, Range, Truth};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

#[test]
fn decimals_on_a_threshold_do_not_flip() {
    assert_eq!(number("1.1").times(Number::whole(3)), Some(number("3.3")));
    assert_eq!(number("0.1").plus(number("0.2")), Some(number("0.3")));
    let third = Number::ONE.over(Number::whole(3)).unwrap();
    assert_eq!(third.times(Number::whole(3)), Some(Number::ONE));
    assert_eq!(number("2.50"), number("2.5"));
    assert_eq!(Number::ONE.over(Number::ZERO), None);
    assert_eq!(Number::whole(i64::MAX).plus(Number::ONE), None);
}

#[test]
fn a_censored_value_settles_what_it_can() {
    let below = Range { low: Limit::At(Number::ZERO), high: Limit::Beyond(number("0.2")) };
    let compare = |comparison, than: &str| below.compare(comparison, &Range::point(number(than)));
    assert_eq!(compare(Comparison::Less, "0.2"), Truth::Met);
    assert_eq!(compare(Comparison::AtLeast, "0.2"), Truth::NotMet);
    assert_eq!(compare(Comparison::Equal, "0.2"), Truth::NotMet);
    assert_eq!(compare(Comparison::Less, "0.1"), Truth::Unknown);
    assert_eq!(compare(Comparison::AtLeast, "0"), Truth::Met);
    assert_eq!(compare(Comparison::Greater, "0"), Truth::Unknown);
    let above = Range { low: Limit::Beyond(number("10")), high: Limit::Open };
    assert_eq!(above.compare(Comparison::Greater, &Range::point(number("10"))), Truth::Met);
    assert_eq!(above.compare(Comparison::AtMost, &Range::point(number("10"))), Truth::NotMet);
    assert_eq!(Range::ANY.compare(Comparison::NotEqual, &Range::ANY), Truth::Unknown);
}

#[test]
fn months_are_clamped_to_the_end_of_shorter_ones() {
    assert_eq!(day("2026-03-31").plus_months(-1), day("2026-02-28"));
    assert_eq!(day("2024-03-31").plus_months(-1), day("2024-02-29"));
    assert_eq!(day("2026-08-31").plus_months(6), day("2027-02-28"));
    assert_eq!(Length::Months(6).before(day("2026-08-30")), Some(day("2026-02-28")));
    assert_eq!(day("2026-03-31").months_since(day("2026-02-28")), 1);
    assert_eq!(day("2026-02-28").months_since(day("2026-01-31")), 1);
}

#[test]
fn someone_born_on_29_february_has_the_birthday_on_1_march() {
    let born = day("2004-02-29");
    assert_eq!(day("2022-02-28").years_since(born), 17);
    assert_eq!(day("2022-03-01").years_since(born), 18);
    assert_eq!(day("2024-02-29").years_since(born), 20);
}

#[test]
fn the_38th_day_is_37_days_later() {
    assert_eq!(day("2026-01-01").plus_days(37), day("2026-02-07"));
    assert_eq!(day("2026-02-07").0 - day("2026-01-01").0, 37);
}

#[test]
fn the_ends_of_time_print_and_stay_where_they_are() {
    for end in [Day::MIN, Day::MAX] {
        assert_eq!(end.plus_days(5), end);
        assert_eq!(end.plus_months(-5), end);
        assert_eq!(end.to_string(), "an unknown day");
    }
    assert_eq!(Day(Day::MIN.0 + 1).to_string(), "an unknown day");
    assert_eq!(Day(Day::MAX.0 - 1).plus_months(1), Day::MAX);
}

#[test]
fn partial_dates_compare_by_all_that_they_could_be() {
    let span = |text: &str| DaySpan::parse(text).unwrap();
    assert_eq!(span("2025").before(span("2026")), Truth::Met);
    assert_eq!(span("2026").before(span("2026-06-01")), Truth::Unknown);
    assert_eq!(span("2026-06-01").at_most(span("2026-06-01")), Truth::Met);
    assert_eq!(span("2026-06-01").before(span("2026-06-01")), Truth::NotMet);
    assert_eq!(span("2027").at_most(span("2026")), Truth::NotMet);
    assert_eq!(DaySpan::parse("2026-02-30"), None);
    assert_eq!(DaySpan::parse("2025-02-29"), None);
    assert_eq!(DaySpan::parse("2026-05/2026-01"), None);
}

/// A number that may lie in a range, and one of the ranges that hold it.
fn held() -> impl Strategy<Value = (Number, Range)> {
    let small = (-40i64..40, 1i128..5).prop_map(|(top, bottom)| Number::ratio(top.into(), bottom).unwrap());
    (small, 0u8..4, 0u8..4, 1i64..9).prop_map(|(value, low, high, width)| {
        let width = Number::ratio(width.into(), 2).unwrap();
        let low = match low {
            0 => Limit::At(value),
            1 => Limit::Beyond(value.minus(width).unwrap()),
            2 => Limit::At(value.minus(width).unwrap()),
            _ => Limit::Open,
        };
        let high = match high {
            0 => Limit::At(value),
            1 => Limit::Beyond(value.plus(width).unwrap()),
            2 => Limit::At(value.plus(width).unwrap()),
            _ => Limit::Open,
        };
        (value, Range { low, high })
    })
}

fn holds(range: &Range, value: Number) -> bool {
    let above = match range.low {
        Limit::Open => true,
        Limit::At(low) => value >= low,
        Limit::Beyond(low) => value > low,
    };
    let below = match range.high {
        Limit::Open => true,
        Limit::At(high) => value <= high,
        Limit::Beyond(high) => value < high,
    };
    above && below
}

proptest! {
    #![proptest_config(super::cases(4000))]

    #[test]
    fn a_range_of_results_holds_every_result((a, range_a) in held(), (b, range_b) in held(), (factor, _) in held()) {
        prop_assert!(holds(&range_a, a) && holds(&range_b, b));
        prop_assert!(holds(&range_a.plus(&range_b), a.plus(b).unwrap()), "sum");
        prop_assert!(holds(&range_a.minus(&range_b), a.minus(b).unwrap()), "difference");
        prop_assert!(holds(&range_a.times(&range_b), a.times(b).unwrap()), "product {a} {range_a:?} {b} {range_b:?}");
        prop_assert!(holds(&range_a.scaled(factor), a.times(factor).unwrap()), "scaled");
        prop_assert!(holds(&range_a.min(&range_b), a.min(b)), "least");
        prop_assert!(holds(&range_a.max(&range_b), a.max(b)), "greatest");
        prop_assert!(holds(&range_a.hull(&range_b), a) && holds(&range_a.hull(&range_b), b), "either");
        if let Some(quotient) = a.over(b) {
            prop_assert!(holds(&range_a.over(&range_b), quotient), "quotient {a} {range_a:?} {b} {range_b:?}");
        }
    }

    #[test]
    fn a_settled_comparison_holds_for_what_lies_in_the_ranges((a, range_a) in held(), (b, range_b) in held()) {
        use Comparison::*;
        for comparison in [Less, AtMost, Equal, NotEqual, AtLeast, Greater] {
            let truth = range_a.compare(comparison, &range_b);
            let holds = comparison.holds(a.cmp(&b));
            prop_assert!(truth == Truth::Unknown || truth == Truth::of(holds), "{a} {comparison:?} {b}: {truth:?}");
        }
    }

    #[test]
    fn days_survive_printing_and_moving(days in -200_000i32..200_000, months in -400i32..400) {
        let day = Day(days);
        if let Some(span) = DaySpan::parse(&day.to_string()) {
            prop_assert_eq!(span, DaySpan::on(day));
        }
        let moved = day.plus_months(months);
        prop_assert!(moved.plus_months(-months) <= day.plus_days(3) && moved.plus_months(-months) >= day.plus_days(-3));
        if months >= 0 {
            prop_assert_eq!(moved.months_since(day), months);
        }
    }
}
