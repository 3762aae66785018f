//! Every node that some truths lead to, each once, in the order in which they are met.

use super::{
    Ask, EventsId, EventsNode, PointId, PointNode, Program, Trial, TruthId, TruthNode, ValueId, ValueNode, WindowId,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The nodes that some truths lead to, and what each condition is asked of.
#[derive(Debug, Default)]
pub struct Reach {
    /// The truths.
    pub truths: Vec<TruthId>,
    /// The values.
    pub values: Vec<ValueId>,
    /// The choices of events.
    pub events: Vec<EventsId>,
    /// The events of which a value is that of one, where a condition asks about it.
    pub subjects: BTreeMap<ValueId, EventsId>,
    /// Truths behind which nothing is followed; nothing where everything is.
    ends: Option<Arc<BTreeSet<TruthId>>>,
    seen: (Vec<bool>, Vec<bool>, Vec<bool>),
}

impl Reach {
    /// What the criteria and cohorts of all trials lead to.
    #[must_use]
    pub fn of_trials(program: &Program) -> Reach {
        Reach::of(program, program.trials.iter().flat_map(asked_by))
    }

    /// What the criteria and cohorts of a trial lead to.
    #[must_use]
    pub fn of_trial(program: &Program, trial: &Trial) -> Reach {
        Reach::of(program, asked_by(trial))
    }

    /// What some truths lead to, themselves included.
    #[must_use]
    pub fn of(program: &Program, truths: impl IntoIterator<Item = TruthId>) -> Reach {
        let seen =
            (vec![false; program.truths.len()], vec![false; program.values.len()], vec![false; program.events.len()]);
        let mut reach = Reach { seen, ..Reach::default() };
        truths.into_iter().for_each(|truth| reach.truth(program, truth, None));
        reach
    }

    /// What a truth leads to where some truths are taken as they are, and so is the total of a score, whose items are asked for
    /// themselves.
    #[must_use]
    pub fn up_to(program: &Program, truth: TruthId, ends: Arc<BTreeSet<TruthId>>) -> Reach {
        let mut reach = Reach { ends: Some(ends), ..Reach::of(program, []) };
        reach.truth(program, truth, None);
        reach
    }

    fn truth(&mut self, program: &Program, id: TruthId, subject: Option<EventsId>) {
        if is_known(&mut self.seen.0, id.0) {
            return;
        }
        self.truths.push(id);
        if self.ends.as_ref().is_some_and(|ends| ends.contains(&id)) {
            return;
        }
        match &program.truth(id).node {
            TruthNode::All(parts) | TruthNode::Any(parts) | TruthNode::Count { of: parts, .. } => {
                parts.iter().for_each(|part| self.truth(program, *part, subject));
            }
            TruthNode::Not(part) | TruthNode::TruthKnown(part) => self.truth(program, *part, subject),
            TruthNode::Compare { left, right, .. } => {
                self.value(program, *left, subject);
                self.value(program, *right, subject);
            }
            TruthNode::Between { value, low, high, .. } => {
                [value, low, high].into_iter().for_each(|id| self.value(program, *id, subject));
            }
            TruthNode::Among { value, .. }
            | TruthNode::AmongWords { value, .. }
            | TruthNode::Qualitative { value, .. }
            | TruthNode::ValueKnown(value) => self.value(program, *value, subject),
            TruthNode::EventsKnown(events) | TruthNode::Amount { events, .. } => self.chosen(program, *events, subject),
            TruthNode::Every { events, condition } => {
                self.chosen(program, *events, subject);
                self.truth(program, *condition, Some(*events));
            }
            TruthNode::Constant(_) | TruthNode::Asked { .. } | TruthNode::Stated { .. } | TruthNode::Site { .. } => {}
        }
    }

    fn value(&mut self, program: &Program, id: ValueId, subject: Option<EventsId>) {
        if is_known(&mut self.seen.1, id.0) {
            return;
        }
        self.values.push(id);
        match &program.value(id).node {
            ValueNode::Subject(_) | ValueNode::It(_) => {
                self.subjects.extend(subject.map(|events| (id, events)));
            }
            ValueNode::Day(point) | ValueNode::Age(point) | ValueNode::TimeSince { point, .. } => {
                self.point(program, *point, subject);
            }
            ValueNode::Moved { date: value, .. } | ValueNode::Scaled { value, .. } => {
                self.value(program, *value, subject);
            }
            ValueNode::Measure { events, .. } | ValueNode::Count { events, .. } | ValueNode::Total { events, .. } => {
                self.chosen(program, *events, subject);
            }
            ValueNode::Average { events, window, .. } => {
                self.chosen(program, *events, subject);
                self.window(program, *window, subject);
            }
            ValueNode::Arithmetic { left, right, .. } | ValueNode::PercentChange { from: left, to: right } => {
                self.value(program, *left, subject);
                self.value(program, *right, subject);
            }
            ValueNode::Extreme { of, .. } => of.iter().for_each(|id| self.value(program, *id, subject)),
            ValueNode::When(cases) => {
                for (value, truth) in cases {
                    self.value(program, *value, subject);
                    self.truth(program, *truth, subject);
                }
            }
            ValueNode::ScoreTotal(_) | ValueNode::ScorePoints { .. } if self.ends.is_some() => {}
            ValueNode::ScoreTotal(score) | ValueNode::ScorePoints { score, .. } => {
                let score = program.score(*score);
                let items = score.items.iter().map(|item| item.condition);
                score.entry.into_iter().chain(items).for_each(|truth| self.truth(program, truth, None));
            }
            ValueNode::Constant(_) | ValueNode::Sex => {}
        }
    }

    fn chosen(&mut self, program: &Program, id: EventsId, subject: Option<EventsId>) {
        if is_known(&mut self.seen.2, id.0) {
            return;
        }
        self.events.push(id);
        match &program.events(id).node {
            EventsNode::Words(_) | EventsNode::Planned { .. } | EventsNode::Lines(_) => {}
            EventsNode::Union(parts) => parts.iter().for_each(|part| self.chosen(program, *part, subject)),
            EventsNode::Except { of, without: other } | EventsNode::Together { left: of, right: other } => {
                self.chosen(program, *of, subject);
                self.chosen(program, *other, subject);
            }
            EventsNode::Where { of, condition } | EventsNode::With { of, condition, .. } => {
                self.chosen(program, *of, subject);
                self.truth(program, *condition, Some(*of));
            }
            EventsNode::In { of, window, .. } => {
                self.chosen(program, *of, subject);
                self.window(program, *window, subject);
            }
            EventsNode::Current { of }
            | EventsNode::Joined { of, .. }
            | EventsNode::Newest { of, .. }
            | EventsNode::Doses { of } => self.chosen(program, *of, subject),
            EventsNode::DosePeriods { of, bounds, .. } => {
                self.chosen(program, *of, subject);
                bounds.iter().for_each(|(_, value)| self.value(program, *value, subject));
            }
        }
    }

    fn window(&mut self, program: &Program, id: WindowId, subject: Option<EventsId>) {
        self.point(program, program.window(id).point, subject);
    }

    fn point(&mut self, program: &Program, id: PointId, subject: Option<EventsId>) {
        if let PointNode::Event { events, .. } = program.point(id) {
            self.chosen(program, *events, subject);
        }
    }
}

/// The truths that the criteria and cohorts of a trial ask, in all versions.
fn asked_by(trial: &Trial) -> impl Iterator<Item = TruthId> {
    trial.versions.iter().flat_map(|version| {
        let cohorts = version.cohorts.iter().map(|cohort| cohort.when);
        cohorts.chain(version.criteria.iter().filter_map(|criterion| match criterion.ask {
            Ask::Truth(truth) => Some(truth),
            Ask::Clarifies(_) | Ask::NotStated(_) | Ask::Broken => None,
        }))
    })
}

/// Whether a node was seen before; it is from now on.
fn is_known(seen: &mut [bool], id: u32) -> bool {
    seen.get_mut(id as usize).is_none_or(|seen| std::mem::replace(seen, true))
}
