//! What is told of the word under the pointer.

use super::answers::{Answer, Spot, markdown};
use super::tokens::{TokenKind, tokens};
use super::view::View;
use super::workspace::Workspace;
use super::{address, card, keywords};
use crate::symbols::{Mention, Symbol, SymbolKind};
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
    Ok(keyword(workspace, &spot))
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
            let written = written(view, symbol)?;
            Some(english(view, symbol).map_or(written.clone(), |english| format!("{english}\n\n{written}")))
        }
        _ => written(view, symbol),
    }
}

/// What a criterion asks, in plain English made from what is evaluated; parts as a list.
fn english(view: &View, symbol: &Symbol) -> Option<String> {
    let program = &view.checked.program;
    let trial = program.trials.iter().find(|trial| trial.file == view.own)?;
    let (_, declared) = symbol.declared?;
    let all = || trial.versions.iter().flat_map(|version| &version.criteria).filter(|own| own.id == symbol.name);
    let written = |own: &&crate::check::Criterion| own.span.start <= declared.end && declared.start <= own.span.end;
    let criterion = all().find(written).or_else(|| all().next_back())?;
    let said = crate::protocol::criterion(program, criterion);
    let line = |line: &str| {
        let depth = (line.len() - line.trim_start().len()) / 4;
        if depth == 0 { line.to_owned() } else { format!("{}- {}", "  ".repeat(depth - 1), line.trim_start()) }
    };
    Some(said.lines().map(line).collect::<Vec<_>>().join("\n"))
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
