//! Codes of code systems, and what they imply.

use super::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{CodeRef, Name};
use crate::vocabulary::code::{CodeRange, normal};
use crate::vocabulary::{AttributeForm, AttributeId, CodeEntry, CodeSystem, Coded, SymbolId, WordId};

impl Builder {
    pub(super) fn read_codes(&mut self, id: WordId, codes: &[CodeRef]) {
        for code in codes {
            let Some(system) = self.system(&code.system) else { continue };
            let implies = match &code.implies {
                Some((attribute, value)) => match self.implied(id, attribute, value) {
                    Some(implied) => Some(implied),
                    None => continue,
                },
                None => None,
            };
            let to = code.to.as_ref().map(|to| to.text.clone());
            let entry = CodeEntry { system, code: code.code.text.clone(), to: to.clone(), implies };
            self.change(id, |word| word.codes.push(entry));
            self.place_code(system, code, Coded { word: id, implies });
        }
    }

    fn place_code(&mut self, system: CodeSystem, code: &CodeRef, coded: Coded) {
        let from = normal(system, &code.code.text);
        let Some(to) = &code.to else {
            let known = self.vocabulary.by_code.entry((system, from)).or_default();
            if !known.contains(&coded) {
                known.push(coded);
            }
            return;
        };
        let to = normal(system, &to.text);
        if from.len() != to.len() || from > to {
            let message = format!("`{} to {}` is not a range of codes", code.code.text, to);
            let finding = Diagnostic::new(Code::NotANumber, code.code.span, message);
            self.report(finding.reason("both ends have the same number of characters, and the first is the smaller"));
            return;
        }
        let ranges = &mut self.vocabulary.code_ranges;
        ranges.push(CodeRange { system, from, to, coded });
        // The narrowest range that holds a code comes first.
        ranges.sort_by(|a, b| (b.from.as_str(), a.to.as_str()).cmp(&(a.from.as_str(), b.to.as_str())));
    }

    fn system(&mut self, name: &Name) -> Option<CodeSystem> {
        let system = CodeSystem::find(&name.text);
        if system.is_none() {
            let message = format!("`{}` is not a code system", name.text);
            let known = CodeSystem::ALL.iter().map(|system| system.text());
            let finding = Diagnostic::new(Code::UnknownValue, name.span, message);
            let finding = finding.help("known are loinc, icd10cm, snomed, rxnorm, atc and cvx");
            self.report(finding.did_you_mean(&name.text, known));
        }
        system
    }

    /// The attribute and value that a code implies; both must be declared by the word.
    fn implied(&mut self, id: WordId, attribute: &Name, value: &Name) -> Option<(AttributeId, SymbolId)> {
        let known = self.attributes.get(&attribute.text).copied();
        let form = known.and_then(|known| {
            let word = self.vocabulary.word(id);
            word.attributes.iter().find(|(own, _)| *own == known).map(|(_, form)| form.clone())
        });
        let (Some(known), Some(form)) = (known, form) else {
            let message = format!("the word has no attribute `{}`", attribute.text);
            let names: Vec<String> = self.attribute_names(id);
            let finding = Diagnostic::new(Code::UnknownAttribute, attribute.span, message);
            self.report(finding.did_you_mean(&attribute.text, names));
            return None;
        };
        let values = match form {
            AttributeForm::OneOf(values) | AttributeForm::SeveralOf(values) => values,
            AttributeForm::Ordered(order) => [order.values, order.outside].concat(),
            _ => Vec::new(),
        };
        let symbol = self.symbols.get(&value.text).copied().filter(|symbol| values.contains(symbol));
        if symbol.is_none() {
            let message = format!("`{}` is not a value of `{}`", value.text, attribute.text);
            let names: Vec<String> = values.iter().map(|value| self.vocabulary.symbol(*value).to_owned()).collect();
            let finding = Diagnostic::new(Code::UnknownValue, value.span, message).did_you_mean(&value.text, names);
            self.report(finding);
        }
        symbol.map(|symbol| (known, symbol))
    }

    fn attribute_names(&self, id: WordId) -> Vec<String> {
        let word = self.vocabulary.word(id);
        word.attributes.iter().map(|(attribute, _)| self.vocabulary.attribute(*attribute).to_owned()).collect()
    }
}
