//! Colours that know what a name means.

use super::answers::Answer;
use super::keywords;
use super::position::{Encoding, clamp};
use super::tokens::{Token, TokenKind, tokens};
use super::view::View;
use super::workspace::Workspace;
use crate::symbols::SymbolKind;
use gen_lsp_types::{
    SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensDeltaResponse,
    SemanticTokensEdit, SemanticTokensLegend, SemanticTokensParams, SemanticTokensRangeParams,
};
use std::ops::Range;

/// The names of the colours, by number; those that editors know.
const TYPES: &[&str] = &[
    "keyword",
    "comment",
    "string",
    "number",
    "type",
    "operator",
    "namespace",
    "class",
    "enum",
    "function",
    "parameter",
    "variable",
    "event",
    "enumMember",
    "property",
    "method",
];

/// What can be said beside: that a name is declared here, that it comes from elsewhere, that another took its place.
const MODIFIERS: &[&str] = &["declaration", "defaultLibrary", "deprecated"];

/// The colours and what can be said beside.
pub(super) fn legend() -> SemanticTokensLegend {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    SemanticTokensLegend { token_types: owned(TYPES), token_modifiers: owned(MODIFIERS) }
}

/// `textDocument/semanticTokens/full`
pub(super) fn full(workspace: &mut Workspace, params: SemanticTokensParams) -> Answer<Option<SemanticTokens>> {
    let name = workspace.name(&params.text_document.uri);
    let Some(data) = coloured(workspace, &name, None) else { return Ok(None) };
    let result_id = Some(workspace.keep_colours(&name, data.clone()));
    Ok(Some(SemanticTokens { result_id, data }))
}

/// `textDocument/semanticTokens/range`
pub(super) fn range(workspace: &mut Workspace, params: SemanticTokensRangeParams) -> Answer<Option<SemanticTokens>> {
    let name = workspace.name(&params.text_document.uri);
    let Some(text) = workspace.text(&name) else { return Ok(None) };
    let wanted = text.lines.span(text.letters(), workspace.encoding, params.range);
    let data = coloured(workspace, &name, Some(wanted.range()));
    Ok(data.map(|data| SemanticTokens { result_id: None, data }))
}

/// `textDocument/semanticTokens/full/delta`: the one stretch that differs.
pub(super) fn delta(
    workspace: &mut Workspace,
    params: SemanticTokensDeltaParams,
) -> Answer<Option<SemanticTokensDeltaResponse>> {
    let name = workspace.name(&params.text_document.uri);
    let Some(new) = coloured(workspace, &name, None) else { return Ok(None) };
    let old = workspace.kept_colours(&name, &params.previous_result_id);
    let result_id = Some(workspace.keep_colours(&name, new.clone()));
    let Some(old) = old else { return Ok(Some(SemanticTokens { result_id, data: new }.into())) };
    let head = old.iter().zip(&new).take_while(|(one, two)| one == two).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(one, two)| one == two).count().min(most);
    let changed = new.get(head..new.len() - tail).unwrap_or_default();
    let edit = SemanticTokensEdit {
        start: clamp(head * 5),
        delete_count: clamp((old.len() - tail - head) * 5),
        data: Some(changed.iter().flat_map(numbers).collect()),
    };
    let edits = if edit.delete_count == 0 && changed.is_empty() { Vec::new() } else { vec![edit] };
    Ok(Some(SemanticTokensDelta { result_id, edits }.into()))
}

fn numbers(token: &SemanticToken) -> [u32; 5] {
    [token.delta_line, token.delta_start, token.length, token.token_type, token.token_modifiers_bitset]
}

