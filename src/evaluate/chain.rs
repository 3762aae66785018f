//! Choices that ask each event by itself: some words, narrowed step by step.
//!
//! Which events and which steps is settled once for a program, so that whoever wants no detail needs no lists between
//! the steps and can stop at the first event that settles the answer. What a step asks of an event is the same
//! function that fills the lists for those who want detail.

use super::count::CountRange;
use super::joined::lasts;
use super::judgement::EventRef;
use super::lists::Reach;
use super::observer::{Observer, Scope};
use super::run::{Run, reference};
use super::select::{Candidate, runs_on};
use super::window::{lies, part_of, settles};
use crate::check::{EventsId, EventsNode, Part, Program, TruthId, WindowId, Words};
use crate::record::WordRun;
use crate::value::{Day, Length, Truth};
use crate::vocabulary::{Vocabulary, WordId, WordSet};
use std::ops::ControlFlow;

/// Some words and what is asked of each of their events.
#[derive(Clone, Debug)]
pub(super) struct Chain<'p> {
    pub(super) words: &'p Words,
    /// What is asked, the cheap questions first.
    steps: Vec<Step>,
    /// The steps in the order of the rule that say when events that nobody recorded would matter.
    narrowing: Vec<Step>,
    /// How long each exposure to a word must last; only where no two stretches could be joined, which the walk makes sure of.
    pub(super) lasting: Option<Length>,
    /// The words that may be the same as another: those with something below them, and the unmapped.
    coarse: WordSet,
}

