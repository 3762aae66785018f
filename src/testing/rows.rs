//! Runs a table: its rule and its record once for each row.
//!
//! Nobody proof-reads the cells of a long table one by one. So what the reader finds wrong with the record or the rule of a row is
//! a mistake on the page, unless the case has a block of findings, which says that something is meant to be wrong.

use super::Fault;
use super::case::{Case, Place, Rule};
use super::desk::Asking;
use super::how::How;
use super::page::Table;
use super::rewrite::{Change, Difference};
use super::row::{Row, answers, idle_cells, idle_columns};
use super::run::{Explained, Running, keep};
use crate::record::Slip;

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wrong {
    /// The line of the record where it is that of the record, else that of the table.
    line: usize,
    what: String,
    help: String,
}

/// What is wrong with the rows of a table, each with the line of its row.
#[derive(Default)]
struct Rows {
    wrong: Vec<(usize, Wrong)>,
}

impl Rows {
    /// What is wrong with every row is told once, where it comes from; the rest beside its row.
    fn faults(self, table: &Table) -> Vec<Fault> {
        let rows = table.rows.len();
        let everywhere =
            |wrong: &Wrong| rows > 1 && (0..rows).all(|row| self.wrong.contains(&(table.line_of(row), wrong.clone())));
        let faults = self.wrong.iter().map(|(row, wrong)| {
            let line = if everywhere(wrong) { wrong.line } else { *row };
            Fault::new(line, wrong.what.clone(), wrong.help.clone())
        });
        faults.collect()
    }

    fn slips(&mut self, row: usize, slips: Vec<(usize, Slip)>) {
        self.wrong
            .extend(slips.into_iter().map(|(line, slip)| (row, Wrong { line, what: slip.what, help: slip.help })));
    }

    /// Findings, line by line as pages write them, of the record or the rule with the cells of a row.
    fn findings(&mut self, row: usize, table: &Table, lines: &[String]) {
        let starts = lines.iter().enumerate().filter(|(_, line)| !line.starts_with(' '));
        for (start, first) in starts {
            let more = lines.iter().skip(start + 1).take_while(|line| line.starts_with(' '));
            let help = more.filter_map(|line| line.trim().strip_prefix("help: ")).next();
            let help =
                help.map_or_else(String::new, |help| format!("{help}{} ", if help.ends_with('?') { "" } else { "." }));
            let help = format!(
                "{help}Mend the cell; where the finding is meant, put an empty ```findings block below the table, and \
                 `enrol test --update` fills it"
            );
            let what = format!("this row makes a finding that nothing on the page expects: {first}");
            self.wrong.push((row, Wrong { line: table.lines.start + 1, what, help }));
        }
    }
}

impl Running<'_> {
    /// Runs a table. Where a row is not well, no difference of the table is told: what is written from it would be wrong.
    pub(super) fn rows(&mut self, case: &Case, numbers: &[usize], table: &Table, findings: &mut Vec<String>) {
        let how = How::default();
        let line = table.lines.start + 1;
        let Some(as_of) = self.as_of(case, &how, line) else { return };
        let mut texts: Vec<&str> = case.records.iter().flat_map(|record| record.texts()).collect();
        let rule = if let Rule::Snippet { text, .. } = &case.rule { Some(text.as_str()) } else { None };
        texts.extend(rule);
        self.faults.extend(idle_columns(table, &texts));
        let meant = matches!(case.findings, Place::Fence(_));
        let (mut told, mut differences, mut well) = (Rows::default(), Vec::new(), true);
        for (row, (cells, number)) in table.rows.iter().zip(numbers).enumerate() {
            let Some((whole, ready)) = self.rules.ready(*number) else { continue };
            self.faults.extend(idle_cells(table, row, &texts));
            let line = table.line_of(row);
            let asking = Asking { case, how: &how, as_of, line, row: Some((table, cells)) };
            let ran = self.case.ran.len();
            let Some(Explained { explanations, findings: found, slips }) = self.explained(&asking, whole, ready) else {
                continue;
            };
            well &= slips.is_empty();
            told.slips(line, slips);
            let in_rule = rule.is_some_and(|rule| Row { head: &table.head, cells }.has_cells_in(rule));
            if !meant && (!found.is_empty() || (in_rule && !ready.findings.is_empty())) {
                well = false;
                told.findings(line, table, &found);
                if in_rule {
                    told.findings(line, table, &ready.findings);
                }
                self.case.ran.truncate(ran);
                continue;
            }
            keep(findings, &found);
            keep(findings, &ready.findings);
            self.case.answers += 1;
            let got = answers(table, cells, explanations.first(), whole.alone, &mut self.faults);
            if *cells != got {
                let change = Change::Row { table: table.lines.start, row, cells: got.clone() };
                let (wanted, got) = (vec![cells.join(" | ")], vec![got.join(" | ")]);
                differences.push(Difference { line, wanted, got, change });
            }
        }
        self.faults.extend(told.faults(table));
        if well {
            self.case.differences.extend(differences);
        }
    }
}
