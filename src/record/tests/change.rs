//! Records that are another one but for a few fields.

use super::words;
use crate::record::{changed, left_out};

const BASE: &str = "patient: A
birth: 1990-01-01
anchors: { consent: 2026-11-01, day_1: 2026-11-30 }
measurements:
  - { test: upcr, value: 1.8 g/g, on: 2026-11-10 }
  - { test: upcr, value: 2.0 g/g, on: 2026-06-10 }
  - { test: ana, value: 1:80, on: 2026-11-10 }
answers:
  - { question: likely_to_need, arguments: [prednisone, 5 mg/day, 3 months], answer: no }
  - { question: likely_to_need, arguments: [rituximab, 1 g, 3 months], answer: no }
medications:
  - { drug: mycophenolate, start: 2024 }
  - { drug: prednisone, start: 2025 }
conditions:
  - { code: icd10cm M32.14, diagnosed: 2019 }
lines:
  - { number: 1, drugs: [rituximab] }
  - { number: 2, drugs: [prednisone] }
waivers:
  - { trial: T1, criterion: E3, by: Dr X, on: 2026-11-10 }
  - { trial: T2, criterion: E3, by: Dr X, on: 2026-11-10 }
absent: [hiv_infection]
reviewed:
  - { lists: [medications], from: birth, to: 2026-11-22 }
";

/// What the change makes of the record, line by line, and what of it does nothing.
fn told(change: &str) -> String {
    let made = changed(BASE, change, &words());
    let before = changed(BASE, "note: same\n", &words()).text.replace("note: \"same\"\n", "");
    let untouched = (made.text == BASE).then(|| "the record as it was".to_owned());
    let before = if untouched.is_some() { BASE.to_owned() } else { before };
    let gone = before.lines().filter(|line| !made.text.lines().any(|own| own == *line));
    let new = made.text.lines().filter(|line| !before.lines().any(|own| own == *line));
    let mut told: Vec<String> = untouched.into_iter().chain(gone.map(|line| format!("- {line}"))).collect();
    told.extend(new.map(|line| format!("+ {line}")));
    told.extend(
        made.slips
            .iter()
            .map(|slip| format!("{}: {}; {}", if slip.idle { "idle" } else { "wrong" }, slip.what, slip.help)),
    );
    told.join("\n")
}

#[test]
fn entries_take_the_place_of_those_about_the_same() {
    insta::assert_snapshot!(told(
        "measurements:\n  - { test: upcr, value: \"< 0.9 g/g\", on: 2026-11-20 }\nsex: female\n"
    ));
}

#[test]
fn questions_are_told_apart_by_what_they_ask_about() {
    insta::assert_snapshot!(told(
        "answers: [{ question: likely_to_need, arguments: [rituximab, 1 g, 3 months], answer: yes }]\nabsent: [malignancy]\n"
    ));
}

#[test]
fn words_anchors_and_fields_are_taken_away() {
    insta::assert_snapshot!(told(
        "without: [upcr, day_1, reviewed, hiv_infection]\nanchors: { consent: 2026-11-02 }\n"
    ));
}

#[test]
fn what_changes_nothing_is_told() {
    insta::assert_snapshot!(told(
        "without: [urpc, prednisone]\nbirth: 1990-01-01\nsex:\nanchors: { consent: 2026-11-01 }\n\
         measurements: [{ on: 2026-11-10, test: ana, value: 1:80 }]\n"
    ));
}

