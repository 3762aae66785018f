//! What was found to be needed: a line for each person's fact, question, statement and word.

use super::collect::{Looked, Reach, Walk};
use super::{PersonNeed, QuestionNeed, StatementNeed, WordNeed};
use crate::check::*;
use crate::protocol::english::English;
use crate::protocol::text::unmarked;
use crate::vocabulary::{Form, WordId, WordSet};
use crate::wording::names;
use crate::wording::unit::clinical;

impl Walk<'_> {
    pub(super) fn person(&mut self, what: &str) {
        let by = self.criterion.clone();
        match self.found.person.iter_mut().find(|known| known.what == what) {
            Some(known) => add(&mut known.criteria, by),
            None => self.found.person.push(PersonNeed { what: what.to_owned(), criteria: vec![by] }),
        }
    }

    pub(super) fn question(&mut self, id: crate::vocabulary::QuestionId, arguments: &[String]) {
        let vocabulary = &self.program.vocabulary;
        let Some(asked) = vocabulary.questions.get(usize::from(id.0)) else { return };
        let need = QuestionNeed {
            name: asked.name.clone(),
            arguments: arguments.to_vec(),
            text: names::question(vocabulary, id, arguments),
            answered_by: names::answered_by(vocabulary, id),
            valid_for: asked.valid_for.map(|length| length.to_string()),
            criteria: Vec::new(),
        };
        self.ask(need);
    }

    pub(super) fn site(&mut self, id: crate::vocabulary::SiteId, arguments: &[String]) {
        let vocabulary = &self.program.vocabulary;
        let Some(asked) = vocabulary.sites.get(usize::from(id.0)) else { return };
        let need = QuestionNeed {
            name: asked.name.clone(),
            arguments: arguments.to_vec(),
            text: names::site_question(vocabulary, id, arguments),
            answered_by: "site, once for all patients".to_owned(),
            valid_for: None,
            criteria: Vec::new(),
        };
        self.ask(need);
    }

    pub(super) fn ask(&mut self, need: QuestionNeed) {
        let by = self.criterion.clone();
        let same = |known: &&mut QuestionNeed| known.name == need.name && known.arguments == need.arguments;
        match self.found.questions.iter_mut().find(same) {
            Some(known) => add(&mut known.criteria, by),
            None => self.found.questions.push(QuestionNeed { criteria: vec![by], ..need }),
        }
    }

    pub(super) fn statement(&mut self, intolerance: bool, root: WordId) {
        let what = if intolerance { "intolerance" } else { "contraindication" };
        let (name, by) = (self.program.vocabulary.word(root).name.clone(), self.criterion.clone());
        let same = |known: &&mut StatementNeed| known.what == what && known.name == name;
        match self.found.statements.iter_mut().find(same) {
            Some(known) => add(&mut known.criteria, by),
            None => {
                let title = unmarked(&self.english.word(root));
                self.found.statements.push(StatementNeed { what: what.to_owned(), name, title, criteria: vec![by] });
            }
        }
    }

    pub(super) fn lines(&mut self, policy: Option<LinesId>, looked: &Looked) {
        self.need(crate::vocabulary::LINE, looked);
        let policy = policy.and_then(|policy| self.program.lines.get(policy.0 as usize));
        for word in policy.map(|policy| self.english.tops(&policy.of)).unwrap_or_default() {
            self.need(word, &Looked { complete: true, ..looked.clone() });
        }
    }

    pub(super) fn words(&mut self, words: &Words, looked: &Looked) {
        words.roots.iter().for_each(|root| self.need(*root, looked));
    }

    /// Notes that a word is asked for.
    pub(super) fn need(&mut self, id: WordId, looked: &Looked) {
        let ever = Reach { days: i32::MAX, words: "ever".to_owned() };
        let (window, reach) = looked.window.clone().unwrap_or_else(|| ("at any time".to_owned(), ever));
        let by = self.criterion.clone();
        let fresh = || (fresh(self.program, &self.english, id), Reach { days: -1, words: String::new() });
        let (need, farthest) = self.words.entry(id).or_insert_with(fresh);
        add(&mut need.windows, window);
        add(&mut need.criteria, by);
        for attribute in &looked.attributes {
            add(&mut need.attributes, self.program.vocabulary.attribute(*attribute).to_owned());
        }
        need.needs_complete_list |= looked.complete;
        need.planned |= looked.planned;
        if reach.days > farthest.days {
            need.farthest.clone_from(&reach.words);
            *farthest = reach;
        }
    }
}

fn fresh(program: &Program, english: &English<'_>, id: WordId) -> WordNeed {
    let word = program.vocabulary.word(id);
    let below: WordSet = word.family.iter().filter(|member| *member != id).collect();
    let name = if word.vocabulary.is_empty() { word.kind.list().to_owned() } else { word.name.clone() };
    WordNeed {
        name,
        title: unmarked(&english.word(id)),
        kind: word.kind,
        codes: word.codes.iter().map(names::code).collect(),
        includes: below.iter().map(|word| program.vocabulary.word(word).name.clone()).collect(),
        results: word.forms.iter().map(|form| results(program, form)).filter(|text| !text.is_empty()).collect(),
        attributes: Vec::new(),
        windows: Vec::new(),
        farthest: String::new(),
        needs_complete_list: false,
        planned: false,
        criteria: Vec::new(),
    }
}

/// The unit or values of a result.
fn results(program: &Program, form: &Form) -> String {
    let vocabulary = &program.vocabulary;
    let listed = |values: &[crate::vocabulary::SymbolId]| {
        values.iter().map(|value| vocabulary.symbol(*value)).collect::<Vec<_>>().join(", ")
    };
    match form {
        Form::Quantity { unit, .. } if vocabulary.unit(*unit).is_empty() => "a number".to_owned(),
        Form::Quantity { unit, .. } => clinical(vocabulary.unit(*unit)),
        Form::Titre => "titre".to_owned(),
        Form::Values(values) => listed(values),
        Form::Ordered(order) => listed(&order.values),
    }
}

pub(super) fn add(list: &mut Vec<String>, text: String) {
    if !list.contains(&text) {
        list.push(text);
    }
}
