//! Intervals that run together.

use super::joined::{earlier, later};
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
                let start = later(one.start, other.start);
                let end = earlier(one.end, other.end);
                // What has begun has not ended before.
                let start = DaySpan { first: start.first, last: start.last.min(end.last) };
                let end = DaySpan { first: end.first.max(start.first), last: end.last };
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
