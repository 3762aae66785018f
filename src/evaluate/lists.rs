//! Open and closed lists.
//!
//! Absence is a statement, not a gap: a list is closed only where somebody said so, and as far as the statement
//! reaches.

use super::judgement::{ClosedBy, Match, Reason};
use super::observer::{Observer, Scope};
use super::run::Run;
use super::window::{WindowSpan, part_of};
use crate::check::{Distinct, EventsId, EventsNode, Part, Words};
use crate::value::{Day, Truth};
use crate::vocabulary::{AttributeForm, Datum, Kind, LINE, SymbolId, WordId};

/// Whether there may be events that nobody recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Openness {
    /// Why there may be others.
    pub(super) reasons: Vec<Reason>,
    /// Whether there may be others; reasons are only gathered where they are wanted.
    pub(super) open: bool,
    /// What being closed rests on.
    pub(super) closed_by: Vec<ClosedBy>,
}

/// The days in which others could lie: from the first to the last, both included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub(super) from: Day,
    pub(super) to: Day,
}

impl Reach {
    /// The part in which a window lets unrecorded events lie. An event in two windows that have no day in common runs on all
    /// days between them, so one of those days is enough to look at.
    pub(super) fn narrowed(self, window: &WindowSpan, part: Part) -> Reach {
        let to = self.to.min(window.to.last);
        match part {
            // An event that lies wholly before the window's end may have been at any time before.
            Part::End if window.from.first <= Day::MIN => Reach { from: self.from.min(to), to },
            _ => Reach { from: self.from.max(window.from.first).min(to), to },
        }
    }

    /// The part from a day on.
    pub(super) fn from(self, day: Day) -> Reach {
        Reach { from: self.from.max(day).min(self.to), to: self.to }
    }
}

impl Openness {
    /// Whether there may be events that nobody recorded.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    fn merge(&mut self, other: Openness) {
        self.open |= other.open;
        self.reasons.extend(other.reasons);
        self.closed_by.extend(other.closed_by);
    }
}

