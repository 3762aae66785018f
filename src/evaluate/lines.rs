//! Lines of therapy: as recorded, or derived by a named policy.
//!
//! Where a date or what came of an exposure is open, lines are drawn in every way in which it can have been; what all of them
//! say alike is known.

use super::judgement::{Match, Reason};
use super::observer::Observer;
use super::run::{Run, reference};
use crate::check::{LinesId, LinesPolicy};
use crate::record::{Event, Source};
use crate::value::{Day, DaySpan, Number, Range, Truth};
use crate::vocabulary::{AttributeId, Datum, Kind, LINE, WordId, builtin::attribute, builtin::unit};

/// In no more ways than this are lines drawn; where there would be more, each exposure may begin a line.
const MOST_WAYS: usize = 4096;

/// What an attribute says where a line of therapy did not hold.
const FAILED: &[&str] = &["progression", "no_response", "lack_of_efficacy", "loss_of_efficacy", "unsustained_response"];

/// An exposure that may open a line, as it can have been.
#[derive(Clone, Copy)]
struct Exposure {
    /// Its place in the record.
    place: usize,
    word: WordId,
    start: Day,
    end: Day,
    /// Whether the disease went on under it.
    progressed: bool,
}

/// A line: its exposures in order.
#[derive(Clone)]
struct Line(Vec<Exposure>);

impl Line {
    fn start(&self) -> Day {
        self.0.first().map_or(Day::MIN, |exposure| exposure.start)
    }

    fn end(&self) -> Day {
        self.0.iter().map(|exposure| exposure.end).max().unwrap_or(Day::MAX)
    }

