//! The value of chosen events: of the one that was chosen, or the highest, lowest, mean or median of several.

use super::judgement::{Match, Outcome, Reason};
use super::measure::Measured;
use super::observer::{Observer, Scope};
use super::run::Run;
use super::value::{hull_of, outcome_of};
use crate::check::{Choose, EventsId, EventsNode, Measure};
use crate::value::{Limit, Number, Range, Truth};
use crate::vocabulary::{Datum, UnitId};

impl<O: Observer> Run<'_, O> {
    /// A measure of chosen events.
    pub(super) fn measured(
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
    pub(super) fn one(
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
