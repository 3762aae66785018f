//! What can be folded away: items, blocks in braces, runs of comments, the list of `use`.

use super::answers::Answer;
use super::position::clamp;
use super::text::Text;
use super::tokens::{TokenKind, tokens};
use super::workspace::Workspace;
use crate::syntax::tree::ItemKind;
use gen_lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

/// `textDocument/foldingRange`
pub(super) fn folding(workspace: &mut Workspace, params: FoldingRangeParams) -> Answer<Vec<FoldingRange>> {
    let name = workspace.name(&params.text_document.uri);
    let Some(text) = workspace.text(&name) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    items(&text, &mut found);
    braces_and_comments(&text, &mut found);
    found.sort_by_key(|fold| (fold.start_line, std::cmp::Reverse(fold.end_line)));
    found.dedup_by_key(|fold| fold.start_line);
    Ok(found)
}

fn items(text: &Text, found: &mut Vec<FoldingRange>) {
    let line = |byte: u32| text.lines.line_of(byte as usize);
    let mut uses: Option<(usize, usize)> = None;
    for item in &text.source.parsed().tree.items {
        let (first, last) = (line(item.span.start), line(item.span.end));
        found.extend(fold(first, last, None));
        uses = match (&item.kind, uses) {
            (ItemKind::Use(_), Some((from, _))) => Some((from, last)),
            (ItemKind::Use(_), None) => Some((first, last)),
            (_, uses) => {
                found.extend(uses.and_then(|(from, to)| fold(from, to, Some(FoldingRangeKind::Imports))));
                None
            }
        };
    }
    found.extend(uses.and_then(|(from, to)| fold(from, to, Some(FoldingRangeKind::Imports))));
}

fn braces_and_comments(text: &Text, found: &mut Vec<FoldingRange>) {
    let line = |byte: u32| text.lines.line_of(byte as usize);
    let (mut open, mut comment): (Vec<usize>, Option<(usize, usize)>) = (Vec::new(), None);
    for token in tokens(text.letters()) {
        let at = line(token.span.start);
        if token.kind == TokenKind::Comment && token.begins_line {
            comment = match comment {
                Some((from, to)) if to + 1 == at => Some((from, at)),
                other => {
                    found.extend(other.and_then(|(from, to)| fold(from, to, Some(FoldingRangeKind::Comment))));
                    Some((at, at))
                }
            };
            continue;
        }
        match token.text {
            "{" | "(" if token.kind == TokenKind::Sign => open.push(at),
            "}" | ")" if token.kind == TokenKind::Sign => {
                // The closing brace stays to be seen.
                found.extend(open.pop().and_then(|from| fold(from, at.saturating_sub(1), None)));
            }
            _ => {}
        }
    }
    found.extend(comment.and_then(|(from, to)| fold(from, to, Some(FoldingRangeKind::Comment))));
}

fn fold(from: usize, to: usize, kind: Option<FoldingRangeKind>) -> Option<FoldingRange> {
    let fold = FoldingRange { start_line: clamp(from), end_line: clamp(to), kind, ..FoldingRange::default() };
    (to > from).then_some(fold)
}
