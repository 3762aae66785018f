//! The data that a trial needs: which words, with which attributes, how far back, and who asks for them.

mod collect;
mod needs;
mod table;

pub use table::{csv, markdown, table};
pub(crate) use table::{others, row};

use crate::check::{Program, Trial};
use schemars::JsonSchema;
use serde::Serialize;

/// The version of the form in which requirements are printed as JSON.
pub const FORMAT_VERSION: &str = "1";

/// What one trial needs to know of a patient.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Requirements {
    /// The registry number of the trial.
    pub trial: String,
    /// Its title.
    pub title: String,
    /// What is needed of the person.
    pub person: Vec<PersonNeed>,
    /// The words that are asked for.
    pub words: Vec<WordNeed>,
    /// The statements about contraindications and intolerances.
    pub statements: Vec<StatementNeed>,
    /// The questions to people and to the site.
    pub questions: Vec<QuestionNeed>,
    /// The anchors that need a date.
    pub anchors: Vec<AnchorNeed>,
}

/// The requirements of some trials, as they are printed as JSON.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AllRequirements {
    /// The version of this form.
    pub format_version: String,
    /// One for each trial.
    pub trials: Vec<Requirements>,
}

/// A fact about the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PersonNeed {
    /// `date of birth` or `sex`.
    pub what: String,
    /// The criteria that ask for it.
    pub criteria: Vec<String>,
}

/// A word that is asked for: a test, condition, drug, procedure, vaccine or score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WordNeed {
    /// Its name, as rules and records write it; of everything of a kind, the kind.
    pub name: String,
    /// Its title.
    pub title: String,
    /// `measurement`, `condition`, `drug`, `procedure`, `vaccine`, `score` or `line`.
    pub kind: crate::vocabulary::Kind,
    /// Its own codes, with their systems.
    pub codes: Vec<String>,
    /// The words that count as it, below it.
    pub includes: Vec<String>,
    /// The units or values of its results.
    pub results: Vec<String>,
    /// The attributes that are used.
    pub attributes: Vec<String>,
    /// The stretches of time that are looked at, in words.
    pub windows: Vec<String>,
    /// How far back the farthest of them reaches: a length of time and from where; `ever` where nothing bounds it.
    pub farthest: String,
    /// Whether a record must state its list complete before a criterion can tell that there is none or no more.
    pub needs_complete_list: bool,
    /// Whether what is planned is asked for, too.
    pub planned: bool,
    /// The criteria that ask for it.
    pub criteria: Vec<String>,
}

/// A contraindication or intolerance that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StatementNeed {
    /// `contraindication` or `intolerance`.
    pub what: String,
    /// To which drug.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The criteria that ask for it.
    pub criteria: Vec<String>,
}

/// A question that somebody must answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuestionNeed {
    /// Its name.
    pub name: String,
    /// Its arguments, as a record writes them.
    pub arguments: Vec<String>,
    /// The question.
    pub text: String,
    /// Who answers it.
    pub answered_by: String,
    /// How long an answer counts, where not without limit.
    pub valid_for: Option<String>,
    /// The criteria that ask it.
    pub criteria: Vec<String>,
}

/// An anchor that needs a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnchorNeed {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The criteria that hang on it.
    pub criteria: Vec<String>,
}

/// What a trial needs, in any version of its protocol.
#[must_use]
pub fn of_trial(program: &Program, trial: &Trial) -> Requirements {
    collect::requirements(program, trial)
}

/// What all trials of a program need, as they are printed as JSON.
#[must_use]
pub fn of_program(program: &Program) -> AllRequirements {
    AllRequirements {
        format_version: FORMAT_VERSION.to_owned(),
        trials: program.trials.iter().map(|trial| of_trial(program, trial)).collect(),
    }
}

/// The schema of what is printed as JSON.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(AllRequirements).to_value()
}
