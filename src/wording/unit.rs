//! Units and amounts as clinicians write them: `10*9/L` is `×10⁹/L`, `umol/L` is `µmol/L`, `mL/min/1.73m2` is
//! `mL/min/1.73m²`. What is computed with keeps its UCUM spelling; only what is read changes.

use crate::value::Number;

/// Whole units that are words.
const WHOLE: [(&str, &str); 7] =
    [("1", ""), ("a", "years"), ("mo", "months"), ("wk", "weeks"), ("d", "days"), ("Cel", "°C"), ("[degF]", "°F")];

/// Units below a stroke that are words.
const BELOW: [(&str, &str); 4] = [("d", "day"), ("wk", "week"), ("mo", "month"), ("a", "year")];

/// A unit as clinicians write it.
pub(crate) fn clinical(unit: &str) -> String {
    if let Some((_, said)) = WHOLE.iter().find(|(ucum, _)| *ucum == unit) {
        return (*said).to_owned();
    }
    let factors = unit.split('/').enumerate().map(|(place, factor)| match BELOW.iter().find(|own| own.0 == factor) {
        Some((_, said)) if place > 0 => (*said).to_owned(),
        _ => said_factor(factor),
    });
    factors.collect::<Vec<_>>().join("/")
}

/// One factor of a unit.
fn said_factor(factor: &str) -> String {
    let power = factor.strip_prefix("10*").or_else(|| factor.strip_prefix("10^"));
    if let Some(power) = power {
        let digits = power.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(power.len());
        let (power, rest) = power.split_at_checked(digits).unwrap_or((power, ""));
        return format!("×10{}{}", raised(power), said_factor(rest));
    }
    let mut said = String::new();
    let mut letters = factor.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '{' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != '}').collect();
                let between = if said.is_empty() { "" } else { " " };
                said.push_str(between);
                said.push_str(&annotation(&inside));
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                said.push_str(inside.trim_end_matches("'U"));
            }
            'u' if is_micro(&said) && letters.peek().is_some_and(|next| "gmLUlKk[".contains(*next)) => said.push('µ'),
            '1'..='9' if said.ends_with(char::is_alphabetic) => said.push_str(&raised(&letter.to_string())),
            other => said.push(other),
        }
    }
    said
}

/// Whether a `u` here begins a factor, and so means a millionth.
fn is_micro(before: &str) -> bool {
    before.is_empty() || before.ends_with(['.', '·'])
}

fn annotation(inside: &str) -> String {
    match inside {
        "creat" => "creatinine".to_owned(),
        other => other.replace('_', " ").replace("m2", "m²"),
    }
}

fn raised(digits: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let of = |digit: char| digit.to_digit(10).and_then(|digit| RAISED.get(digit as usize)).copied().unwrap_or(digit);
    digits.chars().map(of).collect()
}

/// A text in which each unit behind a number is written as clinicians do, and signs of comparison as in print.
pub(crate) fn clinical_text(text: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut after_number = false;
    for word in text.split(' ') {
        let kept = word.trim_end_matches([',', ';', ')', ':']);
        let rest = word.strip_prefix(kept).unwrap_or_default();
        said.push(match kept {
            ">=" => "≥".to_owned(),
            "<=" => "≤".to_owned(),
            unit if after_number && is_unit(unit) => format!("{}{rest}", clinical(unit)),
            _ => word.to_owned(),
        });
        after_number = is_number(kept.trim_start_matches(['(', '<', '>', '=', '≈', '-']));
    }
    said.join(" ")
}

fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
        && word.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
}

/// Whether a word behind a number can be a unit that is written otherwise; words of the language stay.
fn is_unit(word: &str) -> bool {
    word.contains(['/', '[', '{', '*', '^', '2', '3'])
        || word.starts_with('u') && word.len() < 6 && word != "until"
        || matches!(word, "Cel" | "d")
}

/// How many significant digits are said of a number that has more.
const DIGITS: u32 = 3;
/// How many digits are said before a number is rounded at all.
const MOST_DIGITS: usize = 5;

/// A number with no more digits than help; one that is rounded says so by `≈`.
pub(crate) fn shown(number: Number) -> String {
    shown_apart(number, None)
}

