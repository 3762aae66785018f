//! The tree of a rule file: what was written, in order, with spans and comments, whether or not it means anything.
//!
//! Nothing here knows files, words or patients. Names are not resolved and `( )` is just a parenthesis: the checker
//! decides whether an expression is a truth, a value or a choice of events. Comparing two trees ignores places, so
//! printing a tree and parsing it again must give an equal one.

mod define;
mod expression;
mod phrase;
mod trial;
mod word;

pub use define::*;
pub use expression::*;
pub use phrase::*;
pub use trial::*;
pub use word::*;

use crate::diagnostic::Span;
use derive_visitor::DriveMut;

/// A parsed file: every item in order, every comment.
#[derive(Clone, Debug, Default, PartialEq, Eq, DriveMut)]
pub struct File {
    /// The items, in the order they were written.
    pub items: Vec<Item>,
    /// Every comment, in order; each knows whether it stands on a line of its own.
    pub comments: Vec<Comment>,
}

impl File {
    /// The first item that says what the file is.
    #[must_use]
    pub fn header(&self) -> Option<&Header> {
        self.items.iter().find_map(|item| match &item.kind {
            ItemKind::Header(header) => Some(header),
            _ => None,
        })
    }

    /// What the file is: as its header says, else a trial where it has criteria.
    #[must_use]
    pub fn kind(&self) -> FileKind {
        let criteria = || self.items.iter().any(|item| matches!(item.kind, ItemKind::Criterion(_)));
        match self.header() {
            Some(header) => header.kind,
            None if criteria() => FileKind::Trial,
            None => FileKind::Library,
        }
    }
}

/// A comment, `#` to the end of the line.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Comment {
    /// Where it stands, from `#` up to the line break.
    pub span: Span,
    /// Its text without the `#` and the blanks around it.
    pub text: String,
    /// Whether nothing but blanks stands before it on its line.
    pub own_line: bool,
}

/// A name as it was written.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Name {
    /// The letters, digits and `_` of it.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A quoted text.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Quoted {
    /// The text without its quotes, `\"` and `\\` resolved.
    pub text: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A number with or without its unit, exactly as written.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Amount {
    /// The digits, sign and decimal point: `0.5`.
    pub number: String,
    /// The unit: `mL/min/1.73m2`, `weeks`, `%`.
    pub unit: Option<Name>,
    /// Where both stand.
    pub span: Span,
}

/// One declaration.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Item {
    /// What it declares.
    pub kind: ItemKind,
    /// From its keyword to its last word.
    pub span: Span,
}

/// What an item declares.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub enum ItemKind {
    /// `trial`, `vocabulary` or `library`: what the file is.
    Header(Header),
    /// `use lupus.activity`
    Use(Name),
    /// `parameter minimum_upcr = 1 g/g "..."`
    Parameter(Parameter),
    /// `inclusion I1 "..." ...` or `exclusion E1 "..." ...`
    Criterion(Box<Criterion>),
    /// `cohort iim "..." when TRUTH`
    Cohort(Cohort),
    /// `amendment "2" replaces "1" from DATE { ... }`
    Amendment(Amendment),
    /// `define failed(agents: drugs) "..." truth|value|events|event EXPR`
    Define(Define),
    /// `score sledai_2k "..." ...`
    Score(Score),
    /// `anchor screening "..." from consent to randomisation`
    Anchor(Anchor),
    /// `lines myeloma "..." ...`
    Lines(Lines),
    /// `group anti_cd20 "..." { ... }`
    Group(Group),
    /// `measurement`, `condition`, `drug`, `procedure`, `vaccine`
    Word(Word),
    /// `judgement NAME(params) "..." ...`
    Judgement(Judgement),
    /// `site NAME(params) "..." one of { ... }`
    Site(Site),
    /// Something that did not parse; the diagnostics say why.
    Malformed,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DriveMut)]
pub enum FileKind {
    /// A trial with its criteria.
    Trial,
    /// Words.
    Vocabulary,
    /// Shared definitions.
    Library,
}

/// The first item of a file.
#[derive(Clone, Debug, PartialEq, Eq, DriveMut)]
pub struct Header {
    /// What the file is.
    pub kind: FileKind,
    /// The trial's registry number or the vocabulary's name; library names may hold dots.
    pub name: Name,
    /// The title.
    pub title: Option<Quoted>,
    /// `version "..."`
    pub version: Option<Quoted>,
    /// `effective 2024-03-01`
    pub effective: Option<Name>,
    /// `source "..."`, as often as wanted.
    pub sources: Vec<Quoted>,
    /// `coverage "..."`
    pub coverage: Option<Quoted>,
    /// `phase "1/2"`
    pub phase: Option<Quoted>,
    /// `notice "..."`: a licence notice that must go with the words.
    pub notices: Vec<Quoted>,
}
