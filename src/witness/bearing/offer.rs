//! How what is asked could stand in a record: under which words, and with which values in its fields.

use super::super::around::{around, around_limit};
use super::amounts::{Relation, attribute_symbols, result_field, result_symbols, totals, unit_of, with_censored};
use super::finish::is_offered;
use super::{Bearing, Thing};
use crate::check::*;
use crate::value::{Comparison, Number};
use crate::vocabulary::builtin::attribute;
use crate::vocabulary::{AttributeForm, AttributeId, Bound, Kind, Named, SymbolId, Word, WordId, WordSet};
use std::collections::{BTreeMap, BTreeSet};

/// What stands for the limit of normal, where results are compared with multiples of it.
const LIMIT: i64 = 40;

/// What is measured of which events.
#[derive(Clone, Copy)]
pub(super) struct Measured<'p> {
    pub(super) events: Option<EventsId>,
    pub(super) measure: &'p Measure,
}

/// A thing, as it is told from others: its kind, and the words that rules ask for; of lines of therapy, none.
pub(super) type Key = (Kind, Vec<WordId>);

/// What stands at the bottom of a choice of events.
#[derive(Clone, Copy)]
pub(super) enum Base<'p> {
    /// Events of some words.
    Words(&'p Words),
    /// Lines of therapy.
    Lines,
}

/// Gathers what records could say.
pub(super) struct Offer<'p> {
    pub(super) program: &'p Program,
    pub(super) found: Bearing,
    /// By which words each thing is asked for.
    pub(super) words: BTreeMap<Key, Vec<&'p Words>>,
    /// What else rules ask of the words of things.
    pub(super) sets: BTreeMap<Key, Vec<&'p WordSet>>,
    /// Which drugs they ask of lines of therapy.
    pub(super) in_lines: Vec<&'p WordSet>,
    /// Which attributes they ask for.
    pub(super) attributes: BTreeSet<(Key, AttributeId)>,
    /// How results are related that are compared with each other.
    pub(super) relations: Vec<(Key, &'p str, Relation)>,
}

