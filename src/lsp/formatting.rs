//! The canonical layout of a file, or of the items that a selection touches.

use super::answers::{Answer, Refusal};
use super::text::Text;
use super::workspace::Workspace;
use crate::diagnostic::Span;
use gen_lsp_types::{DocumentFormattingParams, DocumentRangeFormattingParams, TextEdit};

/// `textDocument/formatting`
pub(super) fn format(workspace: &mut Workspace, params: DocumentFormattingParams) -> Answer<Vec<TextEdit>> {
    let name = workspace.name(&params.text_document.uri);
    let Some(text) = workspace.text(&name) else { return Ok(Vec::new()) };
    let new = laid_out(text.letters())?;
    Ok(change(workspace, &text, Span::new(0, text.letters().len()), &new).into_iter().collect())
}

/// `textDocument/rangeFormatting`: whole items, for a part of one has no layout of its own.
pub(super) fn format_range(workspace: &mut Workspace, params: DocumentRangeFormattingParams) -> Answer<Vec<TextEdit>> {
    let name = workspace.name(&params.text_document.uri);
    let Some(text) = workspace.text(&name) else { return Ok(Vec::new()) };
    let wanted = text.lines.span(text.letters(), workspace.encoding, params.range);
    let touched = |span: Span| span.start <= wanted.end && wanted.start <= span.end;
    let mut edits = Vec::new();
    for item in text.source.parsed().tree.items.iter().filter(|item| touched(item.span)) {
        let new = laid_out(item.span.of(text.letters()))?;
        edits.extend(change(workspace, &text, item.span, new.trim_end()));
    }
    Ok(edits)
}

/// A text in the canonical layout.
fn laid_out(letters: &str) -> Answer<String> {
    let formatted = crate::workbench::format::format(letters);
    formatted.map(|formatted| formatted.text).map_err(|refusal| {
        Refusal::because(format!(
            "the text is left as it is: laid out anew, {refusal}; this is a fault of the formatter"
        ))
    })
}

/// One change from the old words at a span to new ones: only the lines that differ, so that marks elsewhere stay.
pub(super) fn change(workspace: &Workspace, text: &Text, span: Span, new: &str) -> Option<TextEdit> {
    let old = span.of(text.letters());
    if old == new {
        return None;
    }
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let same = |(one, two): &(&&str, &&str)| one == two;
    let head: usize = old_lines.iter().zip(&new_lines).take_while(same).map(|(line, _)| line.len()).sum();
    let behind = |text: &str| text.len() - head;
    let tail = old_lines.iter().rev().zip(new_lines.iter().rev()).take_while(same).map(|(line, _)| line.len());
    let mut taken = 0;
    for length in tail {
        if taken + length > behind(old).min(behind(new)) {
            break;
        }
        taken += length;
    }
    let start = span.start as usize;
    let changed = Span::new(start + head, start + old.len() - taken);
    let new_text = new.get(head..new.len() - taken).unwrap_or_default().to_owned();
    Some(TextEdit { range: text.range(workspace.encoding, changed), new_text })
}
