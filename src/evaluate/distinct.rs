//! What tells events apart: their word, their day, or an attribute.

use super::judgement::{Match, Reason};
use super::observer::Observer;
use super::run::Run;
use crate::check::Distinct;
use crate::value::{Comparison, Day, DaySpan, Truth};
use crate::vocabulary::{Datum, WordSet};

/// What an event may count as, where events are told apart.
#[derive(Clone, Copy, Debug)]
pub(super) enum Key<'e> {
    /// Some words, any of which it may be.
    Words {
        /// The words.
        of: &'e WordSet,
        /// Whether they count as one.
        one: bool,
    },
    /// The days that it may have been on.
    Days(DaySpan),
    /// An attribute's value.
    Datum(&'e Datum),
    /// It is not recorded, so it may be any.
    Missing,
}

impl Key<'_> {
    /// Whether two events count as two.
    pub(super) fn differs(&self, other: &Key<'_>) -> Truth {
        let unless_same = |apart: bool, same: bool| match (apart, same) {
            (true, _) => Truth::Met,
            (false, true) => Truth::NotMet,
            (false, false) => Truth::Unknown,
        };
        match (self, other) {
            (Key::Words { of: a, one }, Key::Words { of: b, one: other }) => {
                unless_same(!a.intersects(b), *one && *other)
            }
            (Key::Days(a), Key::Days(b)) => days_differ(*a, *b),
            (Key::Datum(Datum::Quantity(a, _)), Key::Datum(Datum::Quantity(b, _)))
            | (Key::Datum(Datum::Titre(a)), Key::Datum(Datum::Titre(b))) => a.compare(Comparison::NotEqual, b),
            (Key::Datum(Datum::Days(a)), Key::Datum(Datum::Days(b))) => days_differ(*a, *b),
            (Key::Datum(a), Key::Datum(b)) => either_differs(a, b),
            _ => Truth::Unknown,
        }
    }

    /// How many there are to choose from, for words, and until when it may be, for days: those that come first leave most
    /// room for others.
    fn room(&self) -> (usize, Day) {
        match self {
            Key::Words { of, .. } => (of.iter().count(), Day::MIN),
            Key::Days(days) => (0, days.last),
            Key::Datum(_) => (0, Day::MIN),
            Key::Missing => (usize::MAX, Day::MAX),
        }
    }
}

/// Whether two data differ, whichever of several each of them is.
fn either_differs(a: &Datum, b: &Datum) -> Truth {
    let all = |datum: &Datum| match datum {
        Datum::Either(data) => data.clone(),
        other => vec![other.clone()],
    };
    let (mine, theirs) = (all(a), all(b));
    match (mine.iter().any(|datum| theirs.contains(datum)), mine.len() + theirs.len()) {
        (false, _) => Truth::Met,
        (true, 2) => Truth::NotMet,
        (true, _) => Truth::Unknown,
    }
}

fn days_differ(a: DaySpan, b: DaySpan) -> Truth {
    match (a.known(), b.known()) {
        (Some(a), Some(b)) => Truth::of(a != b),
        _ if a.last < b.first || b.last < a.first => Truth::Met,
        _ => Truth::Unknown,
    }
}

/// How many different ones there are at least.
pub(super) fn fewest(keys: &[Key<'_>]) -> usize {
    let mut by_room = keys.to_vec();
    by_room.sort_by_cached_key(Key::room);
    let mut apart: Vec<Key<'_>> = Vec::new();
    for key in by_room {
        if apart.iter().all(|other| other.differs(&key) == Truth::Met) {
            apart.push(key);
        }
    }
    apart.len()
}

/// How many different ones there are at most.
pub(super) fn most(keys: &[Key<'_>]) -> usize {
    let again = |place: usize, key: &Key<'_>| keys.iter().take(place).any(|other| other.differs(key) == Truth::NotMet);
    keys.iter().enumerate().filter(|(place, key)| !again(*place, key)).count()
}

impl<O: Observer> Run<'_, O> {
    /// Why it is open whether events count as one or as several.
    pub(super) fn why_indistinct(&self, found: &[Match], by: Distinct, as_one: &[WordSet]) -> Vec<Reason> {
        let keys: Vec<Key<'_>> = found.iter().map(|found| self.key(found, by, as_one)).collect();
        // Of two that may be the same, the one of which less is known is named.
        let open = |place: usize, key: &Key<'_>| {
            let mut others = keys.iter().enumerate().filter(|(other, _)| *other != place);
            others.any(|(_, that)| that.differs(key) == Truth::Unknown && that.room() <= key.room())
        };
        let why = |(place, (key, found)): (usize, (&Key<'_>, &Match))| {
            let event = found.event;
            match (key, by) {
                _ if !open(place, key) => None,
                (Key::Words { one: false, .. }, _) => Some(Reason::CodedTooCoarsely { event }),
                (Key::Days(days), _) if days.known().is_none() => Some(Reason::DateImprecise { event }),
                (Key::Missing, Distinct::Attribute(attribute)) => Some(Reason::AttributeMissing { event, attribute }),
                _ => None,
            }
        };
        keys.iter().zip(found).enumerate().filter_map(why).collect()
    }

    /// What tells a match apart from others. Words of a set in `as_one` count as one.
    pub(super) fn key<'r>(&'r self, found: &Match, by: Distinct, as_one: &'r [WordSet]) -> Key<'r> {
        let event = self.event(found.event);
        match by {
            // What nobody has mapped may be any word.
            Distinct::Word if event.word == event.kind.unmapped() => Key::Missing,
            Distinct::Word => match as_one.iter().find(|set| set.contains(event.word)) {
                Some(set) => Key::Words { of: set, one: true },
                None => {
                    let family = &self.program.vocabulary.word(event.word).family;
                    Key::Words { of: family, one: family.iter().nth(1).is_none() }
                }
            },
            Distinct::Day => Key::Days(found.start),
            Distinct::Attribute(attribute) => event.attribute(attribute).map_or(Key::Missing, Key::Datum),
        }
    }
}
