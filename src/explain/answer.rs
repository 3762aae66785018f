//! The answer to one expression alone: a truth with its finding, a value, or the events that were chosen.

use super::case::Case;
use super::explanation::{Fact, Finding, ReasonLine, RuleFile};
use super::reason::Asking;
use super::styled::{Line, Style};
use super::terminal::{hanging, paragraph, tree};
use super::wording::{Said, Wording};
use crate::check::{EventsId, Expression, FileId, Program, ValueId};
use crate::evaluate::{Dates, Judgement, Trace};
use crate::record::Patient;
use crate::value::Truth;
use schemars::JsonSchema;
use serde::Serialize;

/// The answer to one expression.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Answer {
    /// The patient's id.
    pub patient: String,
    /// The day on which the patient was judged.
    pub as_of: String,
    /// The vocabularies and libraries that were used, directly or through others.
    pub files: Vec<RuleFile>,
    /// The expression as written.
    pub asked: String,
    /// Whether a truth holds; absent for values and events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub truth: Option<Truth>,
    /// The answer in words: `met`, `0.8 g/g`, `2 events`, `not known`.
    pub answer: String,
    /// How a truth came about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// The facts that a value was taken from, or the events that were chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// Why it is not known, or not known exactly.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<ReasonLine>,
}

/// Explains what came out for one expression: `trace` must come from its evaluation.
#[must_use]
pub fn answer(program: &Program, patient: &Patient, dates: &Dates, expression: Expression, trace: &Trace) -> Answer {
    let judgement = Judgement::default();
    let wording = Wording::new(program);
    let said = Said::default();
    let case = Case::new(program, &wording, &said, patient, dates, &judgement, trace);
    let plain = Answer {
        patient: patient.id.clone(),
        as_of: dates.as_of.to_string(),
        // The first is the expression itself.
        files: RuleFile::seen_by(program, FileId(0)).into_iter().skip(1).collect(),
        asked: program.files.first().map(|file| file.text.trim().to_owned()).unwrap_or_default(),
        truth: None,
        answer: String::new(),
        finding: None,
        facts: Vec::new(),
        reasons: Vec::new(),
    };
    match expression {
        Expression::Truth(id) => {
            let truth = case.truth(id);
            let words = match truth {
                Truth::Met => "met",
                Truth::NotMet => "not met",
                Truth::Unknown => "unknown",
            };
            Answer { truth: Some(truth), answer: words.to_owned(), finding: Some(case.finding(id, true)), ..plain }
        }
        Expression::Value(id) => case.value_answer(id, plain),
        Expression::Events(id) => case.events_answer(id, plain),
    }
}

impl Case<'_> {
    fn value_answer(&self, id: ValueId, plain: Answer) -> Answer {
        let Some(outcome) = self.outcome(id) else {
            return Answer { answer: "not known".to_owned(), ..plain };
        };
        let asking = self.events_of(id).map_or_else(Asking::default, |events| self.asking_for(events));
        Answer {
            answer: outcome.datum.as_ref().map_or_else(|| "not known".to_owned(), |datum| self.datum(datum)),
            facts: outcome.facts.iter().filter_map(|event| self.fact(*event, true)).collect(),
            reasons: self.reasons_in_words(&outcome.reasons, &asking),
            ..plain
        }
    }

    fn events_answer(&self, id: EventsId, plain: Answer) -> Answer {
        let Some(selection) = self.selection(id) else {
            return Answer { answer: "not known".to_owned(), ..plain };
        };
        let certain = selection.matches.iter().filter(|found| found.certainty == Truth::Met).count();
        let possible = selection.matches.len() - certain;
        let many = |count: usize| format!("{count} event{}", if count == 1 { "" } else { "s" });
        let mut words = many(certain);
        if possible > 0 {
            words.push_str(&format!(" and {possible} possible"));
        }
        if !selection.open.is_empty() {
            words.push_str("; there may be others that nobody recorded");
        }
        Answer {
            answer: words,
            facts: selection.matches.iter().filter_map(|found| self.matched(found)).collect(),
            reasons: self.reasons_in_words(&selection.open, &self.asking_for(id)),
            ..plain
        }
    }
}

/// The answer in lines.
#[must_use]
pub fn answer_lines(answer: &Answer, width: usize) -> Vec<Line> {
    let width = width.max(40);
    let style = match answer.truth {
        Some(Truth::Met) => Style::Good,
        Some(Truth::NotMet) => Style::Bad,
        Some(Truth::Unknown) => Style::Open,
        None => Style::Strong,
    };
    let mut lines = hanging(&format!("{}  ", answer.answer), style, &answer.asked, Style::Faint, width);
    if let Some(finding) = &answer.finding {
        lines.extend(tree(finding, 2, width));
    }
    for fact in &answer.facts {
        lines.extend(paragraph(&fact.words, 2, Style::Plain, width));
    }
    for reason in &answer.reasons {
        lines.extend(paragraph(&reason.sentence, 2, Style::Plain, width));
    }
    lines
}