impl<O: Observer> Run<'_, O> {
    /// Whether a choice may hold events that nobody recorded.
    pub(super) fn open(&mut self, id: EventsId, scope: Scope) -> Openness {
        let ever = Reach { from: Day::MIN, to: self.as_of };
        self.open_within(id, ever, scope)
    }

    fn open_within(&mut self, id: EventsId, reach: Reach, scope: Scope) -> Openness {
        let program = self.program;
        match &program.events(id).node {
            EventsNode::Words(words) => self.open_words(words, reach),
            EventsNode::Planned { words } => self.open_words(words, reach),
            EventsNode::In { of, window, part } => {
                let part = part_of(program.window(*window), *part);
                let span = self.window(*window, scope, None);
                if span.exists == Truth::NotMet {
                    return Openness::default();
                }
                self.open_within(*of, reach.narrowed(&span, part), scope)
            }
            EventsNode::Current { of } => self.open_within(*of, reach.from(self.as_of), scope),
            EventsNode::Newest { earliest: true, of, .. } => self.open_within(*of, reach, scope),
            EventsNode::Newest { of, count, by, .. } => self.open_newest(*of, *count, *by, reach, scope),
            EventsNode::Where { of, .. }
            | EventsNode::With { of, .. }
            | EventsNode::Except { of, .. }
            | EventsNode::Joined { of, .. }
            | EventsNode::DosePeriods { of, .. } => self.open_within(*of, reach, scope),
            EventsNode::Doses { of } => self.open_doses(*of, reach, scope),
            EventsNode::Union(parts) => {
                let mut all = Openness::default();
                for part in parts {
                    all.merge(self.open_within(*part, reach, scope));
                }
                all
            }
            EventsNode::Together { left, right } => {
                // Where one side is closed and empty, nothing can run together with it; otherwise both must be closed.
                let mut all = self.open_within(*left, reach, scope);
                all.merge(self.open_within(*right, reach, scope));
                all
            }
            EventsNode::Lines(policy) => self.open_lines(*policy, reach),
        }
    }

    /// What is recorded is trusted to be the newest: as many as were asked for leave no room for others.
    fn open_newest(&mut self, of: EventsId, count: u32, by: Option<Distinct>, reach: Reach, scope: Scope) -> Openness {
        let mut found = self.select(of, scope);
        found.retain(|found| found.certainty == Truth::Met);
        let full = match by {
            None => found.len() >= count as usize,
            Some(by) => self.every_value_is_there(&found, count as usize, by),
        };
        self.give_back(found);
        if full { Openness::default() } else { self.open_within(of, reach, scope) }
    }

    /// Whether each value that an attribute can have is there so many times.
    fn every_value_is_there(&self, found: &[Match], count: usize, by: Distinct) -> bool {
        let (Distinct::Attribute(attribute), Some(first)) = (by, found.first()) else {
            return false;
        };
        let word = self.program.vocabulary.word(self.event(first.event).word);
        let declared = word.attributes.iter().find(|(id, _)| *id == attribute).map(|(_, form)| form);
        let Some(AttributeForm::OneOf(values)) = declared else {
            return false;
        };
        let times = |value: &SymbolId| {
            let wanted = Datum::Symbol(*value);
            found.iter().filter(|found| self.event(found.event).attribute(attribute) == Some(&wanted)).count()
        };
        values.iter().all(|value| times(value) >= count)
    }

    pub(super) fn open_words(&self, words: &Words, reach: Reach) -> Openness {
        let mut all = Openness::default();
        let reviewed = !O::DETAIL && words.kinds.iter().all(|kind| self.reviewed_throughout(*kind, reach));
        for root in words.roots.iter().filter(|_| !reviewed) {
            let kind = self.program.vocabulary.word(*root).kind;
            all.merge(self.open_root(*root, kind, reach));
        }
        if !self.patient.unusable.is_empty() {
            for kind in &words.kinds {
                all.merge(self.unusable(*kind, words));
            }
        }
        all
    }

    /// Whether one review covers all of a reach, which settles it for every word of the kind.
    fn reviewed_throughout(&self, kind: Kind, reach: Reach) -> bool {
        let needed = self.needed(reach);
        let covers = |from: Day, to: Day| from <= needed.from && needed.to <= to;
        self.patient.reviewed.iter().any(|review| review.kind == kind && covers(review.from, review.to))
    }

    /// The part of a reach in which the patient was alive and that is not in the future.
    fn needed(&self, reach: Reach) -> Reach {
        let to = reach.to.min(self.as_of);
        // What runs today runs on, so a reach that lies ahead is looked at today.
        let from = reach.from.min(to);
        Reach { from: self.patient.birth.map_or(from, |birth| from.max(birth.first)), to }
    }

    /// Whether events of one word are fully known in a reach.
    fn open_root(&self, word: WordId, kind: Kind, reach: Reach) -> Openness {
        let needed = self.needed(reach);
        let mut closed = Openness::default();
        if needed.from > needed.to {
            return closed;
        }
        // Statements are walked from the first day on: each that covers the next missing day moves it forward.
        let mut missing = needed.from;
        while let Some((by, to)) = self.statement_over(word, kind, missing) {
            if O::DETAIL {
                closed.closed_by.push(by);
            }
            if to >= needed.to {
                return closed;
            }
            missing = to.plus_days(1);
        }
        closed.open = true;
        if O::DETAIL {
            let from = if missing <= Day::MIN || Some(missing) == self.patient.birth.map(|birth| birth.first) {
                Day::MIN
            } else {
                missing
            };
            closed.reasons.push(Reason::NotReviewed { kind, words: vec![word], from, to: needed.to });
        }
        closed
    }

    /// The statement over a day that reaches farthest: a review of the list, or the word or one above it stated absent.
    fn statement_over(&self, word: WordId, kind: Kind, day: Day) -> Option<(ClosedBy, Day)> {
        let reviews = (0u32..).zip(&self.patient.reviewed).filter(|(_, review)| review.kind == kind);
        let reviews = reviews.map(|(place, review)| (ClosedBy::Reviewed(place), review.from, review.to));
        let absences = (0u32..).zip(&self.patient.absent).filter(|(_, absent)| absent.family.contains(word));
        let absences = absences.map(|(place, absent)| (ClosedBy::Absent(place), absent.from, absent.to));
        reviews.chain(absences).filter(|(_, from, to)| *from <= day && day <= *to).map(|(by, _, to)| (by, to)).fold(
            None,
            |best, next| match best {
                Some((_, to)) if to >= next.1 => best,
                _ => Some(next),
            },
        )
    }

    /// An entry of the list that could not be read may be anything that it is not known not to be.
    fn unusable(&self, kind: Kind, words: &Words) -> Openness {
        let mut all = Openness::default();
        for (entry, unusable) in (0u32..).zip(&self.patient.unusable) {
            let concerns =
                unusable.word.is_none_or(|word| words.certain.contains(word) || words.possible.contains(word));
            if unusable.kind == kind && concerns {
                all.open = true;
                if O::DETAIL {
                    all.reasons.push(Reason::Unusable { entry });
                }
            }
        }
        all
    }

    fn open_doses(&mut self, of: EventsId, reach: Reach, scope: Scope) -> Openness {
        let mut all = self.open_within(of, reach, scope);
        let found = self.select(of, scope);
        for exposure in &found {
            if !self.has_countable_doses(exposure) {
                all.open = true;
                if O::DETAIL {
                    let attribute = crate::vocabulary::builtin::attribute::DOSE;
                    all.reasons.push(Reason::AttributeMissing { event: exposure.event, attribute });
                }
            }
        }
        self.give_back(found);
        all
    }

    fn open_lines(&self, policy: Option<crate::check::LinesId>, reach: Reach) -> Openness {
        let recorded = self.open_root(LINE, Kind::Line, reach);
        let policy = policy.and_then(|policy| self.program.lines.get(policy.0 as usize));
        let Some(policy) =
            policy.filter(|_| recorded.open && self.places.of_kind(&self.patient.events, Kind::Line).is_empty())
        else {
            return recorded;
        };
        let mut derived = Openness::default();
        for word in policy.of.iter() {
            if derived.open {
                break;
            }
            derived.merge(self.open_root(word, Kind::Drug, reach));
        }
        derived
    }
}
