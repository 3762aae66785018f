//! The page of tests that drafted patients make.

use super::why::why;
use super::{Drafted, Drafts, Terms};
use crate::coverage::{Called, Coverage, Sort, Target, Telling};
use crate::testing::{PageRun, Surroundings, Usual, run};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a page is about.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Its name, from which links lead.
    pub name: &'a str,
    /// The link to the rule file.
    pub link: &'a str,
    /// What the link says.
    pub title: &'a str,
}

/// The page of tests, with the answers that came out, and its run.
#[must_use]
pub fn page(
    of: Page<'_>,
    coverage: &Coverage<'_>,
    drafts: &Drafts,
    terms: Terms,
    around: &dyn Surroundings,
) -> (String, PageRun) {
    let text = written(of, coverage, drafts, terms);
    let first = run(of.name, &text, around, &Usual::default());
    let text = first.rewritten(&first.differences().collect::<Vec<_>>());
    let again = run(of.name, &text, around, &Usual::default());
    (text, again)
}

/// The page with its answers left empty.
fn written(of: Page<'_>, coverage: &Coverage<'_>, drafts: &Drafts, terms: Terms) -> String {
    let telling = coverage.telling();
    let mut out = format!("# Drafted tests of {}\n\n", of.title);
    // Writing to a text cannot fail.
    let _ = write!(out, "As of {}.\n\nRules: [{}]({})\n\n", terms.as_of, of.title, of.link);
    out.push_str(
        "`enrol cases` drafted these patients from the rules. **An answer here is what the rules say, not what the protocol says.**\n\
         Compare each with the protocol; where they differ, the rules are to be mended.\n",
    );
    let mut by_subject: BTreeMap<usize, Vec<&Drafted>> = BTreeMap::new();
    for drafted in &drafts.drafted {
        if drafted.draft == crate::witness::Draft::default() {
            nobody(&mut out, &telling, coverage, drafted);
        } else if let Some(first) = drafted.shows.first() {
            by_subject.entry(first.subject).or_default().push(drafted);
        }
    }
    for (subject, drafted) in by_subject {
        let Some(called) = telling.called(subject) else { continue };
        heading(&mut out, &called);
        for one in drafted {
            let ids = asked(&telling, coverage, &one.shows);
            let _ = write!(out, "\n{}\n\n```yaml\n{}```\n", why(&telling, &one.shows), one.draft.record(terms.as_of));
            let _ = write!(out, "\n```verdict{ids}\n```\n");
        }
    }
    not_found(&mut out, &telling, drafts, terms);
    out
}

fn nobody(out: &mut String, telling: &Telling<'_, '_>, coverage: &Coverage<'_>, drafted: &Drafted) {
    out.push_str("\n## Nothing is recorded\n\nOf this patient nothing is known: what comes out is what the rules make of silence.\n");
    let _ = write!(out, "\n```verdict{}\n```\n", asked(telling, coverage, &drafted.shows));
}

fn heading(out: &mut String, called: &Called) {
    let of = match called.sort {
        Sort::Cohort => format!("Cohort {}", called.id),
        Sort::Inclusion | Sort::Exclusion | Sort::Definition => called.id.clone(),
    };
    let versions = match called.versions.is_empty() {
        true => String::new(),
        false => format!(" ({})", called.versions.join(", ")),
    };
    let sentence = called.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = write!(out, "\n## {of}{versions}\n\n> {sentence}\n");
}

/// Which criteria an answer is about: those that something is shown of; for a cohort, one that it concerns.
fn asked(telling: &Telling<'_, '_>, coverage: &Coverage<'_>, shows: &[Target]) -> String {
    let mut ids: Vec<String> = Vec::new();
    for target in shows {
        let Some(called) = telling.called(target.subject) else { continue };
        let id = match called.sort {
            Sort::Cohort | Sort::Definition => None,
            Sort::Inclusion | Sort::Exclusion => Some(called.id),
        };
        ids.extend(id.filter(|id| !ids.contains(id)));
    }
    if ids.is_empty() {
        let trial = shows.first().and_then(|target| telling.called(target.subject)).map_or(0, |called| called.trial);
        let newest = coverage.program().trials.get(trial).and_then(|trial| trial.versions.last());
        ids.extend(newest.and_then(|version| version.criteria.first()).map(|criterion| criterion.id.clone()));
    }
    if ids.is_empty() { String::new() } else { format!(" of {}", ids.join(", ")) }
}

fn not_found(out: &mut String, telling: &Telling<'_, '_>, drafts: &Drafts, terms: Terms) {
    if drafts.not_found.is_empty() {
        return;
    }
    let tries = terms.bounds.tries * terms.bounds.beginnings;
    let _ = write!(
        out,
        "\n## Not found\n\nFor these no patient was found among {tries} records tried for each. That they cannot be is not said by that.\n\n"
    );
    for target in &drafts.not_found {
        if let (Some(called), Some(told)) = (telling.called(target.subject), telling.told(*target)) {
            let _ = writeln!(out, "- {}: {}", called.id, told.line());
        }
    }
}
