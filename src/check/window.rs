//! Points in time, lengths and windows.

use super::checker::Checker;
use super::date::end_of_dates;
use super::names::{Argument, Bound, Context, Declared};
use super::program::{AnchorShape, EventPart, EventsId, EventsNode, PointId, PointNode, Window, WindowId};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{self, Choice, Expr, ExprKind, Name, Point, WindowSide};
use crate::value::Length;
use crate::vocabulary::Kind;

/// The name of the day of birth, which every patient has.
pub(super) const BIRTH: &str = "birth";

impl<'a> Checker<'a> {
    /// A window around the events of a phrase.
    pub(super) fn window(&mut self, cx: &Context<'a>, window: &'a tree::Window, of: EventsId) -> Option<WindowId> {
        let drug = self.nodes.about(of).kinds.contains(&Kind::Drug);
        let within = match &window.within {
            Some(length) => self.lengths(cx, length, drug),
            None => Some((Vec::new(), false)),
        };
        let point = match &window.point {
            Some(point) => self.point(cx, point),
            None => Some(self.nodes.point(PointNode::AsOf)),
        };
        let ((within, longest), point) = (within?, point?);
        let (side, point) = self.on_side(cx, window, point)?;
        let built = Window { within, longest, side, point };
        if self.is_empty(&built, of) {
            let written = self.text(cx.file, window.span);
            let found = Diagnostic::new(Code::EmptyWindow, window.span, format!("`{written}` cannot contain anything"))
                .reason("no day lies in this stretch of time")
                .help("check which date comes first");
            self.report(cx, found);
            return None;
        }
        Some(self.nodes.window(built))
    }

    /// Settles what a side means for a period, and refuses what means nothing.
    fn on_side(&mut self, cx: &Context<'a>, window: &'a tree::Window, point: PointId) -> Option<(WindowSide, PointId)> {
        let node = self.nodes.point_node(point).cloned()?;
        let period = match &node {
            PointNode::Anchor(anchor) => self.is_period(*anchor).then_some(*anchor),
            _ => None,
        };
        match (window.side, period, &node) {
            (WindowSide::Before, Some(anchor), _) => {
                Some((WindowSide::Before, self.nodes.point(PointNode::StartOfAnchor(anchor))))
            }
            (WindowSide::After, Some(anchor), _) => {
                Some((WindowSide::After, self.nodes.point(PointNode::EndOfAnchor(anchor))))
            }
            (WindowSide::At, Some(_), _) => Some((WindowSide::During, point)),
            (WindowSide::Since, ..) if self.lasts(&node, cx) => {
                let reason = "what lasts has a start and an end, and since which of them is another rule";
                let help = Some("write `since start of X`, or `after X` for what began when X was over");
                self.wrong_kind(cx, window.span, "one day is needed after `since`", reason, help);
                None
            }
            (WindowSide::During | WindowSide::BeforeOrDuring | WindowSide::DuringOrAfter, None, _) => {
                if self.lasts(&node, cx) {
                    return Some((window.side, point));
                }
                let span = window.span;
                let reason = "this is one day, and nothing happens during a day";
                let help = Some("write `at` for that day, or name a period");
                self.wrong_kind(cx, span, "a period is needed after `during`", reason, help);
                None
            }
            (side, ..) => Some((side, point)),
        }
    }

    fn is_period(&self, anchor: super::program::AnchorId) -> bool {
        self.anchors.get(anchor.0 as usize).is_some_and(|anchor| matches!(anchor.shape, AnchorShape::Period { .. }))
    }

    /// Whether a point lasts: an event that is an interval, seen whole, or a month.
    fn lasts(&self, node: &PointNode, cx: &Context<'a>) -> bool {
        match node {
            PointNode::Event { events, part: EventPart::Whole } => self.nodes.about(*events).is_interval(),
            PointNode::It(EventPart::Whole) => cx.it.as_ref().is_some_and(|it| it.is_interval()),
            PointNode::Fixed(span) => span.known().is_none(),
            PointNode::Anchor(anchor) => self.is_period(*anchor),
            _ => false,
        }
    }

