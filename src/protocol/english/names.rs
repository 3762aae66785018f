//! What words, values, anchors and questions are called, so that no two are called the same.

use super::English;
use crate::check::{Anchor, AnchorId, Words};
use crate::protocol::text::{Target, refer, unmarked};
use crate::vocabulary::builtin::attribute;
use crate::vocabulary::{AttributeId, Named, SymbolId, Vocabulary, WordId, WordSet};
use crate::wording::names;
use crate::wording::words::{in_sentence, listed, spaced};
use std::collections::BTreeMap;

/// How the built-in abbreviations of values are written.
const SAID: [(&str, &str); 22] = [
    ("iv", "intravenous"),
    ("sc", "subcutaneous"),
    ("im", "intramuscular"),
    ("mri", "MRI"),
    ("ct", "CT"),
    ("ecg", "ECG"),
    ("pcr", "PCR"),
    ("icu", "intensive care"),
    ("echo", "echocardiography"),
    ("xray", "X-ray"),
    ("mdrd", "MDRD"),
    ("ada", "ADA"),
    ("imwg", "IMWG"),
    ("elisa", "ELISA"),
    ("hep2", "HEp-2"),
    ("collection_24h", "24-hour collection"),
    ("first_morning", "first-morning urine"),
    ("life_threatening", "life-threatening"),
    ("plus_1", "1+"),
    ("plus_2", "2+"),
    ("plus_3", "3+"),
    ("plus_4", "4+"),
];

/// The names of words, each of which is one word's alone.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    words: Vec<String>,
}

impl Names {
    pub(crate) fn new(vocabulary: &Vocabulary) -> Names {
        let mut words: Vec<String> =
            vocabulary.words.iter().map(|word| explained(names::word_or_class(vocabulary, word.id))).collect();
        let mut often: BTreeMap<&str, usize> = BTreeMap::new();
        for name in &words {
            *often.entry(name).or_default() += 1;
        }
        let shared: Vec<bool> = words.iter().map(|name| often.get(name.as_str()) != Some(&1)).collect();
        for ((name, word), shared) in words.iter_mut().zip(&vocabulary.words).zip(shared) {
            if shared {
                *name = format!("{name} ({}, {})", names::kind(word.kind), word.name);
            }
        }
        Names { words }
    }
}

/// `kidney failure (acute or chronic)`: what explains a name behind a comma would look like another name in a sentence.
fn explained(name: String) -> String {
    match name.split_once(", ") {
        Some((own, more)) if !more.contains([',', '(', ')']) => format!("{own} ({more})"),
        _ => name,
    }
}

