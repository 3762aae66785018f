//! Procedures, vaccinations and assessments of scores: what happens on a day.

use super::entry::Entry;
use super::measurement::imply;
use super::node::{Map, Node, What};
use super::quantity::outside;
use super::reading::Reading;
use super::{Event, More};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::value::{DaySpan, Number, Range, Truth};
use crate::vocabulary::{Datum, Instrument, Kind, WordId, builtin};

impl Reading<'_, '_, '_> {
    /// A procedure or a vaccination.
    pub(super) fn point(&mut self, map: &Map<'_>, kind: Kind, field: &str, at: Span) {
        let entry = Entry::new(map);
        let Some(meant) = self.meant(&entry, field, kind, at) else { return };
        let start = self.date(entry.get("on"), "on").unwrap_or(DaySpan::ANY);
        let planned = self.yes_no(entry.get("planned"), "planned").unwrap_or(false);
        let _ = entry.get("note");
        self.check_future(start, planned, entry.place(&["on"], at));
        for (word, implied, code) in meant.each(kind) {
            let mut attributes = self.attributes(&entry, word, kind.list());
            imply(&mut attributes, implied);
            let more = code.map(|code| Box::new(More { code: Some(code), ..More::default() }));
            let source = self.source(at);
            self.push(Event { word, kind, planned, start, end: start, result: None, attributes, more, source });
        }
    }

    pub(super) fn score(&mut self, map: &Map<'_>, at: Span) {
        let entry = Entry::new(map);
        let Some(meant) = self.meant(&entry, "score", Kind::Score, at) else { return };
        let start = self.date(entry.get("on"), "on").unwrap_or(DaySpan::ANY);
        let planned = self.yes_no(entry.get("planned"), "planned").unwrap_or(false);
        let (total, items) = (entry.get("total"), entry.get("items"));
        let _ = entry.get("note");
        self.check_future(start, planned, entry.place(&["on"], at));
        for (word, _, code) in meant.each(Kind::Score) {
            let mut more = More { code, ..More::default() };
            let mut result = None;
            if let Some(instrument) = &self.vocabulary().word(word).instrument {
                let total = self.total(total, word, instrument, &mut more);
                more.items = self.items(items, word, instrument);
                let summed = (!more.items.is_empty()).then(|| possible(instrument, &more.items));
                more.conflict = self.disagreement(total.as_ref(), summed.as_ref(), entry.place(&["total"], at));
                result = total.or(summed).map(|range| Datum::Quantity(range, builtin::unit::ONE));
            }
            let attributes = self.attributes(&entry, word, "scores");
            let (kind, source) = (Kind::Score, self.source(at));
            let more = (more != More::default()).then(|| Box::new(more));
            self.push(Event { word, kind, planned, start, end: start, result, attributes, more, source });
        }
    }

    fn total(
        &mut self,
        node: Option<&Node<'_>>,
        word: WordId,
        instrument: &Instrument,
        more: &mut More,
    ) -> Option<Range> {
        let node = node?;
        match self.quantity(node, None, word, &[builtin::unit::ONE]) {
            Err(why) => {
                more.unusable = Some(why);
                None
            }
            Ok(found) if !instrument.items.is_empty() && outside(&found.range, instrument.range) => {
                let (low, high) = instrument.range;
                let message = format!("a total of {} is not possible", node.text().unwrap_or_default());
                let finding = Diagnostic::new(Code::ImplausibleValue, node.at, message);
                self.report(finding.reason(format!("the items give {low} to {high}; the total is not used")));
                more.unusable = Some("the total is not possible".to_owned());
                None
            }
            Ok(found) => Some(found.range),
        }
    }

    /// The state of each item. A list names those that are present, and says that no other is.
    fn items(&mut self, node: Option<&Node<'_>>, word: WordId, instrument: &Instrument) -> Vec<Truth> {
        let Some(node) = node else { return Vec::new() };
        let count = instrument.items.len();
        match &node.what {
            What::Map(_) => {
                let Some(map) = self.map_of(node, "items") else { return Vec::new() };
                let mut states = vec![Truth::Unknown; count];
                for (key, value) in &map.fields {
                    let state = self.item_state(value);
                    if let (Some(place), Some(state)) = (self.item_place(&key.text, key.at, instrument), state)
                        && let Some(slot) = states.get_mut(place)
                    {
                        *slot = state;
                    }
                }
                states
            }
            What::Nothing => Vec::new(),
            _ => {
                let mut states = vec![Truth::NotMet; count];
                let mut all_known = true;
                for entry in node.entries() {
                    let Some(text) = self.text(Some(entry), "items") else { continue };
                    match self.item_place(text, entry.at, instrument).and_then(|place| states.get_mut(place)) {
                        Some(slot) => *slot = Truth::Met,
                        None => all_known = false,
                    }
                }
                if !all_known {
                    // One of those taken as absent may be the one that could not be read.
                    states
                        .iter_mut()
                        .filter(|state| **state == Truth::NotMet)
                        .for_each(|state| *state = Truth::Unknown);
                    self.unusable(Kind::Score, Some(word), "an item of the score is not known", node.at);
                }
                states
            }
        }
    }

    fn item_state(&mut self, node: &Node<'_>) -> Option<Truth> {
        match self.text(Some(node), "the item")? {
            "yes" | "true" => Some(Truth::Met),
            "no" | "false" => Some(Truth::NotMet),
            "unknown" => Some(Truth::Unknown),
            other => {
                let message = format!("an item is `yes`, `no` or `unknown`, not `{other}`");
                self.report(Diagnostic::new(Code::WrongShape, node.at, message));
                None
            }
        }
    }

    fn item_place(&mut self, name: &str, at: Span, instrument: &Instrument) -> Option<usize> {
        let place = instrument.items.iter().position(|item| item.name == name);
        if place.is_none() {
            let finding = Diagnostic::new(Code::UnknownAttributeValue, at, format!("the score has no item `{name}`"));
            let names = instrument.items.iter().map(|item| item.name.as_str());
            self.report(finding.reason("it is not used").did_you_mean(name, names));
        }
        place
    }

    fn disagreement(&mut self, total: Option<&Range>, summed: Option<&Range>, at: Span) -> Option<String> {
        use crate::value::Comparison;
        let (total, summed) = (total?, summed?);
        if total.compare(Comparison::Equal, summed) != Truth::NotMet {
            return None;
        }
        let shown = |range: &Range| match (range.known(), range.low, range.high) {
            (Some(value), _, _) => value.to_string(),
            (None, crate::value::Limit::At(low), crate::value::Limit::At(high)) => format!("{low} to {high}"),
            _ => "something else".to_owned(),
        };
        let message =
            format!("the recorded total of {} disagrees with the items, which give {}", shown(total), shown(summed));
        self.report(Diagnostic::new(Code::ScoreConflict, at, message.clone()).help("check total and items"));
        Some(message)
    }
}

