//! Stretches joined where they touch or lie within the drug's declared gap, by their length.
//!
//! What certainly belongs together is one core. Cores that may be joined further form a chain: the stretch that holds one of
//! them may reach as far as the chain does, and may end with any later one.

use super::judgement::{EventRef, Match, Reason};
use super::observer::{Observer, Scope};
use super::run::{Run, narrow};
use super::select::date_reason;
use crate::check::EventsId;
use crate::value::{Day, DaySpan, Length, Truth};
use crate::vocabulary::builtin::attribute;

/// Events of one word that certainly are one stretch, or one that is only possible.
#[derive(Clone, Debug)]
struct Core {
    start: DaySpan,
    end: DaySpan,
    certainty: Truth,
    /// The places of its parts, in order.
    parts: Vec<usize>,
}

/// What is asked of the length of a stretch.
#[derive(Clone, Copy)]
struct Asked {
    at_least: bool,
    length: Length,
    as_of: Day,
}

impl Asked {
    /// Whether a stretch lasts as asked.
    fn fits(&self, start: DaySpan, end: DaySpan) -> Truth {
        let lasts = if self.at_least { lasts } else { not_longer };
        lasts(start, end, self.as_of, self.length)
    }
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
        let asked = Asked { at_least, length, as_of: self.as_of };
        if !total && self.no_word_twice(&found) {
            found.retain_mut(|found| {
                let truth = asked.fits(found.start, found.end);
                narrow::<O>(found, truth, |found| date_reason(found.start, found.end, found.event));
                truth != Truth::NotMet
            });
        } else {
            found = self.join(found, asked, total);
        }
        if !at_least && !found.is_empty() {
            // A stretch that nobody recorded may join one and make it longer.
            let open = self.open(of, scope);
            if open.is_open() {
                for stretch in &mut found {
                    narrow::<O>(stretch, Truth::Unknown, |_| open.reasons.first().cloned());
                }
            }
        }
        found
    }

    /// Joins what belongs together, word by word, and keeps what lasts as asked.
    fn join(&mut self, found: Vec<Match>, asked: Asked, total: bool) -> Vec<Match> {
        let mut kept = self.list();
        let mut words: Vec<_> = found.iter().map(|found| self.event(found.event).word).collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            let gap = self.program.vocabulary.word(word).gap();
            let mut own = self.list();
            own.extend(found.iter().filter(|found| self.event(found.event).word == word).cloned());
            // What was derived has no place in the record, and keeps the order in which it came.
            let place = |event: EventRef| (event.0 as usize).min(self.patient.events.len());
            own.sort_by_key(|found| (found.start.first, found.start.last, place(found.event)));
            if total {
                self.keep_total(&own, gap, asked, &mut kept);
            } else {
                for chain in chains(cores(&own, gap), gap) {
                    self.keep_stretches(&own, &chain, gap, asked, &mut kept);
                }
            }
            self.give_back(own);
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

    /// Keeps the stretches of a chain that last as asked. Those that certainly do may still be one and the same, so only the
    /// last of them is certain to be one of its own.
    fn keep_stretches(&mut self, own: &[Match], chain: &[Core], gap: i32, asked: Asked, kept: &mut Vec<Match>) {
        let first = chain.iter().map(|core| core.start.first).min().unwrap_or(Day::MIN);
        let last = chain.iter().map(|core| core.end.last).max().unwrap_or(Day::MAX);
        let mut certain_after = false;
        let mut stretches = self.list();
        for core in chain.iter().rev() {
            let (surely_from, surely_to) = surely_held(core, chain, gap);
            let start = DaySpan { first, last: surely_from };
            let end = DaySpan { first: surely_to, last };
            let truth = asked.fits(start, end);
            if truth == Truth::NotMet {
                continue;
            }
            let mut joined = self.stretch(own, core, chain, start, end);
            let mut reason = date_reason(start, end, joined.event);
            if O::DETAIL {
                let parts = core.parts.iter().filter_map(|at| own.get(*at));
                joined.reasons.extend(parts.flat_map(|part| part.reasons.clone()));
                // Where a part is open for a reason of its own, that it may be shorter is no further one.
                reason = reason.filter(|_| joined.reasons.is_empty());
            }
            narrow::<O>(&mut joined, truth, |_| reason.clone());
            if joined.certainty == Truth::Met {
                let once = if certain_after { Truth::Unknown } else { Truth::Met };
                narrow::<O>(&mut joined, once, |_| reason);
                certain_after = true;
            }
            stretches.push(joined);
        }
        kept.extend(stretches.iter().rev().cloned());
        self.give_back(stretches);
    }

    /// The stretch that holds a core: known by the last of its events, as far as it is certain which that is.
    fn stretch(&mut self, own: &[Match], core: &Core, chain: &[Core], start: DaySpan, end: DaySpan) -> Match {
        let last_of = |core: &Core| core.parts.last().and_then(|at| Some((*at, own.get(*at)?)));
        let mut candidates: Vec<EventRef> = Vec::new();
        for last in chain.iter().filter_map(last_of) {
            let before = last_of(core).is_some_and(|own| is_before(last, own));
            candidates.extend(Some(last.1.event).filter(|_| !before));
        }
        let event = last_of(core).map_or(EventRef(0), |(_, last)| last.event);
        let alone = chain.len() == 1 && core.parts.len() == 1;
        let event = if alone { event } else { self.derive_joined(event, &candidates, start, end) };
        Match { event, certainty: core.certainty, start, end, reasons: Vec::new() }
    }

    /// An event for a stretch made of several, with what all that may be its last say alike. What was given in all, and when,
    /// is not told by one of them.
    fn derive_joined(&mut self, last: EventRef, candidates: &[EventRef], start: DaySpan, end: DaySpan) -> EventRef {
        let mut event = self.event(last).clone();
        (event.start, event.end, event.more, event.result) = (start, end, None, None);
        let whole = |id| id == attribute::TOTAL_DOSE || (id == attribute::DOSE && start == end);
        event.attributes.retain(|(id, datum)| {
            !whole(*id) && candidates.iter().all(|other| self.event(*other).attribute(*id) == Some(datum))
        });
        self.derive(event)
    }

    /// Keeps the newest exposure to a word whose stretches together last as asked.
    fn keep_total(&mut self, own: &[Match], gap: i32, asked: Asked, kept: &mut Vec<Match>) {
        // A total of months is counted in months of 365.25/12 days, since its days do not follow one another.
        let (most_wanted, least_wanted) = match asked.length {
            Length::Days(days) => (i64::from(days), i64::from(days)),
            Length::Months(months) => (i64::from(months) * 1461 / 48, (i64::from(months) * 1461 + 47) / 48),
            Length::HalfLives(_) => return,
        };
        let cores = cores(own, gap);
        let least = least_total(&cores, asked.as_of);
        let most: i64 = chains(cores, gap).iter().map(|chain| most_days(chain, asked.as_of)).sum();
        let truth = match asked.at_least {
            true if least >= least_wanted => Truth::Met,
            true if most < least_wanted => Truth::NotMet,
            false if most <= most_wanted => Truth::Met,
            false if least > most_wanted => Truth::NotMet,
            _ => Truth::Unknown,
        };
        if truth == Truth::NotMet {
            return;
        }
        let certain = || own.iter().enumerate().filter(|(_, found)| found.certainty == Truth::Met);
        let may_be_newest = |found: &(usize, &Match)| !certain().any(|other| is_before(*found, other));
        let newest: Vec<&Match> = own.iter().enumerate().filter(may_be_newest).map(|(_, found)| found).collect();
        let Some(last) = newest.last() else {
            return;
        };
        let mut joined =
            Match { certainty: certain().next().map_or(Truth::Unknown, |_| Truth::Met), ..(*last).clone() };
        if newest.len() > 1 {
            let spans = || newest.iter().map(|found| (found.start, found.end));
            let begun = certain().map(|(_, found)| found.start.first).max().unwrap_or(Day::MIN);
            let start = spans().map(|(start, _)| start).reduce(DaySpan::hull).unwrap_or(DaySpan::ANY);
            joined.start = DaySpan { first: start.first.max(begun), ..start };
            joined.end = spans().map(|(_, end)| end).reduce(DaySpan::hull).unwrap_or(DaySpan::ANY);
            let candidates: Vec<EventRef> = newest.iter().map(|found| found.event).collect();
            joined.event = self.derive_joined(last.event, &candidates, joined.start, joined.end);
        }
        narrow::<O>(&mut joined, truth, |_| Some(Reason::DateImprecise { event: last.event }));
        kept.push(joined);
    }
}

