//! The pages on findings about rules: the first example of each is found, the second is not.

use super::{cases, check_text, render};
use enrol::diagnostic::{Code, Severity};
use enrol::workbench::settings::Settings;
use enrol::workbench::shared::{Around, Found};

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

/// The headings of a page on a warning, in their order.
const HEADINGS: [&str; 4] = ["What it means", "Why", "Example", "Fix"];

#[test]
fn pages_on_warnings_have_one_form() {
    let mut wrong = Vec::new();
    let warnings = Code::ALL.iter().filter(|code| code.is_of_rules() && code.severity() == Severity::Warning);
    let lints = enrol::lint::LINTS.iter().map(|lint| &lint.code);
    for code in warnings.chain(lints) {
        let page = code.page();
        let title = format!("# {code}: {}\n", code.title());
        let sections: Vec<&str> = page.split("\n## ").skip(1).collect();
        let headings: Vec<&str> = sections.iter().filter_map(|section| section.lines().next()).collect();
        let said = |section: &&str| section.lines().nth(2).is_some_and(|line| line.len() > 10);
        if !page.starts_with(&title) || headings != HEADINGS || !sections.iter().all(said) {
            wrong.push(format!("{code}: {headings:?}"));
        }
        let found = page.find("This is found:").is_some_and(|found| found > page.find("## Example").unwrap_or(0));
        let right = page.find("This is right:").is_some_and(|right| right > page.find("## Fix").unwrap_or(0));
        if !found || !right {
            wrong.push(format!("{code}: the examples stand elsewhere"));
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

/// The texts of the files that the pages on pins speak of.
fn pinned(name: &str) -> Option<Found> {
    let text = match name {
        "own" => "vocabulary own \"Our words\"\n",
        "lupus.house" => "library lupus.house \"Our definitions\"\n",
        _ => return None,
    };
    Some(Found { text: text.into(), is_shared: true })
}

#[test]
fn examples_of_pins_say_what_they_show() {
    let names = |used: &[&str]| used.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let pages = [
        (Code::OtherThanPinned, names(&["own"])),
        (Code::IdlePin, names(&[])),
        (Code::NotPinned, names(&["own", "lupus.house"])),
    ];
    for (code, used) in pages {
        let examples = code.page().split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
        let found = examples.map(|example| {
            let (settings, unusable) = Settings::read(example);
            assert_eq!(unusable, []);
            let around = Around { find: &pinned, is_there: &|folder| folder == "words", used: &used };
            settings.shared.review(&around).iter().map(|found| found.code).collect::<Vec<_>>()
        });
        assert_eq!(found.collect::<Vec<_>>(), [vec![code], vec![]], "{code}");
    }
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
