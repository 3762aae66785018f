//! Every rule file of the project: it parses without findings, stands in the canonical layout, its words build, and
//! its tests cover it.

#![expect(clippy::expect_used, reason = "a test that cannot read its files has failed")]

use enrol::syntax;
use enrol::vocabulary::{self, VocabularySource};
use enrol::workbench::format::format;
use std::fs;
use std::path::{Path, PathBuf};

fn rule_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of rules") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "enrol") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

#[test]
fn every_rule_file_parses_and_is_laid_out() {
    let files = rule_files(Path::new("rules"));
    assert!(files.len() > 6, "only {} rule files found", files.len());
    let mut wrong = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file).expect("a readable file");
        let (_, findings) = syntax::parse(&text);
        wrong.extend(
            findings.iter().map(|finding| format!("{}: {}: {}", file.display(), finding.code, finding.message)),
        );
        match format(&text) {
            Ok(formatted) if formatted.text == text => {}
            Ok(_) => wrong.push(format!("{}: `enrol fmt` lays it out otherwise", file.display())),
            Err(refusal) => wrong.push(format!("{}: {refusal}", file.display())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_vocabularies_and_libraries_build_together() {
    let files = rule_files(Path::new("rules"));
    let texts: Vec<(String, String)> = files
        .iter()
        .filter(|file| !file.starts_with("rules/trials") && !file.starts_with("rules/examples"))
        .map(|file| (file.display().to_string(), fs::read_to_string(file).expect("a readable file")))
        .collect();
    let trees: Vec<_> = texts.iter().map(|(_, text)| syntax::parse(text).0).collect();
    let sources: Vec<VocabularySource<'_>> =
        texts.iter().zip(&trees).map(|((name, _), tree)| VocabularySource { name, tree }).collect();
    let (words, findings) = vocabulary::build(&sources);
    let wrong: Vec<String> = texts
        .iter()
        .zip(&findings)
        .flat_map(|((name, _), findings)| {
            findings.iter().map(move |finding| format!("{name}: {}: {}", finding.code, finding.message))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(words.words.len() > 200, "{} words", words.words.len());
}

/// What the project asks of the tests of its own rules; how much of it each file reaches is told by `enrol test --coverage --mutants`.
#[test]
fn the_tests_of_the_project_cover_its_rules() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_enrol"))
        .args(["test", "--fail-under", "outcomes=100,decisions=90,boundaries=90,mutants=90"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
