//! Tests against values of a list, words and qualitative results: `is`, `in`, `includes`, `worse than`, `is positive`.

use super::about::Shape;
use super::checker::Checker;
use super::names::{Context, Declared};
use super::program::{Among, TruthId, TruthNode, ValueId};
use super::value::Want;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{Expr, ExprKind, Test};
use crate::value::Comparison;
use crate::vocabulary::{SymbolId, WordSet};

/// The words that a measurement may declare a meaning of, and their opposites.
const QUALITATIVE: &[(&str, &str)] = &[
    ("positive", "negative"),
    ("negative", "positive"),
    ("high", ""),
    ("low", ""),
    ("abnormal", "normal"),
    ("normal", "abnormal"),
];

impl<'a> Checker<'a> {
    /// `A is B`, `A is not B`
    pub(super) fn is(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        left: &'a Expr,
        right: &'a Expr,
        negated: bool,
    ) -> Option<TruthId> {
        if super::compute::contains_limit(right) {
            self.no_limit(cx, right.span);
            return None;
        }
        let hint = self.written_unit(cx, right);
        let value = self.value(cx, left, &Want::hint(hint))?;
        let shape = self.nodes.shape(value);
        if let Some(text) = symbol_text(right) {
            if self.is_result(value)
                && let Some(pair) = QUALITATIVE.iter().find(|(name, _)| *name == text)
                && let Some(truth) = self.qualitative(cx, span, value, &shape, *pair, negated)
            {
                if let Some(symbol) = self.symbols.get(pair.0).copied() {
                    self.read_value(cx, right.span, &shape, symbol);
                }
                return Some(truth);
            }
            if let Some(symbol) = self.symbol_among(&shape, &text) {
                self.read_value(cx, right.span, &shape, symbol);
                let quantifier = if negated { Among::None } else { Among::Any };
                return Some(self.among(cx, span, value, quantifier, vec![symbol]));
            }
        }
        if shape.words.is_some() {
            let quantifier = if negated { Among::None } else { Among::Any };
            return self.among_words(cx, span, value, quantifier, right);
        }
        let only_values = shape.unit.is_none() && !shape.titre && symbol_text(right).is_some();
        if !shape.symbols.is_empty() && (only_values || self.names_a_value(cx, right)) {
            self.unknown_symbol(cx, right, &shape);
            return None;
        }
        if matches!(right.kind, ExprKind::Name(_) | ExprKind::Quoted(_)) && self.names_a_value(cx, right) {
            self.no_values(cx, right, &shape);
            return None;
        }
        let (left_id, right_id) = self.sides(cx, left, value, right)?;
        let comparison = if negated { Comparison::NotEqual } else { Comparison::Equal };
        self.constant_comparison(cx, span, left_id, comparison, right_id);
        self.implausible(cx, right, left_id, right_id);
        Some(self.comparison(cx, span, left_id, comparison, (right_id, right.span)))
    }

    /// Whether an expression can only be the name of a value of a list.
    fn names_a_value(&self, cx: &Context<'a>, right: &'a Expr) -> bool {
        match &right.kind {
            ExprKind::Quoted(_) => true,
            ExprKind::Name(name) => {
                cx.argument(&name.text).is_none()
                    && !matches!(self.peek(cx, &name.text), Some(Declared::Parameter(_) | Declared::Define(_)))
            }
            ExprKind::Parenthesis(inner) => self.names_a_value(cx, inner),
            _ => false,
        }
    }

    /// The value of that text among those that a value can be; whatever its case where only one fits.
    pub(super) fn symbol_among(&self, shape: &Shape, text: &str) -> Option<SymbolId> {
        if let Some(id) = self.symbols.get(text)
            && shape.symbols.contains(id)
        {
            return Some(*id);
        }
        None
    }

    pub(super) fn listed(&self, symbols: &[SymbolId]) -> String {
        let names: Vec<&str> = symbols.iter().map(|symbol| self.vocabulary.symbol(*symbol)).collect();
        names.join(", ")
    }

    fn unknown_symbol(&mut self, cx: &Context<'a>, right: &'a Expr, shape: &Shape) {
        let text = symbol_text(right).unwrap_or_default();
        let names: Vec<String> = shape.symbols.iter().map(|id| self.vocabulary.symbol(*id).to_owned()).collect();
        let name = if shape.name.is_empty() { "this value" } else { &shape.name };
        let found = Diagnostic::new(Code::UnknownValue, right.span, format!("`{text}` is not a value of {name}"))
            .reason(format!("its values are: {}", names.join(", ")))
            .did_you_mean(&text, &names);
        self.report(cx, found);
    }

