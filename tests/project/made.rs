//! `enrol init`.

use super::place::{Place, root};

/// What the project's README tells to run.
const CHECKS: &[&[&str]] = &[
    &["check", "rules"],
    &["fmt", "--check", "rules"],
    &["test", "--coverage", "--fail-under", "100"],
    &["screen", "rules/trials", "--patients", "patients", "--as-of", "2026-11-22"],
    &["snapshot", "rules", "--patients", "patients", "--as-of", "2026-11-22"],
];

#[test]
fn what_is_made_passes_its_own_checks() {
    let place = Place::project();
    for arguments in CHECKS {
        assert_eq!(place.code(arguments), 0, "{}", place.told(arguments));
    }
}

#[test]
fn it_says_what_was_made_and_what_to_do_next() {
    let place = Place::empty();
    insta::assert_snapshot!(place.told(&["init", "our trials"]) + &place.told(&["init"]));
    assert_eq!(place.code(&["check", "our trials"]), 0);
}

#[test]
fn nothing_is_overwritten_and_then_nothing_is_written() {
    let place = Place::empty();
    place.write("trials/README.md", "Ours.\n");
    place.write("trials/notes.txt", "In nobody's way.\n");
    place.write("other/rules", "A file where a folder is needed.\n");
    place.write("third", "A file in the place of the folder.\n");
    let told: String = ["trials", "other", "third"].iter().map(|folder| place.told(&["init", folder])).collect();
    insta::assert_snapshot!(told);
    assert_eq!(place.read("trials/README.md"), "Ours.\n");
    let inside = |folder: &str| std::fs::read_dir(place.path(folder)).unwrap().count();
    assert_eq!((inside("trials"), inside("other")), (2, 1));
}

/// Whoever starts `enrol init` in an empty repository has a folder that is not empty.
#[test]
fn a_folder_with_other_files_is_fine() {
    let place = Place::empty();
    place.git(&["init", "-q"]);
    place.write("LICENSE", "Ours.\n");
    assert_eq!(place.code(&["init"]), 0);
    assert_eq!(place.code(&["init"]), 1);
}

/// Each file of the templates reaches the project, those that begin with a dot, too.
#[test]
fn every_template_is_made() {
    let place = Place::project();
    let made = files(&place.path(""));
    let templates = files(&root().join("templates/project"));
    assert_eq!(made, templates);
    assert!(made.contains(&".github/workflows/rules.yml".to_owned()));
}

fn files(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = vec![folder.to_path_buf()];
    while let Some(inner) = next.pop() {
        for entry in std::fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                next.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}
