//! Where symbols are spoken of.

mod phrase;

use super::scope::Scope;
use super::{Mention, SymbolId, SymbolKind, Symbols};
use crate::check::{Checked, FileId, Read, Reading};
use crate::diagnostic::Span;
use crate::syntax::tree::{
    AnchorShape, Criterion, CriterionClause, Define, Item, ItemKind, Lines, Name, Score, Word, WordClause,
};
use crate::vocabulary::Vocabulary;
use std::collections::HashMap;

/// Adds what every file speaks of.
pub(super) fn references(checked: &Checked, symbols: &mut Symbols) {
    let readings: HashMap<(FileId, u32, u32), &Read> =
        checked.readings.iter().map(|read| ((read.file, read.span.start, read.span.end), read)).collect();
    let mut found: Vec<Found> = Vec::new();
    for (file, source) in (0u32..).map(FileId).zip(&checked.program.files) {
        let scope = Scope::new(&checked.program, symbols, file);
        let vocabulary = &checked.program.vocabulary;
        let formals = HashMap::new();
        let mut refer = Refer { vocabulary, scope, readings: &readings, file, formals, score: None, found: Vec::new() };
        refer.formals = formals_of(symbols, file);
        source.tree.items.iter().for_each(|item| refer.item(item));
        found.append(&mut refer.found);
    }
    for Found { file, span, target, of } in found {
        let symbol = match target {
            Target::Symbol(symbol) => symbol,
            Target::Attribute(name) => symbols.shared(&name, SymbolKind::Attribute, None),
            Target::Value(name, within) => symbols.shared(&name, SymbolKind::Value, Some(&within)),
        };
        symbols.mentions.push(Mention { file, span, symbol, declares: false, of });
    }
}

/// The parameters of the definitions of a file, by the definition and their own name.
fn formals_of(symbols: &Symbols, file: FileId) -> HashMap<(String, String), SymbolId> {
    let own = symbols.all().filter(|(_, symbol)| {
        symbol.kind == SymbolKind::Argument && symbol.declared.is_some_and(|(declared, _)| declared == file)
    });
    own.map(|(id, symbol)| ((symbol.within.clone().unwrap_or_default(), symbol.name.clone()), id)).collect()
}

struct Found {
    file: FileId,
    span: Span,
    target: Target,
    of: Vec<String>,
}

enum Target {
    Symbol(SymbolId),
    Attribute(String),
    /// A value, and of which attribute.
    Value(String, String),
}

struct Refer<'a> {
    vocabulary: &'a Vocabulary,
    scope: Scope<'a>,
    readings: &'a HashMap<(FileId, u32, u32), &'a Read>,
    file: FileId,
    formals: HashMap<(String, String), SymbolId>,
    /// The score whose clauses are read.
    score: Option<&'a str>,
    found: Vec<Found>,
}

/// The definition in which an expression stands, if in one.
type Within<'a> = Option<&'a str>;

impl<'a> Refer<'a> {
    fn item(&mut self, item: &'a Item) {
        match &item.kind {
            ItemKind::Header(_) | ItemKind::Malformed | ItemKind::Judgement(_) | ItemKind::Site(_) => {}
            ItemKind::Use(name) => {
                let header = self.scope.header(&name.text);
                self.note(name, header);
            }
            ItemKind::Parameter(parameter) => self.expr(None, &parameter.value),
            ItemKind::Criterion(criterion) => self.criterion(criterion),
            ItemKind::Cohort(cohort) => self.expr(None, &cohort.when),
            ItemKind::Amendment(amendment) => {
                amendment.items.iter().for_each(|item| self.item(item));
                for id in &amendment.removes {
                    let criterion = self.scope.criterion(&id.text);
                    self.note(id, criterion);
                }
            }
            ItemKind::Define(define) => self.define(define),
            ItemKind::Score(score) => self.in_score(score),
            ItemKind::Anchor(anchor) => {
                if let AnchorShape::Period { from, to, .. } = &anchor.shape {
                    self.names([from, to]);
                }
            }
            ItemKind::Lines(lines) => self.lines(lines),
            ItemKind::Group(group) => self.names(group.members.iter().chain(&group.except)),
            ItemKind::Word(word) => self.word(word),
        }
    }

