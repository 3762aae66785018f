//! What changed, for a terminal.

use super::comparison::{
    ChangeKind, Comparison, CriterionChange, DifferenceLine, PatientChanges, Presence, Standing, StandingChange,
    TrialChange, VersionChange, WitnessLine,
};
use super::told;
use crate::explain::{Line, Style, wrapped};

/// What changed, in lines.
#[must_use]
pub fn terminal(comparison: &Comparison, width: usize) -> Vec<Line> {
    let mut page = Page { width: width.max(40), lines: Vec::new() };
    let style = if comparison.changes_meaning() { Style::Strong } else { Style::Good };
    page.text(0, &[(format!("{} -> {}", comparison.old.name, comparison.new.name), Style::Faint)]);
    page.text(0, &[(told::summary(comparison), style)]);
    if let Some(patients) = &comparison.patients {
        page.patients(patients);
    }
    comparison.trials.iter().filter(|trial| !trial.is_empty()).for_each(|trial| page.trial(trial));
    page.lines
}

struct Page {
    width: usize,
    lines: Vec<Line>,
}

impl Page {
    /// Styled words from a column on, wrapped; the style of each word is kept.
    fn text(&mut self, indent: usize, parts: &[(String, Style)]) {
        let whole: String = parts.iter().map(|(text, _)| text.as_str()).collect();
        let rows = wrapped(&whole, self.width.saturating_sub(indent));
        let mut letters = parts.iter().flat_map(|(text, style)| text.chars().map(|letter| (letter, *style)));
        for (place, row) in rows.iter().enumerate() {
            let mut line = Line::of(" ".repeat(indent + if place == 0 { 0 } else { 2 }), Style::Plain);
            for word in row.split_inclusive(' ') {
                let mut style = Style::Plain;
                for wanted in word.chars().filter(|letter| !letter.is_whitespace()) {
                    style = letters.find(|(letter, _)| *letter == wanted).map_or(style, |(_, style)| style);
                }
                line = line.and(word, style);
            }
            self.lines.push(line);
        }
    }

    fn plain(&mut self, indent: usize, text: impl Into<String>) {
        self.text(indent, &[(text.into(), Style::Plain)]);
    }

    fn empty(&mut self) {
        self.lines.push(Line::empty());
    }

    fn trial(&mut self, trial: &TrialChange) {
        self.empty();
        let presence = match trial.presence {
            Presence::Added => " (added)",
            Presence::Removed => " (removed)",
            Presence::Both => "",
        };
        self.text(
            0,
            &[
                (format!("{}: ", trial.id), Style::Strong),
                (trial.title.clone(), Style::Plain),
                (presence.to_owned(), Style::Open),
            ],
        );
        told::beside(trial).for_each(|change| self.plain(2, told::change(change)));
        let several = trial.versions.len() > 1;
        trial.versions.iter().filter(|version| !version.is_empty()).for_each(|version| self.version(version, several));
    }

    fn version(&mut self, version: &VersionChange, several: bool) {
        if several || version.presence != Presence::Both {
            self.empty();
            self.text(2, &[(told::version(version), Style::Heading)]);
        }
        version.in_force.iter().chain(&version.cohorts).for_each(|change| self.plain(2, told::change(change)));
        if version.presence != Presence::Removed {
            self.text(2, &[(told::tally(version), Style::Faint)]);
        }
        version.criteria.iter().for_each(|criterion| self.criterion(criterion));
    }

    fn criterion(&mut self, criterion: &CriterionChange) {
        self.empty();
        let kinds: Vec<&str> = criterion.kinds.iter().map(|kind| kind.in_words()).collect();
        let id = match &criterion.old_id {
            Some(old) => format!("{old} -> {}", criterion.id),
            None => criterion.id.clone(),
        };
        let style = match criterion.kinds.first() {
            Some(ChangeKind::Added) => Style::Good,
            Some(ChangeKind::Removed) => Style::Bad,
            Some(kind) if kind.changes_meaning() => Style::Open,
            _ => Style::Faint,
        };
        self.text(0, &[(format!("{id}: "), Style::Strong), (kinds.join("; "), style)]);
        match &criterion.old_sentence {
            Some(old) => self.both("protocol: ", old, &criterion.sentence),
            None => self.text(4, &[(criterion.sentence.clone(), Style::Faint)]),
        }
        for line in criterion.asks.iter().flat_map(|asks| asks.lines()) {
            self.plain(4, line);
        }
        criterion.differences.iter().for_each(|difference| self.difference(difference));
        criterion.clauses.iter().chain(&criterion.remarks).for_each(|change| self.plain(4, told::change(change)));
        if let Some(witness) = &criterion.witness {
            self.witness(witness);
        }
    }

