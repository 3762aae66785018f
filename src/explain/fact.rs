//! A fact of the record in words: `UPCR 0.8 g/g on 2026-11-02 (19 days old)`.

use super::case::Case;
use super::explanation::{Fact, Note, NoteKind};
use crate::check::{EventsId, EventsNode, TruthId};
use crate::evaluate::{EventRef, Match};
use crate::record::{Event, LineBegun, More};
use crate::value::{DaySpan, Length, Truth};
use crate::vocabulary::builtin::{attribute, symbol};
use crate::vocabulary::{AttributeForm, AttributeId, Datum};
use crate::wording::unit::clinical_text;
use crate::wording::words::{age_in_words, imprecision, period, when};

/// Attributes whose value says by itself what it is, so that their name need not be said.
const SPEAKING: [AttributeId; 11] = [
    attribute::OUTCOME,
    attribute::STATUS,
    attribute::SEVERITY,
    attribute::CERTAINTY,
    attribute::METHOD,
    attribute::SYSTEM,
    attribute::SPECIMEN,
    attribute::ROUTE,
    attribute::BEST_RESPONSE,
    attribute::DRUGS,
    attribute::DAILY_DOSE,
];

/// Attributes that are said elsewhere, or that say nothing to a reader.
const UNSAID: [AttributeId; 8] = [
    attribute::VALUE,
    attribute::DATE,
    attribute::START,
    attribute::END,
    attribute::DIAGNOSED,
    attribute::DRUG,
    attribute::FORMULA,
    attribute::TOTAL_DOSE,
];

/// How many attributes are said of an event.
const MOST_ATTRIBUTES: usize = 3;

impl Case<'_> {
    /// The fact of an event.
    pub(crate) fn fact(&self, at: EventRef, certain: bool) -> Option<Fact> {
        self.said.fact(at, certain, || {
            let event = self.event(at)?;
            Some(self.fact_of(event, at, event.start, event.end, certain))
        })
    }

    /// The fact of a selected event, with the dates of its joined stretch.
    pub(crate) fn matched(&self, matched: &Match) -> Option<Fact> {
        let event = self.event(matched.event)?;
        // A stretch that only narrows the event's own dates, by what can be at all, is said as the record says it.
        let start = if inside(matched.start, event.start) { event.start } else { matched.start };
        let end = if inside(matched.end, event.end) { event.end } else { matched.end };
        let certain = matched.certainty == Truth::Met;
        if (start, end) == (event.start, event.end) {
            return self.fact(matched.event, certain);
        }
        Some(self.fact_of(event, matched.event, start, end, certain))
    }

    fn fact_of(&self, event: &Event, at: EventRef, start: DaySpan, end: DaySpan, certain: bool) -> Fact {
        let interval = event.kind.is_interval();
        let name = self.event_name(event);
        let value = self.written(event);
        let words = if interval {
            self.interval_words(event, &name, start, end)
        } else {
            self.point_words(event, &name, value.as_deref(), start)
        };
        Fact {
            words,
            name,
            kind: Some(event.kind),
            value,
            date: (!start.is_unknown()).then(|| start.to_string()),
            end: interval.then(|| end_date(end)),
            age_days: start.known().map(|day| self.dates.as_of.0 - day.0),
            line: (event.source.line > 0).then_some(event.source.line),
            certain,
            event: Some(at),
        }
    }

    /// What the event is called; a code that no word stands for is called by itself.
    pub(crate) fn event_name(&self, event: &Event) -> String {
        let code = event.more.as_ref().and_then(|more| more.code.as_deref());
        match code {
            Some(code) if event.word == event.kind.unmapped() => format!("{} (not mapped to a word)", code),
            _ => self.name(event.word),
        }
    }

    /// The value as the record writes it, else in the unit in which it is kept.
    pub(crate) fn written(&self, event: &Event) -> Option<String> {
        let written = event.more.as_ref().and_then(|more| more.written.clone());
        written.or_else(|| event.result.as_ref().map(|result| self.datum(result)))
    }

    fn point_words(&self, event: &Event, name: &str, value: Option<&str>, start: DaySpan) -> String {
        let mut words = name.to_owned();
        if let Some(value) = value {
            words = format!("{words} {}", clinical_text(value));
        }
        let planned = if event.planned { " planned" } else { "" };
        words = format!("{words}{planned} {}", when(start));
        let mut beside = self.attributes_in_words(event);
        if let Some(day) = start.known() {
            beside.push(age_in_words(day, self.dates.as_of));
        }
        if beside.is_empty() { words } else { format!("{words} ({})", beside.join(", ")) }
    }

    fn interval_words(&self, event: &Event, name: &str, start: DaySpan, end: DaySpan) -> String {
        let mut beside = vec![period(start, end)];
        if event.planned {
            beside.insert(0, "planned".to_owned());
        }
        beside.extend(self.attributes_in_words(event));
        beside.extend(event.more.as_deref().and_then(|more| more.begun).and_then(|begun| self.begun_in_words(begun)));
        format!("{name} ({})", beside.join(", "))
    }

    /// Why a derived line of therapy is one of its own; the first needs no reason.
    fn begun_in_words(&self, begun: LineBegun) -> Option<String> {
        match begun {
            LineBegun::First => None,
            LineBegun::Gap(days) => Some(format!("new line: {days} days after the one before")),
            LineBegun::Progression => Some("new line: the disease had progressed".to_owned()),
            LineBegun::Added(drug) => Some(format!("new line: {} was added", self.name(drug))),
        }
    }

    fn attributes_in_words(&self, event: &Event) -> Vec<String> {
        let said = event
            .attributes
            .iter()
            .filter(|(id, datum)| !UNSAID.contains(id) && !matches!(datum, Datum::Titre(_) | Datum::Days(_)));
        said.take(MOST_ATTRIBUTES).map(|(id, datum)| self.attribute_in_words(*id, datum)).collect()
    }

    /// `no response`, `isn class III`.
    pub(crate) fn attribute_in_words(&self, id: AttributeId, datum: &Datum) -> String {
        let value = self.datum(datum);
        match datum {
            Datum::Symbol(symbol::YES) => return self.attribute_name(id),
            Datum::Symbol(symbol::NO) => return format!("not {}", self.attribute_name(id)),
            _ => {}
        }
        if SPEAKING.contains(&id) { value } else { format!("{} {value}", self.attribute_name(id)) }
    }

    /// Whether an attribute of an event is answered by yes or no.
    pub(crate) fn is_yes_or_no(&self, at: EventRef, id: AttributeId) -> bool {
        let declared = self.event(at).map(|event| &self.word(event.word).attributes);
        let form = declared.and_then(|declared| declared.iter().find(|(own, _)| *own == id));
        matches!(form, Some((_, AttributeForm::OneOf(values))) if values.contains(&symbol::YES))
    }

    /// `ISN class`
    pub(crate) fn attribute_name(&self, id: AttributeId) -> String {
        crate::wording::names::attribute(&self.program.vocabulary, id)
    }

    /// What the fact leans on: conversions, formulas, conflicts, imprecise dates, words that could not be confirmed.
    pub(crate) fn notes_of(&self, at: EventRef, asked: Option<TruthId>) -> Vec<Note> {
        let Some(event) = self.event(at) else {
            return Vec::new();
        };
        let line = (event.source.line > 0).then_some(event.source.line);
        let name = self.event_name(event);
        let note = |kind, words: String| Note { kind, words: format!("{name}: {words}"), line };
        let mut notes: Vec<Note> = event.more.as_deref().map(|more| notes_of_more(more, &note)).unwrap_or_default();
        if let Some(words) = imprecision(event.start) {
            notes.push(note(NoteKind::Imprecise, words));
        }
        let unverified = self.word(event.word).unverified.iter().filter(|mark| self.bears(mark, asked));
        notes.extend(unverified.map(|mark| note(NoteKind::Unverified, mark.clone())));
        notes
    }
}