    fn criterion(&mut self, criterion: &'a Criterion) {
        for cohort in &criterion.cohorts {
            let symbol = self.scope.cohort(&cohort.text);
            self.note(cohort, symbol);
        }
        for clause in &criterion.clauses {
            match clause {
                CriterionClause::CheckedAt(anchor) => self.names([anchor]),
                CriterionClause::Clarifies(id) => {
                    let symbol = self.scope.criterion(&id.text);
                    self.note(id, symbol);
                }
                _ => {}
            }
        }
        criterion.expression.iter().for_each(|expr| self.expr(None, expr));
    }

    fn define(&mut self, define: &'a Define) {
        self.expr(Some(&define.name.text), &define.body);
    }

    fn in_score(&mut self, score: &'a Score) {
        self.score = Some(&score.name.text);
        let conditions =
            score.domains.iter().flat_map(|domain| &domain.items).filter_map(|item| item.condition.as_ref());
        for expr in score.entry.iter().chain(conditions).chain(&score.meets) {
            self.expr(None, expr);
        }
        self.score = None;
    }

    fn lines(&mut self, lines: &'a Lines) {
        self.names(lines.of.iter().chain(&lines.not_counted));
    }

    fn word(&mut self, word: &'a Word) {
        for clause in &word.clauses {
            match clause {
                WordClause::IsA(name) | WordClause::SupersededBy(name) | WordClause::Equivalent(_, _, name) => {
                    self.names([name]);
                }
                WordClause::Computed { from, .. } => self.names(from),
                WordClause::Code(codes) => {
                    for (attribute, value) in codes.iter().filter_map(|code| code.implies.as_ref()) {
                        let of = vec![word.name.text.clone()];
                        self.push(attribute.span, Target::Attribute(attribute.text.clone()), of.clone());
                        self.push(value.span, Target::Value(value.text.clone(), attribute.text.clone()), of);
                    }
                }
                _ => {}
            }
        }
    }

    fn names(&mut self, names: impl IntoIterator<Item = &'a Name>) {
        for name in names {
            let symbol = self.scope.find(&name.text);
            self.note(name, symbol);
        }
    }

    fn note(&mut self, name: &Name, symbol: Option<SymbolId>) {
        if let Some(symbol) = symbol {
            self.push(name.span, Target::Symbol(symbol), Vec::new());
        }
    }

    fn push(&mut self, span: Span, target: Target, of: Vec<String>) {
        self.found.push(Found { file: self.file, span, target, of });
    }

    /// What the checker read a name as, where only its surroundings tell.
    fn reading(&self, span: Span) -> Option<&'a Read> {
        self.readings.get(&(self.file, span.start, span.end)).copied()
    }

    fn is_attribute(&self, name: &Name) -> bool {
        self.reading(name.span).is_some_and(|read| matches!(read.reading, Reading::Attribute(_)))
    }

    /// A name in an expression: a parameter of the definition, an attribute, else what the file knows by it.
    fn name(&mut self, within: Within<'a>, name: &'a Name) {
        if let Some(define) = within
            && let Some(formal) = self.formals.get(&(define.to_owned(), name.text.clone()))
        {
            return self.push(name.span, Target::Symbol(*formal), Vec::new());
        }
        if self.is_attribute(name) {
            return self.attribute(name);
        }
        let symbol = self.scope.find(&name.text);
        self.note(name, symbol);
    }

    /// The name of an attribute.
    fn attribute(&mut self, name: &'a Name) {
        let read = self.reading(name.span);
        let known = match read.map(|read| read.reading) {
            Some(Reading::Attribute(id)) => Some(self.vocabulary.attribute(id).to_owned()),
            // Where something else is wrong nobody read it; its name says enough.
            _ => self.vocabulary.attributes.iter().find(|known| **known == name.text).cloned(),
        };
        if let Some(known) = known {
            let of = read.map(|read| self.words(read)).unwrap_or_default();
            self.push(name.span, Target::Attribute(known), of);
        }
    }

    fn words(&self, read: &Read) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for id in &read.of {
            let word = self.vocabulary.word(*id);
            let above = word.ancestors.iter().map(|above| &self.vocabulary.word(*above).name);
            words.extend(std::iter::once(&word.name).chain(above).cloned());
        }
        words.sort_unstable();
        words.dedup();
        words
    }
}