/// Whether one event certainly comes before another, by their starts, and by their places in the list where these are the
/// same: the list is in the order of the record.
fn is_before((place, one): (usize, &Match), (other_place, other): (usize, &Match)) -> bool {
    let by_day = one.start.last < other.start.first;
    by_day || (one.start.last == other.start.first && place < other_place)
}

/// Whether two stretches lie within a gap of so many days.
fn are_near(one: &Core, other: &Core, gap: i32) -> Truth {
    let reach = |end: DaySpan| end.map(|day| day.plus_days(gap));
    one.start.at_most(reach(other.end)).and(other.start.at_most(reach(one.end)))
}

/// The cores of some events, in the order of their starts.
fn cores(own: &[Match], gap: i32) -> Vec<Core> {
    let mut cores: Vec<Core> = Vec::new();
    for (place, part) in own.iter().enumerate() {
        let mut core = Core { start: part.start, end: part.end, certainty: part.certainty, parts: vec![place] };
        // One that lies between others may bring them together.
        while core.certainty == Truth::Met {
            let near = |other: &Core| other.certainty == Truth::Met && are_near(other, &core, gap) == Truth::Met;
            let Some(at) = cores.iter().position(near) else {
                break;
            };
            let other = cores.remove(at);
            core.start = earlier(core.start, other.start);
            core.end = later(core.end, other.end);
            core.parts.extend(other.parts);
            core.parts.sort_unstable();
        }
        cores.push(core);
    }
    cores.sort_by(|a, b| a.parts.last().cmp(&b.parts.last()));
    cores
}

