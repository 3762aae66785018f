//! Documents for word processors: true headings, numbered lists, tables and links inside, without macros.
//!
//! The markup that is needed is small, so it is written here rather than by a library that brings its own compression.

mod appendices;
mod body;
mod package;
mod xml;

use super::document::Document;

/// Documents as one file for word processors, each on pages of its own: the names and texts of its parts, in the order in
/// which whoever writes it packs them.
#[must_use]
pub fn docx(documents: &[Document]) -> Vec<(&'static str, String)> {
    let (text, lists) = body::Body::default().documents(documents);
    package::parts(&text, lists)
}
