//! Choices that ask each event by itself: some words, narrowed step by step.
//!
//! Which events and which steps is settled once for a program, so that whoever wants no detail needs no lists between
//! the steps and can stop at the first event that settles the answer. What a step asks of an event is the same
//! function that fills the lists for those who want detail.

use super::count::CountRange;
use super::joined::lasts;
use super::judgement::EventRef;
use super::observer::{Observer, Scope};
use super::reach::Reach;
use super::run::Run;
use super::select::Candidate;
use super::window::{part_of, settles};
use crate::check::{EventsId, EventsNode, Part, Program, TruthId, WindowId, Words};
use crate::record::WordRun;
use crate::value::{Day, Length, Truth};
use crate::vocabulary::{Vocabulary, WordBlock, WordId, WordSet};
use std::cell::OnceCell;
use std::ops::ControlFlow;

/// Some words and what is asked of each of their events. The answers are joined by `and`, so their order does not matter.
#[derive(Clone, Debug)]
pub(super) struct Chain<'p> {
    pub(super) words: &'p Words,
    /// Every word that an event of it can have.
    blocks: Vec<WordBlock>,
    /// When an event must have been, from the innermost step outwards.
    times: Vec<Time>,
    /// What must hold of it.
    conditions: Vec<TruthId>,
    /// How long each exposure to a word must last; only where no two stretches could be joined, which the walk makes sure of.
    pub(super) lasting: Option<Length>,
    /// The words that may be the same as another: those with something below them, and the unmapped.
    coarse: WordSet,
    /// All its times together, by the as-of date; nothing where no event can be in all of them.
    reach: OnceCell<Option<Reach>>,
}

/// When an event must have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Time {
    /// It runs on the as-of date.
    Current,
    /// A part of it lies in a window that no patient changes.
    In(WindowId, Part),
}

/// How a walk over a chain ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Walk {
    /// Every event was shown, or the visitor had seen enough.
    Done,
    /// Two stretches may have to be joined: what was shown is not the answer.
    NotPlain,
}

