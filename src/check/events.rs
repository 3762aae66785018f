//! Event phrases: words, narrowed by suffixes in the order in which they are written, chosen from by prefixes.

use super::aside::Aside;
use super::checker::Checker;
use super::names::Context;
use super::program::{EventsId, EventsNode, Part, WindowId, Words};
use super::words;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{Expr, ExprKind, Modifier, Selector, WindowSide};
use crate::vocabulary::Kind;

/// What a prefix makes of the words at the heart of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heart {
    /// What happened.
    Done,
    /// Single administrations.
    Doses,
    /// What is planned.
    Planned,
    /// Periods of a summed daily dose.
    DosePeriods,
    /// Exposures whose window belongs to a mean over time.
    Averaged,
}

impl<'a> Checker<'a> {
    /// A choice of events.
    pub(super) fn events(&mut self, cx: &Context<'a>, expr: &'a Expr) -> Option<EventsId> {
        let mut aside = Aside::default();
        let events = self.phrase(cx, expr, Heart::Done, &mut aside);
        self.misplaced(cx, &aside, &[]).then_some(events)?
    }

    /// A choice of events, with the suffixes that say how to count or measure it set aside.
    pub(super) fn phrase(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        heart: Heart,
        aside: &mut Aside<'a>,
    ) -> Option<EventsId> {
        match &expr.kind {
            ExprKind::Parenthesis(inner) if matches!(heart, Heart::Done | Heart::Averaged) => self.events(cx, inner),
            ExprKind::Parenthesis(inner) if heart == Heart::Doses => {
                let of = self.events(cx, inner)?;
                self.doses(cx, expr.span, of)
            }
            ExprKind::Parenthesis(inner) => self.phrase(cx, inner, heart, aside),
            ExprKind::Modify(..) => self.narrowed(cx, expr, heart, aside),
            ExprKind::Select(selector, inner) => self.prefixed(cx, expr, selector, inner, aside),
            _ => {
                let of = self.heart(cx, expr)?;
                match heart {
                    Heart::Doses => self.doses(cx, expr.span, of),
                    Heart::Planned => self.planned(cx, expr.span, of),
                    Heart::DosePeriods => {
                        self.periods_without_dose(cx, expr.span);
                        None
                    }
                    Heart::Done | Heart::Averaged => Some(of),
                }
            }
        }
    }

    /// The words at the heart of a phrase.
    fn heart(&mut self, cx: &Context<'a>, expr: &'a Expr) -> Option<EventsId> {
        match &expr.kind {
            ExprKind::Malformed => None,
            ExprKind::Name(name) => self.events_named(cx, expr.span, name),
            ExprKind::Call(name, arguments) => self.called_events(cx, expr.span, name, arguments),
            ExprKind::Set(members) => self.union(cx, expr.span, members),
            ExprKind::It => {
                let reason = "`it` is one event, and stands only in a window: `within 7 days before it`";
                self.wrong_kind(cx, expr.span, "events are needed here", reason, None);
                None
            }
            _ => {
                let written = self.sense(cx, expr).describe();
                self.wrong_kind(cx, expr.span, "events are needed here", &format!("this is {written}"), None);
                None
            }
        }
    }

    /// `{ a, b where status is cured }`: plain words become one choice, phrases a union.
    fn union(&mut self, cx: &Context<'a>, span: Span, members: &'a [Expr]) -> Option<EventsId> {
        let parts: Vec<Option<EventsId>> = members.iter().map(|member| self.events(cx, member)).collect();
        let parts: Vec<EventsId> = parts.into_iter().collect::<Option<_>>()?;
        let origin = self.origin(cx, span);
        let all_words: Option<Vec<&Words>> = parts
            .iter()
            .map(|part| match self.nodes.events_node(*part) {
                Some(EventsNode::Words(words)) => Some(words),
                _ => None,
            })
            .collect();
        if let Some(all) = all_words {
            let words = merged(&all);
            let about = words::about(&words);
            return Some(self.nodes.events(origin, EventsNode::Words(words), about));
        }
        if let [only] = parts.as_slice() {
            return Some(*only);
        }
        let mut abouts = parts.iter().map(|part| self.nodes.about(*part));
        let first = abouts.next()?;
        let about = abouts.fold((*first).clone(), |all, next| all.and(&next));
        Some(self.nodes.events(origin, EventsNode::Union(parts), about))
    }

    fn doses(&mut self, cx: &Context<'a>, span: Span, of: EventsId) -> Option<EventsId> {
        let mut about = (*self.nodes.about(of)).clone();
        if !about.kinds.contains(&Kind::Drug) {
            self.wrong_kind(cx, span, "drugs are needed after `doses of`", "only drugs are given in doses", None);
            return None;
        }
        about.single = false;
        let origin = self.origin(cx, span);
        Some(self.nodes.events(origin, EventsNode::Doses { of }, about))
    }

