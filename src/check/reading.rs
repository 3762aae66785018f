//! What names were read as that only their surroundings give a meaning: attributes of events and values of lists.
//!
//! Every other name means what its file declares or brings in, wherever it stands. An attribute belongs to the words of the
//! phrase, and a value to the attribute or result that it is compared with, so only the pass that knows the words can tell.
//! It tells it here, for whoever shows rules to people.

use super::about::{About, Shape};
use super::checker::Checker;
use super::names::Context;
use super::program::FileId;
use crate::diagnostic::Span;
use crate::vocabulary::{AttributeId, SymbolId, WordId};

/// A name and what it was read as.
#[derive(Clone, Debug)]
pub struct Read {
    /// In which file it stands.
    pub file: FileId,
    /// Where.
    pub span: Span,
    /// As what.
    pub reading: Reading,
    /// The words whose attribute or value it is, as the rule names them.
    pub of: Vec<WordId>,
}

/// What a name was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// An attribute of events.
    Attribute(AttributeId),
    /// A value of an attribute or result.
    Value(SymbolId),
}

impl<'a> Checker<'a> {
    /// Keeps that a name is an attribute of the events of some words.
    pub(super) fn read_attribute(&mut self, cx: &Context<'a>, span: Span, about: &About, id: AttributeId) {
        let of = about.roots.clone();
        self.readings.push(Read { file: cx.file, span, reading: Reading::Attribute(id), of });
    }

    /// Keeps that a name is one of the values that something can have.
    pub(super) fn read_value(&mut self, cx: &Context<'a>, span: Span, shape: &Shape, id: SymbolId) {
        let of = match &cx.subject {
            Some(about) => about.roots.clone(),
            None => shape.of.clone(),
        };
        self.readings.push(Read { file: cx.file, span, reading: Reading::Value(id), of });
    }
}

/// The readings by file and place, each once: a definition is read again for each set of arguments.
pub(super) fn in_order(mut readings: Vec<Read>) -> Vec<Read> {
    let place = |read: &Read| (read.file, read.span.start, read.span.end);
    readings.sort_by_key(place);
    readings.dedup_by_key(|read| place(read));
    readings
}
