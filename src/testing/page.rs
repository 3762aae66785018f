//! A Markdown page as the lines it has and its parts: headings, sentences that say something to the runner, fenced blocks
//! and tables, each with its lines.
//!
//! CommonMark decides what is a block, so that a page means here what it looks like elsewhere. Cells are split by hand: what
//! is written between the bars is wanted as written.

use super::Fault;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A page.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// Its path, as differences quote it.
    pub(super) name: String,
    /// Its lines, without their ends.
    pub(super) lines: Vec<String>,
    /// Whether its lines end as those of Windows do.
    pub(super) carriage_returns: bool,
    /// Its parts, in order.
    pub(super) parts: Vec<Part>,
    /// What cannot be read.
    pub(super) faults: Vec<Fault>,
}

/// A part of a page.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// A heading.
    Heading(String),
    /// A line of prose that begins like a statement: `Rules:`, `Patient:`, `As of`.
    Statement(Statement),
    /// A fenced block.
    Fence(Fence),
    /// A table.
    Table(Table),
}

/// A line of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    /// The line, from 1.
    pub(super) line: usize,
    /// What it is about.
    pub(super) about: About,
    /// What stands behind the first words, without a full stop.
    pub(super) text: String,
    /// What a link in it says, and where it leads.
    pub(super) link: Option<(String, String)>,
}

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// `Rules: [NCT1](nct1.enrol)`
    Rules,
    /// `Patient: [LN-003](LN-003.yaml)`
    Patient,
    /// `As of 2026-11-22.`
    AsOf,
}

/// A fenced block.
#[derive(Clone, Debug)]
pub(super) struct Fence {
    /// What stands after the backticks.
    pub(super) info: String,
    /// The lines between the fences, from 0.
    pub(super) body: Range<usize>,
    /// The text between the fences.
    pub(super) text: String,
}

impl Fence {
    /// The line on which it opens, from 1.
    pub(super) fn line(&self) -> usize {
        self.body.start
    }
}

/// A table whose first row names what the cells are.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The lines of the table, from 0.
    pub(super) lines: Range<usize>,
    /// The names of the columns.
    pub(super) head: Vec<String>,
    /// The cells, row by row.
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// The line of a row, from 1.
    pub(super) fn line_of(&self, row: usize) -> usize {
        self.lines.start + row + 3
    }
}

/// The words with which blocks begin that the runner reads.
pub(super) const BLOCKS: [&str; 4] = ["enrol", "yaml", "verdict", "findings"];

impl Page {
    /// Splits a page into its parts.
    pub(super) fn read(name: &str, text: &str) -> Page {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let carriage_returns = text.contains("\r\n");
        let page = Page { name: name.to_owned(), lines, carriage_returns, parts: Vec::new(), faults: Vec::new() };
        let mut reading = Reading { page, starts: starts(text), depth: 0, heading: None, paragraph: None };
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            reading.event(event, &range);
        }
        reading.page
    }

    fn text_of(&self, lines: &Range<usize>) -> String {
        self.lines.iter().take(lines.end).skip(lines.start).flat_map(|line| [line, "\n"]).collect()
    }
}

/// The bytes at which lines begin.
fn starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

struct Reading {
    page: Page,
    starts: Vec<usize>,
    /// How many lists and quotations stand open.
    depth: usize,
    heading: Option<String>,
    paragraph: Option<Paragraph>,
}

struct Paragraph {
    lines: Range<usize>,
    /// The line, what the link says, where it leads.
    links: Vec<(usize, String, String)>,
    inside: bool,
}

