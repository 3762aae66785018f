//! Windows that lie within others.

use super::Prover;
use crate::check::{Part, PointNode, Window, WindowId};
use crate::syntax::tree::WindowSide;
use crate::value::Length;

impl Prover<'_> {
    /// Whether what lies in the one as asked lies in the other as asked.
    pub(super) fn window_within(&self, (few, part): (WindowId, Part), (many, also): (WindowId, Part)) -> bool {
        let same = self.alike.window(few) == self.alike.window(many);
        let (few, many) = (self.program.window(few), self.program.window(many));
        let (part, also) = (part_asked(few, part), part_asked(many, also));
        let parts = part == also || also == Part::Any && matches!(part, Part::Start | Part::End);
        if same {
            return parts;
        }
        parts
            && part != Part::Throughout
            && few.side == many.side
            && self.alike.point(few.point) == self.alike.point(many.point)
            && !few.within.is_empty()
            && !many.within.is_empty()
            && lengths_within(few, many)
    }

    /// Whether what runs today lies in a window.
    pub(super) fn reaches_today(&self, window: WindowId) -> bool {
        let window = self.program.window(window);
        *self.program.point(window.point) == PointNode::AsOf
            && window.side == WindowSide::Before
            && !window.within.is_empty()
            && !window.is_by_drug()
    }
}

/// The part of an event that a window asks for: a bare `before` asks for the end, a bare `after` for the start.
fn part_asked(window: &Window, part: Part) -> Part {
    match (part, window.within.is_empty(), window.side) {
        (Part::Any, true, WindowSide::Before) => Part::End,
        (Part::Any, true, WindowSide::After) => Part::Start,
        _ => part,
    }
}

/// Whether the length that counts of the one is at most that of the other.
fn lengths_within(few: &Window, many: &Window) -> bool {
    let longest = |window: &Window| window.longest || window.within.len() == 1;
    let shortest = |window: &Window| !window.longest || window.within.len() == 1;
    let below = |one: &Length, other: &Length| length_within(*one, *other);
    if longest(few) && longest(many) {
        return few.within.iter().all(|one| many.within.iter().any(|other| below(one, other)));
    }
    if shortest(few) && shortest(many) {
        return many.within.iter().all(|other| few.within.iter().any(|one| below(one, other)));
    }
    false
}

/// Whether a length never reaches farther than another, wherever it is counted from.
pub(crate) fn length_within(one: Length, other: Length) -> bool {
    match (one, other) {
        (Length::Days(one), Length::Days(other)) | (Length::Months(one), Length::Months(other)) => one <= other,
        // A month has 28 to 31 days: 30.4 on average, and at most three more or less over any number of them.
        (Length::Days(days), Length::Months(months)) => i64::from(days) <= i64::from(months) * 304 / 10 - 3,
        (Length::Months(months), Length::Days(days)) => i64::from(months) * 305 / 10 + 3 <= i64::from(days),
        (Length::HalfLives(one), Length::HalfLives(other)) => one == other,
        _ => false,
    }
}
