//! Another name for something, in every file that speaks of it; or why not.
//!
//! A name that is changed in one place and not in another makes another rule. So a new name is refused where it would mean
//! something else already, and so is a change while text that cannot be read holds the old one.

use super::address::{EMBEDDED, short};
use super::answers::{Answer, Refusal, Spot};
use super::references::Target;
use super::tokens::{TokenKind, tokens};
use super::view::View;
use super::workspace::Workspace;
use crate::diagnostic::Span;
use crate::symbols::{Mention, SymbolKind};
use crate::syntax::tree::{ExprKind, Item, ItemKind};
use gen_lsp_types::{
    PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameResult, RenameParams, TextEdit, Uri, WorkspaceEdit,
};
use std::collections::HashMap;
use std::rc::Rc;

/// Names by which phrases call everything of a kind, and other words that only look like names.
const TAKEN: &[&str] =
    &["condition", "drug", "measurement", "procedure", "vaccine", "lines", "entry", "total", "birth"];

/// `textDocument/prepareRename`
pub(super) fn prepare(workspace: &mut Workspace, params: PrepareRenameParams) -> Answer<Option<PrepareRenameResult>> {
    let Some(spot) = workspace.spot(&params.text_document_position_params) else { return Ok(None) };
    let (_, mention, _) = renamed(workspace, &spot)?;
    let range = spot.text.range(workspace.encoding, mention.span);
    let placeholder = mention.span.of(spot.text.letters()).to_owned();
    Ok(Some(PrepareRenamePlaceholder { range, placeholder }.into()))
}

/// `textDocument/rename`
pub(super) fn rename(workspace: &mut Workspace, params: RenameParams) -> Answer<Option<WorkspaceEdit>> {
    let Some(spot) = workspace.spot(&params.text_document_position_params) else { return Ok(None) };
    let (_, _, target) = renamed(workspace, &spot)?;
    let new = params.new_name.trim();
    if new == target.name {
        return Ok(None);
    }
    valid(&target, new)?;
    nothing_unread(workspace, &spot, &target)?;
    let places = target.places(workspace, &spot.name);
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    let mut seen: Vec<&str> = Vec::new();
    for place in &places {
        if !seen.contains(&place.text.name()) {
            seen.push(place.text.name());
            free(workspace, &target, place.text.name(), new)?;
        }
        // A synonym goes on meaning what it means.
        if !place.span.of(place.text.letters()).eq_ignore_ascii_case(&target.name) {
            continue;
        }
        let Some(uri) = workspace.uri(&place.text) else { continue };
        let edit = TextEdit { range: place.text.range(workspace.encoding, place.span), new_text: new.to_owned() };
        changes.entry(uri).or_default().push(edit);
    }
    Ok(Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }))
}

/// What stands at a place, where it can have another name.
fn renamed(workspace: &Workspace, spot: &Spot) -> Answer<(Rc<View>, Mention, Target)> {
    let view = workspace.view(&spot.name).ok_or_else(|| Refusal::because("this file cannot be read"))?;
    let Some(mention) = view.symbols().at(view.own, spot.byte).cloned() else { return Err(no_name(spot)) };
    let target = Target::of(&view, &mention).ok_or_else(|| no_name(spot))?;
    let name = &target.name;
    let refusal = match target.kind {
        SymbolKind::Vocabulary | SymbolKind::Library => {
            Some(format!("`{name}` is called as its file is: give the file another name, and every `use` of it"))
        }
        SymbolKind::Attribute | SymbolKind::Value => {
            let kind = target.kind.one();
            Some(format!(
                "`{name}` is the name of {kind}, which several words can share and records hold: change it by hand"
            ))
        }
        _ => match &target.declared {
            Some((declared_in, _)) if declared_in.starts_with(EMBEDDED) => {
                let shelf = declared_in.trim_start_matches(EMBEDDED);
                Some(format!("`{name}` is declared in {shelf}, which comes with enrol and cannot be changed"))
            }
            _ => None,
        },
    };
    match refusal {
        Some(reason) => Err(Refusal::because(reason)),
        None => Ok((view, mention, target)),
    }
}

/// Says why nothing at a place can have another name.
fn no_name(spot: &Spot) -> Refusal {
    let found = tokens(spot.text.letters()).into_iter().find(|token| {
        token.kind == TokenKind::Word && (token.span.start as usize..=token.span.end as usize).contains(&spot.byte)
    });
    match found {
        Some(token) if !is_name(token.text) => {
            Refusal::because(format!("`{}` is a keyword of the language, not a name", token.text))
        }
        Some(token) => Refusal::because(format!("nothing is declared by the name `{}`", token.text)),
        None => Refusal::because("no name stands here"),
    }
}

/// Whether a text can be a name.
fn is_name(text: &str) -> bool {
    let (read, found) = crate::syntax::parse_expression(text);
    found.is_empty() && matches!(read.kind, ExprKind::Name(name) if name.text == text)
}

