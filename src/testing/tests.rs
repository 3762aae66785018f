//! Pages in, what is told of them out.

use super::{LinkedFile, Surroundings, Usual, run};
use crate::check::Source;
use crate::value::Day;
use std::fmt::Write as _;

/// A rule file, a vocabulary and a record that pages link to.
struct Few;

const TRIAL: &str = "trial T1 \"A trial\"\nuse tests\nparameter minimum_ratio = 1 g/g \"Lowest ratio\"\n
inclusion I1 \"Adults\"\n  age >= 18 years\ninclusion I2 \"Ratio\"\n  latest upcr within 28 days > minimum_ratio\n";

impl Surroundings for Few {
    fn file(&self, _page: &str, link: &str) -> Result<LinkedFile, String> {
        let text = match link {
            "t1.enrol" => TRIAL,
            "broken.enrol" => "trial T2 \"Broken\"\ninclusion I1 \"Adults\"\n  aage >= 18 years\n",
            "anna.yaml" => {
                "patient: anna\nbirth: 1990\nmeasurements:\n  - { test: upcr, value: 1.8 g/g, on: 2026-11-10 }\n"
            }
            _ => return Err(format!("the link `{link}` leads nowhere")),
        };
        Ok(LinkedFile { name: link.to_owned(), text: text.to_owned() })
    }

    fn find(&self, _from: &str, name: &str) -> Option<Source> {
        let text = "vocabulary tests \"Words for tests\"\nmeasurement upcr \"UPCR\"  also \"Protein ratio\"  code loinc 2890-2  result g/g\n";
        (name == "tests").then(|| Source::new(name, text))
    }

    fn words(&self, _from: &str) -> Vec<Source> {
        Vec::new()
    }
}

fn usual() -> Usual {
    Usual { uses: vec!["tests".to_owned()], as_of: Day::parse("2026-11-22"), only: None }
}

/// What is wrong with a page, what differs, and the page with what came out.
fn told(page: &str) -> String {
    told_with(page, &usual())
}

fn told_with(page: &str, usual: &Usual) -> String {
    let run = run("page.md", page, &Few, usual);
    let mut told = format!("{} answers\n", run.answers());
    for fault in &run.faults {
        writeln!(told, "line {}: {}\n  {}", fault.line, fault.what, fault.help).expect("a text");
    }
    let differences: Vec<_> = run.differences().collect();
    for difference in &differences {
        write!(told, "line {}\n{difference}", difference.line).expect("a text");
    }
    if !differences.is_empty() {
        let rewritten = run.rewritten(&differences);
        let again = super::run("page.md", &rewritten, &Few, usual);
        assert_eq!(again.differences().count(), 0, "what was written comes out again:\n{rewritten}");
        write!(told, "-- page\n{rewritten}").expect("a text");
    }
    told
}

#[test]
fn a_rule_file_is_tested_with_linked_and_changed_records() {
    insta::assert_snapshot!(told(
        "Rules: [T1](t1.enrol)\n\n# Anna\n\nPatient: [anna](anna.yaml)\n\n```verdict of I2\n```\n
# Changed\n\n```yaml as anna, but\nmeasurements: [{ test: upcr, value: $value, on: 2026-11-20 }]\n```\n
| $value | I2 | verdict |\n|---|---|---|\n| 1 g/g | pass | |\n| 1.01 g/g | pass | Eligible |\n
# Again\n\nPatient: anna\n\n```verdict of I2; with minimum_ratio = 2 g/g\n```\n"
    ));
}

#[test]
fn a_page_says_on_which_day_it_judges() {
    let page = "```enrol\nage >= 18 years\n```\n\n```yaml\nbirth: 2008-11-22\n```\n\n```verdict\n```\n";
    let nobody_says = Usual { as_of: None, ..usual() };
    let mut all = told_with(page, &nobody_says);
    all += &told_with(&format!("As of 2026-11-21.\n\n{page}"), &nobody_says);
    all += &told_with(&format!("As of 2026-11-31.\n\n{page}"), &nobody_says);
    insta::assert_snapshot!(all);
}

