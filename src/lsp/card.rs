//! What is told of a name: as documentation beside a completion, and when the pointer rests on it.

use crate::symbols::{Symbol, SymbolKind};
use crate::vocabulary::{AttributeForm, AttributeId, Form, Kind, Named, Order, SymbolId, Vocabulary, Word, WordId};
use crate::wording;
use std::fmt::Write as _;

/// How many things of one kind are listed before the rest is only counted.
const MOST_LISTED: usize = 12;

/// The name of a kind of word.
pub(super) const fn kind(kind: Kind) -> &'static str {
    SymbolKind::Word(kind).text()
}

/// What is told of a word, group or question.
pub(super) fn named(vocabulary: &Vocabulary, named: Named) -> Option<String> {
    match named {
        Named::Word(id) => Some(word(vocabulary, vocabulary.word(id))),
        Named::Group(at) => {
            let group = vocabulary.groups.get(at)?;
            let mut lines = head(&group.name, &group.title, "group", &group.vocabulary);
            put(&mut lines, "holds", &names(vocabulary, &group.members));
            put(&mut lines, "except", &names(vocabulary, &group.except));
            Some(lines)
        }
        Named::Question(id) => {
            let question = vocabulary.questions.get(usize::from(id.0))?;
            let asked = if question.confirmed { "confirmed" } else { "judged" };
            let mut lines = head(&question.name, &question.text, "judgement", &question.vocabulary);
            put(&mut lines, "asked with", &format!("`{asked}`"));
            put(&mut lines, "answered by", &question.answered_by);
            put(&mut lines, "takes", &parameters(&question.parameters));
            put(
                &mut lines,
                "an answer holds for",
                &question.valid_for.map(|length| length.to_string()).unwrap_or_default(),
            );
            Some(lines)
        }
        Named::Site(id) => {
            let site = vocabulary.sites.get(usize::from(id.0))?;
            let mut lines = head(&site.name, &site.text, "question to the site", &site.vocabulary);
            put(&mut lines, "takes", &parameters(&site.parameters));
            put(&mut lines, "answers", &symbols(vocabulary, &site.values));
            Some(lines)
        }
    }
}

/// What is told of a word.
fn word(vocabulary: &Vocabulary, word: &Word) -> String {
    let mut lines = head(&word.name, &word.title, kind(word.kind), &word.vocabulary);
    if let Some(newer) = word.superseded_by {
        put(&mut lines, "superseded by", &format!("`{}`", vocabulary.word(newer).name));
    }
    put(&mut lines, "results", &forms(vocabulary, word));
    put(&mut lines, "plausible", &plausible(vocabulary, word));
    for meaning in &word.qualitative {
        let bound = crate::lsp::amounts::bound(vocabulary, word, meaning);
        put(&mut lines, &meaning.name, &bound);
    }
    put(&mut lines, "is a", &names(vocabulary, &word.parents));
    let below: Vec<WordId> = word.family.iter().filter(|id| *id != word.id).collect();
    put(&mut lines, "kinds of it", &names(vocabulary, &below));
    if let Some((mass, of)) = &word.molar_mass {
        let of = if of.is_empty() { String::new() } else { format!(" of {of}") };
        put(&mut lines, "molar mass", &format!("{mass} g/mol{of}"));
    }
    if let Some(computed) = &word.computed {
        let from = names(vocabulary, &computed.from);
        put(&mut lines, "computed", &format!("by {} from {from}", computed.formula));
    }
    if let Some((short, long)) = word.half_life {
        let hours = if short == long { short.to_string() } else { format!("{short} to {long}") };
        put(&mut lines, "half-life", &format!("{hours} hours"));
    }
    let own: Vec<String> = word.attributes.iter().map(|(id, _)| vocabulary.attribute(*id).to_owned()).collect();
    put(&mut lines, "attributes", &listed(&own));
    put(&mut lines, "codes", &listed(&word.codes.iter().map(wording::names::code).collect::<Vec<_>>()));
    put(&mut lines, "also", &word.also.join(", "));
    put(&mut lines, "not confirmed", &word.unverified.join("; "));
    put(&mut lines, "note", &word.notes.join(" "));
    put(&mut lines, "source", &word.sources.join("; "));
    lines
}

/// The first lines: the title, then what it is and who declares it.
pub(super) fn head(name: &str, title: &str, kind: &str, vocabulary: &str) -> String {
    let from = if vocabulary.is_empty() { String::new() } else { format!(", from {vocabulary}") };
    let title = if title.is_empty() { String::new() } else { format!("**{title}**  \n") };
    format!("{title}`{name}`: {kind}{from}\n")
}

/// A line of a list, unless there is nothing to tell.
pub(super) fn put(lines: &mut String, what: &str, told: &str) {
    if !told.is_empty() {
        // Writing to a text cannot fail.
        let _ = write!(lines, "\n- {what}: {told}");
    }
}