impl Reading {
    /// The line of a byte, from 0.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The lines of a part, from 0.
    fn lines(&self, range: &Range<usize>) -> Range<usize> {
        self.line(range.start)..self.line(range.end.saturating_sub(1).max(range.start)) + 1
    }

    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Heading { .. }) => self.heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let text = self.heading.take().unwrap_or_default();
                self.page.parts.push(Part::Heading(text));
            }
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => self.depth += 1,
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_)) => self.depth = self.depth.saturating_sub(1),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => self.fence(info.trim(), range),
            Event::Start(Tag::Table(_)) => self.table(range),
            Event::Start(Tag::Paragraph) => {
                self.paragraph = Some(Paragraph { lines: self.lines(range), links: Vec::new(), inside: false });
            }
            Event::End(TagEnd::Paragraph) => {
                if let Some(paragraph) = self.paragraph.take() {
                    self.paragraph(&paragraph);
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let line = self.line(range.start);
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.links.push((line, String::new(), dest_url.into_string()));
                    paragraph.inside = true;
                }
            }
            Event::End(TagEnd::Link) => {
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.inside = false;
                }
            }
            Event::Text(text) | Event::Code(text) => self.text(&text),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
        }
        if let Some(paragraph) = &mut self.paragraph
            && paragraph.inside
            && let Some((_, says, _)) = paragraph.links.last_mut()
        {
            says.push_str(text);
        }
    }

    fn fence(&mut self, info: &str, range: &Range<usize>) {
        let lines = self.lines(range);
        let kind = info.split_whitespace().next().unwrap_or_default();
        if self.depth > 0 {
            if BLOCKS.contains(&kind) {
                self.fault(
                    lines.start,
                    format!("the ```{kind} block stands in a list or a quotation, where it is not run"),
                    "begin it at the left margin",
                );
            }
            return;
        }
        let last = self.page.lines.get(lines.end.saturating_sub(1)).map_or("", |line| line.trim());
        let closes = |sign: char| last.len() >= 3 && last.chars().all(|letter| letter == sign);
        if lines.len() < 2 || !(closes('`') || closes('~')) {
            self.fault(
                lines.start,
                "the fenced block that begins here is never closed",
                "close it with a line of three backticks",
            );
            return;
        }
        let body = lines.start + 1..lines.end - 1;
        let text = self.page.text_of(&body);
        self.page.parts.push(Part::Fence(Fence { info: info.to_owned(), body, text }));
    }

    fn table(&mut self, range: &Range<usize>) {
        let lines = self.lines(range);
        let mut rows = self.page.lines.iter().take(lines.end).skip(lines.start).map(|line| cells(line));
        let head = rows.next().unwrap_or_default();
        let rows: Vec<Vec<String>> = rows.skip(1).collect();
        let asks = head.iter().any(|name| name.starts_with('$'));
        let wrong: Vec<usize> =
            (0..rows.len()).filter(|row| rows.get(*row).is_some_and(|row| row.len() != head.len())).collect();
        for row in wrong.iter().filter(|_| asks) {
            let count = rows.get(*row).map_or(0, Vec::len);
            self.fault(
                lines.start + row + 2,
                format!("this row has {count} cells, and the table has {} columns", head.len()),
                "write a cell for each column; `\\|` is a bar that parts nothing",
            );
        }
        if !asks || wrong.is_empty() {
            self.page.parts.push(Part::Table(Table { lines, head, rows }));
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let mut beginning = true;
        for at in paragraph.lines.clone() {
            let Some(text) = self.page.lines.get(at).map(|line| line.trim().to_owned()) else { continue };
            if text.starts_with('|') {
                self.fault(
                    at,
                    "this looks like a table and is none",
                    "a table has a line of names, then a line such as `|---|---|` with as many columns, then the rows",
                );
                return;
            }
            let link = paragraph.links.iter().find(|(line, ..)| *line == at);
            let link = link.map(|(_, says, to)| (says.clone(), to.clone()));
            match statement(&text, beginning) {
                Some((about, rest)) if self.depth == 0 => {
                    let text = rest.trim().trim_end_matches('.').to_owned();
                    self.page.parts.push(Part::Statement(Statement { line: at + 1, about, text, link }));
                }
                _ => beginning = false,
            }
        }
    }

    fn fault(&mut self, line: usize, what: impl Into<String>, help: &str) {
        self.page.faults.push(Fault::new(line + 1, what, help));
    }
}

/// What a line states; a day only at the beginning of a paragraph, since prose may be wrapped anywhere.
fn statement(line: &str, beginning: bool) -> Option<(About, &str)> {
    let rules = line.strip_prefix("Rules:").map(|rest| (About::Rules, rest));
    let patient = || line.strip_prefix("Patient:").map(|rest| (About::Patient, rest));
    let as_of = || {
        let rest = line.strip_prefix("As of ").filter(|_| beginning)?;
        rest.starts_with(|first: char| first.is_ascii_digit()).then_some((About::AsOf, rest))
    };
    rules.or_else(patient).or_else(as_of)
}

/// The cells of a row. `\|` is a bar within a cell.
fn cells(line: &str) -> Vec<String> {
    let inner = line.trim();
    let inner = inner.strip_prefix('|').unwrap_or(inner);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for letter in inner.chars() {
        match cells.last_mut() {
            Some(cell) if letter != '|' || escaped => cell.push(letter),
            _ => cells.push(String::new()),
        }
        escaped = letter == '\\' && !escaped;
    }
    if cells.last().is_some_and(|last| last.trim().is_empty()) {
        cells.pop();
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}
