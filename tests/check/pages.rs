//! The pages on findings about rules: the first example of each is found, the second is not.

use super::{cases, check_text, render};
use enrol::diagnostic::{Code, Severity};
use enrol::workbench::settings::Settings;

#[test]
fn examples_of_pages_say_what_they_show() {
    let mut wrong = Vec::new();
    let of_rules = Code::ALL.iter().filter(|code| code.is_of_rules());
    for code in of_rules {
        let examples = cases(code.page());
        let [bad, good] = examples.as_slice() else {
            wrong.push(format!("{code}: a page has two examples"));
            continue;
        };
        let found = check_text(&bad.rule);
        // An error may bring others with it; a warning stands alone.
        let codes: Vec<Code> = found.findings.iter().map(|finding| finding.diagnostic.code).collect();
        let only = codes.iter().all(|found| found == code);
        if codes.is_empty() || !only {
            wrong.push(format!("{code}: the first example gives\n{}", render(&found)));
        }
        let fine = check_text(&good.rule);
        if fine.findings.iter().any(|finding| finding.diagnostic.severity > Severity::Note) {
            wrong.push(format!("{code}: the second example gives\n{}", render(&fine)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn examples_of_settings_say_what_they_show() {
    let page = Code::UnusableSetting.page();
    let examples: Vec<&str> = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let [bad, good] = examples.as_slice() else { panic!("a page has two examples") };
    let codes: Vec<Code> = Settings::read(bad).1.iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::UnusableSetting]);
    assert_eq!(Settings::read(good).1, []);
}

#[test]
fn designers_are_told_of_every_lint() {
    let page = include_str!("../../docs/designers.md");
    let codes: Vec<Code> = enrol::lint::LINTS.iter().map(|lint| lint.code).collect();
    assert!(codes.is_sorted(), "{codes:?}");
    for lint in enrol::lint::LINTS {
        let row = format!("| {} | {} | ", lint.code, lint.name);
        assert!(page.contains(&row), "no row `{row}` in docs/designers.md");
    }
}
