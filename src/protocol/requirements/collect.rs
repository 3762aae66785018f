//! Walks the nodes of each criterion and notes what they ask of a record.

use super::needs::add;
use super::{AnchorNeed, Requirements, WordNeed};
use crate::check::*;
use crate::protocol::english::English;
use crate::protocol::text::unmarked;
use crate::syntax::tree::WindowSide;
use crate::value::Length;
use crate::vocabulary::builtin::attribute;
use crate::vocabulary::{AttributeId, WordId};
use std::collections::BTreeMap;

/// The days of a month, to compare lengths of time by.
const DAYS_OF_A_MONTH: i32 = 31;

pub(super) fn requirements(program: &Program, trial: &Trial) -> Requirements {
    let mut walk = Walk {
        program,
        english: English::new(program),
        criterion: String::new(),
        found: Requirements { trial: trial.id.clone(), title: trial.title.clone(), ..Requirements::default() },
        words: BTreeMap::new(),
    };
    for version in &trial.versions {
        for cohort in &version.cohorts {
            walk.criterion = format!("cohort {}", cohort.name);
            walk.truth(cohort.when);
        }
        for criterion in &version.criteria {
            walk.criterion.clone_from(&criterion.id);
            if let Ask::Truth(truth) = criterion.ask {
                walk.truth(truth);
            }
            if let Some(anchor) = criterion.checked_at {
                walk.anchor(anchor);
            }
        }
    }
    let Walk { mut found, words, .. } = walk;
    found.words = words.into_values().map(|(need, _)| need).collect();
    found.words.sort_by(|one, other| (one.kind, &one.title).cmp(&(other.kind, &other.title)));
    found
}

/// How the events of a choice are looked at by what stands around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Looked {
    /// In which stretch of time, with how far it reaches.
    pub(super) window: Option<(String, Reach)>,
    /// With which attributes.
    pub(super) attributes: Vec<AttributeId>,
    /// Whether there being no more of them matters.
    pub(super) complete: bool,
    /// Whether they are planned.
    pub(super) planned: bool,
}

/// How far back a window reaches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reach {
    /// In days, about.
    pub(super) days: i32,
    /// In words.
    pub(super) words: String,
}

pub(super) struct Walk<'p> {
    pub(super) program: &'p Program,
    pub(super) english: English<'p>,
    pub(super) criterion: String,
    pub(super) found: Requirements,
    pub(super) words: BTreeMap<WordId, (WordNeed, Reach)>,
}

