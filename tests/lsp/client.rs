//! An editor of the tests: it holds texts, speaks the protocol with a server in the same process, and remembers what it is shown.

use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long an answer may take before the server counts as hung.
const PATIENCE: Duration = Duration::from_secs(60);

static FOLDERS: AtomicUsize = AtomicUsize::new(0);

/// A text that the editor holds.
struct Document {
    version: i64,
    text: String,
    open: bool,
}

/// The editor.
pub(crate) struct Client {
    connection: Connection,
    server: Option<JoinHandle<enrol::lsp::Ending>>,
    root: PathBuf,
    documents: BTreeMap<String, Document>,
    /// Marks: the file and the byte in its text.
    marks: BTreeMap<String, (String, usize)>,
    shown: BTreeMap<String, Value>,
    published: BTreeMap<String, i64>,
    next: i32,
    /// What the server said to the person at the editor.
    told: Vec<String>,
    /// What the editor is set to, which it tells when it is asked.
    settings: Value,
    /// What the server asked of the editor, method and parameters.
    pub(crate) asked: Vec<(String, Value)>,
    /// What the server said when it began.
    pub(crate) welcome: Value,
}

impl Client {
    /// Starts a server on a fresh folder. `setup` may hold `options`, `folders` and `encoding`.
    pub(crate) fn start(setup: Value) -> Client {
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("enrol-lsp-{}-{number}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        let root = root.canonicalize().unwrap();
        let (server, connection) = Connection::memory();
        let server = std::thread::spawn(move || enrol::lsp::serve(&server));
        let mut client = Client {
            connection,
            server: Some(server),
            root,
            documents: BTreeMap::new(),
            marks: BTreeMap::new(),
            shown: BTreeMap::new(),
            published: BTreeMap::new(),
            next: 0,
            told: Vec::new(),
            settings: setup.get("settings").cloned().unwrap_or(Value::Null),
            asked: Vec::new(),
            welcome: Value::Null,
        };
        let mut options = setup.get("options").cloned().unwrap_or_else(|| json!({}));
        for path in ["patients"] {
            if let Some(folder) = options.get(path).and_then(Value::as_str) {
                options[path] = json!(std::env::current_dir().unwrap().join(folder));
            }
        }
        options["cacheFolder"] = json!(client.root.join("cache"));
        let folders: Vec<String> = match setup.get("folders").and_then(Value::as_array) {
            Some(folders) => folders.iter().map(|folder| folder.as_str().unwrap().to_owned()).collect(),
            None => vec![String::new()],
        };
        let folders: Vec<Value> = folders.iter().map(|name| json!({ "uri": client.uri(name), "name": name })).collect();
        let encodings = setup.get("encodings").cloned().unwrap_or(json!(["utf-16"]));
        let params = json!({
            "processId": null,
            "rootUri": null,
            "capabilities": {
                "general": { "positionEncodings": encodings },
                "workspace": setup.get("workspace").cloned().unwrap_or(json!({})),
                "textDocument": {
                    "completion": { "completionItem": { "snippetSupport": setup["snippets"] == true } },
                    "semanticTokens": {
                        "requests": {}, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"],
                        "augmentsSyntaxTokens": setup["colours by itself"] == true,
                    },
                },
            },
            "initializationOptions": options,
            "workspaceFolders": folders,
        });
        client.welcome = client.ask("initialize", params);
        client.notify("initialized", json!({}));
        client
    }

    /// What the server calls a file of the case.
    pub(crate) fn uri(&self, name: &str) -> String {
        let path = if name.is_empty() { self.root.clone() } else { self.root.join(name) };
        let encoded: String = path
            .display()
            .to_string()
            .bytes()
            .map(|byte| match byte {
                b'/' | b'.' | b'-' | b'_' | b'~' => char::from(byte).to_string(),
                byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect();
        format!("file://{encoded}")
    }

    /// The name in the case of what the server speaks of.
    pub(crate) fn name(&self, uri: &str) -> String {
        let root = self.uri("");
        uri.strip_prefix(&root).map_or_else(|| uri.to_owned(), |rest| rest.trim_start_matches('/').to_owned())
    }

    /// Takes every mention of the case's folder out of a text.
    pub(crate) fn without_root(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.uri("")), "").replace(&format!("{}/", self.root.display()), "")
    }

    /// Writes a file to the disk, without its marks.
    pub(crate) fn write(&mut self, name: &str, text: &str) {
        let (plain, _) = marks(text);
        let path = self.root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, plain).unwrap();
    }

