//! What is measured of one event: its result, an attribute, a dose.

use super::judgement::{EventRef, Reason};
use super::observer::Observer;
use super::run::Run;
use crate::check::{Measure, Per};
use crate::record::Event;
use crate::value::{DaySpan, Limit, Number, Range, Truth};
use crate::vocabulary::{AttributeId, Datum, UnitId, WordId, builtin};
use std::borrow::Cow;

/// What came out for one event: a datum, or the reason why there is none; a censored datum has both.
pub(super) type Measured = (Option<Datum>, Option<Reason>);

/// The same, borrowed from the event where it stands there as it is.
pub(super) type Reading<'e> = (Option<Cow<'e, Datum>>, Option<Reason>);

/// How many days a weight or surface may lie from the dose that it is used for.
const NEAR_DAYS: i32 = 90;

impl<O: Observer> Run<'_, O> {
    /// A measure of an event, in `unit` where it is a quantity.
    pub(super) fn measure(&self, reference: EventRef, measure: &Measure, unit: Option<UnitId>) -> Measured {
        let (datum, reason) = self.read(self.event(reference), reference, measure, unit);
        (datum.map(Cow::into_owned), reason)
    }

    /// The same, without taking a copy of what stands in the event.
    pub(super) fn read<'e>(
        &self,
        event: &'e Event,
        reference: EventRef,
        measure: &Measure,
        unit: Option<UnitId>,
    ) -> Reading<'e> {
        match measure {
            Measure::Result => result(event, reference),
            Measure::OverUpper => made(over_limit(event, reference, true)),
            Measure::OverLower => made(over_limit(event, reference, false)),
            Measure::Attribute(attribute) => self.attribute(event, reference, *attribute),
            Measure::Dose { attribute, equivalent, per } => {
                made(self.dose(event, reference, *attribute, *equivalent, *per, unit))
            }
            Measure::Items(kept) => made(self.items(event, reference, kept)),
            Measure::Start => made((Some(Datum::Days(self.begun(event))), None)),
            Measure::End => made((Some(Datum::Days(self.ended(event))), None)),
            Measure::Word => made((Some(Datum::Words(vec![event.word])), None)),
        }
    }

    /// When an event began: what is recorded has begun by the as-of date.
    pub(super) fn begun(&self, event: &Event) -> DaySpan {
        if event.planned { event.start } else { event.start.map(|day| day.min(self.as_of)) }
    }

    /// When an event ended; a point event ends on its day.
    pub(super) fn ended(&self, event: &Event) -> DaySpan {
        if event.kind.is_interval() { event.end } else { self.begun(event) }
    }

    fn attribute<'e>(&self, event: &'e Event, reference: EventRef, attribute: AttributeId) -> Reading<'e> {
        if let Some(datum) = event.attribute(attribute) {
            return (Some(Cow::Borrowed(datum)), None);
        }
        // What is ongoing has certainly not been stopped for any reason, nor progressed.
        if attribute == builtin::attribute::STOP_REASON && event.end == DaySpan::NEVER {
            return made((Some(Datum::Symbols(Vec::new())), None));
        }
        // Of a derived line of which not even the drugs are known, it is open which treatments make it.
        let why = if event.attribute(builtin::attribute::DRUGS).is_none() {
            self.why_several(reference).first()
        } else {
            None
        };
        (None, Some(why.cloned().unwrap_or(Reason::AttributeMissing { event: reference, attribute })))
    }

    pub(super) fn dose(
        &self,
        event: &Event,
        reference: EventRef,
        attribute: AttributeId,
        equivalent: Option<WordId>,
        per: Option<Per>,
        unit: Option<UnitId>,
    ) -> Measured {
        let Some(Datum::Quantity(amount, recorded_in)) = event.attribute(attribute) else {
            return (None, Some(Reason::AttributeMissing { event: reference, attribute }));
        };
        let factor = match equivalent {
            None => Number::ONE,
            Some(wanted) => match self.program.vocabulary.equivalence(event.word, wanted) {
                Some(factor) => factor,
                None => return (None, Some(Reason::NotDeclared { word: event.word, half_life: false })),
            },
        };
        let (base, recorded_per, daily) = dose_unit(*recorded_in);
        let mut amount = amount.scaled(factor);
        if recorded_per != per {
            let no_body = (None, Some(Reason::NoWeight { event: reference }));
            if let Some(recorded) = recorded_per {
                let Some(body) = self.body(event, recorded) else {
                    return no_body;
                };
                amount = amount.times(&body);
            }
            if let Some(wanted) = per {
                let Some(body) = self.body(event, wanted) else {
                    return no_body;
                };
                amount = amount.over(&body);
            }
        }
        let made = dose_unit_id(base, per, daily);
        if unit.is_some_and(|unit| unit != made) {
            return (None, Some(Reason::OtherForm { event: reference }));
        }
        (Some(Datum::Quantity(amount, made)), None)
    }

    /// The weight in kg or surface in m2 nearest to the start of an exposure: the range over all that may be nearest.
    fn body(&self, event: &Event, per: Per) -> Option<Range> {
        let wanted = match per {
            Per::Kilogram => self.body.weight?,
            Per::SquareMetre => self.body.surface?,
        };
        let events = self.patient.events.of_word(wanted);
        let recorded = events.iter().filter(|other| !other.planned && other.start.first <= self.as_of);
        let sizes: Vec<(i32, i32, Option<Range>)> = recorded
            .map(|size| {
                let (nearest, farthest) = distance(size.start.map(|day| day.min(self.as_of)), self.begun(event));
                let range = match (result(size, EventRef(0)).0, &size.result) {
                    (Some(_), Some(Datum::Quantity(range, _))) if range.is_positive() => Some(*range),
                    _ => None,
                };
                (nearest, farthest, range)
            })
            .collect();
        let surely_within = sizes.iter().map(|size| size.1).filter(|farthest| *farthest <= NEAR_DAYS).min()?;
        let near = sizes.iter().filter(|size| size.0 <= surely_within);
        near.map(|size| size.2).reduce(|a, b| Some(a?.hull(&b?)))?
    }

    /// The points of some items of an assessed score.
    fn items(&self, event: &Event, reference: EventRef, kept: &[usize]) -> Measured {
        let Some(instrument) = &self.program.vocabulary.word(event.word).instrument else {
            return (None, Some(Reason::NoValue { event: reference }));
        };
        let more = event.more.as_deref();
        if more.is_some_and(|more| more.conflict.is_some()) {
            return (None, Some(Reason::Conflicting { events: vec![reference] }));
        }
        let recorded = more.map_or(&[][..], |more| more.items.as_slice());
        let points = |wanted: &dyn Fn(usize) -> bool, truth: Truth| {
            let each = instrument.items.iter().enumerate().filter(|(place, _)| wanted(*place));
            each.filter(|(place, _)| recorded.get(*place).copied().unwrap_or(Truth::Unknown) >= truth)
                .map(|(_, item)| item.points)
                .try_fold(Number::ZERO, Number::plus)
        };
        let inside = |place: usize| kept.contains(&place);
        let outside = |place: usize| !kept.contains(&place);
        let (Some(low), Some(high)) = (points(&inside, Truth::Met), points(&inside, Truth::Unknown)) else {
            return (None, Some(Reason::OutOfRange));
        };
        let mut range = Range::between(low, high);
        if let Some(Datum::Quantity(total, _)) = &event.result
            && let (Some(least), Some(most)) = (points(&outside, Truth::Met), points(&outside, Truth::Unknown))
        {
            // What the total leaves after the other items bounds these from both sides.
            let left = total.minus(&Range::between(least, most));
            range = Range { low: range.max(&left).low, high: range.min(&left).high };
        }
        let unknown = instrument.items.iter().enumerate().filter(|(place, _)| inside(*place));
        let unknown =
            unknown.filter(|(place, _)| recorded.get(*place).is_none_or(|truth| *truth == Truth::Unknown)).count();
        let reason =
            (range.known().is_none()).then(|| Reason::ItemsUnknown { items: u32::try_from(unknown).unwrap_or(0) });
        (Some(Datum::Quantity(range, builtin::unit::ONE)), reason)
    }
}

