//! Judgement -> explanation -> renderings.
//!
//! An explanation is not a trace: it follows each criterion only as far as it decided, and says what was found in the
//! words of the record and of the rule. It is one data structure ([`Explanation`]) with a version and a schema; the
//! terminal, JSON, HTML, Markdown and CSV are pure functions of it, and the same inputs give the same bytes.

mod answer;
mod ask;
mod case;
mod criterion;
mod csv;
mod explanation;
mod fact;
mod finding;
#[cfg(test)]
mod fixture;
mod html;
pub mod json;
mod kleene;
mod markdown;
mod matrix;
mod question;
mod reason;
mod rests;
mod styled;
mod terminal;
mod timeline;
mod verdict;
mod when;
mod why_not;
mod window;
mod wording;

pub use answer::{Answer, answer, answer_lines};
pub use ask::{Task, Weight};
pub use criterion::mark;
pub use csv::csv;
pub use explanation::*;
pub use html::html;
#[cfg(feature = "workbench")]
pub(crate) use markdown::plain as markdown_text;
pub use markdown::{markdown, markdown_of_verdict};
pub use matrix::{Cell, Table, matrix, nearest_first};
pub use rests::{Rest, RestKind};
#[cfg(feature = "workbench")]
pub(crate) use styled::wrapped;
pub use styled::{Line, Style, Styled, plain_text};
pub use terminal::{Layout, in_full, terminal};
pub use timeline::{Band, Lane, Mark, Timeline};
pub use when::{StandingChange, VerdictStretch, When, when};
pub use why_not::{Change, Fixed, Turn, Way, WhyNot};

use crate::check::Program;
use crate::evaluate::{Dates, Judgement, Trace};
use crate::record::Patient;
use case::Case;
use wording::{Said, Wording};

/// Explains judgements of one program, one after another.
#[derive(Clone, Debug)]
pub struct Explainer<'p> {
    program: &'p Program,
    wording: Wording,
}

/// Explains a judgement; who explains many keeps an [`Explainer`].
///
/// # Panics
///
/// See [`Explainer::explain`].
#[must_use]
pub fn explain(
    program: &Program,
    patient: &Patient,
    dates: &Dates,
    judgement: &Judgement,
    trace: &Trace,
) -> Explanation {
    Explainer::new(program).explain(patient, dates, judgement, trace)
}

impl<'p> Explainer<'p> {
    /// For a program.
    #[must_use]
    pub fn new(program: &'p Program) -> Explainer<'p> {
        Explainer { program, wording: Wording::new(program) }
    }

    /// Explains a judgement: `trace` must come from the same evaluation of `patient` by the program on `dates`.
    ///
    /// [`Explanation::when`] stays empty; who wants it looks ahead with [`when()`] and sets it.
    ///
    /// # Panics
    ///
    /// If the judgement is of a trial or a version that the program does not hold.
    #[must_use]
    pub fn explain(&self, patient: &Patient, dates: &Dates, judgement: &Judgement, trace: &Trace) -> Explanation {
        let said = Said::default();
        let case = Case::new(self.program, &self.wording, &said, patient, dates, judgement, trace);
        let criteria = case.criterion_lines();
        let trial = case.trial_line();
        let as_of = dates.as_of.to_string();
        Explanation {
            format_version: FORMAT_VERSION,
            identity: Identity {
                rules: self.program.digest.clone(),
                files: self
                    .program
                    .trials
                    .get(judgement.trial)
                    .map_or_else(Vec::new, |trial| RuleFile::seen_by(self.program, trial.file)),
                record: patient.digest.clone(),
                as_of: as_of.clone(),
                engine: env!("CARGO_PKG_VERSION").to_owned(),
            },
            patient: patient.id.clone(),
            as_of,
            anchors: case.anchor_lines(),
            verdict: case.verdict_line(&criteria),
            cohorts: case.cohort_lines(),
            why_not: case.why_not(),
            ask: case.tasks(),
            when: None,
            rests_on: case.rests(&criteria, &trial.version_because),
            timeline: case.timeline(&criteria),
            trial,
            criteria,
        }
    }
}
