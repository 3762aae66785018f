//! Amounts at and next to a threshold, written as the threshold is: the digits that somebody wrote say how fine a step is.

use crate::value::{Number, parse_titre};
use crate::wording::words::{last_place, number_and_unit};

/// An amount, one step below and one above it; a titre, its half and its double.
pub(super) fn around(written: &str) -> Vec<String> {
    if let Some(titre) = parse_titre(written) {
        let half = titre.over(Number::whole(2)).filter(|half| half.is_whole());
        let double = titre.times(Number::whole(2));
        return [Some(titre), half, double].into_iter().flatten().map(|titre| format!("1:{titre}")).collect();
    }
    let Some((number, unit)) = number_and_unit(written) else { return Vec::new() };
    steps(number, last_place(written)).map(|number| format!("{number} {unit}").trim().to_owned()).collect()
}

/// The same of so many times a limit of normal.
pub(super) fn around_limit(times: &str, limit: i64, unit: &str) -> Vec<String> {
    let Some(number) = number_and_unit(times).and_then(|(times, _)| times.times(Number::whole(limit))) else {
        return Vec::new();
    };
    steps(number, Some(Number::whole(1))).map(|number| format!("{number} {unit}").trim().to_owned()).collect()
}

fn steps(number: Number, step: Option<Number>) -> impl Iterator<Item = Number> {
    let below = step.and_then(|step| number.minus(step));
    let above = step.and_then(|step| number.plus(step));
    let zero = Number::whole(0);
    [Some(number), below, above].into_iter().flatten().filter(move |near| *near >= zero || number < zero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_as_fine_as_the_threshold_is_written() {
        assert_eq!(around("1 g/g"), ["1 g/g", "0 g/g", "2 g/g"]);
        assert_eq!(around("1.0 g/g"), ["1 g/g", "0.9 g/g", "1.1 g/g"]);
        assert_eq!(around("221 umol/L"), ["221 umol/L", "220 umol/L", "222 umol/L"]);
        assert_eq!(around("1:80"), ["1:80", "1:40", "1:160"]);
        assert_eq!(around("40 %"), ["40 %", "39 %", "41 %"]);
        assert_eq!(around_limit("2.5", 40, "U/L"), ["100 U/L", "99 U/L", "101 U/L"]);
        assert!(around("positive").is_empty());
    }
}
