//! What changed, as one data structure: every rendering is a pure function of it. The published schema is [`super::schema`].

use schemars::JsonSchema;
use serde::Serialize;

/// The version of the format; it grows when a field changes its meaning or goes away.
pub const FORMAT_VERSION: u32 = 1;

/// What changed between two states of rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Comparison {
    /// The version of this format.
    pub format_version: u32,
    /// The state before.
    pub old: State,
    /// The state after.
    pub new: State,
    /// The trials, in the order of the new state; those that are there no longer stand last.
    pub trials: Vec<TrialChange>,
    /// Whose verdict changes; absent where no patients were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patients: Option<PatientChanges>,
}

/// A state of rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct State {
    /// Its name as the command was given it.
    pub name: String,
    /// Digest of the rule texts and the vocabulary.
    pub digest: String,
}

/// A trial in both states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TrialChange {
    /// The registry number.
    pub id: String,
    /// The title.
    pub title: String,
    /// In which states it is.
    pub presence: Presence,
    /// What changed of its head: registry number, title, coverage, phase, sources.
    pub head: Vec<Change>,
    /// What changed of days and periods.
    pub anchors: Vec<Change>,
    /// What changed of its parameters.
    pub parameters: Vec<Change>,
    /// The versions of its protocol.
    pub versions: Vec<VersionChange>,
}

/// In which states something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Only in the new one.
    Added,
    /// Only in the old one.
    Removed,
    /// In both.
    Both,
}

/// A version of a protocol in both states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VersionChange {
    /// Its name.
    pub name: String,
    /// In which states it is.
    pub presence: Presence,
    /// The version of the old state with which it is compared; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared_with: Option<String>,
    /// What changed of when it is in force.
    pub in_force: Vec<Change>,
    /// What changed of its cohorts.
    pub cohorts: Vec<Change>,
    /// The criteria that changed, in the order of the new state; those that are there no longer stand last.
    pub criteria: Vec<CriterionChange>,
    /// How many criteria did not change at all.
    pub unchanged: usize,
}

/// Something that was one thing and is another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Change {
    /// What.
    pub what: String,
    /// What it was; absent where it was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it is; absent where it is there no longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Whether it can change a verdict by itself.
    pub changes_meaning: bool,
}

/// A criterion that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CriterionChange {
    /// Its id; the old one where it is there no longer.
    pub id: String,
    /// Its old id, where that was another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_id: Option<String>,
    /// Inclusion or exclusion.
    pub side: crate::explain::Side,
    /// The protocol's sentence.
    pub sentence: String,
    /// What happened to it, the weightiest first.
    pub kinds: Vec<ChangeKind>,
    /// What it asks in plain English, where it was added or removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asks: Option<String>,
    /// The sentence before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_sentence: Option<String>,
    /// Where its meaning differs.
    pub differences: Vec<DifferenceLine>,
    /// What changed of its clauses.
    pub clauses: Vec<Change>,
    /// What changed of its remarks and sources.
    pub remarks: Vec<Change>,
    /// A record on which the two differ; absent where nobody looked for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<WitnessLine>,
}

/// What happened to a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is there no longer.
    Removed,
    /// Something else is evaluated.
    Meaning,
    /// A clause says otherwise how it counts.
    Clauses,
    /// It could not be checked in one of the states, so that nobody knows what it means.
    NotComparable,
    /// It has another id.
    Renumbered,
    /// It stands elsewhere.
    Moved,
    /// The protocol's sentence is another, and means the same to the engine.
    Reworded,
    /// Remarks or sources are others.
    Remarks,
    /// It is written otherwise, and what is evaluated is the same.
    Layout,
}

/// Where the meaning of a criterion differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DifferenceLine {
    /// The label of the line of a block in which it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What was asked, in plain English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Through what it changed, where not through the text of the criterion itself.
    pub through: Vec<Through>,
}

/// What a criterion uses, and through which its meaning changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Through {
    /// What it is: `parameter`, `definition`, `word`.
    pub what: String,
    /// Its name or title.
    pub name: String,
    /// What of it was so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What of it is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What a search for a record found on which two criteria differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WitnessLine {
    /// A record on which they differ, as small as the search could make it.
    Found {
        /// The record.
        record: String,
        /// How the old criterion stands.
        before: Standing,
        /// How the new one stands.
        after: Standing,
    },
    /// None was found.
    NotFound {
        /// How many records were looked at.
        looked_at: usize,
    },
}

