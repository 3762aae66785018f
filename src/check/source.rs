//! Source texts, parsed once however often they are checked.

use crate::diagnostic::Diagnostic;
use crate::syntax::tree::{File, Item, ItemKind, Name};
use std::sync::{Arc, OnceLock};

/// A source text and its name. Clones share the tree, so that a text is parsed once.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name, as findings and explanations quote it: a path.
    pub name: String,
    text: Arc<str>,
    parsed: Arc<OnceLock<Parsed>>,
}

/// What a source text is.
#[derive(Debug)]
pub struct Parsed {
    /// Its tree.
    pub tree: Arc<File>,
    /// What is wrong with its form.
    pub diagnostics: Vec<Diagnostic>,
}

impl Source {
    /// A source text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Source {
        Source { name: name.into(), text: text.into(), parsed: Arc::default() }
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Its tree, made when first asked for.
    #[must_use]
    pub fn parsed(&self) -> &Parsed {
        self.parsed.get_or_init(|| {
            let (tree, diagnostics) = crate::syntax::parse(&self.text);
            Parsed { tree: Arc::new(tree), diagnostics }
        })
    }

    /// The names of the vocabularies and libraries that it uses itself.
    pub fn uses(&self) -> impl Iterator<Item = &str> {
        uses_of(&self.parsed().tree).map(|name| name.text.as_str())
    }
}

/// What a file uses, as written.
pub(super) fn uses_of(tree: &File) -> impl Iterator<Item = &Name> {
    tree.items.iter().filter_map(|item: &Item| match &item.kind {
        ItemKind::Use(name) => Some(name),
        _ => None,
    })
}
