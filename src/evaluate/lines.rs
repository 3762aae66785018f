//! Lines of therapy: as recorded, or derived by a named policy.
//!
//! Where a date or what came of an exposure is open, lines are drawn in every way in which it can have been; what all of them
//! say alike is known.

use super::course::{Course, Line};
use super::judgement::{Match, Reason};
use super::observer::Observer;
use super::run::{Run, reference};
use crate::check::{LinesId, LinesPolicy};
use crate::record::{Event, More, Source};
use crate::value::{Day, DaySpan, Number, Range, Truth};
use crate::vocabulary::{AttributeId, Datum, Kind, LINE, WordId, builtin::attribute, builtin::unit};

impl<O: Observer> Run<'_, O> {
    /// The lines of therapy: those recorded, or derived ones where none is.
    pub(super) fn select_lines(&mut self, policy: Option<LinesId>) -> Vec<Match> {
        let mut found = self.list();
        let events = &self.patient.events;
        for (place, event) in events.runs_of_kind(Kind::Line).flat_map(|run| events.placed(run)) {
            found.extend(self.as_match(place, event, true, false));
        }
        if let Some(policy) = self.policy_in_use(policy) {
            self.derive_lines(policy, &mut found);
        }
        found
    }

    fn derive_lines(&mut self, policy: &LinesPolicy, found: &mut Vec<Match>) {
        let places = self.exposures(policy, Truth::Met);
        let doubtful = self.exposures(policy, Truth::Unknown);
        let progressions = self.progressions(policy, &places);
        let drawn = |course: &Course| self.lines(policy, course);
        let courses =
            Some(()).filter(|()| doubtful.is_empty()).and_then(|()| self.courses(policy, &places, &progressions));
        match courses.map(|courses| courses.iter().map(drawn).collect::<Vec<_>>()) {
            Some(ways) => {
                let reasons = if O::DETAIL { self.why_open(policy, &places, &progressions) } else { Vec::new() };
                self.agreed_lines(&ways, &reasons, found);
            }
            None => self.possible_lines(&places, &doubtful, found),
        }
    }

    /// The lines that all ways of drawing them have, and those that only some have.
    fn agreed_lines(&mut self, ways: &[Vec<Line>], why_open: &[Reason], found: &mut Vec<Match>) {
        let most = ways.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..most {
            let lines: Vec<&Line> = ways.iter().filter_map(|way| way.get(at)).collect();
            let certain = lines.len() == ways.len();
            let Some(event) = self.line_event(at, &lines) else {
                continue;
            };
            let (start, end) = (event.start, event.end);
            let several = event.attributes.iter().any(|(_, datum)| matches!(datum, Datum::Either(_)));
            let event = self.derive(event);
            if O::DETAIL && several {
                self.several.push((event, why_open.to_vec()));
            }
            let reasons = if certain { Vec::new() } else { why_open.to_vec() };
            found.push(Match {
                event,
                certainty: if certain { Truth::Met } else { Truth::Unknown },
                start,
                end,
                reasons,
            });
        }
    }

    /// Where there is an exposure that may count or not, or too much is open, each exposure may begin a line on any day.
    fn possible_lines(&mut self, places: &[usize], doubtful: &[usize], found: &mut Vec<Match>) {
        let reasons: Vec<Reason> = doubtful.iter().filter_map(|place| self.why_doubtful(*place)).collect();
        for (at, place) in places.iter().chain(doubtful).enumerate() {
            let certain = at == 0 && !places.is_empty();
            let Some(source) = self.patient.events.get(*place).map(|event| event.source) else {
                continue;
            };
            let (start, end) = (DaySpan::between(Day::MIN, self.as_of), DaySpan::ANY);
            let event = self.derive(line(start, end, vec![number(at)], source));
            if O::DETAIL {
                self.several.push((event, reasons.clone()));
            }
            let certainty = if certain { Truth::Met } else { Truth::Unknown };
            let reasons = if O::DETAIL && !certain { reasons.clone() } else { Vec::new() };
            found.push(Match { event, certainty, start, end, reasons });
        }
    }

    fn why_doubtful(&self, place: usize) -> Option<Reason> {
        let event = self.patient.events.get(place)?;
        let place = reference(place);
        let unmapped = event.word == event.kind.unmapped();
        Some(if unmapped { Reason::Unmapped { event: place } } else { Reason::CodedTooCoarsely { event: place } })
    }

    /// The places of the exposures that certainly count, or of those that may.
    pub(super) fn exposures(&self, policy: &LinesPolicy, wanted: Truth) -> Vec<usize> {
        let events = &self.patient.events;
        let counted = |word: WordId| policy.of.contains(word) && !policy.not_counted.contains(word);
        let counts = |event: &Event| {
            let below = || self.program.vocabulary.word(event.word).family.iter();
            if counted(event.word) {
                Truth::Met
            } else if event.word == event.kind.unmapped() || below().any(counted) {
                Truth::Unknown
            } else {
                Truth::NotMet
            }
        };
        let here = |event: &Event| !event.planned && event.start.first <= self.as_of && counts(event) == wanted;
        let exposures = events.runs_of_kind(Kind::Drug).flat_map(|run| events.placed(run));
        exposures.filter(|(_, event)| here(event)).map(|(place, _)| place as usize).collect()
    }

    /// Why it is open which exposures make a line: what came of them, or their dates.
    fn why_open(&self, policy: &LinesPolicy, places: &[usize], progressions: &[Match]) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = progressions.iter().flat_map(|found| found.reasons.iter().cloned()).collect();
        let imprecise = |found: &&Match| found.start.known().is_none();
        let dates = progressions.iter().filter(imprecise);
        reasons.extend(dates.map(|found| Reason::DateImprecise { event: found.event }));
        let begun = |place: &usize| self.patient.events.get(*place).map(|event| self.begun(event));
        let last = places.iter().filter_map(begun).map(|start| start.last).max();
        for place in places {
            let Some(event) = self.patient.events.get(*place) else {
                continue;
            };
            let place = reference(*place);
            // What came of the last matters to none after it.
            let followed = last.is_some_and(|last| self.begun(event).first < last);
            if followed && policy.after_progression && self.progressed(event) == Truth::Unknown {
                let missing = [attribute::OUTCOME, attribute::STOP_REASON];
                let missing = missing.into_iter().find(|id| event.attribute(*id).is_none());
                reasons.extend(missing.map(|attribute| Reason::AttributeMissing { event: place, attribute }));
            }
            reasons.extend(super::select::date_reason(self.begun(event), event.end, place));
        }
        reasons
    }

    /// A line as an event: from when to when it can have been. Where ways of drawing it differ in what they say, it can be
    /// either.
    fn line_event(&self, at: usize, lines: &[&Line]) -> Option<Event> {
        let first = lines.first()?;
        let span = |day: fn(&Line) -> Day| lines.iter().map(|line| DaySpan::on(day(line))).reduce(DaySpan::hull);
        let mut attributes = vec![number(at)];
        let drugs = Datum::one_of(lines.iter().map(|line| Datum::Words(line.drugs())));
        attributes.extend(drugs.map(|drugs| (attribute::DRUGS, drugs)));
        for id in [attribute::INTENT, attribute::OUTCOME, attribute::STOP_REASON] {
            let said: Option<Vec<Datum>> = lines.iter().map(|line| self.of_last(line, id)).collect();
            attributes.extend(said.and_then(Datum::one_of).map(|datum| (id, datum)));
        }
        attributes.sort_by_key(|(id, _)| *id);
        let begun = first.begun.filter(|begun| lines.iter().all(|line| line.begun == Some(*begun)));
        let more = begun.map(|begun| Box::new(More { begun: Some(begun), ..More::default() }));
        let last = self.patient.events.get(first.last()?)?;
        Some(Event { more, ..line(span(Line::start)?, span(Line::end)?, attributes, last.source) })
    }

    /// What the last exposure of a line says.
    fn of_last(&self, line: &Line, id: AttributeId) -> Option<Datum> {
        self.patient.events.get(line.last()?)?.attribute(id).cloned()
    }
}

/// The number of the line at a place.
fn number(at: usize) -> (AttributeId, Datum) {
    let number = Number::whole(i64::try_from(at).unwrap_or(i64::MAX - 1) + 1);
    (attribute::NUMBER, Datum::Quantity(Range::point(number), unit::ONE))
}

fn line(start: DaySpan, end: DaySpan, attributes: Vec<(AttributeId, Datum)>, source: Source) -> Event {
    Event { word: LINE, kind: Kind::Line, planned: false, start, end, result: None, attributes, more: None, source }
}
