//! *What it rests on*: assumptions, waivers, clauses, answers, conflicts, computed and converted values, what could not
//! be confirmed, the version of the protocol, and who said that lists are complete.

use super::case::Case;
use super::criterion::NOT_STATED;
use super::explanation::{CriterionLine, Finding, Note, NoteKind};
use crate::evaluate::Standing;
use crate::wording::words::{sentence_case, when};
use schemars::JsonSchema;
use serde::Serialize;

/// Something that the verdict rests on beside plain facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rest {
    /// Of which kind.
    pub kind: RestKind,
    /// In words.
    pub words: String,
    /// The ids of the criteria that lean on it; empty for all.
    pub criteria: Vec<String>,
    /// The line in the record, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// What a verdict can rest on, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RestKind {
    /// Nobody said that a list is complete; whoever runs the screen assumes it.
    Assumption,
    /// A criterion was waived.
    Waiver,
    /// A criterion is unknown and its clause says how that counts.
    Clause,
    /// Two sources disagree.
    Conflict,
    /// A person answered.
    Answer,
    /// A value was computed and not recorded.
    Computed,
    /// A value was converted.
    Conversion,
    /// Something that the rules rest on could not be confirmed.
    Unverified,
    /// A code that no word stands for.
    Unmapped,
    /// The protocol does not state something.
    NotStated,
    /// Which version of the protocol.
    Version,
    /// Somebody said that a list is complete, or that something never was.
    Reviewed,
}

impl RestKind {
    /// The kind in words, as a heading of its lines.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            RestKind::Assumption => "assumption",
            RestKind::Waiver => "waiver",
            RestKind::Clause => "clause for unknowns",
            RestKind::Conflict => "conflict",
            RestKind::Answer => "answer",
            RestKind::Computed => "computed",
            RestKind::Conversion => "converted",
            RestKind::Unverified => "not confirmed",
            RestKind::Unmapped => "code without a word",
            RestKind::NotStated => "not stated",
            RestKind::Version => "protocol version",
            RestKind::Reviewed => "stated",
        }
    }
}

impl Case<'_> {
    /// What the verdict rests on, given the lines of its criteria.
    pub(crate) fn rests(&self, lines: &[CriterionLine], version_because: &str) -> Vec<Rest> {
        let mut rests: Vec<Rest> = Vec::new();
        for line in lines {
            if let Some(finding) = &line.finding {
                collect(finding, &line.id, &mut rests);
            }
            for (kind, words) in self.special(line) {
                add(&mut rests, Rest { kind, words, criteria: vec![line.id.clone()], line: None });
            }
        }
        rests.push(Rest {
            kind: RestKind::Version,
            words: version_because.to_owned(),
            criteria: Vec::new(),
            line: None,
        });
        rests.sort_by_key(|rest| rest.kind);
        rests
    }

    fn special(&self, line: &CriterionLine) -> Vec<(RestKind, String)> {
        match line.standing {
            Standing::Waived => vec![(RestKind::Waiver, self.waiver_words(&line.id))],
            Standing::AssumedPass => vec![(RestKind::Clause, clause_words(&line.id, true))],
            Standing::AssumedFail => vec![(RestKind::Clause, clause_words(&line.id, false))],
            Standing::Stated => {
                let limits = line.because.strip_prefix(NOT_STATED);
                limits.map(|limits| vec![(RestKind::NotStated, limits.to_owned())]).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// Who waived a criterion, and when.
    pub(crate) fn waiver_words(&self, criterion: &str) -> String {
        let mut waivers = self.patient.waivers.iter();
        let waiver = waivers.find(|waiver| waiver.trial == self.trial.id && waiver.criterion == criterion);
        match waiver {
            Some(waiver) if waiver.on.is_unknown() => format!("{criterion} waived by {}", waiver.by),
            Some(waiver) => format!("{criterion} waived by {} {}", waiver.by, when(waiver.on)),
            None => format!("{criterion} is waived"),
        }
    }
}

/// What an `if unknown` clause does.
pub(crate) fn clause_words(criterion: &str, in_favour: bool) -> String {
    let counts = if in_favour { "in favour of the patient" } else { "against the patient" };
    format!("{criterion} is unknown and counts {counts}, as its clause says")
}

fn collect(finding: &Finding, criterion: &str, rests: &mut Vec<Rest>) {
    for note in &finding.notes {
        if let Some(kind) = kind_of(note) {
            let words = match note.words.strip_prefix("assumes that ") {
                Some(assumed) => format!("{assumed}, which nobody has stated"),
                None => note.words.clone(),
            };
            // What could not be confirmed lies in the rules, wherever the record speaks of it.
            let line = if kind == RestKind::Unverified { None } else { note.line };
            add(rests, Rest { kind, words: sentence_case(&words), criteria: vec![criterion.to_owned()], line });
        }
    }
    finding.parts.iter().for_each(|part| collect(part, criterion, rests));
}

fn kind_of(note: &Note) -> Option<RestKind> {
    Some(match note.kind {
        NoteKind::Assumption => RestKind::Assumption,
        NoteKind::Conflict => RestKind::Conflict,
        NoteKind::Answer => RestKind::Answer,
        NoteKind::Computed => RestKind::Computed,
        NoteKind::Conversion => RestKind::Conversion,
        NoteKind::Unverified => RestKind::Unverified,
        NoteKind::Unmapped => RestKind::Unmapped,
        NoteKind::Reviewed => RestKind::Reviewed,
        NoteKind::Imprecise => return None,
    })
}

/// Adds a line, or the criterion to the line that says the same already; of several places in the record none is named.
fn add(rests: &mut Vec<Rest>, rest: Rest) {
    let same = |other: &&mut Rest| (other.kind, &other.words) == (rest.kind, &rest.words);
    match rests.iter_mut().find(same) {
        Some(other) => {
            other.line = other.line.filter(|line| Some(*line) == rest.line);
            for criterion in rest.criteria {
                if !other.criteria.contains(&criterion) {
                    other.criteria.push(criterion);
                }
            }
        }
        None => rests.push(rest),
    }
}
