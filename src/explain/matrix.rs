//! Many trials and many patients at a glance: who is nearest to getting in comes first.

use super::explanation::Explanation;
use super::styled::{Line, Style, padded};
use super::terminal::{hanging, verdict_style};
use crate::evaluate::{OpenFor, Verdict};
use unicode_width::UnicodeWidthStr;

/// One trial for one patient, as the table shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The patient's id.
    pub patient: String,
    /// The trial's id.
    pub trial: String,
    /// The verdict.
    pub verdict: Verdict,
    /// What is open, where it is undetermined.
    pub open_for: Option<OpenFor>,
    /// Whether a waiver or a clause carries it.
    pub waived: bool,
    /// How many things are to be asked.
    pub open: usize,
    /// How many criteria keep the patient out.
    pub blocking: usize,
}

impl From<&Explanation> for Cell {
    fn from(explanation: &Explanation) -> Cell {
        Cell {
            patient: explanation.patient.clone(),
            trial: explanation.trial.id.clone(),
            verdict: explanation.verdict.verdict,
            open_for: explanation.verdict.open_for,
            waived: explanation.verdict.waived,
            open: explanation.ask.len(),
            blocking: explanation.why_not.blocking.len(),
        }
    }
}

impl Cell {
    /// How near the patient is to getting in: eligible, then only judgements open, then by how much is open, then by
    /// how many criteria keep the patient out. Less is nearer.
    #[must_use]
    pub fn nearness(&self) -> (u8, usize) {
        match (self.verdict, self.open_for) {
            (Verdict::Eligible, _) => (0, usize::from(self.waived)),
            (Verdict::Undetermined, Some(OpenFor::Judgements)) => (1, self.open),
            (Verdict::Undetermined, _) => (2, self.open),
            (Verdict::Ineligible, _) => (3, self.blocking),
        }
    }

    /// The cell in a word or two.
    #[must_use]
    pub fn words(&self) -> String {
        match (self.verdict, self.open_for) {
            (Verdict::Eligible, _) if self.waived => "eligible *".to_owned(),
            (Verdict::Eligible, _) => "eligible".to_owned(),
            (Verdict::Undetermined, Some(OpenFor::Judgements)) => "judgement".to_owned(),
            (Verdict::Undetermined, _) => format!("{} open", self.open),
            (Verdict::Ineligible, _) if self.blocking == 0 => "no cohort".to_owned(),
            (Verdict::Ineligible, _) if self.blocking == 1 => "1 blocks".to_owned(),
            (Verdict::Ineligible, _) => format!("{} block", self.blocking),
        }
    }
}

/// A table's rows: each patient once, the nearest first, with the cells of the trials in the order in which they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<'c> {
    /// The trials, in the order in which they came.
    pub trials: Vec<&'c str>,
    /// The patients with their cells, by the place of the trial; none where the patient was not judged for it.
    pub rows: Vec<(&'c str, Vec<Option<&'c Cell>>)>,
}

/// Sorts cells into a table.
#[must_use]
pub fn nearest_first(cells: &[Cell]) -> Table<'_> {
    let mut trials: Vec<&str> = Vec::new();
    let mut patients: std::collections::BTreeMap<&str, Vec<&Cell>> = std::collections::BTreeMap::new();
    for cell in cells {
        if !trials.contains(&cell.trial.as_str()) {
            trials.push(&cell.trial);
        }
        patients.entry(&cell.patient).or_default().push(cell);
    }
    let mut patients: Vec<(&str, Vec<&Cell>)> = patients.into_iter().collect();
    patients.sort_by_cached_key(|(_, cells)| nearest(cells));
    let rows = patients.into_iter().map(|(patient, cells)| {
        let of = |trial: &&str| cells.iter().find(|cell| cell.trial == *trial).copied();
        (patient, trials.iter().map(of).collect())
    });
    Table { rows: rows.collect(), trials }
}

/// How near a patient is to each trial, the nearest first: whoever is eligible for more trials comes first.
fn nearest(cells: &[&Cell]) -> Vec<(u8, usize)> {
    let mut nearness: Vec<(u8, usize)> = cells.iter().map(|cell| cell.nearness()).collect();
    nearness.sort_unstable();
    nearness
}

