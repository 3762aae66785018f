//! A Markdown page as the lines it has, its fenced blocks and its tables, and the same page with some of them rewritten.

use std::ops::Range;

/// A page.
pub(crate) struct Page {
    /// Its path, as differences quote it.
    pub(crate) name: String,
    lines: Vec<String>,
    /// Headings, fenced blocks and tables, in order.
    pub(crate) parts: Vec<Part>,
    changes: Vec<Change>,
}

/// A part of a page; prose is none.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// A heading.
    Heading,
    /// A fenced block.
    Fence(Fence),
    /// A table.
    Table(Table),
}

/// A fenced block.
#[derive(Clone, Debug)]
pub(crate) struct Fence {
    /// What stands after the three backticks.
    pub(crate) info: String,
    /// The lines between the fences, from 0.
    pub(crate) body: Range<usize>,
    /// The text between the fences.
    pub(crate) text: String,
}

/// A table whose first row names what the cells are.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// The lines of the table, from 0.
    pub(crate) lines: Range<usize>,
    /// The names of the columns.
    pub(crate) head: Vec<String>,
    /// The cells, row by row.
    pub(crate) rows: Vec<Vec<String>>,
}

struct Change {
    lines: Range<usize>,
    with: Vec<String>,
}

impl Page {
    /// Splits a page into its parts.
    pub(crate) fn read(name: String, text: &str) -> Page {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut parts = Vec::new();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            if let Some(info) = line.strip_prefix("```") {
                let end = (at + 1..lines.len()).find(|end| lines[*end].starts_with("```")).expect("a closing fence");
                let body = at + 1..end;
                let text = lines[body.clone()].iter().flat_map(|line| [line, "\n"]).collect();
                parts.push(Part::Fence(Fence { info: info.trim().to_owned(), body, text }));
                at = end + 1;
            } else if line.starts_with('|') {
                let end = (at..lines.len()).find(|end| !lines[*end].starts_with('|')).unwrap_or(lines.len());
                parts.push(Part::Table(table(&lines, at..end)));
                at = end;
            } else {
                if line.starts_with('#') {
                    parts.push(Part::Heading);
                }
                at += 1;
            }
        }
        Page { name, lines, parts, changes: Vec::new() }
    }

    /// Puts other lines in the place of some.
    pub(crate) fn replace(&mut self, lines: Range<usize>, with: Vec<String>) {
        self.changes.push(Change { lines, with });
    }

    /// The page with all changes made; nothing where there are none.
    pub(crate) fn rewritten(mut self) -> Option<String> {
        if self.changes.is_empty() {
            return None;
        }
        self.changes.sort_by_key(|change| std::cmp::Reverse((change.lines.start, change.lines.end)));
        for change in self.changes {
            self.lines.splice(change.lines, change.with);
        }
        Some(self.lines.join("\n") + "\n")
    }
}

fn table(lines: &[String], at: Range<usize>) -> Table {
    let mut rows = lines[at.clone()].iter().map(|line| cells(line));
    let head = rows.next().unwrap_or_default();
    Table { lines: at, head, rows: rows.skip(1).collect() }
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|');
    inner.strip_suffix('|').unwrap_or(inner).split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// A table's lines, its columns as wide as their longest cell.
pub(crate) fn table_lines(head: &[String], rows: &[Vec<String>]) -> Vec<String> {
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
