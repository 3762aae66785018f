//! Open and closed lists.
//!
//! Absence is a statement, not a gap: a list is closed only where somebody said so, and as far as the statement
//! reaches.

use super::judgement::{ClosedBy, Reason};
use super::observer::{Observer, Scope};
use super::reach::Reach;
use super::run::Run;
use super::window::{WindowSpan, part_of};
use crate::check::{EventsId, EventsNode, LinesId, LinesPolicy, Part, WindowId, Words};
use crate::record::Patient;
use crate::value::{Day, Truth};
use crate::vocabulary::{Kind, LINE, WordId};
use std::borrow::Cow;

/// Whether there may be events that nobody recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Openness {
    /// Why there may be others.
    pub(super) reasons: Vec<Reason>,
    /// Whether there may be others; reasons are only gathered where they are wanted.
    pub(super) open: bool,
    /// What being closed rests on.
    pub(super) closed_by: Vec<ClosedBy>,
}

/// The days of which a list must be complete to rule out what nobody recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needed {
    /// None: there is no way in which it could have been.
    Nothing,
    /// Every day from one to another, for it may have lasted for any one of them.
    Each(Day, Day),
    /// Any day from one to another, for it ran on all of them.
    Some(Day, Day),
}

/// A set of kinds, one bit each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KindSet(u8);

impl KindSet {
    #[inline]
    fn insert(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u8;
    }

    /// Whether a kind is in it.
    #[inline]
    pub(super) fn contains(self, kind: Kind) -> bool {
        self.0 >> kind as u8 & 1 == 1
    }
}

/// The lists that one review calls complete from birth to the as-of date, which settles them for every reach.
pub(super) fn whole_lists(patient: &Patient, as_of: Day) -> KindSet {
    let born = patient.birth.map_or(Day::MIN, |birth| birth.first);
    let mut whole = KindSet::default();
    for review in patient.reviewed.iter().filter(|review| review.from <= born && review.to >= as_of.max(born)) {
        whole.insert(review.kind);
    }
    whole
}

impl Openness {
    /// Whether there may be events that nobody recorded.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    fn merge(&mut self, other: Openness) {
        self.open |= other.open;
        self.reasons.extend(other.reasons);
        self.closed_by.extend(other.closed_by);
    }
}

impl<'a, O: Observer> Run<'a, O> {
    /// Whether a choice may hold events that nobody recorded.
    pub(super) fn open(&mut self, id: EventsId, scope: Scope) -> Openness {
        self.open_within(id, Reach::EVER, &[], scope)
    }

    /// The same for the part of a choice that may lie in a window.
    pub(super) fn open_in(&mut self, id: EventsId, window: &WindowSpan, part: Part, scope: Scope) -> Openness {
        self.open_within(id, Reach::EVER.narrowed(window, part), &[], scope)
    }

    /// The same for what may have run on some days.
    pub(super) fn open_between(&mut self, id: EventsId, from: Day, to: Day, scope: Scope) -> Openness {
        self.open_within(id, Reach::EVER.overlapping(from, to), &[], scope)
    }

