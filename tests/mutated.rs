//! Rule texts with words deleted, swapped, doubled and moved: parser and checker say what is wrong, in time, and at a place
//! in the text; what is left of a rule can still be evaluated, and the formatter lays it out without harm.

#![allow(missing_docs, reason = "a test")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "test code"
)]

#[path = "../src/record/tests/clock.rs"]
mod clock;

use enrol::check::{Checked, Options, Source, check};
use enrol::diagnostic::Code;
use enrol::evaluate::{Dates, VerdictOnly, evaluate};
use enrol::record::Patient;
use enrol::value::Day;
use enrol::workbench::format::format;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestCaseError, TestRunner};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a text may keep the parser and the checker busy, unoptimised and beside other work.
const LONGEST: Duration = Duration::from_secs(3);

/// What a text may be made of, and what its `use` brings in, each read and parsed once.
struct Shelf {
    texts: Vec<(String, String)>,
    used: Vec<(String, Source)>,
}

impl Shelf {
    fn filled() -> Shelf {
        let mut texts: Vec<(String, String)> = ["rules/trials", "rules/library", "examples", "tests/fixtures/syntax"]
            .iter()
            .flat_map(|folder| files(folder, "enrol"))
            .collect();
        for (name, page) in ["docs/language", "docs/diagnostics"].iter().flat_map(|folder| files(folder, "md")) {
            texts.extend(blocks(&page).map(|block| (name.clone(), whole(&block))));
        }
        let shelves = ["rules/vocabulary", "rules/library"];
        let used = shelves.iter().flat_map(|shelf| {
            files(shelf, "enrol").into_iter().map(move |(name, text)| {
                let title =
                    name.trim_start_matches(shelf).trim_start_matches('/').trim_end_matches(".enrol").replace('/', ".");
                (title, Source::new(name, text))
            })
        });
        Shelf { texts, used: used.collect() }
    }

    fn check(&self, text: &str) -> Checked {
        let resolve = |name: &str| self.used.iter().find(|(title, _)| title == name).map(|(_, source)| source.clone());
        check(&[Source::new("mutated", text)], &resolve, &Options::default())
    }
}

/// The files below a folder, in order.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            let mut inside: Vec<_> = std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()).collect();
            inside.sort_by(|a, b| b.cmp(a));
            paths.extend(inside);
        } else if path.extension().is_some_and(|known| known == ending) {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

/// The blocks of rules on a page.
fn blocks(page: &str) -> impl Iterator<Item = String> + '_ {
    page.split("```enrol").skip(1).filter_map(|rest| {
        let (_, block) = rest.split_once('\n')?;
        Some(block.split("```").next()?.to_string())
    })
}

/// A block as a file: most leave out the head.
fn whole(block: &str) -> String {
    let head = ["trial ", "library ", "vocabulary "].iter().any(|word| block.starts_with(word));
    if head {
        return block.to_string();
    }
    let item = block.lines().next().is_some_and(|line| line.contains('"') || line.starts_with("use "));
    let before = if item { "" } else { "inclusion I1 \"One\"\n" };
    format!("trial DOC \"A page\"\nuse common\nuse drugs\nuse lupus\n{before}{block}")
}

/// The words, signs and blanks of a text.
fn pieces(text: &str) -> Vec<&str> {
    let kind = |letter: char| match letter {
        _ if letter.is_alphanumeric() || letter == '_' => 0,
        ' ' => 1,
        _ => 2,
    };
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, letter) in text.char_indices() {
        if last.is_some_and(|last| last != kind(letter) || last == 2) {
            pieces.push(&text[start..at]);
            start = at;
        }
        last = Some(kind(letter));
    }
    pieces.push(&text[start..]);
    pieces
}

/// One change of a text: which, where, and with what.
type Change = (u8, usize, usize);

fn changed(text: &str, other: &str, changes: &[Change]) -> String {
    let mut pieces = pieces(text);
    let others = self::pieces(other);
    for (how, at, with) in changes {
        if pieces.is_empty() {
            break;
        }
        let (place, second) = (at % pieces.len(), with % pieces.len());
        match how {
            0 => drop(pieces.remove(place)),
            1 => pieces.insert(place, pieces[place]),
            2 => pieces.swap(place, second),
            3 => pieces.insert(place, others[with % others.len()]),
            4 => pieces[place] = others[with % others.len()],
            5 => pieces.insert(place, "# a remark\n"),
            _ => drop(pieces.drain(place..(place + with % 40).min(pieces.len()))),
        }
    }
    pieces.concat()
}

/// What came of the changed texts.
#[derive(Default)]
struct Tally {
    clean: usize,
    rejected: usize,
    longest: Duration,
}

