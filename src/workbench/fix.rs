//! Changes that findings suggest, made.

use crate::check::{FileId, Finding};
use crate::diagnostic::{Edit, Fix, Safety};

/// A text with changes made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// What was done, in the words of the fixes, in the order of the text.
    pub done: Vec<String>,
}

/// Makes every safe change that the findings about a file suggest, one for each finding. Of changes that touch the same
/// words only the first is made: a second look finds the others.
#[must_use]
pub fn fix(file: FileId, text: &str, findings: &[Finding]) -> Fixed {
    let of_file = findings.iter().filter(|finding| finding.file == file);
    let safe = |finding: &&Finding| {
        let mut fixes = finding.diagnostic.fixes.iter();
        fixes.find(|fix| fix.safety == Safety::Safe).cloned()
    };
    let wanted: Vec<Fix> = of_file.filter_map(|finding| safe(&finding)).collect();
    make(text, &wanted)
}

/// Makes changes, each whole or not at all; one that touches the words of an earlier one is left out.
#[must_use]
pub fn make(text: &str, fixes: &[Fix]) -> Fixed {
    let mut taken: Vec<(&Edit, usize)> = Vec::new();
    for (place, fix) in fixes.iter().enumerate() {
        let free = |edit: &Edit| taken.iter().all(|(other, _)| are_apart(edit, other)) && lies_in(edit, text);
        if !fix.edits.is_empty() && fix.edits.iter().all(free) {
            taken.extend(fix.edits.iter().map(|edit| (edit, place)));
        }
    }
    taken.sort_by_key(|(edit, _)| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (edit, _) in &taken {
        out.push_str(text.get(from..edit.span.start as usize).unwrap_or_default());
        out.push_str(&edit.replacement);
        from = edit.span.end as usize;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    let mut made: Vec<usize> = taken.into_iter().map(|(_, place)| place).collect();
    made.dedup();
    let mut seen = Vec::new();
    made.retain(|place| {
        !seen.contains(place) && {
            seen.push(*place);
            true
        }
    });
    let done = made.iter().filter_map(|place| fixes.get(*place)).map(|fix| fix.title.clone()).collect();
    Fixed { text: out, done }
}

/// Whether two changes touch different words; two that write at the same place do not.
fn are_apart(one: &Edit, other: &Edit) -> bool {
    let (one, other) = (one.span, other.span);
    one.end < other.start
        || other.end < one.start
        || (one.start != other.start && (one.end == other.start || other.end == one.start))
}

fn lies_in(edit: &Edit, text: &str) -> bool {
    text.get(edit.span.range()).is_some()
}
