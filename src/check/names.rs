//! Which names a file sees: its own declarations and those of everything that it uses.

use super::load::Loaded;
use super::program::FileId;
use super::{Finding, about::About};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::parse_expression;
use crate::syntax::tree::{Anchor, Define, ExprKind, FileKind, Group, ItemKind, Lines, Name, Parameter, Score};
use crate::vocabulary::{Named, Vocabulary};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What a name stands for that is no word.
#[derive(Clone, Copy)]
pub(super) enum Declared<'a> {
    Define(&'a Define),
    Parameter(&'a Parameter),
    Anchor(&'a Anchor),
    Score(&'a Score),
    Lines(&'a Lines),
    /// A group that a trial declares for itself; those of vocabularies are words.
    Group(&'a Group),
}

/// Where a declaration stands: file and item.
pub(super) type Place = (FileId, usize);

/// A declaration and its place.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) place: Place,
    pub(super) name: &'a Name,
    pub(super) declared: Declared<'a>,
}

/// What one file sees.
#[derive(Default)]
pub(super) struct Scope<'a> {
    pub(super) entries: HashMap<&'a str, Entry<'a>>,
    /// The policies for lines of therapy, which phrases do not name.
    pub(super) lines: Vec<Entry<'a>>,
    /// The titles of the files that it sees, as words name where they come from.
    pub(super) titles: Vec<&'a str>,
    /// The names of declarations that could not be read.
    unread: HashSet<&'a str>,
    /// Whether something that the file uses could not be read or found: then it may see any name.
    uses_unread: bool,
}

/// The scope of every file. A name declared twice is reported in the file that sees both.
pub(super) fn scopes<'a>(files: &'a [Loaded], findings: &mut Vec<Finding>) -> Vec<Scope<'a>> {
    let scope = |file: usize| -> Scope<'a> {
        let mut scope = Scope::default();
        let Some(loaded) = files.get(file) else {
            return scope;
        };
        for seen in loaded.sees.iter().rev() {
            let Some(other) = files.get(seen.0 as usize) else { continue };
            scope.titles.push(&other.title);
            for (place, item) in other.tree.items.iter().enumerate() {
                if let Some(entry) = entry(other.kind, (*seen, place), &item.kind) {
                    scope.add(loaded, file, entry, files, findings);
                }
                if item.kind == ItemKind::Malformed {
                    scope.unread(item.span.of(&other.text));
                }
            }
        }
        let uses = loaded.tree.items.iter().filter(|item| matches!(item.kind, ItemKind::Use(_))).count();
        scope.uses_unread |= uses > loaded.uses.len();
        scope
    };
    (0..files.len()).map(scope).collect()
}

/// Whether a word can be a name, and is no keyword.
fn is_name(word: &str) -> bool {
    let (read, found) = parse_expression(word);
    found.is_empty() && matches!(read.kind, ExprKind::Name(_))
}

/// The words of a text, as names are made of them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_')).filter(|word| !word.is_empty())
}

fn entry(kind: FileKind, place: Place, item: &ItemKind) -> Option<Entry<'_>> {
    let (name, declared) = match item {
        ItemKind::Define(define) => (&define.name, Declared::Define(define)),
        ItemKind::Parameter(parameter) => (&parameter.name, Declared::Parameter(parameter)),
        ItemKind::Anchor(anchor) => (&anchor.name, Declared::Anchor(anchor)),
        ItemKind::Score(score) => (&score.name, Declared::Score(score)),
        ItemKind::Lines(lines) => (&lines.name, Declared::Lines(lines)),
        ItemKind::Group(group) if kind == FileKind::Trial => (&group.name, Declared::Group(group)),
        _ => return None,
    };
    Some(Entry { place, name, declared })
}

impl<'a> Scope<'a> {
    /// Takes the name of a declaration that could not be read: the word behind its keyword.
    fn unread(&mut self, declaration: &'a str) {
        let mut words = words(declaration);
        match (words.next(), words.next()) {
            (Some("use"), _) => self.uses_unread = true,
            (_, Some(name)) if is_name(name) => drop(self.unread.insert(name)),
            _ => {}
        }
    }

    /// Whether an error is only what follows from another one: it is about words that name what could not be read. That one is
    /// told where it stands, and not once more wherever something rests on it.
    pub(super) fn follows(&self, code: Code, about: &str, vocabulary: &Vocabulary) -> bool {
        let unread = |word: &str| {
            self.unread.contains(word) && !self.entries.contains_key(word) && vocabulary.find(word).is_none()
        };
        (self.uses_unread && code == Code::UnknownWord) || words(about).any(unread)
    }

