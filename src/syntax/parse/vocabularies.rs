//! The items of vocabularies: words and their clauses.

use super::builder::{Builder, first_rule, has, parts};
use super::grammar::{Node, Rule};
use crate::syntax::tree::{
    AttributeDecl, AttributeForm, CodeRef, End, Name, Ordered, Relation, ResultForm, Word, WordClause, WordKind,
};

impl Builder<'_> {
    pub(super) fn word(&mut self, node: Node<'_>) -> Word {
        let kind = match first_rule(&node) {
            Some(Rule::kw_condition) => WordKind::Condition,
            Some(Rule::kw_drug) => WordKind::Drug,
            Some(Rule::kw_procedure) => WordKind::Procedure,
            Some(Rule::kw_vaccine) => WordKind::Vaccine,
            _ => WordKind::Measurement,
        };
        let mut parts = parts(node).peekable();
        let name = self.name(parts.next());
        let title = parts.next_if(|part| part.as_rule() == Rule::title).and_then(|title| self.text_of(title));
        Word { kind, name, title, clauses: parts.filter_map(|clause| self.word_clause(clause)).collect() }
    }

    fn word_clause(&mut self, node: Node<'_>) -> Option<WordClause> {
        Some(match node.as_rule() {
            Rule::result => WordClause::Result(parts(node).map(|form| self.result_form(form)).collect()),
            Rule::qualitative => self.qualitative(node),
            Rule::also => WordClause::Also(parts(node).map(|text| self.quoted(&text)).collect()),
            Rule::is_a => WordClause::IsA(self.name(parts(node).next())),
            Rule::codes => WordClause::Code(parts(node).map(|code| self.code(code)).collect()),
            Rule::molar_mass => {
                let of = parts(node.clone()).find(|part| part.as_rule() == Rule::name).map(|of| self.named(&of));
                WordClause::MolarMass(self.amount_of(node), of)
            }
            Rule::plausible => {
                let (low, high) = self.two_amounts(node);
                WordClause::Plausible(low, high)
            }
            Rule::attribute_clause => WordClause::Attribute(self.attribute(node)),
            Rule::computed_from => {
                let mut parts = parts(node);
                let formula = self.name(parts.next());
                WordClause::Computed { formula, from: parts.flat_map(|list| self.names(list)).collect() }
            }
            Rule::equivalent => {
                let of = self.name(parts(node.clone()).find(|part| part.as_rule() == Rule::name));
                let (amount, as_amount) = self.two_amounts(node);
                WordClause::Equivalent(amount, as_amount, of)
            }
            Rule::half_life => {
                let mut amounts = parts(node).filter(|part| part.as_rule() == Rule::amount);
                let from = self.some_amount(amounts.next());
                WordClause::HalfLife(from, amounts.next().map(|to| self.amount(to)))
            }
            Rule::joined => WordClause::Joined(self.amount_of(node)),
            Rule::lifelong => WordClause::Lifelong,
            Rule::superseded => WordClause::SupersededBy(self.name(parts(node).next())),
            Rule::source => WordClause::Source(self.text_of(node)?),
            Rule::unverified => WordClause::Unverified(self.text_of(node)?),
            _ => WordClause::Note(self.text_of(node)?),
        })
    }

    fn result_form(&mut self, node: Node<'_>) -> ResultForm {
        match node.as_rule() {
            Rule::value_list => ResultForm::Values(self.names(node)),
            Rule::number_form => {
                let (bounds, unit) = self.number_form(node);
                ResultForm::Number(bounds, unit)
            }
            Rule::titre_form => ResultForm::Titre,
            Rule::ordered => ResultForm::Ordered(self.ordered(node)),
            _ => ResultForm::Unit(self.named(&node)),
        }
    }

    /// The bounds and the unit of a number, where written.
    fn number_form(
        &mut self,
        node: Node<'_>,
    ) -> (Option<(crate::syntax::tree::Amount, crate::syntax::tree::Amount)>, Option<Name>) {
        let unit = parts(node.clone()).find(|part| part.as_rule() == Rule::unit).map(|unit| self.named(&unit));
        let bounds = has(&node, Rule::amount).then(|| self.two_amounts(node));
        (bounds, unit)
    }

    fn ordered(&mut self, node: Node<'_>) -> Ordered {
        let mut ordered = Ordered { values: Vec::new(), worst: None, outside: Vec::new() };
        for part in parts(node) {
            match part.as_rule() {
                Rule::value_list => ordered.values = self.names(part),
                Rule::worst if has(&part, Rule::kw_first) => ordered.worst = Some(End::First),
                Rule::worst => ordered.worst = Some(End::Last),
                _ => ordered.outside = self.listed(part),
            }
        }
        ordered
    }

    /// The values of the one list that a clause holds.
    pub(super) fn listed(&self, node: Node<'_>) -> Vec<Name> {
        parts(node).flat_map(|list| self.names(list)).collect()
    }

    fn qualitative(&mut self, node: Node<'_>) -> WordClause {
        let mut parts = parts(node);
        let name = self.name(parts.next());
        let relation = match parts.next().as_ref().and_then(first_rule) {
            Some(Rule::kw_above) => Relation::Above,
            Some(Rule::kw_below) => Relation::Below,
            Some(Rule::kw_up) => Relation::UpTo,
            _ => Relation::From,
        };
        WordClause::Qualitative { name, relation, bound: self.expression(parts.next()) }
    }

    fn code(&self, node: Node<'_>) -> CodeRef {
        let mut parts = parts(node);
        let (system, code) = (self.name(parts.next()), self.name(parts.next()));
        let mut code = CodeRef { system, code, to: None, implies: None };
        for part in parts {
            let rule = part.as_rule();
            let mut words = super::builder::parts(part);
            match rule {
                Rule::code_end => code.to = words.next().map(|to| self.named(&to)),
                _ => code.implies = Some((self.name(words.next()), self.name(words.next()))),
            }
        }
        code
    }

    fn attribute(&mut self, node: Node<'_>) -> AttributeDecl {
        let mut parts = parts(node);
        let name = self.name(parts.next());
        let form = parts.next().map(|form| self.attribute_form(form));
        AttributeDecl { name, form: form.unwrap_or(AttributeForm::Text) }
    }

    fn attribute_form(&mut self, node: Node<'_>) -> AttributeForm {
        match node.as_rule() {
            Rule::one_of => AttributeForm::OneOf(self.listed(node)),
            Rule::several_of => AttributeForm::SeveralOf(self.listed(node)),
            Rule::ordered => AttributeForm::Ordered(self.ordered(node)),
            Rule::number_form => {
                let (bounds, unit) = self.number_form(node);
                AttributeForm::Number(bounds, unit)
            }
            Rule::date_form => AttributeForm::Date,
            Rule::yes_no => AttributeForm::YesNo,
            _ => AttributeForm::Text,
        }
    }
}