    fn drugs(&self) -> Vec<WordId> {
        let mut drugs: Vec<WordId> = self.0.iter().map(|exposure| exposure.word).collect();
        drugs.sort_unstable();
        drugs.dedup();
        drugs
    }
}

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
        let drawn = |way: &Vec<Exposure>| self.lines(policy, way);
        let ways = Some(()).filter(|()| doubtful.is_empty()).and_then(|()| self.ways(policy, &places));
        match ways.map(|ways| ways.iter().map(drawn).collect::<Vec<_>>()) {
            Some(ways) => self.agreed_lines(policy, &places, &ways, found),
            None => self.possible_lines(&places, &doubtful, found),
        }
    }

    /// The lines that all ways of drawing them have, and those that only some have.
    fn agreed_lines(&mut self, policy: &LinesPolicy, places: &[usize], ways: &[Vec<Line>], found: &mut Vec<Match>) {
        let most = ways.iter().map(Vec::len).max().unwrap_or(0);
        let reasons = if O::DETAIL { self.why_open(policy, places) } else { Vec::new() };
        for at in 0..most {
            let lines: Vec<&Line> = ways.iter().filter_map(|way| way.get(at)).collect();
            let certain = lines.len() == ways.len();
            let Some(event) = self.line_event(at, &lines) else {
                continue;
            };
            let (start, end) = (event.start, event.end);
            let event = self.derive(event);
            let reasons = if certain { Vec::new() } else { reasons.clone() };
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
    fn exposures(&self, policy: &LinesPolicy, wanted: Truth) -> Vec<usize> {
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

    /// Every way in which some exposures can have been, each in the order of their starts: dates at their first or last day,
    /// ended in progression or not where that is not recorded; `None` where there are too many.
    fn ways(&self, policy: &LinesPolicy, places: &[usize]) -> Option<Vec<Vec<Exposure>>> {
        let mut ways: Vec<Vec<Exposure>> = vec![Vec::new()];
        for place in places {
            let event = self.patient.events.get(*place)?;
            let progressed = if policy.after_progression { self.progressed(event) } else { Truth::NotMet };
            let mut own: Vec<Exposure> = Vec::new();
            for start in ends_of(self.begun(event)) {
                for end in ends_of(event.end).filter(|end| start <= *end) {
                    let one = |progressed| Exposure { place: *place, word: event.word, start, end, progressed };
                    own.extend((progressed != Truth::Met).then(|| one(false)));
                    own.extend((progressed != Truth::NotMet).then(|| one(true)));
                }
            }
            if ways.len().saturating_mul(own.len()) > MOST_WAYS {
                return None;
            }
            let with = |way: &Vec<Exposure>, one: &Exposure| way.iter().chain([one]).copied().collect();
            ways = ways.iter().flat_map(|way| own.iter().map(move |one| with(way, one))).collect();
        }
        for way in &mut ways {
            way.sort_by_key(|exposure| (exposure.start, exposure.place));
        }
        Some(ways)
    }

    /// The lines of some exposures, of which everything is known.
    fn lines(&self, policy: &LinesPolicy, exposures: &[Exposure]) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for exposure in exposures {
            match lines.last_mut() {
                Some(line) if !self.opens_line(policy, line, exposure) => line.0.push(*exposure),
                _ => lines.push(Line(vec![*exposure])),
            }
        }
        lines
    }

    /// Whether an exposure opens a line after the one before.
    fn opens_line(&self, policy: &LinesPolicy, line: &Line, exposure: &Exposure) -> bool {
        if exposure.start <= line.start().plus_days(policy.regimen_days) {
            return false;
        }
        let after = |days: i32| line.end().plus_days(days) < exposure.start;
        let gap = policy.gap_days.is_some_and(after);
        let progressed = policy.after_progression && line.0.iter().any(|before| before.progressed);
        let known = line.0.iter().any(|before| before.word == exposure.word);
        let substitute = policy.same_for_substitution && self.substitutes(line, exposure.word);
        let maintenance = policy.same_for_maintenance && self.is_maintenance(exposure.place);
        // A planned step-down stays in its line unless the disease progressed or the gap is too long.
        gap || progressed || (policy.when_added && !known && !substitute && !maintenance)
    }

    /// Why it is open which exposures make a line: what came of them, or their dates.
    fn why_open(&self, policy: &LinesPolicy, places: &[usize]) -> Vec<Reason> {
        let mut reasons = Vec::new();
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

    /// Whether the disease went on under an exposure, by its outcome and the reason why it was stopped.
    fn progressed(&self, event: &Event) -> Truth {
        let failed = |id| match event.attribute(id) {
            Some(Datum::Symbol(symbol)) => Truth::of(FAILED.contains(&self.program.vocabulary.symbol(*symbol))),
            None if id == attribute::STOP_REASON && event.end == DaySpan::NEVER => Truth::NotMet,
            _ => Truth::Unknown,
        };
        failed(attribute::OUTCOME).or(failed(attribute::STOP_REASON))
    }

    /// Whether a drug shares a parent with one of the line's, and so takes its place.
    fn substitutes(&self, line: &Line, word: WordId) -> bool {
        let parents = |word: WordId| &self.program.vocabulary.word(word).parents;
        line.0.iter().any(|exposure| parents(exposure.word).iter().any(|parent| parents(word).contains(parent)))
    }

    fn is_maintenance(&self, place: usize) -> bool {
        let intent = self.patient.events.get(place).and_then(|event| event.attribute(attribute::INTENT));
        matches!(intent, Some(Datum::Symbol(symbol)) if self.program.vocabulary.symbol(*symbol) == "maintenance")
    }

    /// A line as an event: from when to when it can have been, with what all ways of drawing it say alike.
    fn line_event(&self, at: usize, lines: &[&Line]) -> Option<Event> {
        let first = lines.first()?;
        let span = |day: fn(&Line) -> Day| lines.iter().map(|line| DaySpan::on(day(line))).reduce(DaySpan::hull);
        let mut attributes = vec![number(at)];
        let alike = |of: &dyn Fn(&Line) -> Option<Datum>| {
            of(first).filter(|datum| lines.iter().all(|line| of(line).as_ref() == Some(datum)))
        };
        attributes.extend(alike(&|line| Some(Datum::Words(line.drugs()))).map(|drugs| (attribute::DRUGS, drugs)));
        for id in [attribute::INTENT, attribute::OUTCOME, attribute::STOP_REASON] {
            attributes.extend(alike(&|line| self.of_last(line, id)).map(|datum| (id, datum)));
        }
        attributes.sort_by_key(|(id, _)| *id);
        let last = self.patient.events.get(first.0.last()?.place)?;
        Some(line(span(Line::start)?, span(Line::end)?, attributes, last.source))
    }

    /// What the last exposure of a line says.
    fn of_last(&self, line: &Line, id: AttributeId) -> Option<Datum> {
        self.patient.events.get(line.0.last()?.place)?.attribute(id).cloned()
    }
}

/// The first and the last day that a date could be.
fn ends_of(span: DaySpan) -> impl Iterator<Item = Day> {
    [span.first, span.last].into_iter().take(if span.first == span.last { 1 } else { 2 })
}

/// The number of the line at a place.
fn number(at: usize) -> (AttributeId, Datum) {
    let number = Number::whole(i64::try_from(at).unwrap_or(i64::MAX - 1) + 1);
    (attribute::NUMBER, Datum::Quantity(Range::point(number), unit::ONE))
}

fn line(start: DaySpan, end: DaySpan, attributes: Vec<(AttributeId, Datum)>, source: Source) -> Event {
    Event { word: LINE, kind: Kind::Line, planned: false, start, end, result: None, attributes, more: None, source }
}
