//! Text that stays text, and the page around it.

/// The text with everything that means something to a browser written out, for elements and for quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A page that needs nothing from outside: its title, its style sheet, and what stands in it.
pub(crate) fn page(title: &str, sheet: &str, inside: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>\n{sheet}</style>\n</head>\n\
         <body>\n<main>\n{inside}</main>\n</body>\n</html>\n",
        escape(title)
    )
}

/// Escaped text in which dates stay on one line.
pub(crate) fn prose(text: &str) -> String {
    let pieces = text.split_inclusive(|letter: char| !(letter.is_ascii_digit() || letter == '-'));
    pieces.map(piece).collect()
}

/// A run of digits and hyphens with the letter behind it.
fn piece(text: &str) -> String {
    let end = text.find(|letter: char| !(letter.is_ascii_digit() || letter == '-')).unwrap_or(text.len());
    let (run, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    if is_date(run) { format!("<span class=\"d\">{run}</span>{}", escape(rest)) } else { escape(text) }
}

/// `2026-11` or `2026-11-02`.
fn is_date(run: &str) -> bool {
    let lengths: Vec<usize> = run.split('-').map(str::len).collect();
    matches!(lengths.as_slice(), [4, 2] | [4, 2, 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stay_together_and_marks_stay_text() {
        assert_eq!(prose("on 2026-11-02 <b>"), "on <span class=\"d\">2026-11-02</span> &lt;b&gt;");
        assert_eq!(prose("P-017, ICD-10 2-3"), "P-017, ICD-10 2-3");
    }
}
