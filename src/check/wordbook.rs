//! The words of all files: built from their declarations, and built again only when one of these has changed.
//!
//! Whoever types a criterion declares no word by it. So what was built for the text before the last letter holds for the text after
//! it, which is what an editor asks for.

use super::load::Loaded;
use super::{FileId, Finding};
use crate::diagnostic::Severity;
use crate::syntax::tree::{File, FileKind, Item};
use crate::vocabulary::{Vocabulary, VocabularySource, declares_words};
use std::sync::Arc;

/// The words of some files, with what is wrong with them.
#[derive(Clone, Debug, Default)]
pub(super) struct Wordbook {
    /// The words.
    pub(super) vocabulary: Arc<Vocabulary>,
    findings: Vec<Finding>,
    /// The files that it was built from, in the order of use.
    parts: Vec<Part>,
}

/// A file that may declare words.
#[derive(Clone, Debug)]
struct Part {
    file: FileId,
    title: String,
    text: Arc<str>,
    tree: Arc<File>,
}

impl Wordbook {
    /// The words of all files, and of those beside them unless the two do not agree. What was built `before` is taken where the
    /// same words are declared in the same places.
    pub(super) fn new(files: &[Loaded], beside: &[Loaded], before: Option<&Wordbook>) -> Wordbook {
        let all: Vec<&Loaded> = files.iter().chain(beside).collect();
        let parts = parts(&all);
        let known = before.filter(|before| before.is_of(&parts));
        let built = known.map_or_else(|| build(parts), Wordbook::clone);
        match built.is_wrong() && !beside.is_empty() {
            true => Wordbook::new(files, &[], before),
            false => built,
        }
    }

    /// What is wrong with the words of the first so many files.
    pub(super) fn findings(&self, files: usize) -> impl Iterator<Item = Finding> {
        self.findings.iter().filter(move |finding| (finding.file.0 as usize) < files).cloned()
    }

    fn is_wrong(&self) -> bool {
        self.findings.iter().any(|finding| finding.diagnostic.severity == Severity::Error)
    }

    fn is_of(&self, parts: &[Part]) -> bool {
        self.parts.len() == parts.len() && self.parts.iter().zip(parts).all(|(one, two)| one.declares_as(two))
    }
}

impl Part {
    /// Whether the same words are declared, letter by letter and in the same places: findings name places.
    fn declares_as(&self, other: &Part) -> bool {
        let same_file = self.file == other.file && self.title == other.title && self.tree.kind() == other.tree.kind();
        same_file && (Arc::ptr_eq(&self.tree, &other.tree) || self.declarations().eq(other.declarations()))
    }

    fn declarations(&self) -> impl Iterator<Item = (u32, &str)> {
        let declaring = self.tree.items.iter().filter(|item| declares_words(&item.kind));
        declaring.map(|item: &Item| (item.span.start, item.span.of(&self.text)))
    }
}

fn build(parts: Vec<Part>) -> Wordbook {
    let sources = parts.iter().map(|part| VocabularySource { name: &part.title, tree: &part.tree });
    let (vocabulary, found) = crate::vocabulary::build(&sources.collect::<Vec<_>>());
    let by_file = parts.iter().map(|part| part.file).zip(found);
    let findings =
        by_file.flat_map(|(file, found)| found.into_iter().map(move |diagnostic| Finding { file, diagnostic }));
    Wordbook { vocabulary: Arc::new(vocabulary), findings: findings.collect(), parts }
}

/// Words stand before those who speak of them: what is used comes before what uses it.
fn parts(files: &[&Loaded]) -> Vec<Part> {
    let order = in_order_of_use(files).into_iter();
    let part = |place: usize| {
        let file = files.get(place)?;
        let (title, text, tree) = (file.title.clone(), Arc::clone(&file.text), Arc::clone(&file.tree));
        Some(Part { file: super::file_id(place), title, text, tree })
    };
    order.filter_map(part).collect()
}

/// The places of the files, what is used before what uses it.
pub(super) fn in_order_of_use(files: &[&Loaded]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|place| files.get(*place).map(|file| (kind_order(file.kind), file.sees.len())));
    order
}

fn kind_order(kind: FileKind) -> u8 {
    match kind {
        FileKind::Vocabulary => 0,
        FileKind::Library => 1,
        FileKind::Trial => 2,
    }
}