    /// Whether no day can lie in a window, alone or with the window of the phrase inside.
    fn is_empty(&self, window: &Window, of: EventsId) -> bool {
        let point = self.nodes.point_node(window.point);
        let before = matches!(window.side, WindowSide::Before);
        if before && point == Some(&PointNode::Birth) {
            return true;
        }
        let fixed = |window: &Window| match self.nodes.point_node(window.point) {
            Some(PointNode::Fixed(span)) => Some(*span),
            _ => None,
        };
        let Some(outer) = fixed(window) else { return false };
        let Some(EventsNode::In { window: inner, part: super::program::Part::Any, of: inside }) =
            self.nodes.events_node(of)
        else {
            return false;
        };
        // Only what happens on a day lies wholly on one side of a date.
        if self.nodes.about(*inside).is_interval() {
            return false;
        }
        let Some(inner) = self.nodes.window_node(*inner) else { return false };
        let Some(first) = fixed(inner) else { return false };
        match (inner.side, window.side) {
            (WindowSide::Before, WindowSide::After | WindowSide::Since) => first.first <= outer.last,
            (WindowSide::After | WindowSide::Since, WindowSide::Before) => first.last >= outer.first,
            _ => false,
        }
    }

    /// One length of time.
    pub(super) fn one_length(&mut self, cx: &Context<'a>, expr: &'a Expr) -> Option<Length> {
        let (lengths, _) = self.lengths(cx, expr, false)?;
        if let [length] = lengths.as_slice() {
            return Some(*length);
        }
        let reason = "only a window can be the longer or shorter of several lengths";
        self.wrong_kind(cx, expr.span, "one length of time is needed here", reason, None);
        None
    }

    /// One or several lengths of time, and whether the longest counts.
    pub(super) fn lengths(&mut self, cx: &Context<'a>, expr: &'a Expr, drug: bool) -> Option<(Vec<Length>, bool)> {
        match &expr.kind {
            ExprKind::Parenthesis(inner) => self.lengths(cx, inner, drug),
            ExprKind::Amount(amount) => self.length_of(cx, amount, drug).map(|length| (vec![length], false)),
            ExprKind::Choose(choice, several) => {
                let several: Vec<_> = several.iter().map(|one| self.lengths(cx, one, drug)).collect();
                let several = several.into_iter().collect::<Option<Vec<_>>>()?;
                let lengths = several.into_iter().flat_map(|(lengths, _)| lengths).collect();
                Some((lengths, *choice == Choice::Greatest))
            }
            ExprKind::Name(name) => self.named_length(cx, expr, name, drug),
            ExprKind::Malformed => None,
            _ => {
                let written = self.sense(cx, expr).describe();
                let help = Some("write it with its unit: `28 days`");
                self.wrong_kind(cx, expr.span, "a length of time is needed here", &format!("this is {written}"), help);
                None
            }
        }
    }

    fn named_length(
        &mut self,
        cx: &Context<'a>,
        expr: &'a Expr,
        name: &'a Name,
        drug: bool,
    ) -> Option<(Vec<Length>, bool)> {
        if let Some(argument) = cx.argument(&name.text).cloned() {
            return match argument.bound {
                Bound::Lengths(lengths, longest) => Some((lengths, longest)),
                Bound::Quantity(number, unit) => {
                    let length = self.length_in(cx, expr.span, number, unit.as_deref(), drug)?;
                    Some((vec![length], false))
                }
                Bound::Nothing => None,
                _ => {
                    let reason = "this parameter stands for something else";
                    self.wrong_kind(cx, expr.span, "a length of time is needed here", reason, None);
                    None
                }
            };
        }
        match self.peek(cx, &name.text) {
            Some(Declared::Parameter(_)) => {
                let value = self.parameter(cx, name)?;
                self.parameter_length(cx, expr.span, value, drug)
            }
            Some(_) => {
                let reason = "a length is written out or is a parameter";
                self.wrong_kind(cx, expr.span, "a length of time is needed here", reason, None);
                None
            }
            None => {
                self.unknown_word(cx, expr.span, &name.text, None);
                None
            }
        }
    }

