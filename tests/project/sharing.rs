//! Words and definitions that several rule repositories share by path, and the pins that say in which state.

use super::place::Place;
use serde_json::Value;

const WORDS: &str = "shared-words/vocabulary/own.enrol";
const DEFINITIONS: &str = "shared-words/library/house/nephritis.enrol";
const TRIAL: &str = "rules/trials/EXAMPLE-01.enrol";
const SCREEN: &[&str] = &["screen", "rules/trials", "--patients", "patients", "--as-of", "2026-11-22"];

/// A made project whose words have gone into a folder of their own, with a library beside them.
pub(crate) fn sharing(place: &Place) {
    let words = place.read("rules/vocabulary/own.enrol");
    std::fs::remove_dir_all(place.path("rules/vocabulary")).unwrap();
    place.write(WORDS, &words);
    place.write(
        DEFINITIONS,
        "library house.nephritis \"Definitions of our house\"\n\nuse common\n\n\
         define proteinuric(minimum: quantity) \"Proteinuria\"\n  truth latest upcr within 28 days > minimum\n",
    );
    place.change(TRIAL, "use own\n", "use own\nuse house.nephritis\n");
    place.change(TRIAL, "  latest upcr within results_within > minimum_upcr\n", "  meets proteinuric(minimum_upcr)\n");
    let settings = place.read("enrol.toml");
    place.write("enrol.toml", &format!("{settings}\n[shared]\nfolders = [\"shared-words\"] # ours and theirs\n"));
}

fn shared() -> Place {
    let place = Place::project();
    sharing(&place);
    place
}

fn pinned() -> Place {
    let place = shared();
    assert_eq!(place.code(&["check", "rules", "--pin"]), 0);
    place
}

/// The files of the first verdict that is printed.
fn files(place: &Place) -> Vec<(String, String)> {
    let json = place.out(&[SCREEN, &["--format", "json", "-q"]].concat());
    let all: Value = serde_json::from_str(&json).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let files = all[0]["identity"]["files"].as_array().unwrap();
    files.iter().map(|file| (text(&file["name"]), text(&file["digest"]))).collect()
}

#[test]
fn pins_are_written_and_written_anew() {
    let place = shared();
    let mut told = place.told(&["check", "rules"]);
    told += &place.told(&["check", "rules", "--pin"]);
    told += &place.told(&["check", "rules", "--pin"]);
    place.change(WORDS, "half-life 14 days", "half-life 15 days");
    place.change("enrol.toml", "[shared.pins]", "# Agreed in our meeting.\n[shared.pins]\ngone = \"sha256:0\"");
    place.change("enrol.toml", "sha256:0", &format!("sha256:{}", "0".repeat(64)));
    told += &place.told(&["check", "rules"]);
    told += &place.told(&["check", "rules", "--pin"]);
    insta::assert_snapshot!(told + &place.read("enrol.toml"));
}

/// A verdict names every file that it rests on, by the digest that a pin writes.
#[test]
fn verdicts_carry_the_digest_of_every_file() {
    let place = pinned();
    let files = files(&place);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["EXAMPLE-01", "common", "drugs", "lupus", "own", "house.nephritis"]);
    let settings = place.read("enrol.toml");
    for (name, digest) in &files {
        let is_shared = ["own", "house.nephritis"].contains(&name.as_str());
        assert_eq!(settings.contains(digest.as_str()), is_shared, "{name}");
    }
    let own = &files[4].1;
    assert_eq!(*own, format!("sha256:{}", enrol::value::digest(&place.read(WORDS))));
    let explained = place.out(&[SCREEN, &["--explain", "--width", "200"]].concat());
    assert!(explained.contains(&format!("own {own}")), "{explained}");
    for format in ["markdown", "html"] {
        assert!(place.out(&[SCREEN, &["--format", format]].concat()).contains(own.as_str()), "{format}");
    }
    let patient = ["--patient", "patients/EX-001.yaml", "--use", "own", "--as-of", "2026-11-22", "--json"];
    let answer = place.out(&[&["eval", "any lunaritug"], &patient[..]].concat());
    assert!(answer.contains(own.as_str()), "{answer}");
}

