//! When things happened: days at which something may turn.

use super::super::chance::Chance;
use super::super::draft::{Draft, Entry};
use super::Moves;
use crate::value::Day;
use crate::vocabulary::Kind;
use std::collections::BTreeSet;

impl Moves<'_> {
    pub(super) fn date(&self, draft: &mut Draft, chance: &mut Chance) {
        let place = chance.below(draft.entries.len());
        self.date_at(draft, place, chance);
    }

    pub(super) fn date_at(&self, draft: &mut Draft, place: usize, chance: &mut Chance) {
        let days = self.days(draft);
        let Some(entry) = draft.entries.get_mut(place) else { return };
        self.set_dates(entry, &days, chance);
    }

    /// Another day in the place of one that the record has.
    pub(super) fn put_day(&self, draft: &mut Draft, wished: &[Day], chance: &mut Chance) {
        let Some(day) = chance.one(wished).copied().filter(|day| day.is_real()) else { return };
        let place = chance.below(1 + draft.anchors.len() + 2 * draft.entries.len());
        if place == 0 && self.bearing.birth {
            draft.birth = Some(day);
        } else if let Some(anchor) = draft.anchors.values_mut().nth(place.wrapping_sub(1)) {
            *anchor = day;
        } else {
            let place = chance.below(draft.entries.len());
            let Some(entry) = draft.entries.get_mut(place) else { return };
            let (start, end) = dated(entry.kind);
            match end.filter(|_| chance.percent(50)) {
                Some(end) => {
                    entry.fields.remove("ongoing");
                    entry.fields.insert(end.to_owned(), day.to_string());
                    let known = entry.fields.get(start).and_then(|day| Day::parse(day));
                    if known.is_some_and(|first| first > day) {
                        entry.fields.insert(start.to_owned(), day.to_string());
                    }
                }
                None => {
                    entry.fields.insert(start.to_owned(), day.to_string());
                    let known = end.and_then(|end| entry.fields.get(end)).and_then(|day| Day::parse(day));
                    if let Some(end) = end.filter(|_| known.is_some_and(|last| last < day)) {
                        entry.fields.insert(end.to_owned(), day.to_string());
                    }
                }
            }
        }
    }

    /// The days at which something may turn: from each day that the record or the rules name, so long before and after.
    pub(super) fn days(&self, draft: &Draft) -> Vec<Day> {
        let mut from: BTreeSet<Day> = BTreeSet::from([self.as_of]);
        from.extend(&self.bearing.days);
        from.extend(draft.anchors.values());
        from.extend(draft.entries.iter().flat_map(|entry| entry.fields.values().filter_map(|value| Day::parse(value))));
        let mut days = BTreeSet::new();
        for day in from {
            let far = self.bearing.lengths.iter().flat_map(|length| [length.before(day), length.after(day)]).flatten();
            for near in far.chain([day]) {
                days.extend([near, near.plus_days(-1), near.plus_days(1)]);
            }
        }
        days.into_iter().filter(|day| *day <= self.as_of && day.is_real()).collect()
    }

    pub(super) fn set_dates(&self, entry: &mut Entry, days: &[Day], chance: &mut Chance) {
        // Most of what is asked happened lately.
        let pick = |chance: &mut Chance| match chance.percent(30) {
            true => self.as_of.plus_days(-1),
            false => chance.one(days).copied().unwrap_or(self.as_of),
        };
        let (start, Some(end)) = dated(entry.kind) else {
            entry.fields.insert("on".to_owned(), pick(chance).to_string());
            return;
        };
        if entry.fields.contains_key("planned") || entry.fields.contains_key("administrations") {
            return;
        }
        let known = entry.fields.get(start).and_then(|day| Day::parse(day));
        let first = known.filter(|_| chance.percent(40)).unwrap_or_else(|| pick(chance));
        entry.fields.insert(start.to_owned(), first.to_string());
        entry.fields.remove(end);
        entry.fields.remove("ongoing");
        match chance.below(10) {
            0..6 => {
                let last = pick(chance).max(first);
                entry.fields.insert(end.to_owned(), last.to_string());
            }
            6..9 => _ = entry.fields.insert("ongoing".to_owned(), "yes".to_owned()),
            _ => {}
        }
    }
}

/// The fields that hold the first and the last day of an entry.
fn dated(kind: Kind) -> (&'static str, Option<&'static str>) {
    match kind {
        Kind::Condition => ("onset", Some("end")),
        Kind::Drug | Kind::Line => ("start", Some("stop")),
        Kind::Measurement | Kind::Procedure | Kind::Vaccine | Kind::Score => ("on", None),
    }
}
