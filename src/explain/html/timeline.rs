//! The patient's time as a picture: exposures as bars, results and procedures as points, windows as bands.

use super::super::explanation::Explanation;
use super::super::timeline::{Band, Lane, Mark};
use super::escape::escape;
use crate::value::Day;

const WIDTH: f64 = 1000.0;
/// Where the lanes begin; their names stand before.
const LEFT: f64 = 190.0;
const RIGHT: f64 = 988.0;
const TOP: f64 = 46.0;
const LANE: f64 = 36.0;
/// How many letters of a lane's name fit.
const NAME: usize = 26;
/// How far two labels must lie apart.
const LABEL: f64 = 78.0;

/// Days on the width of the picture.
struct Scale {
    from: Day,
    to: Day,
}

impl Scale {
    /// Where a day lies; what is outside lies on the edge.
    fn at(&self, day: Day) -> f64 {
        let days = f64::from(self.to.0 - self.from.0).max(1.0);
        let along = f64::from(day.0.clamp(self.from.0, self.to.0) - self.from.0);
        LEFT + along / days * (RIGHT - LEFT)
    }

    fn parsed(&self, text: Option<&String>, otherwise: Day) -> f64 {
        self.at(text.and_then(|text| Day::parse(text)).unwrap_or(otherwise))
    }
}

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
    let scale = Scale { from, to };
    let height = TOP + LANE * count(timeline.lanes.len()) + 12.0;
    let lanes: String = timeline.lanes.iter().enumerate().map(|(place, lane)| drawn(lane, place, &scale)).collect();
    let alternative = format!(
        "Timeline from {} to {} with {} lanes; the same follows as a list",
        timeline.from,
        timeline.to,
        timeline.lanes.len()
    );
    format!(
        "<section class=\"time\">\n<h2>What was looked at</h2>\n\
         <svg class=\"timeline\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">\n{}{lanes}{}{}</svg>\n\
         <p class=\"key\">Filled marks decided a criterion, hollow ones did not; shaded stretches are the days in which a criterion looked; a dashed outline means that a date is not known to the day, an empty bar that its end is not recorded, an arrow that it goes on.</p>\n{}</section>\n",
        escape(&alternative),
        ticks(&scale, height),
        anchors(explanation, &scale, height),
        as_of_line(as_of, &scale, height),
        list(&timeline.lanes)
    )
}

#[expect(clippy::cast_precision_loss, reason = "lanes are few")]
fn count(lanes: usize) -> f64 {
    lanes as f64
}

/// Years, or months where few years are shown.
fn ticks(scale: &Scale, height: f64) -> String {
    let months = (scale.to.0 - scale.from.0) / 30;
    let step = match months {
        ..=9 => 1,
        10..=20 => 2,
        21..=30 => 3,
        _ => 6,
    };
    let first = scale.from.to_string();
    let year = first.get(..4).unwrap_or("2000");
    let mut day = Day::parse(&format!("{year}-01-01")).unwrap_or(scale.from);
    let mut drawn = String::new();
    while day <= scale.to {
        if day >= scale.from {
            let (x, text) = (scale.at(day), day.to_string());
            let label = text.get(..7).unwrap_or(&text);
            drawn.push_str(&format!(
                "<line class=\"tick\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP}\" y2=\"{height}\"/><text class=\"date\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{label}</text>\n",
                TOP - 8.0
            ));
        }
        day = day.plus_months(step);
    }
    drawn
}

fn as_of_line(as_of: Day, scale: &Scale, height: f64) -> String {
    let x = scale.at(as_of);
    format!(
        "<line class=\"asof\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"20\" y2=\"{height}\"/><text class=\"asof\" x=\"{x:.1}\" y=\"14\" text-anchor=\"{}\">as of {as_of}</text>\n",
        if x > RIGHT - 60.0 { "end" } else { "middle" }
    )
}

fn anchors(explanation: &Explanation, scale: &Scale, height: f64) -> String {
    let inside = |day: &Day| *day >= scale.from && *day <= scale.to;
    let days = explanation.anchors.iter().filter_map(|anchor| {
        let day = anchor.from.as_ref().and_then(|text| Day::parse(text)).filter(inside)?;
        Some((day, &anchor.title))
    });
    days.map(|(day, title)| {
        let x = scale.at(day);
        format!(
            "<g><title>{title}: {day}</title><line class=\"anchor\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"26\" y2=\"{height}\"/><text class=\"anchor\" x=\"{x:.1}\" y=\"26\" text-anchor=\"end\">{title} </text></g>\n",
            title = escape(title)
        )
    })
    .collect()
}

fn drawn(lane: &Lane, place: usize, scale: &Scale) -> String {
    let top = TOP + LANE * count(place);
    let middle = top + LANE / 2.0 + 5.0;
    let stripe = if place.is_multiple_of(2) { "stripe" } else { "plain" };
    let mut marks = String::new();
    let mut ordered: Vec<&Mark> = lane.marks.iter().collect();
    ordered.sort_by_key(|mark| (!mark.decisive, mark.from.clone()));
    let mut labelled: Vec<f64> = Vec::new();
    for mark in ordered {
        let x = scale.parsed(mark.from.as_ref(), scale.from);
        let free = labelled.iter().all(|other| (x - other).abs() > LABEL);
        marks.push_str(&if mark.lasts { bar(mark, middle, scale) } else { point(mark, middle, scale, free) });
        if free && !mark.lasts {
            labelled.push(x);
        }
    }
    let bands: String = lane.bands.iter().map(|band| shaded(band, top, scale)).collect();
    format!(
        "<rect class=\"{stripe}\" x=\"0\" y=\"{top}\" width=\"{WIDTH}\" height=\"{LANE}\"/>{bands}<text class=\"lane\" x=\"8\" y=\"{:.1}\">{}<title>{}</title></text>{marks}\n",
        middle + 2.0,
        escape(&short(&lane.name)),
        escape(&lane.name)
    )
}

fn short(name: &str) -> String {
    if name.chars().count() <= NAME { name.to_owned() } else { name.chars().take(NAME - 1).chain(['…']).collect() }
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

fn point(mark: &Mark, middle: f64, scale: &Scale, label: bool) -> String {
    let from = scale.parsed(mark.from.as_ref(), scale.from);
    let to = scale.parsed(mark.to.as_ref(), scale.to);
    let x = f64::midpoint(from, to);
    let stretch = if to - from > 12.0 {
        format!("<line class=\"reach\" x1=\"{from:.1}\" x2=\"{to:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>", y = middle - 2.0)
    } else {
        String::new()
    };
    let text = if label && !mark.label.is_empty() {
        let near_edge = x > RIGHT - 90.0;
        let (at, anchor) = if near_edge { (x - 9.0, "end") } else { (x + 9.0, "start") };
        format!(
            "<text class=\"label\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
            middle + 2.0,
            escape(&mark.label)
        )
    } else {
        String::new()
    };
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
