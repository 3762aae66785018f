//! A trial so small that every number is known by thought.

use super::{checked, patient, report};
use enrol::check::{Ask, Node, Program, TruthId, TruthNode};
use enrol::coverage::{
    CriterionCoverage, Decides, Detail, Point, Report, Sort, annotated, html, lcov, pretty, schema, summary,
};
use enrol::evaluate::{Evaluator, VerdictOnly};
use enrol::value::Truth;

const TRIAL: &str = "trial SMALL-1 \"A small trial\"
  version   \"1\"
  effective 2026-01-01
  source    \"made up\"

use common
use drugs
use lupus

inclusion I1 \"Age 18 years or older\"
  age >= 18 years

inclusion I2 \"UPCR above 1 g/g within 28 days\"
  latest upcr within 28 days > 1.0 g/g

inclusion I3 \"Female, or 50 years or older\"
  sex is female or age >= 50 years

exclusion E1 \"Anti-CD20 antibody within 6 months\"
  any anti_cd20 within 6 months
";

/// 18 today, female, a UPCR one step above on the last day, no antibody.
const ANN: &str = "patient: ann
birth: 2008-11-22
sex: female
measurements:
  - { test: upcr, value: 1.1 g/g, on: 2026-11-22 }
reviewed:
  - { lists: [medications], from: birth, to: 2026-11-22 }
";

/// 18 tomorrow, male, a UPCR on the threshold on the first day, an antibody up to the first day.
const BEN: &str = "patient: ben
birth: 2008-11-23
sex: male
measurements:
  - { test: upcr, value: 1 g/g, on: 2026-10-25 }
medications:
  - { drug: rituximab, start: 2026-05-01, stop: 2026-05-22 }
";

/// Nothing is known.
const CLEO: &str = "patient: cleo\n";

fn small(records: &[&str]) -> Report {
    report(&checked("small.enrol", TRIAL), records)
}

fn numbers(criterion: &CriterionCoverage) -> [(usize, usize); 3] {
    let total = criterion.total;
    [total.outcomes, total.decisions, total.boundaries].map(|share| (share.shown, share.possible))
}

fn all_numbers(report: &Report) -> Vec<[(usize, usize); 3]> {
    report.files[0].trials[0].criteria.iter().map(numbers).collect()
}

fn criterion<'r>(report: &'r Report, id: &str) -> &'r CriterionCoverage {
    report.files[0].trials[0].criteria.iter().find(|criterion| criterion.id == id).unwrap()
}

#[test]
fn nothing_is_shown_by_no_case() {
    let possible =
        [[(0, 3), (0, 3), (0, 3)], [(0, 3), (0, 3), (0, 6)], [(0, 3), (0, 6), (0, 3)], [(0, 3), (0, 3), (0, 3)]];
    assert_eq!(all_numbers(&small(&[])), possible);
}

#[test]
fn three_cases_show_what_they_do() {
    let report = small(&[ANN, BEN, CLEO]);
    let shown =
        [[(3, 3), (3, 3), (2, 3)], [(3, 3), (3, 3), (4, 6)], [(3, 3), (5, 6), (0, 3)], [(3, 3), (3, 3), (1, 3)]];
    assert_eq!(all_numbers(&report), shown);
    let total = report.total;
    assert_eq!((total.outcomes.percent(), total.decisions.percent(), total.boundaries.percent()), (100, 93, 46));
    assert_eq!(total.percent(), 46);
    insta::assert_snapshot!(summary(&report, Detail::Missing));
}

#[test]
fn the_names_of_cases_stand_beside_what_they_showed() {
    let report = small(&[ANN, BEN, CLEO]);
    let first = criterion(&report, "I1");
    let cases = |outcome| first.outcomes.iter().find(|one| one.outcome == outcome).unwrap().cases.join(",");
    assert_eq!([cases(Truth::Met), cases(Truth::NotMet), cases(Truth::Unknown)], ["ann", "ben", "cleo"]);
    let ways = first.conditions[0].decides.iter().map(|one| (one.decides, one.cases.join(",")));
    let expected = [(Decides::ByHolding, "ann"), (Decides::ByNotHolding, "ben"), (Decides::ByBeingUnknown, "cleo")];
    assert_eq!(ways.collect::<Vec<_>>(), expected.map(|(way, name)| (way, name.to_owned())));
}

