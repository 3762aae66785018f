//! Lines of styled words that know how wide they are. Who prints them turns styles into colours; without colour nothing
//! is lost, because every mark is a word.

use unicode_width::UnicodeWidthStr;

/// What a stretch of text is for the eye.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// Running text.
    #[default]
    Plain,
    /// What the eye should find first.
    Strong,
    /// What can be skipped.
    Faint,
    /// The heading of a section.
    Heading,
    /// Something that lets the patient in.
    Good,
    /// Something that keeps the patient out.
    Bad,
    /// Something open.
    Open,
}

/// A stretch of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Styled {
    /// The text, without line ends.
    pub text: String,
    /// Its style.
    pub style: Style,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its stretches from left to right.
    pub parts: Vec<Styled>,
}

impl Line {
    /// An empty line.
    #[must_use]
    pub fn empty() -> Line {
        Line::default()
    }

    /// A line in one style.
    pub fn of(text: impl Into<String>, style: Style) -> Line {
        Line::default().and(text, style)
    }

    /// The line with more text at its end.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, style: Style) -> Line {
        self.parts.push(Styled { text: text.into(), style });
        self
    }

    /// How many columns it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.parts.iter().map(|part| part.text.width()).sum()
    }

    /// The text without styles, without spaces at its end.
    #[must_use]
    pub fn plain(&self) -> String {
        let text: String = self.parts.iter().map(|part| part.text.as_str()).collect();
        text.trim_end().to_owned()
    }
}

/// Lines as plain text, each with a line end.
#[must_use]
pub fn plain_text(lines: &[Line]) -> String {
    lines.iter().map(|line| line.plain() + "\n").collect()
}

/// The text with spaces up to a width; longer text stays as it is.
pub(crate) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The text in lines of at most `width` columns; a sign stays with its number, a number with its unit, and a word that
/// is wider than a line is broken.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let width = width.max(8);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in chunks(text, width) {
        for piece in broken(&word, width) {
            let room = if line.is_empty() { 0 } else { line.width() + 1 };
            if !line.is_empty() && room + piece.width() > width {
                lines.push(std::mem::take(&mut line));
            } else if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&piece);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The words of a text, with those together that are read together, as far as they fit on a line.
fn chunks(text: &str, width: usize) -> Vec<String> {
    let mut chunks: Vec<String> = Vec::new();
    let mut glued = false;
    for word in text.split_whitespace() {
        match chunks.last_mut() {
            Some(last) if glued && last.width() + 1 + word.width() <= width => {
                last.push(' ');
                last.push_str(word);
            }
            _ => chunks.push(word.to_owned()),
        }
        let digits = word.trim_start_matches(['(', '≈']);
        let number = digits.starts_with(|letter: char| letter.is_ascii_digit())
            && digits.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
        glued = matches!(word, "<" | "≤" | "<=" | ">" | "≥" | ">=") || number;
    }
    chunks
}

/// The text in at most `most` lines; what does not fit is cut, and an ellipsis says so.
pub(crate) fn wrapped_at_most(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines = wrapped(text, width);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            // Cut between words; a word that fills the line alone is cut where the line ends.
            while last.width() + 2 > width {
                match last.rfind(' ') {
                    Some(space) => last.truncate(space),
                    None => drop(last.pop()),
                }
            }
            last.truncate(last.trim_end_matches([' ', ',', ';']).len());
            last.push_str(" …");
        }
    }
    lines
}

/// A word in pieces that fit.
fn broken(word: &str, width: usize) -> Vec<String> {
    if word.width() <= width {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        let mut text = [0; 4];
        let letter: &str = letter.encode_utf8(&mut text);
        if pieces.last().is_some_and(|piece| piece.width() + letter.width() > width) {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(letter);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wraps_by_columns_not_by_letters() {
        assert_eq!(wrapped("alpha beta gamma", 11), ["alpha beta", "gamma"]);
        assert_eq!(wrapped("狼瘡腎炎 活動性", 9), ["狼瘡腎炎", "活動性"]);
        assert_eq!(wrapped("abcdefghijkl", 8), ["abcdefgh", "ijkl"]);
    }

    #[test]
    fn a_number_stays_with_its_sign_and_unit() {
        assert_eq!(wrapped("it needs >= 30 g/L here", 14), ["it needs", ">= 30 g/L here"]);
    }

    #[test]
    fn cut_text_says_that_it_is_cut() {
        assert_eq!(wrapped_at_most("alpha beta gamma delta", 11, 1), ["alpha …"]);
        assert_eq!(wrapped_at_most("alpha", 11, 1), ["alpha"]);
    }
}
