//! The same by git submodule, with real repositories.

use super::place::{Place, without_commits};
use super::sharing::sharing;

const WORDS: &str = "shared-words/vocabulary/own.enrol";
const FILE: [&str; 2] = ["-c", "protocol.file.allow=always"];

/// A project whose words are those of another repository, at its first commit, pinned.
fn project() -> Place {
    let place = Place::project();
    sharing(&place);
    let theirs = place.outside("theirs");
    std::fs::rename(place.path("shared-words"), place.path(&theirs)).unwrap();
    let in_theirs = |arguments: &[&str]| place.git(&[&["-C", &theirs], arguments].concat());
    in_theirs(&["init", "-q", "-b", "main"]);
    in_theirs(&["add", "-A"]);
    in_theirs(&["commit", "-q", "-m", "Words"]);
    place.git(&["init", "-q", "-b", "main"]);
    place.git(&[&FILE[..], &["submodule", "add", "-q", &theirs, "shared-words"]].concat());
    assert_eq!(place.code(&["check", "rules", "--pin"]), 0, "{}", place.told(&["check", "rules", "--pin"]));
    place.commit("Words of another repository");
    place
}

/// The words change where they come from, and the project moves to them.
fn move_on(place: &Place) {
    place.change(
        WORDS,
        "measurement urine_scd163 \"Soluble CD163 in urine, by creatinine\"  result ug/g",
        "measurement urine_scd163 \"Soluble CD163 in urine, by creatinine\"  result ng/mg",
    );
    place.git(&["-C", "shared-words", "commit", "-q", "-a", "-m", "Another unit"]);
}

#[test]
fn a_clone_says_what_is_missing_and_works_when_it_is_fetched() {
    let place = project();
    let clone = place.outside("clone");
    place.git(&["clone", "-q", ".", &clone]);
    let place = place.in_folder(&clone);
    let mut told = place.told(&["check", "rules"]);
    assert_eq!(place.code(&["screen", "rules", "--patients", "patients", "--as-of", "2026-11-22"]), 1);
    place.git(&[&FILE[..], &["submodule", "update", "-q", "--init"]].concat());
    told += &place.told(&["check", "rules"]);
    told += &place.told(&["test"]);
    insta::assert_snapshot!(told);
}

#[test]
fn a_submodule_that_moves_on_is_told_and_compared() {
    let place = project();
    place.git(&["switch", "-q", "-c", "newer"]);
    move_on(&place);
    let mut told = place.told(&["check", "rules"]);
    told += &place.told(&["check", "rules", "--pin"]);
    place.commit("Newer words");
    // Both states are read at the commit of the submodule that they name.
    let day = ["--as-of", "2026-11-22", "--search", "0"];
    told += &place.told(&[&["diff", "main..newer", "rules"], &day[..]].concat());
    told += &place.told(&[&["diff", "main:rules", "rules"], &day[..]].concat());
    told += &place.told(&[&["diff", "main..main", "rules"], &day[..]].concat());
    // Back at the older pins, the newer words are not those that were agreed.
    place.git(&["checkout", "-q", "main", "--", "enrol.toml"]);
    told += &place.told(&["test"]);
    insta::assert_snapshot!(without_commits(&told));
}

#[test]
fn the_script_comments_on_newer_words() {
    let place = project();
    place.git(&["switch", "-q", "-c", "newer"]);
    move_on(&place);
    assert_eq!(place.code(&["check", "rules", "--pin"]), 0);
    place.commit("Newer words");
    let arguments = ["--patients", "patients", "--as-of", "2026-11-22", "--baseline", "main", "--steps", "check,diff"];
    let told = place.script("rules.sh", &arguments, &[]);
    assert!(told.ends_with("exit code 0\n\n"), "{told}");
    insta::assert_snapshot!(without_commits(&place.read("enrol-reports/comment.md")));
}

/// A commit that was never fetched cannot be compared with, and is not taken for an empty one.
#[test]
fn a_commit_of_a_submodule_that_is_not_here_is_told() {
    let place = project();
    let theirs = place.outside("theirs");
    let clone = place.outside("clone");
    place.git(&["switch", "-q", "-c", "newer"]);
    move_on(&place);
    place.commit("Newer words, which nobody can fetch");
    place.git(&["clone", "-q", "--no-local", "-b", "main", ".", &clone]);
    let clone = place.in_folder(&clone);
    clone.git(&["config", "submodule.shared-words.url", &theirs]);
    clone.git(&[&FILE[..], &["submodule", "update", "-q", "--init"]].concat());
    let told = clone.told(&["diff", "main:rules", "origin/newer:rules", "--as-of", "2026-11-22", "--search", "0"]);
    insta::assert_snapshot!(without_commits(&told));
}
