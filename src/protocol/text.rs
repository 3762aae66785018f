//! Sentences with references in them.
//!
//! English is put together from many small texts, so a reference travels inside the text, between marks that no rule
//! file can hold, until the whole sentence is taken apart into pieces.

use crate::check::{AnchorId, LinesId, ScoreId};
use crate::vocabulary::{QuestionId, SiteId, WordId};
use serde::Serialize;

const BEGIN: char = '\u{E000}';
const MIDDLE: char = '\u{E001}';
const END: char = '\u{E002}';

/// What a text refers to: an entry of an appendix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A definition, by its place in [`Program::definitions`](crate::check::Program::definitions).
    Definition(u32),
    /// A computed score.
    Score(ScoreId),
    /// A policy for lines of therapy.
    Lines(LinesId),
    /// An anchor.
    Anchor(AnchorId),
    /// A parameter, by its place among those of the document.
    Parameter(u32),
    /// A word.
    Word(WordId),
    /// A group of words, by its place in the vocabulary.
    Group(u32),
    /// A question to a person.
    Question(QuestionId),
    /// A question to the site.
    Site(SiteId),
    /// A criterion of the same trial, by the place of its id among those of all versions.
    Criterion(u32),
}

impl Target {
    /// A letter and a number: the identity of the entry in a page.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Target::Definition(place) => format!("d{place}"),
            Target::Score(id) => format!("s{}", id.0),
            Target::Lines(id) => format!("l{}", id.0),
            Target::Anchor(id) => format!("a{}", id.0),
            Target::Parameter(place) => format!("p{place}"),
            Target::Word(id) => format!("w{}", id.0),
            Target::Group(place) => format!("g{place}"),
            Target::Question(id) => format!("q{}", id.0),
            Target::Site(id) => format!("o{}", id.0),
            Target::Criterion(place) => format!("c{place}"),
        }
    }

    fn of_key(key: &str) -> Option<Target> {
        let (letter, number) = key.split_at_checked(1)?;
        let wide: u32 = number.parse().ok()?;
        let narrow = u16::try_from(wide).ok();
        Some(match letter {
            "d" => Target::Definition(wide),
            "s" => Target::Score(ScoreId(wide)),
            "l" => Target::Lines(LinesId(wide)),
            "a" => Target::Anchor(AnchorId(wide)),
            "p" => Target::Parameter(wide),
            "w" => Target::Word(WordId(narrow?)),
            "g" => Target::Group(wide),
            "q" => Target::Question(QuestionId(narrow?)),
            "o" => Target::Site(SiteId(narrow?)),
            "c" => Target::Criterion(wide),
            _ => return None,
        })
    }
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Plain(String),
    /// Words that refer to an entry of an appendix.
    Link(String, Target),
}

/// A text with references.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Its parts in order.
    pub pieces: Vec<Piece>,
}

impl Text {
    /// A text without references.
    #[must_use]
    pub fn plain(text: &str) -> Text {
        Text { pieces: vec![Piece::Plain(text.to_owned())] }
    }

    /// The words alone.
    #[must_use]
    pub fn words(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Plain(words) | Piece::Link(words, _) => words.as_str(),
            })
            .collect()
    }

    /// What it refers to, in order.
    pub fn targets(&self) -> impl Iterator<Item = Target> + '_ {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Link(_, target) => Some(*target),
            Piece::Plain(_) => None,
        })
    }

    /// Takes a marked text apart.
    pub(super) fn of_marked(marked: &str) -> Text {
        let mut pieces = Vec::new();
        let mut rest = marked;
        while let Some((before, behind)) = rest.split_once(BEGIN) {
            if !before.is_empty() {
                pieces.push(Piece::Plain(before.to_owned()));
            }
            let (link, after) = behind.split_once(END).unwrap_or((behind, ""));
            let (key, words) = link.split_once(MIDDLE).unwrap_or(("", link));
            pieces.push(match Target::of_key(key) {
                Some(target) => Piece::Link(words.to_owned(), target),
                None => Piece::Plain(words.to_owned()),
            });
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Plain(rest.to_owned()));
        }
        Text { pieces }
    }
}

impl Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.words())
    }
}

/// Words that refer to something, marked.
pub(super) fn refer(words: &str, target: Target) -> String {
    format!("{BEGIN}{}{MIDDLE}{}{END}", target.key(), unmarked(words))
}

/// A text without marks: of a reference, only its words stay.
pub(super) fn unmarked(marked: &str) -> String {
    if marked.contains(BEGIN) { Text::of_marked(marked).words() } else { marked.to_owned() }
}

/// The text with its first letter large, be it the beginning of a reference.
pub(super) fn sentence_case(marked: &str) -> String {
    let Some((before, words)) = marked.split_once(MIDDLE).filter(|(before, _)| before.starts_with(BEGIN)) else {
        return crate::wording::words::sentence_case(marked);
    };
    format!("{before}{MIDDLE}{}", crate::wording::words::sentence_case(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_come_out_as_they_went_in() {
        let marked = format!("no {} within 28 days", refer("rituximab", Target::Word(WordId(7))));
        let text = Text::of_marked(&marked);
        assert_eq!(text.words(), "no rituximab within 28 days");
        assert_eq!(text.targets().collect::<Vec<_>>(), [Target::Word(WordId(7))]);
        assert_eq!(unmarked(&marked), text.words());
        assert_eq!(unmarked(&sentence_case(&refer("rituximab", Target::Word(WordId(7))))), "Rituximab");
    }
}
