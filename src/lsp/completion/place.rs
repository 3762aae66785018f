//! What can be written at a place, told from the words before it: a text that is being typed has no tree there.

use super::subject::Left;
use crate::lsp::tokens::{Token, TokenKind, is_letter};
use crate::syntax::declared_by;

/// What can be written.
#[derive(Clone, Debug)]
pub(super) enum Place<'a> {
    /// Nothing that anybody else knows: a name, a text, a number.
    Nothing,
    /// A declaration.
    Item,
    /// The name of a vocabulary or library.
    Use,
    /// One of some keywords, and also a phrase where that is said.
    Keywords(&'static [&'static str], bool),
    /// What selects events, a value, or something that holds.
    Phrase,
    /// What narrows, compares or joins what stands before.
    Suffix,
    /// What a value is compared with.
    Amount,
    /// An attribute of what the phrase selects.
    Attribute(Vec<Token<'a>>),
    /// A value of what stands on the left side.
    Value(Left<'a>),
    /// A unit of what stands on the left side.
    Unit(Left<'a>),
    /// A unit of time.
    TimeUnit,
    /// Any unit.
    AnyUnit,
    /// A point in time.
    Point,
    /// A length of time.
    Length,
    /// A judgement that is asked with that word.
    Asked(&'a str),
    /// A question to the site.
    Site,
    /// A score or a definition that holds or not.
    Meets,
    /// A drug.
    Drug,
    /// A word of a vocabulary, in a declaration.
    Word,
    /// The id of a criterion.
    Criterion,
    /// An id for a new criterion, after that keyword.
    NewCriterion(&'a str),
    /// A cohort.
    Cohort,
    /// An anchor.
    Anchor,
    /// An item or domain of a score.
    ScorePart,
}

/// The words around a place.
pub(super) struct Around<'a> {
    /// Those of the item up to the place, without what is being typed.
    pub(super) before: Vec<Token<'a>>,
    /// What is being typed.
    pub(super) prefix: &'a str,
}

/// The words around a byte; nothing inside of texts and comments.
pub(super) fn around<'a>(tokens: &[Token<'a>], text: &'a str, byte: usize) -> Option<Around<'a>> {
    let inside = |token: &&Token<'_>| (token.span.start as usize) < byte && byte <= token.span.end as usize;
    let here = tokens.iter().rev().find(inside);
    if let Some(token) = here {
        let closed = token.text.len() > 1 && token.text.ends_with('"');
        let within = match token.kind {
            TokenKind::Comment => true,
            TokenKind::Quoted => !closed || byte < token.span.end as usize,
            _ => false,
        };
        if within {
            return None;
        }
    }
    let line = text.get(..byte)?;
    let letters = line.chars().rev().take_while(|letter| is_letter(*letter)).map(char::len_utf8).sum::<usize>();
    let mut start = byte - letters;
    // A unit and the name of a library hold more than letters.
    if let Some(token) = here
        && (token.kind == TokenKind::Unit || (token.kind == TokenKind::Number && letters == 0))
    {
        start = if token.kind == TokenKind::Unit { token.span.start as usize } else { byte };
    }
    if is_use(tokens, byte) {
        let dotted = |letter: &char| is_letter(*letter) || *letter == '.';
        start = byte - line.chars().rev().take_while(dotted).map(char::len_utf8).sum::<usize>();
    }
    let before: Vec<Token<'a>> = tokens
        .iter()
        .filter(|token| token.kind != TokenKind::Comment && token.span.end as usize <= start)
        .copied()
        .collect();
    let prefix = text.get(start..byte)?;
    let from = item_start(&before).unwrap_or(0);
    Some(Around { before: before.get(from..).unwrap_or_default().to_vec(), prefix })
}

fn is_use(tokens: &[Token<'_>], byte: usize) -> bool {
    let before =
        tokens.iter().rev().filter(|token| (token.span.start as usize) < byte && token.kind != TokenKind::Comment);
    before.take(6).any(|token| token.text == "use" && token.begins_line)
        && tokens
            .iter()
            .rev()
            .find(|token| token.begins_line && (token.span.start as usize) < byte)
            .is_some_and(|token| token.text == "use")
}

/// Where the last item begins.
fn item_start(before: &[Token<'_>]) -> Option<usize> {
    before.iter().enumerate().rev().find(|(at, token)| begins_item(token, before.get(at + 1))).map(|(at, _)| at)
}

fn begins_item(token: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    const ALWAYS: &[&str] = &["inclusion", "exclusion", "define", "parameter", "amendment", "removes", "trial"];
    if !token.begins_line || token.kind != TokenKind::Word {
        return false;
    }
    let named = || next.is_none_or(|next| next.kind == TokenKind::Word && !next.begins_line);
    ALWAYS.contains(&token.text) || (declared_by(token.text).is_some() && named())
}