/// Other words are an error for every command that rests on them; those that judge anybody print no verdict.
#[test]
fn nobody_is_judged_by_words_that_were_not_agreed() {
    let place = pinned();
    place.change(WORDS, "plausible 0 to 200 ug/g", "plausible 0 to 300 ug/g");
    let day = ["--as-of", "2026-11-22"];
    let patient = ["--patient", "patients/EX-001.yaml", "--use", "own"];
    let patients = ["--patients", "patients"];
    let calls: &[&[&[&str]]] = &[
        &[SCREEN],
        &[SCREEN, &["--format", "letters"]],
        &[&["eval", "any lunaritug"], &patient, &day],
        &[&["snapshot", "rules"], &patients, &day],
        &[&["check", "rules"]],
        &[&["test"]],
        &[&["diff", "rules", "rules", "--search", "0"], &day],
        &[&["doc", "rules/trials/EXAMPLE-01.enrol", "--out", "trial.html"]],
    ];
    let mut told = String::new();
    for call in calls {
        let arguments = call.concat();
        let own = place.told(&arguments);
        assert!(own.contains("E0804") && own.contains("exit code 1\n"), "{own}");
        told += &own;
        if ["screen", "eval", "snapshot"].contains(&arguments[0]) {
            assert_eq!(place.out(&arguments), "", "{arguments:?}");
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn pins_of_nothing_missing_pins_and_missing_folders_are_told() {
    let place = pinned();
    place.change("enrol.toml", "own = ", "onw = ");
    let mut told = place.told(&["check", "rules"]);
    // It is a warning: the rules can be run.
    assert_eq!(place.code(SCREEN), 0);
    place.change("enrol.toml", "[\"shared-words\"]", "[\"shared-words\", \"../elsewhere\"]");
    told += &place.told(&["check", "rules"]);
    told += &place.told(SCREEN);
    // A folder that is not there takes no pins with it.
    let before = place.read("enrol.toml");
    told += &place.told(&["check", "rules", "--pin"]);
    assert_eq!(place.read("enrol.toml"), before);
    place.change("enrol.toml", "onw = \"sha256:", "own = \"sha-256:");
    place.change("enrol.toml", "[shared]\n", "[shared]\nfolder = 1\n");
    told += &place.told(&["check", "rules"]);
    insta::assert_snapshot!(told);
}

/// The nearest file of a name is meant, and a pin says so where another was.
#[test]
fn what_stands_nearer_to_the_rules_goes_before_what_is_shared() {
    let place = shared();
    let before = files(&place);
    let own = place.read(WORDS).replace("half-life 14 days", "half-life 20 days");
    place.write("rules/vocabulary/own.enrol", &own);
    let after = files(&place);
    assert_ne!(before[4], after[4]);
    assert_eq!(after[4].1, format!("sha256:{}", enrol::value::digest(&own)));
    // What is the project's own needs no pin, and gets none.
    assert_eq!(place.code(&["check", "rules", "--pin"]), 0);
    assert!(!place.read("enrol.toml").contains("own = "));
    std::fs::remove_dir_all(place.path("rules/vocabulary")).unwrap();
    assert_eq!(place.code(&["check", "rules", "--pin"]), 0);
    assert_eq!(place.code(&["check", "rules"]), 0);
    place.write("rules/vocabulary/own.enrol", &own);
    assert!(place.told(&["check", "rules"]).contains("E0804"));
}

/// A checkout with the line ends of Windows has the same digests, and so the same verdicts.
#[test]
fn line_ends_make_no_other_digest() {
    let place = pinned();
    let screen = [SCREEN, &["--format", "json", "-q"]].concat();
    let before = place.out(&screen);
    for name in [WORDS, DEFINITIONS, TRIAL, "enrol.toml"] {
        let text = place.read(name);
        place.write(name, &text.replace('\n', "\r\n"));
    }
    assert_eq!(place.code(&["check", "rules"]), 0, "{}", place.told(&["check", "rules"]));
    assert_eq!(place.out(&screen), before);
    // Writing pins leaves the line ends as they are, too.
    place.change(WORDS, "half-life 14 days", "half-life 15 days");
    assert_eq!(place.code(&["check", "rules", "--pin"]), 0);
    let settings = place.read("enrol.toml");
    assert_eq!(settings.matches('\n').count(), settings.matches("\r\n").count(), "{settings:?}");
}

/// A file that is there and cannot be read is no reason to take another one of that name.
#[test]
fn a_file_that_cannot_be_read_is_told() {
    let place = shared();
    std::fs::write(place.path(WORDS), b"vocabulary own \"\xff\"\n").unwrap();
    let told = place.told(SCREEN);
    assert!(told.contains("not readable as UTF-8") && told.ends_with("exit code 3\n\n"), "{told}");
}
