//! What rules read like in plain English. The snapshots are written anew by `INSTA_UPDATE=always`, and read line by line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "test code"
)]

mod documents;
mod forms;
mod needs;

use enrol::check::{Checked, Options, Source, check};
use std::fs;
use std::path::Path;

/// The words that the cases of forms speak of, or a vocabulary or library of the project.
fn resolve(name: &str) -> Option<Source> {
    if name == "words" {
        return Some(Source::new("words.enrol", include_str!("../check/words.enrol")));
    }
    let path = name.replace('.', "/");
    ["vocabulary", "library"].into_iter().find_map(|folder| {
        let file = Path::new("rules").join(folder).join(format!("{path}.enrol"));
        fs::read_to_string(file).ok().map(|text| Source::new(name, text))
    })
}

fn check_text(text: &str) -> Checked {
    let options = Options { whole: true, ..Options::default() };
    check(&[Source::new("case.enrol", text)], &resolve, &options)
}

fn check_file(path: &str) -> Checked {
    check(
        &[Source::new(path, fs::read_to_string(path).unwrap())],
        &resolve,
        &Options { whole: true, ..Options::default() },
    )
}

fn trial_files() -> Vec<String> {
    let files = fs::read_dir("rules/trials").unwrap().map(|entry| entry.unwrap().path().display().to_string());
    let mut files: Vec<String> = files.filter(|file| file.ends_with(".enrol")).collect();
    files.sort();
    assert!(files.len() >= 16);
    files
}

#[test]
fn every_criterion_reads_without_a_word_of_the_language() {
    let mut read = 0;
    for file in trial_files() {
        let checked = check_file(&file);
        for criterion in &checked.program.trials[0].versions[0].criteria {
            let english = enrol::protocol::criterion(&checked.program, criterion);
            assert!(!english.contains(['_', '{', '}', '\u{E000}']), "{file}: {english}");
            assert!(english.starts_with(char::is_uppercase) || english.starts_with('“'), "{file}: {english}");
            read += 1;
        }
    }
    assert!(read > 150, "only {read} criteria read");
}