/// What the total can be, given the items.
fn possible(instrument: &Instrument, states: &[Truth]) -> Range {
    let sum = |at_least: Truth| {
        let counted =
            instrument.items.iter().zip(states).filter(|(_, state)| **state >= at_least).map(|(item, _)| item);
        if !instrument.highest_per_domain {
            // Points taken away count at the other end: an unknown item of -1 makes the least total smaller.
            let other = if at_least == Truth::Met { Truth::Unknown } else { Truth::Met };
            let taken = instrument.items.iter().zip(states).filter(|(_, state)| **state >= other);
            let taken = taken.map(|(item, _)| item).filter(|item| item.points < Number::ZERO);
            let counted = counted.filter(|item| item.points >= Number::ZERO).chain(taken);
            return counted.fold(Number::ZERO, |sum, item| sum.plus(item.points).unwrap_or(sum));
        }
        let mut domains: Vec<(&str, Number)> = Vec::new();
        for item in counted {
            match domains.iter_mut().find(|(name, _)| *name == item.domain) {
                Some((_, highest)) => *highest = (*highest).max(item.points),
                None => domains.push((&item.domain, item.points)),
            }
        }
        domains.into_iter().fold(Number::ZERO, |sum, (_, highest)| sum.plus(highest).unwrap_or(sum))
    };
    Range::between(sum(Truth::Met), sum(Truth::Unknown))
}