#[test]
fn what_cannot_be_understood_is_told_and_not_run() {
    insta::assert_snapshot!(told(
        "# Nothing above\n\n```verdict\nmet\n```\n\nRules: nothing\n\nRules: [gone](gone.enrol)\n
# A rule\n\n```enrol\nlatest upcr within 28 days > $least\n```\n\n```yaml one\n```\n\n```yaml one\n```\n
```yaml as two, but\n```\n\n```yaml like one\n```\n\nPatient: nobody.\n
# A table\n\n```enrol\nlatest upcr within 28 days > $least\n```\n
```yaml\nmeasurements:\n  - { test: upcr, value: 1 g/g, on: $on }\n```\n
| $least | $on | $off | truht |\n|---|---|---|---|\n| 1 g/g | 2026-11-20 | 1 | met |\n
| $least | $on | truth |\n|---|---|\n\n| $least | $on | truth |\n|---|---|---|\n| 1 g/g | met |\n
```verdict as off 2026; showing asks\n```\n\n```verdict showing asks\n```\n\n```verdct\n```\n
- a list\n\n  ```verdict\n  ```\n\n# The end\n\n```enrol\nage >= 1 years\n"
    ));
}

#[test]
fn cells_that_nobody_reads_are_told() {
    insta::assert_snapshot!(told(
        "```enrol\nlatest upcr within 28 days > 1 g/g\n```\n
```yaml\nmeasurements:\n  - { test: upcr, value: $value, on: $on }\n```\n
| $value | $on | truth |\n|---|---|---|\n| 2 g/g | 2026-11-20 | met |\n| 2 g/g | - | unknown |\n| - | - | unknown |\n"
    ));
}

#[test]
fn a_name_that_begins_like_another_is_its_own() {
    let page = "```enrol\nsex is female\n```\n\n```yaml\nbirth: $b\nsex: $b_sex\n```\n
| $b | $b_sex | truth |\n|---|---|---|\n| - | female | met |\n";
    let run = run("page.md", page, &Few, &usual());
    assert_eq!((run.answers(), run.differences().count(), run.faults.as_slice()), (1, 0, [].as_slice()));
}

#[test]
fn a_table_of_answers_that_asks_nothing_is_told() {
    insta::assert_snapshot!(told(
        "Rules: [T1](t1.enrol)\n\nPatient: [anna](anna.yaml)\n\n| E1 |\n|---|\n| fail |\n\n| word | means |\n|---|---|\n| a | b |\n"
    ));
}

#[test]
fn a_change_that_does_nothing_is_told() {
    insta::assert_snapshot!(told(
        "Rules: [T1](t1.enrol)\n\nPatient: [anna](anna.yaml)\n
# Same\n\n```yaml as anna, but\nbirth: 1990\nwithout: [ucpr]\n```\n\n```verdict of I1, I22\n```\n
# Rows\n\n```yaml as anna, but\nbirth: $birth\n```\n\n| $birth | I1 |\n|---|---|\n| 1990 | pass |\n| - | pass |\n"
    ));
}

#[test]
fn a_rule_file_with_errors_is_told_once() {
    insta::assert_snapshot!(told(
        "Rules: [T2](broken.enrol)\n\n# One\n\nPatient: [anna](anna.yaml)\n\n```verdict\n```\n
# Two\n\nPatient: anna\n\n```verdict\n```\n"
    ));
}

#[test]
fn one_difference_is_accepted_without_the_others() {
    let page = "```enrol\nage >= 18 years\n```\n\n```yaml\nbirth: $birth\n```\n
| $birth | truth |\n|---|---|\n| 1990 | unknown |\n| 2020 | unknown |\n\nThe end.\r\n";
    let run = run("page.md", page, &Few, &usual());
    let second: Vec<_> = run.differences().skip(1).collect();
    insta::assert_debug_snapshot!(run.rewritten(&second).lines().skip(8).collect::<Vec<_>>());
}

