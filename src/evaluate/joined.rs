//! Stretches joined where they touch or lie within the drug's declared gap, and intervals that run together.

use super::judgement::{Match, Reason};
use super::observer::{Observer, Scope};
use super::run::{Run, narrow};
use super::select::date_reason;
use crate::check::EventsId;
use crate::value::{Day, DaySpan, Length, Truth};

/// A run of stretches of one word.
struct Stretch {
    start: DaySpan,
    end: DaySpan,
    certainty: Truth,
    /// The places of its parts, in order.
    parts: Vec<usize>,
}

impl<O: Observer> Run<'_, O> {
    pub(super) fn select_joined(
        &mut self,
        of: EventsId,
        at_least: bool,
        length: Length,
        total: bool,
        scope: Scope,
    ) -> Vec<Match> {
        let mut found = self.select(of, scope);
        if !at_least {
            // A stretch that nobody recorded may join one and make it longer.
            let open = self.open(of, scope);
            if open.is_open() {
                for stretch in &mut found {
                    narrow::<O>(stretch, Truth::Unknown, |_| open.reasons.first().cloned());
                }
            }
        }
        if !total && self.no_word_twice(&found) {
            let as_of = self.as_of;
            found.retain_mut(|found| {
                let lasts = if at_least { lasts } else { not_longer };
                let truth = lasts(found.start, found.end, as_of, length);
                narrow::<O>(found, truth, |found| date_reason(found.start, found.end, found.event));
                truth != Truth::NotMet
            });
            return found;
        }
        let mut kept = self.list();
        let mut words: Vec<_> = found.iter().map(|found| self.event(found.event).word).collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            let gap = self.program.vocabulary.word(word).gap();
            let mut own: Vec<usize> = Vec::new();
            own.extend(
                found.iter().enumerate().filter(|(_, found)| self.event(found.event).word == word).map(|(at, _)| at),
            );
            own.sort_by_key(|at| found.get(*at).map(|found| (found.start.first, found.start.last, found.event)));
            if total {
                self.keep_total(&found, &own, gap, at_least, length, &mut kept);
            } else {
                self.keep_stretches(&found, &own, gap, at_least, length, &mut kept);
            }
        }
        kept.sort_by_key(|found| found.event);
        self.give_back(found);
        kept
    }

    /// Whether each match is of another word, so that there is nothing to join.
    fn no_word_twice(&self, found: &[Match]) -> bool {
        let word = |found: &Match| self.event(found.event).word;
        found.iter().enumerate().all(|(place, one)| found.iter().take(place).all(|other| word(other) != word(one)))
    }

    /// Keeps the joined stretches that last as asked.
    fn keep_stretches(
        &mut self,
        found: &[Match],
        own: &[usize],
        gap: i32,
        at_least: bool,
        length: Length,
        kept: &mut Vec<Match>,
    ) {
        let stretches = join(found, own, gap, Truth::Met);
        let loose = join(found, own, gap, Truth::Unknown);
        for stretch in stretches {
            let longest = loose.iter().find(|loose| stretch.parts.iter().any(|part| loose.parts.contains(part)));
            let own_length = lasts(stretch.start, stretch.end, self.as_of, length);
            let could = longest.map_or(own_length, |loose| lasts(loose.start, loose.end, self.as_of, length));
            // A join that is only possible can make it longer, so the answer lies between the two.
            let truth = match (at_least, own_length, could) {
                (true, sure, could) if sure == could => sure,
                (true, Truth::Met, _) => Truth::Met,
                (true, _, Truth::NotMet) => Truth::NotMet,
                (true, _, _) => Truth::Unknown,
                (false, sure, could) => {
                    let short = not_longer(stretch.start, stretch.end, self.as_of, length);
                    if sure == could { short } else { short.min(Truth::Unknown) }
                }
            };
            if truth == Truth::NotMet {
                continue;
            }
            let Some(last) = stretch.parts.last().and_then(|at| found.get(*at)) else {
                continue;
            };
            let mut joined = Match { certainty: stretch.certainty, reasons: Vec::new(), ..last.clone() };
            if O::DETAIL {
                joined.reasons = stretch
                    .parts
                    .iter()
                    .filter_map(|at| found.get(*at))
                    .flat_map(|part| part.reasons.clone())
                    .collect();
            }
            if stretch.parts.len() > 1 {
                let mut event = self.event(last.event).clone();
                (event.start, event.end) = (stretch.start, stretch.end);
                joined.event = self.derive(event);
                (joined.start, joined.end) = (stretch.start, stretch.end);
            }
            // Where a part is open for a reason of its own, that it may be shorter is no further one.
            let open_for_itself = !joined.reasons.is_empty();
            let reason = date_reason(stretch.start, stretch.end, last.event).filter(|_| !open_for_itself);
            narrow::<O>(&mut joined, truth, |_| reason);
            kept.push(joined);
        }
    }

    /// Keeps the newest exposure to a word whose stretches together last as asked.
    fn keep_total(
        &mut self,
        found: &[Match],
        own: &[usize],
        gap: i32,
        at_least: bool,
        length: Length,
        kept: &mut Vec<Match>,
    ) {
        let (Length::Days(wanted) | Length::Months(wanted)) = length else {
            return;
        };
        // A total of months is counted in months of 365.25/12 days, since its days do not follow one another.
        let wanted = if matches!(length, Length::Months(_)) { (wanted * 1461 + 47) / 48 } else { wanted };
        let least = least_total(&join(found, own, gap, Truth::Met), self.as_of);
        let most = join(found, own, gap, Truth::Unknown);
        let most = most.iter().map(|part| i64::from(days(part.start, part.end, self.as_of).1)).sum();
        let enough = |least_days: i64, most_days: i64| {
            if least_days >= wanted.into() {
                Truth::Met
            } else if most_days < wanted.into() {
                Truth::NotMet
            } else {
                Truth::Unknown
            }
        };
        let over = |least_days: i64, most_days: i64| {
            if least_days > wanted.into() {
                Truth::Met
            } else if most_days <= wanted.into() {
                Truth::NotMet
            } else {
                Truth::Unknown
            }
        };
        let truth = if at_least { enough(least, most) } else { !over(least, most) };
        let Some(last) = own.last().and_then(|at| found.get(*at)).filter(|_| truth != Truth::NotMet) else {
            return;
        };
        let certainty = own.iter().filter_map(|at| found.get(*at)).map(|part| part.certainty).max();
        let mut joined = Match { certainty: certainty.unwrap_or(Truth::Unknown), ..last.clone() };
        narrow::<O>(&mut joined, truth, |_| Some(Reason::DateImprecise { event: last.event }));
        kept.push(joined);
    }

    /// The intervals in which an event of both choices runs.
    pub(super) fn select_together(&mut self, left: EventsId, right: EventsId, scope: Scope) -> Vec<Match> {
        let (left, right) = (self.select(left, scope), self.select(right, scope));
        let mut both = self.list();
        for one in &left {
            for other in &right {
                let meet = one.start.at_most(other.end).and(other.start.at_most(one.end));
                let certainty = meet.and(one.certainty).and(other.certainty);
                if meet == Truth::NotMet {
                    continue;
                }
                let start = DaySpan {
                    first: one.start.first.max(other.start.first),
                    last: one.start.last.max(other.start.last),
                };
                let end = DaySpan { first: one.end.first.min(other.end.first), last: one.end.last.min(other.end.last) };
                let mut event = self.event(one.event).clone();
                (event.start, event.end) = (start, end);
                let mut reasons = Vec::new();
                if O::DETAIL && certainty == Truth::Unknown {
                    reasons = [one.reasons.clone(), other.reasons.clone()].concat();
                    reasons.extend(date_reason(one.start, one.end, one.event));
                    reasons.extend(date_reason(other.start, other.end, other.event));
                }
                let event = self.derive(event);
                both.push(Match { event, certainty, start, end, reasons });
            }
        }
        self.give_back(left);
        self.give_back(right);
        both
    }
}