/// Whether a text can be the id of a criterion or trial.
fn is_id(text: &str) -> bool {
    let file = format!("inclusion {text} \"x\" not stated \"x\"");
    let (read, found) = crate::syntax::parse(&file);
    let id = match read.items.as_slice() {
        [Item { kind: ItemKind::Criterion(criterion), .. }] => Some(criterion.id.text.as_str()),
        _ => None,
    };
    found.is_empty() && id == Some(text)
}

/// Whether a new name can be one at all.
fn valid(target: &Target, new: &str) -> Answer<()> {
    if matches!(target.kind, SymbolKind::Criterion | SymbolKind::Trial) {
        let reason =
            format!("`{new}` cannot be an id: ids are letters and digits, with `.`, `-`, `/` or `_` between them");
        return if is_id(new) { Ok(()) } else { Err(Refusal::because(reason)) };
    }
    if TAKEN.contains(&new) {
        return Err(Refusal::because(format!("`{new}` has a meaning of its own in phrases")));
    }
    if is_name(new) {
        return Ok(());
    }
    let letters = new.starts_with(|c: char| c.is_ascii_alphabetic())
        && new.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    Err(Refusal::because(if letters {
        format!("`{new}` is a keyword of the language")
    } else {
        format!("`{new}` cannot be a name: names are letters, digits and `_`, and begin with a letter")
    }))
}

/// Whether a new name is free in a file that speaks of what gets it.
fn free(workspace: &Workspace, target: &Target, file: &str, new: &str) -> Answer<()> {
    let Some(view) = workspace.view(file) else { return Ok(()) };
    let apart = |kind: SymbolKind| match kind {
        SymbolKind::Criterion | SymbolKind::Cohort | SymbolKind::Domain | SymbolKind::ScoreItem | SymbolKind::Trial => {
            Some(kind)
        }
        _ => None,
    };
    for (_, symbol) in view.symbols().all() {
        let clashes = symbol.name.eq_ignore_ascii_case(new)
            && symbol.kind != SymbolKind::Value
            && apart(symbol.kind) == apart(target.kind)
            && !matches!(symbol.kind, SymbolKind::Vocabulary | SymbolKind::Library);
        if !clashes {
            continue;
        }
        let declared_in = symbol.declared.and_then(|(file, _)| view.text(file)).map(|text| short(text.name()));
        return Err(Refusal::because(match declared_in {
            Some(place) => format!("`{new}` is {} already, declared in {place}", symbol.kind.one()),
            None => format!("`{new}` is the name of {}, which phrases would mean by it", symbol.kind.one()),
        }));
    }
    let vocabulary = &view.checked.program.vocabulary;
    let synonym = vocabulary.find(new).filter(|_| apart(target.kind).is_none());
    let attribute = apart(target.kind).is_none() && vocabulary.attributes.iter().any(|known| known == new);
    match synonym {
        Some(named) => Err(Refusal::because(format!("`{new}` is another name of `{}`", vocabulary.name_of(named)))),
        None if attribute => {
            Err(Refusal::because(format!("`{new}` is the name of an attribute, which phrases would mean by it")))
        }
        None => Ok(()),
    }
}

/// Refuses while text that could not be read holds the old name: nobody can tell whether it means the same.
fn nothing_unread(workspace: &Workspace, spot: &Spot, target: &Target) -> Answer<()> {
    let mut names = workspace.rule_files();
    names.push(spot.name.clone());
    for view in names.iter().filter_map(|name| workspace.view(name)) {
        let declared_in = target.declared.as_ref().map(|(name, _)| name);
        let sees = view.texts.iter().any(|text| Some(&text.name().to_owned()) == declared_in);
        let Some(text) = view.text(view.own).filter(|_| sees) else { continue };
        let tree = &text.source.parsed().tree;
        for span in unread(&tree.items) {
            let words = tokens(span.of(text.letters()));
            if words.iter().any(|token| token.kind == TokenKind::Word && token.text == target.name) {
                let line = text.lines.line_of(span.start as usize) + 1;
                return Err(Refusal::because(format!(
                    "line {line} of {} cannot be read, and speaks of `{}`: mend it first",
                    short(text.name()),
                    target.name
                )));
            }
        }
    }
    Ok(())
}

/// The parts of some items that did not parse.
fn unread(items: &[Item]) -> Vec<Span> {
    let mut found = Vec::new();
    for item in items {
        match &item.kind {
            ItemKind::Malformed => found.push(item.span),
            ItemKind::Amendment(amendment) => found.extend(unread(&amendment.items)),
            ItemKind::Criterion(criterion) => {
                let malformed = criterion.expression.iter().filter(|expr| matches!(expr.kind, ExprKind::Malformed));
                found.extend(malformed.map(|expr| expr.span));
            }
            _ => {}
        }
    }
    found
}
