//! Through what the meaning of a criterion changed, where its own text may be as it was.

use super::comparison::Through;
use super::meaning::Place;
use super::spelled::Spelled;
use super::walk::{Difference, What, definition};
use crate::check::{EventsNode, Program, ValueId, ValueNode, Words};
use crate::protocol::{self, Parameter};
use crate::vocabulary::{Datum, Vocabulary, WordId};
use crate::wording::words;
use std::collections::BTreeSet;

/// What of both programs may stand behind a difference.
pub(super) struct Behind<'p> {
    pub(super) programs: (&'p Program, &'p Program),
    /// The parameters whose values differ in the versions that are compared: name, value before, value after.
    pub(super) parameters: Vec<(Parameter, String, String)>,
}

impl Behind<'_> {
    /// Through what a difference came, the nearest to the criterion first.
    pub(super) fn of(&self, difference: &Difference) -> Vec<Through> {
        let mut found: Vec<Through> =
            difference.within.iter().filter_map(|places| self.within(*places, difference)).collect();
        found.extend(self.by_parameter(difference));
        if let What::Otherwise(one, two) = difference.what {
            found.extend(self.by_leaf(one, two, difference));
        }
        for through in difference.below.iter().flat_map(|below| self.of(below)) {
            if !found.contains(&through) {
                found.push(through);
            }
        }
        found.dedup();
        found
    }

    /// A definition or score around a difference; the innermost definition with what it says.
    fn within(&self, places: (Place, Place), difference: &Difference) -> Option<Through> {
        let (old, new) = self.programs;
        if let Place::Score(id) = places.1 {
            return Some(through("score", &new.score(id).title, None, None));
        }
        let (one, two) = (definition(old, places.0)?, definition(new, places.1)?);
        let known = new.definitions.get(two)?;
        let name = known.title.as_ref().unwrap_or(&known.name);
        let innermost = difference.inside == (Some(one), Some(two));
        let (before, after) = (protocol::definition(old, one), protocol::definition(new, two));
        Some(match innermost && before != after {
            true => through("definition", name, Some(&before), Some(&after)),
            false => through("definition", name, None, None),
        })
    }

    /// The changed parameters that the words around a difference name, or by which a constant was given.
    fn by_parameter(&self, difference: &Difference) -> Vec<Through> {
        let mut texts = Vec::new();
        for (program, place) in [(self.programs.0, difference.words.0), (self.programs.1, difference.words.1)] {
            texts.push(words_of(program, place));
        }
        let mut title = None;
        if let What::Otherwise(Place::Value(one), Place::Value(two)) = difference.what {
            let of = |program: &Program, id| program.written.get(&id).and_then(|written| written.title.clone());
            title = of(self.programs.0, one).or_else(|| of(self.programs.1, two));
        }
        let named = |parameter: &Parameter| {
            texts.iter().any(|text| mentions(text, &parameter.name))
                || title.as_ref().is_some_and(|title| *title == parameter.title)
        };
        let changed = self.parameters.iter().filter(|(parameter, ..)| named(parameter));
        changed
            .map(|(parameter, before, after)| through("parameter", &parameter.name, Some(before), Some(after)))
            .collect()
    }

    fn by_leaf(&self, one: Place, two: Place, difference: &Difference) -> Vec<Through> {
        let (old, new) = (&self.programs.0.vocabulary, &self.programs.1.vocabulary);
        match (one, two) {
            (Place::Word(one), Place::Word(two)) => facts(old, new, one, two),
            (Place::Value(one), Place::Value(two)) => self.in_another_unit(one, two),
            (Place::HalfLife(one), Place::HalfLife(two)) => {
                let hours = |vocabulary: &Vocabulary, word: WordId| {
                    let known = vocabulary.word(word).half_life;
                    known.map(|(low, high)| match low == high {
                        true => format!("{low} hours"),
                        false => format!("{low} to {high} hours"),
                    })
                };
                let name = format!("half-life of {}", new.word(two).name);
                vec![through("word", &name, hours(old, one).as_ref(), hours(new, two).as_ref())]
            }
            (Place::Events(one), Place::Events(two)) => {
                match (chosen(self.programs.0, one), chosen(self.programs.1, two)) {
                    (Some(before), Some(after)) => {
                        let text = words_of(self.programs.1, difference.words.1);
                        members((old, before), (new, after), &text)
                    }
                    _ => Vec::new(),
                }
            }
            (Place::Anchor(_), Place::Anchor(id)) => {
                vec![through("day or period", &self.programs.1.anchor(id).name, None, None)]
            }
            (Place::Question(one), Place::Question(two)) => {
                let text = |vocabulary: &Vocabulary, id: crate::vocabulary::QuestionId| {
                    vocabulary.questions.get(usize::from(id.0)).map(|known| (known.name.clone(), known.text.clone()))
                };
                let (before, after) = (text(old, one), text(new, two));
                let name = after.as_ref().map(|(name, _)| name.clone()).unwrap_or_default();
                let text = |known: Option<(String, String)>| known.map(|(_, text)| text);
                vec![through("question", &name, text(before).as_ref(), text(after).as_ref())]
            }
            (Place::Site(_), Place::Site(id)) => {
                let name = new.sites.get(usize::from(id.0)).map(|known| known.name.clone()).unwrap_or_default();
                vec![through("question to the site", &name, None, None)]
            }
            (Place::Lines(_), Place::Lines(id)) => {
                let name = self.programs.1.lines.get(id.0 as usize).map(|known| known.title.clone());
                vec![through("policy for lines of therapy", &name.unwrap_or_default(), None, None)]
            }
            _ => Vec::new(),
        }
    }

    /// An amount that is written as it was and compared in another unit, because the word beside it is kept in another one.
    fn in_another_unit(&self, one: ValueId, two: ValueId) -> Vec<Through> {
        let (old, new) = self.programs;
        let written = new.as_written(two);
        match (amount(old, one), amount(new, two)) {
            (Some(before), Some(after)) if before != after && old.as_written(one) == written => {
                vec![through("amount", &format!("{written}, as it is compared"), Some(&before), Some(&after))]
            }
            _ => Vec::new(),
        }
    }
}

