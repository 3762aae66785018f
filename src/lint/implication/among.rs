//! Values of lists, and words that values hold.

use super::Prover;
use super::shape::Atom;
use crate::check::{Among, EventsId, Measure, TakenFrom, ValueId, ValueNode};
use crate::vocabulary::{AttributeForm, AttributeId, SymbolId, WordSet};

impl<'p> Prover<'p> {
    pub(super) fn among_below(&self, a: &Atom<'p>, b: &Atom<'p>) -> bool {
        let (
            Atom::Among { value, quantifier, set, unsaid, holds },
            Atom::Among { value: other, quantifier: wider, set: larger, unsaid: silent, holds: also },
        ) = (a, b)
        else {
            return false;
        };
        if self.alike.value(*value) != self.alike.value(*other) {
            return false;
        }
        match (holds, also) {
            (true, true) => set_below((*quantifier, set, unsaid), (*wider, larger, silent)),
            (false, false) => set_below((*wider, larger, silent), (*quantifier, set, unsaid)),
            // Of one value that is given, to be among some is not to be among others.
            (true, false) => {
                *quantifier == Among::Any
                    && *wider == Among::Any
                    && apart(set, larger)
                    && apart(set, silent)
                    && apart(unsaid, larger)
                    && self.is_single(*value)
            }
            (false, true) => false,
        }
    }

    pub(super) fn words_below(&self, a: &Atom<'p>, b: &Atom<'p>) -> bool {
        let (
            Atom::Words { value, quantifier, sets, holds },
            Atom::Words { value: other, quantifier: wider, sets: larger, holds: also },
        ) = (a, b)
        else {
            return false;
        };
        if self.alike.value(*value) != self.alike.value(*other) || holds != also {
            return false;
        }
        let (few, many) = if *holds { (sets, larger) } else { (larger, sets) };
        match (quantifier, wider) {
            (Among::Any, Among::Any) => words_within(&union(few), &union(many)),
            _ => quantifier == wider && sets == larger,
        }
    }

    /// Whether a value is one value of a list and never several.
    fn is_single(&self, value: ValueId) -> bool {
        let (events, measure) = match &self.program.value(value).node {
            ValueNode::Sex => return true,
            ValueNode::Measure { events, measure, .. } => (Some(*events), measure),
            ValueNode::Subject(measure) | ValueNode::It(measure) => (None, measure),
            _ => return false,
        };
        match measure {
            // Results that are lists of values are one of them.
            Measure::Result => true,
            Measure::Attribute(attribute) => match events {
                Some(events) => self.is_single_attribute(events, *attribute),
                None => self.program.vocabulary.words.iter().all(|word| is_single(&word.attributes, *attribute)),
            },
            _ => false,
        }
    }

    fn is_single_attribute(&self, events: EventsId, attribute: AttributeId) -> bool {
        match self.words_of(events) {
            Some(words) => {
                words.iter().all(|word| is_single(&self.program.vocabulary.word(word).attributes, attribute))
            }
            None => false,
        }
    }

    /// The words that events of a choice can certainly be of; [`None`] where they are made of several or derived.
    pub(crate) fn words_of(&self, events: EventsId) -> Option<WordSet> {
        match self.program.events(events).node.taken_from() {
            TakenFrom::Words(words) => {
                let mut all = words.certain.clone();
                all.extend(&words.possible);
                Some(all)
            }
            TakenFrom::Each(parts) => parts.iter().try_fold(WordSet::default(), |mut all, part| {
                all.extend(&self.words_of(*part)?);
                Some(all)
            }),
            TakenFrom::Some(of) => self.words_of(of),
            TakenFrom::Remade(_) | TakenFrom::Periods(_) | TakenFrom::Both(..) | TakenFrom::Lines => None,
        }
    }
}

/// Whether an attribute, where a word has it, is one value of a list.
fn is_single(attributes: &[(AttributeId, AttributeForm)], attribute: AttributeId) -> bool {
    let mut own = attributes.iter().filter(|(id, _)| *id == attribute);
    own.all(|(_, form)| matches!(form, AttributeForm::OneOf(_) | AttributeForm::Ordered(_)))
}

type Set<'s> = (Among, &'s [SymbolId], &'s [SymbolId]);

/// Whether each answer to the one is at most that to the other.
fn set_below((one, set, unsaid): Set<'_>, (other, larger, silent): Set<'_>) -> bool {
    let within = |few: &[SymbolId], many: &[SymbolId]| few.iter().all(|symbol| many.contains(symbol));
    match (one, other) {
        // What says nothing of the one must say nothing of the other, or be asked for there.
        (Among::Any, Among::Any) => {
            within(set, larger)
                && within(silent, unsaid)
                && unsaid.iter().all(|symbol| silent.contains(symbol) || larger.contains(symbol))
        }
        (Among::All, Among::All) => unsaid == silent && within(larger, set),
        (Among::Only, Among::Only) => unsaid == silent && within(set, larger),
        (Among::Only, Among::Any) => unsaid == silent && within(set, larger),
        (Among::All, Among::Any) => unsaid == silent && !apart(set, larger),
        _ => false,
    }
}

fn apart(one: &[SymbolId], other: &[SymbolId]) -> bool {
    one.iter().all(|symbol| !other.contains(symbol))
}

fn union(sets: &[WordSet]) -> WordSet {
    sets.iter().fold(WordSet::default(), |mut all, set| {
        all.extend(set);
        all
    })
}

/// Whether every word of the one is in the other.
pub(super) fn words_within(few: &WordSet, many: &WordSet) -> bool {
    few.iter().all(|word| many.contains(word))
}
