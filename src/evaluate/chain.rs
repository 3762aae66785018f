//! Choices that ask each event by itself: some words, narrowed step by step.
//!
//! Which events and which steps is settled once for a program, so that whoever wants no detail needs no lists between
//! the steps and can stop at the first event that settles the answer. What a step asks of an event is the same
//! function that fills the lists for those who want detail.

use super::count::CountRange;
use super::judgement::EventRef;
use super::lists::Reach;
use super::observer::{Observer, Scope};
use super::run::{Run, reference};
use super::select::{Candidate, runs_on};
use super::window::{WindowSpan, lies, part_of};
use crate::check::{Counting, EventsId, EventsNode, Part, Program, TruthId, Words};
use crate::record::Event;
use crate::value::{Day, Truth};
use std::ops::{ControlFlow, Range};

/// Some words and what is asked of each of their events.
#[derive(Clone, Debug)]
pub(super) struct Chain<'p> {
    words: &'p Words,
    /// By word, whether an event of it certainly or possibly matches.
    members: Vec<Truth>,
    /// What is asked, the cheap questions first.
    steps: Vec<Step>,
    /// The days in which events that nobody recorded would matter.
    reach: Reach,
}

/// What an event is asked. The answers are joined by `and`, so their order does not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// Whether it runs on the as-of date.
    Current,
    /// Whether a part of it lies in a window that no patient changes.
    In(WindowSpan, Part),
    /// Whether a truth about it holds.
    Where(TruthId),
}

impl<'p> Chain<'p> {
    /// The chain that a choice is, if it is one.
    pub(super) fn of(
        program: &'p Program,
        settled: &[Option<WindowSpan>],
        as_of: Day,
        id: EventsId,
    ) -> Option<Chain<'p>> {
        let of = |id: EventsId| Chain::of(program, settled, as_of, id);
        match &program.events(id).node {
            EventsNode::Words(words) => Some(Chain {
                words,
                members: members(words, program.vocabulary.words.len()),
                steps: Vec::new(),
                reach: Reach::EVER,
            }),
            EventsNode::Where { of: inner, condition } => Some(of(*inner)?.asked(Step::Where(*condition))),
            EventsNode::In { of: inner, window, part } => {
                let span = settled.get(window.0 as usize)?.as_ref()?;
                let part = part_of(program.window(*window), *part);
                let chain = of(*inner)?;
                Some(Chain { reach: chain.reach.narrowed(span, part), ..chain.asked(Step::In(span.clone(), part)) })
            }
            EventsNode::Current { of: inner } => {
                let chain = of(*inner)?;
                Some(Chain { reach: chain.reach.overlapping(as_of, as_of), ..chain.asked(Step::Current) })
            }
            _ => None,
        }
    }

    fn asked(mut self, step: Step) -> Chain<'p> {
        let cheap = |step: &Step| !matches!(step, Step::Where(_));
        let place =
            if cheap(&step) { self.steps.iter().take_while(|step| cheap(step)).count() } else { self.steps.len() };
        self.steps.insert(place, step);
        self
    }
}

/// By word, whether an event of it certainly or possibly matches.
fn members(words: &Words, count: usize) -> Vec<Truth> {
    let mut members = vec![Truth::NotMet; count];
    for (set, truth) in [(&words.possible, Truth::Unknown), (&words.certain, Truth::Met)] {
        for word in set.iter() {
            if let Some(member) = members.get_mut(usize::from(word.0)) {
                *member = truth;
            }
        }
    }
    members
}

impl<'a, O: Observer> Run<'a, O> {
    /// The chain that a choice is, for who wants no detail.
    #[inline]
    pub(super) fn chain(&self, id: EventsId) -> Option<&'a Chain<'a>> {
        if O::DETAIL { None } else { self.chains.get(id.0 as usize)?.as_ref() }
    }

