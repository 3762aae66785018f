//! Rules made into whole files and checked, those that go together in one go.

use super::answer::said_finding;
use super::case::{OwnFile, Rule};
use super::how::How;
use super::{Surroundings, Usual};
use crate::check::{Checked, Options, Source, check, in_order};
use crate::diagnostic::{Code, LineIndex, Severity, Span};
use crate::syntax::{Declares, declared_by};
use std::collections::HashMap;
use std::sync::Arc;

/// A rule as a whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Whole {
    text: Arc<str>,
    /// Where the text of the block begins in it.
    start: usize,
    /// Whether the block is one expression.
    pub(super) alone: bool,
    own: Vec<OwnFile>,
    parameters: Vec<(String, String)>,
    brings_words: bool,
    /// The rule file that it is, where it is no block.
    file: Option<String>,
}

/// A rule that was checked, alone or with others.
#[derive(Clone, Debug)]
pub(super) struct Ready {
    /// What came out of checking.
    pub(super) checked: Arc<Checked>,
    /// With which values of parameters, and which words of records.
    pub(super) options: Arc<Options>,
    /// Which trial of the program it is; [`None`] for a file that is no trial.
    pub(super) trial: Option<usize>,
    /// What is wrong with it, in words with places in the block.
    pub(super) findings: Vec<String>,
}

impl Whole {
    /// Makes a whole file of a rule, with other values for its parameters.
    pub(super) fn of(rule: &Rule, how: &How, usual: &Usual) -> Whole {
        match rule {
            Rule::Snippet { text, own } => Whole::of_block(text, own, how, usual),
            Rule::File { name, text, .. } => Whole {
                text: Arc::clone(text),
                start: 0,
                alone: false,
                own: Vec::new(),
                parameters: how.with.clone(),
                brings_words: true,
                file: Some(name.clone()),
            },
        }
    }

    fn of_block(text: &str, own: &[OwnFile], how: &How, usual: &Usual) -> Whole {
        let starts: Vec<&str> = text.lines().filter_map(item_word).collect();
        let alone = text.lines().find(|line| !line.trim().is_empty()).is_none_or(|line| item_word(line).is_none());
        let header = starts.iter().any(|word| ["trial", "library", "vocabulary"].contains(word));
        let mut before = String::new();
        if !header {
            before.push_str("trial SPEC \"Specification\"\n");
            if !starts.contains(&"use") {
                let uses = usual.uses.iter().chain(own.iter().map(|file| &file.name));
                uses.for_each(|name| before.push_str(&format!("use {name}\n")));
            }
        }
        if alone {
            before.push_str("inclusion a \"The case\"\n");
        }
        let start = before.len();
        Whole {
            text: (before + text).into(),
            start,
            alone,
            own: own.to_vec(),
            parameters: how.with.clone(),
            brings_words: header || starts.iter().any(|word| declared_by(word) == Some(Declares::Word)),
            file: None,
        }
    }

    /// The rule file that it is, where it is no block.
    pub(super) fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// Whether it may be checked beside another one.
    fn goes_with(&self, other: &Whole) -> bool {
        let single = |rule: &Whole| rule.brings_words || !rule.parameters.is_empty();
        !single(self) && !single(other) && self.own == other.own
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

/// Rules that are wanted, each once, and what came of checking them.
#[derive(Debug, Default)]
pub(super) struct Rules {
    wholes: Vec<Whole>,
    ready: Vec<Option<Ready>>,
    /// Which rules have a text: rules are compared with these alone.
    known: HashMap<Arc<str>, Vec<usize>>,
}

impl Rules {
    /// Wants a rule, and gives its number.
    pub(super) fn want(&mut self, whole: Whole) -> usize {
        let same = self.known.entry(Arc::clone(&whole.text)).or_default();
        if let Some(known) = same.iter().find(|place| self.wholes.get(**place) == Some(&whole)) {
            return *known;
        }
        same.push(self.wholes.len());
        self.wholes.push(whole);
        self.wholes.len() - 1
    }

    /// The rule of that number, once all are checked.
    pub(super) fn ready(&self, number: usize) -> Option<(&Whole, &Ready)> {
        Some((self.wholes.get(number)?, self.ready.get(number)?.as_ref()?))
    }

    /// Checks all rules: those that go together in one go, the others one by one.
    pub(super) fn check(&mut self, page: &str, around: &dyn Surroundings) {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (place, rule) in self.wholes.iter().enumerate() {
            let first = |group: &Vec<usize>| group.first().and_then(|first| self.wholes.get(*first));
            match groups.iter_mut().find(|group| first(group).is_some_and(|first| first.goes_with(rule))) {
                Some(group) => group.push(place),
                None => groups.push(vec![place]),
            }
        }
        self.ready = vec![None; self.wholes.len()];
        for group in groups {
            let together: Vec<&Whole> = group.iter().filter_map(|place| self.wholes.get(*place)).collect();
            for (place, ready) in group.iter().zip(checked(&together, page, around)) {
                if let Some(of) = self.ready.get_mut(*place) {
                    *of = Some(ready);
                }
            }
        }
    }
}

fn checked(rules: &[&Whole], page: &str, around: &dyn Surroundings) -> Vec<Ready> {
    let Some(first) = rules.first() else { return Vec::new() };
    let from = first.file.as_deref().unwrap_or(page);
    let name = first.file.as_deref().unwrap_or("case");
    let sources: Vec<Source> = rules.iter().map(|rule| Source::new(name, Arc::clone(&rule.text))).collect();
    let resolve = |name: &str| {
        let found = first.own.iter().find(|file| file.name == name);
        found.map(|file| Source::new(name, file.text.clone())).or_else(|| around.find(from, name))
    };
    let words = if first.file.is_some() { around.words(from) } else { Vec::new() };
    let options = Options { parameters: first.parameters.clone(), words, ..Options::default() };
    let mut checked = check(&sources, &resolve, &options);
    if first.file.is_none() {
        // Of the lints, those that the language reference speaks of: examples are short, and much in them is idle.
        let told = [Code::CriterionGap, Code::NoSentence, Code::Unused];
        let linted = crate::lint::lint(&checked.program).into_iter();
        checked.findings.extend(linted.filter(|finding| told.contains(&finding.diagnostic.code)));
        checked.findings = in_order(checked.findings);
    }
    let (checked, options) = (Arc::new(checked), Arc::new(options));
    let trials: HashMap<u32, usize> =
        checked.program.trials.iter().enumerate().map(|(place, trial)| (trial.file.0, place)).collect();
    let files = (0u32..).zip(rules);
    files
        .map(|(file, rule)| Ready {
            checked: Arc::clone(&checked),
            options: Arc::clone(&options),
            trial: trials.get(&file).copied(),
            findings: findings(rule, &checked, file, rules.len()),
        })
        .collect()
}

/// What is wrong in one of the files; what is wrong in a file that it uses is told by the first. Of a rule file, only what
/// makes it useless: the rest is told by `enrol check`.
fn findings(rule: &Whole, checked: &Checked, file: u32, rules: usize) -> Vec<String> {
    let block = rule.text.get(rule.start..).unwrap_or_default();
    let index = LineIndex::new(block);
    let mut said = Vec::new();
    let linked = rule.file.is_some();
    let told = checked.findings.iter().filter(|finding| !linked || finding.diagnostic.severity == Severity::Error);
    for finding in told {
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
