//! Windows, points in time and lengths of time.

use super::English;
use crate::check::{
    AnchorShape, ArgumentValue, DefinitionArgument, EventPart, Node, Part, PointId, PointNode, WindowId,
};
use crate::protocol::text::{Target, refer};
use crate::syntax::tree::WindowSide;
use crate::value::Length;
use crate::wording::words::listed;

impl English<'_> {
    /// What a window adds to the events of a choice.
    pub(super) fn in_window(&self, id: WindowId, part: Part, lasting: bool, spelled: &str) -> String {
        let window = self.program.window(id);
        let now = matches!(self.program.point(window.point), PointNode::AsOf);
        let bare = window.within.is_empty();
        if (now, bare, window.side) == (true, true, WindowSide::BeforeOrDuring) {
            return match part {
                Part::Start => " started by the day of assessment".to_owned(),
                Part::End => " ended by the day of assessment".to_owned(),
                Part::Any => " up to the day of assessment".to_owned(),
                Part::Throughout => " ongoing on every day up to the day of assessment".to_owned(),
            };
        }
        let stretch = self.stretch(id, spelled);
        match part {
            // Of what lasts, all of it must be over before, or begin after.
            Part::Any if lasting && bare && matches!(window.side, WindowSide::Before | WindowSide::After) => {
                format!(" wholly {stretch}")
            }
            Part::Any => format!(" {stretch}"),
            Part::Start => format!(" started {stretch}"),
            Part::End => format!(" ended {stretch}"),
            Part::Throughout => match stretch.split_once(' ') {
                Some(("in", rest)) => format!(" throughout {}", rest.replace(" or ", " and ")),
                Some(("during", rest)) if bare => format!(" throughout {rest}"),
                Some(("on", _)) => format!(" ongoing {stretch}"),
                _ => format!(" on every day {stretch}"),
            },
        }
    }

    /// A window, from its preposition on: `in the last 28 days`.
    pub(crate) fn stretch(&self, id: WindowId, spelled: &str) -> String {
        let window = self.program.window(id);
        let point = self.point(window.point);
        let now = matches!(self.program.point(window.point), PointNode::AsOf);
        let length = self.lengths_spelled(&window.within, window.longest, spelled);
        // "in the last year", "in the year before"
        let count = match (window.within.len(), length.strip_prefix("1 ")) {
            (1, Some(unit)) => unit.to_owned(),
            _ => length.clone(),
        };
        let given = length.starts_with("the given ");
        let within = if window.within.len() == 1 && !given { format!("the {count}") } else { length.clone() };
        match (window.side, window.within.is_empty()) {
            (WindowSide::Before, false) if now && given => format!("in {within} up to the day of assessment"),
            (WindowSide::Before, false) if now && window.within.len() == 1 => format!("in the last {count}"),
            (WindowSide::Before, false) if now => format!("in {within}, counted back from the day of assessment"),
            (WindowSide::Before, false) => format!("in {within} before {point} or on that day"),
            (WindowSide::Before, true) => format!("before {point}"),
            (WindowSide::After, false) => format!("in {within} after {point} or on that day"),
            (WindowSide::After, true) => format!("after {point}"),
            (WindowSide::BeforeOrDuring, false) => format!("in {within} before {point} or during it"),
            (WindowSide::BeforeOrDuring, true) => format!("before {point} or during it"),
            (WindowSide::DuringOrAfter, false) => format!("during {point} or in {within} after it"),
            (WindowSide::DuringOrAfter, true) => format!("during {point} or after it"),
            (WindowSide::At, bare) => {
                let around = self.around(window.point);
                let length = if bare { String::new() } else { format!(" ({length})") };
                format!("on {}{around}{length}", self.day_of(window.point))
            }
            (WindowSide::During, bare) => {
                format!("during {point}{}", if bare { String::new() } else { format!(" ({length})") })
            }
            (WindowSide::Since, true) => format!("since {point}, that day included"),
            (WindowSide::Since, false) => format!("from {point} on, that day included, for at most {length}"),
        }
    }

    /// The days around an anchor that count as its day.
    fn around(&self, point: PointId) -> String {
        match self.program.point(point) {
            PointNode::Anchor(anchor) => match self.program.anchor(*anchor).shape {
                AnchorShape::Day { window } if window != 0 => {
                    format!(" (or at most {} from it)", Length::Days(window))
                }
                _ => String::new(),
            },
            _ => String::new(),
        }
    }

    /// A point in time.
    pub(crate) fn point(&self, id: PointId) -> String {
        match self.program.point(id) {
            PointNode::AsOf => "the day of assessment".to_owned(),
            PointNode::Anchor(anchor) => self.anchor(*anchor),
            PointNode::StartOfAnchor(anchor) => format!("the first day of {}", self.anchor(*anchor)),
            PointNode::EndOfAnchor(anchor) => format!("the last day of {}", self.anchor(*anchor)),
            PointNode::Fixed(days) => days.to_string(),
            PointNode::Birth => "birth".to_owned(),
            PointNode::It(part) => match part {
                EventPart::Whole => "it".to_owned(),
                EventPart::Start => "its first day".to_owned(),
                EventPart::End => "its last day".to_owned(),
            },
            PointNode::Event { events, part } => {
                let event = self.events(*events).one_bracketed();
                match part {
                    EventPart::Whole => event,
                    EventPart::Start if !self.lasts(*events) => format!("the day of {event}"),
                    EventPart::Start => format!("the first day of {event}"),
                    EventPart::End => format!("the last day of {event}"),
                }
            }
        }
    }

    /// A point that is one day, as that day.
    pub(super) fn day_of(&self, id: PointId) -> String {
        let point = self.point(id);
        let is_day = ["the first day of", "the last day of", "the day of"].iter().any(|day| point.starts_with(day));
        if is_day { point } else { format!("the day of {point}") }
    }

    /// Several lengths, of which the longest or shortest counts.
    pub(super) fn lengths_spelled(&self, lengths: &[Length], longest: bool, spelled: &str) -> String {
        let said: Vec<String> = lengths.iter().map(|length| self.length(*length, spelled)).collect();
        match said.as_slice() {
            [only] => only.clone(),
            [_, _] => format!("the {} of {}", if longest { "longer" } else { "shorter" }, listed(&said, "and")),
            _ => format!("the {} of {}", if longest { "longest" } else { "shortest" }, listed(&said, "and")),
        }
    }

    /// A length, spelled as the rule or its parameter spells it: `12 months` and `1 year` are one length.
    pub(crate) fn length(&self, length: Length, spelled: &str) -> String {
        let ways = ways_of(length);
        for parameter in self.parameters.iter().enumerate() {
            let (place, parameter) = parameter;
            let named = contains_word(spelled, &parameter.name);
            if named
                && let Some(way) = ways.iter().find(|way| parameter.values.contains(way))
                && let Ok(place) = u32::try_from(place)
            {
                return refer(way, Target::Parameter(place));
            }
        }
        let own = |argument: &DefinitionArgument| match &argument.value {
            ArgumentValue::Lengths(lengths, _) => lengths.contains(&length) && contains_word(spelled, &argument.name),
            _ => false,
        };
        if let Some(given) = self.given(own) {
            return given;
        }
        let own = ways.iter().find(|way| contains_word(spelled, way));
        own.or(ways.first()).cloned().unwrap_or_else(|| length.to_string())
    }

    /// The words of the rule that a node came from: only the spelling of lengths is taken from them. Inside a definition,
    /// what its parameters stand for is spelled as it was given.
    pub(super) fn spelled_at<N>(&self, node: &Node<N>) -> String {
        let mut spelled = self.program.words_of(node).split_whitespace().collect::<Vec<_>>().join(" ");
        let arguments = self.program.definitions.get(self.below).map(|known| known.arguments.as_slice());
        for argument in arguments.unwrap_or_default() {
            if contains_word(&spelled, &argument.name) {
                spelled.push_str(&format!(" {}", argument.text));
            }
        }
        spelled
    }
}

/// The ways in which a length can be written, the usual one first.
fn ways_of(length: Length) -> Vec<String> {
    let said = |count: i32, unit: &str| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
    match length {
        Length::Days(days) if days % 7 == 0 => vec![length.to_string(), said(days, "day"), said(days / 7, "week")],
        Length::Months(months) if months % 12 == 0 => {
            let (years, months) = (said(months / 12, "year"), said(months, "month"));
            if length == Length::Months(12) { vec![months, years] } else { vec![years, months] }
        }
        Length::HalfLives(count) => vec![format!("{count} half-lives of the drug")],
        _ => vec![length.to_string()],
    }
}

/// Whether a text holds some words whole.
fn contains_word(text: &str, words: &str) -> bool {
    let inside = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '.';
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(inside) && !after.is_some_and(inside)
    })
}