    fn no_values(&mut self, cx: &Context<'a>, right: &'a Expr, shape: &Shape) {
        let text = symbol_text(right).unwrap_or_default();
        let name = if shape.name.is_empty() { "the left side" } else { &shape.name };
        let found = Diagnostic::new(Code::UnknownValue, right.span, format!("`{text}` is not a value of {name}"));
        let found = match shape.unit {
            Some(unit) if QUALITATIVE.iter().any(|(word, _)| *word == text) => {
                let kept = self.unit_text(unit).to_owned();
                found
                    .reason(format!("the vocabulary does not say what `{text}` means for it"))
                    .help(format!("compare it with a threshold in {kept}, or with its limit: `> ULN`"))
            }
            Some(unit) => {
                let kept = self.unit_text(unit);
                let kept = if kept.is_empty() { "a number".to_owned() } else { format!("a number in {kept}") };
                found.reason(format!("it is {kept}"))
            }
            None => found.reason("it has no list of values"),
        };
        self.report(cx, found);
    }

    fn among(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        value: ValueId,
        quantifier: Among,
        mut set: Vec<SymbolId>,
    ) -> TruthId {
        set.sort_unstable();
        set.dedup();
        let mut unsaid = self.nodes.shape(value).unsaid.clone();
        unsaid.push(crate::vocabulary::builtin::symbol::UNKNOWN);
        unsaid.retain(|symbol| !set.contains(symbol));
        unsaid.sort_unstable();
        unsaid.dedup();
        let origin = self.origin(cx, span);
        self.nodes.truth(origin, TruthNode::Among { value, quantifier, set, unsaid })
    }

    fn among_words(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        value: ValueId,
        quantifier: Among,
        set: &'a Expr,
    ) -> Option<TruthId> {
        let (sets, _) = self.word_sets(cx, set)?;
        let sets = if quantifier == Among::All {
            sets
        } else {
            let mut union = WordSet::default();
            sets.iter().for_each(|set| union.extend(set));
            vec![union]
        };
        let origin = self.origin(cx, span);
        Some(self.nodes.truth(origin, TruthNode::AmongWords { value, quantifier, sets }))
    }

    /// Everything after a value that is not a comparison with another value.
    pub(super) fn test(
        &mut self,
        cx: &Context<'a>,
        whole: &'a Expr,
        left: &'a Expr,
        test: &'a Test,
    ) -> Option<TruthId> {
        let span = whole.span;
        match test {
            Test::In { negated: false, set } => self.in_set(cx, span, left, Among::Any, set),
            Test::In { negated: true, set } => self.in_set(cx, span, left, Among::None, set),
            Test::IncludesAny(set) => self.in_set(cx, span, left, Among::Any, set),
            Test::IncludesAll(set) => self.in_set(cx, span, left, Among::All, set),
            Test::IsOnly(set) => self.in_set(cx, span, left, Among::Only, set),
            Test::Between(low, high) => self.between(cx, span, left, (low, high), true),
            Test::FromToBelow(low, high) => self.between(cx, span, left, (low, high), false),
            Test::IsKnown(known) => self.known(cx, span, left, *known),
            Test::WorseThan(than) => self.ordered(cx, span, left, than, (false, true)),
            Test::BetterThan(than) => self.ordered(cx, span, left, than, (false, false)),
            Test::OrWorse(than) => self.ordered(cx, span, left, than, (true, true)),
            Test::OrBetter(than) => self.ordered(cx, span, left, than, (true, false)),
            Test::Has(_) => {
                let help = Some("write `every E has C`");
                self.wrong_kind(cx, span, "`has` needs `every`", "it asks something of every event of a phrase", help);
                None
            }
        }
    }

    fn in_set(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        left: &'a Expr,
        quantifier: Among,
        set: &'a Expr,
    ) -> Option<TruthId> {
        let value = self.value(cx, left, &Want::hint(None))?;
        let shape = self.nodes.shape(value);
        if shape.words.is_some() {
            return self.among_words(cx, span, value, quantifier, set);
        }
        let members = members(set);
        if shape.symbols.is_empty() {
            return self.one_of_numbers(cx, span, left, quantifier, &members);
        }
        let mut symbols = Vec::new();
        for member in &members {
            let text = symbol_text(member);
            match text.as_deref().and_then(|text| self.symbol_among(&shape, text)) {
                Some(symbol) => {
                    self.read_value(cx, member.span, &shape, symbol);
                    symbols.push(Some(symbol));
                }
                None => {
                    self.unknown_symbol(cx, member, &shape);
                    symbols.push(None);
                }
            }
        }
        let symbols = symbols.into_iter().collect::<Option<Vec<_>>>()?;
        Some(self.among(cx, span, value, quantifier, symbols))
    }

