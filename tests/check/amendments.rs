//! Versions of a protocol.

use super::{check_text, dump, render};
use enrol::check::Ask;

const TRIAL: &str = r#"trial T "Amended" version "1"
use words
parameter minimum = 1 g/g "Lowest ratio"
define high "High ratio" truth latest upcr > minimum
inclusion I1 "Ratio" meets high
inclusion I2 "Adults" age >= 18 years
exclusion E1 "Cancer" any malignancy
amendment "3" replaces "2" from 2025-01-01 { parameter minimum = 2 g/g }
amendment "2" replaces "1" from 2024-01-01 {
  parameter minimum = 0.5 g/g
  inclusion I2 "Adults from 18 up to 65" age between 18 and 65 years
  inclusion I3 "Function" latest ecog <= 1
  removes E1
}
"#;

#[test]
fn amendments_change_parameters_and_criteria_from_their_day() {
    let checked = check_text(TRIAL);
    assert!(checked.findings.is_empty(), "{}", render(&checked));
    let expected = r#"version 1 from an unknown day
I1: "High ratio"=one(result of newest 1 [upcr]) > 1 g/g
I2: age(now) >= 18 years
E1: >=1(malignancy)
version 2 from 2024-01-01
I1: "High ratio"=one(result of newest 1 [upcr]) > 0.5 g/g
I2: age(now) in [18 years, 65 years]
I3: one(result of newest 1 [ecog]) <= 1
version 3 from 2025-01-01
I1: "High ratio"=one(result of newest 1 [upcr]) > 2 g/g
I2: age(now) in [18 years, 65 years]
I3: one(result of newest 1 [ecog]) <= 1
"#;
    assert_eq!(dump::program(&checked.program), expected);
}

#[test]
fn criteria_that_an_amendment_leaves_alone_are_the_same_nodes() {
    let checked = check_text(TRIAL);
    let versions = &checked.program.trials[0].versions;
    let ask = |version: usize, id: &str| {
        let criterion = versions[version].criteria.iter().find(|criterion| criterion.id == id).unwrap();
        criterion.ask.clone()
    };
    assert_eq!(ask(1, "I2"), ask(2, "I2"));
    assert_ne!(ask(0, "I1"), ask(1, "I1"));
}

#[test]
fn what_does_not_parse_or_check_lets_nobody_in() {
    let text = "trial T \"x\"\nuse words\ninclusion I1 \"One\"\n  age >= \ninclusion I2 \"Two\"\n  any rituxmab\n\
        inclusion I3 \"Three\"\n  any sle\ncohort a \"A\" when any fracture\n";
    let checked = check_text(text);
    let criteria = &checked.program.trials[0].versions[0].criteria;
    let asks: Vec<(&str, bool)> =
        criteria.iter().map(|criterion| (criterion.id.as_str(), criterion.ask == Ask::Broken)).collect();
    assert_eq!(asks, [("I1", true), ("I2", true), ("I3", false), ("cohort a", true)]);
}
