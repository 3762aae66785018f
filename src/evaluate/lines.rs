//! Lines of therapy: as recorded, or derived by a named policy.

use super::judgement::{Match, Reason};
use super::observer::Observer;
use super::run::{Run, reference};
use crate::check::{LinesId, LinesPolicy};
use crate::record::Event;
use crate::value::{Day, DaySpan, Number, Range, Truth};
use crate::vocabulary::{Datum, Kind, LINE, WordId, builtin};

/// An exposure that may open a line.
struct Exposure {
    event: usize,
    word: WordId,
    start: DaySpan,
    end: DaySpan,
}

/// A line under construction.
struct Line {
    start: DaySpan,
    end: DaySpan,
    drugs: Vec<WordId>,
    /// Whether it certainly is a line of its own.
    certain: bool,
    /// Why it is not certain.
    why: Option<Reason>,
    last: usize,
}

impl<O: Observer> Run<'_, O> {
    /// The lines of therapy: those recorded, or derived ones where none is.
    pub(super) fn select_lines(&mut self, policy: Option<LinesId>) -> Vec<Match> {
        let mut found = self.list();
        let places = self.places.of_kind(&self.patient.events, Kind::Line);
        let recorded = self.patient.events.get(places.clone()).unwrap_or_default();
        for (place, event) in places.zip(recorded) {
            found.extend(self.as_match(place, event, true, false));
        }
        if let Some(policy) = self.policy_in_use(policy) {
            self.derive_lines(policy, &mut found);
        }
        found
    }

    fn derive_lines(&mut self, policy: &LinesPolicy, found: &mut Vec<Match>) {
        let exposures = self.exposures(policy);
        let lines = self.group(policy, &exposures);
        for (number, line) in (1i64..).zip(lines) {
            let event = self.line_event(number, &line);
            let (start, end) = (event.start, event.end);
            let certainty = if line.certain { Truth::Met } else { Truth::Unknown };
            let mut reasons = Vec::new();
            if O::DETAIL {
                reasons.extend(line.why);
            }
            let event = self.derive(event);
            found.push(Match { event, certainty, start, end, reasons });
        }
    }

    fn exposures(&self, policy: &LinesPolicy) -> Vec<Exposure> {
        let places = self.places.of_kind(&self.patient.events, Kind::Drug);
        let events = self.patient.events.get(places.clone()).unwrap_or_default();
        let mut exposures: Vec<Exposure> = places
            .zip(events)
            .filter(|(_, event)| !event.planned && event.start.first <= self.as_of)
            .filter(|(_, event)| policy.of.contains(event.word) && !policy.not_counted.contains(event.word))
            .map(|(place, event)| Exposure {
                event: place,
                word: event.word,
                start: event.start.map(|day| day.min(self.as_of)),
                end: event.end,
            })
            .collect();
        exposures.sort_by_key(|exposure| (exposure.start.first, exposure.start.last, exposure.word));
        exposures
    }

    fn group(&self, policy: &LinesPolicy, exposures: &[Exposure]) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for exposure in exposures {
            let before = lines.last();
            let opens = before.map_or(Truth::Met, |line| self.opens_line(policy, line, exposure));
            let why = before.filter(|_| opens == Truth::Unknown).map(|line| self.why_open(policy, line, exposure));
            match lines.last_mut() {
                Some(line) if opens == Truth::NotMet => {
                    line.end = DaySpan {
                        first: line.end.first.max(exposure.end.first),
                        last: line.end.last.max(exposure.end.last),
                    };
                    if !line.drugs.contains(&exposure.word) {
                        line.drugs.push(exposure.word);
                    }
                    line.last = exposure.event;
                }
                _ => lines.push(Line {
                    start: exposure.start,
                    end: exposure.end,
                    drugs: vec![exposure.word],
                    certain: opens == Truth::Met,
                    why,
                    last: exposure.event,
                }),
            }
        }
        lines
    }

    /// Whether an exposure opens a line after the one before.
    fn opens_line(&self, policy: &LinesPolicy, line: &Line, exposure: &Exposure) -> Truth {
        let regimen_end = line.start.map(|day| day.plus_days(policy.regimen_days));
        let in_regimen = exposure.start.at_most(regimen_end);
        let gap = policy
            .gap_days
            .map_or(Truth::NotMet, |days| line.end.map(|day| day.plus_days(days)).before(exposure.start));
        let progressed = if policy.after_progression { self.progressed(line) } else { Truth::NotMet };
        let known = line.drugs.contains(&exposure.word);
        let substitute = policy.same_for_substitution && self.substitutes(line, exposure.word);
        let maintenance = policy.same_for_maintenance && self.is_maintenance(exposure.event);
        let added = Truth::of(policy.when_added && !known && !substitute && !maintenance);
        // A planned step-down stays in its line unless the disease progressed or the gap is too long.
        (!in_regimen).and(gap.or(progressed).or(added))
    }

    /// Why it is open whether an exposure opens a line: what came of the line before, or a date.
    fn why_open(&self, policy: &LinesPolicy, line: &Line, exposure: &Exposure) -> Reason {
        if policy.after_progression && self.progressed(line) == Truth::Unknown {
            return Reason::AttributeMissing { event: reference(line.last), attribute: builtin::attribute::OUTCOME };
        }
        let event = if line.end.known().is_none() { line.last } else { exposure.event };
        Reason::DateImprecise { event: reference(event) }
    }

    /// Whether the line ended in progression, by the outcome of the last of its exposures.
    fn progressed(&self, line: &Line) -> Truth {
        let event = self.patient.events.get(line.last);
        let failing = ["progression", "no_response", "lack_of_efficacy", "loss_of_efficacy", "unsustained_response"];
        let outcome = event.and_then(|event| {
            let outcome = event.attribute(builtin::attribute::OUTCOME);
            outcome.or_else(|| event.attribute(builtin::attribute::STOP_REASON))
        });
        match outcome {
            Some(Datum::Symbol(symbol)) => Truth::of(failing.contains(&self.program.vocabulary.symbol(*symbol))),
            _ => Truth::Unknown,
        }
    }

    /// Whether a drug shares a parent with one of the line's, and so takes its place.
    fn substitutes(&self, line: &Line, word: WordId) -> bool {
        let parents = &self.program.vocabulary.word(word).parents;
        line.drugs
            .iter()
            .any(|drug| self.program.vocabulary.word(*drug).parents.iter().any(|parent| parents.contains(parent)))
    }

    fn is_maintenance(&self, place: usize) -> bool {
        let intent = self.patient.events.get(place).and_then(|event| event.attribute(builtin::attribute::INTENT));
        matches!(intent, Some(Datum::Symbol(symbol)) if self.program.vocabulary.symbol(*symbol) == "maintenance")
    }

    fn line_event(&self, number: i64, line: &Line) -> Event {
        let mut drugs = line.drugs.clone();
        drugs.sort_unstable();
        let mut attributes = vec![
            (builtin::attribute::DRUGS, Datum::Words(drugs)),
            (builtin::attribute::NUMBER, Datum::Quantity(Range::point(Number::whole(number)), builtin::unit::ONE)),
        ];
        for copied in [builtin::attribute::INTENT, builtin::attribute::OUTCOME, builtin::attribute::STOP_REASON] {
            let from = self.patient.events.get(line.last).and_then(|event| event.attribute(copied));
            attributes.extend(from.map(|datum: &Datum| (copied, datum.clone())));
        }
        attributes.sort_by_key(|(id, _)| *id);
        let source = self.patient.events.get(line.last).map(|event| event.source).unwrap_or_default();
        let end = DaySpan { first: line.end.first.max(line.start.first), last: line.end.last.max(Day::MIN) };
        Event {
            word: LINE,
            kind: Kind::Line,
            planned: false,
            start: line.start,
            end,
            result: None,
            attributes,
            more: None,
            source,
        }
    }
}
