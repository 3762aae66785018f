//! Choices of events.

use super::English;
use super::clause::{Clause, Mood};
use super::phrase::{Phrase, Verb};
use crate::check::{
    ArgumentValue, Distinct, EventsId, EventsNode, LinesId, Part, TakenFrom, TruthId, TruthNode, ValueNode, Words,
};
use crate::protocol::text::{Target, refer};
use crate::vocabulary::Kind;
use crate::wording::words::{counted, listed};

impl English<'_> {
    /// What a choice of events says; a definition is called by its title.
    pub(crate) fn events(&self, id: EventsId) -> Phrase {
        match self.definition_of_events(id) {
            Some(place) => self.events_of_definition(id, place),
            None => self.events_themselves(id),
        }
    }

    fn events_of_definition(&self, id: EventsId, place: usize) -> Phrase {
        let title = self.definition(place);
        let (one, many) = self.nouns(id);
        let only = self.is_only(id);
        let (one, many) = match only {
            true => (title.clone(), title),
            false => (format!("{one} that counts as {title}"), format!("{many} that count as {title}")),
        };
        let phrase = self.phrase(&self.kinds(id), String::new());
        Phrase { only, bounded: true, ..phrase.renamed(one, many, None) }
    }

    /// What a choice says by itself, be it what a definition gives.
    pub(crate) fn events_themselves(&self, id: EventsId) -> Phrase {
        match &self.program.events(id).node {
            EventsNode::Words(words) => match self.given(|argument| argument.value == ArgumentValue::Events(id)) {
                Some(given) => self.phrase(&words.kinds, given),
                None => self.of_words(words),
            },
            EventsNode::Planned { words } => self.planned(words),
            EventsNode::Lines(policy) => self.lines(*policy),
            EventsNode::Union(parts) => self.union(id, parts),
            EventsNode::Except { of, without } => {
                self.events(*of).with_sort(&format!(" except {}", self.events(*without).bracketed()))
            }
            EventsNode::Where { of, condition } => self.whose(self.events(*of), *condition),
            EventsNode::In { of, window, part } => {
                let phrase = self.events(*of);
                let suffix = self.window_suffix(id, *window, *part, phrase.lasting);
                match part {
                    Part::Start | Part::End => phrase.with_turn(&suffix),
                    Part::Any | Part::Throughout => phrase.with_when(&suffix),
                }
            }
            EventsNode::Current { of } => Phrase { current: true, bounded: true, ..self.events(*of) },
            EventsNode::Joined { of, at_least, length, total } => {
                let least = if *at_least { "at least" } else { "at most" };
                let how = if *total { "for a total of" } else { "lasting" };
                let length = self.length(*length, &self.spelled_at(self.program.events(id)));
                self.events(*of).lasting(&format!(" {how} {least} {length}"))
            }
            EventsNode::Together { left, right } => {
                let (left, right) = (self.events(*left).bracketed(), self.events(*right).bracketed());
                periods(&format!(" of overlap between {left} and {right}"), None)
            }
            EventsNode::DosePeriods { of, measure, bounds } => {
                let bounds: Vec<String> =
                    bounds.iter().map(|(comparison, bound)| self.bound(*comparison, *bound)).collect();
                let dose = self.measure_name(measure, None);
                let of = self.events(*of).bracketed();
                periods("", Some(format!(" in which the summed {dose} of {of} is {}", bounds.join(" and "))))
            }
            EventsNode::With { of, condition, positive } => {
                let mood = if *positive { Mood::Is } else { Mood::IsNot };
                let condition = self.truth(*condition, mood).bracketed();
                self.events(*of).with_what(&format!(" for which {condition}"))
            }
            EventsNode::Newest { of, count, earliest, by } => self.newest(*of, *count, *earliest, *by),
            EventsNode::Doses { of } => {
                let inner = self.events(*of);
                let of = inner.bracketed();
                let (one, many) = (format!("administration of {of}"), format!("administrations of {of}"));
                Phrase { verb: Verb::Received, only: false, ..inner.renamed(one, many, None) }
            }
        }
    }

    fn of_words(&self, words: &Words) -> Phrase {
        let of = self.words(words);
        let mut phrase = self.phrase(&words.kinds, of.clone());
        phrase.several = words.roots.len() > 1 && self.group_of(words).is_none();
        if let (true, [only]) = (words.kinds == [Kind::Procedure], words.roots.as_slice()) {
            (phrase.one, phrase.many) = (of.clone(), plural(&of));
            // Everything of a kind is named by the kind.
            if *only == Kind::Procedure.unmapped() {
                phrase.many = "procedures".to_owned();
            }
        }
        phrase
    }

    fn phrase(&self, kinds: &[Kind], of: String) -> Phrase {
        let (one, many) = nouns(kinds);
        let join = match kinds {
            [Kind::Drug | Kind::Vaccine] => "with",
            [Kind::Measurement] => "for",
            _ => "of",
        };
        let verb = match kinds {
            [Kind::Drug | Kind::Vaccine] => Verb::Received,
            [Kind::Procedure] => Verb::Undergone,
            [Kind::Measurement | Kind::Score] => Verb::Has,
            [] => Verb::Passed,
            _ => Verb::Had,
        };
        let named = if of.contains("; ") { format!("({of})") } else { of.clone() };
        Phrase {
            verb,
            one: format!("{one} {join} {named}"),
            many: format!("{many} {join} {named}"),
            mass: (verb != Verb::Has).then(|| of.clone()),
            name: matches!(verb, Verb::Has | Verb::Undergone).then_some(of),
            several: false,
            sort: String::new(),
            when: Vec::new(),
            turns: Vec::new(),
            what: Vec::new(),
            hanging: None,
            only: false,
            bounded: false,
            lasting: kinds.is_empty() || kinds.iter().any(|kind| kind.is_interval()),
            current: false,
            condition: kinds == [Kind::Condition],
        }
    }

    fn planned(&self, words: &Words) -> Phrase {
        let of = self.words(words);
        let phrase = self.phrase(&words.kinds, of.clone());
        let nouns = (format!("planned {of}"), format!("plans for {of}"));
        Phrase { verb: Verb::Has, bounded: true, ..phrase.renamed(nouns.0, nouns.1, None) }
    }

    fn lines(&self, policy: Option<LinesId>) -> Phrase {
        let said = |noun: &str| match policy {
            Some(policy) => refer(noun, Target::Lines(policy)),
            None => format!("recorded {noun}"),
        };
        let (one, many) = (said("line of therapy"), said("lines of therapy"));
        self.phrase(&[Kind::Line], String::new()).renamed(one, many, None)
    }

    fn union(&self, id: EventsId, parts: &[EventsId]) -> Phrase {
        let phrases: Vec<Phrase> = parts.iter().map(|part| self.events(*part)).collect();
        let mass = phrases.iter().all(|phrase| phrase.mass.is_some() && !phrase.only);
        let mass = mass.then(|| joined(&phrases, Phrase::whole));
        let (one, many) = self.union_of_definitions(id, parts).unwrap_or_else(|| {
            (joined(&phrases, Phrase::one), joined(&phrases, |part| if part.only { part.one() } else { part.many() }))
        });
        let renamed = self.phrase(&self.kinds(id), String::new()).renamed(one, many, mass);
        let verb = match phrases.iter().all(|phrase| phrase.verb == Verb::Has) {
            true => Verb::Has,
            false => renamed.verb,
        };
        Phrase { verb, several: true, bounded: phrases.iter().any(|phrase| phrase.bounded), ..renamed }
    }

    /// Parts that are all definitions of several: `treatments that count as “One” or as “Another”`.
    fn union_of_definitions(&self, id: EventsId, parts: &[EventsId]) -> Option<(String, String)> {
        let title = |part: &EventsId| (!self.is_only(*part)).then(|| self.definition_of_events(*part)).flatten();
        let titles: Option<Vec<usize>> = parts.iter().map(title).collect();
        let titles: Vec<String> = titles?.into_iter().map(|place| self.definition(place)).collect();
        let (one, many) = self.nouns(id);
        let titles = titles.join(" or as ");
        Some((format!("{one} that counts as {titles}"), format!("{many} that count as {titles}")))
    }

    fn newest(&self, of: EventsId, count: u32, earliest: bool, by: Option<Distinct>) -> Phrase {
        let inner = self.events(of);
        let which = if earliest { "earliest" } else { "latest" };
        if let (1, None) = (count, by) {
            let noun = format!("the {which} {}", inner.chosen());
            return Phrase { only: true, bounded: true, ..inner.renamed(noun.clone(), noun, None) };
        }
        let base = match (count, by) {
            (1, Some(by)) => format!("the {which} {} for each {}", inner.chosen(), self.distinct(by)),
            (_, Some(by)) => format!("the {count} {which} {} for each {}", inner.many(), self.distinct(by)),
            (_, None) => format!("the {count} {which} {}", inner.many()),
        };
        let (one, many) = self.nouns(of);
        let renamed = inner.renamed(format!("{one} among ({base})"), format!("{many} among ({base})"), None);
        Phrase { only: false, bounded: true, ..renamed }
    }

    pub(crate) fn distinct(&self, by: Distinct) -> String {
        match by {
            Distinct::Word => "drug, test or condition".to_owned(),
            Distinct::Day => "day".to_owned(),
            Distinct::Attribute(id) => self.attribute(id),
        }
    }

    /// What is asked of each event: `whose ISN class includes III or IV`.
    fn whose(&self, phrase: Phrase, condition: TruthId) -> Phrase {
        let clause = self.truth(condition, Mood::Is);
        if !clause.parts.is_empty() {
            return phrase.with_parts(Clause { label: None, ..clause });
        }
        let simple = self.is_of_subject(&self.program.truth(condition).node);
        match (simple, clause.text.strip_prefix("its "), clause.text.strip_prefix("it is recorded ")) {
            (true, Some(rest), _) => phrase.with_what(&format!(" whose {rest}")),
            (true, None, Some(rest)) => phrase.with_sort(&format!(" recorded {rest}")),
            _ => phrase.with_what(&format!(" where {}", clause.bracketed())),
        }
    }

    fn is_of_subject(&self, node: &TruthNode) -> bool {
        let value = match node {
            TruthNode::Compare { left, .. } => left,
            TruthNode::Between { value, .. }
            | TruthNode::Among { value, .. }
            | TruthNode::AmongWords { value, .. }
            | TruthNode::Qualitative { value, .. } => value,
            _ => return false,
        };
        matches!(self.program.value(*value).node, ValueNode::Subject(_)) && self.definition_of_value(*value).is_none()
    }

    /// Whether a choice is of at most one event.
    pub(crate) fn is_only(&self, id: EventsId) -> bool {
        match &self.program.events(id).node {
            EventsNode::Newest { count: 1, by: None, .. } => true,
            EventsNode::In { of, .. }
            | EventsNode::Where { of, .. }
            | EventsNode::With { of, .. }
            | EventsNode::Except { of, .. }
            | EventsNode::Current { of } => self.is_only(*of),
            _ => false,
        }
    }

    /// The kinds of what is chosen, sorted.
    pub(crate) fn kinds(&self, id: EventsId) -> Vec<Kind> {
        match self.program.events(id).node.taken_from() {
            TakenFrom::Words(words) => words.kinds.clone(),
            TakenFrom::Lines => vec![Kind::Line],
            TakenFrom::Each(parts) => {
                let mut kinds: Vec<Kind> = parts.iter().flat_map(|part| self.kinds(*part)).collect();
                kinds.sort_unstable();
                kinds.dedup();
                kinds
            }
            TakenFrom::Both(..) | TakenFrom::Periods(_) => Vec::new(),
            TakenFrom::Some(of) | TakenFrom::Remade(of) => self.kinds(of),
        }
    }

    /// Which part of an event must lie in a window is said by the window.
    fn window_suffix(&self, id: EventsId, window: crate::check::WindowId, part: Part, lasting: bool) -> String {
        let spelled = self.spelled_at(self.program.events(id));
        self.in_window(window, part, lasting, &spelled)
    }
}

