//! Answers as a person reads them.

use crate::client::Client;
use serde_json::Value;

const NOTHING: &str = "(nothing)";

/// What a refusal says, if the answer is one.
fn refused(answer: &Value) -> Option<String> {
    answer["refused"].as_str().map(|reason| format!("refused: {reason}"))
}

fn list(answer: &Value) -> Vec<Value> {
    answer.as_array().cloned().unwrap_or_default()
}

fn place(position: &Value) -> String {
    format!("{}:{}", position["line"].as_u64().unwrap() + 1, position["character"].as_u64().unwrap() + 1)
}

fn range(range: &Value) -> String {
    format!("{}-{}", place(&range["start"]), place(&range["end"]))
}

/// The words of a file at a range, with `|` around them and what else is on the first line.
fn quoted(client: &Client, name: &str, range: &Value) -> String {
    if !readable(client, name) {
        return String::new();
    }
    let text = client.text(name);
    let (start, end) = (client.byte(name, &range["start"]), client.byte(name, &range["end"]));
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let stop = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let shown = format!("{}«{}»{}", &text[line..start], &text[start..end], &text[end..stop]);
    shown.replace('\r', "").trim().to_owned()
}

fn readable(client: &Client, name: &str) -> bool {
    !name.contains("://") && !name.starts_with("untitled:") && !client.text(name).is_empty()
}

fn lines(lines: Vec<String>) -> String {
    if lines.is_empty() { NOTHING.to_owned() } else { lines.join("\n") }
}

pub(crate) fn diagnostics(shown: &[(String, Value)]) -> String {
    let mut out = Vec::new();
    for (name, found) in shown {
        out.push(format!("{name}: {}", if list(found).is_empty() { "nothing" } else { "" }).trim_end().to_owned());
        for one in list(found) {
            let severity =
                ["", "error", "warning", "note", "hint"][usize::try_from(one["severity"].as_u64().unwrap()).unwrap()];
            let tags: Vec<&str> = list(&one["tags"])
                .iter()
                .map(|tag| if tag == 1 { " (unnecessary)" } else { " (deprecated)" })
                .collect();
            let code = one["code"].as_str().unwrap();
            let message = one["message"].as_str().unwrap().replace('\n', "\n      ");
            out.push(format!("  {} {severity} {code}{}: {message}", range(&one["range"]), tags.concat()));
            let page = one["codeDescription"]["href"].as_str().unwrap_or_default();
            assert!(page.ends_with(&format!("{code}.md")), "{page}");
            for related in list(&one["relatedInformation"]) {
                let at = range(&related["location"]["range"]);
                out.push(format!("      {at}: {}", related["message"].as_str().unwrap()));
            }
        }
    }
    lines(out)
}

pub(crate) fn locations(client: &Client, answer: &Value) -> String {
    if let Some(refused) = refused(answer) {
        return refused;
    }
    let mut out: Vec<String> = list(answer)
        .iter()
        .map(|location| {
            let name = client.name(location["uri"].as_str().unwrap());
            // Where words of embedded vocabularies stand there changes with every edit of them.
            let place = if name.starts_with("cache/") { "somewhere".to_owned() } else { range(&location["range"]) };
            format!("{name} {place}: {}", quoted(client, &name, &location["range"]))
        })
        .collect();
    out.dedup();
    lines(out)
}

pub(crate) fn highlights(client: &Client, answer: &Value, mark: &str) -> String {
    let name = client.file_of(mark).to_owned();
    let shown = list(answer);
    let shown = shown.iter().map(|found| {
        let kind = if found["kind"] == 3 { "declared" } else { "used" };
        format!("{} {kind}: {}", range(&found["range"]), quoted(client, &name, &found["range"]))
    });
    lines(shown.collect())
}

pub(crate) fn prepared(client: &Client, answer: &Value, mark: &str) -> String {
    if let Some(refused) = refused(answer) {
        return refused;
    }
    let name = client.file_of(mark).to_owned();
    format!("{} {}", answer["placeholder"].as_str().unwrap(), quoted(client, &name, &answer["range"]))
}

