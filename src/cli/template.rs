//! `enrol template`: the smallest record that some rules can use, to be filled in.
//!
//! Everything beyond the patient's id is commented out, so that an unfilled line says nothing.

use super::arguments::Template;
use super::failure::Failure;
use super::output::Voice;
use crate::check::{
    AnchorShape, EventsId, EventsNode, Measure, Options, Program, TakenFrom, TruthId, TruthNode, ValueId, ValueNode,
};
use crate::record::field;
use crate::vocabulary::{AttributeForm, AttributeId, Form, Kind, LINE, Vocabulary, Word, WordId};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How many members of a class are named beside it.
const MOST_NAMED: usize = 8;

pub(super) fn run(arguments: &Template, voice: &Voice) -> Result<u8, Failure> {
    let (checked, code) = super::loaded::Rules::read(&arguments.rules)?.load(&Options::default(), voice);
    voice.print(&skeleton(&checked.program))?;
    Ok(code)
}

/// The skeleton of a record for some rules.
fn skeleton(program: &Program) -> String {
    let used = Used::by(program);
    let trials: Vec<&str> = program.trials.iter().map(|trial| trial.id.as_str()).collect();
    let mut text = format!("# A record for {}.\n", trials.join(", "));
    text.push_str("# Take the # away from what you know and fill it in; delete the rest. What is left out is unknown, never \"no\".\n");
    text.push_str(
        "# Dates may be a day, a month, a year or a range: 2026-11-02, 2026-11, 2026, 2026-10-01/2026-11-15.\n\n",
    );
    for name in ["patient", "recorded", "birth", "sex"] {
        if let Some(field) = field::of("").find(|field| field.name == name) {
            let hash = if name == "patient" { "" } else { "# " };
            let _ = writeln!(text, "{hash}{}: {}  # {}", field.name, field.example, field.about);
        }
    }
    anchors(program, &mut text);
    for kind in [Kind::Condition, Kind::Measurement, Kind::Drug, Kind::Procedure, Kind::Vaccine, Kind::Score] {
        list(program, &used, kind, &mut text);
    }
    if used.words.contains(&LINE) {
        entries(
            "lines",
            &[("number", "1"), ("drugs", "[]"), ("start", "DATE"), ("stop", "DATE")],
            "Lines of therapy, oldest first.",
            &mut text,
        );
    }
    answers(program, &used, &mut text);
    statements(&used, &mut text);
    closing(&used, &mut text);
    text
}

/// What some rules look at.
#[derive(Default)]
struct Used {
    words: BTreeSet<WordId>,
    /// The attributes that rules ask for, by the word that they ask it of.
    attributes: BTreeSet<(WordId, AttributeId)>,
    sites: BTreeSet<usize>,
    contraindications: bool,
    intolerances: bool,
}

impl Used {
    fn by(program: &Program) -> Used {
        let mut used = Used::default();
        for node in &program.events {
            match &node.node {
                EventsNode::Words(words) | EventsNode::Planned { words } => used.words.extend(&words.roots),
                EventsNode::Lines(_) => {
                    used.words.insert(LINE);
                }
                EventsNode::Where { of, condition } => used.condition(program, *of, *condition),
                EventsNode::DosePeriods { of, measure, .. } => used.measure(program, *of, measure),
                _ => {}
            }
        }
        for node in &program.values {
            match &node.node {
                ValueNode::Measure { events, measure, .. }
                | ValueNode::Total { events, measure }
                | ValueNode::Average { events, measure, .. } => used.measure(program, *events, measure),
                _ => {}
            }
        }
        for node in &program.truths {
            match &node.node {
                TruthNode::Every { events, condition } => used.condition(program, *events, *condition),
                TruthNode::Site { question, .. } => {
                    used.sites.insert(usize::from(question.0));
                }
                TruthNode::Stated { intolerance: true, .. } => used.intolerances = true,
                TruthNode::Stated { intolerance: false, .. } => used.contraindications = true,
                _ => {}
            }
        }
        used
    }

    /// The attributes that a condition asks of some events.
    fn condition(&mut self, program: &Program, of: EventsId, condition: TruthId) {
        match &program.truth(condition).node {
            TruthNode::All(parts) | TruthNode::Any(parts) | TruthNode::Count { of: parts, .. } => {
                parts.iter().for_each(|part| self.condition(program, of, *part));
            }
            TruthNode::Not(part) | TruthNode::TruthKnown(part) => self.condition(program, of, *part),
            TruthNode::Compare { left, .. } => self.asked(program, of, *left),
            TruthNode::Between { value, .. }
            | TruthNode::Among { value, .. }
            | TruthNode::AmongWords { value, .. }
            | TruthNode::Qualitative { value, .. }
            | TruthNode::ValueKnown(value) => self.asked(program, of, *value),
            _ => {}
        }
    }

