//! Text to tree and back.

#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test that goes wrong should stop there"
)]

#[path = "../src/record/tests/clock.rs"]
mod clock;

use enrol::syntax::{parse, print, tree::ItemKind};
use std::time::Duration;

#[test]
fn fixtures_parse() {
    insta::glob!("fixtures/syntax/*.enrol", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (file, findings) = parse(&text);
        assert_eq!(said_of(&text, &findings), "");
        assert!(file.items.iter().all(|item| item.kind != ItemKind::Malformed));
    });
}

#[test]
fn fixtures_survive_printing() {
    insta::glob!("fixtures/syntax/*.enrol", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (file, _) = parse(&text);
        let printed = print(&file, Some(&text));
        let (again, findings) = parse(&printed);
        assert_eq!(said_of(&printed, &findings), "");
        assert_eq!(file, again);
        assert_eq!(print(&again, Some(&printed)), printed);
    });
}

/// What is said of an expression: each finding as `code | words | message | help`.
fn said(expression: &str) -> String {
    let (_, findings) = enrol::syntax::parse_expression(expression);
    said_of(expression, &findings)
}

fn said_of(text: &str, findings: &[enrol::diagnostic::Diagnostic]) -> String {
    let line = |finding: &enrol::diagnostic::Diagnostic| {
        let label = finding.labels.first().map_or("", |label| label.text.as_str());
        let help = finding.help.as_deref().unwrap_or("");
        format!("{} | {} | {} | {label} | {help}", finding.code, finding.span().of(text), finding.message)
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn hints_name_the_slip() {
    let cases = [
        "latest egfr >= 30 mL / min",
        "latest egfr >= 30 mL/min/1.73 m2",
        "latest egfr >= 30 mL /min",
        "latest alt > 3 xULN",
        "any anti-dsdna",
        "any fever where grade is IV-S(C)",
        "any fever where grade = 3",
        "age == 18 years",
        "sex != female",
        "any fever && any cough",
        "any fever || any cough",
        "latest upcr > 0,5",
        "all of { latest upcr > 0,5 }",
        "any \"fever",
        "all of { any fever\n any cough }",
        "all of { any fever",
        "(any fever",
        "any fever)",
        "latest upcr > 5mg",
        "any fever where value is not in { a }",
        "any fever within 28 days of screening",
        "any fever where dose >= latest weight within 3 months",
        "any fever wihtin 3 days",
        "any",
        "",
        "age >=",
        "age 18",
        "any fever any cough",
        "any fever and if any cough then any rash",
        "not",
        "a-b > 3",
        "latest upcr ≥ 3",
        "any fever where",
        "judged mean",
        "$",
    ];
    let said: Vec<String> =
        cases.iter().map(|case| format!("{case}\n    {}", said(case).replace('\n', "\n    "))).collect();
    insta::assert_snapshot!(said.join("\n"));
}

/// How long a text may keep the parser and the printer busy, unoptimised and beside other work.
const LONGEST: Duration = Duration::from_secs(3);

/// Runs on the small stack of a test's thread.
fn takes_no_time(name: &str, text: &str) {
    let ((items, printed), spent) = clock::busy(|| {
        let (file, _) = parse(text);
        (file.items.len(), print(&file, Some(text)).len())
    });
    println!("{spent:?} {name}");
    assert!(items == 0 || printed > 0, "{name}: nothing printed");
    assert!(spent <= LONGEST, "{name}: {spent:?}");
}

fn criterion(expression: &str) -> String {
    format!("inclusion I1 \"One\"\n  {expression}\n\ninclusion I2 \"Two\"\n  any fever\n")
}

#[test]
fn hostile_texts_take_no_time() {
    let cases = [
        ("nested parentheses", criterion(&("(".repeat(100_000) + "a" + &")".repeat(100_000)))),
        ("open parentheses", criterion(&"(".repeat(100_000))),
        ("90 parentheses", criterion(&("(".repeat(90) + "a" + &")".repeat(90)))),
        ("90 broken parentheses", criterion(&("(".repeat(90) + "a b" + &")".repeat(90)))),
        ("90 broken windows", criterion(&("any a within 5 days before (".repeat(90) + "a b" + &")".repeat(90)))),
        ("90 broken starts", criterion(&("any a started during (".repeat(90) + "a b" + &")".repeat(90)))),
        ("90 broken times", criterion(&("time since (".repeat(90) + "a b" + &")".repeat(90)))),
        ("90 broken calls", criterion(&("any f(".repeat(90) + "a b" + &")".repeat(90)))),
        ("90 broken blocks", criterion(&("all of { \"a\": ".repeat(90) + "a b" + &"}".repeat(90)))),
        ("90 broken conditions", criterion(&("any a where (b is ".repeat(90) + "a b" + &")".repeat(90)))),
        ("90 broken choices", criterion(&("longer of (date of (".repeat(45) + "a b" + &"))".repeat(45)))),
        ("90 broken points", criterion(&("any a before start of (".repeat(90) + "a b" + &")".repeat(90)))),
        ("90 broken sets", criterion(&("any {".repeat(90) + "a b" + &"}".repeat(90)))),
        ("90 broken during", criterion(&("any a during (".repeat(90) + "a b" + &")".repeat(90)))),
        ("90 broken changes", criterion(&("percent change from (".repeat(90) + "a b" + &")".repeat(90)))),
        ("nots", criterion(&"not ".repeat(100_000))),
        ("latests", criterion(&("latest ".repeat(100_000) + "a"))),
        ("suffixes", criterion(&("any a".to_owned() + &" by b".repeat(30_000)))),
        ("10,000 truths", criterion(&("any a and ".repeat(10_000) + "any b"))),
        ("10,000 terms", criterion(&("a + ".repeat(10_000) + "b > 3"))),
        ("10,000 lines", criterion(&("all of {".to_owned() + &"any a,\n".repeat(10_000) + "}"))),
        ("one long line", "x".repeat(10_000_000)),
        ("one long line of words", "x ".repeat(5_000_000)),
        ("one long text", criterion(&("any a # ".to_owned() + &"x".repeat(10_000_000)))),
        ("long sentence", format!("inclusion I1 \"{}\"\n any a", "x".repeat(10_000_000))),
        ("quotes", "\"".repeat(100_000)),
        ("lines of quotes", "\"\n".repeat(100_000)),
        ("braces", "}".repeat(100_000)),
        ("nul", "\0".repeat(100_000)),
        ("comments", "# x\n".repeat(100_000)),
        (
            "10,000 lines with comments",
            criterion(&("all of {".to_owned() + &"any a, # x\n # y\n".repeat(10_000) + "}")),
        ),
        ("keywords", "inclusion\n".repeat(10_000)),
        ("slips", "inclusoin I1 \"x\"\n".repeat(10_000)),
        ("minus", criterion(&"-".repeat(100_000))),
        ("backslashes", format!("inclusion I1 \"{}", "\\".repeat(1_000_001))),
        ("amendments", "amendment \"1\" replaces \"2\" from 2026-01-01 {\n".repeat(10_000)),
    ];
    for (name, text) in cases {
        takes_no_time(name, &text);
    }
}

#[test]
fn depth_is_refused_and_neighbours_stay() {
    let text = criterion(&("(".repeat(101) + "a" + &")".repeat(101)));
    let (file, findings) = parse(&text);
    assert_eq!(findings.iter().map(|finding| finding.code.text()).collect::<Vec<_>>(), ["E0102"]);
    assert_eq!(file.items.len(), 2);
    let (_, findings) = parse(&criterion(&("(".repeat(100) + "a" + &")".repeat(100))));
    assert_eq!(findings, []);
}

/// The pieces of a text between which a mutation may cut: words, signs and blanks.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let kind = |letter: char| {
        if letter.is_alphanumeric() || letter == '_' {
            0
        } else if letter == ' ' {
            1
        } else {
            2
        }
    };
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

fn mutated(pieces: &[&str], how: u8, at: usize, other: usize) -> String {
    let (at, other) = (at % pieces.len(), other % pieces.len());
    let mut pieces = pieces.to_vec();
    match how {
        0 => drop(pieces.remove(at)),
        1 => pieces.insert(at, pieces[at]),
        2 => pieces.swap(at, other),
        _ => pieces.insert(at, pieces[other]),
    }
    pieces.concat()
}

/// The items that stand untouched in a changed text, at most `allowed` of which may be lost besides the touched ones.
fn check_mutation(text: &str, changed: &str, allowed: usize) {
    let (before, _) = parse(text);
    let (after, _) = parse(changed);
    let lost = before.items.iter().filter(|item| !after.items.contains(item)).count();
    assert!(lost <= allowed, "{lost} items lost:\n{changed}");
    let printed = print(&after, Some(changed));
    let (again, _) = parse(&printed);
    if after.items.iter().all(|item| item.kind != ItemKind::Malformed) {
        assert_eq!(again.items, after.items, "{printed}");
        assert_eq!(print(&again, Some(&printed)), printed);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        cases: 400,
        rng_seed: proptest::test_runner::RngSeed::Fixed(1),
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn mutations_hurt_no_neighbour(how in 0_u8..4, at in 0_usize..100_000, other in 0_usize..100_000, file in 0_usize..2) {
        let name = ["declarations", "hard-cases"][file];
        let text = std::fs::read_to_string(format!("{}/tests/fixtures/syntax/{name}.enrol", env!("CARGO_MANIFEST_DIR"))).unwrap();
        // A swap touches two items; each may take one neighbour along.
        let changed = mutated(&pieces(&text), how, at, other);
        check_mutation(&text, &changed, if how == 2 { 4 } else { 2 });
    }

    #[test]
    fn any_text_parses(text in "[ -~\n\u{e9}\u{a0}]{0,200}") {
        let (file, _) = parse(&text);
        let printed = print(&file, Some(&text));
        proptest::prop_assert!(file.items.is_empty() || !printed.is_empty());
        let _ = enrol::syntax::parse_expression(&text);
    }
}

#[test]
fn every_broken_item_is_reported() {
    let text = "\u{feff}inclusion I1 \"One\"\r\n  age >= 18 yaers and and\r\n\r\ninclusoin I2 \"Two\"\r\n  any fever\r\n\
                exclusion E1 \"Three\r\n  any cough\r\nparameter mean = 3\r\nmeasurement count \"Count\"\r\n  result g/g\r\n\
                inclusion I3 \"Four\"\r\n  any fever # kept\r\n";
    let (file, findings) = parse(text);
    insta::assert_snapshot!(said_of(text, &findings), @r#"
E0101 | and | `and` does not fit here | expected a value or events or `every` | 
E0103 | inclusoin | `inclusoin` is not a kind of declaration |  | did you mean `inclusion`?
E0104 | "Three | this text has no closing quote | opened here, and still open at the end of the line | add `"` at the end of the text; for a quote inside it write `\"`
E0206 | mean | `mean` is a keyword and cannot be a name |  | write another name, such as `mean_1`
E0206 | count | `count` is a keyword and cannot be a name |  | write another name, such as `count_1`
"#);
    assert_eq!(file.items.len(), 6);
    assert!(matches!(file.items[5].kind, ItemKind::Criterion(_)));
    assert_eq!(file.items[5].span.of(text), "inclusion I3 \"Four\"\r\n  any fever");
    assert_eq!((file.comments[0].text.as_str(), file.comments[0].own_line), ("kept", false));
}

#[test]
fn comments_stay_where_they_belong() {
    let text = r#"# The file.

# The trial.
trial X "T"   # registry
  # Why this version.
  version "1"
inclusion I1 "One" # sentence
  # The whole block.
  all of { # opened
    # First.
    any fever, # hot
    any cough # cold
    # Nothing more.
  } # closed
# Last.
"#;
    let (file, findings) = parse(text);
    assert_eq!(said_of(text, &findings), "");
    let printed = print(&file, Some(text));
    insta::assert_snapshot!(printed, @r#"
# The file.

# The trial.
trial X "T"  # registry
  # Why this version.
  version "1"

inclusion I1 "One"  # sentence
  # The whole block.
  all of {  # opened
    # First.
    any fever,  # hot
    any cough,  # cold
    # Nothing more.
  }  # closed

# Last.
"#);
    let (again, _) = parse(&printed);
    assert_eq!(again, file);
    assert_eq!(print(&again, Some(&printed)), printed);
}

/// Two spans are always equal, so places are compared as the words that stand there.
#[test]
fn spans_point_into_the_whole_file() {
    let text = include_str!("fixtures/syntax/hard-cases.enrol");
    let (file, _) = parse(text);
    let mut criteria = 0;
    for item in &file.items {
        let ItemKind::Criterion(criterion) = &item.kind else { continue };
        criteria += 1;
        assert_eq!(criterion.id.span.of(text), criterion.id.text);
        let expression = criterion.expression.as_ref().unwrap();
        let (alone, findings) = enrol::syntax::parse_expression(expression.span.of(text));
        assert_eq!(said_of(text, &findings), "");
        assert_eq!(&alone, expression);
        assert!(item.span.of(text).ends_with(expression.span.of(text)));
    }
    assert_eq!(criteria, 17);
}

/// A criterion whose words do not fit keeps all that stands before them, and is printed as it stands.
#[test]
fn broken_criteria_keep_their_heads() {
    let text = "exclusion 4.1 for iim \"One\"\n  note \"a\"\n  age >= 18 yaers and # why\n  drug and\ninclusion I2 \"Two\"\n  any a any b\n";
    let (file, findings) = parse(text);
    assert_eq!(findings.len(), 2, "{}", said_of(text, &findings));
    let heads: Vec<String> = file
        .items
        .iter()
        .map(|item| {
            let ItemKind::Criterion(criterion) = &item.kind else { panic!("{item:?}") };
            let expression = criterion.expression.as_ref().unwrap();
            assert_eq!(expression.kind, enrol::syntax::tree::ExprKind::Malformed);
            let (id, clauses) = (&criterion.id.text, criterion.clauses.len());
            format!("{:?} {id} {} {clauses} {:?}", criterion.side, criterion.cohorts.len(), expression.span.of(text))
        })
        .collect();
    assert_eq!(
        heads,
        ["Exclusion 4.1 1 1 \"age >= 18 yaers and # why\\n  drug and\"", "Inclusion I2 0 0 \"any a any b\"",]
    );
    assert!(print(&file, Some(text)).contains("  age >= 18 yaers and # why\n  drug and\n"));
}

#[test]
fn what_can_be_said_once_is_said_once() {
    let text = "trial A \"x\" version \"1\" version \"2\" effective 2024-01-01 effective 2025-01-01 phase \"1\" phase \"2\"\n\
                judgement j \"J?\" valid for 3 days valid for 4 days\n";
    let (file, findings) = parse(text);
    let places: Vec<&str> = findings.iter().map(|finding| finding.span().of(text)).collect();
    assert_eq!(places, ["version \"2\"", "effective 2025-01-01", "phase \"2\"", "valid for 4 days"]);
    assert_eq!(file.header().unwrap().version.as_ref().unwrap().text, "1");
}

#[test]
fn amendments_hold_their_items() {
    let text = "amendment \"2\" replaces \"1\" from 2025-06-01 {\n  parameter a = 3\n  inclusion I1 \"x\"\n    broken broken\n  removes E1\n}\ninclusion I2 \"y\"\n  any fever\n";
    let (file, findings) = parse(text);
    insta::assert_snapshot!(said_of(text, &findings), @r#"
E0101 | broken | `broken` does not fit here | expected the end of the item |
"#);
    let ItemKind::Amendment(amendment) = &file.items[0].kind else { panic!("no amendment") };
    assert_eq!((amendment.items.len(), amendment.removes.len(), file.items.len()), (2, 1, 2));
}
