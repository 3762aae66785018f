//! What is offered at each kind of place.

use super::Offer;
use super::place::{Around, Place};
use super::subject::{self, Left};
use crate::lsp::tokens::TokenKind;
use crate::lsp::view::View;
use crate::lsp::workspace::Workspace;
use crate::lsp::{amounts, card, keywords};
use crate::symbols::{Symbol, SymbolKind};
use crate::syntax::tree::FileKind;
use crate::vocabulary::{AttributeForm, AttributeId, Form, Kind, Named, SymbolId, Vocabulary, Word, builtin};
use gen_lsp_types::CompletionItemKind as Shape;

const OWN: u8 = 1;
const KEYWORD: u8 = 2;
const USED: u8 = 3;
const UNUSED: u8 = 6;

/// How many letters are typed before words of vocabularies that the file does not use are offered.
const LETTERS_FOR_UNUSED: usize = 2;

const TIME_UNITS: &[&str] = &["days", "weeks", "months", "years"];
const DOSES: &[&str] = &["mg", "g", "ug", "mg/kg", "mg/m2", "g/m2", "[IU]", "10*6{cells}", "10*6{cells}/kg"];
const DAILY_DOSES: &[&str] = &["mg/day", "g/day", "ug/day", "mg/kg/day", "mg/m2/day", "[IU]/day"];

/// Keywords that begin a phrase, a value or something that holds.
const STARTS: &[&str] = &[
    "any",
    "no",
    "all of { }",
    "any of { }",
    "none of { }",
    "at least",
    "at most",
    "exactly",
    "every",
    "not",
    "if",
    "latest",
    "earliest",
    "highest",
    "lowest",
    "mean of",
    "median",
    "count",
    "current",
    "planned",
    "doses of",
    "days of",
    "total dose of",
    "average daily_dose of",
    "percent change from",
    "time since",
    "age",
    "sex",
    "judged",
    "confirmed",
    "meets",
    "contraindicated",
    "intolerant of",
    "site says",
    "longer of",
    "shorter of",
    "greater of",
    "lesser of",
    "choose",
];

