//! *Why not*: the smallest sets of facts whose change would make the patient eligible.
//!
//! The search goes over the leaves of the criteria that keep the patient out or are open. What a leaf would have to be
//! is kept in small sets; sets that contain another are dropped, and so are those that ask for what cannot be
//! otherwise. Sets that differ in one fact alone are one way: `either this, or that`.

mod fold;
mod turn;
mod ways;

use super::case::Case;
use super::kleene::Supposed;
use crate::check::{Ask, Criterion, TruthId};
use crate::evaluate::{CriterionOutcome, Standing, Verdict};
use crate::value::Truth;
use crate::wording::words::{counted, first_few, listed};
use fold::{Choice, Folded, Leaf, folded};
use schemars::JsonSchema;
use serde::Serialize;
pub use turn::Turn;
use ways::{Cost, LARGEST_SET, MOST_SETS, Ways};

/// How many ways are shown.
const MOST_SHOWN: usize = 5;
/// How many facts that cannot be otherwise are named for a criterion.
const MOST_FIXED: usize = 3;

/// What keeps the patient out, and what would have to be otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhyNot {
    /// In a sentence.
    pub sentence: String,
    /// The ids of the criteria that keep the patient out.
    pub blocking: Vec<String>,
    /// Those of them that nothing can change any more, with why.
    pub fixed: Vec<Fixed>,
    /// The smallest sets of facts that would let the patient in; empty for an eligible patient, and where there is none.
    pub ways: Vec<Way>,
    /// Where the search stopped, if it did not see everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<String>,
}

/// A criterion that keeps the patient out for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fixed {
    /// Its id.
    pub criterion: String,
    /// What cannot be otherwise.
    pub because: String,
}

/// One set of facts that together would let the patient in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Way {
    /// Facts that are known and would have to be otherwise.
    pub changes: Vec<Change>,
    /// Facts that are open and would have to come out so.
    pub open: Vec<Change>,
}

/// A fact that would have to be otherwise, or others instead of which each would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Change {
    /// What would have to be so.
    pub aim: String,
    /// What is so now.
    pub now: String,
    /// By what it can come about.
    pub by: Turn,
    /// The ids of the criteria that ask for it.
    pub criteria: Vec<String>,
    /// What would do instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub or: Vec<Change>,
}

impl Change {
    /// What would have to be so, with all that would do instead: `either this, or that`.
    #[must_use]
    pub fn aims(&self) -> String {
        if self.or.is_empty() {
            return self.aim.clone();
        }
        let others: Vec<&str> = self.or.iter().map(|other| other.aim.as_str()).collect();
        format!("either {}, or {}", self.aim, others.join(", or "))
    }

    /// By what it can come about, where that is not plain.
    #[must_use]
    pub fn by_words(&self) -> Option<&'static str> {
        if self.or.iter().any(|other| other.by != self.by) {
            return None;
        }
        match self.by {
            Turn::WithTime => Some("time alone brings it"),
            Turn::DoneForItself => Some("it can be done, but not for the sake of the trial"),
            Turn::MayCome => Some("it may come about, nobody can make it so"),
            Turn::Open | Turn::CanBeDone | Turn::Never => None,
        }
    }
}

impl Way {
    /// The ids of the criteria of which something open has to come out well.
    #[must_use]
    pub fn open_criteria(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for id in self.open.iter().flat_map(|change| &change.criteria) {
            if !ids.contains(&id.as_str()) {
                ids.push(id);
            }
        }
        ids
    }
}

