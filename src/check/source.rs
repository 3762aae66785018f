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
    /// The text in whose place it came, with what parsing that gave.
    earlier: Option<(Arc<str>, Arc<OnceLock<Parsed>>)>,
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
        Source { name: name.into(), text: text.into(), parsed: Arc::default(), earlier: None }
    }

    /// A source text that takes the place of another one: what stands before the first difference to what was parsed last, or
    /// behind the last one, is not read again.
    #[must_use]
    pub fn after(before: &Source, text: impl Into<Arc<str>>) -> Source {
        let own = || (Arc::clone(&before.text), Arc::clone(&before.parsed));
        let earlier = if before.parsed.get().is_some() { Some(own()) } else { before.earlier.clone() };
        Source { earlier, ..Source::new(before.name.clone(), text) }
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
            let earlier = self.earlier.as_ref().and_then(|(text, parsed)| Some((text.as_ref(), parsed.get()?)));
            let (tree, diagnostics) = match earlier {
                Some((text, known)) => crate::syntax::parse_again(&self.text, (text, &known.tree, &known.diagnostics)),
                None => crate::syntax::parse(&self.text),
            };
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
