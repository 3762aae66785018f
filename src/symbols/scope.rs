//! Which symbols the names of one file mean.

use super::{SymbolId, SymbolKind, Symbols};
use crate::check::{FileId, Program};
use crate::syntax::tree::FileKind;
use std::collections::HashMap;

/// What one file sees.
pub(super) struct Scope<'a> {
    program: &'a Program,
    /// Everything that phrases call by name.
    names: HashMap<&'a str, SymbolId>,
    /// The file's own criteria.
    criteria: HashMap<&'a str, SymbolId>,
    /// The file's own cohorts.
    cohorts: HashMap<&'a str, SymbolId>,
    /// The trials, vocabularies and libraries, as `use` calls them.
    headers: HashMap<&'a str, SymbolId>,
    /// Domains and items of scores, with the score.
    parts: HashMap<(&'a str, &'a str), SymbolId>,
}

impl<'a> Scope<'a> {
    /// What a file sees: its own names before those that it brings in.
    pub(super) fn new(program: &'a Program, symbols: &'a Symbols, file: FileId) -> Scope<'a> {
        let (names, criteria, cohorts) = (HashMap::new(), HashMap::new(), HashMap::new());
        let (headers, parts) = (HashMap::new(), HashMap::new());
        let mut scope = Scope { program, names, criteria, cohorts, headers, parts };
        let sees = program.files.get(file.0 as usize).map(|source| source.sees.as_slice()).unwrap_or_default();
        for (id, symbol) in symbols.all() {
            let Some((declared_in, _)) = symbol.declared else { continue };
            if matches!(symbol.kind, SymbolKind::Vocabulary | SymbolKind::Library | SymbolKind::Trial) {
                scope.headers.insert(&symbol.name, id);
            }
            if !sees.contains(&declared_in) {
                continue;
            }
            let own = declared_in == file;
            let name = symbol.name.as_str();
            match symbol.kind {
                SymbolKind::Criterion if own => drop(scope.criteria.insert(name, id)),
                SymbolKind::Cohort if own => drop(scope.cohorts.insert(name, id)),
                SymbolKind::Domain | SymbolKind::ScoreItem => {
                    scope.parts.entry((symbol.within.as_deref().unwrap_or_default(), name)).or_insert(id);
                }
                SymbolKind::Parameter
                | SymbolKind::Definition
                | SymbolKind::Anchor
                | SymbolKind::Score
                | SymbolKind::Word(_)
                | SymbolKind::Judgement
                | SymbolKind::Site => scope.name(name, id, own),
                // The group of a trial is a name of that trial alone.
                SymbolKind::Group if own || !scope.is_trial(declared_in) => scope.name(name, id, own),
                _ => {}
            }
        }
        scope
    }

    fn name(&mut self, name: &'a str, id: SymbolId, own: bool) {
        if own {
            self.names.insert(name, id);
        } else {
            self.names.entry(name).or_insert(id);
        }
    }

    fn is_trial(&self, file: FileId) -> bool {
        self.program.files.get(file.0 as usize).is_some_and(|source| source.tree.kind() == FileKind::Trial)
    }

    /// What a name means, by itself or as the synonym of a word.
    pub(super) fn find(&self, name: &str) -> Option<SymbolId> {
        let known = self.names.get(name).copied();
        known.or_else(|| {
            let named = self.program.vocabulary.find(name)?;
            self.names.get(self.program.vocabulary.name_of(named).as_str()).copied()
        })
    }

    /// The criterion of that id.
    pub(super) fn criterion(&self, id: &str) -> Option<SymbolId> {
        self.criteria.get(id).copied()
    }

    /// The cohort of that name.
    pub(super) fn cohort(&self, name: &str) -> Option<SymbolId> {
        self.cohorts.get(name).copied()
    }

    /// The vocabulary or library that `use` names.
    pub(super) fn header(&self, name: &str) -> Option<SymbolId> {
        self.headers.get(name).copied()
    }

    /// A domain, class or item of a score.
    pub(super) fn part(&self, score: &str, name: &str) -> Option<SymbolId> {
        self.parts.get(&(score, name)).copied()
    }
}
