//! Small changes of a record: what a search tries next.

mod dates;

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

/// How often, in a hundred, it is said of single words rather than of whole lists that nothing is missing.
const STATED: usize = 30;

/// How often, in a hundred, an entry that gets another word becomes something else altogether.
const OTHER_WORD: usize = 30;

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

    /// The record in which it is said that nothing of all this is missing, or that nothing of it happened.
    pub(super) fn closed(&self, draft: &Draft, chance: &mut Chance) -> Draft {
        let mut next = draft.clone();
        if chance.percent(50) {
            next.entries.retain(|entry| self.things_of(entry).is_empty());
        }
        match chance.percent(50) {
            true => next.absent.extend(self.things.iter().flat_map(|(_, thing)| thing.roots.iter().cloned())),
            false => next.complete.extend(self.things.iter().map(|(kind, _)| *kind)),
        }
        next
    }

    /// Takes back that there never was what stands in the record.
    pub(super) fn reconcile(&self, draft: &mut Draft) {
        for (kind, thing) in &self.things {
            if draft.entries.iter().any(|entry| entry.kind == *kind && thing.is(&entry.word)) {
                thing.roots.iter().for_each(|root| _ = draft.absent.remove(root));
            }
        }
    }

    /// Another value in a field, or none.
    fn change(&self, draft: &mut Draft, chance: &mut Chance) {
        let places: Vec<usize> = (0..)
            .zip(&draft.entries)
            .filter(|(_, entry)| !self.things_of(entry).is_empty())
            .map(|(place, _)| place)
            .collect();
        match chance.one(&places) {
            None => self.add(draft, chance),
            Some(place) => self.change_at(draft, *place, chance),
        }
    }

    fn change_at(&self, draft: &mut Draft, place: usize, chance: &mut Chance) {
        let days = self.days(draft);
        let Some(entry) = draft.entries.get_mut(place) else { return };
        let things = self.things_of(entry);
        let Some(thing) = chance.one(&things) else { return };
        if chance.percent(15) {
            let kind = entry.kind;
            let others = self.things.iter().filter(|(other, _)| *other == kind && kind != Kind::Line);
            let others: Vec<&String> = others.flat_map(|(_, thing)| &thing.words).collect();
            let own: Vec<&String> = thing.words.iter().collect();
            let words = if chance.percent(OTHER_WORD) { others } else { own };
            entry.word = chance.one(&words).map(|word| (*word).clone()).unwrap_or(entry.word.clone());
        }
        let fields: Vec<&String> = thing.fields.keys().chain(&thing.days).collect();
        let Some(field) = chance.one(&fields) else { return };
        let rarely = entry.kind == Kind::Measurement && *field == "value" && chance.percent(5);
        if rarely || (chance.percent(20) && !is_needed(entry.kind, field)) {
            entry.fields.remove(*field);
        } else if thing.days.contains(*field) {
            if let Some(day) = chance.one(&days) {
                entry.fields.insert((*field).clone(), day.to_string());
            }
        } else {
            let values: Vec<&String> = thing.fields.get(*field).into_iter().flatten().collect();
            if let Some(value) = chance.one(&values) {
                entry.fields.insert((*field).clone(), (*value).clone());
            }
        }
    }

    /// What an entry can be.
    fn things_of(&self, entry: &Entry) -> Vec<&'b Thing> {
        let fits =
            |(kind, thing): &&(Kind, &Thing)| *kind == entry.kind && (thing.is(&entry.word) || *kind == Kind::Line);
        self.things.iter().filter(fits).map(|(_, thing)| *thing).collect()
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
        for field in &thing.days {
            if chance.percent(OPTIONAL)
                && let Some(day) = chance.one(&days)
            {
                entry.fields.insert(field.clone(), day.to_string());
            }
        }
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
        let Some((kind, thing)) = chance.one(&self.things) else { return };
        let roots: Vec<&String> = thing.roots.iter().collect();
        match chance.one(&roots).filter(|_| chance.percent(STATED)) {
            Some(root) => toggle(&mut draft.absent, (*root).clone()),
            None => toggle(&mut draft.complete, *kind),
        }
    }
}

fn toggle<T: Ord>(set: &mut BTreeSet<T>, one: T) {
    if !set.remove(&one) {
        set.insert(one);
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
    draft.absent.iter().for_each(|word| with(&|draft| _ = draft.absent.remove(word)));
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
