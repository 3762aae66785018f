//! Windows and the points that they hang on.

use super::{Defined, Writer};
use crate::generate::programs::Sort;

/// Lengths of time as they are written.
const LENGTHS: &[&str] = &["28 days", "6 months", "90 days", "2 years", "12 weeks", "1 month", "period"];

impl Writer<'_, '_> {
    /// A window on events of a sort, with the space before it.
    pub(super) fn window(&mut self, depth: usize, sort: Sort) -> String {
        let plain = self.plain_window(depth, sort);
        if !sort.lasts() {
            return format!(" {plain}");
        }
        match self.choices.below(8) {
            0 => format!(" started {plain}"),
            1 => format!(" ended {plain}"),
            2 => format!(" running {}", self.running()),
            _ => format!(" {plain}"),
        }
    }

    fn running(&mut self) -> String {
        let point = self.pick(&["consent", "randomisation", "2026-05-15", "screening"]);
        if point == "screening" { "during screening".to_string() } else { format!("at {point}") }
    }

    fn length(&mut self, sort: Sort) -> String {
        if sort == Sort::Drug && self.chance(25) {
            return self.pick(&[
                "longer of (30 days, 5 half_lives)",
                "shorter of (90 days, 5 half_lives)",
                "5 half_lives",
            ]);
        }
        self.pick(LENGTHS)
    }

    fn plain_window(&mut self, depth: usize, sort: Sort) -> String {
        let length = self.length(sort);
        match self.choices.below(14) {
            0..=4 => format!("within {length}"),
            5 => format!("within {length} before {}", self.point(depth)),
            6 => format!("within {length} after {}", self.point(depth)),
            7 => format!("within {length} before or during {}", "screening"),
            8 => format!("before {}", self.point(depth)),
            9 => format!("after {}", self.point(depth)),
            10 => format!("at {}", self.pick(&["randomisation", "run_in", "consent"])),
            11 => {
                let more = self.pick(&["", " or within 28 days after screening"]);
                format!("during screening{more}")
            }
            12 => self.pick(&["before or during screening", "during 2026-05", "since start of 2026", "during 2025"]),
            _ => format!("since {}", self.since(depth)),
        }
    }

    /// A point or a period.
    pub(super) fn point(&mut self, depth: usize) -> String {
        match self.choices.below(6) {
            0 | 1 => self.pick(&["consent", "randomisation", "run_in", "screening"]),
            2 => self.pick(&["2026-03-01", "2026-05", "2026-06-05", "start of screening", "end of screening"]),
            _ => self.since(depth),
        }
    }

    /// A point that is one day.
    pub(super) fn since(&mut self, depth: usize) -> String {
        let at = self.pick(&["consent", "randomisation", "2026-03-01", "start of screening"]);
        if self.chance(50) || self.choices.spent() { at } else { self.one_day(depth) }
    }

    /// The day of one event.
    pub(super) fn one_day(&mut self, depth: usize) -> String {
        if let Some(it) = self.about_it.filter(|_| self.choices.chance(70)) {
            return self.day_of(it, "it".to_string());
        }
        let declared = self.declared(|defined| match defined {
            Defined::Event(name, sort) => Some((name.clone(), *sort)),
            _ => None,
        });
        match declared {
            Some((name, sort)) if self.chance(60) => self.day_of(sort, name),
            _ => {
                let sort = self.sort();
                let (events, _) = self.events(depth.saturating_sub(1), Some(sort));
                self.day_of(sort, format!("(latest ({events}))"))
            }
        }
    }

    fn day_of(&mut self, sort: Sort, event: String) -> String {
        if sort.lasts() { format!("{} of {event}", self.pick(&["start", "end"])) } else { event }
    }
}
