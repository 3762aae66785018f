//! Walks the nodes below a truth and notes what they look at.

use super::super::around::{around, around_limit};
use super::super::draft::{Said, SaidIn};
use super::{Bearing, Thing};
use crate::check::*;
use crate::value::{Day, Length};
use crate::vocabulary::builtin::attribute;
use crate::vocabulary::{AttributeForm, AttributeId, Bound, Datum, Form, Kind, Named, SymbolId, Word, WordId};
use std::collections::BTreeSet;

/// How many words of a class are offered: enough to count different ones.
const WORDS_OF_A_CLASS: usize = 4;

/// What stands for the limit of normal, where results are compared with multiples of it.
const LIMIT: i64 = 40;

pub(super) fn walk(program: &Program, truths: &[TruthId]) -> Bearing {
    let mut walk = Walk { program, found: Bearing::default(), seen: BTreeSet::new() };
    truths.iter().for_each(|truth| walk.truth(*truth, Around::default()));
    walk.found
}

/// Which events a condition asks about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Around {
    subject: Option<EventsId>,
    it: Option<EventsId>,
}

struct Walk<'p> {
    program: &'p Program,
    found: Bearing,
    seen: BTreeSet<(TruthId, Around)>,
}

/// What is measured of which events.
struct Measured<'p> {
    events: Option<EventsId>,
    measure: &'p Measure,
}

impl<'p> Walk<'p> {
    fn truth(&mut self, id: TruthId, around: Around) {
        if !self.seen.insert((id, around)) {
            return;
        }
        let program = self.program;
        match &program.truth(id).node {
            TruthNode::Constant(_) => {}
            TruthNode::All(of) | TruthNode::Any(of) | TruthNode::Count { of, .. } => {
                of.iter().for_each(|part| self.truth(*part, around));
            }
            TruthNode::Not(of) | TruthNode::TruthKnown(of) => self.truth(*of, around),
            TruthNode::Compare { left, right, .. } => self.compared(&[*left, *right], around),
            TruthNode::Between { value, low, high, .. } => self.compared(&[*value, *low, *high], around),
            TruthNode::Among { value, set, .. } => {
                self.value(*value, around);
                self.among(*value, set, around);
            }
            TruthNode::AmongWords { value, sets, .. } => {
                self.value(*value, around);
                let words: Vec<WordId> = sets.iter().flat_map(|set| set.iter().take(WORDS_OF_A_CLASS)).collect();
                self.drugs_of_a_line(*value, &words, around);
            }
            TruthNode::Qualitative { value, means, bounds, .. } => {
                self.value(*value, around);
                self.among(*value, means, around);
                self.bounds(bounds);
            }
            TruthNode::ValueKnown(value) => self.value(*value, around),
            TruthNode::EventsKnown(events) => self.events(*events, around),
            TruthNode::Amount { events, counting, .. } => {
                self.events(*events, around);
                self.counting(*events, counting, around);
            }
            TruthNode::Every { events, condition } => {
                self.events(*events, around);
                self.truth(*condition, Around { subject: Some(*events), ..around });
            }
            TruthNode::Asked { question, arguments } => {
                let name = program.vocabulary.questions.get(usize::from(question.0)).map(|question| &question.name);
                self.answers(SaidIn::Answers, name, arguments, &["yes", "no"]);
            }
            TruthNode::Site { question, arguments, accepted } => {
                let Some(question) = program.vocabulary.sites.get(usize::from(question.0)) else { return };
                let other = question.values.iter().find(|value| !accepted.contains(value));
                let values: Vec<&str> =
                    accepted.iter().chain(other).map(|value| program.vocabulary.symbol(*value)).collect();
                let values = if question.values.is_empty() { vec!["yes", "no"] } else { values };
                self.answers(SaidIn::Site, Some(&question.name), arguments, &values);
            }
            TruthNode::Stated { intolerance, roots, .. } => {
                let list = if *intolerance { SaidIn::Intolerances } else { SaidIn::Contraindications };
                for root in roots {
                    let name = program.vocabulary.word(*root).name.clone();
                    self.answers(list, Some(&name), &[], &["yes", "no"]);
                }
            }
        }
    }