    fn add(
        &mut self,
        loaded: &'a Loaded,
        file: usize,
        entry: Entry<'a>,
        files: &'a [Loaded],
        findings: &mut Vec<Finding>,
    ) {
        if matches!(entry.declared, Declared::Lines(_)) {
            self.lines.push(entry);
            return;
        }
        let here = FileId(u32::try_from(file).unwrap_or(u32::MAX));
        if let Some(first) = self.entries.insert(&entry.name.text, entry) {
            let text = &entry.name.text;
            let other = files.get(first.place.0.0 as usize).map_or("", |file| file.title.as_str());
            // Own declarations come last; two others that meet here are reported where the file brings them in.
            let own = entry.place.0 == here;
            let span = if own {
                entry.name.span
            } else {
                loaded.uses.iter().map(|(_, span)| *span).next_back().unwrap_or_default()
            };
            let mut diagnostic = Diagnostic::new(Code::DuplicateName, span, format!("`{text}` is declared twice"))
                .reason("a name that means two things cannot be read beside the protocol")
                .help("give one of the two another name");
            if own && first.place.0 == here {
                diagnostic = diagnostic.also(first.name.span, "declared here first");
            } else {
                diagnostic.reason = Some(format!("`{other}` declares it too, and this file uses both"));
            }
            findings.push(Finding { file: here, diagnostic });
        }
    }
}

/// Reports definitions, parameters and groups that are called like a word which their file sees.
pub(super) fn named_like_words(
    files: &[Loaded],
    scopes: &[Scope<'_>],
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) {
    for (place, scope) in scopes.iter().enumerate() {
        let file = FileId(u32::try_from(place).unwrap_or(u32::MAX));
        let Some(loaded) = files.get(place) else { continue };
        for (item_place, item) in loaded.tree.items.iter().enumerate() {
            let Some(entry) = entry(loaded.kind, (file, item_place), &item.kind) else { continue };
            if !matches!(entry.declared, Declared::Define(_) | Declared::Parameter(_) | Declared::Group(_)) {
                continue;
            }
            let declared_in = match vocabulary.find(&entry.name.text) {
                Some(Named::Word(word)) => &vocabulary.word(word).vocabulary,
                Some(Named::Group(group)) => match vocabulary.groups.get(group) {
                    Some(group) => &group.vocabulary,
                    None => continue,
                },
                _ => continue,
            };
            if scope.titles.contains(&declared_in.as_str()) {
                let text = &entry.name.text;
                let found =
                    Diagnostic::new(Code::DuplicateName, entry.name.span, format!("`{text}` is a word already"))
                        .reason(format!("the vocabulary `{declared_in}` declares it, and a name means one thing"))
                        .help("give the definition another name");
                findings.push(Finding { file, diagnostic: found });
            }
        }
    }
}

/// A value bound to a parameter of a definition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Bound {
    Events(super::program::EventsId),
    Truth(super::program::TruthId),
    Quantity(crate::value::Number, Option<String>),
    Lengths(Vec<crate::value::Length>, bool),
    Point(super::program::PointId),
    /// It could not be checked, or stands for anything while a definition that nobody calls is checked.
    Nothing,
}

/// An argument and how it is printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Argument {
    pub(super) name: String,
    pub(super) bound: Bound,
    pub(super) text: String,
    /// The title of the trial's parameter that was given.
    pub(super) title: Option<String>,
}

/// In which place an expression is read.
#[derive(Clone)]
pub(super) struct Context<'a> {
    /// In which file it stands.
    pub(super) file: FileId,
    /// What the parameters of the definition stand for.
    pub(super) arguments: Arc<Vec<Argument>>,
    /// The events that a `where` asks about.
    pub(super) subject: Option<Arc<About>>,
    /// The event that a `with` speaks of.
    pub(super) it: Option<Arc<About>>,
    /// Whether events alone mean any of them, as after `with`.
    pub(super) any: bool,
    /// The score whose `meets` is read.
    pub(super) score: Option<(super::program::ScoreId, &'a Score)>,
}

impl<'a> Context<'a> {
    pub(super) fn top(file: FileId) -> Context<'a> {
        Context { file, arguments: Arc::default(), subject: None, it: None, any: false, score: None }
    }

    /// The same place, asking about these events.
    pub(super) fn asking(&self, about: Arc<About>) -> Context<'a> {
        Context { subject: Some(about), any: false, ..self.clone() }
    }

    /// The same place, outside of any question about an event.
    pub(super) fn apart(&self) -> Context<'a> {
        Context { subject: None, any: false, ..self.clone() }
    }

    pub(super) fn argument(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().find(|argument| argument.name == name)
    }
}
