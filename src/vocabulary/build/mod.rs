//! Vocabulary, library and trial files to one [`Vocabulary`].
//!
//! Two passes: first every declared name gets its place, then clauses are read and links between words resolved, so that
//! the order of declarations never matters. Every source has its own findings; what is wrong with one word leaves the
//! others as they are.

mod attributes;
mod clauses;
mod codes;
mod forms;
mod groups;
mod links;
mod names;
mod questions;
mod scores;
#[cfg(test)]
mod tests;

use super::{AttributeForm, AttributeId, Kind, Named, SymbolId, UnitId, Vocabulary, WordId, builtin};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree;
use crate::value::{Number, Unit};
pub use names::declares_words;
use std::collections::{BTreeMap, HashMap};

/// One parsed file that may declare words.
#[derive(Clone, Copy, Debug)]
pub struct VocabularySource<'a> {
    /// The name of the vocabulary, library or trial.
    pub name: &'a str,
    /// Its tree.
    pub tree: &'a tree::File,
}

/// Builds the vocabulary of some files. Gives the findings of each file, in the order of the files.
#[must_use]
pub fn build(sources: &[VocabularySource<'_>]) -> (Vocabulary, Vec<Vec<Diagnostic>>) {
    let mut builder = Builder::new(sources.len());
    let declared = builder.place_names(sources);
    for item in &declared {
        builder.at = item.source;
        builder.read_word(item);
    }
    builder.link_words(&declared);
    for item in &declared {
        builder.at = item.source;
        builder.read_links(item);
    }
    builder.resolve_groups(&declared);
    builder.warn_of_superseded(&declared);
    (builder.vocabulary, builder.findings)
}

/// One declaration that got a place.
struct Declared<'a> {
    source: usize,
    named: Named,
    item: Item<'a>,
}

/// What is declared.
#[derive(Clone, Copy, PartialEq)]
enum Item<'a> {
    Word(&'a tree::Word),
    Score(&'a tree::Score),
    Group(&'a tree::Group),
    Judgement(&'a tree::Judgement),
    Site(&'a tree::Site),
}

struct Builder {
    vocabulary: Vocabulary,
    findings: Vec<Vec<Diagnostic>>,
    /// The source that is being read.
    at: usize,
    attributes: HashMap<String, AttributeId>,
    symbols: HashMap<String, SymbolId>,
    /// The built-in attributes of kinds whose words all have the same.
    own_attributes: BTreeMap<Kind, Vec<(AttributeId, AttributeForm)>>,
}

impl Builder {
    fn new(sources: usize) -> Builder {
        let mut vocabulary = Vocabulary {
            attributes: builtin::attribute::ALL.iter().map(|text| (*text).to_owned()).collect(),
            symbols: builtin::symbol::ALL.iter().map(|text| (*text).to_owned()).collect(),
            ..Vocabulary::default()
        };
        for text in builtin::unit::ALL {
            if let Ok(unit) = Unit::parse(text) {
                vocabulary.units.push((*text).to_owned());
                vocabulary.parsed_units.push(unit);
            }
        }
        let attributes = numbered(&vocabulary.attributes, AttributeId);
        let symbols = numbered(&vocabulary.symbols, SymbolId);
        Builder {
            vocabulary,
            findings: vec![Vec::new(); sources],
            at: 0,
            attributes,
            symbols,
            own_attributes: BTreeMap::new(),
        }
    }

    fn report(&mut self, finding: Diagnostic) {
        let Some(findings) = self.findings.get_mut(self.at) else { return };
        let same = |last: &Diagnostic| last == &finding && last.span().start == finding.span().start;
        if !findings.last().is_some_and(same) {
            findings.push(finding);
        }
    }

    fn word_mut(&mut self, id: WordId) -> Option<&mut super::Word> {
        self.vocabulary.words.get_mut(usize::from(id.0))
    }

    /// The id of a value, new or known.
    fn symbol(&mut self, text: &str) -> SymbolId {
        if let Some(id) = self.symbols.get(text) {
            return *id;
        }
        let id = SymbolId(u16::try_from(self.vocabulary.symbols.len()).unwrap_or(u16::MAX));
        self.vocabulary.symbols.push(text.to_owned());
        self.symbols.insert(text.to_owned(), id);
        id
    }

    /// The id of an attribute, new or known.
    fn attribute(&mut self, text: &str) -> AttributeId {
        if let Some(id) = self.attributes.get(text) {
            return *id;
        }
        let id = AttributeId(u16::try_from(self.vocabulary.attributes.len()).unwrap_or(u16::MAX));
        self.vocabulary.attributes.push(text.to_owned());
        self.attributes.insert(text.to_owned(), id);
        id
    }

    /// The id of a unit, new or known; the same unit written in two ways has one id.
    fn unit(&mut self, name: &tree::Name) -> Option<UnitId> {
        let unit = self.parse_unit(name)?;
        let units = &self.vocabulary.parsed_units;
        if let Some(at) = units.iter().position(|known| known.text() == unit.text()) {
            return u16::try_from(at).ok().map(UnitId);
        }
        let id = u16::try_from(units.len()).ok().map(UnitId);
        self.vocabulary.units.push(name.text.clone());
        self.vocabulary.parsed_units.push(unit);
        id
    }

    fn parse_unit(&mut self, name: &tree::Name) -> Option<Unit> {
        match Unit::parse(&name.text) {
            Ok(unit) => Some(unit),
            Err(problem) => {
                let mut finding = Diagnostic::new(Code::UnknownUnit, name.span, &problem.message).label("not a unit");
                finding.help = problem.help();
                finding.reason = problem.reason;
                self.report(finding);
                None
            }
        }
    }

    fn number(&mut self, amount: &tree::Amount) -> Option<Number> {
        let number = Number::parse(&amount.number);
        if number.is_none() {
            let message = format!("`{}` cannot be used as a number", amount.number);
            let reason = "numbers are exact fractions of at most 18 digits";
            self.report(Diagnostic::new(Code::NotANumber, amount.span, message).reason(reason));
        }
        number
    }
}

fn numbered<I>(texts: &[String], id: impl Fn(u16) -> I) -> HashMap<String, I> {
    texts.iter().zip(0..).map(|(text, at)| (text.clone(), id(at))).collect()
}