    /// Opens a file in the editor; its marks are remembered.
    pub(crate) fn open(&mut self, name: &str, text: &str) {
        let (plain, found) = marks(text);
        for (mark, byte) in found {
            self.marks.insert(mark, (name.to_owned(), byte));
        }
        let document = json!({ "uri": self.uri(name), "languageId": "enrol", "version": 1, "text": plain });
        self.documents.insert(name.to_owned(), Document { version: 1, text: plain, open: true });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Closes a file.
    pub(crate) fn close(&mut self, name: &str) {
        self.documents.get_mut(name).unwrap().open = false;
        self.notify("textDocument/didClose", self.document(name));
    }

    /// Deletes a file from the disk.
    pub(crate) fn delete(&mut self, name: &str) {
        fs::remove_file(self.root.join(name)).unwrap();
        let change = json!({ "uri": self.uri(name), "type": 3 });
        self.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    }

    /// Tells that a file of the disk was written.
    pub(crate) fn touched(&mut self, name: &str) {
        let change = json!({ "uri": self.uri(name), "type": 2 });
        self.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    }

    /// The text of a document, or of a file of the disk.
    pub(crate) fn text(&self, name: &str) -> String {
        match self.documents.get(name) {
            Some(document) => document.text.clone(),
            None => fs::read_to_string(self.root.join(name)).unwrap(),
        }
    }

    /// Types at a mark, letter by letter; the mark moves on.
    pub(crate) fn type_at(&mut self, mark: &str, letters: &str) {
        for letter in letters.chars() {
            let (name, byte) = self.marks[mark].clone();
            self.edit(&name, byte, byte, &letter.to_string());
            self.marks.get_mut(mark).unwrap().1 = byte + letter.len_utf8();
        }
    }

    /// Replaces the first words of a document that read so.
    pub(crate) fn replace(&mut self, name: &str, old: &str, new: &str) {
        let start = self.documents[name].text.find(old).unwrap_or_else(|| panic!("no `{old}` in {name}"));
        self.edit(name, start, start + old.len(), new);
    }

    /// One change of a document.
    pub(crate) fn edit(&mut self, name: &str, start: usize, end: usize, new: &str) {
        let range = json!({ "start": self.position(name, start), "end": self.position(name, end) });
        let document = self.documents.get_mut(name).unwrap();
        document.text.replace_range(start..end, new);
        document.version += 1;
        let version = document.version;
        for (file, byte) in self.marks.values_mut() {
            if file == name && *byte > start {
                *byte = (*byte + new.len()).saturating_sub(end - start);
            }
        }
        let changes = json!([{ "range": range, "text": new }]);
        let document = json!({ "uri": self.uri(name), "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// The place of a byte as this editor counts: in code units of UTF-16 unless bytes were agreed on.
    pub(crate) fn position(&self, name: &str, byte: usize) -> Value {
        let text = self.text(name);
        let before = &text[..byte];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.matches('\n').count();
        let column = if self.counts_bytes() { byte - start } else { before[start..].encode_utf16().count() };
        json!({ "line": line, "character": column })
    }

    /// The byte of a place.
    pub(crate) fn byte(&self, name: &str, position: &Value) -> usize {
        let text = self.text(name);
        let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
        let column = usize::try_from(position["character"].as_u64().unwrap()).unwrap();
        let start = text.split_inclusive('\n').take(line).map(str::len).sum::<usize>().min(text.len());
        if self.counts_bytes() {
            return (start + column).min(text.len());
        }
        let mut units = 0;
        for (at, letter) in text[start..].char_indices() {
            if units >= column || letter == '\n' {
                return start + at;
            }
            units += letter.len_utf16();
        }
        text.len()
    }

    fn counts_bytes(&self) -> bool {
        self.welcome["capabilities"]["positionEncoding"] == "utf-8"
    }

    /// The file in which a mark stands.
    pub(crate) fn file_of(&self, mark: &str) -> &str {
        &self.marks.get(mark).unwrap_or_else(|| panic!("no mark {mark}")).0
    }

    /// A document, as requests name it.
    pub(crate) fn document(&self, name: &str) -> Value {
        json!({ "textDocument": { "uri": self.uri(name) } })
    }

    /// A mark, as requests name it.
    pub(crate) fn at(&self, mark: &str) -> Value {
        let (name, byte) = self.marks.get(mark).unwrap_or_else(|| panic!("no mark {mark}"));
        json!({ "textDocument": { "uri": self.uri(name) }, "position": self.position(name, *byte) })
    }

    /// The stretch between two marks, as requests name it.
    pub(crate) fn range(&self, from: &str, to: &str) -> Value {
        let (from, to) = (self.at(from), self.at(to));
        json!({ "textDocument": from["textDocument"], "range": { "start": from["position"], "end": to["position"] } })
    }

    /// Sends news.
    pub(crate) fn notify(&self, method: &str, params: Value) {
        let message = Message::Notification(Notification::new(method.to_owned(), params));
        self.connection.sender.send(message).unwrap();
    }

    /// Sends a request without waiting.
    pub(crate) fn send(&mut self, method: &str, params: Value) -> RequestId {
        self.next += 1;
        let id = RequestId::from(self.next);
        let request = Request::new(id.clone(), method.to_owned(), params);
        self.connection.sender.send(Message::Request(request)).unwrap();
        id
    }

    /// Waits for the answer to a request.
    pub(crate) fn wait(&mut self, id: &RequestId) -> Response {
        loop {
            let message = self.connection.receiver.recv_timeout(PATIENCE).expect("the server answers");
            match message {
                Message::Response(response) if response.id == *id => return response,
                message => self.keep(message),
            }
        }
    }

    fn keep(&mut self, message: Message) {
        match message {
            Message::Notification(notification) if notification.method == "textDocument/publishDiagnostics" => {
                let name = self.name(notification.params["uri"].as_str().unwrap());
                if let Some(version) = notification.params["version"].as_i64() {
                    self.published.insert(name.clone(), version);
                }
                self.shown.insert(name, notification.params["diagnostics"].clone());
            }
            Message::Notification(notification) if notification.method == "window/showMessage" => {
                self.told.push(notification.params["message"].as_str().unwrap().to_owned());
            }
            Message::Request(request) => {
                let result = match request.method.as_str() {
                    "workspace/configuration" => json!([self.settings]),
                    _ => Value::Null,
                };
                self.asked.push((request.method, request.params));
                let response = Response::new_ok(request.id, result);
                self.connection.sender.send(Message::Response(response)).unwrap();
            }
            _ => {}
        }
    }

    /// What the server has said to the person since this was last asked.
    pub(crate) fn told(&mut self) -> Vec<String> {
        std::mem::take(&mut self.told)
    }

    /// Sets the editor otherwise, and says so.
    pub(crate) fn set(&mut self, settings: Value) {
        self.settings = settings;
        self.notify("workspace/didChangeConfiguration", json!({ "settings": { "enrol": self.settings } }));
    }

    /// Asks and waits; a refusal is `{"refused": ...}`.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        let response = self.wait(&id);
        match response.response_result {
            Ok(result) => result,
            Err(error) => json!({ "refused": error.message, "code": error.code }),
        }
    }

    /// What is shown of every text once the server has seen everything.
    pub(crate) fn diagnostics(&mut self) -> Vec<(String, Value)> {
        // A change that changes nothing: its version tells when everything before it has been seen.
        if let Some(name) = self.documents.iter().find(|(_, document)| document.open).map(|(name, _)| name.clone()) {
            self.edit(&name, 0, 0, "");
            let version = self.documents[&name].version;
            while self.published.get(&name) != Some(&version) {
                let message = self.connection.receiver.recv_timeout(PATIENCE).expect("the server shows findings");
                self.keep(message);
            }
        }
        self.ask("enrol/nothing", json!({}));
        let shown =
            self.shown.iter().filter(|(name, shown)| self.documents.contains_key(*name) || shown != &&json!([]));
        shown.map(|(name, shown)| (name.clone(), shown.clone())).collect()
    }

    /// Ends the session in order.
    pub(crate) fn stop(mut self) {
        let answer = self.ask("shutdown", json!({}));
        assert!(answer.is_null(), "{answer}");
        self.notify("exit", json!({}));
        let ending = self.server.take().unwrap().join().expect("the server does not panic");
        assert_eq!(ending, enrol::lsp::Ending::Orderly);
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// A text without its marks, and where they stood.
fn marks(text: &str) -> (String, Vec<(String, usize)>) {
    let (mut plain, mut found, mut rest) = (String::new(), Vec::new(), text);
    while let Some(at) = rest.find('<') {
        let mark = rest[at + 1..].find('>').map(|end| &rest[at + 1..at + 1 + end]);
        plain.push_str(&rest[..at]);
        match mark {
            Some(mark) if mark == "|" || (mark.len() == 1 && mark.as_bytes()[0].is_ascii_digit()) => {
                found.push((mark.to_owned(), plain.len()));
                rest = &rest[at + 3..];
            }
            _ => {
                plain.push('<');
                rest = &rest[at + 1..];
            }
        }
    }
    plain.push_str(rest);
    (plain, found)
}
