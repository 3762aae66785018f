//! What is written in reports, as UCUM; and what must not be taken for what UCUM says.

use super::problem::UnitProblem;

/// Words of everyday reports and their UCUM atoms. Sorted by word.
const WORDS: &[(&str, &str)] = &[
    ("AI", "{AI}"),
    ("APL", "[APL'U]"),
    ("APL-U", "[APL'U]"),
    ("AU", "[arb'U]"),
    ("BAU", "[BAU]"),
    ("CU", "[CU]"),
    ("GPL", "[GPL'U]"),
    ("GPL-U", "[GPL'U]"),
    ("Gpt", "10*9"),
    ("HPF", "[HPF]"),
    ("INR", "{INR}"),
    ("IU", "[IU]"),
    ("LPF", "[LPF]"),
    ("MIU", "M[IU]"),
    ("MPL", "[MPL'U]"),
    ("MPL-U", "[MPL'U]"),
    ("Pct", "%"),
    ("RU", "[RU]"),
    ("SAU", "[SAU]"),
    ("SGU", "[SGU]"),
    ("SMU", "[SMU]"),
    ("THOU", "10*3"),
    ("Tpt", "10*12"),
    ("beats", "{beats}"),
    ("bpm", "/min"),
    ("breaths", "{breaths}"),
    ("cc", "mL"),
    ("cell", "{cells}"),
    ("cells", "{cells}"),
    ("cmm", "mm3"),
    ("copies", "{copies}"),
    ("copy", "{copies}"),
    ("cp", "{copies}"),
    ("cumm", "mm3"),
    ("day", "d"),
    ("days", "d"),
    ("gm", "g"),
    ("gms", "g"),
    ("hour", "h"),
    ("hours", "h"),
    ("hpf", "[HPF]"),
    ("hr", "h"),
    ("hrs", "h"),
    ("index", "{index}"),
    ("iu", "[IU]"),
    ("kIU", "k[IU]"),
    ("kU", "kU"),
    ("lakh", "10*5"),
    ("lakhs", "10*5"),
    ("lpf", "[LPF]"),
    ("mEq", "meq"),
    ("mIU", "m[IU]"),
    ("mOsm", "mosm"),
    ("mOsmol", "mosm"),
    ("mcL", "uL"),
    ("mcg", "ug"),
    ("mcl", "uL"),
    ("mcmol", "umol"),
    ("million", "10*6"),
    ("millions", "10*6"),
    ("mins", "min"),
    ("minute", "min"),
    ("minutes", "min"),
    ("mmHg", "mm[Hg]"),
    ("mmhg", "mm[Hg]"),
    ("mo", "mo"),
    ("month", "mo"),
    ("months", "mo"),
    ("msec", "ms"),
    ("nIU", "n[IU]"),
    ("pack_years", "{pack_years}"),
    ("percent", "%"),
    ("points", "{points}"),
    ("ratio", "1"),
    ("score", "{score}"),
    ("sec", "s"),
    ("second", "s"),
    ("seconds", "s"),
    ("secs", "s"),
    ("thousand", "10*3"),
    ("titer", "{titer}"),
    ("titre", "{titer}"),
    ("uIU", "u[IU]"),
    ("units", "U"),
    ("wan", "10*4"),
    ("week", "wk"),
    ("weeks", "wk"),
    ("wks", "wk"),
    ("year", "a"),
    ("years", "a"),
    ("yr", "a"),
    ("yrs", "a"),
];

/// What a word is in UCUM, where reports write it another way.
fn word(token: &str) -> Option<&'static str> {
    WORDS.binary_search_by(|(name, _)| (*name).cmp(token)).ok().and_then(|at| WORDS.get(at)).map(|(_, ucum)| *ucum)
}

