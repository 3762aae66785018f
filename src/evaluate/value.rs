//! Values: what can be, and what it rests on.

use super::judgement::{EventRef, Outcome, Reason};
use super::observer::{Observer, Scope};
use super::run::Run;
use crate::check::{Choose, Measure, PointId, TimeUnit, ValueId, ValueNode};
use crate::record::Sex;
use crate::value::{Day, DaySpan, Length, Limit, Number, Range, Truth};
use crate::vocabulary::{Datum, SymbolId, UnitId, builtin};
use std::borrow::Cow;

impl<'a, O: Observer> Run<'a, O> {
    /// What a value can be, without what it rests on: for who does not want detail. Nothing is copied that stands in the
    /// program or the record.
    pub(super) fn datum(&mut self, id: ValueId, scope: Scope) -> Option<Cow<'a, Datum>> {
        let program = self.program;
        let patient = self.patient;
        let node = program.value(id);
        match &node.node {
            ValueNode::Constant(datum) => Some(Cow::Borrowed(datum)),
            ValueNode::Subject(measure) | ValueNode::It(measure) => {
                let reference = Self::asked_about(&node.node, scope)?;
                match patient.events.get(reference.0 as usize) {
                    Some(event) => self.read(event, reference, measure, node.unit).0,
                    None => self.measure(reference, measure, node.unit).0.map(Cow::Owned),
                }
            }
            ValueNode::Measure { events, choose: Choose::One, measure } => {
                let found = self.select(*events, scope);
                let datum = match found.as_slice() {
                    [only] if only.certainty == Truth::Met && (only.event.0 as usize) < patient.events.len() => {
                        let event = patient.events.get(only.event.0 as usize)?;
                        self.read(event, only.event, measure, node.unit).0
                    }
                    found => self.one(*events, found, measure, node.unit, scope).datum.map(Cow::Owned),
                };
                self.give_back(found);
                datum
            }
            _ => self.value(id, scope).datum.map(Cow::Owned),
        }
    }

    /// A value.
    pub(super) fn value(&mut self, id: ValueId, scope: Scope) -> Outcome {
        let program = self.program;
        let node = program.value(id);
        let outcome = match &node.node {
            ValueNode::Constant(datum) => known(datum.clone()),
            ValueNode::Day(point) => self.day(*point, scope),
            ValueNode::Moved { date, length, back } => self.moved(*date, *length, *back, scope),
            ValueNode::Age(point) => self.age(id, *point, scope),
            ValueNode::TimeSince { point, unit } => self.time_since(id, *point, *unit, scope),
            ValueNode::Sex => self.sex(),
            ValueNode::Measure { events, choose, measure } => {
                self.measured(*events, *choose, measure, node.unit, scope)
            }
            ValueNode::Subject(measure) | ValueNode::It(measure) => {
                self.of_subject(Self::asked_about(&node.node, scope), measure, node.unit)
            }
            ValueNode::Count { events, counting } => {
                let (range, reasons) = self.count(*events, counting, scope);
                let low = Limit::At(Number::whole(range.certain.into()));
                let high = range.most.map_or(Limit::Open, |most| Limit::At(Number::whole(most.into())));
                Outcome { reasons, ..quantity(Range { low, high }, builtin::unit::ONE) }
            }
            ValueNode::Total { events, measure } => self.total(*events, measure, node.unit, scope),
            ValueNode::Average { events, measure, window, all_days } => {
                self.average(*events, measure, *window, *all_days, node.unit, scope)
            }
            ValueNode::Arithmetic { left, sign, right } => self.arithmetic(*left, *sign, *right, node.unit, scope),
            ValueNode::Extreme { greatest, of } => self.extreme(*greatest, of, node.unit, scope),
            ValueNode::When(choices) => self.when(choices, scope),
            ValueNode::PercentChange { from, to } => self.percent_change(*from, *to, scope),
            ValueNode::Scaled { value, factor } => {
                let mut outcome = self.operand(*value, scope);
                outcome.datum = match outcome.datum {
                    Some(Datum::Quantity(range, _)) => {
                        Some(Datum::Quantity(range.scaled(*factor), node.unit.unwrap_or(builtin::unit::ONE)))
                    }
                    Some(Datum::Titre(range)) => Some(Datum::Titre(range.scaled(*factor))),
                    _ => None,
                };
                outcome
            }
            ValueNode::ScoreTotal(score) => self.score_points(*score, None, scope),
            ValueNode::ScorePoints { score, items } => self.score_points(*score, Some(items), scope),
        };
        if O::DETAIL {
            self.observer.value(id, scope, &outcome);
        }
        outcome
    }

    /// A date some time before or after another.
    fn moved(&mut self, date: ValueId, length: Length, back: bool, scope: Scope) -> Outcome {
        let mut outcome = self.value(date, scope);
        outcome.datum = match outcome.datum {
            Some(Datum::Days(days)) => {
                let go = |day: Day| if back { length.before(day) } else { length.after(day) };
                Some(Datum::Days(days.map(|day| if day.is_real() { go(day).unwrap_or(day) } else { day })))
            }
            _ => None,
        };
        outcome
    }

    /// The day of an anchor.
    fn day(&mut self, point: PointId, scope: Scope) -> Outcome {
        let period = self.point(point, scope);
        let known = period.exists == Truth::Met && !period.start.is_unknown();
        Outcome { datum: known.then_some(Datum::Days(period.start)), reasons: period.reasons, ..Outcome::default() }
    }

    /// Time from a point to the as-of date.
    fn time_since(&mut self, id: ValueId, point: PointId, unit: TimeUnit, scope: Scope) -> Outcome {
        let period = self.point(point, scope);
        if period.exists != Truth::Met {
            return Outcome { reasons: period.reasons, ..Outcome::default() };
        }
        let as_of = self.as_of;
        if O::DETAIL {
            self.observer.lapsed(id, period.start, DaySpan::on(as_of));
        }
        // Of calendar months and years only whole ones have a number: 6 months and a day are more than 6 and less than 7.
        let end = |day: Day, more: i32| {
            if !day.is_real() {
                return Limit::Open;
            }
            let (whole, exactly) = elapsed(day, as_of, unit);
            let number = |count: i32| Number::whole(count.into());
            if exactly { Limit::At(number(whole)) } else { Limit::Beyond(number(whole + more)) }
        };
        let range = Range { low: end(period.start.last, 0), high: end(period.start.first, 1) };
        let unit = match unit {
            TimeUnit::Days => builtin::unit::DAYS,
            TimeUnit::Months => builtin::unit::MONTHS,
            TimeUnit::Years => builtin::unit::YEARS,
        };
        Outcome { reasons: period.reasons, ..quantity(range, unit) }
    }

    fn sex(&self) -> Outcome {
        self.sex_symbol().map_or_else(|| unknown(Reason::Sex), |sex| known(Datum::Symbol(sex)))
    }

    pub(super) fn sex_symbol(&self) -> Option<SymbolId> {
        self.patient.sex.map(|sex| match sex {
            Sex::Female => builtin::symbol::FEMALE,
            Sex::Male => builtin::symbol::MALE,
            Sex::Other => builtin::symbol::OTHER,
        })
    }

    fn of_subject(&self, event: Option<EventRef>, measure: &Measure, unit: Option<UnitId>) -> Outcome {
        let Some(event) = event else {
            return Outcome::default();
        };
        let (datum, reason) = self.measure(event, measure, unit);
        outcome_of::<O>(datum, reason, event)
    }

    fn when(&mut self, choices: &[(ValueId, crate::check::TruthId)], scope: Scope) -> Outcome {
        let mut possible: Option<Outcome> = None;
        for (value, condition) in choices {
            let truth = self.truth(*condition, scope);
            if truth == Truth::NotMet {
                continue;
            }
            let next = self.value(*value, scope);
            possible = Some(match possible {
                None => next,
                Some(before) => Outcome {
                    datum: before.datum.zip(next.datum).and_then(|(a, b)| hull_of(a, b)),
                    facts: [before.facts, next.facts].concat(),
                    reasons: [before.reasons, next.reasons].concat(),
                },
            });
            if truth == Truth::Met {
                return possible.unwrap_or_default();
            }
        }
        // No condition is certainly met, so there may be no value at all.
        Outcome { datum: None, ..possible.unwrap_or_default() }
    }
}

