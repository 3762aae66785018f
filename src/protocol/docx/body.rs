//! The paragraphs, lists and tables of a document.

use super::super::document::*;
use super::super::markdown::points;
use super::super::requirements;
use super::super::text::{Piece, Target, Text};
use docx_rs::{
    AbstractNumbering, BreakType, Docx, Hyperlink, HyperlinkType, IndentLevel, Level, LevelJc, LevelText, NumberFormat,
    Numbering, NumberingId, Paragraph, Run, RunFonts, Shading, SpecialIndentType, Start, Style, StyleType, Table,
    TableCell, TableRow, WidthType,
};

/// The numbering from which each list takes its own.
const LISTS: usize = 2;
/// The width of the text in twentieths of a point: A4 with its margins.
const WIDTH: usize = 9600;

/// What has been written so far.
pub(super) struct Body {
    docx: Docx,
    lists: usize,
    marks: usize,
}

impl Body {
    pub(super) fn new() -> Body {
        let heading = |level: usize, size: usize| {
            Style::new(format!("Heading{level}"), StyleType::Paragraph)
                .name(format!("heading {level}"))
                .based_on("Normal")
                .next("Normal")
                .q_format(true)
                .outline_lvl(level - 1)
                .size(size)
                .bold()
        };
        let level = |level: usize, format: &str| {
            let indent = i32::try_from(level + 1).unwrap_or(1) * 400;
            let text = LevelText::new(format!("(%{})", level + 1));
            Level::new(level, Start::new(1), NumberFormat::new(format), text, LevelJc::new("left")).indent(
                Some(indent),
                Some(SpecialIndentType::Hanging(400)),
                None,
                None,
            )
        };
        let formats = ["lowerLetter", "lowerRoman", "decimal", "lowerLetter", "lowerRoman", "decimal"];
        let numbering = formats
            .iter()
            .enumerate()
            .fold(AbstractNumbering::new(LISTS), |all, (place, format)| all.add_level(level(place, format)));
        let docx = Docx::new()
            .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri"))
            .default_size(20)
            .page_size(11906, 16838)
            .add_style(Style::new("Normal", StyleType::Paragraph).name("Normal").q_format(true))
            .add_style(heading(1, 34))
            .add_style(heading(2, 26))
            .add_style(heading(3, 22))
            .add_abstract_numbering(numbering);
        Body { docx, lists: LISTS, marks: 1 }
    }

    pub(super) fn documents(mut self, documents: &[Document]) -> Docx {
        for (place, document) in documents.iter().enumerate() {
            if place > 0 {
                let page = Paragraph::new().add_run(Run::new().add_break(BreakType::Page));
                self.paragraph(page);
            }
            self.document(document, place);
        }
        self.docx
    }

    fn document(&mut self, document: &Document, place: usize) {
        let writer = Writer { document, place };
        self.heading(1, &format!("{}  {}", document.id, document.title));
        for (name, value) in &document.facts {
            let head = Run::new().add_text(format!("{name}: ")).bold();
            self.paragraph(Paragraph::new().add_run(head).add_run(Run::new().add_text(value)));
        }
        if !document.problems.is_empty() {
            self.heading(2, "What could not be read");
            document.problems.iter().for_each(|problem| self.paragraph(problem_line(problem)));
        }
        for (at, version) in document.versions.iter().enumerate() {
            self.version(&writer, version, at);
        }
        self.definitions(&writer);
        self.scores(&writer);
        for (title, parts) in [("Lines of therapy", &document.lines), ("Days and periods", &document.anchors)] {
            self.statements(&writer, title, parts);
        }
        self.tables(&writer);
        self.words(document);
        self.heading(2, "How the sentences are meant");
        document.conventions.iter().for_each(|text| self.paragraph(plain(text)));
    }

    fn paragraph(&mut self, paragraph: Paragraph) {
        self.docx = std::mem::take(&mut self.docx).add_paragraph(paragraph);
    }

    fn table(&mut self, rows: Vec<TableRow>, widths: &[usize]) {
        let table = Table::new(rows).set_grid(widths.to_vec()).width(WIDTH, WidthType::Dxa);
        self.docx = std::mem::take(&mut self.docx).add_table(table);
        self.paragraph(Paragraph::new());
    }

    fn heading(&mut self, level: usize, title: &str) {
        let paragraph = Paragraph::new().style(&format!("Heading{level}")).keep_next(true);
        self.paragraph(paragraph.add_run(Run::new().add_text(title)));
    }

