//! A page's parts gathered to cases.
//!
//! A ` ```enrol ` block is a rule: one expression, or items, or a whole file; it stands until the next rule or heading. A line
//! `Rules: [..](..)` brings a rule file, which stands until the next. Each record after it belongs to the case. ` ```verdict `
//! holds the expected explanation of these records, ` ```findings ` what is wrong with rule or records, and a table with
//! `$name` columns runs the rule and the record above it once for each row. A record after an answer begins anew.

use super::case::{Asked, Case, OwnFile, Place, Rule};
use super::how::{How, no_day};
use super::page::{About, BLOCKS, Fence, Page, Part, Statement, Table};
use super::record::{Record, Written, block_of};
use super::{Fault, Surroundings};
use crate::diagnostic::nearest;
use crate::value::Day;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The cases of a page, in order, and what of it asks nothing.
pub(super) fn cases(page: &Page, around: &dyn Surroundings) -> (Vec<Case>, Vec<Fault>) {
    let mut gather = Gather {
        page: &page.name,
        around,
        cases: Vec::new(),
        faults: page.faults.clone(),
        own: Vec::new(),
        file: None,
        rule: None,
        named: BTreeMap::new(),
        records: Vec::new(),
        asked: Vec::new(),
        findings: None,
        used: false,
        heading: String::new(),
        as_of: None,
    };
    for part in &page.parts {
        match part {
            Part::Heading(text) => gather.heading(text),
            Part::Statement(statement) => gather.statement(statement),
            Part::Fence(fence) => gather.fence(fence),
            Part::Table(table) => gather.table(table),
        }
    }
    gather.end();
    (gather.cases, gather.faults)
}

struct Gather<'a> {
    page: &'a str,
    around: &'a dyn Surroundings,
    cases: Vec<Case>,
    faults: Vec<Fault>,
    own: Vec<OwnFile>,
    /// The rule file that stands until the next.
    file: Option<(Rule, usize)>,
    /// The rule, and the last of its lines, from 0.
    rule: Option<(Rule, usize)>,
    named: BTreeMap<String, Arc<Record>>,
    /// The records of the case, each with its last line, from 0.
    records: Vec<(Arc<Record>, usize)>,
    asked: Vec<Asked>,
    findings: Option<Fence>,
    /// Whether the rule stands in a case already.
    used: bool,
    heading: String,
    as_of: Option<Day>,
}

