//! What reading any part of a record needs: findings with places, texts, dates, yes and no.

use super::field;
use super::node::{Key, Node, What};
use super::{Event, Patient, ReadOptions, Source, Unusable};
use crate::diagnostic::{Code, Diagnostic, LineIndex, Span};
use crate::value::{Conversion, Day, DaySpan, Unit, UnitProblem};
use crate::vocabulary::{AttributeId, Kind, SymbolId, UnitId, Vocabulary, WordId};
use std::collections::HashMap;

/// What is looked up again and again for one vocabulary; kept from record to record.
pub(super) struct Lookup<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    pub(super) attributes: HashMap<&'v str, AttributeId>,
    pub(super) symbols: HashMap<&'v str, SymbolId>,
    /// Units as written, parsed, with their conversions to the units of words.
    units: HashMap<String, Known>,
    pub(super) derivations: Vec<super::derived::Derivation>,
}

struct Known {
    unit: Result<Unit, UnitProblem>,
    conversions: Vec<(WordId, UnitId, Result<Conversion, UnitProblem>)>,
}

/// Hostile records must not fill the memory with made-up units.
const MOST_UNITS: usize = 4096;

impl<'v> Lookup<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Lookup<'v> {
        let attributes = vocabulary.attributes.iter().map(String::as_str).zip((0..).map(AttributeId)).collect();
        let symbols = vocabulary.symbols.iter().map(String::as_str).zip((0..).map(SymbolId)).collect();
        let derivations = super::derived::derivations(vocabulary);
        Lookup { vocabulary, attributes, symbols, units: HashMap::new(), derivations }
    }

    /// How values in a unit as written become values of a word in another unit.
    pub(super) fn conversion(&mut self, written: &str, word: WordId, to: UnitId) -> Result<Conversion, UnitProblem> {
        if self.vocabulary.unit(to) == written {
            return Ok(Conversion::SAME);
        }
        if self.units.len() > MOST_UNITS {
            self.units.clear();
        }
        if !self.units.contains_key(written) {
            self.units.insert(written.to_owned(), Known { unit: Unit::parse(written), conversions: Vec::new() });
        }
        let Some(known) = self.units.get_mut(written) else { return Unit::parse(written).map(|_| Conversion::SAME) };
        if let Some((_, _, found)) =
            known.conversions.iter().find(|(for_word, unit, _)| *for_word == word && *unit == to)
        {
            return found.clone();
        }
        let from = known.unit.clone()?;
        let molar_mass = self.vocabulary.word(word).molar_mass.as_ref().map(|(mass, _)| *mass);
        let found = match self.vocabulary.parsed_unit(to) {
            Some(to) => Conversion::between(&from, to, molar_mass),
            None => Unit::parse("").map(|_| Conversion::SAME),
        };
        known.conversions.push((word, to, found.clone()));
        found
    }
}

/// From places to lines.
pub(super) enum Lines<'t> {
    /// A text of many lines.
    Many(&'t str, &'t LineIndex),
    /// Everything stands on one line, and findings say by words where in it.
    One(u32),
}

/// One record that is being read.
pub(super) struct Reading<'r, 'v, 't> {
    pub(super) lookup: &'r mut Lookup<'v>,
    pub(super) options: ReadOptions,
    pub(super) lines: Lines<'t>,
    pub(super) patient: Patient,
    /// Its events so far, in the order of the record.
    pub(super) events: Vec<Event>,
    pub(super) findings: Vec<Diagnostic>,
    /// The list and entry that is being read.
    pub(super) place: (&'static str, usize),
    /// The day on which the record was written.
    pub(super) recorded: Option<Day>,
}

