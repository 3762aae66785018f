//! From the words and codes of a record to those of the vocabulary.

use super::entry::Entry;
use super::node::Node;
use super::reading::Reading;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::vocabulary::{AttributeId, CodeSystem, Coded, Kind, Named, SymbolId, Vocabulary, WordId};

/// What an entry is about.
pub(super) enum Meant {
    /// A word.
    Word(WordId),
    /// Words that a code stands for, with the attributes that it implies.
    Coded(Vec<(WordId, Option<(AttributeId, SymbolId)>)>),
    /// Something that no word stands for yet, as written.
    Unmapped(String),
}

impl Reading<'_, '_, '_> {
    /// What an entry is about: by its name, else by its code. `None`, with a finding, where the entry says neither or names
    /// something of another kind.
    pub(super) fn meant(&mut self, entry: &Entry<'_>, name: &str, kind: Kind, at: Span) -> Option<Meant> {
        let (named, code) = (entry.get(name), entry.get("code"));
        match (named, code) {
            (Some(node), _) => self.named(node, name, kind),
            (None, Some(node)) => self.coded(node, kind),
            (None, None) => {
                let message = format!("the entry does not say which {name}");
                let finding = Diagnostic::new(Code::WrongShape, at, message);
                let help = match entry.blank_lost() {
                    Some(meant) => format!("a space is missing: write `{meant}`"),
                    None => format!("add `{name}` with a word of the vocabulary, or `code`"),
                };
                self.report(finding.help(help));
                self.unusable(kind, None, format!("the entry does not say which {name}"), at);
                None
            }
        }
    }

    fn named(&mut self, node: &Node<'_>, field: &str, kind: Kind) -> Option<Meant> {
        let Some(text) = self.text(Some(node), field) else {
            self.unusable(kind, None, format!("its {field} is not a word"), node.at);
            return None;
        };
        let vocabulary = self.vocabulary();
        match name_for(vocabulary, text, kind) {
            NameFor::Word(id) => Some(Meant::Word(id)),
            NameFor::OfKind(other) => {
                let message = format!("`{text}` is not a {field}");
                let finding = Diagnostic::new(Code::WrongShape, node.at, message);
                self.report(finding.help(format!("put it under `{}`", other.list())));
                self.unusable(kind, None, format!("`{text}` is not a {field}"), node.at);
                None
            }
            NameFor::Several => {
                let message = format!("`{text}` is not a single {field}");
                let finding = Diagnostic::new(Code::UnknownRecordWord, node.at, message);
                self.report(finding.help("name the very one that is recorded"));
                Some(Meant::Unmapped(text.to_owned()))
            }
            NameFor::Nothing => {
                self.unknown_word(node, text, kind);
                Some(Meant::Unmapped(text.to_owned()))
            }
        }
    }

    pub(super) fn unknown_word(&mut self, node: &Node<'_>, text: &str, kind: Kind) {
        let finding = Diagnostic::new(Code::UnknownRecordWord, node.at, format!("no vocabulary declares `{text}`"));
        let finding = finding.reason(format!("until it is known, it may be anything of the {}", kind.list()));
        let known = self.vocabulary().words.iter().filter(|word| word.kind == kind && !word.vocabulary.is_empty());
        let finding = finding.did_you_mean(text, known.map(|word| word.name.as_str()));
        self.report(finding);
    }

    fn coded(&mut self, node: &Node<'_>, kind: Kind) -> Option<Meant> {
        let Some(text) = self.text(Some(node), "code") else {
            self.unusable(kind, None, "its code is not a text", node.at);
            return None;
        };
        match code_for(self.vocabulary(), text, kind) {
            CodeFor::Words(found) => {
                Some(Meant::Coded(found.into_iter().map(|coded| (coded.word, coded.implies)).collect()))
            }
            CodeFor::NoSystem => {
                let finding = Diagnostic::new(
                    Code::UnmappedCode,
                    node.at,
                    format!("`{text}` does not say of which system it is"),
                );
                let help = "write the system before the code, as in `icd10cm M32.14`; known are loinc, icd10cm, snomed, rxnorm, atc, cvx";
                self.report(finding.help(help));
                Some(Meant::Unmapped(text.to_owned()))
            }
            CodeFor::Nothing => {
                let finding =
                    Diagnostic::new(Code::UnmappedCode, node.at, format!("no word stands for the code `{text}`"));
                let finding =
                    finding.reason(format!("until somebody maps it, it may be anything of the {}", kind.list()));
                self.report(finding.help("give the word beside the code, or add the code to a vocabulary"));
                Some(Meant::Unmapped(text.to_owned()))
            }
        }
    }

    /// The words of a name that may be a group's; for what is said of several at once.
    pub(super) fn words_of(&mut self, node: &Node<'_>, field: &str, kind: Option<Kind>) -> Vec<WordId> {
        let Some(text) = self.text(Some(node), field) else { return Vec::new() };
        let vocabulary = self.vocabulary();
        match find(vocabulary, text) {
            Some(Named::Word(id)) if kind.is_none_or(|kind| vocabulary.word(id).kind == kind) => vec![id],
            Some(Named::Group(at)) => vocabulary.groups.get(at).map(|group| group.members.clone()).unwrap_or_default(),
            Some(_) => {
                let message = format!("`{text}` is not what `{field}` asks for");
                self.report(Diagnostic::new(Code::WrongShape, node.at, message));
                Vec::new()
            }
            None => {
                let finding =
                    Diagnostic::new(Code::UnknownRecordWord, node.at, format!("no vocabulary declares `{text}`"));
                let words = vocabulary.words.iter().filter(|word| !word.vocabulary.is_empty());
                let words =
                    words.filter(|word| kind.is_none_or(|kind| word.kind == kind)).map(|word| word.name.as_str());
                let finding = finding.reason("what is said here is not used").did_you_mean(text, words);
                self.report(finding);
                Vec::new()
            }
        }
    }
}

