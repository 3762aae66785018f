//! Values of every form: numbers, doses, dates and times.

use super::{Defined, Writer};
use crate::generate::programs::Sort;

impl Writer<'_, '_> {
    /// A number without a unit, in parentheses where it is more than one term.
    pub(super) fn number(&mut self, depth: usize) -> String {
        match self.choices.below(if depth == 0 { 7 } else { 14 }) {
            0..=2 => self.result(depth),
            3 => self.statistic(depth),
            4 => {
                let (events, sort) = self.events(depth.saturating_sub(1), None);
                let counting = self.distinct(sort);
                format!("count ({events}){counting}")
            }
            5 | 6 => self.named_number(),
            7 => format!("({} {} {})", self.number(depth - 1), self.pick(&["+", "-"]), self.number(0)),
            8 => format!("({} {} 2)", self.number(depth - 1), self.pick(&["x", "/"])),
            9 => format!("{} of ({}, 5)", self.pick(&["greater", "lesser"]), self.number(depth - 1)),
            10 => format!("choose {{ 2 when {}, 10 when {} }}", self.truth(0), self.truth(0)),
            11 => format!("activity_index of {}", self.one_event(depth - 1, Sort::Biopsy)),
            12 => {
                let (events, _) = self.events(depth - 1, Some(Sort::Score));
                let items = self.pick(&["only items { complement, dna }", "without items { headache }"]);
                format!("latest ({events}) {items}")
            }
            _ => self.named_number(),
        }
    }

    /// Something that the file declares; a parameter where there is nothing else.
    fn named_number(&mut self) -> String {
        let found = self.declared(|defined| match defined {
            Defined::Value(name) | Defined::Score(name) => Some(name.clone()),
            _ => None,
        });
        found.unwrap_or_else(|| "bound".to_string())
    }

    /// The result of one event.
    fn result(&mut self, depth: usize) -> String {
        let sort = self.one_of(&[Sort::Alpha, Sort::Alpha, Sort::Beta, Sort::Score]);
        self.one_event(depth, sort)
    }

    /// One event: the newest or the oldest of some, or a declared one.
    pub(super) fn one_event(&mut self, depth: usize, sort: Sort) -> String {
        if self.chance(20) {
            let found = self.declared(|defined| match defined {
                Defined::Event(name, of) if *of == sort => Some(name.clone()),
                _ => None,
            });
            if let Some(name) = found {
                return name;
            }
        }
        let (events, _) = self.events(depth, Some(sort));
        format!("{} ({events})", self.pick(&["latest", "latest", "latest", "earliest"]))
    }

    fn statistic(&mut self, depth: usize) -> String {
        let (events, _) = self.events(depth.saturating_sub(1), Some(Sort::Alpha));
        format!("{} ({events})", self.pick(&["highest", "lowest", "mean", "median"]))
    }

    /// A dose, an average or a sum of doses, and a change in per cent.
    pub(super) fn compared_dose(&mut self, depth: usize) -> String {
        let sign = self.sign();
        match self.choices.below(5) {
            0 => {
                let (events, _) = self.events(depth - 1, Some(Sort::Drug));
                let doses = self.pick(&["", "", "doses of "]);
                let conversion = self.pick(&["", " as prednisone"]);
                format!("total dose{conversion} of ({doses}{events}) {sign} {}", self.pick(&["20 mg", "0.01 g"]))
            }
            1 => {
                let days = self.pick(&["all", "treated"]);
                let since = self.pick(&["since 2026-03-01", "since consent", "within 6 months"]);
                let drug = self.pick(&["prednisone", "steroid", "mycophenolate"]);
                format!("average daily_dose of {drug} {since} over {days} days {sign} 5 mg/day")
            }
            2 => {
                let one = self.one_event(depth - 1, Sort::Drug);
                format!("dose of {one} {sign} 5 mg")
            }
            3 => {
                let one = self.one_event(depth - 1, Sort::Drug);
                format!("daily_dose as prednisone per kg of {one} {sign} 0.2 mg/kg/day")
            }
            // A pure number converts to per cent.
            _ => {
                let from = self.statistic(0);
                let to = self.one_event(0, Sort::Alpha);
                let than = self.number(0);
                let threshold = self.pick(&["-50 %", "10 %", "100 %", &than, &than]);
                format!("percent change from ({from}) to ({to}) {sign} {threshold}")
            }
        }
    }

    /// How long ago something was, and how old the patient.
    pub(super) fn compared_time(&mut self, depth: usize) -> String {
        let length = self.pick(&["28 days", "6 months", "2 years", "3 months", "8 weeks"]);
        let sign = self.sign();
        match self.choices.below(4) {
            0 => format!("age at {} {sign} 18 years", self.pick(&["consent", "randomisation", "2026-02-28"])),
            1 => format!("age {} 17 years and 70 years", "between"),
            _ => {
                let point = self.one_day(depth - 1);
                format!("time since {point} {sign} {length}")
            }
        }
    }

    /// Two dates.
    pub(super) fn compared_date(&mut self, depth: usize) -> String {
        let left = self.date(depth - 1);
        match self.choices.below(5) {
            0 => format!("{left} between 2025-06-01 and {}", self.pick(&["2026-05-31", "2026"])),
            1 => format!("{left} is {}", self.pick(&["2026-06-05", "2026-06", "2026"])),
            2 => format!("{left} {} {}", self.sign(), self.pick(&["2026-03-17", "2026-05", "2025"])),
            _ => format!("{left} {} {}", self.sign(), self.date(0)),
        }
    }

    /// A date in parentheses where it is more than one term.
    pub(super) fn date(&mut self, depth: usize) -> String {
        match self.choices.below(6) {
            0 => self.pick(&["date of consent", "date of randomisation", "date of birth"]),
            1 => self.pick(&["start of screening", "end of screening"]),
            2 if depth > 0 => {
                let length = self.pick(&["24 weeks", "28 days", "6 months", "1 day"]);
                format!("({} {} {length})", self.date(depth - 1), self.pick(&["-", "+"]))
            }
            _ => {
                let sort = self.sort();
                let one = self.one_event(depth, sort);
                if sort.lasts() {
                    format!("{} of {one}", self.pick(&["start", "end"]))
                } else {
                    format!("date of {one}")
                }
            }
        }
    }
}
