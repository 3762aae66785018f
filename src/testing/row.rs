//! The rows of a table: texts with the cells in the places of their names.

use super::Fault;
use super::answer::truth;
use super::page::Table;
use crate::diagnostic::nearest;
use crate::explain::Explanation;

/// The cells of a row, with the names of their columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub(super) head: &'a [String],
    pub(super) cells: &'a [String],
}

impl Row<'_> {
    /// A text with the cells in the places of their names.
    pub(super) fn filled(self, text: &str) -> String {
        filled(text, self.head, self.cells)
    }

    /// Whether the name of a column stands in a text.
    pub(super) fn has_cells_in(self, text: &str) -> bool {
        self.head.iter().any(|name| name.starts_with('$') && names(text, name, self.head))
    }

    /// The same with every line, also those that a cell `-` leaves out; what such a cell would stand for is of no meaning.
    /// [`None`] where no line is left out.
    pub(super) fn with_every_line(self, text: &str) -> Option<String> {
        let mut dashes = self.head.iter().zip(self.cells).filter(|(_, cell)| *cell == "-");
        let some = dashes.any(|(name, _)| names(text, name, self.head));
        let cells = self.cells.iter().map(|cell| if cell == "-" { "0".to_owned() } else { cell.clone() });
        some.then(|| filled(text, self.head, &cells.collect::<Vec<_>>()))
    }
}

/// A text with the cells of a row in the places of their names; a line that a cell `-` belongs to is left out.
pub(super) fn filled(text: &str, head: &[String], cells: &[String]) -> String {
    let mut pairs: Vec<(&String, &String)> = head.iter().zip(cells).filter(|(name, _)| name.starts_with('$')).collect();
    pairs.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let lines = text.lines().filter_map(|line| {
        let left_out = pairs.iter().any(|(name, cell)| *cell == "-" && names(line, name, head));
        let fill =
            |line: String, (name, cell): &(&String, &String)| line.replace(name.as_str(), cell.trim_matches('`'));
        (!left_out).then(|| pairs.iter().fold(line.to_owned(), fill) + "\n")
    });
    lines.collect()
}

/// Whether a text has the name of a column, and not only one that begins like it: `$hiv` does not stand in `$hiv_old`.
fn names(text: &str, name: &str, head: &[String]) -> bool {
    let longer: Vec<&String> =
        head.iter().filter(|other| other.len() > name.len() && other.starts_with(name)).collect();
    text.match_indices(name).any(|(at, _)| {
        let rest = text.get(at..).unwrap_or_default();
        !longer.iter().any(|other| rest.starts_with(other.as_str()))
    })
}

/// The columns whose cells stand nowhere in the rule and the record: they would look as if they did something.
pub(super) fn idle_columns(table: &Table, texts: &[&str]) -> Vec<Fault> {
    let idle = table
        .head
        .iter()
        .filter(|name| name.starts_with('$') && !texts.iter().any(|text| names(text, name, &table.head)));
    let fault = |name: &String| {
        let what = format!("`{name}` stands neither in the rule nor in the record above the table");
        Fault::new(table.lines.start + 1, what, "write it where the cells belong, or take the column out")
    };
    idle.map(fault).collect()
}

/// The cells of a row that are used nowhere, because a cell `-` leaves out every line that they stand on: the row would
/// say something that nobody reads.
pub(super) fn idle_cells(table: &Table, row: usize, texts: &[&str]) -> Vec<Fault> {
    let cells: Vec<(&String, &String)> = match table.rows.get(row) {
        Some(cells) => table.head.iter().zip(cells).filter(|(name, _)| name.starts_with('$')).collect(),
        None => return Vec::new(),
    };
    let head = &table.head;
    let leaves_out = |line: &str| cells.iter().find(|(name, cell)| *cell == "-" && names(line, name, head));
    let mut faults = Vec::new();
    for (name, cell) in cells.iter().filter(|(_, cell)| *cell != "-") {
        let lines: Vec<&str> =
            texts.iter().flat_map(|text| text.lines()).filter(|line| names(line, name, head)).collect();
        let Some((by, _)) = lines.first().and_then(|line| leaves_out(line)) else { continue };
        if lines.iter().all(|line| leaves_out(line).is_some()) {
            let what =
                format!("`{cell}` is used nowhere: the cell `-` of `{by}` leaves out the whole line with `{name}`");
            faults.push(Fault::new(table.line_of(row), what, format!("write `{by}` on a line of its own above")));
        }
    }
    faults
}

/// A row with its answers filled in. A column without a name holds remarks.
pub(super) fn answers(
    table: &Table,
    cells: &[String],
    explanation: Option<&Explanation>,
    alone: bool,
    faults: &mut Vec<Fault>,
) -> Vec<String> {
    let cell = |(name, cell): (&String, &String)| {
        if name.starts_with('$') || name.is_empty() {
            return cell.clone();
        }
        let Some(explanation) = explanation else { return "refused".to_owned() };
        answer(name, explanation, alone).unwrap_or_else(|| {
            faults.push(unknown_column(table, name, explanation, alone));
            cell.clone()
        })
    };
    table.head.iter().zip(cells).map(cell).collect()
}

fn answer(name: &str, explanation: &Explanation, alone: bool) -> Option<String> {
    let case = || explanation.criteria.first().filter(|_| alone);
    match name {
        "truth" => case().map(|line| truth(line.truth).to_owned()),
        "because" => case().map(|line| line.because.clone()),
        "verdict" => Some(explanation.verdict.headline.clone()),
        id => explanation.criteria.iter().find(|line| line.id == id).map(|line| line.mark.clone()),
    }
}

fn unknown_column(table: &Table, name: &str, explanation: &Explanation, alone: bool) -> Fault {
    let ids = explanation.criteria.iter().map(|line| line.id.as_str()).filter(|_| !alone);
    let own = if alone { &["truth", "because"][..] } else { &[] };
    let known: Vec<&str> = own.iter().copied().chain(["verdict"]).chain(ids).collect();
    let near = nearest(name, &known).map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    let what = format!("no column of a table is called `{name}`: no criterion has this number");
    Fault::new(
        table.lines.start + 1,
        what,
        format!("{near}A column is a `$name`, or one of {}; one without a name holds remarks", known.join(", ")),
    )
}
