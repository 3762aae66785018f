//! How many events there are: a range from the certain ones to certain plus possible, without upper end if the list
//! is open.

use super::apart::{largest, possibly_apart, surely_apart};
use super::distinct::{Key, fewest, most};
use super::judgement::{Match, Reason};
use super::observer::{Observer, Scope};
use super::run::Run;
use crate::check::{Counting, Distinct, EventsId, TruthId};
use crate::value::{DaySpan, Length, Truth};
use crate::vocabulary::WordSet;

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CountRange {
    /// How many there certainly are.
    pub(super) certain: u32,
    /// How many there can be at most; `None` where the list is open.
    pub(super) most: Option<u32>,
}

impl CountRange {
    /// Whether the count lies between two numbers.
    #[inline]
    pub(super) fn between(&self, least: u32, most: Option<u32>) -> Truth {
        let enough = if self.certain >= least {
            Truth::Met
        } else if self.most.is_some_and(|possible| possible < least) {
            Truth::NotMet
        } else {
            Truth::Unknown
        };
        let not_too_many = match (most, self.most) {
            (None, _) => Truth::Met,
            (Some(most), _) if self.certain > most => Truth::NotMet,
            (Some(most), Some(possible)) if possible <= most => Truth::Met,
            _ => Truth::Unknown,
        };
        enough.and(not_too_many)
    }

    /// Whether more events could no longer change an answer, so that it does not matter whether the list is closed.
    #[inline]
    pub(super) fn settles(&self, truth: Truth, most: Option<u32>) -> bool {
        match truth {
            Truth::Met => most.is_none(),
            Truth::NotMet => most.is_some_and(|most| self.certain > most),
            Truth::Unknown => false,
        }
    }
}

