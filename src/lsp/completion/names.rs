//! Names: words, groups and questions of vocabularies, and what the files themselves declare.

use super::Offer;
use super::keyword::{OWN, UNUSED, USED};
use super::offers::Offers;
use crate::lsp::tokens::{TokenKind, tokens};
use crate::lsp::{address, card};
use crate::symbols::{Symbol, SymbolKind};
use crate::vocabulary::{Kind, Named, QuestionId, SiteId, Vocabulary};
use gen_lsp_types::CompletionItemKind as Shape;

/// How many letters are typed before words of vocabularies that the file does not use are offered.
const LETTERS_FOR_UNUSED: usize = 2;

impl Offers<'_> {
    /// Words, groups and questions that the file uses; where enough is typed, those that it could use, too.
    pub(super) fn named(&self, wanted: impl Fn(Named) -> bool) -> Vec<Offer> {
        let mut offers: Vec<Offer> = all_named(self.vocabulary())
            .filter(|named| wanted(*named))
            .filter_map(|named| word_offer(self.vocabulary(), named, USED))
            .collect();
        if self.around.prefix.chars().count() < LETTERS_FOR_UNUSED {
            return offers;
        }
        let known: Vec<String> = offers.iter().map(|offer| offer.label.clone()).collect();
        let Some(lexicon) = self.workspace.lexicon(self.name) else { return offers };
        let all = &lexicon.checked.program.vocabulary;
        let like = Offers { view: &lexicon, workspace: self.workspace, around: self.around, name: self.name };
        let place_wants = |named: Named| match named {
            Named::Question(id) => all.questions.get(usize::from(id.0)).is_some_and(|question| {
                let last = self.around.before.last().map_or("", |token| token.text);
                (last == "confirmed") == question.confirmed && matches!(last, "judged" | "confirmed")
            }),
            Named::Site(_) => self.around.before.last().is_some_and(|token| token.text == "says"),
            Named::Word(_) | Named::Group(_) => {
                !matches!(self.around.before.last().map(|token| token.text), Some("judged" | "confirmed" | "says"))
                    && (!self.only_drugs() || like.is_of(named, Kind::Drug))
            }
        };
        for named in all_named(all).filter(|named| place_wants(*named)) {
            let from = all.declared_in(named);
            if let Some(mut offer) = word_offer(all, named, UNUSED)
                && !known.contains(&offer.label)
            {
                offer.detail = format!("{} (adds use {from})", offer.detail);
                offer.needs = Some(from);
                offers.push(offer);
            }
        }
        offers
    }

    pub(super) fn only_drugs(&self) -> bool {
        let mut last = self.around.before.iter().rev().map(|token| token.text);
        match last.next() {
            Some("contraindicated" | "as") => true,
            Some("of") => last.next() == Some("intolerant"),
            _ => false,
        }
    }

    pub(super) fn is_of(&self, named: Named, kind: Kind) -> bool {
        let vocabulary = self.vocabulary();
        match named {
            Named::Word(id) => vocabulary.word(id).kind == kind,
            Named::Group(at) => {
                let members = vocabulary.groups.get(at).map(|group| group.members.as_slice()).unwrap_or_default();
                members.iter().any(|id| vocabulary.word(*id).kind == kind)
            }
            _ => false,
        }
    }

    pub(super) fn is_asked(&self, named: Named, with: &str) -> bool {
        let Named::Question(id) = named else { return false };
        let question = self.vocabulary().questions.get(usize::from(id.0));
        question.is_some_and(|question| question.confirmed == (with == "confirmed"))
    }

    /// Whether a definition gives a truth, a value or events.
    pub(super) fn gives(&self, symbol: &Symbol, what: &str) -> bool {
        let Some((file, span)) = symbol.declared else { return false };
        let Some(text) = self.view.text(file) else { return false };
        let written = tokens(span.of(text.letters()));
        let kind = written.iter().find(|token| matches!(token.text, "truth" | "value" | "events" | "event"));
        kind.is_some_and(|kind| kind.text == what)
    }

    pub(super) fn symbols(&self, wanted: impl Fn(&Symbol) -> bool) -> Vec<Offer> {
        let symbols = self.view.symbols();
        let mut offers = Vec::new();
        for (_, symbol) in symbols.all().filter(|(_, symbol)| wanted(symbol)) {
            let Some((file, span)) = symbol.declared else { continue };
            let own = file == self.view.own;
            let belongs_to_one = matches!(symbol.kind, SymbolKind::Criterion | SymbolKind::Cohort);
            let Some(text) = self.view.text(file).filter(|_| own || !belongs_to_one) else { continue };
            let shape = match symbol.kind {
                SymbolKind::Definition | SymbolKind::Score => Shape::Function,
                SymbolKind::Parameter => Shape::Constant,
                SymbolKind::Anchor => Shape::Event,
                _ => Shape::Reference,
            };
            let title = symbol.title.as_deref().unwrap_or_default();
            let written = span.of(text.letters());
            let takes = if symbol.kind == SymbolKind::Definition { formals(written) } else { Vec::new() };
            let detail = format!(
                "{}{}",
                symbol.kind.text(),
                if title.is_empty() { String::new() } else { format!(": {title}") }
            );
            let mut offer = Offer::new(&symbol.name, shape, detail, if own { OWN } else { USED });
            let from = if own { String::new() } else { address::short(text.name()) };
            offer.documentation = Some(card::declared(symbol, written, &from));
            offer.also = vec![title.to_owned()];
            if !takes.is_empty() {
                let stops: Vec<String> = takes.iter().zip(1..).map(|(name, at)| format!("${{{at}:{name}}}")).collect();
                offer.insert = Some(format!("{}({})$0", symbol.name, stops.join(", ")));
                offer.skeleton = true;
            }
            offers.push(offer);
        }
        offers
    }

    /// The parameters of the definition that is being written.
    pub(super) fn arguments(&self) -> Vec<Offer> {
        if self.around.before.first().is_none_or(|token| token.text != "define") {
            return Vec::new();
        }
        let Some(name) = self.around.before.get(1) else { return Vec::new() };
        let own = |symbol: &Symbol| symbol.kind == SymbolKind::Argument && symbol.within.as_deref() == Some(name.text);
        let mut offers = self.symbols(own);
        if offers.is_empty() {
            // The definition does not parse yet: its parentheses tell.
            let names = self.around.before.windows(2).filter(|pair| pair.last().is_some_and(|token| token.text == ":"));
            let names = names.filter_map(|pair| pair.first()).filter(|token| token.kind == TokenKind::Word);
            offers.extend(names.map(|name| Offer::new(name.text, Shape::Variable, "parameter of the definition", OWN)));
        }
        offers.iter_mut().for_each(|offer| offer.rank = 0);
        offers
    }
}