    fn difference(&mut self, difference: &DifferenceLine) {
        let label = difference.label.as_ref().map(|label| format!("{label}: ")).unwrap_or_default();
        match (&difference.before, &difference.after) {
            (Some(before), Some(after)) => self.both(&label, before, after),
            (Some(before), None) => self.text(4, &[(format!("- {label}{before}"), Style::Bad)]),
            (None, Some(after)) => self.text(4, &[(format!("+ {label}{after}"), Style::Good)]),
            (None, None) if !label.is_empty() => self.plain(4, label.trim_end_matches([':', ' '])),
            (None, None) => {}
        }
        for through in &difference.through {
            self.text(4, &[(format!("through {}", told::through(through)), Style::Faint)]);
        }
    }

    /// Two sentences: as one where most of them is the same.
    fn both(&mut self, label: &str, before: &str, after: &str) {
        match told::rephrased(before, after) {
            Some(told) => self.text(
                4,
                &[
                    (format!("{label}{}", spaced(&told.begin)), Style::Plain),
                    (told.before, Style::Bad),
                    (" -> ".to_owned(), Style::Plain),
                    (told.after, Style::Good),
                    (if told.end.is_empty() { String::new() } else { format!(" {}", told.end) }, Style::Plain),
                ],
            ),
            None => {
                self.text(4, &[(format!("- {label}{before}"), Style::Bad)]);
                self.text(4, &[(format!("+ {label}{after}"), Style::Good)]);
            }
        }
    }

    fn witness(&mut self, witness: &WitnessLine) {
        match witness {
            WitnessLine::NotFound { .. } => self.text(4, &[(told::not_found(witness), Style::Faint)]),
            WitnessLine::Found { record, before, after } => {
                self.plain(4, "A smallest record on which they differ:");
                // Lines of a record are not wrapped: they are to be copied.
                let lines = record.lines().map(|line| Line::of(format!("      {line}"), Style::Plain));
                self.lines.extend(lines);
                self.text(4, &[(format!("- {}", standing(before)), Style::Bad)]);
                self.text(4, &[(format!("+ {}", standing(after)), Style::Good)]);
            }
        }
    }

    fn patients(&mut self, patients: &PatientChanges) {
        self.empty();
        let style = if patients.changed == 0 { Style::Good } else { Style::Strong };
        self.text(0, &[(told::patients(patients), style)]);
        for verdict in patients.verdicts.iter() {
            self.empty();
            self.text(
                2,
                &[
                    (format!("{} ", verdict.patient), Style::Strong),
                    (format!("in {}: ", verdict.trial), Style::Plain),
                    (told::verdict(verdict), if verdict.changed { Style::Open } else { Style::Faint }),
                ],
            );
            verdict.criteria.iter().for_each(|criterion| self.standing(criterion));
        }
    }

    fn standing(&mut self, change: &StandingChange) {
        self.text(4, &[(told::standings(change), if change.decides { Style::Plain } else { Style::Faint })]);
        for (sign, standing, style) in [("-", &change.before, Style::Bad), ("+", &change.after, Style::Good)] {
            if let Some(standing) = standing {
                self.text(6, &[(format!("{sign} {}", standing.because), style)]);
            }
        }
    }
}

fn spaced(begin: &str) -> String {
    if begin.is_empty() { String::new() } else { format!("{begin} ") }
}

fn standing(standing: &Standing) -> String {
    format!("{}: {}", standing.mark, standing.because)
}
