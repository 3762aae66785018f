//! What a selection grows to: the word, what stands in its braces, the braces, the declaration, the file.

use super::answers::Answer;
use super::text::Text;
use super::tokens::{TokenKind, tokens};
use super::workspace::Workspace;
use crate::diagnostic::Span;
use gen_lsp_types::{Position, SelectionRange, SelectionRangeParams};

/// `textDocument/selectionRange`
pub(super) fn selection(workspace: &mut Workspace, params: SelectionRangeParams) -> Answer<Vec<SelectionRange>> {
    let name = workspace.name(&params.text_document.uri);
    let Some(text) = workspace.text(&name) else { return Ok(Vec::new()) };
    Ok(params.positions.iter().map(|position| around(workspace, &text, *position)).collect())
}

fn around(workspace: &Workspace, text: &Text, position: Position) -> SelectionRange {
    let byte = text.byte(workspace.encoding, position);
    let mut spans = vec![Span::new(0, text.letters().len())];
    let holds = |span: Span| (span.start as usize) <= byte && byte <= span.end as usize;
    spans.extend(text.source.parsed().tree.items.iter().map(|item| item.span).filter(|span| holds(*span)));
    let mut open: Vec<Span> = Vec::new();
    for token in tokens(text.letters()) {
        match (token.kind, token.text) {
            (TokenKind::Sign, "{" | "(") => open.push(token.span),
            (TokenKind::Sign, "}" | ")") => {
                if let Some(from) = open.pop() {
                    spans.push(Span::new(from.start as usize, token.span.end as usize));
                    spans.push(Span::new(from.end as usize, token.span.start as usize));
                }
            }
            _ => spans.push(token.span),
        }
    }
    spans.retain(|span| holds(*span));
    // The widest first; each lies within the one before it.
    spans.sort_by_key(|span| (std::cmp::Reverse(span.end - span.start), span.start));
    let mut found: Option<(Span, SelectionRange)> = None;
    for span in spans {
        let outer = found.as_ref().map(|(span, _)| *span);
        let inside = outer.is_none_or(|outer| {
            outer.start <= span.start && span.end <= outer.end && (outer.start, outer.end) != (span.start, span.end)
        });
        if inside {
            let range = text.range(workspace.encoding, span);
            found = Some((span, SelectionRange { range, parent: found.map(|(_, parent)| Box::new(parent)) }));
        }
    }
    let nothing = || SelectionRange { range: text.range(workspace.encoding, Span::new(byte, byte)), parent: None };
    found.map_or_else(nothing, |(_, range)| range)
}
