//! Units: the next one of the same kind, as somebody might write by mistake.

use crate::mutants::edit::Change;
use crate::mutants::site::{Part, Site};

/// Units of one kind, in order. The last part of a unit that stands in a row is replaced by its neighbours there.
const KINDS: &[&[&str]] = &[
    &["hours", "days", "weeks", "months", "years"],
    &["hour", "day", "week", "month", "year"],
    &["ng", "ug", "mg", "g", "kg"],
    &["nmol", "umol", "mmol", "mol"],
    &["uL", "mL", "dL", "L"],
];

/// The unit that stands next to the one that is written: the larger one, of the largest the smaller one. Of a unit in several parts,
/// such as `mg/dL`, the first part that has a neighbour is another one.
pub(super) fn another(site: &Site<'_>) -> Vec<Change> {
    let Part::Amount(amount) = site.part else { return Vec::new() };
    let Some(unit) = &amount.unit else { return Vec::new() };
    let other = neighbour(&unit.text).filter(|_| unit.span.of(site.text) == unit.text);
    other.into_iter().map(|other| Change::put(unit.span, other)).collect()
}

fn neighbour(unit: &str) -> Option<String> {
    let mut parts: Vec<String> = unit.split('/').map(str::to_owned).collect();
    let (place, other) = parts.iter().enumerate().find_map(|(place, part)| {
        let kind = KINDS.iter().find(|kind| kind.contains(&part.as_str()))?;
        let at = kind.iter().position(|known| known == part)?;
        let other = kind.get(at + 1).or_else(|| kind.get(at.checked_sub(1)?))?;
        Some((place, (*other).to_owned()))
    })?;
    *parts.get_mut(place)? = other;
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::neighbour;

    #[test]
    fn the_next_unit_of_the_same_kind_is_written() {
        assert_eq!(neighbour("days").as_deref(), Some("weeks"));
        assert_eq!(neighbour("years").as_deref(), Some("months"));
        assert_eq!(neighbour("mg/dL").as_deref(), Some("g/dL"));
        assert_eq!(neighbour("/uL").as_deref(), Some("/mL"));
        assert_eq!(neighbour("mL/min/1.73m2").as_deref(), Some("dL/min/1.73m2"));
        assert_eq!(neighbour("%"), None);
    }
}
