//! What both formats of records become first: maps, lists and texts with their places.
//!
//! Scalars stay text, so `1.10` keeps its digits and `NO` is Norway; what they mean is decided by the field.

use crate::diagnostic::Span;
use std::borrow::Cow;

/// A part of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node<'a> {
    pub(super) at: Span,
    pub(super) what: What<'a>,
}

/// What a part of a record holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What<'a> {
    /// Nothing: a field without a value, which is as if it was not there.
    Nothing,
    /// A text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// Fields.
    Map(Map<'a>),
}

/// Fields in the order written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Map<'a> {
    pub(super) fields: Vec<(Key<'a>, Node<'a>)>,
    /// A field that is written twice, by its second place.
    pub(super) twice: Option<usize>,
}

/// The name of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) at: Span,
}

impl<'a> Map<'a> {
    pub(super) fn new(fields: Vec<(Key<'a>, Node<'a>)>) -> Map<'a> {
        let twice = second_place(&fields);
        Map { fields, twice }
    }

    /// The field that is written twice.
    pub(super) fn repeated(&self) -> Option<&Key<'a>> {
        self.twice.and_then(|at| self.fields.get(at)).map(|(key, _)| key)
    }
}

fn second_place(fields: &[(Key<'_>, Node<'_>)]) -> Option<usize> {
    if fields.len() <= 16 {
        return (1..fields.len()).find(|at| {
            let (before, rest) = fields.split_at(*at);
            rest.first().is_some_and(|(key, _)| before.iter().any(|(other, _)| other.text == key.text))
        });
    }
    let mut seen = std::collections::HashSet::new();
    fields.iter().position(|(key, _)| !seen.insert(key.text.as_ref()))
}

impl<'a> Node<'a> {
    /// The text, where it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.what {
            What::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The fields, where there are some.
    pub(super) fn map(&self) -> Option<&Map<'a>> {
        match &self.what {
            What::Map(map) => Some(map),
            _ => None,
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        self.what == What::Nothing
    }

    /// The entries of a list; one entry alone may stand without its list.
    pub(super) fn entries(&self) -> &[Node<'a>] {
        match &self.what {
            What::Nothing => &[],
            What::List(entries) => entries,
            _ => std::slice::from_ref(self),
        }
    }

    /// What it is, for a message.
    pub(super) fn shape(&self) -> &'static str {
        match &self.what {
            What::Nothing => "nothing",
            What::Text(_) => "a text",
            What::List(_) => "a list",
            What::Map(_) => "fields",
        }
    }
}