    /// A heading that links lead to.
    fn entry(&mut self, writer: &Writer<'_>, target: Target, title: &str) {
        let number = writer.number(target);
        self.marks += 1;
        let paragraph = Paragraph::new()
            .style("Heading3")
            .keep_next(true)
            .add_bookmark_start(self.marks, writer.mark(target))
            .add_run(Run::new().add_text(format!("{number} {title}")))
            .add_bookmark_end(self.marks);
        self.paragraph(paragraph);
    }

    /// A list of its own, which begins with (a).
    fn new_list(&mut self) -> usize {
        self.lists += 1;
        self.docx = std::mem::take(&mut self.docx).add_numbering(Numbering::new(self.lists, LISTS));
        self.lists
    }

    fn version(&mut self, writer: &Writer<'_>, version: &VersionPart, at: usize) {
        if writer.document.versions.len() > 1 {
            let from = version.from.as_ref().map_or_else(String::new, |from| format!(", in force from {from}"));
            self.heading(2, &format!("Version {}{from}", version.name));
        }
        if !version.cohorts.is_empty() {
            self.heading(2, "Cohorts");
            for cohort in &version.cohorts {
                let label = Some(format!("{}:", cohort.title));
                let said = self.said(writer, &Sentence { label, ..cohort.when.clone() }, &[]);
                said.into_iter().for_each(|paragraph| self.paragraph(paragraph));
            }
        }
        for (inclusion, title) in [(true, "Inclusion criteria"), (false, "Exclusion criteria")] {
            let own: Vec<&CriterionPart> =
                version.criteria.iter().filter(|criterion| criterion.inclusion == inclusion).collect();
            if own.is_empty() {
                continue;
            }
            self.heading(2, title);
            let widths = [900, 5200, 3500];
            let mut rows = vec![head(&["", "What the rule says", "The protocol's words"], &widths)];
            for criterion in own {
                let said = self.criterion(writer, criterion);
                let aside = aside(criterion);
                let id = vec![Paragraph::new().add_run(Run::new().add_text(&criterion.id).bold())];
                rows.push(TableRow::new(vec![cell(id, widths[0]), cell(said, widths[1]), cell(aside, widths[2])]));
            }
            self.table(rows, &widths);
        }
        if at > 0 {
            for (what, ids) in [("As in the version before", &version.unchanged), ("No longer there", &version.removed)]
            {
                if !ids.is_empty() {
                    self.paragraph(plain(&format!("{what}: {}.", ids.join(", "))));
                }
            }
        }
    }

    fn criterion(&mut self, writer: &Writer<'_>, criterion: &CriterionPart) -> Vec<Paragraph> {
        let mut said = Vec::new();
        let only = criterion.cohorts.as_ref().map(|cohorts| format!("Only for {cohorts}"));
        let change = criterion.change.map(|change| format!("{change} in this version"));
        said.extend(only.into_iter().chain(change).map(|text| italic(&text)));
        said.extend(self.said(writer, &criterion.sentence, &criterion.clauses));
        said.extend(criterion.problems.iter().map(problem_line));
        said
    }

    /// A sentence and its parts, as paragraphs of a list of their own.
    fn said(&mut self, writer: &Writer<'_>, sentence: &Sentence, clauses: &[Text]) -> Vec<Paragraph> {
        let end = if sentence.parts.is_empty() { "." } else { ":" };
        let mut first = Paragraph::new();
        if let Some(label) = &sentence.label {
            first = first.add_run(Run::new().add_text(format!("{label} ")).bold());
        }
        first = writer.text(first, &sentence.text).add_run(Run::new().add_text(end));
        let mut paragraphs = vec![first];
        if !sentence.parts.is_empty() {
            let list = self.new_list();
            sentence.parts.iter().for_each(|part| writer.part(part, list, 0, &mut paragraphs));
        }
        for clause in clauses {
            paragraphs.push(writer.text(Paragraph::new(), clause));
        }
        paragraphs
    }

    fn definitions(&mut self, writer: &Writer<'_>) {
        if !writer.document.definitions.is_empty() {
            self.heading(2, "Definitions");
        }
        for part in &writer.document.definitions {
            self.entry(writer, part.target, &part.title);
            for (with, arguments) in part.givens() {
                let words: Vec<String> = arguments.iter().map(Text::words).collect();
                self.paragraph(italic(format!("{with} {}", words.join("; ")).trim_end()));
            }
            let said = self.said(writer, &part.sentence, &[]);
            said.into_iter().for_each(|paragraph| self.paragraph(paragraph));
            part.sources.iter().for_each(|source| self.paragraph(italic(&format!("Source: {source}"))));
        }
    }

