//! Truths and values.

use super::Printer;
use super::doc;
use super::doc::{Doc, all, edge, fill, group, hard, if_broken, line, nest, text};
use crate::syntax::tree::{
    Amount, Arithmetic, AskedWith, BlockKind, Choice, Comparator, Connective, Expr, ExprKind, Line, Name, Quoted,
    ReferenceLimit, Statement, Test,
};

impl Printer<'_> {
    pub(super) fn expression(&self, expression: &Expr) -> Doc {
        match &expression.kind {
            ExprKind::Malformed => text(self.source.map_or("", |source| expression.span.of(source))),
            ExprKind::Chain(first, more) => self.chain(first, more),
            ExprKind::Not(truth) => self.after("not ", truth),
            ExprKind::If(condition, then) => self.condition(condition, then),
            ExprKind::Block(kind, lines) => self.block(*kind, lines),
            ExprKind::Compare(left, sign, right) => {
                let operator = format!("{} ", comparator(*sign));
                group(all([self.expression(left), nest(all([line(), self.after(&operator, right)]))]))
            }
            ExprKind::Test(value, test) => all([self.expression(value), text(" "), self.test(test)]),
            ExprKind::EveryHas(events, condition) => {
                all([self.after("every ", events), text(" "), self.after("has ", condition)])
            }
            ExprKind::Asked(AskedWith::Judged, name, arguments) => self.called("judged ", name, arguments),
            ExprKind::Asked(AskedWith::Confirmed, name, arguments) => self.called("confirmed ", name, arguments),
            ExprKind::SiteSays(name, arguments) => self.called("site says ", name, arguments),
            ExprKind::Meets(name, arguments) => self.called("meets ", name, arguments),
            ExprKind::Call(name, arguments) => self.called("", name, arguments),
            ExprKind::Stated(Statement::Contraindicated, what) => self.after("contraindicated ", what),
            ExprKind::Stated(Statement::Intolerant, what) => self.after("intolerant of ", what),
            ExprKind::Parenthesis(inner) => self.parenthesis(inner),
            ExprKind::Set(members) => {
                let members = members.iter().map(|member| self.expression(member)).collect();
                group(all([text("{"), nest(all([line(), fill(members), if_broken(",")])), line(), text("}")]))
            }
            _ => self.value(expression),
        }
    }

    fn value(&self, expression: &Expr) -> Doc {
        match &expression.kind {
            ExprKind::Arithmetic(left, sign, right) => {
                let operator = format!("{} ", arithmetic(*sign));
                group(all([self.expression(left), nest(all([line(), self.after(&operator, right)]))]))
            }
            ExprKind::Negative(value) => self.after("-", value),
            ExprKind::Limit(ReferenceLimit::Upper) => text("ULN"),
            ExprKind::Limit(ReferenceLimit::Lower) => text("LLN"),
            ExprKind::Amount(amount) => text(written(amount)),
            ExprKind::Titre(written) | ExprKind::Date(written) => text(written),
            ExprKind::Quoted(words) => text(quoted(words)),
            ExprKind::Name(name) => text(&name.text),
            ExprKind::Choose(choice, values) => {
                let word = choice_word(*choice, values);
                all([text(word), self.arguments(values)])
            }
            ExprKind::When(cases) => self.cases(cases),
            ExprKind::PercentChange(from, to) => {
                all([self.after("percent change from ", from), self.after(" to ", to)])
            }
            ExprKind::TimeSince(point) => all([text("time since "), self.point(point)]),
            ExprKind::Age(None) => text("age"),
            ExprKind::Age(Some(point)) => all([text("age at "), self.point(point)]),
            ExprKind::Sex => text("sex"),
            ExprKind::It => text("it"),
            _ => self.phrase(expression),
        }
    }

    /// An expression behind words.
    pub(super) fn after(&self, words: &str, expression: &Expr) -> Doc {
        all([text(words), self.expression(expression)])
    }

    fn parenthesis(&self, inner: &Expr) -> Doc {
        let hugs = hugs(inner);
        let inner = self.expression(inner);
        if hugs {
            return all([text("("), inner, text(")")]);
        }
        group(all([text("("), nest(all([edge(), inner])), edge(), text(")")]))
    }

    fn chain(&self, first: &Expr, more: &[(Connective, Expr)]) -> Doc {
        let first = self.expression(first);
        let mut rest = Vec::new();
        for (word, truth) in more {
            rest.push(line());
            rest.push(self.after(connective(*word), truth));
        }
        group(all([first, nest(all(rest))]))
    }

    /// `if A then B`; a block after `then` begins on the same line.
    fn condition(&self, condition: &Expr, then: &Expr) -> Doc {
        let condition = self.after("if ", condition);
        let block = hugs(then);
        let then = self.after("then ", then);
        if block {
            return all([condition, text(" "), then]);
        }
        group(all([condition, nest(all([line(), then]))]))
    }

    /// A block is on one line only if it holds no label and no block.
    fn block(&self, kind: BlockKind, lines: &[Line]) -> Doc {
        let nested = |line: &Line| line.label.is_some() || matches!(line.expression.kind, ExprKind::Block(..));
        let open = !self.one_line && lines.iter().any(nested);
        let mut inner = Vec::new();
        for (at, each) in lines.iter().enumerate() {
            inner.push(if open { hard() } else { line() });
            inner.push(group(self.line(each)));
            inner.push(if at + 1 == lines.len() { if_broken(",") } else { text(",") });
        }
        let close = if open { hard() } else { line() };
        group(all([text(block_words(kind)), text("{"), nest(all(inner)), close, text("}")]))
    }

    fn line(&self, line: &Line) -> Doc {
        match &line.label {
            Some(label) => {
                let label = text(format!("{}:", quoted(label)));
                let expression = self.expression(&line.expression);
                if hugs(&line.expression) {
                    return all([label, text(" "), expression]);
                }
                group(all([label, nest(all([doc::line(), expression]))]))
            }
            None => self.expression(&line.expression),
        }
    }

    fn called(&self, words: &str, name: &Name, arguments: &[Expr]) -> Doc {
        let name = text(format!("{words}{}", name.text));
        if arguments.is_empty() { name } else { all([name, self.arguments(arguments)]) }
    }

    fn arguments(&self, arguments: &[Expr]) -> Doc {
        if let [only] = arguments
            && hugs(only)
        {
            return all([text("("), self.expression(only), text(")")]);
        }
        let arguments = arguments.iter().map(|argument| self.expression(argument)).collect();
        all([text("("), nest(fill(arguments)), text(")")])
    }

    fn cases(&self, cases: &[(Expr, Expr)]) -> Doc {
        let mut inner = Vec::new();
        for (at, (value, truth)) in cases.iter().enumerate() {
            let comma = if at + 1 == cases.len() { if_broken(",") } else { text(",") };
            inner.extend([line(), self.expression(value), self.after(" when ", truth), comma]);
        }
        group(all([text("choose {"), nest(all(inner)), line(), text("}")]))
    }

    pub(super) fn test(&self, test: &Test) -> Doc {
        match test {
            Test::In { negated: false, set } => self.after("in ", set),
            Test::In { negated: true, set } => self.after("not in ", set),
            Test::Between(low, high) => all([self.after("between ", low), self.after(" and ", high)]),
            Test::FromToBelow(low, high) => all([self.after("from ", low), self.after(" to below ", high)]),
            Test::IncludesAny(set) => self.after("includes any ", set),
            Test::IncludesAll(set) => self.after("includes all ", set),
            Test::IsOnly(set) => self.after("is only ", set),
            Test::IsKnown(true) => text("is known"),
            Test::IsKnown(false) => text("is not known"),
            Test::WorseThan(value) => self.after("is worse than ", value),
            Test::BetterThan(value) => self.after("is better than ", value),
            Test::OrWorse(value) => all([self.after("is ", value), text(" or worse")]),
            Test::OrBetter(value) => all([self.after("is ", value), text(" or better")]),
            Test::Has(condition) => self.after("has ", condition),
        }
    }
}

