//! Where a name is declared. Words that come with the command are shown in a copy that cannot be written.

use super::answers::Answer;
use super::workspace::Workspace;
use gen_lsp_types::{DefinitionParams, Location};

/// `textDocument/definition`
pub(super) fn definition(workspace: &mut Workspace, params: DefinitionParams) -> Answer<Vec<Location>> {
    let Some(spot) = workspace.spot(&params.text_document_position_params) else { return Ok(Vec::new()) };
    let Some(view) = workspace.view(&spot.name) else { return Ok(Vec::new()) };
    let symbols = view.symbols();
    let Some(mention) = symbols.at(view.own, spot.byte) else { return Ok(Vec::new()) };
    let declared = symbols.declarations_for(mention);
    let places = declared.iter().filter_map(|found| workspace.location(view.text(found.file)?, found.span));
    Ok(places.collect())
}
