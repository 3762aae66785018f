//! What is asked of tests: every criterion, every cohort, and what stands by a name of its own, each with what is written below.
//!
//! What another file defines is one condition here and is covered there, once and not again for each trial that uses it; so are
//! the items of scores.

use super::boundary::{Asked, Boundary};
use super::gather;
use super::possible::Possible;
use super::report::Sort;
use super::target::What;
use crate::check::{Ask, Criterion, FileId, Gives, Program, Reach, Trial, TruthId};
use crate::diagnostic::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A criterion, or the membership of a cohort, in all versions of the protocol in which it asks the same; a definition with the
/// arguments of one use; an item of a score.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    /// The trials, by their places in the program, whose patients show something of it.
    pub(super) trials: Vec<usize>,
    pub(super) sort: Sort,
    pub(super) id: String,
    pub(super) sentence: String,
    /// In which versions, and at which place of their criteria or cohorts; of what bears a name of its own, nowhere.
    pub(super) stands: Vec<(usize, usize)>,
    /// What it asks; nothing where it could not be checked.
    pub(super) root: Option<TruthId>,
    pub(super) possible: Possible,
    pub(super) file: FileId,
    pub(super) span: Span,
    pub(super) conditions: Vec<TruthId>,
    pub(super) boundaries: Vec<Boundary>,
    pub(super) by_node: BTreeMap<Asked, Vec<usize>>,
    /// What cases can show of it, in the order of the report.
    pub(super) can_show: Vec<What>,
}

/// Those of all trials of a program, in the order of their protocols, and then what bears a name of its own.
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
    found.extend(named(program));
    found
}

/// The definitions of libraries and the items of all scores.
fn named(program: &Program) -> Vec<Subject> {
    let in_trial = |file: FileId| program.trials.iter().any(|trial| trial.file == file);
    let defined =
        program.definitions.iter().filter(|known| !in_trial(known.file)).filter_map(|known| match known.gives {
            Gives::Truth(truth) => Some((known.name.clone(), known.title.clone(), truth, (known.file, known.span))),
            Gives::Value(_) | Gives::Events(_) => None,
        });
    let at = |truth: TruthId| (program.truth(truth).file, program.truth(truth).span);
    let items = program.scores.iter().flat_map(|score| {
        let title = Some(score.title.clone());
        let items = score.items.iter().map(|item| (format!("{}: {}", score.name, item.title), None, item.condition));
        let meets = score.meets.filter(|truth| !in_trial(program.truth(*truth).file));
        items.chain(meets.map(|truth| (score.name.clone(), title, truth))).collect::<Vec<_>>()
    });
    let items = items.map(|(name, title, truth)| (name, title, truth, at(truth)));
    let reached: Vec<BTreeSet<TruthId>> = program.trials.iter().map(|trial| reached(program, trial)).collect();
    let all = defined.chain(items).map(|(name, title, truth, place)| Subject {
        trials: (0..reached.len())
            .filter(|trial| reached.get(*trial).is_some_and(|all| all.contains(&truth)))
            .collect(),
        ..Subject::new(program, (0, 0, 0), (Sort::Definition, name, title.unwrap_or_default()), Some(truth), place)
    });
    let mut seen = BTreeSet::new();
    all.map(|subject| Subject { stands: Vec::new(), ..subject })
        .filter(|subject| seen.insert((subject.id.clone(), subject.root)))
        .collect()
}

/// What files other than one define, and the scores that they compute.
fn elsewhere(program: &Program, file: FileId) -> BTreeSet<TruthId> {
    let defined = program.definitions.iter().filter(|known| known.file != file).filter_map(|known| match known.gives {
        Gives::Truth(truth) => Some(truth),
        Gives::Value(_) | Gives::Events(_) => None,
    });
    let scores = program.scores.iter().filter_map(|score| score.meets);
    defined.chain(scores.filter(|truth| program.truth(*truth).file != file)).collect()
}

/// All truths of which the criteria and cohorts of a trial ask.
fn reached(program: &Program, trial: &Trial) -> BTreeSet<TruthId> {
    let roots = trial.versions.iter().flat_map(|version| {
        let criteria = version.criteria.iter().filter_map(|criterion| match criterion.ask {
            Ask::Truth(root) => Some(root),
            _ => None,
        });
        version.cohorts.iter().map(|cohort| cohort.when).chain(criteria)
    });
    Reach::of(program, roots).truths.into_iter().collect()
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
        let elsewhere = elsewhere(program, file);
        let is_condition = |id: &TruthId| elsewhere.contains(id) || gather::is_condition(&program.truth(*id).node);
        let reach = root.map_or_else(Reach::default, |root| Reach::up_to(program, root, elsewhere.clone()));
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
        let can_show = Vec::new();
        let mut subject = Subject {
            trials: vec![trial],
            sort,
            id,
            sentence,
            stands,
            root,
            possible,
            file,
            span,
            conditions,
            boundaries,
            by_node,
            can_show,
        };
        subject.can_show = subject.can_show(program);
        subject
    }

    /// Whether it is the same, carried on unchanged.
    fn is(&self, other: &Subject) -> bool {
        let place = |subject: &Subject| (subject.file, subject.span.start, subject.span.end);
        self.sort == other.sort && self.id == other.id && self.root == other.root && place(self) == place(other)
    }
}
