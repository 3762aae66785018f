//! The patient's time as a picture: exposures as bars, results and procedures as points, windows as bands.

use super::super::explanation::Explanation;
use super::super::styled::wrapped_at_most;
use super::super::timeline::{Band, Lane, Mark};
use super::scale::{LEFT, RIGHT, Scale};
use crate::value::Day;
use crate::wording::escape::escape;

const WIDTH: f64 = 1000.0;
/// Where the lanes begin, without the names of anchors above them.
const TOP: f64 = 46.0;
const LANE: f64 = 36.0;
/// How high the name of an anchor stands.
const ANCHOR: f64 = 14.0;
/// How many letters of a lane's name fit on one of its two lines.
const NAME: usize = 28;
/// How wide a letter of a label is.
const LETTER: f64 = 6.8;
/// How far a label stands from its point.
const GAP: f64 = 9.0;

/// The picture with its heading, and the same as a list.
pub(super) fn section(explanation: &Explanation) -> String {
    let timeline = &explanation.timeline;
    let (Some(from), Some(to), Some(as_of)) =
        (Day::parse(&timeline.from), Day::parse(&timeline.to), Day::parse(&explanation.as_of))
    else {
        return String::new();
    };
    if timeline.lanes.is_empty() {
        return String::new();
    }
    let scale = Scale::new(from, to, as_of);
    let anchors = anchor_days(explanation, &scale);
    let top = TOP + ANCHOR * count(anchors.len());
    let seen: Vec<&Lane> = timeline.lanes.iter().filter(|lane| shows_something(lane, &scale)).collect();
    let height = top + LANE * count(seen.len()) + 12.0;
    let stripes: String = (0..seen.len()).step_by(2).map(|place| stripe(top + LANE * count(place))).collect();
    let lanes: String =
        seen.iter().enumerate().map(|(place, lane)| drawn(lane, top + LANE * count(place), &scale)).collect();
    let alternative = format!(
        "Timeline from {} to {} with {} lanes; the same follows as a list",
        timeline.from,
        timeline.to,
        seen.len()
    );
    format!(
        "<section class=\"time\">\n<h2>What was looked at</h2>\n\
         <svg class=\"timeline\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">\n{stripes}{}{lanes}{}{}</svg>\n\
         <p class=\"key\">Filled marks decided a criterion, hollow ones did not; shaded stretches are the days in which a criterion looked; a dashed outline means that a date is not known to the day, an empty bar that its end is not recorded, an arrow that it goes on.{}</p>\n{}</section>\n",
        escape(&alternative),
        scale.ticks(top, height),
        drawn_anchors(&anchors, &scale, height),
        as_of_line(as_of, &scale, height),
        if scale.bends() { " The last half year is drawn wider than the time before it." } else { "" },
        list(&timeline.lanes)
    )
}

#[expect(clippy::cast_precision_loss, reason = "lanes are few")]
fn count(lanes: usize) -> f64 {
    lanes as f64
}

fn as_of_line(as_of: Day, scale: &Scale, height: f64) -> String {
    let x = scale.at(as_of);
    format!(
        "<line class=\"asof\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"20\" y2=\"{height}\"/><text class=\"asof\" x=\"{x:.1}\" y=\"14\" text-anchor=\"{}\">as of {as_of}</text>\n",
        if x > RIGHT - 60.0 { "end" } else { "middle" }
    )
}

/// The days of the anchors that lie in the picture, each day once, with what they are.
fn anchor_days(explanation: &Explanation, scale: &Scale) -> Vec<(Day, String)> {
    let mut days: Vec<(Day, String)> = Vec::new();
    for anchor in &explanation.anchors {
        let day = anchor.from.as_ref().and_then(|text| Day::parse(text));
        let Some(day) = day.filter(|day| *day >= scale.from && *day <= scale.to) else {
            continue;
        };
        match days.iter_mut().find(|(known, _)| *known == day) {
            Some((_, titles)) => titles.push_str(&format!(", {}", anchor.title)),
            None => days.push((day, anchor.title.clone())),
        }
    }
    days.sort_by_key(|(day, _)| *day);
    days
}

/// Each anchor with its name on a line of its own.
fn drawn_anchors(anchors: &[(Day, String)], scale: &Scale, height: f64) -> String {
    let each = anchors.iter().enumerate().map(|(place, (day, title))| {
        let (x, y) = (scale.at(*day), 28.0 + ANCHOR * count(place));
        let title = escape(title);
        format!(
            "<g><title>{title}: {day}</title><line class=\"anchor\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{:.1}\" y2=\"{height}\"/><text class=\"anchor\" x=\"{:.1}\" y=\"{y:.1}\" text-anchor=\"end\">{title} {day}</text></g>\n",
            y - 8.0,
            x - 4.0
        )
    });
    each.collect()
}

/// Whether a lane holds anything that can be seen: a mark, or days of some width in which a criterion looked.
fn shows_something(lane: &Lane, scale: &Scale) -> bool {
    let wide =
        |band: &Band| scale.parsed(band.to.as_ref(), scale.to) - scale.parsed(band.from.as_ref(), scale.from) > 6.0;
    !lane.marks.is_empty() || lane.bands.iter().any(wide)
}

fn stripe(top: f64) -> String {
    format!("<rect class=\"stripe\" x=\"0\" y=\"{top}\" width=\"{WIDTH}\" height=\"{LANE}\"/>")
}