    fn asked(&mut self, program: &Program, of: EventsId, value: ValueId) {
        if let ValueNode::Subject(measure) | ValueNode::It(measure) = &program.value(value).node {
            self.measure(program, of, measure);
        }
    }

    fn measure(&mut self, program: &Program, of: EventsId, measure: &Measure) {
        if let Measure::Attribute(attribute) | Measure::Dose { attribute, .. } = measure {
            let mut roots = Vec::new();
            roots_of(program, of, &mut roots);
            self.attributes.extend(roots.into_iter().map(|root| (root, *attribute)));
        }
    }
}

/// The words from which a choice of events starts.
fn roots_of(program: &Program, events: EventsId, roots: &mut Vec<WordId>) {
    match program.events(events).node.taken_from() {
        TakenFrom::Words(words) => roots.extend(&words.roots),
        TakenFrom::Each(parts) => parts.iter().for_each(|part| roots_of(program, *part, roots)),
        TakenFrom::Both(left, right) => {
            roots_of(program, left, roots);
            roots_of(program, right, roots);
        }
        TakenFrom::Lines => roots.push(LINE),
        TakenFrom::Some(of) | TakenFrom::Remade(of) | TakenFrom::Periods(of) => roots_of(program, of, roots),
    }
}

fn anchors(program: &Program, text: &mut String) {
    let days: Vec<_> =
        program.anchors.iter().filter(|anchor| matches!(anchor.shape, AnchorShape::Day { .. })).collect();
    if days.is_empty() {
        return;
    }
    text.push_str("\n# anchors:  # Days that the rules refer to.\n");
    for anchor in days {
        let _ = writeln!(text, "#   {}: DATE  # {}; or {{ planned: DATE, actual: DATE }}", anchor.name, anchor.title);
    }
}

/// A list of a record with a line for each word that the rules look at.
fn list(program: &Program, used: &Used, kind: Kind, text: &mut String) {
    let vocabulary = &program.vocabulary;
    let mut words: Vec<&Word> =
        used.words.iter().map(|word| vocabulary.word(*word)).filter(|word| word.kind == kind).collect();
    words.sort_by(|a, b| a.name.cmp(&b.name));
    if words.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n# {}:", kind.list());
    for word in words {
        let mut fields = vec![format!("{}: {}", singular(kind), word.name)];
        fields.extend(usual(vocabulary, word));
        for (attribute, form) in &word.attributes {
            let name = vocabulary.attribute(*attribute);
            let known = fields.iter().any(|field| field.split(':').next() == Some(name));
            if used.attributes.contains(&(word.id, *attribute)) && !known && !NOT_FIELDS.contains(&name) {
                fields.push(format!("{name}: {}", choices(vocabulary, form)));
            }
        }
        let _ = writeln!(text, "#   - {{ {} }}  # {}", fields.join(", "), about(vocabulary, word));
    }
}

/// Attributes that follow from other fields.
const NOT_FIELDS: &[&str] = &["value", "date", "drug", "start", "end"];

fn singular(kind: Kind) -> &'static str {
    match kind {
        Kind::Measurement => "test",
        Kind::Condition => "condition",
        Kind::Drug => "drug",
        Kind::Procedure => "procedure",
        Kind::Vaccine => "vaccine",
        Kind::Score => "score",
        Kind::Line => "number",
    }
}

/// What an entry of that kind always says: its dates, and its result where it has one.
fn usual(vocabulary: &Vocabulary, word: &Word) -> Vec<String> {
    let fields: &[&str] = match word.kind {
        Kind::Measurement => {
            return vec![format!("value: {}", result_example(vocabulary, word)), "on: DATE".to_owned()];
        }
        Kind::Condition => &["onset: DATE", "end: DATE"],
        Kind::Drug => &["start: DATE", "stop: DATE"],
        Kind::Procedure | Kind::Vaccine => &["on: DATE"],
        Kind::Score => &["on: DATE", "total: NUMBER", "items: {}"],
        Kind::Line => &[],
    };
    fields.iter().map(|field| (*field).to_owned()).collect()
}

fn about(vocabulary: &Vocabulary, word: &Word) -> String {
    let below: Vec<&str> = word
        .family
        .iter()
        .filter(|below| *below != word.id)
        .map(|below| vocabulary.word(below))
        .filter(|below| below.family.iter().count() == 1)
        .map(|below| below.name.as_str())
        .collect();
    match below.len() {
        0 => word.title.clone(),
        many if many > MOST_NAMED => {
            let first: Vec<&str> = below.into_iter().take(MOST_NAMED).collect();
            format!("{}: {} and {} more", word.title, first.join(", "), many - MOST_NAMED)
        }
        _ => format!("{}: {}", word.title, below.join(", ")),
    }
}