impl Case<'_> {
    /// Whether a mark on a word bears on what was asked: one on the half-life only where half-lives are counted.
    fn bears(&self, mark: &str, asked: Option<TruthId>) -> bool {
        !mark.starts_with("half-life")
            || asked.and_then(|id| self.events_asked(id)).is_some_and(|id| self.counts_half_lives(id))
    }

    fn counts_half_lives(&self, id: EventsId) -> bool {
        let node = &self.program.events(id).node;
        let here = match node {
            EventsNode::In { window, .. } => {
                self.program.window(*window).within.iter().any(|length| matches!(length, Length::HalfLives(_)))
            }
            _ => false,
        };
        here || node.source().is_some_and(|of| self.counts_half_lives(of))
    }
}

fn notes_of_more(more: &More, note: &dyn Fn(NoteKind, String) -> Note) -> Vec<Note> {
    let conflict = more.conflict.iter().map(|words| note(NoteKind::Conflict, words.clone()));
    let computed = more.computed.iter().map(|words| note(NoteKind::Computed, format!("computed: {words}")));
    let converted = more.converted.iter().map(|words| note(NoteKind::Conversion, clinical_text(words)));
    let unmapped = more.code.iter().map(|code| {
        note(
            NoteKind::Unmapped,
            format!("no word stands for the code {code}; it counts as possible until it is mapped"),
        )
    });
    conflict.chain(computed).chain(converted).chain(unmapped).collect()
}

fn inside(narrow: DaySpan, wide: DaySpan) -> bool {
    wide.first <= narrow.first && narrow.last <= wide.last
}

fn end_date(end: DaySpan) -> String {
    if end == DaySpan::NEVER {
        "ongoing".to_owned()
    } else if end.last.is_real() {
        end.to_string()
    } else {
        "not recorded".to_owned()
    }
}
