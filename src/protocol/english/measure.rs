//! What is measured of an event, as a noun: `ISN class`, `daily dose per kg of body weight as prednisone`.

use super::English;
use crate::check::{EventsId, EventsNode, Measure, Per, TakenFrom};
use crate::vocabulary::builtin::attribute;
use crate::vocabulary::{AttributeForm, AttributeId, Instrument};
use crate::wording::words::{listed, spaced};

/// How many items of a score are named before the others are named instead.
const FEW: usize = 6;

impl English<'_> {
    /// What is measured of an event.
    pub(super) fn measure_name(&self, measure: &Measure, of: Option<EventsId>) -> String {
        match measure {
            Measure::Result | Measure::Attribute(attribute::VALUE) => "value".to_owned(),
            Measure::OverUpper => "value over its own upper limit of normal".to_owned(),
            Measure::OverLower => "value over its own lower limit of normal".to_owned(),
            Measure::Attribute(id) => self.attribute(*id),
            Measure::Dose { attribute, equivalent, per } => {
                let per = match per {
                    Some(Per::Kilogram) => " per kg of body weight",
                    Some(Per::SquareMetre) => " per m² of body surface",
                    None => "",
                };
                let equivalent =
                    equivalent.map_or_else(String::new, |word| format!(" in {} equivalents", self.word(word)));
                format!("{}{equivalent}{per}", self.attribute(*attribute))
            }
            Measure::Items(items) => match of.and_then(|of| self.instrument(of)) {
                Some(instrument) => items_in_words(instrument, items),
                None => {
                    let places: Vec<String> = items.iter().map(|place| (place + 1).to_string()).collect();
                    format!("points of item {}", listed(&places, "and"))
                }
            },
            Measure::Start if of.is_some_and(|of| !self.lasts(of)) => "day".to_owned(),
            Measure::Start => "first day".to_owned(),
            Measure::End => "last day".to_owned(),
            Measure::Word => "kind".to_owned(),
        }
    }

    /// Whether what is chosen lasts rather than happens on a day.
    pub(super) fn lasts(&self, of: EventsId) -> bool {
        let kinds = self.kinds(of);
        kinds.is_empty() || kinds.iter().any(|kind| kind.is_interval())
    }

    /// The score whose assessments are chosen.
    fn instrument(&self, events: EventsId) -> Option<&Instrument> {
        let node = &self.program.events(events).node;
        let words = match node.taken_from() {
            TakenFrom::Words(words) if !matches!(node, EventsNode::Planned { .. }) => words,
            TakenFrom::Some(of) | TakenFrom::Remade(of) => return self.instrument(of),
            TakenFrom::Words(_)
            | TakenFrom::Each(_)
            | TakenFrom::Both(..)
            | TakenFrom::Periods(_)
            | TakenFrom::Lines => return None,
        };
        match words.roots.as_slice() {
            [root] => self.program.vocabulary.word(*root).instrument.as_ref(),
            _ => None,
        }
    }

    /// Whether an attribute holds several values at once.
    pub(super) fn holds_several(&self, id: AttributeId) -> bool {
        let words = &self.program.vocabulary.words;
        words
            .iter()
            .flat_map(|word| &word.attributes)
            .any(|(known, form)| *known == id && matches!(form, AttributeForm::SeveralOf(_) | AttributeForm::Words(_)))
    }
}

/// The items that count, or those that do not, whichever are fewer.
fn items_in_words(instrument: &Instrument, items: &[usize]) -> String {
    let titled = |wanted: bool| -> Vec<String> {
        let of = instrument.items.iter().enumerate().filter(|(place, _)| items.contains(place) == wanted);
        of.map(|(_, item)| if item.title.is_empty() { spaced(&item.name) } else { format!("“{}”", item.title) })
            .collect()
    };
    let (with, without) = (titled(true), titled(false));
    match (with.len(), without.len()) {
        (_, 0) => "counting all items".to_owned(),
        (_, 1..=FEW) => format!("not counting {}", listed(&without, "and")),
        _ => format!("counting only {}", listed(&with, "and")),
    }
}
