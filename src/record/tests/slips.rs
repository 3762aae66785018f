//! Common slips of the pen, each with what is said of it.

use super::*;
use std::fmt::Write as _;

const SLIPS: &[&str] = &[
    // A tab where a line is indented.
    "patient: A\nanchors:\n\tconsent: 2026-11-12\n",
    // No space after a colon: seen on the next line, and on this one.
    "patient:A\nsex: female\n",
    "patient: A\nsex:female\nbirth: 1990\n",
    "patient: A\nconditions:\n  - { condition:sle, diagnosed: 2019 }\n",
    "patient: A\nconditions:\n  - { condition: sle, diagnosed:2019 }\n",
    // A quote that is not closed, or that an apostrophe closes.
    "patient: A\nnote: \"seen at home\nsex: female\n",
    "patient: A\nconditions:\n  - { condition: sle, note: 'it's old }\nsex: female\n",
    // Brackets.
    "patient: A\nconditions:\n  - { condition: sle, diagnosed: 2019\nsex: female\n",
    "patient: A\nconditions:\n  - { condition: sle, diagnosed: 2019 }}\nsex: female\n",
    "patient: A\nconditions:\n  - { condition: sle, diagnosed: 2019 )\n",
    "patient: A\nconditions:\n  - { condition: sle diagnosed: 2019 }\nsex: female\n",
    // Indentation.
    "patient: A\nconditions:\n  - condition: sle\n    diagnosed: 2019\n   status: active\nsex: female\n",
    "patient: A\n sex: female\n",
    "patient: A\nanchors:\n    consent: 2026-01-01\n  screening: 2026-01-02\n",
    // A dash that is missing, or has no space after it.
    "patient: A\nconditions:\n  - { condition: sle }\n  { condition: lupus_nephritis }\n",
    "patient: A\nconditions:\n  - condition: sle\n  condition: lupus_nephritis\n",
    "patient: A\nconditions:\n  -{ condition: sle }\n",
    // A colon within a text, and one that is missing.
    "patient: A\nnote: seen by: Dr. Rossi\n",
    "patient: A\nconditions:\n  - { condition: sle, note: seen by: Dr. Rossi }\n",
    "patient: A\nsex female\nbirth: 1990\n",
    "patient: A\nconditions\n  - { condition: sle }\n",
    // Values that need quotes.
    "patient: A\nmeasurements:\n  - { test: upcr, value: > 5 g/g, on: 2026-01-01 }\n",
    "patient: A\nmeasurements:\n  - test: upcr\n    value: > 5 g/g\n    on: 2026-01-01\n",
    "patient: A\nnote: @home\n",
    // Brackets in a unit or a remark, within those of an entry.
    "patient: A\nmeasurements:\n  - { test: anti_dsdna, value: 12 [IU]/mL, on: 2026-01-01 }\n",
    "patient: A\nmeasurements:\n  - { test: anti_dsdna, on: 2026-01-01, value: 12 m[IU]/mL }\nsex: female\n",
    "patient: A\nmeasurements:\n  - { test: upcr,\n      value: 12 m[IU]/mL }\nsex: female\n",
    "patient: A\nconditions:\n  - { condition: sle, note: seen {twice} at home, onset: 2019 }\n",
    "patient: A\nanswers:\n  - { question: likely_to_need, arguments: [prednisone, 5 m[IU]/mL], answer: no }\n",
    // A comma or a colon is missing, and no quotes.
    "patient: A\nconditions:\n  - { condition: sle severity: [mild] }\n",
    "patient: A\nprocedures:\n  - { procedure: kidney_biopsy, isn_class [III, V] }\n",
    "patient: A\nprocedures:\n  - { isn_class: [III] [V], procedure: kidney_biopsy }\n",
];

#[test]
fn slips_are_named_in_plain_words() {
    let vocabulary = words();
    let mut out = String::new();
    for text in SLIPS {
        let file = read_yaml(text.as_bytes(), &vocabulary, &ReadOptions::default());
        writeln!(out, "{}", text.trim_end().replace('\t', "<TAB>")).expect("text");
        for finding in &file.findings {
            let span = finding.span();
            let line = text.bytes().take(span.start as usize).filter(|byte| *byte == b'\n').count() + 1;
            let help = finding.help.as_deref().unwrap_or_default();
            writeln!(out, "  {} line {line} `{}`: {}; {help}", finding.code, span.of(text), finding.message)
                .expect("text");
        }
        assert!(!file.findings.is_empty(), "{text}");
        out.push('\n');
    }
    insta::assert_snapshot!(out);
}

/// Whatever stands in a record, and wherever it is cut, a slip is told and nothing else goes wrong.
#[test]
fn any_cut_of_a_record_is_read_or_told() {
    let vocabulary = words();
    let text =
        "patient: A\nnote: \"α: {β\"\nconditions:\n  - { condition: sle, note: 'it''s [old' }\n\t- x\nsex:female # )\n";
    for (at, _) in text.char_indices() {
        let (first, second) = text.split_at(at);
        for piece in [first, second] {
            let file = read_yaml(piece.as_bytes(), &vocabulary, &ReadOptions::default());
            for finding in file.findings.iter().filter(|finding| finding.code == Code::Unreadable) {
                assert!(finding.span().end as usize <= piece.len() + 1, "{piece}: {finding:?}");
            }
        }
    }
}
