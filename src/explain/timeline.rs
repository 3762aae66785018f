//! What happened to the patient, as far as the criteria looked at it: the matter of a picture.

use super::case::Case;
use super::explanation::{CriterionLine, Fact, Finding};
use crate::check::TruthNode;
use crate::evaluate::EventRef;
use crate::value::{Day, DaySpan};
use crate::vocabulary::{Kind, WordId};
use crate::wording::unit::clinical_text;
use schemars::JsonSchema;
use serde::Serialize;

/// How far the picture reaches back, in days: three years.
const LONGEST: i32 = 1096;
/// How much room is left after the as-of date, in days.
const AHEAD: i32 = 30;

/// A patient's time in lanes, one for each thing that was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Timeline {
    /// The first day of the picture; what is older is drawn at its edge.
    pub from: String,
    /// The last day of the picture.
    pub to: String,
    /// The lanes, in the order of the criteria that look at them.
    pub lanes: Vec<Lane>,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Lane {
    /// What.
    pub name: String,
    /// Where was looked.
    pub bands: Vec<Band>,
    /// What happened.
    pub marks: Vec<Mark>,
}

/// Days in which a criterion looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Band {
    /// The first day; absent where it has no beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day; absent where it has no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The ids of the criteria.
    pub criteria: Vec<String>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mark {
    /// In words.
    pub words: String,
    /// A short label.
    pub label: String,
    /// The first day that it may have begun; absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day that it may have ended; absent where it goes on or is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Whether it lasts, rather than happening on a day.
    pub lasts: bool,
    /// Whether it goes on; one that lasts, does not go on and has no last day ended on a day that nobody recorded.
    pub ongoing: bool,
    /// Whether its dates are known to the day.
    pub exact: bool,
    /// Whether a criterion was decided by it.
    pub decisive: bool,
    /// Whether it is planned.
    pub planned: bool,
}