/// The text as UCUM.
pub(super) fn canonical(written: &str) -> Result<String, UnitProblem> {
    let text = plain_letters(written.trim());
    if text.is_empty() || text == "1" {
        return Ok(String::new());
    }
    if text.len() > 100 {
        return Err(UnitProblem::new("a unit longer than 100 letters"));
    }
    let text = surface(&text)?;
    let text = without_blanks(written, &text)?;
    refuse_whole(written, &text)?;
    let pieces = split(&text);
    let mut out = String::with_capacity(text.len() + 4);
    for (at, piece) in pieces.iter().enumerate() {
        let next = pieces.get(at + 1).copied();
        let after = pieces.get(at + 2).copied();
        out.push_str(&token(written, piece, at == 0, next.zip(after))?);
    }
    // `bpm` brings its own solidus, which stands only at the beginning.
    Ok(out)
}

/// Greek mu, superscripts, dots and signs as plain letters.
fn plain_letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{b5}' | '\u{3bc}' => out.push('u'),
            '\u{d7}' => out.push('x'),
            '\u{b7}' | '\u{22c5}' => out.push('.'),
            '\u{2215}' | '\u{2044}' => out.push('/'),
            '\u{212a}' => out.push('K'),
            '\u{a0}' | '\u{2009}' | '\u{202f}' => out.push(' '),
            _ => match "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == letter) {
                Some(value) => {
                    if out.ends_with("10") {
                        out.push('*');
                    }
                    out.push(char::from(b'0' + u8::try_from(value).unwrap_or_default()));
                }
                None => out.push(letter),
            },
        }
    }
    out
}

/// The body surface of 1.73 m2 to which filtration rates are related, as the annotation that stays.
fn surface(text: &str) -> Result<String, UnitProblem> {
    if text.contains("1.73.m2") {
        return Err(UnitProblem::new("`1.73.m2` does not mean per 1.73 m2")
            .because("UCUM reads it as per 1, times 73, times m2, which is another number")
            .suggest(text.replace("1.73.m2", "1.73m2")));
    }
    let spellings = [
        "{1.73_m2}",
        "{1.73m2}",
        "{1.73 m2}",
        "{1.73sqm}",
        "(1.73m2)",
        "(1.73 m2)",
        "[1.73_m2]",
        "1.73 m^2",
        "1.73m^2",
        "1.73 m2",
        "1.73m2",
        "1.73_m2",
        "1.73 sqm",
        "1.73sqm",
    ];
    for spelling in spellings {
        if text.contains(spelling) {
            let text = text.replace(spelling, "{1.73_m2}");
            return Ok(text.replace("min{1.73", "min/{1.73").replace(" {1.73", "{1.73"));
        }
    }
    Ok(text.to_owned())
}

/// Blanks are taken out where they stand in numbers and names (`24 h`, `x 10^9`, `ng/mL FEU`) and refused elsewhere.
fn without_blanks(written: &str, text: &str) -> Result<String, UnitProblem> {
    if !text.contains(char::is_whitespace) {
        return Ok(text.to_owned());
    }
    let mut out = text.to_owned();
    for (from, to) in [(" FEU", "{FEU}"), (" DDU", "{DDU}"), ("24 h", "24h"), ("x 10", "x10"), ("° ", "°")] {
        out = out.replace(from, to);
    }
    if out.contains(char::is_whitespace) {
        let tight: String = out.chars().filter(|letter| !letter.is_whitespace()).collect();
        let problem = UnitProblem::new(format!("the unit `{}` has a blank in it", written.trim()));
        let problem = problem.because("a unit is one word, so that one sees where it ends");
        return Err(if super::Unit::parse(&tight).is_ok() { problem.suggest(tight) } else { problem });
    }
    Ok(out)
}

