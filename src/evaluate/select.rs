//! Choices of events: certain and possible matches.

use super::judgement::{EventRef, Match, Reason, Selection};
use super::observer::{Observer, Scope};
use super::run::{Run, narrow};
use super::window::{WindowSpan, lies, part_of};
use crate::check::{EventsId, EventsNode, Part, TruthId, WindowId, Words};
use crate::record::Event;
use crate::value::{Day, DaySpan, Truth};
use crate::vocabulary::WordId;
use std::ops::ControlFlow;

impl<O: Observer> Run<'_, O> {
    /// The events that a node selects, in the order of the record. Give the list back when done.
    pub(super) fn select(&mut self, id: EventsId, scope: Scope) -> Vec<Match> {
        if let Some(chain) = self.chain(id)
            && chain.lasting.is_none()
        {
            let mut found = self.list();
            self.each(chain, scope, |taken, _| {
                found.push(taken.into_match());
                ControlFlow::Continue(())
            });
            return found;
        }
        let program = self.program;
        let found = match &program.events(id).node {
            EventsNode::Words(words) => self.select_words(words, false),
            EventsNode::Planned { words } => self.select_words(words, true),
            EventsNode::Where { of, condition } => self.select_where(*of, *condition, scope),
            EventsNode::In { of, window, part } => self.select_in(id, (*of, *window, *part), scope),
            EventsNode::Current { of } => self.select_current(*of, scope),
            EventsNode::Newest { of, count, earliest, by } => self.select_newest(*of, *count, *earliest, *by, scope),
            EventsNode::Union(parts) => self.select_union(parts, scope),
            EventsNode::Except { of, without } => self.select_except(*of, *without, scope),
            EventsNode::With { of, condition, positive } => self.select_with(*of, *condition, *positive, scope),
            EventsNode::Joined { of, at_least, length, total } => {
                self.select_joined(*of, *at_least, *length, *total, scope)
            }
            EventsNode::Together { left, right } => self.select_together(*left, *right, scope),
            EventsNode::DosePeriods { of, measure, bounds } => {
                self.select_dose_periods(id, (*of, measure, bounds), scope)
            }
            EventsNode::Doses { of } => self.select_doses(*of, scope),
            EventsNode::Lines(policy) => self.select_lines(*policy),
        };
        if O::DETAIL {
            let open = self.open(id, scope);
            let selection = Selection { matches: found.clone(), open: open.reasons, closed_by: open.closed_by };
            self.observer.events(id, scope, &selection);
        }
        found
    }

    /// The recorded events that are certainly or possibly of some words.
    pub(super) fn select_words(&mut self, words: &Words, planned: bool) -> Vec<Match> {
        let mut found = self.list();
        let events = &self.patient.events;
        for run in events.runs() {
            let certain = words.certain.contains(run.word);
            if !certain && !words.possible.contains(run.word) {
                continue;
            }
            for (place, event) in events.placed(*run) {
                if certain || !self.stated_otherwise(words, event) {
                    found.extend(self.as_match(place, event, certain, planned));
                }
            }
        }
        found
    }

    /// Whether a coarsely coded event is certainly none of the words: each that it could be is stated absent for as long as
    /// it ran.
    pub(super) fn stated_otherwise(&self, words: &Words, event: &Event) -> bool {
        if self.patient.absent.is_empty() || event.word == event.kind.unmapped() {
            return false;
        }
        let last = event.end.last.min(self.as_of);
        let stated = |word: WordId| {
            self.patient
                .absent
                .iter()
                .any(|absent| absent.family.contains(word) && absent.from <= event.start.first && absent.to >= last)
        };
        let below = self.program.vocabulary.word(event.word).family.iter();
        let mut could_be = below.filter(|word| *word != event.word && words.certain.contains(*word)).peekable();
        could_be.peek().is_some() && could_be.all(stated)
    }

    /// An event as a match, if it is planned or not as asked and does not lie wholly after the as-of date.
    #[inline]
    pub(super) fn as_match(&self, place: u32, event: &Event, certain: bool, planned: bool) -> Option<Match> {
        let mut found = Candidate::of(event, EventRef(place), true, planned, self.as_of)?.into_match();
        if !certain {
            narrow::<O>(&mut found, Truth::Unknown, |_| {
                let event_ref = EventRef(place);
                Some(if event.word == event.kind.unmapped() {
                    Reason::Unmapped { event: event_ref }
                } else {
                    Reason::CodedTooCoarsely { event: event_ref }
                })
            });
        }
        Some(found)
    }

    fn select_where(&mut self, of: EventsId, condition: TruthId, scope: Scope) -> Vec<Match> {
        let mut found = self.select(of, scope);
        found.retain_mut(|found| {
            let about = Scope { subject: Some(found.event), it: scope.it };
            let (truth, reasons) = self.truth_with_reasons(condition, about);
            narrow::<O>(found, truth, |_| None);
            found.reasons.extend(reasons);
            truth != Truth::NotMet
        });
        found
    }

    fn select_with(&mut self, of: EventsId, condition: TruthId, positive: bool, scope: Scope) -> Vec<Match> {
        let mut found = self.select(of, scope);
        found.retain_mut(|found| {
            let about = Scope { subject: None, it: Some(found.event) };
            let (truth, reasons) = self.truth_with_reasons(condition, about);
            let truth = if positive { truth } else { !truth };
            narrow::<O>(found, truth, |_| None);
            found.reasons.extend(reasons);
            truth != Truth::NotMet
        });
        found
    }

    fn select_in(&mut self, own: EventsId, asked: (EventsId, WindowId, Part), scope: Scope) -> Vec<Match> {
        let (of, id, part) = asked;
        let mut found = self.select(of, scope);
        let window = self.program.window(id);
        let part = part_of(window, part);
        let shared = if window.is_by_drug() { None } else { Some(self.window(id, scope, None)) };
        found.retain_mut(|found| {
            let by_drug;
            let span = match &shared {
                Some(shared) => shared,
                None => {
                    by_drug = self.window(id, scope, Some(self.event(found.event).word));
                    &by_drug
                }
            };
            let span: &WindowSpan = span;
            if O::DETAIL && span.exists == Truth::Met {
                self.observer.placed(own, found, span.from, span.to);
            }
            let truth = lies(found.start, found.end, span, part);
            narrow::<O>(found, truth, |found| date_reason(found.start, found.end, found.event));
            if O::DETAIL && truth == Truth::Unknown {
                found.reasons.extend(span.reasons.iter().cloned());
            }
            truth != Truth::NotMet
        });
        found
    }

    fn select_current(&mut self, of: EventsId, scope: Scope) -> Vec<Match> {
        let mut found = self.select(of, scope);
        let as_of = self.as_of;
        found.retain_mut(|found| {
            let truth = runs_on(found.start, found.end, as_of);
            // What has surely begun is open for its end alone.
            let begun = found.start.at_most(DaySpan::on(as_of)) == Truth::Met;
            let start = if begun { DaySpan::on(found.start.last) } else { found.start };
            narrow::<O>(found, truth, |found| date_reason(start, found.end, found.event));
            truth != Truth::NotMet
        });
        found
    }

    fn select_union(&mut self, parts: &[EventsId], scope: Scope) -> Vec<Match> {
        let mut all = self.list();
        for part in parts {
            let found = self.select(*part, scope);
            all.extend(found.iter().cloned());
            self.give_back(found);
        }
        // An event that several parts select matches as certainly as the best of them says.
        all.sort_by(|a, b| a.event.cmp(&b.event).then(b.certainty.cmp(&a.certainty)));
        all.dedup_by_key(|found| found.event);
        all
    }

    fn select_except(&mut self, of: EventsId, without: EventsId, scope: Scope) -> Vec<Match> {
        let mut found = self.select(of, scope);
        let taken_out = self.select(without, scope);
        found.retain_mut(|found| {
            let Some(taken) = taken_out.iter().find(|taken| taken.event == found.event) else {
                return true;
            };
            narrow::<O>(found, !taken.certainty, |_| None);
            found.reasons.extend(taken.reasons.iter().cloned());
            taken.certainty != Truth::Met
        });
        self.give_back(taken_out);
        found
    }
}

