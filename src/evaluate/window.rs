//! Points in time, periods and windows.
//!
//! A window is two days, each of which may be known only as a span. An event lies in it certainly if it does wherever
//! the imprecise days fall, possibly if it does for some of them.

use super::count::dedup;
use super::judgement::{EventRef, Match, Reason};
use super::observer::{Observer, Scope};
use super::run::Run;
use super::select::date_reason;
use crate::check::{Anchor, AnchorId, AnchorShape, EventPart, Part, PointId, PointNode, Program, Window, WindowId};
use crate::syntax::tree::WindowSide;
use crate::value::{Day, DaySpan, Length, Truth};
use crate::vocabulary::WordId;
use std::borrow::Cow;

/// A day or a stretch of days in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// When it begins.
    pub(super) start: DaySpan,
    /// When it ends.
    pub(super) end: DaySpan,
    /// Whether there is such a thing at all.
    pub(super) exists: Truth,
    /// Days either side that still count as "at" it.
    pub(super) around: i32,
    /// Why it is not known.
    pub(super) reasons: Vec<Reason>,
}

/// A window with its ends worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WindowSpan {
    /// The first day that belongs to it.
    pub(super) from: DaySpan,
    /// The last day that belongs to it.
    pub(super) to: DaySpan,
    /// Whether there is such a window at all: it hangs on an event that may not exist.
    pub(super) exists: Truth,
    /// Why it is not known.
    pub(super) reasons: Vec<Reason>,
}

impl Period {
    /// One day, or the days that a date could be.
    pub(super) fn day(span: DaySpan) -> Period {
        Period { start: span, end: span, exists: Truth::Met, around: 0, reasons: Vec::new() }
    }

    /// A date that a rule writes: a month or a year is the whole of it.
    pub(super) fn written(span: DaySpan) -> Period {
        Period { end: DaySpan::on(span.last), ..Period::day(DaySpan::on(span.first)) }
    }

    /// A period of which nothing is known but why.
    pub(super) fn unknown(reasons: Vec<Reason>) -> Period {
        Period { start: DaySpan::ANY, end: DaySpan::ANY, exists: Truth::Unknown, around: 0, reasons }
    }
}

impl WindowSpan {
    /// Wherever either of two windows may lie.
    pub(super) fn hull(mut self, other: WindowSpan) -> WindowSpan {
        self.reasons.extend(other.reasons);
        WindowSpan {
            from: self.from.hull(other.from),
            to: self.to.hull(other.to),
            exists: self.exists.max(other.exists),
            ..self
        }
    }
}

/// The period of every anchor of a program, from the command's dates first and a patient's record second.
pub(super) fn anchor_periods(
    program: &Program,
    as_of: Day,
    day_of: &dyn Fn(AnchorId, &Anchor) -> Option<DaySpan>,
) -> Vec<Option<Period>> {
    if program.anchors.is_empty() {
        return Vec::new();
    }
    let ids = || (0u32..).map(AnchorId).zip(&program.anchors);
    let days: Vec<Option<Period>> = ids()
        .map(|(id, anchor)| {
            let mut period = Period::day(day_of(id, anchor)?);
            if let AnchorShape::Day { window } = anchor.shape {
                period.around = window;
            }
            Some(period)
        })
        .collect();
    ids()
        .zip(&days)
        .map(|((_, anchor), own)| match anchor.shape {
            AnchorShape::Period { from, to, at_most } => {
                let ends = [from, to].map(|end| days.get(end.0 as usize).and_then(Option::as_ref));
                match ends {
                    [None, None] => None,
                    [Some(from), to] => {
                        let end = to.map_or_else(|| open_end(from.start, at_most, as_of), |to| to.end);
                        Some(Period { end, ..Period::day(from.start) })
                    }
                    [None, Some(to)] => {
                        let start = DaySpan { first: Day::MIN, last: to.end.last };
                        let reasons = vec![Reason::AnchorNotSet { anchor: from }];
                        Some(Period { end: to.end, reasons, ..Period::day(start) })
                    }
                }
            }
            AnchorShape::Day { .. } => own.clone(),
        })
        .collect()
}

/// The end of a period that has begun and whose end nobody has recorded: not before the as-of date, or any day up to the
/// longest that it can have lasted where that has passed.
fn open_end(start: DaySpan, at_most: Option<i32>, as_of: Day) -> DaySpan {
    let longest = |day: Day| at_most.map_or(Day::MAX, |days| day.plus_days(days));
    let first = if as_of <= longest(start.first) { as_of.max(start.first) } else { start.first };
    DaySpan { first, last: longest(start.last) }
}