/// The colours of a text, or of a part of it.
fn coloured(workspace: &Workspace, name: &str, part: Option<Range<usize>>) -> Option<Vec<SemanticToken>> {
    let view = workspace.view(name)?;
    let text = view.text(view.own)?;
    let mut mentions = view.symbols().in_file(view.own).iter().peekable();
    let (mut found, mut line, mut column) = (Vec::new(), 0, 0);
    for token in tokens(text.letters()) {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        if part.as_ref().is_some_and(|part| end <= part.start || part.end <= start) {
            continue;
        }
        while mentions.next_if(|mention| mention.span.end <= token.span.start).is_some() {}
        let mention = mentions.peek().filter(|mention| mention.span.start <= token.span.start);
        let colour = match mention {
            Some(mention) if matches!(token.kind, TokenKind::Word | TokenKind::Number) => {
                let symbol = view.symbols().symbol(mention.symbol)?;
                let declared = u32::from(mention.declares);
                let elsewhere = u32::from(symbol.declared.is_none_or(|(file, _)| file != view.own)) << 1;
                let old = u32::from(is_superseded(&view, symbol.kind, &symbol.name)) << 2;
                Some((of_kind(symbol.kind), declared | elsewhere | old))
            }
            // Its own colours know kinds of keywords, and what stands in comments and texts.
            _ if workspace.colours_by_itself => None,
            _ => plain(&token).map(|colour| (colour, 0)),
        };
        let Some((colour, modifiers)) = colour else { continue };
        let place = text.lines.position(text.letters(), workspace.encoding, start);
        let units: usize = token.text.chars().map(|letter| Encoding::length(workspace.encoding, letter)).sum();
        let delta_line = place.line - line;
        let delta_start = if delta_line > 0 { place.character } else { place.character - column };
        (line, column) = (place.line, place.character);
        let token_type = TYPES.iter().position(|known| *known == colour).map_or(0, clamp);
        found.push(SemanticToken {
            delta_line,
            delta_start,
            length: clamp(units),
            token_type,
            token_modifiers_bitset: modifiers,
        });
    }
    Some(found)
}

fn is_superseded(view: &View, kind: SymbolKind, name: &str) -> bool {
    let vocabulary = &view.checked.program.vocabulary;
    match vocabulary.find(name) {
        Some(crate::vocabulary::Named::Word(id)) if matches!(kind, SymbolKind::Word(_)) => {
            vocabulary.word(id).superseded_by.is_some()
        }
        _ => false,
    }
}

/// The colour of a token that names nothing.
fn plain(token: &Token<'_>) -> Option<&'static str> {
    match token.kind {
        TokenKind::Comment => Some("comment"),
        TokenKind::Quoted => Some("string"),
        TokenKind::Number => Some("number"),
        TokenKind::Unit => Some("type"),
        TokenKind::Sign => matches!(token.text, ">" | "<" | ">=" | "<=" | "=" | "+" | "-" | "/").then_some("operator"),
        TokenKind::Word => is_keyword(token.text).then_some("keyword"),
    }
}

/// Words of the language that stand only beside others.
const BESIDE: &[&str] = &[
    "a",
    "conditions",
    "drugs",
    "duration",
    "measurements",
    "procedures",
    "quantity",
    "vaccines",
    "above",
    "across",
    "added",
    "answered",
    "asked",
    "below",
    "better",
    "change",
    "day",
    "dose",
    "ended",
    "entry",
    "first",
    "gap",
    "gaps",
    "group",
    "in",
    "items",
    "kg",
    "last",
    "line",
    "m2",
    "maintenance",
    "mass",
    "met",
    "new",
    "number",
    "one",
    "ordered",
    "outside",
    "order",
    "phase",
    "notice",
    "progression",
    "range",
    "regimen",
    "same",
    "several",
    "substitution",
    "sum",
    "text",
    "than",
    "the",
    "titre",
    "to",
    "treat",
    "treated",
    "up",
    "valid",
    "when",
    "window",
    "worse",
    "worst",
    "x",
    "yes",
];

fn is_keyword(word: &str) -> bool {
    keywords::explained(word).is_some() || BESIDE.contains(&word)
}

fn of_kind(kind: SymbolKind) -> &'static str {
    match kind {
        SymbolKind::Trial | SymbolKind::Vocabulary | SymbolKind::Library => "namespace",
        SymbolKind::Criterion | SymbolKind::Cohort => "class",
        SymbolKind::Definition | SymbolKind::Score => "function",
        SymbolKind::Argument => "parameter",
        SymbolKind::Parameter => "variable",
        SymbolKind::Anchor => "event",
        SymbolKind::Group => "enum",
        SymbolKind::Domain | SymbolKind::ScoreItem | SymbolKind::Value => "enumMember",
        SymbolKind::Word(_) | SymbolKind::Lines => "type",
        SymbolKind::Judgement | SymbolKind::Site => "method",
        SymbolKind::Attribute => "property",
    }
}
