//! Checked rules, with what several lints look up.

use super::implication::Prover;
use super::relation::{Related, relations};
use crate::check::{Criterion, FileId, Finding, Program, Reach, Trial, TruthId, Version};
use crate::diagnostic::{Diagnostic, Span};
use crate::syntax::tree::{self, FileKind, ItemKind};
use std::cell::OnceCell;
use std::collections::HashMap;

/// Checked rules, with what several lints look up.
pub(crate) struct Rules<'p> {
    pub(crate) program: &'p Program,
    /// The criteria as written, by file and first byte.
    written: HashMap<(FileId, u32), &'p tree::Criterion>,
    prover: Prover<'p>,
    relations: OnceCell<Vec<Related<'p>>>,
    reach: OnceCell<Reach>,
}

/// A criterion of one version, and how it was written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written<'p> {
    pub(crate) criterion: &'p Criterion,
    pub(crate) tree: &'p tree::Criterion,
}

impl<'p> Rules<'p> {
    pub(crate) fn new(program: &'p Program) -> Rules<'p> {
        let mut written = HashMap::new();
        for (file, source) in files(program) {
            let amended = source.tree.items.iter().flat_map(|item| match &item.kind {
                ItemKind::Amendment(amendment) => amendment.items.as_slice(),
                _ => &[],
            });
            for item in source.tree.items.iter().chain(amended) {
                if let ItemKind::Criterion(criterion) = &item.kind {
                    written.insert((file, item.span.start), &**criterion);
                }
            }
        }
        Rules { program, written, prover: Prover::new(program), relations: OnceCell::new(), reach: OnceCell::new() }
    }

    /// What follows from what.
    pub(crate) fn prover(&self) -> &Prover<'p> {
        &self.prover
    }

    /// How each two criteria stand to one another, where something is known of it.
    pub(crate) fn relations(&self) -> &[Related<'p>] {
        self.relations.get_or_init(|| relations(self, self.prover()))
    }

    /// The nodes that the criteria lead to.
    pub(crate) fn reach(&self) -> &Reach {
        self.reach.get_or_init(|| Reach::of_trials(self.program))
    }

    /// Where a part of a truth stands; the whole of it where the same words stand elsewhere first.
    pub(crate) fn place(&self, whole: TruthId, part: TruthId) -> Span {
        let (whole, part) = (self.program.truth(whole), self.program.truth(part));
        let inside = part.file == whole.file && whole.span.start <= part.span.start && part.span.end <= whole.span.end;
        if inside { part.span } else { whole.span }
    }

    /// The trials with their versions, oldest first.
    pub(crate) fn versions(&self) -> impl Iterator<Item = (&'p Trial, &'p Version)> + use<'p> {
        self.program.trials.iter().flat_map(|trial| trial.versions.iter().map(move |version| (trial, version)))
    }

    /// The criteria of a version that were read, in the order of the protocol.
    pub(crate) fn criteria<'r>(
        &'r self,
        trial: &'r Trial,
        version: &'p Version,
    ) -> impl Iterator<Item = Written<'p>> + use<'p, 'r> {
        version.criteria.iter().filter_map(|criterion| {
            let tree = self.written.get(&(trial.file, criterion.span.start))?;
            Some(Written { criterion, tree })
        })
    }

    /// The trials among the files.
    pub(crate) fn trial_files(&self) -> impl Iterator<Item = (FileId, &'p tree::File)> + use<'p> {
        let trees = files(self.program).map(|(file, source)| (file, &*source.tree));
        trees.filter(|(_, tree)| tree.kind() == FileKind::Trial)
    }
}

fn files(program: &Program) -> impl Iterator<Item = (FileId, &crate::check::SourceFile)> {
    (0u32..).map(FileId).zip(&program.files)
}

/// A finding in a file.
pub(crate) fn found(file: FileId, diagnostic: Diagnostic) -> Finding {
    Finding { file, diagnostic }
}
