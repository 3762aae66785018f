//! Days on the width of the picture. Where it reaches back for years, the last half year takes half of the width: that
//! is where most windows lie.

use crate::value::Day;
use crate::wording::escape::escape;

/// Where the lanes begin; their names stand before.
pub(super) const LEFT: f64 = 190.0;
pub(super) const RIGHT: f64 = 988.0;
/// How many days before the as-of date are drawn wider.
const RECENT: i32 = 183;
/// From how many days on the picture is drawn in two parts.
const LONG: i32 = 400;

/// How far two lines of the calendar lie apart at least.
const TICK: f64 = 56.0;

/// Days on the width of the picture.
pub(super) struct Scale {
    pub(super) from: Day,
    pub(super) to: Day,
    /// From where on days are drawn wider, and at which place that is.
    bend: Option<(Day, f64)>,
    /// The as-of date.
    pub(super) as_of: Day,
}

impl Scale {
    pub(super) fn new(from: Day, to: Day, as_of: Day) -> Scale {
        let long = to.0 - from.0 > LONG;
        let bend = long.then(|| (as_of.plus_days(-RECENT), f64::midpoint(LEFT, RIGHT) - 40.0));
        Scale { from, to, bend, as_of }
    }

    /// Whether the last half year is drawn wider.
    pub(super) fn bends(&self) -> bool {
        self.bend.is_some()
    }

    /// Where a day lies; what is outside lies on the edge.
    pub(super) fn at(&self, day: Day) -> f64 {
        let day = day.clamp(self.from, self.to);
        match self.bend {
            Some((bend, place)) if day < bend => along(day, (self.from, bend), (LEFT, place)),
            Some((bend, place)) => along(day, (bend, self.to), (place, RIGHT)),
            None => along(day, (self.from, self.to), (LEFT, RIGHT)),
        }
    }

    pub(super) fn parsed(&self, text: Option<&String>, otherwise: Day) -> f64 {
        self.at(text.and_then(|text| Day::parse(text)).unwrap_or(otherwise))
    }

    /// The lines of the calendar, and where the scale changes.
    pub(super) fn ticks(&self, top: f64, height: f64) -> String {
        let Some((bend, place)) = self.bend else {
            return self.ticks_between(self.from, self.to, top, height);
        };
        format!(
            "{}{}<line class=\"bend\" x1=\"{place:.1}\" x2=\"{place:.1}\" y1=\"{top}\" y2=\"{height}\"><title>{}</title></line>\n",
            self.ticks_between(self.from, bend.plus_days(-20), top, height),
            self.ticks_between(bend.plus_days(10), self.to, top, height),
            escape("from here on, days are drawn wider")
        )
    }

    /// Months, quarters or years, as many as have room.
    fn ticks_between(&self, from: Day, to: Day, top: f64, height: f64) -> String {
        let month = (self.at(to) - self.at(from)) / f64::from((to.0 - from.0) / 30).max(1.0);
        let step = [1, 2, 3, 6].into_iter().find(|months| f64::from(*months) * month > TICK).unwrap_or(12);
        let first = from.to_string();
        let year = first.get(..4).unwrap_or("2000");
        let mut day = Day::parse(&format!("{year}-01-01")).unwrap_or(from);
        let mut drawn = String::new();
        while day <= to {
            if day >= from {
                let (x, text) = (self.at(day), day.to_string());
                let label = text.get(..7).unwrap_or(&text);
                drawn.push_str(&format!(
                    "<line class=\"tick\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{top}\" y2=\"{height}\"/><text class=\"date\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{label}</text>\n",
                    top - 8.0
                ));
            }
            day = day.plus_months(step);
        }
        drawn
    }
}

/// The place of a day between two days, on the stretch between two places.
fn along(day: Day, days: (Day, Day), places: (f64, f64)) -> f64 {
    let all = f64::from(days.1.0 - days.0.0).max(1.0);
    places.0 + f64::from(day.0 - days.0.0) / all * (places.1 - places.0)
}
