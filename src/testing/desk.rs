//! What a page is run with: readers, evaluators and explainers, each made ready once for the rules that stand together.

use super::answer::said_finding;
use super::case::Case;
use super::how::How;
use super::page::Table;
use super::record::Text;
use super::row::Row;
use super::rule::Ready;
use crate::check::Program;
use crate::diagnostic::LineIndex;
use crate::evaluate::{Dates, Evaluator, Trace, VerdictAndOpenings};
use crate::explain::{Explainer, Explanation};
use crate::record::{Patient, ReadOptions, Reader, Reviewed, Slip, Source};
use crate::value::Day;
use crate::vocabulary::Vocabulary;

/// A question to the records of a case.
pub(super) struct Asking<'a> {
    /// The case.
    pub(super) case: &'a Case,
    /// With which assumptions.
    pub(super) how: &'a How,
    /// On which day.
    pub(super) as_of: Day,
    /// Where it is asked, from 1.
    pub(super) line: usize,
    /// The row whose cells stand in the record.
    pub(super) row: Option<(&'a Table, &'a [String])>,
}

/// What came of reading the records of a case.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The patients.
    pub(super) patients: Vec<Patient>,
    /// What is wrong with the records, line by line, as pages write it.
    pub(super) findings: Vec<String>,
    /// What is wrong with changes of records, each with the line of the record.
    pub(super) slips: Vec<(usize, Slip)>,
}

/// What was made ready.
#[derive(Default)]
pub(super) struct Desk<'r> {
    tools: Vec<Tools<'r>>,
}

struct Tools<'r> {
    program: &'r Program,
    as_of: Day,
    reader: Reader<'r>,
    evaluator: Evaluator<'r>,
    explainer: Explainer<'r>,
}

impl<'r> Desk<'r> {
    fn tools(&mut self, ready: &'r Ready, as_of: Day) -> Option<&mut Tools<'r>> {
        let program = &ready.checked.program;
        let known = self.tools.iter().position(|tools| std::ptr::eq(tools.program, program) && tools.as_of == as_of);
        let place = known.unwrap_or_else(|| {
            let options = ReadOptions { as_of: Some(as_of), ..ReadOptions::default() };
            self.tools.push(Tools {
                program,
                as_of,
                reader: Reader::new(&program.vocabulary, options),
                evaluator: Evaluator::new(program, Dates { as_of, anchors: Vec::new() }),
                explainer: Explainer::new(program),
            });
            self.tools.len() - 1
        });
        self.tools.get_mut(place)
    }

    /// The patients of the records, and what is wrong with these.
    pub(super) fn patients(&mut self, ready: &'r Ready, asking: &Asking<'_>) -> Seen {
        let Some(tools) = self.tools(ready, asking.as_of) else { return Seen::default() };
        let texts = texts(asking, &ready.checked.program.vocabulary);
        let mut seen = Seen::default();
        for (place, record) in texts.iter().enumerate() {
            // A row may well be the one that leaves the record as it was.
            let slips = record.slips.iter().filter(|(_, slip)| asking.row.is_none() || !slip.idle);
            seen.slips.extend(slips.cloned());
            let read = tools.reader.read_yaml(record.text.as_bytes());
            let index = LineIndex::new(&record.text);
            for finding in &read.findings {
                let of = if texts.len() > 1 { format!("record {}", place + 1) } else { "record".to_owned() };
                let place = record.as_written.then(|| index.place(&record.text, finding.span()));
                seen.findings.extend(said_finding(&of, place, finding));
            }
            seen.patients.extend(read.patients);
        }
        for patient in &mut seen.patients {
            assume(patient, asking);
        }
        seen
    }

    /// Explains a patient's verdict, and tells whether the verdict alone is the same.
    pub(super) fn explain(
        &mut self,
        ready: &'r Ready,
        trial: usize,
        patient: &Patient,
        as_of: Day,
    ) -> (Option<Explanation>, bool) {
        let Some(tools) = self.tools(ready, as_of) else { return (None, true) };
        let alone = tools.evaluator.evaluate(trial, patient, &mut VerdictAndOpenings);
        let mut trace = Trace::new(tools.program);
        let judgement = tools.evaluator.evaluate(trial, patient, &mut trace);
        let dates = Dates { as_of, anchors: Vec::new() };
        (Some(tools.explainer.explain(patient, &dates, &judgement, &trace)), alone == judgement)
    }
}

/// The records as texts; nobody in particular where there are none.
fn texts(asking: &Asking<'_>, vocabulary: &Vocabulary) -> Vec<Text> {
    let row = asking.row.map(|(table, cells)| Row { head: &table.head, cells });
    if asking.case.records.is_empty() {
        return vec![Text { text: "patient: A\n".to_owned(), as_written: true, slips: Vec::new() }];
    }
    let records = asking.case.records.iter().enumerate();
    let id = |place: usize| char::from(b'A' + u8::try_from(place % 26).unwrap_or(0)).to_string();
    records.map(|(place, record)| record.text(row, &id(place), vocabulary)).collect()
}

fn assume(patient: &mut Patient, asking: &Asking<'_>) {
    for kind in &asking.how.assuming {
        let source = Source::default();
        let (from, to) = (Day::MIN, asking.as_of);
        patient.reviewed.push(Reviewed { kind: *kind, from, to, by: None, assumed: true, source });
    }
}
