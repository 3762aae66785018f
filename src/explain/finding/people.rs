//! What people answer and state: judgements, the site's answers, contraindications and intolerances.

use super::super::case::Case;
use super::super::explanation::{Finding, Note, NoteKind};
use super::said;
use crate::check::TruthId;
use crate::record::{Answer, Stated};
use crate::value::Truth;
use crate::vocabulary::{QuestionId, SiteId, SymbolId, WordId, WordSet};

impl Case<'_> {
    pub(super) fn asked_of_person(
        &self,
        id: TruthId,
        question: QuestionId,
        arguments: &[String],
        wanted: bool,
    ) -> Finding {
        let mut finding = self.blank(id, wanted);
        let mut found = String::new();
        let (who, text) = (self.answered_by(question), self.question(question, arguments));
        finding.aim = format!("the {who} answers \"{text}\" with {}", if wanted { "yes" } else { "no" });
        finding.subject = format!("\"{text}\"");
        let answers = self.patient.answers.iter();
        let newest = answers.filter(|answer| answer.question == question && answer.arguments == arguments);
        if finding.truth != Truth::Unknown
            && let Some(answer) = newest.max_by_key(|answer| (answer.on.last, answer.on.first))
        {
            found = format!("{text} {}", answered(answer, &who));
            finding.notes.push(Note {
                kind: NoteKind::Answer,
                words: found.clone(),
                line: (answer.source.line > 0).then_some(answer.source.line),
            });
        }
        said(finding, found)
    }

    pub(super) fn asked_of_site(
        &self,
        id: TruthId,
        question: SiteId,
        arguments: &[String],
        accepted: &[SymbolId],
        wanted: bool,
    ) -> Finding {
        let mut finding = self.blank(id, wanted);
        let mut found = String::new();
        let text = self.site_question(question, arguments);
        finding.subject = format!("\"{text}\"");
        let accepted: Vec<String> = accepted.iter().map(|id| self.program.vocabulary.symbol(*id).to_owned()).collect();
        let accepted = crate::wording::words::listed(&accepted, "or");
        finding.needs = Some(format!("{} {accepted}", if wanted { "needs" } else { "excludes" }));
        finding.aim =
            format!("the site answers \"{text}\" {} {accepted}", if wanted { "with" } else { "other than with" });
        let mut values: Vec<&str> = Vec::new();
        let answers = self.patient.site.iter();
        for answer in answers.filter(|answer| answer.question == question && answer.arguments == arguments) {
            let value = self.program.vocabulary.symbol(answer.answer);
            let line = (answer.source.line > 0).then_some(answer.source.line);
            finding.notes.push(Note { kind: NoteKind::Answer, words: format!("{text} The site says: {value}"), line });
            values.extend((!values.contains(&value)).then_some(value));
        }
        if !values.is_empty() {
            found = format!("{text} The site says: {}", values.join(" and "));
        }
        said(finding, found)
    }

    pub(super) fn stated(
        &self,
        id: TruthId,
        intolerance: bool,
        words: &WordSet,
        roots: &[WordId],
        wanted: bool,
    ) -> Finding {
        let mut finding = self.blank(id, wanted);
        let mut found = String::new();
        let what = if intolerance { "intolerance of" } else { "contraindication to" };
        let names = self.names(roots, 4);
        finding.subject = format!("{what} {names}");
        finding.aim = if wanted { format!("{what} {names} recorded") } else { format!("no {what} {names}") };
        let statements = self.patient.statements.iter().filter(|stated| {
            stated.intolerance == intolerance && (words.contains(stated.word) || roots.contains(&stated.word))
        });
        let holds = finding.truth == Truth::Met;
        let shown: Vec<String> =
            statements.filter(|stated| stated.holds == holds).map(|stated| self.statement(stated, what)).collect();
        if finding.truth != Truth::Unknown {
            found = if shown.is_empty() { format!("no {what} {names} is recorded") } else { shown.join("; ") };
        }
        said(finding, found)
    }

    fn statement(&self, stated: &Stated, what: &str) -> String {
        let name = self.name(stated.word);
        let since = if stated.on.is_unknown() {
            String::new()
        } else {
            format!(", {}", crate::wording::words::when(stated.on))
        };
        let why = stated.reason.as_ref().map_or_else(String::new, |reason| format!(" ({reason})"));
        if stated.holds {
            format!("recorded {what} {name}{why}{since}")
        } else {
            format!("stated: no {what} {name}{since}")
        }
    }
}

/// `No, says Dr Weiss on 2026-11-02`.
fn answered(answer: &Answer, role: &str) -> String {
    let said = match answer.answer {
        Truth::Met => "Yes",
        Truth::NotMet => "No",
        Truth::Unknown => "Not known",
    };
    let who = answer.by.clone().unwrap_or_else(|| format!("the {role}"));
    let on =
        if answer.on.is_unknown() { String::new() } else { format!(" {}", crate::wording::words::when(answer.on)) };
    format!("{said}, says {who}{on}")
}