fn result_example(vocabulary: &Vocabulary, word: &Word) -> String {
    match word.forms.first() {
        Some(Form::Quantity { unit, .. }) => format!("NUMBER {}", vocabulary.unit(*unit)).trim_end().to_owned(),
        Some(Form::Titre) => "\"1:320\"".to_owned(),
        Some(Form::Values(values)) => names(vocabulary, values),
        Some(Form::Ordered(order)) => names(vocabulary, &order.values),
        None => "VALUE".to_owned(),
    }
}

fn choices(vocabulary: &Vocabulary, form: &AttributeForm) -> String {
    match form {
        AttributeForm::OneOf(values) => names(vocabulary, values),
        AttributeForm::SeveralOf(values) => format!("[{}]", names(vocabulary, values).replace(" or ", ", ")),
        AttributeForm::Ordered(order) => names(vocabulary, &order.values),
        AttributeForm::Number { unit, .. } => format!("NUMBER {}", vocabulary.unit(*unit)).trim_end().to_owned(),
        AttributeForm::Dose => "500 mg".to_owned(),
        AttributeForm::DailyDose => "2 g/day".to_owned(),
        AttributeForm::Date => "DATE".to_owned(),
        AttributeForm::Words(_) => "[]".to_owned(),
        AttributeForm::Text => "TEXT".to_owned(),
    }
}

fn names(vocabulary: &Vocabulary, symbols: &[crate::vocabulary::SymbolId]) -> String {
    symbols.iter().map(|symbol| vocabulary.symbol(*symbol)).collect::<Vec<_>>().join(" or ")
}

fn answers(program: &Program, used: &Used, text: &mut String) {
    let mut asked: BTreeSet<(usize, &[String])> = BTreeSet::new();
    for node in &program.truths {
        if let TruthNode::Asked { question, arguments } = &node.node {
            asked.insert((usize::from(question.0), arguments));
        }
    }
    if !asked.is_empty() {
        text.push_str("\n# answers:  # What only a person can say.\n");
    }
    for (place, arguments) in asked {
        if let Some(question) = program.vocabulary.questions.get(place) {
            let given = match arguments {
                [] => String::new(),
                some => format!(", arguments: [{}]", some.join(", ")),
            };
            let mut asks = question.text.clone();
            for ((name, _), argument) in question.parameters.iter().zip(arguments) {
                asks = asks.replace(&format!("{{{name}}}"), argument);
            }
            let _ = writeln!(
                text,
                "#   - {{ question: {}{given}, answer: yes or no, by: NAME, on: DATE }}  # {asks} Answered by: {}.",
                question.name, question.answered_by
            );
        }
    }
    if !used.sites.is_empty() {
        text.push_str("\n# site:  # What the site answers once.\n");
    }
    for place in &used.sites {
        if let Some(site) = program.vocabulary.sites.get(*place) {
            let values =
                if site.values.is_empty() { "yes or no".to_owned() } else { names(&program.vocabulary, &site.values) };
            let _ = writeln!(text, "#   - {{ question: {}, answer: {values} }}  # {}", site.name, site.text);
        }
    }
}

fn statements(used: &Used, text: &mut String) {
    for (wanted, list) in [(used.contraindications, "contraindications"), (used.intolerances, "intolerances")] {
        if wanted && let Some(field) = field::of("").find(|field| field.name == list) {
            entries(list, &[("drug", "DRUG"), ("on", "DATE"), ("reason", "TEXT")], field.about, text);
        }
    }
}

fn closing(used: &Used, text: &mut String) {
    let lists: Vec<&str> = Kind::ALL.iter().map(|kind| kind.list()).collect();
    let _ = writeln!(
        text,
        "\n# reviewed:  # Which lists are complete, over which time: only then does \"not listed\" mean \"no\".\n\
         #   - lists: [{}]\n#     from: birth\n#     to: DATE\n#     by: NAME",
        lists.join(", ")
    );
    if !used.words.is_empty() {
        text.push_str("\n# absent: []  # Words of which somebody says that the patient never had them.\n");
    }
}

fn entries(list: &str, fields: &[(&str, &str)], about: &str, text: &mut String) {
    let _ = writeln!(text, "\n# {list}:  # {about}");
    for (place, (name, example)) in fields.iter().enumerate() {
        let begin = if place == 0 { "  - " } else { "    " };
        let _ = writeln!(text, "# {begin}{name}: {example}");
    }
}