/// How a criterion stands for a patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Standing {
    /// In a word: `pass`.
    pub mark: String,
    /// What decided it.
    pub because: String,
}

/// Whose verdict changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PatientChanges {
    /// The day on which patients are judged.
    pub as_of: String,
    /// How many patients were looked at.
    pub patients: usize,
    /// How many of them change for some trial.
    pub changed: usize,
    /// The verdicts that change, and those that stay while other criteria decide.
    pub verdicts: Vec<VerdictChange>,
}

/// A patient's verdict for a trial in both states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VerdictChange {
    /// The patient's id.
    pub patient: String,
    /// The trial.
    pub trial: String,
    /// The verdict before, in a word.
    pub before: String,
    /// The verdict after.
    pub after: String,
    /// Whether the verdict itself changed, and not only what decides it.
    pub changed: bool,
    /// The criteria that stand otherwise, those that decide first.
    pub criteria: Vec<StandingChange>,
}

/// A criterion that stands otherwise for a patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StandingChange {
    /// Its id; the old one where it is there no longer.
    pub id: String,
    /// Whether it decides the verdict before or after.
    pub decides: bool,
    /// How it stood; absent where it was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Standing>,
    /// How it stands; absent where it is there no longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Standing>,
}

impl Comparison {
    /// Whether anything changed by which a verdict can change.
    #[must_use]
    pub fn changes_meaning(&self) -> bool {
        let patients = self.patients.as_ref().is_some_and(|patients| patients.changed > 0);
        patients || self.trials.iter().any(TrialChange::changes_meaning)
    }

    /// Whether anything changed at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let patients = self.patients.as_ref().is_none_or(|patients| patients.verdicts.is_empty());
        patients && self.trials.iter().all(TrialChange::is_empty)
    }
}

impl TrialChange {
    /// Whether anything changed by which a verdict can change.
    #[must_use]
    pub fn changes_meaning(&self) -> bool {
        let own = [&self.head, &self.anchors, &self.parameters].into_iter().flatten();
        self.presence != Presence::Both
            || own.into_iter().any(|change| change.changes_meaning)
            || self.versions.iter().any(VersionChange::changes_meaning)
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let own = self.head.is_empty() && self.anchors.is_empty() && self.parameters.is_empty();
        self.presence == Presence::Both && own && self.versions.iter().all(VersionChange::is_empty)
    }
}

impl VersionChange {
    /// Whether anything changed by which a verdict can change.
    #[must_use]
    pub fn changes_meaning(&self) -> bool {
        self.presence != Presence::Both
            || self.in_force.iter().chain(&self.cohorts).any(|change| change.changes_meaning)
            || self.criteria.iter().any(CriterionChange::changes_meaning)
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.presence == Presence::Both
            && self.in_force.is_empty()
            && self.cohorts.is_empty()
            && self.criteria.is_empty()
    }
}

impl CriterionChange {
    /// Whether a verdict can change by it.
    #[must_use]
    pub fn changes_meaning(&self) -> bool {
        self.kinds.iter().any(|kind| kind.changes_meaning())
    }
}

impl ChangeKind {
    /// Whether a verdict can change by it.
    #[must_use]
    pub fn changes_meaning(self) -> bool {
        matches!(
            self,
            ChangeKind::Added
                | ChangeKind::Removed
                | ChangeKind::Meaning
                | ChangeKind::Clauses
                | ChangeKind::NotComparable
        )
    }

    /// In a few words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Meaning => "changed in meaning",
            ChangeKind::Clauses => "clauses changed",
            ChangeKind::NotComparable => "not comparable",
            ChangeKind::Renumbered => "renumbered",
            ChangeKind::Moved => "moved",
            ChangeKind::Reworded => "reworded",
            ChangeKind::Remarks => "remarks changed",
            ChangeKind::Layout => "written otherwise, with the same meaning",
        }
    }
}

/// The schema of a comparison as JSON, of this version of the format.
#[must_use]
pub fn schema() -> serde_json::Value {
    use schemars::generate::SchemaSettings;
    let mut schema =
        SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Comparison>();
    schema.insert("title".to_owned(), format!("enrol comparison of rules, format {FORMAT_VERSION}").into());
    schema.to_value()
}
