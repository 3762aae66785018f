//! Results and values of attributes, as a record could hold them.

use crate::check::Program;
use crate::value::Number;
use crate::vocabulary::{AttributeForm, Form, Instrument, Kind, SymbolId, Word};
use std::collections::BTreeMap;

/// How two results of a thing may be related, where rules compare them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// So many times the other.
    Times(Number),
    /// So much more than the other.
    Plus(Number),
}

impl Relation {
    /// What stands in this relation to a number, in either direction.
    pub(super) fn beside(self, number: Number) -> impl Iterator<Item = Number> {
        let (one, two) = match self {
            Relation::Times(factor) => (number.times(factor), number.over(factor)),
            Relation::Plus(more) => (number.plus(more), number.minus(more)),
        };
        [one, two].into_iter().flatten().filter(|number| *number >= Number::ZERO)
    }
}

/// The totals to which items can come, each with items that come to it.
pub(super) fn totals(instrument: &Instrument, items: &[usize]) -> BTreeMap<Number, Vec<usize>> {
    let mut totals = BTreeMap::from([(Number::ZERO, Vec::new())]);
    for (place, item) in items.iter().filter_map(|place| Some((*place, instrument.items.get(*place)?))) {
        for (total, of) in totals.clone() {
            let domain = |place: &usize| instrument.items.get(*place).is_some_and(|other| other.domain == item.domain);
            if instrument.highest_per_domain && of.iter().any(domain) {
                continue;
            }
            let with: Vec<usize> = of.iter().copied().chain([place]).collect();
            if let Some(total) = total.plus(item.points) {
                totals.entry(total).or_insert(with);
            }
        }
    }
    totals
}

/// Amounts around a threshold, and the same as results that only say from where on or up to where: they leave it open.
pub(super) fn with_censored(around: Vec<String>) -> Vec<String> {
    let censored: Vec<String> = match around.as_slice() {
        [_, below, above] => vec![format!(">{below}"), format!("<{above}")],
        [_, above] => vec![format!("<{above}")],
        _ => Vec::new(),
    };
    around.into_iter().chain(censored).collect()
}

/// The unit in which results of a word are written.
pub(super) fn unit_of<'p>(program: &'p Program, word: &Word) -> &'p str {
    let unit = word.forms.iter().find_map(|form| match form {
        Form::Quantity { unit, .. } => Some(*unit),
        _ => None,
    });
    unit.map_or("", |unit| program.vocabulary.unit(unit))
}

/// The field that holds the result.
pub(super) fn result_field(word: &Word) -> &'static str {
    if word.kind == Kind::Score { "total" } else { "value" }
}

pub(super) fn result_symbols(word: &Word) -> Vec<SymbolId> {
    let symbols = word.forms.iter().flat_map(|form| match form {
        Form::Values(values) => values.clone(),
        Form::Ordered(order) => order.values.clone(),
        Form::Quantity { .. } | Form::Titre => Vec::new(),
    });
    symbols.collect()
}

pub(super) fn attribute_symbols(form: &AttributeForm) -> Vec<SymbolId> {
    match form {
        AttributeForm::OneOf(values) | AttributeForm::SeveralOf(values) => values.clone(),
        AttributeForm::Ordered(order) => order.values.clone(),
        _ => Vec::new(),
    }
}
