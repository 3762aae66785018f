//! What was gathered, as records could say it: only at the end it is known which words the rules tell from others.

use super::Bearing;
use super::amounts::attribute_symbols;
use super::offer::{Base, Key, Offer, kind_of};
use crate::check::Words;
use crate::value::Number;
use crate::vocabulary::{AttributeForm, AttributeId, Kind, Word, WordId, WordSet};
use crate::wording::words::number_and_unit;
use std::collections::BTreeMap;

/// How many words of a class are offered where all its words are the same to the rules: enough to count different ones.
const WORDS_OF_A_CLASS: usize = 4;

/// How many are offered of each sort where the rules tell some words of a class from others.
const WORDS_OF_A_SORT: usize = 2;

impl<'p> Offer<'p> {
    /// All that was gathered. Only now it is known which words the rules tell from others.
    pub(super) fn finish(mut self) -> Bearing {
        for (key, asked) in &self.words {
            let sets = self.sets.get(key).into_iter().flatten().flat_map(|set| self.names_in(set));
            let names: Vec<&Word> = asked.iter().flat_map(|words| self.names(words)).chain(sets).collect();
            let thing = self.found.things.entry(key.clone()).or_default();
            let roots = key.1.iter().filter(|root| **root != key.0.unmapped());
            thing.roots.extend(roots.map(|root| self.program.vocabulary.word(*root).name.clone()));
            for word in names {
                thing.add_word(word.name.clone());
                self.found.offered.insert(word.name.clone(), word.id);
            }
        }
        for (key, asked) in &self.words {
            let is_own = |id: WordId| asked.iter().any(|words| words.certain.contains(id));
            let covers = self.found.offered.iter().filter(|(_, id)| is_own(**id)).map(|(name, _)| name.clone());
            self.found.things.entry(key.clone()).or_default().covers.extend(covers);
        }
        let drugs: Vec<&str> =
            self.in_lines.iter().flat_map(|set| self.names_in(set)).map(|drug| drug.name.as_str()).collect();
        for drug in drugs {
            self.thing(Base::Lines).add("drugs", format!("[{drug}]"));
        }
        for (key, field, relation) in &self.relations {
            let Some(values) = self.found.things.get_mut(key).and_then(|thing| thing.fields.get_mut(*field)) else {
                continue;
            };
            let known: Vec<(Number, String)> = values
                .iter()
                .filter_map(|value| number_and_unit(value).map(|(number, unit)| (number, unit.to_owned())))
                .collect();
            for (number, unit) in known {
                let beside =
                    relation.beside(number).filter(|number| Number::parse(&number.to_string()) == Some(*number));
                values.extend(beside.map(|number| format!("{number} {unit}").trim().to_owned()));
            }
        }
        for ((kind, roots), attribute) in std::mem::take(&mut self.attributes) {
            self.give_attribute((kind, roots), attribute);
        }
        self.found
    }

    /// Some value in a field that is asked for, where nothing said which.
    fn give_attribute(&mut self, key: Key, attribute: AttributeId) {
        let program = self.program;
        let Some(thing) = self.found.things.get_mut(&key) else { return };
        let field = program.vocabulary.attribute(attribute);
        let lines = [Kind::Line.unmapped()];
        let words = if key.0 == Kind::Line { &lines } else { key.1.as_slice() };
        let mut words = words.iter().map(|id| program.vocabulary.word(*id));
        let form = words.find_map(|word| word.attributes.iter().find(|(known, _)| *known == attribute));
        if thing.fields.contains_key(field) {
            return;
        }
        match form.map(|(_, form)| form) {
            Some(AttributeForm::Date) => _ = thing.days.insert(field.to_owned()),
            Some(AttributeForm::Number { unit, .. }) => {
                let unit = program.vocabulary.unit(*unit);
                ["1", "2"].iter().for_each(|number| thing.add(field, format!("{number} {unit}").trim()));
            }
            Some(AttributeForm::Dose) => thing.add(field, "10 mg"),
            Some(AttributeForm::DailyDose) => thing.add(field, "10 mg/day"),
            Some(form @ AttributeForm::SeveralOf(_)) => {
                let symbols = attribute_symbols(form);
                symbols.iter().take(2).for_each(|value| {
                    thing.add(field, format!("[{}]", program.vocabulary.symbol(*value)));
                });
            }
            Some(form @ (AttributeForm::OneOf(_) | AttributeForm::Ordered(_))) => {
                let symbols = attribute_symbols(form);
                symbols.iter().take(2).for_each(|value| thing.add(field, program.vocabulary.symbol(*value)));
            }
            Some(AttributeForm::Words(_) | AttributeForm::Text) | None => {}
        }
    }

    /// Each word as it is called where it is one thing, a class of drugs by some of its members.
    fn names(&self, words: &Words) -> Vec<&'p Word> {
        let vocabulary = &self.program.vocabulary;
        let kind = kind_of(words);
        let of_root = |root: &WordId| {
            if *root == kind.unmapped() {
                let offered = words.certain.iter().map(|id| vocabulary.word(id)).filter(|word| is_offered(word, kind));
                return self.of_each_sort(offered.collect());
            }
            let root = vocabulary.word(*root);
            if !(is_class(root) && root.kind == Kind::Drug) {
                return vec![root];
            }
            let below = root.family.iter().filter(|id| words.certain.contains(*id)).map(|id| vocabulary.word(id));
            self.of_each_sort(below.filter(|word| !is_class(word)).collect())
        };
        words.roots.iter().flat_map(of_root).collect()
    }

    fn names_in(&self, set: &WordSet) -> Vec<&'p Word> {
        let words = set.iter().map(|id| self.program.vocabulary.word(id));
        self.of_each_sort(words.filter(|word| !is_class(word)).collect())
    }

    /// Some words of each sort: those are of one sort that the rules never tell from each other.
    fn of_each_sort(&self, mut words: Vec<&'p Word>) -> Vec<&'p Word> {
        words.retain(|word| word.superseded_by.is_none());
        // Windows may be counted in half-lives, which only some drugs state.
        words.sort_by_key(|word| word.half_life.is_none());
        let mut sorts: BTreeMap<Vec<bool>, Vec<&Word>> = BTreeMap::new();
        for word in words {
            let sort = self.found.asked.iter().map(|set| set.contains(word.id)).collect();
            sorts.entry(sort).or_default().push(word);
        }
        let many = if sorts.len() == 1 { WORDS_OF_A_CLASS } else { WORDS_OF_A_SORT };
        sorts.into_values().flat_map(|words| words.into_iter().take(many)).collect()
    }
}

pub(super) fn is_class(word: &Word) -> bool {
    word.family.iter().nth(1).is_some()
}

/// Whether a word can stand for everything of its kind: a thing of its own, no class and no unmapped code. Of drugs, one of which the
/// half-life is known: windows may be counted in them.
pub(super) fn is_offered(word: &Word, kind: Kind) -> bool {
    word.id != kind.unmapped()
        && !is_class(word)
        && word.superseded_by.is_none()
        && (kind != Kind::Drug || word.half_life.is_some())
}
