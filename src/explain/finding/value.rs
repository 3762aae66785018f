//! What a value was found to be, in words.

use super::super::case::Case;
use super::super::explanation::Fact;
use super::margin::Sides;
use crate::check::{Choose, EventsId, Measure, TimeUnit, ValueId, ValueNode};
use crate::value::Range;
use crate::vocabulary::Datum;
use crate::wording::words::{first_few, listed, range, spaced, with_unit};

/// How many facts are named in one line; the others are counted.
const MOST_FACTS: usize = 4;
/// How many items of a score are named.
const MOST_ITEMS: usize = 5;

impl Case<'_> {
    /// What the value is called: `UPCR`, `age`, `total dose of cyclophosphamide`.
    pub(crate) fn value_name(&self, id: ValueId) -> String {
        let node = self.program.value(id);
        if let Some(label) = &node.label {
            return label.to_string();
        }
        match &node.node {
            ValueNode::Age(_) => "age".to_owned(),
            ValueNode::Sex => "sex".to_owned(),
            ValueNode::Measure {
                events,
                measure: Measure::Result | Measure::OverUpper | Measure::OverLower,
                choose,
            } => format!("{}{}", chosen(*choose), self.source_subject(*events)),
            ValueNode::Measure { events, measure: Measure::Attribute(attribute), choose } => {
                format!("{}{} of {}", chosen(*choose), self.attribute_name(*attribute), self.source_subject(*events))
            }
            ValueNode::Measure { events, measure: Measure::Items(items), choose } => {
                format!("{}{} {}", chosen(*choose), self.subject(*events), self.items_asked_for(*events, items))
            }
            ValueNode::Count { events, .. } => format!("number of {}", self.subject(*events)),
            ValueNode::Total { events, .. } => format!("total dose of {}", self.subject(*events)),
            ValueNode::Average { events, .. } => format!("average daily dose of {}", self.subject(*events)),
            ValueNode::Scaled { value, .. } => self.value_name(*value),
            ValueNode::ScoreTotal(score) | ValueNode::ScorePoints { score, .. } => {
                self.program.score(*score).title.clone()
            }
            _ => self.readable(&self.asked(node)),
        }
    }

    /// `without lupus headache and stroke`, `from low complement`: which items of an assessed score count.
    fn items_asked_for(&self, events: EventsId, items: &[usize]) -> String {
        let word = self.words_behind(events).into_iter().find_map(|word| self.word(word).instrument.as_ref());
        let Some(instrument) = word else {
            return "from the items asked for".to_owned();
        };
        let titled = |wanted: bool| -> Vec<String> {
            let of = instrument.items.iter().enumerate().filter(|(place, _)| items.contains(place) == wanted);
            of.map(|(_, item)| spaced(&item.name)).collect()
        };
        let (with, without) = (titled(true), titled(false));
        match (with.len(), without.len()) {
            (_, 1..=MOST_ITEMS) => format!("without {}", listed(&without, "and")),
            (1..=MOST_ITEMS, _) => format!("from {}", listed(&with, "and")),
            (count, _) => format!("from {count} of its {} items", instrument.items.len()),
        }
    }

    /// What was found, with the facts behind it; empty where nothing is known.
    pub(super) fn value_found(&self, id: ValueId, facts: &[Fact], sides: Option<&Sides>) -> String {
        let node = self.program.value(id);
        let Some(datum) = self.outcome(id).and_then(|outcome| outcome.datum.as_ref()) else {
            return String::new();
        };
        let name = self.value_name(id);
        // In the rule's unit, where it is a number with one.
        let value = || match sides {
            Some(sides) if !sides.titre => range(&sides.value, &sides.unit),
            _ => self.datum(datum),
        };
        match &node.node {
            ValueNode::Measure {
                measure: Measure::Result | Measure::OverUpper | Measure::OverLower,
                choose: Choose::One,
                ..
            } if !facts.is_empty() => joined(facts),
            ValueNode::Measure { measure, choose: Choose::One, .. } => self.measured(measure, datum, facts, &name),
            ValueNode::Measure { measure: Measure::OverUpper | Measure::OverLower, .. } if !facts.is_empty() => {
                format!("{name}{}", in_brackets(facts))
            }
            ValueNode::Measure { .. } => format!("{name}: {}{}", value(), in_brackets(facts)),
            ValueNode::Age(_) => self.age_found(datum),
            ValueNode::TimeSince { unit, .. } => format!("{name}: {}", time_found(datum, *unit)),
            ValueNode::Sex => format!("sex: {}", self.datum(datum)),
            ValueNode::Scaled { value, .. } => self.value_found(*value, facts, sides),
            ValueNode::Count { .. } | ValueNode::Total { .. } | ValueNode::Average { .. } => {
                format!("{name}: {}{}", value(), in_brackets(facts))
            }
            ValueNode::ScoreTotal(_) => format!("{name}: {}", points(datum)),
            ValueNode::ScorePoints { .. } => format!("{name}: {} from the items asked for", points(datum)),
            ValueNode::Constant(_) => self.datum(datum),
            _ => format!("{name}: {}{}", value(), in_brackets(facts)),
        }
    }

    fn measured(&self, measure: &Measure, datum: &Datum, facts: &[Fact], name: &str) -> String {
        let value = self.datum(datum);
        let whose = if facts.is_empty() { name.to_owned() } else { joined(facts) };
        match measure {
            Measure::Attribute(attribute) => {
                let said = self.attribute_in_words(*attribute, datum);
                if whose.contains(&said) { whose } else { format!("{whose}: {said}") }
            }
            Measure::Dose { equivalent, .. } => {
                let equivalent = equivalent.map_or_else(String::new, |word| format!(" as {}", self.name(word)));
                format!("{whose}: {value}{equivalent}")
            }
            Measure::Items(_) => format!("{name}: {}{}", points(datum), in_brackets(facts)),
            Measure::Start => format!("{whose}: began {value}"),
            Measure::End => format!("{whose}: ended {value}"),
            Measure::Word => whose,
            Measure::Result | Measure::OverUpper | Measure::OverLower => format!("{whose}: {value}"),
        }
    }

    fn age_found(&self, datum: &Datum) -> String {
        let years = match datum {
            Datum::Quantity(years, _) => range(years, if is_one(years) { "year" } else { "years" }),
            other => self.datum(other),
        };
        match self.patient.birth {
            Some(birth) if !birth.is_unknown() => format!("age {years} (born {birth})"),
            _ => format!("age {years}"),
        }
    }
}

