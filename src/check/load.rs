//! The files: those handed in and those that they use, parsed once each.

use super::program::FileId;
use super::source::uses_of;
use super::{Finding, Source};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{File, FileKind, Header};
use std::collections::HashMap;
use std::sync::Arc;

/// A parsed file.
pub(super) struct Loaded {
    /// Its name as given.
    pub(super) name: String,
    /// Its text.
    pub(super) text: Arc<str>,
    /// Its tree.
    pub(super) tree: Arc<File>,
    /// What it is.
    pub(super) kind: FileKind,
    /// What others `use` it by.
    pub(super) title: String,
    /// What it uses, and where it says so.
    pub(super) uses: Vec<(FileId, Span)>,
    /// Itself and everything that it uses, directly or through others.
    pub(super) sees: Vec<FileId>,
}

impl Loaded {
    /// The first item, where it says what the file is.
    pub(super) fn header(&self) -> Option<&Header> {
        self.tree.header()
    }
}

/// Files whose words records may hold, but which no rule here uses: without findings, and of no file's business.
pub(super) fn load_beside(files: &[Loaded], more: &[Source], resolve: &dyn Fn(&str) -> Option<Source>) -> Vec<Loaded> {
    let mut beside = load(more, resolve, &mut Vec::new());
    beside.retain(|file| file.kind != FileKind::Trial && files.iter().all(|known| known.title != file.title));
    beside
}

/// Parses the files and what they use.
pub(super) fn load(
    sources: &[Source],
    resolve: &dyn Fn(&str) -> Option<Source>,
    findings: &mut Vec<Finding>,
) -> Vec<Loaded> {
    let mut files: Vec<Loaded> = Vec::new();
    let mut by_title: HashMap<String, FileId> = HashMap::new();
    let mut parsed: Vec<(Loaded, Vec<Diagnostic>)> = sources.iter().map(parse).collect();
    // Trials stand first, each group in the order given.
    parsed.sort_by_key(|(file, _)| file.kind != FileKind::Trial);
    for (file, diagnostics) in parsed {
        add(&mut files, &mut by_title, file, diagnostics, findings);
    }
    let mut next = 0;
    while next < files.len() {
        let id = FileId(u32::try_from(next).unwrap_or(u32::MAX));
        let tree = files.get(next).map(|file| Arc::clone(&file.tree));
        let wanted: Vec<(String, Span)> =
            tree.iter().flat_map(|tree| uses_of(tree)).map(|name| (name.text.clone(), name.span)).collect();
        for (title, span) in wanted {
            let found = match by_title.get(&title) {
                Some(found) => Some(*found),
                None => resolve(&title).map(|source| {
                    let (mut file, diagnostics) = parse(&source);
                    file.title.clone_from(&title);
                    add(&mut files, &mut by_title, file, diagnostics, findings)
                }),
            };
            let is_trial = |used: FileId| files.get(used.0 as usize).is_some_and(|file| file.kind == FileKind::Trial);
            match found {
                Some(used) if !is_trial(used) => {
                    if let Some(file) = files.get_mut(next) {
                        file.uses.push((used, span));
                    }
                }
                _ => findings.push(Finding { file: id, diagnostic: unknown_use(&title, span, &by_title) }),
            }
        }
        next += 1;
    }
    let seen: Vec<Vec<FileId>> = (0..files.len()).map(|file| closure(&files, file)).collect();
    for (file, sees) in files.iter_mut().zip(seen) {
        file.sees = sees;
    }
    files
}

fn parse(source: &Source) -> (Loaded, Vec<Diagnostic>) {
    let parsed = source.parsed();
    let tree = Arc::clone(&parsed.tree);
    let title = tree.header().map_or_else(|| source.name.clone(), |header| header.name.text.clone());
    let (name, text, kind) = (source.name.clone(), Arc::clone(source.text()), tree.kind());
    let file = Loaded { name, text, kind, tree, title, uses: Vec::new(), sees: Vec::new() };
    (file, parsed.diagnostics.clone())
}

fn add(
    files: &mut Vec<Loaded>,
    by_title: &mut HashMap<String, FileId>,
    file: Loaded,
    diagnostics: Vec<Diagnostic>,
    findings: &mut Vec<Finding>,
) -> FileId {
    let id = FileId(u32::try_from(files.len()).unwrap_or(u32::MAX));
    findings.extend(diagnostics.into_iter().map(|diagnostic| Finding { file: id, diagnostic }));
    by_title.entry(file.title.clone()).or_insert(id);
    files.push(file);
    id
}

fn closure(files: &[Loaded], start: usize) -> Vec<FileId> {
    let mut seen = vec![FileId(u32::try_from(start).unwrap_or(u32::MAX))];
    let mut next = 0;
    while let Some(id) = seen.get(next).copied() {
        for (used, _) in files.get(id.0 as usize).map(|file| file.uses.as_slice()).unwrap_or_default() {
            if !seen.contains(used) {
                seen.push(*used);
            }
        }
        next += 1;
    }
    seen
}

fn unknown_use(title: &str, span: Span, known: &HashMap<String, FileId>) -> Diagnostic {
    let mut known: Vec<&String> = known.keys().collect();
    known.sort_unstable();
    Diagnostic::new(Code::UnknownUse, span, format!("there is no vocabulary or library `{title}`"))
        .reason("the words and definitions that it would bring in are unknown without it")
        .did_you_mean(title, known)
}
