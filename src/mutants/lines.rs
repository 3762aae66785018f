//! A mutant as lines: what stood there, what stands there instead, and where in it.

use super::edit::{Edit, Mutant};
use super::report::Mark;
use crate::diagnostic::Span;

/// The lines that a mutant changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// The first of them, from 1.
    pub(super) line: usize,
    /// As they stand.
    pub(super) before: Vec<String>,
    /// As they would stand; none where they are left out.
    pub(super) after: Vec<String>,
    /// Where the change is in the lines after it.
    pub(super) mark: Option<Mark>,
}

/// The lines of a mutant, without the blanks that all of them begin with.
pub(super) fn shown(text: &str, mutant: &Mutant) -> Shown {
    let (Some(first), Some(last)) = (mutant.edits.first(), mutant.edits.last()) else { return Shown::default() };
    let start = text.get(..first.span.start as usize).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let from_last = text.get(last.span.end as usize..).unwrap_or_default();
    let end = last.span.end as usize + from_last.find('\n').unwrap_or(from_last.len());
    let old = text.get(start..end).unwrap_or_default();
    let inner = Mutant { edits: mutant.edits.iter().map(|edit| moved(edit, start)).collect(), ..mutant.clone() };
    let new = inner.applied(old);
    let before: Vec<&str> = old.split('\n').collect();
    let after: Vec<&str> = new.split('\n').filter(|line| !line.trim().is_empty() || old.is_empty()).collect();
    let same = |(one, two): &(&&str, &&str)| one == two;
    let head = before.iter().zip(&after).take_while(same).count();
    let most = before.len().min(after.len()) - head;
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(same).count().min(most);
    let before = before.get(head..before.len() - tail).unwrap_or_default();
    let after = after.get(head..after.len() - tail).unwrap_or_default();
    let blanks = |line: &&&str| line.len() - line.trim_start().len();
    let indent = before.iter().chain(after).map(|line| blanks(&line)).min().unwrap_or(0);
    let plain = |line: &&str| line.get(indent..).unwrap_or_default().trim_end().to_owned();
    let column = text.get(start..first.span.start as usize).map_or(0, |before| before.chars().count());
    let width = first.with.lines().next().map_or(1, |with| with.trim_end().chars().count().max(1));
    let mark = Mark { column: column.saturating_sub(indent), width };
    let mark = (head == 0 && !after.is_empty()).then_some(mark);
    let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1 + head;
    Shown { line, before: before.iter().map(plain).collect(), after: after.iter().map(plain).collect(), mark }
}

fn moved(edit: &Edit, by: usize) -> Edit {
    let range = edit.span.range();
    Edit { span: Span::new(range.start.saturating_sub(by), range.end.saturating_sub(by)), with: edit.with.clone() }
}
