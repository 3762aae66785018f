//! Small changes of a record: what a search tries next.

use super::bearing::{Bearing, Thing};
use super::chance::Chance;
use super::draft::{Draft, Entry, Said, SaidIn};
use crate::value::Day;
use crate::vocabulary::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// How many things a record may say happened.
const MOST_ENTRIES: usize = 14;

/// How often, in a hundred, a field that need not be there is there.
const OPTIONAL: usize = 60;

/// Makes small changes.
pub(super) struct Moves<'b> {
    bearing: &'b Bearing,
    things: Vec<(Kind, &'b Thing)>,
    said: Vec<&'b Said>,
    as_of: Day,
}

impl<'b> Moves<'b> {
    pub(super) fn new(bearing: &'b Bearing, as_of: Day) -> Moves<'b> {
        let things = bearing.things.iter().map(|((kind, _), thing)| (*kind, thing));
        let things = things.filter(|(kind, thing)| *kind == Kind::Line || !thing.words.is_empty()).collect();
        Moves { bearing, things, said: bearing.said.iter().collect(), as_of }
    }

    /// Records to begin with: nothing happened and the lists are complete; nothing is known; nothing but the anchors.
    pub(super) fn beginnings(&self) -> Vec<Draft> {
        let birth = self.bearing.birth.then(|| self.as_of.plus_months(-12 * 40));
        let sex = self.bearing.sexes.first().cloned();
        let anchors: BTreeMap<String, Day> =
            self.bearing.anchors.iter().map(|name| (name.clone(), self.as_of)).collect();
        let anchored = Draft { anchors: anchors.clone(), ..Draft::default() };
        let known = Draft { birth, sex, anchors, complete: Kind::ALL.into_iter().collect(), ..Draft::default() };
        match anchored == Draft::default() {
            true => vec![known, anchored],
            false => vec![known, anchored, Draft::default()],
        }
    }

    /// The record with something else in it. `wished` are days of which one somewhere would do.
    pub(super) fn next(&self, draft: &Draft, wished: &[Day], chance: &mut Chance) -> Draft {
        let mut next = draft.clone();
        if !wished.is_empty() && chance.percent(40) {
            self.put_day(&mut next, wished, chance);
            return next;
        }
        let changes = 1 + usize::from(chance.percent(25)) + usize::from(chance.percent(10));
        for _ in 0..changes {
            match chance.below(100) {
                0..30 => self.change(&mut next, chance),
                30..45 => self.date(&mut next, chance),
                45..65 => self.add(&mut next, chance),
                65..73 => remove(&mut next, chance),
                73..83 => self.say(&mut next, chance),
                83..93 => self.person(&mut next, chance),
                _ => self.complete(&mut next, chance),
            }
        }
        next
    }

    /// Another value in a field, or none.
    fn change(&self, draft: &mut Draft, chance: &mut Chance) {
        match draft.entries.is_empty() {
            true => self.add(draft, chance),
            false => self.change_at(draft, chance.below(draft.entries.len()), chance),
        }
    }

    fn change_at(&self, draft: &mut Draft, place: usize, chance: &mut Chance) {
        let Some(entry) = draft.entries.get_mut(place) else { return };
        let Some(thing) = self.thing_of(entry) else { return };
        if thing.words.len() > 1 && chance.percent(15) {
            entry.word = chance.one(&thing.words).cloned().unwrap_or_default();
        }
        let fields: Vec<&String> = thing.fields.keys().collect();
        let Some(field) = chance.one(&fields) else { return };
        let rarely = entry.kind == Kind::Measurement && *field == "value" && chance.percent(5);
        if rarely || (chance.percent(20) && !is_needed(entry.kind, field)) {
            entry.fields.remove(*field);
        } else {
            let values: Vec<&String> = thing.fields.get(*field).into_iter().flatten().collect();
            if let Some(value) = chance.one(&values) {
                entry.fields.insert((*field).clone(), (*value).clone());
            }
        }
    }

    fn thing_of(&self, entry: &Entry) -> Option<&'b Thing> {
        let fits = |(kind, thing): &&(Kind, &Thing)| {
            *kind == entry.kind && (thing.words.contains(&entry.word) || *kind == Kind::Line)
        };
        self.things.iter().find(fits).map(|(_, thing)| *thing)
    }

    fn date(&self, draft: &mut Draft, chance: &mut Chance) {
        let place = chance.below(draft.entries.len());
        self.date_at(draft, place, chance);
    }

    fn date_at(&self, draft: &mut Draft, place: usize, chance: &mut Chance) {
        let days = self.days(draft);
        let Some(entry) = draft.entries.get_mut(place) else { return };
        self.set_dates(entry, &days, chance);
    }

