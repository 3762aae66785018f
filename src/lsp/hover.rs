//! What is told of the word under the pointer.

use super::answers::{Answer, Spot, markdown};
use super::tokens::{TokenKind, tokens};
use super::view::View;
use super::workspace::Workspace;
use super::{address, card, keywords};
use crate::diagnostic::Span;
use crate::symbols::{Mention, Symbol, SymbolKind};
use crate::syntax::tree::{Item, ItemKind};
use crate::vocabulary::{AttributeId, Word};
use gen_lsp_types::{Hover, HoverParams};

/// `textDocument/hover`
pub(super) fn hover(workspace: &mut Workspace, params: HoverParams) -> Answer<Option<Hover>> {
    let Some(spot) = workspace.spot(&params.text_document_position_params) else { return Ok(None) };
    let Some(view) = workspace.view(&spot.name) else { return Ok(None) };
    if let Some(mention) = view.symbols().at(view.own, spot.byte)
        && let Some(told) = told(&view, mention)
    {
        let range = Some(spot.text.range(workspace.encoding, mention.span));
        return Ok(Some(Hover { contents: markdown(told).into(), range }));
    }
    Ok(criterion(workspace, &spot, &view).or_else(|| keyword(workspace, &spot)))
}

/// What a criterion asks in plain English, where its keyword is pointed at.
fn criterion(workspace: &Workspace, spot: &Spot, view: &View) -> Option<Hover> {
    let start = |span: Span| span.start as usize;
    let starts = |item: &&Item| matches!(item.kind, ItemKind::Criterion(_)) && on_first_word(item.span, spot);
    let tree = &spot.text.source.parsed().tree;
    let amended = tree.items.iter().flat_map(|item| match &item.kind {
        ItemKind::Amendment(amendment) => amendment.items.as_slice(),
        _ => std::slice::from_ref(item),
    });
    let item = amended.into_iter().find(starts)?;
    let told = english(view, item.span)?;
    let end = spot.text.letters().get(start(item.span)..)?.find(char::is_whitespace)? + start(item.span);
    let range = Some(spot.text.range(workspace.encoding, Span::new(start(item.span), end)));
    Some(Hover { contents: markdown(told).into(), range })
}

/// Whether a place lies in the first word of a span.
fn on_first_word(span: Span, spot: &Spot) -> bool {
    let word = span.of(spot.text.letters()).split_whitespace().next().unwrap_or_default();
    let start = span.start as usize;
    (start..=start + word.len()).contains(&spot.byte)
}

/// The plain English of the criterion that is declared in some words of the view's own file, with the protocol's sentence
/// above it and its parts as a list.
fn english(view: &View, words: Span) -> Option<String> {
    let program = &view.checked.program;
    let own = program.trials.iter().filter(|trial| trial.file == view.own);
    let mut all = own.flat_map(|trial| trial.versions.iter().flat_map(|version| &version.criteria));
    let criterion = all.find(|own| own.span.start <= words.end && words.start <= own.span.end)?;
    let side = if criterion.inclusion { "inclusion" } else { "exclusion" };
    let asks = crate::protocol::criterion(program, criterion);
    let line = |line: &str| {
        let depth = (line.len() - line.trim_start().len()) / 4;
        if depth == 0 { line.to_owned() } else { format!("{}- {}", "  ".repeat(depth - 1), line.trim_start()) }
    };
    let asks: Vec<String> = asks.lines().map(line).collect();
    let quoted = if criterion.sentence.is_empty() { String::new() } else { format!("> {}\n\n", criterion.sentence) };
    Some(format!("**{side} {}**, as it is evaluated:\n\n{quoted}{}", criterion.id, asks.join("\n")))
}

/// What is told of a name.
fn told(view: &View, mention: &Mention) -> Option<String> {
    let symbol = view.symbols().symbol(mention.symbol)?;
    let vocabulary = &view.checked.program.vocabulary;
    match symbol.kind {
        SymbolKind::Word(_) | SymbolKind::Group | SymbolKind::Judgement | SymbolKind::Site => {
            let known = vocabulary.find(&symbol.name).filter(|_| symbol.declared.is_some());
            match known.and_then(|named| card::named(vocabulary, named)) {
                Some(card) => Some(card),
                None => written(view, symbol),
            }
        }
        SymbolKind::Attribute => {
            let at = vocabulary.attributes.iter().position(|known| *known == symbol.name)?;
            let id = AttributeId(u16::try_from(at).ok()?);
            Some(card::attribute(vocabulary, id, &words(view, mention)))
        }
        SymbolKind::Value => {
            let of = symbol.within.as_deref().unwrap_or_default();
            let said = if of == "value" { "value of the result".to_owned() } else { format!("value of `{of}`") };
            let mut lines = card::head(&symbol.name, "", &said, "");
            let at = vocabulary.attributes.iter().position(|known| known == of);
            let words = words(view, mention);
            if let Some(id) = at.and_then(|at| u16::try_from(at).ok()).map(AttributeId) {
                let more = card::attribute(vocabulary, id, &words);
                let holds = more.lines().find_map(|line| line.strip_prefix("- holds: "));
                card::put(&mut lines, "one of", holds.unwrap_or_default());
            }
            let names: Vec<&str> = words.iter().map(|word| word.name.as_str()).take(5).collect();
            card::put(&mut lines, "of", &names.join(", "));
            Some(lines)
        }
        SymbolKind::Criterion => {
            let own = symbol.declared.filter(|(file, _)| *file == view.own);
            own.and_then(|(_, span)| english(view, span)).or_else(|| written(view, symbol))
        }
        _ => written(view, symbol),
    }
}

/// The words that an attribute or value is said of; those of the phrase, not those above them.
fn words<'a>(view: &'a View, mention: &Mention) -> Vec<&'a Word> {
    let vocabulary = &view.checked.program.vocabulary;
    let named: Vec<&Word> = mention
        .of
        .iter()
        .filter_map(|name| match vocabulary.find(name)? {
            crate::vocabulary::Named::Word(id) => Some(vocabulary.word(id)),
            _ => None,
        })
        .collect();
    named.iter().copied().filter(|word| !named.iter().any(|other| other.ancestors.contains(&word.id))).collect()
}

/// A declaration as it is written.
fn written(view: &View, symbol: &Symbol) -> Option<String> {
    let (file, span) = symbol.declared?;
    let text = view.text(file)?;
    let from = if file == view.own { String::new() } else { address::short(text.name()) };
    Some(card::declared(symbol, span.of(text.letters()), &from))
}

/// What a keyword says.
fn keyword(workspace: &Workspace, spot: &Spot) -> Option<Hover> {
    let all = tokens(spot.text.letters());
    let token = all.iter().find(|token| {
        token.kind == TokenKind::Word && (token.span.start as usize..token.span.end as usize).contains(&spot.byte)
    })?;
    let (sentence, page) = keywords::explained(token.text)?;
    let path = workspace.settings.keep(&format!("language/{}", page.file), page.text);
    let more = match path {
        Some(path) => format!("[{}]({})", page.title, address::uri_of(&path.display().to_string()).0),
        None => page.title.to_owned(),
    };
    let range = Some(spot.text.range(workspace.encoding, token.span));
    Some(Hover { contents: markdown(format!("`{}`: {sentence}\n\nMore: {more}", token.text)).into(), range })
}
