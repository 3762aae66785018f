//! In which days was looked.

use super::case::Case;
use super::explanation::{AnchorLine, WindowLine};
use crate::check::{AnchorId, AnchorShape, EventPart, EventsId, EventsNode, PointId, PointNode, Window, WindowId};
use crate::syntax::tree::WindowSide;
use crate::value::{Day, DaySpan, Length};
use crate::wording::words::{from_to, spaced};

/// A stretch of days from the first possible to the last possible one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) from: Day,
    pub(crate) to: Day,
}

impl Case<'_> {
    /// The days that a choice of events looks at, where it has one window that does not depend on each event.
    pub(crate) fn window_of(&self, events: EventsId) -> Option<WindowLine> {
        self.stretch_of(events).map(|stretch| self.window_line(stretch))
    }

    pub(crate) fn stretch_of(&self, events: EventsId) -> Option<Stretch> {
        match &self.program.events(events).node {
            EventsNode::In { of, window, .. } => self.window(*window).or_else(|| self.stretch_of(*of)),
            EventsNode::Current { .. } => Some(Stretch { from: self.dates.as_of, to: self.dates.as_of }),
            EventsNode::Except { of, .. }
            | EventsNode::Where { of, .. }
            | EventsNode::Joined { of, .. }
            | EventsNode::With { of, .. }
            | EventsNode::Newest { of, .. }
            | EventsNode::Doses { of }
            | EventsNode::DosePeriods { of, .. } => self.stretch_of(*of),
            EventsNode::Words(_)
            | EventsNode::Union(_)
            | EventsNode::Together { .. }
            | EventsNode::Planned { .. }
            | EventsNode::Lines(_) => None,
        }
    }

    pub(crate) fn window_line(&self, stretch: Stretch) -> WindowLine {
        let shown = |day: Day| day.is_real().then(|| day.to_string());
        WindowLine { words: from_to(stretch.from, stretch.to), from: shown(stretch.from), to: shown(stretch.to) }
    }

    /// The days of a window; `None` where its point is not known or a length depends on the drug.
    pub(crate) fn window(&self, id: WindowId) -> Option<Stretch> {
        let window = self.program.window(id);
        let (start, end) = self.point(window.point)?;
        let back = |day: Day| reach(window, day, Length::before, Day::MIN);
        let ahead = |day: Day| reach(window, day, Length::after, Day::MAX);
        let (from, to) = match window.side {
            WindowSide::Before => (back(start.first)?, start.last),
            WindowSide::After => (end.first, ahead(end.last)?),
            WindowSide::BeforeOrDuring => (back(start.first)?, end.last),
            WindowSide::DuringOrAfter => (start.first, ahead(end.last)?),
            WindowSide::At | WindowSide::During => (start.first, end.last),
            WindowSide::Since => (end.first, self.dates.as_of),
        };
        (from <= to).then_some(Stretch { from, to })
    }

    /// The first and the last day of a point or period.
    pub(crate) fn point(&self, id: PointId) -> Option<(DaySpan, DaySpan)> {
        match self.program.point(id) {
            PointNode::AsOf => Some((DaySpan::on(self.dates.as_of), DaySpan::on(self.dates.as_of))),
            PointNode::Anchor(anchor) => self.anchor(*anchor),
            PointNode::StartOfAnchor(anchor) => self.anchor(*anchor).map(|(start, _)| (start, start)),
            PointNode::EndOfAnchor(anchor) => self.anchor(*anchor).map(|(_, end)| (end, end)),
            PointNode::Fixed(span) => Some((DaySpan::on(span.first), DaySpan::on(span.last))),
            PointNode::Birth => self.patient.birth.map(|birth| (birth, birth)),
            PointNode::It(_) => None,
            PointNode::Event { events, part } => {
                let [matched] = self.selection(*events)?.matches.as_slice() else {
                    return None;
                };
                Some(match part {
                    EventPart::Whole => (matched.start, matched.end),
                    EventPart::Start => (matched.start, matched.start),
                    EventPart::End => (matched.end, matched.end),
                })
            }
        }
    }

    /// The first and the last day of an anchor, as set for the screen, else actual, else planned.
    pub(crate) fn anchor(&self, id: AnchorId) -> Option<(DaySpan, DaySpan)> {
        match self.program.anchor(id).shape {
            AnchorShape::Day { .. } => self.anchor_date(id).map(|(date, _)| (date, date)),
            AnchorShape::Period { from, to, .. } => {
                let start = self.anchor_date(from).map(|(date, _)| date);
                let end = self.anchor_date(to).map_or(DaySpan::on(self.dates.as_of), |(date, _)| date);
                start.map(|start| (start, end))
            }
        }
    }

    fn anchor_date(&self, id: AnchorId) -> Option<(DaySpan, &'static str)> {
        if let Some((_, date)) = self.dates.anchors.iter().find(|(anchor, _)| *anchor == id) {
            return Some((*date, "set for this screen"));
        }
        let name = &self.program.anchor(id).name;
        let recorded = self.patient.anchors.iter().find(|anchor| anchor.name == *name)?;
        let actual = recorded.actual.map(|date| (date, "as recorded"));
        actual.or_else(|| recorded.planned.map(|date| (date, "planned")))
    }

    /// The anchors of the trial that have a date.
    pub(crate) fn anchor_lines(&self) -> Vec<AnchorLine> {
        self.trial.anchors.iter().filter_map(|id| self.anchor_line(*id)).collect()
    }

    fn anchor_line(&self, id: AnchorId) -> Option<AnchorLine> {
        let anchor = self.program.anchor(id);
        let (start, end) = self.anchor(id)?;
        let title = if anchor.title.is_empty() { spaced(&anchor.name) } else { anchor.title.clone() };
        let date = if start == end { start.to_string() } else { format!("{start} to {end}") };
        let how = match anchor.shape {
            AnchorShape::Day { .. } => self.anchor_date(id).map_or("", |(_, how)| how),
            AnchorShape::Period { .. } => "from its first and last day",
        };
        let shown = |day: Day| day.is_real().then(|| day.to_string());
        Some(AnchorLine { title, date, from: shown(start.first), to: shown(end.last), how: how.to_owned() })
    }
}

/// The end of a window with none, one or several lengths; `None` where a length depends on the drug.
fn reach(window: &Window, day: Day, go: impl Fn(Length, Day) -> Option<Day>, never: Day) -> Option<Day> {
    if window.within.is_empty() {
        return Some(never);
    }
    let ends: Option<Vec<Day>> = window.within.iter().map(|length| go(*length, day)).collect();
    let far = |end: &Day| end.0.abs_diff(day.0);
    let ends = ends?;
    if window.longest { ends.into_iter().max_by_key(far) } else { ends.into_iter().min_by_key(far) }
}
