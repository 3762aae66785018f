//! The attributes of events.

use super::entry::Entry;
use super::node::{Key, Node};
use super::quantity::{DAILY_DOSES, DOSES, outside};
use super::reading::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::vocabulary::{AttributeForm, AttributeId, Datum, Kind, Named, SymbolId, WordId};

impl Reading<'_, '_, '_> {
    /// Every field of an entry that is left, as an attribute of the word; sorted.
    pub(super) fn attributes(
        &mut self,
        entry: &Entry<'_>,
        word: WordId,
        list: &'static str,
    ) -> Vec<(AttributeId, Datum)> {
        let mut out: Vec<(AttributeId, Datum)> = Vec::new();
        for (key, node) in entry.others() {
            if let Some(meant) = field_meant(list, &key.text) {
                let message = format!("an entry of `{list}` has no field `{}`", key.text);
                let finding = Diagnostic::new(Code::UnknownField, key.at, message).reason("it is not used");
                self.report(finding.help(format!("did you mean `{meant}`?")));
                continue;
            }
            let vocabulary = self.vocabulary();
            let id = self.lookup.attributes.get(key.text.as_ref()).copied();
            let form = id.and_then(|id| {
                let attributes = &vocabulary.word(word).attributes;
                attributes.iter().find(|(known, _)| *known == id).map(|(_, form)| (id, form))
            });
            match form {
                Some((id, form)) => {
                    out.extend(self.datum(key, node, word, form).map(|datum| (id, datum)));
                }
                None => self.unknown_attribute(key, word, list),
            }
        }
        out.sort_by_key(|(id, _)| *id);
        out
    }

    fn unknown_attribute(&mut self, key: &Key<'_>, word: WordId, list: &'static str) {
        let vocabulary = self.vocabulary();
        let word = vocabulary.word(word);
        let own: Vec<&str> = word.attributes.iter().map(|(id, _)| vocabulary.attribute(*id)).collect();
        if self.lookup.attributes.contains_key(key.text.as_ref()) && !word.vocabulary.is_empty() {
            let message = format!("`{}` has no attribute `{}`", word.name, key.text);
            let finding = Diagnostic::new(Code::UnknownAttributeValue, key.at, message);
            self.report(finding.reason("it is not used").did_you_mean(&key.text, own));
        } else {
            self.unknown_field(key, list, &own);
        }
    }

    /// What an attribute holds, in the form that the word declares.
    pub(super) fn datum(
        &mut self,
        key: &Key<'_>,
        node: &Node<'_>,
        word: WordId,
        form: &AttributeForm,
    ) -> Option<Datum> {
        match form {
            AttributeForm::OneOf(values) => self.symbol(key, node, values).map(Datum::Symbol),
            AttributeForm::Ordered(order) => {
                let all = [order.values.as_slice(), order.outside.as_slice()].concat();
                self.symbol(key, node, &all).map(Datum::Symbol)
            }
            AttributeForm::SeveralOf(values) => {
                let mut found = Vec::new();
                for entry in node.entries() {
                    found.push(self.symbol(key, entry, values)?);
                }
                found.sort_unstable();
                found.dedup();
                Some(Datum::Symbols(found))
            }
            AttributeForm::Number { unit, bounds } => {
                let datum = self.plain_quantity(node, word, &[*unit])?;
                match (&datum, bounds) {
                    (Datum::Quantity(range, _), Some(bounds)) if outside(range, *bounds) => {
                        let message = format!("`{}` lies between {} and {}", key.text, bounds.0, bounds.1);
                        let finding = Diagnostic::new(Code::ImplausibleValue, node.at, message);
                        self.report(finding.reason("a value outside is not used"));
                        None
                    }
                    _ => Some(datum),
                }
            }
            AttributeForm::Dose => self.plain_quantity(node, word, DOSES),
            AttributeForm::DailyDose => self.plain_quantity(node, word, DAILY_DOSES),
            AttributeForm::Date => self.date(Some(node), &key.text).map(Datum::Days),
            AttributeForm::Words(kind) => self.words(key, node, *kind).map(Datum::Words),
            AttributeForm::Text => {
                self.text(Some(node), &key.text);
                None
            }
        }
    }

    fn words(&mut self, key: &Key<'_>, node: &Node<'_>, kind: Kind) -> Option<Vec<WordId>> {
        let mut found = Vec::new();
        for entry in node.entries() {
            let text = self.text(Some(entry), &key.text)?;
            match super::word::find(self.vocabulary(), text) {
                Some(Named::Word(id)) if self.vocabulary().word(id).kind == kind => found.push(id),
                _ => {
                    self.unknown_word(entry, text, kind);
                    found.push(kind.unmapped());
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        Some(found)
    }

    /// One value of a list; letters may be large or small.
    pub(super) fn symbol(&mut self, key: &Key<'_>, node: &Node<'_>, values: &[SymbolId]) -> Option<SymbolId> {
        let text = self.text(Some(node), &key.text)?;
        let found = self.symbol_named(text, values);
        if found.is_none() {
            let vocabulary = self.vocabulary();
            let names: Vec<&str> = values.iter().map(|value| vocabulary.symbol(*value)).collect();
            let message = format!("`{text}` is not a value of `{}`", key.text);
            let finding = Diagnostic::new(Code::UnknownAttributeValue, node.at, message);
            let finding = finding.help(format!("its values are {}", names.join(", ")));
            self.report(finding.reason("it is not used").did_you_mean(text, names));
        }
        found
    }

    pub(super) fn symbol_named(&self, text: &str, values: &[SymbolId]) -> Option<SymbolId> {
        let vocabulary = self.vocabulary();
        let exact = self.lookup.symbols.get(text).copied().filter(|symbol| values.contains(symbol));
        exact.or_else(|| {
            let meant = match text {
                "true" => "yes",
                "false" => "no",
                _ => text,
            };
            let meant = meant.replace([' ', '-'], "_");
            values.iter().copied().find(|value| vocabulary.symbol(*value).eq_ignore_ascii_case(&meant))
        })
    }
}

/// The field that is meant by the name by which rules ask for a date: those names are no fields of records.
pub(super) fn field_meant(list: &str, name: &str) -> Option<&'static str> {
    Some(match (list, name) {
        ("medications" | "lines", "end") => "stop",
        ("medications" | "lines" | "changes", "date") => "start",
        ("conditions", "start" | "date") => "onset",
        ("conditions", "stop") => "end",
        ("measurements" | "procedures" | "vaccinations" | "scores", "date" | "start" | "end") => "on",
        _ => return None,
    })
}