    /// Another day in the place of one that the record has.
    fn put_day(&self, draft: &mut Draft, wished: &[Day], chance: &mut Chance) {
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
    fn days(&self, draft: &Draft) -> Vec<Day> {
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

    fn set_dates(&self, entry: &mut Entry, days: &[Day], chance: &mut Chance) {
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

    fn add(&self, draft: &mut Draft, chance: &mut Chance) {
        if draft.entries.len() >= MOST_ENTRIES {
            return;
        }
        // Twice the same, of which one then becomes another: what is chosen among events needs several.
        if !draft.entries.is_empty()
            && chance.percent(25)
            && let Some(entry) = chance.one(&draft.entries).cloned()
        {
            draft.entries.push(entry);
            let last = draft.entries.len().saturating_sub(1);
            return match chance.percent(50) {
                true => self.change_at(draft, last, chance),
                false => self.date_at(draft, last, chance),
            };
        }
        let Some((kind, thing)) = chance.one(&self.things) else { return };
        let word = chance.one(&thing.words).cloned().unwrap_or_default();
        let mut entry = Entry { kind: *kind, word, fields: Default::default() };
        for (field, values) in &thing.fields {
            let values: Vec<&String> = values.iter().collect();
            if is_needed(*kind, field) || chance.percent(OPTIONAL) {
                entry
                    .fields
                    .insert(field.clone(), chance.one(&values).map(|value| (*value).clone()).unwrap_or_default());
            }
        }
        let days = self.days(draft);
        self.set_dates(&mut entry, &days, chance);
        draft.entries.push(entry);
    }

    /// What somebody answered; one answer to each question.
    fn say(&self, draft: &mut Draft, chance: &mut Chance) {
        let Some(said) = chance.one(&self.said) else { return };
        let same =
            |known: &Said| known.list == said.list && known.about == said.about && known.arguments == said.arguments;
        draft.said.retain(|known| !same(known));
        if said.list == SaidIn::Site || chance.percent(85) {
            draft.said.push((*said).clone());
        }
    }

    fn person(&self, draft: &mut Draft, chance: &mut Chance) {
        match chance.below(3) {
            0 if self.bearing.birth => {
                let days = self.days(&Draft { entries: Vec::new(), ..draft.clone() });
                draft.birth = chance.one(&days).copied().filter(|_| chance.percent(95));
            }
            1 if !self.bearing.sexes.is_empty() => {
                let sexes: Vec<&String> = self.bearing.sexes.iter().collect();
                draft.sex = chance.one(&sexes).map(|sex| (*sex).clone()).filter(|_| chance.percent(90));
            }
            _ => {
                let names: Vec<&String> = self.bearing.anchors.iter().collect();
                let Some(name) = chance.one(&names) else { return };
                let days = self.days(draft);
                match chance.one(&days).filter(|_| chance.percent(90)) {
                    Some(day) => _ = draft.anchors.insert((*name).clone(), *day),
                    None => _ = draft.anchors.remove(*name),
                }
            }
        }
    }

    fn complete(&self, draft: &mut Draft, chance: &mut Chance) {
        let kinds: Vec<Kind> = Kind::ALL.into_iter().collect();
        match chance.one(&kinds) {
            Some(kind) if draft.complete.contains(kind) => _ = draft.complete.remove(kind),
            Some(kind) => _ = draft.complete.insert(*kind),
            None => {}
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

fn remove(draft: &mut Draft, chance: &mut Chance) {
    let place = chance.below(draft.entries.len() + draft.said.len());
    match place < draft.entries.len() {
        true => _ = draft.entries.remove(place),
        false if !draft.said.is_empty() => _ = draft.said.remove(place - draft.entries.len()),
        false => {}
    }
}

/// Without these a thing says nothing, or something that nobody would write down.
fn is_needed(kind: Kind, field: &str) -> bool {
    match kind {
        Kind::Measurement => matches!(field, "value" | "on" | "planned"),
        Kind::Score => matches!(field, "on" | "total" | "planned"),
        Kind::Line => matches!(field, "drugs" | "number" | "start" | "planned"),
        Kind::Condition => matches!(field, "onset" | "planned"),
        Kind::Drug => matches!(field, "start" | "administrations" | "planned"),
        Kind::Procedure | Kind::Vaccine => matches!(field, "on" | "planned"),
    }
}

/// The records that say one thing less.
pub(super) fn less(draft: &Draft) -> Vec<Draft> {
    let mut less = Vec::new();
    let mut with = |change: &dyn Fn(&mut Draft)| {
        let mut one = draft.clone();
        change(&mut one);
        if one != *draft {
            less.push(one);
        }
    };
    (0..draft.entries.len()).for_each(|place| with(&|draft| _ = draft.entries.remove(place)));
    (0..draft.said.len()).for_each(|place| with(&|draft| _ = draft.said.remove(place)));
    with(&|draft| draft.complete.clear());
    Kind::ALL.iter().for_each(|kind| with(&|draft| _ = draft.complete.remove(kind)));
    with(&|draft| draft.birth = None);
    with(&|draft| draft.sex = None);
    draft.anchors.keys().for_each(|name| with(&|draft| _ = draft.anchors.remove(name)));
    for (place, entry) in draft.entries.iter().enumerate() {
        for field in entry.fields.keys().filter(|field| !is_needed(entry.kind, field)) {
            with(&|draft| {
                draft.entries.iter_mut().skip(place).take(1).for_each(|entry| _ = entry.fields.remove(field))
            });
        }
    }
    less
}
