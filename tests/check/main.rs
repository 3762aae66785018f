//! Rules in, findings and nodes out. The cases stand in `forms.md` and `findings.md`; `UPDATE=1 cargo test --test check`
//! writes what came out, to be reviewed as a diff.

#![cfg(feature = "workbench")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on says so by panicking"
)]

mod amendments;
mod dump;
mod pages;
mod rules;
mod slips;
mod together;

use enrol::check::{Checked, Options, Source, check};
use enrol::diagnostic::{Code, Severity};
use enrol::workbench::{review::review, settings::Settings};

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The words that the cases speak of.
const WORDS: &str = include_str!("words.enrol");

/// A path in the package.
fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// `use words` is the vocabulary of the cases; the others are those of the project.
fn resolve(name: &str) -> Option<Source> {
    if name == "words" {
        return Some(Source::new("words.enrol", WORDS));
    }
    let file = format!("{}.enrol", name.replace('.', "/"));
    ["rules/vocabulary", "rules/library"].into_iter().find_map(|shelf| {
        let text = std::fs::read_to_string(at(shelf).join(&file)).ok()?;
        Some(Source::new(format!("{shelf}/{file}"), text))
    })
}

/// Checks a case, remarks in it heeded. That one needs no word at all is not worth a line.
fn check_text(text: &str) -> Checked {
    let mut checked = check(&[Source::new("case.enrol", text)], &resolve, &Options::default());
    let settings = Settings::default();
    checked.findings = review(&checked, &|_| &settings).findings;
    checked.findings.retain(|finding| {
        let whole = &checked.program.files[finding.file.0 as usize].text;
        finding.diagnostic.code != Code::Unused || finding.diagnostic.span().of(whole) != "words"
    });
    checked
}

/// Findings as plain text: code, words, message, reason, help.
fn render(checked: &Checked) -> String {
    let mut out = String::new();
    for finding in &checked.findings {
        let file = &checked.program.files[finding.file.0 as usize];
        let found = &finding.diagnostic;
        let words: Vec<&str> = found.span().of(&file.text).split_whitespace().collect();
        let line = file.text[..found.span().start as usize].matches('\n').count() + 1;
        let place = if finding.file.0 == 0 { String::new() } else { format!("{}:{line} ", file.name) };
        let _ = writeln!(out, "{} {place}`{}`: {}", found.code, words.join(" "), found.message);
        let first = found.labels.first().map(|label| label.text.as_str()).unwrap_or_default();
        if !first.is_empty() {
            let _ = writeln!(out, "      here: {first}");
        }
        for label in found.labels.iter().skip(1) {
            let words: Vec<&str> = label.span.of(&file.text).split_whitespace().collect();
            let _ = writeln!(out, "      also: `{}` {}", words.join(" "), label.text);
        }
        for (what, text) in [("because", &found.reason), ("help", &found.help)] {
            if let Some(text) = text {
                let _ = writeln!(out, "      {what}: {text}");
            }
        }
    }
    out
}

/// A case: its title, the rule, what is expected.
struct Case {
    title: String,
    rule: String,
    expected: String,
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut title = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            title = heading.to_owned();
        } else if let Some(language) = line.strip_prefix("```").filter(|language| !language.is_empty()) {
            let body: String =
                lines.by_ref().take_while(|line| *line != "```").fold(String::new(), |mut body, line| {
                    body.push_str(line);
                    body.push('\n');
                    body
                });
            match language {
                "enrol" => cases.push(Case { title: title.clone(), rule: body, expected: String::new() }),
                _ => cases.last_mut().expect("a rule stands before what is expected").expected = body,
            }
        }
    }
    cases
}

/// Runs the cases of a file: `run` turns a rule into what is expected of it.
fn run(path: &str, introduction: &str, run: impl Fn(&str) -> String) {
    let path = at(path);
    let text = std::fs::read_to_string(&path).unwrap();
    let cases = cases(&text);
    assert!(!cases.is_empty());
    let mut written = format!("{introduction}\n");
    let mut wrong = Vec::new();
    for case in &cases {
        let found = run(&case.rule);
        let _ = write!(written, "\n## {}\n\n```enrol\n{}```\n\n```text\n{found}```\n", case.title, case.rule);
        if found != case.expected {
            wrong.push(format!("## {}\n{}\nexpected:\n{}\nfound:\n{found}", case.title, case.rule, case.expected));
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, written).unwrap();
        return;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A snippet as a trial: alone it is the truth of one criterion.
fn trial(rule: &str) -> String {
    let starts = [
        "trial",
        "define",
        "parameter",
        "inclusion",
        "exclusion",
        "score",
        "cohort",
        "group",
        "anchor",
        "lines",
        "use",
    ];
    let first = rule.split_whitespace().next().unwrap_or_default();
    let whole = |rest: String| format!("trial T \"A case\"\nuse words\n\n{rest}");
    match first {
        "trial" => rule.to_owned(),
        word if starts.contains(&word) => whole(rule.to_owned()),
        _ => whole(format!("inclusion I1 \"The case\"\n  {rule}")),
    }
}

#[test]
fn forms() {
    run("tests/check/forms.md", "# What each form becomes", |rule| {
        let checked = check_text(&trial(rule));
        let findings = render(&checked);
        if findings.is_empty() { dump::program(&checked.program) } else { findings }
    });
}

#[test]
fn findings() {
    run("tests/check/findings.md", "# What is found wrong", |rule| {
        let checked = check_text(&trial(rule));
        assert!(!checked.findings.is_empty(), "nothing is found wrong in\n{rule}");
        render(&checked)
    });
}

#[test]
fn lints() {
    run("tests/check/lints.md", "# What the lints find", |rule| {
        let checked = check_text(&format!("trial T \"A case\"\n\n{rule}"));
        let of_lints = |code: Code| enrol::lint::LINTS.iter().any(|lint| lint.code == code);
        let wrong = checked
            .findings
            .iter()
            .find(|finding| !of_lints(finding.diagnostic.code) && finding.diagnostic.severity == Severity::Error);
        assert!(wrong.is_none(), "{}", render(&checked));
        render(&checked)
    });
}
