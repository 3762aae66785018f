//! The canonical layout of a rule file, which never changes what the file says.
//!
//! ```
//! use enrol::workbench::format::format;
//!
//! let formatted = format("inclusion I1 \"Adults\"   age>=18 years # of both sexes").unwrap_or_default();
//! assert_eq!(formatted.text, "inclusion I1 \"Adults\"\n  age >= 18 years  # of both sexes\n");
//! ```

use crate::syntax::tree::{File, Item};
use crate::syntax::{Layout, is_kept_as_written, lay_out, parse, print};
use std::fmt;

/// A text in its canonical layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formatted {
    /// The text.
    pub text: String,
    /// How many declarations do not parse and were left as they stand.
    pub broken: usize,
    /// How many were left as they stand because a comment in them would not stay beside what it is about.
    pub commented: usize,
}

/// Why a text is left as it is: laid out anew it would not say the same. This is a fault of the formatter, never of the
/// text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A declaration would be read otherwise; its place among the declarations of the file, from 0.
    Meaning(usize),
    /// Comments would be lost, added or put in another order.
    Comments,
    /// Formatting the result once more would change it again.
    Unstable,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Meaning(place) => write!(out, "declaration {} would no longer say the same", place + 1),
            Refusal::Comments => out.write_str("its comments would not all be kept in their order"),
            Refusal::Unstable => out.write_str("its layout would change again the next time"),
        }
    }
}

/// The text in its canonical layout: lines of at most 100 columns where words allow it, line ends as in the first line.
/// What does not parse stays as it stands, and its neighbours are laid out.
///
/// # Errors
///
/// A [`Refusal`] where the result, read again, would not give the same tree with the same comments.
pub fn format(text: &str) -> Result<Formatted, Refusal> {
    let windows = ends_lines_with_return(text);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let (file, _) = parse(&text);
    let Layout { text: printed, kept } = lay_out(&file, Some(&text));
    let (again, _) = parse(&printed);
    says_the_same((&file, &text), (&again, &printed))?;
    if print(&again, Some(&printed)) != printed {
        return Err(Refusal::Unstable);
    }
    let broken = file.items.iter().filter(|item| is_kept_as_written(&item.kind)).count();
    let text = if windows { printed.replace('\n', "\r\n") } else { printed };
    Ok(Formatted { text, broken, commented: kept.len().saturating_sub(broken) })
}

/// Whether the first line ends as Windows ends lines.
fn ends_lines_with_return(text: &str) -> bool {
    text.find('\n').and_then(|end| text.get(..end)).is_some_and(|line| line.ends_with('\r'))
}

/// Compares two files, each with its text, which holds what the tree does not.
fn says_the_same((before, old): (&File, &str), (after, new): (&File, &str)) -> Result<(), Refusal> {
    let same = |(one, two): (&Item, &Item)| {
        one.kind == two.kind && (!is_kept_as_written(&one.kind) || one.span.of(old) == two.span.of(new))
    };
    let pairs = before.items.iter().zip(&after.items);
    let places = pairs.take_while(|(one, two)| same((one, two))).count();
    if places < before.items.len().max(after.items.len()) {
        return Err(Refusal::Meaning(places));
    }
    let comments = |file: &File| -> Vec<String> { file.comments.iter().map(|comment| comment.text.clone()).collect() };
    if comments(before) == comments(after) { Ok(()) } else { Err(Refusal::Comments) }
}

#[cfg(test)]
mod tests;
