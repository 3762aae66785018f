//! Truths: strong Kleene logic over comparisons, numbers of events and people's answers.

use super::among::among_symbols;
use super::compare::{compare_data, other_form};
use super::count::dedup;
use super::judgement::{EventRef, Match, Reason};
use super::observer::{Observer, Scope};
use super::run::Run;
use crate::check::{EventsId, EventsNode, TruthId, TruthNode, ValueId, ValueNode};
use crate::value::{Comparison, Range, Truth};
use crate::vocabulary::Datum;

/// A truth and the reasons of its own for being unknown.
pub(super) type Reasoned = (Truth, Vec<Reason>);

/// Something that is asked of the datum of one event, with the reason where it cannot be told.
type Ask<'f, R> = dyn FnMut(&R, Option<EventRef>, &Datum) -> (Truth, Option<Reason>) + 'f;

impl<O: Observer> Run<'_, O> {
    /// A truth.
    #[inline]
    pub(super) fn truth(&mut self, id: TruthId, scope: Scope) -> Truth {
        if !O::DETAIL
            && !O::SETTLES
            && let Some(truth) = self.glance(id, scope)
        {
            return truth;
        }
        self.truth_with_reasons(id, scope).0
    }

    /// A truth, with all reasons for its being unknown, those of the truths below it included.
    #[inline(never)]
    pub(super) fn truth_with_reasons(&mut self, id: TruthId, scope: Scope) -> Reasoned {
        if O::SETTLES
            && let Some(truth) = self.observer.settled(id, scope)
        {
            return (truth, Vec::new());
        }
        let program = self.program;
        let (truth, mut reasons) = match &program.truth(id).node {
            TruthNode::Constant(holds) => (Truth::of(*holds), Vec::new()),
            TruthNode::All(parts) => return self.combined(id, parts, Truth::Met, Truth::and, scope),
            TruthNode::Any(parts) => return self.combined(id, parts, Truth::NotMet, Truth::or, scope),
            TruthNode::Count { of, least, most } => return self.counted(id, of, *least, *most, scope),
            TruthNode::Not(part) => return self.negated(id, *part, scope),
            TruthNode::Compare { left, comparison, right } => self.compare(*left, *comparison, *right, scope),
            TruthNode::Between { value, low, high, high_belongs } => {
                self.between(*value, *low, *high, *high_belongs, scope)
            }
            TruthNode::Among { value, quantifier, set, unsaid } => {
                self.of_candidates(*value, scope, &mut |_, event, datum| {
                    let truth = among_symbols(datum, *quantifier, set, unsaid);
                    let reason = event.filter(|_| truth == Truth::Unknown).map(|event| match datum {
                        Datum::Symbol(_) | Datum::Symbols(_) => Reason::NotGiven { event },
                        // A number or titre is none of the words that are asked for.
                        _ => Reason::OtherForm { event },
                    });
                    (truth, reason)
                })
            }
            TruthNode::AmongWords { value, quantifier, sets } => {
                self.of_candidates(*value, scope, &mut |run, event, datum| {
                    let truth = run.among_words(datum, *quantifier, sets);
                    (truth, event.filter(|_| truth == Truth::Unknown).map(|event| Reason::CodedTooCoarsely { event }))
                })
            }
            TruthNode::Qualitative { value, means, bounds, negated } => {
                let (truth, reasons) = self.of_candidates(*value, scope, &mut |run, event, datum| {
                    run.qualitative(event, datum, means, bounds)
                });
                (if *negated { !truth } else { truth }, reasons)
            }
            TruthNode::ValueKnown(value) => (Truth::of(self.value_known(*value, scope)), Vec::new()),
            TruthNode::TruthKnown(truth) => (Truth::of(self.truth(*truth, scope) != Truth::Unknown), Vec::new()),
            TruthNode::EventsKnown(events) => (Truth::of(self.events_known(*events, scope)), Vec::new()),
            TruthNode::Amount { events, least, most, counting } => {
                self.amount(id, *events, (*least, *most), counting, scope)
            }
            TruthNode::Every { events, condition } => self.every(*events, *condition, scope),
            TruthNode::Asked { question, arguments } => self.asked(*question, arguments),
            TruthNode::Stated { intolerance, words, roots } => self.stated(*intolerance, words, roots),
            TruthNode::Site { question, arguments, accepted } => self.site(*question, arguments, accepted),
        };
        if truth != Truth::Unknown {
            reasons.clear();
        }
        if O::DETAIL {
            dedup(&mut reasons);
            self.observer.truth(id, scope, truth, &reasons);
        }
        (truth, reasons)
    }

    /// All of some, or any of some; without detail it stops as soon as the answer is settled.
    fn combined(
        &mut self,
        id: TruthId,
        parts: &[TruthId],
        neutral: Truth,
        join: fn(Truth, Truth) -> Truth,
        scope: Scope,
    ) -> Reasoned {
        if !O::DETAIL {
            return (self.settled_by(parts, !neutral, scope), Vec::new());
        }
        let mut all = neutral;
        let mut reasons = Vec::new();
        for part in parts {
            let (truth, own) = self.truth_with_reasons(*part, scope);
            all = join(all, truth);
            reasons.extend(own);
        }
        self.reported(id, all, reasons, scope)
    }

    fn counted(&mut self, id: TruthId, of: &[TruthId], least: u32, most: Option<u32>, scope: Scope) -> Reasoned {
        let mut reasons = Vec::new();
        let mut truths = Vec::with_capacity(of.len());
        for part in of {
            let (truth, own) = self.truth_with_reasons(*part, scope);
            truths.push(truth);
            reasons.extend(own);
        }
        let truth = Truth::count(truths, least as usize, most.map(|most| most as usize));
        self.reported(id, truth, reasons, scope)
    }

    fn negated(&mut self, id: TruthId, part: TruthId, scope: Scope) -> Reasoned {
        let (truth, reasons) = self.truth_with_reasons(part, scope);
        self.reported(id, !truth, reasons, scope)
    }

    /// Tells the observer of a truth that has no reasons of its own, only those of its parts.
    fn reported(&mut self, id: TruthId, truth: Truth, mut reasons: Vec<Reason>, scope: Scope) -> Reasoned {
        if truth != Truth::Unknown {
            reasons.clear();
        }
        if O::DETAIL {
            dedup(&mut reasons);
            self.observer.truth(id, scope, truth, &[]);
        }
        (truth, reasons)
    }

    fn compare(&mut self, left: ValueId, comparison: Comparison, right: ValueId, scope: Scope) -> Reasoned {
        if !O::DETAIL {
            let (left, right) = (self.datum(left, scope), self.datum(right, scope));
            return (compare_data(left.as_deref(), comparison, right.as_deref()), Vec::new());
        }
        let (left, right) = (self.value(left, scope), self.value(right, scope));
        let truth = compare_data(left.datum.as_ref(), comparison, right.datum.as_ref());
        let other_form = other_form(&left, &right);
        (truth, [left.reasons, right.reasons, other_form].concat())
    }

    fn between(&mut self, value: ValueId, low: ValueId, high: ValueId, high_belongs: bool, scope: Scope) -> Reasoned {
        let upper = if high_belongs { Comparison::AtMost } else { Comparison::Less };
        let inside = |value: Option<&Datum>, low: Option<&Datum>, high: Option<&Datum>| {
            compare_data(value, Comparison::AtLeast, low).and(compare_data(value, upper, high))
        };
        if !O::DETAIL {
            let value = self.datum(value, scope);
            let (low, high) = (self.datum(low, scope), self.datum(high, scope));
            return (inside(value.as_deref(), low.as_deref(), high.as_deref()), Vec::new());
        }
        let value = self.value(value, scope);
        let (low, high) = (self.value(low, scope), self.value(high, scope));
        let truth = inside(value.datum.as_ref(), low.datum.as_ref(), high.datum.as_ref());
        let other_form = other_form(&value, &low);
        (truth, [value.reasons, low.reasons, high.reasons, other_form].concat())
    }

    /// Asks something of each event that a value may come from: it holds if it holds for all that are possible.
    fn of_candidates(&mut self, value: ValueId, scope: Scope, ask: &mut Ask<'_, Self>) -> Reasoned {
        let program = self.program;
        let ValueNode::Measure { events, measure, .. } = &program.value(value).node else {
            let event = Self::asked_about(&program.value(value).node, scope);
            if !O::DETAIL {
                let datum = self.datum(value, scope);
                return (datum.map_or(Truth::Unknown, |datum| ask(self, event, &datum).0), Vec::new());
            }
            let mut outcome = self.value(value, scope);
            let Some(datum) = &outcome.datum else {
                return (Truth::Unknown, outcome.reasons);
            };
            let (truth, why) = ask(self, event, datum);
            let several = event.filter(|_| matches!(datum, Datum::Either(_))).map(|event| self.why_several(event));
            match several {
                Some(several) => outcome.reasons.extend_from_slice(several),
                None => outcome.reasons.extend(why.filter(|_| outcome.reasons.is_empty())),
            }
            return (truth, outcome.reasons);
        };
        if O::DETAIL {
            self.value(value, scope);
        }
        let found = self.select(*events, scope);
        let mut reasons = Vec::new();
        let mut truths: [bool; 3] = [false; 3];
        for candidate in &found {
            let event = self.event(candidate.event);
            let (datum, reason) = self.read(event, candidate.event, measure, program.value(value).unit);
            let (truth, why) = match datum.as_deref() {
                Some(datum) => ask(self, Some(candidate.event), datum),
                None => (Truth::Unknown, None),
            };
            if let Some(seen) = truths.get_mut(truth as usize) {
                *seen = true;
            }
            if O::DETAIL {
                reasons.extend(candidate.reasons.iter().cloned());
                match datum.as_deref() {
                    Some(Datum::Either(_)) => reasons.extend_from_slice(self.why_several(candidate.event)),
                    _ => reasons.extend(reason.or(why)),
                }
            }
        }
        let certain = self.surely_some(*events, &found, scope);
        let truth = match truths {
            [true, false, false] if certain => Truth::NotMet,
            [false, false, true] if certain => Truth::Met,
            _ => Truth::Unknown,
        };
        if O::DETAIL && truth == Truth::Unknown {
            if found.is_empty() {
                reasons.extend(self.why_empty(*events, scope));
            } else if certain && truths == [true, false, true] {
                reasons.push(Reason::Conflicting { events: found.iter().map(|found| found.event).collect() });
            }
        }
        self.give_back(found);
        (truth, reasons)
    }

    fn every(&mut self, events: EventsId, condition: TruthId, scope: Scope) -> Reasoned {
        let found = self.select(events, scope);
        let mut truth = Truth::Met;
        let mut reasons = Vec::new();
        for found in &found {
            let about = Scope { subject: Some(found.event), it: scope.it };
            let (own, own_reasons) = self.truth_with_reasons(condition, about);
            // One that is only possible can spoil the answer, but not settle it.
            let own = if found.certainty == Truth::Unknown { own.max(Truth::Unknown) } else { own };
            truth = truth.and(own);
            if O::DETAIL && own == Truth::Unknown {
                reasons.extend(found.reasons.iter().cloned());
                reasons.extend(own_reasons);
            }
        }
        self.give_back(found);
        if truth != Truth::NotMet {
            let open = self.open(events, scope);
            if open.is_open() {
                truth = Truth::Unknown;
                reasons.extend(open.reasons);
            }
        }
        (truth, reasons)
    }

    /// Whether anything is known of a value; a range that can be anything says nothing.
    fn value_known(&mut self, value: ValueId, scope: Scope) -> bool {
        match self.value(value, scope).datum {
            Some(Datum::Quantity(range, _) | Datum::Titre(range)) => range != Range::ANY,
            Some(Datum::Days(days)) => !days.is_unknown(),
            datum => datum.is_some(),
        }
    }

    fn events_known(&mut self, events: EventsId, scope: Scope) -> bool {
        let found = self.select(events, scope);
        let certain = found.iter().any(|found: &Match| found.certainty == Truth::Met);
        let none = found.is_empty();
        self.give_back(found);
        certain || (none && !self.open(events, scope).is_open())
    }

    /// Why a choice is empty: the newest one is too old, or nothing of the kind is recorded.
    pub(super) fn why_empty(&mut self, events: EventsId, scope: Scope) -> Vec<Reason> {
        let program = self.program;
        let mut id = events;
        loop {
            match &program.events(id).node {
                EventsNode::Words(words) | EventsNode::Planned { words } => {
                    return vec![Reason::NotRecorded { words: words.roots.clone() }];
                }
                EventsNode::In { of, window, .. } => {
                    let span = self.window(*window, scope, None);
                    if !span.reasons.is_empty() {
                        return span.reasons.clone();
                    }
                    let older = self.select(*of, scope);
                    let newest = older.iter().filter(|found| found.start.last < span.from.first);
                    let newest = newest.max_by_key(|found| found.start.last).cloned();
                    self.give_back(older);
                    if let Some(newest) = newest {
                        let age = self.as_of.0 - newest.start.last.0;
                        return vec![Reason::TooOld { event: newest.event, age, from: span.from.first }];
                    }
                    id = *of;
                }
                EventsNode::Where { of, .. }
                | EventsNode::With { of, .. }
                | EventsNode::Except { of, .. }
                | EventsNode::Joined { of, .. }
                | EventsNode::DosePeriods { of, .. }
                | EventsNode::Doses { of }
                | EventsNode::Current { of }
                | EventsNode::Newest { of, .. }
                | EventsNode::Together { left: of, .. } => id = *of,
                EventsNode::Union(parts) => {
                    let parts = parts.clone();
                    let mut all: Vec<Reason> = parts.iter().flat_map(|part| self.why_empty(*part, scope)).collect();
                    dedup(&mut all);
                    return all;
                }
                EventsNode::Lines(_) => return vec![Reason::NotRecorded { words: vec![crate::vocabulary::LINE] }],
            }
        }
    }
}
