//! The numbers of a protocol's sentence that a rule should use: those with a unit, and those behind words such as `at least`.
//!
//! Class IV, type 2, CD19, SLEDAI-2K, 2019 EULAR/ACR, 3.1 and the like are names and no numbers: they have no unit and no word
//! of comparison before them.

use super::quantity::{Counted, Quantity};
use crate::value::Number;

/// A number of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) quantity: Quantity,
    /// As the sentence writes it, with its unit.
    pub(crate) text: String,
}

/// Words before a number that say that it bounds something.
const BOUNDING: &[&str] = &[
    "at least",
    "at most",
    "more than",
    "less than",
    "fewer than",
    "no more than",
    "above",
    "below",
    "over",
    "under",
    "up to",
    "exceeding",
    "exceeds",
    "minimum of",
    "maximum of",
    "exactly",
    "greater than",
    "lower than",
    "higher than",
    "equal to",
    "or equal to",
    ">=",
    "<=",
    ">",
    "<",
    "≥",
    "≤",
    "score of",
];

/// Numbers as words.
const WORDS: &[(&str, i64)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("twelve", 12),
];

/// Units without a solidus that are no words of a sentence.
const UNITS: &[&str] = &[
    "%", "mg", "g", "kg", "cm", "ug", "µg", "ng", "mmHg", "mm[Hg]", "IU", "U", "mL", "L", "mmol", "umol", "µmol", "ms",
    "msec", "kPa", "bpm", "pg", "mEq",
];

/// A word of a sentence, without the punctuation around it.
#[derive(Clone, Copy, Debug)]
struct Word<'s> {
    text: &'s str,
    /// Whether a comma, full stop, semicolon or parenthesis stands behind it.
    ends: bool,
}

/// The numbers of a sentence that a rule should use.
pub(crate) fn said(sentence: &str) -> Vec<Said> {
    let words = words(sentence);
    let mut found: Vec<Said> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let (read, taken) = match (titre(word.text), number(word.text)) {
            (Some(titre), _) => (Some(titre), 1),
            (None, Some((number, rest))) => with_unit(&words, at, number, rest),
            (None, None) => (in_words(&words, at), 1),
        };
        found.extend(read);
        at += taken.max(1);
    }
    found
}

/// Every whole number of a text, as digits or as a word, whatever stands before it.
pub(crate) fn any_whole(text: &str) -> Vec<Number> {
    let of_word = |word: &str| {
        named(word).or_else(|| Number::parse(word).filter(|_| word.starts_with(|letter: char| letter.is_ascii_digit())))
    };
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter_map(of_word).collect()
}

/// The number that a word says.
fn named(word: &str) -> Option<Number> {
    let (_, number) = WORDS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name))?;
    Some(Number::whole(*number))
}

fn words(sentence: &str) -> Vec<Word<'_>> {
    let outside = |letter: char| matches!(letter, ',' | ';' | '(' | ')' | ':' | '.' | '"' | '\'' | '?' | '!');
    sentence
        .split(|letter: char| letter.is_whitespace() || letter == '–' || letter == '—')
        .filter_map(|raw| {
            let text = raw.trim_matches(outside);
            let behind = raw.len() - raw.trim_end_matches(outside).len();
            (!text.is_empty()).then_some(Word { text, ends: behind > 0 })
        })
        .collect()
}

/// The number with which a word begins, and the rest of it: `1,500`, `0.7`, `28-day`, `100/uL`, `10^9/L` is none.
fn number(word: &str) -> Option<(Number, &str)> {
    let digits = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let bare = word.trim_start_matches(['≥', '≤', '>', '<', '=', '~']);
    let end = bare.find(|letter| !digits(letter)).unwrap_or(bare.len());
    let (digits, rest) = bare.split_at(end);
    if !digits.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let plain = match digits.split_once(',') {
        // A comma before three digits parts thousands.
        Some((before, after)) if after.len() == 3 && !after.contains(',') => format!("{before}{after}"),
        Some(_) => return None,
        None => digits.to_owned(),
    };
    Some((Number::parse(&plain)?, rest))
}

