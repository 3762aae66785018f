//! Rule files written at random go through the parser and the checker; engine and reference agree on what comes out.

use super::agreement::compare;
use super::forms::Tally;
use super::{brief_in, cases};
use crate::generate::programs::Theme;
use crate::generate::{Choices, patients, tapes};
use crate::texts::{checked, in_words_of, written};
use enrol::check::Checked;
use enrol::diagnostic::{Code, Severity};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

/// Of a hundred texts so many at least are checked without an error.
const LEAST_CLEAN: usize = 95;

/// In so many texts every form of node is written and known somewhere; fewer say nothing of the rare ones.
const ENOUGH: u32 = 1000;

/// The only form of node that nobody writes: what holds in any case.
const NOT_WRITTEN: &[&str] = &["TruthNode::Constant"];

/// What came of some texts.
#[derive(Default)]
struct Texts {
    clean: usize,
    /// The errors of the others, with one text for each.
    rejected: BTreeMap<String, (usize, String)>,
    tally: Tally,
}

impl Texts {
    fn rejected(&self) -> usize {
        self.rejected.values().map(|(times, _)| times).sum()
    }
}

impl fmt::Display for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} texts: {} without an error", self.clean + self.rejected(), self.clean)?;
        for (code, (times, example)) in &self.rejected {
            writeln!(f, "{times:8} {code}: {example}")?;
        }
        self.tally.fmt(f)
    }
}

#[test]
fn written_rules_mean_the_same_to_both() {
    let mut runner = TestRunner::new(cases(ENOUGH));
    let texts = RefCell::new(Texts::default());
    let agreed = runner.run(&tapes(), |tapes| agree(&tapes, &mut texts.borrow_mut()));
    agreed.unwrap_or_else(|failure| panic!("{failure}"));
    let texts = texts.into_inner();
    println!("{texts}");
    let all = texts.clean + texts.rejected();
    assert!(texts.clean * 100 >= all * LEAST_CLEAN, "{texts}");
    let missing = texts.tally.rarer_than(1);
    assert!(all < ENOUGH as usize || missing == NOT_WRITTEN, "never known: {missing:?}\n{texts}");
}

fn agree((text, patient): &(Vec<u32>, Vec<u32>), texts: &mut Texts) -> Result<(), TestCaseError> {
    let mut choices = Choices::new(text);
    let theme = Theme::new(&mut choices);
    let words = theme.words();
    let text = written(&mut choices, theme);
    let checked = checked(&text);
    labelled(&text, &checked)?;
    if let Some(error) = checked.findings.iter().find(|finding| finding.diagnostic.severity == Severity::Error) {
        let diagnostic = &error.diagnostic;
        let example = format!("{} at `{}` in\n{text}", diagnostic.message, diagnostic.span().of(&text));
        texts.rejected.entry(diagnostic.code.to_string()).or_insert((0, example)).0 += 1;
        return Ok(());
    }
    texts.clean += 1;
    let patient = patients::patient(&mut Choices::new(patient), &words);
    let patient = in_words_of(&checked.program.vocabulary, patient);
    let Some(compared) = texts.tally.add(compare(&checked.program, &patient)) else { return Ok(()) };
    let found = &compared.differences;
    prop_assert!(found.is_empty(), "{}\n{}\n{text}", found.join("\n"), brief_in(&checked.program.vocabulary, &patient));
    Ok(())
}

/// Every finding has a code and points at words of the text.
fn labelled(text: &str, checked: &Checked) -> Result<(), TestCaseError> {
    for finding in &checked.findings {
        let diagnostic = &finding.diagnostic;
        let file = &checked.program.files[finding.file.0 as usize].text;
        prop_assert!(Code::find(diagnostic.code.text()).is_some());
        prop_assert!(!diagnostic.labels.is_empty(), "no label: {}\n{text}", diagnostic.message);
        for label in &diagnostic.labels {
            let (start, end) = (label.span.start as usize, label.span.end as usize);
            prop_assert!(file.get(start..end).is_some(), "{start}..{end} is not in the text: {}", diagnostic.message);
        }
    }
    Ok(())
}
