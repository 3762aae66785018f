//! Every form of the language, in English. A kind of node that no form makes has no snapshot, and that is a failure.

use super::check_text;
use enrol::check::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Names the kinds of a node. The compiler says which kind is missing here, and the test whether it is ever said.
macro_rules! kinds {
    ($node:ident, $all:ident, $kind:ident: $($variant:ident)*) => {
        const $all: &[&str] = &[$(concat!(stringify!($node), "::", stringify!($variant))),*];

        fn $kind(node: &$node) -> &'static str {
            match node {
                $($node::$variant { .. } => concat!(stringify!($node), "::", stringify!($variant)),)*
            }
        }
    };
}

kinds! { TruthNode, TRUTHS, kind_of_truth:
    Constant All Any Count Not Compare Between Among AmongWords Qualitative ValueKnown TruthKnown EventsKnown Amount Every
    Asked Stated Site
}

kinds! { ValueNode, VALUES, kind_of_value:
    Constant Day Moved Age TimeSince Sex Measure Subject It Count Total Average Arithmetic Extreme When PercentChange Scaled
    ScoreTotal ScorePoints
}

kinds! { EventsNode, EVENTS, kind_of_events:
    Words Union Except Where In Current Joined Together DosePeriods With Newest Doses Planned Lines
}

kinds! { PointNode, POINTS, kind_of_point:
    AsOf Anchor StartOfAnchor EndOfAnchor Fixed Event It Birth
}

kinds! { Ask, ASKS, kind_of_ask:
    Truth Clarifies NotStated Broken
}

/// Kinds that no text makes: a cohort that cannot be read stands in a program as a constant, and a conversion of units is
/// settled into the bound.
const NOT_WRITTEN: [&str; 1] = ["TruthNode::Constant"];

/// The rules of a file of cases: title and text.
fn cases(text: &str) -> Vec<(String, String)> {
    let mut cases = Vec::new();
    let mut title = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            title = heading.to_owned();
        } else if line == "```enrol" {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            cases.push((title.clone(), body.join("\n")));
        }
    }
    cases
}

/// A snippet as a trial: alone it is the truth of one criterion.
fn trial(rule: &str) -> String {
    const STARTS: [&str; 10] =
        ["define", "parameter", "inclusion", "exclusion", "score", "cohort", "group", "anchor", "lines", "use"];
    let first = rule.split_whitespace().next().unwrap_or_default();
    match first {
        "trial" => rule.to_owned(),
        word if STARTS.contains(&word) => format!("trial T \"A case\"\nuse words\n\n{rest}\n", rest = rule),
        _ => format!("trial T \"A case\"\nuse words\n\ninclusion I1 \"The case\"\n  {rule}\n"),
    }
}

#[test]
fn every_form_in_english() {
    let more = include_str!("forms.md");
    let mut seen: BTreeSet<&'static str> = BTreeSet::new();
    let mut told = String::new();
    for (title, rule) in cases(include_str!("../check/forms.md")).into_iter().chain(cases(more)) {
        let checked = check_text(&trial(&rule));
        let program = &checked.program;
        seen.extend(program.truths.iter().map(|node| kind_of_truth(&node.node)));
        seen.extend(program.values.iter().map(|node| kind_of_value(&node.node)));
        seen.extend(program.events.iter().map(|node| kind_of_events(&node.node)));
        seen.extend(program.points.iter().map(kind_of_point));
        let _ = write!(told, "\n## {title}\n\n{}\n", rule.trim_end());
        for trial in &program.trials {
            for version in &trial.versions {
                for criterion in &version.criteria {
                    seen.insert(kind_of_ask(&criterion.ask));
                    let _ = write!(told, "\n{}: {}\n", criterion.id, enrol::protocol::criterion(program, criterion));
                }
            }
            let documents = enrol::protocol::documents(program, &checked.findings, 1);
            for definition in documents.iter().flat_map(|document| &document.definitions) {
                let _ = write!(told, "\n“{}”: {}.\n", definition.title, definition.sentence.text.words());
            }
        }
    }
    insta::assert_snapshot!("forms", told);
    let all = [TRUTHS, VALUES, EVENTS, POINTS, ASKS].into_iter().flatten();
    let unsaid: Vec<&&str> = all.filter(|kind| !seen.contains(**kind) && !NOT_WRITTEN.contains(kind)).collect();
    assert!(unsaid.is_empty(), "no snapshot says {unsaid:?}: add a case to tests/protocol/forms.md");
}