    /// Shows every event that a chain takes, in the order of the record, until told to stop.
    #[inline]
    pub(super) fn each(
        &mut self,
        chain: &'a Chain<'a>,
        scope: Scope,
        mut visit: impl FnMut(Candidate) -> ControlFlow<()>,
    ) {
        for kind in &chain.words.kinds {
            for places in self.places.of_words(chain.words, *kind) {
                if !places.is_empty() && self.each_at(chain, scope, places, &mut visit).is_break() {
                    return;
                }
            }
        }
    }

    /// The same for the events at some places.
    #[inline]
    fn each_at(
        &mut self,
        chain: &'a Chain<'a>,
        scope: Scope,
        places: Range<usize>,
        visit: &mut impl FnMut(Candidate) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let from = places.start;
        let events = self.patient.events.get(places).unwrap_or_default();
        for (offset, event) in events.iter().enumerate() {
            let member = chain.members.get(usize::from(event.word.0)).copied().unwrap_or(Truth::NotMet);
            if member == Truth::NotMet || (member == Truth::Unknown && self.stated_otherwise(chain.words, event)) {
                continue;
            }
            if let Some(found) = self.asked_of(chain, member, from + offset, event, scope) {
                visit(found)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Asks one event what a chain asks.
    #[inline(always)]
    fn asked_of(
        &mut self,
        chain: &Chain<'_>,
        member: Truth,
        place: usize,
        event: &Event,
        scope: Scope,
    ) -> Option<Candidate> {
        let mut found = Candidate::of(event, reference(place), member == Truth::Met, false, self.as_of)?;
        for step in &chain.steps {
            let truth = match step {
                Step::Current => runs_on(found.start, found.end, self.as_of),
                Step::In(window, part) => lies(found.start, found.end, window, *part),
                Step::Where(condition) => self.truth(*condition, Scope { subject: Some(found.event), it: scope.it }),
            };
            if truth == Truth::NotMet {
                return None;
            }
            found.certainty = found.certainty.and(truth);
        }
        Some(found)
    }

    /// Whether a chain takes so many events; only for a plain count.
    pub(super) fn chain_amount(&mut self, chain: &'a Chain<'a>, least: u32, most: Option<u32>, scope: Scope) -> Truth {
        let (mut certain, mut possible) = (0, 0);
        self.each(chain, scope, |found| {
            certain += u32::from(found.certainty == Truth::Met);
            possible += 1;
            let enough = most.is_none() && certain >= least;
            if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if most.is_none() && certain >= least {
            return Truth::Met;
        }
        let mut range = CountRange { certain, most: Some(possible), reasons: Vec::new() };
        let truth = range.between(least, most);
        if range.settles(truth, most) || !self.open_words(chain.words, chain.reach).is_open() {
            return truth;
        }
        range.most = None;
        range.between(least, most)
    }

    /// The newest event of a chain, if it has any; nothing at all where several may be the newest or it may not be one.
    #[inline]
    pub(super) fn chain_newest(&mut self, chain: &'a Chain<'a>, scope: Scope) -> Option<Option<EventRef>> {
        let mut newest: Option<EventRef> = None;
        let (mut newest_first, mut last_day) = (Day::MIN, Day::MIN);
        let (mut any, mut contested) = (false, false);
        self.each(chain, scope, |found| {
            let after_all = !any || found.start.first > last_day;
            if after_all && found.certainty == Truth::Met {
                (newest, newest_first, contested) = (Some(found.event), found.start.first, false);
            } else {
                contested |= !any || found.start.last >= newest_first;
            }
            any = true;
            last_day = last_day.max(found.start.last);
            ControlFlow::Continue(())
        });
        if contested { None } else { Some(newest) }
    }
}

/// Whether a count takes every event for one.
pub(super) fn is_plain(counting: &Counting) -> bool {
    counting.distinct.is_none()
        && counting.apart.is_none()
        && counting.as_one.is_empty()
        && counting.including.is_empty()
}
