//! What can be done about a finding: its fixes, the vocabulary that declares the word, a remark that sets it aside.

use super::answers::Answer;
use super::completion::use_edit;
use super::diagnostics::shown_as;
use super::formatting::change;
use super::text::Text;
use super::view::View;
use super::workspace::Workspace;
use crate::check::Finding;
use crate::diagnostic::{Code, Diagnostic, Fix, Safety, Severity, Span};
use crate::syntax::tree::{Item, ItemKind};
use crate::workbench::fix::fix;
use gen_lsp_types::{CodeAction, CodeActionKind, CodeActionParams, TextEdit, WorkspaceEdit};
use std::collections::HashMap;

/// `textDocument/codeAction`
pub(super) fn actions(workspace: &mut Workspace, params: CodeActionParams) -> Answer<Vec<CodeAction>> {
    let name = workspace.name(&params.text_document.uri);
    let Some(view) = workspace.view(&name) else { return Ok(Vec::new()) };
    let Some(text) = view.text(view.own) else { return Ok(Vec::new()) };
    let wanted = text.lines.span(text.letters(), workspace.encoding, params.range);
    let only = params.context.only.as_deref();
    let wants = |kind: &CodeActionKind| only.is_none_or(|only| only.iter().any(|only| is_within(kind, only)));
    let mut found = Vec::new();
    if wants(&CodeActionKind::QuickFix) {
        let touched = view.own_findings().filter(|finding| touches(&finding.diagnostic, wanted));
        for finding in touched {
            let around = Around { workspace, view: &view, text };
            found.extend(around.fixes(&finding.diagnostic));
            found.extend(around.uses(&finding.diagnostic));
            found.extend(around.remark(&finding.diagnostic));
        }
    }
    // Asked for by name only: nobody wants it in the list at every word.
    if only.is_some() && wants(&CodeActionKind::SourceFixAll) {
        found.extend(fix_all(workspace, &view, text));
    }
    Ok(found)
}

/// Whether a kind of action is of the wanted kind: `source.fixAll` is of `source`.
fn is_within(kind: &CodeActionKind, wanted: &CodeActionKind) -> bool {
    let (kind, wanted) = (kind.to_string(), wanted.to_string());
    kind == wanted || wanted.is_empty() || kind.starts_with(&format!("{wanted}."))
}

fn touches(found: &Diagnostic, wanted: Span) -> bool {
    let span = found.span();
    span.start <= wanted.end && wanted.start <= span.end
}

/// Every change that leaves all verdicts as they are, as one.
fn fix_all(workspace: &Workspace, view: &View, text: &Text) -> Option<CodeAction> {
    let findings: Vec<Finding> = view.own_findings().cloned().collect();
    let fixed = fix(view.own, text.letters(), &findings);
    let edit = change(workspace, text, Span::new(0, text.letters().len()), &fixed.text)?;
    let title = format!("make all safe changes: {}", fixed.done.join("; "));
    Some(action(workspace, text, title, CodeActionKind::SourceFixAll, vec![edit]))
}

fn action(workspace: &Workspace, text: &Text, title: String, kind: CodeActionKind, edits: Vec<TextEdit>) -> CodeAction {
    let changes = workspace.uri(text).map(|uri| HashMap::from([(uri, edits)]));
    let edit = WorkspaceEdit { changes, ..WorkspaceEdit::default() };
    CodeAction { title, kind: Some(kind), edit: Some(edit), ..CodeAction::default() }
}

/// Where a finding stands.
struct Around<'a> {
    workspace: &'a Workspace,
    view: &'a View,
    text: &'a Text,
}

impl Around<'_> {
    fn quick(&self, title: String, edits: Vec<TextEdit>, found: &Diagnostic) -> CodeAction {
        let mut action = action(self.workspace, self.text, title, CodeActionKind::QuickFix, edits);
        action.diagnostics = Some(vec![shown_as(self.workspace, self.text, found)]);
        action
    }

    fn fixes(&self, found: &Diagnostic) -> Vec<CodeAction> {
        let only_one = found.fixes.len() == 1;
        let quick = |fix: &Fix| {
            let edits = fix.edits.iter().map(|edit| TextEdit {
                range: self.text.range(self.workspace.encoding, edit.span),
                new_text: edit.replacement.clone(),
            });
            let mut action = self.quick(fix.title.clone(), edits.collect(), found);
            action.is_preferred = (only_one || fix.safety == Safety::Safe).then_some(true);
            action
        };
        found.fixes.iter().map(quick).collect()
    }

    /// The vocabularies that declare an unknown word.
    fn uses(&self, found: &Diagnostic) -> Option<CodeAction> {
        if found.code != Code::UnknownWord {
            return None;
        }
        let word = found.span().of(self.text.letters());
        let lexicon = self.workspace.lexicon(self.text.name())?;
        let symbols = lexicon.symbols();
        let vocabulary = &lexicon.checked.program.vocabulary;
        let of_word = vocabulary.find(word).map(|named| vocabulary.declared_in(named));
        // Definitions, scores and anchors of libraries are no words.
        let of_library = || {
            let declared = symbols.all().find(|(_, symbol)| symbol.name == word && symbol.within.is_none());
            let (file, _) = declared?.1.declared?;
            lexicon.text(file)?.source.parsed().tree.header().map(|header| header.name.text.clone())
        };
        let from = of_word.or_else(of_library).filter(|from| !from.is_empty())?;
        let used = self.view.inputs.uses.iter().any(|(known, _)| *known == from);
        let direct = self.text.source.uses().any(|known| known == from);
        if direct || (used && vocabulary.find(word).is_none()) {
            return None;
        }
        let edit = use_edit(self.workspace, self.text, &from);
        Some(self.quick(format!("add `use {from}`, which declares `{word}`"), vec![edit], found))
    }

    /// A remark before the declaration that sets a finding aside, with room for its reason.
    fn remark(&self, found: &Diagnostic) -> Option<CodeAction> {
        let about_remarks = matches!(found.code, Code::IdleRemark | Code::UnusableRemark);
        if found.code.severity() == Severity::Error || about_remarks {
            return None;
        }
        let item = item_at(&self.text.source.parsed().tree.items, found.span().start)?;
        let line = self.text.lines.line_of(item.span.start as usize);
        let start = self.text.lines.start(line);
        let indent = self.text.letters().get(start..item.span.start as usize).filter(|indent| indent.trim().is_empty());
        let line_end = if self.text.letters().contains("\r\n") { "\r\n" } else { "\n" };
        let new_text = format!("{}# enrol: ignore {}: {line_end}", indent.unwrap_or_default(), found.code);
        let range = self.text.range(self.workspace.encoding, Span::new(start, start));
        let title = format!("set {} aside here, with a reason that you write", found.code);
        Some(self.quick(title, vec![TextEdit { range, new_text }], found))
    }
}

/// The innermost declaration at a byte.
fn item_at(items: &[Item], byte: u32) -> Option<&Item> {
    let found = items.iter().find(|item| item.span.start <= byte && byte < item.span.end.max(item.span.start + 1))?;
    match &found.kind {
        ItemKind::Amendment(amendment) => item_at(&amendment.items, byte).or(Some(found)),
        _ => Some(found),
    }
}