/// A reading of something that does not stand in the event as it is.
fn made<'e>((datum, reason): Measured) -> Reading<'e> {
    (datum.map(Cow::Owned), reason)
}

/// The fewest and most days that may lie between two dates.
fn distance(a: DaySpan, b: DaySpan) -> (i32, i32) {
    let nearest = (b.first.0 - a.last.0).max(a.first.0 - b.last.0).max(0);
    (nearest, (b.last.0 - a.first.0).max(a.last.0 - b.first.0))
}

/// The result of an event.
fn result(event: &Event, reference: EventRef) -> Reading<'_> {
    if event.more.as_deref().is_some_and(|more| more.conflict.is_some()) {
        return (None, Some(Reason::Conflicting { events: vec![reference] }));
    }
    match usable_result(event) {
        None => (None, Some(Reason::NoValue { event: reference })),
        Some(Datum::Quantity(range, _) | Datum::Titre(range)) if range.known().is_none() => {
            (event.result.as_ref().map(Cow::Borrowed), Some(why_range(event, reference)))
        }
        Some(datum) => (Some(Cow::Borrowed(datum)), None),
    }
}

/// Why a result is a range: what is computed is one where the age is, and what items add up to where some are not known.
fn why_range(event: &Event, reference: EventRef) -> Reason {
    let more = event.more.as_deref();
    let items = more.map_or(&[][..], |more| more.items.as_slice());
    match items.iter().filter(|item| **item == Truth::Unknown).count() {
        _ if more.is_some_and(|more| more.computed.is_some()) => Reason::Birth,
        0 => Reason::Censored { event: reference },
        unknown => Reason::ItemsUnknown { items: u32::try_from(unknown).unwrap_or(u32::MAX) },
    }
}

