//! What every answer needs: places for the editor, and how to say no.

use super::address::{EMBEDDED, uri_of};
use super::text::Text;
use super::workspace::Workspace;
use crate::diagnostic::Span;
use gen_lsp_types::{Location, MarkupContent, MarkupKind, TextDocumentPositionParams, Uri};
use std::rc::Rc;

/// Why a request is not answered, for the person who made it.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The protocol's number.
    pub(super) code: i32,
    /// Why.
    pub(super) message: String,
}

impl Refusal {
    /// What was asked for cannot be done, and why.
    pub(super) fn because(message: impl Into<String>) -> Refusal {
        Refusal { code: lsp_server::ErrorCode::RequestFailed as i32, message: message.into() }
    }
}

/// An answer, or why there is none.
pub(super) type Answer<T> = Result<T, Refusal>;

/// A place in a text.
pub(super) struct Spot {
    /// What the project calls the text.
    pub(super) name: String,
    /// The text.
    pub(super) text: Rc<Text>,
    /// The byte.
    pub(super) byte: usize,
}

impl Workspace {
    /// The place that a request is about; nothing where its text is not known.
    pub(super) fn spot(&self, at: &TextDocumentPositionParams) -> Option<Spot> {
        let name = self.name(&at.text_document.uri);
        let text = self.text(&name)?;
        let byte = text.byte(self.encoding, at.position);
        Some(Spot { name, text, byte })
    }

    /// What an editor calls a text; of embedded words, the copy that is written for it.
    pub(super) fn uri(&self, text: &Text) -> Option<Uri> {
        match text.name().strip_prefix(EMBEDDED) {
            None => Some(uri_of(text.name())),
            Some(name) => self.settings.keep(name, text.letters()).map(|path| uri_of(&path.display().to_string())),
        }
    }

    /// A span of a text as editors know it.
    pub(super) fn location(&self, text: &Text, span: Span) -> Option<Location> {
        Some(Location { uri: self.uri(text)?, range: text.range(self.encoding, span) })
    }
}

/// Text with Markdown in it.
pub(super) fn markdown(value: String) -> MarkupContent {
    MarkupContent { kind: MarkupKind::Markdown, value }
}
