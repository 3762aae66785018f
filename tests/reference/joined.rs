//! Stretches of one drug or condition, joined where they touch or lie within its declared gap, by their length.
//!
//! Every world is gone through: each possible event there or not, each date at its first or last day.

use super::model::{Found, Reference, Selection};
use super::time::hull;
use enrol::value::{Day, DaySpan, Length};
use enrol::vocabulary::WordId;

/// One event in one world: its place among those found, its first and last day.
type Stretch = (usize, Day, Day);

/// One joined stretch in one world.
struct Whole {
    /// The last of its events.
    last: usize,
    start: Day,
    end: Day,
}

/// What the worlds say of the stretch that one event ends.
#[derive(Default)]
struct Seen {
    worlds: usize,
    long_enough: usize,
    start: Option<DaySpan>,
    end: Option<DaySpan>,
}

impl Reference<'_> {
    pub fn joined(&self, from: &Selection, at_least: bool, length: Length, total: bool) -> Selection {
        let mut words: Vec<WordId> = from.found.iter().map(|found| found.event.word).collect();
        words.sort();
        words.dedup();
        let found = words.into_iter().flat_map(|word| {
            let same: Vec<_> = from.found.iter().filter(|found| found.event.word == word).collect();
            self.joined_of(word, &same, at_least, length, total)
        });
        // An event that nobody recorded may make a stretch longer than it seems.
        let cautious = from.open && !at_least;
        let found = found.map(|found| Found { certain: found.certain && !cautious, ..found }).collect();
        Selection { found, open: from.open, ..Selection::default() }
    }

    fn joined_of(&self, word: WordId, same: &[&Found], at_least: bool, length: Length, total: bool) -> Vec<Found> {
        let gap = self.gap(word);
        let mut seen: Vec<Seen> = same.iter().map(|_| Seen::default()).collect();
        let mut worlds = 0;
        for world in worlds_of(same) {
            worlds += 1;
            let wholes = join(world, gap);
            let sum = total.then(|| self.is_long(laid_end_to_end(&wholes, self.as_of()), at_least, length));
            for whole in wholes {
                let one = &mut seen[whole.last];
                one.worlds += 1;
                let fits = sum.unwrap_or_else(|| self.is_long((whole.start, whole.end), at_least, length));
                one.long_enough += usize::from(fits);
                let (start, end) = (DaySpan::on(whole.start), DaySpan::on(whole.end));
                one.start = Some(one.start.map_or(start, |span| hull(span, start)));
                one.end = Some(one.end.map_or(end, |span| hull(span, end)));
            }
        }
        let stretches = same.iter().zip(seen).filter(|(_, seen)| seen.long_enough > 0);
        let stretches = stretches.filter_map(|(found, seen)| {
            let certain = seen.long_enough == worlds;
            Some(Found { certain, start: seen.start?, end: seen.end?, ..(*found).clone() })
        });
        stretches.collect()
    }

    /// Whether a stretch is at least, or at most, so long; what is ongoing counts up to the as-of date.
    fn is_long(&self, (start, end): (Day, Day), at_least: bool, length: Length) -> bool {
        let end = end.min(self.as_of());
        let Some(due) = length.after(start) else {
            return false;
        };
        let due = if start.is_real() { due } else { Day::MIN };
        if at_least { end >= due } else { end <= due }
    }
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
                whole.last = place;
                whole.end = whole.end.max(end);
            }
            _ => wholes.push(Whole { last: place, start, end }),
        }
    }
    wholes
}

/// All stretches laid end to end, from the start of the first.
fn laid_end_to_end(wholes: &[Whole], as_of: Day) -> (Day, Day) {
    let days: i64 = wholes.iter().map(|whole| i64::from(whole.end.min(as_of).0) - i64::from(whole.start.0)).sum();
    let start = wholes.first().map_or(as_of, |whole| whole.start);
    let end = i64::from(start.0) + days;
    (start, Day(i32::try_from(end.clamp(i64::from(Day::MIN.0), i64::from(Day::MAX.0))).unwrap()))
}