/// The result of an event, where there is one that can be used.
#[inline]
pub(super) fn usable_result(event: &Event) -> Option<&Datum> {
    let usable = event.more.as_deref().is_none_or(|more| more.conflict.is_none() && more.unusable.is_none());
    event.result.as_ref().filter(|_| usable)
}

/// The result over its own reference limit.
fn over_limit(event: &Event, reference: EventRef, upper: bool) -> Measured {
    let limits = event.more.as_deref().map_or((None, None), |more| more.limits);
    let limit = if upper { limits.1 } else { limits.0 };
    let limit = limit.filter(|limit| *limit > Number::ZERO);
    let (datum, reason) = result(event, reference);
    match (datum.as_deref(), limit) {
        (Some(Datum::Quantity(range, _)), Some(limit)) => {
            let ratio = Range { low: over(range.low, limit), high: over(range.high, limit) };
            (Some(Datum::Quantity(ratio, builtin::unit::ONE)), reason)
        }
        (Some(Datum::Quantity(..)), None) => (None, Some(Reason::LimitMissing { event: reference, upper })),
        (Some(_), _) => (None, Some(Reason::OtherForm { event: reference })),
        (None, _) => (None, reason),
    }
}

fn over(end: Limit, limit: Number) -> Limit {
    match end {
        Limit::Open => Limit::Open,
        Limit::At(value) => value.over(limit).map_or(Limit::Open, Limit::At),
        Limit::Beyond(value) => value.over(limit).map_or(Limit::Open, Limit::Beyond),
    }
}

/// What a dose unit is of, per what, and whether it is daily.
fn dose_unit(unit: UnitId) -> (UnitId, Option<Per>, bool) {
    use builtin::unit as u;
    match unit {
        u::MG_PER_KG => (u::MG, Some(Per::Kilogram), false),
        u::MG_PER_M2 => (u::MG, Some(Per::SquareMetre), false),
        u::MG_PER_DAY => (u::MG, None, true),
        u::MG_PER_KG_DAY => (u::MG, Some(Per::Kilogram), true),
        u::MG_PER_M2_DAY => (u::MG, Some(Per::SquareMetre), true),
        u::IU_PER_DAY => (u::IU, None, true),
        u::IU_PER_KG => (u::IU, Some(Per::Kilogram), false),
        u::CELLS_PER_KG => (u::CELLS, Some(Per::Kilogram), false),
        other => (other, None, false),
    }
}

/// The unit of a dose of something, per something, daily or not.
fn dose_unit_id(base: UnitId, per: Option<Per>, daily: bool) -> UnitId {
    use builtin::unit as u;
    match (base, per, daily) {
        (u::MG, Some(Per::Kilogram), false) => u::MG_PER_KG,
        (u::MG, Some(Per::SquareMetre), false) => u::MG_PER_M2,
        (u::MG, None, true) => u::MG_PER_DAY,
        (u::MG, Some(Per::Kilogram), true) => u::MG_PER_KG_DAY,
        (u::MG, Some(Per::SquareMetre), true) => u::MG_PER_M2_DAY,
        (u::IU, None, true) => u::IU_PER_DAY,
        (u::IU, Some(Per::Kilogram), _) => u::IU_PER_KG,
        (u::CELLS, Some(Per::Kilogram), _) => u::CELLS_PER_KG,
        (other, _, _) => other,
    }
}
