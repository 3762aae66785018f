//! Values, as nouns.

use super::English;
use super::clause::Mood;
use crate::check::{Choose, EventsId, Measure, PointNode, ScoreId, Sign, TimeUnit, ValueId, ValueNode};
use crate::protocol::text::{Target, refer};
use crate::syntax::tree::ItemKind;
use crate::value::Number;
use crate::wording::unit::clinical;
use crate::wording::words::{listed, spaced};

impl English<'_> {
    /// A value; a definition is called by its title.
    pub(crate) fn value(&self, id: ValueId) -> String {
        match self.definition_of_value(id) {
            Some(place) => self.definition(place),
            None => self.value_itself(id),
        }
    }

    /// What a value is by itself, be it what a definition gives.
    pub(crate) fn value_itself(&self, id: ValueId) -> String {
        match &self.program.value(id).node {
            ValueNode::Constant(datum) => self.constant(id, datum),
            ValueNode::Day(point) => match self.program.point(*point) {
                PointNode::Event { .. } | PointNode::It(_) => format!("the day of {}", self.point(*point)),
                _ => self.day_of(*point),
            },
            ValueNode::Moved { date, length, back } => {
                let length = self.length(*length, &self.spelled_at(self.program.value(id)));
                format!("the day {length} {} {}", if *back { "before" } else { "after" }, self.value_bracketed(*date))
            }
            ValueNode::Age(point) => match self.program.point(*point) {
                PointNode::AsOf => "the patient's age".to_owned(),
                _ => format!("the patient's age on {}", self.day_of(*point)),
            },
            ValueNode::TimeSince { point, unit } => {
                let unit = match unit {
                    TimeUnit::Days => "days",
                    TimeUnit::Months => "months",
                    TimeUnit::Years => "years",
                };
                format!("the time since {}, in {unit},", self.point(*point))
            }
            ValueNode::Sex => "the patient's sex".to_owned(),
            ValueNode::Measure { events, choose, measure } => self.measured(*events, *choose, measure),
            ValueNode::Subject(measure) => format!("its {}", self.measure_name(measure, None)),
            ValueNode::It(measure) => format!("that event's {}", self.measure_name(measure, None)),
            ValueNode::Count { events, counting } => {
                let phrase = self.events(*events);
                let text = self.counted(*events, &phrase, "the number of", counting);
                if text.contains(", ") { format!("{text},") } else { text }
            }
            ValueNode::Total { events, measure } => {
                let (dose, phrase) = (self.measure_name(measure, None), self.events(*events));
                match dose.starts_with("total ") {
                    true => format!("the {dose} of {}", phrase.bracketed()),
                    false => format!("the sum of the {dose} of each of {}", phrase.many_bracketed()),
                }
            }
            ValueNode::Average { events, measure, window, all_days } => {
                let days = if *all_days { "all days, untreated ones as 0" } else { "treated days only" };
                let stretch = self.stretch(*window, &self.spelled_at(self.program.value(id)));
                let (dose, of) = (self.measure_name(measure, None), self.events(*events).bracketed());
                format!("the average {dose} of {of} {stretch} (over {days})")
            }
            ValueNode::Arithmetic { left, sign, right } => {
                let sign = match sign {
                    Sign::Plus => "plus",
                    Sign::Minus => "minus",
                    Sign::Times => "times",
                    Sign::Over => "divided by",
                };
                format!("{} {sign} {}", self.value_bracketed(*left), self.value_bracketed(*right))
            }
            ValueNode::Extreme { greatest, of } => {
                let of: Vec<String> = of.iter().map(|value| self.value_bracketed(*value)).collect();
                format!("the {} of {}", if *greatest { "greatest" } else { "least" }, listed(&of, "and"))
            }
            ValueNode::When(cases) => {
                let cases: Vec<String> = cases
                    .iter()
                    .map(|(value, when)| {
                        format!("{} if {}", self.value_bracketed(*value), self.truth(*when, Mood::Is).bracketed())
                    })
                    .collect();
                format!("({})", cases.join("; otherwise "))
            }
            ValueNode::PercentChange { from, to } => {
                format!("the change in per cent from {} to {}", self.value_bracketed(*from), self.value_bracketed(*to))
            }
            ValueNode::Scaled { value, factor } => self.scaled(id, *value, *factor),
            ValueNode::ScoreTotal(score) => format!("the total of {}", self.score(*score)),
            ValueNode::ScorePoints { score, items } => {
                format!("the points of {} from {}", self.score(*score), self.score_items(*score, items))
            }
        }
    }

    /// A value in another unit, or times a number.
    fn scaled(&self, id: ValueId, value: ValueId, factor: Number) -> String {
        let inner = self.value_bracketed(value);
        let (to, from) = (self.program.value(id).unit, self.program.value(value).unit);
        match to.filter(|to| Some(*to) != from) {
            Some(unit) => format!("{inner} in {}", clinical(self.program.vocabulary.unit(unit))),
            None if factor.is_whole() => format!("{inner} times {factor}"),
            None => format!("{inner} times {}/{}", factor.numerator(), factor.denominator()),
        }
    }

    /// A computed score by its title.
    pub(crate) fn score(&self, id: ScoreId) -> String {
        refer(&format!("“{}”", self.program.score(id).title), Target::Score(id))
    }

    fn score_items(&self, id: ScoreId, items: &[usize]) -> String {
        let all = &self.program.score(id).items;
        if let Some(part) = self.named_part(id, items) {
            return part;
        }
        let titles: Vec<String> =
            items.iter().filter_map(|place| all.get(*place)).map(|item| format!("“{}”", item.title)).collect();
        if titles.len() == all.len() { "all items".to_owned() } else { listed(&titles, "and") }
    }

    /// The class or domain of a score that holds exactly some items: `the clinical domains`.
    fn named_part(&self, id: ScoreId, items: &[usize]) -> Option<String> {
        let name = &self.program.score(id).name;
        let declared =
            self.program.files.iter().flat_map(|file| &file.tree.items).find_map(|item| match &item.kind {
                ItemKind::Score(score) if score.name.text == *name => Some(score),
                _ => None,
            })?;
        let mut next = 0;
        let mut held: Vec<(String, Vec<usize>)> = Vec::new();
        for domain in &declared.domains {
            let own: Vec<usize> = (next..next + domain.items.len()).collect();
            next += domain.items.len();
            let class = domain.class.as_ref().map(|class| format!("the {} domains", spaced(&class.text)));
            for part in class.into_iter().chain([format!("the domain {}", spaced(&domain.name.text))]) {
                match held.iter_mut().find(|(known, _)| *known == part) {
                    Some((_, known)) => known.extend(&own),
                    None => held.push((part, own.clone())),
                }
            }
        }
        held.into_iter().find(|(_, held)| held == items).map(|(part, _)| part)
    }

    /// A value that stands inside another.
    fn value_bracketed(&self, id: ValueId) -> String {
        let value = self.value(id);
        let composed = self.definition_of_value(id).is_none()
            && !matches!(
                self.program.value(id).node,
                ValueNode::Constant(_) | ValueNode::Sex | ValueNode::ScoreTotal(_) | ValueNode::When(_)
            )
            && (value.contains([',', ';', '(']) || value.matches(' ').count() > 3);
        if composed { format!("({value})") } else { value }
    }

    /// A measure of chosen events: `the latest UPCR`, `the ISN class of the latest kidney biopsy`.
    fn measured(&self, events: EventsId, choose: Choose, measure: &Measure) -> String {
        let phrase = self.events(events);
        let which = match choose {
            Choose::One => "",
            Choose::Highest => "highest ",
            Choose::Lowest => "lowest ",
            Choose::Mean => "mean ",
            Choose::Median => "median ",
        };
        let result = matches!(measure, Measure::Result | Measure::OverUpper | Measure::OverLower);
        let behind = match measure {
            Measure::OverUpper => " over its own upper limit of normal",
            Measure::OverLower => " over its own lower limit of normal",
            _ => "",
        };
        if result && phrase.only {
            return match choose {
                Choose::One => format!("{}{behind}", phrase.one()),
                _ => format!("the {which}value of {}{behind}", phrase.one_bracketed()),
            };
        }
        if result {
            return match choose {
                Choose::Mean | Choose::Median => format!("the {which}of {}{behind}", phrase.many_bracketed()),
                _ => format!("the {which}{}{behind}", phrase.chosen()),
            };
        }
        let of = if phrase.only { phrase.one_bracketed() } else { phrase.many_bracketed() };
        let name = self.measure_name(measure, Some(events));
        match measure {
            Measure::Items(_) => format!("the {which}points of {of} ({name})"),
            _ => format!("the {which}{name} of {of}"),
        }
    }
}