/// The cores that may be joined to one another, directly or through others.
fn chains(cores: Vec<Core>, gap: i32) -> Vec<Vec<Core>> {
    let mut chains: Vec<Vec<Core>> = Vec::new();
    for core in cores {
        let may_join = |chain: &Vec<Core>| chain.iter().any(|other| are_near(other, &core, gap) != Truth::NotMet);
        let (near, mut apart): (Vec<_>, Vec<_>) = chains.into_iter().partition(may_join);
        let mut chain: Vec<Core> = near.into_iter().flatten().collect();
        chain.push(core);
        chain.sort_by(|a, b| a.parts.last().cmp(&b.parts.last()));
        apart.push(chain);
        chains = apart;
    }
    chains
}

/// The days that the stretch with a core certainly holds: those of another that is there whenever it comes close enough are
/// among them.
fn surely_held(core: &Core, chain: &[Core], gap: i32) -> (Day, Day) {
    let (mut from, mut to) = (core.start.last, core.end.first);
    for _ in chain {
        let before = (from, to);
        for other in chain.iter().filter(|other| other.certainty == Truth::Met) {
            if other.end.first.plus_days(gap) >= from {
                from = from.min(other.start.last);
            }
            if other.start.last <= to.plus_days(gap) {
                to = to.max(other.end.first);
            }
        }
        if before == (from, to) {
            break;
        }
    }
    (from, to)
}

/// The earlier of two days.
pub(super) fn earlier(a: DaySpan, b: DaySpan) -> DaySpan {
    DaySpan { first: a.first.min(b.first), last: a.last.min(b.last) }
}

/// The later of two days.
pub(super) fn later(a: DaySpan, b: DaySpan) -> DaySpan {
    DaySpan { first: a.first.max(b.first), last: a.last.max(b.last) }
}

/// The days of certain stretches together at least; of two that may overlap, the longer alone.
fn least_total(cores: &[Core], as_of: Day) -> i64 {
    let mut certain: Vec<&Core> = cores.iter().filter(|core| core.certainty == Truth::Met).collect();
    certain.sort_by_key(|core| (core.start.first, core.start.last));
    let mut total = 0;
    let mut before: Option<(Day, i64)> = None;
    for core in certain {
        let own = i64::from(days(core.start, core.end, as_of).0);
        let shared = before.filter(|(end, _)| core.start.first <= *end).map_or(0, |(_, length)| length.min(own));
        total += own - shared;
        before = Some((before.map_or(core.end.last, |(end, _)| end.max(core.end.last)), own.max(shared)));
    }
    total
}

/// The most days that a chain can have lasted.
fn most_days(chain: &[Core], as_of: Day) -> i64 {
    let start = chain.iter().map(|core| core.start).reduce(earlier).unwrap_or(DaySpan::ANY);
    let end = chain.iter().map(|core| core.end).reduce(later).unwrap_or(DaySpan::ANY);
    i64::from(days(start, end, as_of).1)
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