    /// `by_drug` are the windows whose length depends on the drug; they narrow the reach of each word by itself.
    fn open_within(&mut self, id: EventsId, reach: Reach, by_drug: &[(WindowId, Part)], scope: Scope) -> Openness {
        let program = self.program;
        let made_of_several = |run: &mut Self| run.narrowed_for_any(reach, by_drug, scope);
        match &program.events(id).node {
            EventsNode::Words(words) | EventsNode::Planned { words } if by_drug.is_empty() => {
                self.open_words(words, reach)
            }
            EventsNode::Words(words) | EventsNode::Planned { words } => {
                self.open_words_by_drug(words, reach, by_drug, scope)
            }
            EventsNode::In { of, window, part } => {
                let part = part_of(program.window(*window), *part);
                let span = self.window(*window, scope, None);
                if span.exists == Truth::NotMet {
                    return Openness::default();
                }
                if program.window(*window).is_by_drug() {
                    return self.open_within(*of, reach, &[by_drug, &[(*window, part)]].concat(), scope);
                }
                self.open_within(*of, reach.narrowed(&span, part), by_drug, scope)
            }
            EventsNode::Current { of } => {
                self.open_within(*of, reach.overlapping(self.as_of, self.as_of), by_drug, scope)
            }
            EventsNode::Newest { of, count, earliest: false, by } => {
                if self.is_full(*of, *count, *by, scope) {
                    return Openness::default();
                }
                self.open_within(*of, reach, by_drug, scope)
            }
            EventsNode::Newest { of, .. }
            | EventsNode::Where { of, .. }
            | EventsNode::With { of, .. }
            | EventsNode::Except { of, .. } => self.open_within(*of, reach, by_drug, scope),
            EventsNode::Union(parts) => {
                let mut all = Openness::default();
                for part in parts {
                    all.merge(self.open_within(*part, reach, by_drug, scope));
                }
                all
            }
            // What is made of several events may be made of any that touches it.
            EventsNode::Joined { total: true, of, .. } => self.open(*of, scope),
            EventsNode::Joined { of, .. } => {
                let reach = made_of_several(self).touching();
                let reach = self.reach_of_joined(*of, reach, scope);
                self.open_within(*of, reach, &[], scope)
            }
            // A day on which nothing runs ends a period, so the day before and after one matter as well.
            EventsNode::DosePeriods { of, .. } => {
                let reach = made_of_several(self).widened(1);
                self.open_within(*of, reach, &[], scope)
            }
            EventsNode::Doses { of } => {
                let reach = made_of_several(self).touching();
                self.open_doses(*of, reach, scope)
            }
            EventsNode::Together { left, right } => {
                // Where one side is closed and empty, nothing can run together with it; otherwise both must be closed.
                let reach = made_of_several(self).touching();
                let mut all = self.open_within(*left, reach, &[], scope);
                all.merge(self.open_within(*right, reach, &[], scope));
                all
            }
            EventsNode::Lines(policy) => self.open_lines(*policy, reach),
        }
    }

    /// A reach narrowed by windows whose length depends on the drug, where it may be any drug.
    fn narrowed_for_any(&mut self, reach: Reach, by_drug: &[(WindowId, Part)], scope: Scope) -> Reach {
        by_drug.iter().fold(reach, |reach, (window, part)| reach.narrowed(&self.window(*window, scope, None), *part))
    }

    /// When what nobody recorded may belong to a joined stretch that matters: as far as what is recorded may reach.
    fn reach_of_joined(&mut self, of: EventsId, mut reach: Reach, scope: Scope) -> Reach {
        let mut found = self.select(of, scope);
        let mut joining = reach.middle();
        let mut left = usize::MAX;
        while found.len() < left {
            left = found.len();
            found.retain(|found| {
                let gap = self.program.vocabulary.word(self.event(found.event).word).gap();
                let near = reach.is_near(found.start.first, found.end.last, gap);
                if near {
                    joining = (joining.0.min(found.start.first), joining.1.max(found.end.last));
                    reach = Reach::EVER.overlapping(joining.0, joining.1);
                }
                !near
            });
        }
        self.give_back(found);
        Reach::EVER.joining(joining)
    }

    /// The same as [`Run::open_words`], where windows narrow the reach of each word as its half-life says.
    fn open_words_by_drug(
        &mut self,
        words: &Words,
        reach: Reach,
        by_drug: &[(WindowId, Part)],
        scope: Scope,
    ) -> Openness {
        let program = self.program;
        let mut all = self.unusable_of(words);
        for root in &words.roots {
            let word = program.vocabulary.word(*root);
            let mut reach = reach;
            for (window, part) in by_drug {
                let spans: Vec<_> = word.family.iter().map(|word| self.window(*window, scope, Some(word))).collect();
                let hull = spans.into_iter().map(Cow::into_owned).reduce(|a, b| a.hull(b));
                reach = hull.map_or(reach, |hull| reach.narrowed(&hull, *part));
            }
            all.merge(self.open_root(*root, word.kind, reach));
        }
        all
    }

    pub(super) fn open_words(&self, words: &Words, reach: Reach) -> Openness {
        let mut all = self.unusable_of(words);
        let reviewed = !O::DETAIL && words.kinds.iter().all(|kind| self.reviewed_throughout(*kind, reach));
        for root in words.roots.iter().filter(|_| !reviewed) {
            let kind = self.program.vocabulary.word(*root).kind;
            all.merge(self.open_root(*root, kind, reach));
        }
        all
    }