    fn scores(&mut self, writer: &Writer<'_>) {
        if !writer.document.scores.is_empty() {
            self.heading(2, "Scores");
        }
        for part in &writer.document.scores {
            self.entry(writer, part.target, &part.title);
            if let Some(entry) = &part.entry {
                let label = Some("Entry criterion:".to_owned());
                let said = self.said(writer, &Sentence { label, ..entry.clone() }, &[]);
                said.into_iter().for_each(|paragraph| self.paragraph(paragraph));
            }
            let widths = [2900, 1200, 5500];
            let mut rows = vec![head(&["Item", "Points", "Counts where"], &widths)];
            for (domain, items) in &part.domains {
                let name = vec![Paragraph::new().add_run(Run::new().add_text(domain).bold())];
                rows.push(TableRow::new(vec![cell(name, WIDTH).grid_span(3)]));
                for item in items {
                    let said = self.said(writer, &item.sentence, &[]);
                    let cells = [vec![plain(&item.title)], vec![plain(&points(&item.points))], said];
                    let cells = cells.into_iter().zip(widths).map(|(inside, width)| cell(inside, width));
                    rows.push(TableRow::new(cells.collect()));
                }
            }
            self.table(rows, &widths);
            self.paragraph(plain(&part.total));
            if let Some(meets) = &part.meets {
                let label = Some("Met where:".to_owned());
                let said = self.said(writer, &Sentence { label, ..meets.clone() }, &[]);
                said.into_iter().for_each(|paragraph| self.paragraph(paragraph));
            }
            let unverified = part.unverified.iter().map(|mark| format!("Not confirmed: {mark}"));
            let sources = part.sources.iter().map(|source| format!("Source: {source}"));
            unverified.chain(sources).for_each(|text| self.paragraph(italic(&text)));
        }
    }

    fn statements(&mut self, writer: &Writer<'_>, title: &str, parts: &[ListPart]) {
        if parts.is_empty() {
            return;
        }
        self.heading(2, title);
        for part in parts {
            self.entry(writer, part.target, &format!("{}: {}", part.name, part.title));
            part.statements.iter().for_each(|text| self.paragraph(writer.text(Paragraph::new(), text)));
        }
    }

    fn tables(&mut self, writer: &Writer<'_>) {
        let document = writer.document;
        let parameters = document.parameters.iter().map(|part| {
            let title = if part.title.is_empty() { &part.name } else { &part.title };
            [writer.number(part.target).to_owned(), title.clone(), part.value.clone(), part.criteria.join(", ")]
                .to_vec()
        });
        let heads = ["", "Parameter", "Value", "Criteria"];
        self.rows("Parameters", &heads, &[700, 5000, 1900, 2000], parameters.collect());
        let questions = document.questions.iter().map(|part| {
            let number = writer.number(part.target).to_owned();
            [number, part.text.clone(), part.who.clone(), part.valid.clone(), part.criteria.join(", ")].to_vec()
        });
        let heads = ["", "Question", "Answered by", "Counts for", "Criteria"];
        self.rows("Questions", &heads, &[700, 4400, 1700, 1300, 1500], questions.collect());
        let needs = document.requirements.words.iter().map(|need| requirements::row(need).to_vec());
        let heads = ["What", "List of the record", "How far back", "Attributes", "Complete list needed", "Criteria"];
        self.rows("Data that the criteria need", &heads, &[2500, 1400, 2000, 1500, 1000, 1200], needs.collect());
        for (what, by) in requirements::others(&document.requirements) {
            self.paragraph(plain(&format!("{what} ({})", by.join(", "))));
        }
    }

    fn rows(&mut self, title: &str, heads: &[&str], widths: &[usize], rows: Vec<Vec<String>>) {
        if rows.is_empty() {
            return;
        }
        self.heading(2, title);
        let mut all = vec![head(heads, widths)];
        for row in rows {
            let cells = row.iter().zip(widths).map(|(text, width)| cell(vec![plain(text)], *width));
            all.push(TableRow::new(cells.collect()));
        }
        self.table(all, widths);
    }

