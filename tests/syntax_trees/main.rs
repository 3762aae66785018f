//! What holds for every tree: printed and parsed again it is the same tree.

#![allow(missing_docs, unreachable_pub, reason = "a test")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "test code")]

mod items;
mod phrases;
mod truths;
mod vocabulary;
mod words;

use enrol::diagnostic::Diagnostic;
use enrol::syntax::tree::File;
use enrol::syntax::{parse, parse_expression, print, print_expression};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use std::cell::RefCell;
use std::collections::BTreeSet;

fn config() -> ProptestConfig {
    ProptestConfig { cases: 150, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn expressions_survive_printing(truth in truths::truth()) {
        let printed = print_expression(&truth);
        prop_assert!(!printed.contains('\n'));
        let (again, findings) = parse_expression(&printed);
        prop_assert!(again == truth, "PRINTED {}\n{}", printed, said(&findings));
    }
}

fn said(findings: &[Diagnostic]) -> String {
    findings.iter().map(|finding| format!("{} at {}", finding.message, finding.span().start)).collect()
}

/// The lines from the first on which two trees differ.
fn first_difference(one: &File, other: &File) -> String {
    let place = |line: &&str| !["span:", "start:", "end:"].iter().any(|word| line.trim_start().starts_with(word));
    let shown = |file: &File| format!("{file:#?}").lines().filter(place).collect::<Vec<_>>().join("\n");
    let (one, other) = (shown(one), shown(other));
    let same = one.lines().zip(other.lines()).take_while(|(one, other)| one == other).count();
    let from = |text: &str| text.lines().skip(same).take(12).map(|line| format!("\n{line}")).collect::<String>();
    format!("WANTED{}\nFOUND{}", from(&one), from(&other))
}

/// What the tree can hold and no file that parses gives.
const NEVER_GENERATED: &[&str] = &["Malformed", "Has"];

/// The tree as it is declared.
const TREE: &str = concat!(
    include_str!("../../src/syntax/tree.rs"),
    include_str!("../../src/syntax/tree/define.rs"),
    include_str!("../../src/syntax/tree/expression.rs"),
    include_str!("../../src/syntax/tree/phrase.rs"),
    include_str!("../../src/syntax/tree/trial.rs"),
    include_str!("../../src/syntax/tree/word.rs"),
);

/// Each form that the tree has is among what is printed and parsed.
#[test]
fn files_survive_printing() {
    let generated = RefCell::new(BTreeSet::new());
    let survived = TestRunner::new(config()).run(&items::file(), |file| {
        let printed = print(&file, None);
        let (again, findings) = parse(&printed);
        prop_assert!(again == file, "PRINTED {}\n{}\n{}", printed, said(&findings), first_difference(&file, &again));
        prop_assert_eq!(findings, []);
        prop_assert_eq!(print(&again, None), printed);
        generated.borrow_mut().extend(forms(&file));
        Ok(())
    });
    survived.unwrap_or_else(|failure| panic!("{failure}"));
    let (generated, declared) = (generated.into_inner(), variants(TREE));
    assert!(declared.len() > 100, "{declared:?}");
    let missing: Vec<_> =
        declared.iter().filter(|form| !generated.contains(**form) && !NEVER_GENERATED.contains(form)).collect();
    assert!(missing.is_empty(), "never generated: {missing:?}");
}

/// The forms in a file, by their names.
fn forms(file: &File) -> BTreeSet<String> {
    let text = format!("{file:?}");
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| word.starts_with(|letter: char| letter.is_ascii_uppercase())).map(str::to_owned).collect()
}

/// The variants that a source text declares.
fn variants(source: &str) -> BTreeSet<&str> {
    let mut variants = BTreeSet::new();
    let mut inside = false;
    for line in source.lines() {
        inside = line.starts_with("pub enum ") || (inside && line != "}");
        let variant =
            line.strip_prefix("    ").filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_uppercase()));
        if let Some(variant) = variant.filter(|_| inside) {
            variants.extend(variant.split(|letter: char| !letter.is_ascii_alphanumeric()).next());
        }
    }
    variants
}