/// Joins stretches that certainly (or, for [`Truth::Unknown`], possibly) lie within a gap of so many days.
fn join(found: &[Match], own: &[usize], gap: i32, wanted: Truth) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::new();
    for at in own {
        let Some(part) = found.get(*at) else {
            continue;
        };
        let near = joined.last().map_or(Truth::NotMet, |before| {
            let reach = before.end.map(|day| day.plus_days(gap));
            part.start.at_most(reach).and(part.certainty).and(before.certainty)
        });
        match joined.last_mut() {
            Some(before) if near >= wanted && near != Truth::NotMet => {
                before.end =
                    DaySpan { first: before.end.first.max(part.end.first), last: before.end.last.max(part.end.last) };
                before.start.first = before.start.first.min(part.start.first);
                before.certainty = before.certainty.max(part.certainty);
                before.parts.push(*at);
            }
            _ => joined.push(Stretch { start: part.start, end: part.end, certainty: part.certainty, parts: vec![*at] }),
        }
    }
    joined
}

/// The days of certain stretches together at least; of two that may overlap, the longer alone.
fn least_total(stretches: &[Stretch], as_of: Day) -> i64 {
    let mut total = 0;
    let mut before: Option<(Day, i64)> = None;
    for stretch in stretches.iter().filter(|stretch| stretch.certainty == Truth::Met) {
        let own = i64::from(days(stretch.start, stretch.end, as_of).0);
        let shared = before.filter(|(end, _)| stretch.start.first <= *end).map_or(0, |(_, length)| length.min(own));
        total += own - shared;
        before = Some((before.map_or(stretch.end.last, |(end, _)| end.max(stretch.end.last)), own.max(shared)));
    }
    total
}

/// Whether a stretch certainly, possibly or not lasts so long: from its first to its last day, the last not counted.
pub(super) fn lasts(start: DaySpan, end: DaySpan, as_of: Day, length: Length) -> Truth {
    let due = |day: Day| length.after(day).unwrap_or(Day::MAX);
    let (first_end, last_end) = (end.first.min(as_of), end.last.min(as_of));
    if start.last.is_real() && due(start.last) <= first_end {
        Truth::Met
    } else if start.first.is_real() && due(start.first) > last_end {
        Truth::NotMet
    } else {
        Truth::Unknown
    }
}

/// Whether a stretch lasts no longer than that.
fn not_longer(start: DaySpan, end: DaySpan, as_of: Day, length: Length) -> Truth {
    let due = |day: Day| length.after(day).unwrap_or(Day::MAX);
    let (first_end, last_end) = (end.first.min(as_of), end.last.min(as_of));
    if start.first.is_real() && last_end <= due(start.first) {
        Truth::Met
    } else if start.last.is_real() && first_end > due(start.last) {
        Truth::NotMet
    } else {
        Truth::Unknown
    }
}

/// The least and most days from start to end, up to the as-of date.
fn days(start: DaySpan, end: DaySpan, as_of: Day) -> (i32, i32) {
    let (first_end, last_end) = (end.first.min(as_of), end.last.min(as_of));
    let least = if start.last.is_real() { (first_end.0 - start.last.0).max(0) } else { 0 };
    let most = if start.first.is_real() { (last_end.0 - start.first.0).max(0) } else { i32::MAX / 4 };
    (least, most)
}
