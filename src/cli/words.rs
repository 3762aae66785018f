//! `enrol words`

use super::arguments::Words;
use super::failure::{FINDINGS, Failure, WELL};
use super::output::Voice;
use super::rules;
use crate::check::{Options, Source};
use crate::embedded;
use crate::vocabulary::{AttributeForm, Form, Named, Order, SymbolId, Vocabulary, Word, builtin};
use crate::wording::names;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A word, group or question as `enrol words --json` prints it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Entry {
    /// The name, as rules and records write it.
    name: String,
    /// What it is called in explanations.
    title: String,
    /// `measurement`, `condition`, `drug`, `procedure`, `vaccine`, `score`, `group`, `question` or `site question`.
    kind: String,
    /// The vocabulary or library that declares it.
    vocabulary: String,
    /// Synonyms.
    also: Vec<String>,
    /// The words that it is a kind of, or that a group holds.
    belongs: Vec<String>,
    /// The unit or values of its results.
    results: Vec<String>,
    /// The attributes that a record may give, its own before those of its kind.
    attributes: Vec<String>,
    /// The values that an attribute takes, by its name, for those that have a list of them.
    values: BTreeMap<String, Vec<String>>,
    /// What each of its attributes takes, where that is not plain, for people.
    #[serde(skip)]
    #[schemars(skip)]
    shown_values: Vec<(String, String)>,
    /// Codes with their systems.
    codes: Vec<String>,
    /// The same with the names that their systems give them, for people.
    #[serde(skip)]
    #[schemars(skip)]
    shown_codes: Vec<String>,
    /// What could not be confirmed about it.
    unverified: Vec<String>,
    /// Where it comes from.
    sources: Vec<String>,
}

/// The schema of what `enrol words --json` prints.
pub(super) fn schema() -> serde_json::Value {
    schemars::schema_for!(Vec<Entry>).to_value()
}

pub(super) fn run(arguments: &Words, voice: &Voice) -> Result<u8, Failure> {
    let vocabulary = vocabulary(arguments)?;
    // The values of attributes fill a screen, so that only what was looked for has them, and what is like it has not.
    let named: Vec<(Named, bool)> = match &arguments.query {
        Some(query) => {
            let found = vocabulary.search(query);
            let best = found.first().map_or(0, |best| best.rank);
            found.into_iter().map(|found| (found.named, found.rank == best)).collect()
        }
        None => everything(&vocabulary).into_iter().map(|named| (named, false)).collect(),
    };
    let entries = named.into_iter().filter_map(|(named, best)| Some((entry(&vocabulary, named)?, best)));
    let (entries, best): (Vec<Entry>, Vec<bool>) = entries.unzip();
    if arguments.json {
        let json = serde_json::to_string_pretty(&entries).map_err(|error| Failure::unreadable(error.to_string()))?;
        voice.print(&json)?;
    } else {
        let shown: Vec<String> = match arguments.query {
            Some(_) => entries.iter().zip(best).map(|(entry, best)| in_full(entry, best)).collect(),
            None => entries.iter().map(in_brief).collect(),
        };
        voice.print(&shown.join(if arguments.query.is_some() { "\n\n" } else { "\n" }))?;
    }
    if entries.is_empty() {
        voice.say("no word is like that; `enrol words` without a query prints all of them");
        return Ok(FINDINGS);
    }
    Ok(WELL)
}

/// The words that come with the command, and those of the rules named.
fn vocabulary(arguments: &Words) -> Result<std::sync::Arc<Vocabulary>, Failure> {
    let mut sources: Vec<Source> = Vec::new();
    if !arguments.rules.is_empty() {
        for file in rules::gather(&arguments.rules)? {
            sources.push(rules::read(&file)?);
        }
    }
    sources.extend(embedded::names().iter().filter_map(|name| embedded::find(name)));
    Ok(crate::check::check(&sources, &embedded::find, &Options::default()).program.vocabulary)
}

fn everything(vocabulary: &Vocabulary) -> Vec<Named> {
    let mut all: Vec<(&str, Named)> = Vec::new();
    let declared = vocabulary.words.iter().filter(|word| !word.vocabulary.is_empty());
    all.extend(declared.map(|word| (word.name.as_str(), Named::Word(word.id))));
    all.extend(vocabulary.groups.iter().enumerate().map(|(at, group)| (group.name.as_str(), Named::Group(at))));
    all.sort_by_key(|(name, _)| *name);
    all.into_iter().map(|(_, named)| named).collect()
}

fn entry(vocabulary: &Vocabulary, named: Named) -> Option<Entry> {
    match named {
        Named::Word(id) => Some(word_entry(vocabulary, vocabulary.word(id))),
        Named::Group(at) => {
            let group = vocabulary.groups.get(at)?;
            let belongs = group.members.iter().map(|word| vocabulary.word(*word).name.clone()).collect();
            Some(Entry { belongs, ..plain(&group.name, &group.title, "group", &group.vocabulary) })
        }
        Named::Question(id) => {
            let question = vocabulary.questions.get(usize::from(id.0))?;
            Some(plain(&question.name, &question.text, "question", ""))
        }
        Named::Site(id) => {
            let site = vocabulary.sites.get(usize::from(id.0))?;
            Some(plain(&site.name, &site.text, "site question", ""))
        }
    }
}

