//! Results of tests.

use super::entry::Entry;
use super::node::{Map, Node};
use super::quantity::outside;
use super::reading::Reading;
use super::word::Meant;
use super::{Event, More};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::value::{Comparison, Conversion, DaySpan, Number, Range, Unit, parse_titre};
use crate::vocabulary::{AttributeId, Datum, Form, Kind, SymbolId, UnitId, Word, WordId, builtin};

const LIST: &str = "measurements";

/// The fields of which a result consists.
#[derive(Clone, Copy)]
struct Parts<'n> {
    value: Option<&'n Node<'n>>,
    unit: Option<&'n str>,
    lln: Option<&'n Node<'n>>,
    uln: Option<&'n Node<'n>>,
}

/// A result, and what few results have.
#[derive(Default)]
struct Found {
    result: Option<Datum>,
    more: More,
}

impl Reading<'_, '_, '_> {
    pub(super) fn measurement(&mut self, map: &Map<'_>, at: Span) {
        let entry = Entry::new(map);
        let Some(meant) = self.meant(&entry, "test", Kind::Measurement, at) else { return };
        let start = self.date(entry.get("on"), "on").unwrap_or(DaySpan::ANY);
        let planned = self.yes_no(entry.get("planned"), "planned").unwrap_or(false);
        let _ = entry.get("note");
        self.check_future(start, planned, entry.place(&["on"], at));
        let (value, unit) = (entry.get("value"), entry.get("unit"));
        let (lln, uln) = (entry.get("lln"), entry.get("uln"));
        let parts = Parts { value, unit: self.text(unit, "unit"), lln, uln };
        match meant {
            Meant::Word(word) => self.result_of(&entry, word, None, parts, (start, planned, at)),
            Meant::Coded(words) => {
                for (word, implied) in words {
                    self.result_of(&entry, word, implied, parts, (start, planned, at));
                }
            }
            Meant::Unmapped(code) => {
                let word = Kind::Measurement.unmapped();
                let written = value.and_then(Node::text).map(str::to_owned);
                let more = More { code: Some(code), written, ..More::default() };
                let source = self.source(at);
                let (kind, more) = (Kind::Measurement, Some(Box::new(more)));
                let attributes = Vec::new();
                self.push(Event { word, kind, planned, start, end: start, result: None, attributes, more, source });
            }
        }
    }

    fn result_of(
        &mut self,
        entry: &Entry<'_>,
        word: WordId,
        implied: Option<(AttributeId, SymbolId)>,
        Parts { value, unit, lln, uln }: Parts<'_>,
        (start, planned, at): (DaySpan, bool, Span),
    ) {
        let mut found = match value {
            Some(node) => self.result(node, unit, word),
            None => Found::default(),
        };
        if lln.is_some() || uln.is_some() {
            let written = unit
                .or_else(|| value.and_then(Node::text).and_then(|text| super::amount::read(text).ok()).map(|w| w.unit));
            let kept = match &found.result {
                Some(Datum::Quantity(_, unit)) => Some(*unit),
                _ => self.vocabulary().word(word).kept_unit(),
            };
            let low = lln.and_then(|node| self.limit(node, written, word, kept));
            found.more.limits = (low, uln.and_then(|node| self.limit(node, written, word, kept)));
        }
        let mut attributes = self.attributes(entry, word, LIST);
        imply(&mut attributes, implied);
        let more = (found.more != More::default()).then(|| Box::new(found.more));
        let (kind, source, result) = (Kind::Measurement, self.source(at), found.result);
        self.push(Event { word, kind, planned, start, end: start, result, attributes, more, source });
    }

    /// A reference limit in the unit of the result; one without a unit is in that of the value as written.
    fn limit(&mut self, node: &Node<'_>, written: Option<&str>, word: WordId, kept: Option<UnitId>) -> Option<Number> {
        let own = super::amount::read(node.text().unwrap_or_default()).ok().map(|amount| !amount.unit.is_empty());
        let apart = if own == Some(false) { written } else { None };
        let found = self.quantity(node, apart, word, &[kept?]).ok()?;
        found.range.known()
    }

    /// A result in one of the forms that the word declares; without a form that fits, the event has no result and says why.
    fn result(&mut self, node: &Node<'_>, unit: Option<&str>, id: WordId) -> Found {
        let word = self.vocabulary().word(id);
        let Some(text) = self.text(Some(node), "value") else {
            return unusable(String::new(), "its value is not a text");
        };
        if let Some(symbol) = self.symbol_result(text, word) {
            return Found { result: Some(Datum::Symbol(symbol)), more: More::default() };
        }
        if let Some(range) = titre(text) {
            if word.forms.contains(&Form::Titre) {
                return Found { result: Some(Datum::Titre(range)), more: More::default() };
            }
            let message = format!("`{text}` is a titre, and `{}` has none", word.name);
            self.report(Diagnostic::new(Code::WrongShape, node.at, message));
            return unusable(text.to_owned(), "it is a titre, which this test does not have");
        }
        let units: Vec<UnitId> = word
            .forms
            .iter()
            .filter_map(|form| match form {
                Form::Quantity { unit, .. } => Some(*unit),
                _ => None,
            })
            .collect();
        if units.is_empty() || !text.starts_with(|first: char| first.is_ascii_digit() || "<>≤≥+-".contains(first)) {
            return self.no_such_value(node, text, word);
        }
        let shown = |unit: Option<&str>| {
            unit.filter(|_| !text.contains(' ')).map_or_else(|| text.to_owned(), |unit| format!("{text} {unit}"))
        };
        match self.quantity(node, unit, id, &units) {
            Err(why) => unusable(shown(unit), &why),
            Ok(found) => {
                let bounds = word.forms.iter().find_map(|form| match form {
                    Form::Quantity { unit, bounds } if *unit == found.unit => *bounds,
                    _ => None,
                });
                if let Some(bounds) = bounds.filter(|bounds| outside(&found.range, *bounds)) {
                    let message =
                        format!("`{}` lies between {} and {}, and not at {text}", word.name, bounds.0, bounds.1);
                    self.report(
                        Diagnostic::new(Code::ImplausibleValue, node.at, message).reason("the value is not used"),
                    );
                    return unusable(text.to_owned(), "it lies outside of what is possible");
                }
                self.check_plausible(node, text, unit, word, &found.range, found.unit);
                let mut more = More::default();
                if !found.conversion.is_same() {
                    more.written = Some(shown(unit));
                    more.converted =
                        Some(self.conversion_words(&shown(unit), word, &found.range, found.unit, found.conversion));
                }
                Found { result: Some(Datum::Quantity(found.range, found.unit)), more }
            }
        }
    }

    fn conversion_words(
        &self,
        written: &str,
        word: &Word,
        range: &Range,
        unit: UnitId,
        conversion: Conversion,
    ) -> String {
        let unit = self.vocabulary().unit(unit);
        let value = match (range.known(), range.low, range.high) {
            (Some(value), _, _) => value.to_string(),
            (None, crate::value::Limit::Open, crate::value::Limit::Beyond(high)) => format!("< {high}"),
            (None, crate::value::Limit::Beyond(low), crate::value::Limit::Open) => format!("> {low}"),
            (None, crate::value::Limit::Open, crate::value::Limit::At(high)) => format!("<= {high}"),
            (None, crate::value::Limit::At(low), crate::value::Limit::Open) => format!(">= {low}"),
            _ => "a range".to_owned(),
        };
        let by = match &word.molar_mass {
            Some((mass, of)) if conversion.by_molar_mass() => format!(" by the molar mass of {of}, {mass} g/mol"),
            _ => String::new(),
        };
        format!("{written} = {value} {unit}{by}").replace("  ", " ").trim_end().to_owned()
    }

    /// A value of a list, or `positive`, `high` and the like where the word says what they mean.
    fn symbol_result(&self, text: &str, word: &Word) -> Option<SymbolId> {
        for form in &word.forms {
            let found = match form {
                Form::Values(values) => self.symbol_named(text, values),
                Form::Ordered(order) => {
                    self.symbol_named(text, &order.values).or_else(|| self.symbol_named(text, &order.outside))
                }
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
        use builtin::symbol as s;
        let said = [s::POSITIVE, s::NEGATIVE, s::HIGH, s::LOW, s::ABNORMAL, s::NORMAL];
        if word.qualitative.is_empty() { None } else { self.symbol_named(text, &said) }
    }

    fn no_such_value(&mut self, node: &Node<'_>, text: &str, word: &Word) -> Found {
        let vocabulary = self.vocabulary();
        let mut known: Vec<&str> = Vec::new();
        let mut forms: Vec<String> = Vec::new();
        for form in &word.forms {
            match form {
                Form::Quantity { unit, .. } if *unit == builtin::unit::ONE => forms.push("a number".to_owned()),
                Form::Quantity { unit, .. } => forms.push(format!("a number in {}", vocabulary.unit(*unit))),
                Form::Titre => forms.push("a titre such as 1:80".to_owned()),
                Form::Values(values) => known.extend(values.iter().map(|value| vocabulary.symbol(*value))),
                Form::Ordered(order) => {
                    known.extend(order.values.iter().chain(&order.outside).map(|value| vocabulary.symbol(*value)));
                }
            }
        }
        forms.extend(known.iter().map(|value| format!("`{value}`")));
        let message = format!("`{text}` is not a result of `{}`", word.name);
        let finding = Diagnostic::new(Code::BadNumber, node.at, message).reason("the value is not used");
        self.report(finding.help(format!("it is {}", forms.join(", "))).did_you_mean(text, known));
        unusable(text.to_owned(), "it is not a result that this test can have")
    }

    fn check_plausible(
        &mut self,
        node: &Node<'_>,
        text: &str,
        unit: Option<&str>,
        word: &Word,
        range: &Range,
        kept: UnitId,
    ) {
        let Some((low, high)) = word.plausible else { return };
        if word.kept_unit() != Some(kept) || !outside(range, (low, high)) {
            return;
        }
        let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
        let message = format!("{} {text}{unit} is hardly possible", word.name);
        let kept = self.vocabulary().unit(kept);
        let finding = Diagnostic::new(Code::ImplausibleValue, node.at, message);
        let finding = finding.reason(format!("plausible is {low} to {high} {kept}"));
        let meant = super::amount::read(text).ok().and_then(|written| self.unit_meant(&written.range, word));
        self.report(match meant {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")),
            None => finding.help("check the value and its unit"),
        });
    }

    /// The unit in which the same number would be plausible.
    fn unit_meant(&self, range: &Range, word: &Word) -> Option<&'static str> {
        const UNITS: &[&str] = &[
            "mg/dL", "umol/L", "mmol/L", "g/dL", "g/L", "mg/L", "ug/L", "ng/mL", "pg/mL", "mg/g", "g/g", "mg/mmol",
            "10^9/L", "/uL", "10^6/L", "10^12/L", "%", "kg", "g", "cm", "m", "Cel", "[degF]", "ms", "s", "IU/mL",
            "IU/L", "U/L", "mL/min",
        ];
        let kept = self.vocabulary().parsed_unit(word.kept_unit()?)?;
        let mass = word.molar_mass.as_ref().map(|(mass, _)| *mass);
        let bounds = word.plausible?;
        UNITS.iter().copied().find(|unit| {
            let conversion = Unit::parse(unit).ok().and_then(|unit| Conversion::between(&unit, kept, mass).ok());
            let converted =
                conversion.filter(|conversion| !conversion.is_same()).and_then(|by| by.apply_to_range(range));
            converted.is_some_and(|range| !outside(&range, bounds) && inside(&range, bounds))
        })
    }
}

