//! Where a quoted text ends.

/// How far a quoted text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotedLength {
    /// How many bytes it takes, with its quotes.
    pub bytes: usize,
    /// Whether it ends with a quote; one that is left open ends with its line.
    pub is_closed: bool,
}

/// How far the quoted text goes with which a text begins.
#[must_use]
pub fn quoted_length(text: &str) -> QuotedLength {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            '\n' => return left_open(text.get(..at).unwrap_or(text)),
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return QuotedLength { bytes: at + 1, is_closed: true },
            _ => {}
        }
    }
    left_open(text)
}

/// A line, without the mark that ends it on some computers.
fn left_open(line: &str) -> QuotedLength {
    QuotedLength { bytes: line.strip_suffix('\r').unwrap_or(line).len(), is_closed: false }
}

#[cfg(test)]
mod tests {
    use super::quoted_length;

    #[test]
    fn a_quoted_text_ends_with_its_quote_or_its_line() {
        let cases = [
            (r#""a # b" c"#, r#""a # b""#, true),
            (r#""say \"a\"" c"#, r#""say \"a\"""#, true),
            (r#""a\\" c"#, r#""a\\""#, true),
            ("\"left open\nb\"", "\"left open", false),
            ("\"left open\\\r\nb\"", "\"left open\\", false),
            ("\"µ", "\"µ", false),
            ("\"", "\"", false),
        ];
        for (text, wanted, is_closed) in cases {
            let found = quoted_length(text);
            assert_eq!((text.get(..found.bytes), found.is_closed), (Some(wanted), is_closed), "{text}");
        }
    }
}
