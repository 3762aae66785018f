//! Numbers of events: `2 of at least 2 needed: mycophenolate (2023-01 to 2024-06, no response), ...`.

use super::super::case::Case;
use super::super::explanation::{Fact, Finding, Note, NoteKind};
use super::super::reason::list_name;
use super::block::number_needed;
use super::{add_notes, said};
use crate::check::{Choose, Counting, Distinct, EventsId, EventsNode, TruthId, TruthNode, ValueId, ValueNode};
use crate::evaluate::{ClosedBy, EventRef, Match, Selection};
use crate::value::{DaySpan, Truth};
use crate::vocabulary::{Datum, WordId, WordSet};
use crate::wording::words::{first_few, from_to, listed};

/// How many facts are named in one line.
const MOST_FACTS: usize = 4;

impl Case<'_> {
    pub(super) fn amount(
        &self,
        id: TruthId,
        events: EventsId,
        (least, most): (u32, Option<u32>),
        counting: &Counting,
        wanted: bool,
    ) -> Finding {
        let mut finding = self.blank(id, wanted);
        let empty = Selection::default();
        let selection = self.selection(events).unwrap_or(&empty);
        let needed = self.needed(least, most, counting);
        finding.window = self.window_of(events);
        finding.subject = self.subject(events);
        finding.needs = Some(format!("{} {needed}", if wanted { "needs" } else { "excludes" }));
        finding.aim = self.amount_aim(events, (least, most), &needed, wanted);
        let absence = absence_decides(finding.truth, least, most);
        self.lean_on_matches(&mut finding, (events, selection), absence);
        self.lean_on_companions(&mut finding, events, selection);
        self.lean_on_inner_reasons(&mut finding, events);
        let closed = if absence { self.lean_on(&mut finding, selection) } else { None };
        if absence && finding.truth != Truth::Unknown {
            finding.beside.extend(self.misses(events));
        }
        let found = self.amount_words(&finding, events, selection, (least, most, wanted), counting, closed);
        said(finding, found)
    }

    fn lean_on_matches(&self, finding: &mut Finding, (events, selection): (EventsId, &Selection), absence: bool) {
        let shown = selection
            .matches
            .iter()
            .filter(|matched| matched.certainty == Truth::Met || finding.truth == Truth::Unknown || absence);
        let facts: Vec<Fact> = shown.filter_map(|matched| self.matched_with_dose(events, matched)).collect();
        self.lean_on_facts(finding, facts);
        let possible = selection.matches.iter().filter(|matched| matched.certainty == Truth::Unknown);
        let reasons = possible.flat_map(|matched| &matched.reasons).chain(&selection.open);
        self.lean_on_reasons(finding, reasons);
    }

    /// What ran together with the events that were found: `A together with B` is found by one of the two.
    fn lean_on_companions(&self, finding: &mut Finding, events: EventsId, selection: &Selection) {
        if finding.truth != Truth::Met {
            return;
        }
        let mut at = Some(events);
        while let Some(id) = at {
            if let EventsNode::Together { left, right } = &self.program.events(id).node {
                let sides = [left, right].into_iter().filter_map(|side| self.selection(*side));
                let runs = |matched: &&Match| {
                    let with = |own: &Match| matched.start.first <= own.end.last && own.start.first <= matched.end.last;
                    matched.certainty == Truth::Met && selection.matches.iter().any(with)
                };
                let facts = sides.flat_map(|side| side.matches.iter().filter(runs).map(|matched| matched.event));
                let mut facts = self.facts(&facts.collect::<Vec<_>>());
                // One that is named with its dose already is not named again without.
                let known = |fact: &Fact| {
                    let own = fact.words.trim_end_matches(')');
                    finding.facts.iter().any(|other| other.words.starts_with(own))
                };
                facts.retain(|fact| !known(fact));
                self.lean_on_facts(finding, facts);
            }
            if let EventsNode::With { condition, positive: true, .. } = &self.program.events(id).node {
                let around = self.around(*condition, selection);
                self.lean_on_facts(finding, self.facts(&around));
            }
            at = self.program.events(id).node.source();
        }
    }

    /// The events around those that were found, by which a `with` holds: the progression within 60 days after a drug.
    fn around(&self, condition: TruthId, selection: &Selection) -> Vec<EventRef> {
        match &self.program.truth(condition).node {
            TruthNode::All(parts) | TruthNode::Any(parts) => {
                parts.iter().flat_map(|part| self.around(*part, selection)).collect()
            }
            TruthNode::Amount { events, least: 1.., .. } => {
                let found = |it: &EventRef| selection.matches.iter().any(|matched| matched.event == *it);
                let around = self.trace.around.iter().filter(|(id, it, _)| id == events && found(it));
                let certain = around.flat_map(|(_, _, own)| &own.matches).filter(|own| own.certainty == Truth::Met);
                certain.map(|own| own.event).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Where nothing at the end says why it is not known, what made a choice on the way uncertain.
    fn lean_on_inner_reasons(&self, finding: &mut Finding, events: EventsId) {
        let mut at = self.program.events(events).node.source();
        while let Some(id) = at {
            if finding.truth != Truth::Unknown || !finding.reasons.is_empty() {
                return;
            }
            let possible = self.selection(id).map(|selection| selection.matches.as_slice()).unwrap_or_default();
            let possible = possible.iter().filter(|matched| matched.certainty == Truth::Unknown);
            self.lean_on_reasons(finding, possible.flat_map(|matched| &matched.reasons));
            at = self.program.events(id).node.source();
        }
    }

    /// `at least 2 different drugs, counting methotrexate and azathioprine as one`.
    fn needed(&self, least: u32, most: Option<u32>, counting: &Counting) -> String {
        let number = match (least, most) {
            (1, None) => "any".to_owned(),
            (0, Some(0)) => "none".to_owned(),
            _ => number_needed(least, most),
        };
        let mut needed = match counting.distinct {
            Some(Distinct::Word) => format!("{number} different ones"),
            Some(Distinct::Day) => format!("{number} on different days"),
            Some(Distinct::Attribute(attribute)) => format!("{number} of different {}", self.attribute_name(attribute)),
            None => number,
        };
        for group in &counting.as_one {
            needed.push_str(&format!(", counting {} as one", self.set_name(group, "and")));
        }
        for (count, group) in &counting.including {
            needed.push_str(&format!(", including at least {count} of {}", self.set_name(group, "or")));
        }
        if let Some(apart) = counting.apart {
            needed.push_str(&format!(", {apart} apart"));
        }
        needed
    }

    /// The words of a set without those below others of it.
    fn set_name(&self, set: &WordSet, last: &str) -> String {
        let tops: Vec<WordId> =
            set.iter().filter(|word| !self.word(*word).ancestors.iter().any(|above| set.contains(*above))).collect();
        let names: Vec<String> = tops.iter().map(|word| self.name(*word)).collect();
        first_few(&names, 6, last)
    }

    fn amount_aim(&self, events: EventsId, (least, most): (u32, Option<u32>), needed: &str, wanted: bool) -> String {
        let subject = self.subject(events);
        let window = self.in_window(events);
        match (wanted, least, most) {
            (true, 1, None) | (false, 0, Some(0)) if needed == "any" || needed == "none" => {
                format!("any {subject}{window}")
            }
            (false, 1, None) | (true, 0, Some(0)) if needed == "any" || needed == "none" => {
                format!("no {subject}{window}")
            }
            (true, ..) => format!("{subject}{window}: {needed}"),
            (false, ..) => format!("{subject}{window}: not {needed}"),
        }
    }

    fn in_window(&self, events: EventsId) -> String {
        self.stretch_of(events).map_or_else(String::new, |stretch| format!(" {}", from_to(stretch.from, stretch.to)))
    }

    fn amount_words(
        &self,
        finding: &Finding,
        events: EventsId,
        selection: &Selection,
        (least, most, wanted): (u32, Option<u32>, bool),
        counting: &Counting,
        closed: Option<String>,
    ) -> String {
        let certain = self.count(selection, counting);
        let facts: Vec<String> = finding.facts.iter().map(in_list).collect();
        let facts = first_few(&facts, MOST_FACTS, "and");
        let (subject, window) = (self.subject(events), self.in_window(events));
        let closed = closed.map_or_else(String::new, |closed| format!("; {closed}"));
        let simple = *counting == Counting::default();
        match (finding.truth, least, most, finding.facts.is_empty()) {
            (Truth::Unknown, _, _, true) => format!("{subject}:"),
            (Truth::Unknown, 0 | 1, _, false) => facts,
            (_, _, _, true) => {
                let none = if finding.beside.is_empty() { "none recorded" } else { "none that counts" };
                format!("{subject}: {none}{window}{}{closed}", too_few(least, wanted))
            }
            (Truth::Met, 1, None, false) if simple => facts,
            (Truth::NotMet, 0, Some(0), false) => facts,
            _ => {
                let asks = number_asked(least, most, wanted);
                let (kept_apart, short) = (self.told_apart(certain, counting), self.shortfall(selection, counting));
                format!("{certain}{kept_apart}, {asks}{short}: {facts}{closed}")
            }
        }
    }

    /// ` different ones found (methotrexate and azathioprine count as one)`.
    fn told_apart(&self, found: usize, counting: &Counting) -> String {
        let apart = match counting.distinct {
            Some(Distinct::Word) if found == 1 => " found".to_owned(),
            Some(Distinct::Word) => " different ones found".to_owned(),
            Some(Distinct::Day) => " found on different days".to_owned(),
            Some(Distinct::Attribute(attribute)) => format!(" found of different {}", self.attribute_name(attribute)),
            None => " found".to_owned(),
        };
        let groups = counting.as_one.iter().map(|group| format!("{} count as one", self.set_name(group, "and")));
        let groups: Vec<String> = groups.collect();
        if groups.is_empty() { apart } else { format!("{apart} ({})", groups.join(", ")) }
    }

    /// `, but none of mycophenolate or cyclophosphamide, of which at least 1 is needed`.
    fn shortfall(&self, selection: &Selection, counting: &Counting) -> String {
        let mut short = String::new();
        for (needed, group) in &counting.including {
            let within = |matched: &&Match| self.event(matched.event).is_some_and(|event| group.contains(event.word));
            let own = selection.matches.iter().filter(within).cloned().collect();
            let found = self.count(&Selection { matches: own, ..Selection::default() }, counting);
            if found < *needed as usize {
                let number = if found == 0 { "none".to_owned() } else { format!("only {found}") };
                short.push_str(&format!(
                    ", but {number} of {}, of which at least {needed} is needed",
                    self.set_name(group, "or")
                ));
            }
        }
        short
    }

    /// How many of the certain ones count, by what they are told apart by.
    fn count(&self, selection: &Selection, counting: &Counting) -> usize {
        let certain = selection.matches.iter().filter(|matched| matched.certainty == Truth::Met);
        let mut keys: Vec<Key> = Vec::new();
        let mut count = 0;
        for matched in certain {
            match self.key(matched, counting) {
                None => count += 1,
                Some(key) if keys.contains(&key) => {}
                Some(key) => {
                    keys.push(key);
                    count += 1;
                }
            }
        }
        count
    }

    fn key(&self, matched: &Match, counting: &Counting) -> Option<Key> {
        let event = self.event(matched.event)?;
        let group = counting.as_one.iter().position(|group| group.contains(event.word));
        match (group, counting.distinct?) {
            (Some(group), _) => Some(Key::Group(group)),
            (None, Distinct::Word) => Some(Key::Word(event.word)),
            (None, Distinct::Day) => Some(Key::Day(matched.start)),
            (None, Distinct::Attribute(id)) => event.attribute(id).cloned().map(Key::Value),
        }
    }

    pub(super) fn every(&self, id: TruthId, events: EventsId, condition: TruthId, wanted: bool) -> Finding {
        let mut finding = self.blank(id, wanted);
        let empty = Selection::default();
        let selection = self.selection(events).unwrap_or(&empty);
        let asked = self.readable(&self.asked(self.program.truth(condition)));
        let (subject, window) = (self.subject(events), self.in_window(events));
        finding.window = self.window_of(events);
        finding.subject = self.subject(events);
        finding.needs = Some(format!("{} every one: {asked}", if wanted { "needs" } else { "excludes" }));
        let decisive = selection.matches.iter().filter(|matched| {
            finding.truth == Truth::Met
                || self.about(condition, matched.event).is_some_and(|(truth, _)| truth == finding.truth)
        });
        let facts: Vec<Fact> = decisive.clone().filter_map(|matched| self.matched(matched)).collect();
        let reasons: Vec<_> = decisive
            .filter_map(|matched| self.about(condition, matched.event))
            .flat_map(|(_, reasons)| reasons)
            .collect();
        self.lean_on_reasons(&mut finding, reasons.into_iter().chain(&selection.open));
        self.lean_on_facts(&mut finding, facts);
        let closed = self.lean_on(&mut finding, selection).map_or_else(String::new, |closed| format!("; {closed}"));
        let named: Vec<String> = finding.facts.iter().map(in_list).collect();
        let named = first_few(&named, MOST_FACTS, "and");
        let found = match (finding.truth, finding.facts.len()) {
            (_, 0) => format!("{subject}: none recorded{window}{closed}"),
            (Truth::Met, count) => format!("all {count} satisfy \"{asked}\": {named}{closed}"),
            (_, count) => {
                format!("{count} {} not satisfy \"{asked}\": {named}", if count == 1 { "does" } else { "do" })
            }
        };
        said(finding, found)
    }

    /// Notes for a value that would be another if the list were not complete; `latest` trusts what is recorded.
    pub(super) fn lean_on_closed_list(&self, finding: &mut Finding, value: ValueId, events: EventsId) {
        let trusting = matches!(self.program.value(value).node, ValueNode::Measure { choose: Choose::One, .. });
        if !trusting && let Some(selection) = self.selection(events) {
            self.lean_on(finding, selection);
        }
    }

    /// Notes what makes a list closed, and says it in a few words.
    pub(super) fn lean_on(&self, finding: &mut Finding, selection: &Selection) -> Option<String> {
        let notes: Vec<Note> = selection.closed_by.iter().filter_map(|closed| self.closed_note(*closed)).collect();
        let mut words: Vec<String> = Vec::new();
        for note in &notes {
            if !words.contains(&note.words) {
                words.push(note.words.clone());
            }
        }
        add_notes(&mut finding.notes, notes);
        (!words.is_empty()).then(|| listed(&words, "and"))
    }

    fn closed_note(&self, closed: ClosedBy) -> Option<Note> {
        let by = |by: &Option<String>| by.as_ref().map_or_else(String::new, |by| format!(", says {by}"));
        Some(match closed {
            ClosedBy::Reviewed(place) => {
                let review = self.patient.reviewed.get(place as usize)?;
                let list = list_name(review.kind);
                if review.assumed {
                    let words = format!("assumes that the list of {list} is complete");
                    return Some(Note { kind: NoteKind::Assumption, words, line: None });
                }
                let period = from_to(review.from, review.to);
                let words = format!("list of {list} complete {period}{}", by(&review.by));
                Note { kind: NoteKind::Reviewed, words, line: line(review.source.line) }
            }
            ClosedBy::Absent(place) => {
                let absent = self.patient.absent.get(place as usize)?;
                let period = from_to(absent.from, absent.to);
                let words = format!("{} stated absent {period}{}", self.name(absent.word), by(&absent.by));
                Note { kind: NoteKind::Reviewed, words, line: line(absent.source.line) }
            }
        })
    }
}

/// What two events are told apart by.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    Group(usize),
    Word(WordId),
    Day(DaySpan),
    Value(Datum),
}

/// Whether there being no more of them decided: too few were found, or not too many.
fn absence_decides(truth: Truth, least: u32, most: Option<u32>) -> bool {
    match truth {
        Truth::Met => most.is_some(),
        Truth::NotMet => least > 0,
        Truth::Unknown => false,
    }
}

fn too_few(least: u32, wanted: bool) -> String {
    if least > 1 { format!(", {}", number_asked(least, None, wanted)) } else { String::new() }
}

/// `at least 2 needed`, `at most 4 allowed`; in an exclusion `at least 2 exclude`.
fn number_asked(least: u32, most: Option<u32>, wanted: bool) -> String {
    let number = number_needed(least, most);
    match (wanted, least, most) {
        (false, ..) => format!("{number} exclude"),
        (true, 0, Some(_)) => format!("{number} allowed"),
        (true, ..) => format!("{number} needed"),
    }
}

/// A fact in a list; one that is only possible says so.
fn in_list(fact: &Fact) -> String {
    if fact.certain { fact.words.clone() } else { format!("possibly {}", fact.words) }
}

fn line(line: u32) -> Option<u32> {
    (line > 0).then_some(line)
}
