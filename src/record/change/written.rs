//! Parts of records compared with each other, and written as YAML.

use crate::record::node::{Key, Node, What};

/// Whether two lists of parts say the same.
pub(super) fn equal(one: &[Node<'_>], other: &[Node<'_>]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
}

/// Whether two parts say the same; where they stand and the order of fields do not count.
pub(super) fn same(one: &Node<'_>, other: &Node<'_>) -> bool {
    match (&one.what, &other.what) {
        (What::Nothing, What::Nothing) => true,
        (What::Text(one), What::Text(other)) => one == other,
        (What::List(one), What::List(other)) => equal(one, other),
        (What::Map(one), What::Map(other)) => {
            one.fields.len() == other.fields.len()
                && one.fields.iter().all(|(key, node)| {
                    let own = other.fields.iter().find(|(own, _)| own.text == key.text);
                    own.is_some_and(|(_, other)| same(node, other))
                })
        }
        _ => false,
    }
}

/// Fields as YAML, one a line, and each entry of a list on a line of its own.
pub(super) fn text_of(fields: &[(Key<'_>, Node<'_>)]) -> String {
    let mut text = String::new();
    for (key, node) in fields {
        match &node.what {
            What::List(entries) if !entries.is_empty() => {
                text.push_str(&format!("{}:\n", name(&key.text)));
                for entry in entries.iter().filter(|entry| !entry.is_nothing()) {
                    text.push_str(&format!("  - {}\n", flow(entry)));
                }
            }
            _ => text.push_str(&format!("{}: {}\n", name(&key.text), flow(node))),
        }
    }
    text
}

fn name(key: &str) -> String {
    let plain = key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if plain { key.to_owned() } else { quoted(key) }
}

fn flow(node: &Node<'_>) -> String {
    match &node.what {
        What::Nothing => String::new(),
        What::Text(text) => quoted(text),
        What::List(entries) => {
            let entries: Vec<String> = entries.iter().filter(|entry| !entry.is_nothing()).map(flow).collect();
            format!("[{}]", entries.join(", "))
        }
        What::Map(map) => {
            let fields: Vec<String> =
                map.fields.iter().map(|(key, node)| format!("{}: {}", name(&key.text), flow(node))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}

/// A text in double quotes, as YAML reads it.
fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}