impl<'p> Chain<'p> {
    /// The chain that a choice is, if it is one.
    pub(super) fn of(program: &'p Program, id: EventsId) -> Option<Chain<'p>> {
        match &program.events(id).node {
            EventsNode::Words(words) => Some(Chain::of_words(program, words)),
            EventsNode::Where { of, condition } => {
                let mut chain = Chain::plain(program, *of)?;
                chain.conditions.push(*condition);
                Some(chain)
            }
            EventsNode::In { of, window, part } => {
                let part = part_of(program.window(*window), *part);
                settles(program, *window).then(|| Chain::plain(program, *of)?.at(Time::In(*window, part)))?
            }
            EventsNode::Current { of } => Chain::plain(program, *of)?.at(Time::Current),
            EventsNode::Joined { of, at_least: true, length, total: false } => {
                Some(Chain { lasting: Some(*length), ..Chain::plain(program, *of)? })
            }
            _ => None,
        }
    }

    fn of_words(program: &Program, words: &'p Words) -> Chain<'p> {
        let mut all = words.certain.clone();
        all.extend(&words.possible);
        Chain {
            words,
            blocks: all.blocks(),
            times: Vec::new(),
            conditions: Vec::new(),
            lasting: None,
            coarse: coarse(program, words),
            reach: OnceCell::new(),
        }
    }

    /// The same, if nothing of it is joined.
    fn plain(program: &'p Program, id: EventsId) -> Option<Chain<'p>> {
        Chain::of(program, id).filter(|chain| chain.lasting.is_none())
    }

    fn at(mut self, time: Time) -> Option<Chain<'p>> {
        self.times.push(time);
        Some(self)
    }

    /// Made ready for another as-of date.
    pub(super) fn forget_days(&mut self) {
        self.reach.take();
    }
}

/// The words that were counted so far.
#[derive(Default)]
struct Seen {
    words: [Option<WordId>; 8],
    count: usize,
    coarse: bool,
}

impl Seen {
    /// Adds a word and tells whether it may be one of those before it; also where there are too many to tell.
    fn may_hold(&mut self, chain: &Chain<'_>, vocabulary: &Vocabulary, word: WordId) -> bool {
        let coarse = chain.coarse.contains(word);
        if coarse || self.coarse {
            let family = &vocabulary.word(word).family;
            let alike = |other: WordId| {
                let others = &vocabulary.word(other).family;
                others.contains(word) || family.contains(other) || (coarse && family.intersects(others))
            };
            let unmapped = word == vocabulary.word(word).kind.unmapped();
            if unmapped || self.words.iter().flatten().any(|other| alike(*other)) {
                return true;
            }
        }
        self.coarse |= coarse;
        self.count += 1;
        match self.words.get_mut(self.count - 1) {
            Some(place) => {
                *place = Some(word);
                false
            }
            None => true,
        }
    }
}

fn coarse(program: &Program, words: &Words) -> WordSet {
    let mut coarse = words.possible.clone();
    let wide = |word: &WordId| program.vocabulary.word(*word).family.iter().nth(1).is_some();
    words.certain.iter().filter(wide).for_each(|word| coarse.insert(word));
    coarse
}

impl<'a, O: Observer> Run<'a, O> {
    /// When an event of a chain must have been; nothing where it can never have been.
    #[inline]
    fn reach(&self, chain: &'a Chain<'a>) -> Option<&'a Reach> {
        chain.reach.get_or_init(|| self.reach_of_times(chain)).as_ref()
    }

    fn reach_of_times(&self, chain: &Chain<'_>) -> Option<Reach> {
        chain.times.iter().try_fold(Reach::EVER, |reach, time| match time {
            Time::Current => Some(reach.overlapping(self.as_of, self.as_of)),
            Time::In(window, part) => {
                let span = self.settled(*window)?;
                (span.exists != Truth::NotMet).then(|| reach.narrowed(span, *part))
            }
        })
    }

    /// Shows every event that a chain takes, in the order of the record, until told to stop.
    #[inline]
    pub(super) fn each(
        &mut self,
        chain: &'a Chain<'a>,
        scope: Scope,
        mut visit: impl FnMut(Candidate, WordId) -> ControlFlow<()>,
    ) -> Walk {
        let Some(reach) = self.reach(chain) else {
            return Walk::Done;
        };
        let events = &self.patient.events;
        for block in &chain.blocks {
            for run in events.present(*block).filter_map(|word| events.run(word)) {
                if let ControlFlow::Break(walk) = self.each_of_word(chain, reach, run, scope, &mut visit) {
                    return walk;
                }
            }
        }
        Walk::Done
    }

    /// The same for the events of one word.
    #[inline]
    fn each_of_word(
        &mut self,
        chain: &'a Chain<'a>,
        reach: &Reach,
        run: WordRun,
        scope: Scope,
        visit: &mut impl FnMut(Candidate, WordId) -> ControlFlow<()>,
    ) -> ControlFlow<Walk> {
        let certain = chain.words.certain.contains(run.word);
        let (mut left, mut place) = (self.patient.events.within(run), run.from);
        let mut stretches = 0;
        while let Some((event, behind)) = left.split_first() {
            let here = EventRef(place);
            (left, place) = (behind, place + 1);
            if !certain && self.stated_otherwise(chain.words, event) {
                continue;
            }
            let Some(mut found) = Candidate::of(event, here, certain, false, self.as_of) else {
                continue;
            };
            if !self.passes(chain, reach, &mut found, scope) {
                continue;
            }
            if let Some(length) = chain.lasting {
                stretches += 1;
                if stretches > 1 {
                    return ControlFlow::Break(Walk::NotPlain);
                }
                found.certainty = found.certainty.and(lasts(found.start, found.end, self.as_of, length));
            }
            if found.certainty != Truth::NotMet && visit(found, run.word).is_break() {
                return ControlFlow::Break(Walk::Done);
            }
        }
        ControlFlow::Continue(())
    }

    /// Asks one event what a chain asks, and lowers its certainty where it only may pass.
    #[inline(always)]
    fn passes(&mut self, chain: &Chain<'_>, reach: &Reach, found: &mut Candidate, scope: Scope) -> bool {
        let mut truth = reach.takes(found.start, found.end);
        for condition in &chain.conditions {
            if truth == Truth::NotMet {
                break;
            }
            truth = truth.and(self.truth(*condition, Scope { subject: Some(found.event), it: scope.it }));
        }
        found.certainty = found.certainty.and(truth);
        truth != Truth::NotMet
    }

    /// Whether a chain takes between so many events; nothing where that is not plain.
    #[inline(never)]
    pub(super) fn chain_amount(
        &mut self,
        chain: &'a Chain<'a>,
        (least, most): (u32, Option<u32>),
        scope: Scope,
    ) -> Option<Truth> {
        let (mut certain, mut possible) = (0, 0);
        let may_stop = most.is_none() && chain.lasting.is_none();
        let walk = self.each(chain, scope, |found, _| {
            possible += 1;
            certain += u32::from(found.certainty == Truth::Met);
            if may_stop && certain >= least { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        (walk == Walk::Done)
            .then(|| self.amount_within(chain, CountRange { certain, most: Some(possible) }, (least, most)))
    }

    /// Whether a chain takes events of between so many words; nothing where that is not plain.
    #[inline(never)]
    pub(super) fn chain_words(
        &mut self,
        chain: &'a Chain<'a>,
        (least, most): (u32, Option<u32>),
        scope: Scope,
    ) -> Option<Truth> {
        let (mut certain, mut possible) = (0, 0);
        let (mut last_certain, mut last) = (None, None);
        let (mut alike, may_stop) = (false, most.is_none() && chain.lasting.is_none());
        let (vocabulary, mut seen) = (&self.program.vocabulary, Seen::default());
        let walk = self.each(chain, scope, |found, word| {
            // Events of one word stand in a row.
            if last != Some(word) {
                if seen.may_hold(chain, vocabulary, word) {
                    alike = true;
                    return ControlFlow::Break(());
                }
                last = Some(word);
                possible += 1;
            } else if chain.coarse.contains(word) {
                // Two of a class may be two of its drugs.
                possible += 1;
            }
            if found.certainty == Truth::Met && last_certain != Some(word) {
                certain += 1;
                last_certain = Some(word);
            }
            if may_stop && certain >= least { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        let plain = walk == Walk::Done && !alike;
        plain.then(|| self.amount_within(chain, CountRange { certain, most: Some(possible) }, (least, most)))
    }

    /// Whether a number of events lies between two, once it is asked whether nobody recorded others.
    #[inline]
    fn amount_within(&self, chain: &'a Chain<'a>, recorded: CountRange, (least, most): (u32, Option<u32>)) -> Truth {
        let truth = recorded.between(least, most);
        if recorded.settles(truth, most) || !self.is_chain_open(chain) {
            return truth;
        }
        CountRange { most: None, ..recorded }.between(least, most)
    }

    /// Whether a chain may hold events that nobody recorded: the same as [`Run::open`], without its reasons.
    fn is_chain_open(&self, chain: &'a Chain<'a>) -> bool {
        self.reach(chain).is_some_and(|reach| self.are_words_open(chain.words, *reach))
    }

    /// The newest event of a chain, if it has any; nothing at all where several may be the newest or it may not be one.
    #[inline(never)]
    pub(super) fn chain_newest(&mut self, chain: &'a Chain<'a>, scope: Scope) -> Option<Option<EventRef>> {
        if let (Some(word), [kind]) = (chain.words.single, chain.words.kinds.as_slice())
            && chain.lasting.is_none()
            && self.patient.events.run(kind.unmapped()).is_none()
        {
            match self.patient.events.run(word) {
                None => return Some(None),
                Some(run) if run.dated => return self.last_of_run(chain, run, scope),
                Some(_) => {}
            }
        }
        self.newest_of_all(chain, scope)
    }

    /// The newest event of one word whose days are known: the last in the row that passes, unless there is another of its
    /// day.
    #[inline]
    fn last_of_run(&mut self, chain: &'a Chain<'a>, run: WordRun, scope: Scope) -> Option<Option<EventRef>> {
        let Some(reach) = self.reach(chain) else {
            return Some(None);
        };
        let patient = self.patient;
        let (mut left, mut place) = (patient.events.within(run), run.to);
        while let Some((event, before)) = left.split_last() {
            (left, place) = (before, place - 1);
            let Some(mut found) = Candidate::of(event, EventRef(place), true, false, self.as_of) else {
                continue;
            };
            if self.passes(chain, reach, &mut found, scope) {
                let rival = before.last().is_some_and(|other| other.start.first == event.start.first);
                return (!rival && found.certainty == Truth::Met).then_some(Some(found.event));
            }
        }
        Some(None)
    }

    #[inline(never)]
    fn newest_of_all(&mut self, chain: &'a Chain<'a>, scope: Scope) -> Option<Option<EventRef>> {
        let mut newest: Option<EventRef> = None;
        let (mut newest_first, mut last_day) = (Day::MIN, Day::MIN);
        let (mut any, mut contested) = (false, false);
        let walk = self.each(chain, scope, |found, _| {
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
        if contested || walk == Walk::NotPlain { None } else { Some(newest) }
    }
}
