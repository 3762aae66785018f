//! One evaluation under way: what it reads, what it derives, who watches.

use super::chain::Chain;
use super::judgement::{EventRef, Match, Reason};
use super::lists::KindSet;
use super::observer::{Observer, Scope};
use super::plan::Plan;
use super::window::{Period, WindowSpan};
use crate::check::{AnchorId, Program, ValueNode};
use crate::record::{Event, Patient};
use crate::value::{Day, Truth};
use crate::vocabulary::{Kind, Vocabulary, WordId};
use std::cell::OnceCell;

/// One trial, one patient, one as-of date.
pub(super) struct Run<'a, O> {
    pub(super) program: &'a Program,
    pub(super) patient: &'a Patient,
    pub(super) as_of: Day,
    /// The windows that no patient changes, by id, each worked out when it is first asked for.
    pub(super) settled: &'a [OnceCell<Option<WindowSpan>>],
    /// The choices that ask each event by itself, by id.
    pub(super) chains: &'a [Option<Chain<'a>>],
    /// How truths are told that are plain to see, by id.
    pub(super) plans: &'a [Plan<'a>],
    /// The anchor that settles which version of a protocol is in force.
    pub(super) consent: Option<AnchorId>,
    /// The anchors of this patient, by id; none where no day is set.
    pub(super) anchors: &'a [Option<Period>],
    pub(super) observer: &'a mut O,
    /// Events that the patient's own gave rise to.
    pub(super) derived: Vec<Event>,
    /// Of derived lines of which it is open what they consist of: why it is.
    pub(super) several: Vec<(EventRef, Vec<Reason>)>,
    /// Emptied lists, to be filled again.
    pub(super) spare: &'a mut Vec<Vec<Match>>,
    /// The words by which doses are divided.
    pub(super) body: BodyWords,
    /// The lists that one review calls complete for the whole life.
    pub(super) whole: KindSet,
}

/// The words of body weight and body surface, where the vocabulary has them.
#[derive(Clone, Copy, Debug)]
pub(super) struct BodyWords {
    pub(super) weight: Option<WordId>,
    pub(super) surface: Option<WordId>,
}

impl BodyWords {
    /// The measurements that are called `weight` and `bsa`.
    pub(super) fn of(vocabulary: &Vocabulary) -> BodyWords {
        let word = |name| {
            let mut words = vocabulary.words.iter();
            words.find(|word| word.kind == Kind::Measurement && word.name == name).map(|word| word.id)
        };
        BodyWords { weight: word("weight"), surface: word("bsa") }
    }
}

impl<'a, O: Observer> Run<'a, O> {
    /// The event of that reference.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "references are only made for events that exist")]
    pub(super) fn event(&self, reference: EventRef) -> &Event {
        let place = reference.0 as usize;
        match self.patient.events.get(place) {
            Some(event) => event,
            None => &self.derived[place - self.patient.events.len()],
        }
    }

    /// Keeps a derived event and gives its reference; the same event, derived again, is the one that was.
    pub(super) fn derive(&mut self, event: Event) -> EventRef {
        let known = self.patient.events.len();
        if let Some(place) = self.derived.iter().position(|other| *other == event) {
            return reference(known + place);
        }
        if O::DETAIL {
            self.observer.derived(&event);
        }
        self.derived.push(event);
        reference(known + self.derived.len() - 1)
    }

    /// Why it is open what a derived line consists of.
    pub(super) fn why_several(&self, event: EventRef) -> &[Reason] {
        self.several.iter().find(|(derived, _)| *derived == event).map_or(&[], |(_, reasons)| reasons)
    }

    /// An empty list of matches.
    #[inline]
    pub(super) fn list(&mut self) -> Vec<Match> {
        self.spare.pop().unwrap_or_default()
    }

    /// Gives a list back.
    #[inline]
    pub(super) fn give_back(&mut self, mut list: Vec<Match>) {
        list.clear();
        self.spare.push(list);
    }

    /// The event of which a value is measured that is no choice of its own: the one that a `with` speaks of, or the one
    /// that a condition asks about.
    pub(super) fn asked_about(value: &ValueNode, scope: Scope) -> Option<EventRef> {
        if matches!(value, ValueNode::It(_)) { scope.it } else { Self::subject(scope) }
    }

    /// The event that a condition asks about, or else the one that a `with` speaks of.
    pub(super) fn subject(scope: Scope) -> Option<EventRef> {
        scope.subject.or(scope.it)
    }
}

/// The reference of the event at a place.
#[inline]
pub(super) fn reference(place: usize) -> EventRef {
    EventRef(u32::try_from(place).unwrap_or(u32::MAX))
}

/// Lowers the certainty of a match and keeps the reason where reasons are wanted.
#[inline]
pub(super) fn narrow<O: Observer>(found: &mut Match, truth: Truth, reason: impl FnOnce(&Match) -> Option<Reason>) {
    if truth < found.certainty {
        found.certainty = truth;
    }
    if O::DETAIL
        && truth == Truth::Unknown
        && let Some(reason) = reason(found)
        && !found.reasons.contains(&reason)
    {
        found.reasons.push(reason);
    }
}