    fn answers(&mut self, list: SaidIn, about: Option<&String>, arguments: &[String], answers: &[&str]) {
        for (about, answer) in about.into_iter().flat_map(|about| answers.iter().map(move |answer| (about, answer))) {
            let (about, arguments, answer) = (about.clone(), arguments.to_vec(), (*answer).to_owned());
            self.found.said.insert(Said { list, about, arguments, answer });
        }
    }

    fn value(&mut self, id: ValueId, around: Around) {
        let program = self.program;
        match &program.value(id).node {
            ValueNode::Constant(Datum::Days(span)) => self.days([span.first, span.last]),
            ValueNode::Constant(_) | ValueNode::Subject(_) | ValueNode::It(_) => {}
            ValueNode::Day(point) | ValueNode::TimeSince { point, .. } => self.point(*point, around),
            ValueNode::Age(point) => {
                self.found.birth = true;
                self.point(*point, around);
            }
            ValueNode::Sex => self.found.sexes.extend(["female", "male"].map(str::to_owned)),
            ValueNode::Moved { date, length, .. } => {
                self.found.add_length(*length);
                self.value(*date, around);
            }
            ValueNode::Measure { events, .. } => self.events(*events, around),
            ValueNode::Count { events, counting } => {
                self.events(*events, around);
                self.counting(*events, counting, around);
            }
            ValueNode::Total { events, .. } => self.events(*events, around),
            ValueNode::Average { events, window, .. } => {
                self.events(*events, around);
                self.window(*window, around);
            }
            ValueNode::Arithmetic { left, right, .. } => {
                self.value(*left, around);
                self.value(*right, around);
            }
            ValueNode::Extreme { of, .. } => of.iter().for_each(|value| self.value(*value, around)),
            ValueNode::When(cases) => {
                for (value, truth) in cases {
                    self.value(*value, around);
                    self.truth(*truth, around);
                }
            }
            ValueNode::PercentChange { from, to } => {
                self.value(*from, around);
                self.value(*to, around);
            }
            ValueNode::Scaled { value, .. } => self.value(*value, around),
            ValueNode::ScoreTotal(score) | ValueNode::ScorePoints { score, .. } => {
                let score = program.score(*score);
                score.entry.iter().chain(score.items.iter().map(|item| &item.condition)).for_each(|truth| {
                    self.truth(*truth, around);
                });
            }
        }
    }

    /// Values that are compared: what is measured in one may be as much as the constants in the others.
    fn compared(&mut self, sides: &[ValueId], around: Around) {
        sides.iter().for_each(|side| self.value(*side, around));
        let (mut constants, mut measured, mut timed) = (Vec::new(), Vec::new(), false);
        for side in sides {
            self.inside(*side, around, &mut constants, &mut measured, &mut timed);
        }
        for constant in &constants {
            let written = self.program.as_written(*constant);
            if let Ok(length) = Length::parse(&written) {
                self.found.add_length(length);
            }
            if timed {
                continue;
            }
            for what in &measured {
                self.measured_around(what, &written);
            }
        }
        if constants.is_empty() {
            measured.iter().for_each(|what| self.measured_plausibly(what));
        }
    }

    /// The constants and measures in a value.
    fn inside(
        &self,
        id: ValueId,
        around: Around,
        constants: &mut Vec<ValueId>,
        measured: &mut Vec<Measured<'p>>,
        timed: &mut bool,
    ) {
        match &self.program.value(id).node {
            ValueNode::Constant(Datum::Days(_)) => {}
            ValueNode::Constant(_) => constants.push(id),
            ValueNode::Age(_) | ValueNode::TimeSince { .. } | ValueNode::Day(_) => *timed = true,
            ValueNode::Moved { date, .. } => self.inside(*date, around, constants, measured, timed),
            ValueNode::Measure { events, measure, .. }
            | ValueNode::Total { events, measure }
            | ValueNode::Average { events, measure, .. } => measured.push(Measured { events: Some(*events), measure }),
            ValueNode::Subject(measure) => measured.push(Measured { events: around.subject, measure }),
            ValueNode::It(measure) => measured.push(Measured { events: around.it, measure }),
            ValueNode::Arithmetic { left, right, .. } | ValueNode::PercentChange { from: left, to: right } => {
                self.inside(*left, around, constants, measured, timed);
                self.inside(*right, around, constants, measured, timed);
            }
            ValueNode::Extreme { of, .. } => {
                of.iter().for_each(|value| self.inside(*value, around, constants, measured, timed));
            }
            ValueNode::When(cases) => {
                cases.iter().for_each(|(value, _)| self.inside(*value, around, constants, measured, timed));
            }
            ValueNode::Scaled { value, .. } => self.inside(*value, around, constants, measured, timed),
            ValueNode::Sex | ValueNode::Count { .. } | ValueNode::ScoreTotal(_) | ValueNode::ScorePoints { .. } => {}
        }
    }

