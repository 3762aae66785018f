//! Choices of events.

use super::joined::Asked;
use super::lists::Needed;
use super::model::{Found, Reference, Scope, Selection};
use enrol::check::{Distinct, EventsId, EventsNode, Measure, Words};
use enrol::record::Event;
use enrol::value::{Comparison, Day, DaySpan, Truth};
use enrol::vocabulary::{AttributeForm, AttributeId, Datum, SymbolId, WordId};
use std::rc::Rc;

impl Reference<'_> {
    pub fn events(&self, id: EventsId, scope: &Scope) -> Selection {
        let logged = self.log.borrow().events.get(&(id, scope.key())).cloned();
        if let Some(selection) = logged
            && scope.is_of_recorded_events()
        {
            return selection;
        }
        let selection = self.chosen_by(id, scope, &[]);
        self.log.borrow_mut().events.insert((id, scope.key()), selection.clone());
        selection
    }

    /// The events of a choice, its list being open only if an unrecorded event could match all that is needed.
    pub fn choose(&self, id: EventsId, scope: &Scope, needed: &[Needed]) -> Selection {
        let all = self.events(id, scope);
        if needed.is_empty() { all } else { self.chosen_by(id, scope, needed) }
    }

    fn chosen_by(&self, id: EventsId, scope: &Scope, needed: &[Needed]) -> Selection {
        match &self.program.events(id).node {
            EventsNode::Words(words) => self.of_words(words, false, needed),
            EventsNode::Planned { words } => self.of_words(words, true, needed),
            EventsNode::Union(several) => union(several.iter().map(|one| self.choose(*one, scope, needed)).collect()),
            EventsNode::Except { of, without } => {
                let without = self.events(*without, scope);
                self.choose(*of, scope, needed).keep(|found| !certainty_in(found, &without))
            }
            EventsNode::Where { of, condition } => {
                self.choose(*of, scope, needed).keep(|found| self.truth(*condition, &scope.about(found)))
            }
            EventsNode::With { of, condition, positive } => self.choose(*of, scope, needed).keep(|found| {
                let truth = self.truth(*condition, &scope.with_it(found));
                if *positive { truth } else { !truth }
            }),
            EventsNode::In { of, window, part } => {
                let mut inside = needed.to_vec();
                inside.push(Needed::Window(*window, *part, scope.clone()));
                if self.window(*window, None, scope).exists == Truth::NotMet {
                    return Selection::default();
                }
                self.choose(*of, scope, &inside).keep(|found| self.in_window(found, *window, *part, scope))
            }
            EventsNode::Current { of } => {
                let mut inside = needed.to_vec();
                inside.push(Needed::Now);
                let today = DaySpan::on(self.as_of());
                self.choose(*of, scope, &inside).keep(|found| found.start.at_most(today).and(today.at_most(found.end)))
            }
            EventsNode::Newest { of, count, earliest, by } => {
                // Which comes first rests on all events; whether another could match, on those that are needed.
                let all = self.events(*of, scope);
                let groups = by.and_then(|by| self.groups(*of, by));
                let newest = self.newest(&all, *count as usize, *earliest, *by, groups);
                let open = newest.open && self.choose(*of, scope, needed).open;
                Selection { open, ..newest }
            }
            EventsNode::Joined { of, at_least, length, total } => {
                let all = self.events(*of, scope);
                let joining = if *total { Vec::new() } else { self.joining(&all.found, needed) };
                let open = self.choose(*of, scope, &joining).open;
                let asked = Asked { at_least: *at_least, length: *length, total: *total };
                Selection { open, ..self.joined(&all, asked) }
            }
            EventsNode::Together { left, right } => {
                let touching = self.touching(needed, 0);
                together(&self.choose(*left, scope, &touching), &self.choose(*right, scope, &touching))
            }
            EventsNode::DosePeriods { of, measure, bounds } => {
                let all = self.events(*of, scope);
                let open = self.choose(*of, scope, &self.touching(needed, 1)).open;
                let open_on = |first, last| self.choose(*of, scope, &[Needed::Around(first, last)]).open;
                Selection { open, ..self.dose_periods(&all, measure, bounds, scope, open_on) }
            }
            EventsNode::Doses { of } => {
                let all = self.choose(*of, scope, &self.touching(needed, 0));
                self.doses(&all, &self.touching(needed, 0))
            }
            EventsNode::Lines(policy) => self.lines(*policy, needed),
        }
    }

    /// The recorded events of some words. What is not planned has begun by the as-of date; what begins after it is not
    /// looked at.
    pub fn of_words(&self, words: &Words, planned: bool, needed: &[Needed]) -> Selection {
        let mut found = Vec::new();
        for (place, event) in self.patient.events.iter().enumerate() {
            let certain = words.certain.contains(event.word);
            let matches = event.planned == planned && (certain || words.possible.contains(event.word));
            if matches && (planned || event.start.first <= self.as_of()) {
                let recorded = self.recorded(place, event, certain);
                if certain || !self.is_ruled_out(&recorded, words) {
                    found.push(recorded);
                }
            }
        }
        Selection { found, open: self.is_open(words, needed), ..Selection::default() }
    }

    /// Whether an event coded too coarsely can be none of the words that it may be, since each is stated absent for as
    /// long as the event can have lasted. A code that nobody has mapped may be anything all the same.
    fn is_ruled_out(&self, found: &Found, words: &Words) -> bool {
        let absent = |root: &WordId| {
            self.patient.absent.iter().any(|absent| {
                let throughout = absent.from <= found.start.first && absent.to >= found.end.last.min(self.as_of());
                throughout && self.is_a(*root, absent.word) == Truth::Met
            })
        };
        if found.event.word == found.event.kind.unmapped() {
            return false;
        }
        let mut may_be = words.roots.iter().filter(|root| self.is_a(found.event.word, **root) != Truth::NotMet);
        may_be.all(absent)
    }

    pub fn recorded(&self, place: usize, event: &Event, certain: bool) -> Found {
        let until_now = |span: DaySpan| DaySpan::between(span.first, span.last.min(self.as_of()));
        let start = if event.planned { event.start } else { until_now(event.start) };
        let end = if event.end == event.start && !event.kind.is_interval() { start } else { event.end };
        Found { place: Some(place), event: Rc::new(event.clone()), certain, start, end }
    }

    /// Every group that there can be, where the words of a choice declare the values by which it is divided.
    fn groups(&self, of: EventsId, by: Distinct) -> Option<Vec<(AttributeId, SymbolId)>> {
        let Distinct::Attribute(attribute) = by else { return None };
        let words = match &self.program.events(of).node {
            EventsNode::Words(words) | EventsNode::Planned { words } => words.certain.iter(),
            EventsNode::Union(parts) => {
                let of_each: Option<Vec<_>> = parts.iter().map(|part| self.groups(*part, by)).collect();
                return Some(of_each?.concat());
            }
            EventsNode::Except { of, .. }
            | EventsNode::Where { of, .. }
            | EventsNode::In { of, .. }
            | EventsNode::Current { of }
            | EventsNode::Joined { of, .. }
            | EventsNode::With { of, .. }
            | EventsNode::Newest { of, .. }
            | EventsNode::Doses { of } => return self.groups(*of, by),
            EventsNode::Together { .. } | EventsNode::DosePeriods { .. } | EventsNode::Lines(_) => return None,
        };
        let values = words.map(|word| {
            let declared = &self.program.vocabulary.word(word).attributes;
            match declared.iter().find(|(id, _)| *id == attribute) {
                Some((_, AttributeForm::OneOf(values))) => Some(values.iter().map(|value| (attribute, *value))),
                _ => None,
            }
        });
        Some(values.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// An event is certainly among the newest if it is certain and fewer than `count` others could be newer; it is
    /// not if at least `count` certain ones certainly are. Of several on one known day none is newer. What is recorded
    /// is trusted to hold the newest, where it holds enough; an oldest, or a group, that nobody recorded is not ruled
    /// out.
    fn newest(
        &self,
        from: &Selection,
        count: usize,
        earliest: bool,
        by: Option<Distinct>,
        groups: Option<Vec<(AttributeId, SymbolId)>>,
    ) -> Selection {
        let same_group = |a: &Found, b: &Found| match by {
            None => Truth::Met,
            Some(by) => !self.differ(a, b, by),
        };
        let newer = |other: &Found, than: &Found| {
            if earliest { other.start.before(than.start) } else { than.start.before(other.start) }
        };
        let unrecorded_could_come_first = earliest && from.open;
        let enough = |of: &dyn Fn(&Found) -> bool| from.certain().filter(|found| of(found)).count() >= count;
        let is_of = |found: &Found, (id, value): (AttributeId, SymbolId)| {
            self.attribute(found, id) == Some(Datum::Symbol(value))
        };
        let each_group = |groups: &Vec<_>| groups.iter().all(|group| enough(&|found| is_of(found, *group)));
        let all_recorded =
            !earliest && if by.is_none() { enough(&|_| true) } else { groups.is_some_and(|all| each_group(&all)) };
        let mut newest = from.keep(|found| {
            let others = from.found.iter().filter(|other| !std::ptr::eq(*other, found));
            let beats: Vec<_> = others
                .map(|other| {
                    let exists = if other.certain { Truth::Met } else { Truth::Unknown };
                    exists.and(newer(other, found)).and(same_group(other, found))
                })
                .collect();
            let among = Truth::count(beats, 0, Some(count - 1));
            if unrecorded_could_come_first { among.and(Truth::Unknown) } else { among }
        });
        newest.open = from.open && !all_recorded;
        newest.one_of_them = from.is_some() && !unrecorded_could_come_first;
        newest
    }
}

/// The events of several choices, each once; certain where one of them is certain of it.
pub fn union(several: Vec<Selection>) -> Selection {
    let mut all = Selection { found: Vec::new(), open: several.iter().any(|one| one.open), ..Selection::default() };
    for found in several.into_iter().flat_map(|one| one.found) {
        let same = |other: &&mut Found| {
            other.place == found.place
                && other.start == found.start
                && other.end == found.end
                && (found.place.is_some() || other.event == found.event)
        };
        match all.found.iter_mut().find(same) {
            Some(other) => other.certain |= found.certain,
            None => all.found.push(found),
        }
    }
    all
}

fn certainty_in(found: &Found, selection: &Selection) -> Truth {
    let same = selection.found.iter().filter(|other| other.who() == found.who());
    let truths = same.map(|other| if other.certain { Truth::Met } else { Truth::Unknown });
    truths.max().unwrap_or(Truth::NotMet)
}

/// The intervals in which one event of each runs.
fn together(left: &Selection, right: &Selection) -> Selection {
    let mut found = Vec::new();
    for a in &left.found {
        for b in &right.found {
            let start = DaySpan::between(a.start.first.max(b.start.first), a.start.last.max(b.start.last));
            let end = DaySpan::between(a.end.first.min(b.end.first), a.end.last.min(b.end.last));
            // What has begun has not ended before.
            let start = DaySpan::between(start.first, start.last.min(end.last));
            let end = DaySpan::between(end.first.max(start.first), end.last);
            let overlap = a.start.at_most(b.end).and(b.start.at_most(a.end));
            let both = Found::derived(&a.event, a.certain && b.certain, start, end);
            found.extend(both.if_truth(overlap));
        }
    }
    Selection { found, open: left.open || right.open, ..Selection::default() }
}

impl Reference<'_> {
    /// The periods in which the doses of everything that runs together, summed, compare so: for each day, whether
    /// they do; then the runs of days on which they certainly or possibly do.
    fn dose_periods(
        &self,
        from: &Selection,
        measure: &Measure,
        bounds: &[(Comparison, enrol::check::ValueId)],
        scope: &Scope,
        open_on: impl Fn(Day, Day) -> bool,
    ) -> Selection {
        let bounds: Vec<_> =
            bounds.iter().map(|(comparison, bound)| (*comparison, self.number(*bound, scope))).collect();
        let truth_on = |day: Day| {
            self.dose_on(from, measure, day, |sum| {
                let one = |(comparison, bound): &(Comparison, Option<_>)| match bound {
                    Some(bound) => sum.compare(*comparison, bound),
                    None => Truth::Unknown,
                };
                bounds.iter().map(one).min().unwrap_or(Truth::Met)
            })
        };
        // What nobody recorded would add to the sum.
        let more = |comparison: &Comparison| matches!(comparison, Comparison::AtLeast | Comparison::Greater);
        let more_is_more = bounds.iter().all(|(comparison, _)| more(comparison));
        let pieces = constant_pieces(from);
        let truths: Vec<_> = pieces
            .iter()
            .map(|(first, last)| {
                let settled = more_is_more || !open_on(*first, *last);
                truth_on(*first).min(if settled { Truth::Met } else { Truth::Unknown })
            })
            .collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let until = (at..pieces.len()).find(|next| truths[*next] == Truth::NotMet).unwrap_or(pieces.len());
            if until > at
                && let Some(like) = from.found.first()
            {
                found.extend(periods_of_run(&like.event, &pieces[at..until], &truths[at..until]));
            }
            at = until + 1;
        }
        Selection { found, open: from.open, ..Selection::default() }
    }
}