/// The names of the parameters of a definition, as it is written.
fn formals(written: &str) -> Vec<String> {
    let all = tokens(written);
    let head = all.iter().position(|token| token.text == ")").unwrap_or(0);
    let head = all.get(..head).unwrap_or_default();
    if head.get(2).is_none_or(|token| token.text != "(") {
        return Vec::new();
    }
    head.windows(2)
        .filter(|pair| pair.last().is_some_and(|token| token.text == ":"))
        .filter_map(|pair| Some(pair.first()?.text.to_owned()))
        .collect()
}

fn all_named(vocabulary: &Vocabulary) -> impl Iterator<Item = Named> {
    let words = vocabulary.words.iter().filter(|word| !word.vocabulary.is_empty()).map(|word| Named::Word(word.id));
    let groups = (0..vocabulary.groups.len()).map(Named::Group);
    let questions = (0u16..).take(vocabulary.questions.len()).map(|at| Named::Question(QuestionId(at)));
    let sites = (0u16..).take(vocabulary.sites.len()).map(|at| Named::Site(SiteId(at)));
    words.chain(groups).chain(questions).chain(sites)
}

fn word_offer(vocabulary: &Vocabulary, named: Named, rank: u8) -> Option<Offer> {
    let (title, kind, shape, also, superseded) = match named {
        Named::Word(id) => {
            let word = vocabulary.word(id);
            let superseded = word.superseded_by.is_some();
            (word.title.clone(), card::kind(word.kind), Shape::Class, word.also.clone(), superseded)
        }
        Named::Group(at) => (vocabulary.groups.get(at)?.title.clone(), "group", Shape::Enum, Vec::new(), false),
        Named::Question(id) => {
            let question = vocabulary.questions.get(usize::from(id.0))?;
            (question.text.clone(), "judgement", Shape::Method, Vec::new(), false)
        }
        Named::Site(id) => {
            let site = vocabulary.sites.get(usize::from(id.0))?;
            (site.text.clone(), "question to the site", Shape::Method, Vec::new(), false)
        }
    };
    let mut offer = Offer::new(vocabulary.name_of(named), shape, format!("{kind}: {title}"), rank);
    offer.documentation = card::named(vocabulary, named);
    offer.also = also;
    offer.also.push(title);
    offer.superseded = superseded;
    Some(offer)
}