/// A change of several files: each line that is changed, as it will be.
pub(crate) fn edit(client: &Client, answer: &Value) -> String {
    if let Some(refused) = refused(answer) {
        return refused;
    }
    let Some(changes) = answer["changes"].as_object() else { return NOTHING.to_owned() };
    let mut named: Vec<(String, &Value)> = changes.iter().map(|(uri, edits)| (client.name(uri), edits)).collect();
    named.sort_by_key(|(name, _)| name.clone());
    named
        .iter()
        .map(|(name, edits)| format!("{name}:\n{}", self::edits(client, name, edits)))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The lines of a file that changes touch, before and after.
pub(crate) fn edits(client: &Client, name: &str, answer: &Value) -> String {
    if let Some(refused) = refused(answer) {
        return refused;
    }
    let edits = list(answer);
    if edits.is_empty() {
        return NOTHING.to_owned();
    }
    let old = client.text(name);
    let mut new = old.clone();
    let mut changes: Vec<(usize, usize, String)> = edits
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            let text = edit["newText"].as_str().unwrap().to_owned();
            (client.byte(name, &range["start"]), client.byte(name, &range["end"]), text)
        })
        .collect();
    changes.sort();
    for pair in changes.windows(2) {
        assert!(pair[0].1 <= pair[1].0, "changes that touch the same words: {pair:?}");
    }
    for (start, end, text) in changes.iter().rev() {
        new.replace_range(*start..*end, text);
    }
    difference(&old, &new)
}

