//! What the server offers, said once at the beginning.

use super::position::Encoding;
use super::semantic;
use gen_lsp_types as lsp;

/// The units in which columns are counted: bytes where the editor offers them, for they need no counting.
pub(super) fn encoding(offered: &lsp::ClientCapabilities) -> Encoding {
    let offered = offered.general.as_ref().and_then(|general| general.position_encodings.as_ref());
    let bytes = offered.is_some_and(|offered| offered.contains(&lsp::PositionEncodingKind::UTF8));
    if bytes { Encoding::Utf8 } else { Encoding::Utf16 }
}

/// Whether the editor can jump between places of what it inserts.
pub(super) fn snippets(offered: &lsp::ClientCapabilities) -> bool {
    let completion = offered.text_document.as_ref().and_then(|text| text.completion.as_ref());
    let item = completion.and_then(|completion| completion.completion_item.as_ref());
    item.and_then(|item| item.snippet_support) == Some(true)
}

/// What the editor can be asked to ask for again when files on the disk or settings have changed.
pub(super) fn refreshes(offered: &lsp::ClientCapabilities) -> Vec<&'static str> {
    let Some(workspace) = &offered.workspace else { return Vec::new() };
    let supported = [
        ("workspace/inlayHint/refresh", workspace.inlay_hint.as_ref().and_then(|hints| hints.refresh_support)),
        ("workspace/codeLens/refresh", workspace.code_lens.as_ref().and_then(|lenses| lenses.refresh_support)),
        (
            "workspace/semanticTokens/refresh",
            workspace.semantic_tokens.as_ref().and_then(|tokens| tokens.refresh_support),
        ),
    ];
    supported.into_iter().filter(|(_, supported)| *supported == Some(true)).map(|(method, _)| method).collect()
}

/// Whether the editor lays the server's colours over its own, and needs those of names alone.
pub(super) fn colours_by_itself(offered: &lsp::ClientCapabilities) -> bool {
    let colours = offered.text_document.as_ref().and_then(|text| text.semantic_tokens.as_ref());
    colours.and_then(|colours| colours.augments_syntax_tokens) == Some(true)
}

/// What the server can do.
pub(super) fn capabilities(encoding: Encoding) -> lsp::ServerCapabilities {
    let encoding = match encoding {
        Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
        Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
    };
    lsp::ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(lsp::TextDocumentSync::Options(lsp::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(lsp::TextDocumentSyncKind::Incremental),
            will_save: None,
            will_save_wait_until: None,
            save: Some(lsp::Save::Bool(true)),
        })),
        code_action_provider: Some(
            lsp::CodeActionOptions {
                code_action_kinds: Some(vec![lsp::CodeActionKind::QuickFix, lsp::CodeActionKind::SourceFixAll]),
                ..lsp::CodeActionOptions::default()
            }
            .into(),
        ),
        code_lens_provider: Some(lsp::CodeLensOptions::default()),
        execute_command_provider: Some(lsp::ExecuteCommandOptions {
            commands: super::commands::all(),
            ..lsp::ExecuteCommandOptions::default()
        }),
        selection_range_provider: Some(true.into()),
        completion_provider: Some(lsp::CompletionOptions {
            trigger_characters: Some(vec![" ".to_owned(), "{".to_owned(), "(".to_owned(), ".".to_owned()]),
            ..lsp::CompletionOptions::default()
        }),
        definition_provider: Some(true.into()),
        document_formatting_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        document_range_formatting_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        folding_range_provider: Some(true.into()),
        hover_provider: Some(true.into()),
        inlay_hint_provider: Some(true.into()),
        references_provider: Some(true.into()),
        rename_provider: Some(lsp::RenameProvider::RenameOptions(lsp::RenameOptions {
            prepare_provider: Some(true),
            ..lsp::RenameOptions::default()
        })),
        semantic_tokens_provider: Some(
            lsp::SemanticTokensOptions {
                legend: semantic::legend(),
                range: Some(true.into()),
                full: Some(lsp::Full::SemanticTokensFullDelta(lsp::SemanticTokensFullDelta { delta: Some(true) })),
                ..lsp::SemanticTokensOptions::default()
            }
            .into(),
        ),
        workspace_symbol_provider: Some(true.into()),
        ..lsp::ServerCapabilities::default()
    }
}
