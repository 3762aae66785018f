//! What the protocol asks of every server, whatever is edited.

use crate::client::Client;
use enrol::lsp::{Ending, serve};
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::json;

const TRIAL: &str = "trial T \"T\"\n\ninclusion I1 \"Adults\"\n  age >= 18 years\n";

#[test]
fn unknown_requests_are_refused_and_unknown_news_ignored() {
    let mut client = Client::start(json!({}));
    client.notify("$/setTrace", json!({ "value": "verbose" }));
    client.notify("enrol/news", json!({ "anything": [1, 2] }));
    let answer = client.ask("enrol/question", json!({}));
    assert_eq!(answer["code"], -32601, "{answer}");
    let answer = client.ask("textDocument/definition", json!({ "nonsense": true }));
    assert_eq!(answer["code"], -32602, "{answer}");
    client.stop();
}

#[test]
fn an_unknown_text_is_no_error() {
    let mut client = Client::start(json!({}));
    for method in
        ["textDocument/hover", "textDocument/definition", "textDocument/completion", "textDocument/prepareRename"]
    {
        let at = json!({ "textDocument": client.document("nowhere.enrol")["textDocument"], "position": { "line": 3, "character": 9 } });
        let answer = client.ask(method, at);
        assert!(answer.get("refused").is_none(), "{method}: {answer}");
    }
    client.stop();
}

#[test]
fn after_shutdown_nothing_is_answered() {
    let mut client = Client::start(json!({}));
    client.open("a.enrol", TRIAL);
    assert!(client.ask("shutdown", json!({})).is_null());
    assert_eq!(client.ask("textDocument/documentSymbol", client.document("a.enrol"))["code"], -32600);
    client.notify("exit", json!({}));
}

#[test]
fn who_goes_without_goodbye_is_noticed() {
    let (server, editor) = Connection::memory();
    let server = std::thread::spawn(move || serve(&server));
    drop(editor);
    assert_eq!(server.join().unwrap(), Ending::Broken);

    let (server, editor) = Connection::memory();
    let server = std::thread::spawn(move || serve(&server));
    let hello = Request::new(RequestId::from(1), "initialize".to_owned(), json!({ "capabilities": {} }));
    editor.sender.send(Message::Request(hello)).unwrap();
    editor.receiver.recv().unwrap();
    editor.sender.send(Message::Notification(Notification::new("initialized".to_owned(), json!({})))).unwrap();
    editor.sender.send(Message::Notification(Notification::new("exit".to_owned(), json!({})))).unwrap();
    assert_eq!(server.join().unwrap(), Ending::Broken);
}

#[test]
fn what_is_cancelled_before_its_turn_is_not_answered() {
    let mut client = Client::start(json!({}));
    client.open("a.enrol", TRIAL);
    // The server reads all that waits before it answers; what it has begun, it finishes.
    let ids: Vec<RequestId> = (0..200).map(|_| client.send("workspace/symbol", json!({ "query": "" }))).collect();
    let last = ids.last().unwrap().clone();
    client.notify("$/cancelRequest", json!({ "id": 200 + 1 }));
    let answer = client.wait(&last);
    assert!(answer.response_result.as_ref().err().is_none_or(|error| error.code == -32800));
    client.stop();
}

#[test]
fn news_about_a_text_that_is_not_open_changes_nothing() {
    let mut client = Client::start(json!({}));
    let uri = client.uri("a.enrol");
    let edit = json!({ "range": { "start": { "line": 5, "character": 5 }, "end": { "line": 2, "character": 1 } }, "text": "x" });
    client.notify(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [edit] }),
    );
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    client.open("a.enrol", TRIAL);
    // A range that ends before it begins, far behind the end.
    client.notify(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": uri, "version": 3 }, "contentChanges": [edit] }),
    );
    assert!(client.ask("textDocument/documentSymbol", client.document("a.enrol")).is_array());
    client.stop();
}

#[test]
fn differences_of_colours_make_the_whole() {
    let mut client = Client::start(json!({}));
    client.open("a.enrol", TRIAL);
    let numbers = |answer: &serde_json::Value| -> Vec<u64> {
        answer["data"].as_array().unwrap().iter().map(|number| number.as_u64().unwrap()).collect()
    };
    let first = client.ask("textDocument/semanticTokens/full", client.document("a.enrol"));
    let mut known = numbers(&first);
    let mut id = first["resultId"].clone();
    for (start, end, new) in [(0, 0, "# note\n"), (20, 20, " "), (0, 7, ""), (30, 34, "")] {
        client.edit("a.enrol", start, end, new);
        let mut params = client.document("a.enrol");
        params["previousResultId"] = id;
        let delta = client.ask("textDocument/semanticTokens/full/delta", params);
        for edit in delta["edits"].as_array().unwrap() {
            let start = usize::try_from(edit["start"].as_u64().unwrap()).unwrap();
            let count = usize::try_from(edit["deleteCount"].as_u64().unwrap()).unwrap();
            known.splice(start..start + count, numbers(edit));
        }
        let whole = client.ask("textDocument/semanticTokens/full", client.document("a.enrol"));
        assert_eq!(known, numbers(&whole));
        id = whole["resultId"].clone();
    }
    let mut params = client.document("a.enrol");
    params["previousResultId"] = json!("long ago");
    assert!(client.ask("textDocument/semanticTokens/full/delta", params)["data"].is_array());
    client.stop();
}

#[test]
fn records_of_sample_patients_are_watched_wherever_they_lie() {
    let watches = json!({ "didChangeWatchedFiles": { "dynamicRegistration": true, "relativePatternSupport": true } });
    let mut client = Client::start(json!({ "options": { "patients": "examples/patients" }, "workspace": watches }));
    client.open("a.enrol", TRIAL);
    client.diagnostics();
    let asked: Vec<String> = client.asked.iter().map(|(method, params)| format!("{method} {params}")).collect();
    assert!(asked.iter().any(|asked| asked.contains("**/enrol.toml")), "{asked:?}");
    assert!(asked.iter().any(|asked| asked.contains("/examples/patients\"")), "{asked:?}");
    client.set(json!({ "patients": "" }));
    client.diagnostics();
    let given_up = client.asked.iter().filter(|(method, _)| method == "client/unregisterCapability").count();
    assert_eq!(given_up, 1, "a folder that is not set any more is not watched");
    client.stop();
}