/// Units that UCUM reads as something that no report means.
fn refuse_whole(written: &str, text: &str) -> Result<(), UnitProblem> {
    let (first, rest) = text.split_once('/').unwrap_or((text, ""));
    let lost_power = |power: &str| {
        UnitProblem::new(format!("`{written}` would be {first} per {rest}"))
            .because("the sign between 10 and its power is lost")
            .suggest(format!("10^{power}/{rest}"))
    };
    match first {
        "103" | "104" | "105" | "106" | "109" | "1012" => Err(lost_power(first.get(2..).unwrap_or_default())),
        "C" | "F" if rest.is_empty() => {
            let meant = if first == "C" { "Cel" } else { "[degF]" };
            let problem = UnitProblem::new(format!("`{first}` is not a temperature"));
            let other = if first == "C" { "coulomb" } else { "farad" };
            Err(problem.because(format!("UCUM reads it as {other}")).suggest(meant))
        }
        _ => Ok(()),
    }
}

/// The atoms and the signs between them; braces and brackets stay whole.
fn split(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut depth) = (0, 0i32);
    for (at, letter) in text.char_indices() {
        match letter {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            '/' | '.' | '(' | ')' if depth == 0 => {
                pieces.extend(text.get(start..at).filter(|piece| !piece.is_empty()));
                pieces.extend(text.get(at..at + 1));
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.extend(text.get(start..).filter(|piece| !piece.is_empty()));
    pieces
}

/// One atom as UCUM. `next` is the sign and the atom after it.
fn token(written: &str, token: &str, first: bool, next: Option<(&str, &str)>) -> Result<String, UnitProblem> {
    if let Some(count) = counted(written, token, first, next)? {
        return Ok(count.to_owned());
    }
    if let Some(power) = power_of_ten(token) {
        return Ok(power);
    }
    if let Some(period) = period(token) {
        return Ok(period);
    }
    if let Some(plain) = token.strip_prefix('°') {
        return Ok(match plain {
            "C" => "Cel".to_owned(),
            "F" => "[degF]".to_owned(),
            _ => token.to_owned(),
        });
    }
    for (wrong, right) in [("Mg", "mg"), ("MG", "mg"), ("ML", "mL"), ("Ml", "mL"), ("Mmol", "mmol")] {
        if token == wrong {
            return Err(UnitProblem::new(format!("`{wrong}` is a million {}", right.get(1..).unwrap_or_default()))
                .because("a capital M before a unit is mega, a small m is milli")
                .suggest(written.trim().replace(wrong, right)));
        }
    }
    let (name, rest) = token.split_at(token.find('{').unwrap_or(token.len()));
    Ok(match word(name) {
        // An annotation that follows one is dropped.
        Some(ucum) if ucum.ends_with('}') => ucum.to_owned(),
        Some(ucum) => format!("{ucum}{rest}"),
        None => token.replace("m^2", "m2").replace("m^3", "m3"),
    })
}

/// `K/uL`, `G/L` and the like: counts, never kelvin, gauss or tesla.
fn counted(
    written: &str,
    token: &str,
    first: bool,
    next: Option<(&str, &str)>,
) -> Result<Option<&'static str>, UnitProblem> {
    let volume = next.filter(|(sign, _)| *sign == "/").map(|(_, volume)| volume);
    let (Some(volume), true) = (volume, first) else {
        return Ok(None);
    };
    let small = ["uL", "ul", "mm3", "cumm", "cmm", "mcL", "mcl"].contains(&volume);
    let litre = ["L", "l"].contains(&volume);
    Ok(match token {
        "K" | "k" if small => Some("10*3"),
        "M" if small => Some("10*6"),
        "G" if litre => Some("10*9"),
        "T" if litre => Some("10*12"),
        "K" | "G" | "T" => {
            let name = match token {
                "K" => "kelvin",
                "G" => "gauss",
                _ => "tesla",
            };
            let power = match token {
                "K" => "10^3",
                "G" => "10^9",
                _ => "10^12",
            };
            return Err(UnitProblem::new(format!("`{}` is {name} per {volume}", written.trim()))
                .because("a count needs its power of ten")
                .suggest(written.trim().replacen(token, power, 1)));
        }
        _ => None,
    })
}

/// `x10^9`, `10E9`, `10*9`, each with or without `{cells}` behind it.
fn power_of_ten(token: &str) -> Option<String> {
    let rest = token.strip_prefix(['x', 'X']).unwrap_or(token).strip_prefix("10")?;
    let rest = rest.strip_prefix(['^', '*', 'e', 'E'])?;
    let rest = rest.strip_prefix('^').unwrap_or(rest);
    let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let (power, rest) = rest.split_at_checked(digits)?;
    (!power.is_empty() && (rest.is_empty() || rest.starts_with('{'))).then(|| format!("10*{power}{rest}"))
}

/// `24h`, `24hrs`: so many of a unit of time.
fn period(token: &str) -> Option<String> {
    let digits = token.len() - token.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let (count, unit) = token.split_at_checked(digits)?;
    let unit = match unit {
        "h" => "h",
        "d" => "d",
        _ => word(unit).filter(|ucum| ["h", "d", "min", "wk"].contains(ucum))?,
    };
    (!count.is_empty()).then(|| format!("({count}.{unit})"))
}

/// The unit of common reports that is nearest to a written one.
pub(super) fn nearest(written: &str) -> Option<&'static str> {
    let folded = written.trim().to_lowercase();
    let mut best: Option<(f64, &'static str)> = None;
    for candidate in COMMON {
        let same = candidate.to_lowercase() == folded;
        let likeness = if same { 1.0 } else { strsim::jaro_winkler(&folded, &candidate.to_lowercase()) };
        if likeness >= 0.84 && best.is_none_or(|(top, _)| likeness > top) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, unit)| unit)
}

