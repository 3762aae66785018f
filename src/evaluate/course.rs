//! Courses of treatment: the ways in which exposures and progressions of the disease can have been, and the lines of therapy
//! that each of them makes.

use super::judgement::Match;
use super::observer::Observer;
use super::run::Run;
use crate::check::LinesPolicy;
use crate::record::{Event, LineBegun};
use crate::value::{Day, DaySpan, Truth};
use crate::vocabulary::{AttributeId, Datum, WordId, builtin::attribute};

/// In no more ways than this are lines drawn; where there would be more, each exposure may begin a line.
const MOST_COURSES: usize = 4096;

/// What an attribute says where a line of therapy did not hold.
const FAILED: &[&str] = &["progression", "no_response", "lack_of_efficacy", "loss_of_efficacy", "unsustained_response"];

/// One way in which all of it can have been.
#[derive(Clone, Default)]
pub(super) struct Course {
    /// The exposures, in the order of their starts.
    exposures: Vec<Exposure>,
    /// The days on which the disease progressed.
    progressions: Vec<Day>,
}

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
pub(super) struct Line {
    exposures: Vec<Exposure>,
    /// Why it begins where it does.
    pub(super) begun: Option<LineBegun>,
}

impl Line {
    pub(super) fn start(&self) -> Day {
        self.exposures.first().map_or(Day::MIN, |exposure| exposure.start)
    }

    pub(super) fn end(&self) -> Day {
        self.exposures.iter().map(|exposure| exposure.end).max().unwrap_or(Day::MAX)
    }

    pub(super) fn drugs(&self) -> Vec<WordId> {
        let mut drugs: Vec<WordId> = self.exposures.iter().map(|exposure| exposure.word).collect();
        drugs.sort_unstable();
        drugs.dedup();
        drugs
    }

    /// The place in the record of the exposure that began last.
    pub(super) fn last(&self) -> Option<usize> {
        self.exposures.last().map(|exposure| exposure.place)
    }
}

