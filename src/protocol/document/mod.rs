//! A trial (or a library, or a vocabulary) as a section of its protocol: structure without a format.

mod anchors;
mod build;
mod conventions;
mod criteria;
mod definitions;
mod notices;
mod parameters;
mod questions;
mod scores;
mod words;

pub use build::{document, documents};

use super::requirements::Requirements;
use super::text::{Target, Text};
use std::collections::BTreeMap;

/// A trial, library or vocabulary as a document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The registry number, or the name.
    pub id: String,
    /// The title.
    pub title: String,
    /// `Trial`, `Library` or `Vocabulary`.
    pub sort: String,
    /// What is known of it as a whole: version, source, coverage.
    pub facts: Vec<(String, String)>,
    /// What could not be read or is doubtful, where it stands and why.
    pub problems: Vec<Problem>,
    /// How the sentences are meant.
    pub conventions: Vec<String>,
    /// The versions of the protocol, oldest first; none for libraries and vocabularies.
    pub versions: Vec<VersionPart>,
    /// The definitions that the sentences refer to.
    pub definitions: Vec<DefinitionPart>,
    /// The computed scores.
    pub scores: Vec<ScorePart>,
    /// The policies for lines of therapy.
    pub lines: Vec<ListPart>,
    /// The anchors.
    pub anchors: Vec<ListPart>,
    /// The parameters.
    pub parameters: Vec<ParameterPart>,
    /// The questions to people and to the site.
    pub questions: Vec<QuestionPart>,
    /// The words and groups, with their codes.
    pub words: Vec<WordPart>,
    /// Whose the codes are.
    pub notices: Vec<String>,
    /// The data that the criteria need.
    pub requirements: Requirements,
    /// What each entry of an appendix is numbered.
    pub numbers: BTreeMap<Target, String>,
}

impl DefinitionPart {
    /// What stands above its sentence, before and as its arguments.
    #[must_use]
    pub fn givens(&self) -> Vec<(String, Vec<Text>)> {
        let mut lines = Vec::new();
        if !self.open.is_empty() {
            lines.push((format!("Where it is used, it is given: {}.", self.open.join(", ")), Vec::new()));
        }
        if !self.arguments.is_empty() {
            let with = if self.example { "Read here, for example, with" } else { "With" };
            lines.push((with.to_owned(), self.arguments.clone()));
        }
        lines
    }
}

impl Document {
    /// The ids of the criteria of all versions, each once.
    #[must_use]
    pub fn criterion_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for criterion in self.versions.iter().flat_map(|version| &version.criteria) {
            if !ids.contains(&criterion.id.as_str()) {
                ids.push(&criterion.id);
            }
        }
        ids
    }

    /// What links to a criterion lead to. Of one that a later version changes, they lead to its first version.
    pub(super) fn criterion_target(&self, criterion: &CriterionPart) -> Option<Target> {
        let place = self.criterion_ids().iter().position(|id| *id == criterion.id)?;
        let first = criterion.change != Some("changed");
        u32::try_from(place).ok().filter(|_| first).map(Target::Criterion)
    }
}

/// Something wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The code of the finding.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// Why.
    pub reason: Option<String>,
    /// Where: file and line.
    pub place: String,
    /// Whether something cannot be used because of it.
    pub fatal: bool,
}

/// One version of a protocol.
#[derive(Clone, Debug, Default)]
pub struct VersionPart {
    /// Its name.
    pub name: String,
    /// The day from which it is in force; [`None`] for the first.
    pub from: Option<String>,
    /// Its cohorts.
    pub cohorts: Vec<CohortPart>,
    /// Its criteria, those of the first version all, else what is new or changed.
    pub criteria: Vec<CriterionPart>,
    /// The criteria that are as they were in the version before.
    pub unchanged: Vec<String>,
    /// The criteria that are no longer there.
    pub removed: Vec<String>,
}

/// An arm or part.
#[derive(Clone, Debug)]
pub struct CohortPart {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Who belongs to it.
    pub when: Sentence,
}

/// A criterion.
#[derive(Clone, Debug)]
pub struct CriterionPart {
    /// Its id.
    pub id: String,
    /// Whether it must be met.
    pub inclusion: bool,
    /// The protocol's sentence.
    pub quoted: String,
    /// The cohorts that it is for; [`None`] for all.
    pub cohorts: Option<String>,
    /// What it asks.
    pub sentence: Sentence,
    /// What its clauses add.
    pub clauses: Vec<Text>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<String>,
    /// What is wrong with it, where it could not be read.
    pub problems: Vec<Problem>,
    /// `new` or `changed`, in a version after the first.
    pub change: Option<&'static str>,
}

/// A sentence with the parts that it lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// What the rule's author calls it.
    pub label: Option<String>,
    /// What it says.
    pub text: Text,
    /// What it lists.
    pub parts: Vec<Sentence>,
}

/// A definition.
#[derive(Clone, Debug)]
pub struct DefinitionPart {
    /// Its identity.
    pub target: Target,
    /// Its title.
    pub title: String,
    /// What its parameters stand for.
    pub arguments: Vec<Text>,
    /// The parameters that stand for whatever is given.
    pub open: Vec<String>,
    /// Whether nothing uses it, and the arguments only show how it reads.
    pub example: bool,
    /// What it says.
    pub sentence: Sentence,
    /// Where it comes from.
    pub sources: Vec<String>,
}

/// A computed score.
#[derive(Clone, Debug)]
pub struct ScorePart {
    /// Its identity.
    pub target: Target,
    /// Its title.
    pub title: String,
    /// Who can have it at all.
    pub entry: Option<Sentence>,
    /// Its domains with their items: points, title, when they count.
    pub domains: Vec<(String, Vec<ItemPart>)>,
    /// How points add up.
    pub total: String,
    /// When it is met.
    pub meets: Option<Sentence>,
    /// Where it comes from.
    pub sources: Vec<String>,
    /// What could not be confirmed.
    pub unverified: Vec<String>,
}

/// An item of a score.
#[derive(Clone, Debug)]
pub struct ItemPart {
    /// Its points.
    pub points: String,
    /// Its title.
    pub title: String,
    /// When it counts.
    pub sentence: Sentence,
}

/// An entry that is a few statements: a policy, an anchor.
#[derive(Clone, Debug)]
pub struct ListPart {
    /// Its identity.
    pub target: Target,
    /// Its name in sentences.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What is to be known of it.
    pub statements: Vec<Text>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct ParameterPart {
    /// Its identity.
    pub target: Target,
    /// Its name in the rules.
    pub name: String,
    /// What it is.
    pub title: String,
    /// Its value, and its values in later versions.
    pub value: String,
    /// The criteria that use it.
    pub criteria: Vec<String>,
}

/// A question.
#[derive(Clone, Debug)]
pub struct QuestionPart {
    /// Its identity.
    pub target: Target,
    /// The question, with its parameters named.
    pub text: String,
    /// Who answers it.
    pub who: String,
    /// How long an answer counts.
    pub valid: String,
    /// The criteria that ask it.
    pub criteria: Vec<String>,
}

/// A word or a group of words.
#[derive(Clone, Debug)]
pub struct WordPart {
    /// Its identity.
    pub target: Target,
    /// What sentences call it.
    pub title: String,
    /// Its name in rules and records.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Its own codes.
    pub codes: Vec<String>,
    /// What counts as it, each with its codes.
    pub members: Vec<(String, Vec<String>)>,
    /// What is taken out of it.
    pub except: Vec<String>,
    /// Remarks: where it comes from, what could not be confirmed.
    pub remarks: Vec<String>,
}