impl<'a, O: Observer> Run<'a, O> {
    /// A window's ends. `word` is the drug whose half-life the window may ask for.
    pub(super) fn window(&mut self, id: WindowId, scope: Scope, word: Option<WordId>) -> Cow<'a, WindowSpan> {
        if let Some(settled) = self.settled(id) {
            return Cow::Borrowed(settled);
        }
        let program = self.program;
        let window = program.window(id);
        let point = self.point(window.point, scope);
        let half_life =
            word.map(|word| (word, self.program.vocabulary.word(word).half_life.map(|(_, longest)| longest)));
        Cow::Owned(place(window, &point, self.as_of, half_life))
    }

    /// A window that no patient changes: worked out when first asked for, and kept as long as the as-of date is the same.
    #[inline]
    pub(super) fn settled(&self, id: WindowId) -> Option<&'a WindowSpan> {
        let (program, as_of) = (self.program, self.as_of);
        self.settled.get(id.0 as usize)?.get_or_init(|| settled(program, id, as_of)).as_ref()
    }

    /// Where a point lies.
    pub(super) fn point(&mut self, id: PointId, scope: Scope) -> Period {
        let program = self.program;
        match program.point(id) {
            PointNode::AsOf => Period::day(DaySpan::on(self.as_of)),
            PointNode::Fixed(span) => Period::written(*span),
            PointNode::Birth => match self.patient.birth {
                Some(birth) => Period::day(birth),
                None => Period::unknown(vec![Reason::Birth]),
            },
            PointNode::Anchor(anchor) => self.anchor(*anchor),
            PointNode::StartOfAnchor(anchor) => {
                let period = self.anchor(*anchor);
                Period { end: period.start, ..period }
            }
            PointNode::EndOfAnchor(anchor) => {
                let period = self.anchor(*anchor);
                Period { start: period.end, ..period }
            }
            PointNode::It(part) => match scope.it {
                Some(event) => self.event_period(event, *part),
                None => Period::unknown(Vec::new()),
            },
            PointNode::Event { events, part } => self.chosen_period(*events, *part, scope),
        }
    }

    fn anchor(&self, id: AnchorId) -> Period {
        match self.anchors.get(id.0 as usize) {
            Some(Some(period)) => period.clone(),
            _ => Period::unknown(vec![Reason::AnchorNotSet { anchor: id }]),
        }
    }

    fn event_period(&self, event: EventRef, part: EventPart) -> Period {
        let event = self.event(event);
        let (start, end) = (self.begun(event), self.ended(event));
        match part {
            EventPart::Whole => Period { start, end, ..Period::day(start) },
            EventPart::Start => Period::day(start),
            EventPart::End => Period::day(end),
        }
    }

    /// The period of a chosen event: everywhere that the possible ones lie.
    fn chosen_period(&mut self, events: crate::check::EventsId, part: EventPart, scope: Scope) -> Period {
        let found = self.select(events, scope);
        let certain = self.surely_some(events, &found, scope);
        let unrecorded = if certain { super::lists::Openness::default() } else { self.open(events, scope) };
        let open = unrecorded.is_open();
        let mut period = Period::unknown(Vec::new());
        period.exists = match (certain, found.is_empty() && !open) {
            (true, _) => Truth::Met,
            (false, true) => Truth::NotMet,
            (false, false) => Truth::Unknown,
        };
        if !open && !found.is_empty() {
            let hull = |pick: &dyn Fn(&Match) -> DaySpan| DaySpan {
                first: found.iter().map(|found| pick(found).first).min().unwrap_or(Day::MIN),
                last: found.iter().map(|found| pick(found).last).max().unwrap_or(Day::MAX),
            };
            period.start = hull(&|found| if part == EventPart::End { found.end } else { found.start });
            period.end = hull(&|found| if part == EventPart::Start { found.start } else { found.end });
        }
        if O::DETAIL {
            let end = |found: &Match| if part == EventPart::Start { found.start } else { found.end };
            let imprecise = |found: &Match| date_reason(found.start, end(found), found.event);
            let open = |found: &Match| found.reasons.iter().cloned().chain(imprecise(found)).collect::<Vec<_>>();
            period.reasons = found.iter().flat_map(open).chain(unrecorded.reasons).collect();
            dedup(&mut period.reasons);
        }
        self.give_back(found);
        period
    }
}

/// Whether a window is the same for every patient.
pub(super) fn settles(program: &Program, id: WindowId) -> bool {
    let window = program.window(id);
    !window.is_by_drug() && matches!(program.point(window.point), PointNode::AsOf | PointNode::Fixed(_))
}

fn settled(program: &Program, id: WindowId, as_of: Day) -> Option<WindowSpan> {
    let window = program.window(id);
    let point = match program.point(window.point) {
        PointNode::AsOf => Period::day(DaySpan::on(as_of)),
        PointNode::Fixed(span) => Period::written(*span),
        _ => return None,
    };
    settles(program, id).then(|| place(window, &point, as_of, None))
}

