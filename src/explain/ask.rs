//! *What to ask next*: the open facts that can still decide, as tasks, those that decide alone first.

use super::case::Case;
use super::kleene::Supposed;
use crate::check::{Ask, Criterion, TruthId};
use crate::evaluate::{CriterionOutcome, Standing, Verdict};
use crate::value::Truth;
use schemars::JsonSchema;
use serde::Serialize;

/// Something to find out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Task {
    /// What to do.
    pub task: String,
    /// Why it is open.
    pub because: Vec<String>,
    /// Whether a person's judgement is asked for, rather than a fact.
    pub judgement: bool,
    /// What its answer can do by itself.
    pub weight: Weight,
    /// The ids of the criteria that it can settle by itself.
    pub settles: Vec<String>,
    /// The ids of the criteria that it is part of, those included.
    pub criteria: Vec<String>,
}

/// What the answer to a task can do by itself, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// It can decide the verdict either way.
    DecidesEitherWay,
    /// One of its answers decides the verdict, most often by keeping the patient out.
    Decides,
    /// It can settle a criterion, not the verdict.
    SettlesCriterion,
    /// It counts only together with others.
    WithOthers,
}

/// A criterion, or the question whether the patient belongs to a cohort, that is open.
struct Open<'a> {
    id: String,
    truth: TruthId,
    /// The criterion, with how it stands; none for a cohort.
    criterion: Option<&'a Criterion>,
}

impl Case<'_> {
    /// What to ask next.
    pub(crate) fn tasks(&self) -> Vec<Task> {
        if !self.still_to_decide() {
            return Vec::new();
        }
        let open = self.open();
        let mut tasks: Vec<Task> = Vec::new();
        for question in &open {
            for leaf in self.open_leaves(question.truth) {
                let weight = self.weight(question, leaf, &open);
                self.add_tasks(&mut tasks, question, leaf, weight);
            }
        }
        tasks.extend(
            self.criteria()
                .filter(|(criterion, _)| criterion.ask == Ask::Broken)
                .map(|(criterion, _)| broken(criterion)),
        );
        tasks.sort_by_key(|task| (task.weight, std::cmp::Reverse(task.settles.len()), task.judgement));
        tasks
    }

    /// Whether an answer can still change the verdict: not where a criterion for everyone fails for certain.
    fn still_to_decide(&self) -> bool {
        let mut outcomes = self.criteria();
        match self.judgement.verdict {
            Verdict::Eligible => self.judgement.waived,
            Verdict::Undetermined => true,
            Verdict::Ineligible => {
                !outcomes.any(|(criterion, outcome)| outcome.standing == Standing::Fail && criterion.cohorts.is_empty())
                    && self.criteria().any(|(_, outcome)| outcome.standing == Standing::AssumedFail)
            }
        }
    }

    fn open(&self) -> Vec<Open<'_>> {
        let is_open = |outcome: &CriterionOutcome| {
            matches!(outcome.standing, Standing::Unknown | Standing::AssumedPass | Standing::AssumedFail)
        };
        let criteria = self.criteria().filter(|(_, outcome)| is_open(outcome)).filter_map(|(criterion, _)| {
            let Ask::Truth(truth) = criterion.ask else {
                return None;
            };
            Some(Open { id: criterion.id.clone(), truth, criterion: Some(criterion) })
        });
        let cohorts = self.version.cohorts.iter().map(|cohort| Open {
            id: format!("cohort {}", cohort.name),
            truth: cohort.when,
            criterion: None,
        });
        criteria.chain(cohorts).filter(|open| self.truth(open.truth) == Truth::Unknown).collect()
    }

    fn weight(&self, question: &Open<'_>, leaf: TruthId, open: &[Open<'_>]) -> Weight {
        let after = |truth| self.supposing(question.truth, &Supposed::from([(leaf, truth)]));
        let answers = [after(Truth::Met), after(Truth::NotMet)];
        if answers.iter().all(|answer| *answer == Truth::Unknown) {
            return Weight::WithOthers;
        }
        let Some(criterion) = question.criterion else {
            return Weight::SettlesCriterion;
        };
        let good = Truth::of(criterion.inclusion);
        let keeps_out = answers.contains(&!good) && criterion.cohorts.is_empty();
        let lets_in = answers.contains(&good) && open.len() == 1 && self.only_this_is_open();
        match (keeps_out, lets_in) {
            (true, true) => Weight::DecidesEitherWay,
            (true, false) | (false, true) => Weight::Decides,
            (false, false) => Weight::SettlesCriterion,
        }
    }

    /// Whether a single criterion stands between the patient and the trial.
    fn only_this_is_open(&self) -> bool {
        let not_passing = self.criteria().filter(|(_, outcome)| {
            matches!(
                outcome.standing,
                Standing::Unknown | Standing::Fail | Standing::NotDue | Standing::AssumedFail | Standing::AssumedPass
            )
        });
        not_passing.count() == 1
    }

    fn add_tasks(&self, tasks: &mut Vec<Task>, question: &Open<'_>, leaf: TruthId, weight: Weight) {
        let finding = self.leaf(leaf, true);
        let mut said: Vec<(String, String, bool)> =
            finding.reasons.into_iter().map(|reason| (reason.task, reason.sentence, reason.judgement)).collect();
        if said.is_empty() {
            said.push((format!("Find out: {}", finding.asked), "the record does not settle it".to_owned(), false));
        }
        let alone = weight != Weight::WithOthers;
        for (words, because, judgement) in said {
            let place = tasks.iter().position(|task| task.task == words).unwrap_or_else(|| {
                tasks.push(Task {
                    task: words,
                    because: Vec::new(),
                    judgement,
                    weight,
                    settles: Vec::new(),
                    criteria: Vec::new(),
                });
                tasks.len() - 1
            });
            if let Some(task) = tasks.get_mut(place) {
                task.weight = task.weight.min(weight);
                add(&mut task.because, because);
                add(&mut task.criteria, question.id.clone());
                if alone {
                    add(&mut task.settles, question.id.clone());
                }
            }
        }
    }
}

