//! The keywords with which an item begins: the one list of them.

/// What an item declares, as far as its keyword tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declares {
    /// What the file is, or what it brings in.
    File,
    /// A criterion of a trial, or what says for whom and when criteria hold: without it nobody may be let in.
    Criterion,
    /// Something that is shared by name.
    Name,
    /// A word of a vocabulary, or a score.
    Word,
}

/// Each keyword, with what its item declares.
pub const ITEM_KEYWORDS: &[(&str, Declares)] = &[
    ("trial", Declares::File),
    ("vocabulary", Declares::File),
    ("library", Declares::File),
    ("use", Declares::File),
    ("parameter", Declares::Name),
    ("inclusion", Declares::Criterion),
    ("exclusion", Declares::Criterion),
    ("cohort", Declares::Criterion),
    ("amendment", Declares::Criterion),
    ("define", Declares::Name),
    ("score", Declares::Word),
    ("anchor", Declares::Name),
    ("lines", Declares::Name),
    ("group", Declares::Name),
    ("measurement", Declares::Word),
    ("condition", Declares::Word),
    ("drug", Declares::Word),
    ("procedure", Declares::Word),
    ("vaccine", Declares::Word),
    ("judgement", Declares::Word),
    ("site", Declares::Word),
];

/// What an item that begins with a word declares; [`None`] where no item does.
#[must_use]
pub fn declared_by(word: &str) -> Option<Declares> {
    ITEM_KEYWORDS.iter().find(|(keyword, _)| *keyword == word).map(|(_, declares)| *declares)
}