    /// What a dose by body weight or surface is divided by.
    fn body(&mut self) {
        for (name, values) in [("weight", ["60 kg", "100 kg"]), ("height", ["170 cm", "180 cm"])] {
            let Some(Named::Word(id)) = self.program.vocabulary.find(name) else { continue };
            let word = self.program.vocabulary.word(id);
            let thing = self.found.things.entry((word.kind, vec![id])).or_default();
            thing.add_word(word.name.clone());
            values.iter().for_each(|value| thing.add("value", *value));
        }
    }

    fn measured_around(&mut self, what: &Measured<'_>, written: &str) {
        if matches!(what.measure, Measure::Dose { per: Some(_), .. }) {
            self.body();
        }
        if let Measure::Items(items) = what.measure {
            return self.items(what, items);
        }
        let field = match what.measure {
            Measure::Result | Measure::OverUpper | Measure::OverLower => None,
            Measure::Attribute(id) => Some(*id),
            Measure::Dose { attribute, .. } => Some(*attribute),
            Measure::Items(_) | Measure::Start | Measure::End | Measure::Word => return,
        };
        let program = self.program;
        for words in self.bases(what.events) {
            let Some(first) = self.first(words) else { continue };
            let (values, limit) = match what.measure {
                Measure::OverUpper => (around_limit(written, LIMIT, unit_of(program, first)), Some("uln")),
                Measure::OverLower => (around_limit(written, LIMIT, unit_of(program, first)), Some("lln")),
                Measure::Result => (with_censored(around(written)), None),
                _ => (around(written), None),
            };
            let thing = self.thing(words);
            let name = match field {
                Some(id) => program.vocabulary.attribute(id),
                None => result_field(first),
            };
            values.into_iter().for_each(|value| thing.add(name, value));
            if let Some(limit) = limit {
                thing.add(limit, format!("{LIMIT} {}", unit_of(program, first)).trim().to_owned());
            }
        }
    }

    /// Assessments item by item: the first item that counts, the first two, and so on; and one that does not count.
    fn items(&mut self, what: &Measured<'_>, items: &[usize]) {
        for words in self.bases(what.events) {
            let word = self.first(words);
            let Some(instrument) = word.and_then(|word| word.instrument.as_ref()) else { continue };
            let named = |place: &usize| instrument.items.get(*place).map(|item| item.name.clone());
            let other = (0..instrument.items.len()).find(|place| !items.contains(place));
            let names: Vec<String> = items.iter().filter_map(named).collect();
            let thing = self.thing(words);
            (0..=names.len())
                .for_each(|many| thing.add("items", format!("[{}]", names.get(..many).unwrap_or_default().join(", "))));
            if let Some(other) = other.as_ref().and_then(named) {
                thing.add("items", format!("[{other}]"));
            }
        }
    }

    /// Results that no constant is near: the ends of what is plausible, and some between.
    fn measured_plausibly(&mut self, what: &Measured<'_>) {
        let program = self.program;
        if !matches!(what.measure, Measure::Result) {
            return;
        }
        for words in self.bases(what.events) {
            let Some(first) = self.first(words) else { continue };
            let unit = unit_of(program, first);
            let thing = self.thing(words);
            for number in ["1", "2", "3"] {
                thing.add(result_field(first), format!("{number} {unit}").trim().to_owned());
            }
        }
    }

    /// Values that are asked about, and one that is not.
    fn among(&mut self, id: ValueId, set: &[SymbolId], around: Around) {
        let (mut constants, mut measured, mut timed) = (Vec::new(), Vec::new(), false);
        self.inside(id, around, &mut constants, &mut measured, &mut timed);
        for what in measured {
            for words in self.bases(what.events) {
                let Some(first) = self.first(words) else { continue };
                match what.measure {
                    Measure::Result => self.symbols(words, result_field(first), &result_symbols(first), set, false),
                    Measure::Attribute(id) => {
                        let form = first.attributes.iter().find(|(known, _)| known == id).map(|(_, form)| form);
                        let several = matches!(form, Some(AttributeForm::SeveralOf(_)));
                        let all = form.map(attribute_symbols).unwrap_or_default();
                        self.symbols(words, self.program.vocabulary.attribute(*id), &all, set, several);
                    }
                    _ => {}
                }
            }
        }
    }

