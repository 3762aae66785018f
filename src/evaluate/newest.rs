//! The newest (or oldest) few of some events, all together or for each value of an attribute.

use super::distinct::Key;
use super::judgement::Match;
use super::observer::{Observer, Scope};
use super::run::{Run, narrow};
use super::select::date_reason;
use crate::check::{Distinct, EventsId, TakenFrom};
use crate::value::Truth;
use crate::vocabulary::{AttributeForm, AttributeId, Datum, SymbolId, WordSet};

impl<O: Observer> Run<'_, O> {
    pub(super) fn select_newest(
        &mut self,
        of: EventsId,
        count: u32,
        earliest: bool,
        by: Option<Distinct>,
        scope: Scope,
    ) -> Vec<Match> {
        let mut found = self.select(of, scope);
        // What is recorded is trusted to be the newest, not to be the oldest.
        let open = earliest && !found.is_empty() && self.open(of, scope).is_open();
        if let [only] = found.as_slice()
            && only.certainty == Truth::Met
            && !open
        {
            return found;
        }
        if count == 1 && by.is_none() {
            self.keep_newest(&mut found, earliest, open);
            return found;
        }
        let count = count as usize;
        let mut chosen = self.list();
        let keys: Vec<Key<'_>> = match by {
            None => Vec::new(),
            Some(by) => found.iter().map(|found| self.key(found, by, &[])).collect(),
        };
        for (place, candidate) in found.iter().enumerate() {
            let (mut surely_ahead, mut possibly_ahead) = (0, 0);
            for (other_place, other) in found.iter().enumerate() {
                if other_place == place {
                    continue;
                }
                let same_group = match (keys.get(place), keys.get(other_place)) {
                    (Some(own), Some(other)) => !own.differs(other),
                    _ => Truth::Met,
                };
                let later =
                    if earliest { other.start.before(candidate.start) } else { candidate.start.before(other.start) };
                let ahead = later.and(other.certainty).and(same_group);
                surely_ahead += usize::from(ahead == Truth::Met);
                possibly_ahead += usize::from(ahead != Truth::NotMet);
            }
            if surely_ahead >= count {
                continue;
            }
            let mut kept = candidate.clone();
            let truth = if possibly_ahead < count && !open { Truth::Met } else { Truth::Unknown };
            narrow::<O>(&mut kept, truth, |_| date_reason(candidate.start, candidate.end, candidate.event));
            chosen.push(kept);
        }
        found.clear();
        self.give_back(found);
        chosen
    }

    /// Keeps the newest (or oldest) of all, and those that may be it.
    fn keep_newest(&self, found: &mut Vec<Match>, earliest: bool, open: bool) {
        // Counted towards the wanted end of time, so that one rule serves both: a later day is nearer to it.
        let ends = |found: &Match| {
            if earliest {
                (-found.start.last.0, -found.start.first.0)
            } else {
                (found.start.first.0, found.start.last.0)
            }
        };
        let certain = found.iter().filter(|found| found.certainty == Truth::Met);
        let surely_reached = certain.map(|found| ends(found).0).max().unwrap_or(i32::MIN);
        // The two that may reach farthest, since none stands ahead of itself.
        let (mut farthest, mut next) = (i32::MIN, i32::MIN);
        for reach in found.iter().map(|found| ends(found).1) {
            (farthest, next) = if reach > farthest { (reach, farthest) } else { (farthest, next.max(reach)) };
        }
        found.retain_mut(|candidate| {
            let (near, far) = ends(candidate);
            if far < surely_reached {
                return false;
            }
            let other = if far == farthest { next } else { farthest };
            let settled = if other > near || open { Truth::Unknown } else { Truth::Met };
            narrow::<O>(candidate, settled, |found| date_reason(found.start, found.end, found.event));
            true
        });
    }

    /// What is recorded is trusted to be the newest: as many as were asked for leave no room for others.
    pub(super) fn is_full(&mut self, of: EventsId, count: u32, by: Option<Distinct>, scope: Scope) -> bool {
        let mut found = self.select(of, scope);
        found.retain(|found| found.certainty == Truth::Met);
        let full = match by {
            None => found.len() >= count as usize,
            Some(Distinct::Attribute(attribute)) => self.every_value_is_there(of, &found, count as usize, attribute),
            Some(Distinct::Word | Distinct::Day) => false,
        };
        self.give_back(found);
        full
    }

    /// Whether each value that an attribute of the events can have is there so many times.
    fn every_value_is_there(&self, of: EventsId, found: &[Match], count: usize, attribute: AttributeId) -> bool {
        let times = |value: &SymbolId| {
            let wanted = Datum::Symbol(*value);
            found.iter().filter(|found| self.event(found.event).attribute(attribute) == Some(&wanted)).count()
        };
        let mut words = self.words_of(of).into_iter().flat_map(WordSet::iter).peekable();
        words.peek().is_some()
            && words.all(|word| {
                let declared = &self.program.vocabulary.word(word).attributes;
                match declared.iter().find(|(id, _)| *id == attribute) {
                    Some((_, AttributeForm::OneOf(values))) => values.iter().all(|value| times(value) >= count),
                    _ => false,
                }
            })
    }

    /// The words of which the events of a choice are; none where they are made of several.
    fn words_of(&self, of: EventsId) -> Vec<&WordSet> {
        match self.program.events(of).node.taken_from() {
            TakenFrom::Words(words) => vec![&words.certain],
            TakenFrom::Each(parts) => parts.iter().flat_map(|part| self.words_of(*part)).collect(),
            TakenFrom::Some(of) | TakenFrom::Remade(of) => self.words_of(of),
            TakenFrom::Periods(_) | TakenFrom::Both(..) | TakenFrom::Lines => Vec::new(),
        }
    }
}
