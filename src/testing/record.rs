//! The records of a page: given, linked, or a small change to another one.
//!
//! ` ```yaml lupus-3 ` gives a record a name; ` ```yaml as lupus-3, but ` holds only what is otherwise. How a change is made to a
//! record is told where it is made, in `record::changed`.

use super::Fault;
use super::row::Row;
use crate::record::{Slip, changed, left_out};
use crate::vocabulary::Vocabulary;
use std::sync::Arc;

/// A record of a page.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// What the page calls it.
    pub(super) name: Option<String>,
    /// Where it stands, from 1.
    pub(super) line: usize,
    /// How it is written.
    pub(super) written: Written,
}

/// How a record is written.
#[derive(Clone, Debug)]
pub(super) enum Written {
    /// As a whole.
    Whole(String),
    /// As another one, with a change.
    Changed {
        /// The other one.
        of: Arc<Record>,
        /// The fields that are otherwise.
        change: String,
    },
}

/// What stands after ` ```yaml `.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// What the record is called.
    pub(super) name: Option<String>,
    /// Which other one it is like.
    pub(super) of: Option<String>,
}

/// Reads what stands after ` ```yaml `: nothing, `NAME`, `as NAME, but` or `NAME as OTHER, but`.
pub(super) fn block_of(info: &str, line: usize) -> Result<Block, Fault> {
    let words: Vec<&str> = info.split_whitespace().collect();
    let known = |name: &str| name.strip_suffix(',').unwrap_or(name).to_owned();
    match words.as_slice() {
        [] => Ok(Block::default()),
        [name] if *name != "as" => Ok(Block { name: Some((*name).to_owned()), of: None }),
        ["as", of, "but"] => Ok(Block { name: None, of: Some(known(of)) }),
        [name, "as", of, "but"] => Ok(Block { name: Some((*name).to_owned()), of: Some(known(of)) }),
        _ => Err(Fault::new(
            line,
            format!("`{info}` after ```yaml is not understood"),
            "write a name, as in ```yaml lupus-3, or which record it is like, as in ```yaml as lupus-3, but",
        )),
    }
}

/// A record as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    /// The text.
    pub(super) text: String,
    /// Whether its lines are those of the page or of the file.
    pub(super) as_written: bool,
    /// What is wrong with the changes, each with its line.
    pub(super) slips: Vec<(usize, Slip)>,
}

impl Record {
    /// Everything that is written of it on the page.
    pub(super) fn texts(&self) -> Vec<&str> {
        match &self.written {
            Written::Whole(text) => vec![text],
            Written::Changed { of, change } => of.texts().into_iter().chain([change.as_str()]).collect(),
        }
    }

    /// The record as text, with the cells of a row in the places of their names; `id` is whose it is where it does not say so.
    /// Which entries a change is about is decided by the words with which the record will be read.
    pub(super) fn text(&self, row: Option<Row<'_>>, id: &str, vocabulary: &Vocabulary) -> Text {
        let fill = |text: &str| row.map_or_else(|| text.to_owned(), |row| row.filled(text));
        let id = self.name.as_deref().unwrap_or(id);
        match &self.written {
            Written::Whole(text) => {
                let mut text = fill(text);
                if !text.lines().any(|line| line.starts_with("patient:")) {
                    if !text.is_empty() && !text.ends_with('\n') {
                        text.push('\n');
                    }
                    text.push_str(&format!("patient: {id}\n"));
                }
                Text { text, as_written: true, slips: Vec::new() }
            }
            Written::Changed { of, change } => {
                let base = of.text(row, id, vocabulary);
                let short = fill(change);
                let made = changed(&base.text, &short, vocabulary);
                let mut slips = base.slips;
                slips.extend(made.slips.into_iter().map(|slip| (self.line, slip)));
                if let Some(whole) = row.and_then(|row| row.with_every_line(change)) {
                    let stay = left_out(&made.text, &whole, &short, vocabulary);
                    slips.extend(stay.iter().map(|name| (self.line, stays(name))));
                }
                Text { text: made.text, as_written: false, slips }
            }
        }
    }
}

/// What is said of a cell `-` that leaves out what the change says, so that the record keeps what it has.
fn stays(name: &str) -> Slip {
    let what = format!("a cell `-` leaves out what the change says of `{name}`, and what the record has of it stays");
    let help = format!("write a value; for a record without it, a case of its own with `without: [{name}]`");
    Slip { what, help, idle: false }
}