impl<O: Observer> Run<'_, O> {
    /// The recorded progressions that may lie between the first and the last start of some exposures, and so may end a line.
    pub(super) fn progressions(&mut self, policy: &LinesPolicy, places: &[usize]) -> Vec<Match> {
        let (Some(words), Some((first, last))) = (&policy.progression, self.starts(places)) else {
            return Vec::new();
        };
        let mut found = self.select_words(words, false);
        found.retain(|found| found.start.last > first && found.start.first <= last);
        found
    }

    /// From when to when a progression that nobody recorded could end a line; [`None`] where none could, since there is one
    /// exposure at most, or all begin within the days of one regimen.
    pub(super) fn days_of_progression(&self, policy: &LinesPolicy) -> Option<(Day, Day)> {
        let places = [self.exposures(policy, Truth::Met), self.exposures(policy, Truth::Unknown)].concat();
        let (first, last) = self.starts(&places)?;
        (places.len() > 1 && last > first.plus_days(policy.regimen_days)).then(|| (first.plus_days(1), last))
    }

    /// From when to when some exposures may have begun.
    fn starts(&self, places: &[usize]) -> Option<(Day, Day)> {
        let starts =
            || places.iter().filter_map(|place| self.patient.events.get(*place)).map(|event| self.begun(event));
        let (first, last) = (starts().map(|start| start.first).min(), starts().map(|start| start.last).max());
        first.zip(last)
    }

    /// Every way in which exposures and progressions can have been: dates at their first or last day, ended in progression or
    /// not where that is not recorded; [`None`] where there are too many.
    pub(super) fn courses(
        &self,
        policy: &LinesPolicy,
        places: &[usize],
        progressions: &[Match],
    ) -> Option<Vec<Course>> {
        let mut courses = vec![Course::default()];
        for place in places {
            let own = self.ways_of(policy, *place)?;
            courses = spread(&courses, &own, |course, exposure| course.exposures.push(*exposure))?;
        }
        let mut starts: Vec<Day> =
            courses.iter().flat_map(|course| course.exposures.iter().map(|exposure| exposure.start)).collect();
        starts.sort_unstable();
        starts.dedup();
        for progression in progressions {
            let own = days_of(progression, &starts);
            courses = spread(&courses, &own, |course, day| course.progressions.extend(*day))?;
        }
        for course in &mut courses {
            course.exposures.sort_by_key(|exposure| (exposure.start, exposure.place));
        }
        Some(courses)
    }

    /// Every way in which one exposure can have been.
    fn ways_of(&self, policy: &LinesPolicy, place: usize) -> Option<Vec<Exposure>> {
        let event = self.patient.events.get(place)?;
        let progressed = if policy.after_progression { self.progressed(event) } else { Truth::NotMet };
        let mut own: Vec<Exposure> = Vec::new();
        for start in ends_of(self.begun(event)) {
            for end in ends_of(event.end).filter(|end| start <= *end) {
                let one = |progressed| Exposure { place, word: event.word, start, end, progressed };
                own.extend((progressed != Truth::Met).then(|| one(false)));
                own.extend((progressed != Truth::NotMet).then(|| one(true)));
            }
        }
        Some(own)
    }

    /// The lines of a course.
    pub(super) fn lines(&self, policy: &LinesPolicy, course: &Course) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for exposure in &course.exposures {
            let begun = match lines.last() {
                Some(line) => self.begins(policy, course, line, exposure),
                None => Some(LineBegun::First),
            };
            match lines.last_mut() {
                Some(line) if begun.is_none() => line.exposures.push(*exposure),
                _ => lines.push(Line { exposures: vec![*exposure], begun }),
            }
        }
        lines
    }

    /// Why an exposure begins a line after the one before, if it does.
    fn begins(&self, policy: &LinesPolicy, course: &Course, line: &Line, exposure: &Exposure) -> Option<LineBegun> {
        if exposure.start <= line.start().plus_days(policy.regimen_days) {
            return None;
        }
        // A planned step-down stays in its line unless the disease progressed or the gap is too long.
        if policy.after_progression && progressed_before(course, line, exposure) {
            return Some(LineBegun::Progression);
        }
        if policy.gap_days.is_some_and(|days| line.end().plus_days(days) < exposure.start) {
            return Some(LineBegun::Gap(exposure.start.0 - line.end().0));
        }
        let known = line.exposures.iter().any(|before| before.word == exposure.word);
        let substitute = policy.same_for_substitution && self.substitutes(line, exposure.word);
        let maintenance = policy.same_for_maintenance && self.is_maintenance(exposure.place);
        let added = policy.when_added && !known && !substitute && !maintenance;
        added.then_some(LineBegun::Added(exposure.word))
    }

    /// Whether the disease went on under an exposure, by its outcome and the reason why it was stopped.
    pub(super) fn progressed(&self, event: &Event) -> Truth {
        let failed = |id: AttributeId| match event.attribute(id) {
            Some(Datum::Symbol(symbol)) => Truth::of(FAILED.contains(&self.program.vocabulary.symbol(*symbol))),
            None if id == attribute::STOP_REASON && event.end == DaySpan::NEVER => Truth::NotMet,
            _ => Truth::Unknown,
        };
        failed(attribute::OUTCOME).or(failed(attribute::STOP_REASON))
    }

    /// Whether a drug shares a parent with one of the line's, and so takes its place.
    fn substitutes(&self, line: &Line, word: WordId) -> bool {
        let parents = |word: WordId| &self.program.vocabulary.word(word).parents;
        line.exposures.iter().any(|exposure| parents(exposure.word).iter().any(|parent| parents(word).contains(parent)))
    }

    fn is_maintenance(&self, place: usize) -> bool {
        let intent = self.patient.events.get(place).and_then(|event| event.attribute(attribute::INTENT));
        matches!(intent, Some(Datum::Symbol(symbol)) if self.program.vocabulary.symbol(*symbol) == "maintenance")
    }
}

/// Whether the disease progressed under a line before an exposure began. What was found on the day on which the line began
/// led to it; what was found on the day of the exposure led to that.
fn progressed_before(course: &Course, line: &Line, exposure: &Exposure) -> bool {
    let under = |day: &Day| line.start() < *day && *day <= exposure.start;
    line.exposures.iter().any(|before| before.progressed) || course.progressions.iter().any(under)
}

/// Each course with each way of one more thing; [`None`] where that makes too many.
fn spread<T>(courses: &[Course], own: &[T], add: impl Fn(&mut Course, &T)) -> Option<Vec<Course>> {
    if courses.len().saturating_mul(own.len()) > MOST_COURSES {
        return None;
    }
    let with = |course: &Course, one: &T| {
        let mut course = course.clone();
        add(&mut course, one);
        course
    };
    Some(courses.iter().flat_map(|course| own.iter().map(move |one| with(course, one))).collect())
}

/// The days that tell apart when a progression can have been, as far as exposures can begin: the last before each start, and
/// the last of all; none where it may not have been one.
fn days_of(progression: &Match, starts: &[Day]) -> Vec<Option<Day>> {
    let DaySpan { first, last } = progression.start;
    let mut days: Vec<Option<Day>> =
        starts.iter().filter(|start| first <= **start && **start < last).map(|start| Some(*start)).collect();
    days.push(Some(last));
    if progression.certainty != Truth::Met {
        days.push(None);
    }
    days
}

/// The first and the last day that a date could be.
fn ends_of(span: DaySpan) -> impl Iterator<Item = Day> {
    [span.first, span.last].into_iter().take(if span.first == span.last { 1 } else { 2 })
}
