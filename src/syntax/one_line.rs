//! Words of a rule on one line, to be quoted in a sentence.

/// The words on one line: without comments, with single blanks, none inside parentheses and no comma before a closing
/// brace. What stands in quotes stays as it is.
///
/// ```
/// let words = "any (\n    fever,  # of any cause\n  ) where \"( a,  b )\" is known";
/// assert_eq!(enrol::syntax::one_line(words), "any (fever,) where \"( a,  b )\" is known");
/// ```
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let (mut quoted, mut comment, mut blank) = (false, false, false);
    let mut before = '(';
    for letter in text.chars() {
        if comment || (!quoted && letter.is_whitespace()) {
            comment = comment && letter != '\n';
            blank = true;
            continue;
        }
        if !quoted && letter == '#' {
            comment = true;
            continue;
        }
        if matches!(letter, '}') && line.ends_with(',') {
            line.pop();
        }
        if blank && before != '(' && letter != ')' {
            line.push(' ');
        }
        line.push(letter);
        if letter == '"' && !(quoted && before == '\\') {
            quoted = !quoted;
        }
        // Of two backslashes in quotes the second stands for itself.
        before = if quoted && before == '\\' && letter == '\\' { ' ' } else { letter };
        blank = false;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn blanks_comments_and_last_commas_go() {
        let cases = [
            ("  a \n  b ", "a b"),
            ("any {\n  a,\n  b,\n} where c", "any { a, b } where c"),
            ("(\n  a\n)\n  and (b)", "(a) and (b)"),
            ("all of { a, # first, of { many\n b }", "all of { a, b }"),
            (r#""a  #b \"  (" and  "c\\"  # d"#, r#""a  #b \"  (" and "c\\""#),
            ("", ""),
        ];
        for (text, wanted) in cases {
            assert_eq!(one_line(text), wanted, "{text}");
        }
    }
}
