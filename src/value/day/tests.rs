use super::*;
use crate::value::Truth::{Met, NotMet, Unknown};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("{text}"))
}

fn span(text: &str) -> DaySpan {
    DaySpan::parse(text).unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn every_day_of_eight_centuries_has_the_date_after_the_one_before() {
    let leap = |year: i16| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let (mut year, mut month, mut of_month) = (1599i16, 1i8, 1i8);
    let mut days = Day::new(year, month, of_month).unwrap();
    while year < 2402 {
        assert_eq!(days.to_string(), format!("{year:04}-{month:02}-{of_month:02}"));
        let length = match month {
            2 => 28 + i8::from(leap(year)),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        of_month += 1;
        if of_month > length {
            (month, of_month) = (month + 1, 1);
        }
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
        days = Day(days.0 + 1);
    }
}

#[test]
fn days_are_counted_from_1970() {
    for (text, count) in [
        ("1970-01-01", 0),
        ("1969-12-31", -1),
        ("2000-03-01", 11_017),
        ("0001-01-01", -719_162),
        ("9999-12-31", 2_932_896),
    ] {
        assert_eq!(day(text), Day(count), "{text}");
        assert_eq!(Day(count).to_string(), text);
    }
    assert_eq!(Day::new(0, 12, 31), None, "there is no year nought");
    assert_eq!(Day::new(2025, 2, 29), None);
    assert_eq!(Day::new(2025, 13, 1), None);
}

#[test]
fn a_day_is_written_in_full() {
    for wrong in [
        "2026",
        "2026-11",
        "2026/ 2027",
        "2026-11-02/2026-11-02",
        "2026-11-2",
        "02026-01-01",
        "2026-001-01",
        "+202-01-01",
    ] {
        assert_eq!(Day::parse(wrong), None, "{wrong}");
    }
    assert_eq!(Day::parse("2026-11-02"), Day::new(2026, 11, 2));
}

#[test]
fn the_ends_of_time_are_no_days() {
    assert!(!Day::MIN.is_real() && !Day::MAX.is_real());
    assert!(Day(Day::MIN.0 + 1).is_real() && Day(Day::MAX.0 - 1).is_real());
    assert_eq!(Day(Day::MIN.0 + 1).plus_days(-5), Day::MIN);
    assert_eq!(Day(Day::MAX.0 - 1).plus_days(5), Day::MAX);
    assert_eq!(Day(Day::MAX.0 - 1).plus_days(i32::MAX), Day::MAX);
    assert_eq!(Day(Day::MAX.0 - 1).plus_months(0), Day::MAX);
    assert_eq!(Day(Day::MIN.0 + 1).plus_months(-1), Day::MIN);
    assert_eq!(day("9999-12-31").plus_months(1), Day::MAX);
    assert_eq!(Day::MIN.plus_months(1), Day::MIN);
    assert_eq!(Day::MAX.plus_days(-1), Day::MAX);
}

#[test]
fn birthdays_and_months_are_complete_on_the_day_itself() {
    let born = day("1960-06-15");
    for (text, years) in [
        ("2020-06-14", 59),
        ("2020-06-15", 60),
        ("2020-06-16", 60),
        ("2020-05-20", 59),
        ("2020-07-01", 60),
        ("1960-06-15", 0),
    ] {
        assert_eq!(day(text).years_since(born), years, "{text}");
    }
    for (text, months) in
        [("2026-03-14", 1), ("2026-03-15", 2), ("2027-03-15", 14), ("2025-12-15", -1), ("2026-01-15", 0)]
    {
        assert_eq!(day(text).months_since(day("2026-01-15")), months, "{text}");
    }
    assert_eq!(Day::MAX.years_since(born), 0);
    assert_eq!(Day::MAX.months_since(born), 0);
}

#[test]
fn a_partial_date_is_all_the_days_that_it_could_be() {
    assert_eq!(span("2024"), DaySpan::between(day("2024-01-01"), day("2024-12-31")));
    assert_eq!(span("2024-02"), DaySpan::between(day("2024-02-01"), day("2024-02-29")));
    assert_eq!(span("2024-12"), DaySpan::between(day("2024-12-01"), day("2024-12-31")));
    assert_eq!(span("2024-02-03"), DaySpan::on(day("2024-02-03")));
    assert_eq!(span("2024-02-03 / 2025"), DaySpan::between(day("2024-02-03"), day("2025-12-31")));
    assert_eq!(span("2024-02-03/2024-02-03"), DaySpan::on(day("2024-02-03")));
    assert_eq!(span("2024-06/2024-06").known(), None);
    for wrong in [
        "",
        "2024-",
        "2024-2",
        "2024-13",
        "2024-00",
        "2024-02-00",
        "2024-02-30",
        "2024-02-03-04",
        "20a4",
        "+202",
        "02024",
        "0000",
        "2024-02-03/2024-02-02",
        "2024/",
        "/2024",
        "2024-1a",
    ] {
        assert_eq!(DaySpan::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn the_same_day_is_at_most_and_not_before() {
    for (a, b, at_most, before) in [
        ("2026-06-01", "2026-06-01", Met, NotMet),
        ("2026-05-31", "2026-06-01", Met, Met),
        ("2026-06-02", "2026-06-01", NotMet, NotMet),
        ("2026-05", "2026-06", Met, Met),
        ("2026-06", "2026-05", NotMet, NotMet),
        ("2026-05/2026-06-01", "2026-06", Met, Unknown),
        ("2026-06", "2026-05/2026-06-01", Unknown, NotMet),
        ("2026-06", "2026-06", Unknown, Unknown),
    ] {
        assert_eq!(span(a).at_most(span(b)), at_most, "{a} on or before {b}");
        assert_eq!(span(a).before(span(b)), before, "{a} before {b}");
    }
}

#[test]
fn only_one_real_day_is_known() {
    assert_eq!(span("2026-06-01").known(), Some(day("2026-06-01")));
    assert_eq!(span("2026-06").known(), None);
    assert_eq!(DaySpan::NEVER.known(), None);
    assert_eq!(DaySpan::ANY.known(), None);
    assert!(DaySpan::ANY.is_unknown());
    assert!(!DaySpan::NEVER.is_unknown());
    assert!(!span("2026").is_unknown());
}

#[test]
fn a_hull_holds_both_and_nothing_more() {
    let both = DaySpan::between(day("2025-01-01"), day("2026-12-31"));
    assert_eq!(span("2025").hull(span("2026")), both);
    assert_eq!(span("2026").hull(span("2025")), both);
    assert_eq!(span("2025/2026").hull(span("2026-05")), both);
    let moved = span("2026-05").map(|day| day.plus_days(1));
    assert_eq!(moved, DaySpan::between(day("2026-05-02"), day("2026-06-01")));
}

#[test]
fn spans_are_printed_in_the_shortest_form_that_reads_back() {
    for text in
        ["2026", "2026-02", "2026-02-03", "2026-02-03/2026-02-04", "2026-01-01/2026-12-30", "2026-02-01/2026-03-01"]
    {
        assert_eq!(span(text).to_string(), text);
    }
    assert_eq!(span("2026-01/2026-12").to_string(), "2026");
    assert_eq!(span("2026-02-01/2026-02").to_string(), "2026-02");
    assert_eq!(DaySpan::ANY.to_string(), "an unknown date");
    assert_eq!(DaySpan::between(day("2026-02-03"), Day::MAX).to_string(), "2026-02-03 or later");
    assert_eq!(DaySpan::between(Day::MIN, day("2026-02-03")).to_string(), "2026-02-03 or earlier");
}