impl Case<'_> {
    /// The lanes of everything that the findings tell of.
    pub(crate) fn timeline(&self, lines: &[CriterionLine]) -> Timeline {
        let mut lanes: Vec<Lane> = Vec::new();
        for line in lines {
            if let Some(finding) = &line.finding {
                self.collect_lanes(finding, &line.id, &mut lanes);
            }
        }
        lanes.retain(|lane| !lane.marks.is_empty() || !lane.bands.is_empty());
        let as_of = self.dates.as_of;
        let starts = lanes.iter().flat_map(|lane| {
            let marks = lane.marks.iter().filter_map(|mark| mark.from.clone());
            marks.chain(lane.bands.iter().filter_map(|band| band.from.clone()))
        });
        let earliest = starts.filter_map(|text| Day::parse(&text)).min().unwrap_or(as_of);
        let from = earliest.max(as_of.plus_days(-LONGEST)).min(as_of.plus_days(-AHEAD)).plus_days(-AHEAD / 2);
        let ends = lanes.iter().flat_map(|lane| lane.bands.iter().filter_map(|band| band.to.clone()));
        let latest = ends.filter_map(|text| Day::parse(&text)).max().unwrap_or(as_of);
        let to = latest.min(as_of.plus_days(LONGEST)).max(as_of).plus_days(AHEAD);
        Timeline { from: from.to_string(), to: to.to_string(), lanes }
    }

    fn collect_lanes(&self, finding: &Finding, criterion: &str, lanes: &mut Vec<Lane>) {
        let mut words: Vec<WordId> = Vec::new();
        for fact in &finding.facts {
            if let Some(event) = fact.event.and_then(|at| self.event(at)) {
                self.add_mark(lane_of(lanes, &fact.name), fact);
                if !words.contains(&event.word) {
                    words.push(event.word);
                }
            }
        }
        for word in self.asked_for(finding) {
            if !words.contains(&word) && self.patient.events.iter().any(|event| event.word == word) {
                words.push(word);
            }
        }
        words.iter().for_each(|word| self.add_others(*word, lanes));
        if let Some(window) = &finding.window {
            let names: Vec<String> = match words.as_slice() {
                [] => self.looked_at(finding).into_iter().collect(),
                words => words.iter().map(|word| self.name(*word)).collect(),
            };
            for name in names {
                add_band(lane_of(lanes, &name), window.from.as_ref(), window.to.as_ref(), criterion);
            }
        }
        finding.parts.iter().for_each(|part| self.collect_lanes(part, criterion, lanes));
    }

    /// What a finding without facts looked for.
    fn looked_at(&self, finding: &Finding) -> Option<String> {
        match &self.program.truth(finding.of?).node {
            TruthNode::Amount { events, .. } | TruthNode::Every { events, .. } => Some(self.subject(*events)),
            TruthNode::Compare { left, .. } => Some(self.value_name(*left)),
            TruthNode::Between { value, .. }
            | TruthNode::Among { value, .. }
            | TruthNode::AmongWords { value, .. }
            | TruthNode::Qualitative { value, .. } => Some(self.value_name(*value)),
            _ => None,
        }
    }

    /// The words that a finding asked for.
    fn asked_for(&self, finding: &Finding) -> Vec<WordId> {
        let events = finding.of.and_then(|id| self.events_asked(id));
        events.map(|events| self.words_behind(events)).unwrap_or_default()
    }

    /// Events of a word that no criterion was decided by, for the course of it.
    fn add_others(&self, word: WordId, lanes: &mut Vec<Lane>) {
        let own = self.patient.events.iter().enumerate().filter(|(_, event)| event.word == word);
        for (place, _) in own {
            let at = EventRef(u32::try_from(place).unwrap_or(u32::MAX));
            if let Some(fact) = self.fact(at, true) {
                let lane = lane_of(lanes, &fact.name);
                if !lane.marks.iter().any(|mark| mark.words == fact.words) {
                    lane.marks.extend(self.mark_of(&fact, false));
                }
            }
        }
    }

    fn add_mark(&self, lane: &mut Lane, fact: &Fact) {
        match lane.marks.iter_mut().find(|mark| mark.words == fact.words) {
            Some(mark) => mark.decisive = true,
            None => lane.marks.extend(self.mark_of(fact, true)),
        }
    }

    fn mark_of(&self, fact: &Fact, decisive: bool) -> Option<Mark> {
        let event = self.event(fact.event?)?;
        let lasts = event.kind.is_interval();
        let shown = |day: Day| day.is_real().then(|| day.to_string());
        let exact = |span: DaySpan| span == DaySpan::NEVER || span.known().is_some();
        let end = if lasts { event.end } else { event.start };
        let label = match event.kind {
            Kind::Measurement | Kind::Score => fact.value.as_deref().map(clinical_text).unwrap_or_default(),
            _ => String::new(),
        };
        Some(Mark {
            words: fact.words.clone(),
            label,
            from: shown(event.start.first),
            to: shown(end.last),
            lasts,
            ongoing: lasts && end == DaySpan::NEVER,
            exact: exact(event.start) && exact(end),
            decisive,
            planned: event.planned,
        })
    }
}

fn lane_of<'l>(lanes: &'l mut Vec<Lane>, name: &str) -> &'l mut Lane {
    let place = lanes.iter().position(|lane| lane.name == name).unwrap_or(lanes.len());
    if place == lanes.len() {
        lanes.push(Lane { name: name.to_owned(), bands: Vec::new(), marks: Vec::new() });
    }
    #[expect(clippy::indexing_slicing, reason = "the place was found or has just been filled")]
    &mut lanes[place]
}

fn add_band(lane: &mut Lane, from: Option<&String>, to: Option<&String>, criterion: &str) {
    let same = |band: &&mut Band| (band.from.as_ref(), band.to.as_ref()) == (from, to);
    match lane.bands.iter_mut().find(same) {
        Some(band) if band.criteria.iter().any(|id| id == criterion) => {}
        Some(band) => band.criteria.push(criterion.to_owned()),
        None => lane.bands.push(Band { from: from.cloned(), to: to.cloned(), criteria: vec![criterion.to_owned()] }),
    }
}
