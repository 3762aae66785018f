//! The numbers that a criterion's rule uses: its own, those of the parameters, definitions, scores and questions that it names,
//! and what words mean by `is positive`.

use super::quantity::{Counted, Quantity};
use super::said::{Said, any_whole, said};
use crate::check::Program;
use crate::diagnostic::Span;
use crate::syntax::tree::{
    Amount, AnchorShape, BlockKind, Comparator, Expr, ExprKind, Item, ItemKind, Modifier, Point, Score, Selector, Test,
    Window,
};
use crate::value::Number;
use crate::vocabulary::{Bound, Named};
use std::collections::{BTreeMap, BTreeSet};

/// A number that a rule uses.
#[derive(Clone, Debug)]
pub(crate) struct Used {
    pub(crate) quantity: Quantity,
    /// As the rule writes it, with its unit.
    pub(crate) text: String,
    /// Where the criterion itself writes it; nothing for what stands elsewhere.
    pub(crate) own: Option<Span>,
    /// Whether no rule writes it: it is what a word means by `is positive`.
    pub(crate) meaning: bool,
}

impl Used {
    /// A number of a sentence as if a rule used it.
    pub(super) fn like(said: &Said) -> Used {
        Used { quantity: said.quantity.clone(), text: said.text.clone(), own: None, meaning: false }
    }
}

/// What a rule uses.
#[derive(Clone, Debug, Default)]
pub(crate) struct AllUsed {
    pub(crate) numbers: Vec<Used>,
    /// The molar masses of the words that it names.
    pub(crate) masses: Vec<Number>,
}

/// The declarations of all files by name.
pub(crate) struct Declared<'p> {
    items: BTreeMap<&'p str, Vec<&'p ItemKind>>,
    program: &'p Program,
}

impl<'p> Declared<'p> {
    pub(crate) fn new(program: &'p Program) -> Declared<'p> {
        let mut items: BTreeMap<&'p str, Vec<&'p ItemKind>> = BTreeMap::new();
        let all = program.files.iter().flat_map(|file| &file.tree.items);
        let amended = |item: &'p Item| match &item.kind {
            ItemKind::Amendment(amendment) => amendment.items.as_slice(),
            _ => &[],
        };
        for item in all.flat_map(|item| std::iter::once(item).chain(amended(item))) {
            let name = match &item.kind {
                ItemKind::Parameter(parameter) => &parameter.name,
                ItemKind::Define(define) => &define.name,
                ItemKind::Score(score) => &score.name,
                ItemKind::Anchor(anchor) => &anchor.name,
                ItemKind::Judgement(judgement) => &judgement.name,
                _ => continue,
            };
            items.entry(name.text.as_str()).or_default().push(&item.kind);
        }
        Declared { items, program }
    }

    /// Everything that an expression uses.
    pub(crate) fn used(&self, expr: &'p Expr) -> AllUsed {
        let mut gatherer =
            Gatherer { declared: self, all: AllUsed::default(), seen: BTreeSet::new(), own: true, asks_meaning: false };
        gatherer.expr(expr);
        let Gatherer { mut all, asks_meaning, .. } = gatherer;
        all.numbers.retain(|used| asks_meaning || !used.meaning);
        all
    }
}

struct Gatherer<'d, 'p> {
    declared: &'d Declared<'p>,
    all: AllUsed,
    seen: BTreeSet<&'p str>,
    /// Whether what is read stands in the criterion itself.
    own: bool,
    /// Whether something is asked by a word: `is positive`.
    asks_meaning: bool,
}