#[test]
fn what_is_no_change_changes_nothing() {
    let all = [
        "",
        "# nothing\n",
        "sex",
        "[a]",
        "birth: 1990\nbirth: 1991\n",
        "birth: [\n",
        "sex: female\nmeasurements: [{ test: anti_dsdna, value: 5 m[IU]/mL }]\n",
    ]
    .map(told);
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_word_is_the_same_by_every_name_and_code() {
    let all = [
        "medications: [{ drug: CellCept, start: 2026 }]\n",
        "medications: [{ code: atc L04AA06, start: 2026 }]\n",
        "conditions: [{ condition: Lupus Nephritis, diagnosed: 2020 }]\n",
        "measurements: [{ code: loinc 2890-2, value: 1 g/g, on: 2026-11-20 }]\n",
        "absent: [{ word: HIV infection, to: 2026-11-01 }]\n",
        "without: [MMF, loinc 13801-6, hiv-infection]\n",
        "without: [anti_cd20, lupus_nephritis, likely_to_need]\n",
    ];
    insta::assert_snapshot!(all.map(|change| format!("{change}{}\n", told(change))).join("\n"));
}

#[test]
fn lines_are_told_apart_by_number_and_waivers_by_trial_and_criterion() {
    let all = [
        "lines: [{ number: 2, drugs: [mycophenolate] }]\n",
        "lines: [{ drugs: [mycophenolate] }]\n",
        "lines: [{ number: second, drugs: [mycophenolate] }]\n",
        "without: [lines]\nlines: [{ drugs: [mycophenolate] }]\n",
        "without: [\"1\"]\n",
        "waivers: [{ trial: T2, criterion: E3, by: Dr Y, on: 2026-11-11 }]\n",
        "without: [E3]\n",
    ];
    insta::assert_snapshot!(all.map(|change| format!("{change}{}\n", told(change))).join("\n"));
}

#[test]
fn a_line_of_the_record_without_a_number_may_be_the_one_that_is_meant() {
    let base = "patient: A\nlines:\n  - { drugs: [rituximab] }\n";
    let made = changed(base, "lines: [{ number: 1, drugs: [prednisone] }]\n", &words());
    let slips: Vec<&str> = made.slips.iter().map(|slip| slip.what.as_str()).collect();
    assert_eq!(
        slips,
        ["a line of therapy of the record has no number, so nobody can tell whether the change means it"]
    );
}

#[test]
fn what_no_vocabulary_knows_is_told() {
    let all = [
        "measurements: [{ test: urpc, value: 1 g/g, on: 2026-11-20 }]\n",
        "measurements: [{ test: sle, value: 1 g/g, on: 2026-11-20 }]\n",
        "measurements: [{ value: 1 g/g, on: 2026-11-20 }]\n",
        "medications: [{ drug: anti_cd20, start: 2026 }]\n",
        "medications: [{ code: L04AA06, start: 2026 }, { code: atc X99, start: 2026 }]\n",
        "absent: [malignacy, country]\n",
        "without: []\n",
        "without: [[upcr], X99]\n",
        "answers: [{ question: likely_to_ned, answer: no }, { question: sle, answer: no }]\n",
        "sex: female\nmedications: []\n",
        "sex: female\nmedications:\n  -\n  - { drug: belimumab }\nanchors: { day_1:  }\n",
    ];
    insta::assert_snapshot!(all.map(|change| format!("{change}{}\n", told(change))).join("\n"));
}

#[test]
fn what_stands_for_more_than_the_change_names_stays_and_is_told() {
    let several = "vocabulary more \"More\"\ncondition a \"A\"\n  code icd10cm A10\ncondition b \"B\"\n  code icd10cm A10\n\
                   group both \"Both\" { a, b }\n";
    let (tree, _) = crate::syntax::parse(several);
    let (vocabulary, _) =
        crate::vocabulary::build(&[crate::vocabulary::VocabularySource { name: "more", tree: &tree }]);
    let base = "patient: A\nconditions:\n  - { code: icd10cm A10, onset: 2019 }\nabsent: [both]\n";
    let mut all = String::new();
    for change in [
        "conditions: [{ condition: a, onset: 2020 }]\n",
        "conditions: [{ condition: a, onset: 2020 }, { condition: b, onset: 2021 }]\n",
        "conditions: [{ code: icd10cm A10, onset: 2020 }]\n",
        "without: [b]\n",
        "without: [a, b]\n",
        "without: [both]\n",
    ] {
        let made = changed(base, change, &vocabulary);
        all += &format!("{change}=>\n{}", made.text);
        all.extend(made.slips.iter().map(|slip| format!("{}; {}\n", slip.what, slip.help)));
        all.push('\n');
    }
    insta::assert_snapshot!(all);
}

#[test]
fn what_a_shortened_change_leaves_to_the_record_is_named() {
    let whole = "birth: 0\nsex: 0\nmeasurements:\n  - { test: UPCR, value: 0 }\n  - { test: ecog, value: 0 }\n\
                 anchors: { consent: 0, day_2: 0 }\nabsent:\n  - HIV infection\n";
    assert_eq!(left_out(BASE, whole, "", &words()), ["birth", "UPCR", "consent", "HIV infection"]);
    let short = "measurements:\n  - { code: loinc 2890-2 }\nanchors: { consent: 2026 }\nabsent:\nbirth: 1991\n";
    assert_eq!(left_out(BASE, whole, short, &words()), ["HIV infection"]);
}
