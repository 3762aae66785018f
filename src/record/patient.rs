//! A patient as the engine knows one: events on one time line, words and units resolved, nothing left to look up.
//!
//! A date that is not known is the widest span; an end that is not recorded is a span that reaches to
//! [`Day::MAX`], what is ongoing ends [`DaySpan::NEVER`].

use super::timeline::Timeline;
use crate::value::{Day, DaySpan, Length, Number, Truth};
use crate::vocabulary::{AttributeId, Datum, Kind, QuestionId, SiteId, SymbolId, WordId, WordSet};
use serde::Serialize;

/// One patient.
#[derive(Clone, Debug, Default)]
pub struct Patient {
    /// The id in the record.
    pub id: String,
    /// The days on which the patient may have been born.
    pub birth: Option<DaySpan>,
    /// The sex; `None` where not recorded.
    pub sex: Option<Sex>,
    /// Everything that happened.
    pub events: Timeline,
    /// What somebody said was complete.
    pub reviewed: Vec<Reviewed>,
    /// What somebody said never was, or was not up to a day.
    pub absent: Vec<Absent>,
    /// Answers to questions.
    pub answers: Vec<Answer>,
    /// Contraindications and intolerances.
    pub statements: Vec<Stated>,
    /// Anchors, planned and actual.
    pub anchors: Vec<AnchorDate>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
    /// What the site answered.
    pub site: Vec<SiteAnswer>,
    /// What became unusable while reading, so that whoever needs it can say why it is unknown.
    pub unusable: Vec<Unusable>,
    /// Digest of the record, as 64 hexadecimal digits.
    pub digest: String,
}

/// Recorded sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Other, or not female and not male.
    Other,
}

/// Where in the record something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Source {
    /// The line in the file, from 1; 0 where there is none.
    pub line: u32,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What: a word, or the kind's unmapped word.
    pub word: WordId,
    /// Of which kind.
    pub kind: Kind,
    /// Planned and not yet done.
    pub planned: bool,
    /// When it began, or the day of a point event.
    pub start: DaySpan,
    /// When it ended; equal to `start` for a point event, [`DaySpan::NEVER`] for what is ongoing.
    pub end: DaySpan,
    /// The result of a measurement or the total of a score, in the unit in which the word's values are kept.
    pub result: Option<Datum>,
    /// Attributes, sorted by id.
    pub attributes: Vec<(AttributeId, Datum)>,
    /// What few events have.
    pub more: Option<Box<More>>,
    /// Where it stands.
    pub source: Source,
}

/// What few events have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More {
    /// The result as written, with its unit: `0.8 g/g`.
    pub written: Option<String>,
    /// Lower and upper limit of normal of this very result, in the unit in which the word's values are kept.
    pub limits: (Option<Number>, Option<Number>),
    /// The state of each item of a score, by its place: met, not met, unknown; empty where no item is recorded.
    pub items: Vec<Truth>,
    /// How the event was computed, where it was: "CKD-EPI 2021 from creatinine on line 12".
    pub computed: Option<String>,
    /// The conversion that was made: "88.4 umol/L = 1 mg/dL by molar mass 113.118 g/mol".
    pub converted: Option<String>,
    /// The code as written, where no word stands for it.
    pub code: Option<String>,
    /// Single administrations, where recorded: days and doses.
    pub administrations: Vec<(DaySpan, Option<Datum>)>,
    /// How many days lie between two administrations by the schedule, where one is recorded.
    pub every: Option<Length>,
    /// Why the result cannot be used, where it cannot.
    pub unusable: Option<String>,
    /// Why a line of therapy begins where it does, where a policy derived it.
    pub begun: Option<LineBegun>,
    /// Whether the recorded total disagrees with the recorded items, or two sources of a value disagree.
    pub conflict: Option<String>,
}

/// Why a derived line of therapy begins where it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineBegun {
    /// No drug that counts was given before.
    First,
    /// Nothing that counts was given for so many days.
    Gap(i32),
    /// The disease progressed under the line before.
    Progression,
    /// A drug was added to the line before.
    Added(WordId),
}

/// A list that somebody says is complete, from one day to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// Which list.
    pub kind: Kind,
    /// From which day on; [`Day::MIN`] or the birth for ever.
    pub from: Day,
    /// Up to which day.
    pub to: Day,
    /// Who said so.
    pub by: Option<String>,
    /// Whether nobody did, and the person who runs the screen assumes it.
    pub assumed: bool,
    /// Where it stands.
    pub source: Source,
}

/// A single fact stated absent: neither it nor anything below it in the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// What.
    pub word: WordId,
    /// The word and all below it.
    pub family: WordSet,
    /// From which day on.
    pub from: Day,
    /// Up to which day.
    pub to: Day,
    /// Who said so.
    pub by: Option<String>,
    /// Where it stands.
    pub source: Source,
}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub question: QuestionId,
    /// Its arguments as printed in rules, in order: `["glucocorticoid", "1 mg/kg/day", "3 months"]`.
    pub arguments: Vec<String>,
    /// Yes, no, or asked and not known.
    pub answer: Truth,
    /// Who answered.
    pub by: Option<String>,
    /// When.
    pub on: DaySpan,
    /// Where it stands.
    pub source: Source,
}

/// A contraindication or intolerance, or that there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Intolerance rather than contraindication.
    pub intolerance: bool,
    /// To what.
    pub word: WordId,
    /// Whether there is one.
    pub holds: bool,
    /// Since when.
    pub on: DaySpan,
    /// The reason recorded.
    pub reason: Option<String>,
    /// Where it stands.
    pub source: Source,
}

/// A day that rules refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchorDate {
    /// The anchor's name.
    pub name: String,
    /// When it is planned.
    pub planned: Option<DaySpan>,
    /// When it was.
    pub actual: Option<DaySpan>,
    /// Where it stands.
    pub source: Source,
}

/// A criterion waived for this patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The trial's id.
    pub trial: String,
    /// The criterion's id.
    pub criterion: String,
    /// Who waived it.
    pub by: String,
    /// When.
    pub on: DaySpan,
    /// Where it stands.
    pub source: Source,
}

/// What the site answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteAnswer {
    /// The question.
    pub question: SiteId,
    /// Its arguments as printed in rules.
    pub arguments: Vec<String>,
    /// The answer: a value of the question's list, or the symbols `yes` and `no`.
    pub answer: SymbolId,
    /// Where it stands.
    pub source: Source,
}

/// Something in the record that could not be used at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// Of which list it would have been part.
    pub kind: Kind,
    /// What it is about, where known.
    pub word: Option<WordId>,
    /// Why it cannot be used.
    pub why: String,
    /// Where it stands.
    pub source: Source,
}

impl Event {
    /// The datum of an attribute.
    #[inline]
    #[must_use]
    pub fn attribute(&self, id: AttributeId) -> Option<&Datum> {
        self.attributes.iter().find(|(found, _)| *found == id).map(|(_, datum)| datum)
    }
}
