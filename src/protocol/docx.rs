//! Documents for word processors: true headings, numbered lists, tables and links inside, without macros.

mod body;

use super::document::Document;

/// Documents as one file for word processors, each on pages of its own; whoever writes it packs it.
#[must_use]
pub fn docx(documents: &[Document]) -> docx_rs::Docx {
    body::Body::new().documents(documents)
}
