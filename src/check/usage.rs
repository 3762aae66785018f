//! What was used while the rules were read.

use super::checker::Checker;
use super::program::{FileId, Usage};
use crate::diagnostic::Severity;
use crate::syntax::tree::ItemKind;

impl Checker<'_> {
    /// What something refers to, as far as the files were read.
    pub(super) fn usage(&self) -> Usage {
        let errors = self.findings.iter().filter(|finding| finding.diagnostic.severity == Severity::Error);
        let mut usage = Usage {
            declarations: self.used.iter().copied().collect(),
            unsure: errors.map(|finding| finding.file).collect(),
            ..Usage::default()
        };
        for (place, loaded) in self.files.iter().enumerate() {
            let file = super::file_id(place);
            for (used, span) in &loaded.uses {
                let brings = |other: &FileId| self.touched.contains(&(file, *other));
                let sees = self.files.get(used.0 as usize).map(|other| other.sees.as_slice()).unwrap_or_default();
                let item = loaded
                    .tree
                    .items
                    .iter()
                    .position(|item| matches!(&item.kind, ItemKind::Use(name) if name.span.start == span.start));
                usage.brought.extend(item.filter(|_| sees.iter().any(brings)).map(|item| (file, item)));
            }
        }
        usage
    }
}
