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
    /// One of several, each in turn possible: the drugs of a line of which it is open where it begins.
    Either(Vec<Datum>),
}

impl Datum {
    /// What something is that can have been any of these; [`None`] for none.
    #[must_use]
    pub fn one_of(data: impl IntoIterator<Item = Datum>) -> Option<Datum> {
        let mut all: Vec<Datum> = Vec::new();
        for datum in data {
            if !all.contains(&datum) {
                all.push(datum);
            }
        }
        all.sort_by_cached_key(Datum::ids);
        if all.len() > 1 { Some(Datum::Either(all)) } else { all.pop() }
    }

    /// The words and symbols in it.
    fn ids(&self) -> Vec<u16> {
        match self {
            Datum::Symbol(symbol) => vec![symbol.0],
            Datum::Symbols(symbols) => symbols.iter().map(|symbol| symbol.0).collect(),
            Datum::Words(words) => words.iter().map(|word| word.0).collect(),
            Datum::Either(data) => data.iter().flat_map(Datum::ids).collect(),
            Datum::Quantity(..) | Datum::Titre(_) | Datum::Days(_) => Vec::new(),
        }
    }
}
