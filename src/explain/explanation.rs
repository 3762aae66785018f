//! The explanation as one data structure: everything in words and in data, and no place of the program in it.
//!
//! Dates are written `2026-11-02`, numbers as recorded or exactly; a field that does not apply is left out of the
//! JSON. The published schema is [`super::json::schema`].

use super::ask::Task;
use super::rests::Rest;
use super::timeline::Timeline;
use super::when::When;
use super::why_not::WhyNot;
use crate::check::{FileId, Program, SourceFile, TruthId};
use crate::evaluate::{EventRef, OpenFor, Standing, Verdict};
use crate::value::{DIGEST_KIND, Truth};
use crate::vocabulary::Kind;
use schemars::JsonSchema;
use serde::Serialize;

/// The version of the format; it grows when a field changes its meaning or goes away.
pub const FORMAT_VERSION: u32 = 1;

/// Why a trial's verdict for a patient is what it is.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Explanation {
    /// The version of this format.
    pub format_version: u32,
    /// What it was computed from.
    pub identity: Identity,
    /// The trial.
    pub trial: TrialLine,
    /// The patient's id.
    pub patient: String,
    /// The day on which the patient was judged.
    pub as_of: String,
    /// The days that the rules of this trial refer to, as far as they are set.
    pub anchors: Vec<AnchorLine>,
    /// The verdict.
    pub verdict: VerdictLine,
    /// The verdict of each cohort; empty where the trial has none.
    pub cohorts: Vec<CohortLine>,
    /// Each criterion in the order of the protocol.
    pub criteria: Vec<CriterionLine>,
    /// What keeps the patient out, and what would have to be otherwise.
    pub why_not: WhyNot,
    /// What to ask next, the most telling first.
    pub ask: Vec<Task>,
    /// When the verdict changes if nothing new happens; absent where nobody looked ahead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// What the verdict rests on beside plain facts.
    pub rests_on: Vec<Rest>,
    /// What happened to the patient, as far as the criteria looked at it.
    pub timeline: Timeline,
}

/// What an explanation was computed from: the same four give the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Identity {
    /// Digest of the rule texts and the vocabulary.
    pub rules: String,
    /// The trial's file and every vocabulary and library that it uses, directly or through others.
    pub files: Vec<RuleFile>,
    /// Digest of the record.
    pub record: String,
    /// The day on which the patient was judged.
    pub as_of: String,
    /// The version of the engine.
    pub engine: String,
}

/// A rule file that a verdict rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleFile {
    /// The name after `use`, or the registry number of the trial.
    pub name: String,
    /// The digest of its text, as a pin writes it: `sha256:` and 64 hexadecimal digits. Line ends do not count.
    pub digest: String,
}

impl RuleFile {
    /// A file and everything that it uses.
    pub(super) fn seen_by(program: &Program, file: FileId) -> Vec<RuleFile> {
        let own = program.files.get(file.0 as usize);
        let seen = own.into_iter().flat_map(|own| &own.sees).filter_map(|seen| program.files.get(seen.0 as usize));
        let one = |file: &SourceFile| RuleFile {
            name: file.title().to_owned(),
            digest: format!("{DIGEST_KIND}{}", file.digest()),
        };
        seen.map(one).collect()
    }
}

/// The trial and the version of its protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TrialLine {
    /// The registry number.
    pub id: String,
    /// The title.
    pub title: String,
    /// The name of the protocol version.
    pub version: String,
    /// Why that version, as a sentence.
    pub version_because: String,
    /// What of the protocol is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<String>,
    /// Where the criteria come from.
    pub sources: Vec<String>,
}

/// A day or period that rules refer to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnchorLine {
    /// Its title.
    pub title: String,
    /// The day or days, in words.
    pub date: String,
    /// The first day, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Where it comes from: set for this screen, planned or actual.
    pub how: String,
}

/// The verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VerdictLine {
    /// The verdict.
    pub verdict: Verdict,
    /// What is open, where it is undetermined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_for: Option<OpenFor>,
    /// Whether a waiver or an `if unknown` clause carries it.
    pub waived: bool,
    /// The verdict in a few words.
    pub headline: String,
    /// The verdict as a sentence.
    pub sentence: String,
    /// How many criteria stand how.
    pub tally: Tally,
}

/// How many criteria stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    /// Those that let the patient in, the waived and assumed ones included.
    pub pass: usize,
    /// Those that keep the patient out.
    pub fail: usize,
    /// Those that cannot be told yet.
    pub unknown: usize,
    /// Those that are checked later.
    pub not_due: usize,
    /// Those that say nothing here: for other cohorts, definitions, limits that the protocol does not state.
    pub other: usize,
}