/// A constant amount in the unit in which it is compared.
fn amount(program: &Program, id: ValueId) -> Option<String> {
    match &program.value(id).node {
        ValueNode::Constant(Datum::Quantity(range, unit)) => Some(words::range(range, program.vocabulary.unit(*unit))),
        _ => None,
    }
}

fn through(what: &str, name: &str, before: Option<&String>, after: Option<&String>) -> Through {
    Through { what: what.to_owned(), name: name.to_owned(), before: before.cloned(), after: after.cloned() }
}

/// What is declared otherwise of a word.
fn facts(old: &Vocabulary, new: &Vocabulary, one: WordId, two: WordId) -> Vec<Through> {
    let (before, after) = (Spelled(old).facts(one), Spelled(new).facts(two));
    let changed = before.into_iter().zip(after).filter(|(before, after)| before.1 != after.1);
    let name = &new.word(two).name;
    changed
        .map(|((what, before), (_, after))| {
            let (before, after) = (readable(&before), readable(&after));
            through("word", &format!("{name}, {what}"), Some(&before), Some(&after))
        })
        .collect()
}

/// A list without the marks that keep its parts apart.
fn readable(text: &str) -> String {
    let text = text.trim_matches(['[', ']']).replace(['"', '\\'], "");
    if text.is_empty() { "none".to_owned() } else { text }
}

fn chosen(program: &Program, id: crate::check::EventsId) -> Option<&Words> {
    match &program.events(id).node {
        EventsNode::Words(words) | EventsNode::Planned { words } => Some(words),
        _ => None,
    }
}

/// The groups and classes that the rule names and that hold other words now.
fn members(before: (&Vocabulary, &Words), after: (&Vocabulary, &Words), text: &str) -> Vec<Through> {
    let names = |vocabulary: &Vocabulary, ids: &[WordId]| -> BTreeSet<String> {
        ids.iter().map(|id| vocabulary.word(*id).name.clone()).collect()
    };
    let mut found = Vec::new();
    for group in &after.0.groups {
        let Some(known) = before.0.groups.iter().find(|known| known.name == group.name) else { continue };
        if mentions(text, &group.name) {
            let was = names(before.0, &known.members);
            let own = names(after.0, &group.members);
            let (left_out, leaves_out) = (names(before.0, &known.except), names(after.0, &group.except));
            found.extend(changed("group", &group.name, &was, &own));
            found.extend(changed("group", &format!("{}, without", group.name), &left_out, &leaves_out));
        }
    }
    for root in &after.1.roots {
        let word = after.0.word(*root);
        let Some(known) = before.1.roots.iter().map(|id| before.0.word(*id)).find(|known| known.name == word.name)
        else {
            continue;
        };
        let was = known.family.iter().map(|id| before.0.word(id).name.clone()).collect();
        let own = word.family.iter().map(|id| after.0.word(id).name.clone()).collect();
        found.extend(changed("class", &word.name, &was, &own));
    }
    found
}

/// What came into a set of words and what left it.
fn changed(what: &str, name: &str, was: &BTreeSet<String>, own: &BTreeSet<String>) -> Option<Through> {
    let listed = |from: &BTreeSet<String>, without: &BTreeSet<String>| {
        let names: Vec<&str> = from.difference(without).map(String::as_str).collect();
        (!names.is_empty()).then(|| format!("with {}", names.join(", ")))
    };
    let (gone, come) = (listed(was, own), listed(own, was));
    (gone.is_some() || come.is_some()).then(|| through(what, name, gone.as_ref(), come.as_ref()))
}

/// The words of a node as they are written.
fn words_of(program: &Program, place: Place) -> String {
    match place {
        Place::Truth(id) => program.words_of(program.truth(id)).to_owned(),
        Place::Value(id) => program.words_of(program.value(id)).to_owned(),
        Place::Events(id) => program.words_of(program.events(id)).to_owned(),
        _ => String::new(),
    }
}

fn mentions(text: &str, name: &str) -> bool {
    text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).any(|word| word == name)
}
