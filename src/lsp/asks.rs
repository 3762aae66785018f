//! What the server asks of the editor, where the editor can be asked: to watch files, to tell its settings, to ask again for
//! what may be otherwise now, and to say something to the person who sits before it.

use super::address::uri_of;
use super::capabilities;
use super::server::Server;
use gen_lsp_types as lsp;
use lsp_server::{Notification, Request, RequestId, Response};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// How the answer to a question for settings is known.
const SETTINGS: &str = "settings-";

/// How the watching of sample patients is known.
const SAMPLES: &str = "watch-sample-patients";

/// What the editor can be asked, and what it was asked.
#[derive(Debug, Default)]
pub(super) struct Asks {
    /// What it can be asked to ask for again, as methods of the protocol.
    refreshes: Vec<&'static str>,
    /// Whether it tells of files that change on the disk.
    watches: bool,
    /// Whether it does so outside of the folders that are open.
    watches_elsewhere: bool,
    /// Whether it tells its settings when it is asked.
    tells_settings: bool,
    /// Whether it can be asked to tell when they change.
    tells_of_changes: bool,
    /// How many requests were made.
    asked: i32,
    /// The folders of sample patients that it watches.
    samples: BTreeSet<PathBuf>,
}

impl Asks {
    /// What an editor with some capabilities can be asked.
    pub(super) fn of(client: &lsp::ClientCapabilities) -> Asks {
        let workspace = client.workspace.as_ref();
        let watched = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let configured = workspace.and_then(|workspace| workspace.did_change_configuration.as_ref());
        Asks {
            refreshes: capabilities::refreshes(client),
            watches: watched.and_then(|watched| watched.dynamic_registration) == Some(true),
            watches_elsewhere: watched.and_then(|watched| watched.relative_pattern_support) == Some(true),
            tells_settings: workspace.and_then(|workspace| workspace.configuration) == Some(true),
            tells_of_changes: configured.and_then(|configured| configured.dynamic_registration) == Some(true),
            ..Asks::default()
        }
    }
}

impl Server<'_> {
    /// Asks the editor to tell of rule files, records and settings that change.
    pub(super) fn watch(&mut self) {
        if self.asks.watches {
            let watchers = ["**/*.enrol", "**/enrol.toml", "**/*.{yaml,yml,ndjson,jsonl}"];
            let watchers: Vec<Value> = watchers.iter().map(|glob| json!({ "globPattern": glob })).collect();
            self.register("watch-rule-files", "workspace/didChangeWatchedFiles", json!({ "watchers": watchers }));
        }
        if self.asks.tells_settings && self.asks.tells_of_changes {
            self.register("watch-settings", "workspace/didChangeConfiguration", json!({ "section": "enrol" }));
        }
    }

    /// Asks the editor to tell of records in the folders of sample patients that lie elsewhere.
    pub(super) fn watch_samples(&mut self) {
        if !(self.asks.watches && self.asks.watches_elsewhere) {
            return;
        }
        let mut folders = self.workspace.sample_folders();
        folders.retain(|folder| !self.workspace.folders.iter().any(|open| folder.starts_with(open)));
        if folders == self.asks.samples {
            return;
        }
        if !self.asks.samples.is_empty() {
            let method = "workspace/didChangeWatchedFiles";
            let unregistered = json!({ "unregisterations": [{ "id": SAMPLES, "method": method }] });
            self.ask_editor("unwatch-", "client/unregisterCapability", unregistered);
        }
        if !folders.is_empty() {
            let watcher = |folder: &PathBuf| {
                let base = uri_of(&folder.display().to_string()).0;
                json!({ "globPattern": { "baseUri": base, "pattern": "**/*.{yaml,yml,ndjson,jsonl}" } })
            };
            let watchers: Vec<Value> = folders.iter().map(watcher).collect();
            self.register(SAMPLES, "workspace/didChangeWatchedFiles", json!({ "watchers": watchers }));
        }
        self.asks.samples = folders;
    }

    fn register(&mut self, id: &str, method: &str, options: Value) {
        let registration = json!({ "id": id, "method": method, "registerOptions": options });
        self.ask_editor("watch-", "client/registerCapability", json!({ "registrations": [registration] }));
    }

    /// Asks the editor for its settings.
    pub(super) fn configure(&mut self) {
        if self.asks.tells_settings {
            self.ask_editor(SETTINGS, "workspace/configuration", json!({ "items": [{ "section": "enrol" }] }));
        }
    }

    /// Takes the news that settings have changed: an editor that can be asked is asked, another has sent them along.
    pub(super) fn configured(&mut self, params: Value) {
        if self.asks.tells_settings {
            return self.configure();
        }
        self.set(params.get("settings").unwrap_or(&Value::Null));
    }

    /// Takes what the editor answers; what it says to a registration changes nothing.
    pub(super) fn answered(&mut self, response: Response) {
        let asked_for_settings = response.id.to_string().trim_matches('"').starts_with(SETTINGS);
        if let (true, Ok(settings)) = (asked_for_settings, response.response_result) {
            self.set(settings.get(0).unwrap_or(&Value::Null));
        }
    }

    fn set(&mut self, settings: &Value) {
        let unusable = self.workspace.settings.change(settings);
        self.workspace.news.extend(unusable);
        self.stale = true;
        self.refresh();
    }

    /// Asks the editor to ask again for what may be otherwise now although no text that it holds has changed.
    pub(super) fn refresh(&mut self) {
        for method in self.asks.refreshes.clone() {
            self.ask_editor("refresh-", method, Value::Null);
        }
    }

    fn ask_editor(&mut self, what: &str, method: &str, params: Value) {
        self.asks.asked += 1;
        let id = RequestId::from(format!("{what}{}", self.asks.asked));
        self.send(Request::new(id, method.to_owned(), params));
    }

    /// Says what must be said to the person at the editor.
    pub(super) fn tell_news(&mut self) {
        for message in std::mem::take(&mut self.workspace.news) {
            let params = json!({ "type": lsp::MessageType::Warning, "message": message });
            self.send(Notification::new("window/showMessage".to_owned(), params));
        }
    }
}