/// How one of several is chosen; the newest needs no word.
fn chosen(choose: Choose) -> &'static str {
    match choose {
        Choose::One => "",
        Choose::Highest => "highest ",
        Choose::Lowest => "lowest ",
        Choose::Mean => "mean ",
        Choose::Median => "median ",
    }
}

fn joined(facts: &[Fact]) -> String {
    let words: Vec<String> = facts.iter().map(|fact| fact.words.clone()).collect();
    first_few(&words, MOST_FACTS, "and")
}

fn in_brackets(facts: &[Fact]) -> String {
    if facts.is_empty() { String::new() } else { format!(", from {}", joined(facts)) }
}

fn points(datum: &Datum) -> String {
    match datum {
        Datum::Quantity(found, _) => range(found, if is_one(found) { "point" } else { "points" }),
        _ => "not known".to_owned(),
    }
}

fn time_found(datum: &Datum, unit: TimeUnit) -> String {
    let Datum::Quantity(found, _) = datum else {
        return "not known".to_owned();
    };
    let (one, several) = match unit {
        TimeUnit::Days => ("day", "days"),
        TimeUnit::Months => ("month", "months"),
        TimeUnit::Years => ("year", "years"),
    };
    found
        .known()
        .map_or_else(|| range(found, several), |known| with_unit(known, if is_one(found) { one } else { several }))
}

fn is_one(range: &Range) -> bool {
    range.known().is_some_and(|number| number == crate::value::Number::ONE)
}
