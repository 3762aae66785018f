//! Events that came near but were not counted, and what kept them out.

use super::super::case::Case;
use crate::check::{EventsId, EventsNode};
use crate::evaluate::EventRef;
use crate::value::DaySpan;
use crate::wording::words::listed;

/// How many events that were not counted are named.
const MOST_MISSES: usize = 2;

impl Case<'_> {
    /// Events that came near but were not counted, the newest first, each once, with what kept it out.
    pub(super) fn misses(&self, events: EventsId) -> Vec<String> {
        let mut misses: Vec<Miss> = Vec::new();
        self.collect_misses(events, &mut misses);
        misses.sort_by_key(|miss| std::cmp::Reverse((miss.start.last, miss.start.first)));
        let more = misses.len().saturating_sub(MOST_MISSES);
        let said = |miss: Miss| format!("not counted: {}, {}", miss.words, listed(&miss.because, "and"));
        let mut said: Vec<String> = misses.into_iter().take(MOST_MISSES).map(said).collect();
        if more > 0 {
            said.push(format!("{more} more not counted"));
        }
        said
    }

    fn collect_misses(&self, events: EventsId, misses: &mut Vec<Miss>) {
        let (of, why) = match &self.program.events(events).node {
            EventsNode::In { of, .. } => (*of, "outside the window".to_owned()),
            EventsNode::Current { of } => (*of, "not running on the as-of date".to_owned()),
            EventsNode::Where { of, condition } | EventsNode::With { of, condition, .. } => {
                let asked = self.readable(&self.asked(self.program.truth(*condition)));
                (*of, format!("does not satisfy \"{asked}\""))
            }
            EventsNode::Except { of, .. } => (*of, "excepted by the rule".to_owned()),
            EventsNode::Joined { of, .. } => (*of, "not of the length asked for".to_owned()),
            EventsNode::DosePeriods { of, .. }
                if self.selection(events).is_some_and(|left| left.matches.is_empty()) =>
            {
                (*of, "not at the dose asked for".to_owned())
            }
            EventsNode::Together { left, right } => {
                [left, right].into_iter().for_each(|side| self.collect_misses(*side, misses));
                return;
            }
            EventsNode::Union(parts) => {
                parts.iter().for_each(|part| self.collect_misses(*part, misses));
                return;
            }
            _ => return,
        };
        self.collect_misses(of, misses);
        let (Some(before), Some(after)) = (self.selection(of), self.selection(events)) else {
            return;
        };
        let kept: Vec<EventRef> = after.matches.iter().map(|matched| matched.event).collect();
        for matched in before.matches.iter().filter(|matched| !kept.contains(&matched.event)) {
            let Some(fact) = self.matched_with_dose(events, matched) else {
                continue;
            };
            match misses.iter_mut().find(|miss| miss.words == fact.words) {
                Some(miss) if miss.because.contains(&why) => {}
                Some(miss) => miss.because.push(why.clone()),
                None => misses.push(Miss { start: matched.start, words: fact.words, because: vec![why.clone()] }),
            }
        }
    }
}

/// An event that came near but was not counted.
struct Miss {
    start: DaySpan,
    words: String,
    /// What kept it out, by each way in which it could have counted.
    because: Vec<String>,
}
