//! What a rename leaves behind in records of patients, which say the names of words, anchors, attributes and more.
//!
//! They are not rule files, and nobody who renames wants them rewritten. So a word keeps its old name as a synonym, by which
//! records are read as before. What the language has no synonyms for is said aloud.

use super::super::references::Target;
use super::super::samples;
use super::super::text::Text;
use super::super::view::View;
use super::super::workspace::Workspace;
use crate::diagnostic::Span;
use crate::symbols::SymbolKind;
use crate::syntax::tree::{CriterionClause, Item, ItemKind, WordClause};

/// The change by which a word keeps its old name as a synonym: where, and what stands there then.
pub(super) fn synonym(text: &Text, target: &Target, new: &str) -> Option<(Span, String)> {
    if !matches!(target.kind, SymbolKind::Word(_)) || target.name.eq_ignore_ascii_case(new) {
        return None;
    }
    let (_, start) = target.declared.as_ref()?;
    let items = &text.source.parsed().tree.items;
    let ItemKind::Word(word) = &items.iter().find(|item| item.span.start == *start)?.kind else { return None };
    let old = &target.name;
    let mut synonyms = word.clauses.iter().filter_map(|clause| match clause {
        WordClause::Also(names) => Some(names),
        _ => None,
    });
    let after = |span: Span| Span { start: span.end, end: span.end };
    let Some(names) = synonyms.next() else {
        let (end, name) = match &word.title {
            Some(title) => (after(title.span), ""),
            None => (word.name.span, new),
        };
        return Some((end, format!("{name}  also \"{old}\"")));
    };
    // Where the new name was a synonym, the two change places.
    let mut all = names.iter().chain(synonyms.flatten());
    match all.find(|name| name.text.eq_ignore_ascii_case(new)) {
        Some(swapped) => Some((swapped.span, format!("\"{old}\""))),
        None => names.last().map(|last| (after(last.span), format!(", \"{old}\""))),
    }
}

/// What must be said of records after a rename; nothing where no record says such names.
pub(super) fn told(workspace: &Workspace, view: &View, target: &Target, new: &str) -> Option<String> {
    let old = &target.name;
    let news = match target.kind {
        SymbolKind::Word(_) if old.eq_ignore_ascii_case(new) => return None,
        SymbolKind::Word(_) => format!(
            "`{old}` stays another name of `{new}`, so that records that say it are read as before. Take it out of `also` when none does."
        ),
        SymbolKind::Criterion if !is_waivable(view, old) => return None,
        SymbolKind::Criterion => format!(
            "Records are not changed: a waiver that names `{old}` holds no longer until the record says `{new}`."
        ),
        SymbolKind::Anchor
        | SymbolKind::Score
        | SymbolKind::ScoreItem
        | SymbolKind::Judgement
        | SymbolKind::Site
        | SymbolKind::Attribute
        | SymbolKind::Value => format!(
            "Records are not changed: what they say of `{old}` is not understood any more until they say `{new}`."
        ),
        _ => return None,
    };
    let held = samples::saying(workspace, view, old).map(|(some, all)| {
        let files = if all == 1 { "file" } else { "files" };
        format!(" `{old}` stands in {some} of {all} {files} of sample patients.")
    });
    Some(format!("{news}{}", held.unwrap_or_default()))
}

fn is_waivable(view: &View, id: &str) -> bool {
    fn any(items: &[Item], id: &str) -> bool {
        items.iter().any(|item| match &item.kind {
            ItemKind::Criterion(criterion) => {
                criterion.id.text == id
                    && criterion.clauses.iter().any(|clause| matches!(clause, CriterionClause::WaivableBy(_)))
            }
            ItemKind::Amendment(amendment) => any(&amendment.items, id),
            _ => false,
        })
    }
    any(&view.inputs.root.source.parsed().tree.items, id)
}
