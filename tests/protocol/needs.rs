//! The data that trials need.

use super::{check_file, check_text, trial_files};
use enrol::protocol::requirements;

#[test]
fn the_data_of_a_trial_as_a_table() {
    let checked = check_file("rules/trials/NCT05138133.enrol");
    let needs = requirements::of_trial(&checked.program, &checked.program.trials[0]);
    insta::assert_snapshot!("needs", requirements::table(&needs));
    insta::assert_snapshot!("needs_csv", requirements::csv(&[needs]));
}

#[test]
fn the_farthest_window_is_found_and_a_closed_list_asked_for_where_absence_decides() {
    let checked = check_text(
        "trial T \"Windows\"\nuse words\ninclusion I1 \"Latest\"\n  latest upcr within 28 days > 1 g/g\n\
         inclusion I2 \"None\"\n  no rituximab within 2 weeks\nexclusion E1 \"Longer\"\n  any rituximab within 9 months\n\
         exclusion E2 \"Highest\"\n  highest (upcr within 6 months) > 3 g/g\n",
    );
    let needs = requirements::of_trial(&checked.program, &checked.program.trials[0]);
    let of = |name: &str| needs.words.iter().find(|need| need.name == name).unwrap();
    assert_eq!(of("rituximab").farthest, "in the last 9 months");
    assert!(of("rituximab").needs_complete_list);
    assert_eq!(of("rituximab").criteria, ["I2", "E1"]);
    assert_eq!(of("upcr").farthest, "in the last 6 months");
    assert_eq!(of("upcr").windows, ["in the last 28 days", "in the last 6 months"]);
}

#[test]
fn what_is_printed_fits_the_schema() {
    let schema = requirements::schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for file in trial_files() {
        let checked = check_file(&file);
        let printed = serde_json::to_value(requirements::of_program(&checked.program)).unwrap();
        assert!(validator.is_valid(&printed), "{file}");
        assert!(!printed["trials"][0]["words"].as_array().unwrap().is_empty());
    }
}
