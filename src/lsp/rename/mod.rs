//! Another name for something, in every file that speaks of it; or why not.
//!
//! A name that is changed in one place and not in another makes another rule. So a new name is refused where it would mean
//! something else already, and so is a change while text that cannot be read holds the old one; and what would come out is
//! checked before it is answered.

mod name;
mod proof;
mod records;
mod shared;

use super::address::{EMBEDDED, short};
use super::answers::{Answer, Refusal, Spot};
use super::references::{Place, Target};
use super::text::Text;
use super::tokens::{TokenKind, tokens};
use super::view::View;
use super::workspace::Workspace;
use crate::diagnostic::{Severity, Span};
use crate::symbols::SymbolKind;
use crate::syntax::tree::{ExprKind, Item, ItemKind};
use gen_lsp_types::{
    PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameResult, RenameParams, TextEdit, Uri, WorkspaceEdit,
};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// What can have another name, and everywhere that it is spoken of.
struct Renamed {
    view: Rc<View>,
    target: Target,
    /// The words at the place where the rename is asked for.
    span: Span,
    places: Vec<Place>,
}

/// The changes of each text: where, and what stands there then.
type Changes = BTreeMap<String, (Rc<Text>, Vec<(Span, String)>)>;

/// `textDocument/prepareRename`
pub(super) fn prepare(workspace: &mut Workspace, params: PrepareRenameParams) -> Answer<Option<PrepareRenameResult>> {
    let Some(spot) = workspace.spot(&params.text_document_position_params) else { return Ok(None) };
    let span = renamed(workspace, &spot)?.span;
    let range = spot.text.range(workspace.encoding, span);
    let placeholder = span.of(spot.text.letters()).to_owned();
    Ok(Some(PrepareRenamePlaceholder { range, placeholder }.into()))
}

/// `textDocument/rename`
pub(super) fn rename(workspace: &mut Workspace, params: RenameParams) -> Answer<Option<WorkspaceEdit>> {
    let Some(spot) = workspace.spot(&params.text_document_position_params) else { return Ok(None) };
    let renamed = renamed(workspace, &spot)?;
    let target = &renamed.target;
    let new = params.new_name.trim();
    if new == target.name {
        return Ok(None);
    }
    name::valid(target, new)?;
    nothing_unread(workspace, &spot, target)?;
    let changes = changes(workspace, &renamed, new)?;
    let after = changes.iter().map(|(name, (text, edits))| (name.clone(), Rc::new(changed(text, edits)))).collect();
    proof::holds(workspace, &after, target, new)?;
    let mut edits: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for (text, changes) in changes.into_values() {
        let Some(uri) = workspace.uri(&text) else { continue };
        let edit = |(span, new_text)| TextEdit { range: text.range(workspace.encoding, span), new_text };
        edits.insert(uri, changes.into_iter().map(edit).collect());
    }
    let news = records::told(workspace, &renamed.view, target, new);
    workspace.news.extend(news);
    Ok(Some(WorkspaceEdit { changes: Some(edits), ..WorkspaceEdit::default() }))
}

/// What stands at a place, where it can have another name.
fn renamed(workspace: &Workspace, spot: &Spot) -> Answer<Renamed> {
    let view = workspace.view(&spot.name).ok_or_else(|| Refusal::because("this file cannot be read"))?;
    let Some(mention) = view.symbols().at(view.own, spot.byte).cloned() else { return Err(no_name(spot)) };
    let target = Target::of(&view, &mention).ok_or_else(|| no_name(spot))?;
    let name = &target.name;
    let places = match target.kind {
        SymbolKind::Vocabulary | SymbolKind::Library => {
            let reason =
                format!("`{name}` is called as its file is: give the file another name, and every `use` of it");
            return Err(Refusal::because(reason));
        }
        SymbolKind::Attribute | SymbolKind::Value => shared::places(workspace, spot, &mention, &target)?,
        _ => match &target.declared {
            Some((declared_in, _)) if declared_in.starts_with(EMBEDDED) => {
                let shelf = declared_in.trim_start_matches(EMBEDDED);
                let reason = format!("`{name}` is declared in {shelf}, which comes with enrol and cannot be changed");
                return Err(Refusal::because(reason));
            }
            _ => target.places(workspace, &spot.name),
        },
    };
    Ok(Renamed { view, target, span: mention.span, places })
}

