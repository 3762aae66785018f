//! W0705: a window or condition without effect.

use super::rules::{Rules, found};
use crate::check::{EventsId, EventsNode, Finding, Part, PointNode, Window};
use crate::diagnostic::{Code, Diagnostic, Fix, Span};
use crate::syntax::tree::WindowSide;
use crate::value::Length;
use crate::vocabulary::WordId;

/// Longer ago than this nobody was born.
const LONGEST_LIFE: i32 = 120 * 12;

/// Tells of windows and conditions that leave no event out.
pub(super) fn check(rules: &Rules<'_>) -> Vec<Finding> {
    rules.reach().events.iter().filter_map(|events| idle(rules, *events)).collect()
}

fn idle(rules: &Rules<'_>, events: EventsId) -> Option<Finding> {
    let (of, reason) = match &rules.program.events(events).node {
        EventsNode::In { of, window, part } => {
            let window = rules.program.window(*window);
            let reason = match () {
                () if rules.prover().is_within(*of, events) => {
                    "what stands before it leaves no other events".to_owned()
                }
                () if *part == Part::Any && ends_today(rules, window) && is_short_of_nothing(window) => {
                    "nobody has lived longer".to_owned()
                }
                () if *part == Part::Any && ends_today(rules, window) => {
                    let word = lifelong(rules, *of)?;
                    let title = &rules.program.vocabulary.word(word).title;
                    format!("{title} lasts for life, so that whoever ever had it has it today")
                }
                () => return None,
            };
            (*of, reason)
        }
        EventsNode::Where { of, .. } | EventsNode::Current { of } if rules.prover().is_within(*of, events) => {
            (*of, "what stands before it leaves no other events".to_owned())
        }
        _ => return None,
    };
    let node = rules.program.events(events);
    let whole = node.span;
    let behind = rules.behind(events, of);
    let span = behind.unwrap_or(whole);
    let fix = behind.map(|span| Fix::replace("take it out", span, ""));
    let text = rules.program.files.get(node.file.0 as usize).map_or("", |file| span.of(&file.text));
    let written = super::quote::short(text);
    // What is given of the word may have ended all the same, so that only what is proved changes no verdict.
    let proved = rules.prover().is_within(of, events);
    let diagnostic = Diagnostic::new(
        Code::IdleWindow,
        super::quote::trimmed(span, text),
        format!("`{written}` leaves no event out"),
    )
    .reason(reason)
    .help("check it against the protocol: perhaps `started within`, a shorter time or another word was meant");
    let mut finding = found(node.file, diagnostic);
    finding.diagnostic.fixes.extend(fix.map(|fix| if proved { fix.safe() } else { fix }));
    Some(finding)
}

impl Rules<'_> {
    /// What is written of a choice behind that from which it takes its events, parentheses and all.
    pub(crate) fn behind(&self, events: EventsId, of: EventsId) -> Option<Span> {
        let (node, inner) = (self.program.events(events), self.program.events(of));
        let text = &*self.program.files.get(node.file.0 as usize)?.text;
        if node.file != inner.file || inner.span.start < node.span.start || inner.span.end >= node.span.end {
            return None;
        }
        let mut before = text.get(node.span.start as usize..inner.span.start as usize)?.trim_end();
        let mut behind = text.get(inner.span.end as usize..node.span.end as usize)?;
        while let Some(outer) = before.strip_suffix('(') {
            behind = behind.trim_start().strip_prefix(')')?;
            before = outer.trim_end();
        }
        let length = u32::try_from(behind.len()).ok()?;
        (before.is_empty() && length > 0).then(|| Span { start: node.span.end - length, end: node.span.end })
    }
}

fn ends_today(rules: &Rules<'_>, window: &Window) -> bool {
    window.side == WindowSide::Before
        && !window.within.is_empty()
        && *rules.program.point(window.point) == PointNode::AsOf
}

/// Whether a window reaches back over any life.
fn is_short_of_nothing(window: &Window) -> bool {
    let whole_life = |length: &Length| match length {
        Length::Months(months) => *months >= LONGEST_LIFE,
        Length::Days(days) => *days >= LONGEST_LIFE * 31,
        Length::HalfLives(_) => false,
    };
    if window.longest { window.within.iter().any(whole_life) } else { window.within.iter().all(whole_life) }
}

/// The first word of a choice, where all of its words last for life and nothing is asked of when.
fn lifelong(rules: &Rules<'_>, events: EventsId) -> Option<WordId> {
    let words = match &rules.program.events(events).node {
        EventsNode::Words(words) => words,
        EventsNode::Where { of, .. } | EventsNode::Except { of, .. } => return lifelong(rules, *of),
        _ => return None,
    };
    let all = words.certain.iter().all(|word| rules.program.vocabulary.word(word).lifelong);
    words.roots.first().copied().filter(|_| all)
}
