//! The shape of records as JSON Schema, for editors and for whoever writes exports.

use super::field::{self, Field, Holds};
use crate::vocabulary::{AttributeForm, Kind, Vocabulary, Word};
use serde_json::{Map, Value, json};

/// The schema of a record (JSON Schema, draft 2020-12), with the field's purpose and an example for editors to show.
#[must_use]
pub fn schema() -> Value {
    build(None)
}

/// The same with the words of a vocabulary, so that editors complete them, and their attributes.
#[must_use]
pub fn schema_for(vocabulary: &Vocabulary) -> Value {
    build(Some(vocabulary))
}

fn build(vocabulary: Option<&Vocabulary>) -> Value {
    let mut properties = Map::new();
    for field in field::of("") {
        let inner = match field.name {
            "anchors" => {
                json!({ "type": "object", "additionalProperties": { "anyOf": [date(), entry("anchors", vocabulary)] } })
            }
            "absent" => list(json!({ "anyOf": [{ "type": "string" }, entry("absent", vocabulary)] })),
            name if field.holds == Holds::Entries => list(entry(name, vocabulary)),
            _ => holds(field.holds),
        };
        properties.insert(field.name.to_owned(), described(inner, field));
    }
    let whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A patient's record",
        "description": "One patient, as eligibility is decided from it. A field without a value is as if it was not there.",
        "type": "object",
        "required": ["patient"],
        "additionalProperties": false,
        "properties": properties,
    });
    schemars::Schema::try_from(whole.clone()).map_or(whole, schemars::Schema::to_value)
}

fn entry(list: &str, vocabulary: Option<&Vocabulary>) -> Value {
    let mut properties = Map::new();
    let kind = Kind::ALL.into_iter().find(|kind| kind.list() == list);
    if let Some(kind) = kind {
        add_attributes(&mut properties, kind, vocabulary);
    }
    if list == "changes" {
        add_attributes(&mut properties, Kind::Drug, vocabulary);
    }
    for field in field::of(list) {
        let inner = match (field.holds, kind, vocabulary) {
            (Holds::Word, Some(kind), Some(vocabulary)) => {
                json!({ "type": "string", "examples": names(vocabulary, kind) })
            }
            (Holds::Entries, _, _) => list_of(field.name, vocabulary),
            (Holds::Free, _, _) => json!({
                "anyOf": [{ "type": "object" }, { "type": "array", "items": { "type": "string" } }]
            }),
            // A statement may reach back to birth, for which no date need be known.
            _ if matches!((list, field.name), ("reviewed" | "absent", "from")) => {
                json!({ "anyOf": [date(), { "const": "birth" }] })
            }
            _ => holds(field.holds),
        };
        properties.insert(field.name.to_owned(), described(inner, field));
    }
    // Vocabularies add attributes, so entries of events take further fields unless the vocabulary is known.
    let open = (kind.is_some() || list == "changes") && vocabulary.is_none();
    json!({ "type": "object", "properties": properties, "additionalProperties": open })
}

fn list_of(name: &str, vocabulary: Option<&Vocabulary>) -> Value {
    list(entry(name, vocabulary))
}

fn names(vocabulary: &Vocabulary, kind: Kind) -> Vec<&str> {
    declared(vocabulary, kind).map(|word| word.name.as_str()).collect()
}

fn declared(vocabulary: &Vocabulary, kind: Kind) -> impl Iterator<Item = &Word> {
    vocabulary.words.iter().filter(move |word| word.kind == kind && !word.vocabulary.is_empty())
}

/// The attributes that words of a kind declare; one that several words declare differently takes any text.
fn add_attributes(properties: &mut Map<String, Value>, kind: Kind, vocabulary: Option<&Vocabulary>) {
    let Some(vocabulary) = vocabulary else { return };
    let own = std::iter::once(vocabulary.word(kind.unmapped()));
    for word in own.chain(declared(vocabulary, kind)) {
        for (id, form) in &word.attributes {
            let name = vocabulary.attribute(*id);
            // Rules ask by these names for dates that records write under others.
            if super::attribute::field_meant(kind.list(), name).is_some() {
                continue;
            }
            let inner = attribute(vocabulary, form);
            match properties.get_mut(name) {
                None => {
                    properties.insert(name.to_owned(), inner);
                }
                Some(known) if *known != inner => *known = json!({}),
                Some(_) => {}
            }
        }
    }
}

fn attribute(vocabulary: &Vocabulary, form: &AttributeForm) -> Value {
    let texts = |values: &[crate::vocabulary::SymbolId]| -> Vec<String> {
        values.iter().map(|value| vocabulary.symbol(*value).to_owned()).collect()
    };
    match form {
        AttributeForm::OneOf(values) => one_of(&texts(values)),
        AttributeForm::Ordered(order) => one_of(&[texts(&order.values), texts(&order.outside)].concat()),
        AttributeForm::SeveralOf(values) => {
            let one = one_of(&texts(values));
            json!({ "anyOf": [one, { "type": "array", "items": one }] })
        }
        AttributeForm::Number { .. } | AttributeForm::Dose | AttributeForm::DailyDose => holds(Holds::Value),
        AttributeForm::Date => date(),
        AttributeForm::Words(_) => holds(Holds::Texts),
        AttributeForm::Text => holds(Holds::Text),
    }
}

fn one_of(values: &[String]) -> Value {
    if values == ["yes", "no"] { holds(Holds::YesNo) } else { json!({ "enum": values }) }
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn date() -> Value {
    json!({
        "type": ["string", "integer"],
        "pattern": "^\\d{4}(-\\d{2}(-\\d{2})?)?(/\\d{4}(-\\d{2}(-\\d{2})?)?)?$",
    })
}

fn holds(holds: Holds) -> Value {
    match holds {
        Holds::Date => date(),
        // YAML readers of editors take `yes` for a text or for a truth value, as their version has it.
        Holds::YesNo => json!({ "enum": ["yes", "no", true, false] }),
        Holds::Value | Holds::Text => json!({ "type": ["string", "number", "boolean"] }),
        Holds::Word | Holds::Code => json!({ "type": "string" }),
        Holds::Texts => {
            json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": ["string", "number"] } }] })
        }
        Holds::Entries => json!({ "type": "array" }),
        Holds::Free => json!({ "type": "object" }),
    }
}

fn described(mut inner: Value, field: &Field) -> Value {
    if let Some(inner) = inner.as_object_mut() {
        inner.insert("description".to_owned(), json!(format!("{} For example: {}", field.about, field.example)));
    }
    inner
}