    fn symbols(&mut self, words: &Words, field: &str, all: &[SymbolId], set: &[SymbolId], several: bool) {
        let program = self.program;
        let others = all.iter().filter(|value| !set.contains(value)).take(2);
        let written = |value: &SymbolId| program.vocabulary.symbol(*value).to_owned();
        let values: Vec<String> = set.iter().chain(others).map(written).collect();
        let thing = self.thing(words);
        for value in &values {
            thing.add(field, if several { format!("[{value}]") } else { value.clone() });
        }
        if several && set.len() > 1 {
            let all: Vec<String> = set.iter().map(written).collect();
            thing.add(field, format!("[{}]", all.join(", ")));
        }
    }

    fn bounds(&mut self, bounds: &[(WordId, crate::value::Comparison, Bound)]) {
        let program = self.program;
        for (word, _, bound) in bounds {
            let word = program.vocabulary.word(*word);
            let unit = unit_of(program, word);
            let key = (word.kind, vec![word.id]);
            let thing = self.found.things.entry(key).or_default();
            thing.add_word(word.name.clone());
            let values = match bound {
                Bound::Quantity(number) => around(&format!("{number} {unit}")),
                Bound::Titre(number) => around(&format!("1:{number}")),
                Bound::Upper(number) => {
                    thing.add("uln", format!("{LIMIT} {unit}").trim().to_owned());
                    around_limit(&number.to_string(), LIMIT, unit)
                }
                Bound::Lower(number) => {
                    thing.add("lln", format!("{LIMIT} {unit}").trim().to_owned());
                    around_limit(&number.to_string(), LIMIT, unit)
                }
            };
            values.into_iter().for_each(|value| thing.add(result_field(word), value));
        }
    }

    fn counting(&mut self, events: EventsId, counting: &Counting, around: Around) {
        if let Some(apart) = counting.apart {
            self.found.add_length(apart);
        }
        for (_, set) in &counting.including {
            let drugs: Vec<WordId> = set.iter().take(WORDS_OF_A_CLASS).collect();
            for words in self.bases(Some(events)) {
                let names: Vec<String> =
                    drugs.iter().map(|word| self.program.vocabulary.word(*word).name.clone()).collect();
                names.into_iter().for_each(|name| self.thing(words).add_word(name));
            }
        }
        if let Some(Distinct::Attribute(attribute)) = counting.distinct {
            for words in self.bases(Some(events)) {
                self.every_value(words, attribute);
            }
        }
        let _ = around;
    }

    /// Every value that an attribute can have.
    fn every_value(&mut self, words: &Words, attribute: AttributeId) {
        let Some(first) = self.first(words) else { return };
        let form = first.attributes.iter().find(|(known, _)| *known == attribute).map(|(_, form)| form);
        let all = form.map(attribute_symbols).unwrap_or_default();
        self.symbols(words, self.program.vocabulary.attribute(attribute), &all, &all, false);
    }

    fn drugs_of_a_line(&mut self, value: ValueId, words: &[WordId], around: Around) {
        let (mut constants, mut measured, mut timed) = (Vec::new(), Vec::new(), false);
        self.inside(value, around, &mut constants, &mut measured, &mut timed);
        let vocabulary = &self.program.vocabulary;
        for what in measured {
            let is_drugs = matches!(what.measure, Measure::Attribute(id) if *id == attribute::DRUGS);
            if is_drugs && self.bases(what.events).is_empty() {
                let thing = self.found.things.entry((Kind::Line, Vec::new())).or_default();
                words.iter().for_each(|word| thing.add("drugs", format!("[{}]", vocabulary.word(*word).name)));
            } else {
                for base in self.bases(what.events) {
                    let names: Vec<String> = words.iter().map(|word| vocabulary.word(*word).name.clone()).collect();
                    names.into_iter().for_each(|name| self.thing(base).add_word(name));
                }
            }
        }
    }