/// Completed units of time from a day to another, and whether they lead exactly there: counted back from the later day
/// as a window counts, so that `time since X <= 6 months` holds where X lies `within 6 months`.
fn elapsed(from: Day, to: Day, unit: TimeUnit) -> (i32, bool) {
    let months = match unit {
        TimeUnit::Days => return (to.0 - from.0, true),
        TimeUnit::Months => 1,
        TimeUnit::Years => 12,
    };
    let whole = to.months_since(from).div_euclid(months);
    (whole, to.plus_months(-whole * months) <= from)
}

/// A value of one known datum.
pub(super) fn known(datum: Datum) -> Outcome {
    Outcome { datum: Some(datum), ..Outcome::default() }
}

/// A quantity.
pub(super) fn quantity(range: Range, unit: UnitId) -> Outcome {
    known(Datum::Quantity(range, unit))
}

/// Nothing, for a reason.
pub(super) fn unknown(reason: Reason) -> Outcome {
    Outcome { reasons: vec![reason], ..Outcome::default() }
}

/// A measure of an event; what it rests on only for who wants detail.
pub(super) fn outcome_of<O: Observer>(datum: Option<Datum>, reason: Option<Reason>, event: EventRef) -> Outcome {
    if !O::DETAIL {
        return Outcome { datum, ..Outcome::default() };
    }
    Outcome { datum, facts: vec![event], reasons: reason.into_iter().collect() }
}

/// The smallest datum that holds both; `None` where there is none.
pub(super) fn hull_of(a: Datum, b: Datum) -> Option<Datum> {
    match (a, b) {
        (Datum::Quantity(a, unit), Datum::Quantity(b, other)) if unit == other => {
            Some(Datum::Quantity(a.hull(&b), unit))
        }
        (Datum::Titre(a), Datum::Titre(b)) => Some(Datum::Titre(a.hull(&b))),
        (Datum::Days(a), Datum::Days(b)) => {
            Some(Datum::Days(DaySpan { first: a.first.min(b.first), last: a.last.max(b.last) }))
        }
        (a, b) if a == b => Some(a),
        _ => None,
    }
}
