//! Pairs of small rule files.

use super::{checked, told};

const WORDS: &str = r#"vocabulary words

drug biologics "Biologics"
drug rituximab "Rituximab"  is a biologics
  half-life 22 days
drug belimumab "Belimumab"  is a biologics
measurement upcr "UPCR"
  result g/g  code loinc 2890-2
measurement egfr "eGFR"
  result mL/min/1.73m2
condition malignancy "Cancer"
condition basal_cell_carcinoma "Basal cell carcinoma"  is a malignancy
  attribute status one of { cured, active }
group agents "Agents" { rituximab }
judgement predisposed "Is there a predisposition to infection?"
  answered by investigator  asked with judged
"#;

const TRIAL: &str = r#"trial T "A trial"
use words

anchor consent "Consent" day

parameter minimum = 1 g/g "Lowest UPCR"

define recent "Recent UPCR"
  value latest upcr within 28 days

cohort adults "Adults" when age >= 18 years

inclusion I1 "UPCR above 1 g/g"
  recent > minimum

inclusion I2 "eGFR of 30 or more"
  latest egfr within 28 days >= 30 mL/min/1.73m2

exclusion E1 "Cancer"
  any malignancy except { basal_cell_carcinoma where status is cured }

exclusion E2 "Biologics within 5 half-lives"
  any biologics within 5 half_lives

exclusion E3 "Agents or predisposition"
  any of { "agents": any agents, "infection": judged predisposed }
"#;

/// The trial with some of its text replaced.
fn with(changes: &[(&str, &str)]) -> String {
    replaced(TRIAL, changes)
}

fn replaced(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

/// What is told where only the trial changes.
fn trial(changes: &[(&str, &str)]) -> String {
    told((TRIAL, WORDS), (&with(changes), WORDS))
}

/// What is told where only the words change.
fn words(changes: &[(&str, &str)]) -> String {
    told((TRIAL, WORDS), (TRIAL, &replaced(WORDS, changes)))
}

#[test]
fn the_texts_of_these_tests_are_sound() {
    let findings: Vec<String> =
        checked(TRIAL, WORDS).findings.iter().map(|finding| finding.diagnostic.message.clone()).collect();
    insta::assert_debug_snapshot!(findings);
}

#[test]
fn nothing_changed() {
    assert_eq!(trial(&[]), "old -> new\nNothing changed.\n");
}

#[test]
fn a_parameter() {
    insta::assert_snapshot!(trial(&[("minimum = 1 g/g", "minimum = 0.5 g/g")]));
}

#[test]
fn a_definition_and_a_window() {
    insta::assert_snapshot!(trial(&[("upcr within 28 days", "upcr within 14 days")]));
}

#[test]
fn the_same_amount_in_another_unit_is_the_same() {
    insta::assert_snapshot!(trial(&[("minimum = 1 g/g", "minimum = 1000 mg/g")]));
}

#[test]
fn a_bound_and_a_polarity() {
    insta::assert_snapshot!(trial(&[
        ("egfr within 28 days >= 30", "egfr within 28 days > 30"),
        ("exclusion E2", "inclusion E2"),
    ]));
}

#[test]
fn lines_of_a_block() {
    insta::assert_snapshot!(trial(&[(
        r#""agents": any agents, "infection": judged predisposed"#,
        r#""infection": judged predisposed, "cancer": any malignancy"#,
    )]));
}

#[test]
fn lines_in_another_order_and_a_definition_written_out_are_layout() {
    insta::assert_snapshot!(trial(&[
        (
            r#""agents": any agents, "infection": judged predisposed"#,
            r#""infection": judged predisposed, "agents": any agents"#,
        ),
        ("  recent > minimum", "  latest upcr within 28 days > minimum"),
    ]));
}

#[test]
fn reworded_renumbered_moved_added_and_removed() {
    insta::assert_snapshot!(trial(&[
        ("inclusion I1 \"UPCR above 1 g/g\"\n  recent > minimum\n\n", ""),
        ("exclusion E1 \"Cancer\"", "exclusion E4 \"Cancer\""),
        ("exclusion E2 \"Biologics within", "exclusion E2 \"Any biologics within"),
        ("exclusion E3 \"Agents", "inclusion I3 \"A sex\"\n  sex is female\n\nexclusion E3 \"Agents"),
    ]));
}

#[test]
fn places() {
    let second = "inclusion I2 \"eGFR of 30 or more\"\n  latest egfr within 28 days >= 30 mL/min/1.73m2\n\n";
    let end = "\"infection\": judged predisposed }\n";
    insta::assert_snapshot!(trial(&[(second, ""), (end, &format!("{end}\n{second}"))]));
}

#[test]
fn clauses_cohorts_notes_and_the_head() {
    insta::assert_snapshot!(trial(&[
        ("inclusion I2 \"eGFR of 30 or more\"\n", "inclusion I2 \"eGFR of 30 or more\"\n  waivable by investigator\n"),
        ("exclusion E1 \"Cancer\"\n", "exclusion E1 \"Cancer\"\n  if unknown treat as not met\n  note \"As told.\"\n"),
        ("exclusion E2 \"", "exclusion E2 for adults \""),
        (
            "exclusion E3 \"Agents or predisposition\"\n",
            "exclusion E3 \"Agents or predisposition\"\n  checked at consent\n"
        ),
        ("age >= 18 years", "age >= 16 years"),
        ("trial T \"A trial\"", "trial T \"The trial\""),
    ]));
}

#[test]
fn a_class_and_a_group() {
    let drug = "drug obinutuzumab \"Obinutuzumab\"  is a biologics\nmeasurement upcr";
    insta::assert_snapshot!(words(&[("measurement upcr", drug), ("{ rituximab }", "{ rituximab, belimumab }")]));
}

#[test]
fn what_is_declared_of_a_word() {
    insta::assert_snapshot!(words(&[
        ("half-life 22 days", "half-life 30 days"),
        ("code loinc 2890-2", "code loinc 2890-2, loinc 34366-5"),
        ("Is there a predisposition", "Is there any predisposition"),
    ]));
}

#[test]
fn a_word_that_is_kept_in_another_unit() {
    insta::assert_snapshot!(words(&[("result g/g", "result mg/g"), ("result mL/min/1.73m2", "result mL/s/1.73m2")]));
}

#[test]
fn a_title_of_a_word_changes_no_meaning() {
    assert_eq!(words(&[("\"UPCR\"", "\"Urine protein/creatinine ratio\"")]), "old -> new\nNothing changed.\n");
}

#[test]
fn words_that_no_criterion_uses_change_nothing() {
    let changed = words(&[("measurement upcr", "drug aspirin \"Aspirin\"\nmeasurement upcr")]);
    assert_eq!(changed, "old -> new\nNothing changed.\n");
}

#[test]
fn a_criterion_that_cannot_be_checked() {
    insta::assert_snapshot!(trial(&[("any biologics within 5 half_lives", "any biologics_ within 5 half_lives")]));
}

#[test]
fn an_amendment() {
    let end = "amendment \"2.0\" replaces \"1.0\" from 2026-10-01 {\n  parameter minimum = 0.5 g/g \"Lowest UPCR\"\n  removes E1\n}\n";
    let first = TRIAL.replacen("use words", "  version \"1.0\"\nuse words", 1);
    let amended = format!("{first}\n{end}");
    insta::assert_snapshot!(told((&first, WORDS), (&amended, WORDS)));
}
