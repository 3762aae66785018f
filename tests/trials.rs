//! The rules and records that come with the project.

use enrol::syntax::{parse, tree::ItemKind};
use std::path::{Path, PathBuf};

/// Every file below a folder with that ending, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    fn gather(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                gather(&path, ending, found);
            } else if path.extension().is_some_and(|own| own == ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    gather(Path::new(folder), ending, &mut found);
    found.sort();
    found
}

#[test]
fn every_rule_file_parses() {
    let mut broken = Vec::new();
    for path in files("rules", "enrol") {
        let text = std::fs::read_to_string(&path).unwrap();
        let (file, findings) = parse(&text);
        for finding in &findings {
            let words = finding.span().of(&text);
            let line = text.get(..finding.span().start as usize).unwrap_or(&text).lines().count();
            broken.push(format!("{}:{line}: {:?} {} {:?}", path.display(), words, finding.message, finding.reason));
        }
        assert!(!findings.is_empty() || file.items.iter().all(|item| item.kind != ItemKind::Malformed));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
