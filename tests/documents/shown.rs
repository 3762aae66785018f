//! Every `console` block prints what stands below its commands.

use super::call::{Call, call, output};
use super::place::Folders;
use super::{pages, root};
use std::path::Path;

/// Stands in an output for any lines.
const LEFT_OUT: &str = "...";

/// Whether these lines are those, where a line of `...` may stand for any.
fn fits(shown: &[&str], real: &[&str]) -> bool {
    match shown.split_first() {
        None => real.is_empty(),
        Some((&LEFT_OUT, rest)) => (0..=real.len()).any(|from| fits(rest, &real[from..])),
        Some((first, rest)) => real.split_first().is_some_and(|(own, others)| own == first && fits(rest, others)),
    }
}

/// A command in a document and what the document says that it prints.
struct Shown {
    line: usize,
    place: String,
    command: String,
    output: Vec<String>,
}

/// Every command of the `console` blocks.
fn commands(text: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let mut inside: Option<&str> = None;
    for (number, line) in text.lines().enumerate() {
        match (inside, line) {
            (None, line) => inside = line.strip_prefix("```console").map(str::trim),
            (Some(_), "```") => inside = None,
            (Some(place), line) => match line.strip_prefix("$ ") {
                Some(command) => {
                    let (place, command) = (place.to_owned(), command.to_owned());
                    found.push(Shown { line: number, place, command, output: Vec::new() });
                }
                None => found.last_mut().unwrap().output.push(line.to_owned()),
            },
        }
    }
    found
}

/// What each of these commands prints, in their order; nothing for those that are not run.
fn outputs(shown: &[Shown]) -> Vec<Option<String>> {
    let folders = Folders::new();
    let mut last = 0;
    let script = root().join("ci/rules.sh").display().to_string();
    let print = |shown: &Shown| {
        let (text, code) = match call(&shown.command) {
            Call::Other => return None,
            Call::ExitCode => return Some(last.to_string()),
            Call::Enrol(arguments) => output(env!("CARGO_BIN_EXE_enrol"), &arguments, &folders.of(&shown.place)),
            Call::Script(arguments) => {
                output("bash", &[vec![script.clone()], arguments].concat(), &folders.of(&shown.place))
            }
        };
        last = code;
        Some(text)
    };
    shown.iter().map(print).collect()
}

/// Runs what a page shows: the page as it should be, and what it says wrongly.
fn run(path: &Path) -> (String, Vec<String>) {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut wrong = Vec::new();
    let shown = commands(&text);
    let real = outputs(&shown);
    for (shown, real) in shown.into_iter().zip(real).rev() {
        let Some(real) = real else { continue };
        let end = shown.output.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        let expected: Vec<&str> = shown.output[..end].iter().map(String::as_str).collect();
        if !fits(&expected, &real.lines().collect::<Vec<_>>()) {
            wrong.push(format!("{}:{}: $ {}\nprints\n{real}", path.display(), shown.line + 1, shown.command));
            if !expected.contains(&LEFT_OUT) {
                lines.splice(shown.line + 1..shown.line + 1 + end, real.lines().map(str::to_owned));
            }
        }
    }
    (lines.join("\n") + "\n", wrong)
}

#[test]
fn documents_show_what_is_printed() {
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    let mut wrong = Vec::new();
    let mut shown = 0;
    for path in pages() {
        let before = std::fs::read_to_string(&path).unwrap();
        shown += commands(&before).len();
        let (after, found) = run(&path);
        if update && after != before {
            std::fs::write(&path, after).unwrap();
        }
        wrong.extend(found);
    }
    assert!(shown >= 12, "the documents show only {shown} commands");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn a_wrong_output_is_seen() {
    assert!(fits(&["a", LEFT_OUT, "d"], &["a", "b", "c", "d"]));
    assert!(fits(&["a", LEFT_OUT], &["a"]));
    assert!(!fits(&["a", LEFT_OUT, "e"], &["a", "b", "c", "d"]));
    assert!(!fits(&["a"], &["a", "b"]));
}
