//! How many events lie so far from one another.

use super::judgement::Match;
use crate::value::{Day, DaySpan, Length, Truth};

/// Of no more events whose day is not known is every choice tried.
const MOST_LOOSE: usize = 8;

/// No longer than this is looked for a larger set of events; what was found by then is certain.
const MOST_STEPS: u32 = 20_000;

/// The search for the largest set of events of which any two fit together.
struct Search {
    fits: Vec<Vec<bool>>,
    best: usize,
    steps: u32,
}

impl Search {
    /// Tries to extend what is chosen by each event that is left and fits, as long as that can beat the best so far.
    fn extend(&mut self, left: &[usize], chosen: usize) {
        self.best = self.best.max(chosen);
        for (at, event) in left.iter().enumerate() {
            if self.steps == 0 || chosen + left.len() - at <= self.best {
                return;
            }
            self.steps -= 1;
            let Some(fits) = self.fits.get(*event) else {
                return;
            };
            let others = left.iter().skip(at + 1).copied();
            let fitting: Vec<usize> = others.filter(|other| fits.get(*other) == Some(&true)).collect();
            self.extend(&fitting, chosen + 1);
        }
    }
}

/// The size of the largest set of events of which any two fit together.
pub(super) fn largest(fits: Vec<Vec<bool>>) -> usize {
    let all: Vec<usize> = (0..fits.len()).collect();
    let mut search = Search { fits, best: 0, steps: MOST_STEPS };
    search.extend(&all, 0);
    search.best
}

/// The most events of which each lies certainly so far from the next, taken from the first on.
pub(super) fn surely_apart(found: &[Match], length: Length) -> usize {
    let certain = found.iter().filter(|found| found.certainty == Truth::Met);
    let mut days: Vec<(Day, Day)> = certain.map(|found| (found.start.last, found.start.first)).collect();
    days.sort();
    greedy(days.iter().map(|(last, first)| (*first, *last)), length)
}

/// The most events that can lie so far from one another: for each number of them, and each choice among those of which the
/// day is not known, the first day on which another may follow. Where there are too many of those, the others may lie
/// anywhere.
pub(super) fn possibly_apart(found: &[Match], length: Length) -> usize {
    let starts = || found.iter().map(|found| found.start);
    let mut known: Vec<Day> = starts().filter_map(DaySpan::known).collect();
    known.sort_unstable();
    let mut loose: Vec<DaySpan> = starts().filter(|start| start.known().is_none()).collect();
    loose.sort_by_key(|start| (start.last, start.first));
    let anywhere = loose.split_off(loose.len().min(MOST_LOOSE)).len();
    let after = |day: Day| length.after(day).unwrap_or(day);
    let mut ways: Vec<Option<Day>> = vec![None; 1 << loose.len()];
    if let Some(none_yet) = ways.first_mut() {
        *none_yet = Some(Day::MIN);
    }
    for taken in 0..=known.len() + loose.len() {
        let mut longer: Vec<Option<Day>> = vec![None; ways.len()];
        let mut reach = |chosen: usize, day: Day| {
            if let Some(first) = longer.get_mut(chosen) {
                *first = Some(first.map_or(after(day), |first| first.min(after(day))));
            }
        };
        for (chosen, from) in ways.iter().enumerate() {
            let Some(from) = *from else {
                continue;
            };
            if let Some(day) = known.get(known.partition_point(|day| *day < from)) {
                reach(chosen, *day);
            }
            for (place, start) in loose.iter().enumerate() {
                let day = start.first.max(from);
                if chosen >> place & 1 == 0 && day <= start.last {
                    reach(chosen | 1 << place, day);
                }
            }
        }
        if longer.iter().all(Option::is_none) {
            return taken + anywhere;
        }
        ways = longer;
    }
    known.len() + loose.len() + anywhere
}

fn greedy(days: impl Iterator<Item = (Day, Day)>, length: Length) -> usize {
    let mut taken = 0;
    let mut next_from = Day::MIN;
    for (first, last) in days {
        if first >= next_from {
            taken += 1;
            next_from = length.after(last).unwrap_or(last);
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two of each pair do not fit, so one of each can be chosen, in 2^30 ways.
    #[test]
    fn a_search_for_the_largest_set_comes_to_an_end() {
        let pairs = 30;
        let fits = |one: usize, other: usize| one / 2 != other / 2;
        let all = (0..2 * pairs).map(|one| (0..2 * pairs).map(|other| fits(one, other)).collect()).collect();
        assert_eq!(largest(all), pairs);
    }
}
