//! The words of a rule file between two places: keywords and signs, of which the tree keeps no place.

use crate::diagnostic::Span;
use crate::syntax::quoted_length;

/// A word, number or sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
}

/// The words of a text from one byte up to another; comments and quoted texts are left out.
pub(super) fn tokens(text: &str, from: u32, to: u32) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = from as usize;
    let end = to as usize;
    while let Some(rest) = text.get(at..end).filter(|rest| !rest.is_empty()) {
        let length = length(rest).max(1);
        let first = rest.chars().next().unwrap_or(' ');
        if !first.is_whitespace() && first != '#' && first != '"' {
            found.push(Token { text: rest.get(..length).unwrap_or_default(), span: Span::new(at, at + length) });
        }
        at += length;
    }
    found
}

/// How many bytes the word, sign, comment, quoted text or blank takes with which a text begins.
fn length(text: &str) -> usize {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let while_so = |so: &dyn Fn(char) -> bool| text.find(|letter: char| !so(letter)).unwrap_or(text.len());
    match text.chars().next() {
        Some('#') => text.find('\n').unwrap_or(text.len()),
        Some('"') => quoted_length(text).bytes,
        Some(letter) if is_word(letter) => while_so(&is_word),
        Some('<' | '>') => {
            if text.get(1..2) == Some("=") {
                2
            } else {
                1
            }
        }
        Some(letter) => letter.len_utf8(),
        None => 0,
    }
}

/// Where some words stand one after the other.
pub(super) fn sequence(tokens: &[Token<'_>], words: &[&str]) -> Option<Span> {
    let found =
        tokens.windows(words.len()).find(|some| some.iter().map(|token| token.text).eq(words.iter().copied()))?;
    Some(found.first()?.span.to(found.last()?.span))
}

#[cfg(test)]
mod tests {
    use super::{sequence, tokens};

    #[test]
    fn words_and_signs_are_told_apart_and_what_is_quoted_or_remarked_is_passed_over() {
        let text = "a_1 >=2\t# any of\n \"no \\\" any\" not in {µ";
        let all = u32::try_from(text.len()).unwrap();
        let words: Vec<&str> = tokens(text, 0, all).iter().map(|token| token.text).collect();
        assert_eq!(words, ["a_1", ">=", "2", "not", "in", "{", "µ"]);
        let at = sequence(&tokens(text, 0, all), &["not", "in"]).unwrap();
        assert_eq!(at.of(text), "not in");
        assert!(sequence(&tokens(text, 0, all), &["in", "not"]).is_none());
    }
}