/// A number with the unit behind it, and how many words the two are.
fn with_unit(words: &[Word<'_>], at: usize, number: Number, rest: &str) -> (Option<Said>, usize) {
    let Some(word) = words.get(at) else { return (None, 1) };
    let rest = rest.trim_start_matches('-');
    if !rest.is_empty() {
        // `18-65 years`, `7.5-30 mg/day`: the unit of the second is that of both.
        if let Some((upper, after)) = self::number(rest) {
            let (read, taken) = with_unit(words, at, upper, after);
            return (read, taken);
        }
        let read = unit(rest).and_then(|unit| Quantity::read(number, Some(unit)));
        let sized = read.filter(|_| !is_a_collection(number, rest));
        return (sized.map(|quantity| Said { quantity, text: word.text.to_owned() }), 1);
    }
    if !word.ends
        && let Some((quantity, taken)) = unit_behind(words, at + 1, number)
    {
        let text: Vec<&str> = words.iter().skip(at).take(taken + 1).map(|word| word.text).collect();
        let text = text.join(" ");
        return (Some(Said { quantity, text }).filter(|_| !is_named_day(words, at)), taken + 1);
    }
    // `from 18 to 65 years`, `between 25 and 60 mL/min`: the unit stands behind the second.
    let joins = words.get(at + 1).is_some_and(|word| matches!(word.text, "to" | "and" | "or" | "below"));
    if joins && !word.ends {
        let second = if words.get(at + 2).is_some_and(|word| word.text == "below") { at + 3 } else { at + 2 };
        if let Some((_, "")) = words.get(second).and_then(|word| self::number(word.text))
            && words.get(second).is_some_and(|word| !word.ends)
            && let Some((quantity, taken)) = unit_behind(words, second + 1, number)
        {
            let unit: Vec<&str> = words.iter().skip(second + 1).take(taken).map(|word| word.text).collect();
            let text = format!("{} {}", word.text, unit.join(" "));
            return (Some(Said { quantity, text }), 1);
        }
    }
    let strong =
        is_bounded(words, at) || ends_a_range(words, at, number) || word.text.starts_with(['≥', '≤', '>', '<']);
    let strong = strong && number > Number::ZERO && !is_a_year(number);
    let quantity = Quantity::new(number, Counted::Nothing);
    (strong.then(|| Said { quantity, text: word.text.to_owned() }), 1)
}

/// The unit that begins with a word, and how many words it is.
fn unit_behind(words: &[Word<'_>], at: usize, number: Number) -> Option<(Quantity, usize)> {
    let text = |place: usize| words.get(place).map_or("", |word| word.text);
    if matches!(text(at), "x" | "×" | "times" | "X") {
        let limit = (at + 1..at + 6).find(|place| matches!(text(*place), "ULN" | "limit" | "LLN"))?;
        return Some((Quantity::new(number, Counted::Limits), limit + 1 - at));
    }
    let first = text(at);
    if matches!(first, "hours" | "hour") && number <= Number::whole(48) {
        return None;
    }
    let two = format!("{first}{}", text(at + 1));
    if words.get(at).is_some_and(|word| !word.ends)
        && two.ends_with("m2")
        && first.contains('/')
        && let Some(quantity) = Quantity::read(number, Some(&two))
    {
        return Some((quantity, 2));
    }
    Some((Quantity::read(number, Some(unit(first)?))?, 1))
}

/// A word that is a unit, as rules write it.
fn unit(word: &str) -> Option<&str> {
    let time = matches!(
        word,
        "day"
            | "days"
            | "week"
            | "weeks"
            | "month"
            | "months"
            | "year"
            | "years"
            | "half-lives"
            | "half-life"
            | "hours"
    );
    match word {
        "mmHg" => Some("mm[Hg]"),
        "msec" => Some("ms"),
        _ => (time || UNITS.contains(&word) || word.contains('/')).then_some(word),
    }
}

/// Whether a number and unit name a collection or a rhythm rather than bound anything: `24-hour`.
fn is_a_collection(number: Number, unit: &str) -> bool {
    matches!(unit, "hour" | "hours" | "h") && number <= Number::whole(48)
}

/// Whether the word before says that the number is a name: `Day 1`, `every 2 weeks`.
fn is_named_day(words: &[Word<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|place| words.get(place)).map_or("", |word| word.text);
    matches!(before, "every" | "Day" | "day" | "Week" | "week" | "Visit" | "visit")
}

fn is_bounded(words: &[Word<'_>], at: usize) -> bool {
    let before: Vec<&str> = (1..=3)
        .filter_map(|back| at.checked_sub(back).and_then(|place| words.get(place)))
        .take_while(|word| !word.ends)
        .map(|word| word.text)
        .collect();
    (1..=before.len()).any(|length| {
        let mut phrase: Vec<&str> = before.iter().take(length).copied().collect();
        phrase.reverse();
        BOUNDING.contains(&phrase.join(" ").to_lowercase().as_str())
    })
}

/// Whether a number ends a range of whole numbers: `ECOG 0 to 2`, `0 or 1`.
fn ends_a_range(words: &[Word<'_>], at: usize, number: Number) -> bool {
    let word = |back: usize| at.checked_sub(back).and_then(|place| words.get(place)).filter(|word| !word.ends);
    let joined = word(1).is_some_and(|word| matches!(word.text, "to" | "or"));
    let first = word(2).and_then(|word| self::number(word.text)).filter(|(_, rest)| rest.is_empty());
    joined && first.is_some_and(|(first, _)| first < number && number <= Number::whole(20))
}

fn is_a_year(number: Number) -> bool {
    number.is_whole() && (1900..2100).contains(&number.floor())
}

fn titre(word: &str) -> Option<Said> {
    let end = word.trim_start_matches(['≥', '≤', '>', '<', '=']).strip_prefix("1:")?;
    let number = Number::parse(end)?;
    Some(Said { quantity: Quantity::new(number, Counted::Titre), text: word.to_owned() })
}

/// A number as a word, where a word of comparison stands before it: `at least two`.
fn in_words(words: &[Word<'_>], at: usize) -> Option<Said> {
    let word = words.get(at)?;
    let number = named(word.text)?;
    let timed = (!word.ends).then(|| unit_behind(words, at + 1, number)).flatten();
    if let Some((quantity, taken)) = timed {
        let text: Vec<&str> = words.iter().skip(at).take(taken + 1).map(|word| word.text).collect();
        return Some(Said { quantity, text: text.join(" ") });
    }
    // One of something is any of it, which rules say without a number.
    (number > Number::ONE && is_bounded(words, at))
        .then(|| Said { quantity: Quantity::new(number, Counted::Nothing), text: word.text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn numbers_that_bound_something_are_read_and_names_are_not() {
        let sentences = [
            "Age from 18 to 65 years",
            "Age 18 to 65 years at consent",
            "ANA at least 1:80, anti-dsDNA at least 30 IU/mL by ELISA",
            "Any of class III, IV-S or IV-G, type 2, CD19, anti-C1q, SLEDAI-2K, 2019 EULAR/ACR, COVID-19",
            "SLEDAI-2K at least 8, not counting headache",
            "Creatinine below 221.0 umol/L (2.5 mg/dL)",
            "eGFR from 25 to below 75 mL/min/1.73 m2 by CKD-EPI",
            "AST and ALT below 3 times the upper limit of normal",
            "ALT > 3 x ULN",
            "at least two of: mycophenolate, azathioprine; one of them for 3 months",
            "proteinuria at least 1,500 mg in 24 hours, or 24-hour protein above 2 g/day",
            "3.1: prednisolone at least 0.7 mg/kg/day",
            "within 28 days before Day 1",
            "ECOG performance status 0 or 1",
            "500 mg every 2 weeks",
            "platelets ≥ 50 x 10^9/L",
            "CD3-positive T cells at least 100/uL",
            "ejection fraction above 50%, within a 6-month window",
        ];
        let read: Vec<String> = sentences
            .iter()
            .map(|sentence| {
                let texts: Vec<String> = said(sentence).into_iter().map(|said| said.text).collect();
                format!("{sentence}\n    {}", texts.join(" | "))
            })
            .collect();
        insta::assert_snapshot!(read.join("\n"));
    }
}
