//! Comparisons of values, ages and dates.

use super::English;
use super::clause::{Clause, Mood};
use crate::check::{Choose, Measure, PointNode, ValueId, ValueNode};
use crate::protocol::text::unmarked;
use crate::value::{Comparison, Number};
use crate::vocabulary::Datum;

impl English<'_> {
    pub(super) fn compared(&self, left: ValueId, comparison: Comparison, right: ValueId, mood: Mood) -> Clause {
        if let Some((age, end)) = self.age(left) {
            let bound = format!("{} {} old", word(comparison), self.value(right));
            return Clause::plain(format!("{age} {} {bound}{end}", mood.be()));
        }
        if let Some((result, limit)) = self.over_limit(left) {
            let times = match &self.program.value(right).node {
                ValueNode::Constant(Datum::Quantity(range, _)) if range.known() == Some(Number::ONE) => String::new(),
                _ => format!("{} × ", self.value(right)),
            };
            return Clause::plain(format!("{result} {} {} {times}{limit}", mood.be(), word(comparison)));
        }
        if let Some(since) = self.time_since(left) {
            let end =
                if matches!(self.program.value(right).node, ValueNode::Constant(_)) { since } else { self.value(left) };
            return Clause::plain(format!("{end} {} {}", mood.be(), self.bound(comparison, right)));
        }
        let bound = if self.is_date(left) { self.dated(comparison, right) } else { self.bound(comparison, right) };
        let subject = self.value(left);
        Clause::plain(format!("{subject} {} {bound}", be(&subject, mood)))
    }

    pub(super) fn between(&self, value: ValueId, low: ValueId, high: ValueId, closed: bool, mood: Mood) -> Clause {
        let (mut low, high) = (self.value(low), self.value(high));
        // "from 18 to 65 years", "from 30 to below 300 mg/g"
        let (plain, other) = (unmarked(&low), unmarked(&high));
        if let (Some((_, unit)), Some((_, same))) = (plain.split_once(' '), other.split_once(' '))
            && unit == same
        {
            low = low.replacen(&format!(" {unit}"), "", 1);
        }
        let (subject, old, day) = match self.age(value) {
            Some((age, day)) => (age, " old", day),
            None => (self.value(value), "", String::new()),
        };
        let range = match (closed, self.is_date(value)) {
            (true, _) if day.is_empty() => format!("from {low} to {high}{old}, both included"),
            (true, _) => format!("from {low} to {high}{old}, both included,{day}"),
            (false, true) => format!("on or after {low} and before {high}"),
            (false, false) => format!("at least {low} and below {high}{old}{day}"),
        };
        Clause::plain(format!("{subject} {} {range}", be(&subject, mood)))
    }

    /// `at least 30 mg/g`
    pub(super) fn bound(&self, comparison: Comparison, right: ValueId) -> String {
        format!("{} {}", word(comparison), self.value(right))
    }

    fn dated(&self, comparison: Comparison, right: ValueId) -> String {
        let word = match comparison {
            Comparison::Less => "before",
            Comparison::AtMost => "on or before",
            Comparison::Equal => "on",
            Comparison::NotEqual => "not on",
            Comparison::AtLeast => "on or after",
            Comparison::Greater => "after",
        };
        format!("{word} {}", self.value(right))
    }

    /// The subject of a comparison of ages, and on which day.
    fn age(&self, id: ValueId) -> Option<(String, String)> {
        let ValueNode::Age(point) = self.program.value(id).node else { return None };
        if self.definition_of_value(id).is_some() {
            return None;
        }
        let end = match self.program.point(point) {
            PointNode::AsOf => String::new(),
            _ => format!(" on {}", self.day_of(point)),
        };
        Some(("the patient".to_owned(), end))
    }

    /// A time since something, in the unit of what it is compared with.
    fn time_since(&self, id: ValueId) -> Option<String> {
        match self.program.value(id).node {
            ValueNode::TimeSince { point, .. } if self.definition_of_value(id).is_none() => {
                Some(format!("the time since {}", self.point(point)))
            }
            _ => None,
        }
    }

    /// A result that is compared with its own limit of normal, without the limit, and the limit.
    fn over_limit(&self, id: ValueId) -> Option<(String, &'static str)> {
        if self.definition_of_value(id).is_some() {
            return None;
        }
        let limit = |measure: &Measure| match measure {
            Measure::OverUpper => Some("its own upper limit of normal"),
            Measure::OverLower => Some("its own lower limit of normal"),
            _ => None,
        };
        Some(match &self.program.value(id).node {
            ValueNode::Subject(measure) => ("its value".to_owned(), limit(measure)?),
            ValueNode::It(measure) => ("that event's value".to_owned(), limit(measure)?),
            ValueNode::Measure { events, choose: Choose::One, measure } => {
                (self.events(*events).one(), limit(measure)?)
            }
            _ => return None,
        })
    }

    /// Whether a value is a date.
    fn is_date(&self, id: ValueId) -> bool {
        match &self.program.value(id).node {
            ValueNode::Day(_) | ValueNode::Moved { .. } | ValueNode::Constant(Datum::Days(_)) => true,
            ValueNode::Measure { measure, .. } | ValueNode::Subject(measure) | ValueNode::It(measure) => {
                matches!(measure, Measure::Start | Measure::End)
                    || self.program.value(id).unit.is_none() && self.is_day(measure)
            }
            _ => false,
        }
    }

    fn is_day(&self, measure: &Measure) -> bool {
        use crate::vocabulary::AttributeForm;
        let Measure::Attribute(id) = measure else { return false };
        let words = &self.program.vocabulary.words;
        words.iter().flat_map(|word| &word.attributes).any(|(known, form)| known == id && *form == AttributeForm::Date)
    }
}

/// `is` or `are`, as the subject asks.
pub(super) fn be(subject: &str, mood: Mood) -> &'static str {
    let plain = unmarked(subject);
    let head = plain.split(" of ").next().unwrap_or_default();
    match ["points", "criteria"].iter().any(|several| head.ends_with(several)) {
        true => mood.pick("are", "are not", "must be", "must not be"),
        false => mood.be(),
    }
}

/// A comparison of numbers.
fn word(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Less => "less than",
        Comparison::AtMost => "at most",
        Comparison::Equal => "exactly",
        Comparison::NotEqual => "anything but",
        Comparison::AtLeast => "at least",
        Comparison::Greater => "more than",
    }
}