impl<'p> Offer<'p> {
    /// What is known to bear on something, and nothing else yet.
    pub(super) fn new(program: &'p Program, found: Bearing) -> Offer<'p> {
        Offer {
            program,
            found,
            words: BTreeMap::new(),
            sets: BTreeMap::new(),
            in_lines: Vec::new(),
            attributes: BTreeSet::new(),
            relations: Vec::new(),
        }
    }

    /// What a dose by body weight or surface is divided by.
    fn body(&mut self) {
        for (name, values) in [("weight", ["60 kg", "100 kg"]), ("height", ["170 cm", "180 cm"])] {
            let Some(Named::Word(id)) = self.program.vocabulary.find(name) else { continue };
            let word = self.program.vocabulary.word(id);
            let thing = self.found.things.entry((word.kind, vec![id])).or_default();
            thing.add_word(word.name.clone());
            values.iter().for_each(|value| thing.add("value", *value));
        }
    }

    /// Values around a constant that something is compared with, as it was written.
    pub(super) fn measured_around(&mut self, what: Measured<'p>, written: &str) {
        if matches!(what.measure, Measure::Dose { per: Some(_), .. }) {
            self.body();
        }
        if let Measure::Items(items) = what.measure {
            return self.items(what, items, written);
        }
        let program = self.program;
        for base in self.bases(what.events) {
            let Some(first) = self.first(base) else { continue };
            let Some(name) = self.field(what, first) else { continue };
            let (values, limit) = match what.measure {
                Measure::OverUpper => (around_limit(written, LIMIT, unit_of(program, first)), Some("uln")),
                Measure::OverLower => (around_limit(written, LIMIT, unit_of(program, first)), Some("lln")),
                Measure::Result => (with_censored(around(written)), None),
                _ => (around(written), None),
            };
            let thing = self.thing(base);
            values.into_iter().for_each(|value| thing.add(name, value));
            if let Some(limit) = limit {
                thing.add(limit, format!("{LIMIT} {}", unit_of(program, first)).trim().to_owned());
            }
        }
    }

    /// The field that holds what is measured.
    fn field(&self, what: Measured<'_>, of: &Word) -> Option<&'p str> {
        match what.measure {
            Measure::Result | Measure::OverUpper | Measure::OverLower => Some(result_field(of)),
            Measure::Attribute(attribute) | Measure::Dose { attribute, .. } => {
                Some(self.program.vocabulary.attribute(*attribute))
            }
            Measure::Items(_) | Measure::Start | Measure::End | Measure::Word => None,
        }
    }

    /// Results of a thing that are compared with each other.
    pub(super) fn related(&mut self, what: Measured<'p>, relation: Relation) {
        for base in self.bases(what.events) {
            let Some(field) = self.first(base).and_then(|first| self.field(what, first)) else { continue };
            self.thing(base);
            self.relations.push((base.key(), field, relation));
        }
    }

    /// Assessments item by item: none, those whose points come to a total near the constant, and one that does not count.
    fn items(&mut self, what: Measured<'p>, items: &[usize], written: &str) {
        for base in self.bases(what.events) {
            let word = self.first(base);
            let Some(instrument) = word.and_then(|word| word.instrument.as_ref()) else { continue };
            let named = |place: &usize| instrument.items.get(*place).map(|item| item.name.clone());
            let other = (0..instrument.items.len()).find(|place| !items.contains(place));
            let totals = totals(instrument, items);
            let near = around(written).into_iter().filter_map(|total| totals.get(&Number::parse(&total)?).cloned());
            let all: Vec<Vec<usize>> = near.chain([Vec::new()]).chain(other.map(|other| vec![other])).collect();
            let thing = self.thing(base);
            for some in all {
                thing.add("items", format!("[{}]", some.iter().filter_map(named).collect::<Vec<_>>().join(", ")));
            }
        }
    }

    /// Results that no constant is near: some that are plausible.
    pub(super) fn measured_plausibly(&mut self, what: Measured<'p>) {
        let program = self.program;
        if !matches!(what.measure, Measure::Result) {
            return;
        }
        for base in self.bases(what.events) {
            let Some(first) = self.first(base) else { continue };
            let unit = unit_of(program, first);
            let thing = self.thing(base);
            for number in ["1", "2", "3"] {
                thing.add(result_field(first), format!("{number} {unit}").trim().to_owned());
            }
        }
    }

    /// Values that are asked about, and some that are not.
    pub(super) fn among(&mut self, measured: &[Measured<'p>], set: &[SymbolId]) {
        for what in measured {
            for base in self.bases(what.events) {
                let Some(first) = self.first(base) else { continue };
                match what.measure {
                    Measure::Result => self.symbols(base, result_field(first), &result_symbols(first), set, false),
                    Measure::Attribute(id) => {
                        let form = first.attributes.iter().find(|(known, _)| known == id).map(|(_, form)| form);
                        let several = matches!(form, Some(AttributeForm::SeveralOf(_)));
                        let all = form.map(attribute_symbols).unwrap_or_default();
                        self.symbols(base, self.program.vocabulary.attribute(*id), &all, set, several);
                    }
                    _ => {}
                }
            }
        }
    }

    fn symbols(&mut self, base: Base<'p>, field: &str, all: &[SymbolId], set: &[SymbolId], several: bool) {
        let program = self.program;
        let others = all.iter().filter(|value| !set.contains(value)).take(2);
        let written = |value: &SymbolId| program.vocabulary.symbol(*value).to_owned();
        let values: Vec<String> = set.iter().chain(others).map(written).collect();
        let thing = self.thing(base);
        for value in &values {
            thing.add(field, if several { format!("[{value}]") } else { value.clone() });
        }
        if several && set.len() > 1 {
            let all: Vec<String> = set.iter().map(written).collect();
            thing.add(field, format!("[{}]", all.join(", ")));
        }
        if several {
            let with_other =
                |value: &SymbolId| all.iter().find(|other| !set.contains(other)).map(|other| (*value, *other));
            let pairs: Vec<_> = set.iter().filter_map(with_other).collect();
            pairs.iter().for_each(|(one, two)| thing.add(field, format!("[{}, {}]", written(one), written(two))));
        }
    }

    /// The bounds by which results are called positive, high and so on.
    pub(super) fn bounds(&mut self, bounds: &[(WordId, Comparison, Bound)]) {
        let program = self.program;
        for (word, _, bound) in bounds {
            let word = program.vocabulary.word(*word);
            let unit = unit_of(program, word);
            let key = (word.kind, vec![word.id]);
            let thing = self.found.things.entry(key).or_default();
            thing.add_word(word.name.clone());
            let values = match bound {
                Bound::Quantity(number) => around(&format!("{number} {unit}")),
                Bound::Titre(number) => around(&format!("1:{number}")),
                Bound::Upper(number) => {
                    thing.add("uln", format!("{LIMIT} {unit}").trim().to_owned());
                    around_limit(&number.to_string(), LIMIT, unit)
                }
                Bound::Lower(number) => {
                    thing.add("lln", format!("{LIMIT} {unit}").trim().to_owned());
                    around_limit(&number.to_string(), LIMIT, unit)
                }
            };
            values.into_iter().for_each(|value| thing.add(result_field(word), value));
        }
    }

    /// What events are counted by.
    pub(super) fn counting(&mut self, events: EventsId, counting: &'p Counting) {
        if let Some(apart) = counting.apart {
            self.found.add_length(apart);
        }
        let bases = self.bases(Some(events));
        for (_, set) in &counting.including {
            bases.iter().for_each(|base| self.ask_also(*base, set));
        }
        if let Some(Distinct::Attribute(attribute)) = counting.distinct {
            bases.into_iter().for_each(|base| self.every_value(base, attribute));
        }
    }

    /// Every value that an attribute can have.
    fn every_value(&mut self, base: Base<'p>, attribute: AttributeId) {
        let Some(first) = self.first(base) else { return };
        let form = first.attributes.iter().find(|(known, _)| *known == attribute).map(|(_, form)| form);
        let all = form.map(attribute_symbols).unwrap_or_default();
        self.symbols(base, self.program.vocabulary.attribute(attribute), &all, &all, false);
    }

    /// Words that are asked for of what is measured: drugs of lines, or the words of the events themselves.
    pub(super) fn among_words(&mut self, measured: &[Measured<'p>], sets: &'p [WordSet]) {
        for what in measured {
            let is_drugs = matches!(what.measure, Measure::Attribute(id) if *id == attribute::DRUGS);
            for base in self.bases(what.events) {
                match base {
                    Base::Words(_) => sets.iter().for_each(|set| self.ask_also(base, set)),
                    Base::Lines if is_drugs => sets.iter().for_each(|set| self.ask_of_lines(set)),
                    Base::Lines => {}
                }
            }
        }
    }

    /// An attribute that is asked for, whatever it is compared with.
    pub(super) fn attribute(&mut self, events: Option<EventsId>, attribute: AttributeId) {
        for base in self.bases(events) {
            self.thing(base);
            self.attributes.insert((base.key(), attribute));
        }
    }

    /// Lines of therapy as a policy counts them.
    pub(super) fn lines(&mut self, policy: Option<&'p LinesPolicy>) {
        let thing = self.thing(Base::Lines);
        ["1", "2", "3", "4"].iter().for_each(|number| thing.add("number", *number));
        policy.iter().for_each(|policy| self.ask_of_lines(&policy.of));
    }

    /// Things that are planned.
    pub(super) fn planned(&mut self, words: &'p Words) {
        self.thing(Base::Words(words)).add("planned", "yes");
    }

    /// Things of which single administrations are asked for.
    pub(super) fn doses(&mut self, events: EventsId) {
        self.bases(Some(events)).into_iter().for_each(|base| self.thing(base).single_doses = true);
    }

    fn ask_of_lines(&mut self, set: &'p WordSet) {
        self.found.ask(set);
        self.in_lines.push(set);
        self.thing(Base::Lines);
    }

    fn ask_also(&mut self, base: Base<'p>, set: &'p WordSet) {
        self.thing(base);
        self.found.ask(set);
        self.sets.entry(base.key()).or_default().push(set);
    }

    /// What stands at the bottom of a choice of events.
    fn bases(&self, events: Option<EventsId>) -> Vec<Base<'p>> {
        let mut found = Vec::new();
        let mut open: Vec<EventsId> = events.into_iter().collect();
        while let Some(id) = open.pop() {
            match self.program.events(id).node.taken_from() {
                TakenFrom::Words(words) => found.push(Base::Words(words)),
                TakenFrom::Lines => found.push(Base::Lines),
                TakenFrom::Each(of) => open.extend(of),
                TakenFrom::Both(left, right) => open.extend([left, right]),
                TakenFrom::Some(of) | TakenFrom::Remade(of) | TakenFrom::Periods(of) => open.push(of),
            }
        }
        found
    }

    /// The word that says what can be recorded of some: the first as written; for everything of a kind, one of it.
    pub(super) fn first(&self, base: Base<'_>) -> Option<&'p Word> {
        let vocabulary = &self.program.vocabulary;
        let Base::Words(words) = base else { return Some(vocabulary.word(Kind::Line.unmapped())) };
        let first = vocabulary.word(*words.roots.first()?);
        if first.id != first.kind.unmapped() {
            return Some(first);
        }
        words.certain.iter().map(|id| vocabulary.word(id)).find(|word| is_offered(word, first.kind)).or(Some(first))
    }

    /// What something can be recorded as.
    pub(super) fn thing(&mut self, base: Base<'p>) -> &mut Thing {
        let first = self.first(base);
        if let Base::Words(words) = base {
            self.found.ask(&words.certain);
            let asked = self.words.entry(base.key()).or_default();
            if !asked.contains(&words) {
                asked.push(words);
            }
        }
        let thing = self.found.things.entry(base.key()).or_default();
        // A result without a value says nothing: something stands there even where nothing is compared.
        if let Some(word) = first.filter(|word| word.kind == Kind::Measurement)
            && thing.fields.is_empty()
        {
            let vocabulary = &self.program.vocabulary;
            let symbols = result_symbols(word);
            match symbols.is_empty() {
                true => thing.add("value", format!("1 {}", unit_of(self.program, word)).trim().to_owned()),
                false => symbols.iter().take(2).for_each(|value| thing.add("value", vocabulary.symbol(*value))),
            }
        }
        thing
    }
}

impl Base<'_> {
    fn key(self) -> Key {
        match self {
            Base::Words(words) => (kind_of(words), words.roots.clone()),
            Base::Lines => (Kind::Line, Vec::new()),
        }
    }
}

pub(super) fn kind_of(words: &Words) -> Kind {
    words.kinds.first().copied().unwrap_or(Kind::Condition)
}
