//! The attributes of a word's events: those of its kind and those that it declares.

use super::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{self, AttributeDecl, WordClause};
use crate::vocabulary::{AttributeForm, AttributeId, Form, Kind, Order, WordId, builtin};

impl Builder {
    /// Reads `attribute` clauses on top of the built-in attributes of the kind; a declared one takes the place of a
    /// built-in one of that name.
    pub(super) fn read_attributes(&mut self, id: WordId, word: &tree::Word) {
        let mut attributes = self.own_attributes(id);
        for clause in &word.clauses {
            let WordClause::Attribute(declared) = clause else { continue };
            let attribute = self.attribute(&declared.name.text);
            let Some(form) = self.attribute_form(declared) else { continue };
            attributes.retain(|(known, _)| *known != attribute);
            attributes.push((attribute, form));
        }
        attributes.sort_by_key(|(attribute, _)| *attribute);
        self.change(id, |word| word.attributes = attributes);
    }

    /// The built-in attributes of a word's kind.
    pub(super) fn own_attributes(&mut self, id: WordId) -> Vec<(AttributeId, AttributeForm)> {
        let kind = self.kind_of_word(id);
        if let Some(known) = self.own_attributes.get(&kind) {
            return known.clone();
        }
        let mut out = Vec::new();
        for attribute in builtin::attributes_of(kind) {
            if let Some(form) = self.own_form(id, kind, *attribute) {
                out.push((*attribute, form));
            }
        }
        // What `value` is differs from word to word.
        if !builtin::attributes_of(kind).contains(&builtin::attribute::VALUE) {
            self.own_attributes.insert(kind, out.clone());
        }
        out
    }

    fn own_form(&mut self, id: WordId, kind: Kind, attribute: AttributeId) -> Option<AttributeForm> {
        use builtin::attribute as a;
        if let Some((values, ordered)) = builtin::values_of(kind, attribute) {
            let values = values.iter().map(|value| self.symbol(value)).collect();
            let order = |values| Order { values, worst_last: Some(true), outside: Vec::new() };
            return Some(if ordered { AttributeForm::Ordered(order(values)) } else { AttributeForm::OneOf(values) });
        }
        Some(match attribute {
            a::VALUE => return self.vocabulary.word(id).forms.first().map(form_of_result),
            a::DATE | a::START | a::END | a::DIAGNOSED | a::PROGRESSION => AttributeForm::Date,
            a::DRUG | a::DRUGS => AttributeForm::Words(Kind::Drug),
            a::DOSE | a::TOTAL_DOSE => AttributeForm::Dose,
            a::DAILY_DOSE => AttributeForm::DailyDose,
            a::NUMBER | a::DOSE_NUMBER => AttributeForm::Number { unit: builtin::unit::ONE, bounds: None },
            _ => AttributeForm::Text,
        })
    }

    fn attribute_form(&mut self, declared: &AttributeDecl) -> Option<AttributeForm> {
        Some(match &declared.form {
            tree::AttributeForm::OneOf(values) => {
                AttributeForm::OneOf(values.iter().map(|value| self.symbol(&value.text)).collect())
            }
            tree::AttributeForm::SeveralOf(values) => {
                AttributeForm::SeveralOf(values.iter().map(|value| self.symbol(&value.text)).collect())
            }
            tree::AttributeForm::Ordered(ordered) => AttributeForm::Ordered(self.order(ordered)),
            tree::AttributeForm::YesNo => AttributeForm::OneOf(vec![builtin::symbol::YES, builtin::symbol::NO]),
            tree::AttributeForm::Date => AttributeForm::Date,
            tree::AttributeForm::Text => AttributeForm::Text,
            tree::AttributeForm::Number(bounds, unit) => {
                let (unit, bounds) = self.number_form(bounds.as_ref(), unit.as_ref())?;
                AttributeForm::Number { unit, bounds }
            }
        })
    }

    /// Gives every word the attributes of the words above it, where it has none of that name.
    pub(super) fn inherit_attributes(&mut self, id: WordId, name: &tree::Name) {
        let word = self.vocabulary.word(id);
        let mut inherited: Vec<(AttributeId, AttributeForm, WordId)> = Vec::new();
        let mut differing = Vec::new();
        for ancestor in &word.ancestors {
            for (attribute, form) in &self.vocabulary.word(*ancestor).attributes {
                if word.attributes.iter().any(|(own, _)| own == attribute) {
                    continue;
                }
                match inherited.iter().find(|(known, _, _)| known == attribute) {
                    Some((_, known, from)) if known != form && !self.above(*from, *ancestor) => {
                        differing.push((*attribute, *from, *ancestor));
                    }
                    Some(_) => {}
                    None => inherited.push((*attribute, form.clone(), *ancestor)),
                }
            }
        }
        for (attribute, one, other) in differing {
            let (one, other) = (&self.vocabulary.word(one).name, &self.vocabulary.word(other).name);
            let attribute = self.vocabulary.attribute(attribute);
            let message = format!("`{one}` and `{other}` give `{}` different attributes `{attribute}`", name.text);
            let finding = Diagnostic::new(Code::ConflictingWords, name.span, message);
            self.report(finding.help(format!("declare `attribute {attribute}` at `{}`", name.text)));
        }
        self.change(id, |word| {
            word.attributes.extend(inherited.into_iter().map(|(attribute, form, _)| (attribute, form)));
            word.attributes.sort_by_key(|(attribute, _)| *attribute);
        });
    }

    fn above(&self, lower: WordId, upper: WordId) -> bool {
        self.vocabulary.word(lower).ancestors.contains(&upper)
    }
}

/// What `value` holds, as an attribute.
fn form_of_result(form: &Form) -> AttributeForm {
    match form {
        Form::Quantity { unit, bounds } => AttributeForm::Number { unit: *unit, bounds: *bounds },
        Form::Titre => AttributeForm::Number { unit: builtin::unit::ONE, bounds: None },
        Form::Values(values) => AttributeForm::OneOf(values.clone()),
        Form::Ordered(order) => AttributeForm::Ordered(order.clone()),
    }
}
