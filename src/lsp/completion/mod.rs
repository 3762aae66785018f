//! What can be written at the cursor, each with what is known of it.
//!
//! `place` tells from the words before the cursor what the language allows there, so that it works in text that does not parse;
//! `offers` turns that into names, units, values and keywords of the vocabularies at hand.

mod attributes;
mod grammar;
mod items;
mod keyword;
mod measures;
mod names;
mod offers;
mod place;
pub(super) mod subject;

use super::answers::{Answer, markdown};
use super::text::Text;
use super::tokens::tokens;
use super::workspace::Workspace;
use crate::diagnostic::Span;
use crate::syntax::tree::ItemKind;
use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTag, CompletionList, CompletionParams, InsertTextFormat, TextEdit,
};
use offers::Offers;
use place::Place;
use std::collections::BTreeSet;

/// How many things are offered at once; an editor asks again when more is typed.
const MOST: usize = 250;

/// Something that can be written.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    label: String,
    kind: CompletionItemKind,
    /// What it is, in a few words.
    detail: String,
    /// What is known of it, with Markdown.
    documentation: Option<String>,
    /// What is written, where not the label.
    insert: Option<String>,
    /// Other words by which it is found.
    also: Vec<String>,
    /// What comes first has the smallest number.
    rank: u8,
    /// The vocabulary or library that the file must use for it.
    needs: Option<String>,
    /// Whether nobody should use it any more.
    superseded: bool,
    /// Whether `insert` holds places to jump to.
    skeleton: bool,
}

impl Offer {
    fn new(label: impl Into<String>, kind: CompletionItemKind, detail: impl Into<String>, rank: u8) -> Offer {
        Offer {
            label: label.into(),
            kind,
            detail: detail.into(),
            documentation: None,
            insert: None,
            also: Vec::new(),
            rank,
            needs: None,
            superseded: false,
            skeleton: false,
        }
    }

    /// How well it fits what is typed: 0 begins so, 1 a word in it does, 2 another name or title does.
    fn fits(&self, typed: &str) -> Option<u8> {
        let label = self.label.to_lowercase();
        if label.starts_with(typed) {
            return Some(0);
        }
        if label.split('_').any(|word| word.starts_with(typed)) {
            return Some(1);
        }
        let also = self.also.iter().any(|name| name.to_lowercase().split(' ').any(|word| word.starts_with(typed)));
        also.then_some(2).or_else(|| (typed.len() >= 3 && label.contains(typed)).then_some(2))
    }
}

/// `textDocument/completion`
pub(super) fn completion(workspace: &mut Workspace, params: CompletionParams) -> Answer<CompletionList> {
    let nothing = CompletionList { is_incomplete: false, item_defaults: None, apply_kind: None, items: Vec::new() };
    let Some(spot) = workspace.spot(&params.text_document_position_params) else { return Ok(nothing) };
    let Some(view) = workspace.view(&spot.name) else { return Ok(nothing) };
    let all = tokens(spot.text.letters());
    let Some(around) = place::around(&all, spot.text.letters(), spot.byte) else { return Ok(nothing) };
    let start = spot.byte - around.prefix.len();
    let line = spot.text.lines.line_of(start);
    let column = start - spot.text.lines.start(line);
    let blank = spot.text.letters().get(start - column..start).is_some_and(|before| before.trim().is_empty());
    let place = around.place(column, blank);
    let offers = Offers { workspace, view: &view, around: &around, name: &spot.name };
    let typed = around.prefix.to_lowercase();
    let mut found: Vec<(u8, Offer)> =
        offers.at(&place).into_iter().filter_map(|offer| Some((offer.fits(&typed)?, offer))).collect();
    found.sort_by(|(one_fits, one), (two_fits, two)| {
        (one_fits, one.rank, &one.label).cmp(&(two_fits, two.rank, &two.label))
    });
    let mut seen: BTreeSet<String> = BTreeSet::new();
    found.retain(|(_, offer)| seen.insert(offer.label.clone()));
    // What is not used yet is offered only when something is typed.
    let is_incomplete = found.len() > MOST || (matches!(place, Place::Phrase) && typed.len() < 3);
    found.truncate(MOST);
    let range = spot.text.range(workspace.encoding, Span::new(start, spot.byte));
    let item = |(order, (fits, offer)): (usize, (u8, Offer))| {
        let additional = offer.needs.as_ref().map(|needs| vec![use_edit(workspace, &spot.text, needs)]);
        let snippet = offer.skeleton && workspace.snippets;
        let written = offer.insert.clone().unwrap_or_else(|| offer.label.clone());
        let written = if offer.skeleton && !snippet { without_stops(&written) } else { written };
        CompletionItem {
            label: offer.label.clone(),
            kind: Some(offer.kind),
            tags: offer.superseded.then(|| vec![CompletionItemTag::Deprecated]),
            detail: Some(offer.detail),
            documentation: offer.documentation.map(|text| markdown(text).into()),
            sort_text: Some(format!("{fits}{order:04}")),
            // Editors look for what is typed in this; what fits by another name must hold it.
            filter_text: (fits == 2).then(|| format!("{} {}", around.prefix, offer.label)),
            insert_text_format: snippet.then_some(InsertTextFormat::Snippet),
            text_edit: Some(TextEdit { range, new_text: written }.into()),
            additional_text_edits: additional,
            ..CompletionItem::default()
        }
    };
    let items = found.into_iter().enumerate().map(item).collect();
    Ok(CompletionList { is_incomplete, item_defaults: None, apply_kind: None, items })
}

/// The line that brings a vocabulary in, behind those that are there or behind what says what the file is.
pub(super) fn use_edit(workspace: &Workspace, text: &Text, needs: &str) -> TextEdit {
    let items = &text.source.parsed().tree.items;
    let last_use = items.iter().rev().find(|item| matches!(item.kind, ItemKind::Use(_)));
    let header = items.iter().find(|item| matches!(item.kind, ItemKind::Header(_)));
    let (at, new_text) = match (last_use, header) {
        (Some(last), _) => (last.span.end as usize, format!("\nuse {needs}")),
        (None, Some(header)) => (header.span.end as usize, format!("\n\nuse {needs}")),
        (None, None) => (0, format!("use {needs}\n\n")),
    };
    // A comment behind the last word stays with it.
    let line = text.lines.line_of(at);
    let at = if at == 0 { 0 } else { text.lines.start(line) + text.lines.line(text.letters(), line).len() };
    let new_text = if text.letters().contains("\r\n") { new_text.replace('\n', "\r\n") } else { new_text };
    TextEdit { range: text.range(workspace.encoding, Span::new(at, at)), new_text }
}

/// A skeleton without its places to jump to.
fn without_stops(skeleton: &str) -> String {
    let (mut plain, mut rest) = (String::new(), skeleton);
    while let Some(at) = rest.find("${") {
        plain.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 2..).unwrap_or_default();
        let end = rest.find('}').unwrap_or(rest.len());
        let stop = rest.get(..end).unwrap_or_default();
        plain.push_str(stop.split_once(':').map_or("", |(_, shown)| shown));
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain.replace("$0", "")
}
