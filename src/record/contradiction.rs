//! What is recorded and stated absent at once.

use super::reading::Reading;
use crate::diagnostic::{Code, Diagnostic, Span};

/// Takes back every statement of absence that a recorded event certainly contradicts: the event is a fact, the statement
/// was about facts.
pub(super) fn find(reading: &mut Reading<'_, '_, '_>) {
    if reading.patient.absent.is_empty() {
        return;
    }
    let absent = std::mem::take(&mut reading.patient.absent);
    for statement in absent {
        let against = reading.patient.events.iter().find(|event| {
            let within = event.start.first >= statement.from && event.start.last <= statement.to;
            let negative = event.result.is_some() && event.kind == crate::vocabulary::Kind::Measurement;
            !event.planned && !negative && within && statement.family.contains(event.word)
        });
        let Some(event) = against else {
            reading.patient.absent.push(statement);
            continue;
        };
        let vocabulary = reading.vocabulary();
        let (name, recorded) = (&vocabulary.word(statement.word).name, &vocabulary.word(event.word).name);
        let message = format!("`{name}` is stated absent on line {}", statement.source.line);
        let message = format!("{message}, and {recorded} of {} is recorded on line {}", event.start, event.source.line);
        let finding = Diagnostic::new(Code::RecordContradiction, reading.span_of_line(statement.source.line), message);
        reading.report(
            finding.reason("the statement is not used").help("take one of the two out, or give the statement its time"),
        );
    }
}

impl Reading<'_, '_, '_> {
    /// The place of a line, for what is found only after reading.
    fn span_of_line(&self, line: u32) -> Span {
        match &self.lines {
            super::reading::Lines::Many(text, index) => {
                let start = index.start_of(line as usize).unwrap_or_default();
                let rest = text.get(start..).unwrap_or_default();
                let blank = rest.len() - rest.trim_start_matches([' ', '-']).len();
                let length = rest.lines().next().map_or(0, |line| line.trim_end().len());
                Span::new(start + blank, start + length.max(blank))
            }
            super::reading::Lines::One(_) => Span::default(),
        }
    }
}
