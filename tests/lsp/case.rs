//! A file of cases. `==== title` begins a case, `== ...` a step of it; what stands under a step is the text of a file, or the
//! answer. Places are marked in a file's text: `<|>`, or `<1>`, `<2>` and so on.

use crate::client::Client;
use crate::render;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Runs all cases of a file and gives the file with the answers that came.
pub(crate) fn run(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split("\n==== ");
    let head = parts.next().unwrap();
    let mut cases: Vec<&str> = Vec::new();
    match head.strip_prefix("==== ") {
        Some(first) => cases.push(first),
        None => {
            out.push_str(head.trim_end());
            out.push_str("\n\n");
        }
    }
    cases.extend(parts);
    for case in cases {
        one(case, &mut out);
    }
    let trimmed = out.trim_end().len();
    out.truncate(trimmed);
    out.push('\n');
    out
}

fn one(case: &str, out: &mut String) {
    let mut steps = case.split("\n== ");
    let title = steps.next().unwrap().trim();
    writeln!(out, "==== {title}\n").unwrap();
    let steps: Vec<(&str, &str)> = steps.map(|step| step.split_once('\n').unwrap_or((step, ""))).collect();
    let setup =
        steps.iter().find(|(head, _)| head.starts_with("start ")).map(|(head, _)| head.trim_start_matches("start "));
    let mut client =
        Client::start(setup.map_or(json!({}), |setup| serde_json::from_str(setup).expect("JSON after start")));
    for (head, body) in steps {
        writeln!(out, "== {head}").unwrap();
        let words: Vec<&str> = head.split(' ').collect();
        match words.as_slice() {
            ["start", ..] => out.push('\n'),
            [how @ ("file" | "disk"), name, how_written @ ..] => {
                writeln!(out, "{}\n", body.trim_end()).unwrap();
                let text = format!("{}\n", body.trim_end());
                let text = if how_written.contains(&"crlf") { text.replace('\n', "\r\n") } else { text };
                let text = text.replace("<tab>", "\t");
                client.write(name, &text);
                if *how == "file" {
                    client.open(name, &text);
                } else {
                    client.touched(name);
                }
            }
            _ => {
                let answer = step(&mut client, head, &words);
                let answer = answer.trim_end();
                writeln!(out, "{answer}{}", if answer.is_empty() { "" } else { "\n" }).unwrap();
            }
        }
    }
    client.stop();
}

