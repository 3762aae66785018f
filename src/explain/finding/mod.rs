//! Follows a truth only as far as it decided.
//!
//! Of `all of` that does not hold, only the parts that do not hold decided; of one that holds, all; of one that is
//! unknown, the unknown parts, and how many others already hold is said beside them. `any of` is the mirror image.
//! What a part means for the patient flips inside `not` and in exclusions.

mod among;
mod amount;
mod block;
mod compare;
mod dose;
mod margin;
mod misses;
mod people;
mod score;
mod value;

use super::case::Case;
use super::explanation::{Bearing, Fact, Finding, Note};
use crate::check::{Node, TruthId, TruthNode, ValueId, ValueNode};
use crate::evaluate::{EventRef, Reason};
use crate::value::Truth;

impl Case<'_> {
    /// What was found for a truth; `wanted` says whether its holding speaks for the patient.
    pub(crate) fn finding(&self, id: TruthId, wanted: bool) -> Finding {
        let node = self.program.truth(id);
        let mut finding = match &node.node {
            TruthNode::Not(of) => self.negated(*of, wanted),
            TruthNode::All(of) => self.all_of(id, of, wanted),
            TruthNode::Any(of) => self.any_of(id, of, wanted),
            TruthNode::Count { of, least, most } => self.count_of(id, of, *least, *most, wanted),
            _ => self.leaf(id, wanted),
        };
        if let Some(label) = &node.label {
            finding = under(finding, label);
        }
        finding
    }

    /// What was found for a truth that has no parts.
    pub(crate) fn leaf(&self, id: TruthId, wanted: bool) -> Finding {
        self.said.finding(id, wanted, || self.find(id, wanted))
    }

    fn find(&self, id: TruthId, wanted: bool) -> Finding {
        let node = self.program.truth(id);
        match &node.node {
            TruthNode::Compare { left, comparison, right } => self.compared(id, *left, *comparison, *right, wanted),
            TruthNode::Between { value, low, high, high_belongs } => {
                self.between(id, *value, *low, *high, *high_belongs, wanted)
            }
            TruthNode::Among { value, quantifier, set, .. } => self.among(id, *value, *quantifier, set, wanted),
            TruthNode::AmongWords { value, quantifier, sets } => {
                self.among_words(id, *value, *quantifier, sets, wanted)
            }
            TruthNode::Qualitative { value, .. } => self.qualitative(id, *value, wanted),
            TruthNode::Amount { events, least, most, counting } => {
                self.amount(id, *events, (*least, *most), counting, wanted)
            }
            TruthNode::Every { events, condition } => self.every(id, *events, *condition, wanted),
            TruthNode::ValueKnown(value) => self.value_known(id, *value, wanted),
            TruthNode::EventsKnown(events) => self.events_known(id, *events, wanted),
            TruthNode::Asked { question, arguments } => self.asked_of_person(id, *question, arguments, wanted),
            TruthNode::Stated { intolerance, words, roots } => self.stated(id, *intolerance, words, roots, wanted),
            TruthNode::Site { question, arguments, accepted } => {
                self.asked_of_site(id, *question, arguments, accepted, wanted)
            }
            TruthNode::Constant(_)
            | TruthNode::TruthKnown(_)
            | TruthNode::All(_)
            | TruthNode::Any(_)
            | TruthNode::Count { .. }
            | TruthNode::Not(_) => self.plain(id, wanted),
        }
    }

    /// An empty finding of a truth, to be filled.
    fn blank(&self, id: TruthId, wanted: bool) -> Finding {
        let truth = self.truth(id);
        let asked = self.asked_by(id);
        Finding {
            heading: None,
            bearing: bearing(truth, wanted),
            truth,
            words: String::new(),
            found: String::new(),
            aim: aim_of(&asked, wanted),
            asked,
            needs: None,
            facts: Vec::new(),
            margin: None,
            window: None,
            reasons: self.reasons_in_words(self.reasons(id), &self.asking(id)),
            notes: Vec::new(),
            settled: 0,
            beside: Vec::new(),
            parts: Vec::new(),
            subject: String::new(),
            of: Some(id),
        }
    }

    /// A finding that says no more than what was asked and what came out.
    fn plain(&self, id: TruthId, wanted: bool) -> Finding {
        let finding = self.blank(id, wanted);
        let node: &Node<TruthNode> = self.program.truth(id);
        let found = match (&node.node, finding.truth) {
            (TruthNode::Constant(_), Truth::Met) => "the rule says that this always holds".to_owned(),
            (TruthNode::Constant(_), _) => "the rule says that this never holds".to_owned(),
            (TruthNode::TruthKnown(of), truth) => {
                let asked = self.asked(self.program.truth(*of));
                format!("{}: {asked}", if truth == Truth::Met { "known" } else { "not known" })
            }
            (_, Truth::Unknown) => format!("{}:", finding.asked),
            (_, truth) => format!("{}: {}", came_out(truth), finding.asked),
        };
        said(finding, found)
    }

    fn negated(&self, of: TruthId, wanted: bool) -> Finding {
        self.finding(of, !wanted)
    }

    /// Adds facts, each once, and what they lean on.
    fn lean_on_facts(&self, finding: &mut Finding, facts: Vec<Fact>) {
        for event in facts.iter().filter_map(|fact| fact.event) {
            add_notes(&mut finding.notes, self.notes_of(event, finding.of));
        }
        // One exposure can come by two ways of failing; a reader sees it once.
        for fact in facts {
            if !finding.facts.iter().any(|known| known.words == fact.words) {
                finding.facts.push(fact);
            }
        }
    }

    /// The facts of events, each once.
    fn facts(&self, events: &[EventRef]) -> Vec<Fact> {
        let mut seen: Vec<EventRef> = Vec::new();
        for event in events {
            if !seen.contains(event) {
                seen.push(*event);
            }
        }
        seen.into_iter().filter_map(|event| self.fact(event, true)).collect()
    }

    /// The events that a value was taken from.
    fn events_behind(&self, value: ValueId) -> Vec<EventRef> {
        let mut events = self.outcome(value).map(|outcome| outcome.facts.clone()).unwrap_or_default();
        // A mean over a window leans only on what ran in it.
        if let ValueNode::Average { window, .. } = &self.program.value(value).node
            && let Some(window) = self.window(*window)
        {
            events.retain(|at| {
                self.event(*at).is_none_or(|event| event.start.first <= window.to && event.end.last >= window.from)
            });
        }
        events
    }

    /// Adds the reasons of a value to a finding that is open.
    fn lean_on_reasons<'r>(&self, finding: &mut Finding, reasons: impl IntoIterator<Item = &'r Reason>) {
        if finding.truth != Truth::Unknown {
            return;
        }
        let asking = finding.of.map(|id| self.asking(id)).unwrap_or_default();
        for line in self.reasons_in_words(reasons, &asking) {
            if !finding.reasons.iter().any(|other| other.sentence == line.sentence) {
                finding.reasons.push(line);
            }
        }
    }
}

