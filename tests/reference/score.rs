//! Points of scores, computed or assessed.

use super::model::{Found, Reference, Scope};
use super::value::{number, quantity};
use enrol::check::ScoreId;
use enrol::value::{Limit, Number, Range, Truth};
use enrol::vocabulary::{Datum, Instrument};
use std::collections::BTreeMap;

impl Reference<'_> {
    /// The points of some items of a computed score: every item that is unknown is tried met and not met.
    pub fn points(&self, score: ScoreId, items: &[usize], scope: &Scope) -> Range {
        let score = self.program.score(score);
        let judged: Vec<_> = items
            .iter()
            .map(|place| &score.items[*place])
            .map(|item| (item.domain, item.points, self.truth(item.condition, scope)))
            .collect();
        range_of_points(&judged, score.highest_per_domain)
    }

    /// The points of some items of an assessed score: what the recorded items say, and what the recorded total leaves.
    pub fn assessed_points(&self, found: &Found, wanted: &[usize]) -> Option<Datum> {
        let instrument = self.program.vocabulary.word(found.event.word).instrument.as_ref()?;
        let more = found.event.more.as_deref();
        if more.is_some_and(|more| more.conflict.is_some() || more.unusable.is_some()) {
            return None;
        }
        let recorded = more.map(|more| more.items.as_slice()).unwrap_or_default();
        let of = |places: &[usize]| {
            let judged: Vec<_> = places
                .iter()
                .map(|place| {
                    let item = &instrument.items[*place];
                    let truth = recorded.get(*place).copied().unwrap_or(Truth::Unknown);
                    (domain(instrument, &item.domain), item.points, truth)
                })
                .collect();
            range_of_points(&judged, instrument.highest_per_domain)
        };
        let from_items = of(wanted);
        let others: Vec<_> = (0..instrument.items.len()).filter(|place| !wanted.contains(place)).collect();
        let from_total = match found.event.result.as_ref().and_then(number) {
            Some(total) => {
                let rest = of(&others);
                total.minus(&rest)
            }
            None => Range::ANY,
        };
        quantity(intersection(&from_items, &from_total))
    }
}

fn domain(instrument: &Instrument, name: &str) -> usize {
    instrument.items.iter().position(|item| item.domain == name).unwrap()
}

/// The least and greatest sum of points over every way in which the unknown items can turn out.
fn range_of_points(items: &[(usize, Number, Truth)], highest_per_domain: bool) -> Range {
    let unknown: Vec<_> = (0..items.len()).filter(|place| items[*place].2 == Truth::Unknown).collect();
    let sums = (0..1u32 << unknown.len()).map(|world| {
        let holds = |place: usize| match items[place].2 {
            Truth::Met => true,
            Truth::NotMet => false,
            Truth::Unknown => unknown.iter().position(|other| *other == place).is_some_and(|bit| world >> bit & 1 == 1),
        };
        let held = (0..items.len()).filter(|place| holds(*place)).map(|place| (items[place].0, items[place].1));
        sum_of(held, highest_per_domain)
    });
    sums.map(Range::point).reduce(|a, b| a.hull(&b)).unwrap_or(Range::point(Number::ZERO))
}

fn sum_of(held: impl Iterator<Item = (usize, Number)>, highest_per_domain: bool) -> Number {
    let mut domains: BTreeMap<usize, Number> = BTreeMap::new();
    for (domain, points) in held {
        let so_far = domains.entry(domain).or_insert(Number::ZERO);
        *so_far = if highest_per_domain { points.max(*so_far) } else { so_far.plus(points).unwrap() };
    }
    domains.into_values().fold(Number::ZERO, |sum, points| sum.plus(points).unwrap())
}

fn intersection(a: &Range, b: &Range) -> Range {
    let low = match (a.low, b.low) {
        (Limit::At(a), Limit::At(b)) => Limit::At(a.max(b)),
        (a, Limit::Open) => a,
        (_, b) => b,
    };
    let high = match (a.high, b.high) {
        (Limit::At(a), Limit::At(b)) => Limit::At(a.min(b)),
        (a, Limit::Open) => a,
        (_, b) => b,
    };
    Range { low, high }
}
