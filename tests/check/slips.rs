//! How many slips in numbers the lints see: each number of the project's own trials is changed, one at a time.

use super::{at, resolve};
use enrol::check::{Options, Source, check};
use enrol::diagnostic::Code;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Where a number of the rules stands: outside quotes, comments, names, dates and what stands before the first criterion or
/// parameter.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let start = ["\nparameter", "\ndefine", "\ninclusion"].iter().filter_map(|word| text.find(word)).min().unwrap();
    let bytes = text.as_bytes();
    let (mut found, mut at, mut quoted, mut remark) = (Vec::new(), 0, false, false);
    while at < bytes.len() {
        match bytes[at] {
            b'"' if !remark => quoted = !quoted,
            b'#' if !quoted => remark = true,
            b'\n' => remark = false,
            byte if byte.is_ascii_digit() && !quoted && !remark && at > start => {
                let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
                let named = bytes[at - 1].is_ascii_alphanumeric() || b"_/.*-:".contains(&bytes[at - 1]);
                let inside = bytes.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_-:".contains(byte));
                let id = text[..at].trim_end().ends_with("inclusion") || text[..at].trim_end().ends_with("exclusion");
                if !named && !inside && !id {
                    found.push((at, end));
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Whether a criterion's sentence of a trial writes the number, as digits or as a word.
fn is_stated(text: &str, number: &str) -> bool {
    const WORDS: [(&str, &str); 4] = [("1", "one"), ("2", "two"), ("3", "three"), ("4", "four")];
    let criteria = text.lines().filter(|line| line.starts_with("inclusion") || line.starts_with("exclusion"));
    let mut sentences = criteria.filter_map(|line| line.split('"').nth(1));
    sentences.any(|sentence| {
        let mut words = sentence.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.');
        let said = |word: &str| word.trim_end_matches('.') == number || WORDS.contains(&(number, word));
        words.any(said)
    })
}

/// Another number that somebody could have typed.
fn slips(number: &str) -> Vec<String> {
    let value: f64 = number.parse().unwrap();
    let next = if number.contains('.') { format!("{}", value + 0.5) } else { format!("{}", value + 2.0) };
    vec![next, format!("{}", value * 10.0)]
}

fn mismatches(text: &str, shelf: &mut BTreeMap<String, Option<Source>>) -> usize {
    // Vocabularies are read and parsed once for all slips.
    let shelf = RefCell::new(shelf);
    let kept = |name: &str| shelf.borrow_mut().entry(name.to_owned()).or_insert_with(|| resolve(name)).clone();
    let checked = check(&[Source::new("case.enrol", text)], &kept, &Options::default());
    let found = enrol::lint::findings(&checked);
    found.iter().filter(|finding| finding.diagnostic.code == Code::NumberMismatch).count()
}

#[test]
fn most_slips_in_numbers_are_seen() {
    let mut files: Vec<_> = std::fs::read_dir(at("rules/trials")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut shelf = BTreeMap::new();
    let (mut seen, mut all, mut missed) = (0, 0, String::new());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(mismatches(&text, &mut shelf), 0, "{}", file.display());
        for (start, end) in numbers(&text) {
            // What no sentence of the trial says cannot be held against one.
            if !is_stated(&text, &text[start..end]) {
                continue;
            }
            for slip in slips(&text[start..end]) {
                let wrong = format!("{}{slip}{}", &text[..start], &text[end..]);
                all += 1;
                if mismatches(&wrong, &mut shelf) > 0 {
                    seen += 1;
                } else {
                    let line = text[..start].rfind('\n').map_or(0, |place| place + 1);
                    let line = text[line..].lines().next().unwrap().trim();
                    let name = file.file_stem().unwrap().to_string_lossy();
                    writeln!(missed, "{name} {}: {slip}: {line}", &text[start..end]).unwrap();
                }
            }
        }
    }
    assert!(all > 200, "only {all} numbers were changed");
    assert!(seen * 100 >= all * 80, "only {seen} of {all} slips are seen; not these:\n{missed}");
}
