//! What a program's words, choices and conditions are called: the same for every patient, so each is said once.

use super::explanation::{Fact, Finding};
use crate::check::{EventsId, Program, TruthId};
use crate::evaluate::EventRef;
use crate::vocabulary::WordId;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

/// Texts that no patient changes, each made when it is first wanted.
#[derive(Clone, Debug)]
pub(crate) struct Wording {
    names: Vec<OnceCell<String>>,
    subjects: Vec<OnceCell<String>>,
    sources: Vec<OnceCell<String>>,
    asked: Vec<OnceCell<String>>,
}

/// What was said of a patient already: the same finding and fact are wanted by several parts of an explanation.
#[derive(Debug, Default)]
pub(crate) struct Said {
    findings: RefCell<BTreeMap<(TruthId, bool), Finding>>,
    facts: RefCell<BTreeMap<(EventRef, bool), Option<Fact>>>,
}

impl Said {
    /// The finding of a truth that has no parts.
    pub(crate) fn finding(&self, id: TruthId, wanted: bool, find: impl FnOnce() -> Finding) -> Finding {
        if let Some(found) = self.findings.borrow().get(&(id, wanted)) {
            return found.clone();
        }
        let found = find();
        self.findings.borrow_mut().insert((id, wanted), found.clone());
        found
    }

    /// The fact of an event as it is recorded.
    pub(crate) fn fact(&self, at: EventRef, certain: bool, say: impl FnOnce() -> Option<Fact>) -> Option<Fact> {
        if let Some(found) = self.facts.borrow().get(&(at, certain)) {
            return found.clone();
        }
        let found = say();
        self.facts.borrow_mut().insert((at, certain), found.clone());
        found
    }
}

impl Wording {
    /// For a program, with nothing said yet.
    pub(crate) fn new(program: &Program) -> Wording {
        Wording {
            names: vec![OnceCell::new(); program.vocabulary.words.len()],
            subjects: vec![OnceCell::new(); program.events.len()],
            sources: vec![OnceCell::new(); program.events.len()],
            asked: vec![OnceCell::new(); program.truths.len()],
        }
    }

    /// What a word is called in a sentence.
    pub(crate) fn name(&self, id: WordId, say: impl FnOnce() -> String) -> String {
        once(&self.names, usize::from(id.0), say)
    }

    /// What a choice of events is called, with the titles of definitions.
    pub(crate) fn subject(&self, id: EventsId, say: impl FnOnce() -> String) -> String {
        once(&self.subjects, id.0 as usize, say)
    }

    /// What a choice of events starts from.
    pub(crate) fn source(&self, id: EventsId, say: impl FnOnce() -> String) -> String {
        once(&self.sources, id.0 as usize, say)
    }

    /// What a truth asks, in the rule's own words.
    pub(crate) fn asked(&self, id: TruthId, say: impl FnOnce() -> String) -> String {
        once(&self.asked, id.0 as usize, say)
    }
}

fn once(texts: &[OnceCell<String>], place: usize, say: impl FnOnce() -> String) -> String {
    match texts.get(place) {
        Some(text) => text.get_or_init(say).clone(),
        None => say(),
    }
}
