//! Comments inside a declaration, put back between the words that they stood between.
//!
//! A declaration is laid out without its comments first. Its layout holds the same words in the same order as its text, so
//! the two are walked side by side, and each comment follows the word that it followed. Where a layout gives words in
//! another order, nothing is woven: a comment might come to stand beside what it is not about.

use super::doc::{Doc, Woven};
use crate::diagnostic::Span;
use crate::syntax::tree::Comment;
use std::ops::Range;

/// A word, a number, a quoted text or a single sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token<'t> {
    /// The text, of quoted ones only the quote: how they are escaped is the printer's choice.
    text: &'t str,
    /// Where it begins in the text.
    start: usize,
}

/// A layout with the comments of its declaration; [`None`] where they do not all find their place.
pub(super) fn weave(layout: Doc, source: &str, span: Span, comments: &[Comment]) -> Option<Doc> {
    let inside = source.get(span.range())?;
    let offset = span.start as usize;
    let spans = comments.iter().map(|comment| comment.span.range());
    let spans: Vec<Range<usize>> =
        spans.map(|span| span.start.saturating_sub(offset)..span.end.saturating_sub(offset)).collect();
    let written: Vec<Token<'_>> = tokens(inside, &spans);
    let leaves = layout.leaves();
    let last = leaves.len().checked_sub(1)?;
    let places = places(&written, &leaves)?;
    let mut woven: Vec<Vec<Woven>> = vec![Vec::new(); leaves.len()];
    for comment in comments {
        let at = (comment.span.start as usize).checked_sub(offset)?;
        let next = written.partition_point(|token| token.start < at);
        let leaf = places.get(..next)?.iter().rev().find_map(|leaf| *leaf)?;
        // Behind the last words it would belong to what follows.
        let leaf = if leaf == last { last.checked_sub(1)? } else { leaf };
        let before_closing = written.get(next).is_some_and(|token| matches!(token.text, "}" | ")"));
        woven.get_mut(leaf)?.push(Woven { text: comment.text.clone(), own_line: comment.own_line, before_closing });
    }
    Some(layout.with_comments(&mut woven.into_iter()))
}

/// For each written word the leaf of the layout that holds it; none for a comma that the layout leaves out. [`None`] where
/// layout and text hold other words.
fn places(written: &[Token<'_>], leaves: &[String]) -> Option<Vec<Option<usize>>> {
    let mut places = Vec::with_capacity(written.len());
    let mut rest = written.iter().peekable();
    for (leaf, text) in leaves.iter().enumerate() {
        for token in tokens(text, &[]) {
            while token.text != "," && rest.next_if(|next| next.text == ",").is_some() {
                places.push(None);
            }
            match rest.next_if(|next| next.text == token.text) {
                Some(_) => places.push(Some(leaf)),
                // A comma that the layout adds.
                None if token.text == "," => {}
                None => return None,
            }
        }
    }
    rest.next().is_none().then_some(places)
}

/// The words of a text, without blanks and without what stands in `skipped`, which is in the order of the text.
fn tokens<'t>(text: &'t str, skipped: &[Range<usize>]) -> Vec<Token<'t>> {
    let mut skipped = skipped.iter().peekable();
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut tokens = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        while skipped.next_if(|span| span.end <= start).is_some() {}
        if letter.is_whitespace() || skipped.peek().is_some_and(|span| span.contains(&start)) {
            continue;
        }
        let mut end = start + letter.len_utf8();
        if letter == '"' {
            let mut escaped = false;
            while let Some((_, next)) = letters.next_if(|(_, next)| *next != '\n') {
                if next == '"' && !escaped {
                    break;
                }
                escaped = next == '\\' && !escaped;
            }
        } else if is_word(letter) {
            while let Some((at, next)) = letters.next_if(|(_, next)| is_word(*next)) {
                end = at + next.len_utf8();
            }
        }
        tokens.push(Token { text: text.get(start..end).unwrap_or_default(), start });
    }
    tokens
}
