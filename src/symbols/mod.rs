//! Every declaration of some rule files and everywhere that one is spoken of.
//!
//! A name means what its file declares or brings in, so that most of this is read off the trees; attributes and values mean
//! what the checker read them as. What did not parse has no tree and holds no mention: whoever changes names must look there
//! on their own.
//!
//! ```
//! use enrol::check::{Options, Source, check};
//! use enrol::symbols::Symbols;
//!
//! let text = "trial T \"T\"\n\nparameter minimum = 18 years\n\ninclusion I1 \"Adults\"\n  age >= minimum\n";
//! let checked = check(&[Source::new("t.enrol", text)], &|_| None, &Options::default());
//! let symbols = Symbols::of(&checked);
//! let file = symbols.file("t.enrol").unwrap();
//! let mention = symbols.at(file, text.rfind("minimum").unwrap()).unwrap();
//! assert_eq!(symbols.mentions(mention.symbol).count(), 2);
//! ```

mod declare;
mod refer;
mod scope;

use crate::check::{Checked, FileId};
use crate::diagnostic::Span;
use crate::vocabulary::Kind;
use std::collections::HashMap;

/// The declarations and mentions of some files that were checked together.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    /// The names of the files, as the checker numbers them.
    files: Vec<String>,
    /// What is declared, or spoken of without a declaration of its own.
    symbols: Vec<Symbol>,
    /// Where each is declared or spoken of, by file and place.
    mentions: Vec<Mention>,
    /// Attributes and values, which several words may declare; only for looking up.
    shared: HashMap<(SymbolKind, String, String), SymbolId>,
}

/// A symbol, by its place in the list of its [`Symbols`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SymbolId(usize);

/// Something that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its name as declared.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// Its title, question or sentence.
    pub title: Option<String>,
    /// The whole declaration and its file; [`None`] for what every vocabulary knows.
    pub declared: Option<(FileId, Span)>,
    /// What it stands in: the definition of a parameter, the attribute of a value, the score of an item.
    pub within: Option<String>,
}

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SymbolKind {
    /// A trial.
    Trial,
    /// A vocabulary.
    Vocabulary,
    /// A library.
    Library,
    /// A parameter of a trial.
    Parameter,
    /// A criterion, by its id.
    Criterion,
    /// A cohort.
    Cohort,
    /// A definition.
    Definition,
    /// A parameter of a definition or question.
    Argument,
    /// An anchor.
    Anchor,
    /// A score by items.
    Score,
    /// A domain of a score, or a class of domains.
    Domain,
    /// An item of a score.
    ScoreItem,
    /// A policy for lines of therapy.
    Lines,
    /// A group of words.
    Group,
    /// A word of a kind.
    Word(Kind),
    /// A question that people answer.
    Judgement,
    /// A question that the site answers.
    Site,
    /// An attribute of events.
    Attribute,
    /// A value of an attribute or result.
    Value,
}

/// A place where a symbol is declared or spoken of.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The file.
    pub file: FileId,
    /// The words.
    pub span: Span,
    /// The symbol.
    pub symbol: SymbolId,
    /// Whether it is declared here.
    pub declares: bool,
    /// For attributes and values, the words that they are said of.
    pub of: Vec<String>,
}

impl Symbols {
    /// The symbols of files that were checked together.
    #[must_use]
    pub fn of(checked: &Checked) -> Symbols {
        let mut symbols = declare::declarations(&checked.program);
        refer::references(checked, &mut symbols);
        symbols.mentions.sort_by_key(|mention| (mention.file, mention.span.start, mention.span.end, !mention.declares));
        symbols.mentions.dedup_by_key(|mention| (mention.file, mention.span.start, mention.span.end, mention.symbol));
        symbols
    }

    /// The file of that name.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<FileId> {
        let place = self.files.iter().position(|known| known == name)?;
        u32::try_from(place).ok().map(FileId)
    }

    /// The name of a file.
    #[must_use]
    pub fn file_name(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", String::as_str)
    }

    /// The symbol of that id.
    #[must_use]
    pub fn symbol(&self, id: SymbolId) -> Option<&Symbol> {
        self.symbols.get(id.0)
    }

    /// Every symbol, in the order of declaration.
    pub fn all(&self) -> impl Iterator<Item = (SymbolId, &Symbol)> {
        self.symbols.iter().enumerate().map(|(at, symbol)| (SymbolId(at), symbol))
    }

    /// What is declared or spoken of at a byte of a file; at the very end of a word, that word.
    #[must_use]
    pub fn at(&self, file: FileId, byte: usize) -> Option<&Mention> {
        let byte = u32::try_from(byte).ok()?;
        let holds = |mention: &&Mention| mention.span.start <= byte && byte <= mention.span.end;
        // Where two words meet, the one that begins here.
        self.in_file(file).iter().rfind(holds)
    }

    /// The mentions in a file, in the order of its text.
    #[must_use]
    pub fn in_file(&self, file: FileId) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.file < file);
        let end = self.mentions.partition_point(|mention| mention.file <= file);
        self.mentions.get(start..end).unwrap_or_default()
    }

    /// Everywhere that a symbol is declared or spoken of, by file and place.
    pub fn mentions(&self, symbol: SymbolId) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |mention| mention.symbol == symbol)
    }

    /// Where a symbol is declared. Attributes and values can be declared by several words: then only by those that the mention
    /// speaks of, where any of them does.
    #[must_use]
    pub fn declarations_for(&self, mention: &Mention) -> Vec<&Mention> {
        let all: Vec<&Mention> = self.mentions(mention.symbol).filter(|found| found.declares).collect();
        let own = |found: &&Mention| found.of.iter().any(|word| mention.of.contains(word));
        let of_own: Vec<&Mention> = all.iter().copied().filter(own).collect();
        if of_own.is_empty() { all } else { of_own }
    }
}

impl SymbolKind {
    /// What it is called, with its article: `an anchor`.
    #[must_use]
    pub fn one(self) -> String {
        let text = self.text();
        let article = if text.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {text}")
    }

    /// What it is called: `definition`.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            SymbolKind::Trial => "trial",
            SymbolKind::Vocabulary => "vocabulary",
            SymbolKind::Library => "library",
            SymbolKind::Parameter => "parameter",
            SymbolKind::Criterion => "criterion",
            SymbolKind::Cohort => "cohort",
            SymbolKind::Definition => "definition",
            SymbolKind::Argument => "parameter of a definition",
            SymbolKind::Anchor => "anchor",
            SymbolKind::Score | SymbolKind::Word(Kind::Score) => "score",
            SymbolKind::Domain => "domain of a score",
            SymbolKind::ScoreItem => "item of a score",
            SymbolKind::Lines => "policy for lines of therapy",
            SymbolKind::Group => "group",
            SymbolKind::Word(Kind::Measurement) => "measurement",
            SymbolKind::Word(Kind::Condition) => "condition",
            SymbolKind::Word(Kind::Drug) => "drug",
            SymbolKind::Word(Kind::Procedure) => "procedure",
            SymbolKind::Word(Kind::Vaccine) => "vaccine",
            SymbolKind::Word(Kind::Line) => "line of therapy",
            SymbolKind::Judgement => "judgement",
            SymbolKind::Site => "question to the site",
            SymbolKind::Attribute => "attribute",
            SymbolKind::Value => "value",
        }
    }
}
