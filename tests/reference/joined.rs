//! Stretches of one drug or condition, joined where they touch or lie within its declared gap, by their length.
//!
//! Every world is gone through: each possible event there or not, each date at its first or last day. Events that are in one
//! stretch in every world are a core; a stretch is known by the last event of its core.

use super::model::{Found, Reference, Selection, ways_of};
use super::time::hull;
use enrol::record::Event;
use enrol::value::{Day, DaySpan, Length};
use enrol::vocabulary::WordId;
use enrol::vocabulary::builtin::attribute;

/// One event in one world: its place among those found, its first and last day.
type Stretch = (usize, Day, Day);

/// One joined stretch in one world.
#[derive(Clone)]
struct Whole {
    /// Its events.
    of: Vec<usize>,
    start: Day,
    end: Day,
}

/// What is asked of the length of stretches.
#[derive(Clone, Copy)]
pub struct Asked {
    pub at_least: bool,
    pub length: Length,
    pub total: bool,
}

impl Reference<'_> {
    pub fn joined(&self, from: &Selection, asked: Asked) -> Selection {
        let mut words: Vec<WordId> = from.found.iter().map(|found| found.event.word).collect();
        words.sort();
        words.dedup();
        let found = words.into_iter().flat_map(|word| {
            let mut same: Vec<_> = from.found.iter().filter(|found| found.event.word == word).collect();
            same.sort_by_key(|found| (found.start.first, found.start.last, found.place));
            if !self.can_go_through(same.iter().map(|found| ways_of(found) + usize::from(!found.certain))) {
                return Vec::new();
            }
            let worlds: Vec<_> = worlds_of(&same).into_iter().map(|world| join(world, self.gap(word))).collect();
            if asked.total { self.in_all(&same, &worlds, asked) } else { self.stretches(&same, &worlds, asked) }
        });
        // An event that nobody recorded may make a stretch longer than it seems.
        let cautious = from.open && !asked.at_least;
        let found = found.map(|found| Found { certain: found.certain && !cautious, ..found }).collect();
        Selection { found, open: from.open, ..Selection::default() }
    }

    /// Each core's stretch, from world to world. Of those that are certain but may be one and the same, the last is certain.
    fn stretches(&self, same: &[&Found], worlds: &[Vec<Whole>], asked: Asked) -> Vec<Found> {
        let places = 0..same.len();
        let together = |a: usize, b: usize| {
            let with = worlds.iter().filter(|world| whole_of(world, a).is_some_and(|whole| whole.of.contains(&b)));
            with.count()
        };
        let always = |a: usize, b: usize| a == b || together(a, b) == worlds.len();
        let cores: Vec<usize> =
            places.clone().filter(|at| !(at + 1..same.len()).any(|later| always(*at, later))).collect();
        let ever = |a: usize, b: usize| together(a, b) > 0;
        let mut kept: Vec<(usize, Found)> = Vec::new();
        for core in cores.iter().rev() {
            let chain = connected(*core, &cores, ever);
            let wholes: Vec<_> = worlds.iter().filter_map(|world| whole_of(world, *core)).collect();
            let fits = wholes.iter().filter(|whole| self.is_long((whole.start, whole.end), asked)).count();
            if fits == 0 {
                continue;
            }
            let span = |of: fn(&Whole) -> Day| wholes.iter().map(|whole| DaySpan::on(of(whole))).reduce(hull).unwrap();
            let (start, end) = (span(|whole| whole.start), span(|whole| whole.end));
            let taken = kept.iter().any(|(other, found)| chain.contains(other) && found.certain);
            let certain = fits == worlds.len() && !taken;
            let alone = chain.len() == 1 && !places.clone().any(|at| at != *core && always(*core, at));
            let may_be_last: Vec<_> =
                chain.iter().filter(|at| !is_before(same, **at, *core)).map(|at| same[*at]).collect();
            let found = if alone {
                Found { certain, start, end, ..same[*core].clone() }
            } else {
                of_several(&may_be_last, same[*core], certain, start, end)
            };
            kept.push((*core, found));
        }
        kept.into_iter().rev().map(|(_, found)| found).collect()
    }

    /// All stretches of a word taken together, known by the newest.
    fn in_all(&self, same: &[&Found], worlds: &[Vec<Whole>], asked: Asked) -> Vec<Found> {
        let days = |world: &Vec<Whole>| -> i64 {
            let of = |whole: &Whole| i64::from(whole.end.min(self.as_of()).0) - i64::from(whole.start.0);
            world.iter().map(|whole| of(whole).max(0)).sum()
        };
        // A month is 365.25 / 12 days where it is not one of the calendar.
        let wanted = match asked.length {
            Length::Days(days) => i64::from(days) * 48,
            Length::Months(months) => i64::from(months) * 1461,
            Length::HalfLives(_) => return Vec::new(),
        };
        let fits = |world: &&Vec<Whole>| {
            let days = days(world) * 48;
            if asked.at_least { days >= wanted } else { days <= wanted }
        };
        let fitting = worlds.iter().filter(fits).count();
        let surpassed = |at: usize| (0..same.len()).any(|other| same[other].certain && is_before(same, at, other));
        let newest: Vec<_> = (0..same.len()).filter(|at| !surpassed(*at)).map(|at| same[at]).collect();
        let Some(last) = newest.last().filter(|_| fitting > 0) else { return Vec::new() };
        let certain = fitting == worlds.len() && same.iter().any(|found| found.certain);
        if newest.len() == 1 {
            return vec![Found { certain, ..(*last).clone() }];
        }
        let start = newest.iter().map(|found| found.start).reduce(hull).unwrap();
        let begun = same.iter().filter(|found| found.certain).map(|found| found.start.first).max();
        let start = DaySpan::between(start.first.max(begun.unwrap_or(Day::MIN)), start.last);
        let end = newest.iter().map(|found| found.end).reduce(hull).unwrap();
        vec![of_several(&newest, last, certain, start, end)]
    }

    /// Whether a stretch is at least, or at most, so long; what is ongoing counts up to the as-of date.
    fn is_long(&self, (start, end): (Day, Day), asked: Asked) -> bool {
        let end = end.min(self.as_of());
        let Some(due) = asked.length.after(start) else {
            return false;
        };
        let due = if start == Day::MIN { start } else { due };
        if asked.at_least { end >= due } else { end <= due }
    }
}