    /// The same without reasons, as soon as it is settled.
    pub(super) fn are_words_open(&self, words: &Words, reach: Reach) -> bool {
        if !self.patient.unusable.is_empty() {
            return self.open_words(words, reach).is_open();
        }
        if words.kinds.iter().all(|kind| self.whole.contains(*kind)) && !reach.must_join() {
            return false;
        }
        let reviewed = words.kinds.iter().all(|kind| self.reviewed_throughout(*kind, reach));
        let open = |root: &WordId| self.open_root(*root, self.program.vocabulary.word(*root).kind, reach).open;
        !reviewed && words.roots.iter().any(open)
    }

    /// Whether one review covers all of a reach, which settles it for every word of the kind.
    fn reviewed_throughout(&self, kind: Kind, reach: Reach) -> bool {
        let mut reviews = self.patient.reviewed.iter().filter(|review| review.kind == kind);
        match self.needed(kind, reach) {
            _ if reach.must_join() => false,
            Needed::Nothing => true,
            Needed::Each(from, to) => reviews.any(|review| review.from <= from && to <= review.to),
            Needed::Some(from, to) => reviews.any(|review| review.from <= to && from <= review.to),
        }
    }

    /// The days of which a list must be complete. What runs today runs on, so a day that lies ahead is looked at today.
    fn needed(&self, kind: Kind, reach: Reach) -> Needed {
        let born = self.patient.birth.map_or(Day::MIN, |birth| birth.first);
        let come = |(first, last): (Day, Day)| (first.min(self.as_of).max(born), last.min(self.as_of));
        let (mut begins, mut ends) = (come(reach.begins), come(reach.ends));
        if !kind.is_interval() {
            begins = (begins.0.max(ends.0), begins.1.min(ends.1));
            ends = begins;
        }
        let (ended_from, began_by) = reach.during(begins, ends).middle();
        if begins.0 > began_by || ended_from > ends.1 {
            Needed::Nothing
        } else if ended_from <= began_by {
            Needed::Each(ended_from, began_by)
        } else {
            Needed::Some(began_by, ended_from)
        }
    }

    /// Whether events of one word are fully known in a reach.
    fn open_root(&self, word: WordId, kind: Kind, reach: Reach) -> Openness {
        let vocabulary = &self.program.vocabulary;
        let gap = || vocabulary.word(word).family.iter().map(|below| vocabulary.word(below).gap()).max();
        let reach = if reach.must_join() { reach.with_gap(gap().unwrap_or(1)) } else { reach };
        match self.needed(kind, reach) {
            Needed::Nothing => Openness::default(),
            Needed::Each(from, to) => self.open_on(word, kind, from, to),
            Needed::Some(from, to) => match self.statement_within(word, kind, from, to) {
                Some(by) => {
                    Openness { closed_by: if O::DETAIL { vec![by] } else { Vec::new() }, ..Openness::default() }
                }
                None => self.open_on(word, kind, to, to),
            },
        }
    }

    /// Whether events of one word are fully known on every day from one to another.
    fn open_on(&self, word: WordId, kind: Kind, from: Day, to: Day) -> Openness {
        let mut closed = Openness::default();
        // Statements are walked from the first day on: each that covers the next missing day moves it forward.
        let mut missing = from;
        while let Some((by, reached)) = self.statement_over(word, kind, missing) {
            if O::DETAIL {
                closed.closed_by.push(by);
            }
            if reached >= to {
                return closed;
            }
            missing = reached.plus_days(1);
        }
        closed.open = true;
        if O::DETAIL {
            closed.reasons.push(Reason::NotReviewed { kind, words: vec![word], from: missing, to });
        }
        closed
    }

    /// The statements that speak of a word: reviews of its list, and it or one above it stated absent.
    fn statements(&self, word: WordId, kind: Kind) -> impl Iterator<Item = (ClosedBy, Day, Day)> {
        let reviews = (0u32..).zip(&self.patient.reviewed).filter(move |(_, review)| review.kind == kind);
        let reviews = reviews.map(|(place, review)| (ClosedBy::Reviewed(place), review.from, review.to));
        let absences = (0u32..).zip(&self.patient.absent).filter(move |(_, absent)| absent.family.contains(word));
        reviews.chain(absences.map(|(place, absent)| (ClosedBy::Absent(place), absent.from, absent.to)))
    }

