//! What is asked of tests: every criterion and every cohort, with what stands below.

use super::boundary::{Asked, Boundary};
use super::gather;
use super::possible::Possible;
use super::report::Sort;
use crate::check::{Ask, Criterion, FileId, Program, Reach, Trial, TruthId};
use crate::diagnostic::Span;
use std::collections::BTreeMap;

/// A criterion, or the membership of a cohort, in all versions of the protocol in which it asks the same.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) trial: usize,
    pub(super) sort: Sort,
    pub(super) id: String,
    pub(super) sentence: String,
    /// In which versions, and at which place of their criteria or cohorts.
    pub(super) stands: Vec<(usize, usize)>,
    /// What it asks; nothing where it could not be checked.
    pub(super) root: Option<TruthId>,
    pub(super) possible: Possible,
    pub(super) file: FileId,
    pub(super) span: Span,
    pub(super) conditions: Vec<TruthId>,
    pub(super) boundaries: Vec<Boundary>,
    pub(super) by_node: BTreeMap<Asked, Vec<usize>>,
}

/// Those of all trials of a program, in the order of their protocols.
pub(super) fn subjects(program: &Program) -> Vec<Subject> {
    let mut found = Vec::new();
    for (place, trial) in program.trials.iter().enumerate() {
        let first = found.len();
        for version in 0..trial.versions.len() {
            for subject in of_version(program, place, trial, version) {
                let known = found.iter_mut().skip(first).find(|known: &&mut Subject| known.is(&subject));
                match known {
                    Some(known) => known.stands.extend(subject.stands),
                    None => found.push(subject),
                }
            }
        }
    }
    found
}

fn of_version(program: &Program, place: usize, trial: &Trial, version: usize) -> Vec<Subject> {
    let Some(protocol) = trial.versions.get(version) else { return Vec::new() };
    let cohorts = protocol.cohorts.iter().enumerate().map(|(at, cohort)| {
        let node = program.truth(cohort.when);
        let name = (Sort::Cohort, cohort.name.clone(), cohort.title.clone());
        Subject::new(program, (place, version, at), name, Some(cohort.when), (node.file, node.span))
    });
    let asks = |criterion: &&Criterion| matches!(criterion.ask, Ask::Truth(_) | Ask::Broken);
    let criteria = protocol.criteria.iter().enumerate().filter(|(_, criterion)| asks(criterion));
    let criteria = criteria.map(|(at, criterion)| {
        let sort = if criterion.inclusion { Sort::Inclusion } else { Sort::Exclusion };
        let root = match criterion.ask {
            Ask::Truth(root) => Some(root),
            _ => None,
        };
        let name = (sort, criterion.id.clone(), criterion.sentence.clone());
        Subject::new(program, (place, version, at), name, root, (trial.file, criterion.span))
    });
    cohorts.chain(criteria).collect()
}

impl Subject {
    fn new(
        program: &Program,
        (trial, version, place): (usize, usize, usize),
        (sort, id, sentence): (Sort, String, String),
        root: Option<TruthId>,
        (file, span): (FileId, Span),
    ) -> Subject {
        let reach = Reach::of(program, root);
        let is_condition = |id: &TruthId| gather::is_condition(&program.truth(*id).node);
        let conditions = reach.truths.iter().copied().filter(is_condition).collect();
        let boundaries = gather::boundaries(program, &reach);
        let mut by_node: BTreeMap<Asked, Vec<usize>> = BTreeMap::new();
        for (at, boundary) in boundaries.iter().enumerate() {
            by_node.entry(boundary.asked).or_default().push(at);
        }
        // What could not be checked is unknown for everybody.
        let possible =
            root.map_or(Possible { met: false, not_met: false, unknown: true }, |root| Possible::of(program, root));
        let stands = vec![(version, place)];
        Subject { trial, sort, id, sentence, stands, root, possible, file, span, conditions, boundaries, by_node }
    }

    /// Whether it is the same, carried on unchanged.
    fn is(&self, other: &Subject) -> bool {
        let place = |subject: &Subject| (subject.file, subject.span.start, subject.span.end);
        self.sort == other.sort && self.id == other.id && self.root == other.root && place(self) == place(other)
    }
}