/// An event that a choice may take, without reasons.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) event: EventRef,
    pub(super) certainty: Truth,
    pub(super) start: DaySpan,
    pub(super) end: DaySpan,
}

impl Candidate {
    /// An event, if it is planned or not as asked and does not lie wholly after the as-of date.
    #[inline]
    pub(super) fn of(event: &Event, place: EventRef, certain: bool, planned: bool, as_of: Day) -> Option<Candidate> {
        if event.planned != planned || (!planned && event.start.first > as_of) {
            return None;
        }
        let (mut start, mut end) = (event.start, event.end);
        if !planned && start.last > as_of {
            start.last = as_of;
            if !event.kind.is_interval() {
                end.last = as_of;
            }
        }
        let certainty = if certain { Truth::Met } else { Truth::Unknown };
        Some(Candidate { event: place, certainty, start, end })
    }

    #[inline]
    pub(super) fn into_match(self) -> Match {
        let Candidate { event, certainty, start, end } = self;
        Match { event, certainty, start, end, reasons: Vec::new() }
    }
}

/// Whether something runs on a day.
#[inline]
pub(super) fn runs_on(start: DaySpan, end: DaySpan, day: Day) -> Truth {
    let day = DaySpan::on(day);
    start.at_most(day).and(day.at_most(end))
}

/// Why it cannot be told whether an event lies in a window.
pub(super) fn date_reason(start: DaySpan, end: DaySpan, event: EventRef) -> Option<Reason> {
    if end.last >= Day::MAX && end.first < Day::MAX && start.known().is_some() {
        return Some(Reason::EndNotRecorded { event });
    }
    let imprecise = start.known().is_none() || (end.known().is_none() && end != DaySpan::NEVER);
    imprecise.then_some(Reason::DateImprecise { event })
}
