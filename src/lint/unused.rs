//! W0604: something that a trial declares and never uses.

use super::rules::{Rules, found};
use crate::check::{FileId, Finding};
use crate::diagnostic::{Code, Diagnostic, Fix, Span};
use crate::syntax::tree::{Item, ItemKind, Name, ScoreOrigin};

/// Tells of what trials declare or bring in and nothing refers to.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let usage = &rules.program.usage;
    for (file, tree) in rules.trial_files().filter(|(file, _)| !usage.unsure.contains(file)) {
        for (place, item) in tree.items.iter().enumerate() {
            let used = usage.declarations.contains(&(file, place));
            let brought = usage.brought.contains(&(file, place));
            match (&item.kind, declared(item)) {
                (ItemKind::Use(name), _) if !brought => findings.push(of_use(file, item, name)),
                (_, Some((what, name))) if !used => {
                    let message = format!("the {what} `{}` is never used", name.text);
                    findings.push(never_used(file, item, name.span, &message));
                }
                _ => {}
            }
        }
    }
    findings
}

/// What is declared by a name that something should use.
fn declared(item: &Item) -> Option<(&'static str, &Name)> {
    match &item.kind {
        ItemKind::Define(define) => Some(("definition", &define.name)),
        ItemKind::Parameter(parameter) => Some(("parameter", &parameter.name)),
        ItemKind::Group(group) => Some(("group", &group.name)),
        ItemKind::Score(score) if score.origin == ScoreOrigin::Computed => Some(("score", &score.name)),
        _ => None,
    }
}

fn of_use(file: FileId, item: &Item, name: &Name) -> Finding {
    never_used(file, item, name.span, &format!("nothing of `{}` is used", name.text))
}

fn never_used(file: FileId, item: &Item, span: Span, message: &str) -> Finding {
    let diagnostic = Diagnostic::new(Code::Unused, span, message)
        .reason("perhaps a criterion that should use it is missing, or names another")
        .help("use it, or take it out");
    let mut finding = found(file, diagnostic);
    finding.diagnostic.fixes.push(Fix::replace("take it out", item.span, "").safe());
    finding
}
