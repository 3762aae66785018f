//! The records on the pages of findings give these findings and no others.

use super::files;
use enrol::check::{Options, Source, check};
use enrol::diagnostic::Code;
use enrol::record::{ReadOptions, Reader};
use enrol::value::Day;
use enrol::vocabulary::Vocabulary;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// All words and scores that come with the project.
fn vocabulary() -> Arc<Vocabulary> {
    let folders = ["rules/vocabulary", "rules/library", "rules/library/lupus", "rules/library/myeloma"];
    let paths = folders.iter().flat_map(|folder| files(folder, "enrol"));
    let source = |path: PathBuf| Source::new(path.display().to_string(), std::fs::read_to_string(&path).unwrap());
    let sources: Vec<Source> = paths.map(source).collect();
    let resolve = |name: &str| {
        let end = format!("/{}.enrol", name.replace('.', "/"));
        sources.iter().find(|source| source.name.ends_with(&end)).cloned()
    };
    check(&sources, &resolve, &Options::default()).program.vocabulary
}

/// The records of a page, as they stand in its `yaml` blocks.
fn records(page: &str) -> Vec<&str> {
    page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn records_of_pages_say_what_they_show() {
    let vocabulary = vocabulary();
    let options = ReadOptions { as_of: Day::parse("2026-11-22"), ..ReadOptions::default() };
    let mut wrong = Vec::new();
    for code in Code::ALL.iter().filter(|code| code.text().starts_with('R')) {
        let examples = records(code.page());
        let codes = |record: &str| -> BTreeSet<&str> {
            let read = Reader::new(&vocabulary, options).read_yaml(record.as_bytes());
            read.findings.iter().map(|finding| finding.code.text()).collect()
        };
        let [bad, .., good] = examples.as_slice() else {
            wrong.push(format!("{code}: a page has two examples"));
            continue;
        };
        if codes(bad) != BTreeSet::from([code.text()]) {
            wrong.push(format!("{code}: the first example gives {:?}", codes(bad)));
        }
        if !codes(good).is_empty() {
            wrong.push(format!("{code}: the last example gives {:?}", codes(good)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