/// Whether a stretch of time lies in a window as the part asks.
#[inline]
pub(super) fn lies(start: DaySpan, end: DaySpan, window: &WindowSpan, part: Part) -> Truth {
    let inside = match part {
        Part::Any => start.at_most(window.to).and(window.from.at_most(end)),
        Part::Start => window.from.at_most(start).and(start.at_most(window.to)),
        Part::End => window.from.at_most(end).and(end.at_most(window.to)),
        Part::Throughout => start.at_most(window.from).and(window.to.at_most(end)),
    };
    inside.and(window.exists)
}

/// Which part of an event a window asks about: a bare `before` asks for the end, a bare `after` for the start.
pub(super) fn part_of(window: &Window, part: Part) -> Part {
    match (part, window.within.is_empty(), window.side) {
        (Part::Any, true, WindowSide::Before) => Part::End,
        (Part::Any, true, WindowSide::After) => Part::Start,
        _ => part,
    }
}

/// Places a window at its point.
pub(super) fn place(
    window: &Window,
    point: &Period,
    as_of: Day,
    half_life: Option<(WordId, Option<crate::value::Number>)>,
) -> WindowSpan {
    let mut span = WindowSpan {
        from: DaySpan::on(Day::MIN),
        to: DaySpan::on(Day::MAX),
        exists: point.exists,
        reasons: point.reasons.clone(),
    };
    let mut reach = |start: DaySpan, forward: bool| {
        let (reached, missing) = reach_of(window, start, forward, half_life);
        span.reasons.extend(missing);
        reached
    };
    let bare = window.within.is_empty();
    let (from, to) = match window.side {
        WindowSide::Before if bare => (DaySpan::on(Day::MIN), point.start.map(|day| day.plus_days(-1))),
        WindowSide::Before => (reach(point.start, false), point.start),
        WindowSide::After if bare => (point.end.map(|day| day.plus_days(1)), DaySpan::on(Day::MAX)),
        WindowSide::After => (point.end, reach(point.end, true)),
        WindowSide::BeforeOrDuring if bare => (DaySpan::on(Day::MIN), point.end),
        WindowSide::BeforeOrDuring => (reach(point.start, false), point.end),
        WindowSide::DuringOrAfter if bare => (point.start, DaySpan::on(Day::MAX)),
        WindowSide::DuringOrAfter => (point.start, reach(point.end, true)),
        WindowSide::At => {
            (point.start.map(|day| day.plus_days(-point.around)), point.end.map(|day| day.plus_days(point.around)))
        }
        WindowSide::During => (point.start, point.end),
        WindowSide::Since if bare => (point.end, DaySpan::on(as_of)),
        WindowSide::Since => (point.end, reach(point.end, true)),
    };
    // A window that ends before it begins holds nothing: nothing has happened since what has not ended yet.
    let some_day = match window.side {
        WindowSide::Since => from.at_most(to),
        _ => Truth::of(from.first <= to.last),
    };
    WindowSpan { from, to, exists: span.exists.and(some_day), ..span }
}

/// The day that the window's length reaches from `start`, back or forward, and why it is not known where a half-life is
/// missing. Of several lengths the longest or shortest counts; one that is not known can only make the longest longer.
fn reach_of(
    window: &Window,
    start: DaySpan,
    forward: bool,
    half_life: Option<(WordId, Option<crate::value::Number>)>,
) -> (DaySpan, Option<Reason>) {
    let mut best: Option<DaySpan> = None;
    let mut missing = None;
    let later = forward == window.longest;
    let pick = |a: Day, b: Day| if later { a.max(b) } else { a.min(b) };
    for length in &window.within {
        let reached = match known_length(*length, half_life) {
            Ok(length) => start.map(|day| if forward { length.after(day) } else { length.before(day) }.unwrap_or(day)),
            Err(reason) => {
                missing = reason;
                if forward {
                    DaySpan { first: start.first, last: Day::MAX }
                } else {
                    DaySpan { first: Day::MIN, last: start.last }
                }
            }
        };
        best = Some(best.map_or(reached, |best| DaySpan {
            first: pick(best.first, reached.first),
            last: pick(best.last, reached.last),
        }));
    }
    (best.unwrap_or(start), missing)
}

/// A length in days or months; half-lives need a drug that declares one.
fn known_length(
    length: Length,
    half_life: Option<(WordId, Option<crate::value::Number>)>,
) -> Result<Length, Option<Reason>> {
    match length {
        Length::HalfLives(count) => half_lives(count, half_life),
        other => Ok(other),
    }
}

/// So many half-lives, the longest declared, in whole days rounded up.
fn half_lives(
    count: crate::value::Number,
    half_life: Option<(WordId, Option<crate::value::Number>)>,
) -> Result<Length, Option<Reason>> {
    let (word, hours) = half_life.ok_or(None)?;
    let hours = hours.ok_or(Some(Reason::NotDeclared { word, half_life: true }))?;
    let days = count.times(hours).and_then(|hours| hours.over(crate::value::Number::whole(24))).ok_or(None)?;
    let whole = if days.is_whole() { days.floor() } else { days.floor() + 1 };
    i32::try_from(whole).map(Length::Days).map_err(|_| None)
}