impl English<'_> {
    /// What the events of a choice are called, one and several.
    fn nouns(&self, id: EventsId) -> (&'static str, &'static str) {
        if self.is_of_doses(id) { ("administration", "administrations") } else { nouns(&self.kinds(id)) }
    }

    fn is_of_doses(&self, id: EventsId) -> bool {
        match &self.program.events(id).node {
            EventsNode::Doses { .. } => true,
            EventsNode::In { of, .. }
            | EventsNode::Where { of, .. }
            | EventsNode::With { of, .. }
            | EventsNode::Except { of, .. }
            | EventsNode::Newest { of, .. }
            | EventsNode::Current { of } => self.is_of_doses(*of),
            _ => false,
        }
    }
}

/// What events of some kinds are called, one and several.
fn nouns(kinds: &[Kind]) -> (&'static str, &'static str) {
    match kinds {
        [Kind::Measurement] => ("result", "results"),
        [Kind::Condition] => ("occurrence", "occurrences"),
        [Kind::Drug] => ("treatment", "treatments"),
        [Kind::Procedure] => ("procedure", "procedures"),
        [Kind::Vaccine] => ("vaccination", "vaccinations"),
        [Kind::Score] => ("assessment", "assessments"),
        [Kind::Line] => ("line of therapy", "lines of therapy"),
        [] => ("period", "periods"),
        _ => ("event", "events"),
    }
}

