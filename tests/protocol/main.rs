//! What rules read like in plain English.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "test code"
)]

use enrol::check::{Checked, Options, Source, check};
use std::fs;
use std::path::Path;

fn resolve(name: &str) -> Option<Source> {
    let path = name.replace('.', "/");
    ["vocabulary", "library"].into_iter().find_map(|folder| {
        let file = Path::new("rules").join(folder).join(format!("{path}.enrol"));
        fs::read_to_string(file).ok().map(|text| Source::new(name, text))
    })
}

fn checked(path: &str) -> Checked {
    let text = fs::read_to_string(path).unwrap();
    check(&[Source::new(path, text)], &resolve, &Options::default())
}

#[test]
fn every_criterion_reads_without_a_word_of_the_language() {
    let files = fs::read_dir("rules/trials").unwrap().map(|entry| entry.unwrap().path().display().to_string());
    let mut read = 0;
    for file in files {
        let checked = checked(&file);
        for criterion in &checked.program.trials[0].versions[0].criteria {
            let english = enrol::protocol::criterion(&checked.program, criterion);
            let strange = english.contains(['_', '{', '}', '\u{E000}']);
            assert!(!strange && english.starts_with(|letter: char| !letter.is_lowercase()), "{file}: {english}");
            read += 1;
        }
    }
    assert!(read > 150, "only {read} criteria read");
}