/// What the server says to one step.
fn step(client: &mut Client, head: &str, words: &[&str]) -> String {
    let quoted: Vec<&str> = head.split('"').skip(1).step_by(2).collect();
    let quoted: Vec<String> = quoted.iter().map(|text| text.replace("\\n", "\n")).collect();
    match words {
        ["diagnostics"] => render::diagnostics(&client.diagnostics()),
        ["type", mark, ..] => {
            client.type_at(mark, &quoted[0]);
            String::new()
        }
        ["replace", name, ..] => {
            client.replace(name, &quoted[0], &quoted[1]);
            String::new()
        }
        ["delete", name] => {
            client.delete(name);
            String::new()
        }
        ["close", name] => {
            client.close(name);
            String::new()
        }
        ["text", name] => client.text(name).replace('\r', "<cr>").replace('\t', "<tab>"),
        ["set", ..] => {
            client.set(serde_json::from_str(head.trim_start_matches("set ")).expect("JSON after set"));
            String::new()
        }
        ["told"] => client.told().join("\n"),
        ["notify", method] => {
            client.notify(method, json!({}));
            String::new()
        }
        ["complete", mark, only @ ..] => {
            let answer = client.ask("textDocument/completion", client.at(mark));
            let only: Vec<String> = only.iter().map(|label| label.replace('?', " ")).collect();
            render::completion(client, &answer, &only, mark)
        }
        ["hover", mark] => {
            let answer = client.ask("textDocument/hover", client.at(mark));
            render::hover(client, &answer)
        }
        ["definition", mark] => {
            let answer = client.ask("textDocument/definition", client.at(mark));
            render::locations(client, &answer)
        }
        ["references", mark, ..] => {
            let mut params = client.at(mark);
            params["context"] = json!({ "includeDeclaration": !words.contains(&"only") });
            let answer = client.ask("textDocument/references", params);
            render::locations(client, &answer)
        }
        ["highlight", mark] => {
            let answer = client.ask("textDocument/documentHighlight", client.at(mark));
            render::highlights(client, &answer, mark)
        }
        ["prepare-rename", mark] => {
            let answer = client.ask("textDocument/prepareRename", client.at(mark));
            render::prepared(client, &answer, mark)
        }
        ["rename", mark, "to", name] => {
            let mut params = client.at(mark);
            params["newName"] = json!(name);
            let answer = client.ask("textDocument/rename", params);
            let changes = render::edit(client, &answer);
            let told: Vec<String> = client.told().iter().map(|told| format!("\ntold: {told}")).collect();
            format!("{}{}", changes.trim_end(), told.concat())
        }
        ["symbols", name] => {
            let answer = client.ask("textDocument/documentSymbol", client.document(name));
            render::symbols(&answer)
        }
        ["workspace-symbols", ..] => {
            let answer =
                client.ask("workspace/symbol", json!({ "query": quoted.first().cloned().unwrap_or_default() }));
            render::workspace_symbols(client, &answer)
        }
        ["tokens", name] => {
            let answer = client.ask("textDocument/semanticTokens/full", client.document(name));
            render::tokens(client, name, &answer)
        }
        ["folding", name] => {
            let answer = client.ask("textDocument/foldingRange", client.document(name));
            render::folding(&answer)
        }
        ["format", name] => {
            let mut params = client.document(name);
            params["options"] = json!({ "tabSize": 2, "insertSpaces": true });
            let answer = client.ask("textDocument/formatting", params);
            render::edits(client, name, &answer)
        }
        ["format-range", from, to] => {
            let mut params = client.range(from, to);
            params["options"] = json!({ "tabSize": 2, "insertSpaces": true });
            let answer = client.ask("textDocument/rangeFormatting", params);
            render::edits(client, client.file_of(from), &answer)
        }
        ["actions", from, rest @ ..] => {
            let to = rest.first().filter(|to| to.len() == 1).unwrap_or(from);
            let mut params = client.range(from, to);
            params["context"] = json!({ "diagnostics": [] });
            let answer = client.ask("textDocument/codeAction", params);
            render::actions(client, &answer)
        }
        ["fix-all", name] => {
            let mut params = client.document(name);
            params["range"] = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
            params["context"] = json!({ "diagnostics": [], "only": ["source.fixAll"] });
            let answer = client.ask("textDocument/codeAction", params);
            render::actions(client, &answer)
        }
        ["hints", name] => {
            let mut params = client.document(name);
            params["range"] =
                json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 100_000, "character": 0 } });
            let answer = client.ask("textDocument/inlayHint", params);
            render::hints(client, name, &answer)
        }
        ["lenses", name] => {
            let answer = client.ask("textDocument/codeLens", client.document(name));
            render::lenses(client, name, &answer)
        }
        ["run", command, name, rest @ ..] => {
            let uri = client.uri(name);
            let mut arguments = vec![json!(uri)];
            arguments.extend(rest.iter().map(|rest| json!(rest)));
            let answer = client.ask("workspace/executeCommand", json!({ "command": command, "arguments": arguments }));
            render::text(client, &answer)
        }
        ["selection", mark] => {
            let at = client.at(mark);
            let params = json!({ "textDocument": at["textDocument"], "positions": [at["position"]] });
            let answer = client.ask("textDocument/selectionRange", params);
            render::selection(client, client.file_of(mark), &answer)
        }
        ["ask", method] => {
            let answer: Value = client.ask(method, json!({}));
            render::text(client, &answer)
        }
        _ => panic!("no such step: {head}"),
    }
}
