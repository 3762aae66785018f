//! Words and groups with their codes, everything that counts as them, and what is taken out.

use super::WordPart;
use super::build::Builder;
use crate::protocol::text::{Target, unmarked};
use crate::vocabulary::{Kind, Word, WordId, WordSet};
use crate::wording::names;
use crate::wording::words::sentence_case;

impl Builder<'_> {
    pub(super) fn word(&self, target: Target) -> Option<WordPart> {
        let vocabulary = &self.program.vocabulary;
        match target {
            Target::Word(id) => {
                let word = vocabulary.word(id);
                // Everything of a kind has no codes of its own.
                if word.vocabulary.is_empty() {
                    return None;
                }
                let below: Vec<WordId> = word.family.iter().filter(|member| *member != id).collect();
                Some(WordPart {
                    target,
                    title: self.title(id),
                    name: word.name.clone(),
                    kind: kind_title(word.kind).to_owned(),
                    codes: word.codes.iter().map(names::shown_code).collect(),
                    members: self.members(&below),
                    except: Vec::new(),
                    remarks: remarks(word),
                })
            }
            Target::Group(place) => {
                let group = vocabulary.groups.get(place as usize)?;
                let mut held: WordSet = self.english.family(&group.members);
                for except in &group.except {
                    held = held.iter().filter(|word| !vocabulary.word(*except).family.contains(*word)).collect();
                }
                let members: Vec<WordId> = held.iter().collect();
                Some(WordPart {
                    target,
                    title: sentence_case(&group.title),
                    name: group.name.clone(),
                    kind: "Groups".to_owned(),
                    codes: Vec::new(),
                    members: self.members(&members),
                    except: group.except.iter().map(|word| self.title(*word)).collect(),
                    remarks: Vec::new(),
                })
            }
            _ => None,
        }
    }

    fn title(&self, id: WordId) -> String {
        sentence_case(&unmarked(&self.english.word(id)))
    }

    fn members(&self, words: &[WordId]) -> Vec<(String, Vec<String>)> {
        let vocabulary = &self.program.vocabulary;
        let mut members: Vec<(String, Vec<String>)> = words
            .iter()
            .map(|id| (self.title(*id), vocabulary.word(*id).codes.iter().map(names::shown_code).collect()))
            .collect();
        members.sort_by_cached_key(|(title, _)| title.to_lowercase());
        members
    }
}

fn remarks(word: &Word) -> Vec<String> {
    let unverified = word.unverified.iter().map(|mark| format!("Not confirmed: {mark}."));
    let sources = word.sources.iter().map(|source| format!("Source: {source}."));
    word.notes.iter().cloned().chain(unverified).chain(sources).collect()
}

/// The heading under which words of a kind stand.
pub(crate) fn kind_title(kind: Kind) -> &'static str {
    match kind {
        Kind::Measurement => "Tests and measurements",
        Kind::Condition => "Conditions",
        Kind::Drug => "Drugs",
        Kind::Procedure => "Procedures",
        Kind::Vaccine => "Vaccines",
        Kind::Score => "Scores that are assessed",
        Kind::Line => "Lines of therapy",
    }
}
