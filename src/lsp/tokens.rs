//! The words of a rule text, whether or not they make sense: what half-typed text can still be asked.

use crate::diagnostic::Span;
use crate::syntax::quoted_length;

/// A word, number, sign or text of a rule file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    /// What it is.
    pub(super) kind: TokenKind,
    /// Its letters.
    pub(super) text: &'a str,
    /// Where they stand.
    pub(super) span: Span,
    /// Whether nothing but blanks stands before it on its line.
    pub(super) begins_line: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A name or keyword.
    Word,
    /// A number, date or titre.
    Number,
    /// A unit behind a number.
    Unit,
    /// A quoted text, closed or not.
    Quoted,
    /// A comment.
    Comment,
    /// Any other sign; `>=` and `<=` are one.
    Sign,
}

/// The tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut scan = Scan { text, at: 0, begins_line: true, tokens: Vec::new() };
    while scan.at < text.len() {
        scan.step();
    }
    scan.tokens
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    begins_line: bool,
    tokens: Vec<Token<'a>>,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(letter) = rest.chars().next() else { return self.at = self.text.len() };
        match letter {
            '\n' | '\r' => {
                self.begins_line = true;
                self.at += 1;
            }
            _ if letter.is_whitespace() || letter == '\u{FEFF}' => self.at += letter.len_utf8(),
            '#' => self.push(TokenKind::Comment, line_of(rest).len()),
            '"' => self.push(TokenKind::Quoted, quoted_length(line_of(rest)).bytes),
            _ if self.follows_number() && begins_unit(rest) => self.push(TokenKind::Unit, unit(rest)),
            _ if letter.is_ascii_digit() => {
                self.push(TokenKind::Number, run(rest, |c| c.is_ascii_alphanumeric() || ".:-_+/".contains(c)));
            }
            _ if is_letter(letter) => self.push(TokenKind::Word, run(rest, is_letter)),
            _ if rest.starts_with(">=") || rest.starts_with("<=") => self.push(TokenKind::Sign, 2),
            _ => self.push(TokenKind::Sign, letter.len_utf8()),
        }
    }

    fn push(&mut self, kind: TokenKind, length: usize) {
        let end = (self.at + length.max(1)).min(self.text.len());
        let text = self.text.get(self.at..end).unwrap_or_default();
        let begins_line = std::mem::take(&mut self.begins_line);
        self.tokens.push(Token { kind, text, span: Span::new(self.at, end), begins_line });
        self.at = end;
    }

    /// Whether the token before is a number on the same line, so that a unit can follow.
    fn follows_number(&self) -> bool {
        !self.begins_line && self.tokens.last().is_some_and(|last| last.kind == TokenKind::Number)
    }
}

/// Whether a letter can be part of a name; such as are not ASCII are part of a slip of one.
pub(super) fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Words that can follow a number without being its unit.
const NO_UNITS: &[&str] = &[
    "and",
    "apart",
    "after",
    "as",
    "at",
    "before",
    "below",
    "but",
    "by",
    "distinct",
    "during",
    "for",
    "if",
    "in",
    "including",
    "is",
    "of",
    "or",
    "over",
    "per",
    "since",
    "then",
    "to",
    "unless",
    "when",
    "where",
    "with",
    "within",
    "without",
    "x",
];

fn begins_unit(rest: &str) -> bool {
    let begins = rest.starts_with(|c: char| c.is_ascii_alphabetic() || "%µμ°[".contains(c));
    begins && !NO_UNITS.contains(&rest.get(..unit(rest)).unwrap_or_default())
}

fn unit(rest: &str) -> usize {
    run(rest, |c| c.is_ascii_alphanumeric() || "_%µμ°*^'/.[]{}".contains(c))
}

fn run(rest: &str, fits: impl Fn(char) -> bool) -> usize {
    rest.find(|letter| !fits(letter)).unwrap_or(rest.len())
}

fn line_of(rest: &str) -> &str {
    rest.split(['\n', '\r']).next().unwrap_or_default()
}
