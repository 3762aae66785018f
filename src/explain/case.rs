//! A case: one trial's rules, one patient, what came out and what was seen on the way.

use super::reason::Asking;
use super::wording::{Said, Wording};
use crate::check::{
    Criterion, EventsId, EventsNode, Node, Program, TakenFrom, Trial, TruthId, TruthNode, ValueId, ValueNode, Version,
    Words,
};
use crate::evaluate::{Dates, EventRef, Judgement, Outcome, Reason, Scope, Selection, Trace};
use crate::record::{Event, Patient};
use crate::syntax::one_line;
use crate::value::Truth;
use crate::vocabulary::{Datum, Named, UnitId, Word, WordId};
use crate::wording::names;
use crate::wording::unit::clinical_text;
use crate::wording::words::{first_few, in_sentence, range, spaced, titre};

/// Everything that an explanation is made from.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    pub(crate) program: &'a Program,
    pub(crate) wording: &'a Wording,
    pub(crate) said: &'a Said,
    pub(crate) patient: &'a Patient,
    pub(crate) dates: &'a Dates,
    pub(crate) judgement: &'a Judgement,
    pub(crate) trace: &'a Trace,
    pub(crate) trial: &'a Trial,
    pub(crate) version: &'a Version,
}

impl<'a> Case<'a> {
    #[expect(
        clippy::indexing_slicing,
        reason = "a judgement names the trial and version of the program that it came from"
    )]
    pub(crate) fn new(
        program: &'a Program,
        wording: &'a Wording,
        said: &'a Said,
        patient: &'a Patient,
        dates: &'a Dates,
        judgement: &'a Judgement,
        trace: &'a Trace,
    ) -> Case<'a> {
        let trial = &program.trials[judgement.trial];
        let version = &trial.versions[judgement.version];
        Case { program, wording, said, patient, dates, judgement, trace, trial, version }
    }

    /// The criteria with their outcomes.
    pub(crate) fn criteria(
        &self,
    ) -> impl Iterator<Item = (&'a Criterion, crate::evaluate::CriterionOutcome)> + use<'a> {
        self.version.criteria.iter().zip(self.judgement.criteria.iter().copied())
    }

    /// The truth that came out; unknown where the evaluation did not get there.
    pub(crate) fn truth(&self, id: TruthId) -> Truth {
        self.told(id).map_or(Truth::Unknown, |(truth, _)| *truth)
    }

    /// The reasons of a truth's own.
    pub(crate) fn reasons(&self, id: TruthId) -> &'a [Reason] {
        self.told(id).map_or(&[], |(_, reasons)| reasons.as_slice())
    }

    fn told(&self, id: TruthId) -> Option<&'a (Truth, Vec<Reason>)> {
        self.trace.truths.get(id.0 as usize)?.as_ref()
    }

    pub(crate) fn outcome(&self, id: ValueId) -> Option<&'a Outcome> {
        self.trace.values.get(id.0 as usize)?.as_ref()
    }

    pub(crate) fn selection(&self, id: EventsId) -> Option<&'a Selection> {
        self.trace.events.get(id.0 as usize)?.as_ref()
    }

    /// What came out where the truth was asked about that event.
    pub(crate) fn about(&self, id: TruthId, subject: EventRef) -> Option<(Truth, &'a [Reason])> {
        let asked = |scope: &Scope| scope.subject == Some(subject) || scope.it == Some(subject);
        let found = self.trace.about.iter().find(|(of, scope, _, _)| *of == id && asked(scope))?;
        Some((found.2, found.3.as_slice()))
    }

    pub(crate) fn event(&self, event: EventRef) -> Option<&'a Event> {
        let place = event.0 as usize;
        let own = self.patient.events.get(place);
        own.or_else(|| self.trace.derived.get(place.checked_sub(self.patient.events.len())?))
    }

    /// The events that a truth without parts asks about.
    pub(crate) fn events_asked(&self, id: TruthId) -> Option<EventsId> {
        match &self.program.truth(id).node {
            TruthNode::Amount { events, .. } | TruthNode::Every { events, .. } | TruthNode::EventsKnown(events) => {
                Some(*events)
            }
            TruthNode::Compare { left: value, .. }
            | TruthNode::Between { value, .. }
            | TruthNode::Among { value, .. }
            | TruthNode::AmongWords { value, .. }
            | TruthNode::Qualitative { value, .. }
            | TruthNode::ValueKnown(value) => self.events_of(*value),
            _ => None,
        }
    }

    /// What a truth asks for, for its reasons.
    pub(crate) fn asking(&self, id: TruthId) -> Asking {
        if let TruthNode::Asked { arguments, .. } = &self.program.truth(id).node {
            return Asking { arguments: arguments.clone(), ..Asking::default() };
        }
        self.events_asked(id).map_or_else(Asking::default, |events| self.asking_for(events))
    }

    /// What a choice of events asks for, for its reasons.
    pub(crate) fn asking_for(&self, events: EventsId) -> Asking {
        Asking { subject: Some(self.subject(events)), window: self.stretch_of(events), arguments: Vec::new() }
    }

    /// What a truth asks, in the rule's own words, on one line.
    pub(crate) fn asked_by(&self, id: TruthId) -> String {
        self.wording.asked(id, || self.asked(self.program.truth(id)))
    }

    /// What was asked, in the rule's own words, on one line.
    pub(crate) fn asked<N>(&self, node: &Node<N>) -> String {
        one_line(self.program.words_of(node))
    }

    /// Words of a rule with the names in them as they are called in a sentence.
    pub(crate) fn readable(&self, text: &str) -> String {
        let mut said = String::new();
        let mut name = String::new();
        for letter in text.chars().chain(std::iter::once(' ')) {
            if letter.is_alphanumeric() || letter == '_' {
                name.push(letter);
                continue;
            }
            said.push_str(&self.readable_name(&std::mem::take(&mut name)));
            said.push(letter);
        }
        clinical_text(&said.trim_end().replace(" x ", " × "))
    }

    fn readable_name(&self, name: &str) -> String {
        let group = |place: usize| self.program.vocabulary.groups.get(place).map(|group| in_sentence(&group.title));
        match self.program.vocabulary.find(name) {
            Some(Named::Word(word)) => self.name(word),
            Some(Named::Group(place)) => group(place).unwrap_or_else(|| spaced(name)),
            _ => spaced(name),
        }
    }

    pub(crate) fn word(&self, id: WordId) -> &'a Word {
        self.program.vocabulary.word(id)
    }

    /// What a word is called in a sentence: its abbreviation where it has one, a drug in small letters, else its title.
    pub(crate) fn name(&self, id: WordId) -> String {
        self.wording.name(id, || names::word(&self.program.vocabulary, id))
    }

    /// What several words are called.
    pub(crate) fn names(&self, ids: &[WordId], most: usize) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.name(*id)).collect();
        first_few(&names, most, "or")
    }

    /// What a choice of events is called: the group or word that it starts from, whatever is filtered later, and the
    /// title of the definition that chooses.
    pub(crate) fn subject(&self, id: EventsId) -> String {
        self.wording.subject(id, || self.subject_with(id, true))
    }

    /// What a choice of events starts from, without the title of a definition on the way.
    pub(crate) fn source_subject(&self, id: EventsId) -> String {
        self.wording.source(id, || self.subject_with(id, false))
    }

    fn subject_with(&self, id: EventsId, titles: bool) -> String {
        let node = self.program.events(id);
        let plain = self.plain_subject(node, titles);
        match &node.label {
            Some(title) if titles => {
                // A definition whose title names what it chooses from is called by its title alone.
                let named = title.to_lowercase().contains(plain.trim_start_matches("doses of "));
                if named { in_sentence(title) } else { format!("{plain} (\"{title}\")") }
            }
            _ => plain,
        }
    }

    fn plain_subject(&self, node: &Node<EventsNode>, titles: bool) -> String {
        let of = |id: EventsId| if titles { self.subject(id) } else { self.source_subject(id) };
        match &node.node {
            EventsNode::Doses { of: from } => return format!("doses of {}", of(*from)),
            EventsNode::Where { of: from, condition } if self.is_of_any_word(*from) => {
                return format!("{} with {}", of(*from), self.readable(&self.asked(self.program.truth(*condition))));
            }
            _ => {}
        }
        match node.node.taken_from() {
            TakenFrom::Words(words) => self.subject_of_words(node, words),
            TakenFrom::Each(parts) => {
                let mut names: Vec<String> = parts.iter().map(|part| of(*part)).collect();
                names.dedup();
                first_few(&names, 4, "or")
            }
            TakenFrom::Both(left, right) => format!("{} together with {}", of(left), of(right)),
            TakenFrom::Lines => "lines of therapy".to_owned(),
            TakenFrom::Some(from) | TakenFrom::Remade(from) | TakenFrom::Periods(from) => of(from),
        }
    }

    /// Whether a choice of events starts from everything of a kind, so that only its conditions say what it is.
    fn is_of_any_word(&self, id: EventsId) -> bool {
        matches!(&self.program.events(id).node, EventsNode::Words(words)
            if words.roots.iter().any(|word| *word == self.word(*word).kind.unmapped()))
    }

    /// The words that a choice of events starts from, with everything below them.
    pub(crate) fn words_behind(&self, id: EventsId) -> Vec<WordId> {
        match self.program.events(id).node.taken_from() {
            TakenFrom::Words(words) => words.certain.iter().collect(),
            TakenFrom::Each(of) => of.iter().flat_map(|part| self.words_behind(*part)).collect(),
            TakenFrom::Both(left, right) => {
                let mut words = self.words_behind(left);
                words.extend(self.words_behind(right));
                words
            }
            TakenFrom::Lines => Vec::new(),
            TakenFrom::Some(of) | TakenFrom::Remade(of) | TakenFrom::Periods(of) => self.words_behind(of),
        }
    }

    fn subject_of_words(&self, node: &Node<EventsNode>, words: &Words) -> String {
        let vocabulary = &self.program.vocabulary;
        if let Some(Named::Group(place)) = vocabulary.find(&self.asked(node))
            && let Some(group) = vocabulary.groups.get(place)
            && !group.title.is_empty()
        {
            return in_sentence(&group.title);
        }
        self.names(&words.roots, 4)
    }

    /// A value in words, in the unit in which it is kept.
    pub(crate) fn datum(&self, datum: &Datum) -> String {
        let vocabulary = &self.program.vocabulary;
        let symbol = |id| spaced(vocabulary.symbol(id));
        match datum {
            Datum::Quantity(found, unit) => range(found, vocabulary.unit(*unit)),
            Datum::Titre(found) => titre(found),
            Datum::Symbol(id) => symbol(*id),
            Datum::Symbols(ids) if ids.is_empty() => "none".to_owned(),
            Datum::Symbols(ids) => {
                crate::wording::words::listed(&ids.iter().map(|id| symbol(*id)).collect::<Vec<_>>(), "and")
            }
            Datum::Days(days) => days.to_string(),
            Datum::Words(ids) if ids.is_empty() => "none".to_owned(),
            Datum::Words(ids) => self.all_named(ids),
            Datum::Either(data) => self.either(data),
        }
    }

    /// `bortezomib and possibly lenalidomide`; `induction or maintenance`.
    fn either(&self, data: &[Datum]) -> String {
        let sets = || data.iter().filter_map(|datum| if let Datum::Words(ids) = datum { Some(ids) } else { None });
        let mut all: Vec<WordId> = sets().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        let (sure, possible): (Vec<WordId>, Vec<WordId>) =
            all.iter().partition(|id| sets().all(|ids| ids.contains(id)));
        if sure.is_empty() {
            let data: Vec<String> = data.iter().map(|datum| self.datum(datum)).collect();
            return crate::wording::words::listed(&data, "or");
        }
        format!("{} and possibly {}", self.all_named(&sure), self.all_named(&possible))
    }

    fn all_named(&self, ids: &[WordId]) -> String {
        crate::wording::words::listed(&ids.iter().map(|id| self.name(*id)).collect::<Vec<_>>(), "and")
    }

    pub(crate) fn unit(&self, id: Option<UnitId>) -> &'a str {
        id.map_or("", |id| self.program.vocabulary.unit(id))
    }

    /// The events that a value is measured of, through conversions and arithmetic.
    pub(crate) fn events_of(&self, id: ValueId) -> Option<EventsId> {
        match &self.program.value(id).node {
            ValueNode::Measure { events, .. }
            | ValueNode::Count { events, .. }
            | ValueNode::Total { events, .. }
            | ValueNode::Average { events, .. } => Some(*events),
            ValueNode::Scaled { value, .. } => self.events_of(*value),
            ValueNode::PercentChange { to, .. } => self.events_of(*to),
            ValueNode::Arithmetic { left, right, .. } => self.events_of(*left).or_else(|| self.events_of(*right)),
            _ => None,
        }
    }
}
