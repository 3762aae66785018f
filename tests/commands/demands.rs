//! `enrol test` told for machines and held against demands: small changes of the rules, shares that must be shown, files that must be
//! covered.

use super::{folder, read, run};
use tempfile::TempDir;

const TRIAL: &str = "trial T \"A trial\"\n\ninclusion I1 \"Adults\"\n  age >= 18 years\n";

/// A table on who is of age: a row each, birth and answer.
fn page(rows: &[(&str, &str)]) -> String {
    let rows: String = rows.iter().map(|(birth, answer)| format!("| {birth} | {answer} |\n")).collect();
    format!(
        "As of 2026-11-22.\n\nRules: [T](../rules/t.enrol)\n\n```yaml\nbirth: $birth\n```\n\n| $birth | I1 |\n|---|---|\n{rows}"
    )
}

/// A rule file and a page with these rows, and settings by which another file is to be covered, too.
fn project(rows: &[(&str, &str)], settings: &str) -> TempDir {
    let other = TRIAL.replace("trial T \"A trial\"", "trial U \"Another trial\"");
    let files =
        [("rules/t.enrol", TRIAL), ("tests/t.md", &page(rows)), ("rules/u.enrol", &other), ("enrol.toml", settings)];
    folder(&files)
}

/// Exactly of age, a day younger, and of an unknown age.
const ALL: &[(&str, &str)] = &[("2008-11-22", "pass"), ("2008-11-23", "fail"), ("2008-11", "unknown")];

#[test]
fn changes_that_nobody_notices_are_told_in_every_form() {
    let folder = project(&ALL[..1], "");
    let mut told = String::new();
    for format in ["terminal", "json", "junit", "github"] {
        told += &run(folder.path(), &["test", "--mutants", "--format", format], "");
    }
    insta::assert_snapshot!(told);
}

#[test]
fn json_of_changes_is_as_its_schema_says() {
    let folder = project(&ALL[..1], "");
    let json = |arguments: &[&str]| -> serde_json::Value {
        let told = run(folder.path(), arguments, "");
        let (_, rest) = told.split_once('\n').unwrap();
        let document = rest.split("\n! ").next().unwrap().split("\nexit code").next().unwrap();
        serde_json::from_str(document).unwrap()
    };
    let schema = json(&["schema", "mutants"]);
    let found = json(&["test", "--mutants", "--format", "json"]);
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&found["mutants"]).map(|error| error.to_string()).collect();
    assert_eq!(wrong, Vec::<String>::new());
    assert!(found["mutants"]["files"][0]["mutants"].as_array().unwrap().len() > 2, "{found}");
}

/// The exit code, and what is said to fall short.
fn demanded(folder: &TempDir, demand: &str, more: &[&str]) -> (u8, Vec<String>) {
    let told = run(folder.path(), &[&["test", "--fail-under", demand], more].concat(), "");
    let code = told.trim_end().rsplit(' ').next().unwrap().parse().unwrap();
    let short =
        told.lines().filter(|line| line.contains("are demanded")).map(|line| line.trim_start_matches("! ").to_owned());
    (code, short.collect())
}

#[test]
fn less_than_is_demanded_ends_with_1() {
    let (some, all) = (project(&ALL[..1], ""), project(ALL, ""));
    let mut told = String::new();
    for demand in ["outcomes=34", "decisions=34", "boundaries=34", "mutants=90", "100"] {
        let (code, short) = demanded(&some, demand, &[]);
        assert_eq!(code, 1, "{demand}");
        told += &format!("--fail-under {demand}\n  {}\n", short.join("\n  "));
    }
    insta::assert_snapshot!(told);
    for demand in ["outcomes=33,decisions=33,boundaries=33", "mutants=10", "outcomes=0", "0"] {
        assert_eq!(demanded(&some, demand, &[]), (0, Vec::new()), "{demand}");
    }
    assert_eq!(demanded(&all, "outcomes=100,decisions=100", &[]), (0, Vec::new()));
    // One number asks for changes only where they are made.
    assert_eq!(demanded(&some, "0", &["--mutants"]), (0, Vec::new()));
    let (code, short) = demanded(&some, "100", &["--mutants"]);
    assert_eq!((code, short.iter().filter(|line| line.contains("small changes")).count()), (1, 1), "{short:?}");
    let told = run(some.path(), &["test", "--fail-under", "lines=90"], "");
    assert!(told.contains("outcomes=100,decisions=90") && told.ends_with("exit code 2\n"), "{told}");
}

#[test]
fn a_difference_is_one_whatever_is_shown() {
    let folder = project(&[("2008-11-22", "fail")], "");
    assert_eq!(demanded(&folder, "0", &[]), (1, Vec::new()));
}

#[test]
fn what_settings_cover_is_told_where_no_page_is_named() {
    let folder = project(ALL, "[tests]\ncovers = [\"rules\"]\n");
    let mut told = run(folder.path(), &["test", "--coverage"], "");
    told += &run(folder.path(), &["test", "--coverage", "tests"], "");
    told += &run(folder.path(), &["test", "--fail-under", "outcomes=100,mutants=10"], "");
    told += &run(folder.path(), &["test", "--fail-under", "outcomes=100,mutants=10", "tests/t.md"], "");
    std::fs::write(folder.path().join("enrol.toml"), "[tests]\ncovers = [\"rules\", \"missing\"]\n").unwrap();
    told += &run(folder.path(), &["test", "--coverage"], "");
    assert!(read(&folder, "enrol.toml").contains("missing"));
    insta::assert_snapshot!(told);
}

#[test]
fn cases_are_picked_by_page_heading_and_criterion() {
    let rules = format!("{TRIAL}\nexclusion E1 \"Men\"\n  sex is male\n");
    let own = "As of 2026-11-22.\n\nRules: [T](../rules/t.enrol)\n";
    let table = "```yaml\nbirth: 2000\nsex: $sex\n```\n\n| $sex | E1 |\n|---|---|\n| female | pass |\n";
    let block = "```yaml\nbirth: 2000\n```\n\n```verdict of I1\nUndetermined\n  I1  pass    wrong on purpose\n```\n";
    let text = format!("{own}\n## Men\n\n{table}\n## Somebody\n\n{block}");
    let folder = folder(&[("rules/t.enrol", &rules), ("tests/t.md", &text)]);
    let count = |only: &str| {
        let told = run(folder.path(), &["test", "--only", only], "");
        told.lines().find(|line| line.starts_with("tests/t.md  ")).unwrap_or_default().to_owned()
    };
    assert_eq!(count("Men"), "tests/t.md  1 answer");
    assert_eq!(count("E1"), "tests/t.md  1 answer");
    assert_eq!(count("I1"), "tests/t.md  1 answer, 1 difference");
    assert_eq!(count("tests/"), "tests/t.md  2 answers, 1 difference");
    let told = run(folder.path(), &["test", "--only", "I2"], "");
    assert!(told.contains("no answer names such a criterion") && told.ends_with("exit code 2\n"), "{told}");
}