fn drawn(lane: &Lane, top: f64, scale: &Scale) -> String {
    let middle = top + LANE / 2.0 + 5.0;
    let mut marks = String::new();
    let mut ordered: Vec<&Mark> = lane.marks.iter().collect();
    ordered.sort_by_key(|mark| (!mark.decisive, std::cmp::Reverse(mark.from.clone())));
    let mut taken: Vec<(f64, f64)> = ordered.iter().map(|mark| extent(mark, scale)).collect();
    let today = scale.at(scale.as_of);
    taken.push((today - 1.0, today + 1.0));
    for mark in ordered {
        marks.push_str(&if mark.lasts {
            bar(mark, middle, scale)
        } else {
            point(mark, middle, scale, free_side(mark, scale, &mut taken))
        });
    }
    let bands: String = lane.bands.iter().map(|band| shaded(band, top, scale)).collect();
    format!("{bands}{}{marks}\n", lane_name(&lane.name, middle))
}

/// The name of a lane, on two lines where it is long.
fn lane_name(name: &str, middle: f64) -> String {
    let lines = wrapped_at_most(name, NAME, 2);
    let first = if lines.len() > 1 { middle - 5.0 } else { middle + 2.0 };
    let lines = lines.iter().enumerate().map(|(place, line)| {
        format!("<tspan x=\"8\" y=\"{:.1}\">{}</tspan>", first + 13.0 * count(place), escape(line))
    });
    format!("<text class=\"lane\">{}<title>{}</title></text>", lines.collect::<String>(), escape(name))
}

/// From where to where a mark reaches.
fn extent(mark: &Mark, scale: &Scale) -> (f64, f64) {
    let (from, to) = (scale.parsed(mark.from.as_ref(), scale.from), scale.parsed(mark.to.as_ref(), scale.to));
    if mark.lasts { (from, to) } else { (f64::midpoint(from, to) - 6.0, f64::midpoint(from, to) + 6.0) }
}

/// Where the label of a point begins or ends: right of it where there is room, else left, else nowhere.
fn free_side(mark: &Mark, scale: &Scale, taken: &mut Vec<(f64, f64)>) -> Option<(f64, &'static str)> {
    if mark.label.is_empty() {
        return None;
    }
    let (from, to) = extent(mark, scale);
    let middle = f64::midpoint(from, to);
    let width = LETTER * count(mark.label.chars().count());
    let sides = [(middle + GAP, middle + GAP + width, "start"), (middle - GAP - width, middle - GAP, "end")];
    let free = |(from, to): (f64, f64)| {
        from >= LEFT && to <= RIGHT + 8.0 && taken.iter().all(|own| to < own.0 || from > own.1)
    };
    let (from, to, anchor) = sides.into_iter().find(|side| free((side.0, side.1)))?;
    taken.push((from, to));
    Some((if anchor == "start" { from } else { to }, anchor))
}

fn shaded(band: &Band, top: f64, scale: &Scale) -> String {
    let (from, to) = (scale.parsed(band.from.as_ref(), scale.from), scale.parsed(band.to.as_ref(), scale.to));
    format!(
        "<g><title>{} looked here</title><rect class=\"band\" x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"/></g>",
        escape(&band.criteria.join(", ")),
        top + 2.0,
        (to - from).max(2.0),
        LANE - 4.0
    )
}

fn bar(mark: &Mark, middle: f64, scale: &Scale) -> String {
    let from = scale.parsed(mark.from.as_ref(), scale.from);
    let to = scale.parsed(mark.to.as_ref(), scale.to).max(from + 4.0);
    let arrow = if mark.ongoing {
        format!("<path class=\"arrow\" d=\"M{:.1} {:.1}l7 6-7 6\"/>", to - 8.0, middle - 8.0)
    } else {
        String::new()
    };
    format!(
        "<g class=\"{}\"><title>{}</title><rect class=\"bar\" x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"12\" rx=\"3\"/>{arrow}</g>",
        class_of(mark),
        escape(&mark.words),
        middle - 8.0,
        to - from
    )
}

fn point(mark: &Mark, middle: f64, scale: &Scale, label: Option<(f64, &str)>) -> String {
    let from = scale.parsed(mark.from.as_ref(), scale.from);
    let to = scale.parsed(mark.to.as_ref(), scale.to);
    let x = f64::midpoint(from, to);
    let stretch = if to - from > 12.0 {
        format!("<line class=\"reach\" x1=\"{from:.1}\" x2=\"{to:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>", y = middle - 2.0)
    } else {
        String::new()
    };
    let text = label.map_or_else(String::new, |(at, anchor)| {
        format!(
            "<text class=\"label\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
            middle + 2.0,
            escape(&mark.label)
        )
    });
    format!(
        "<g class=\"{}\"><title>{}</title>{stretch}<circle class=\"point\" cx=\"{x:.1}\" cy=\"{:.1}\" r=\"5\"/>{text}</g>",
        class_of(mark),
        escape(&mark.words),
        middle - 2.0
    )
}

fn class_of(mark: &Mark) -> String {
    let mut class = if mark.decisive { "decisive".to_owned() } else { "other".to_owned() };
    if !mark.exact {
        class.push_str(" inexact");
    }
    if mark.lasts && !mark.ongoing && mark.to.is_none() {
        class.push_str(" endless");
    }
    if mark.planned {
        class.push_str(" planned");
    }
    class
}

/// The picture in words, for those who cannot see it.
fn list(lanes: &[Lane]) -> String {
    let each: String = lanes
        .iter()
        .map(|lane| {
            let marks: Vec<String> = lane.marks.iter().map(|mark| escape(&mark.words)).collect();
            let marks = if marks.is_empty() { "nothing recorded".to_owned() } else { marks.join("; ") };
            format!("<li><b>{}</b>: {marks}</li>", escape(&lane.name))
        })
        .collect();
    format!("<details class=\"aslist\"><summary>The same as a list</summary><ul>{each}</ul></details>\n")
}
