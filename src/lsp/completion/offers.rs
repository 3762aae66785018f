//! What is offered at each kind of place.

use super::Offer;
use super::keyword::{CONTINUES, KEYWORD, OWN, STARTS, USED, keyword_offers};
use super::measures::time_units;
use super::place::{Around, Place};
use super::subject;
use crate::lsp::tokens::TokenKind;
use crate::lsp::view::View;
use crate::lsp::workspace::Workspace;
use crate::symbols::SymbolKind;
use crate::vocabulary::{Kind, Named, Vocabulary};

/// Everything that offers are made of.
pub(super) struct Offers<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) view: &'a View,
    pub(super) around: &'a Around<'a>,
    pub(super) name: &'a str,
}

impl<'a> Offers<'a> {
    /// What is offered at a place.
    pub(super) fn at(&self, place: &Place<'a>) -> Vec<Offer> {
        match place {
            Place::Nothing => Vec::new(),
            Place::Item => self.items(),
            Place::Use => self.uses(),
            Place::Keywords(words, phrase) => {
                let mut offers = keyword_offers(words);
                if *phrase {
                    offers.extend(self.phrase());
                }
                offers
            }
            Place::Phrase => self.phrase(),
            Place::Suffix => keyword_offers(CONTINUES),
            Place::Amount => self.amounts(),
            Place::Attribute(phrase) => self.attributes(&subject::words(self.view, phrase)),
            Place::Value(left) => self.values(left),
            Place::Unit(left) => self.units(left),
            Place::TimeUnit => time_units(true),
            Place::AnyUnit => self.any_units(),
            Place::Point => self.points(),
            Place::Length => self.lengths(),
            Place::Asked(with) => self.named(|named| self.is_asked(named, with)),
            Place::Site => self.named(|named| matches!(named, Named::Site(_))),
            Place::Meets => self.symbols(|symbol| match symbol.kind {
                SymbolKind::Score => true,
                SymbolKind::Definition => self.gives(symbol, "truth"),
                _ => false,
            }),
            Place::Drug => {
                let mut offers = self.named(|named| self.is_of(named, Kind::Drug));
                offers.extend(self.arguments());
                offers
            }
            Place::Word => self.named(|named| matches!(named, Named::Word(_) | Named::Group(_))),
            Place::Criterion => self.symbols(|symbol| symbol.kind == SymbolKind::Criterion),
            Place::NewCriterion(keyword) => self.next_ids(keyword),
            Place::Cohort => self.symbols(|symbol| symbol.kind == SymbolKind::Cohort),
            Place::Anchor => self.symbols(|symbol| symbol.kind == SymbolKind::Anchor),
            Place::ScorePart => {
                self.symbols(|symbol| matches!(symbol.kind, SymbolKind::ScoreItem | SymbolKind::Domain))
            }
        }
    }

    pub(super) fn vocabulary(&self) -> &'a Vocabulary {
        &self.view.checked.program.vocabulary
    }

    /// Names and keywords with which a phrase, a value or a truth can begin.
    fn phrase(&self) -> Vec<Offer> {
        let mut offers = self.symbols(|symbol| {
            matches!(
                symbol.kind,
                SymbolKind::Definition | SymbolKind::Parameter | SymbolKind::Score | SymbolKind::Group
            )
        });
        offers.extend(self.arguments());
        let mut words = self.named(|named| matches!(named, Named::Word(_) | Named::Group(_)));
        if let Some(results) = self.chooses() {
            // Events are wanted: neither thresholds nor what holds or not.
            offers = self.symbols(|symbol| match symbol.kind {
                SymbolKind::Definition => self.gives(symbol, "events") || self.gives(symbol, "event"),
                SymbolKind::Score | SymbolKind::Group => true,
                _ => false,
            });
            offers.extend(self.arguments());
            for word in words.iter_mut().filter(|word| word.rank == USED) {
                let measured = word.detail.starts_with(Kind::Measurement.list().trim_end_matches('s'));
                word.rank = if measured || !results { OWN } else { KEYWORD };
            }
        }
        offers.extend(words);
        offers.extend(keyword_offers(STARTS));
        offers
    }

    /// Whether the word before chooses or counts events, and whether it asks for their results.
    fn chooses(&self) -> Option<bool> {
        let mut before = self.around.before.iter().rev();
        let last = before.next()?;
        match last.text {
            "latest" | "earliest" | "highest" | "lowest" | "mean" | "median" => Some(true),
            "any" | "no" | "current" | "planned" | "count" => Some(false),
            _ if last.kind == TokenKind::Number => {
                before.next().filter(|token| matches!(token.text, "least" | "most" | "exactly")).map(|_| false)
            }
            _ => None,
        }
    }

    /// What a value is compared with: parameters, values of definitions, arguments.
    fn amounts(&self) -> Vec<Offer> {
        let mut offers = self.symbols(|symbol| match symbol.kind {
            SymbolKind::Parameter => true,
            SymbolKind::Definition => self.gives(symbol, "value"),
            _ => false,
        });
        offers.extend(self.arguments());
        offers.extend(keyword_offers(&[
            "latest",
            "earliest",
            "highest",
            "lowest",
            "ULN",
            "LLN",
            "greater of",
            "lesser of",
        ]));
        offers
    }
}