impl Gather<'_> {
    fn heading(&mut self, text: &str) {
        self.end();
        text.clone_into(&mut self.heading);
        self.rule.clone_from(&self.file);
        self.used = true;
    }

    fn statement(&mut self, statement: &Statement) {
        match statement.about {
            About::AsOf => match Day::parse(&statement.text) {
                Some(day) => {
                    self.finish_if_answered();
                    self.as_of = Some(day);
                }
                None => {
                    let (what, help) = no_day(&statement.text);
                    self.fault(statement.line, what, &format!("{help}, alone on its line: `As of 2026-11-22.`"));
                }
            },
            About::Rules => self.rules(statement),
            About::Patient => self.patient(statement),
        }
    }

    fn rules(&mut self, statement: &Statement) {
        self.end();
        self.file = None;
        let Some((_, to)) = &statement.link else {
            let help = "link to the rule file: `Rules: [NCT06189157](../trials/NCT06189157.enrol)`";
            return self.fault(statement.line, "`Rules:` does not lead to a rule file", help);
        };
        match self.around.file(self.page, to) {
            Ok(file) => {
                let rule = Rule::File { name: file.name, text: file.text.into(), line: statement.line };
                self.file = Some((rule, statement.line.saturating_sub(1)));
                self.rule.clone_from(&self.file);
                self.used = true;
            }
            Err(why) => self.fault(statement.line, why, "mend the link; it is looked for from the page's own folder"),
        }
    }

    fn patient(&mut self, statement: &Statement) {
        let Some((says, to)) = &statement.link else {
            match self.named.get(&statement.text) {
                Some(record) => {
                    let record = Arc::clone(record);
                    self.join(record, statement.line.saturating_sub(1));
                }
                None => self.unknown_record(&statement.text.clone(), statement.line),
            }
            return;
        };
        match self.around.file(self.page, to) {
            Ok(file) => {
                let written = Written::Whole(file.text);
                let record = Arc::new(Record { name: Some(says.clone()), line: statement.line, written });
                self.named.insert(says.clone(), Arc::clone(&record));
                self.join(record, statement.line.saturating_sub(1));
            }
            Err(why) => self.fault(statement.line, why, "mend the link; it is looked for from the page's own folder"),
        }
    }

    fn unknown_record(&mut self, name: &str, line: usize) {
        let near = nearest(name, self.named.keys());
        let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
        let help = format!(
            "{near}Give the record above its name, as in ```yaml {}, or link to its file: `Patient: [LN-003](LN-003.yaml)`",
            if name.is_empty() || name.contains(' ') { "lupus-3" } else { name }
        );
        self.fault(line, format!("no record above is called `{name}`"), &help);
    }

    fn fence(&mut self, fence: &Fence) {
        let (kind, more) = fence.info.split_once(' ').unwrap_or((&fence.info, ""));
        match kind {
            "enrol" => self.enrol(fence, more.trim()),
            "yaml" => self.yaml(fence, more.trim()),
            "verdict" if self.has_rule(fence.line()) => match How::read(more, fence.line()) {
                Ok(how) => self.asked.push(Asked::Verdict { fence: fence.clone(), how }),
                Err(fault) => self.faults.push(fault),
            },
            "findings" if self.has_rule(fence.line()) => {
                if self.findings.is_some() {
                    let help = "write all of them into the first, or put a heading between";
                    return self.fault(fence.line(), "a case has one block of findings, and this is the second", help);
                }
                self.findings = Some(fence.clone());
            }
            "verdict" | "findings" => {}
            _ => {
                if let Some(near) = nearest(kind, BLOCKS) {
                    let what = format!("a ```{kind} block asks nothing");
                    self.fault(fence.line(), what, &format!("did you mean ```{near}?"));
                }
            }
        }
    }

    fn enrol(&mut self, fence: &Fence, more: &str) {
        match more {
            "vocabulary" | "library" => match fence.text.split_whitespace().nth(1) {
                Some(name) => self.own.push(OwnFile { name: name.to_owned(), text: fence.text.clone() }),
                None => {
                    let what = format!("this {more} does not say what it is called");
                    self.fault(fence.line(), what, &format!("begin it with `{more} NAME \"Title\"`"));
                }
            },
            _ => {
                self.end();
                let rule = Rule::Snippet { text: fence.text.clone(), own: self.own.clone() };
                self.rule = Some((rule, fence.body.end));
                self.used = false;
            }
        }
    }

    fn yaml(&mut self, fence: &Fence, more: &str) {
        let line = fence.line();
        let block = match block_of(more, line) {
            Ok(block) => block,
            Err(fault) => return self.faults.push(fault),
        };
        let written = match block.of {
            None => Written::Whole(fence.text.clone()),
            Some(of) => match self.named.get(&of) {
                Some(known) => Written::Changed { of: Arc::clone(known), change: fence.text.clone() },
                None => return self.unknown_record(&of, line),
            },
        };
        let record = Arc::new(Record { name: block.name.clone(), line, written });
        if let Some(name) = block.name
            && let Some(first) = self.named.insert(name.clone(), Arc::clone(&record))
        {
            let what = format!("a record above, on line {}, is called `{name}`, too", first.line);
            self.fault(line, what, "give each record a name of its own");
        }
        self.join(record, fence.body.end);
    }

    /// A record joins the case, where there is a rule that it can be run on.
    fn join(&mut self, record: Arc<Record>, last: usize) {
        if self.rule.is_some() {
            self.finish_if_answered();
            self.records.push((record, last));
        }
    }

    fn table(&mut self, table: &Table) {
        if !table.head.iter().any(|name| name.starts_with('$')) {
            if let Some(answer) = table.head.iter().find(|name| is_answer(name)) {
                let what = format!(
                    "this table has a column `{answer}` and none with a name such as `$value`, so it asks nothing"
                );
                let help = "write what differs as `$value` in the record or the rule, and give it a column; for one answer, \
                            write a ```verdict block";
                self.fault(table.lines.start + 1, what, help);
            }
            return;
        }
        if !self.has_rule(table.lines.start + 1) {
            return;
        }
        if self.records.len() > 1 {
            let what = format!("a table asks about one record, and {} stand above it", self.records.len());
            return self.fault(table.lines.start + 1, what, "put a heading between the records");
        }
        self.asked.push(Asked::Rows(table.clone()));
    }

    fn has_rule(&mut self, line: usize) -> bool {
        if self.rule.is_none() {
            let help =
                "write a ```enrol block above it, or link to a rule file: `Rules: [NCT06189157](NCT06189157.enrol)`";
            self.fault(line, "there is no rule above whose answer this would be", help);
        }
        self.rule.is_some()
    }

    fn finish_if_answered(&mut self) {
        if !self.asked.is_empty() || self.findings.is_some() {
            self.close();
        }
    }

    /// Ends the rule.
    fn end(&mut self) {
        let something = !self.asked.is_empty() || !self.records.is_empty() || self.findings.is_some();
        if self.rule.is_some() && (something || !self.used) {
            self.close();
        }
        self.rule = None;
    }

    /// Ends the records, and keeps the rule for the next ones.
    fn close(&mut self) {
        let records = std::mem::take(&mut self.records);
        let (asked, findings) = (std::mem::take(&mut self.asked), self.findings.take());
        let Some((rule, rule_end)) = &self.rule else { return };
        let last = records.last().map_or(*rule_end, |(_, last)| *last);
        let findings = findings.map_or(Place::After(last), Place::Fence);
        let first = records.first().map(|(record, _)| record.line);
        let line = match rule {
            Rule::Snippet { .. } if !self.used => rule_end + 1,
            _ => first.unwrap_or(rule_end + 1),
        };
        self.cases.push(Case {
            title: self.heading.clone(),
            line,
            rule: rule.clone(),
            records: records.into_iter().map(|(record, _)| record).collect(),
            asked,
            findings,
            as_of: self.as_of,
        });
        self.used = true;
    }

    fn fault(&mut self, line: usize, what: impl Into<String>, help: &str) {
        self.faults.push(Fault::new(line, what, help));
    }
}

/// Whether the name of a column is one under which answers stand: `verdict`, `truth`, or the number of a criterion.
fn is_answer(name: &str) -> bool {
    let letters = name.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let numbered = letters.len() < name.len() && letters.starts_with(|letter: char| letter.is_ascii_digit());
    matches!(name, "verdict" | "truth") || (numbered && letters.len() <= 4)
}
