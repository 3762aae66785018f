//! Rule blocks made into whole files and checked, many in one go.

use crate::case::{How, OwnFile, Rule};
use crate::say::said_finding;
use enrol::check::{Checked, Options, Source, check, in_order};
use enrol::diagnostic::{Code, LineIndex, Span};
use enrol::syntax::{Declares, declared_by};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// What the examples speak with, where they do not say it themselves.
const USED: [&str; 3] = ["common", "drugs", "lupus"];

/// A rule as a whole file.
#[derive(Clone, Debug)]
pub(crate) struct Whole {
    text: String,
    /// Where the text of the block begins in it.
    start: usize,
    /// Whether the block is one expression.
    pub(crate) alone: bool,
    own: Vec<OwnFile>,
    parameters: Vec<(String, String)>,
    brings_words: bool,
}

/// A rule that was checked, alone or with others.
pub(crate) struct Ready {
    /// What came out of checking.
    pub(crate) checked: Arc<Checked>,
    /// Which trial of the program it is; `None` for a file that is no trial.
    pub(crate) trial: Option<usize>,
    /// What is wrong with it, in words with places in the block.
    pub(crate) findings: Vec<String>,
}

impl Whole {
    /// Makes a whole file of a block.
    pub(crate) fn of(rule: &Rule, how: &How) -> Whole {
        let starts: Vec<&str> = rule.text.lines().filter_map(item_word).collect();
        let alone = rule.text.lines().find(|line| !line.trim().is_empty()).is_none_or(|line| item_word(line).is_none());
        let header = starts.iter().any(|word| ["trial", "library", "vocabulary"].contains(word));
        let mut before = String::new();
        if !header {
            before.push_str("trial SPEC \"Specification\"\n");
            if !starts.contains(&"use") {
                let own = rule.own.iter().map(|file| file.name.as_str());
                USED.into_iter().chain(own).for_each(|name| before.push_str(&format!("use {name}\n")));
            }
        }
        if alone {
            before.push_str("inclusion a \"The case\"\n");
        }
        let start = before.len();
        Whole {
            text: before + &rule.text,
            start,
            alone,
            own: rule.own.clone(),
            parameters: how.with.clone(),
            brings_words: header || starts.iter().any(|word| declared_by(word) == Some(Declares::Word)),
        }
    }
}

/// The keyword with which a line begins an item.
fn item_word(line: &str) -> Option<&str> {
    let word = line.split(|letter: char| !letter.is_alphanumeric()).next().filter(|word| !word.is_empty());
    let word = word.or_else(|| line.starts_with('#').then_some("#"))?;
    let rest = line.get(word.len()..).unwrap_or_default();
    // `drug where ...` and `lines before ...` are expressions.
    let expression = ["where", "before", "after", "within", "is", "says", "of"].iter().any(|next| {
        rest.trim_start().strip_prefix(next).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    });
    ((word == "#" || declared_by(word).is_some()) && !expression).then_some(word)
}

/// Checks rules: those that go together in one go, the others one by one.
pub(crate) fn ready(rules: &[Whole]) -> Vec<Ready> {
    let mut groups: Vec<(Vec<usize>, bool)> = Vec::new();
    for (place, rule) in rules.iter().enumerate() {
        let single = rule.brings_words || !rule.parameters.is_empty();
        let with = groups.iter_mut().find(|(members, alone)| !single && !alone && rules[members[0]].own == rule.own);
        match with {
            Some((members, _)) => members.push(place),
            None => groups.push((vec![place], single)),
        }
    }
    let mut ready: Vec<(usize, Ready)> = Vec::new();
    for (members, _) in groups {
        let together: Vec<&Whole> = members.iter().map(|place| &rules[*place]).collect();
        ready.extend(members.iter().copied().zip(checked(&together)));
    }
    ready.sort_by_key(|(place, _)| *place);
    ready.into_iter().map(|(_, ready)| ready).collect()
}

fn checked(rules: &[&Whole]) -> Vec<Ready> {
    let sources: Vec<Source> = rules.iter().map(|rule| Source::new("case", rule.text.clone())).collect();
    let own = &rules[0].own;
    let resolve = |name: &str| {
        let found = own.iter().find(|file| file.name == name);
        found.map(|file| Source::new(name, file.text.clone())).or_else(|| on_the_shelf(name))
    };
    let options = Options { parameters: rules[0].parameters.clone(), ..Options::default() };
    let mut checked = check(&sources, &resolve, &options);
    // Of the lints, those that the language reference speaks of: its examples are short, and much in them is idle.
    let told = [Code::CriterionGap, Code::NoSentence, Code::Unused];
    let linted = enrol::lint::lint(&checked.program).into_iter();
    checked.findings.extend(linted.filter(|finding| told.contains(&finding.diagnostic.code)));
    checked.findings = in_order(checked.findings);
    let checked = Arc::new(checked);
    let trials: HashMap<u32, usize> =
        checked.program.trials.iter().enumerate().map(|(place, trial)| (trial.file.0, place)).collect();
    let files = (0u32..).zip(rules);
    files
        .map(|(file, rule)| Ready {
            checked: Arc::clone(&checked),
            trial: trials.get(&file).copied(),
            findings: findings(rule, &checked, file, rules.len()),
        })
        .collect()
}

/// What is wrong in one of the files; what is wrong in a file that it uses is told by the first.
fn findings(rule: &Whole, checked: &Checked, file: u32, rules: usize) -> Vec<String> {
    let block = rule.text.get(rule.start..).unwrap_or_default();
    let index = LineIndex::new(block);
    let mut said = Vec::new();
    for finding in &checked.findings {
        let at = finding.diagnostic.span();
        if finding.file.0 == file {
            let Some(start) = (at.start as usize).checked_sub(rule.start) else { continue };
            let place = index.place(block, Span::new(start, start));
            said.extend(said_finding("rule", Some(place), &finding.diagnostic));
        } else if file == 0 && finding.file.0 as usize >= rules {
            let name = checked.program.files.get(finding.file.0 as usize).map_or("", |file| file.name.as_str());
            said.extend(said_finding(name, None, &finding.diagnostic));
        }
    }
    said
}

/// A vocabulary or library of the project.
fn on_the_shelf(name: &str) -> Option<Source> {
    let file = format!("{}.enrol", name.replace('.', "/"));
    ["rules/vocabulary", "rules/library"].iter().find_map(|shelf| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(shelf).join(&file);
        Some(Source::new(format!("{shelf}/{file}"), std::fs::read_to_string(path).ok()?))
    })
}