/// The same, with as many digits as keep it on its own side of another number.
pub(crate) fn shown_apart(number: Number, other: Option<Number>) -> String {
    let exact = number.to_string();
    let digits = exact.trim_start_matches(['-', '0', '.', '≈']).chars().filter(char::is_ascii_digit).count();
    if number.is_whole() || (digits <= MOST_DIGITS && !exact.starts_with('≈')) {
        return exact;
    }
    let apart = |rounded: &Number| other.is_none_or(|other| rounded.cmp(&other) == number.cmp(&other));
    let rounded = (DIGITS..9).filter_map(|digits| rounded(number, digits)).find(apart);
    rounded.map_or(exact, |rounded| if rounded == number { rounded.to_string() } else { format!("≈{rounded}") })
}

/// The number with so many significant digits; whole numbers keep all of theirs.
fn rounded(number: Number, digits: u32) -> Option<Number> {
    let size = if number < Number::ZERO { number.negated()? } else { number };
    let places = (0..9).find(|places| {
        let scaled = size.times(Number::whole(10i64.pow(*places)));
        scaled.is_some_and(|scaled| scaled >= Number::whole(10i64.pow(digits - 1)))
    })?;
    let scaled = number.times(Number::whole(10i64.pow(places)))?.plus(Number::ratio(1, 2)?)?;
    Number::ratio(i128::from(scaled.floor()), 10i128.pow(places))
}

/// Units that are words or letters alone; all others hold a stroke, a sign or a raised figure.
const PLAIN: [&str; 32] = [
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "half-lives",
    "hours",
    "min",
    "g",
    "kg",
    "mg",
    "µg",
    "ng",
    "L",
    "dL",
    "mL",
    "mmol",
    "µmol",
    "mol",
    "mmHg",
    "cm",
    "U",
    "IU",
    "GPL",
    "MPL",
    "APL",
    "point",
    "points",
    "s",
];

/// The text with every number and its unit on one line, by blanks that do not break.
pub(crate) fn unbroken(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut after_number = false;
    for (place, word) in text.split(' ').enumerate() {
        let unit = word.trim_end_matches([',', '.', ';', ':', ')']);
        let is_unit = PLAIN.contains(&unit) || unit.contains(['/', '%', '×', '²', '°']);
        match (place, after_number && is_unit) {
            (0, _) => {}
            (_, true) => kept.push('\u{a0}'),
            (_, false) => kept.push(' '),
        }
        kept.push_str(word);
        after_number = is_number(word.trim_start_matches('('));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).expect("a number")
    }

    #[test]
    fn units_read_as_in_a_report() {
        let pairs = [
            ("10*9/L", "×10⁹/L"),
            ("10^12/L", "×10¹²/L"),
            ("umol/L", "µmol/L"),
            ("/uL", "/µL"),
            ("mL/min/1.73m2", "mL/min/1.73m²"),
            ("mg/g{creat}", "mg/g creatinine"),
            ("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
            ("[IU]/mL", "IU/mL"),
            ("mm[Hg]", "mmHg"),
            ("[GPL'U]", "GPL"),
            ("g/d", "g/day"),
            ("g/m2", "g/m²"),
            ("mg/kg/day", "mg/kg/day"),
            ("points", "points"),
            ("g/g", "g/g"),
            ("1", ""),
        ];
        for (ucum, said) in pairs {
            assert_eq!(clinical(ucum), said);
        }
    }

    #[test]
    fn units_in_a_text_are_found_behind_numbers() {
        assert_eq!(clinical_text("61 umol/L = 0.69 mg/dL, 2 of 3"), "61 µmol/L = 0.69 mg/dL, 2 of 3");
        assert_eq!(clinical_text("value >= 0.5 g/m2"), "value ≥ 0.5 g/m²");
        assert_eq!(clinical_text("2 until 2026"), "2 until 2026");
    }

    #[test]
    fn rounding_says_so_and_never_crosses_the_threshold() {
        assert_eq!(shown(number("0.6900198")), "≈0.69");
        assert_eq!(shown(number("1.8099802")), "≈1.81");
        assert_eq!(shown(number("113.118")), "≈113");
        assert_eq!(shown(number("3.25")), "3.25");
        assert_eq!(shown(number("1234567")), "1234567");
        assert_eq!(shown(Number::ratio(10, 3).expect("a number")), "≈3.33");
        assert_eq!(shown_apart(number("2.4999078"), Some(number("2.5"))), "≈2.4999");
        assert_eq!(shown_apart(number("2.50004"), Some(number("2.5"))), "2.50004");
    }

    #[test]
    fn a_number_and_its_unit_stay_on_one_line() {
        assert_eq!(
            unbroken("at least 100 /µL, in the last 28 days."),
            "at least 100\u{a0}/µL, in the last 28\u{a0}days."
        );
        assert_eq!(unbroken("at least 2 results"), "at least 2 results");
    }
}