fn whole_of(world: &[Whole], place: usize) -> Option<&Whole> {
    world.iter().find(|whole| whole.of.contains(&place))
}

/// Those that one is linked to, directly or through others, itself included.
fn connected(from: usize, of: &[usize], linked: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut reached = vec![from];
    for _ in of {
        for one in of {
            if !reached.contains(one) && reached.iter().any(|other| linked(*one, *other)) {
                reached.push(*one);
            }
        }
    }
    reached
}

/// Whether one event certainly comes before another; of two of one day, the one that stands first.
fn is_before(same: &[&Found], one: usize, other: usize) -> bool {
    let (last, first) = (same[one].start.last, same[other].start.first);
    last < first || (last == first && one < other)
}

/// A stretch of several events: it says what all that may be its last say alike. What was given in all is told by none.
fn of_several(may_be_last: &[&Found], last: &Found, certain: bool, start: DaySpan, end: DaySpan) -> Found {
    let alike = |id, datum| may_be_last.iter().all(|found| found.event.attribute(id) == Some(datum));
    let whole = |id| id == attribute::TOTAL_DOSE || (id == attribute::DOSE && start == end);
    let attributes = last.event.attributes.iter().filter(|(id, datum)| !whole(*id) && alike(*id, datum));
    let event = Event { attributes: attributes.cloned().collect(), more: None, result: None, ..(*last.event).clone() };
    Found::derived(&event, certain, start, end)
}

/// Every way in which the events can have been: those that are only possible there or not, each date first or last.
fn worlds_of(events: &[&Found]) -> Vec<Vec<Stretch>> {
    let mut worlds = vec![Vec::new()];
    for (place, found) in events.iter().enumerate() {
        let mut ways: Vec<Option<Stretch>> = Vec::new();
        for start in [found.start.first, found.start.last] {
            for end in [found.end.first, found.end.last] {
                let way = Some((place, start, end));
                if start <= end && !ways.contains(&way) {
                    ways.push(way);
                }
            }
        }
        if !found.certain {
            ways.push(None);
        }
        worlds = worlds
            .iter()
            .flat_map(|world: &Vec<Stretch>| ways.iter().map(move |way| world.iter().copied().chain(*way).collect()))
            .collect();
    }
    worlds
}

/// Joins the stretches of one world, in the order of their starts.
fn join(mut world: Vec<Stretch>, gap: i32) -> Vec<Whole> {
    world.sort_by_key(|(place, start, _)| (*start, *place));
    let mut wholes: Vec<Whole> = Vec::new();
    for (place, start, end) in world {
        match wholes.last_mut() {
            Some(whole) if start.0 - whole.end.0 <= gap => {
                whole.of.push(place);
                whole.end = whole.end.max(end);
            }
            _ => wholes.push(Whole { of: vec![place], start, end }),
        }
    }
    wholes
}