impl<'p> Gatherer<'_, 'p> {
    fn add(&mut self, quantity: Quantity, text: String, span: Option<Span>) {
        let own = span.filter(|_| self.own);
        self.all.numbers.push(Used { quantity, text, own, meaning: false });
    }

    fn count(&mut self, count: u32, span: Span) {
        self.add(Quantity::new(Number::whole(count.into()), Counted::Events), count.to_string(), Some(span));
    }

    fn amount(&mut self, amount: &Amount) {
        let Some(number) = Number::parse(&amount.number) else { return };
        let unit = amount.unit.as_ref().map(|unit| unit.text.as_str());
        let text = unit.map_or_else(|| amount.number.clone(), |unit| format!("{} {unit}", amount.number));
        if let Some(quantity) = Quantity::read(number, unit) {
            self.add(quantity, text, Some(amount.span));
        }
    }

    fn apart(&mut self, read: impl FnOnce(&mut Self)) {
        let own = std::mem::replace(&mut self.own, false);
        read(self);
        self.own = own;
    }

    fn several(&mut self, all: &'p [Expr]) {
        all.iter().for_each(|expr| self.expr(expr));
    }

    fn expr(&mut self, expr: &'p Expr) {
        match &expr.kind {
            ExprKind::Amount(amount) => self.amount(amount),
            ExprKind::Titre(text) => {
                if let Some(number) = text.split_once(':').and_then(|(_, end)| Number::parse(end)) {
                    self.add(Quantity::new(number, Counted::Titre), text.clone(), Some(expr.span));
                }
            }
            ExprKind::Name(name) => self.name(&name.text),
            ExprKind::Call(name, arguments) | ExprKind::Meets(name, arguments) => {
                self.name(&name.text);
                self.several(arguments);
            }
            ExprKind::Asked(_, name, arguments) | ExprKind::SiteSays(name, arguments) => {
                self.name(&name.text);
                self.several(arguments);
            }
            ExprKind::Chain(first, rest) => {
                self.expr(first);
                rest.iter().for_each(|(_, expr)| self.expr(expr));
            }
            ExprKind::Not(inner)
            | ExprKind::Negative(inner)
            | ExprKind::Parenthesis(inner)
            | ExprKind::Stated(_, inner)
            | ExprKind::AttributeOf(_, inner) => self.expr(inner),
            ExprKind::If(one, two)
            | ExprKind::EveryHas(one, two)
            | ExprKind::Arithmetic(one, _, two)
            | ExprKind::PercentChange(one, two) => {
                self.expr(one);
                self.expr(two);
            }
            ExprKind::Compare(one, comparator, two) => {
                self.asks_meaning |= matches!(comparator, Comparator::Is | Comparator::IsNot);
                self.expr(one);
                self.expr(two);
            }
            ExprKind::Block(kind, lines) => {
                if let BlockKind::AtLeast(count) | BlockKind::Exactly(count) | BlockKind::AtMost(count) = kind {
                    self.count(*count, expr.span);
                }
                lines.iter().for_each(|line| self.expr(&line.expression));
            }
            ExprKind::Test(left, test) => {
                self.expr(left);
                self.test(test);
            }
            ExprKind::Set(all) | ExprKind::Choose(_, all) => self.several(all),
            ExprKind::When(cases) => cases.iter().for_each(|(value, truth)| {
                self.expr(value);
                self.expr(truth);
            }),
            ExprKind::TimeSince(point) => self.point(point),
            ExprKind::Age(point) => point.iter().for_each(|point| self.point(point)),
            ExprKind::Select(selector, inner) => {
                self.selector(selector, expr.span);
                self.expr(inner);
            }
            ExprKind::Modify(inner, modifier) => {
                self.expr(inner);
                self.modifier(modifier);
            }
            ExprKind::Malformed
            | ExprKind::Limit(_)
            | ExprKind::Date(_)
            | ExprKind::Quoted(_)
            | ExprKind::Sex
            | ExprKind::It => {}
        }
    }

    fn test(&mut self, test: &'p Test) {
        match test {
            Test::In { set: one, .. }
            | Test::IncludesAny(one)
            | Test::IncludesAll(one)
            | Test::IsOnly(one)
            | Test::WorseThan(one)
            | Test::BetterThan(one)
            | Test::OrWorse(one)
            | Test::OrBetter(one)
            | Test::Has(one) => self.expr(one),
            Test::Between(low, high) | Test::FromToBelow(low, high) => {
                self.expr(low);
                self.expr(high);
            }
            Test::IsKnown(_) => {}
        }
    }

    fn selector(&mut self, selector: &Selector, span: Span) {
        match selector {
            Selector::AtLeast(count)
            | Selector::AtMost(count)
            | Selector::Exactly(count)
            | Selector::Latest(Some(count))
            | Selector::Earliest(Some(count)) => self.count(*count, span),
            Selector::Between(low, high) => {
                self.count(*low, span);
                self.count(*high, span);
            }
            _ => {}
        }
    }

    fn modifier(&mut self, modifier: &'p Modifier) {
        match modifier {
            Modifier::Where(expr) | Modifier::TogetherWith(expr) | Modifier::Except(expr) => self.expr(expr),
            Modifier::With { condition, .. } => self.expr(condition),
            Modifier::CountingAsOne(expr) => self.expr(expr),
            Modifier::Window(window) | Modifier::Running(window) => self.window(window),
            Modifier::Started(window) | Modifier::Ended(window) => {
                window.iter().for_each(|window| self.window(window));
            }
            Modifier::Lasting { length, .. } | Modifier::ForATotalOf { length, .. } | Modifier::Apart(length) => {
                self.expr(length);
            }
            Modifier::Including { at_least, set } => {
                at_least.iter().for_each(|count| self.count(*count, set.span));
                self.expr(set);
            }
            Modifier::By(_)
            | Modifier::DistinctBy(_)
            | Modifier::Items { .. }
            | Modifier::As(_)
            | Modifier::Per(_)
            | Modifier::OverDays { .. } => {}
        }
    }

    fn window(&mut self, window: &'p Window) {
        window.within.iter().for_each(|length| self.expr(length));
        window.point.iter().for_each(|point| self.point(point));
    }

    fn point(&mut self, point: &'p Point) {
        let (Point::Of(expr) | Point::StartOf(expr) | Point::EndOf(expr) | Point::DateOf(expr)) = point;
        self.expr(expr);
    }

    fn name(&mut self, name: &str) {
        let declared = self.declared;
        if let Some((name, items)) = declared.items.get_key_value(name)
            && self.seen.insert(name)
        {
            self.apart(|own| items.iter().for_each(|item| own.declaration(item)));
        }
        self.word(name);
    }

    fn declaration(&mut self, item: &'p ItemKind) {
        match item {
            ItemKind::Parameter(parameter) => self.expr(&parameter.value),
            ItemKind::Define(define) => self.expr(&define.body),
            ItemKind::Score(score) => self.score(score),
            ItemKind::Anchor(anchor) => match &anchor.shape {
                AnchorShape::Day { window: Some(amount) } | AnchorShape::Period { at_most: Some(amount), .. } => {
                    self.amount(amount);
                }
                _ => {}
            },
            ItemKind::Judgement(judgement) => {
                judgement.valid_for.iter().for_each(|amount| self.amount(amount));
                let numbers = judgement.question.iter().flat_map(|question| said(&question.text));
                numbers.for_each(|said| self.add(said.quantity, said.text, None));
                let question = judgement.question.as_ref().map_or("", |question| question.text.as_str());
                let all = any_whole(question).into_iter().chain(any_whole(&judgement.name.text));
                all.for_each(|number| self.add(Quantity::new(number, Counted::Nothing), number.to_string(), None));
            }
            _ => {}
        }
    }

    fn score(&mut self, score: &'p Score) {
        score.entry.iter().chain(&score.meets).for_each(|expr| self.expr(expr));
    }

    fn word(&mut self, name: &str) {
        let vocabulary = &self.declared.program.vocabulary;
        let Some(Named::Word(word)) = vocabulary.find(name) else { return };
        let word = vocabulary.word(word);
        self.all.masses.extend(word.molar_mass.as_ref().map(|(mass, _)| *mass));
        for meaning in &word.qualitative {
            let quantity = match meaning.bound {
                Bound::Titre(number) => Quantity::new(number, Counted::Titre),
                Bound::Upper(number) | Bound::Lower(number) => Quantity::new(number, Counted::Limits),
                Bound::Quantity(number) => Quantity::new(number, Counted::Nothing),
            };
            let text = quantity.number.to_string();
            self.all.numbers.push(Used { quantity, text, own: None, meaning: true });
        }
    }
}
