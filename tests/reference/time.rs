//! Points and windows: where they may lie, and whether an event matches one.

use super::model::{Found, Reference, Scope};
use enrol::check::{AnchorId, AnchorShape, EventPart, Part, PointId, PointNode, WindowId};
use enrol::syntax::tree::WindowSide;
use enrol::value::{Day, DaySpan, Length, Number, Truth};
use enrol::vocabulary::WordId;

/// Where a point, or a period, may lie.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    /// Whether there is such a point at all.
    pub exists: Truth,
    pub start: DaySpan,
    pub end: DaySpan,
}

/// Where a window may lie.
#[derive(Clone, Copy, Debug)]
pub struct Placement {
    /// Whether there is such a window at all.
    pub exists: Truth,
    pub from: DaySpan,
    pub to: DaySpan,
    /// `before X` and `after X` without a length want the whole event on that side.
    pub whole: bool,
}

fn placed(exists: Truth, start: DaySpan, end: DaySpan) -> Placed {
    Placed { exists, start, end }
}

/// A point between days that are set; what hangs on one of which nobody set anything is unknown.
fn set(first: DaySpan, last: DaySpan, start: DaySpan, end: DaySpan) -> Placed {
    let unknown = first.is_unknown() && last.is_unknown();
    placed(if unknown { Truth::Unknown } else { Truth::Met }, start, end)
}

impl Reference<'_> {
    pub fn point(&self, id: PointId, scope: &Scope) -> Placed {
        match self.program.point(id) {
            PointNode::AsOf => placed(Truth::Met, DaySpan::on(self.as_of()), DaySpan::on(self.as_of())),
            PointNode::Anchor(anchor) => {
                let (start, end) = self.anchor(*anchor);
                set(start, end, start, end)
            }
            PointNode::StartOfAnchor(anchor) => {
                let (start, end) = self.anchor(*anchor);
                set(start, end, start, start)
            }
            PointNode::EndOfAnchor(anchor) => {
                let (start, end) = self.anchor(*anchor);
                set(start, end, end, end)
            }
            // A month or a year in a rule is the whole of it.
            PointNode::Fixed(span) => placed(Truth::Met, DaySpan::on(span.first), DaySpan::on(span.last)),
            PointNode::Birth => {
                let birth = self.patient.birth.unwrap_or(DaySpan::ANY);
                set(birth, birth, birth, birth)
            }
            PointNode::It(part) => match &scope.it {
                Some(it) => part_of(*part, placed(Truth::Met, it.start, it.end)),
                None => placed(Truth::Unknown, DaySpan::ANY, DaySpan::ANY),
            },
            PointNode::Event { events, part } => part_of(*part, self.chosen_event(*events, scope)),
        }
    }

    /// The days of an anchor: from its first to its last. What is not set could be any day.
    pub fn anchor(&self, id: AnchorId) -> (DaySpan, DaySpan) {
        let anchor = self.program.anchor(id);
        if let AnchorShape::Period { from, to, at_most } = anchor.shape {
            return period(self.anchor(from).0, self.anchor(to).1, at_most, self.as_of());
        }
        let set = self.dates.anchors.iter().find(|(set, _)| *set == id).map(|(_, day)| *day);
        let recorded = self.patient.anchors.iter().find(|recorded| recorded.name == anchor.name);
        let day = set.or_else(|| recorded.and_then(|recorded| recorded.actual.or(recorded.planned)));
        let day = day.unwrap_or(DaySpan::ANY);
        (day, day)
    }

    /// The one event that a point means. One that certainly doesn't exist is no point; where none is certain, it may
    /// be any of the possible ones, or, with an open list, one that nobody recorded.
    fn chosen_event(&self, events: enrol::check::EventsId, scope: &Scope) -> Placed {
        let selection = self.events(events, scope);
        let certain = selection.is_some();
        if !certain && selection.open {
            return placed(Truth::Unknown, DaySpan::ANY, DaySpan::ANY);
        }
        let exists = if certain {
            Truth::Met
        } else if selection.found.is_empty() {
            Truth::NotMet
        } else {
            Truth::Unknown
        };
        let start = selection.found.iter().map(|found| found.start).reduce(hull);
        let end = selection.found.iter().map(|found| found.end).reduce(hull);
        placed(exists, start.unwrap_or(DaySpan::ANY), end.unwrap_or(DaySpan::ANY))
    }

    /// Where a window may lie for an event of `word` (whose half-life may decide its length).
    pub fn window(&self, id: WindowId, word: Option<WordId>, scope: &Scope) -> Placement {
        let window = self.program.window(id);
        let point = self.point(window.point, scope);
        let (start, end) = (point.start, point.end);
        let lengths: Vec<_> = window.within.iter().map(|length| self.lengths(*length, word)).collect();
        let back = |from: DaySpan| furthest(from, &lengths, window.longest, -1);
        let forth = |from: DaySpan| furthest(from, &lengths, window.longest, 1);
        let bare = lengths.is_empty();
        let (from, to) = match window.side {
            WindowSide::Before if bare => (DaySpan::on(Day::MIN), start.map(|day| day.plus_days(-1))),
            WindowSide::Before => (back(start), start),
            WindowSide::After if bare => (end.map(|day| day.plus_days(1)), DaySpan::on(Day::MAX)),
            WindowSide::After => (end, forth(end)),
            WindowSide::BeforeOrDuring if bare => (DaySpan::on(Day::MIN), end),
            WindowSide::BeforeOrDuring => (back(start), end),
            WindowSide::DuringOrAfter if bare => (start, DaySpan::on(Day::MAX)),
            WindowSide::DuringOrAfter => (start, forth(end)),
            WindowSide::At => {
                let either_side = self.days_either_side(window.point);
                (start.map(|day| day.plus_days(-either_side)), end.map(|day| day.plus_days(either_side)))
            }
            WindowSide::During => (start, end),
            WindowSide::Since => (end, DaySpan::on(self.as_of())),
        };
        let not_empty = match window.side {
            WindowSide::Since => from.at_most(to),
            _ => Truth::of(from.first <= to.last),
        };
        let whole = bare && matches!(window.side, WindowSide::Before | WindowSide::After);
        Placement { exists: point.exists.and(not_empty), from, to, whole }
    }

    fn days_either_side(&self, point: PointId) -> i32 {
        match self.program.point(point) {
            PointNode::Anchor(anchor) => match self.program.anchor(*anchor).shape {
                AnchorShape::Day { window } => window,
                AnchorShape::Period { .. } => 0,
            },
            _ => 0,
        }
    }

    /// The shortest and longest that a length can be for a word; `None` for one that may be as long as one likes.
    fn lengths(&self, length: Length, word: Option<WordId>) -> (Length, Option<Length>) {
        let Length::HalfLives(count) = length else {
            return (length, Some(length));
        };
        let half_life = word.and_then(|word| self.program.vocabulary.word(word).half_life);
        match half_life {
            Some((_, longest)) => (half_lives(count, longest), Some(half_lives(count, longest))),
            None => (Length::Days(0), None),
        }
    }

    /// Whether an event matches a window: for every, some or no placement of its ends and the window's.
    pub fn in_window(&self, found: &Found, id: WindowId, part: Part, scope: &Scope) -> Truth {
        let Placement { exists, from, to, whole } = self.window(id, Some(found.event.word), scope);
        let (start, end) = (found.start, found.end);
        let side = self.program.window(id).side;
        let matches = match part {
            Part::Any if whole && side == WindowSide::Before => end.at_most(to),
            Part::Any if whole => from.at_most(start),
            Part::Any => start.at_most(to).and(from.at_most(end)),
            Part::Start => from.at_most(start).and(start.at_most(to)),
            Part::End => from.at_most(end).and(end.at_most(to)),
            Part::Throughout => start.at_most(from).and(to.at_most(end)),
        };
        matches.and(exists)
    }
}

