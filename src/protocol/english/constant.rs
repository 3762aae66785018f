//! Constants, as their rule writes them.

use super::English;
use crate::check::{ArgumentValue, DefinitionArgument, Node, ValueId, ValueNode};
use crate::protocol::text::{Target, refer};
use crate::value::Number;
use crate::vocabulary::Datum;
use crate::wording::unit::{clinical, clinical_text};
use crate::wording::words::{amount, number_and_unit, range, titre};

impl English<'_> {
    /// A constant: by a parameter's value, as written, or in the unit in which it is kept.
    pub(super) fn constant(&self, id: ValueId, datum: &Datum) -> String {
        if let Some(written) = self.program.written.get(&id) {
            let own = |argument: &DefinitionArgument| {
                argument.value == ArgumentValue::Written && argument.text == written.text
            };
            if let Some(given) = self.given(own) {
                return given;
            }
            return self.by_parameter(&clinical_text(&written.text), written.title.as_deref());
        }
        let node = self.program.value(id);
        self.as_written(node).unwrap_or_else(|| self.datum(datum))
    }

    /// An amount with its unit as it stands in the rule. A number without a unit of its own is said in the unit in which
    /// it is kept: `between 18 and 65 years`.
    fn as_written(&self, node: &Node<ValueNode>) -> Option<String> {
        let (number, unit) = number_and_unit(self.program.words_of(node))?;
        let exact = self.program.words_of(node).split_whitespace().next()?;
        (!unit.is_empty() && number >= Number::ZERO && !unit.contains(char::is_whitespace)).then(|| amount(exact, unit))
    }

    /// An amount that refers to the parameter of that title.
    pub(super) fn by_parameter(&self, amount: &str, title: Option<&str>) -> String {
        let place = title.and_then(|title| self.parameters.iter().position(|known| known.title == title));
        match place.and_then(|place| u32::try_from(place).ok()) {
            Some(place) => refer(amount, Target::Parameter(place)),
            None => amount.to_owned(),
        }
    }

    /// A value in the unit in which it is kept.
    pub(super) fn datum(&self, datum: &Datum) -> String {
        let vocabulary = &self.program.vocabulary;
        match datum {
            Datum::Quantity(found, unit) => match found.known() {
                Some(number) => match (number == Number::ONE, vocabulary.unit(*unit)) {
                    (true, unit @ ("years" | "months" | "days")) => format!("1 {}", unit.trim_end_matches('s')),
                    (_, unit) => exact(number, unit),
                },
                None => range(found, vocabulary.unit(*unit)),
            },
            Datum::Titre(found) => titre(found),
            Datum::Symbol(id) => self.symbol(*id),
            Datum::Symbols(ids) => self.symbols(ids, "and"),
            Datum::Days(days) => days.to_string(),
            Datum::Words(ids) => {
                let names: Vec<String> = ids.iter().map(|id| self.word(*id)).collect();
                crate::wording::words::listed(&names, "and")
            }
            Datum::Either(data) => {
                let names: Vec<String> = data.iter().map(|datum| self.datum(datum)).collect();
                crate::wording::words::listed(&names, "or")
            }
        }
    }
}

/// A number with all its digits, as a fraction where decimals cannot say it.
fn exact(number: Number, unit: &str) -> String {
    let text = number.to_string();
    let text = match text.strip_prefix('≈') {
        Some(_) => format!("{}/{}", number.numerator(), number.denominator()),
        None => text,
    };
    let unit = clinical(unit);
    if unit.is_empty() { text } else { format!("{text} {unit}") }
}
