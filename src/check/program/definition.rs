//! Definitions, each as often as it was used with other arguments.

use super::{EventsId, FileId, PointId, TruthId, ValueId};
use crate::diagnostic::Span;
use crate::value::Length;

/// A definition with its arguments. What it gives is a node like any other; this keeps that it has a name.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// What it says in words.
    pub title: Option<String>,
    /// In which file it is written.
    pub file: FileId,
    /// Where.
    pub span: Span,
    /// Where it comes from.
    pub sources: Vec<String>,
    /// What its parameters stood for.
    pub arguments: Vec<DefinitionArgument>,
    /// What it gives.
    pub gives: Gives,
    /// Whether nothing uses it, and its arguments are stand-ins.
    pub example: bool,
}

/// What a parameter of a definition stood for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionArgument {
    /// The name of the parameter.
    pub name: String,
    /// What it stood for.
    pub value: ArgumentValue,
    /// How it was written, parameters of the trial by their values.
    pub text: String,
    /// The title of the trial's parameter that was given.
    pub title: Option<String>,
}

/// What is given to a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArgumentValue {
    /// A truth.
    Truth(TruthId),
    /// A choice of events.
    Events(EventsId),
    /// A point in time.
    Point(PointId),
    /// Lengths of time, of which the longest (`true`) or shortest counts.
    Lengths(Vec<Length>, bool),
    /// A quantity, as it was written.
    Written,
    /// What stands for nothing: only a use would tell.
    Open,
}

/// What a definition gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// A truth.
    Truth(TruthId),
    /// A value.
    Value(ValueId),
    /// Events.
    Events(EventsId),
}

impl Gives {
    /// The truth, if it is one.
    #[must_use]
    pub fn truth(self) -> Option<TruthId> {
        match self {
            Gives::Truth(truth) => Some(truth),
            Gives::Value(_) | Gives::Events(_) => None,
        }
    }
}
