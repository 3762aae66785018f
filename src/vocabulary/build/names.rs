//! The first pass: a place for every name.

use super::{Builder, Declared, Item, VocabularySource};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{FileKind, ItemKind, Name, Quoted};
use crate::vocabulary::{Group, Kind, Named, Question, QuestionId, SiteId, SiteQuestion, Word, WordId, WordSet};
use std::collections::HashMap;

impl<'a> Item<'a> {
    pub(super) fn name(self) -> &'a Name {
        match self {
            Item::Word(word) => &word.name,
            Item::Score(score) => &score.name,
            Item::Group(group) => &group.name,
            Item::Judgement(judgement) => &judgement.name,
            Item::Site(site) => &site.name,
        }
    }

    fn title(self) -> Option<&'a Quoted> {
        match self {
            Item::Word(word) => word.title.as_ref(),
            Item::Score(score) => score.title.as_ref(),
            Item::Group(group) => group.title.as_ref(),
            Item::Judgement(judgement) => judgement.question.as_ref(),
            Item::Site(site) => site.question.as_ref(),
        }
    }
}

impl Builder {
    /// Gives every declaration of every source its place, and finds names that are declared twice.
    pub(super) fn place_names<'a>(&mut self, sources: &[VocabularySource<'a>]) -> Vec<Declared<'a>> {
        self.place_own_words();
        let mut declared: Vec<Declared<'a>> = Vec::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (source, file) in sources.iter().enumerate() {
            self.at = source;
            // Groups of a trial are names of that trial alone.
            let trial = file.tree.kind() == FileKind::Trial;
            let items = file.tree.items.iter().filter_map(|item| declaration(&item.kind));
            for item in items.filter(|item| !(trial && matches!(item, Item::Group(_)))) {
                let key = item.name().text.to_lowercase();
                if let Some(first) = seen.get(&key).and_then(|at| declared.get(*at)) {
                    self.report_twice(sources, first, source, item);
                    continue;
                }
                let Some(named) = self.place(file.name, item) else { continue };
                self.vocabulary.by_name.insert(key.clone(), named);
                seen.insert(key, declared.len());
                declared.push(Declared { source, named, item });
            }
        }
        declared
    }

    /// The unmapped word of each kind and the line of therapy, at their fixed places. No record or rule can write their
    /// names.
    fn place_own_words(&mut self) {
        for kind in Kind::ALL {
            let kind_name = kind.list().trim_end_matches('s');
            self.push_word(kind, &format!("unmapped {kind_name}"), format!("Unmapped {kind_name}"), "");
        }
        self.push_word(Kind::Line, "line of therapy", "Line of therapy".to_owned(), "");
    }

    fn push_word(&mut self, kind: Kind, name: &str, title: String, vocabulary: &str) -> Option<WordId> {
        let id = u16::try_from(self.vocabulary.words.len()).ok().map(WordId)?;
        self.vocabulary.words.push(Word {
            id,
            kind,
            name: name.to_owned(),
            title,
            also: Vec::new(),
            parents: Vec::new(),
            ancestors: Vec::new(),
            family: WordSet::from_iter([id]),
            codes: Vec::new(),
            forms: Vec::new(),
            molar_mass: None,
            plausible: None,
            qualitative: Vec::new(),
            attributes: Vec::new(),
            computed: None,
            equivalents: Vec::new(),
            half_life: None,
            joined: None,
            lifelong: false,
            instrument: None,
            sources: Vec::new(),
            unverified: Vec::new(),
            superseded_by: None,
            notes: Vec::new(),
            vocabulary: vocabulary.to_owned(),
        });
        Some(id)
    }

    fn place(&mut self, vocabulary: &str, item: Item<'_>) -> Option<Named> {
        let name = item.name();
        let title = item.title().map_or_else(|| spoken(&name.text), |title| title.text.clone());
        let named = match item {
            Item::Word(word) => self.push_word(word.kind.into(), &name.text, title, vocabulary).map(Named::Word),
            Item::Score(_) => self.push_word(Kind::Score, &name.text, title, vocabulary).map(Named::Word),
            Item::Group(_) => {
                let (name, vocabulary) = (name.text.clone(), vocabulary.to_owned());
                self.vocabulary.groups.push(Group { name, title, members: Vec::new(), except: Vec::new(), vocabulary });
                Some(Named::Group(self.vocabulary.groups.len() - 1))
            }
            Item::Judgement(_) => {
                let id = u16::try_from(self.vocabulary.questions.len()).ok().map(QuestionId);
                self.vocabulary.questions.push(Question {
                    name: name.text.clone(),
                    parameters: Vec::new(),
                    text: title,
                    answered_by: String::new(),
                    confirmed: false,
                    valid_for: None,
                    vocabulary: vocabulary.to_owned(),
                });
                id.map(Named::Question)
            }
            Item::Site(_) => {
                let id = u16::try_from(self.vocabulary.sites.len()).ok().map(SiteId);
                let name = name.text.clone();
                self.vocabulary.sites.push(SiteQuestion {
                    name,
                    parameters: Vec::new(),
                    text: title,
                    values: Vec::new(),
                    vocabulary: vocabulary.to_owned(),
                });
                id.map(Named::Site)
            }
        };
        if named.is_none() {
            let message = "more than 65 000 words are declared";
            self.report(
                Diagnostic::new(Code::Clause, name.span, message).help("leave out vocabularies that no rule uses"),
            );
        }
        named
    }

    /// A name declared again: nothing within different files if both say the same.
    fn report_twice(
        &mut self,
        sources: &[VocabularySource<'_>],
        first: &Declared<'_>,
        source: usize,
        second: Item<'_>,
    ) {
        let name = second.name();
        if first.source == source {
            let message = format!("`{}` is declared twice", name.text);
            let finding = Diagnostic::new(Code::DuplicateName, name.span, message).label("declared again here");
            self.report(finding.also(first.item.name().span, "first declared here").help("keep one of the two"));
        } else if first.item != second {
            let other = sources.get(first.source).map_or("", |source| source.name);
            let message = format!("`{}` is declared differently in `{other}`", name.text);
            let finding =
                Diagnostic::new(Code::ConflictingWords, name.span, message).label("this declaration is not used");
            self.report(
                finding
                    .reason("a word means one thing wherever it is used")
                    .help("rename one of them, or declare both in the same words"),
            );
        }
    }
}

/// Whether an item declares words, groups or questions, so that a vocabulary holds something because of it.
#[must_use]
pub fn declares_words(item: &ItemKind) -> bool {
    declaration(item).is_some()
}

/// What a declaration of words is; others are for the checker.
fn declaration(item: &ItemKind) -> Option<Item<'_>> {
    match item {
        ItemKind::Word(word) => Some(Item::Word(word)),
        ItemKind::Score(score) => Some(Item::Score(score)),
        ItemKind::Group(group) => Some(Item::Group(group)),
        ItemKind::Judgement(judgement) => Some(Item::Judgement(judgement)),
        ItemKind::Site(site) => Some(Item::Site(site)),
        _ => None,
    }
}

/// A name as words, for what has no title.
fn spoken(name: &str) -> String {
    name.replace('_', " ")
}
