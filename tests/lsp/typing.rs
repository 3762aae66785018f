//! Every prefix of the project's own rule files is a text that somebody may have half typed: whatever is asked of it, the server
//! answers and stays alive.

use crate::client::Client;
use serde_json::json;
use std::fs;

/// How many letters are typed between two questions; a prime, so that it falls everywhere.
const STRIDE: usize = 311;

#[test]
fn half_typed_files_are_answered() {
    for path in ["rules/trials/NCT05798117.enrol", "rules/library/lupus/activity.enrol", "rules/vocabulary/lupus.enrol"]
    {
        let text = fs::read_to_string(path).unwrap();
        let mut client = Client::start(json!({}));
        client.open("a.enrol", "");
        let mut typed = 0;
        while typed < text.len().min(12_000) {
            let next = text.floor_char_boundary((typed + STRIDE).min(text.len()));
            client.edit("a.enrol", typed, typed, &text[typed..next]);
            typed = next;
            let position = client.position("a.enrol", typed);
            let at = json!({ "textDocument": { "uri": client.uri("a.enrol") }, "position": position });
            for method in ["completion", "hover", "definition", "documentHighlight"] {
                let answer = client.ask(&format!("textDocument/{method}"), at.clone());
                assert!(answer.get("code").is_none(), "{path} at {typed}: {method}: {answer}");
            }
            for method in ["semanticTokens/full", "documentSymbol", "foldingRange", "codeLens"] {
                let answer = client.ask(&format!("textDocument/{method}"), client.document("a.enrol"));
                assert!(answer.get("code").is_none(), "{path} at {typed}: {method}: {answer}");
            }
        }
        client.stop();
    }
}
