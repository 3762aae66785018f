//! Telling a truth by its plan.

use super::among::among_symbols;
use super::chain::Chain;
use super::compare::compare_data;
use super::judgement::EventRef;
use super::measure::usable_result;
use super::observer::{Observer, Scope};
use super::plan::{Plain, Plan, Question, Reading};
use super::run::Run;
use crate::check::{EventsId, TruthId};
use crate::value::{Limit, Range, Truth};
use crate::vocabulary::{Datum, QuestionId};

impl<'a, O: Observer> Run<'a, O> {
    /// A truth that is plain to see; nothing where it is not.
    #[inline]
    pub(super) fn glance(&mut self, id: TruthId, scope: Scope) -> Option<Truth> {
        let plans: &'a [Plan<'a>] = self.plans;
        match plans.get(id.0 as usize)? {
            Plan::None => None,
            Plan::All(parts) => Some(self.settled_by(parts, Truth::NotMet, scope)),
            Plan::Any(parts) => Some(self.settled_by(parts, Truth::Met, scope)),
            Plan::Not(part) => Some(!self.truth(*part, scope)),
            Plan::Amount(events, between) => self.chain_amount(self.chain(*events)?, *between, scope),
            Plan::Words(events, between) => self.chain_words(self.chain(*events)?, *between, scope),
            Plan::Newest { events, reading, question } => match self.chain_newest(self.chain(*events)?, scope)? {
                Some(newest) => self.of_event(newest, reading, question),
                None => Some(Truth::Unknown),
            },
            Plan::Subject { value, reading, question } => {
                self.of_event(Self::asked_about(value, scope)?, reading, question)
            }
            Plan::Age(bounds) => Some(self.age_within(bounds)),
            Plan::Sex(question) => Some(self.sex_is(question)),
            Plan::Asked { question, arguments } => self.answered_once(*question, arguments),
        }
    }

    /// The chain that a choice is, for who wants no detail.
    #[inline]
    pub(super) fn chain(&self, id: EventsId) -> Option<&'a Chain<'a>> {
        if O::DETAIL || O::SETTLES { None } else { self.chains.get(id.0 as usize)?.as_ref() }
    }

    /// Goes through truths until one settles the answer.
    #[inline(never)]
    pub(super) fn settled_by(&mut self, parts: &[TruthId], settling: Truth, scope: Scope) -> Truth {
        let mut all = !settling;
        for part in parts {
            let truth = self.truth(*part, scope);
            if truth == settling {
                return settling;
            }
            all = if settling == Truth::NotMet { all.and(truth) } else { all.or(truth) };
        }
        all
    }

    #[inline(never)]
    fn of_event(&self, reference: EventRef, reading: &Reading<'_>, question: &Question<'_>) -> Option<Truth> {
        let event = self.patient.events.get(reference.0 as usize)?;
        let plain = match reading.plain {
            Plain::Result => usable_result(event),
            Plain::Attribute(attribute) => event.attribute(attribute),
            Plain::No => None,
        };
        if let Some(datum) = plain {
            return Some(self.put(question, Some(reference), datum));
        }
        let (datum, _) = self.read(event, reference, reading.measure, reading.unit);
        Some(datum.map_or(Truth::Unknown, |datum| self.put(question, Some(reference), &datum)))
    }

    /// Asks something of a datum.
    #[inline(always)]
    fn put(&self, question: &Question<'_>, event: Option<EventRef>, datum: &Datum) -> Truth {
        match (question, datum) {
            (Question::Number(comparison, bound, unit), Datum::Quantity(range, other)) if unit == other => {
                match (range.low, range.high) {
                    (Limit::At(low), Limit::At(high)) if low == high => Truth::of(comparison.holds(low.cmp(bound))),
                    _ => range.compare(*comparison, &Range::point(*bound)),
                }
            }
            (Question::Number(comparison, bound, unit), _) => {
                let bound = Datum::Quantity(Range::point(*bound), *unit);
                compare_data(Some(datum), *comparison, Some(&bound))
            }
            (Question::Compare(comparison, bound), _) => compare_data(Some(datum), *comparison, Some(bound)),
            (Question::Among(quantifier, set, unsaid), _) => among_symbols(datum, *quantifier, set, unsaid),
            (Question::Qualitative { means, bounds, negated }, _) => {
                let (truth, _) = self.qualitative(event, datum, means, bounds);
                if *negated { !truth } else { truth }
            }
        }
    }

    #[inline(never)]
    fn sex_is(&self, question: &Question<'_>) -> Truth {
        self.sex_symbol().map_or(Truth::Unknown, |sex| self.put(question, None, &Datum::Symbol(sex)))
    }

    /// The answer to a question that was answered only once, if it has not become too old.
    #[inline(never)]
    fn answered_once(&self, question: QuestionId, arguments: &[String]) -> Option<Truth> {
        let mut given = self.answers(question, arguments);
        let Some(only) = given.next() else {
            return Some(Truth::Unknown);
        };
        if given.next().is_some() {
            return None;
        }
        Some(if self.is_valid(only) { only.answer } else { Truth::Unknown })
    }
}
