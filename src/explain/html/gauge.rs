//! A margin as a small picture: the value against its threshold, the good side shaded.

use super::super::explanation::Margin;
use crate::value::Number;
use crate::wording::escape::escape;

const LEFT: f64 = 6.0;
const RIGHT: f64 = 144.0;

/// The picture; empty where the numbers cannot be drawn.
pub(super) fn gauge(margin: &Margin) -> String {
    let number = |text: &str| Number::parse(text.trim_start_matches('≈')).map(Number::to_f64);
    let (Some(value), Some(threshold)) = (number(&margin.value), number(&margin.threshold)) else {
        return String::new();
    };
    let (low, high) = ends(value, threshold);
    let at = |number: f64| LEFT + (number - low) / (high - low) * (RIGHT - LEFT);
    let (from, to) = if margin.good_above { (at(threshold), RIGHT) } else { (LEFT, at(threshold)) };
    let unit = if margin.unit.is_empty() { String::new() } else { format!(" {}", margin.unit) };
    let alternative =
        format!("{}{unit} against a threshold of {}{unit}: {}", margin.value, margin.threshold, margin.words);
    let anchor = |x: f64| match x {
        ..40.0 => "start",
        110.0.. => "end",
        _ => "middle",
    };
    let good = margin.words.starts_with("clear") || margin.words.ends_with("is enough");
    let class = if good { "pass" } else { "fail" };
    let (mark, dot) = (at(threshold), at(value));
    let (mark_anchor, dot_anchor) = (anchor(mark), anchor(dot));
    let (track, width) = (RIGHT - LEFT, (to - from).max(0.0));
    format!(
        "<svg class=\"gauge {class}\" viewBox=\"0 0 150 46\" role=\"img\" aria-label=\"{}\">\
         <rect class=\"track\" x=\"{LEFT}\" y=\"20\" width=\"{track:.1}\" height=\"8\" rx=\"4\"/>\
         <rect class=\"good\" x=\"{from:.1}\" y=\"20\" width=\"{width:.1}\" height=\"8\"/>\
         <line class=\"threshold\" x1=\"{mark:.1}\" x2=\"{mark:.1}\" y1=\"15\" y2=\"33\"/>\
         <text x=\"{mark:.1}\" y=\"43\" text-anchor=\"{mark_anchor}\">{}</text>\
         <circle class=\"value\" cx=\"{dot:.1}\" cy=\"24\" r=\"5.5\"/>\
         <text class=\"number\" x=\"{dot:.1}\" y=\"11\" text-anchor=\"{dot_anchor}\">{}</text></svg>",
        escape(&alternative),
        escape(&margin.threshold),
        escape(&margin.value),
    )
}

/// The ends of the scale: from nought where both are near it, with room on both sides.
fn ends(value: f64, threshold: f64) -> (f64, f64) {
    let (small, large) = (value.min(threshold), value.max(threshold));
    let room = ((large - small) * 0.35).max(large.abs() * 0.1).max(1e-9);
    let low = if small >= 0.0 && small < large * 0.75 { 0.0 } else { small - room };
    (low, large + room)
}
