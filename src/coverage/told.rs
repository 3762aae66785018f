//! What a case can show, in words.

use super::report::{Decides, Sort};
use super::shown::Coverage;
use super::target::{Target, What};
use super::words;
use crate::protocol::Sentences;

/// Tells of targets.
pub struct Telling<'c, 'p> {
    coverage: &'c Coverage<'p>,
    sentences: Sentences<'p>,
}

/// A criterion or cohort, as it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// The trial, by its place in the program.
    pub trial: usize,
    /// What it is.
    pub sort: Sort,
    /// Its id as in the protocol; of a cohort, its name.
    pub id: String,
    /// The protocol's sentence; of a cohort, its title.
    pub sentence: String,
    /// The versions of the protocol in which it stands so, where these are not all.
    pub versions: Vec<String>,
}

/// What a case can show, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// It comes out like that.
    Outcome(String),
    /// A condition decides, in a way.
    Decision(String, Decides),
    /// Where something is compared, or lies in time: what stands on which point.
    Point {
        /// What is compared, or the events that a window chooses.
        says: String,
        /// What that point is here.
        at: String,
    },
}

impl<'p> Coverage<'p> {
    /// Tells of what cases can show.
    #[must_use]
    pub fn telling(&self) -> Telling<'_, 'p> {
        Telling { coverage: self, sentences: Sentences::new(self.program()) }
    }
}

impl Telling<'_, '_> {
    /// What a criterion or cohort is called, by its place among the subjects.
    #[must_use]
    pub fn called(&self, subject: usize) -> Option<Called> {
        let subject = self.coverage.subjects().get(subject)?;
        let versions = &self.coverage.program().trials.get(subject.trial())?.versions;
        let name = |(version, _): &(usize, usize)| versions.get(*version).map(|version| version.name.clone());
        let some = subject.sort != Sort::Definition && subject.stands.len() < versions.len();
        Some(Called {
            trial: subject.trial(),
            sort: subject.sort,
            id: subject.id.clone(),
            sentence: subject.sentence.clone(),
            versions: subject.stands.iter().filter(|_| some).filter_map(name).collect(),
        })
    }

    /// What a target is, in words.
    #[must_use]
    pub fn told(&self, target: Target) -> Option<Told> {
        let subject = self.coverage.subjects().get(target.subject)?;
        Some(match target.what {
            What::Outcome(truth) => Told::Outcome(words::outcome(subject.sort, truth).to_owned()),
            What::Decision(condition, way) => Told::Decision(self.sentences.condition(condition), way),
            What::Point { boundary, point } => {
                let boundary = subject.boundaries.get(boundary)?;
                Told::Point {
                    says: words::boundary(&self.sentences, boundary),
                    at: words::point(boundary, *boundary.points.get(point)?),
                }
            }
        })
    }
}

impl Told {
    /// In one line: `“UPCR > 1 g/g” decides by holding`.
    #[must_use]
    pub fn line(&self) -> String {
        match self {
            Told::Outcome(outcome) => format!("it comes out {outcome}"),
            Told::Decision(says, way) => format!("“{says}” decides {}", words::decides(*way)),
            Told::Point { says, at } => format!("{at}, where “{says}”"),
        }
    }
}
