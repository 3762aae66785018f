//! Where what came out is not what is expected, and the page as it would have to be.

use super::page::{Page, Part, Table};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// An answer that is not what is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The line of the expectation, from 1.
    pub line: usize,
    /// What is expected, line by line.
    pub wanted: Vec<String>,
    /// What came out.
    pub got: Vec<String>,
    pub(super) change: Change,
}

/// What a page would have to say instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Other lines in the place of some, from 0.
    Lines {
        /// Which lines.
        at: Range<usize>,
        /// What takes their place.
        with: Vec<String>,
    },
    /// Other cells in a row.
    Row {
        /// The first line of the table, from 0.
        table: usize,
        /// The row, from 0.
        row: usize,
        /// Its cells.
        cells: Vec<String>,
    },
}

impl fmt::Display for Difference {
    /// The lines that are expected and did not come out, and those that came out instead.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing: Vec<&String> = self.wanted.iter().filter(|line| !self.got.contains(line)).collect();
        let new: Vec<&String> = self.got.iter().filter(|line| !self.wanted.contains(line)).collect();
        if missing.is_empty() && new.is_empty() {
            return writeln!(out, "  the same lines in another order, or another number of times");
        }
        missing.iter().try_for_each(|line| writeln!(out, "  - {line}"))?;
        new.iter().try_for_each(|line| writeln!(out, "  + {line}"))
    }
}

impl Page {
    /// The page with what came out in the place of what was expected.
    pub(super) fn with(&self, accepted: &[&Difference]) -> String {
        let mut changes: Vec<(Range<usize>, Vec<String>)> = Vec::new();
        let mut tables: BTreeMap<usize, Vec<(usize, &[String])>> = BTreeMap::new();
        for difference in accepted {
            match &difference.change {
                Change::Lines { at, with } => changes.push((at.clone(), with.clone())),
                Change::Row { table, row, cells } => tables.entry(*table).or_default().push((*row, cells)),
            }
        }
        for (start, rows) in tables {
            changes.extend(self.table(start).map(|table| (table.lines.clone(), rewritten(table, &rows))));
        }
        changes.sort_by_key(|(at, _)| std::cmp::Reverse((at.start, at.end)));
        let mut lines = self.lines.clone();
        for (at, with) in changes {
            lines.splice(at, with);
        }
        let end = if self.carriage_returns { "\r\n" } else { "\n" };
        lines.iter().flat_map(|line| [line.as_str(), end]).collect()
    }

    fn table(&self, start: usize) -> Option<&Table> {
        self.parts.iter().find_map(|part| match part {
            Part::Table(table) if table.lines.start == start => Some(table),
            _ => None,
        })
    }
}

fn rewritten(table: &Table, changed: &[(usize, &[String])]) -> Vec<String> {
    let mut rows = table.rows.clone();
    for (place, cells) in changed {
        if let Some(row) = rows.get_mut(*place) {
            *row = cells.to_vec();
        }
    }
    table_lines(&table.head, &rows)
}

/// A table's lines, its columns as wide as their longest cell.
fn table_lines(head: &[String], rows: &[Vec<String>]) -> Vec<String> {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row.get(column)).chain([head.get(column)]);
        cells.flatten().map(|cell| cell.chars().count()).max().unwrap_or(0).max(3)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |row: &[String]| {
        let cells = widths.iter().enumerate().map(|(column, width)| {
            let cell = row.get(column).map_or("", String::as_str);
            format!(" {cell:width$} |")
        });
        format!("|{}", cells.collect::<String>())
    };
    let rule = format!("|{}", widths.iter().map(|width| format!("{}|", "-".repeat(width + 2))).collect::<String>());
    [line(head), rule].into_iter().chain(rows.iter().map(|row| line(row))).collect()
}