    fn events(&mut self, id: EventsId, around: Around) {
        let program = self.program;
        match &program.events(id).node {
            EventsNode::Words(words) => _ = self.thing(words),
            EventsNode::Planned { words } => self.thing(words).add("planned", "yes"),
            EventsNode::Union(of) => of.iter().for_each(|of| self.events(*of, around)),
            EventsNode::Except { of, without } => {
                self.events(*of, around);
                self.events(*without, around);
            }
            EventsNode::Where { of, condition } => {
                self.events(*of, around);
                self.truth(*condition, Around { subject: Some(*of), ..around });
            }
            EventsNode::In { of, window, .. } => {
                self.events(*of, around);
                self.window(*window, around);
            }
            EventsNode::Joined { of, length, .. } => {
                self.events(*of, around);
                self.found.add_length(*length);
            }
            EventsNode::Together { left, right } => {
                self.events(*left, around);
                self.events(*right, around);
            }
            EventsNode::DosePeriods { of, measure, bounds } => {
                self.events(*of, around);
                for (_, bound) in bounds {
                    let written = self.program.as_written(*bound);
                    self.measured_around(&Measured { events: Some(*of), measure }, &written);
                }
            }
            EventsNode::With { of, condition, .. } => {
                self.events(*of, around);
                self.truth(*condition, Around { it: Some(*of), ..around });
            }
            EventsNode::Doses { of } => {
                self.events(*of, around);
                self.bases(Some(*of)).into_iter().for_each(|words| self.thing(words).single_doses = true);
            }
            EventsNode::Newest { of, .. } | EventsNode::Current { of } => self.events(*of, around),
            EventsNode::Lines(policy) => self.lines(*policy),
        }
    }

    fn lines(&mut self, policy: Option<LinesId>) {
        let program = self.program;
        let thing = self.found.things.entry((Kind::Line, Vec::new())).or_default();
        ["1", "2", "3", "4"].iter().for_each(|number| thing.add("number", *number));
        let of = policy.and_then(|policy| program.lines.get(policy.0 as usize)).map(|policy| &policy.of);
        for word in of.into_iter().flat_map(|of| of.iter().take(WORDS_OF_A_CLASS)) {
            thing.add("drugs", format!("[{}]", program.vocabulary.word(word).name));
        }
    }

    fn window(&mut self, id: WindowId, around: Around) {
        let window = self.program.window(id);
        for length in &window.within {
            self.found.add_length(*length);
        }
        self.point(window.point, around);
    }

    fn point(&mut self, id: PointId, around: Around) {
        match self.program.point(id) {
            PointNode::AsOf | PointNode::It(_) => {}
            PointNode::Anchor(id) | PointNode::StartOfAnchor(id) | PointNode::EndOfAnchor(id) => {
                anchor(self.program, *id, &mut self.found.anchors);
            }
            PointNode::Fixed(span) => self.days([span.first, span.last]),
            PointNode::Event { events, .. } => self.events(*events, around),
            PointNode::Birth => self.found.birth = true,
        }
    }

    fn days(&mut self, days: [Day; 2]) {
        self.found.days.extend(days.into_iter().filter(|day| day.is_real()));
    }