/// The lines that differ between two texts, in the manner of `diff`.
fn difference(old: &str, new: &str) -> String {
    let (one, two): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let mut table = vec![vec![0usize; two.len() + 1]; one.len() + 1];
    for i in (0..one.len()).rev() {
        for j in (0..two.len()).rev() {
            table[i][j] = if one[i] == two[j] { table[i + 1][j + 1] + 1 } else { table[i + 1][j].max(table[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < one.len() || j < two.len() {
        if i < one.len() && j < two.len() && one[i] == two[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < one.len() && (j == two.len() || table[i + 1][j] >= table[i][j + 1]) {
            out.push(format!("-{}", one[i]));
            i += 1;
        } else {
            out.push(format!("+{}", two[j]));
            j += 1;
        }
    }
    out.join("\n").replace('\r', "<cr>").replace('\t', "<tab>")
}

pub(crate) fn symbols(answer: &Value) -> String {
    fn walk(symbols: &[Value], depth: usize, out: &mut Vec<String>) {
        for symbol in symbols {
            let detail = symbol["detail"].as_str().map(|detail| format!("  {detail}")).unwrap_or_default();
            let name = symbol["name"].as_str().unwrap();
            out.push(format!("{}{name} ({}){detail}", "  ".repeat(depth), range(&symbol["selectionRange"])));
            walk(&list(&symbol["children"]), depth + 1, out);
        }
    }
    let mut out = Vec::new();
    walk(&list(answer), 0, &mut out);
    lines(out)
}

pub(crate) fn workspace_symbols(client: &Client, answer: &Value) -> String {
    let found = list(answer);
    let found = found.iter().map(|symbol| {
        let location = &symbol["location"];
        let name = client.name(location["uri"].as_str().unwrap());
        let container = symbol["containerName"].as_str().unwrap_or_default();
        format!("{} ({container}) {name} {}", symbol["name"].as_str().unwrap(), range(&location["range"]))
    });
    lines(found.collect())
}

pub(crate) fn hover(client: &Client, answer: &Value) -> String {
    if answer.is_null() {
        return NOTHING.to_owned();
    }
    client.without_root(answer["contents"]["value"].as_str().unwrap_or_default())
}

/// What completion offers: the labels, and the whole of those that are asked for by name.
pub(crate) fn completion(client: &Client, answer: &Value, only: &[String], mark: &str) -> String {
    let items = list(&answer["items"]);
    if items.is_empty() {
        return NOTHING.to_owned();
    }
    let label = |item: &Value| item["label"].as_str().unwrap().to_owned();
    if only.is_empty() {
        let mut labels: Vec<String> = items.iter().map(label).collect();
        let more = labels.len().saturating_sub(40);
        labels.truncate(40);
        let rest = if more > 0 { format!(" ... and {more} more") } else { String::new() };
        return format!("{}{rest}", labels.join(", "));
    }
    let name = client.file_of(mark).to_owned();
    let mut out = Vec::new();
    for wanted in only {
        let Some(item) = items.iter().find(|item| label(item) == *wanted) else {
            out.push(format!("{wanted}: not offered"));
            continue;
        };
        out.push(format!("{wanted} ({})", item["detail"].as_str().unwrap_or_default()));
        if let Some(edit) = item.get("textEdit") {
            out.push(format!("  writes {:?} for {:?}", edit["newText"].as_str().unwrap(), {
                let (start, end) =
                    (client.byte(&name, &edit["range"]["start"]), client.byte(&name, &edit["range"]["end"]));
                client.text(&name)[start..end].to_owned()
            }));
        }
        for more in list(&item["additionalTextEdits"]) {
            out.push(format!("  and writes {:?} at {}", more["newText"].as_str().unwrap(), range(&more["range"])));
        }
        if let Some(documentation) = item["documentation"]["value"].as_str() {
            out.push(format!("  {}", documentation.trim_end().replace('\n', "\n  ")));
        }
    }
    client.without_root(&out.join("\n"))
}

pub(crate) fn tokens(client: &Client, name: &str, answer: &Value) -> String {
    let legend = &client.welcome["capabilities"]["semanticTokensProvider"]["legend"];
    let text = client.text(name);
    let data: Vec<usize> =
        list(&answer["data"]).iter().map(|number| usize::try_from(number.as_u64().unwrap()).unwrap()).collect();
    let (mut line, mut column, mut out): (usize, usize, Vec<String>) = (0, 0, Vec::new());
    let mut last = usize::MAX;
    for token in data.chunks(5) {
        if token[0] > 0 {
            column = 0;
        }
        line += token[0];
        column += token[1];
        let at = |column: usize| client.byte(name, &serde_json::json!({ "line": line, "character": column }));
        let kind = legend["tokenTypes"][token[3]].as_str().unwrap();
        let modifiers = list(&legend["tokenModifiers"]);
        let modifiers: Vec<String> = modifiers
            .iter()
            .enumerate()
            .filter(|(at, _)| token[4] & (1 << at) != 0)
            .map(|(_, modifier)| format!(" {}", modifier.as_str().unwrap()))
            .collect();
        let shown = format!("{}[{kind}{}]", &text[at(column)..at(column + token[2])], modifiers.concat());
        if last == line {
            let end = out.len() - 1;
            out[end].push(' ');
            out[end].push_str(&shown);
        } else {
            out.push(format!("{}: {shown}", line + 1));
        }
        last = line;
    }
    lines(out)
}

pub(crate) fn folding(answer: &Value) -> String {
    let found = list(answer);
    let found = found.iter().map(|fold| {
        let kind = fold["kind"].as_str().map(|kind| format!(" {kind}")).unwrap_or_default();
        format!("{}-{}{kind}", fold["startLine"].as_u64().unwrap() + 1, fold["endLine"].as_u64().unwrap() + 1)
    });
    lines(found.collect())
}

pub(crate) fn actions(client: &Client, answer: &Value) -> String {
    if let Some(refused) = refused(answer) {
        return refused;
    }
    let mut out = Vec::new();
    for action in list(answer) {
        let preferred = if action["isPreferred"] == true { ", preferred" } else { "" };
        out.push(format!(
            "{} ({}{preferred})",
            action["title"].as_str().unwrap(),
            action["kind"].as_str().unwrap_or_default()
        ));
        if action.get("edit").is_some() {
            out.push(format!("  {}", edit(client, &action["edit"]).replace('\n', "\n  ")));
        }
    }
    lines(out)
}

pub(crate) fn hints(client: &Client, name: &str, answer: &Value) -> String {
    let text = client.text(name);
    let found = list(answer);
    let found = found.iter().map(|hint| {
        let byte = client.byte(name, &hint["position"]);
        let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
        let stop = text[byte..].find('\n').map_or(text.len(), |at| byte + at);
        let label = client.without_root(hint["label"].as_str().unwrap());
        format!("{}«{label}»{}", &text[start..byte], &text[byte..stop]).trim().to_owned()
    });
    lines(found.collect())
}

pub(crate) fn lenses(client: &Client, name: &str, answer: &Value) -> String {
    let found = list(answer);
    let found = found.iter().map(|lens| {
        let command = &lens["command"];
        let arguments: Vec<String> =
            list(&command["arguments"]).iter().map(|one| client.name(one.as_str().unwrap_or_default())).collect();
        let at = quoted(client, name, &lens["range"]);
        format!(
            "{at}: {} -> {}({})",
            command["title"].as_str().unwrap(),
            command["command"].as_str().unwrap(),
            arguments.join(", ")
        )
    });
    lines(found.collect())
}

pub(crate) fn selection(client: &Client, name: &str, answer: &Value) -> String {
    let text = client.text(name);
    let mut out = Vec::new();
    let mut next = answer[0].clone();
    while next.is_object() {
        let (start, end) = (client.byte(name, &next["range"]["start"]), client.byte(name, &next["range"]["end"]));
        out.push(text[start..end].replace('\n', " ⏎ "));
        next = next["parent"].clone();
    }
    lines(out)
}

pub(crate) fn text(client: &Client, answer: &Value) -> String {
    if let Some(refused) = refused(answer) {
        return refused;
    }
    match answer.as_str() {
        Some(text) => client.without_root(text),
        None => client.without_root(&answer.to_string()),
    }
}