    fn words(&mut self, document: &Document) {
        if !document.words.is_empty() {
            self.heading(2, "Words and codes");
        }
        let mut kind = "";
        for part in &document.words {
            if part.kind != kind {
                kind = &part.kind;
                self.heading(3, kind);
            }
            let codes = if part.codes.is_empty() { String::new() } else { format!(": {}", part.codes.join(", ")) };
            let title = Run::new().add_text(&part.title).bold();
            let rest = Run::new().add_text(format!(" ({}){codes}", part.name));
            self.paragraph(Paragraph::new().add_run(title).add_run(rest));
            let member = |(title, codes): &(String, Vec<String>)| match codes.is_empty() {
                true => title.clone(),
                false => format!("{title} ({})", codes.join(", ")),
            };
            let members: Vec<String> = part.members.iter().map(member).collect();
            if !members.is_empty() {
                self.paragraph(plain(&format!("It holds {}.", members.join("; "))));
            }
            if !part.except.is_empty() {
                self.paragraph(plain(&format!("Not: {}", part.except.join(", "))));
            }
            part.remarks.iter().for_each(|remark| self.paragraph(italic(remark)));
        }
        document.notices.iter().for_each(|notice| self.paragraph(italic(notice)));
    }
}

/// Says texts with links to the entries of one document.
struct Writer<'d> {
    document: &'d Document,
    place: usize,
}

impl Writer<'_> {
    fn number(&self, target: Target) -> &str {
        self.document.numbers.get(&target).map_or("", String::as_str)
    }

    fn mark(&self, target: Target) -> String {
        format!("t{}{}", self.place, target.key())
    }

    /// Adds a text; definitions, scores and parameters are named by their numbers, too.
    fn text(&self, paragraph: Paragraph, text: &Text) -> Paragraph {
        text.pieces.iter().fold(paragraph, |paragraph, piece| match piece {
            Piece::Plain(words) => paragraph.add_run(Run::new().add_text(words)),
            Piece::Link(words, target @ (Target::Definition(_) | Target::Score(_))) => {
                let words = format!("{words} [{}]", self.number(*target));
                let run = Run::new().add_text(words).color("2F5597");
                paragraph.add_hyperlink(Hyperlink::new(self.mark(*target), HyperlinkType::Anchor).add_run(run))
            }
            Piece::Link(words, target @ Target::Parameter(_)) => {
                paragraph.add_run(Run::new().add_text(format!("{words} [{}]", self.number(*target))))
            }
            Piece::Link(words, _) => paragraph.add_run(Run::new().add_text(words)),
        })
    }

    fn part(&self, part: &Sentence, list: usize, level: usize, paragraphs: &mut Vec<Paragraph>) {
        let mut paragraph = Paragraph::new().numbering(NumberingId::new(list), IndentLevel::new(level.min(5)));
        if let Some(label) = &part.label {
            paragraph = paragraph.add_run(Run::new().add_text(format!("{label}: ")).bold());
        }
        paragraph = self.text(paragraph, &part.text);
        if !part.parts.is_empty() {
            paragraph = paragraph.add_run(Run::new().add_text(":"));
        }
        paragraphs.push(paragraph);
        part.parts.iter().for_each(|inner| self.part(inner, list, level + 1, paragraphs));
    }
}

fn aside(criterion: &CriterionPart) -> Vec<Paragraph> {
    let mut aside = vec![plain(&criterion.quoted)];
    aside.extend(criterion.notes.iter().map(|note| italic(&format!("Note: {note}"))));
    aside.extend(criterion.sources.iter().map(|source| italic(&format!("Source: {source}"))));
    aside
}

fn problem_line(problem: &Problem) -> Paragraph {
    let reason = problem.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
    let words = format!(" {}{reason} ({})", problem.message, problem.place);
    Paragraph::new().add_run(Run::new().add_text(&problem.code).bold()).add_run(Run::new().add_text(words))
}

fn plain(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text))
}

fn italic(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text).italic())
}

fn cell(paragraphs: Vec<Paragraph>, width: usize) -> TableCell {
    paragraphs.into_iter().fold(TableCell::new().width(width, WidthType::Dxa), TableCell::add_paragraph)
}

fn head(titles: &[&str], widths: &[usize]) -> TableRow {
    let cells = titles.iter().zip(widths).map(|(title, width)| {
        let paragraph = Paragraph::new().add_run(Run::new().add_text(*title).bold());
        cell(vec![paragraph], *width).shading(Shading::new().fill("EDF0F4"))
    });
    TableRow::new(cells.collect()).cant_split()
}
