//! What a page asks: rules, the records they are run on, and where the expected answers stand.
//!
//! A ` ```enrol ` block is a rule: one expression, or items, or a whole file. Each ` ```yaml ` block after it is a record.
//! ` ```verdict ` holds the expected explanation of these records, ` ```findings ` what is wrong with rule or records, and
//! a table with `$name` columns runs the rule and record above it once for each row. A record after an answer begins
//! anew; a rule stands until the next rule or heading.

use crate::markdown::{Fence, Page, Part, Table};
use std::ops::Range;

/// A rule with the records it is run on.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// The rule.
    pub(crate) rule: Rule,
    /// The records.
    pub(crate) records: Vec<Record>,
    /// What is asked of them, and where the answer stands.
    pub(crate) asked: Vec<Asked>,
    /// Where the expected findings stand; empty lines after which they go where there are none yet.
    pub(crate) findings: Place,
}

/// A rule block.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// Its text as written.
    pub(crate) text: String,
    /// The vocabularies that the page declares above it.
    pub(crate) own: Vec<OwnFile>,
}

/// A vocabulary or library that a page declares for its own cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OwnFile {
    /// What `use` calls it.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
}

/// A record block.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// Its text as written.
    pub(crate) text: String,
}

/// What is asked of the records of a case.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    /// An explanation.
    Verdict {
        /// Where it stands.
        fence: Fence,
        /// On which day, with which assumptions, how much of it.
        how: How,
    },
    /// A value for each row.
    Rows(Table),
}

/// How an answer is computed and shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct How {
    /// `as of 2026-12-01`
    pub(crate) as_of: Option<String>,
    /// `assuming medications`
    pub(crate) assuming: Vec<String>,
    /// `with minimum_upcr = 0.5 g/g`
    pub(crate) with: Vec<(String, String)>,
    /// `showing ask, why not`: more parts of the explanation.
    pub(crate) showing: Vec<String>,
}

/// Where an expectation stands.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// In a block.
    Fence(Fence),
    /// Nowhere yet; it goes after this line, from 0.
    After(usize),
}

impl Place {
    /// What stands there.
    pub(crate) fn text(&self) -> &str {
        match self {
            Place::Fence(fence) => &fence.text,
            Place::After(_) => "",
        }
    }

    /// The line on the page, from 1.
    pub(crate) fn line(&self) -> usize {
        match self {
            Place::Fence(fence) => fence.body.start,
            Place::After(line) => line + 1,
        }
    }
}

impl How {
    fn read(info: &str) -> How {
        let mut how = How::default();
        for part in info.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let list = |text: &str| text.split(',').map(|one| one.trim().to_owned()).collect::<Vec<_>>();
            if let Some(day) = part.strip_prefix("as of ") {
                how.as_of = Some(day.to_owned());
            } else if let Some(kinds) = part.strip_prefix("assuming ") {
                how.assuming = list(kinds);
            } else if let Some(set) = part.strip_prefix("with ") {
                let (name, value) = set.split_once('=').expect("NAME = VALUE after `with`");
                how.with.push((name.trim().to_owned(), value.trim().to_owned()));
            } else if let Some(parts) = part.strip_prefix("showing ") {
                how.showing = list(parts);
            } else {
                panic!("`{part}` after ```verdict: `as of`, `assuming`, `with` or `showing` is known");
            }
        }
        how
    }
}

/// The cases of a page, in order.
pub(crate) fn cases(page: &Page) -> Vec<Case> {
    let mut gather = Gather::default();
    for part in &page.parts {
        match part {
            Part::Heading => gather.end(),
            Part::Fence(fence) => gather.fence(fence),
            Part::Table(table) => gather.table(table),
        }
    }
    gather.end();
    gather.cases
}

#[derive(Default)]
struct Gather {
    cases: Vec<Case>,
    own: Vec<OwnFile>,
    rule: Option<(Rule, Range<usize>)>,
    records: Vec<(Record, Range<usize>)>,
    asked: Vec<Asked>,
    findings: Option<Fence>,
    used: bool,
}

impl Gather {
    fn fence(&mut self, fence: &Fence) {
        let (kind, more) = fence.info.split_once(' ').unwrap_or((&fence.info, ""));
        match (kind, more) {
            ("enrol", "vocabulary" | "library") => {
                let name = fence.text.split_whitespace().nth(1).expect("the name of a vocabulary").to_owned();
                self.own.push(OwnFile { name, text: fence.text.clone() });
            }
            ("enrol", _) => {
                self.end();
                let rule = Rule { text: fence.text.clone(), own: self.own.clone() };
                self.rule = Some((rule, fence.body.clone()));
                self.used = false;
            }
            ("yaml", _) if self.rule.is_some() => {
                if !self.asked.is_empty() || self.findings.is_some() {
                    self.close();
                }
                self.records.push((Record { text: fence.text.clone() }, fence.body.clone()));
            }
            ("verdict", how) => {
                self.asked.push(Asked::Verdict { fence: fence.clone(), how: How::read(how) });
            }
            ("findings", _) => self.findings = Some(fence.clone()),
            _ => {}
        }
    }

    fn table(&mut self, table: &Table) {
        if self.rule.is_some() && table.head.iter().any(|name| name.starts_with('$')) {
            self.asked.push(Asked::Rows(table.clone()));
        }
    }

    /// Ends the rule.
    fn end(&mut self) {
        if !self.asked.is_empty() || !self.records.is_empty() || self.findings.is_some() || !self.used {
            self.close();
        }
        self.rule = None;
    }

    /// Ends the records, and keeps the rule for the next ones.
    fn close(&mut self) {
        let records = std::mem::take(&mut self.records);
        let (asked, findings) = (std::mem::take(&mut self.asked), self.findings.take());
        let Some((rule, lines)) = &self.rule else {
            assert!(asked.is_empty() && findings.is_none(), "an answer without a rule");
            return;
        };
        let last = records.last().map_or(lines.end, |(_, lines)| lines.end);
        let findings = findings.map_or(Place::After(last), Place::Fence);
        let records = records.into_iter().map(|(record, _)| record).collect();
        self.cases.push(Case { rule: rule.clone(), records, asked, findings });
        self.used = true;
    }
}
