//! The appendices of a page.

use super::super::document::*;
use super::super::markdown::points;
use super::super::requirements;
use super::super::text::Target;
use super::sentence::Page;
use crate::wording::escape::escape;

/// The key, title and presence of each appendix, in order.
pub(super) fn titles(document: &Document) -> [(&'static str, &'static str, bool); 9] {
    let needs = &document.requirements;
    [
        ("definitions", "Definitions", !document.definitions.is_empty()),
        ("scores", "Scores", !document.scores.is_empty()),
        ("lines", "Lines of therapy", !document.lines.is_empty()),
        ("days", "Days and periods", !document.anchors.is_empty()),
        ("parameters", "Parameters", !document.parameters.is_empty()),
        ("questions", "Questions", !document.questions.is_empty()),
        ("data", "Data that the criteria need", !needs.words.is_empty() || !needs.questions.is_empty()),
        ("words", "Words and codes", !document.words.is_empty()),
        ("meant", "How the sentences are meant", true),
    ]
}

impl Page<'_> {
    pub(super) fn appendices(&self) -> String {
        let document = self.document;
        let mut out = String::new();
        for (key, title, there) in titles(document) {
            if !there {
                continue;
            }
            let inside: String = match key {
                "definitions" => document.definitions.iter().map(|part| self.definition(part)).collect(),
                "scores" => document.scores.iter().map(|part| self.score(part)).collect(),
                "lines" => self.statements(&document.lines),
                "days" => self.statements(&document.anchors),
                "parameters" => self.parameters(),
                "questions" => self.questions(),
                "data" => self.data(),
                "words" => self.words(),
                _ => {
                    let items: String =
                        document.conventions.iter().map(|text| format!("<li>{}</li>\n", escape(text))).collect();
                    format!("<ul class=\"meant\">\n{items}</ul>\n")
                }
            };
            out.push_str(&format!(
                "<section class=\"appendix {key}\" id=\"t{}{key}\">\n<h2>{title}</h2>\n{inside}</section>\n",
                self.place
            ));
        }
        out
    }

    fn entry(&self, target: Target, title: &str, inside: &str) -> String {
        format!(
            "<div class=\"entry\" id=\"{}\">\n<h3><span class=\"number\">{}</span> {}</h3>\n{inside}</div>\n",
            self.id(target),
            escape(self.number(target)),
            escape(title)
        )
    }

    fn definition(&self, part: &DefinitionPart) -> String {
        let mut inside = String::new();
        for (with, arguments) in part.givens() {
            let arguments: Vec<String> = arguments.iter().map(|text| self.text(text)).collect();
            inside.push_str(&format!("<p class=\"soft\">{} {}</p>\n", escape(&with), arguments.join("; ")));
        }
        inside.push_str(&self.said(&part.sentence, &[]));
        inside.push_str(&sources(&part.sources));
        self.entry(part.target, &part.title, &inside)
    }

    fn score(&self, part: &ScorePart) -> String {
        let mut inside = String::new();
        if let Some(entry) = &part.entry {
            inside.push_str(&format!("<div class=\"given\"><b>Entry criterion.</b> {}</div>\n", self.said(entry, &[])));
        }
        inside.push_str(
            "<table class=\"score\">\n<thead><tr><th>Item</th><th>Points</th><th>Counts where</th></tr></thead>\n",
        );
        for (domain, items) in &part.domains {
            inside.push_str(&format!(
                "<tbody>\n<tr class=\"domain\"><th colspan=\"3\" scope=\"rowgroup\">{}</th></tr>\n",
                escape(domain)
            ));
            for item in items {
                inside.push_str(&format!(
                    "<tr><td>{}</td><td class=\"points\">{}</td><td>{}</td></tr>\n",
                    escape(&item.title),
                    escape(&points(&item.points)),
                    self.said(&item.sentence, &[])
                ));
            }
            inside.push_str("</tbody>\n");
        }
        inside.push_str(&format!("</table>\n<p>{}</p>\n", escape(&part.total)));
        if let Some(meets) = &part.meets {
            inside.push_str(&format!("<div class=\"given\"><b>Met where:</b> {}</div>\n", self.said(meets, &[])));
        }
        for mark in &part.unverified {
            inside.push_str(&format!("<p class=\"note\">Not confirmed: {}</p>\n", escape(mark)));
        }
        inside.push_str(&sources(&part.sources));
        self.entry(part.target, &part.title, &inside)
    }

    fn statements(&self, parts: &[ListPart]) -> String {
        let row = |part: &ListPart| {
            let said: Vec<String> = part.statements.iter().map(|text| self.text(text)).collect();
            format!(
                "<tr id=\"{}\"><td class=\"number\">{}</td><td><b>{}</b></td><td>{}</td><td>{}</td></tr>\n",
                self.id(part.target),
                escape(self.number(part.target)),
                escape(&part.name),
                escape(&part.title),
                said.join(" ")
            )
        };
        let rows: String = parts.iter().map(row).collect();
        table(&["", "In sentences", "Title", "What it is"], &rows)
    }

    fn parameters(&self) -> String {
        let row = |part: &ParameterPart| {
            let title = if part.title.is_empty() { &part.name } else { &part.title };
            format!(
                "<tr id=\"{}\"><td class=\"number\">{}</td><td>{}</td><td class=\"value\">{}</td><td>{}</td></tr>\n",
                self.id(part.target),
                escape(self.number(part.target)),
                escape(title),
                escape(&part.value),
                escape(&part.criteria.join(", "))
            )
        };
        let rows: String = self.document.parameters.iter().map(row).collect();
        table(&["", "Parameter", "Value", "Criteria"], &rows)
    }

    fn questions(&self) -> String {
        let row = |part: &QuestionPart| {
            format!(
                "<tr id=\"{}\"><td class=\"number\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                self.id(part.target),
                escape(self.number(part.target)),
                escape(&part.text),
                escape(&part.who),
                escape(&part.valid),
                escape(&part.criteria.join(", "))
            )
        };
        let rows: String = self.document.questions.iter().map(row).collect();
        table(&["", "Question", "Answered by", "An answer counts for", "Criteria"], &rows)
    }

    fn data(&self) -> String {
        let needs = &self.document.requirements;
        let row = |need: &requirements::WordNeed| {
            let cells: String =
                requirements::row(need).iter().map(|cell| format!("<td>{}</td>", escape(cell))).collect();
            format!("<tr>{cells}</tr>\n")
        };
        let rows: String = needs.words.iter().map(row).collect();
        let heads = ["What", "List of the record", "How far back", "Attributes", "Complete list needed", "Criteria"];
        let others: String = requirements::others(needs)
            .iter()
            .map(|(what, by)| {
                format!("<li>{} <span class=\"soft\">({})</span></li>\n", escape(what), escape(&by.join(", ")))
            })
            .collect();
        format!("{}<ul class=\"others\">\n{others}</ul>\n", table(&heads, &rows))
    }

    fn words(&self) -> String {
        let mut out = String::new();
        let mut kind = "";
        for part in &self.document.words {
            if part.kind != kind {
                kind = &part.kind;
                out.push_str(&format!("<h3 class=\"kind\">{}</h3>\n", escape(kind)));
            }
            out.push_str(&self.word(part));
        }
        for notice in &self.document.notices {
            out.push_str(&format!("<p class=\"note\">{}</p>\n", escape(notice)));
        }
        out
    }

    fn word(&self, part: &WordPart) -> String {
        let mut inside = String::new();
        if !part.codes.is_empty() {
            inside.push_str(&format!("<p class=\"codes\">{}</p>\n", escape(&part.codes.join("; "))));
        }
        if !part.members.is_empty() {
            let member = |(title, codes): &(String, Vec<String>)| {
                format!("<li>{} <span class=\"codes\">{}</span></li>\n", escape(title), escape(&codes.join("; ")))
            };
            let members: String = part.members.iter().map(member).collect();
            inside.push_str(&format!("<ul class=\"members\">\n{members}</ul>\n"));
        }
        if !part.except.is_empty() {
            inside.push_str(&format!("<p>Not: {}</p>\n", escape(&part.except.join(", "))));
        }
        for remark in &part.remarks {
            inside.push_str(&format!("<p class=\"note\">{}</p>\n", escape(remark)));
        }
        format!(
            "<div class=\"word\" id=\"{}\">\n<h4>{} <code>{}</code></h4>\n{inside}</div>\n",
            self.id(part.target),
            escape(&part.title),
            escape(&part.name)
        )
    }
}

fn sources(sources: &[String]) -> String {
    sources.iter().map(|source| format!("<p class=\"note\">Source: {}</p>\n", escape(source))).collect()
}

fn table(heads: &[&str], rows: &str) -> String {
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
    format!("<div class=\"scroll\"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n")
}
