//! Criteria, cohorts, lines of therapy.

use super::Printer;
use super::doc::{Doc, all, group, line, nest, text};
use super::expressions::{quoted, written};
use super::items::{self, Lines, push_title};
use crate::syntax::tree::{Cohort, Criterion, CriterionClause, Lines as LinesItem, Name, Side};

impl Printer<'_> {
    pub(super) fn criterion(&mut self, criterion: &Criterion) -> Doc {
        let mut head = match criterion.side {
            Side::Inclusion => format!("inclusion {}", criterion.id.text),
            Side::Exclusion => format!("exclusion {}", criterion.id.text),
        };
        if !criterion.cohorts.is_empty() {
            let cohorts: Vec<&str> = criterion.cohorts.iter().map(|cohort| cohort.text.as_str()).collect();
            head.push_str(&format!(" for {}", cohorts.join(", ")));
        }
        push_title(&mut head, criterion.sentence.as_ref());
        let mut lines = Lines::new(head, 0);
        for clause in &criterion.clauses {
            let (place, words) = criterion_clause(clause);
            lines.plain(self, place, text(words));
        }
        if let Some(expression) = &criterion.expression {
            let before = self.break_before(expression.span.start);
            let body = self.expression(expression);
            lines.laid_out(before, body);
        }
        lines.finish()
    }

    pub(super) fn cohort(&mut self, cohort: &Cohort) -> Doc {
        let first = items::head("cohort", &cohort.name, cohort.title.as_ref());
        group(all([text(first), nest(all([line(), self.after("when ", &cohort.when)]))]))
    }

    pub(super) fn lines(&mut self, lines: &LinesItem) -> Doc {
        let mut out = Lines::new(items::head("lines", &lines.name, lines.title.as_ref()), 9);
        out.quoted(self, "source", &lines.sources);
        self.list(&mut out, "of", &lines.of);
        if let Some(length) = &lines.regimen {
            let rest = text(format!("drugs started within {}", written(length)));
            out.clause(self, length.span.start, "regimen", rest);
        }
        let gap = lines.after_gap.as_ref().map(|gap| format!("after gap of {}", written(gap)));
        let new = [
            lines.after_progression.then(|| "after progression".to_owned()),
            gap,
            lines.when_added.then(|| "when a drug is added".to_owned()),
        ];
        self.reasons(&mut out, "new line", new);
        let same = [
            lines.same_for_substitution.then(|| "for substitution within group".to_owned()),
            lines.same_for_maintenance.then(|| "for planned maintenance".to_owned()),
            lines.same_for_dose_change.then(|| "for dose change".to_owned()),
        ];
        self.reasons(&mut out, "same line", same);
        self.list(&mut out, "not counted", &lines.not_counted);
        out.finish()
    }

    fn list(&mut self, out: &mut Lines, words: &str, names: &[Name]) {
        if let Some(first) = names.first() {
            out.clause(self, first.span.start, words, items::names(names));
        }
    }

    fn reasons(&mut self, out: &mut Lines, words: &str, reasons: [Option<String>; 3]) {
        let reasons: Vec<String> = reasons.into_iter().flatten().collect();
        if !reasons.is_empty() {
            out.clause(self, 0, words, text(reasons.join(", ")));
        }
    }
}

/// Where a clause stands, as far as the tree knows, and its words.
fn criterion_clause(clause: &CriterionClause) -> (u32, String) {
    match clause {
        CriterionClause::Source(words) => (words.span.start, format!("source {}", quoted(words))),
        CriterionClause::Note(words) => (words.span.start, format!("note {}", quoted(words))),
        CriterionClause::NotStated(words) => (words.span.start, format!("not stated {}", quoted(words))),
        CriterionClause::WaivableBy(who) => (who.span.start, format!("waivable by {}", who.text)),
        CriterionClause::CheckedAt(anchor) => (anchor.span.start, format!("checked at {}", anchor.text)),
        CriterionClause::Clarifies(id) => (id.span.start, format!("clarifies {}", id.text)),
        CriterionClause::IfUnknown(true) => (0, "if unknown treat as met".to_owned()),
        CriterionClause::IfUnknown(false) => (0, "if unknown treat as not met".to_owned()),
    }
}
