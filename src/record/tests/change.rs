//! Records that are another one but for a few fields.

use crate::record::changed;

const BASE: &str = "patient: A
birth: 1990-01-01
anchors: { consent: 2026-11-01, day_1: 2026-11-30 }
measurements:
  - { test: upcr, value: 1.8 g/g, on: 2026-11-10 }
  - { test: upcr, value: 2.0 g/g, on: 2026-06-10 }
  - { test: ana, value: 1:80, on: 2026-11-10 }
answers:
  - { question: recent, arguments: [malignancy], answer: no }
  - { question: recent, arguments: [infection], answer: no }
absent: [hiv_infection]
reviewed:
  - { lists: [medications], from: birth, to: 2026-11-22 }
";

/// What the change makes of the record, line by line, and what of it does nothing.
fn told(change: &str) -> String {
    let made = changed(BASE, change);
    let before = changed(BASE, "note: same\n").text.replace("note: \"same\"\n", "");
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
        "answers: [{ question: recent, arguments: [infection], answer: yes }]\nabsent: [malignancy]\n"
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
    let all = ["", "# nothing\n", "sex", "[a]", "birth: 1990\nbirth: 1991\n", "birth: [\n"].map(told);
    insta::assert_snapshot!(all.join("\n"));
}
