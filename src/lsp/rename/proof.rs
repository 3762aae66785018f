//! A rename proves itself before it is made: every file that it touches is checked once more with the new name, and must say
//! what it said.
//!
//! A name that is free today may still be taken for something else at one place of one file. Whatever the reasons for which
//! that could be, it shows here: as an error that was not there, or as a name that means another thing.

use super::super::address::short;
use super::super::answers::{Answer, Refusal};
use super::super::references::Target;
use super::super::text::Text;
use super::super::view::{Inputs, View};
use super::super::workspace::Workspace;
use crate::check::Finding;
use crate::diagnostic::Severity;
use crate::symbols::{Mention, SymbolKind};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Checks all rule files once more, with the changed texts in the place of those of their names.
pub(super) fn holds(
    workspace: &Workspace,
    changed: &BTreeMap<String, Rc<Text>>,
    target: &Target,
    new: &str,
) -> Answer<()> {
    let mut names = workspace.rule_files();
    names.extend(changed.keys().cloned());
    names.sort_unstable();
    names.dedup();
    for before in names.iter().filter_map(|name| workspace.view(name)) {
        if !before.texts.iter().any(|text| changed.contains_key(text.name())) {
            continue;
        }
        let replaced = |text: &Rc<Text>| Rc::clone(changed.get(text.name()).unwrap_or(text));
        let inputs = Inputs {
            root: replaced(&before.inputs.root),
            uses: before.inputs.uses.iter().map(|(name, text)| (name.clone(), replaced(text))).collect(),
            settings: before.inputs.settings.clone(),
            pinned: before.inputs.pinned.clone(),
        };
        let place = short(before.inputs.root.name());
        let after =
            View::new(inputs, Some(&before)).ok_or_else(|| Refusal::because(format!("{place} cannot be read")))?;
        if let Some(finding) = new_error(&before, &after) {
            let message = &finding.diagnostic.message;
            return Err(Refusal::because(format!("with the name `{new}`, {place} could not be read: {message}")));
        }
        if spoken_of(&before, target, new) != spoken_of(&after, target, new) {
            return Err(Refusal::because(format!("with the name `{new}`, {place} would mean something else")));
        }
    }
    Ok(())
}

fn errors(view: &View) -> impl Iterator<Item = &Finding> {
    let own = view.checked.findings.iter().filter(|finding| finding.file == view.own);
    own.filter(|finding| finding.diagnostic.severity == Severity::Error)
}

/// An error that was not there before.
fn new_error<'a>(before: &View, after: &'a View) -> Option<&'a Finding> {
    let mut known: Vec<_> = errors(before).map(|finding| finding.diagnostic.code).collect();
    errors(after).find(|finding| match known.iter().position(|code| *code == finding.diagnostic.code) {
        Some(place) => {
            known.swap_remove(place);
            false
        }
        None => true,
    })
}

/// What the names of a file mean, in their order; the old and the new name of the target are the same here.
fn spoken_of<'a>(view: &'a View, target: &Target, new: &str) -> Vec<(SymbolKind, Option<&'a str>, bool)> {
    let symbols = view.symbols();
    let meaning = |mention: &Mention| {
        let symbol = symbols.symbol(mention.symbol)?;
        let renamed = symbol.kind == target.kind && (symbol.name == target.name || symbol.name == new);
        Some((symbol.kind, (!renamed).then_some(symbol.name.as_str()), mention.declares))
    };
    symbols.in_file(view.own).iter().filter_map(meaning).collect()
}