/// The days of all exposures, cut wherever something may begin or end; the last piece may reach to the end of time.
fn constant_pieces(from: &Selection) -> Vec<(Day, Day)> {
    let mut cuts = Vec::new();
    for found in &from.found {
        cuts.extend([found.start.first, found.start.last]);
        for end in [found.end.first, found.end.last] {
            cuts.push(if end.is_real() { end.plus_days(1) } else { end });
        }
    }
    cuts.sort();
    cuts.dedup();
    let ends = cuts.iter().skip(1).map(|next| if next.is_real() { next.plus_days(-1) } else { *next });
    cuts.iter().copied().zip(ends).collect()
}

/// A run of days on which it may hold: a period for each stretch of days on which it certainly does, else the whole run
/// possibly.
fn periods_of_run(like: &Event, pieces: &[(Day, Day)], truths: &[Truth]) -> Vec<Found> {
    let (first, last) = (pieces[0].0, pieces[pieces.len() - 1].1);
    let mut stretches: Vec<(Day, Day)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate().filter(|(at, _)| truths[*at] == Truth::Met) {
        match stretches.last_mut() {
            Some(stretch) if at > 0 && truths[at - 1] == Truth::Met => stretch.1 = piece.1,
            _ => stretches.push(*piece),
        }
    }
    let period = |certain, start, end| Found::derived(like, certain, start, end);
    match stretches.as_slice() {
        [] => vec![period(false, DaySpan::between(first, last), DaySpan::between(first, last))],
        [one] => vec![period(true, DaySpan::between(first, one.0), DaySpan::between(one.1, last))],
        several => {
            // They may be one and the same, so only the last is certain to be one of its own.
            let stretch = |(at, one): (usize, &(Day, Day))| {
                period(at + 1 == several.len(), DaySpan::between(first, one.0), DaySpan::between(one.1, last))
            };
            several.iter().enumerate().map(stretch).collect()
        }
    }
}
