//! A few lines of rules in, what is found out.

use super::fix::{fix, make};
use super::review::{Review, review};
use super::settings::Settings;
use crate::check::{Checked, FileId, Options, Source, check};
use crate::diagnostic::{Edit, Fix, Safety, Span};
use std::fmt::Write as _;

fn checked(text: &str) -> Checked {
    let common = "vocabulary common\nmeasurement ecog \"ECOG\" result number 0 to 5\n";
    let resolve = |name: &str| (name == "common").then(|| Source::new("common", common));
    check(&[Source::new("t", format!("trial T \"T\"\nuse common\n{text}"))], &resolve, &Options::default())
}

fn reviewed(text: &str, settings: &str) -> Review {
    let (settings, wrong) = Settings::read(settings);
    assert_eq!(wrong, []);
    review(&checked(text), &|_| &settings)
}

/// Findings as `code severity message`, then what was set aside and why.
fn said(review: &Review) -> String {
    let mut out = String::new();
    for finding in &review.findings {
        let found = &finding.diagnostic;
        writeln!(out, "{} {:?}: {}", found.code, found.severity, found.message).unwrap();
    }
    for aside in &review.set_aside {
        writeln!(out, "{} set aside: {}", aside.finding.diagnostic.code, aside.reason).unwrap();
    }
    out
}

const GAP: &str = "inclusion I1 \"Adults\" age >= 18 years\ninclusion I3 \"Fit\" latest ecog <= 1";

#[test]
fn a_remark_holds_for_its_declaration_alone() {
    let before =
        format!("{}\n", GAP.replace("inclusion I3", "# enrol: ignore W0602: no I2 in the record\ninclusion I3"));
    let inside = GAP.replace("latest ecog", "# enrol: ignore W0602: no I2 in the record\nlatest ecog");
    let behind = format!("{GAP}  # enrol: ignore W0602, W0802: no I2 in the record\n");
    let several =
        format!("{GAP} # enrol: ignore W0602: no I2 in the record\ninclusion I5 \"Fitter\" latest ecog < 1\n");
    let elsewhere = format!("# enrol: ignore W0602: no I2 in the record\n{GAP}\n");
    let cases =
        [("before", before), ("inside", inside), ("behind", behind), ("of two", several), ("elsewhere", elsewhere)];
    let told: Vec<String> =
        cases.iter().map(|(name, text)| format!("{name}:\n{}", said(&reviewed(text, "")))).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_remark_that_cannot_be_used_is_told_of() {
    let remarks = [
        "# enrol: ignore W0602",
        "# enrol: ignore W0602:",
        "# enrol: ignore criterion-gap: because",
        "# enrol: ignore criterion-gaps: because",
        "# enrol: ignore W9999: because",
        "# enrol: ignore: because",
        "# enrol: ignore E0201: because",
        "# enrol: allow W0602: because",
        "# enrolled patients: ignore W0602: because",
    ];
    let told = remarks.map(|remark| format!("{remark}\n{}", said(&reviewed(&format!("{GAP} {remark}\n"), ""))));
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn settings_say_how_bad_a_finding_is() {
    let levels = ["off", "note", "warning", "error"];
    let told = levels.map(|level| format!("{level}: {}", said(&reviewed(GAP, &format!("lints.W0602 = \"{level}\"")))));
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn settings_that_cannot_be_used_are_told_of_and_the_others_count() {
    let text = "patient = \"x\"\npatients = 3\n[lints]\nW0602 = \"off\"\nmissing-sentence = \"never\"\nE0101 = \"off\"\nR0101 = \"off\"\nW062 = \"off\"\n";
    let (settings, found) = Settings::read(text);
    assert_eq!(settings.patients, None);
    assert!(settings.level(crate::diagnostic::Code::CriterionGap).is_some());
    let told: Vec<String> = found
        .iter()
        .map(|found| format!("{} | {} | {}", found.span().of(text), found.message, found.help.as_deref().unwrap_or("")))
        .collect();
    insta::assert_snapshot!(told.join("\n"));
    let (_, broken) = Settings::read("[lints\nW0602 = \n");
    assert!(!broken.is_empty() && broken.iter().all(|found| !found.labels.is_empty()));
}

#[test]
fn an_idle_remark_is_taken_out_with_its_line() {
    let text = "inclusion I1 \"Adults\" age >= 18 years  # enrol: ignore W0602: why\n# enrol: ignore W0603: why\ninclusion I2 \"Fit\" latest ecog <= 1\n";
    let checked = checked(text);
    let found = review(&checked, &|_| &DEFAULT);
    let fixed = fix(FileId(0), &checked.program.files[0].text, &found.findings);
    assert_eq!(fixed.done, ["take the remark out", "take the remark out"]);
    insta::assert_snapshot!(fixed.text);
}

static DEFAULT: std::sync::LazyLock<Settings> = std::sync::LazyLock::new(Settings::default);

#[test]
fn changes_that_touch_the_same_words_are_made_one_at_a_time() {
    let edit =
        |start, end, replacement: &str| Edit { span: Span::new(start, end), replacement: replacement.to_owned() };
    let fix = |title: &str, edits: Vec<Edit>| Fix { title: title.to_owned(), edits, safety: Safety::Safe };
    let wanted = [
        fix("both", vec![edit(0, 1, "A"), edit(4, 5, "C")]),
        fix("touches", vec![edit(4, 5, "X"), edit(2, 3, "X")]),
        fix("between", vec![edit(2, 3, "B")]),
        fix("outside", vec![edit(9, 12, "X")]),
        fix("at the end", vec![edit(5, 5, "!")]),
        fix("there too", vec![edit(5, 5, "?")]),
        fix("nothing", Vec::new()),
    ];
    let made = make("a b c", &wanted);
    assert_eq!(made.text, "A B C!");
    assert_eq!(made.done, ["both", "between", "at the end"]);
}