impl<'v> Reading<'_, 'v, '_> {
    pub(super) fn vocabulary(&self) -> &'v Vocabulary {
        self.lookup.vocabulary
    }

    pub(super) fn source(&self, at: Span) -> Source {
        match &self.lines {
            Lines::Many(text, index) => Source { line: index.place(text, at).line },
            Lines::One(line) => Source { line: *line },
        }
    }

    pub(super) fn report(&mut self, mut finding: Diagnostic) {
        if matches!(self.lines, Lines::One(_)) && !self.place.0.is_empty() {
            finding.message = format!("{} ({}, entry {})", finding.message, self.place.0, self.place.1 + 1);
        }
        self.findings.push(finding);
    }

    /// Keeps in mind that an entry of a list could not be used, so that the list is not taken for complete.
    pub(super) fn unusable(&mut self, kind: Kind, word: Option<WordId>, why: impl Into<String>, at: Span) {
        let source = self.source(at);
        self.patient.unusable.push(Unusable { kind, word, why: why.into(), source });
    }

    pub(super) fn wrong_shape(&mut self, node: &Node<'_>, name: &str, wanted: &str) {
        let message = format!("`{name}` is {wanted}, and here is {}", node.shape());
        self.report(Diagnostic::new(Code::WrongShape, node.at, message));
    }

    /// A text, where the field has one.
    pub(super) fn text<'n>(&mut self, node: Option<&'n Node<'n>>, name: &str) -> Option<&'n str> {
        let node = node?;
        let text = node.text();
        if text.is_none() {
            self.wrong_shape(node, name, "a text");
        }
        text.map(str::trim)
    }

    pub(super) fn owned(&mut self, node: Option<&Node<'_>>, name: &str) -> Option<String> {
        self.text(node, name).map(str::to_owned)
    }

    /// `yes` or `no`, as JSON's `true` and `false` too.
    pub(super) fn yes_no(&mut self, node: Option<&Node<'_>>, name: &str) -> Option<bool> {
        let node = node?;
        match self.text(Some(node), name)? {
            "yes" | "true" => Some(true),
            "no" | "false" => Some(false),
            other => {
                let message = format!("`{name}` is `yes` or `no`, not `{other}`");
                self.report(Diagnostic::new(Code::WrongShape, node.at, message));
                None
            }
        }
    }

    /// A date. One that does not exist is reported and not known.
    pub(super) fn date(&mut self, node: Option<&Node<'_>>, name: &str) -> Option<DaySpan> {
        let node = node?;
        let text = self.text(Some(node), name)?;
        let span = DaySpan::parse(text);
        if span.is_none() {
            let finding = Diagnostic::new(Code::ImpossibleDate, node.at, format!("`{text}` is not a date"));
            let finding = match date_meant(text) {
                Some(meant) => finding.help(format!("did you mean `{meant}`?")),
                None => finding
                    .help("write a day as 2026-11-02, a month as 2026-11, a year as 2026, a range as 2026-03/2026-05"),
            };
            self.report(finding);
        }
        let span = span?;
        if let Some(birth) = self.patient.birth
            && span.last < birth.first
            && name != "birth"
        {
            let message = format!("`{name}` {span} lies before the birth on {birth}");
            self.report(Diagnostic::new(Code::ImpossibleDate, node.at, message).help("check both dates"));
            return None;
        }
        Some(span)
    }

    /// Says what is dated after the record itself was written, or after the day for which it is read.
    pub(super) fn check_future(&mut self, start: DaySpan, planned: bool, at: Span) {
        let Some(limit) = self.recorded.or(self.options.as_of) else { return };
        if planned || start.first <= limit || start.first == Day::MAX {
            return;
        }
        let of = if self.recorded.is_some() { "the record was written" } else { "it is evaluated for" };
        let message = format!("{start} lies after {limit}, the day {of}");
        let finding = Diagnostic::new(Code::FutureFact, at, message);
        self.report(finding.help("check the year; what is only planned says `planned: yes`"));
    }

    /// Names that are no fields of a list.
    pub(super) fn unknown_field(&mut self, key: &Key<'_>, list: &str, further: &[&str]) {
        let of = if list.is_empty() { "a record".to_owned() } else { format!("an entry of `{list}`") };
        let finding = Diagnostic::new(Code::UnknownField, key.at, format!("{of} has no field `{}`", key.text));
        let finding = finding.reason("it is not used");
        if let Some(meant) = super::entry::blank_lost(&key.text) {
            self.report(finding.help(format!("a space is missing: write `{meant}`")));
            return;
        }
        let known = field::of(list).map(|field| field.name).chain(further.iter().copied());
        // Of a record with hundreds of unknown fields none is a slip of the pen.
        let slip = self.findings.len() < 100;
        self.report(if slip { finding.did_you_mean(&key.text, known) } else { finding });
    }

    /// The end of an interval: as recorded, never for what goes on, else unknown.
    pub(super) fn end_of(&mut self, start: DaySpan, end: Option<DaySpan>, ongoing: Option<bool>, at: Span) -> DaySpan {
        match (end, ongoing) {
            (Some(end), Some(true)) => {
                let message = format!("it ended on {end} and goes on");
                self.report(Diagnostic::new(Code::WrongShape, at, message).help("keep the end or `ongoing: yes`"));
                DaySpan::between(end.first, Day::MAX)
            }
            (Some(end), _) => end,
            (None, Some(true)) => DaySpan::NEVER,
            (None, Some(false)) => {
                let last = self.recorded.or(self.options.as_of).unwrap_or(Day::MAX);
                DaySpan::between(start.first, last.max(start.first))
            }
            (None, None) => DaySpan::between(start.first, Day::MAX),
        }
    }

    /// Start and end fitted to each other: a start lies before its end. Both unknown where they contradict.
    pub(super) fn fit(&mut self, start: DaySpan, end: DaySpan, at: Span) -> (DaySpan, DaySpan) {
        if end.last < start.first {
            let message = format!("it ends on {end}, before it begins on {start}");
            let finding = Diagnostic::new(Code::StopBeforeStart, at, message);
            self.report(finding.reason("neither date is used").help("check both dates"));
            return (DaySpan::ANY, DaySpan::ANY);
        }
        let start_last = if end.last.is_real() { start.last.min(end.last) } else { start.last };
        let end_first = if end == DaySpan::NEVER { end.first } else { end.first.max(start.first) };
        (DaySpan::between(start.first, start_last), DaySpan::between(end_first, end.last))
    }

    pub(super) fn push(&mut self, event: Event) {
        self.events.push(event);
    }

    /// The texts of a list.
    pub(super) fn texts(&mut self, node: Option<&Node<'_>>, name: &str) -> Vec<String> {
        let mut out = Vec::new();
        for entry in node.map(Node::entries).unwrap_or_default() {
            out.extend(self.owned(Some(entry), name));
        }
        out
    }

    /// The fields of a map, or a finding.
    pub(super) fn map_of<'n>(&mut self, node: &'n Node<'n>, name: &str) -> Option<&'n super::node::Map<'n>> {
        match &node.what {
            What::Map(map) => {
                if let Some(key) = map.repeated() {
                    let message = format!("`{}` is written twice", key.text);
                    let finding = Diagnostic::new(Code::DuplicateKey, key.at, message);
                    self.report(
                        finding.reason("it cannot be known which of the two holds").help("take one of them out"),
                    );
                    return None;
                }
                Some(map)
            }
            _ => {
                self.wrong_shape(node, name, "an entry with fields");
                None
            }
        }
    }
}

/// The date that was probably meant: `2026-2-5`, `02.11.2026` where only one reading exists, `20261102`.
fn date_meant(text: &str) -> Option<DaySpan> {
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).collect();
    let meant = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        [year, month] if year.len() == 4 => format!("{year}-{month:0>2}"),
        [first, second, year] if year.len() == 4 => match (first.parse::<u32>(), second.parse::<u32>()) {
            (Ok(day), Ok(month)) if day > 12 || day == month => format!("{year}-{month:02}-{day:02}"),
            (Ok(month), Ok(day)) if day > 12 => format!("{year}-{month:02}-{day:02}"),
            _ => return None,
        },
        [digits] if digits.len() == 8 && digits.is_ascii() => {
            format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?)
        }
        _ => return None,
    };
    DaySpan::parse(&meant)
}