impl English<'_> {
    /// A word, referring to its codes.
    pub(crate) fn word(&self, id: WordId) -> String {
        let name = self.names.words.get(usize::from(id.0)).cloned().unwrap_or_default();
        refer(&name, Target::Word(id))
    }

    /// Some words as a choice names them: a group by its title, others one by one, with what is taken out.
    pub(crate) fn words(&self, words: &Words) -> String {
        if let Some(group) = self.group_of(words) {
            return group;
        }
        let mut named: Vec<String> = words.roots.iter().map(|root| self.word(*root)).collect();
        named.dedup();
        without(&named, &self.left_out(words), "or")
    }

    /// The title of the group that selects exactly these words.
    pub(super) fn group_of(&self, words: &Words) -> Option<String> {
        let vocabulary = &self.program.vocabulary;
        let same = |group: &&crate::vocabulary::Group| {
            words.roots.len() > 1 && group.members == words.roots && !group.title.is_empty()
        };
        let place = vocabulary.groups.iter().position(|group| same(&group))?;
        let group = vocabulary.groups.get(place)?;
        let mut held = self.family(&group.members);
        for except in &group.except {
            held = held.iter().filter(|word| !vocabulary.word(*except).family.contains(*word)).collect();
        }
        let place = u32::try_from(place).ok()?;
        // A word above one that is taken out is only possible; what is left must be the same.
        let certain: WordSet = held.iter().filter(|word| words.certain.contains(*word)).collect();
        (certain == words.certain && !held.is_empty()).then(|| refer(&in_sentence(&group.title), Target::Group(place)))
    }

    /// Everything at and below some words.
    pub(crate) fn family(&self, roots: &[WordId]) -> WordSet {
        let mut family = WordSet::default();
        roots.iter().for_each(|root| family.extend(&self.program.vocabulary.word(*root).family));
        family
    }

    /// The words that are taken out of what a choice names.
    fn left_out(&self, words: &Words) -> Vec<String> {
        let family = self.family(&words.roots);
        let missing = family.iter().filter(|word| !words.certain.contains(*word) && !words.possible.contains(*word));
        self.topmost(&missing.collect())
    }

    /// A set of words by those of it that stand above the others.
    pub(crate) fn set(&self, set: &WordSet, last: &str) -> String {
        let tops: Vec<WordId> = self.tops(set);
        let family = self.family(&tops);
        let missing: WordSet = family.iter().filter(|word| !set.contains(*word)).collect();
        without(&self.topmost(set), &self.topmost(&missing), last)
    }

    pub(crate) fn tops(&self, set: &WordSet) -> Vec<WordId> {
        let below =
            |word: &WordId| self.program.vocabulary.word(*word).ancestors.iter().any(|above| set.contains(*above));
        set.iter().filter(|word| !below(word)).collect()
    }

    fn topmost(&self, set: &WordSet) -> Vec<String> {
        self.tops(set).into_iter().map(|word| self.word(word)).collect()
    }

    /// A value of a list.
    pub(crate) fn symbol(&self, id: SymbolId) -> String {
        let name = self.program.vocabulary.symbol(id);
        match SAID.iter().find(|(short, _)| *short == name) {
            Some((_, said)) => (*said).to_owned(),
            // A value that is called like a word is called as the word is.
            None => match self.program.vocabulary.find(name) {
                Some(Named::Word(word)) if self.program.vocabulary.word(word).name == *name => {
                    names::word(&self.program.vocabulary, word)
                }
                _ => spaced(name).replace("ckd epi", "CKD-EPI"),
            },
        }
    }

    /// Some values of a list.
    pub(crate) fn symbols(&self, ids: &[SymbolId], last: &str) -> String {
        listed(&ids.iter().map(|id| self.symbol(*id)).collect::<Vec<_>>(), last)
    }

    /// An attribute.
    pub(crate) fn attribute(&self, id: AttributeId) -> String {
        match id {
            attribute::DIAGNOSED => "day of diagnosis".to_owned(),
            attribute::MAX_TOLERATED => "at the maximal tolerated dose".to_owned(),
            attribute::INTERVENTION_NEEDED => "in need of intervention".to_owned(),
            _ => match self.program.vocabulary.attribute(id) {
                // A participle is no name for what has several values, and a plural none for a number.
                "treated" => "treatment".to_owned(),
                "joints" => "number of joints".to_owned(),
                "intensive_care" => "treated in intensive care".to_owned(),
                _ => names::attribute(&self.program.vocabulary, id),
            },
        }
    }

    /// An anchor, by its name; its title stands in the appendix.
    pub(crate) fn anchor(&self, id: AnchorId) -> String {
        let anchor = self.program.anchor(id);
        let name = called(anchor);
        let first = self.program.anchors.iter().position(|known| called(known) == name);
        let own = if first == Some(id.0 as usize) { name } else { format!("{name} ({})", anchor.title) };
        refer(&own, Target::Anchor(id))
    }
}

/// `the run-in visit`, where the title says what kind of thing the name is, else the name alone.
fn called(anchor: &Anchor) -> String {
    let (name, title) = (spaced(&anchor.name), anchor.title.to_lowercase());
    let kind = title.replace('-', " ").strip_prefix(&name).map(str::trim_start).map(str::to_owned);
    match kind.as_deref() {
        Some("visit" | "period") => format!("the {title}"),
        _ => name,
    }
}

/// Names, each with what belongs to it: those of several words with joints in them are kept apart by semicolons.
fn kept_apart(names: &[String], last: &str) -> String {
    const JOINTS: [&str; 6] = [", ", " or ", " and ", " with ", " other than ", " except "];
    let composed = |name: &String| JOINTS.iter().any(|joint| unmarked(name).contains(joint));
    match names.split_last() {
        Some((end, before)) if !before.is_empty() && names.iter().any(composed) => {
            format!("{}; {last} {end}", before.join("; "))
        }
        _ => listed(names, last),
    }
}

/// `cyclophosphamide other than (a or b)`: brackets where several names stand for one.
fn without(names: &[String], except: &[String], last: &str) -> String {
    let one = |names: &[String], last: &str| match names.len() {
        0 | 1 => names.concat(),
        _ => format!("({})", kept_apart(names, last)),
    };
    match except.is_empty() {
        true => kept_apart(names, last),
        false => format!("{} other than {}", one(names, last), one(except, "or")),
    }
}