/// Keywords that follow a phrase or a value.
const CONTINUES: &[&str] = &[
    "where",
    "within",
    "before",
    "after",
    "during",
    "since",
    "at",
    "started",
    "ended",
    "running",
    "lasting at least",
    "for a total of at least",
    "together with",
    "with",
    "without",
    "except",
    "by",
    "distinct by",
    "counting",
    "including any",
    "including all",
    "as",
    "per",
    "over all days",
    "over treated days",
    "only items",
    "without items",
    "is",
    "is not",
    "in",
    "not in",
    "includes any",
    "includes all",
    "between",
    "from",
    "and",
    "or",
    "unless",
    "but not",
    "then",
    "has",
    "days apart",
];

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

    fn vocabulary(&self) -> &'a Vocabulary {
        &self.view.checked.program.vocabulary
    }

    /// Declarations, those that fit the file first, with their skeletons.
    fn items(&self) -> Vec<Offer> {
        let kind = self.view.text(self.view.own).map_or(FileKind::Trial, |text| text.source.parsed().tree.kind());
        let next = |keyword: &str| self.next_id(keyword).unwrap_or_default();
        let (inclusion, exclusion) = (next("inclusion"), next("exclusion"));
        let criterion =
            |keyword: &str, id: &str| format!("{keyword} ${{1:{id}}} \"${{2:The protocol's sentence}}\"\n  $0");
        let skeletons: Vec<(&str, String, &[FileKind])> = vec![
            ("inclusion", criterion("inclusion", &inclusion), &[FileKind::Trial]),
            ("exclusion", criterion("exclusion", &exclusion), &[FileKind::Trial]),
            ("use", "use $0".to_owned(), &[FileKind::Trial, FileKind::Library, FileKind::Vocabulary]),
            ("parameter", "parameter ${1:name} = ${2:1 g/g} \"${3:What it is}\"$0".to_owned(), &[FileKind::Trial]),
            (
                "define",
                "define ${1:name} \"${2:What it says}\" ${3:truth} $0".to_owned(),
                &[FileKind::Trial, FileKind::Library],
            ),
            ("cohort", "cohort ${1:name} \"${2:What it is}\" when $0".to_owned(), &[FileKind::Trial]),
            (
                "anchor",
                "anchor ${1:name} \"${2:What it is}\" ${3:day}$0".to_owned(),
                &[FileKind::Trial, FileKind::Library],
            ),
            (
                "amendment",
                "amendment \"${1:2}\" replaces \"${2:1}\" from ${3:2026-01-01} {\n  $0\n}".to_owned(),
                &[FileKind::Trial],
            ),
            (
                "group",
                "group ${1:name} \"${2:What it is}\" { $0 }".to_owned(),
                &[FileKind::Trial, FileKind::Vocabulary],
            ),
            ("score", "score ${1:name} \"${2:Title}\"\n  ${3:computed}\n  $0".to_owned(), &[FileKind::Library]),
            ("lines", "lines ${1:name} \"${2:What it is}\"\n  of { $0 }".to_owned(), &[FileKind::Library]),
            (
                "trial",
                "trial ${1:NCT} \"${2:Title}\"\n  source \"${3:Protocol}\"\n\nuse common\n\n$0".to_owned(),
                &[FileKind::Trial],
            ),
            ("vocabulary", "vocabulary ${1:name} \"${2:Title}\"\n\n$0".to_owned(), &[FileKind::Vocabulary]),
            ("library", "library ${1:name} \"${2:Title}\"\n\n$0".to_owned(), &[FileKind::Library]),
            (
                "measurement",
                "measurement ${1:name} \"${2:Title}\"\n  result ${3:mg/dL}\n  source \"$0\"".to_owned(),
                &[FileKind::Vocabulary],
            ),
            ("condition", "condition ${1:name} \"${2:Title}\"\n  source \"$0\"".to_owned(), &[FileKind::Vocabulary]),
            ("drug", "drug ${1:name} \"${2:Title}\"\n  source \"$0\"".to_owned(), &[FileKind::Vocabulary]),
            ("procedure", "procedure ${1:name} \"${2:Title}\"\n  source \"$0\"".to_owned(), &[FileKind::Vocabulary]),
            ("vaccine", "vaccine ${1:name} \"${2:Title}\"\n  source \"$0\"".to_owned(), &[FileKind::Vocabulary]),
            (
                "judgement",
                "judgement ${1:name} \"${2:The question?}\"\n  answered by investigator\n  asked with ${3:judged}$0"
                    .to_owned(),
                &[FileKind::Vocabulary],
            ),
            ("site", "site ${1:name} \"${2:The question?}\"$0".to_owned(), &[FileKind::Vocabulary]),
            ("removes", "removes $0".to_owned(), &[FileKind::Trial]),
        ];
        let offer = |(keyword, skeleton, kinds): (&str, String, &[FileKind])| {
            let rank = if kinds.contains(&kind) { OWN } else { UNUSED };
            let mut offer = keyword_offer(keyword, rank);
            offer.kind = Shape::Snippet;
            offer.insert = Some(skeleton);
            offer.skeleton = true;
            offer
        };
        skeletons.into_iter().map(offer).collect()
    }

    /// The vocabularies and libraries that are not used yet.
    fn uses(&self) -> Vec<Offer> {
        let text = self.view.text(self.view.own);
        let used: Vec<&str> = text.iter().flat_map(|text| text.source.uses()).collect();
        let names = self.workspace.usable(self.name);
        let offer = |name: String| {
            let found = self.workspace.find(self.name, &name)?;
            let header = found.source.parsed().tree.header().cloned()?;
            let title = header.title.map(|title| title.text).unwrap_or_default();
            let rank = if used.contains(&name.as_str()) { UNUSED } else { OWN };
            let kind = if header.kind == FileKind::Library { "library" } else { "vocabulary" };
            let mut offer = Offer::new(&name, Shape::Module, &title, rank);
            offer.documentation = Some(card::head(&name, &title, kind, ""));
            offer.also = vec![title];
            Some(offer)
        };
        names.into_iter().filter_map(offer).collect()
    }

    /// Names and keywords with which a phrase, a value or a truth can begin.
    fn phrase(&self) -> Vec<Offer> {
        let mut offers = self.own_names(|kind| {
            matches!(kind, SymbolKind::Definition | SymbolKind::Parameter | SymbolKind::Score | SymbolKind::Group)
        });
        offers.extend(self.arguments());
        offers.extend(self.named(|named| matches!(named, Named::Word(_) | Named::Group(_))));
        offers.extend(keyword_offers(STARTS));
        offers
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

    /// Words, groups and questions that the file uses; where enough is typed, those that it could use, too.
    fn named(&self, wanted: impl Fn(Named) -> bool) -> Vec<Offer> {
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

    fn only_drugs(&self) -> bool {
        let mut last = self.around.before.iter().rev().map(|token| token.text);
        match last.next() {
            Some("contraindicated" | "as") => true,
            Some("of") => last.next() == Some("intolerant"),
            _ => false,
        }
    }

    fn is_of(&self, named: Named, kind: Kind) -> bool {
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

    fn is_asked(&self, named: Named, with: &str) -> bool {
        let Named::Question(id) = named else { return false };
        let question = self.vocabulary().questions.get(usize::from(id.0));
        question.is_some_and(|question| question.confirmed == (with == "confirmed"))
    }

    /// Whether a definition gives a truth, a value or events.
    fn gives(&self, symbol: &Symbol, what: &str) -> bool {
        let Some((file, span)) = symbol.declared else { return false };
        let Some(text) = self.view.text(file) else { return false };
        let written = crate::lsp::tokens::tokens(span.of(text.letters()));
        let kind = written.iter().find(|token| matches!(token.text, "truth" | "value" | "events" | "event"));
        kind.is_some_and(|kind| kind.text == what)
    }

    /// Names that the files declare beside words.
    fn own_names(&self, wanted: impl Fn(SymbolKind) -> bool) -> Vec<Offer> {
        self.symbols(|symbol| wanted(symbol.kind))
    }

    fn symbols(&self, wanted: impl Fn(&Symbol) -> bool) -> Vec<Offer> {
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
            let from = if own { String::new() } else { crate::lsp::address::short(text.name()) };
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
    fn arguments(&self) -> Vec<Offer> {
        let Some(define) = self.around.before.first().filter(|token| token.text == "define") else { return Vec::new() };
        let _ = define;
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

    /// Attributes that events of some words have; of no known word, every one there is.
    fn attributes(&self, words: &[&Word]) -> Vec<Offer> {
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
    fn values(&self, left: &Left<'_>) -> Vec<Offer> {
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

    /// Units that fit what stands on the left side.
    fn units(&self, left: &Left<'_>) -> Vec<Offer> {
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

    fn any_units(&self) -> Vec<Offer> {
        let mut offers = time_units(false);
        let known =
            self.vocabulary().units.iter().map(String::as_str).chain(crate::value::unit::common().iter().copied());
        offers.extend(known.filter(|unit| !unit.is_empty()).map(|unit| Offer::new(unit, Shape::Unit, "unit", USED)));
        offers
    }

    /// Points in time.
    fn points(&self) -> Vec<Offer> {
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
    fn lengths(&self) -> Vec<Offer> {
        let is_length = |symbol: &Symbol| {
            let written = symbol.declared.and_then(|(file, span)| Some(span.of(self.view.text(file)?.letters())));
            let unit = written.and_then(|written| {
                crate::lsp::tokens::tokens(written).into_iter().find(|token| token.kind == TokenKind::Unit)
            });
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

    fn next_ids(&self, keyword: &str) -> Vec<Offer> {
        let id = self.next_id(keyword);
        id.into_iter().map(|id| Offer::new(id, Shape::Value, format!("the next {keyword}"), OWN)).collect()
    }

    /// The id after the last one on that side, or the first.
    fn next_id(&self, keyword: &str) -> Option<String> {
        let text = self.view.text(self.view.own)?;
        let inclusion = keyword == "inclusion";
        let mut ids = text.source.parsed().tree.items.iter().filter_map(|item| match &item.kind {
            crate::syntax::tree::ItemKind::Criterion(criterion)
                if (criterion.side == crate::syntax::tree::Side::Inclusion) == inclusion =>
            {
                Some(criterion.id.text.clone())
            }
            _ => None,
        });
        let Some(last) = ids.next_back() else { return Some(if inclusion { "I1" } else { "E1" }.to_owned()) };
        let digits = last.len() - last.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
        let (head, number) = last.split_at(last.len() - digits);
        Some(format!("{head}{}", number.parse::<u32>().ok()?.checked_add(1)?))
    }
}

/// The names of the parameters of a definition, as it is written.
fn formals(written: &str) -> Vec<String> {
    let all = crate::lsp::tokens::tokens(written);
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
    let questions =
        (0u16..).take(vocabulary.questions.len()).map(|at| Named::Question(crate::vocabulary::QuestionId(at)));
    let sites = (0u16..).take(vocabulary.sites.len()).map(|at| Named::Site(crate::vocabulary::SiteId(at)));
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

fn keyword_offers(words: &[&str]) -> Vec<Offer> {
    words.iter().map(|word| keyword_offer(word, KEYWORD)).collect()
}

/// A keyword, or several that stand together, with the sentence on the first that has one.
fn keyword_offer(words: &str, rank: u8) -> Offer {
    let explained = words.split(' ').find_map(keywords::explained);
    let mut offer = Offer::new(words, Shape::Keyword, explained.map_or("keyword", |(_, page)| page.title), rank);
    offer.documentation = explained.map(|(sentence, _)| sentence.to_owned());
    if words.ends_with("{ }") {
        offer.insert = Some(words.replace("{ }", "{ $0 }"));
        offer.skeleton = true;
    }
    offer
}

fn time_units(half_lives: bool) -> Vec<Offer> {
    let mut offers: Vec<Offer> =
        ranked(TIME_UNITS).map(|(unit, rank)| Offer::new(unit, Shape::Unit, "length of time", rank)).collect();
    if half_lives {
        offers.push(Offer::new("half_lives", Shape::Unit, "half-lives of the drug that the phrase is about", UNUSED));
    }
    offers
}

fn ranked<'a>(words: &'a [&'a str]) -> impl Iterator<Item = (&'a str, u8)> {
    words.iter().copied().zip(0u8..)
}
