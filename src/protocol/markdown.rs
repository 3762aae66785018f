//! A document as Markdown: readable as it stands, and in a pull request.

use super::document::*;
use super::requirements;
use super::text::{Piece, Target, Text};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// One document.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let criteria = document.versions.iter().flat_map(|version| &version.criteria);
    let linked = criteria.flat_map(|criterion| criterion.sentence.text.targets()).collect();
    let page = Page { document, linked };
    let mut out = format!("# {}\n\n{}\n\n", escaped(&document.id), escaped(&document.title));
    for (name, value) in &document.facts {
        let _ = writeln!(out, "- {name}: {}", escaped(value));
    }
    if !document.facts.is_empty() {
        out.push('\n');
    }
    page.problems(&mut out);
    for (place, version) in document.versions.iter().enumerate() {
        page.version(version, place, &mut out);
    }
    page.appendices(&mut out);
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

struct Page<'d> {
    document: &'d Document,
    /// The criteria that others refer to.
    linked: BTreeSet<Target>,
}

impl Page<'_> {
    fn problems(&self, out: &mut String) {
        if self.document.problems.is_empty() {
            return;
        }
        out.push_str("## What could not be read\n\n");
        self.document.problems.iter().for_each(|problem| out.push_str(&problem_line(problem, "")));
        out.push('\n');
    }

    fn version(&self, version: &VersionPart, place: usize, out: &mut String) {
        if self.document.versions.len() > 1 {
            let from = version.from.as_ref().map_or_else(String::new, |from| format!(", in force from {from}"));
            let _ = writeln!(out, "## Version {}{from}\n", escaped(&version.name));
        }
        if !version.cohorts.is_empty() {
            out.push_str("### Cohorts\n\n");
            for cohort in &version.cohorts {
                let _ = writeln!(out, "- **{}**", escaped(&cohort.title));
                self.sentence(&cohort.when, 1, "", out);
            }
            out.push('\n');
        }
        for (inclusion, title) in [(true, "Inclusion criteria"), (false, "Exclusion criteria")] {
            let mut criteria = version.criteria.iter().filter(|criterion| criterion.inclusion == inclusion).peekable();
            if criteria.peek().is_some() {
                let depth = if self.document.versions.len() > 1 { "###" } else { "##" };
                let _ = writeln!(out, "{depth} {title}\n");
                criteria.for_each(|criterion| self.criterion(criterion, out));
            }
        }
        if place > 0 {
            for (what, ids) in [("As in the version before", &version.unchanged), ("No longer there", &version.removed)]
            {
                if !ids.is_empty() {
                    let _ = writeln!(out, "{what}: {}.\n", ids.join(", "));
                }
            }
        }
    }

    fn criterion(&self, criterion: &CriterionPart, out: &mut String) {
        let change = criterion.change.map_or_else(String::new, |change| format!(" ({change})"));
        let cohorts = criterion.cohorts.as_ref().map_or_else(String::new, |cohorts| format!(" – only for {cohorts}"));
        let target = self.document.criterion_target(criterion).filter(|target| self.linked.contains(target));
        let anchor = target.map_or_else(String::new, |target| format!("<a id=\"{}\"></a>", target.key()));
        let _ = writeln!(out, "{anchor}**{}**{change}{}\n", escaped(&criterion.id), escaped(&cohorts));
        if !criterion.quoted.is_empty() {
            let _ = writeln!(out, "> {}\n", escaped(&criterion.quoted));
        }
        self.top_sentence(&criterion.sentence, &criterion.clauses, out);
        criterion.problems.iter().for_each(|problem| out.push_str(&problem_line(problem, "")));
        if !criterion.problems.is_empty() {
            out.push('\n');
        }
        for note in &criterion.notes {
            let _ = writeln!(out, "*Note: {}*\n", escaped(note));
        }
        for source in &criterion.sources {
            let _ = writeln!(out, "*Source: {}*\n", escaped(source));
        }
    }

    /// A sentence that begins a paragraph, its parts below it.
    fn top_sentence(&self, sentence: &Sentence, clauses: &[Text], out: &mut String) {
        let end = if sentence.parts.is_empty() { "." } else { ":" };
        let _ = write!(out, "{}{end}", self.text(&sentence.text));
        if sentence.parts.is_empty() {
            clauses.iter().for_each(|clause| {
                let _ = write!(out, " {}", self.text(clause));
            });
            out.push_str("\n\n");
            return;
        }
        out.push_str("\n\n");
        for (place, part) in sentence.parts.iter().enumerate() {
            self.sentence(part, 0, &format!("{} ", super::numeral(place, 0)), out);
        }
        out.push('\n');
        if !clauses.is_empty() {
            let clauses: Vec<String> = clauses.iter().map(|clause| self.text(clause)).collect();
            let _ = writeln!(out, "{}\n", clauses.join(" "));
        }
    }

    fn sentence(&self, sentence: &Sentence, depth: usize, mark: &str, out: &mut String) {
        let label = sentence.label.as_ref().map_or_else(String::new, |label| format!("*{}:* ", escaped(label)));
        let end = if sentence.parts.is_empty() { "" } else { ":" };
        let _ = writeln!(out, "{}- {mark}{label}{}{end}", "  ".repeat(depth), self.text(&sentence.text));
        for (place, part) in sentence.parts.iter().enumerate() {
            self.sentence(part, depth + 1, &format!("{} ", super::numeral(place, depth + 1)), out);
        }
    }

    /// A text with links to the entries that have a place of their own.
    fn text(&self, text: &Text) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Plain(words) => escaped(words),
            Piece::Link(words, target @ Target::Criterion(_)) => format!("[{}](#{})", escaped(words), target.key()),
            Piece::Link(words, target) => match self.document.numbers.get(target) {
                Some(number) if !matches!(target, Target::Anchor(_) | Target::Question(_) | Target::Site(_)) => {
                    format!("{} [[{number}](#{})]", escaped(words), target.key())
                }
                _ => escaped(words),
            },
        };
        text.pieces.iter().map(piece).collect()
    }

    fn heading(&self, target: Target, title: &str, out: &mut String) {
        let number = self.document.numbers.get(&target).cloned().unwrap_or_default();
        let _ = writeln!(out, "### <a id=\"{}\"></a>{number} {}\n", target.key(), escaped(title));
    }

    fn appendices(&self, out: &mut String) {
        let document = self.document;
        if !document.definitions.is_empty() {
            out.push_str("## Definitions\n\n");
            document.definitions.iter().for_each(|part| self.definition(part, out));
        }
        if !document.scores.is_empty() {
            out.push_str("## Scores\n\n");
            document.scores.iter().for_each(|part| self.score(part, out));
        }
        for (title, parts) in [("Lines of therapy", &document.lines), ("Days and periods", &document.anchors)] {
            if !parts.is_empty() {
                let _ = writeln!(out, "## {title}\n");
            }
            for part in parts {
                let number = document.numbers.get(&part.target).cloned().unwrap_or_default();
                let statements: Vec<String> = part.statements.iter().map(|text| self.text(text)).collect();
                let (title, name) = (escaped(&part.title), escaped(&part.name));
                let statements = statements.join(" ");
                let _ =
                    writeln!(out, "- <a id=\"{}\"></a>{number} **{name}**: {title}. {statements}", part.target.key());
            }
            if !parts.is_empty() {
                out.push('\n');
            }
        }
        self.parameters(out);
        self.questions(out);
        self.words(out);
        if !document.requirements.words.is_empty() || !document.requirements.questions.is_empty() {
            let _ =
                writeln!(out, "## Data that the criteria need\n\n{}", requirements::markdown(&document.requirements));
        }
        out.push_str("## How the sentences are meant\n\n");
        document.conventions.iter().for_each(|text| {
            let _ = writeln!(out, "- {}", escaped(text));
        });
    }

    fn definition(&self, part: &DefinitionPart, out: &mut String) {
        self.heading(part.target, &part.title, out);
        for (with, arguments) in part.givens() {
            let arguments: Vec<String> = arguments.iter().map(|text| self.text(text)).collect();
            let _ = writeln!(out, "{}\n", format!("{with} {}", arguments.join("; ")).trim_end());
        }
        self.top_sentence(&part.sentence, &[], out);
        for source in &part.sources {
            let _ = writeln!(out, "*Source: {}*\n", escaped(source));
        }
    }

    fn score(&self, part: &ScorePart, out: &mut String) {
        self.heading(part.target, &part.title, out);
        if let Some(entry) = &part.entry {
            out.push_str("Entry criterion: ");
            self.top_sentence(entry, &[], out);
        }
        for (domain, items) in &part.domains {
            let _ = writeln!(out, "- {}", escaped(domain));
            for item in items {
                let label = format!("{} ({})", item.title, points(&item.points));
                let sentence = Sentence { label: Some(label), ..item.sentence.clone() };
                self.sentence(&sentence, 1, "", out);
            }
        }
        let _ = writeln!(out, "\n{}\n", part.total);
        if let Some(meets) = &part.meets {
            out.push_str("It is met where: ");
            self.top_sentence(meets, &[], out);
        }
        for mark in &part.unverified {
            let _ = writeln!(out, "*Not confirmed: {}*\n", escaped(mark));
        }
        for source in &part.sources {
            let _ = writeln!(out, "*Source: {}*\n", escaped(source));
        }
    }

    fn parameters(&self, out: &mut String) {
        if self.document.parameters.is_empty() {
            return;
        }
        out.push_str("## Parameters\n\n| | Parameter | Value | Criteria |\n|---|---|---|---|\n");
        for part in &self.document.parameters {
            let number = self.document.numbers.get(&part.target).cloned().unwrap_or_default();
            let title = if part.title.is_empty() { &part.name } else { &part.title };
            let _ = writeln!(
                out,
                "| <a id=\"{}\"></a>{number} | {} | {} | {} |",
                part.target.key(),
                cell(title),
                cell(&part.value),
                part.criteria.join(", ")
            );
        }
        out.push('\n');
    }

    fn questions(&self, out: &mut String) {
        if self.document.questions.is_empty() {
            return;
        }
        out.push_str("## Questions\n\n| | Question | Answered by | Counts for | Criteria |\n|---|---|---|---|---|\n");
        for part in &self.document.questions {
            let number = self.document.numbers.get(&part.target).cloned().unwrap_or_default();
            let (text, criteria) = (cell(&part.text), part.criteria.join(", "));
            let _ = writeln!(out, "| {number} | {text} | {} | {} | {criteria} |", cell(&part.who), cell(&part.valid));
        }
        out.push('\n');
    }

    fn words(&self, out: &mut String) {
        if self.document.words.is_empty() {
            return;
        }
        out.push_str("## Words and codes\n\n");
        let mut kind = "";
        for part in &self.document.words {
            if part.kind != kind {
                let between = if kind.is_empty() { "" } else { "\n" };
                kind = &part.kind;
                let _ = writeln!(out, "{between}### {kind}\n");
            }
            let codes = if part.codes.is_empty() { String::new() } else { format!(": {}", part.codes.join("; ")) };
            let _ = writeln!(out, "- **{}** (`{}`){}", escaped(&part.title), part.name, escaped(&codes));
            for (member, codes) in &part.members {
                let codes = if codes.is_empty() { String::new() } else { format!(": {}", codes.join("; ")) };
                let _ = writeln!(out, "  - {}{}", escaped(member), escaped(&codes));
            }
            if !part.except.is_empty() {
                let _ = writeln!(out, "  - not: {}", escaped(&part.except.join(", ")));
            }
            for remark in &part.remarks {
                let _ = writeln!(out, "  - *{}*", escaped(remark));
            }
        }
        out.push('\n');
        for notice in &self.document.notices {
            let _ = writeln!(out, "*{}*\n", escaped(notice));
        }
    }
}

/// `1 point`, `4 points`
pub(crate) fn points(points: &str) -> String {
    format!("{points} point{}", if points == "1" { "" } else { "s" })
}

fn problem_line(problem: &Problem, indent: &str) -> String {
    let reason = problem.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
    let words = escaped(&format!("{}{reason}", problem.message));
    format!("{indent}- **{}** {words} ({})\n", problem.code, escaped(&problem.place))
}

fn cell(text: &str) -> String {
    escaped(text).replace('|', "\\|")
}

/// Text in which nothing is a mark of Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' | '\r' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