fn parameters(parameters: &[(String, String)]) -> String {
    parameters.iter().map(|(name, kind)| format!("{name} ({kind})")).collect::<Vec<_>>().join(", ")
}

/// In which forms the results of a word come.
pub(super) fn forms(vocabulary: &Vocabulary, word: &Word) -> String {
    let form = |form: &Form| match form {
        Form::Quantity { unit, bounds } => {
            let bounds = bounds.map(|(low, high)| format!(" from {low} to {high}")).unwrap_or_default();
            match vocabulary.unit(*unit) {
                "" => format!("number{bounds}"),
                unit => format!("{unit}{bounds}"),
            }
        }
        Form::Titre => "titre".to_owned(),
        Form::Values(values) => symbols(vocabulary, values),
        Form::Ordered(order) => ordered(vocabulary, order),
    };
    let mut shown: Vec<String> = word.forms.iter().map(form).collect();
    if let Some(instrument) = &word.instrument {
        shown.push(format!("{} to {} points", instrument.range.0, instrument.range.1));
    }
    shown.join(", or ")
}

fn plausible(vocabulary: &Vocabulary, word: &Word) -> String {
    let Some((low, high)) = word.plausible else { return String::new() };
    let unit = word.forms.iter().find_map(|form| match form {
        Form::Quantity { unit, .. } => Some(vocabulary.unit(*unit)),
        _ => None,
    });
    format!("{low} to {high} {}", unit.unwrap_or_default()).trim_end().to_owned()
}

fn ordered(vocabulary: &Vocabulary, order: &Order) -> String {
    let values = symbols(vocabulary, &order.values);
    match order.worst_last {
        Some(true) => format!("{values} (the last is worst)"),
        Some(false) => format!("{values} (the first is worst)"),
        None => values,
    }
}

fn symbols(vocabulary: &Vocabulary, values: &[SymbolId]) -> String {
    listed(&values.iter().map(|value| vocabulary.symbol(*value).to_owned()).collect::<Vec<_>>())
}

fn names(vocabulary: &Vocabulary, words: &[WordId]) -> String {
    listed(&words.iter().map(|word| vocabulary.word(*word).name.clone()).collect::<Vec<_>>())
}

fn listed(all: &[String]) -> String {
    let shown = all.iter().take(MOST_LISTED).cloned().collect::<Vec<_>>().join(", ");
    let more = all.len().saturating_sub(MOST_LISTED);
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

/// What an attribute of some words holds.
pub(super) fn attribute(vocabulary: &Vocabulary, id: AttributeId, of: &[&Word]) -> String {
    let name = vocabulary.attribute(id);
    let mut lines = head(name, "", "attribute", "");
    let mut told: Vec<String> = Vec::new();
    for word in of {
        let Some((_, form)) = word.attributes.iter().find(|(known, _)| *known == id) else { continue };
        let text = attribute_form(vocabulary, form);
        if !told.contains(&text) {
            told.push(text);
        }
    }
    if name == "value" {
        told.extend(of.iter().map(|word| forms(vocabulary, word)).filter(|text| !text.is_empty()));
    }
    told.dedup();
    told.truncate(MOST_LISTED);
    put(&mut lines, "holds", &told.join("; or "));
    let words: Vec<String> = of.iter().map(|word| word.name.clone()).collect();
    put(&mut lines, "of", &listed(&words));
    lines
}

fn attribute_form(vocabulary: &Vocabulary, form: &AttributeForm) -> String {
    match form {
        AttributeForm::OneOf(values) => symbols(vocabulary, values),
        AttributeForm::SeveralOf(values) => format!("several of {}", symbols(vocabulary, values)),
        AttributeForm::Ordered(order) => ordered(vocabulary, order),
        AttributeForm::Number { unit, .. } => match vocabulary.unit(*unit) {
            "" => "a number".to_owned(),
            unit => format!("a number in {unit}"),
        },
        AttributeForm::Dose => "a dose, such as 500 mg".to_owned(),
        AttributeForm::DailyDose => "a dose per day, such as 10 mg/day".to_owned(),
        AttributeForm::Date => "a date".to_owned(),
        AttributeForm::Words(kind) => format!("words: {}", kind.list()),
        AttributeForm::Text => "text that rules cannot ask about".to_owned(),
    }
}

/// What is told of something that is no word: its title, what it is, and how it is declared.
pub(super) fn declared(symbol: &Symbol, written: &str, from: &str) -> String {
    let title = symbol.title.as_deref().unwrap_or_default();
    let mut lines = head(&symbol.name, title, symbol.kind.text(), from);
    let mut shown: Vec<&str> = written.lines().take(MOST_LISTED).collect();
    if written.lines().count() > MOST_LISTED {
        shown.push("...");
    }
    let _ = write!(lines, "\n```enrol\n{}\n```", shown.join("\n"));
    lines
}
