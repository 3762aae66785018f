//! Values: what can be, and what it rests on.

use super::judgement::{EventRef, Match, Outcome, Reason};
use super::measure::Measured;
use super::observer::{Observer, Scope};
use super::run::Run;
use crate::check::{Choose, EventsId, EventsNode, Measure, PointId, Sign, TimeUnit, ValueId, ValueNode};
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

    /// A measure of chosen events.
    fn measured(
        &mut self,
        events: EventsId,
        choose: Choose,
        measure: &Measure,
        unit: Option<UnitId>,
        scope: Scope,
    ) -> Outcome {
        let found = self.select(events, scope);
        let outcome = match choose {
            Choose::One => self.one(events, &found, measure, unit, scope),
            _ => self.several(events, &found, choose, measure, unit, scope),
        };
        self.give_back(found);
        outcome
    }

    /// One value of a few candidates: the range over all of them; nothing where none is certain.
    fn one(
        &mut self,
        events: EventsId,
        found: &[Match],
        measure: &Measure,
        unit: Option<UnitId>,
        scope: Scope,
    ) -> Outcome {
        if let [only] = found
            && only.certainty == Truth::Met
        {
            let (datum, reason) = self.measure(only.event, measure, unit);
            return outcome_of::<O>(datum, reason, only.event);
        }
        let mut outcome = Outcome::default();
        if O::DETAIL {
            outcome.facts = found.iter().map(|found| found.event).collect();
            outcome.reasons = found.iter().flat_map(|found| found.reasons.iter().cloned()).collect();
        }
        if !self.surely_some(events, found, scope) {
            if O::DETAIL && found.is_empty() {
                outcome.reasons = self.why_empty(events, scope);
            } else if O::DETAIL && outcome.reasons.is_empty() {
                outcome.reasons = self.open(events, scope).reasons;
            }
            return outcome;
        }
        let measured: Vec<Measured> = found.iter().map(|found| self.measure(found.event, measure, unit)).collect();
        let mut hull: Option<Datum> = None;
        let mut differ = false;
        for (place, (datum, reason)) in measured.into_iter().enumerate() {
            outcome.reasons.extend(reason);
            hull = match (place, hull, datum) {
                (0, _, datum) => datum,
                (_, Some(before), Some(datum)) => {
                    differ |= before != datum;
                    hull_of(before, datum)
                }
                _ => None,
            };
        }
        if O::DETAIL && differ && found.iter().all(|found| found.certainty == Truth::Met) {
            outcome.reasons.push(Reason::Conflicting { events: outcome.facts.clone() });
        }
        outcome.datum = hull;
        outcome
    }

    /// Whether there certainly is one among the candidates: one is certain, or imprecise dates alone leave open which of
    /// several is the newest.
    pub(super) fn surely_some(&mut self, events: EventsId, found: &[Match], scope: Scope) -> bool {
        if found.iter().any(|found| found.certainty == Truth::Met) {
            return true;
        }
        let program = self.program;
        let EventsNode::Newest { of, earliest, .. } = &program.events(events).node else {
            return false;
        };
        // Nobody trusts that what is recorded is the oldest.
        if *earliest && self.open(*of, scope).is_open() {
            return false;
        }
        let source = self.select(*of, scope);
        let some = self.surely_some(*of, &source, scope);
        self.give_back(source);
        some
    }

    /// The highest, lowest, mean or median of several.
    fn several(
        &mut self,
        events: EventsId,
        found: &[Match],
        choose: Choose,
        measure: &Measure,
        unit: Option<UnitId>,
        scope: Scope,
    ) -> Outcome {
        let open = self.open(events, scope);
        let mut outcome = Outcome { reasons: open.reasons.clone(), ..Outcome::default() };
        let mut measured: Vec<(bool, Option<Datum>)> = Vec::with_capacity(found.len());
        for found in found {
            let (datum, reason) = self.measure(found.event, measure, unit);
            if O::DETAIL {
                outcome.facts.push(found.event);
                outcome.reasons.extend(reason);
                outcome.reasons.extend(found.reasons.iter().cloned());
            }
            measured.push((found.certainty == Truth::Met, datum));
        }
        let form = form_of(&measured, unit);
        let mut certain: Vec<Range> = Vec::new();
        let mut possible: Vec<Range> = Vec::new();
        for (found, (sure, datum)) in found.iter().zip(measured) {
            let range = match (datum, form) {
                (Some(Datum::Quantity(range, own)), Some(Form::Quantity(unit))) if unit == own => range,
                (Some(Datum::Titre(range)), Some(Form::Titre)) => range,
                // What is only possible has nothing to be compared with where nothing is certain.
                (None, _) | (Some(Datum::Quantity(..) | Datum::Titre(_)), None) => Range::ANY,
                (Some(_), _) => {
                    outcome.reasons.extend(Some(Reason::OtherForm { event: found.event }).filter(|_| O::DETAIL));
                    Range::ANY
                }
            };
            if sure { certain.push(range) } else { possible.push(range) }
        }
        let Some((first, rest)) = certain.split_first() else {
            if O::DETAIL && found.is_empty() {
                outcome.reasons.extend(self.why_empty(events, scope));
            }
            return outcome;
        };
        let range = match choose {
            Choose::Highest => {
                let sure = rest.iter().fold(*first, |best, next| best.max(next));
                let all = possible.iter().fold(sure, |best, next| sure_or_more(&best, next));
                if open.is_open() { Range { low: all.low, high: Limit::Open } } else { all }
            }
            Choose::Lowest => {
                let sure = rest.iter().fold(*first, |best, next| best.min(next));
                let all = possible.iter().fold(sure, |best, next| sure_or_less(&best, next));
                if open.is_open() { Range { low: Limit::Open, high: all.high } } else { all }
            }
            _ if open.is_open() => return outcome,
            Choose::Mean => with_some(&certain, possible, mean),
            _ => with_some(&certain, possible, median),
        };
        outcome.datum = form.map(|form| match form {
            Form::Titre => Datum::Titre(range),
            Form::Quantity(unit) => Datum::Quantity(range, unit),
        });
        outcome
    }

    /// A value to reckon with: a result that was kept in another unit, because nothing converts it, or as a word, is as good
    /// as none.
    fn operand(&mut self, id: ValueId, scope: Scope) -> Outcome {
        let mut outcome = self.value(id, scope);
        match &outcome.datum {
            Some(Datum::Quantity(Range::ANY, _)) => outcome.datum = None,
            Some(Datum::Quantity(_, own)) if self.program.value(id).unit.is_none_or(|unit| unit == *own) => {}
            None | Some(Datum::Titre(_)) => {}
            Some(_) => {
                outcome.datum = None;
                outcome.reasons.extend(outcome.facts.iter().map(|event| Reason::OtherForm { event: *event }));
            }
        }
        outcome
    }

    fn arithmetic(&mut self, left: ValueId, sign: Sign, right: ValueId, unit: Option<UnitId>, scope: Scope) -> Outcome {
        let (left, right) = (self.operand(left, scope), self.operand(right, scope));
        let range = match (&left.datum, &right.datum) {
            (Some(Datum::Quantity(a, _)), Some(Datum::Quantity(b, _))) => Some(match sign {
                Sign::Plus => a.plus(b),
                Sign::Minus => a.minus(b),
                Sign::Times => a.times(b),
                Sign::Over => a.over(b),
            }),
            _ => None,
        };
        both(left, right, range, unit.unwrap_or(builtin::unit::ONE))
    }

    fn percent_change(&mut self, from: ValueId, to: ValueId, scope: Scope) -> Outcome {
        let (from, to) = (self.operand(from, scope), self.operand(to, scope));
        let range = match (&from.datum, &to.datum) {
            (Some(Datum::Quantity(a, _)), Some(Datum::Quantity(b, _))) => {
                // b/a - 1 holds each value once, so the range is no wider than it must be.
                let ratio = b.over(a);
                Some(ratio.minus(&Range::point(Number::ONE)).scaled(Number::whole(100)))
            }
            _ => None,
        };
        both(from, to, range, builtin::unit::PERCENT)
    }

    fn extreme(&mut self, greatest: bool, of: &[ValueId], unit: Option<UnitId>, scope: Scope) -> Outcome {
        let mut all: Option<Outcome> = None;
        for id in of {
            let mut next = self.operand(*id, scope);
            // A titre may be anything next to a quantity.
            next.datum = next.datum.filter(|datum| matches!(datum, Datum::Quantity(..)));
            all = Some(match all {
                None => next,
                Some(before) => {
                    let range = match (&before.datum, &next.datum) {
                        (Some(Datum::Quantity(a, _)), Some(Datum::Quantity(b, _))) => {
                            Some(if greatest { a.max(b) } else { a.min(b) })
                        }
                        (Some(Datum::Quantity(a, _)), None) | (None, Some(Datum::Quantity(a, _))) => {
                            Some(if greatest { a.max(&Range::ANY) } else { a.min(&Range::ANY) })
                        }
                        _ => None,
                    };
                    both(before, next, range, unit.unwrap_or(builtin::unit::ONE))
                }
            });
        }
        all.unwrap_or_default()
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

fn outcome_of<O: Observer>(datum: Option<Datum>, reason: Option<Reason>, event: EventRef) -> Outcome {
    if !O::DETAIL {
        return Outcome { datum, ..Outcome::default() };
    }
    Outcome { datum, facts: vec![event], reasons: reason.into_iter().collect() }
}

fn both(left: Outcome, right: Outcome, range: Option<Range>, unit: UnitId) -> Outcome {
    Outcome {
        datum: range.map(|range| Datum::Quantity(range, unit)),
        facts: [left.facts, right.facts].concat(),
        reasons: [left.reasons, right.reasons].concat(),
    }
}

/// The smallest datum that holds both; `None` where there is none.
fn hull_of(a: Datum, b: Datum) -> Option<Datum> {
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

/// In what several results are compared with one another.
#[derive(Clone, Copy)]
enum Form {
    Quantity(UnitId),
    Titre,
}

/// The form of the first certain result that is a number: another could be anything next to it.
fn form_of(measured: &[(bool, Option<Datum>)], unit: Option<UnitId>) -> Option<Form> {
    let mut certain = measured.iter().filter(|(certain, _)| *certain);
    certain.find_map(|(_, datum)| match datum {
        Some(Datum::Quantity(_, own)) => Some(Form::Quantity(unit.unwrap_or(*own))),
        Some(Datum::Titre(_)) => Some(Form::Titre),
        _ => None,
    })
}

/// The greatest, where the second may not exist.
fn sure_or_more(sure: &Range, maybe: &Range) -> Range {
    Range { low: sure.low, high: sure.max(maybe).high }
}

/// The least, where the second may not exist.
fn sure_or_less(sure: &Range, maybe: &Range) -> Range {
    Range { low: sure.min(maybe).low, high: sure.high }
}

/// An average of all that is certain and any of what is possible. The least comes out with the few smallest of them, the
/// greatest with the few greatest.
fn with_some(certain: &[Range], mut possible: Vec<Range>, average: fn(&[Range]) -> Range) -> Range {
    let mut all = average(certain);
    for upper in [false, true] {
        possible.sort_by(|a, b| order(a, b, upper));
        if upper {
            possible.reverse();
        }
        let mut some = certain.to_vec();
        for next in &possible {
            some.push(*next);
            let with_it = average(&some).hull(&all);
            all = if upper { Range { high: with_it.high, ..all } } else { Range { low: with_it.low, ..all } };
        }
    }
    all
}

fn mean(ranges: &[Range]) -> Range {
    let sum = ranges.iter().fold(Range::point(Number::ZERO), |sum, next| sum.plus(next));
    let count = i64::try_from(ranges.len()).ok().and_then(|count| Number::ONE.over(Number::whole(count)));
    count.map_or(Range::ANY, |share| sum.scaled(share))
}

/// The range of the median: the median of the lower ends to that of the upper ends.
fn median(ranges: &[Range]) -> Range {
    let middle = |upper: bool| {
        let mut ends = ranges.to_vec();
        ends.sort_by(|a, b| order(a, b, upper));
        let (half, even) = (ends.len() / 2, ends.len().is_multiple_of(2));
        match (ends.get(half), half.checked_sub(1).and_then(|place| ends.get(place))) {
            (Some(second), Some(first)) if even => mean(&[*first, *second]),
            (Some(middle), _) => *middle,
            _ => Range::ANY,
        }
    };
    Range { low: middle(false).low, high: middle(true).high }
}

/// The order of the ends of two ranges on one side: an open lower end comes first, an open upper end last, and an end that
/// does not belong lies inside of one that does.
fn order(a: &Range, b: &Range, upper: bool) -> std::cmp::Ordering {
    let key = |range: &Range| match if upper { range.high } else { range.low } {
        Limit::Open => (upper, None, false),
        Limit::At(value) => (false, Some(value), upper),
        Limit::Beyond(value) => (false, Some(value), !upper),
    };
    key(a).cmp(&key(b))
}
