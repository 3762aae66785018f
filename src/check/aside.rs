//! Suffixes that say how to count or measure a phrase, read by whoever counts or measures it.

use super::checker::Checker;
use super::names::Context;
use super::program::{Counting, Distinct, EventsId, Per, WindowId};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{Expr, Modifier, Name};
use crate::vocabulary::{Kind, WordId, WordSet};

/// Suffixes that say how to count or measure a phrase, for whoever counts or measures it.
#[derive(Default)]
pub(super) struct Aside<'a> {
    pub(super) by: Option<&'a Name>,
    pub(super) distinct: Option<&'a Name>,
    pub(super) as_one: Vec<&'a Expr>,
    pub(super) including: Vec<(Option<u32>, &'a Expr)>,
    pub(super) apart: Option<&'a Expr>,
    pub(super) items: Option<(bool, &'a [Name])>,
    pub(super) equivalent: Option<&'a Name>,
    pub(super) per: Option<&'a Name>,
    pub(super) all_days: Option<bool>,
    pub(super) window: Option<WindowId>,
    /// Where each of them stands, for messages.
    spans: Vec<(&'static str, Span)>,
}

impl<'a> Checker<'a> {
    /// By what events are told apart.
    pub(super) fn distinct(&mut self, cx: &Context<'a>, name: &'a Name, of: EventsId) -> Option<Distinct> {
        let about = self.nodes.about(of);
        let by_word =
            matches!(name.text.as_str(), "word" | "drug" | "condition" | "measurement" | "procedure" | "vaccine");
        if by_word && !about.kinds.contains(&Kind::Line) && !about.summed {
            return Some(Distinct::Word);
        }
        if matches!(name.text.as_str(), "day" | "date") {
            return Some(Distinct::Day);
        }
        self.attribute_named(cx, name.span, &name.text, &about).map(Distinct::Attribute)
    }

    /// How events are counted, from what was set aside.
    pub(super) fn counting(&mut self, cx: &Context<'a>, aside: &mut Aside<'a>, of: EventsId) -> Option<Counting> {
        let mut counting = Counting::default();
        let mut broken = false;
        if let Some(name) = aside.distinct.take() {
            counting.distinct = self.distinct(cx, name, of);
            broken |= counting.distinct.is_none();
        }
        for set in std::mem::take(&mut aside.as_one) {
            match self.word_sets(cx, set) {
                Some((sets, _)) => counting.as_one.push(union_of(sets)),
                None => broken = true,
            }
        }
        for (at_least, set) in std::mem::take(&mut aside.including) {
            match (self.word_sets(cx, set), at_least) {
                (Some((sets, _)), Some(count)) => counting.including.push((count, union_of(sets))),
                (Some((sets, _)), None) => counting.including.extend(sets.into_iter().map(|set| (1, set))),
                (None, _) => broken = true,
            }
        }
        if let Some(length) = aside.apart.take() {
            counting.apart = self.one_length(cx, length);
            broken |= counting.apart.is_none();
        }
        (!broken).then_some(counting)
    }

    /// The conversion of a dose, from what was set aside.
    pub(super) fn conversion(
        &mut self,
        cx: &Context<'a>,
        aside: &mut Aside<'a>,
    ) -> Option<(Option<WordId>, Option<Per>)> {
        let equivalent = match aside.equivalent.take() {
            Some(name) => Some(self.one_drug(cx, name)?),
            None => None,
        };
        let per = match aside.per.take() {
            Some(name) => Some(self.per(cx, name)?),
            None => None,
        };
        Some((equivalent, per))
    }

    fn one_drug(&mut self, cx: &Context<'a>, name: &'a Name) -> Option<WordId> {
        match self.selected(cx, name) {
            Some(Ok(selected)) => {
                if let [word] = selected.roots.as_slice()
                    && self.vocabulary.word(*word).kind == Kind::Drug
                {
                    return Some(*word);
                }
                let reason = "a dose is converted into that of one drug";
                self.wrong_kind(cx, name.span, "one drug is needed after `as`", reason, None);
                None
            }
            Some(Err(())) => None,
            None => {
                self.unknown_word(cx, name.span, &name.text, None);
                None
            }
        }
    }

    fn per(&mut self, cx: &Context<'a>, name: &'a Name) -> Option<Per> {
        match name.text.as_str() {
            "kg" => Some(Per::Kilogram),
            "m2" => Some(Per::SquareMetre),
            other => {
                let message = format!("a dose cannot be counted per `{other}`");
                let found = Diagnostic::new(Code::UnknownUnit, name.span, message)
                    .reason("doses relate to body weight or body surface")
                    .help("write `per kg` or `per m2`");
                self.report(cx, found);
                None
            }
        }
    }

    /// Reports what was set aside and nobody took; `true` where there is nothing.
    pub(super) fn misplaced(&mut self, cx: &Context<'a>, aside: &Aside<'a>, taken: &[&str]) -> bool {
        let left: Vec<(&'static str, Span)> =
            aside.spans.iter().copied().filter(|(word, _)| !taken.contains(word)).collect();
        for (word, span) in &left {
            let (needed, help) = match *word {
                "by" => ("`by` needs `latest` or `earliest`", "write `latest E by ATTRIBUTE`, in parentheses"),
                "items" => (
                    "items are left out of one assessment of a score",
                    "write `latest (SCORE ...) without items { ... }`",
                ),
                "as" | "per" => {
                    ("only doses are converted", "write it behind the dose: `daily_dose as prednisone per kg`")
                }
                "over" => ("`over all days` needs `average`", "write `average daily_dose of E since X over all days`"),
                _ => (
                    "this says how to count, and nothing is counted here",
                    "write `at least N`, `at most N` or `count` before the phrase",
                ),
            };
            let found = Diagnostic::new(Code::Clause, *span, format!("`{word}` does not belong here"))
                .reason(needed)
                .help(help);
            self.report(cx, found);
        }
        left.is_empty()
    }
}

impl<'a> Aside<'a> {
    /// Sets a suffix aside, where it is one that says how to count or measure.
    pub(super) fn set(&mut self, modifier: &'a Modifier, span: Span) -> bool {
        let word = match modifier {
            Modifier::By(name) => {
                self.by = Some(name);
                "by"
            }
            Modifier::DistinctBy(name) => {
                self.distinct = Some(name);
                "distinct"
            }
            Modifier::CountingAsOne(set) => {
                self.as_one.push(set);
                "counting"
            }
            Modifier::Including { at_least, set } => {
                self.including.push((*at_least, set));
                "including"
            }
            Modifier::Apart(length) => {
                self.apart = Some(length);
                "apart"
            }
            Modifier::Items { only, items } => {
                self.items = Some((*only, items));
                "items"
            }
            Modifier::As(name) => {
                self.equivalent = Some(name);
                "as"
            }
            Modifier::Per(name) => {
                self.per = Some(name);
                "per"
            }
            Modifier::OverDays { all } => {
                self.all_days = Some(*all);
                "over"
            }
            _ => return false,
        };
        self.spans.push((word, span));
        true
    }

    pub(super) fn take_by(&mut self) -> Option<&'a Name> {
        self.spans.retain(|(word, _)| *word != "by");
        self.by.take()
    }
}

/// The words of the suffixes that count.
pub(super) const COUNTING: &[&str] = &["distinct", "counting", "including", "apart"];

fn union_of(sets: Vec<WordSet>) -> WordSet {
    sets.iter().fold(WordSet::default(), |mut all, set| {
        all.extend(set);
        all
    })
}
