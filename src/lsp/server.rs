//! The main loop: messages in the order in which they come, one answer for each request.
//!
//! Changes are taken at once and checked when nothing else waits, so that who types fast is told of the last letter and not of
//! every one. What is asked between two letters sees the text as it was when it was asked.

use super::answers::{Answer, Refusal};
use super::asks::Asks;
use super::settings::Settings;
use super::workspace::Workspace;
use super::{
    actions, address, capabilities, commands, completion, definition, diagnostics, folding, formatting, hints, hover,
    outline, references, rename, selection, semantic,
};
use gen_lsp_types as lsp;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// How a session came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The editor said goodbye, as the protocol asks.
    Orderly,
    /// The editor went away without a word.
    Broken,
}

/// Answers an editor until it says goodbye or goes away.
#[must_use]
pub fn serve(connection: &Connection) -> Ending {
    let Ok((id, params)) = connection.initialize_start() else { return Ending::Broken };
    let params = lsp::InitializeParams::deserialize_or_default(params);
    let encoding = capabilities::encoding(&params.capabilities);
    let result = lsp::InitializeResult {
        capabilities: capabilities::capabilities(encoding),
        server_info: Some(lsp::ServerInfo {
            name: "enrol".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    let Ok(result) = serde_json::to_value(result) else { return Ending::Broken };
    if connection.initialize_finish(id, result).is_err() {
        return Ending::Broken;
    }
    let settings = params.initialization_options.as_ref().and_then(|options| serde_json::to_value(options).ok());
    let (settings, news) = settings.as_ref().map(Settings::read).unwrap_or_default();
    let mut workspace =
        Workspace::new(encoding, capabilities::snippets(&params.capabilities), folders(&params), settings);
    workspace.colours_by_itself = capabilities::colours_by_itself(&params.capabilities);
    workspace.news = news;
    let mut server = Server::new(connection, workspace, Asks::of(&params.capabilities));
    server.watch();
    server.configure();
    server.run()
}

/// The folders that the editor opened; older editors name one alone.
#[expect(deprecated, reason = "editors that know no workspace folders say it so")]
fn folders(params: &lsp::InitializeParams) -> Vec<PathBuf> {
    let path = |uri: &lsp::Uri| PathBuf::from(address::name_of(uri));
    match &params.workspace_folders_initialize_params.workspace_folders {
        Some(lsp::WorkspaceFolders::WorkspaceFolderList(folders)) if !folders.is_empty() => {
            folders.iter().map(|folder| path(&folder.uri)).collect()
        }
        _ => params.root_uri.iter().map(path).collect(),
    }
}

/// Reading what an editor sends without giving up on it.
trait OrDefault: Sized {
    fn deserialize_or_default(value: serde_json::Value) -> Self;
}

impl<T: DeserializeOwned + Default> OrDefault for T {
    fn deserialize_or_default(value: serde_json::Value) -> T {
        serde_json::from_value(value).unwrap_or_default()
    }
}

/// A session with one editor.
pub(super) struct Server<'a> {
    connection: &'a Connection,
    pub(super) workspace: Workspace,
    /// What has come and is not answered yet.
    waiting: VecDeque<Message>,
    /// Whether something has changed since findings were last shown.
    pub(super) stale: bool,
    /// Whether lints of a long text wait for a moment in which nothing else does.
    more_to_come: bool,
    /// The texts that show findings, and what they show.
    shown: BTreeMap<String, (Option<i32>, Vec<lsp::Diagnostic>)>,
    /// What the editor is asked for.
    pub(super) asks: Asks,
    /// Whether the editor asked the server to shut down.
    shutting_down: bool,
}

impl<'a> Server<'a> {
    fn new(connection: &'a Connection, workspace: Workspace, asks: Asks) -> Server<'a> {
        let (waiting, shown) = (VecDeque::new(), BTreeMap::new());
        Server { connection, workspace, waiting, stale: false, more_to_come: false, shown, asks, shutting_down: false }
    }

    fn run(&mut self) -> Ending {
        loop {
            while let Ok(message) = self.connection.receiver.try_recv() {
                self.take(message);
            }
            let Some(message) = self.waiting.pop_front() else {
                self.tell_news();
                if self.stale || self.more_to_come {
                    self.show();
                    continue;
                }
                match self.connection.receiver.recv() {
                    Ok(message) => self.take(message),
                    Err(_) => return Ending::Broken,
                }
                continue;
            };
            match message {
                Message::Request(request) => self.request(request),
                Message::Notification(notification) if notification.method == "exit" => {
                    return if self.shutting_down { Ending::Orderly } else { Ending::Broken };
                }
                Message::Notification(notification) => self.notification(notification),
                Message::Response(response) => self.answered(response),
            }
        }
    }

    /// Puts a message behind those that wait; a cancellation takes effect at once.
    fn take(&mut self, message: Message) {
        match message {
            Message::Notification(notification) if notification.method == "$/cancelRequest" => {
                self.cancel(&notification)
            }
            message => self.waiting.push_back(message),
        }
    }

    fn cancel(&mut self, notification: &Notification) {
        let Some(id) = notification.params.get("id").cloned() else { return };
        let Ok(id) = serde_json::from_value::<RequestId>(id) else { return };
        let waits = |message: &Message| matches!(message, Message::Request(request) if request.id == id);
        if let Some(place) = self.waiting.iter().position(waits) {
            self.waiting.remove(place);
            let message = "the editor no longer wants to know".to_owned();
            self.send(Response::new_err(id, ErrorCode::RequestCanceled as i32, message));
        }
    }

    /// Sends something; who does not listen any more is noticed when the next message should come.
    pub(super) fn send(&self, message: impl Into<Message>) {
        let _ = self.connection.sender.send(message.into());
    }

    fn request(&mut self, request: Request) {
        let id = request.id.clone();
        let response = if self.shutting_down {
            Response::new_err(id, ErrorCode::InvalidRequest as i32, "the server is shutting down".to_owned())
        } else {
            // Whatever a library below does, the session goes on.
            let answer = catch_unwind(AssertUnwindSafe(|| self.answer(request)));
            answer.unwrap_or_else(|_| {
                let message = "the server made a mistake; the rules are as they were".to_owned();
                Response::new_err(id, ErrorCode::InternalError as i32, message)
            })
        };
        self.tell_news();
        self.send(response);
    }

    fn answer(&mut self, request: Request) -> Response {
        match request.method.as_str() {
            "shutdown" => {
                self.shutting_down = true;
                Response::new_ok(request.id, ())
            }
            "textDocument/codeAction" => self.ask(request, actions::actions),
            "textDocument/codeLens" => self.ask(request, commands::lenses),
            "textDocument/completion" => self.ask(request, completion::completion),
            "textDocument/definition" => self.ask(request, definition::definition),
            "textDocument/documentHighlight" => self.ask(request, references::highlight),
            "textDocument/documentSymbol" => self.ask(request, outline::document),
            "textDocument/foldingRange" => self.ask(request, folding::folding),
            "textDocument/formatting" => self.ask(request, formatting::format),
            "textDocument/hover" => self.ask(request, hover::hover),
            "textDocument/inlayHint" => self.ask(request, hints::hints),
            "textDocument/prepareRename" => self.ask(request, rename::prepare),
            "textDocument/rangeFormatting" => self.ask(request, formatting::format_range),
            "textDocument/references" => self.ask(request, references::references),
            "textDocument/rename" => self.ask(request, rename::rename),
            "textDocument/selectionRange" => self.ask(request, selection::selection),
            "textDocument/semanticTokens/full" => self.ask(request, semantic::full),
            "textDocument/semanticTokens/full/delta" => self.ask(request, semantic::delta),
            "textDocument/semanticTokens/range" => self.ask(request, semantic::range),
            "workspace/executeCommand" => self.ask(request, commands::execute),
            "workspace/symbol" => self.ask(request, outline::search),
            method => {
                let message = format!("this server does not know the request {method}");
                Response::new_err(request.id, ErrorCode::MethodNotFound as i32, message)
            }
        }
    }

    /// Answers a request by a function of the texts.
    fn ask<P: DeserializeOwned, R: Serialize>(
        &mut self,
        request: Request,
        answer: impl FnOnce(&mut Workspace, P) -> Answer<R>,
    ) -> Response {
        let params = match serde_json::from_value(request.params) {
            Ok(params) => params,
            Err(error) => return Response::new_err(request.id, ErrorCode::InvalidParams as i32, error.to_string()),
        };
        match answer(&mut self.workspace, params) {
            Ok(result) => Response::new_ok(request.id, result),
            Err(Refusal { code, message }) => Response::new_err(request.id, code, message),
        }
    }

    fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            "textDocument/didOpen" => self.tell(params, |workspace, opened: lsp::DidOpenTextDocumentParams| {
                let document = opened.text_document;
                workspace.open(&document.uri, document.text, document.version);
            }),
            "textDocument/didChange" => self.tell(params, |workspace, changed: lsp::DidChangeTextDocumentParams| {
                let document = changed.text_document;
                let uri = &document.text_document_identifier.uri;
                workspace.change(uri, changed.content_changes, document.version);
            }),
            "textDocument/didClose" => self.tell(params, |workspace, closed: lsp::DidCloseTextDocumentParams| {
                workspace.close(&closed.text_document.uri);
            }),
            "workspace/didChangeConfiguration" => self.configured(params),
            "workspace/didChangeWorkspaceFolders" => {
                self.tell(params, |workspace, changed: lsp::DidChangeWorkspaceFoldersParams| {
                    let path = |folder: &lsp::WorkspaceFolder| PathBuf::from(address::name_of(&folder.uri));
                    let removed: Vec<PathBuf> = changed.event.removed.iter().map(path).collect();
                    workspace.folders.retain(|folder| !removed.contains(folder));
                    workspace.folders.extend(changed.event.added.iter().map(path));
                });
            }
            // The disk is looked at whenever something is shown.
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {
                self.stale = true;
                self.refresh();
            }
            // `$/setTrace` and whatever else need not be understood.
            _ => {}
        }
    }

    /// Takes news of the texts; news that cannot be read changes nothing.
    fn tell<P: DeserializeOwned>(&mut self, params: serde_json::Value, take: impl FnOnce(&mut Workspace, P)) {
        if let Ok(params) = serde_json::from_value(params) {
            take(&mut self.workspace, params);
            self.stale = true;
        }
    }

    /// Shows what is found now, for texts of which something else was shown before.
    fn show(&mut self) {
        // Nothing has changed since errors were shown: the rest can be looked at.
        let thorough = !std::mem::take(&mut self.stale);
        self.more_to_come = false;
        let workspace = &self.workspace;
        let Ok(found) = catch_unwind(AssertUnwindSafe(|| diagnostics::all(workspace, thorough))) else { return };
        self.more_to_come = found.more_to_come;
        let mut now = BTreeMap::new();
        for (name, (text, diagnostics)) in found.texts {
            let news = (text.version, diagnostics);
            if self.shown.remove(&name).as_ref() != Some(&news) {
                self.publish(&name, &news);
            }
            now.insert(name, news);
        }
        for name in std::mem::take(&mut self.shown).into_keys() {
            self.publish(&name, &(None, Vec::new()));
        }
        self.shown = now;
        self.watch_samples();
    }

    fn publish(&self, name: &str, (version, diagnostics): &(Option<i32>, Vec<lsp::Diagnostic>)) {
        let uri = match self.workspace.text(name) {
            Some(text) => self.workspace.uri(&text),
            None => Some(address::uri_of(name)),
        };
        let Some(uri) = uri else { return };
        let params = lsp::PublishDiagnosticsParams { uri, version: *version, diagnostics: diagnostics.clone() };
        self.send(Notification::new("textDocument/publishDiagnostics".to_owned(), params));
    }
}
