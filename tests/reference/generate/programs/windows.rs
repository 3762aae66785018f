//! Windows and points in time.

use super::sort::Sort;
use super::{Builder, Inside};
use crate::generate::patients::{as_of, known_date};
use enrol::check::*;
use enrol::syntax::tree::WindowSide;
use enrol::value::{DaySpan, Length, Number};

impl Builder<'_, '_> {
    pub(super) fn window(&mut self, depth: usize, inside: Inside, sort: Sort) -> WindowId {
        let point = self.point(depth, inside);
        self.window_around(point, sort)
    }

    pub(super) fn recent_window(&mut self, inside: Inside) -> WindowId {
        if self.choices.chance(60) {
            let point = self.new_point(PointNode::Fixed(DaySpan::on(as_of().plus_days(-100))));
            return self.new_window(Vec::new(), WindowSide::Since, point);
        }
        self.window(0, inside, Sort::Alpha)
    }

    pub(super) fn window_around(&mut self, point: PointId, sort: Sort) -> WindowId {
        use WindowSide::*;
        let past = matches!(self.program.point(point), PointNode::AsOf) && self.choices.chance(80);
        let side = if past {
            self.choices.pick(&[Before, Before, Before, BeforeOrDuring, Since])
        } else {
            self.choices.pick(&[Before, Before, After, BeforeOrDuring, DuringOrAfter, At, During, Since])
        };
        let lengths = [
            vec![Length::Days(28)],
            vec![Length::Months(6)],
            vec![Length::Days(90)],
            vec![Length::Months(24)],
            vec![Length::Days(30), Length::HalfLives(Number::whole(5))],
            vec![Length::HalfLives(Number::whole(5))],
            Vec::new(),
        ];
        let within = match side {
            At | During | Since => Vec::new(),
            _ if sort == Sort::Drug => self.choices.pick(&lengths),
            _ => self.choices.pick(&[
                vec![Length::Days(28)],
                vec![Length::Months(6)],
                vec![Length::Days(90)],
                vec![Length::Months(24)],
                Vec::new(),
            ]),
        };
        self.new_window(within, side, point)
    }

    pub(super) fn point(&mut self, depth: usize, inside: Inside) -> PointId {
        let part = self.choices.pick(&[EventPart::Whole, EventPart::Start, EventPart::End]);
        let point = match self.choices.below(14) {
            0..=3 | 12 | 13 => PointNode::AsOf,
            4 | 5 => PointNode::Anchor(AnchorId(self.choices.below(4) as u32)),
            6 => PointNode::StartOfAnchor(AnchorId(3)),
            7 => PointNode::EndOfAnchor(AnchorId(3)),
            8 => PointNode::Fixed(known_date(self.choices)),
            9 => PointNode::Birth,
            _ if inside.it.is_some() => PointNode::It(part),
            _ if depth > 0 => PointNode::Event { events: self.chosen_one(depth - 1, inside, None).0, part },
            _ => PointNode::AsOf,
        };
        self.new_point(point)
    }
}