/// A period the end of which is not set has not ended by the as-of date. Where it can have lasted no longer, it may have
/// ended on any day from its start on.
fn period(start: DaySpan, end: DaySpan, at_most: Option<i32>, as_of: Day) -> (DaySpan, DaySpan) {
    if start.is_unknown() && !end.is_unknown() {
        return (DaySpan::between(Day::MIN, end.last), end);
    }
    if start.is_unknown() || !end.is_unknown() {
        return (start, end);
    }
    let longest = |day: Day| at_most.map_or(Day::MAX, |days| day.plus_days(days));
    let first = if as_of <= longest(start.first) { as_of.max(start.first) } else { start.first };
    (start, DaySpan::between(first, longest(start.last)))
}

/// So many half-lives, in days rounded up.
fn half_lives(count: Number, hours: Number) -> Length {
    let days = count.times(hours).and_then(|hours| hours.over(Number::whole(24))).unwrap();
    let up = (days.numerator() + days.denominator() - 1).div_euclid(days.denominator());
    Length::Days(i32::try_from(up).unwrap())
}

/// Where a span lands when moved by a length, or by the longest or shortest of several.
fn furthest(from: DaySpan, lengths: &[(Length, Option<Length>)], longest: bool, direction: i32) -> DaySpan {
    let moved = lengths.iter().map(|(short, long)| {
        let step =
            |length: &Length, day: Day| if direction < 0 { length.before(day) } else { length.after(day) }.unwrap();
        if direction < 0 {
            let first = long.map_or(Day::MIN, |long| step(&long, from.first));
            DaySpan::between(first, step(short, from.last))
        } else {
            let last = long.map_or(Day::MAX, |long| step(&long, from.last));
            DaySpan::between(step(short, from.first), last)
        }
    });
    let least = |a: DaySpan, b: DaySpan| DaySpan::between(a.first.min(b.first), a.last.min(b.last));
    let most = |a: DaySpan, b: DaySpan| DaySpan::between(a.first.max(b.first), a.last.max(b.last));
    let earliest_wins = (direction < 0) == longest;
    moved.reduce(|a, b| if earliest_wins { least(a, b) } else { most(a, b) }).unwrap_or(from)
}

fn part_of(part: EventPart, point: Placed) -> Placed {
    match part {
        EventPart::Whole => point,
        EventPart::Start => Placed { end: point.start, ..point },
        EventPart::End => Placed { start: point.end, ..point },
    }
}

/// The smallest span that holds both.
pub fn hull(a: DaySpan, b: DaySpan) -> DaySpan {
    DaySpan::between(a.first.min(b.first), a.last.max(b.last))
}