/// Of two conditions that both hold, neither decides alone.
#[test]
fn what_another_condition_masks_decides_nothing() {
    let masked = "patient: dora\nbirth: 1960-01-01\nsex: female\n";
    let third = small(&[masked]);
    let third = criterion(&third, "I3");
    assert!(third.conditions.iter().all(|one| one.decides.iter().all(|way| way.cases.is_empty())));
    // One is unknown, and the other settles the criterion all the same.
    let settled = small(&["patient: eve\nbirth: 1960-01-01\n"]);
    let shown = criterion(&settled, "I3")
        .conditions
        .iter()
        .map(|one| one.decides.iter().filter(|way| !way.cases.is_empty()).map(|way| way.decides).collect::<Vec<_>>());
    assert_eq!(shown.collect::<Vec<_>>(), [vec![], vec![]]);
}

#[test]
fn a_step_is_one_in_the_last_place_and_no_farther() {
    let points = |value: &str| {
        let record = format!("patient: a\nmeasurements:\n  - {{ test: upcr, value: {value}, on: 2026-11-01 }}\n");
        let report = small(&[&record]);
        let points = criterion(&report, "I2").boundaries.iter().flat_map(|one| &one.points);
        points.filter(|point| !point.cases.is_empty()).map(|point| point.point).collect::<Vec<_>>()
    };
    assert_eq!(points("1 g/g"), [Point::At]);
    assert_eq!(points("1000 mg/g"), [Point::At]);
    assert_eq!(points("0.9 g/g"), [Point::Below]);
    assert_eq!(points("0.95 g/g"), [Point::Below]);
    assert_eq!(points("1.1 g/g"), [Point::Above]);
    assert_eq!(points("1.11 g/g"), []);
    assert_eq!(points("0.89 g/g"), []);
    assert_eq!(points("<1 g/g"), [], "a censored result stands nowhere");
}

#[test]
fn days_at_the_ends_of_a_window() {
    let points = |day: &str| {
        let record = format!("patient: a\nmeasurements:\n  - {{ test: upcr, value: 9 g/g, on: {day} }}\n");
        let report = small(&[&record]);
        let points = criterion(&report, "I2").boundaries.iter().flat_map(|one| &one.points);
        points.filter(|point| !point.cases.is_empty()).map(|point| point.point).collect::<Vec<_>>()
    };
    assert_eq!(points("2026-10-24"), [Point::DayBefore]);
    assert_eq!(points("2026-10-25"), [Point::FirstDay]);
    assert_eq!(points("2026-11-22"), [Point::LastDay]);
    assert_eq!(points("2026-11-10"), []);
    assert_eq!(points("2026-11"), [], "a month is no day");
}

/// A condition that is asked of events decides for all of them, or for one.
#[test]
fn conditions_of_events() {
    let rule = TRIAL.replace("latest upcr within 28 days > 1.0 g/g", "at least 2 upcr where value > 1.0 g/g");
    let checked = checked("events.enrol", &rule);
    let results = |values: &[&str]| {
        let lines = values
            .iter()
            .zip(1..)
            .map(|(value, day)| format!("  - {{ test: upcr, value: {value}, on: 2026-11-0{day} }}\n"));
        let lines: String = lines.collect();
        format!(
            "patient: p\nmeasurements:\n{lines}reviewed:\n  - {{ lists: [measurements], from: birth, to: 2026-11-22 }}\nbirth: 1990-01-01\n"
        )
    };
    let shown = |values: &[&str]| {
        let report = report(&checked, &[&results(values)]);
        let second = criterion(&report, "I2");
        second
            .conditions
            .iter()
            .map(|one| one.decides.iter().filter(|way| !way.cases.is_empty()).count())
            .collect::<Vec<_>>()
    };
    // The number of events, and what is asked of each.
    assert_eq!(shown(&["2 g/g", "2 g/g"]), [1, 1]);
    assert_eq!(shown(&["2 g/g", "0.5 g/g"]), [1, 1]);
    assert_eq!(shown(&["0.5 g/g"]), [1, 0], "one result is never two");
}

#[test]
fn a_criterion_of_another_cohort_shows_nothing() {
    let cohorts = "cohort a \"Women\" when sex is female\ncohort b \"Men\" when sex is male\n\ninclusion I1";
    let rule = TRIAL.replace("inclusion I1", cohorts).replace("exclusion E1", "exclusion E1 for b");
    let report = report(&checked("cohorts.enrol", &rule), &[ANN]);
    let cohorts: Vec<&CriterionCoverage> =
        report.files[0].trials[0].criteria.iter().filter(|one| one.sort == Sort::Cohort).collect();
    assert_eq!(cohorts.iter().map(|one| one.judged).collect::<Vec<_>>(), [1, 1]);
    assert_eq!((criterion(&report, "E1").judged, criterion(&report, "I1").judged), (0, 1));
}