/// The parts of a choice; those that are narrowed are kept apart by semicolons.
fn joined(parts: &[Phrase], said: impl Fn(&Phrase) -> String) -> String {
    let said: Vec<String> = parts.iter().map(said).collect();
    let composed = |part: &String| [" or ", ",", ";", "("].iter().any(|mark| part.contains(mark));
    if !parts.iter().any(Phrase::is_narrowed) && !said.iter().any(composed) {
        return listed(&said, "or");
    }
    let apart: Vec<String> =
        said.into_iter().map(|part| if part.contains(';') { format!("({part})") } else { part }).collect();
    apart.join("; or ")
}

fn periods(of: &str, what: Option<String>) -> Phrase {
    Phrase {
        verb: Verb::Passed,
        one: format!("period{of}"),
        many: format!("periods{of}"),
        mass: None,
        name: None,
        several: false,
        sort: String::new(),
        when: Vec::new(),
        turns: Vec::new(),
        what: what.into_iter().collect(),
        hanging: None,
        only: false,
        bounded: false,
        lasting: true,
        current: false,
        condition: false,
    }
}

/// A name in the plural, marks of references kept.
fn plural(name: &str) -> String {
    let plain = crate::protocol::text::unmarked(name);
    let many = counted(2, &plain).trim_start_matches("2 ").to_owned();
    let many = match (plain.strip_suffix('y'), plain.ends_with('s')) {
        (Some(stem), _) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        (_, true) => plain.clone(),
        _ => many,
    };
    name.replace(&plain, &many)
}
