//! Where the links of a page lead.

use super::page::{About, Page, Part};
use crate::workbench::shelves::plain;
use std::path::{Path, PathBuf};

/// The file to which a link on a page leads: as seen from the page's own folder, without steps up where it went down before
/// (`rules/tests/../trials` is `rules/trials`), and without a place inside the file.
#[must_use]
pub fn linked(page: &str, link: &str) -> PathBuf {
    let link = link.split('#').next().unwrap_or_default();
    plain(&Path::new(page).parent().unwrap_or(Path::new("")).join(link))
}

/// The rule files that a page asks of.
#[must_use]
pub fn rule_files(name: &str, text: &str) -> Vec<PathBuf> {
    let page = Page::read(name, text);
    let rules = page.parts.iter().filter_map(|part| match part {
        Part::Statement(statement) if matches!(statement.about, About::Rules) => statement.link.as_ref(),
        _ => None,
    });
    rules.map(|(_, to)| linked(name, to)).collect()
}

#[cfg(test)]
mod tests {
    use super::{linked, rule_files};
    use std::path::Path;

    #[test]
    fn steps_down_and_up_again_are_left_out() {
        assert_eq!(linked("rules/tests/a.md", "../trials/a.enrol#I1"), Path::new("rules/trials/a.enrol"));
        assert_eq!(linked("../../a/c.md", "./b"), Path::new("../../a/b"));
    }

    #[test]
    fn a_page_asks_of_what_it_links_to_as_rules() {
        let text = "Rules: [A](../a.enrol)\n\nPatient: [P](p.yaml)\n\nSee [B](b.enrol).\n\nRules: [C](c.enrol)\n";
        assert_eq!(rule_files("tests/page.md", text), [Path::new("a.enrol"), Path::new("tests/c.enrol")]);
    }
}
