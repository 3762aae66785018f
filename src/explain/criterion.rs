//! The line of a criterion, and the line of a cohort.

use super::case::Case;
use super::explanation::{Bearing, CohortLine, CriterionLine, Finding, Side};
use super::rests::clause_words;
use crate::check::{Ask, Criterion};
use crate::evaluate::{CohortOutcome, CriterionOutcome, Standing, Verdict};
use crate::value::Truth;
use crate::wording::words::{counted, first_few, sentence_case, spaced};

/// How a criterion begins whose limits the protocol does not state.
pub(super) const NOT_STATED: &str = "the protocol does not state: ";

impl Case<'_> {
    pub(crate) fn criterion_lines(&self) -> Vec<CriterionLine> {
        self.criteria().map(|(criterion, outcome)| self.criterion_line(criterion, outcome)).collect()
    }

    fn criterion_line(&self, criterion: &Criterion, outcome: CriterionOutcome) -> CriterionLine {
        let finding = match criterion.ask {
            Ask::Truth(id) if outcome.standing != Standing::NotApplicable => {
                Some(self.finding(id, criterion.inclusion))
            }
            _ => None,
        };
        let cohorts = criterion.cohorts.iter().filter_map(|place| self.version.cohorts.get(*place));
        let remarks = self.remarks(criterion, outcome.standing);
        CriterionLine {
            id: criterion.id.clone(),
            side: if criterion.inclusion { Side::Inclusion } else { Side::Exclusion },
            sentence: criterion.sentence.clone(),
            standing: outcome.standing,
            mark: match criterion.ask {
                Ask::NotStated(_) => "not stated".to_owned(),
                _ => mark(outcome.standing).to_owned(),
            },
            truth: outcome.truth,
            cohorts: cohorts.map(|cohort| cohort.title.clone()).collect(),
            because: self.because(criterion, outcome.standing, finding.as_ref()),
            finding,
            remarks,
            notes: criterion.notes.clone(),
            sources: criterion.sources.clone(),
        }
    }

    fn because(&self, criterion: &Criterion, standing: Standing, finding: Option<&Finding>) -> String {
        match (&criterion.ask, standing, finding) {
            (Ask::Clarifies(other), ..) => format!("clarifies {other}"),
            (Ask::NotStated(what), ..) => format!("{NOT_STATED}{what}"),
            (Ask::Broken, ..) => "the criterion could not be checked: its rule contains an error".to_owned(),
            (_, Standing::NotApplicable, _) => "for a cohort that the patient does not belong to".to_owned(),
            (_, Standing::NotDue, _) => self.due(criterion),
            (_, _, Some(finding)) => in_few_words(finding),
            (_, _, None) => String::new(),
        }
    }

    fn due(&self, criterion: &Criterion) -> String {
        let Some(anchor) = criterion.checked_at else {
            return "checked later".to_owned();
        };
        let named = self.program.anchor(anchor);
        let title = if named.title.is_empty() { spaced(&named.name) } else { named.title.clone() };
        match self.anchor(anchor) {
            Some((start, _)) => format!("checked at \"{title}\" ({start})"),
            None => format!("checked at \"{title}\", for which no date is set"),
        }
    }

    fn remarks(&self, criterion: &Criterion, standing: Standing) -> Vec<String> {
        let mut remarks = Vec::new();
        match standing {
            Standing::Waived => remarks.push(sentence_case(&self.waiver_words(&criterion.id))),
            Standing::AssumedPass => remarks.push(clause_words(&criterion.id, true)),
            Standing::AssumedFail => remarks.push(clause_words(&criterion.id, false)),
            Standing::Fail | Standing::Unknown => {
                remarks.extend(criterion.waivable_by.iter().map(|by| format!("Can be waived by {}", spaced(by))));
            }
            _ => {}
        }
        remarks
    }

    pub(crate) fn cohort_lines(&self) -> Vec<CohortLine> {
        let pairs = self.version.cohorts.iter().zip(&self.judgement.cohorts);
        pairs
            .map(|(cohort, outcome)| CohortLine {
                name: cohort.name.clone(),
                title: cohort.title.clone(),
                member: outcome.member,
                verdict: outcome.verdict,
                sentence: cohort_sentence(&cohort.title, *outcome),
                finding: self.finding(cohort.when, true),
            })
            .collect()
    }
}

/// How a criterion stands, in a word or two.
#[must_use]
pub fn mark(standing: Standing) -> &'static str {
    match standing {
        Standing::Pass => "pass",
        Standing::Fail => "fail",
        Standing::Unknown => "unknown",
        Standing::Waived => "waived",
        Standing::AssumedPass => "assumed pass",
        Standing::AssumedFail => "assumed fail",
        Standing::NotDue => "not due",
        Standing::NotApplicable => "not applicable",
        Standing::Stated => "stated",
    }
}

fn cohort_sentence(title: &str, outcome: CohortOutcome) -> String {
    let belongs = match outcome.member {
        Truth::Met => "the patient belongs to it",
        Truth::NotMet => "the patient does not belong to it",
        Truth::Unknown => "it is not known whether the patient belongs to it",
    };
    let verdict = match outcome.verdict {
        None => "",
        Some(Verdict::Eligible) => "; eligible",
        Some(Verdict::Ineligible) => "; ineligible",
        Some(Verdict::Undetermined) => "; undetermined",
    };
    format!("{title}: {belongs}{verdict}")
}

/// How many parts behind the first are named in one line.
const MOST_PARTS: usize = 4;

/// What decided a criterion, in one line: its only finding, or its first in full and the others by name.
fn in_few_words(finding: &Finding) -> String {
    let leaves = leaves(finding);
    let Some((first, rest)) = leaves.split_first() else {
        return finding.words.clone();
    };
    let mut names: Vec<String> = Vec::new();
    for leaf in rest {
        let name = leaf.heading.clone().unwrap_or_else(|| told_of(leaf));
        let said = first.heading.as_ref() == Some(&name) || (leaf.heading.is_none() && first.subject == leaf.subject);
        if !said && !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    let first = with_heading(first, finding);
    let also = match finding.bearing {
        Bearing::For => "also in favour",
        Bearing::Against => "also against",
        Bearing::Open => "also open",
    };
    match (rest.len(), names.len()) {
        (0, _) => first,
        (rest, 0) => format!("{first}; {also}: {}", counted(rest, "more part")),
        _ => format!("{first}; {also}: {}", first_few(&names, MOST_PARTS, "and")),
    }
}

/// What a leaf speaks of: where nothing of it is there, that there is none speaks for or against.
fn told_of(leaf: &Finding) -> String {
    let none =
        leaf.facts.is_empty() && leaf.found.strip_prefix(&leaf.subject).is_some_and(|rest| rest.starts_with(": none"));
    if none && leaf.bearing != Bearing::Open { format!("no {}", leaf.subject) } else { leaf.subject.clone() }
}

/// The words of a leaf; under a label of its own, the label goes first.
fn with_heading(leaf: &Finding, top: &Finding) -> String {
    match &leaf.heading {
        Some(heading) if leaf.of != top.of && !leaf.words.contains(heading.as_str()) => {
            format!("{heading}: {}", leaf.words)
        }
        _ => leaf.words.clone(),
    }
}

/// The findings that speak for themselves: a score with its items is one.
fn leaves(finding: &Finding) -> Vec<&Finding> {
    if finding.parts.is_empty() || finding.needs.is_some() {
        return vec![finding];
    }
    finding.parts.iter().flat_map(leaves).collect()
}