    fn planned(&mut self, cx: &Context<'a>, span: Span, of: EventsId) -> Option<EventsId> {
        let about = (*self.nodes.about(of)).clone();
        let Some(EventsNode::Words(words)) = self.nodes.events_node(of) else {
            let reason = "what is planned is asked for by word: narrow it after `planned`";
            self.wrong_kind(cx, span, "a word or group is needed after `planned`", reason, None);
            return None;
        };
        let node = EventsNode::Planned { words: words.clone() };
        let origin = self.origin(cx, span);
        Some(self.nodes.events(origin, node, about))
    }

    fn periods_without_dose(&mut self, cx: &Context<'a>, span: Span) {
        let reason = "`days of` are the periods in which the summed daily dose is so high";
        let help = "write `days of E with daily_dose >= ...`";
        self.wrong_kind(cx, span, "`days of` needs a dose", reason, Some(help));
    }

    /// A prefix that chooses events.
    fn prefixed(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        selector: &'a Selector,
        inner: &'a Expr,
        aside: &mut Aside<'a>,
    ) -> Option<EventsId> {
        let origin = self.origin(cx, expr.span);
        match selector {
            Selector::Latest(count) | Selector::Earliest(count) => {
                let of = self.phrase(cx, inner, Heart::Done, aside)?;
                let about = self.nodes.about(of);
                let by = match aside.take_by() {
                    Some(name) => Some(self.distinct(cx, name, of)?),
                    None => None,
                };
                let count = count.unwrap_or(1);
                let mut about = (*about).clone();
                about.single = count == 1 && by.is_none();
                let earliest = matches!(selector, Selector::Earliest(_));
                Some(self.nodes.events(origin, EventsNode::Newest { of, count, earliest, by }, about))
            }
            Selector::Current => {
                let of = self.phrase(cx, inner, Heart::Done, aside)?;
                let about = (*self.nodes.about(of)).clone();
                if !about.is_interval() {
                    let names = self.names_of(&about);
                    let reason = format!("{names} happens on a day and does not last");
                    let help = Some("write a window instead: `within 28 days`");
                    self.wrong_kind(cx, expr.span, "something that lasts is needed after `current`", &reason, help);
                    return None;
                }
                Some(self.nodes.events(origin, EventsNode::Current { of }, about))
            }
            Selector::Planned => self.phrase(cx, inner, Heart::Planned, aside),
            Selector::DosesOf => self.phrase(cx, inner, Heart::Doses, aside),
            Selector::DaysOf => self.phrase(cx, inner, Heart::DosePeriods, aside),
            _ => {
                let written = self.sense(cx, expr).describe();
                self.wrong_kind(cx, expr.span, "events are needed here", &format!("this is {written}"), None);
                None
            }
        }
    }

    /// A phrase with its suffixes, from left to right.
    fn narrowed(&mut self, cx: &Context<'a>, expr: &'a Expr, heart: Heart, aside: &mut Aside<'a>) -> Option<EventsId> {
        let (base, modifiers) = suffixes(expr);
        let waiting = heart == Heart::DosePeriods;
        let start = if waiting { Heart::Done } else { heart };
        let mut now = self.phrase(cx, base, start, aside);
        let (mut windows, mut with_dose) = (Vec::new(), !waiting);
        for (modifier, span) in modifiers {
            if let Modifier::Window(window) = modifier {
                windows.push(window.span);
            }
            now = match modifier {
                Modifier::With { positive: true, condition } if !with_dose => {
                    with_dose = true;
                    now.and_then(|of| self.dose_periods(cx, span, of, condition))
                }
                Modifier::Window(window) if heart == Heart::Averaged => {
                    aside.window = now.and_then(|of| self.window(cx, window, of));
                    now.filter(|_| aside.window.is_some())
                }
                _ if aside.set(modifier, span) => now,
                // The others are read even where the phrase before them is broken, for their own mistakes.
                _ => now.and_then(|of| self.suffix(cx, span, of, modifier)),
            };
        }
        if let [first, second, ..] = windows.as_slice() {
            self.two_windows(cx, *first, *second);
            return None;
        }
        if !with_dose && now.is_some() {
            self.periods_without_dose(cx, expr.span);
            return None;
        }
        now
    }

    fn two_windows(&mut self, cx: &Context<'a>, first: Span, second: Span) {
        let (one, two) = (self.text(cx.file, first), self.text(cx.file, second));
        let found = Diagnostic::new(Code::TwoWindows, second, "a phrase has one window, and this is the second")
            .also(first, "the first")
            .reason(format!("`{one} {two}` could mean that both hold, or that the length counts from there"))
            .help("write one: `within 28 days before X`; or filter in parentheses first");
        self.report(cx, found);
    }