    /// A statement that reaches into some days.
    fn statement_within(&self, word: WordId, kind: Kind, from: Day, to: Day) -> Option<ClosedBy> {
        let mut statements = self.statements(word, kind);
        statements.find(|(_, first, last)| *first <= to && from <= *last).map(|(by, _, _)| by)
    }

    /// The statement over a day that reaches farthest.
    fn statement_over(&self, word: WordId, kind: Kind, day: Day) -> Option<(ClosedBy, Day)> {
        let over = self.statements(word, kind).filter(|(_, from, to)| *from <= day && day <= *to);
        over.map(|(by, _, to)| (by, to)).fold(None, |best, next| match best {
            Some((_, to)) if to >= next.1 => best,
            _ => Some(next),
        })
    }

    fn unusable_of(&self, words: &Words) -> Openness {
        let mut all = Openness::default();
        if !self.patient.unusable.is_empty() {
            for kind in &words.kinds {
                all.merge(self.unusable(*kind, |word| words.certain.contains(word) || words.possible.contains(word)));
            }
        }
        all
    }

    /// An entry of the list that could not be read may be anything that it is not known not to be.
    fn unusable(&self, kind: Kind, concerned: impl Fn(WordId) -> bool) -> Openness {
        let mut all = Openness::default();
        for (entry, unusable) in (0u32..).zip(&self.patient.unusable) {
            if unusable.kind == kind && unusable.word.is_none_or(&concerned) {
                all.open = true;
                if O::DETAIL {
                    all.reasons.push(Reason::Unusable { entry });
                }
            }
        }
        all
    }

    fn open_doses(&mut self, of: EventsId, reach: Reach, scope: Scope) -> Openness {
        let mut all = self.open_within(of, reach, &[], scope);
        let found = self.select(of, scope);
        for exposure in &found {
            let concerned = reach.is_near(exposure.start.first, exposure.end.last, 0);
            if concerned && !self.has_countable_doses(exposure) {
                all.open = true;
                if O::DETAIL {
                    let attribute = crate::vocabulary::builtin::attribute::DOSE;
                    all.reasons.push(Reason::AttributeMissing { event: exposure.event, attribute });
                }
            }
        }
        self.give_back(found);
        all
    }

    /// Derived lines rest on all exposures, wherever they lie: one that nobody recorded may open or close any line.
    fn open_lines(&self, policy: Option<LinesId>, reach: Reach) -> Openness {
        let Some(policy) = self.policy_in_use(policy) else {
            let mut recorded = self.unusable(Kind::Line, |_| true);
            recorded.merge(self.open_root(LINE, Kind::Line, reach));
            return recorded;
        };
        let counts = |word: WordId| policy.of.contains(word) && !policy.not_counted.contains(word);
        let mut derived = self.unusable(Kind::Drug, counts);
        let vocabulary = &self.program.vocabulary;
        let topmost = |word: &WordId| !vocabulary.word(*word).ancestors.iter().any(|above| counts(*above));
        for word in policy.of.iter().filter(|word| counts(*word) && topmost(word)) {
            if derived.open && !O::DETAIL {
                break;
            }
            derived.merge(self.open_root(word, Kind::Drug, Reach::EVER));
        }
        if let Some(words) = &policy.progression
            && let Some((first, last)) = self.days_of_progression(policy)
        {
            let reach = Reach::EVER.during((first, last), (first, Day::MAX));
            derived.merge(self.open_words(words, reach));
        }
        derived
    }

    /// The policy by which lines are derived: none where lines are recorded.
    pub(super) fn policy_in_use(&self, policy: Option<LinesId>) -> Option<&'a LinesPolicy> {
        let program = self.program;
        let policy = program.lines.get(policy?.0 as usize)?;
        let events = &self.patient.events;
        let mut recorded = events.runs_of_kind(Kind::Line).flat_map(|run| events.within(run));
        recorded.all(|line| line.planned || line.start.first > self.as_of).then_some(policy)
    }
}
