//! W0708: what no record can settle.
//!
//! Every list of a record can be stated complete for the whole life, so that whether something is absent can always be
//! settled where nothing is recorded; a property test holds the evaluator to it. What no record can supply is what a
//! vocabulary leaves out: how long a half-life is, and how much of one drug is worth how much of another. An exposure to a
//! drug without them leaves the answer open for good, and the absence of what is asked can never be stated.

use super::quote::trimmed;
use super::rules::{Rules, found};
use crate::check::{EventsId, EventsNode, FileId, Finding, Measure, Program, TakenFrom, ValueNode, Window};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::value::Length;
use crate::vocabulary::{Word, WordId};
use std::collections::BTreeSet;

/// Tells of windows in half-lives and of doses as another drug, of drugs whose vocabulary says neither.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let windows = rules.reach().events.iter().filter_map(|events| unmeasured_window(rules, *events));
    let doses = doses(rules).into_iter().filter_map(|dose| unmeasured_dose(rules, &dose));
    windows.chain(doses).collect()
}

/// A window of whose length nothing is known for one of the drugs named.
fn unmeasured_window(rules: &Rules<'_>, events: EventsId) -> Option<Finding> {
    let program = rules.program;
    let node = program.events(events);
    let EventsNode::In { of, window, .. } = &node.node else { return None };
    if !hangs_on_half_life(program.window(*window)) {
        return None;
    }
    let without = |word: WordId| program.vocabulary.word(word).half_life.is_none();
    let names = named(program, &drugs(program, *of), without)?;
    let span = rules.behind(events, *of).unwrap_or(node.span);
    let text = program.files.get(node.file.0 as usize).map_or("", |file| span.of(&file.text));
    let message = format!("no record can tell how long a half-life of {names} is");
    let diagnostic = Diagnostic::new(Code::NeverSettled, trimmed(span, text), message)
        .reason("its vocabulary does not say, so that the answer stays unknown for whoever has had it before, whatever is recorded")
        .help("write the time in days or months, or declare `half-life` of the drug");
    Some(found(node.file, diagnostic))
}

/// Whether nothing else bounds a window on the far side. The shorter of two lengths is never longer than the one that is known.
fn hangs_on_half_life(window: &Window) -> bool {
    let half_lives = |length: &Length| matches!(length, Length::HalfLives(_));
    if window.longest {
        window.within.iter().any(half_lives)
    } else {
        !window.within.is_empty() && window.within.iter().all(half_lives)
    }
}

/// Where a dose is asked for as that of another drug.
struct AskedDose {
    events: EventsId,
    wanted: WordId,
    at: (FileId, Span),
}

/// Every dose that is converted to that of another drug.
fn doses(rules: &Rules<'_>) -> Vec<AskedDose> {
    let (program, reach) = (rules.program, rules.reach());
    let mut doses = Vec::new();
    let mut add = |events: EventsId, measure: &Measure, at: (FileId, Span)| {
        if let Measure::Dose { equivalent: Some(wanted), .. } = measure {
            doses.push(AskedDose { events, wanted: *wanted, at });
        }
    };
    for value in &reach.values {
        let node = program.value(*value);
        let at = (node.file, node.span);
        match &node.node {
            ValueNode::Measure { events, measure, .. }
            | ValueNode::Total { events, measure }
            | ValueNode::Average { events, measure, .. } => add(*events, measure, at),
            ValueNode::Subject(measure) | ValueNode::It(measure) => {
                reach.subjects.get(value).into_iter().for_each(|events| add(*events, measure, at));
            }
            _ => {}
        }
    }
    for events in &reach.events {
        let node = program.events(*events);
        if let EventsNode::DosePeriods { of, measure, .. } = &node.node {
            add(*of, measure, (node.file, node.span));
        }
    }
    doses
}

/// A dose that is worth nothing known of the drug that it is asked as.
fn unmeasured_dose(rules: &Rules<'_>, dose: &AskedDose) -> Option<Finding> {
    let program = rules.program;
    let without = |word: WordId| program.vocabulary.equivalence(word, dose.wanted).is_none();
    let names = named(program, &drugs(program, dose.events), without)?;
    let wanted = &program.vocabulary.word(dose.wanted).name;
    let message = format!("no record can tell how much {wanted} a dose of {names} is worth");
    let diagnostic = Diagnostic::new(Code::NeverSettled, dose.at.1, message)
        .reason("its vocabulary does not say, so that the answer stays unknown for whoever has had it, whatever is recorded")
        .help(format!("ask for the dose of the drug itself, or declare `equivalent` of the drug to {wanted}"));
    Some(found(dose.at.0, diagnostic))
}

/// The drugs that a choice names. Who asks for any drug at all knows that some are not known well.
fn drugs(program: &Program, events: EventsId) -> BTreeSet<WordId> {
    let mut words = BTreeSet::new();
    let mut left = vec![events];
    while let Some(events) = left.pop() {
        match program.events(events).node.taken_from() {
            TakenFrom::Words(named) => words.extend(&named.roots),
            TakenFrom::Each(parts) => left.extend(parts),
            TakenFrom::Some(of) | TakenFrom::Remade(of) | TakenFrom::Periods(of) => left.push(of),
            TakenFrom::Both(one, other) => left.extend([one, other]),
            TakenFrom::Lines => {}
        }
    }
    words.retain(|word| *word != program.vocabulary.word(*word).kind.unmapped());
    words
}

/// The titles of those words of which neither they nor anything below them has what is asked for.
fn named(program: &Program, words: &BTreeSet<WordId>, without: impl Fn(WordId) -> bool) -> Option<String> {
    let lacks = |word: &&Word| word.family.iter().all(&without);
    let words = words.iter().map(|word| program.vocabulary.word(*word)).filter(lacks);
    let titles: Vec<&str> = words.map(|word| word.title.as_str()).collect();
    (!titles.is_empty()).then(|| titles.join(", "))
}
