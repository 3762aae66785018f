//! What stands above declarations to be clicked, and what happens then.
//!
//! Only what exists is offered: the verdicts of sample patients, where some are set, and English. What a command has to say is
//! its result, which the editor shows.

use super::answers::{Answer, Refusal};
use super::workspace::Workspace;
use crate::syntax::tree::{FileKind, ItemKind};
use gen_lsp_types::{CodeLens, CodeLensParams, Command, ExecuteCommandParams, Uri};
use serde_json::{Value, json};

/// Tells the verdict of each sample patient.
pub(super) const SAMPLES: &str = "enrol.screenSamples";

/// The commands that an editor can ask for.
pub(super) const ALL: &[&str] = &[SAMPLES];

/// `textDocument/codeLens`
pub(super) fn lenses(workspace: &mut Workspace, params: CodeLensParams) -> Answer<Vec<CodeLens>> {
    let uri = params.text_document.uri;
    let name = workspace.name(&uri);
    let Some(view) = workspace.view(&name) else { return Ok(Vec::new()) };
    let Some(text) = view.text(view.own) else { return Ok(Vec::new()) };
    let tree = &text.source.parsed().tree;
    let lens = |span, title: &str, command: &str, arguments: Vec<Value>| {
        let command = Command {
            title: title.to_owned(),
            tooltip: None,
            command: command.to_owned(),
            arguments: Some(arguments.into_iter().filter_map(|one| serde_json::from_value(one).ok()).collect()),
        };
        CodeLens { range: text.range(workspace.encoding, span), command: Some(command), data: None }
    };
    let mut found = Vec::new();
    for item in &tree.items {
        if let ItemKind::Header(header) = &item.kind
            && header.kind == FileKind::Trial
            && workspace.has_samples(&view)
        {
            found.push(lens(header.name.span, "Screen sample patients", SAMPLES, vec![json!(uri)]));
        }
    }
    Ok(found)
}

/// `workspace/executeCommand`
pub(super) fn execute(workspace: &mut Workspace, params: ExecuteCommandParams) -> Answer<Value> {
    let arguments = serde_json::to_value(&params.arguments).unwrap_or_default();
    let uri = arguments.get(0).and_then(Value::as_str).map(|uri| Uri(uri.to_owned()));
    let missing = || Refusal::because("the command needs the address of a rule file");
    match params.command.as_str() {
        SAMPLES => {
            let name = workspace.name(&uri.ok_or_else(missing)?);
            let view = workspace.view(&name).ok_or_else(missing)?;
            let none =
                "no sample patients are set: name a folder as `patients` in enrol.toml, or in the editor's settings";
            let samples = workspace.samples(&view).ok_or_else(|| Refusal::because(none))?;
            Ok(Value::String(samples.text()))
        }
        other => Err(Refusal::because(format!("there is no command {other}"))),
    }
}