    /// One suffix that narrows.
    fn suffix(&mut self, cx: &Context<'a>, span: Span, of: EventsId, modifier: &'a Modifier) -> Option<EventsId> {
        let about = self.nodes.about(of);
        let mut next = (*about).clone();
        let node = match modifier {
            Modifier::Where(condition) => {
                let condition = self.truth(&cx.asking(about), condition)?;
                EventsNode::Where { of, condition }
            }
            Modifier::Window(window) => EventsNode::In { of, window: self.window(cx, window, of)?, part: Part::Any },
            Modifier::Started(window) | Modifier::Ended(window) => {
                let started = matches!(modifier, Modifier::Started(_));
                let part = if started { Part::Start } else { Part::End };
                let window = match window {
                    Some(window) => self.window(cx, window, of)?,
                    None => self.until_now(),
                };
                EventsNode::In { of, window, part }
            }
            Modifier::Running(window) => {
                EventsNode::In { of, window: self.window(cx, window, of)?, part: Part::Throughout }
            }
            Modifier::Lasting { at_least, length } | Modifier::ForATotalOf { at_least, length } => {
                let total = matches!(modifier, Modifier::ForATotalOf { .. });
                self.needs_interval(cx, span, of, if total { "for a total of" } else { "lasting" })?;
                let written = length;
                let length = self.one_length(cx, written)?;
                self.implausible_length(cx, written, length);
                EventsNode::Joined { of, at_least: *at_least, length, total }
            }
            Modifier::TogetherWith(other) => {
                let right = self.events(cx, other)?;
                self.needs_interval(cx, span, of, "together with")?;
                self.needs_interval(cx, other.span, right, "together with")?;
                next = about.and(&self.nodes.about(right));
                next.periods = true;
                EventsNode::Together { left: of, right }
            }
            Modifier::With { positive, condition } => {
                let inside = Context { subject: None, it: Some(about), any: true, ..cx.clone() };
                let condition = self.truth(&inside, condition)?;
                EventsNode::With { of, condition, positive: *positive }
            }
            Modifier::Except(set) => EventsNode::Except { of, without: self.events(cx, set)? },
            // The others are set aside before they come here.
            _ => return Some(of),
        };
        let origin = self.origin(cx, span);
        Some(self.nodes.events(origin, node, next))
    }

    /// `days of E with daily_dose as prednisone >= 10 mg/day`
    fn dose_periods(&mut self, cx: &Context<'a>, span: Span, of: EventsId, condition: &'a Expr) -> Option<EventsId> {
        let about = self.nodes.about(of);
        let parts = self.dose_condition(&cx.asking(about.clone()), condition);
        let Some((measure, bounds)) = parts? else {
            let reason = "the periods are those in which the summed daily dose compares so";
            let help = Some("write `with daily_dose >= 10 mg/day`, or `between 5 and 10 mg/day`");
            self.wrong_kind(cx, condition.span, "one comparison of the daily dose is needed here", reason, help);
            return None;
        };
        let mut about = (*about).clone();
        (about.periods, about.summed, about.single) = (true, true, false);
        let origin = self.origin(cx, span);
        Some(self.nodes.events(origin, EventsNode::DosePeriods { of, measure, bounds }, about))
    }

    fn needs_interval(&mut self, cx: &Context<'a>, span: Span, of: EventsId, word: &str) -> Option<()> {
        let about = self.nodes.about(of);
        if about.is_interval() {
            return Some(());
        }
        let reason = format!("{} happens on a day and does not last", self.names_of(&about));
        self.wrong_kind(cx, span, &format!("`{word}` needs something that lasts"), &reason, None);
        None
    }

    /// The window up to the as-of date, which belongs to it.
    fn until_now(&mut self) -> WindowId {
        let point = self.nodes.point(super::program::PointNode::AsOf);
        self.nodes.window(super::program::Window {
            within: Vec::new(),
            longest: false,
            side: WindowSide::BeforeOrDuring,
            point,
        })
    }
}

/// A phrase without its suffixes, and these from left to right, each with the words up to its end.
pub(super) fn suffixes(expr: &Expr) -> (&Expr, Vec<(&Modifier, Span)>) {
    let mut modifiers = Vec::new();
    let mut base = expr;
    while let ExprKind::Modify(inner, modifier) = &base.kind {
        modifiers.push((modifier.as_ref(), base.span));
        base = inner;
    }
    modifiers.reverse();
    (base, modifiers)
}

fn merged(all: &[&Words]) -> Words {
    let mut merged = Words {
        kinds: Vec::new(),
        certain: crate::vocabulary::WordSet::default(),
        possible: crate::vocabulary::WordSet::default(),
        roots: Vec::new(),
        single: None,
    };
    for words in all {
        merged.kinds.extend(&words.kinds);
        merged.certain.extend(&words.certain);
        merged.possible.extend(&words.possible);
        for root in &words.roots {
            if !merged.roots.contains(root) {
                merged.roots.push(*root);
            }
        }
    }
    merged.kinds.sort_unstable();
    merged.kinds.dedup();
    merged.possible = merged.possible.iter().filter(|word| !merged.certain.contains(*word)).collect();
    if let [only] = all {
        merged.single = only.single;
    }
    merged
}
