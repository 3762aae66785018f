//! A part of a rule file that may be changed.

use super::tokens::{Token, sequence, tokens};
use crate::diagnostic::Span;
use crate::syntax::tree::{Amount, Expr, Item, Window};

/// A part of the tree.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'a> {
    Item(&'a Item),
    Expr(&'a Expr),
    Window(&'a Window),
    Amount(&'a Amount),
}

/// A part of the tree, with what is around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site<'a> {
    pub(super) text: &'a str,
    pub(super) item: &'a Item,
    pub(super) part: Part<'a>,
}

impl<'a> Site<'a> {
    /// The words between two places.
    pub(super) fn tokens(&self, from: u32, to: u32) -> Vec<Token<'a>> {
        tokens(self.text, from, to)
    }

    /// The first of some words in a row, where they stand between two places.
    pub(super) fn words(&self, from: u32, to: u32, words: &[&str]) -> Option<Span> {
        sequence(&self.tokens(from, to), words)
    }

    /// The expression, where the part is one.
    pub(super) fn expr(&self) -> Option<&'a Expr> {
        match self.part {
            Part::Expr(expr) => Some(expr),
            _ => None,
        }
    }
}
