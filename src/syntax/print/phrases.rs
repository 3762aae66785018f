//! Event phrases, their selectors, suffixes and windows.

use super::Printer;
use super::doc::{Doc, all, group, line, nest, text};
use super::expressions::braced;
use crate::syntax::tree::{Expr, ExprKind, Modifier, Point, Selector, Window, WindowSide};

impl Printer<'_> {
    pub(super) fn phrase(&self, expression: &Expr) -> Doc {
        match &expression.kind {
            ExprKind::Select(selector @ (Selector::Total(attribute) | Selector::Average(attribute)), events) => {
                let word = if matches!(selector, Selector::Total(_)) { "total" } else { "average" };
                self.asked_of(&format!("{word} {}", attribute.text), events)
            }
            ExprKind::AttributeOf(attribute, events) => self.asked_of(&attribute.text, events),
            ExprKind::Select(selector, events) => self.after(&selector_words(selector), events),
            ExprKind::Modify(..) => self.narrowed(expression),
            _ => text(""),
        }
    }

    /// `total dose as prednisone of E`: conversions that stand outermost on E are written before `of`.
    fn asked_of(&self, attribute: &str, events: &Expr) -> Doc {
        let mut conversions = Vec::new();
        let mut inner = events;
        while let ExprKind::Modify(events, modifier) = &inner.kind {
            match modifier.as_ref() {
                Modifier::As(name) => conversions.push(format!(" as {}", name.text)),
                Modifier::Per(name) => conversions.push(format!(" per {}", name.text)),
                _ => break,
            }
            inner = events;
        }
        conversions.reverse();
        self.after(&format!("{attribute}{} of ", conversions.concat()), inner)
    }

    /// A phrase with all its suffixes, each on a line of its own where they do not fit on one.
    fn narrowed(&self, expression: &Expr) -> Doc {
        let mut modifiers = Vec::new();
        let mut atom = expression;
        while let ExprKind::Modify(inner, modifier) = &atom.kind {
            modifiers.push(modifier.as_ref());
            atom = inner;
        }
        let atom = self.expression(atom);
        let mut suffixes = Vec::new();
        for modifier in modifiers.into_iter().rev() {
            suffixes.extend([line(), self.modifier(modifier)]);
        }
        group(all([atom, nest(all(suffixes))]))
    }

    fn modifier(&self, modifier: &Modifier) -> Doc {
        match modifier {
            Modifier::Where(condition) => self.after("where ", condition),
            Modifier::Window(window) => self.window(window),
            Modifier::Started(window) => self.maybe_window("started", window.as_ref()),
            Modifier::Ended(window) => self.maybe_window("ended", window.as_ref()),
            Modifier::Running(window) => self.maybe_window("running", Some(window)),
            Modifier::Lasting { at_least, length } => self.bounded("lasting", *at_least, length),
            Modifier::ForATotalOf { at_least, length } => self.bounded("for a total of", *at_least, length),
            Modifier::TogetherWith(events) => self.after("together with ", events),
            Modifier::With { positive: true, condition } => self.after("with ", condition),
            Modifier::With { positive: false, condition } => self.after("without ", condition),
            Modifier::Except(set) => self.after("except ", set),
            Modifier::By(name) => text(format!("by {}", name.text)),
            Modifier::DistinctBy(name) => text(format!("distinct by {}", name.text)),
            Modifier::CountingAsOne(set) => all([self.after("counting ", set), text(" as one")]),
            Modifier::Including { at_least: None, set } => self.after("including all ", set),
            Modifier::Including { at_least: Some(1), set } => self.after("including any ", set),
            Modifier::Including { at_least: Some(number), set } => {
                self.after(&format!("including at least {number} "), set)
            }
            Modifier::Apart(length) => self.apart(length),
            Modifier::Items { only, items } => {
                let words = if *only { "only items " } else { "without items " };
                all([text(words), braced(items.iter().map(|item| text(&item.text)).collect())])
            }
            Modifier::As(name) => text(format!("as {}", name.text)),
            Modifier::Per(name) => text(format!("per {}", name.text)),
            Modifier::OverDays { all: true } => text("over all days"),
            Modifier::OverDays { all: false } => text("over treated days"),
        }
    }

    fn maybe_window(&self, word: &str, window: Option<&Window>) -> Doc {
        match window {
            Some(window) => all([text(word), text(" "), self.window(window)]),
            None => text(word),
        }
    }

    fn bounded(&self, words: &str, at_least: bool, length: &Expr) -> Doc {
        let bound = if at_least { "at least" } else { "at most" };
        self.after(&format!("{words} {bound} "), length)
    }

    /// Two names never stand side by side, so only an amount can do without `at least`.
    fn apart(&self, length: &Expr) -> Doc {
        let words = if matches!(length.kind, ExprKind::Amount(_)) { "" } else { "at least " };
        all([self.after(words, length), text(" apart")])
    }

    fn window(&self, window: &Window) -> Doc {
        let point = window.point.as_deref();
        let Some(length) = &window.within else {
            return all([text(side_words(window.side)), self.at_point(point)]);
        };
        if window.side == WindowSide::DuringOrAfter {
            let during = all([text("during"), self.at_point(point)]);
            return all([during, self.after(" or within ", length), text(" after"), self.at_point(point)]);
        }
        let length = self.after("within ", length);
        match point {
            Some(_) => all([length, text(" "), text(side_words(window.side)), self.at_point(point)]),
            None => length,
        }
    }

    fn at_point(&self, point: Option<&Point>) -> Doc {
        match point {
            Some(point) => all([text(" "), self.point(point)]),
            None => text(""),
        }
    }

    pub(super) fn point(&self, point: &Point) -> Doc {
        match point {
            Point::Of(of) => self.expression(of),
            Point::StartOf(of) => self.after("start of ", of),
            Point::EndOf(of) => self.after("end of ", of),
            Point::DateOf(of) => self.after("date of ", of),
        }
    }
}

fn side_words(side: WindowSide) -> &'static str {
    match side {
        WindowSide::Before => "before",
        WindowSide::After => "after",
        WindowSide::BeforeOrDuring => "before or during",
        WindowSide::DuringOrAfter | WindowSide::During => "during",
        WindowSide::At => "at",
        WindowSide::Since => "since",
    }
}

fn selector_words(selector: &Selector) -> String {
    let counted = |word: &str, number: &Option<u32>| match number {
        Some(number) => format!("{word} {number} "),
        None => format!("{word} "),
    };
    let words = match selector {
        Selector::Any => "any ",
        Selector::No => "no ",
        Selector::AtLeast(number) => return format!("at least {number} "),
        Selector::AtMost(number) => return format!("at most {number} "),
        Selector::Exactly(number) => return format!("exactly {number} "),
        Selector::Between(low, high) => return format!("between {low} and {high} "),
        Selector::Latest(number) => return counted("latest", number),
        Selector::Earliest(number) => return counted("earliest", number),
        Selector::Highest => "highest ",
        Selector::Lowest => "lowest ",
        Selector::Mean => "mean ",
        Selector::Median => "median ",
        Selector::Count => "count ",
        Selector::Total(attribute) => return format!("total {} of ", attribute.text),
        Selector::Average(attribute) => return format!("average {} of ", attribute.text),
        Selector::Current => "current ",
        Selector::Planned => "planned ",
        Selector::DosesOf => "doses of ",
        Selector::DaysOf => "days of ",
        Selector::DateOf => "date of ",
        Selector::StartOf => "start of ",
        Selector::EndOf => "end of ",
        Selector::PointsOf => "points of ",
    };
    words.to_owned()
}
