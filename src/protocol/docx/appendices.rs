//! The appendices of a file for word processors.

use super::super::document::*;
use super::super::markdown::points;
use super::super::requirements;
use super::super::text::{Target, Text};
use super::body::{Body, Writer};
use super::xml::{Cell, Look, Paragraph};

impl Body {
    pub(super) fn appendices(&mut self, writer: &Writer<'_>) {
        let document = writer.document;
        self.definitions(writer);
        self.scores(writer);
        for (title, parts) in [("Lines of therapy", &document.lines), ("Days and periods", &document.anchors)] {
            self.statements(writer, title, parts);
        }
        self.parameters(writer);
        self.questions(writer);
        self.needs(document);
        self.words(document);
        self.heading(2, "How the sentences are meant");
        document.conventions.iter().for_each(|text| self.paragraph(Paragraph::plain(text)));
    }

    /// A heading that links lead to.
    fn entry(&mut self, writer: &Writer<'_>, target: Target, title: &str) {
        let title = format!("{} {title}", writer.number(target));
        let heading = self.marked(writer, target, Paragraph::heading(3).words(&title, Look::Plain));
        self.paragraph(heading);
    }

    fn definitions(&mut self, writer: &Writer<'_>) {
        if !writer.document.definitions.is_empty() {
            self.heading(2, "Definitions");
        }
        for part in &writer.document.definitions {
            self.entry(writer, part.target, &part.title);
            for (with, arguments) in part.givens() {
                let words: Vec<String> = arguments.iter().map(Text::words).collect();
                self.paragraph(Paragraph::italic(format!("{with} {}", words.join("; ")).trim_end()));
            }
            self.say(writer, &part.sentence);
            part.sources.iter().for_each(|source| self.paragraph(Paragraph::italic(&format!("Source: {source}"))));
        }
    }

    fn scores(&mut self, writer: &Writer<'_>) {
        if !writer.document.scores.is_empty() {
            self.heading(2, "Scores");
        }
        for part in &writer.document.scores {
            self.entry(writer, part.target, &part.title);
            if let Some(entry) = &part.entry {
                self.say(writer, &Sentence { label: Some("Entry criterion:".to_owned()), ..entry.clone() });
            }
            let mut rows = Vec::new();
            for (domain, items) in &part.domains {
                rows.push(vec![Cell::over(3, domain)]);
                for item in items {
                    let said = self.said(writer, &item.sentence);
                    let cells =
                        [vec![Paragraph::plain(&item.title)], vec![Paragraph::plain(&points(&item.points))], said];
                    rows.push(cells.into_iter().map(Cell::of).collect());
                }
            }
            self.table(&[2900, 1200, 5500], &["Item", "Points", "Counts where"], rows);
            self.paragraph(Paragraph::plain(&part.total));
            if let Some(meets) = &part.meets {
                self.say(writer, &Sentence { label: Some("Met where:".to_owned()), ..meets.clone() });
            }
            let unverified = part.unverified.iter().map(|mark| format!("Not confirmed: {mark}"));
            let sources = part.sources.iter().map(|source| format!("Source: {source}"));
            unverified.chain(sources).for_each(|text| self.paragraph(Paragraph::italic(&text)));
        }
    }

    fn statements(&mut self, writer: &Writer<'_>, title: &str, parts: &[ListPart]) {
        if !parts.is_empty() {
            self.heading(2, title);
        }
        for part in parts {
            self.entry(writer, part.target, &format!("{}: {}", part.name, part.title));
            part.statements.iter().for_each(|text| self.paragraph(writer.text(Paragraph::default(), text)));
        }
    }

    fn parameters(&mut self, writer: &Writer<'_>) {
        let rows = writer.document.parameters.iter().map(|part| {
            let title = if part.title.is_empty() { &part.name } else { &part.title };
            vec![writer.number(part.target).to_owned(), title.clone(), part.value.clone(), part.criteria.join(", ")]
        });
        self.rows("Parameters", &["", "Parameter", "Value", "Criteria"], &[700, 5000, 1900, 2000], rows.collect());
    }

    fn questions(&mut self, writer: &Writer<'_>) {
        let rows = writer.document.questions.iter().map(|part| {
            let number = writer.number(part.target).to_owned();
            vec![number, part.text.clone(), part.who.clone(), part.valid.clone(), part.criteria.join(", ")]
        });
        let heads = ["", "Question", "Answered by", "Counts for", "Criteria"];
        self.rows("Questions", &heads, &[700, 4400, 1700, 1300, 1500], rows.collect());
    }

    fn needs(&mut self, document: &Document) {
        let rows: Vec<Vec<String>> =
            document.requirements.words.iter().map(|need| requirements::row(need).to_vec()).collect();
        let others = requirements::others(&document.requirements);
        let title = "Data that the criteria need";
        if rows.is_empty() && !others.is_empty() {
            self.heading(2, title);
        }
        let heads = ["What", "List of the record", "How far back", "Attributes", "Complete list needed", "Criteria"];
        self.rows(title, &heads, &[2200, 1700, 1800, 1400, 1300, 1200], rows);
        for (what, by) in others {
            self.paragraph(Paragraph::plain(&format!("{what} ({})", by.join(", "))));
        }
    }

    fn rows(&mut self, title: &str, heads: &[&str], widths: &[usize], rows: Vec<Vec<String>>) {
        if rows.is_empty() {
            return;
        }
        self.heading(2, title);
        let cell = |text: &String| Cell::of(vec![Paragraph::plain(text)]);
        self.table(widths, heads, rows.iter().map(|row| row.iter().map(cell).collect()).collect());
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
            let codes = if part.codes.is_empty() { String::new() } else { format!(": {}", part.codes.join("; ")) };
            let title = Paragraph::default().words(&part.title, Look::Bold);
            self.paragraph(title.words(&format!(" ({}){codes}", part.name), Look::Plain));
            let member = |(title, codes): &(String, Vec<String>)| match codes.is_empty() {
                true => title.clone(),
                false => format!("{title} ({})", codes.join("; ")),
            };
            let members: Vec<String> = part.members.iter().map(member).collect();
            if !members.is_empty() {
                self.paragraph(Paragraph::plain(&format!("It holds {}.", members.join("; "))));
            }
            if !part.except.is_empty() {
                self.paragraph(Paragraph::plain(&format!("Not: {}", part.except.join(", "))));
            }
            part.remarks.iter().for_each(|remark| self.paragraph(Paragraph::italic(remark)));
        }
        document.notices.iter().for_each(|notice| self.paragraph(Paragraph::italic(notice)));
    }
}
