//! Everywhere that a name is spoken of, over all rule files of the workspace.

use super::answers::Answer;
use super::text::Text;
use super::view::View;
use super::workspace::Workspace;
use crate::diagnostic::Span;
use crate::symbols::{Mention, Symbol, SymbolId, SymbolKind};
use gen_lsp_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, Location, ReferenceParams};
use std::rc::Rc;

/// What a name means, told so that every file can find it in its own view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) kind: SymbolKind,
    pub(super) name: String,
    within: Option<String>,
    /// The text that declares it, and where; attributes and values mean the same wherever they stand.
    pub(super) declared: Option<(String, u32)>,
}

/// A place where a target is spoken of.
pub(super) struct Place {
    pub(super) text: Rc<Text>,
    pub(super) span: Span,
    pub(super) declares: bool,
}

impl Target {
    /// What a mention speaks of.
    pub(super) fn of(view: &View, mention: &Mention) -> Option<Target> {
        view.symbols().symbol(mention.symbol).map(|symbol| Target::from(view, symbol))
    }

    fn from(view: &View, symbol: &Symbol) -> Target {
        let declared = symbol.declared.and_then(|(file, span)| Some((view.text(file)?.name().to_owned(), span.start)));
        Target { kind: symbol.kind, name: symbol.name.clone(), within: symbol.within.clone(), declared }
    }

    /// What it stands in: the definition of a parameter, the attribute of a value.
    pub(super) fn within(&self) -> Option<&str> {
        self.within.as_deref()
    }

    /// Its symbol in a view that knows it.
    pub(super) fn find(&self, view: &View) -> Option<SymbolId> {
        let alike =
            |symbol: &Symbol| symbol.kind == self.kind && symbol.name == self.name && symbol.within == self.within;
        view.symbols().all().find(|(_, symbol)| alike(symbol) && Target::from(view, symbol) == *self).map(|(id, _)| id)
    }

    /// Everywhere in the workspace that it is spoken of, and where it is declared.
    pub(super) fn places(&self, workspace: &Workspace, from: &str) -> Vec<Place> {
        let mut names = workspace.rule_files();
        names.push(from.to_owned());
        names.extend(self.declared.iter().map(|(name, _)| name.clone()));
        names.sort_unstable();
        names.dedup();
        let mut places = Vec::new();
        for view in names.iter().filter_map(|name| workspace.view(name)) {
            let Some(symbol) = self.find(&view) else { continue };
            for mention in view.symbols().mentions(symbol).filter(|mention| mention.file == view.own) {
                if let Some(text) = view.text(view.own) {
                    places.push(Place { text: Rc::clone(text), span: mention.span, declares: mention.declares });
                }
            }
        }
        places
    }
}

/// `textDocument/references`
pub(super) fn references(workspace: &mut Workspace, params: ReferenceParams) -> Answer<Vec<Location>> {
    let Some(spot) = workspace.spot(&params.text_document_position_params) else { return Ok(Vec::new()) };
    let Some(view) = workspace.view(&spot.name) else { return Ok(Vec::new()) };
    let Some(mention) = view.symbols().at(view.own, spot.byte) else { return Ok(Vec::new()) };
    let Some(target) = Target::of(&view, mention) else { return Ok(Vec::new()) };
    let wanted = |place: &Place| params.context.include_declaration || !place.declares;
    let places = target.places(workspace, &spot.name);
    Ok(places
        .iter()
        .filter(|place| wanted(place))
        .filter_map(|place| workspace.location(&place.text, place.span))
        .collect())
}

/// `textDocument/documentHighlight`
pub(super) fn highlight(workspace: &mut Workspace, params: DocumentHighlightParams) -> Answer<Vec<DocumentHighlight>> {
    let Some(spot) = workspace.spot(&params.text_document_position_params) else { return Ok(Vec::new()) };
    let Some(view) = workspace.view(&spot.name) else { return Ok(Vec::new()) };
    let Some(mention) = view.symbols().at(view.own, spot.byte) else { return Ok(Vec::new()) };
    let here = view.symbols().in_file(view.own).iter().filter(|found| found.symbol == mention.symbol);
    let highlight = |found: &Mention| DocumentHighlight {
        range: spot.text.range(workspace.encoding, found.span),
        kind: Some(if found.declares { DocumentHighlightKind::Write } else { DocumentHighlightKind::Read }),
    };
    Ok(here.map(highlight).collect())
}
