//! Remarks in a rule file that set a finding aside, each with its reason: `# enrol: ignore W0602: the registry has no I2`.
//!
//! A remark holds for the whole declaration that it stands in, or before, or at the end of: the formatter may move a
//! comment within a declaration, and never out of it. Errors cannot be set aside. A remark without a reason, or one that
//! sets nothing aside, is a finding itself.

use crate::check::{FileId, Finding, Program};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity, Span};
use crate::lint;
use crate::syntax::tree::{Comment, File, Item, ItemKind};

/// A finding that a remark sets aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The finding.
    pub finding: Finding,
    /// Why, in the words of the remark.
    pub reason: String,
}

/// What a remark asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Remark {
    codes: Vec<Code>,
    reason: String,
    span: Span,
    /// The declaration that it holds for.
    scope: Span,
}

/// Takes the findings out that remarks set aside, and adds those about the remarks.
pub(super) fn set_aside(program: &Program, findings: &mut Vec<Finding>) -> Vec<SetAside> {
    let mut aside = Vec::new();
    for (place, file) in program.files.iter().enumerate() {
        let id = FileId(u32::try_from(place).unwrap_or(u32::MAX));
        for comment in &file.tree.comments {
            match remark(&file.tree, comment) {
                None => {}
                Some(Err(diagnostic)) => findings.push(Finding { file: id, diagnostic }),
                Some(Ok(remark)) => aside.extend(remark.take(id, &file.text, findings)),
            }
        }
    }
    aside
}

impl Remark {
    /// The findings that it sets aside; where some of its codes have none, that is found instead.
    fn take(self, file: FileId, text: &str, findings: &mut Vec<Finding>) -> Vec<SetAside> {
        let matches = |finding: &Finding| {
            let start = finding.diagnostic.span().start;
            finding.file == file
                && self.codes.contains(&finding.diagnostic.code)
                && (self.scope.start..self.scope.end).contains(&start)
        };
        let (aside, kept): (Vec<Finding>, Vec<Finding>) = findings.drain(..).partition(matches);
        *findings = kept;
        let idle: Vec<Code> = self.codes.iter().copied().filter(|code| !any_of(*code, &aside)).collect();
        if !idle.is_empty() {
            let diagnostic = self.sets_nothing_aside(&idle, text);
            findings.push(Finding { file, diagnostic });
        }
        aside.into_iter().map(|finding| SetAside { finding, reason: self.reason.clone() }).collect()
    }

    fn sets_nothing_aside(&self, idle: &[Code], text: &str) -> Diagnostic {
        let codes: Vec<&str> = idle.iter().map(|code| code.text()).collect();
        let found = Diagnostic::new(
            Code::IdleRemark,
            self.span,
            format!("this remark sets nothing aside: no {} is found here", codes.join(" or ")),
        )
        .reason("a remark without a finding would hide the next one of that kind that somebody makes")
        .help("take it out");
        if idle.len() < self.codes.len() {
            return found;
        }
        // With the blanks before it, and with its line where it has one of its own.
        let before = text.get(..self.span.start as usize).unwrap_or_default();
        let start = before.trim_end_matches([' ', '\t']).len();
        let own_line = before.get(..start).is_none_or(|before| before.is_empty() || before.ends_with('\n'));
        let end = self.span.end as usize
            + usize::from(own_line && text.get(self.span.end as usize..).is_some_and(|rest| rest.starts_with('\n')));
        let mut found = found;
        found.fixes.push(Fix::replace("take the remark out", Span::new(start, end), "").safe());
        found
    }
}

fn any_of(code: Code, findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.diagnostic.code == code)
}

/// What a comment asks for, where it is a remark; what is wrong with it, where it cannot be one.
fn remark(tree: &File, comment: &Comment) -> Option<Result<Remark, Diagnostic>> {
    let rest = comment.text.strip_prefix("enrol:")?.trim_start();
    let wrong = |message: String, reason: &str| {
        let found = Diagnostic::new(Code::UnusableRemark, comment.span, message);
        Some(Err(found.reason(reason).help("write `# enrol: ignore W0602: the registry has no I2`")))
    };
    let Some(rest) = rest.strip_prefix("ignore") else {
        return wrong(
            "only `ignore` can follow `enrol:` in a comment".to_owned(),
            "the comment looks like a remark to the check and is none",
        );
    };
    let (codes, reason) = rest.split_once(':').unwrap_or((rest, ""));
    if reason.trim().is_empty() {
        return wrong(
            "this remark gives no reason".to_owned(),
            "who reads it next year cannot tell whether the finding was thought about",
        );
    }
    let mut known = Vec::new();
    for word in codes.split(',').map(str::trim) {
        match lint::find(word) {
            Some(code) if code.severity() < Severity::Error => known.push(code),
            Some(code) => {
                return wrong(
                    format!("{code} is an error, and cannot be set aside"),
                    "what has an error cannot be evaluated: it is unknown for everybody",
                );
            }
            None if word.is_empty() => {
                return wrong("this remark names no finding".to_owned(), "it would set everything aside");
            }
            None => {
                return wrong(format!("there is no finding `{word}`"), "a remark names the codes that it sets aside");
            }
        }
    }
    let scope = scope(tree, comment)?;
    Some(Ok(Remark { codes: known, reason: reason.trim().to_owned(), span: comment.span, scope }))
}

/// The declaration that a comment belongs to: around it, else before it on its line, else the next one, else the last.
fn scope(tree: &File, comment: &Comment) -> Option<Span> {
    let place = comment.span.start;
    let items = tree.items.iter().flat_map(|item| std::iter::once(item).chain(inner(item)));
    let mut items: Vec<Span> = items.map(|item| item.span).collect();
    items.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let around = items.iter().rev().find(|span| span.start <= place && place < span.end);
    let before = items.iter().rev().find(|span| span.end <= place);
    let after = items.iter().find(|span| span.start > place);
    let beside = if comment.own_line { after.or(before) } else { before.or(after) };
    // Inside an amendment a line of its own belongs to the item that follows it there.
    match (around, beside) {
        (Some(around), Some(beside)) if beside.start > around.start && beside.end < around.end => Some(*beside),
        (Some(around), _) => Some(*around),
        (None, beside) => beside.copied(),
    }
}

/// The declarations inside another.
fn inner(item: &Item) -> &[Item] {
    match &item.kind {
        ItemKind::Amendment(amendment) => &amendment.items,
        _ => &[],
    }
}
