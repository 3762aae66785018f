//! What a library defines is covered in the library, once for all trials that use it.

use super::{checked, report};
use enrol::check::Source;
use enrol::coverage::{Report, Sort, unused};
use enrol::value::Truth;

const TRIAL: &str = "trial ID \"A trial\"
use common
use reproduction

exclusion E1 \"Pregnancy\"
  meets childbearing_potential and any current pregnancy
";

const WOMAN: &str = "patient: woman
birth: 1990-01-01
sex: female
conditions:
  - { condition: pregnancy, diagnosed: 2026-08-01, ongoing: yes }
";

const MAN: &str = "patient: man\nbirth: 1990-01-01\nsex: male\n";

/// What two trials showed, each with one of the patients.
fn joined() -> Report {
    let mut joined = report(&checked("one.enrol", &TRIAL.replace("ID", "LIB-1")), &[WOMAN]);
    joined.join(report(&checked("two.enrol", &TRIAL.replace("ID", "LIB-2")), &[MAN]));
    joined
}

#[test]
fn a_trial_asks_of_a_definition_as_a_whole() {
    let report = joined();
    let [one, ..] = report.files.as_slice() else { panic!("no file") };
    let conditions = &one.trials[0].criteria[0].conditions;
    let says: Vec<&str> = conditions.iter().map(|condition| condition.says.as_str()).collect();
    assert_eq!(says, ["the definition “Woman who can become pregnant” is met", "the patient currently has pregnancy"]);
}

#[test]
fn what_trials_show_of_a_library_is_joined() {
    let report = joined();
    let library = report.files.iter().find(|file| file.name.ends_with("reproduction.enrol")).expect("the library");
    let [library] = library.trials.as_slice() else { panic!("not one library") };
    assert_eq!(library.id, "reproduction");
    let potential = library.criteria.iter().find(|one| one.id == "childbearing_potential").expect("the definition");
    assert_eq!((potential.sort, potential.judged), (Sort::Definition, 2));
    let never = potential.outcomes.iter().find(|one| one.outcome == Truth::NotMet).expect("it can be not met");
    assert_eq!(never.cases, ["man"]);
}

#[test]
fn what_nobody_uses_of_a_library_is_told() {
    let text = enrol::embedded::find("reproduction").expect("the library");
    let mut report = unused(&Source::new("library/reproduction.enrol", &**text.text()));
    let before = report.files[0].trials[0].criteria.len();
    assert_eq!(report.total.outcomes.shown, 0);
    report.join(joined());
    let library = report.files.iter().find(|file| file.name.ends_with("reproduction.enrol")).expect("the library");
    let library = &library.trials[0];
    assert_eq!(library.criteria.len(), before, "a definition stands there twice");
    assert!(library.criteria.iter().any(|one| one.id == "childbearing_potential" && one.judged == 2));
    assert!(library.criteria.iter().any(|one| one.id == "fathering_potential" && one.judged == 0));
}

#[test]
fn files_are_told_under_their_own_names() {
    let report = joined().of_files(|name| name.contains("reproduction").then(|| format!("rules/{name}")));
    let [library] = report.files.as_slice() else { panic!("not one file") };
    assert!(library.name.starts_with("rules/"));
    assert!(library.trials[0].criteria.iter().all(|one| one.place.file == library.name));
    assert_eq!(report.total, library.total);
}