impl Weight {
    /// What the answers can do, as a heading of so many tasks.
    #[must_use]
    pub fn heading(self, tasks: usize) -> &'static str {
        match (self, tasks) {
            (Weight::DecidesEitherWay, ..=1) => "Decides the verdict, whatever the answer",
            (Weight::DecidesEitherWay, _) => "Each decides the verdict, whatever the answer",
            (Weight::Decides, ..=1) => "Can decide the verdict by itself",
            (Weight::Decides, _) => "Each can decide the verdict by itself",
            (Weight::SettlesCriterion, ..=1) => "Can settle a criterion by itself",
            (Weight::SettlesCriterion, _) => "Each can settle a criterion by itself",
            (Weight::WithOthers, _) => "Counts only together with others",
        }
    }
}

/// The tasks of each weight, in order, without the empty ones.
pub(crate) fn by_weight(tasks: &[Task]) -> impl Iterator<Item = (Weight, &[Task])> {
    tasks.chunk_by(|one, next| one.weight == next.weight).filter_map(|group| Some((group.first()?.weight, group)))
}

/// The task of whoever keeps the rules.
fn broken(criterion: &Criterion) -> Task {
    Task {
        task: format!("Correct the rule of {}, or have it corrected: it contains an error", criterion.id),
        because: vec!["the criterion could not be checked: its rule contains an error".to_owned()],
        judgement: false,
        weight: Weight::Decides,
        settles: vec![criterion.id.clone()],
        criteria: vec![criterion.id.clone()],
    }
}

fn add(list: &mut Vec<String>, item: String) {
    if !list.contains(&item) {
        list.push(item);
    }
}
