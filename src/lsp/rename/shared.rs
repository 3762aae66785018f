//! Attributes and values: several words may declare one of the same name, in several files, without meaning the same.
//!
//! `stage` of a cancer and `stage` of a kidney disease are two attributes as long as nothing speaks of both at once. So a rename
//! begins with the words of the place where it is asked for, and takes in every word that a phrase names together with them.

use super::super::address::{EMBEDDED, short};
use super::super::answers::{Answer, Refusal, Spot};
use super::super::references::{Place, Target};
use super::super::text::Text;
use super::super::view::View;
use super::super::workspace::Workspace;
use crate::diagnostic::Span;
use crate::symbols::{Mention, SymbolKind};
use crate::vocabulary::{Kind, Named, Vocabulary, builtin};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A word, and the file that declares it: files of two folders may declare different words of one name.
type Word = (String, String);

/// A place that speaks of an attribute or value.
struct Said {
    text: Rc<Text>,
    span: Span,
    declares: bool,
    /// The words of which it is said; none where that part of the text was not understood.
    of: BTreeSet<Word>,
    /// Of these words, those that have it without declaring it.
    by_itself: BTreeSet<String>,
}

/// Everywhere that the attribute or value at a place is declared and spoken of.
pub(super) fn places(workspace: &Workspace, spot: &Spot, mention: &Mention, target: &Target) -> Answer<Vec<Place>> {
    let said = everywhere(workspace, spot, target);
    let here = said.get(&(spot.name.clone(), mention.span.start));
    let first = here.map(|here| here.of.clone()).unwrap_or_default();
    let declarers: BTreeSet<&Word> = said.values().filter(|said| said.declares).flat_map(|said| &said.of).collect();
    let words = related(&said, &declarers, first);
    let within = |said: &Said| said.of.iter().any(|word| words.contains(word));
    let alone = declarers.iter().all(|word| words.contains(*word));
    let mut places = Vec::new();
    let mut declared = false;
    for said in said.values() {
        if said.of.is_empty() && !alone {
            return Err(not_told(target, said));
        }
        if !within(said) && !said.of.is_empty() {
            continue;
        }
        if said.declares && said.text.name().starts_with(EMBEDDED) {
            return Err(comes_with_enrol(target, &said.text));
        }
        if let Some(word) = said.by_itself.first() {
            return Err(belongs_to_language(target, Some(word)));
        }
        declared |= said.declares;
        places.push(Place { text: Rc::clone(&said.text), span: said.span, declares: said.declares });
    }
    if declared { Ok(places) } else { Err(belongs_to_language(target, None)) }
}

/// What speaks of it in any rule file and in what they use, by file and place.
fn everywhere(workspace: &Workspace, spot: &Spot, target: &Target) -> BTreeMap<(String, u32), Said> {
    let mut names = workspace.rule_files();
    names.push(spot.name.clone());
    names.sort_unstable();
    names.dedup();
    let mut said: BTreeMap<(String, u32), Said> = BTreeMap::new();
    for view in names.iter().filter_map(|name| workspace.view(name)) {
        let Some(symbol) = target.find(&view) else { continue };
        let declared_in = files_of_words(&view);
        for mention in view.symbols().mentions(symbol) {
            let Some(text) = view.text(mention.file) else { continue };
            let (of, by_itself) = words_of(&view, mention, target, &declared_in);
            let place = (text.name().to_owned(), mention.span.start);
            let (span, declares) = (mention.span, mention.declares);
            let none =
                || Said { text: Rc::clone(text), span, declares, of: BTreeSet::new(), by_itself: BTreeSet::new() };
            let known = said.entry(place).or_insert_with(none);
            known.of.extend(of);
            known.by_itself.extend(by_itself);
        }
    }
    said
}

/// The file that declares each word and each question of a view.
fn files_of_words(view: &View) -> BTreeMap<&str, &str> {
    let words = view.symbols().all().filter(|(_, symbol)| {
        matches!(symbol.kind, SymbolKind::Word(_) | SymbolKind::Score | SymbolKind::Site | SymbolKind::Judgement)
    });
    words.filter_map(|(_, symbol)| Some((symbol.name.as_str(), view.text(symbol.declared?.0)?.name()))).collect()
}