impl<O: Observer> Run<'_, O> {
    /// Whether the number of events lies between two numbers, with the reasons where it is unknown.
    pub(super) fn amount(
        &mut self,
        own: TruthId,
        events: EventsId,
        (least, most): (u32, Option<u32>),
        counting: &Counting,
        scope: Scope,
    ) -> (Truth, Vec<Reason>) {
        let found = self.select(events, scope);
        let mut range = self.count_matches(&found, counting);
        let mut truth = range.between(least, most).and(self.including(&found, counting, false));
        let mut reasons = Vec::new();
        if !range.settles(truth, most) {
            let open = self.open(events, scope);
            if open.is_open() {
                range.most = None;
                truth = range.between(least, most).and(self.including(&found, counting, true));
                reasons = open.reasons;
            }
        }
        if O::DETAIL && truth == Truth::Unknown {
            self.add_doubts(&found, counting, &mut reasons);
        }
        if O::DETAIL && truth != Truth::Unknown {
            self.observer.counted(own, range.certain);
        }
        self.give_back(found);
        (truth, reasons)
    }

    /// The range of the number of events, their list's being open included, with the reasons where it is one.
    pub(super) fn count(&mut self, events: EventsId, counting: &Counting, scope: Scope) -> (CountRange, Vec<Reason>) {
        let found = self.select(events, scope);
        let mut range = self.count_matches(&found, counting);
        let mut reasons = Vec::new();
        let open = self.open(events, scope);
        if open.is_open() {
            range.most = None;
            reasons = open.reasons;
        }
        if O::DETAIL && range.most != Some(range.certain) {
            self.add_doubts(&found, counting, &mut reasons);
        }
        self.give_back(found);
        (range, reasons)
    }

    /// Why some only possibly count, or possibly as one.
    fn add_doubts(&self, found: &[Match], counting: &Counting, reasons: &mut Vec<Reason>) {
        reasons.extend(found.iter().flat_map(|found| found.reasons.iter().cloned()));
        reasons.extend(counting.distinct.iter().flat_map(|by| self.why_indistinct(found, *by, &counting.as_one)));
        dedup(reasons);
    }

    fn count_matches(&self, found: &[Match], counting: &Counting) -> CountRange {
        let certain = |found: &Match| found.certainty == Truth::Met;
        let (certain, most) = match (counting.distinct, counting.apart) {
            (Some(by), apart) => {
                let sure = self.keys(found.iter().filter(|found| certain(found)), by, &counting.as_one);
                let all = self.keys(found.iter(), by, &counting.as_one);
                match apart {
                    None => (fewest(&sure), most(&all)),
                    Some(length) => {
                        let sure = self.surely_distinct_and_apart(found, by, &counting.as_one, length);
                        (sure, most(&all).min(possibly_apart(found, length)))
                    }
                }
            }
            (None, Some(length)) => (surely_apart(found, length), possibly_apart(found, length)),
            (None, None) => {
                (self.merged(found, &counting.as_one, certain), self.merged(found, &counting.as_one, |_| true))
            }
        };
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        CountRange { certain: number(certain), most: Some(number(most)) }
    }

    /// The most certain events of which each two certainly differ and lie so far apart.
    fn surely_distinct_and_apart(&self, found: &[Match], by: Distinct, as_one: &[WordSet], length: Length) -> usize {
        let sure: Vec<&Match> = found.iter().filter(|found| found.certainty == Truth::Met).collect();
        let keys = self.keys(sure.iter().copied(), by, as_one);
        let far = |one: DaySpan, other: DaySpan| length.after(one.last).is_some_and(|day| day <= other.first);
        let fits: Vec<Vec<bool>> = sure
            .iter()
            .zip(&keys)
            .map(|(one, key)| {
                let two = |other: &Match, that: &Key<'_>| {
                    let apart = far(one.start, other.start) || far(other.start, one.start);
                    apart && key.differs(that) == Truth::Met
                };
                sure.iter().zip(&keys).map(|(other, that)| two(other, that)).collect()
            })
            .collect();
        largest(fits)
    }

    fn keys<'m>(&'m self, found: impl Iterator<Item = &'m Match>, by: Distinct, as_one: &'m [WordSet]) -> Vec<Key<'m>> {
        found.map(|found| self.key(found, by, as_one)).collect()
    }

    /// How many of those that count there are where all events of the words of each set are one.
    fn merged(&self, found: &[Match], as_one: &[WordSet], counts: impl Fn(&Match) -> bool) -> usize {
        let found = found.iter().filter(|found| counts(found));
        if as_one.is_empty() {
            return found.count();
        }
        let mut hit = vec![false; as_one.len()];
        let mut single = 0;
        for found in found {
            let word = self.event(found.event).word;
            match as_one.iter().position(|set| set.contains(word)).and_then(|place| hit.get_mut(place)) {
                Some(hit) => *hit = true,
                None => single += 1,
            }
        }
        single + hit.into_iter().filter(|hit| *hit).count()
    }

    /// Whether so many of each demanded set are among the events.
    fn including(&self, found: &[Match], counting: &Counting, open: bool) -> Truth {
        counting.including.iter().fold(Truth::Met, |truth, (least, set)| {
            let inside = found.iter().filter_map(|found| {
                let word = self.event(found.event).word;
                let certainty = if set.contains(word) { found.certainty } else { Truth::Unknown };
                let may_be = set.contains(word) || self.may_be_in(set, word);
                may_be.then(|| Match { certainty, ..found.clone() })
            });
            let mut range = self.count_matches(&inside.collect::<Vec<_>>(), counting);
            if open {
                range.most = None;
            }
            truth.and(range.between(*least, None))
        })
    }
}

/// Takes out repeated reasons, keeping the order.
pub(super) fn dedup(reasons: &mut Vec<Reason>) {
    let mut kept: Vec<Reason> = Vec::with_capacity(reasons.len());
    for reason in reasons.drain(..) {
        if !kept.contains(&reason) {
            kept.push(reason);
        }
    }
    *reasons = kept;
}
