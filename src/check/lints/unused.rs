//! W0604: something that a trial declares and never uses.

use crate::check::Finding;
use crate::check::checker::Checker;
use crate::check::names::Context;
use crate::check::program::FileId;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::syntax::tree::{FileKind, ItemKind};

impl<'a> Checker<'a> {
    /// Tells of definitions, parameters, groups and `use` of trials that nothing refers to.
    pub(crate) fn unused(&mut self) {
        for (place, loaded) in self.files.iter().enumerate() {
            if loaded.kind != FileKind::Trial {
                continue;
            }
            let file = FileId(u32::try_from(place).unwrap_or(u32::MAX));
            // What is wrong may be what uses it.
            let wrong = |finding: &Finding| finding.file == file && finding.diagnostic.severity == Severity::Error;
            if self.findings.iter().any(wrong) {
                continue;
            }
            for (item_place, item) in loaded.tree.items.iter().enumerate() {
                let (what, name) = match &item.kind {
                    ItemKind::Define(define) => ("definition", &define.name),
                    ItemKind::Parameter(parameter) => ("parameter", &parameter.name),
                    ItemKind::Group(group) => ("group", &group.name),
                    ItemKind::Score(score) if score.origin == crate::syntax::tree::ScoreOrigin::Computed => {
                        ("score", &score.name)
                    }
                    _ => continue,
                };
                if !self.used.contains(&(file, item_place)) {
                    self.never_used(file, name.span, &format!("the {what} `{}` is never used", name.text));
                }
            }
            for (used, span) in &loaded.uses {
                let brings = |other: &FileId| self.touched.contains(&(file, *other));
                let sees = self.files.get(used.0 as usize).map(|other| other.sees.as_slice()).unwrap_or_default();
                if !sees.iter().any(brings) {
                    let title = self.text(file, *span);
                    self.never_used(file, *span, &format!("nothing of `{title}` is used"));
                }
            }
        }
    }

    fn never_used(&mut self, file: FileId, span: Span, message: &str) {
        let found = Diagnostic::new(Code::Unused, span, message)
            .reason("perhaps a criterion that should use it is missing, or names another")
            .help("use it, or take it out");
        self.report(&Context::top(file), found);
    }
}