fn inside(range: &Range, (low, high): (Number, Number)) -> bool {
    use crate::value::Truth;
    range.compare(Comparison::AtLeast, &Range::point(low)) == Truth::Met
        && range.compare(Comparison::AtMost, &Range::point(high)) == Truth::Met
}

/// Adds what a code implies, unless the entry says it itself.
pub(super) fn imply(attributes: &mut Vec<(AttributeId, Datum)>, implied: Option<(AttributeId, SymbolId)>) {
    if let Some((id, value)) = implied
        && !attributes.iter().any(|(known, _)| *known == id)
    {
        attributes.push((id, Datum::Symbol(value)));
        attributes.sort_by_key(|(id, _)| *id);
    }
}

fn unusable(written: String, why: &str) -> Found {
    let written = (!written.is_empty()).then_some(written);
    Found { result: None, more: More { written, unusable: Some(why.to_owned()), ..More::default() } }
}

/// `1:80`, `< 1:40`, `>= 1:1280` as a range of denominators: a larger one is a stronger result.
fn titre(text: &str) -> Option<Range> {
    use crate::value::Limit;
    let rest = text.trim_start_matches(['<', '>', '=', '≤', '≥', ' ']);
    let value = parse_titre(rest)?;
    let sign = text.get(..text.len() - rest.len())?.trim();
    Some(match sign {
        "" | "=" => Range::point(value),
        "<" => Range { low: Limit::Open, high: Limit::Beyond(value) },
        "<=" | "≤" => Range { low: Limit::Open, high: Limit::At(value) },
        ">" => Range { low: Limit::Beyond(value), high: Limit::Open },
        ">=" | "≥" => Range { low: Limit::At(value), high: Limit::Open },
        _ => return None,
    })
}
