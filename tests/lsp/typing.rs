//! Every prefix of the project's own rule files is a text that somebody may have half typed: whatever is asked of it, the server
//! answers and stays alive.

use crate::client::Client;
use enrol::check::{Options, Source, check, check_again};
use enrol::diagnostic::Severity;
use serde_json::json;
use std::fs;

/// How many letters are typed between two questions; a prime, so that it falls everywhere.
const STRIDE: usize = 311;

#[test]
fn half_typed_files_are_answered() {
    for path in ["rules/trials/NCT05798117.enrol", "rules/library/lupus/activity.enrol", "rules/vocabulary/lupus.enrol"]
    {
        let text = fs::read_to_string(path).unwrap();
        let mut client = Client::start(json!({}));
        client.open("a.enrol", "");
        let mut typed = 0;
        while typed < text.len().min(12_000) {
            let next = text.floor_char_boundary((typed + STRIDE).min(text.len()));
            client.edit("a.enrol", typed, typed, &text[typed..next]);
            typed = next;
            let position = client.position("a.enrol", typed);
            let at = json!({ "textDocument": { "uri": client.uri("a.enrol") }, "position": position });
            for method in ["completion", "hover", "definition", "documentHighlight"] {
                let answer = client.ask(&format!("textDocument/{method}"), at.clone());
                assert!(answer.get("code").is_none(), "{path} at {typed}: {method}: {answer}");
            }
            for method in ["semanticTokens/full", "documentSymbol", "foldingRange", "codeLens"] {
                let answer = client.ask(&format!("textDocument/{method}"), client.document("a.enrol"));
                assert!(answer.get("code").is_none(), "{path} at {typed}: {method}: {answer}");
            }
        }
        client.stop();
    }
}

#[test]
fn a_text_that_is_read_again_is_read_as_if_anew() {
    for path in ["rules/trials/NCT05798117.enrol", "rules/trials/NCT04181827.enrol", "tests/fixtures/comments.enrol"] {
        let text = fs::read_to_string(path).unwrap();
        let (mut before, mut seed) = (text.clone(), 7usize);
        let mut known = enrol::syntax::parse(&before);
        for letters in [
            "x",
            "}",
            "{",
            "\"",
            "\n",
            "inclusion ",
            "#",
            "",
            "amendment \"2\" replaces \"1\" from 2025-01-01 {\n",
            " and ",
        ]
        .repeat(12)
        {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let start = before.floor_char_boundary((seed >> 16) % before.len());
            let end = before.floor_char_boundary((start + (seed >> 8) % 5).min(before.len()));
            let mut after = before.clone();
            after.replace_range(start..end, letters);
            let again = enrol::syntax::parse_again(&after, (&before, &known.0, &known.1));
            let anew = enrol::syntax::parse(&after);
            // Spans take no part in equality: what is printed holds them.
            assert_eq!(format!("{again:?}"), format!("{anew:?}"), "{path}: {letters:?} at {start}");
            (before, known) = (after, again);
        }
    }
}

#[test]
fn rules_that_are_checked_again_are_checked_as_if_anew() {
    use enrol::check::{Checked, Options, Source, check, check_again};
    // Maps have no order; what they are made from is compared: words, and everything that names them.
    let shown = |checked: &Checked| {
        let program = &checked.program;
        let words = (&program.vocabulary.words, &program.vocabulary.groups, &program.vocabulary.units);
        let nodes = (&program.truths, &program.values, &program.events, &program.trials);
        format!("{:?}", (words, nodes, &checked.findings, &checked.readings, &program.digest))
    };
    let mut texts = [
        "trial T \"A trial\"\n\nuse common\nuse cupboard\n\ngroup potent \"Potent\" { potion, pill }\n\n\
         judgement fit \"Fit for it?\" answered by investigator asked with judged\n\n\
         inclusion I1 \"Adults\"\n  age >= 18 years\n\ninclusion I2 \"Potent\"\n  any potent and judged fit\n\n\
         exclusion E1 \"Strong\"\n  latest strength > 3 mg/L\n"
            .to_owned(),
        "vocabulary cupboard\n\ndrug potion \"Potion\"\n\ndrug pill \"Pill\"\n\n\
         measurement strength \"Strength\"\n  result mg/L\n"
            .to_owned(),
    ];
    let mut known: Option<Checked> = None;
    let turns = [
        ("18 years", "21 years"),
        ("drug potion", "drug potions"),
        ("drug potions", "drug potion"),
        ("group potent", "# what works\ngroup potent"),
        ("result mg/L", "result mg/dL"),
        ("result mg/dL", "result mg/d"),
        ("result mg/d", "result mg/L"),
        ("21 years", "21 lightyears"),
        ("> 3 mg/L", "> 3 g/L"),
        ("use common", "use commom"),
        ("use commom", "use common"),
        ("judgement fit", "judgement unfit"),
    ];
    for (old, new) in turns {
        assert!(texts.iter().any(|text| text.contains(old)), "{old}");
        texts = texts.map(|text| text.replacen(old, new, 1));
        let sources = ["trial.enrol", "cupboard.enrol"].into_iter().zip(&texts);
        let sources: Vec<Source> = sources.map(|(name, text)| Source::new(name, text.as_str())).collect();
        let anew = check(&sources, &enrol::embedded::find, &Options::default());
        let again = check_again(known.as_ref(), &sources, &enrol::embedded::find, &Options::default());
        assert_eq!(shown(&again), shown(&anew), "{old} to {new}");
        assert!(known.is_some() || !again.has_errors(), "{:#?}", again.findings);
        known = Some(again);
    }
}

/// A letter that is struck out somewhere breaks what stands there, and is told there: not once more by everything that rests on it.
#[test]
fn an_edit_is_told_where_it_was_made() {
    let vocabularies = ["rules/vocabulary", "rules/library"];
    let find = |name: &str| {
        let paths = vocabularies.map(|folder| format!("{folder}/{}.enrol", name.replace('.', "/")));
        let text = paths.iter().find_map(|path| fs::read_to_string(path).ok())?;
        Some(Source::new(name, text))
    };
    for path in ["rules/trials/NCT06189157.enrol", "rules/trials/NCT02540993.enrol"] {
        let text = fs::read_to_string(path).unwrap();
        let whole = check(&[Source::new(path, text.as_str())], &find, &Options::default());
        let (mut edits, mut told) = (0, 0);
        for at in (50..text.len()).step_by(STRIDE) {
            let (start, end) = (text.floor_char_boundary(at), text.ceil_char_boundary(at + 3));
            let edited = [&text[..start], &text[end.min(text.len())..]].concat();
            let checked = check_again(Some(&whole), &[Source::new(path, edited.as_str())], &find, &Options::default());
            let errors = checked.findings.iter().filter(|found| found.diagnostic.severity == Severity::Error);
            let errors: Vec<&str> = errors.map(|found| found.diagnostic.message.as_str()).collect();
            let line = text[..start].matches('\n').count() + 1;
            // A name that is cut in two is another name, and every use of it is unknown.
            assert!(errors.len() <= 12, "{path}, line {line}: {errors:#?}");
            (edits, told) = (edits + 1, told + errors.len());
        }
        assert!(told <= edits + edits / 4, "{path}: {told} errors after {edits} edits");
    }
}