    /// The value of a parameter as a length; findings are put where it is used.
    fn parameter_length(
        &mut self,
        cx: &Context<'a>,
        span: Span,
        value: &'a Expr,
        drug: bool,
    ) -> Option<(Vec<Length>, bool)> {
        match &value.kind {
            ExprKind::Amount(amount) => {
                let number = self.number(cx, amount)?;
                let unit = amount.unit.as_ref().map(|unit| unit.text.as_str());
                self.length_in(cx, span, number, unit, drug).map(|length| (vec![length], false))
            }
            ExprKind::Parenthesis(inner) => self.parameter_length(cx, span, inner, drug),
            ExprKind::Choose(choice, several) => {
                let several: Vec<_> = several.iter().map(|one| self.parameter_length(cx, span, one, drug)).collect();
                let several = several.into_iter().collect::<Option<Vec<_>>>()?;
                let lengths = several.into_iter().flat_map(|(lengths, _)| lengths).collect();
                Some((lengths, *choice == Choice::Greatest))
            }
            _ => {
                let reason = "this parameter holds something else";
                self.wrong_kind(cx, span, "a length of time is needed here", reason, None);
                None
            }
        }
    }

    /// A point in time or a period.
    pub(super) fn point(&mut self, cx: &Context<'a>, point: &'a Point) -> Option<PointId> {
        let (expr, part) = match point {
            Point::Of(expr) => (expr, EventPart::Whole),
            Point::StartOf(expr) => (expr, EventPart::Start),
            Point::EndOf(expr) => (expr, EventPart::End),
            Point::DateOf(expr) => (expr, EventPart::Start),
        };
        self.point_of(cx, expr, part)
    }

    pub(super) fn point_of(&mut self, cx: &Context<'a>, expr: &'a Expr, part: EventPart) -> Option<PointId> {
        match &expr.kind {
            ExprKind::Malformed => None,
            ExprKind::It => {
                if cx.it.is_none() {
                    let reason = "`it` is the event that a `with` or `without` speaks of";
                    self.wrong_kind(cx, expr.span, "there is no event that `it` could be", reason, None);
                    return None;
                }
                Some(self.nodes.point(PointNode::It(part)))
            }
            ExprKind::Date(text) => {
                let span = self.date(cx, expr.span, text)?;
                Some(self.nodes.point(PointNode::Fixed(end_of_dates(span, part))))
            }
            ExprKind::Name(name) => self.named_point(cx, expr, name, part),
            ExprKind::Select(tree::Selector::StartOf, inner) => self.point_of(cx, inner, EventPart::Start),
            ExprKind::Select(tree::Selector::EndOf, inner) => self.point_of(cx, inner, EventPart::End),
            ExprKind::Select(tree::Selector::DateOf, inner) => self.point_of(cx, inner, EventPart::Start),
            ExprKind::Parenthesis(inner)
                if matches!(
                    inner.kind,
                    ExprKind::Name(_) | ExprKind::It | ExprKind::Date(_) | ExprKind::Select(..)
                ) =>
            {
                self.point_of(cx, inner, part)
            }
            _ => self.event_point(cx, expr, part),
        }
    }

