//! `[shared]` in `enrol.toml`: folders whose words and definitions several rule repositories use, and the pins that say in which state
//! they were agreed.
//!
//! A pin holds the digest of a file under the name after `use`. Whoever changes the file changes what the rules say; until somebody has
//! looked at that and pinned the new state, nobody is screened.

use super::settings::{span, text, texts, unknown, unusable};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::value::{DIGEST_KIND as KIND, digest};
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_edit::{DocumentMut, Item, Table, value};

/// What may stand under `[shared]`.
const KEYS: [&str; 2] = ["folders", "pins"];

/// What is shared, and in which state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Folders, relative to that of the file; in each stands a folder `vocabulary` or `library`.
    pub folders: Vec<SharedFolder>,
    /// By the name after `use`.
    pub pins: BTreeMap<String, Pin>,
}

/// A shared folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedFolder {
    /// As it is written.
    pub name: String,
    span: Span,
}

/// The state of a file in which it was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// Its digest, as 64 hexadecimal digits.
    pub digest: String,
    span: Span,
}

impl Pin {
    /// As it is written.
    #[must_use]
    pub fn written(&self) -> String {
        format!("{KIND}{}", self.digest)
    }
}

/// A file as `use` finds it.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its text.
    pub text: std::sync::Arc<str>,
    /// Whether it stands in a shared folder.
    pub is_shared: bool,
}

/// The digest of a text as a pin writes it.
#[must_use]
pub fn pin_of(text: &str) -> String {
    format!("{KIND}{}", digest(text))
}

/// What stands around the settings.
pub struct Around<'a> {
    /// The file that `use` finds under a name.
    pub find: &'a dyn Fn(&str) -> Option<Found>,
    /// Whether a shared folder is there and holds words or definitions.
    pub is_there: &'a dyn Fn(&str) -> bool,
    /// The names that the rules use, directly or through others.
    pub used: &'a [String],
}

impl Shared {
    /// Whether anything is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.folders.is_empty() && self.pins.is_empty()
    }

    /// Reads what stands under `[shared]`, and tells what of it cannot be used.
    pub(super) fn read(written: &Spanned<DeValue<'_>>, found: &mut Vec<Diagnostic>) -> Shared {
        let mut shared = Shared::default();
        let DeValue::Table(table) = written.get_ref() else {
            let wrong = unusable(span(written), "`shared` is a table".to_owned());
            found.push(wrong.help("write `[shared]` on a line of its own"));
            return shared;
        };
        for (key, written) in table {
            match (key.get_ref().as_ref(), written.get_ref()) {
                ("folders", DeValue::Array(entries)) if texts(written).is_some() => {
                    let folder = |entry| Some(SharedFolder { name: text(entry)?, span: span(entry) });
                    shared.folders = entries.iter().filter_map(folder).collect();
                }
                ("folders", _) => found.push(
                    unusable(span(written), "`folders` is a list of texts".to_owned())
                        .help("write `folders = [\"../shared-words\"]`"),
                ),
                ("pins", DeValue::Table(pins)) => shared.read_pins(pins, found),
                ("pins", _) => found.push(
                    unusable(span(written), "`pins` is a table".to_owned())
                        .help("write `[shared.pins]` on a line of its own, or let `enrol check --pin` write it"),
                ),
                (other, _) => found.push(unknown(span(key), other, &KEYS)),
            }
        }
        shared
    }

    fn read_pins(&mut self, pins: &DeTable<'_>, found: &mut Vec<Diagnostic>) {
        for (key, written) in pins {
            let digest = text(written).and_then(|text| text.strip_prefix(KIND).map(str::to_owned));
            let is_one = |digest: &String| digest.len() == 64 && digest.chars().all(|one| one.is_ascii_hexdigit());
            match digest.filter(is_one) {
                Some(digest) => {
                    let pin = Pin { digest: digest.to_lowercase(), span: span(written) };
                    self.pins.insert(key.get_ref().clone().into_owned(), pin);
                }
                None => found.push(
                    unusable(span(written), "this is no digest".to_owned())
                        .reason(format!("a pin is the text `{KIND}` and 64 hexadecimal digits"))
                        .help("let `enrol check --pin` write it"),
                ),
            }
        }
    }

    /// The folders that are not there.
    fn missing<'a>(&'a self, around: &'a Around<'_>) -> impl Iterator<Item = &'a SharedFolder> {
        self.folders.iter().filter(|folder| !(around.is_there)(&folder.name))
    }

    /// What is not as it was agreed: folders that are not there, files in another state than their pin says, pins of nothing, and
    /// shared files without a pin where others have one.
    #[must_use]
    pub fn review(&self, around: &Around<'_>) -> Vec<Diagnostic> {
        let missing: Vec<Diagnostic> = self.missing(around).map(missing).collect();
        let all_there = missing.is_empty();
        let pins = self.pins.iter().filter_map(|(name, pin)| match (around.find)(name) {
            // What is in a folder that is not there is not gone.
            None => all_there.then(|| idle(name, pin)),
            Some(file) if digest(&file.text) != pin.digest => Some(other_state(name, pin, &file)),
            Some(_) => None,
        });
        let last = self.pins.values().next_back();
        let unpinned = around.used.iter().filter(|name| !self.pins.contains_key(*name)).filter_map(|name| {
            let file = (around.find)(name).filter(|file| file.is_shared)?;
            Some(without_pin(name, last?, &file))
        });
        let mut found: Vec<Diagnostic> = missing.into_iter().chain(pins).chain(unpinned).collect();
        found.sort_by_key(|diagnostic| diagnostic.span().start);
        found
    }

    /// The pins that agree with what stands there now: of each shared file that the rules use, and of what has a pin already. Pins
    /// of nothing are left out. Nothing where a folder is not there: its files would lose their pins.
    #[must_use]
    pub fn agreed(&self, around: &Around<'_>) -> Option<BTreeMap<String, String>> {
        if self.missing(around).next().is_some() {
            return None;
        }
        let names = self.pins.keys().chain(around.used);
        let pin = |name: &String| {
            let file = (around.find)(name)?;
            (file.is_shared || self.pins.contains_key(name)).then(|| (name.clone(), pin_of(&file.text)))
        };
        Some(names.filter_map(pin).collect())
    }
}