/// Whether an expression ends in braces that open on the line where it begins.
fn hugs(expression: &Expr) -> bool {
    match &expression.kind {
        ExprKind::Block(..) | ExprKind::Set(_) | ExprKind::When(_) => true,
        ExprKind::Not(inner) | ExprKind::Parenthesis(inner) | ExprKind::If(_, inner) => hugs(inner),
        _ => false,
    }
}

/// `{ a, b }`, as many on a line as fit.
pub(super) fn braced(members: Vec<Doc>) -> Doc {
    group(all([text("{"), nest(all([line(), fill(members)])), line(), text("}")]))
}

/// A number and its unit.
pub(super) fn written(amount: &Amount) -> String {
    match &amount.unit {
        Some(unit) => format!("{} {}", amount.number, unit.text),
        None => amount.number.clone(),
    }
}

/// A text in its quotes.
pub(super) fn quoted(words: &Quoted) -> String {
    in_quotes(&words.text)
}

/// Any text in quotes.
pub(super) fn in_quotes(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

fn connective(word: Connective) -> &'static str {
    match word {
        Connective::And => "and ",
        Connective::Or => "or ",
        Connective::Unless => "unless ",
        Connective::ButNot => "but not ",
    }
}

fn comparator(sign: Comparator) -> &'static str {
    match sign {
        Comparator::Less => "<",
        Comparator::AtMost => "<=",
        Comparator::AtLeast => ">=",
        Comparator::Greater => ">",
        Comparator::Is => "is",
        Comparator::IsNot => "is not",
    }
}

fn arithmetic(sign: Arithmetic) -> &'static str {
    match sign {
        Arithmetic::Plus => "+",
        Arithmetic::Minus => "-",
        Arithmetic::Times => "x",
        Arithmetic::Over => "/",
    }
}

fn block_words(kind: BlockKind) -> String {
    match kind {
        BlockKind::All => "all of ".to_owned(),
        BlockKind::Any => "any of ".to_owned(),
        BlockKind::None => "none of ".to_owned(),
        BlockKind::AtLeast(number) => format!("at least {number} of "),
        BlockKind::Exactly(number) => format!("exactly {number} of "),
        BlockKind::AtMost(number) => format!("at most {number} of "),
    }
}

/// Lengths of time are longer or shorter, other values greater or lesser.
fn choice_word(choice: Choice, values: &[Expr]) -> &'static str {
    const TIMES: &[&str] = &["day", "week", "month", "year", "hour", "half_live", "half_life"];
    let is_time = |value: &Expr| match &value.kind {
        ExprKind::Amount(Amount { unit: Some(unit), .. }) => TIMES.contains(&unit.text.trim_end_matches('s')),
        _ => false,
    };
    match (choice, values.iter().any(is_time)) {
        (Choice::Greatest, true) => "longer of ",
        (Choice::Greatest, false) => "greater of ",
        (Choice::Least, true) => "shorter of ",
        (Choice::Least, false) => "lesser of ",
    }
}
