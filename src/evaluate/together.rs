//! Intervals that run together.

use super::judgement::Match;
use super::observer::{Observer, Scope};
use super::run::Run;
use super::select::date_reason;
use crate::check::EventsId;
use crate::value::{DaySpan, Truth};

impl<O: Observer> Run<'_, O> {
    /// The intervals in which an event of both choices runs.
    pub(super) fn select_together(&mut self, left: EventsId, right: EventsId, scope: Scope) -> Vec<Match> {
        let (left, right) = (self.select(left, scope), self.select(right, scope));
        let mut both = self.list();
        for one in &left {
            for other in &right {
                let meet = one.start.at_most(other.end).and(other.start.at_most(one.end));
                let certainty = meet.and(one.certainty).and(other.certainty);
                if meet == Truth::NotMet {
                    continue;
                }
                let start = DaySpan {
                    first: one.start.first.max(other.start.first),
                    last: one.start.last.max(other.start.last),
                };
                let end = DaySpan { first: one.end.first.min(other.end.first), last: one.end.last.min(other.end.last) };
                let mut event = self.event(one.event).clone();
                (event.start, event.end) = (start, end);
                let mut reasons = Vec::new();
                if O::DETAIL && certainty == Truth::Unknown {
                    reasons = [one.reasons.clone(), other.reasons.clone()].concat();
                    reasons.extend(date_reason(one.start, one.end, one.event));
                    reasons.extend(date_reason(other.start, other.end, other.event));
                }
                let event = self.derive(event);
                both.push(Match { event, certainty, start, end, reasons });
            }
        }
        self.give_back(left);
        self.give_back(right);
        both
    }
}