fn plain(name: &str, title: &str, kind: &str, vocabulary: &str) -> Entry {
    Entry {
        name: name.to_owned(),
        title: title.to_owned(),
        kind: kind.to_owned(),
        vocabulary: vocabulary.to_owned(),
        also: Vec::new(),
        belongs: Vec::new(),
        results: Vec::new(),
        attributes: Vec::new(),
        values: BTreeMap::new(),
        shown_values: Vec::new(),
        codes: Vec::new(),
        shown_codes: Vec::new(),
        unverified: Vec::new(),
        sources: Vec::new(),
    }
}

fn word_entry(vocabulary: &Vocabulary, word: &Word) -> Entry {
    Entry {
        also: word.also.clone(),
        belongs: word.parents.iter().map(|parent| vocabulary.word(*parent).name.clone()).collect(),
        results: word.forms.iter().map(|form| form_text(vocabulary, form)).collect(),
        attributes: word.attributes.iter().map(|(id, _)| vocabulary.attribute(*id).to_owned()).collect(),
        values: lists(vocabulary, word),
        shown_values: word
            .attributes
            .iter()
            // What `value` takes stands with the results.
            .filter(|(id, _)| *id != builtin::attribute::VALUE)
            .filter_map(|(id, form)| Some((vocabulary.attribute(*id).to_owned(), values_text(vocabulary, form)?)))
            .collect(),
        codes: word.codes.iter().map(names::code).collect(),
        shown_codes: word.codes.iter().map(names::shown_code).collect(),
        unverified: word.unverified.clone(),
        sources: word.sources.clone(),
        ..plain(&word.name, &word.title, names::kind(word.kind), &word.vocabulary)
    }
}

/// The values of each attribute that has a list of them.
fn lists(vocabulary: &Vocabulary, word: &Word) -> BTreeMap<String, Vec<String>> {
    let list = |form: &AttributeForm| match form {
        AttributeForm::OneOf(values) | AttributeForm::SeveralOf(values) => Some(values.clone()),
        AttributeForm::Ordered(order) => Some([order.values.clone(), order.outside.clone()].concat()),
        _ => None,
    };
    let lists = word.attributes.iter().filter_map(|(id, form)| Some((*id, list(form)?)));
    let texts = |values: Vec<SymbolId>| values.iter().map(|value| vocabulary.symbol(*value).to_owned()).collect();
    lists.map(|(id, values)| (vocabulary.attribute(id).to_owned(), texts(values))).collect()
}

/// What an attribute takes, where that is a list, or a number with its unit or its bounds.
fn values_text(vocabulary: &Vocabulary, form: &AttributeForm) -> Option<String> {
    match form {
        AttributeForm::OneOf(values) => Some(listed(vocabulary, values)),
        AttributeForm::SeveralOf(values) => Some(format!("several of {}", listed(vocabulary, values))),
        AttributeForm::Ordered(order) => Some(ordered(vocabulary, order)),
        AttributeForm::Number { unit, bounds } => {
            let bounds = bounds.map(|(least, most)| format!("{least} to {most}"));
            let unit = Some(vocabulary.unit(*unit)).filter(|unit| !unit.is_empty()).map(str::to_owned);
            let parts: Vec<String> = bounds.into_iter().chain(unit).collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        }
        _ => None,
    }
}

fn listed(vocabulary: &Vocabulary, symbols: &[SymbolId]) -> String {
    symbols.iter().map(|symbol| vocabulary.symbol(*symbol)).collect::<Vec<_>>().join(", ")
}

fn ordered(vocabulary: &Vocabulary, order: &Order) -> String {
    let direction = match order.worst_last {
        Some(true) => " (best to worst)",
        Some(false) => " (worst to best)",
        None => " (in this order)",
    };
    let outside = match order.outside.as_slice() {
        [] => String::new(),
        outside => format!("; outside the order {}", listed(vocabulary, outside)),
    };
    format!("{}{direction}{outside}", listed(vocabulary, &order.values))
}

fn form_text(vocabulary: &Vocabulary, form: &Form) -> String {
    match form {
        Form::Quantity { unit, .. } if vocabulary.unit(*unit).is_empty() => "number".to_owned(),
        Form::Quantity { unit, .. } => vocabulary.unit(*unit).to_owned(),
        Form::Titre => "titre".to_owned(),
        Form::Values(values) => listed(vocabulary, values),
        Form::Ordered(order) => ordered(vocabulary, order),
    }
}

fn in_brief(entry: &Entry) -> String {
    format!("{:<36} {:<12} {}", entry.name, entry.kind, entry.title)
}

fn in_full(entry: &Entry, with_values: bool) -> String {
    let mut lines = vec![format!("{}  {}", entry.name, entry.title)];
    let from = if entry.vocabulary.is_empty() { String::new() } else { format!(", from {}", entry.vocabulary) };
    lines.push(format!("  {}{from}", entry.kind));
    let belongs = if entry.kind == "group" { "holds" } else { "is a" };
    for (head, values) in [
        ("also", &entry.also),
        (belongs, &entry.belongs),
        ("results", &entry.results),
        ("attributes", &entry.attributes),
        ("codes", &entry.shown_codes),
        ("not confirmed", &entry.unverified),
        ("source", &entry.sources),
    ] {
        if !values.is_empty() {
            let between = if head == "codes" { "; " } else { ", " };
            lines.push(format!("  {head}: {}", values.join(between)));
        }
        if head == "attributes" && with_values {
            lines.extend(entry.shown_values.iter().map(|(name, values)| format!("    {name}: {values}")));
        }
    }
    lines.join("\n")
}