/// The verdict of a cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CohortLine {
    /// Its name.
    pub name: String,
    /// What it is.
    pub title: String,
    /// Whether the patient belongs to it.
    pub member: Truth,
    /// Its verdict; absent where the patient certainly does not belong to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Both in a sentence.
    pub sentence: String,
    /// Why the patient belongs to it or not.
    pub finding: Finding,
}

/// A criterion.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CriterionLine {
    /// The id as in the protocol.
    pub id: String,
    /// Inclusion or exclusion.
    pub side: Side,
    /// The protocol's sentence.
    pub sentence: String,
    /// How it stands for the verdict.
    pub standing: Standing,
    /// The standing in a word or two.
    pub mark: String,
    /// Whether what it asks holds.
    pub truth: Truth,
    /// The titles of the cohorts that it is for; empty for all.
    pub cohorts: Vec<String>,
    /// What decided it, in few words.
    pub because: String,
    /// What decided it, in full; absent where the criterion asks nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// Waivers and clauses that bear on how it stands.
    pub remarks: Vec<String>,
    /// Remarks of whoever wrote the rule.
    pub notes: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<String>,
}

/// On which side a criterion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// It must be met.
    Inclusion,
    /// It must not be met.
    Exclusion,
}

/// What a finding means for the patient's getting in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bearing {
    /// It speaks for it.
    For,
    /// It speaks against it.
    Against,
    /// It is open.
    Open,
}

/// What was found for a part of a criterion: a tree that follows the criterion only as far as it decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// The label of the block line, or the title of the definition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// What it means for the patient's getting in.
    pub bearing: Bearing,
    /// Whether what was asked holds.
    pub truth: Truth,
    /// What was found, what is needed and by how much, in one line.
    pub words: String,
    /// What was found, or why it is not known.
    pub found: String,
    /// What was asked, in the rule's own words.
    pub asked: String,
    /// What would have to be so for it to speak for the patient.
    pub aim: String,
    /// What is needed, or excludes: `needs > 1 g/g`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<String>,
    /// The facts that decided it, and no others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// By how much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin: Option<Margin>,
    /// The days that were looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowLine>,
    /// Why it is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<ReasonLine>,
    /// What it leans on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// How many other parts are settled, so that only the open ones still matter.
    #[serde(skip_serializing_if = "is_nought")]
    pub settled: usize,
    /// What else there is, in words: how many are needed, events that were not counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<String>,
    /// The parts that decided it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Finding>,
    /// What it speaks of, by a name.
    #[serde(skip)]
    pub(crate) subject: String,
    /// The truth that it tells of.
    #[serde(skip)]
    pub(crate) of: Option<TruthId>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the serialiser passes a reference")]
fn is_nought(count: &usize) -> bool {
    *count == 0
}

/// A fact of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fact {
    /// What, in words, with value, date and age.
    pub words: String,
    /// What it is called.
    pub name: String,
    /// Of which kind it is; absent for the date of birth and the like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The value as written in the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// When it was or began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// When it ended; absent for a point in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// How many days before the as-of date; absent where the date is not known to the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_days: Option<i32>,
    /// The line in the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Whether it counts certainly.
    pub certain: bool,
    /// The event.
    #[serde(skip)]
    pub(crate) event: Option<EventRef>,
}

/// By how much a value passes or misses its threshold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Margin {
    /// In words: `short by 0.2 g/g`.
    pub words: String,
    /// How far it lies from the threshold, exactly.
    pub by: String,
    /// The unit; empty for a pure number.
    pub unit: String,
    /// The value, for drawing.
    pub value: String,
    /// The threshold, for drawing, in the same unit.
    pub threshold: String,
    /// Whether values above the threshold are the good ones.
    pub good_above: bool,
}

/// The days that were looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WindowLine {
    /// In words: `2026-10-24 to 2026-11-21`.
    pub words: String,
    /// The first day; absent where it has no beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day; absent where it has no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// Why something is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReasonLine {
    /// As a sentence without its full stop.
    pub sentence: String,
    /// What somebody can do about it.
    pub task: String,
    /// Whether a person's judgement is asked for, rather than a fact.
    pub judgement: bool,
    /// The line in the record, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// Something that a finding leans on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Note {
    /// Of which kind.
    pub kind: NoteKind,
    /// In words.
    pub words: String,
    /// The line in the record, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// What a finding can lean on, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Nobody said that a list is complete; whoever runs the screen assumes it.
    Assumption,
    /// Two sources disagree.
    Conflict,
    /// A person answered.
    Answer,
    /// The value was computed and not recorded.
    Computed,
    /// The value was converted.
    Conversion,
    /// Something that the rules rest on could not be confirmed.
    Unverified,
    /// A date is not known to the day.
    Imprecise,
    /// A code that no word stands for.
    Unmapped,
    /// Somebody said that a list is complete, or that something never was.
    Reviewed,
}
