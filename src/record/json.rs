//! One line of NDJSON to a [`Node`], borrowing from the line.

use super::node::{Key, Map, Node, What};
use crate::diagnostic::Span;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// How many digits a number goes through the reader below with, unchanged.
const EXACT_DIGITS: usize = 15;

/// The line with each number of more digits in quotes, so that it is read as it is written and never rounded.
pub(super) fn long_numbers_as_text(line: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut quoted, mut escaped, mut copied, mut number) = (false, false, 0, None);
    for (at, letter) in line.char_indices().chain([(line.len(), ' ')]) {
        let of_number = !quoted && (letter.is_ascii_digit() || matches!(letter, '-' | '+' | '.' | 'e' | 'E'));
        let begins = letter.is_ascii_digit() || letter == '-';
        match number {
            None if of_number && begins => number = Some(at),
            Some(from) if !of_number => {
                number = None;
                let written = line.get(from..at).unwrap_or_default();
                let long = written.bytes().filter(u8::is_ascii_digit).count() > EXACT_DIGITS;
                if long && serde_json::from_str::<f64>(written).is_ok() {
                    out.push_str(line.get(copied..from).unwrap_or_default());
                    out.push('"');
                    out.push_str(written);
                    out.push('"');
                    copied = at;
                }
            }
            _ => {}
        }
        quoted ^= letter == '"' && !escaped;
        escaped = quoted && letter == '\\' && !escaped;
    }
    if copied == 0 {
        return Cow::Borrowed(line);
    }
    out.push_str(line.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Reads a line. Deep nesting is refused by the reader below.
pub(super) fn read(line: &str) -> Result<Node<'_>, serde_json::Error> {
    serde_json::from_str(line)
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node<'de>, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

fn node(what: What<'_>) -> Node<'_> {
    Node { at: Span::default(), what }
}

fn text<'de>(text: impl Into<Cow<'de, str>>) -> Node<'de> {
    node(What::Text(text.into()))
}

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a part of a record")
    }

    fn visit_unit<E: Error>(self) -> Result<Node<'de>, E> {
        Ok(node(What::Nothing))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node<'de>, E> {
        Ok(text(if value { "yes" } else { "no" }))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node<'de>, E> {
        Ok(text(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node<'de>, E> {
        Ok(text(value.to_string()))
    }

    /// The shortest decimals that give this number again: what was written, up to 15 digits.
    fn visit_f64<E: Error>(self, value: f64) -> Result<Node<'de>, E> {
        Ok(text(value.to_string()))
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Node<'de>, E> {
        Ok(text(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node<'de>, E> {
        Ok(text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        Ok(node(What::List(entries)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'de>, A::Error> {
        let mut fields = Vec::with_capacity(6);
        while let Some(KeyText(key)) = map.next_key()? {
            fields.push((Key { text: key, at: Span::default() }, map.next_value()?));
        }
        Ok(node(What::Map(Map::new(fields))))
    }
}

struct KeyText<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for KeyText<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<KeyText<'de>, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = KeyText<'de>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("the name of a field")
            }
            fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<KeyText<'de>, E> {
                Ok(KeyText(value.into()))
            }
            fn visit_str<E: Error>(self, value: &str) -> Result<KeyText<'de>, E> {
                Ok(KeyText(value.to_owned().into()))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::long_numbers_as_text;

    #[test]
    fn a_number_that_would_be_rounded_is_read_as_text() {
        let quoted = |line: &str| long_numbers_as_text(line).into_owned();
        assert_eq!(quoted(r#"{"value":1.10,"on":2026}"#), r#"{"value":1.10,"on":2026}"#);
        assert_eq!(quoted(r#"{"value":0.30000000000000001}"#), r#"{"value":"0.30000000000000001"}"#);
        assert_eq!(quoted(r#"[-1234567890123456, 12]"#), r#"["-1234567890123456", 12]"#);
        let in_text = r#"{"note":"a \"1234567890123456789\" b"}"#;
        assert_eq!(quoted(in_text), in_text);
        let broken = "[1234567890-1234567890]";
        assert_eq!(quoted(broken), broken);
    }
}