/// Says why nothing at a place can have another name.
fn no_name(spot: &Spot) -> Refusal {
    let found = tokens(spot.text.letters()).into_iter().find(|token| {
        token.kind == TokenKind::Word && (token.span.start as usize..=token.span.end as usize).contains(&spot.byte)
    });
    match found {
        Some(token) if !name::is_name(token.text) => {
            Refusal::because(format!("`{}` is a keyword of the language, not a name", token.text))
        }
        Some(token) => Refusal::because(format!("nothing is declared by the name `{}`", token.text)),
        None => Refusal::because("no name stands here"),
    }
}

/// What changes in which text.
fn changes(workspace: &Workspace, renamed: &Renamed, new: &str) -> Answer<Changes> {
    let Renamed { target, places, .. } = renamed;
    let mut changes = Changes::new();
    for place in places {
        let name = place.text.name();
        if !changes.contains_key(name)
            && let Some(view) = workspace.view(name)
        {
            name::free(&view, target, new)?;
        }
        let (text, edits) = changes.entry(name.to_owned()).or_insert_with(|| (Rc::clone(&place.text), Vec::new()));
        // A synonym goes on meaning what it means.
        if place.span.of(text.letters()).eq_ignore_ascii_case(&target.name) {
            edits.push((place.span, new.to_owned()));
        }
    }
    if let Some((text, edits)) = target.declared.as_ref().and_then(|(name, _)| changes.get_mut(name))
        && let Some((span, letters)) = records::synonym(text, target, new)
    {
        // Where the synonym stands right behind the name, one change makes both.
        edits.retain(|(known, _)| (known.start, known.end) != (span.start, span.end));
        edits.push((span, letters));
    }
    changes.retain(|_, (_, edits)| !edits.is_empty());
    for (_, edits) in changes.values_mut() {
        edits.sort_by_key(|(span, _)| (span.start, span.end));
    }
    Ok(changes)
}

/// A text with some changes made, which stand in the order of their places.
fn changed(text: &Text, edits: &[(Span, String)]) -> Text {
    let mut letters = text.letters().to_owned();
    for (span, new) in edits.iter().rev() {
        letters.replace_range(span.range(), new);
    }
    Text::new(text.name(), letters, text.version)
}

/// Refuses while text that could not be read holds the old name: nobody can tell whether it means the same.
fn nothing_unread(workspace: &Workspace, spot: &Spot, target: &Target) -> Answer<()> {
    let mut names = workspace.rule_files();
    names.push(spot.name.clone());
    for view in names.iter().filter_map(|name| workspace.view(name)) {
        // Attributes and values are declared by words, of which any file may see some.
        let sees = match &target.declared {
            Some((declared_in, _)) => view.texts.iter().any(|text| text.name() == declared_in),
            None => target.find(&view).is_some(),
        };
        let Some(text) = view.text(view.own).filter(|_| sees) else { continue };
        let tree = &text.source.parsed().tree;
        let mut spans = unread(&tree.items);
        if target.declared.is_none() {
            spans.extend(in_error(&view, &tree.items));
        }
        for span in spans {
            let known = |at: u32| view.symbols().at(view.own, at as usize).is_some();
            let words = tokens(span.of(text.letters()));
            let speaks = words.iter().find(|token| {
                token.kind == TokenKind::Word && token.text == target.name && !known(span.start + token.span.start)
            });
            if let Some(token) = speaks {
                let line = text.lines.line_of((span.start + token.span.start) as usize) + 1;
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

/// The items in which something is wrong: there nobody read of which words an attribute or value is said.
fn in_error(view: &View, items: &[Item]) -> Vec<Span> {
    let found = view.checked.findings.iter().filter(|finding| finding.file == view.own);
    let errors = found.filter(|finding| finding.diagnostic.severity == Severity::Error);
    let places: Vec<u32> = errors.map(|finding| finding.diagnostic.span().start).collect();
    let wrong = |span: &Span| places.iter().any(|place| span.start <= *place && *place < span.end);
    items.iter().map(|item| item.span).filter(wrong).collect()
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
