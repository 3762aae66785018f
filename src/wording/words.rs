//! How numbers, dates, ages and lists are put into words.

use super::unit::{clinical, shown};
use crate::value::{Day, DaySpan, Limit, Number, Range};

/// `1 day`, `2 days`: a count with its noun, which takes an `s` for the plural.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {}", plural(noun)) }
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix("criterion") {
        Some(before) => format!("{before}criteria"),
        None => format!("{noun}s"),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed<S: AsRef<str>>(items: &[S], last: &str) -> String {
    let Some((end, rest)) = items.split_last() else {
        return String::new();
    };
    if rest.is_empty() {
        return end.as_ref().to_owned();
    }
    let before: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
    // Items that hold commas themselves are kept apart by semicolons.
    if items.iter().any(|item| item.as_ref().contains(", ")) {
        return format!("{}; {last} {}", before.join("; "), end.as_ref());
    }
    format!("{} {last} {}", before.join(", "), end.as_ref())
}

/// The first few of a list, and how many more there are.
pub(crate) fn first_few(items: &[String], most: usize, last: &str) -> String {
    if items.len() <= most {
        return listed(items, last);
    }
    let shown: Vec<&str> = items.iter().take(most).map(String::as_str).collect();
    let between = if shown.iter().any(|item| item.contains(", ")) { "; " } else { ", " };
    format!("{} and {} more", shown.join(between), items.len() - most)
}

/// The text with its first letter large, for the beginning of a sentence; `eGFR` and `mTOR` stay as they are.
pub(crate) fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    if text.chars().nth(1).is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Names of people that begin a title and keep their large letter.
const EPONYMS: [&str; 17] = [
    "Behcet",
    "Castleman",
    "Child",
    "Crohn",
    "Crohn's",
    "Cushing",
    "Epstein",
    "Graves",
    "Guillain",
    "Hashimoto",
    "Hodgkin",
    "Kaposi",
    "Karnofsky",
    "Lansky",
    "Raynaud",
    "Sjogren",
    "Takayasu",
];

/// A title as it stands inside a sentence: its first letter small, unless it is an abbreviation or somebody's name.
pub(crate) fn in_sentence(title: &str) -> String {
    let first = title.split([' ', ',', '-', '/']).next().unwrap_or_default();
    let plain =
        first.chars().skip(1).all(|letter| letter.is_lowercase() || letter == '\'') && first.chars().count() > 1;
    if !plain || EPONYMS.contains(&first) {
        return title.to_owned();
    }
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A name with spaces instead of underscores.
pub(crate) fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

/// `19 days old`, `8 months old`; in days up to three months, for which windows are counted in days.
pub(crate) fn age_in_words(event: Day, as_of: Day) -> String {
    let days = as_of.0.saturating_sub(event.0);
    match days {
        0 => "today".to_owned(),
        ..0 => format!("{} ahead", counted(days.unsigned_abs() as usize, "day")),
        1..=92 => format!("{} old", counted(days.unsigned_abs() as usize, "day")),
        _ if as_of.months_since(event) < 24 => {
            format!("{} old", counted(as_of.months_since(event).unsigned_abs() as usize, "month"))
        }
        _ => format!("{} old", counted(as_of.years_since(event).unsigned_abs() as usize, "year")),
    }
}

/// `on 2026-11-02`, `in 2026-11`, `between 2026-01-03 and 2026-02-05`.
pub(crate) fn when(span: DaySpan) -> String {
    if let Some(day) = span.known() {
        return format!("on {day}");
    }
    match (span.first.is_real(), span.last.is_real()) {
        (false, false) => "on a date that is not known".to_owned(),
        (true, false) => format!("on or after {}", span.first),
        (false, true) => format!("on or before {}", span.last),
        (true, true) => match span.to_string() {
            text if text.contains('/') => format!("between {} and {}", span.first, span.last),
            text => format!("in {text}"),
        },
    }
}

/// How exactly a date is known, where not to the day.
pub(crate) fn imprecision(span: DaySpan) -> Option<String> {
    if span.known().is_some() || !span.first.is_real() && !span.last.is_real() {
        return None;
    }
    let text = span.to_string();
    Some(match text.len() {
        4 => format!("the date is known only to the year ({text})"),
        7 => format!("the date is known only to the month ({text})"),
        _ => format!("the date is known only as {text}"),
    })
}

/// `2023-01 to 2024-06`, `since 2023-01, ongoing`.
pub(crate) fn period(start: DaySpan, end: DaySpan) -> String {
    let began = start.first.is_real() || start.last.is_real();
    if end == DaySpan::NEVER {
        return if began { format!("since {start}, ongoing") } else { "ongoing, start not recorded".to_owned() };
    }
    let ended = end.last.is_real();
    match (began, ended) {
        (true, true) if start == end => start.to_string(),
        (true, true) => format!("{start} to {end}"),
        (true, false) => format!("from {start}, end not recorded"),
        (false, true) => format!("until {end}, start not recorded"),
        (false, false) => "dates not recorded".to_owned(),
    }
}

/// `from 2026-02-22 to 2026-11-22`, `up to 2026-11-22` or `ever`.
pub(crate) fn from_to(from: Day, to: Day) -> String {
    match (from.is_real(), to.is_real()) {
        (true, true) if from == to => format!("on {from}"),
        (true, true) => format!("from {from} to {to}"),
        (false, true) => format!("up to {to}"),
        (true, false) => format!("from {from} on"),
        (false, false) => "at any time".to_owned(),
    }
}

/// `between 2026-02-22 and 2026-11-22`, for a question.
pub(crate) fn between(from: Day, to: Day) -> String {
    if from.is_real() && to.is_real() && from != to { format!("between {from} and {to}") } else { from_to(from, to) }
}

/// A number with its unit, `0.8 g/g`.
pub(crate) fn with_unit(number: Number, unit: &str) -> String {
    amount(&shown(number), unit)
}

/// A number in words with its unit as clinicians write it.
pub(crate) fn amount(number: &str, unit: &str) -> String {
    let unit = clinical(unit);
    if unit.is_empty() { number.to_owned() } else { format!("{number} {unit}") }
}

/// What a range of numbers says, with its unit: `0.8 g/g`, `< 0.2 g/g`, `2 to 5 g/g`.
pub(crate) fn range(range: &Range, unit: &str) -> String {
    let both = |low: Number, high: Number| format!("{} to {}", shown(low), with_unit(high, unit));
    match (range.low, range.high) {
        (Limit::Open, Limit::Open) => "of any size".to_owned(),
        (Limit::Open, Limit::At(high)) => format!("≤ {}", with_unit(high, unit)),
        (Limit::Open, Limit::Beyond(high)) => format!("< {}", with_unit(high, unit)),
        (Limit::At(low), Limit::Open) => format!("≥ {}", with_unit(low, unit)),
        (Limit::Beyond(low), Limit::Open) => format!("> {}", with_unit(low, unit)),
        (Limit::At(low), Limit::Beyond(high)) if low == Number::ZERO => format!("< {}", with_unit(high, unit)),
        (Limit::At(low), Limit::At(high)) if low == high => with_unit(low, unit),
        (Limit::At(low) | Limit::Beyond(low), Limit::At(high) | Limit::Beyond(high)) => both(low, high),
    }
}

/// What a range of titres says, each by its denominator: `1:80`.
pub(crate) fn titre(range: &Range) -> String {
    let one = |number: Number| format!("1:{number}");
    match (range.low, range.high) {
        (Limit::At(low), Limit::At(high)) if low == high => one(low),
        (Limit::Open, Limit::Open) => "of any titre".to_owned(),
        (Limit::Open, Limit::At(high)) => format!("≤ {}", one(high)),
        (Limit::Open, Limit::Beyond(high)) => format!("< {}", one(high)),
        (Limit::At(low), Limit::Open) => format!("≥ {}", one(low)),
        (Limit::Beyond(low), Limit::Open) => format!("> {}", one(low)),
        (Limit::At(low) | Limit::Beyond(low), Limit::At(high) | Limit::Beyond(high)) => {
            format!("{} to {}", one(low), one(high))
        }
    }
}

/// Splits `0.8 g/g` into its number and its unit; `None` if it does not begin with a plain number.
pub(crate) fn number_and_unit(text: &str) -> Option<(Number, &str)> {
    let text = text.trim();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    Some((Number::parse(number)?, unit.trim()))
}

/// One in the last place of a number as somebody wrote it: 0.1 for `1.0 g/g`.
#[cfg(feature = "workbench")]
pub(crate) fn last_place(written: &str) -> Option<Number> {
    let digits = written.split_whitespace().next()?;
    let places = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    Number::ratio(1, 10i128.checked_pow(u32::try_from(places).ok()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn counts_take_the_right_number() {
        assert_eq!(counted(1, "day"), "1 day");
        assert_eq!(counted(0, "blocking criterion"), "0 blocking criteria");
        assert_eq!(listed(&["a", "b", "c"], "or"), "a, b or c");
        assert_eq!(listed(&["a, or b", "c"], "and"), "a, or b; and c");
        assert_eq!(first_few(&["a".into(), "b".into(), "c".into()], 2, "and"), "a, b and 1 more");
    }

    #[test]
    fn ages_are_in_days_while_windows_are() {
        let as_of = day("2026-11-21");
        assert_eq!(age_in_words(day("2026-11-20"), as_of), "1 day old");
        assert_eq!(age_in_words(day("2026-08-21"), as_of), "92 days old");
        assert_eq!(age_in_words(day("2025-03-21"), as_of), "20 months old");
        assert_eq!(age_in_words(day("2020-11-22"), as_of), "5 years old");
        assert_eq!(age_in_words(day("2026-11-24"), as_of), "3 days ahead");
        assert_eq!(age_in_words(as_of, as_of), "today");
    }

    #[test]
    fn periods_say_what_is_not_recorded() {
        let start = DaySpan::parse("2023-01").expect("a month");
        assert_eq!(period(start, DaySpan::NEVER), "since 2023-01, ongoing");
        assert_eq!(period(start, DaySpan::between(start.first, Day::MAX)), "from 2023-01, end not recorded");
        assert_eq!(period(DaySpan::ANY, DaySpan::ANY), "dates not recorded");
    }

    #[test]
    fn censored_numbers_read_as_written() {
        let below =
            Range { low: Limit::At(Number::ZERO), high: Limit::Beyond(Number::parse("0.2").expect("a number")) };
        assert_eq!(range(&below, "g/g"), "< 0.2 g/g");
        assert_eq!(titre(&Range::point(Number::whole(80))), "1:80");
        assert_eq!(number_and_unit("0.50 g/g"), Some((Number::parse("0.5").expect("a number"), "g/g")));
        assert_eq!(number_and_unit("1:80"), None);
    }

    #[test]
    fn names_and_abbreviations_keep_their_large_letters() {
        assert_eq!(in_sentence("Kidney biopsy"), "kidney biopsy");
        assert_eq!(in_sentence("Anti-CD20 antibodies"), "anti-CD20 antibodies");
        assert_eq!(in_sentence("Sjogren syndrome"), "Sjogren syndrome");
        assert_eq!(in_sentence("HIV infection"), "HIV infection");
        assert_eq!(in_sentence("CD3-positive T cells"), "CD3-positive T cells");
    }
}