#[test]
fn what_no_record_can_give_is_not_asked_for() {
    let rule = TRIAL.replace("sex is female or age >= 50 years", "sex is known");
    let report = report(&checked("constant.enrol", &rule), &[]);
    let third = criterion(&report, "I3");
    assert_eq!(third.outcomes.iter().map(|one| one.outcome).collect::<Vec<_>>(), [Truth::Met, Truth::NotMet]);
    let ways: Vec<Decides> = third.conditions[0].decides.iter().map(|one| one.decides).collect();
    assert_eq!(ways, [Decides::ByHolding, Decides::ByNotHolding]);
}

#[test]
fn runs_are_joined() {
    let mut joined = small(&[ANN]);
    joined.join(small(&[BEN, CLEO]));
    assert_eq!(joined, small(&[ANN, BEN, CLEO]));
}

/// Whoever shows that a condition decides really does: in a program where that condition alone is replaced by the opposite, the
/// criterion comes out the other way, or is settled.
#[test]
fn shown_decisions_turn_the_outcome() {
    let checked = checked("small.enrol", TRIAL);
    let as_of = super::dates().as_of;
    let mut shown = 0;
    for turn in 0..3usize.pow(4) {
        let pick = |place: u32, of: [&'static str; 3]| of[turn / 3usize.pow(place) % 3];
        let birth = pick(0, ["", "birth: 2010-01-01\n", "birth: 1970-01-01\n"]);
        let sex = pick(1, ["", "sex: female\n", "sex: male\n"]);
        let upcr = pick(2, ["", "0.5", "2"]);
        let drug = pick(
            3,
            [
                "",
                "medications:\n  - { drug: rituximab, start: 2026-11-01, stop: 2026-11-01 }\n",
                "reviewed:\n  - { lists: [medications], from: 2020-01-01, to: 2026-11-22 }\n",
            ],
        );
        let upcr = if upcr.is_empty() {
            String::new()
        } else {
            format!("measurements:\n  - {{ test: upcr, value: {upcr} g/g, on: 2026-11-01 }}\n")
        };
        let record = format!("patient: p\n{birth}{sex}{upcr}{drug}");
        let patient = patient(&checked, &record);
        let truth =
            |program: &Program, id| Evaluator::new(program, super::dates()).truth(id, &patient, &mut VerdictOnly);
        let report = report(&checked, &[&record]);
        for (criterion, asked) in
            report.files[0].trials[0].criteria.iter().zip(&checked.program.trials[0].versions[0].criteria)
        {
            let Ask::Truth(root) = asked.ask else { panic!() };
            let outcome = truth(&checked.program, root);
            for condition in &criterion.conditions {
                let is = |node: &Node<TruthNode>| {
                    (node.span.start, node.span.end) == (condition.place.start, condition.place.end) && node.file.0 == 0
                };
                let place = checked.program.truths.iter().position(is).unwrap();
                for way in &condition.decides {
                    let otherwise = |holds: bool| {
                        let mut program = checked.program.clone();
                        program.truths[place].node = TruthNode::Constant(holds);
                        truth(&program, root)
                    };
                    let own = truth(&checked.program, TruthId(place.try_into().unwrap()));
                    let decides = match way.decides {
                        Decides::ByHolding => {
                            own == Truth::Met && outcome != Truth::Unknown && otherwise(false) == !outcome
                        }
                        Decides::ByNotHolding => {
                            own == Truth::NotMet && outcome != Truth::Unknown && otherwise(true) == !outcome
                        }
                        Decides::ByBeingUnknown => {
                            let settled = otherwise(true) != Truth::Unknown || otherwise(false) != Truth::Unknown;
                            own == Truth::Unknown && outcome == Truth::Unknown && settled
                        }
                    };
                    assert_eq!(decides, !way.cases.is_empty(), "{as_of} {record}{} {:?}", condition.says, way.decides);
                    shown += usize::from(decides);
                }
            }
        }
    }
    assert!(shown > 200, "{shown}");
}

#[test]
fn annotated_source() {
    insta::assert_snapshot!(annotated(&small(&[ANN, BEN, CLEO])));
}

#[test]
fn tracefile() {
    insta::assert_snapshot!(lcov(&small(&[ANN, BEN])));
}

#[test]
fn machine_readable() {
    let report = small(&[ANN, BEN, CLEO]);
    let written: serde_json::Value = serde_json::from_str(&pretty(&report).unwrap()).unwrap();
    let valid = jsonschema::validator_for(&schema()).unwrap();
    assert!(valid.iter_errors(&written).next().is_none());
    assert_eq!(written["total"]["decisions"], serde_json::json!({ "shown": 14, "possible": 15 }));
}

#[test]
fn page() {
    insta::assert_snapshot!(html(&small(&[ANN, BEN, CLEO])));
}