/// Units of common reports, to find what was probably meant.
const COMMON: &[&str] = &[
    "mg/dL",
    "g/dL",
    "g/L",
    "mg/L",
    "ug/L",
    "ng/mL",
    "ug/mL",
    "mg/mL",
    "pg/mL",
    "ng/L",
    "ng/dL",
    "ug/dL",
    "mmol/L",
    "umol/L",
    "nmol/L",
    "pmol/L",
    "mol/L",
    "mmol/mol",
    "g/g",
    "mg/g",
    "mg/mg",
    "mg/mmol",
    "g/mmol",
    "g/mol",
    "ug/mg",
    "g/24h",
    "mg/24h",
    "g/day",
    "mg/day",
    "mg/kg",
    "mg/kg/day",
    "mg/m2",
    "g/m2",
    "mg/week",
    "10^9/L",
    "10^3/uL",
    "10^6/L",
    "10^6/uL",
    "10^12/L",
    "10^4/uL",
    "/uL",
    "cells/uL",
    "/mm3",
    "K/uL",
    "lakh/uL",
    "/HPF",
    "/LPF",
    "mL/min/1.73m2",
    "mL/min",
    "mL/s",
    "U/L",
    "U/mL",
    "kU/L",
    "ukat/L",
    "nkat/L",
    "IU/mL",
    "IU/L",
    "kIU/L",
    "mIU/L",
    "mIU/mL",
    "uIU/mL",
    "RU/mL",
    "AU/mL",
    "GPL/mL",
    "MPL/mL",
    "copies/mL",
    "mmHg",
    "kPa",
    "%",
    "kg",
    "g",
    "mg",
    "ug",
    "cm",
    "m",
    "mm",
    "kg/m2",
    "m2",
    "ms",
    "s",
    "min",
    "h",
    "mm/h",
    "Cel",
    "[degF]",
    "days",
    "weeks",
    "months",
    "years",
    "hours",
    "mL",
    "L",
    "fL",
    "pg",
    "mEq/L",
    "mosm/kg",
    "beats/min",
    "10^6/kg",
    "10^6",
    "score",
    "INR",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_for_searching() {
        assert!(WORDS.is_sorted_by(|(a, _), (b, _)| a < b));
    }
}
