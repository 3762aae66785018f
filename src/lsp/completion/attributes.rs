//! Attributes of what a phrase selects, and their values.

use super::Offer;
use super::keyword::{OWN, keyword_offer};
use super::offers::Offers;
use super::subject::{self, Left};
use crate::lsp::{amounts, card};
use crate::vocabulary::{AttributeForm, AttributeId, Form, Kind, SymbolId, Word, builtin};
use gen_lsp_types::CompletionItemKind as Shape;

impl Offers<'_> {
    /// Attributes that events of some words have; of no known word, every one there is.
    pub(super) fn attributes(&self, words: &[&Word]) -> Vec<Offer> {
        let vocabulary = self.vocabulary();
        let mut ids: Vec<AttributeId> =
            words.iter().flat_map(|word| word.attributes.iter().map(|(id, _)| *id)).collect();
        let has_result = words.iter().any(|word| matches!(word.kind, Kind::Measurement | Kind::Score));
        if has_result {
            ids.push(builtin::attribute::VALUE);
        }
        if words.is_empty() {
            ids.extend((0..).map(AttributeId).take(vocabulary.attributes.len()));
        }
        ids.sort_unstable();
        ids.dedup();
        let offer = |id: AttributeId| {
            let card = card::attribute(vocabulary, id, words);
            let holds = card.lines().find_map(|line| line.strip_prefix("- holds: ")).unwrap_or("attribute").to_owned();
            let rank = if vocabulary.attribute(id) == "value" { 0 } else { OWN };
            let mut offer = Offer::new(vocabulary.attribute(id), Shape::Field, holds, rank);
            offer.documentation = Some(card);
            offer
        };
        ids.into_iter().map(offer).collect()
    }

    /// Values of the attribute or result on the left side.
    pub(super) fn values(&self, left: &Left<'_>) -> Vec<Offer> {
        let vocabulary = self.vocabulary();
        let words = subject::words(self.view, &left.phrase);
        let attribute = left.attribute.filter(|name| *name != "value");
        let id = attribute.and_then(|name| vocabulary.attributes.iter().position(|known| known == name));
        let mut symbols: Vec<SymbolId> = Vec::new();
        let mut offers = Vec::new();
        for word in &words {
            match id {
                Some(id) => {
                    let form =
                        word.attributes.iter().find(|(known, _)| usize::from(known.0) == id).map(|(_, form)| form);
                    match form {
                        Some(AttributeForm::OneOf(values) | AttributeForm::SeveralOf(values)) => symbols.extend(values),
                        Some(AttributeForm::Ordered(order)) => {
                            symbols.extend(order.values.iter().chain(&order.outside))
                        }
                        Some(AttributeForm::Words(kind)) => offers.extend(self.named(|named| self.is_of(named, *kind))),
                        _ if attribute == Some("drug") => {
                            offers.extend(self.named(|named| self.is_of(named, Kind::Drug)))
                        }
                        _ => {}
                    }
                }
                None => {
                    for form in &word.forms {
                        match form {
                            Form::Values(values) => symbols.extend(values),
                            Form::Ordered(order) => symbols.extend(order.values.iter().chain(&order.outside)),
                            _ => {}
                        }
                    }
                    let meanings = word.qualitative.iter();
                    offers.extend(meanings.map(|meaning| {
                        let bound = amounts::bound(vocabulary, word, meaning);
                        Offer::new(&meaning.name, Shape::EnumMember, format!("{} {bound}", word.name), OWN)
                    }));
                }
            }
        }
        if left.phrase.first().is_some_and(|token| token.text == "sex") {
            offers.extend(["female", "male"].map(|sex| Offer::new(sex, Shape::EnumMember, "sex", OWN)));
        }
        let mut seen: Vec<SymbolId> = Vec::new();
        for symbol in symbols {
            if !seen.contains(&symbol) {
                seen.push(symbol);
                let of = attribute.map_or("the result".to_owned(), |name| format!("`{name}`"));
                let mut offer = Offer::new(vocabulary.symbol(symbol), Shape::EnumMember, format!("value of {of}"), OWN);
                // Values keep the order in which they are declared.
                offer.rank = OWN.saturating_add(u8::try_from(seen.len()).unwrap_or(u8::MAX));
                offers.push(offer);
            }
        }
        let before = self.around.before.last().map_or("", |token| token.text);
        if before == "is" {
            let more = ["not", "known", "worse than", "better than", "only { }"];
            offers.extend(more.map(|word| keyword_offer(word, u8::MAX)));
        }
        offers
    }
}
