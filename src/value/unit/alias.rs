//! What is written in reports, as UCUM; and what must not be taken for what UCUM says.

use super::problem::UnitProblem;
use super::words::word;

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
                .suggest(
                    super::nearest::but_for_case(written)
                        .map_or_else(|| written.trim().replace(wrong, right), str::to_owned),
                ));
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
            if let Some(meant) = super::nearest::but_for_case(written) {
                return Err(UnitProblem::new(format!("`{}` is written with other letters", written.trim()))
                    .because("small and large letters differ in units: g is gram, G is giga or gauss")
                    .suggest(meant));
            }
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
