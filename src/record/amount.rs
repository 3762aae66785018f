//! `0.8 g/g`, `< 0.2 mg/dL`, `5 to 10 /HPF`: what a text says of a quantity.

use crate::value::{Limit, Number, Range};

/// A quantity as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written<'t> {
    /// What it can be, in the unit as written.
    pub(super) range: Range,
    /// The unit; empty where none is written.
    pub(super) unit: &'t str,
}

/// Why a text is no quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoAmount {
    /// It does not begin with a number.
    NotANumber,
    /// It holds a number that cannot be kept exactly.
    OutOfRange,
    /// A comma may stand for a decimal point or between thousands.
    Comma(String),
}

/// Reads a quantity.
pub(super) fn read(text: &str) -> Result<Written<'_>, NoAmount> {
    let text = text.trim();
    let (relation, rest) = relation(text);
    let (number, rest) = number(rest)?;
    if let Some(relation) = relation {
        let range = match relation {
            Relation::Less => Range { low: Limit::Open, high: Limit::Beyond(number) },
            Relation::AtMost => Range { low: Limit::Open, high: Limit::At(number) },
            Relation::More => Range { low: Limit::Beyond(number), high: Limit::Open },
            Relation::AtLeast => Range { low: Limit::At(number), high: Limit::Open },
        };
        return Ok(Written { range, unit: rest.trim() });
    }
    if let Some(upper) = rest.trim_start().strip_prefix("to ") {
        let (upper, rest) = self::number(upper.trim_start())?;
        let range = Range::between(number.min(upper), number.max(upper));
        return Ok(Written { range, unit: rest.trim() });
    }
    Ok(Written { range: Range::point(number), unit: rest.trim() })
}

#[derive(Clone, Copy)]
enum Relation {
    Less,
    AtMost,
    More,
    AtLeast,
}

fn relation(text: &str) -> (Option<Relation>, &str) {
    let signs = [
        ("<=", Relation::AtMost),
        ("≤", Relation::AtMost),
        ("<", Relation::Less),
        (">=", Relation::AtLeast),
        ("≥", Relation::AtLeast),
        (">", Relation::More),
    ];
    for (sign, relation) in signs {
        if let Some(rest) = text.strip_prefix(sign) {
            return (Some(relation), rest.trim_start());
        }
    }
    (None, text)
}

/// The number at the beginning, and what follows.
fn number(text: &str) -> Result<(Number, &str), NoAmount> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
    let whole = digits(end);
    if whole == 0 {
        return Err(NoAmount::NotANumber);
    }
    end += whole;
    let fraction = if bytes.get(end) == Some(&b'.') { digits(end + 1) } else { 0 };
    if fraction > 0 {
        end += 1 + fraction;
    }
    end += exponent(bytes, end);
    if bytes.get(end) == Some(&b',') && digits(end + 1) > 0 {
        return Err(NoAmount::Comma(text.replacen(',', ".", 1)));
    }
    let (digits, rest) = text.split_at_checked(end).ok_or(NoAmount::NotANumber)?;
    // `1:80` is a titre and `2026-11-02` a date.
    if rest.starts_with([':', '-', '.']) {
        return Err(NoAmount::NotANumber);
    }
    Number::parse(digits).map(|number| (number, rest)).ok_or(NoAmount::OutOfRange)
}

/// The length of `e9` or `E-3`; the `e` of a unit has no digits behind it.
fn exponent(bytes: &[u8], at: usize) -> usize {
    if !matches!(bytes.get(at), Some(b'e' | b'E')) {
        return 0;
    }
    let sign = usize::from(matches!(bytes.get(at + 1), Some(b'-' | b'+')));
    let digits = bytes.iter().skip(at + 1 + sign).take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 { 0 } else { 1 + sign + digits }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_shown(text: &str) -> String {
        match read(text) {
            Ok(written) => format!("{:?}..{:?} {}", shown(written.range.low), shown(written.range.high), written.unit),
            Err(problem) => format!("{problem:?}"),
        }
    }

    fn shown(limit: Limit) -> String {
        match limit {
            Limit::Open => "open".into(),
            Limit::At(number) => number.to_string(),
            Limit::Beyond(number) => format!("beyond {number}"),
        }
    }

    #[test]
    fn quantities_as_reports_write_them() {
        let read: Vec<String> = [
            "0.8 g/g",
            "0.8g/g",
            "< 0.2 mg/dL",
            "<=5",
            "≥ 30 %",
            ">1000 [IU]/mL",
            "1.10",
            "-2",
            "2.5e6 /kg",
            "5 to 10 /HPF",
            "10*9/L",
            "12",
            "2e7",
            "3 eq/L",
            "",
            "g/g",
            "1,5 mg/dL",
            "1e400",
            "1:80",
            "2026-11-02",
            "1.2.3",
            ".5",
            "- 5",
            "99999999999999999999999",
        ]
        .into_iter()
        .map(|text| format!("{text} => {}", read_shown(text)))
        .collect();
        insta::assert_snapshot!(read.join("\n"));
    }
}