impl Case<'_> {
    /// What keeps the patient out.
    pub(crate) fn why_not(&self) -> WhyNot {
        let keeps_out = |outcome: &CriterionOutcome| matches!(outcome.standing, Standing::Fail | Standing::AssumedFail);
        let failing: Vec<(&Criterion, CriterionOutcome)> =
            self.criteria().filter(|(_, outcome)| keeps_out(outcome)).collect();
        let blocking: Vec<String> = failing.iter().map(|(criterion, _)| criterion.id.clone()).collect();
        if self.judgement.verdict == Verdict::Eligible {
            let sentence = "Nothing keeps the patient out.".to_owned();
            return WhyNot { sentence, ..WhyNot::default() };
        }
        let fixed: Vec<Fixed> =
            failing.iter().filter_map(|(criterion, outcome)| self.fixed(criterion, *outcome)).collect();
        let found = self.ways_in();
        let smallest = self.smallest(&found);
        let ways: Vec<Way> = folded(&smallest).iter().map(|way| self.way(way)).collect();
        let distinct = self.by_changes(&found).len();
        let hidden = distinct.saturating_sub(smallest.len()) + ways.len().saturating_sub(MOST_SHOWN);
        WhyNot {
            sentence: self.why_not_sentence(&blocking, &fixed, &found),
            blocking,
            fixed,
            stopped: stopped(&found, hidden, distinct < found.sets.len()),
            ways: ways.into_iter().take(MOST_SHOWN).collect(),
        }
    }

    /// A criterion that no change can make pass.
    fn fixed(&self, criterion: &Criterion, outcome: CriterionOutcome) -> Option<Fixed> {
        let Ask::Truth(id) = criterion.ask else {
            return None;
        };
        let ways = self.ways_past(criterion, outcome);
        if !ways.sets.is_empty() || ways.cut {
            return None;
        }
        let finding = self.finding(id, criterion.inclusion);
        let mut because: Vec<String> = Vec::new();
        self.collect_fixed(&finding, &mut because);
        Some(Fixed { criterion: criterion.id.clone(), because: first_few(&because, MOST_FIXED, "and") })
    }

    /// The parts of a finding that speak against the patient and cannot be otherwise.
    fn collect_fixed(&self, finding: &super::Finding, because: &mut Vec<String>) {
        let leaf = finding.parts.is_empty() || finding.needs.is_some();
        let against = finding.bearing == super::Bearing::Against;
        if leaf && against {
            let holds = finding.truth == Truth::Met;
            let never = finding.of.is_none_or(|id| self.turn(id, !holds) == Turn::Never);
            let words = match &finding.needs {
                Some(needs) if finding.words.contains(needs.as_str()) => finding.words.clone(),
                _ => format!("{}; would have to be: {}", finding.words, finding.aim),
            };
            if never && !because.contains(&words) {
                because.push(words);
            }
            return;
        }
        finding.parts.iter().for_each(|part| self.collect_fixed(part, because));
    }

    /// The sets that change the fewest known facts, of these the ones that somebody can bring about; where all of them
    /// ask for what nobody can make, the smallest of what can be made stand beside them.
    fn smallest(&self, found: &Ways) -> Vec<(Supposed, Supposed)> {
        let distinct = self.by_changes(found);
        let costs: Vec<Cost> = distinct.iter().map(|set| self.cost(set)).collect();
        let size = |cost: &Cost| (cost.changes, cost.unmakable);
        let least = costs.iter().map(size).min();
        let makable = costs.iter().filter(|cost| cost.unmakable == 0).map(size).min();
        let wanted = |cost: &Cost| Some(size(cost)) == least || Some(size(cost)) == makable;
        let shown = distinct.iter().zip(&costs).filter(|(_, cost)| wanted(cost));
        shown.map(|(set, _)| set.iter().partition(|(id, _)| self.truth(**id) != Truth::Unknown)).collect()
    }

    /// The sets that change different known facts, each with the least that must come out of what is open.
    fn by_changes<'w>(&self, found: &'w Ways) -> Vec<&'w Supposed> {
        let known = |set: &Supposed| -> Vec<Leaf> {
            let known = set.iter().filter(|(id, _)| self.truth(**id) != Truth::Unknown);
            known.map(|(id, truth)| (*id, *truth)).collect()
        };
        let mut seen: Vec<Vec<Leaf>> = Vec::new();
        let mut distinct: Vec<&Supposed> = Vec::new();
        for set in &found.sets {
            let changes = known(set);
            if !seen.contains(&changes) {
                seen.push(changes);
                distinct.push(set);
            }
        }
        distinct
    }

    fn why_not_sentence(&self, blocking: &[String], fixed: &[Fixed], found: &Ways) -> String {
        let blocked = match blocking {
            [] if self.judgement.verdict == Verdict::Undetermined => {
                "No criterion keeps the patient out, but some are open.".to_owned()
            }
            [] => "The patient belongs to no cohort of the trial.".to_owned(),
            [only] => format!("1 criterion keeps the patient out: {only}."),
            several => {
                format!("{} keep the patient out: {}.", counted(several.len(), "criterion"), listed(several, "and"))
            }
        };
        let ids: Vec<&str> = fixed.iter().map(|own| own.criterion.as_str()).collect();
        match (found.sets.is_empty(), found.cut, ids.as_slice()) {
            (false, ..) => blocked,
            (true, _, [_, ..]) if ids.len() == blocking.len() => format!("{blocked} Nothing can change that any more."),
            (true, _, [_, ..]) => format!("{blocked} Nothing can change {} any more.", listed(&ids, "and")),
            (true, true, []) => format!("{blocked} More than {LARGEST_SET} facts would have to be otherwise."),
            (true, false, []) => format!("{blocked} {}", self.no_way()),
        }
    }

    /// Why no way in can be named.
    fn no_way(&self) -> String {
        let broken = self.criteria().filter(|(criterion, _)| criterion.ask == Ask::Broken);
        let broken: Vec<&str> = broken.map(|(criterion, _)| criterion.id.as_str()).collect();
        match broken.as_slice() {
            [] => "Nothing that can still change would let the patient in.".to_owned(),
            _ => format!("No way in can be named as long as the rule of {} contains an error.", listed(&broken, "and")),
        }
    }

    fn way(&self, way: &Folded) -> Way {
        let mut changes: Vec<Change> = way.choices.iter().filter_map(|choice| self.choice(choice)).collect();
        changes.sort_by_cached_key(|change| self.place_of(&change.criteria));
        // Parts that ask for the same in the same words are one to a reader.
        changes.dedup_by(|two, one| one.aim == two.aim && one.or.is_empty() && two.or.is_empty());
        Way { changes, open: way.open.iter().map(|leaf| self.change(*leaf)).collect() }
    }

    /// The first of several that would do, with the others beside it.
    fn choice(&self, choice: &Choice) -> Option<Change> {
        let mut leaves = choice.iter().map(|leaf| self.change(*leaf));
        let mut first = leaves.next()?;
        for other in leaves {
            first
                .criteria
                .extend(other.criteria.iter().filter(|id| !first.criteria.contains(id)).cloned().collect::<Vec<_>>());
            if first.aim != other.aim && first.or.iter().all(|known| known.aim != other.aim) {
                first.or.push(other);
            }
        }
        Some(first)
    }

    fn change(&self, (id, truth): Leaf) -> Change {
        let hold = truth == Truth::Met;
        let finding = self.leaf(id, hold);
        let (aim, now, by) = (finding.aim, finding.found, self.turn(id, hold));
        Change { aim, now, by, criteria: self.criteria_asking(id), or: Vec::new() }
    }

    /// The place of the first criterion that asks for a change.
    fn place_of(&self, criteria: &[String]) -> usize {
        let first = criteria.first();
        self.criteria().position(|(criterion, _)| Some(&criterion.id) == first).unwrap_or(usize::MAX)
    }

    /// The ids of the criteria that a leaf is part of and that do not pass.
    fn criteria_asking(&self, leaf: TruthId) -> Vec<String> {
        let concerned = self.criteria().filter(|(criterion, outcome)| match &criterion.ask {
            Ask::Truth(id) => outcome.standing != Standing::Pass && self.leaves(*id).contains(&leaf),
            _ => false,
        });
        concerned.map(|(criterion, _)| criterion.id.clone()).collect()
    }
}

fn stopped(found: &Ways, hidden: usize, otherwise: bool) -> Option<String> {
    if found.sets.is_empty() {
        return None;
    }
    let mut limits = Vec::new();
    if otherwise {
        limits.push("What is open could also come out otherwise and be enough; the shortest way is shown.".to_owned());
    }
    if hidden > 0 {
        let are = if hidden == 1 { "is" } else { "are" };
        limits.push(format!("{} {are} not shown.", counted(hidden, "other combination")));
    }
    if found.cut {
        limits.push(format!(
            "The search kept at most {MOST_SETS} combinations with at most {LARGEST_SET} changes; there may be others."
        ));
    }
    (!limits.is_empty()).then(|| limits.join(" "))
}
