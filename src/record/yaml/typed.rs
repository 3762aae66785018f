//! The second reader: every scalar exactly as written, in the shape that the first one saw.

use crate::record::node::{Key, Map, Node, What};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Reads a document again. Fails where the two readers disagree.
pub(super) fn read<'a>(document: &'a str, shape: &Node<'a>) -> Result<Node<'a>, serde_yaml::Error> {
    Like(shape).deserialize(serde_yaml::Deserializer::from_str(document))
}

/// Reads what has the shape of a node.
struct Like<'s, 'a>(&'s Node<'a>);

impl<'de> DeserializeSeed<'de> for Like<'_, 'de> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        match &self.0.what {
            What::Nothing => deserializer.deserialize_ignored_any(IgnoredAny).map(|_| self.0.clone()),
            What::Text(_) => deserializer.deserialize_str(self),
            What::List(_) => deserializer.deserialize_seq(self),
            What::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

fn differs<E: Error>() -> E {
    E::custom("it can be read in two ways; put the text in quotes")
}

impl<'de> Visitor<'de> for Like<'_, 'de> {
    type Value = Node<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0.shape())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node<'de>, E> {
        if self.0.text() != Some(value) {
            return Err(differs());
        }
        Ok(Node { at: self.0.at, what: What::Text(Cow::Owned(value.to_owned())) })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node<'de>, A::Error> {
        let mut entries = Vec::new();
        for shape in self.0.entries() {
            entries.push(list.next_element_seed(Like(shape))?.ok_or_else(differs)?);
        }
        if list.next_element::<IgnoredAny>()?.is_some() {
            return Err(differs());
        }
        Ok(Node { at: self.0.at, what: What::List(entries) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'de>, A::Error> {
        let shape = self.0.map().ok_or_else(differs)?;
        let mut fields = Vec::new();
        for (key, value) in &shape.fields {
            let name: String = map.next_key()?.ok_or_else(differs)?;
            if name != key.text {
                return Err(differs());
            }
            fields.push((Key { text: Cow::Owned(name), at: key.at }, map.next_value_seed(Like(value))?));
        }
        if map.next_key::<IgnoredAny>()?.is_some() {
            return Err(differs());
        }
        Ok(Node { at: self.0.at, what: What::Map(Map { fields, twice: shape.twice }) })
    }
}
