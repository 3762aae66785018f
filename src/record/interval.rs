//! Conditions, exposures to drugs and lines of therapy: what lasts.

use super::entry::Entry;
use super::measurement::imply;
use super::node::{Map, Node};
use super::quantity::DOSES;
use super::reading::Reading;
use super::word::Meant;
use super::{Event, More};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::value::{DaySpan, Length};
use crate::vocabulary::{AttributeId, Datum, Kind, LINE, SymbolId, WordId, builtin};

/// A stretch of an exposure that is being put together.
struct Stretch {
    start: DaySpan,
    end: DaySpan,
    attributes: Vec<(AttributeId, Datum)>,
    at: Span,
}

impl Reading<'_, '_, '_> {
    pub(super) fn condition(&mut self, map: &Map<'_>, at: Span) {
        let entry = Entry::new(map);
        let Some(meant) = self.meant(&entry, "condition", Kind::Condition, at) else { return };
        let onset = self.date(entry.get("onset"), "onset");
        let diagnosed = self.date(entry.get("diagnosed"), "diagnosed");
        let end = self.date(entry.get("end"), "end");
        let ongoing = self.yes_no(entry.get("ongoing"), "ongoing");
        let planned = self.yes_no(entry.get("planned"), "planned").unwrap_or(false);
        let _ = entry.get("note");
        let start = onset.or(diagnosed).unwrap_or(DaySpan::ANY);
        self.check_future(start, planned, entry.place(&["onset", "diagnosed"], at));
        for (word, implied, code) in meant.each(Kind::Condition) {
            let lifelong = end.is_none() && ongoing.is_none() && self.vocabulary().word(word).lifelong;
            let end = if lifelong { DaySpan::NEVER } else { self.end_of(start, end, ongoing, at) };
            let (start, end) = self.fit(start, end, entry.place(&["end"], at));
            let mut attributes = self.attributes(&entry, word, "conditions");
            attributes.extend(diagnosed.map(|day| (builtin::attribute::DIAGNOSED, Datum::Days(day))));
            attributes.sort_by_key(|(id, _)| *id);
            imply(&mut attributes, implied);
            let more = code.map(|code| Box::new(More { code: Some(code), ..More::default() }));
            let (kind, result, source) = (Kind::Condition, None, self.source(at));
            self.push(Event { word, kind, planned, start, end, result, attributes, more, source });
        }
    }

    pub(super) fn medication(&mut self, map: &Map<'_>, at: Span) {
        let entry = Entry::new(map);
        let Some(meant) = self.meant(&entry, "drug", Kind::Drug, at) else { return };
        let start = self.date(entry.get("start"), "start");
        let stop = self.date(entry.get("stop"), "stop");
        let ongoing = self.yes_no(entry.get("ongoing"), "ongoing");
        let planned = self.yes_no(entry.get("planned"), "planned").unwrap_or(false);
        let every = self.every(entry.get("every"));
        let (changes, given) = (entry.get("changes"), entry.get("administrations"));
        let _ = entry.get("note");
        for (word, implied, code) in meant.each(Kind::Drug) {
            let administrations = self.administrations(given, word);
            let first = administrations.first().map(|(day, _)| *day);
            let last = administrations.last().map(|(day, _)| *day);
            let start = start.or(first).unwrap_or(DaySpan::ANY);
            self.check_future(start, planned, entry.place(&["start"], at));
            let stop = if ongoing.is_none() { stop.or(last) } else { stop };
            let end = self.end_of(start, stop, ongoing, at);
            let (start, end) = self.fit(start, end, entry.place(&["stop"], at));
            let mut attributes = self.attributes(&entry, word, "medications");
            imply(&mut attributes, implied);
            let whole = Stretch { start, end, attributes, at };
            let stretches = self.changed(whole, changes, word);
            let several = stretches.len() > 1;
            for stretch in stretches {
                let kept = administrations
                    .iter()
                    .filter(|(day, _)| !several || (day.first >= stretch.start.first && day.first <= stretch.end.last));
                let more =
                    More { administrations: kept.cloned().collect(), every, code: code.clone(), ..More::default() };
                let more = (more != More::default()).then(|| Box::new(more));
                let (kind, result, source) = (Kind::Drug, None, self.source(stretch.at));
                let Stretch { start, end, attributes, .. } = stretch;
                self.push(Event { word, kind, planned, start, end, result, attributes, more, source });
            }
        }
    }

    /// The stretches of constant dose. What came of the exposure holds for all of them.
    fn changed(&mut self, whole: Stretch, changes: Option<&Node<'_>>, word: WordId) -> Vec<Stretch> {
        let mut stretches = vec![whole];
        for change in changes.map(Node::entries).unwrap_or_default() {
            let Some(map) = self.map_of(change, "a change") else {
                self.unusable(Kind::Drug, Some(word), "a change of dose cannot be read", change.at);
                continue;
            };
            let entry = Entry::new(map);
            let from = self.date(entry.get("from"), "from");
            let changed = self.attributes(&entry, word, "changes");
            let Some(last) = stretches.last_mut() else { continue };
            let in_order = from.is_some_and(|from| from.first >= last.start.first && from.first <= last.end.last);
            let Some(from) = from.filter(|_| in_order) else {
                let message = "a change of dose needs a date after the one before it and within the exposure";
                self.report(Diagnostic::new(Code::ImpossibleDate, change.at, message));
                self.unusable(Kind::Drug, Some(word), "the date of a change of dose is not known", change.at);
                continue;
            };
            let mut attributes = last.attributes.clone();
            attributes.retain(|(id, _)| !changed.iter().any(|(other, _)| other == id));
            attributes.extend(changed);
            attributes.sort_by_key(|(id, _)| *id);
            let end = last.end;
            last.end = from.map(|day| day.plus_days(-1));
            last.end.first = last.end.first.max(last.start.first);
            last.end.last = last.end.last.max(last.end.first);
            stretches.push(Stretch { start: from, end, attributes, at: change.at });
        }
        stretches
    }

    fn administrations(&mut self, given: Option<&Node<'_>>, word: WordId) -> Vec<(DaySpan, Option<Datum>)> {
        let mut out = Vec::new();
        for node in given.map(Node::entries).unwrap_or_default() {
            let Some(map) = self.map_of(node, "an administration") else {
                self.unusable(Kind::Drug, Some(word), "an administration cannot be read", node.at);
                continue;
            };
            let entry = Entry::new(map);
            let day = self.date(entry.get("on"), "on").unwrap_or(DaySpan::ANY);
            let dose = entry.get("dose").and_then(|dose| self.plain_quantity(dose, word, DOSES));
            for (key, _) in entry.others() {
                self.unknown_field(key, "administrations", &[]);
            }
            out.push((day, dose));
        }
        out.sort_by_key(|(day, _)| (day.first, day.last));
        out
    }

    fn every(&mut self, node: Option<&Node<'_>>) -> Option<Length> {
        let node = node?;
        let text = self.text(Some(node), "every")?;
        match Length::parse(text) {
            Ok(every @ (Length::Days(count) | Length::Months(count))) if count > 0 => Some(every),
            Ok(_) => {
                let message = format!("`every {text}` is no time between doses");
                self.report(
                    Diagnostic::new(Code::RecordUnit, node.at, message).help("write it in days, weeks or months"),
                );
                None
            }
            Err(problem) => {
                let mut finding = Diagnostic::new(Code::RecordUnit, node.at, problem.message.clone());
                finding.help = problem.help();
                finding.reason = problem.reason;
                self.report(finding);
                None
            }
        }
    }

    pub(super) fn line_of_therapy(&mut self, map: &Map<'_>, at: Span) {
        let entry = Entry::new(map);
        let start = self.date(entry.get("start"), "start").unwrap_or(DaySpan::ANY);
        let stop = self.date(entry.get("stop"), "stop");
        let ongoing = self.yes_no(entry.get("ongoing"), "ongoing");
        let planned = self.yes_no(entry.get("planned"), "planned").unwrap_or(false);
        let _ = entry.get("note");
        self.check_future(start, planned, entry.place(&["start"], at));
        let end = self.end_of(start, stop, ongoing, at);
        let (start, end) = self.fit(start, end, entry.place(&["stop"], at));
        let attributes = self.attributes(&entry, LINE, "lines");
        let (kind, source) = (Kind::Line, self.source(at));
        self.push(Event { word: LINE, kind, planned, start, end, result: None, attributes, more: None, source });
    }
}

/// A word that an entry is about, the attribute that its code implies, and the text that no word stands for.
pub(super) type Each = (WordId, Option<(AttributeId, SymbolId)>, Option<String>);

impl Meant {
    /// Every word that an entry is about.
    pub(super) fn each(self, kind: Kind) -> Vec<Each> {
        match self {
            Meant::Word(word) => vec![(word, None, None)],
            Meant::Coded(words) => words.into_iter().map(|(word, implied)| (word, implied, None)).collect(),
            Meant::Unmapped(code) => vec![(kind.unmapped(), None, Some(code))],
        }
    }
}