/// The words that a mention is said of, and those of them that have the attribute or value without declaring it.
fn words_of(
    view: &View,
    mention: &Mention,
    target: &Target,
    declared_in: &BTreeMap<&str, &str>,
) -> (BTreeSet<Word>, BTreeSet<String>) {
    let vocabulary = &view.checked.program.vocabulary;
    let mut names: BTreeSet<&str> = mention.of.iter().map(String::as_str).collect();
    if mention.declares {
        // A word that declares anew what the word above it declares speaks of the same.
        for name in &mention.of {
            let Some(Named::Word(id)) = vocabulary.find(name) else { continue };
            names.extend(vocabulary.word(id).ancestors.iter().map(|above| vocabulary.word(*above).name.as_str()));
        }
    }
    let declaring = |name: &str| {
        let mut mentions = target.find(view).into_iter().flat_map(|symbol| view.symbols().mentions(symbol));
        mentions.any(|mention| mention.declares && mention.of.iter().any(|word| word == name))
    };
    let above_declares = |name: &str| {
        let Some(Named::Word(id)) = vocabulary.find(name) else { return false };
        vocabulary.word(id).ancestors.iter().any(|above| declaring(&vocabulary.word(*above).name))
    };
    let by_itself = names
        .iter()
        .filter(|name| !mention.declares && has_by_itself(vocabulary, name, target))
        .filter(|name| !declaring(name) && !above_declares(name))
        .map(|name| (*name).to_owned())
        .collect();
    let file = |name: &str| declared_in.get(name).copied().unwrap_or_default().to_owned();
    (names.into_iter().map(|name| (name.to_owned(), file(name))).collect(), by_itself)
}

/// Whether every word of a word's kind has the attribute or value.
fn has_by_itself(vocabulary: &Vocabulary, word: &str, target: &Target) -> bool {
    let Some(Named::Word(id)) = vocabulary.find(word) else { return false };
    let kind: Kind = vocabulary.word(id).kind;
    let of_kind = builtin::attributes_of(kind).iter().copied();
    let named = |name: &str| of_kind.clone().find(|id| vocabulary.attribute(*id) == name);
    match target.kind {
        SymbolKind::Attribute => named(&target.name).is_some(),
        _ => {
            let attribute = target.within().and_then(named);
            let values = attribute.and_then(|attribute| builtin::values_of(kind, attribute));
            values.is_some_and(|(values, _)| values.contains(&target.name.as_str()))
        }
    }
}

/// The words that phrases name together with some words, directly or through others.
fn related(said: &BTreeMap<(String, u32), Said>, declarers: &BTreeSet<&Word>, first: BTreeSet<Word>) -> BTreeSet<Word> {
    let mut words: BTreeSet<Word> = first.into_iter().filter(|word| declarers.contains(word)).collect();
    if words.is_empty() && declarers.len() == 1 {
        words.extend(declarers.iter().map(|word| (*word).clone()));
    }
    loop {
        let before = words.len();
        for said in said.values() {
            if said.of.iter().any(|word| words.contains(word)) {
                words.extend(said.of.iter().filter(|word| declarers.contains(word)).cloned());
            }
        }
        if words.len() == before {
            return words;
        }
    }
}

fn not_told(target: &Target, said: &Said) -> Refusal {
    let line = said.text.lines.line_of(said.span.start as usize) + 1;
    let place = short(said.text.name());
    Refusal::because(format!(
        "several words have {} `{}`, and of which of them line {line} of {place} speaks cannot be told: mend that line first",
        target.kind.one(),
        target.name
    ))
}

fn comes_with_enrol(target: &Target, text: &Text) -> Refusal {
    let shelf = text.name().trim_start_matches(EMBEDDED);
    Refusal::because(format!("`{}` is declared in {shelf}, which comes with enrol and cannot be changed", target.name))
}

fn belongs_to_language(target: &Target, word: Option<&String>) -> Refusal {
    let what = target.kind.one();
    let of = word.map_or_else(String::new, |word| format!(", which `{word}` has without declaring it"));
    Refusal::because(format!("`{}` is {what} of the language itself{of}, and cannot have another name", target.name))
}
