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
fn read() {
    let mut files: Vec<String> =
        fs::read_dir("rules/trials").unwrap().map(|entry| entry.unwrap().path().display().to_string()).collect();
    files.sort();
    for file in files {
        let checked = checked(&file);
        let trial = &checked.program.trials[0];
        println!("\n===== {} {}", trial.id, trial.title);
        for criterion in &trial.versions[0].criteria {
            println!(
                "\n{} {}\n{}",
                criterion.id,
                criterion.sentence,
                enrol::protocol::criterion(&checked.program, criterion)
            );
        }
    }
}