    /// The words at the bottom of a choice of events.
    fn bases(&self, events: Option<EventsId>) -> Vec<&'p Words> {
        let mut found = Vec::new();
        let mut open: Vec<EventsId> = events.into_iter().collect();
        while let Some(id) = open.pop() {
            match self.program.events(id).node.taken_from() {
                TakenFrom::Words(words) => found.push(words),
                TakenFrom::Lines => {}
                TakenFrom::Each(of) => open.extend(of),
                TakenFrom::Both(left, right) => open.extend([left, right]),
                TakenFrom::Some(of) | TakenFrom::Remade(of) | TakenFrom::Periods(of) => open.push(of),
            }
        }
        found
    }

    /// The word that says what can be recorded of some: the first as written; for everything of a kind, one of it.
    fn first(&self, words: &Words) -> Option<&'p Word> {
        let vocabulary = &self.program.vocabulary;
        let first = vocabulary.word(*words.roots.first()?);
        if first.id != first.kind.unmapped() {
            return Some(first);
        }
        words.certain.iter().map(|id| vocabulary.word(id)).find(|word| is_offered(word, first.kind)).or(Some(first))
    }

    /// What some words can be recorded as: each as it is called where it is one thing, a class by some of its members.
    fn thing(&mut self, words: &Words) -> &mut Thing {
        let vocabulary = &self.program.vocabulary;
        let kind = words.kinds.first().copied().unwrap_or(Kind::Condition);
        let is_class = |word: &Word| word.family.iter().nth(1).is_some();
        let mut names: Vec<String> = Vec::new();
        for root in &words.roots {
            if *root == kind.unmapped() {
                names.extend(
                    words
                        .certain
                        .iter()
                        .map(|id| vocabulary.word(id))
                        .filter(|word| is_offered(word, kind))
                        .take(WORDS_OF_A_CLASS)
                        .map(|word| word.name.clone()),
                );
                continue;
            }
            let root = vocabulary.word(*root);
            let below = root.family.iter().map(|word| vocabulary.word(word)).filter(|word| !is_class(word));
            let below = below.filter(|word| words.certain.contains(word.id) && word.superseded_by.is_none());
            let mut below: Vec<&Word> = below.collect();
            // Windows may be counted in half-lives, which only some drugs state.
            below.sort_by_key(|word| word.half_life.is_none());
            match is_class(root) && root.kind == Kind::Drug {
                true => names.extend(below.iter().take(WORDS_OF_A_CLASS).map(|word| word.name.clone())),
                false => names.push(root.name.clone()),
            }
        }
        let first = self.first(words);
        let thing = self.found.things.entry((kind, words.roots.clone())).or_default();
        names.into_iter().for_each(|name| thing.add_word(name));
        // A result without a value says nothing: something stands there even where nothing is compared.
        if let Some(word) = first.filter(|word| word.kind == Kind::Measurement)
            && thing.fields.is_empty()
        {
            let symbols = result_symbols(word);
            match symbols.is_empty() {
                true => thing.add("value", format!("1 {}", unit_of(self.program, word)).trim().to_owned()),
                false => symbols.iter().take(2).for_each(|value| thing.add("value", vocabulary.symbol(*value))),
            }
        }
        thing
    }
}

/// Amounts around a threshold, and the same as results that only say from where on or up to where: they leave it open.
fn with_censored(around: Vec<String>) -> Vec<String> {
    let censored: Vec<String> = match around.as_slice() {
        [_, below, above] => vec![format!(">{below}"), format!("<{above}")],
        [_, above] => vec![format!("<{above}")],
        _ => Vec::new(),
    };
    around.into_iter().chain(censored).collect()
}

/// Whether a word can stand for everything of its kind: a thing of its own, no class and no unmapped code. Of drugs, one of which the
/// half-life is known: windows may be counted in them.
fn is_offered(word: &Word, kind: Kind) -> bool {
    word.id != kind.unmapped()
        && word.family.iter().nth(1).is_none()
        && word.superseded_by.is_none()
        && (kind != Kind::Drug || word.half_life.is_some())
}

/// The names of the anchors that a record gives a day for an anchor to have one.
pub(super) fn anchor(program: &Program, id: AnchorId, names: &mut BTreeSet<String>) {
    let of = program.anchor(id);
    match of.shape {
        AnchorShape::Day { .. } => _ = names.insert(of.name.clone()),
        AnchorShape::Period { from, to, .. } => [from, to].into_iter().for_each(|end| anchor(program, end, names)),
    }
}

/// The unit in which results of a word are written.
fn unit_of<'p>(program: &'p Program, word: &Word) -> &'p str {
    let unit = word.forms.iter().find_map(|form| match form {
        Form::Quantity { unit, .. } => Some(*unit),
        _ => None,
    });
    unit.map_or("", |unit| program.vocabulary.unit(unit))
}

/// The field that holds the result.
fn result_field(word: &Word) -> &'static str {
    if word.kind == Kind::Score { "total" } else { "value" }
}

fn result_symbols(word: &Word) -> Vec<SymbolId> {
    let symbols = word.forms.iter().flat_map(|form| match form {
        Form::Values(values) => values.clone(),
        Form::Ordered(order) => order.values.clone(),
        Form::Quantity { .. } | Form::Titre => Vec::new(),
    });
    symbols.collect()
}

fn attribute_symbols(form: &AttributeForm) -> Vec<SymbolId> {
    match form {
        AttributeForm::OneOf(values) | AttributeForm::SeveralOf(values) => values.clone(),
        AttributeForm::Ordered(order) => order.values.clone(),
        _ => Vec::new(),
    }
}