#[test]
fn only_some_cases_are_run() {
    let page = "# One\n\n```enrol\nage >= 18 years\n```\n\n```verdict\n```\n\n# Two\n\n```enrol\nage >= 18 years\n```\n\n```verdict\n```\n";
    let of = |only: &str| run("page.md", page, &Few, &Usual { only: Some(only.to_owned()), ..usual() }).answers();
    assert_eq!((of("Two"), of("page"), of("Three")), (1, 2, 0));
}

#[test]
fn a_change_takes_the_place_of_what_a_synonym_or_a_code_names() {
    insta::assert_snapshot!(told(
        "Rules: [T1](t1.enrol)\n\nPatient: [anna](anna.yaml)\n
# Less\n\n```yaml as anna, but\nmeasurements: [{ test: Protein ratio, value: 0.9 g/g, on: 2026-11-01 }]\n```\n\n```verdict of I2\n```\n
# Never measured\n\n```yaml as anna, but\nwithout: [loinc 2890-2]\n```\n\n```verdict of I2\n```\n
# A slip\n\n```yaml as anna, but\nmeasurements: [{ test: ucpr, value: 0.9 g/g, on: 2026-11-20 }]\n```\n\n```verdict of I2\n```\n"
    ));
}

#[test]
fn a_cell_that_leaves_the_record_as_it_was_is_told() {
    insta::assert_snapshot!(told(
        "Rules: [T1](t1.enrol)\n\nPatient: [anna](anna.yaml)\n
# Stays\n\n```yaml as anna, but\nmeasurements:\n  - { test: upcr, value: $value, on: 2026-11-20 }\n```\n
| $value | I2 |\n|---|---|\n| 1 g/g | pass |\n| - | unknown |\n
# Taken away\n\n```yaml as anna, but\nwithout: [upcr]\nmeasurements:\n  - { test: upcr, value: $value, on: 2026-11-20 }\n```\n
| $value | I2 |\n|---|---|\n| 1.2 g/g | pass |\n| - | unknown |\n"
    ));
}

/// A row that is not well is no answer, and nothing is written from its table.
#[test]
fn a_cell_with_a_slip_is_told_and_nothing_is_written() {
    let record = "```yaml\nmeasurements:\n  - { test: upcr, value: $value, on: $on }\n```\n\n";
    let rule = "```enrol\nlatest upcr within 28 days > $least\n```\n\n";
    let rows = "| $value | $on | $least | truth |\n|---|---|---|---|\n| 2 g/g | 2026-11-20 | 1 g/g | |\n\
                | 2 gg | 2026-11-20 | 1 g/g | |\n| 2 g/g | 2026-11-31 | 1 g/g | |\n| 2 g/g | 2026-11-20 | 1 gx | |\n";
    insta::assert_snapshot!(told(&format!("{rule}{record}{rows}")));
    let page = format!("{rule}{record}{rows}");
    let run = run("page.md", &page, &Few, &usual());
    assert_eq!((run.answers(), run.cases.iter().flat_map(|case| &case.ran).count()), (1, 1));
}

#[test]
fn findings_of_a_row_may_be_meant() {
    insta::assert_snapshot!(told(
        "```enrol\nlatest upcr within 28 days > 1 g/g\n```\n\n```yaml\nmeasurements:\n  - { test: upcr, value: $value, on: 2026-11-20 }\n```\n
| $value | truth |\n|---|---|\n| 2 g/g | |\n| 2 gg | |\n\n```findings\n```\n"
    ));
}

#[test]
fn what_is_wrong_with_every_row_is_told_once() {
    insta::assert_snapshot!(told(
        "Rules: [T1](t1.enrol)\n\nPatient: [anna](anna.yaml)\n
# Every row\n\n```yaml as anna, but\nwithout: [ucpr]\nbirth: $birth\nsex: femal\n```\n
| $birth | I1 |\n|---|---|\n| 1990 | pass |\n| 1991 | fail |\n"
    ));
}