/// What an event is asked. The answers are joined by `and`, so their order does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Whether it runs on the as-of date.
    Current,
    /// Whether a part of it lies in a window that no patient changes.
    In(WindowId, Part),
    /// Whether a truth about it holds.
    Where(TruthId),
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
            EventsNode::Words(words) => Some(Chain {
                words,
                steps: Vec::new(),
                narrowing: Vec::new(),
                lasting: None,
                coarse: coarse(program, words),
            }),
            EventsNode::Where { of, condition } => Chain::plain(program, *of)?.asked(Step::Where(*condition)),
            EventsNode::In { of, window, part } => {
                let part = part_of(program.window(*window), *part);
                let step = Step::In(*window, part);
                settles(program, *window).then(|| Chain::plain(program, *of)?.asked(step))?
            }
            EventsNode::Current { of } => Chain::plain(program, *of)?.asked(Step::Current),
            EventsNode::Joined { of, at_least: true, length, total: false } => {
                Some(Chain { lasting: Some(*length), ..Chain::plain(program, *of)? })
            }
            _ => None,
        }
    }

    /// The same, if nothing of it is joined.
    fn plain(program: &'p Program, id: EventsId) -> Option<Chain<'p>> {
        Chain::of(program, id).filter(|chain| chain.lasting.is_none())
    }

    fn asked(mut self, step: Step) -> Option<Chain<'p>> {
        let cheap = |step: &Step| !matches!(step, Step::Where(_));
        if cheap(&step) {
            self.narrowing.push(step);
        }
        let place = self.steps.iter().take_while(|step| cheap(step)).count();
        self.steps.insert(if cheap(&step) { place } else { self.steps.len() }, step);
        Some(self)
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
    /// Shows every event that a chain takes, in the order of the record, until told to stop.
    #[inline]
    pub(super) fn each(
        &mut self,
        chain: &'a Chain<'a>,
        scope: Scope,
        mut visit: impl FnMut(Candidate, WordId) -> ControlFlow<()>,
    ) -> Walk {
        if chain.words.single.is_none() && !self.places.has_any(chain.words) {
            return Walk::Done;
        }
        for kind in &chain.words.kinds {
            let pair;
            let runs = match chain.words.single {
                Some(word) => {
                    pair = self.places.pair(*kind, word);
                    &pair[..]
                }
                None => self.places.runs(&self.patient.events, *kind),
            };
            for run in runs {
                let member = if chain.words.certain.contains(run.word) {
                    Truth::Met
                } else if chain.words.possible.contains(run.word) {
                    Truth::Unknown
                } else {
                    continue;
                };
                match self.each_of_word(chain, member, *run, scope, &mut visit) {
                    ControlFlow::Continue(()) => {}
                    ControlFlow::Break(walk) => return walk,
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
        member: Truth,
        run: WordRun,
        scope: Scope,
        visit: &mut impl FnMut(Candidate, WordId) -> ControlFlow<()>,
    ) -> ControlFlow<Walk> {
        let patient = self.patient;
        let mut stretches = 0;
        for (place, event) in run.places().zip(patient.events.get(run.places()).unwrap_or_default()) {
            if member == Truth::Unknown && self.stated_otherwise(chain.words, event) {
                continue;
            }
            let Some(mut found) = Candidate::of(event, reference(place), member == Truth::Met, false, self.as_of)
            else {
                continue;
            };
            if !self.passes(chain, &mut found, scope) {
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
    fn passes(&mut self, chain: &Chain<'_>, found: &mut Candidate, scope: Scope) -> bool {
        for step in &chain.steps {
            let truth = match step {
                Step::Current => runs_on(found.start, found.end, self.as_of),
                Step::In(window, part) => match self.settled(*window) {
                    Some(window) => lies(found.start, found.end, window, *part),
                    None => Truth::Unknown,
                },
                Step::Where(condition) => self.truth(*condition, Scope { subject: Some(found.event), it: scope.it }),
            };
            if truth == Truth::NotMet {
                return false;
            }
            found.certainty = found.certainty.and(truth);
        }
        true
    }

    /// Whether a chain takes between so many events; nothing where that is not plain.
    pub(super) fn chain_amount(
        &mut self,
        chain: &'a Chain<'a>,
        least: u32,
        most: Option<u32>,
        by_word: bool,
        scope: Scope,
    ) -> Option<Truth> {
        let (mut certain, mut possible) = (0, 0);
        let (mut last_certain, mut last) = (None, None);
        let mut alike = false;
        let (vocabulary, mut seen) = (&self.program.vocabulary, Seen::default());
        let walk = self.each(chain, scope, |found, word| {
            // Events of one word stand in a row.
            if last != Some(word) {
                if by_word && seen.may_hold(chain, vocabulary, word) {
                    alike = true;
                    return ControlFlow::Break(());
                }
                last = Some(word);
                possible += u32::from(by_word);
            } else if by_word && chain.coarse.contains(word) {
                // Two of a class may be two of its drugs.
                possible += 1;
            }
            possible += u32::from(!by_word);
            if found.certainty == Truth::Met && (!by_word || last_certain != Some(word)) {
                certain += 1;
                last_certain = Some(word);
            }
            let enough = most.is_none() && certain >= least && chain.lasting.is_none();
            if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if alike || walk == Walk::NotPlain {
            return None;
        }
        let mut range = CountRange { certain, most: Some(possible), reasons: Vec::new() };
        let truth = range.between(least, most);
        if range.settles(truth, most) || !self.is_chain_open(chain) {
            return Some(truth);
        }
        range.most = None;
        Some(range.between(least, most))
    }

    /// Whether a chain may hold events that nobody recorded: the same as [`Run::open`], without its reasons.
    fn is_chain_open(&self, chain: &Chain<'_>) -> bool {
        let mut reach = Reach::EVER;
        // From the outermost step inwards.
        for step in chain.narrowing.iter().rev() {
            reach = match step {
                Step::Current => reach.overlapping(self.as_of, self.as_of),
                Step::In(window, part) => match self.settled(*window) {
                    Some(span) if span.exists == Truth::NotMet => return false,
                    Some(span) => reach.narrowed(span, *part),
                    None => reach,
                },
                Step::Where(_) => reach,
            };
        }
        self.are_words_open(chain.words, reach)
    }

    /// The newest event of a chain, if it has any; nothing at all where several may be the newest or it may not be one.
    #[inline]
    pub(super) fn chain_newest(&mut self, chain: &'a Chain<'a>, scope: Scope) -> Option<Option<EventRef>> {
        if let (Some(word), [kind]) = (chain.words.single, chain.words.kinds.as_slice())
            && chain.lasting.is_none()
        {
            let [unmapped, run] = self.places.pair(*kind, word);
            if unmapped.from == unmapped.to && (run.dated || run.from == run.to) {
                return self.last_of_run(chain, run, scope);
            }
        }
        self.newest_of_all(chain, scope)
    }

    /// The newest event of one word whose days are known: the last in the row that passes, unless another of its day does.
    #[inline]
    fn last_of_run(&mut self, chain: &'a Chain<'a>, run: WordRun, scope: Scope) -> Option<Option<EventRef>> {
        let patient = self.patient;
        let events = patient.events.get(run.places()).unwrap_or_default();
        let mut newest: Option<Candidate> = None;
        for (place, event) in (run.from..run.to).zip(events).rev() {
            if newest.is_some_and(|newest| event.start.first < newest.start.first) {
                break;
            }
            let Some(mut found) = Candidate::of(event, EventRef(place), true, false, self.as_of) else {
                continue;
            };
            if !self.passes(chain, &mut found, scope) {
                continue;
            }
            if newest.is_some() || found.certainty != Truth::Met {
                return None;
            }
            newest = Some(found);
        }
        Some(newest.map(|newest| newest.event))
    }

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