/// The table in lines; trials that do not fit beside each other follow below.
#[must_use]
pub fn matrix(cells: &[Cell], width: usize) -> Vec<Line> {
    let table = nearest_first(cells);
    let first = table.rows.iter().map(|(patient, _)| patient.width()).max().unwrap_or(0).max("patient".len()) + 2;
    let widths: Vec<usize> = table.trials.iter().map(|trial| trial.width().max(10) + 2).collect();
    let mut lines = Vec::new();
    let mut start = 0;
    while start < table.trials.len() {
        let end = last_that_fits(&widths, start, width.saturating_sub(first));
        if start > 0 {
            lines.push(Line::empty());
        }
        lines.extend(block(&table, &widths, first, start..end));
        start = end;
    }
    if !lines.is_empty() {
        lines.extend(legend(cells, width));
    }
    lines
}

fn last_that_fits(widths: &[usize], start: usize, room: usize) -> usize {
    let mut used = 0;
    let fits = widths.iter().skip(start).take_while(|width| {
        used += **width;
        used <= room
    });
    start + fits.count().max(1)
}

fn block(table: &Table<'_>, widths: &[usize], first: usize, columns: std::ops::Range<usize>) -> Vec<Line> {
    let mut heading = Line::of(padded("patient", first), Style::Heading);
    for (trial, width) in table.trials.iter().zip(widths).skip(columns.start).take(columns.len()) {
        heading = heading.and(padded(trial, *width), Style::Heading);
    }
    let mut lines = vec![heading];
    for (patient, cells) in &table.rows {
        let mut line = Line::of(padded(patient, first), Style::Plain);
        for (cell, width) in cells.iter().zip(widths).skip(columns.start).take(columns.len()) {
            line = match cell {
                Some(cell) => line.and(padded(&cell.words(), *width), verdict_style(cell.verdict)),
                None => line.and(padded("-", *width), Style::Faint),
            };
        }
        lines.push(line);
    }
    lines
}

/// What the words in the cells mean, as far as they occur.
fn legend(cells: &[Cell], width: usize) -> Vec<Line> {
    let mut lines = vec![Line::empty()];
    let order = "Whoever is nearest to getting in comes first: eligible, then judgements open, then the fewest open.";
    lines.extend(super::styled::wrapped(order, width).into_iter().map(|text| Line::of(text, Style::Faint)));
    for (sign, words) in signs(cells) {
        lines.extend(hanging(&padded(sign, 11), Style::Faint, words, Style::Faint, width));
    }
    lines
}

/// The signs that stand in the table, with what they mean.
pub(super) fn signs(cells: &[Cell]) -> Vec<(&'static str, &'static str)> {
    let all = [
        ("judgement", "only people's judgements or later visits are open"),
        ("2 open", "2 things are to be found out before it can be told"),
        ("2 block", "2 criteria keep the patient out, whatever else becomes known"),
        ("no cohort", "the patient belongs to no cohort of the trial"),
        ("eligible *", "by a waiver, or by a clause for what is unknown"),
    ];
    let stands = |sign: &str| {
        let last = sign.rsplit(' ').next().unwrap_or(sign);
        cells.iter().any(|cell| cell.words().trim_end_matches('s').ends_with(last))
    };
    all.into_iter().filter(|(sign, _)| stands(sign)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::styled::plain_text;
    use super::*;

    fn cell(patient: &str, trial: &str, verdict: Verdict, open: usize, blocking: usize) -> Cell {
        let open_for = (verdict == Verdict::Undetermined).then_some(OpenFor::Facts);
        Cell { patient: patient.into(), trial: trial.into(), verdict, open_for, waived: false, open, blocking }
    }

    fn cells() -> Vec<Cell> {
        let mut judgement = cell("P-09", "NCT06189157", Verdict::Undetermined, 1, 0);
        judgement.open_for = Some(OpenFor::Judgements);
        let mut waived = cell("P-01", "NCT05869955", Verdict::Eligible, 0, 0);
        waived.waived = true;
        vec![
            cell("P-01", "NCT06189157", Verdict::Ineligible, 0, 2),
            waived,
            cell("P-02", "NCT06189157", Verdict::Ineligible, 0, 1),
            cell("P-10", "NCT06189157", Verdict::Undetermined, 2, 0),
            cell("P-03", "NCT06189157", Verdict::Undetermined, 2, 0),
            judgement,
            cell("P-11", "NCT06189157", Verdict::Eligible, 0, 0),
        ]
    }

    #[test]
    fn the_nearest_comes_first() {
        insta::assert_snapshot!(plain_text(&matrix(&cells(), 80)));
    }

    #[test]
    fn trials_that_do_not_fit_follow_below() {
        let lines = matrix(&cells(), 24);
        assert!(lines.iter().all(|line| line.width() <= 24 || line.plain().contains(' ')));
        assert_eq!(lines.iter().filter(|line| line.plain().starts_with("patient")).count(), 2);
    }
}