    fn named_point(&mut self, cx: &Context<'a>, expr: &'a Expr, name: &'a Name, part: EventPart) -> Option<PointId> {
        if let Some(Argument { bound, .. }) = cx.argument(&name.text) {
            return match bound {
                Bound::Point(point) => Some(self.part_of(*point, part)),
                Bound::Events(_) => self.event_point(cx, expr, part),
                Bound::Nothing => None,
                _ => {
                    let reason = "this parameter stands for something else";
                    self.wrong_kind(cx, expr.span, "a point in time is needed here", reason, None);
                    None
                }
            };
        }
        match self.peek(cx, &name.text) {
            Some(Declared::Anchor(_)) => {
                let anchor = self.anchor(cx, name)?;
                let node = match part {
                    EventPart::Whole => PointNode::Anchor(anchor),
                    _ if !self.is_period(anchor) => PointNode::Anchor(anchor),
                    EventPart::Start => PointNode::StartOfAnchor(anchor),
                    EventPart::End => PointNode::EndOfAnchor(anchor),
                };
                Some(self.nodes.point(node))
            }
            Some(Declared::Parameter(_)) => {
                let value = self.parameter(cx, name)?;
                let ExprKind::Date(text) = &value.kind else {
                    let reason = "this parameter holds something else";
                    self.wrong_kind(cx, expr.span, "a point in time is needed here", reason, None);
                    return None;
                };
                let span = self.date(cx, expr.span, text)?;
                Some(self.nodes.point(PointNode::Fixed(end_of_dates(span, part))))
            }
            Some(Declared::Define(_) | Declared::Group(_)) => self.event_point(cx, expr, part),
            _ if name.text == BIRTH => Some(self.nodes.point(PointNode::Birth)),
            _ => match self.named(cx, &name.text) {
                Ok(None) => {
                    let anchors = self.anchor_names(cx);
                    let text = &name.text;
                    let found =
                        Diagnostic::new(Code::UnknownWord, expr.span, format!("`{text}` is not a known point in time"))
                            .reason("no anchor, event definition or word of that name is declared")
                            .did_you_mean(text, anchors);
                    self.report(cx, found);
                    None
                }
                _ => self.event_point(cx, expr, part),
            },
        }
    }

    fn anchor_names(&self, cx: &Context<'a>) -> Vec<String> {
        let entries = self.scope(cx.file).map(|scope| &scope.entries);
        let anchors = entries.into_iter().flat_map(|entries| {
            entries.iter().filter(|(_, entry)| matches!(entry.declared, Declared::Anchor(_) | Declared::Define(_)))
        });
        let mut names: Vec<String> = anchors.map(|(name, _)| (*name).to_owned()).collect();
        names.push(BIRTH.to_owned());
        names.sort_unstable();
        names
    }

    /// A chosen event as a point.
    fn event_point(&mut self, cx: &Context<'a>, expr: &'a Expr, part: EventPart) -> Option<PointId> {
        let events = self.events(&cx.apart(), expr)?;
        self.single(cx, expr, events)?;
        Some(self.nodes.point(PointNode::Event { events, part }))
    }

    /// Asks that there be at most one event.
    pub(super) fn single(&mut self, cx: &Context<'a>, expr: &'a Expr, events: EventsId) -> Option<()> {
        if self.nodes.about(events).single {
            return Some(());
        }
        let written = self.text(cx.file, expr.span);
        let of = without_choice(written);
        let found = Diagnostic::new(Code::NotSingle, expr.span, format!("`{written}` may be several events"))
            .reason("one event is needed here, and the rule must say which")
            .help(format!("write `(latest {of})` or `(earliest {of})`"));
        self.report(cx, found);
        None
    }

    fn part_of(&mut self, point: PointId, part: EventPart) -> PointId {
        let node = match (self.nodes.point_node(point), part) {
            (Some(PointNode::Anchor(anchor)), EventPart::Start) if self.is_period(*anchor) => {
                PointNode::StartOfAnchor(*anchor)
            }
            (Some(PointNode::Anchor(anchor)), EventPart::End) if self.is_period(*anchor) => {
                PointNode::EndOfAnchor(*anchor)
            }
            (Some(PointNode::Fixed(span)), part) => PointNode::Fixed(end_of_dates(*span, part)),
            (Some(PointNode::Event { events, part: EventPart::Whole }), EventPart::Start | EventPart::End) => {
                PointNode::Event { events: *events, part }
            }
            _ => return point,
        };
        self.nodes.point(node)
    }
}

/// A choice of several without what chooses them: `latest 3 upcr` is of `upcr`.
fn without_choice(written: &str) -> &str {
    let inside = written.strip_prefix('(').and_then(|inside| inside.strip_suffix(')')).unwrap_or(written).trim();
    match inside.strip_prefix("latest ").or_else(|| inside.strip_prefix("earliest ")) {
        Some(of) => of.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ' '),
        None => written,
    }
}
