//! Two texts side by side, as a difference that people and `patch` read.

use similar::{ChangeTag, TextDiff};
use std::fmt::Write as _;

/// The unified difference of two texts of one file, with three lines around each change; nothing where they are equal.
pub(super) fn unified(name: &str, before: &str, after: &str, colours: bool) -> String {
    let difference = TextDiff::from_lines(before, after);
    let mut out = String::new();
    for hunk in difference.unified_diff().context_radius(3).iter_hunks() {
        if out.is_empty() {
            // Writing to a text cannot fail.
            let _ = writeln!(out, "--- {name}\n+++ {name}");
        }
        let _ = writeln!(out, "{}", hunk.header());
        for change in hunk.iter_changes() {
            let (sign, colour) = match change.tag() {
                ChangeTag::Delete => ('-', "\u{1b}[31m"),
                ChangeTag::Insert => ('+', "\u{1b}[32m"),
                ChangeTag::Equal => (' ', ""),
            };
            let line = change.value().trim_end_matches('\n');
            // A change of line ends alone would show two equal lines.
            let line = line.strip_suffix('\r').map_or_else(|| line.to_owned(), |line| format!("{line}\\r"));
            if colours && !colour.is_empty() {
                let _ = writeln!(out, "{colour}{sign}{line}\u{1b}[0m");
            } else {
                let _ = writeln!(out, "{sign}{line}");
            }
            if change.missing_newline() {
                let _ = writeln!(out, "\\ No newline at end of file");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn only_changed_lines_and_their_neighbours_are_shown() {
        let before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj";
        let after = "a\nb\nc\nd\nE\nf\ng\nh\ni\nj\n";
        assert_eq!(unified("x", before, before, true), "");
        insta::assert_snapshot!(unified("x", before, after, false), @r"
        --- x
        +++ x
        @@ -2,9 +2,9 @@
         b
         c
         d
        -e
        +E
         f
         g
         h
         i
        -j
        \ No newline at end of file
        +j
        ");
        assert!(unified("x", "a\r\n", "a\n", false).contains("-a\\r\n+a\n"));
        assert!(unified("x", "a\n", "b\n", true).contains("\u{1b}[31m-a\u{1b}[0m\n\u{1b}[32m+b\u{1b}[0m\n"));
    }
}
