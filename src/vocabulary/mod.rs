//! Words: what a measurement, condition, drug, procedure or vaccine is called, coded, measured in and part of.
//!
//! Built from the trees of vocabulary and library files; knows nothing of trials. Names, attributes and values become
//! small numbers here, so that evaluation never compares text.

mod build;
pub mod builtin;
mod code;
mod datum;
mod search;
mod set;
mod word;

pub use build::{VocabularySource, build, declares_words};
pub use datum::Datum;
pub use search::Found;
pub use set::{WordBlock, WordSet};
pub use word::*;

use crate::value::{Number, Unit};
use std::collections::HashMap;

/// Every word, question, instrument, attribute and value that is known.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The words, by [`WordId`]. The first of them are the unmapped words of each kind and the line of therapy.
    pub words: Vec<Word>,
    /// The groups, by name; what they hold is resolved to words.
    pub groups: Vec<Group>,
    /// The questions that people answer, by [`QuestionId`].
    pub questions: Vec<Question>,
    /// The questions that the site answers once, by [`SiteId`].
    pub sites: Vec<SiteQuestion>,
    /// The names of attributes, by [`AttributeId`]; the built-in ones come first.
    pub attributes: Vec<String>,
    /// The texts of values, by [`SymbolId`]; the built-in ones come first.
    pub symbols: Vec<String>,
    /// The units in which values are kept, by [`UnitId`].
    pub units: Vec<String>,
    /// The same units, parsed.
    pub(crate) parsed_units: Vec<Unit>,
    /// Names of words, groups and synonyms in lower case; only for looking up.
    pub(crate) by_name: HashMap<String, Named>,
    /// Codes by system and code; only for looking up.
    pub(crate) by_code: HashMap<(CodeSystem, String), Vec<Coded>>,
    /// Ranges of codes, the narrowest of those that begin alike first; only for looking up.
    pub(crate) code_ranges: Vec<code::CodeRange>,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A word.
    Word(WordId),
    /// A group, by its place in [`Vocabulary::groups`].
    Group(usize),
    /// A question.
    Question(QuestionId),
    /// A question to the site.
    Site(SiteId),
}

impl Vocabulary {
    /// The word of that id.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the vocabulary that holds their words")]
    pub fn word(&self, id: WordId) -> &Word {
        &self.words[usize::from(id.0)]
    }

    /// How much of `wanted` one part of `word` is worth, by declared equivalences, through a common third if need be.
    #[must_use]
    pub fn equivalence(&self, word: WordId, wanted: WordId) -> Option<Number> {
        if word == wanted {
            return Some(Number::ONE);
        }
        let of = |from: WordId, to: WordId| {
            let found = self.word(from).equivalents.iter().find(|entry| entry.of == to)?;
            found.theirs.over(found.mine)
        };
        if let Some(factor) = of(word, wanted) {
            return Some(factor);
        }
        if let Some(factor) = of(wanted, word) {
            return Number::ONE.over(factor);
        }
        self.word(word).equivalents.iter().find_map(|entry| {
            let back = of(wanted, entry.of)?;
            entry.theirs.over(entry.mine)?.over(back)
        })
    }

    /// The text of a value.
    #[must_use]
    pub fn symbol(&self, id: SymbolId) -> &str {
        self.symbols.get(usize::from(id.0)).map_or("", String::as_str)
    }

    /// The name of an attribute.
    #[must_use]
    pub fn attribute(&self, id: AttributeId) -> &str {
        self.attributes.get(usize::from(id.0)).map_or("", String::as_str)
    }

    /// The unit in which values of that id are kept; empty for pure numbers.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> &str {
        self.units.get(usize::from(id.0)).map_or("", String::as_str)
    }

    /// The unit of that id, parsed.
    #[must_use]
    pub fn parsed_unit(&self, id: UnitId) -> Option<&Unit> {
        self.parsed_units.get(usize::from(id.0))
    }

    /// The name under which something was declared.
    #[must_use]
    pub fn name_of(&self, named: Named) -> String {
        let name = match named {
            Named::Word(word) => Some(&self.word(word).name),
            Named::Group(group) => self.groups.get(group).map(|group| &group.name),
            Named::Question(question) => self.questions.get(usize::from(question.0)).map(|question| &question.name),
            Named::Site(site) => self.sites.get(usize::from(site.0)).map(|site| &site.name),
        };
        name.cloned().unwrap_or_default()
    }

    /// The vocabulary or library that declares something.
    #[must_use]
    pub fn declared_in(&self, named: Named) -> String {
        let declared_in = match named {
            Named::Word(word) => Some(&self.word(word).vocabulary),
            Named::Group(group) => self.groups.get(group).map(|group| &group.vocabulary),
            Named::Question(question) => {
                self.questions.get(usize::from(question.0)).map(|question| &question.vocabulary)
            }
            Named::Site(site) => self.sites.get(usize::from(site.0)).map(|site| &site.vocabulary),
        };
        declared_in.cloned().unwrap_or_default()
    }

    /// What a name or synonym stands for, whatever its case.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Named> {
        self.by_name.get(name).or_else(|| self.by_name.get(&name.to_lowercase())).copied()
    }
}
