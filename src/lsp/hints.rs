//! What stands between the lines: the value of a parameter beside its name, a threshold in the other unit that people know.

use super::amounts::converted;
use super::answers::Answer;
use super::completion::subject::{left_of, words};
use super::text::Text;
use super::tokens::{Token, TokenKind, tokens};
use super::view::View;
use super::workspace::Workspace;
use crate::symbols::SymbolKind;
use crate::syntax::tree::{Expr, ExprKind, Item, ItemKind};
use crate::value::Number;
use gen_lsp_types::{InlayHint, InlayHintKind, InlayHintParams, Label};

/// `textDocument/inlayHint`
pub(super) fn hints(workspace: &mut Workspace, params: InlayHintParams) -> Answer<Vec<InlayHint>> {
    let name = workspace.name(&params.text_document.uri);
    let Some(view) = workspace.view(&name) else { return Ok(Vec::new()) };
    let Some(text) = view.text(view.own) else { return Ok(Vec::new()) };
    let wanted = text.lines.span(text.letters(), workspace.encoding, params.range).range();
    let mut found: Vec<(usize, String)> = Vec::new();
    parameters(&view, text, &mut found);
    thresholds(&view, text, &mut found);
    if let Some(samples) = workspace.samples(&view) {
        // At the end of the line on which a declaration begins.
        let end_of_line = |start: u32| {
            let line = text.lines.line_of(start as usize);
            text.lines.start(line) + text.lines.line(text.letters(), line).len()
        };
        found.extend(samples.criteria.iter().map(|(start, tally)| (end_of_line(*start), tally.text())));
        let header = text.source.parsed().tree.header().map_or(0, |header| header.name.span.start);
        found.extend(samples.left_out().map(|left_out| (end_of_line(header), left_out)));
    }
    found.retain(|(byte, _)| wanted.start <= *byte && *byte <= wanted.end);
    found.sort();
    found.dedup();
    let hint = |(byte, label): (usize, String)| InlayHint {
        position: text.lines.position(text.letters(), workspace.encoding, byte),
        label: Label::String(label),
        kind: Some(InlayHintKind::Type),
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    Ok(found.into_iter().map(hint).collect())
}

/// The values of parameters, where they are used.
fn parameters(view: &View, text: &Text, found: &mut Vec<(usize, String)>) {
    let symbols = view.symbols();
    for mention in symbols.in_file(view.own).iter().filter(|mention| !mention.declares) {
        let Some(symbol) = symbols.symbol(mention.symbol).filter(|symbol| symbol.kind == SymbolKind::Parameter) else {
            continue;
        };
        // The first declaration: which version is in force depends on the patient.
        let values = values_of(&text.source.parsed().tree.items, &symbol.name);
        if let [value] = values.as_slice() {
            found.push((mention.span.end as usize, format!("= {}", value.span.of(text.letters()))));
        }
    }
}

/// What a parameter is declared as, by the trial and its amendments.
fn values_of<'a>(items: &'a [Item], name: &str) -> Vec<&'a Expr> {
    items
        .iter()
        .flat_map(|item| match &item.kind {
            ItemKind::Parameter(parameter) if parameter.name.text == name => vec![&parameter.value],
            ItemKind::Amendment(amendment) => values_of(&amendment.items, name),
            _ => Vec::new(),
        })
        .filter(|value| matches!(value.kind, ExprKind::Amount(_) | ExprKind::Titre(_) | ExprKind::Date(_)))
        .collect()
}

/// Thresholds of results in another unit.
fn thresholds(view: &View, text: &Text, found: &mut Vec<(usize, String)>) {
    let all: Vec<Token<'_>> =
        tokens(text.letters()).into_iter().filter(|token| token.kind != TokenKind::Comment).collect();
    let starts: Vec<u32> = text.source.parsed().tree.items.iter().map(|item| item.span.start).collect();
    for (at, pair) in all.windows(2).enumerate() {
        let [number, unit] = pair else { continue };
        if number.kind != TokenKind::Number || unit.kind != TokenKind::Unit {
            continue;
        }
        let begin = starts.partition_point(|start| *start <= number.span.start).checked_sub(1);
        let begin = begin.and_then(|at| starts.get(at)).copied().unwrap_or_default();
        let first = all.partition_point(|token| token.span.start < begin);
        let item = all.get(first..).unwrap_or_default();
        let Some(sign) = sign_before(item, at - first) else { continue };
        let left = left_of(item, sign);
        if left.is_time() || left.attribute.is_some_and(|name| name != "value") {
            continue;
        }
        let Some(value) = Number::parse(number.text) else { continue };
        let vocabulary = &view.checked.program.vocabulary;
        let words = words(view, &left.phrase);
        let mut told: Vec<String> =
            words.iter().filter_map(|word| converted(vocabulary, word, value, unit.text)).collect();
        told.dedup();
        if let [one] = told.as_slice() {
            found.push((unit.span.end as usize, format!("= {one}")));
        }
    }
}

/// The sign of the comparison that a number belongs to.
fn sign_before(item: &[Token<'_>], at: usize) -> Option<usize> {
    let back = |count: usize| Some((at.checked_sub(count)?, item.get(at.checked_sub(count)?)?.text));
    let (sign, text) = back(1)?;
    match text {
        ">" | "<" | ">=" | "<=" | "between" | "from" | "is" => Some(sign),
        "and" | "below" => item.get(..at)?.iter().rposition(|token| matches!(token.text, "between" | "from")),
        _ => None,
    }
}
