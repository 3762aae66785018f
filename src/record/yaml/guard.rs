//! The first reader: shape and places, and a refusal of everything that records do not use.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::record::node::{Key, Map, Node, What};
use saphyr_parser::{Event, Parser, ScalarStyle};

/// How deep a record may be nested; its deepest place, an item of a score, is the fifth.
const MOST_LEVELS: usize = 24;

/// How long one scalar may be.
const LONGEST_SCALAR: usize = 1 << 16;

/// The shape of a document that begins at byte `start` of its file.
pub(super) fn walk(document: &str, start: usize) -> Result<Node<'_>, Box<Diagnostic>> {
    let mut walk = Walk { places: Places::new(document, start), open: Vec::new(), done: None };
    for event in Parser::new_from_str(document) {
        match event {
            Ok((event, span)) => {
                let at = walk.places.span(span.start.index(), span.end.index());
                walk.event(event, at)?;
            }
            Err(error) => {
                let at = walk.places.byte(error.marker().index());
                return Err(super::slip::finding(document, start, at));
            }
        }
    }
    let nothing = Node { at: Span::new(start, start), what: What::Nothing };
    Ok(walk.done.unwrap_or(nothing))
}

/// From characters to bytes.
struct Places {
    /// The byte of each character; empty where they are the same.
    bytes: Vec<u32>,
    start: usize,
    length: usize,
}

impl Places {
    fn new(document: &str, start: usize) -> Places {
        let bytes = if document.is_ascii() {
            Vec::new()
        } else {
            document.char_indices().map(|(byte, _)| u32::try_from(byte).unwrap_or(u32::MAX)).collect()
        };
        Places { bytes, start, length: document.len() }
    }

    fn byte(&self, character: usize) -> usize {
        if self.bytes.is_empty() {
            return character.min(self.length);
        }
        self.bytes.get(character).map_or(self.length, |byte| *byte as usize)
    }

    fn span(&self, first: usize, end: usize) -> Span {
        let (first, end) = (self.byte(first), self.byte(end));
        Span::new(self.start + first, self.start + end.max(first))
    }
}

/// A list or map that is not closed yet.
enum Open<'a> {
    List(Span, Vec<Node<'a>>),
    Map(Span, Vec<(Key<'a>, Node<'a>)>, Option<Key<'a>>),
}

struct Walk<'a> {
    places: Places,
    open: Vec<Open<'a>>,
    done: Option<Node<'a>>,
}

impl<'a> Walk<'a> {
    fn event(&mut self, event: Event<'a>, at: Span) -> Result<(), Box<Diagnostic>> {
        match event {
            Event::Alias(_) => Err(not_allowed(at, "an alias (`*`)", "write the value out")),
            Event::Scalar(text, style, anchor, tag) => {
                plain(at, anchor, tag.is_some())?;
                if text.len() > LONGEST_SCALAR {
                    let message = format!("a text of {} bytes is longer than records need", text.len());
                    return Err(Box::new(Diagnostic::new(Code::TooLarge, at, message)));
                }
                let nothing = style == ScalarStyle::Plain && is_nothing(&text);
                let key_wanted = matches!(self.open.last(), Some(Open::Map(_, _, None)));
                if key_wanted {
                    return self.key(Key { text, at });
                }
                self.put(Node { at, what: if nothing { What::Nothing } else { What::Text(text) } })
            }
            Event::SequenceStart(anchor, tag) => {
                plain(at, anchor, tag.is_some())?;
                self.enter(Open::List(at, Vec::new()), at)
            }
            Event::MappingStart(anchor, tag) => {
                plain(at, anchor, tag.is_some())?;
                self.enter(Open::Map(at, Vec::new(), None), at)
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(),
            _ => Ok(()),
        }
    }

    fn key(&mut self, key: Key<'a>) -> Result<(), Box<Diagnostic>> {
        if key.text == "<<" {
            return Err(not_allowed(key.at, "a merge key (`<<`)", "write the fields out"));
        }
        if let Some(Open::Map(_, _, waiting)) = self.open.last_mut() {
            *waiting = Some(key);
        }
        Ok(())
    }

    fn enter(&mut self, open: Open<'a>, at: Span) -> Result<(), Box<Diagnostic>> {
        if self.open.len() >= MOST_LEVELS {
            let message = format!("the record is nested more than {MOST_LEVELS} levels deep");
            let finding = Diagnostic::new(Code::TooLarge, at, message);
            return Err(Box::new(finding.help("look for a bracket that is not closed")));
        }
        if matches!(self.open.last(), Some(Open::Map(_, _, None))) {
            return Err(not_allowed(at, "a list or fields as the name of a field", "name fields by a word"));
        }
        self.open.push(open);
        Ok(())
    }

    fn leave(&mut self) -> Result<(), Box<Diagnostic>> {
        match self.open.pop() {
            Some(Open::List(at, entries)) => self.put(Node { at, what: What::List(entries) }),
            Some(Open::Map(at, fields, _)) => self.put(Node { at, what: What::Map(Map::new(fields)) }),
            None => Ok(()),
        }
    }

    fn put(&mut self, node: Node<'a>) -> Result<(), Box<Diagnostic>> {
        match self.open.last_mut() {
            Some(Open::List(_, entries)) => entries.push(node),
            Some(Open::Map(_, fields, key)) => {
                if let Some(key) = key.take() {
                    fields.push((key, node));
                }
            }
            None => self.done = Some(node),
        }
        Ok(())
    }
}

fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

fn plain(at: Span, anchor: usize, tag: bool) -> Result<(), Box<Diagnostic>> {
    if anchor > 0 {
        return Err(not_allowed(at, "an anchor (`&`)", "write the value out where it is used, or quote the text"));
    }
    if tag {
        return Err(not_allowed(at, "a tag (`!`)", "take it out, or quote the text"));
    }
    Ok(())
}

fn not_allowed(at: Span, what: &str, help: &str) -> Box<Diagnostic> {
    let finding = Diagnostic::new(Code::NotAllowedYaml, at, format!("records do not use {what}"))
        .reason("a record is read the same by everyone, line by line")
        .help(help);
    Box::new(finding)
}
