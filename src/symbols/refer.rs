//! Where symbols are spoken of.

use super::scope::Scope;
use super::{Mention, SymbolId, SymbolKind, Symbols};
use crate::check::{Checked, FileId, Read, Reading};
use crate::diagnostic::Span;
use crate::syntax::tree::{
    AnchorShape, Comparator, Criterion, CriterionClause, Define, Expr, ExprKind, Item, ItemKind, Lines, Modifier, Name,
    Point, Score, Selector, Test, Window, Word, WordClause,
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

    /// What stands after `is` and in a set of values: values where they were read as such.
    fn values(&mut self, within: Within<'a>, left: &'a Expr, right: &'a Expr) {
        match &right.kind {
            ExprKind::Set(members) => members.iter().for_each(|member| self.values(within, left, member)),
            ExprKind::Parenthesis(inner) => self.values(within, left, inner),
            _ => match self.reading(right.span) {
                Some(read) if matches!(read.reading, Reading::Value(_)) => {
                    let Reading::Value(id) = read.reading else { return };
                    let of = self.words(read);
                    let attribute = attribute_of(left).filter(|name| self.is_attribute(name));
                    let attribute = attribute.map_or("value", |name| name.text.as_str());
                    let value = Target::Value(self.vocabulary.symbol(id).to_owned(), attribute.to_owned());
                    self.push(right.span, value, of);
                }
                _ => self.expr(within, right),
            },
        }
    }

    fn expr(&mut self, within: Within<'a>, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Malformed
            | ExprKind::Limit(_)
            | ExprKind::Amount(_)
            | ExprKind::Titre(_)
            | ExprKind::Date(_)
            | ExprKind::Quoted(_)
            | ExprKind::Age(None)
            | ExprKind::Sex
            | ExprKind::It => {}
            ExprKind::Chain(first, rest) => {
                self.expr(within, first);
                rest.iter().for_each(|(_, one)| self.expr(within, one));
            }
            ExprKind::Not(inner)
            | ExprKind::Negative(inner)
            | ExprKind::Parenthesis(inner)
            | ExprKind::Stated(_, inner) => {
                self.expr(within, inner);
            }
            ExprKind::If(one, two) | ExprKind::EveryHas(one, two) | ExprKind::Arithmetic(one, _, two) => {
                self.expr(within, one);
                self.expr(within, two);
            }
            ExprKind::PercentChange(one, two) => {
                self.expr(within, one);
                self.expr(within, two);
            }
            ExprKind::Block(_, lines) => lines.iter().for_each(|line| self.expr(within, &line.expression)),
            ExprKind::Compare(left, comparator, right) => {
                self.expr(within, left);
                match comparator {
                    Comparator::Is | Comparator::IsNot => self.values(within, left, right),
                    _ => self.expr(within, right),
                }
            }
            ExprKind::Test(left, test) => self.test(within, left, test),
            ExprKind::Asked(_, name, arguments) | ExprKind::SiteSays(name, arguments) => {
                self.names([name]);
                arguments.iter().for_each(|argument| self.answer(within, name, argument));
            }
            ExprKind::Meets(name, arguments) | ExprKind::Call(name, arguments) => {
                self.name(within, name);
                arguments.iter().for_each(|argument| self.expr(within, argument));
            }
            ExprKind::Name(name) => self.name(within, name),
            ExprKind::Set(members) | ExprKind::Choose(_, members) => {
                members.iter().for_each(|member| self.expr(within, member));
            }
            ExprKind::When(cases) => {
                for (value, when) in cases {
                    self.expr(within, value);
                    self.expr(within, when);
                }
            }
            ExprKind::TimeSince(point) | ExprKind::Age(Some(point)) => self.point(within, point),
            ExprKind::Select(selector, inner) => self.select(within, selector, inner),
            ExprKind::Modify(inner, modifier) => {
                self.expr(within, inner);
                self.modifier(within, inner, modifier);
            }
            ExprKind::AttributeOf(name, inner) => {
                self.attribute(name);
                self.expr(within, inner);
            }
        }
    }

    /// An argument of a question; of one to the site, perhaps its answer.
    fn answer(&mut self, within: Within<'a>, question: &'a Name, argument: &'a Expr) {
        if let ExprKind::Name(name) = &argument.kind
            && self.scope.find(&name.text).is_none()
        {
            let known = within.and_then(|define| self.formals.get(&(define.to_owned(), name.text.clone())));
            if known.is_none() {
                let answer = Target::Value(name.text.clone(), question.text.clone());
                return self.push(name.span, answer, vec![question.text.clone()]);
            }
        }
        self.expr(within, argument);
    }

    fn select(&mut self, within: Within<'a>, selector: &'a Selector, inner: &'a Expr) {
        match selector {
            Selector::Total(name) | Selector::Average(name) => self.attribute(name),
            Selector::PointsOf => {
                if let (Some(score), ExprKind::Name(name)) = (self.score, &inner.kind)
                    && let Some(part) = self.scope.part(score, &name.text)
                {
                    return self.note(name, Some(part));
                }
            }
            _ => {}
        }
        self.expr(within, inner);
    }

    fn test(&mut self, within: Within<'a>, left: &'a Expr, test: &'a Test) {
        self.expr(within, left);
        match test {
            Test::In { set: values, .. }
            | Test::IncludesAny(values)
            | Test::IncludesAll(values)
            | Test::IsOnly(values)
            | Test::WorseThan(values)
            | Test::BetterThan(values)
            | Test::OrWorse(values)
            | Test::OrBetter(values) => self.values(within, left, values),
            Test::Between(low, high) | Test::FromToBelow(low, high) => {
                self.expr(within, low);
                self.expr(within, high);
            }
            Test::Has(condition) => self.expr(within, condition),
            Test::IsKnown(_) => {}
        }
    }

    fn modifier(&mut self, within: Within<'a>, inner: &'a Expr, modifier: &'a Modifier) {
        match modifier {
            Modifier::Where(expr)
            | Modifier::TogetherWith(expr)
            | Modifier::With { condition: expr, .. }
            | Modifier::Except(expr)
            | Modifier::CountingAsOne(expr)
            | Modifier::Including { set: expr, .. }
            | Modifier::Lasting { length: expr, .. }
            | Modifier::ForATotalOf { length: expr, .. }
            | Modifier::Apart(expr) => self.expr(within, expr),
            Modifier::Window(window) | Modifier::Running(window) => self.window(within, window),
            Modifier::Started(window) | Modifier::Ended(window) => {
                window.iter().for_each(|window| self.window(within, window));
            }
            Modifier::By(name) | Modifier::DistinctBy(name) => self.attribute(name),
            Modifier::As(name) => self.names([name]),
            Modifier::Items { items, .. } => {
                let mut scores = Vec::new();
                named_in(inner, &mut scores);
                for item in items {
                    let part = scores.iter().find_map(|score| self.scope.part(score, &item.text));
                    self.note(item, part);
                }
            }
            Modifier::Per(_) | Modifier::OverDays { .. } => {}
        }
    }

    fn window(&mut self, within: Within<'a>, window: &'a Window) {
        window.within.iter().for_each(|length| self.expr(within, length));
        window.point.iter().for_each(|point| self.point(within, point));
    }

    fn point(&mut self, within: Within<'a>, point: &'a Point) {
        match point {
            Point::Of(expr) | Point::StartOf(expr) | Point::EndOf(expr) | Point::DateOf(expr) => {
                self.expr(within, expr)
            }
        }
    }
}

/// The attribute that an expression asks for, where it asks for one by name.
fn attribute_of(left: &Expr) -> Option<&Name> {
    match &left.kind {
        ExprKind::Name(name) | ExprKind::AttributeOf(name, _) => Some(name),
        ExprKind::Parenthesis(inner) | ExprKind::Modify(inner, _) => attribute_of(inner),
        _ => None,
    }
}

/// The names in the heart of a phrase.
fn named_in<'a>(expr: &'a Expr, names: &mut Vec<&'a str>) {
    match &expr.kind {
        ExprKind::Name(name) | ExprKind::Call(name, _) => names.push(&name.text),
        ExprKind::Modify(inner, _) | ExprKind::Select(_, inner) | ExprKind::Parenthesis(inner) => {
            named_in(inner, names)
        }
        ExprKind::Set(members) => members.iter().for_each(|member| named_in(member, names)),
        _ => {}
    }
}
