//! When events matter: on which days one must begin and end to be taken.
//!
//! Windows and `current` ask it of what is recorded, open lists of what nobody recorded.

use super::window::WindowSpan;
use crate::check::Part;
use crate::value::{Day, DaySpan, Truth};

/// When an event begins and ends that matters, recorded or not: the first and last day of each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub(super) begins: (Day, Day),
    pub(super) ends: (Day, Day),
    /// What it must touch, or lie within the declared gap of its drug of, to join: ended on the first day or later, and begun
    /// on the second or earlier.
    joining: Option<(Day, Day)>,
}

impl Reach {
    /// At any time at all.
    pub(super) const EVER: Reach = Reach { begins: (Day::MIN, Day::MAX), ends: (Day::MIN, Day::MAX), joining: None };

    /// Whether a stretch of time certainly, possibly or not begins and ends so.
    #[inline]
    pub(super) fn takes(&self, start: DaySpan, end: DaySpan) -> Truth {
        let (begins, ends) = (self.begins, self.ends);
        if start.last < begins.0 || start.first > begins.1 || end.last < ends.0 || end.first > ends.1 {
            return Truth::NotMet;
        }
        let certain = start.first >= begins.0 && start.last <= begins.1 && end.first >= ends.0 && end.last <= ends.1;
        if certain { Truth::Met } else { Truth::Unknown }
    }

    /// The part of it that matches a window too.
    pub(super) fn narrowed(self, window: &WindowSpan, part: Part) -> Reach {
        let within = |(first, last): (Day, Day)| (first.max(window.from.first), last.min(window.to.last));
        match part {
            Part::Any => self.overlapping(window.from.first, window.to.last),
            Part::Start => Reach { begins: within(self.begins), ..self },
            Part::End => Reach { ends: within(self.ends), ..self },
            Part::Throughout => self.overlapping(window.to.first, window.from.last),
        }
    }

    /// The part of it that ended on a day or later and began on another or earlier.
    pub(super) fn overlapping(self, ended_from: Day, began_by: Day) -> Reach {
        let (begins, ends) = (self.begins, self.ends);
        Reach { begins: (begins.0, begins.1.min(began_by)), ends: (ends.0.max(ended_from), ends.1), ..self }
    }

    /// With other days.
    pub(super) fn during(self, begins: (Day, Day), ends: (Day, Day)) -> Reach {
        Reach { begins, ends, ..self }
    }

    /// Whatever has a day in common with what it holds.
    pub(super) fn touching(self) -> Reach {
        self.widened(0)
    }

    /// The same with so many days more on either side.
    pub(super) fn widened(self, days: i32) -> Reach {
        let (ended_from, began_by) = self.middle();
        Reach::EVER.overlapping(ended_from.plus_days(-days), began_by.plus_days(days))
    }

    /// Whatever may join what lies between two days.
    pub(super) fn joining(self, days: (Day, Day)) -> Reach {
        Reach { joining: Some(days).filter(|days| *days != (Day::MIN, Day::MAX)), ..self }
    }

    /// Whether it must join something, so that it depends on the gap declared for a word.
    pub(super) fn must_join(&self) -> bool {
        self.joining.is_some()
    }

    /// Narrowed by what it must join, for words with such a gap.
    pub(super) fn with_gap(self, gap: i32) -> Reach {
        match self.joining {
            None => self,
            Some((ended_from, began_by)) => {
                let near = self.overlapping(ended_from.plus_days(-gap), began_by.plus_days(gap));
                Reach { joining: None, ..near }
            }
        }
    }

    /// The first day on which it can have ended, and the last on which it can have begun.
    pub(super) fn middle(self) -> (Day, Day) {
        let Reach { begins, ends, .. } = self.with_gap(1);
        (ends.0.max(begins.0), begins.1.min(ends.1))
    }

    /// Whether something that ran from a day to another may touch it, with so many days between them at most.
    pub(super) fn is_near(self, first: Day, last: Day, gap: i32) -> bool {
        let (one, other) = self.middle();
        first <= one.max(other).plus_days(gap) && last >= one.min(other).plus_days(-gap)
    }
}
