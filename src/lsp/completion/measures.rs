//! Units, lengths of time and points in time.

use super::Offer;
use super::keyword::{KEYWORD, OWN, UNUSED, USED, keyword_offers};
use super::offers::Offers;
use super::subject::{self, Left};
use crate::lsp::tokens::{TokenKind, tokens};
use crate::lsp::{amounts, card};
use crate::symbols::{Symbol, SymbolKind};
use crate::vocabulary::{AttributeForm, Named};
use gen_lsp_types::CompletionItemKind as Shape;

const TIME_UNITS: &[&str] = &["days", "weeks", "months", "years"];
const DOSES: &[&str] = &["mg", "g", "ug", "mg/kg", "mg/m2", "g/m2", "[IU]", "10*6{cells}", "10*6{cells}/kg"];
const DAILY_DOSES: &[&str] = &["mg/day", "g/day", "ug/day", "mg/kg/day", "mg/m2/day", "[IU]/day"];

impl Offers<'_> {
    /// Units that fit what stands on the left side.
    pub(super) fn units(&self, left: &Left<'_>) -> Vec<Offer> {
        if left.is_time() {
            return time_units(false);
        }
        let vocabulary = self.vocabulary();
        let words = subject::words(self.view, &left.phrase);
        let attribute = left.attribute.filter(|name| *name != "value");
        let mut offers = Vec::new();
        let unit = |text: &str, detail: String, rank: u8| Offer::new(text, Shape::Unit, detail, rank);
        match attribute {
            Some("dose" | "total_dose") => {
                offers.extend(ranked(DOSES).map(|(text, rank)| unit(text, "dose".to_owned(), rank)))
            }
            Some("daily_dose") => {
                offers.extend(ranked(DAILY_DOSES).map(|(text, rank)| unit(text, "dose per day".to_owned(), rank)));
            }
            Some(name) => {
                let id = vocabulary.attributes.iter().position(|known| known == name);
                for word in &words {
                    for (known, form) in &word.attributes {
                        if let AttributeForm::Number { unit: kept, .. } = form
                            && Some(usize::from(known.0)) == id
                        {
                            offers.push(unit(vocabulary.unit(*kept), format!("unit of `{name}`"), OWN));
                        }
                    }
                }
            }
            None => {
                for word in &words {
                    for (at, text) in amounts::units_of(vocabulary, word).into_iter().enumerate() {
                        let detail = if at == 0 {
                            format!("{} is kept in it", word.name)
                        } else {
                            format!("fits {}", word.name)
                        };
                        let mut offer = unit(&text, detail, if at == 0 { 0 } else { USED });
                        offer.documentation = card::named(vocabulary, Named::Word(word.id));
                        offers.push(offer);
                    }
                }
            }
        }
        if offers.is_empty() && words.is_empty() {
            offers = self.any_units();
        }
        offers.push(Offer::new("x", Shape::Keyword, "times: 3 x ULN", KEYWORD));
        offers
    }

    pub(super) fn any_units(&self) -> Vec<Offer> {
        let mut offers = time_units(false);
        let known =
            self.vocabulary().units.iter().map(String::as_str).chain(crate::value::unit::common().iter().copied());
        offers.extend(known.filter(|unit| !unit.is_empty()).map(|unit| Offer::new(unit, Shape::Unit, "unit", USED)));
        offers
    }

    /// Points in time.
    pub(super) fn points(&self) -> Vec<Offer> {
        let mut offers = self.symbols(|symbol| match symbol.kind {
            SymbolKind::Anchor => true,
            SymbolKind::Definition => self.gives(symbol, "event"),
            _ => false,
        });
        offers.extend(self.arguments());
        offers.extend(keyword_offers(&["start of", "end of", "date of", "it", "or during"]));
        offers.extend(self.named(|named| matches!(named, Named::Word(_))).into_iter().map(|mut offer| {
            offer.rank = offer.rank.max(KEYWORD + 1);
            offer
        }));
        offers
    }

    /// Lengths of time: parameters that hold one, and lengths that protocols often have.
    pub(super) fn lengths(&self) -> Vec<Offer> {
        let is_length = |symbol: &Symbol| {
            let written = symbol.declared.and_then(|(file, span)| Some(span.of(self.view.text(file)?.letters())));
            let unit =
                written.and_then(|written| tokens(written).into_iter().find(|token| token.kind == TokenKind::Unit));
            symbol.kind == SymbolKind::Parameter && unit.is_some_and(|unit| TIME_UNITS.contains(&unit.text))
        };
        let mut offers = self.symbols(is_length);
        offers.extend(self.arguments());
        offers.extend(keyword_offers(&["longer of", "shorter of"]));
        offers.extend(
            ["28 days", "3 months", "6 months", "5 half_lives"]
                .iter()
                .zip(KEYWORD + 1..)
                .map(|(text, rank)| Offer::new(*text, Shape::Value, "length of time", rank)),
        );
        offers
    }
}

pub(super) fn time_units(half_lives: bool) -> Vec<Offer> {
    let mut offers: Vec<Offer> =
        ranked(TIME_UNITS).map(|(unit, rank)| Offer::new(unit, Shape::Unit, "length of time", rank)).collect();
    if half_lives {
        offers.push(Offer::new("half_lives", Shape::Unit, "half-lives of the drug that the phrase is about", UNUSED));
    }
    offers
}

pub(super) fn ranked<'a>(words: &'a [&'a str]) -> impl Iterator<Item = (&'a str, u8)> {
    words.iter().copied().zip(0u8..)
}
