//! Criteria, cohorts, lines of therapy.

use super::Printer;
use super::doc::{Doc, all, group, line, nest, text};
use super::expressions::{quoted, written};
use super::items::{self, Lines, push_title};
use crate::syntax::tree::{Cohort, Criterion, CriterionClause, Lines as LinesItem, Name, Side};

impl Printer<'_> {
    pub(super) fn criterion(&self, criterion: &Criterion) -> Doc {
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
            lines.plain(text(criterion_clause(clause)));
        }
        if let Some(expression) = &criterion.expression {
            lines.plain(self.expression(expression));
        }
        lines.finish()
    }

    pub(super) fn cohort(&self, cohort: &Cohort) -> Doc {
        let first = items::head("cohort", &cohort.name, cohort.title.as_ref());
        group(all([text(first), nest(all([line(), self.after("when ", &cohort.when)]))]))
    }

    pub(super) fn lines(&self, lines: &LinesItem) -> Doc {
        let mut out = Lines::new(items::head("lines", &lines.name, lines.title.as_ref()), 0);
        out.quoted("source", &lines.sources);
        list(&mut out, "of", &lines.of);
        if let Some(length) = &lines.regimen {
            let rest = text(format!("drugs started within {}", written(length)));
            out.clause("regimen", rest);
        }
        let gap = lines.after_gap.as_ref().map(|gap| format!("after gap of {}", written(gap)));
        let new = [
            lines.after_progression.then(|| "after progression".to_owned()),
            gap,
            lines.when_added.then(|| "when a drug is added".to_owned()),
        ];
        reasons(&mut out, "new line", new);
        let same = [
            lines.same_for_substitution.then(|| "for substitution within group".to_owned()),
            lines.same_for_maintenance.then(|| "for planned maintenance".to_owned()),
            lines.same_for_dose_change.then(|| "for dose change".to_owned()),
        ];
        reasons(&mut out, "same line", same);
        list(&mut out, "not counted", &lines.not_counted);
        out.finish()
    }
}

fn list(out: &mut Lines, words: &str, names: &[Name]) {
    if !names.is_empty() {
        out.clause(words, items::names(names));
    }
}

fn reasons(out: &mut Lines, words: &str, reasons: [Option<String>; 3]) {
    let reasons: Vec<String> = reasons.into_iter().flatten().collect();
    if !reasons.is_empty() {
        out.clause(words, text(reasons.join(", ")));
    }
}

/// The words of a clause.
fn criterion_clause(clause: &CriterionClause) -> String {
    match clause {
        CriterionClause::Source(words) => format!("source {}", quoted(words)),
        CriterionClause::Note(words) => format!("note {}", quoted(words)),
        CriterionClause::NotStated(words) => format!("not stated {}", quoted(words)),
        CriterionClause::WaivableBy(who) => format!("waivable by {}", who.text),
        CriterionClause::CheckedAt(anchor) => format!("checked at {}", anchor.text),
        CriterionClause::Clarifies(id) => format!("clarifies {}", id.text),
        CriterionClause::IfUnknown(true) => "if unknown treat as met".to_owned(),
        CriterionClause::IfUnknown(false) => "if unknown treat as not met".to_owned(),
    }
}