impl Walk<'_> {
    fn truth(&mut self, id: TruthId) {
        let program = self.program;
        match &program.truth(id).node {
            TruthNode::Constant(_) => {}
            TruthNode::All(of) | TruthNode::Any(of) | TruthNode::Count { of, .. } => {
                of.iter().for_each(|part| self.truth(*part));
            }
            TruthNode::Not(of) | TruthNode::TruthKnown(of) => self.truth(*of),
            TruthNode::Compare { left, right, .. } => [left, right].into_iter().for_each(|side| self.value(*side)),
            TruthNode::Between { value, low, high, .. } => {
                [value, low, high].into_iter().for_each(|value| self.value(*value));
            }
            TruthNode::Among { value, .. }
            | TruthNode::AmongWords { value, .. }
            | TruthNode::Qualitative { value, .. }
            | TruthNode::ValueKnown(value) => self.value(*value),
            TruthNode::EventsKnown(events) | TruthNode::Amount { events, .. } => {
                self.events(*events, Looked { complete: true, ..Looked::default() });
            }
            TruthNode::Every { events, condition } => {
                let attributes = self.asked(*condition);
                self.events(*events, Looked { complete: true, attributes, ..Looked::default() });
                self.truth(*condition);
            }
            TruthNode::Asked { question, arguments } => self.question(*question, arguments),
            TruthNode::Site { question, arguments, .. } => self.site(*question, arguments),
            TruthNode::Stated { intolerance, roots, .. } => {
                roots.iter().for_each(|root| self.statement(*intolerance, *root));
            }
        }
    }

    fn value(&mut self, id: ValueId) {
        let program = self.program;
        match &program.value(id).node {
            ValueNode::Constant(_) | ValueNode::Subject(_) | ValueNode::It(_) => {}
            ValueNode::Day(point) | ValueNode::TimeSince { point, .. } => self.point(*point),
            ValueNode::Age(point) => {
                self.person("date of birth");
                self.point(*point);
            }
            ValueNode::Sex => self.person("sex"),
            ValueNode::Moved { date, .. } => self.value(*date),
            ValueNode::Measure { events, choose, measure } => {
                let looked = Looked {
                    attributes: attribute_of(measure).into_iter().collect(),
                    complete: *choose != Choose::One,
                    ..Looked::default()
                };
                self.events(*events, looked);
            }
            ValueNode::Count { events, .. } => {
                self.events(*events, Looked { complete: true, ..Looked::default() });
            }
            ValueNode::Total { events, measure } => {
                let attributes = attribute_of(measure).into_iter().collect();
                self.events(*events, Looked { complete: true, attributes, ..Looked::default() });
            }
            ValueNode::Average { events, measure, window, all_days } => {
                let attributes = attribute_of(measure).into_iter().collect();
                let window = self.window(*window);
                self.events(*events, Looked { complete: *all_days, attributes, window, ..Looked::default() });
            }
            ValueNode::Arithmetic { left, right, .. } | ValueNode::PercentChange { from: left, to: right } => {
                [left, right].into_iter().for_each(|side| self.value(*side));
            }
            ValueNode::Extreme { of, .. } => of.iter().for_each(|value| self.value(*value)),
            ValueNode::When(cases) => {
                for (value, when) in cases {
                    self.value(*value);
                    self.truth(*when);
                }
            }
            ValueNode::Scaled { value, .. } => self.value(*value),
            ValueNode::ScoreTotal(score) => self.score(*score, None),
            ValueNode::ScorePoints { score, items } => self.score(*score, Some(items)),
        }
    }

    fn score(&mut self, id: ScoreId, items: Option<&[usize]>) {
        let score = self.program.score(id);
        for (place, item) in score.items.iter().enumerate() {
            if items.is_none_or(|items| items.contains(&place)) {
                self.truth(item.condition);
            }
        }
    }

    fn events(&mut self, id: EventsId, mut looked: Looked) {
        let program = self.program;
        match &program.events(id).node {
            EventsNode::Words(words) => self.words(words, &looked),
            EventsNode::Planned { words } => self.words(words, &Looked { planned: true, ..looked }),
            EventsNode::Lines(policy) => self.lines(*policy, &looked),
            EventsNode::Union(parts) => parts.iter().for_each(|part| self.events(*part, looked.clone())),
            EventsNode::Except { of, without } => {
                self.events(*without, Looked { complete: false, ..looked.clone() });
                self.events(*of, looked);
            }
            EventsNode::Where { of, condition } | EventsNode::With { of, condition, .. } => {
                looked.attributes.extend(self.asked(*condition));
                self.truth(*condition);
                self.events(*of, looked);
            }
            EventsNode::In { of, window, .. } => {
                let window = self.window(*window);
                looked.window = window.or(looked.window);
                self.events(*of, looked);
            }
            EventsNode::Current { of } => {
                let now = Reach { days: 0, words: "the day of assessment".to_owned() };
                looked.window = looked.window.or(Some(("on the day of assessment".to_owned(), now)));
                self.events(*of, looked);
            }
            EventsNode::Joined { of, .. } => self.events(*of, looked),
            EventsNode::Together { left, right } => {
                [left, right].into_iter().for_each(|side| self.events(*side, looked.clone()));
            }
            EventsNode::DosePeriods { of, measure, bounds } => {
                looked.attributes.extend(attribute_of(measure));
                bounds.iter().for_each(|(_, bound)| self.value(*bound));
                self.events(*of, looked);
            }
            EventsNode::Newest { of, earliest, .. } => {
                looked.complete = *earliest;
                self.events(*of, looked);
            }
            EventsNode::Doses { of } => {
                looked.attributes.push(attribute::DOSE);
                self.events(*of, looked);
            }
        }
    }

    /// The attributes that a condition asks of each event.
    fn asked(&self, id: TruthId) -> Vec<AttributeId> {
        let program = self.program;
        let of_value = |value: ValueId| match &program.value(value).node {
            ValueNode::Subject(measure) | ValueNode::It(measure) => attribute_of(measure),
            _ => None,
        };
        match &program.truth(id).node {
            TruthNode::All(of) | TruthNode::Any(of) | TruthNode::Count { of, .. } => {
                of.iter().flat_map(|part| self.asked(*part)).collect()
            }
            TruthNode::Not(of) | TruthNode::TruthKnown(of) => self.asked(*of),
            TruthNode::Compare { left, right, .. } => [*left, *right].into_iter().filter_map(of_value).collect(),
            TruthNode::Between { value, .. }
            | TruthNode::Among { value, .. }
            | TruthNode::AmongWords { value, .. }
            | TruthNode::Qualitative { value, .. }
            | TruthNode::ValueKnown(value) => of_value(*value).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn window(&mut self, id: WindowId) -> Option<(String, Reach)> {
        let window = self.program.window(id);
        self.point(window.point);
        let words = unmarked(&self.english.stretch(id, ""));
        let back = matches!(window.side, WindowSide::Before | WindowSide::BeforeOrDuring);
        let bounded = !window.within.is_empty() || !back;
        let days = window.within.iter().map(|length| days_of(*length)).max().unwrap_or(0);
        bounded.then(|| (words.clone(), Reach { days: if back { days } else { 0 }, words }))
    }

    fn point(&mut self, id: PointId) {
        match self.program.point(id) {
            PointNode::Anchor(anchor) | PointNode::StartOfAnchor(anchor) | PointNode::EndOfAnchor(anchor) => {
                self.anchor(*anchor);
            }
            PointNode::Event { events, .. } => self.events(*events, Looked::default()),
            PointNode::Birth => self.person("date of birth"),
            PointNode::AsOf | PointNode::Fixed(_) | PointNode::It(_) => {}
        }
    }

    fn anchor(&mut self, id: AnchorId) {
        let anchor = self.program.anchor(id);
        if let AnchorShape::Period { from, to, .. } = anchor.shape {
            self.anchor(from);
            self.anchor(to);
            return;
        }
        let (name, by) = (anchor.name.clone(), self.criterion.clone());
        match self.found.anchors.iter_mut().find(|known| known.name == name) {
            Some(known) => add(&mut known.criteria, by),
            None => self.found.anchors.push(AnchorNeed { name, title: anchor.title.clone(), criteria: vec![by] }),
        }
    }
}

fn attribute_of(measure: &Measure) -> Option<AttributeId> {
    match measure {
        Measure::Attribute(id) | Measure::Dose { attribute: id, .. } => (*id != attribute::VALUE).then_some(*id),
        Measure::Start => Some(attribute::START),
        Measure::End => Some(attribute::END),
        Measure::Result | Measure::OverUpper | Measure::OverLower | Measure::Items(_) | Measure::Word => None,
    }
}

fn days_of(length: Length) -> i32 {
    match length {
        Length::Days(days) => days,
        Length::Months(months) => months.saturating_mul(DAYS_OF_A_MONTH),
        // Half-lives of slow drugs make months.
        Length::HalfLives(_) => 150,
    }
}