/// What a name stands for; blanks and hyphens may stand for `_`.
pub(super) fn find(vocabulary: &Vocabulary, text: &str) -> Option<Named> {
    vocabulary.find(text).or_else(|| {
        let joined = text.replace([' ', '-'], "_");
        if joined == text { None } else { vocabulary.find(&joined) }
    })
}

/// What a name stands for where one word of a kind is wanted.
pub(super) enum NameFor {
    /// That word.
    Word(WordId),
    /// A word of another kind.
    OfKind(Kind),
    /// Something that is no single word: a group, a question.
    Several,
    /// Nothing.
    Nothing,
}

/// What a name stands for where one word of a kind is wanted.
pub(super) fn name_for(vocabulary: &Vocabulary, text: &str, kind: Kind) -> NameFor {
    match find(vocabulary, text) {
        Some(Named::Word(id)) if vocabulary.word(id).kind == kind => NameFor::Word(id),
        Some(Named::Word(id)) => NameFor::OfKind(vocabulary.word(id).kind),
        Some(_) => NameFor::Several,
        None => NameFor::Nothing,
    }
}

/// What a code stands for where words of a kind are wanted.
pub(super) enum CodeFor {
    /// These words.
    Words(Vec<Coded>),
    /// It does not say of which system it is.
    NoSystem,
    /// Nothing of that kind.
    Nothing,
}

/// What a code such as `icd10cm M32.14` stands for where words of a kind are wanted.
pub(super) fn code_for(vocabulary: &Vocabulary, text: &str, kind: Kind) -> CodeFor {
    let system = text
        .split_once(char::is_whitespace)
        .and_then(|(system, code)| CodeSystem::find(&system.to_ascii_lowercase()).map(|system| (system, code.trim())));
    let Some((system, code)) = system else { return CodeFor::NoSystem };
    let found = vocabulary.lookup_code(system, code).into_iter();
    let found: Vec<Coded> = found.filter(|coded| vocabulary.word(coded.word).kind == kind).collect();
    if found.is_empty() { CodeFor::Nothing } else { CodeFor::Words(found) }
}
