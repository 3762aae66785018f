//! The action, the hooks, and what a made project takes from them.

use super::place::{Place, root};
use serde_yaml::Value;

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&std::fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

fn names(of: &Value) -> Vec<&str> {
    of.as_mapping().unwrap().keys().map(|name| name.as_str().unwrap()).collect()
}

#[test]
fn the_workflow_sets_what_the_action_takes() {
    let (action, workflow) = (yaml("action.yml"), yaml("templates/project/.github/workflows/rules.yml"));
    let steps = workflow["jobs"]["rules"]["steps"].as_sequence().unwrap();
    let used = steps.iter().find(|step| step["uses"].as_str().unwrap().starts_with("OWNER/enrol@")).unwrap();
    let known = names(&action["inputs"]);
    let unknown: Vec<&str> = names(&used["with"]).into_iter().filter(|name| !known.contains(name)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// Every input is handed to a step, and every step takes only inputs that there are.
#[test]
fn every_input_counts() {
    let text = std::fs::read_to_string(root().join("action.yml")).unwrap();
    let action = yaml("action.yml");
    let known = names(&action["inputs"]);
    for name in &known {
        assert!(text.contains(&format!("inputs.{name}")), "nothing takes {name}");
    }
    for part in text.split("inputs.").skip(1) {
        let name = part.split(|letter: char| !(letter.is_ascii_lowercase() || letter == '-')).next().unwrap();
        assert!(known.contains(&name), "there is no input {name}");
    }
}

#[test]
fn a_made_project_asks_for_this_release() {
    let release = format!("v{}", env!("CARGO_PKG_VERSION"));
    let place = Place::project();
    assert!(place.read(".github/workflows/rules.yml").contains(&format!("OWNER/enrol@{release}\n")));
    assert!(place.read(".pre-commit-config.yaml").contains(&format!("rev: {release}\n")));
}

#[test]
fn hooks_of_a_made_project_are_there_and_run() {
    let (hooks, config) = (yaml(".pre-commit-hooks.yaml"), yaml("templates/project/.pre-commit-config.yaml"));
    let hooks = hooks.as_sequence().unwrap();
    let wanted = config["repos"][0]["hooks"].as_sequence().unwrap();
    assert_eq!(wanted.len(), 3);
    let place = Place::project();
    for wanted in wanted {
        let hook = hooks.iter().find(|hook| hook["id"] == wanted["id"]).unwrap();
        let mut arguments: Vec<&str> = hook["entry"].as_str().unwrap().split(' ').skip(1).collect();
        arguments.extend(hook["args"].as_sequence().into_iter().flatten().map(|word| word.as_str().unwrap()));
        if hook["pass_filenames"].as_bool() != Some(false) {
            arguments.push("rules/trials/EXAMPLE-01.enrol");
        }
        assert_eq!(place.code(&arguments), 0, "{arguments:?}");
    }
}

/// A `gh` that writes down how it was called and what it was to send, and knows one comment of earlier, or none.
const GH: &str = r#"#!/usr/bin/env bash
printf 'gh %s\n' "$*" >> "$LOG"
for word in "$@"; do
  case $word in
    body=@*) cat "${word#body=@}" >> "$LOG" ;;
  esac
done
[[ "$*" == *--paginate* ]] && printf '%s' "$KNOWN"
exit 0
"#;

#[test]
fn a_comment_takes_the_place_of_the_one_before() {
    let place = Place::empty();
    place.write("bin/gh", GH);
    place.write("comment.md", "Nothing changed.\n");
    let long = format!("{}\n</details>\n", "A line of a comment that is too long.\n".repeat(3000));
    place.write("long.md", &long);
    let path = format!("{}:{}", place.path("bin").display(), std::env::var("PATH").unwrap());
    assert!(std::process::Command::new("chmod").arg("+x").arg(place.path("bin/gh")).status().unwrap().success());
    let log = place.path("log");
    let mut told = String::new();
    for (file, known) in [("comment.md", ""), ("comment.md", "17\n18\n"), ("long.md", "")] {
        let environment = [
            ("PATH", path.as_str()),
            ("LOG", log.to_str().unwrap()),
            ("KNOWN", known),
            ("GITHUB_REPOSITORY", "ours/trials"),
        ];
        told += &place.script("comment.sh", &[file, "5"], &environment);
    }
    let sent = place.read("log");
    assert!(sent.len() < 65_536 + 2_000);
    let same = "A line of a comment that is too long.\n";
    let count = sent.matches(same).count();
    assert!((1500..1700).contains(&count), "{count}");
    let sent: String = sent.replace(same, "");
    // The file that is sent has another name each time.
    let without_names = |line: &str| match line.split_once("body=@") {
        Some((before, after)) => format!("{before}body=@FILE {}", after.split_once(' ').unwrap().1),
        None => line.to_owned(),
    };
    insta::assert_snapshot!(told + &sent.lines().map(without_names).collect::<Vec<_>>().join("\n"));
}

/// What the command is made of has one digest, however often it is asked for.
#[test]
fn the_key_of_the_cache_is_a_digest() {
    let place = Place::empty();
    let key = || place.script("install.sh", &["key"], &[]);
    assert_eq!(key(), "$ ci/install.sh key\nCOMMIT\nexit code 0\n\n");
    assert_eq!(key(), key());
}