#[test]
fn changed_texts_are_told_what_is_wrong_with_them() {
    let shelf = Shelf::filled();
    let config = ProptestConfig {
        cases: 400,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let change = (0_u8..7, any::<usize>(), any::<usize>());
    let strategy = (0..shelf.texts.len(), 0..shelf.texts.len(), prop::collection::vec(change, 1..5));
    let tally = RefCell::new(Tally::default());
    let told = TestRunner::new(config).run(&strategy, |(text, other, changes)| {
        let (name, text) = &shelf.texts[text];
        let text = changed(text, &shelf.texts[other].1, &changes);
        tell(&shelf, name, &text, &mut tally.borrow_mut())
    });
    told.unwrap_or_else(|failure| panic!("{failure}"));
    let Tally { clean, rejected, longest } = tally.into_inner();
    println!("{clean} texts without an error, {rejected} with one; the longest took {longest:?}");
    // A test that rejects nothing, or everything, looks at nothing.
    assert!(clean >= 40 && rejected >= 40, "{clean} without an error, {rejected} with one");
}

fn tell(shelf: &Shelf, name: &str, text: &str, tally: &mut Tally) -> Result<(), TestCaseError> {
    let (checked, spent) = clock::busy(|| shelf.check(text));
    prop_assert!(spent <= LONGEST, "{name} took {spent:?}:\n{text}");
    stays_unharmed(name, text)?;
    let dates = Dates { as_of: Day::new(2026, 11, 22).unwrap(), anchors: Vec::new() };
    for trial in 0..checked.program.trials.len() {
        evaluate(&checked.program, trial, &Patient::default(), &dates, &mut VerdictOnly);
    }
    tally.longest = tally.longest.max(spent);
    match checked.has_errors() {
        true => tally.rejected += 1,
        false => tally.clean += 1,
    }
    for finding in &checked.findings {
        let diagnostic = &finding.diagnostic;
        let file = &checked.program.files[finding.file.0 as usize].text;
        prop_assert_eq!(Code::find(diagnostic.code.text()), Some(diagnostic.code));
        prop_assert!(!diagnostic.labels.is_empty() && !diagnostic.message.is_empty(), "{diagnostic:?}");
        for label in &diagnostic.labels {
            let span = label.span.start as usize..label.span.end as usize;
            prop_assert!(file.get(span).is_some(), "{} points outside of {name}:\n{text}", diagnostic.message);
        }
    }
    Ok(())
}

/// A text is laid out, whatever is wrong with it: the formatter itself refuses a result that says something else.
fn stays_unharmed(name: &str, text: &str) -> Result<(), TestCaseError> {
    let formatted = format(text).map_err(|refusal| TestCaseError::fail(format!("{name}: {refusal}:\n{text}")))?;
    let again = format(&formatted.text).map_err(|refusal| TestCaseError::fail(format!("{name}: {refusal}")))?;
    prop_assert_eq!(formatted, again, "{} is laid out otherwise the second time:\n{}", name, text);
    Ok(())
}

/// Definitions, groups and scores that need one another without end, or far too deep, are told of, and in time.
#[test]
fn what_needs_one_another_is_followed_only_so_far() {
    let chain = |each: &dyn Fn(usize) -> String, asked: &str| -> String {
        let items: String = (0..1000).map(each).collect();
        format!("trial T \"T\"\nuse common\nuse drugs\nuse lupus\n{items}inclusion I1 \"One\" {asked}\n")
    };
    let truth = |at: usize, body: String| format!("define d{at} \"D\" truth {body}\n");
    let before = |at: usize| at.checked_sub(1);
    let single = |at| truth(at, before(at).map_or("any sle".to_string(), |one| format!("meets d{one}")));
    let double =
        |at| truth(at, before(at).map_or("any sle".to_string(), |one| format!("(meets d{one} and meets d{one})")));
    let nested =
        |at| truth(at, before(at).map_or("any sle".to_string(), |one| format!("{}meets d{one}", "not ".repeat(60))));
    let group = |at: usize| match before(at) {
        Some(one) => format!("group g{at} \"G\" {{ g{one}, g{one} }}\n"),
        None => "group g0 \"G\" { prednisone }\n".to_string(),
    };
    let ring = |at: usize| if at < 2 { format!("group g{at} \"G\" {{ g{} }}\n", 1 - at) } else { String::new() };
    let score = |at: usize| {
        let asked = before(at).map_or("any sle".to_string(), |one| format!("meets s{one}"));
        format!("score s{at} \"S\" computed domain a {{ 2 y \"Y\" if {asked} }} total sum of items meets total >= 2\n")
    };
    let cases = [
        ("definitions", chain(&single, "meets d999"), Code::TooDeep),
        ("doubled definitions", chain(&double, "meets d999"), Code::TooDeep),
        ("nested definitions", chain(&nested, "meets d999"), Code::TooDeep),
        ("doubled groups", chain(&group, "any g999"), Code::TooDeep),
        ("groups in a ring", chain(&ring, "any g0"), Code::Cycle),
        ("scores", chain(&score, "meets s999"), Code::TooDeep),
    ];
    let shelf = Shelf::filled();
    for (name, text, code) in cases {
        let (checked, spent) = clock::busy(|| shelf.check(&text));
        println!("{spent:?} {name}");
        assert!(spent <= LONGEST, "{name}: {spent:?}");
        assert!(
            checked.findings.iter().any(|finding| finding.diagnostic.code == code),
            "{name}: {:?}",
            checked.findings
        );
    }
}
