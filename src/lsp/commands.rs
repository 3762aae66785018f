//! What stands above declarations to be clicked, and what happens then.
//!
//! Only what exists is offered: tests and what they show, where pages of tests ask of the file; the verdicts of sample patients,
//! where some are set. What a command has to say is
//! its result, which the editor shows.

use super::answers::{Answer, Refusal};
use super::pages;
use super::view::View;
use super::workspace::Workspace;
use crate::diagnostic::Span;
use crate::syntax::tree::{FileKind, Item, ItemKind};
use gen_lsp_types::{CodeLens, CodeLensParams, Command, ExecuteCommandParams, Uri};
use serde_json::{Value, json};
use std::rc::Rc;

/// Something that can be clicked above a declaration, and the command behind it. Another one is another line of [`OFFERS`].
struct Offer {
    /// The command, as editors name it.
    command: &'static str,
    /// What is written above the declaration.
    title: &'static str,
    /// The words of a declaration above which it stands; nothing where it does not belong to the declaration.
    above: fn(&Item) -> Option<Span>,
    /// What a file must have for it.
    needs: Needs,
    /// What the command has to say of a file.
    run: fn(&Workspace, &Rc<View>) -> Answer<String>,
}

/// What a file must have for a command to be offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    /// A page of tests that asks of it.
    Tests,
    /// Sample patients.
    Samples,
}

impl Needs {
    /// Those of which a file has what they say. Which pages ask of it, is read from the disk: once.
    fn met(workspace: &Workspace, view: &View) -> Vec<Needs> {
        let all = [(Needs::Tests, pages::has_any(workspace, view)), (Needs::Samples, workspace.has_samples(view))];
        all.into_iter().filter(|(_, has)| *has).map(|(needs, _)| needs).collect()
    }
}

/// Everything that can be clicked.
const OFFERS: &[Offer] = &[
    Offer {
        command: "enrol.runTests",
        title: "Run tests",
        above: trial,
        needs: Needs::Tests,
        run: |workspace, view| pages::run(workspace, view),
    },
    Offer {
        command: "enrol.showCoverage",
        title: "Show coverage",
        above: trial,
        needs: Needs::Tests,
        run: |workspace, view| pages::coverage(workspace, view),
    },
    Offer {
        command: "enrol.screenSamples",
        title: "Screen sample patients",
        above: trial,
        needs: Needs::Samples,
        run: screen,
    },
];

/// The commands that an editor can ask for.
pub(super) fn all() -> Vec<String> {
    OFFERS.iter().map(|offer| offer.command.to_owned()).collect()
}

/// `textDocument/codeLens`
pub(super) fn lenses(workspace: &mut Workspace, params: CodeLensParams) -> Answer<Vec<CodeLens>> {
    let uri = params.text_document.uri;
    let name = workspace.name(&uri);
    let Some(view) = workspace.view(&name) else { return Ok(Vec::new()) };
    let Some(text) = view.text(view.own) else { return Ok(Vec::new()) };
    let lens = |offer: &Offer, span| {
        let command = Command {
            title: offer.title.to_owned(),
            tooltip: None,
            command: offer.command.to_owned(),
            arguments: serde_json::from_value(json!([uri])).ok(),
        };
        CodeLens { range: text.range(workspace.encoding, span), command: Some(command), data: None }
    };
    let met = Needs::met(workspace, &view);
    let offers: Vec<&Offer> = OFFERS.iter().filter(|offer| met.contains(&offer.needs)).collect();
    let items = text.source.parsed().tree.items.iter();
    Ok(items.flat_map(|item| offers.iter().filter_map(|offer| Some(lens(offer, (offer.above)(item)?)))).collect())
}

/// `workspace/executeCommand`
pub(super) fn execute(workspace: &mut Workspace, params: ExecuteCommandParams) -> Answer<Value> {
    let Some(offer) = OFFERS.iter().find(|offer| offer.command == params.command) else {
        return Err(Refusal::because(format!("there is no command {}", params.command)));
    };
    let arguments = serde_json::to_value(&params.arguments).unwrap_or_default();
    let uri = arguments.get(0).and_then(Value::as_str).map(|uri| Uri(uri.to_owned()));
    let missing = || Refusal::because("the command needs the address of a rule file");
    let name = workspace.name(&uri.ok_or_else(missing)?);
    let view = workspace.view(&name).ok_or_else(missing)?;
    (offer.run)(workspace, &view).map(Value::String)
}

/// The name of a trial.
fn trial(item: &Item) -> Option<Span> {
    match &item.kind {
        ItemKind::Header(header) if header.kind == FileKind::Trial => Some(header.name.span),
        _ => None,
    }
}

/// Tells the verdict of each sample patient.
fn screen(workspace: &Workspace, view: &Rc<View>) -> Answer<String> {
    let none = "no sample patients are set: name a folder as `patients` in enrol.toml, or in the editor's settings";
    workspace.samples(view).map(|samples| samples.text()).ok_or_else(|| Refusal::because(none))
}