    /// `value in { 0, 1, 2 }` of a number: equal to one of them.
    fn one_of_numbers(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        left: &'a Expr,
        quantifier: Among,
        members: &[&'a Expr],
    ) -> Option<TruthId> {
        if !matches!(quantifier, Among::Any | Among::None) {
            let reason = "a number is one value and includes nothing";
            self.wrong_kind(cx, span, "a value that holds several is needed here", reason, None);
            return None;
        }
        let parts: Vec<_> = members.iter().map(|member| self.is(cx, span, left, member, false)).collect();
        let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
        let origin = self.origin(cx, span);
        let any = self.nodes.truth(origin, TruthNode::Any(parts));
        Some(if quantifier == Among::None { self.nodes.truth(origin, TruthNode::Not(any)) } else { any })
    }

    /// `is X or worse` and the like: settled into the set of values that fit.
    fn ordered(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        left: &'a Expr,
        than: &'a Expr,
        (itself, worse): (bool, bool),
    ) -> Option<TruthId> {
        let value = self.value(cx, left, &Want::hint(None))?;
        let shape = self.nodes.shape(value);
        let name = if shape.name.is_empty() { "this value".to_owned() } else { shape.name.clone() };
        let no_order = |reason: String| {
            Diagnostic::new(Code::NoOrder, span, format!("{name} has no order from better to worse"))
                .reason(reason)
                .help("list the values: `in { X, Y }`, or compare numbers with a sign")
        };
        if !shape.orders.iter().any(|order| order.worst_last.is_some()) {
            let found = no_order("its vocabulary does not say which of its values is worst".to_owned());
            self.report(cx, found);
            return None;
        }
        let text = symbol_text(than).unwrap_or_default();
        let Some(symbol) = self.symbol_among(&shape, &text) else {
            self.unknown_symbol(cx, than, &shape);
            return None;
        };
        self.read_value(cx, than.span, &shape, symbol);
        let mut set = Vec::new();
        for order in &shape.orders {
            let (Some(worst_last), Some(place)) =
                (order.worst_last, order.values.iter().position(|value| *value == symbol))
            else {
                continue;
            };
            let later = worse == worst_last;
            let fits = |at: usize| if at == place { itself } else { (at > place) == later };
            set.extend(order.values.iter().enumerate().filter(|(at, _)| fits(*at)).map(|(_, value)| *value));
            if itself {
                set.push(symbol);
            }
        }
        if set.is_empty() {
            let found = if shape.orders.iter().any(|order| order.values.contains(&symbol)) {
                let direction = if worse { "worse" } else { "better" };
                Diagnostic::new(Code::ConstantComparison, span, "this never holds")
                    .reason(format!("nothing is {direction} than {text}"))
                    .help("check the value and the direction")
            } else {
                no_order(format!("`{text}` stands outside of the order"))
            };
            let fatal = found.severity == crate::diagnostic::Severity::Error;
            self.report(cx, found);
            if fatal {
                return None;
            }
        }
        Some(self.among(cx, span, value, Among::Any, set))
    }

    /// `E is known`
    fn known(&mut self, cx: &Context<'a>, span: Span, left: &'a Expr, known: bool) -> Option<TruthId> {
        use super::sense::Sense;
        let node = match self.sense(cx, left) {
            Sense::Truth => TruthNode::TruthKnown(self.truth(cx, left)?),
            Sense::Events => TruthNode::EventsKnown(self.events(&cx.apart(), left)?),
            Sense::Chosen => {
                let events = self.events(&cx.apart(), left)?;
                if self.has_result(&self.nodes.about(events)) {
                    TruthNode::ValueKnown(self.value(cx, left, &Want::default())?)
                } else {
                    TruthNode::EventsKnown(events)
                }
            }
            _ => TruthNode::ValueKnown(self.value(cx, left, &Want::default())?),
        };
        let origin = self.origin(cx, span);
        let truth = self.nodes.truth(origin, node);
        Some(if known { truth } else { self.nodes.truth(origin, TruthNode::Not(truth)) })
    }
}

fn members(set: &Expr) -> Vec<&Expr> {
    match &set.kind {
        ExprKind::Set(members) => members.iter().collect(),
        ExprKind::Parenthesis(inner) => members(inner),
        _ => vec![set],
    }
}

/// What an expression says if it is the name of a value.
pub(super) fn symbol_text(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name.text.clone()),
        ExprKind::Quoted(quoted) => Some(quoted.text.clone()),
        ExprKind::Amount(amount) if amount.unit.is_none() => Some(amount.number.clone()),
        ExprKind::Parenthesis(inner) => symbol_text(inner),
        _ => None,
    }
}
