//! What a result or an attribute holds.

use super::{SymbolId, UnitId, WordId};
use crate::value::{DaySpan, Range};

/// A value with its form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Datum {
    /// A quantity, in the unit of that id.
    Quantity(Range, UnitId),
    /// A titre by its denominator: 1:80 is 80.
    Titre(Range),
    /// One value of a list.
    Symbol(SymbolId),
    /// Several values of a list, sorted; complete.
    Symbols(Vec<SymbolId>),
    /// A date.
    Days(DaySpan),
    /// Words: the drugs of a line.
    Words(Vec<WordId>),
}