/// What a truth means for the patient.
pub(crate) fn bearing(truth: Truth, wanted: bool) -> Bearing {
    match truth {
        Truth::Unknown => Bearing::Open,
        truth if (truth == Truth::Met) == wanted => Bearing::For,
        _ => Bearing::Against,
    }
}

/// Adds notes, each once.
pub(crate) fn add_notes(notes: &mut Vec<Note>, more: Vec<Note>) {
    for note in more {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
}

/// A finding whose words are what was found, or why it is not known; a name before a colon leads to the reason.
fn said(finding: Finding, found: impl Into<String>) -> Finding {
    said_with(finding, found.into(), None)
}

/// The same, with what is needed and by how much behind it.
fn said_with_needs(finding: Finding, found: String) -> Finding {
    let margin = finding.margin.as_ref().map(|margin| margin.words.clone());
    let needs: Vec<String> = finding.needs.iter().cloned().chain(margin).collect();
    said_with(finding, found, Some(needs.join("; ")))
}

fn said_with(mut finding: Finding, found: String, behind: Option<String>) -> Finding {
    finding.found = found;
    if finding.truth == Truth::Unknown {
        let why: Vec<&str> = finding.reasons.iter().map(|reason| reason.sentence.as_str()).collect();
        let why = if why.is_empty() { "the record does not settle it".to_owned() } else { why.join("; ") };
        finding.found = match finding.found.as_str() {
            "" => format!("not known: {why}"),
            name if name.ends_with(':') => format!("{name} not known; {why}"),
            found => format!("{found}; not known: {why}"),
        };
    }
    finding.words = finding.found.clone();
    if let Some(behind) = behind.filter(|behind| !behind.is_empty()) {
        let between = if finding.words.is_empty() { "" } else { "; " };
        finding.words = format!("{}{between}{behind}", finding.words);
    }
    finding
}

/// Puts a label or title over a finding; one that has its own goes below.
fn under(mut finding: Finding, label: &str) -> Finding {
    match &finding.heading {
        Some(own) if own == label => finding,
        Some(_) => Finding {
            heading: Some(label.to_owned()),
            facts: Vec::new(),
            margin: None,
            window: None,
            needs: None,
            reasons: Vec::new(),
            notes: Vec::new(),
            settled: 0,
            beside: Vec::new(),
            parts: vec![finding.clone()],
            ..finding
        },
        None => {
            finding.heading = Some(label.to_owned());
            finding
        }
    }
}

fn aim_of(asked: &str, wanted: bool) -> String {
    if wanted { asked.to_owned() } else { format!("not: {asked}") }
}

/// A truth in words.
pub(crate) fn came_out(truth: Truth) -> &'static str {
    match truth {
        Truth::Met => "holds",
        Truth::NotMet => "does not hold",
        Truth::Unknown => "not known",
    }
}