/// The text of an `enrol.toml` with these pins in the place of its own; everything else, comments among it, stays as it is. Nothing
/// where the text is no TOML.
#[must_use]
pub fn with_pins(settings: &str, pins: &BTreeMap<String, String>) -> Option<String> {
    let mut document: DocumentMut = settings.parse().ok()?;
    let shared = document.entry("shared").or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()?;
    let own = shared.entry("pins").or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()?;
    let gone: Vec<String> =
        own.iter().map(|(name, _)| name.to_owned()).filter(|name| !pins.contains_key(name)).collect();
    gone.iter().for_each(|name| drop(own.remove(name)));
    for (name, pin) in pins {
        match own.get_mut(name).and_then(Item::as_value_mut) {
            // What stands around the value, such as a remark behind it, stays.
            Some(known) if known.as_str() == Some(pin) => {}
            Some(known) => {
                let around = known.decor().clone();
                *known = pin.as_str().into();
                *known.decor_mut() = around;
            }
            None => drop(own.insert(name, value(pin))),
        }
    }
    let text = document.to_string();
    // The line ends stay those of the file.
    let is_of_windows = settings.contains("\r\n");
    Some(if is_of_windows { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text })
}

fn missing(folder: &SharedFolder) -> Diagnostic {
    unusable(folder.span, format!("the shared folder `{}` holds no words and no definitions here", folder.name))
        .reason("neither a folder `vocabulary` nor a folder `library` stands in it, so that what it shares is not found")
        .help("correct the path, from the folder of this file; of a git submodule, fetch the files: `git submodule update --init`")
}

fn other_state(name: &str, pin: &Pin, file: &Found) -> Diagnostic {
    Diagnostic::new(Code::OtherThanPinned, pin.span, format!("`{name}` is not in the state that was pinned"))
        .reason(format!(
            "it is {} now: other words or definitions can make another verdict, and nobody has agreed to these",
            pin_of(&file.text)
        ))
        .help("look at what changed, with `enrol diff`; then `enrol check --pin` pins the present state, or fetch the state that was pinned")
}

fn idle(name: &str, pin: &Pin) -> Diagnostic {
    Diagnostic::new(Code::IdlePin, pin.span, format!("there is no vocabulary or library `{name}` that could be pinned"))
        .reason("a pin of nothing would look as if it held something")
        .help("correct the name, or let `enrol check --pin` take the pin out")
}

fn without_pin(name: &str, last: &Pin, file: &Found) -> Diagnostic {
    Diagnostic::new(Code::NotPinned, last.span, format!("`{name}` is shared and has no pin"))
        .reason(format!("a change of it, from {}, would go unnoticed", pin_of(&file.text)))
        .help("let `enrol check --pin` write it")
}
