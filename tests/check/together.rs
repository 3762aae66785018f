//! Several files, values set by the caller, expressions alone.

use super::{check_text, dump, render, resolve};
use enrol::check::{Checked, Expression, Options, Source, check, check_expression};
use enrol::diagnostic::Code;

const TRIAL: &str =
    "trial A \"x\"\nuse words\nparameter minimum = 1 g/g\ninclusion I1 \"Ratio\"\n  latest upcr > minimum\n";

fn with(name: &str, value: &str) -> Checked {
    let options = Options { parameters: vec![(name.to_owned(), value.to_owned())], ..Options::default() };
    check(&[Source::new("a.enrol", TRIAL)], &resolve, &options)
}

#[test]
fn a_value_that_the_caller_sets_takes_the_place_of_the_declared_one() {
    let checked = with("minimum", "113.118 mg/mmol");
    assert!(checked.findings.is_empty(), "{}", render(&checked));
    assert!(dump::program(&checked.program).ends_with("> 1 g/g\n"));
    assert!(dump::program(&with("minimum", "0.5 g/g").program).ends_with("> 0.5 g/g\n"));
    assert_ne!(checked.program.digest, check_text(TRIAL).program.digest);
}

fn beside(words: &str) -> Checked {
    let options = Options { words: vec![Source::new("more.enrol", words)], ..Options::default() };
    check(&[Source::new("b.enrol", TRIAL)], &resolve, &options)
}

#[test]
fn more_words_to_read_records_with_make_no_other_rules() {
    let plain = check_text(TRIAL).program;
    let more = beside("vocabulary more \"More\"\ndrug imaginumab \"Imaginumab\"\n");
    assert!(more.findings.is_empty(), "{}", render(&more));
    assert!(plain.vocabulary.find("imaginumab").is_none());
    assert!(more.program.vocabulary.find("imaginumab").is_some());
    assert_eq!(more.program.digest, plain.digest, "neither words beside nor names of files change what the rules are");
    assert_eq!(dump::program(&more.program), dump::program(&plain));
    let other = check_text(&TRIAL.replace("1 g/g", "2 g/g")).program;
    assert_ne!(other.digest, plain.digest);
}

#[test]
fn words_beside_that_do_not_agree_with_those_of_the_rules_are_left_out() {
    let clashing = beside("vocabulary more \"More\"\ndrug upcr \"Not a ratio\"\ndrug imaginumab \"Imaginumab\"\n");
    assert!(clashing.findings.is_empty(), "{}", render(&clashing));
    assert!(clashing.program.vocabulary.find("imaginumab").is_none());
    assert_eq!(dump::program(&clashing.program), dump::program(&check_text(TRIAL).program));
}

#[test]
fn values_that_do_not_fit_or_change_nothing_are_errors() {
    for (name, value, code) in [
        ("minimum", "0.5", Code::MissingUnit),
        ("minimum", "0.5 kg", Code::WrongDimension),
        ("minimun", "0.5 g/g", Code::UnknownWord),
        ("minimum", "0.5 g/g and", Code::Unparsable),
    ] {
        let checked = with(name, value);
        let codes: Vec<Code> = checked.findings.iter().map(|finding| finding.diagnostic.code).collect();
        assert_eq!(codes, [code], "{name} = {value}\n{}", render(&checked));
    }
}

#[test]
fn trials_share_words_and_keep_their_own_definitions_and_groups() {
    let trial = |name: &str, drug: &str| {
        Source::new(
            format!("{name}.enrol"),
            format!(
                "trial {name} \"x\"\nuse words\ngroup ours \"Ours\" {{ {drug} }}\ndefine treated truth any ours\n\
                 inclusion I1 \"Treated\" meets treated\n"
            ),
        )
    };
    let checked = check(&[trial("A", "rituximab"), trial("B", "prednisone")], &resolve, &Options::default());
    assert!(checked.findings.is_empty(), "{}", render(&checked));
    let asks: Vec<String> = checked
        .program
        .trials
        .iter()
        .map(|trial| match &trial.versions[0].criteria[0].ask {
            enrol::check::Ask::Truth(truth) => dump::Dump(&checked.program).truth(*truth),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(asks, [">=1(rituximab)", ">=1(prednisone)"]);
}

#[test]
fn a_word_that_only_another_trial_uses_is_unknown() {
    let first = Source::new("a.enrol", "trial A \"x\"\nuse words\ninclusion I1 \"One\" any sle\n");
    let second = Source::new("b.enrol", "trial B \"x\"\ninclusion I1 \"One\" any sle\n");
    let checked = check(&[first, second], &resolve, &Options::default());
    assert_eq!(checked.findings.len(), 1);
    assert_eq!(checked.findings[0].diagnostic.help.as_deref(), Some("add `use words`"));
}

#[test]
fn a_question_that_only_another_trial_uses_is_unknown() {
    let vocabulary = "vocabulary asking \"x\"\njudgement unsuitable \"Unsuitable?\"\nsite available \"Available?\"\n";
    let resolve = |name: &str| (name == "asking").then(|| Source::new("asking.enrol", vocabulary));
    let trial = |id: &str, used: &str| {
        let rule = "exclusion E1 \"One\" judged unsuitable\ninclusion I1 \"One\" site says available\n";
        Source::new(id, format!("trial {id} \"x\"\n{used}{rule}"))
    };
    let checked = check(&[trial("A", "use asking\n"), trial("B", "")], &resolve, &Options::default());
    let said: Vec<_> = checked.findings.iter().map(|finding| finding.diagnostic.help.as_deref()).collect();
    assert_eq!(said, [Some("add `use asking`"); 2], "{:?}", checked.findings);
    assert!(checked.findings.iter().all(|finding| finding.file.0 == 1));
}

#[test]
fn lines_of_which_two_policies_are_seen_are_an_error() {
    let library = |name: &str| {
        let text = format!("library {name} \"x\"\nuse words\nlines {name}_lines \"x\" of {{ rituximab }}\n");
        Source::new(format!("{name}.enrol"), text)
    };
    let resolve = |name: &str| if matches!(name, "one" | "other") { Some(library(name)) } else { resolve(name) };
    let trial = |used: &str| Source::new("T", format!("trial T \"x\"\n{used}inclusion I1 \"One\" at least 2 lines\n"));
    let both = check(&[trial("use one\nuse other\n")], &resolve, &Options::default());
    let messages: Vec<&str> = both.findings.iter().map(|finding| finding.diagnostic.message.as_str()).collect();
    assert_eq!(messages, ["several policies say how lines of therapy are derived"]);
    let single = check(&[trial("use one\n")], &resolve, &Options::default());
    assert!(single.findings.is_empty(), "{:?}", single.findings);
}

#[test]
fn an_error_in_a_library_is_reported_once_and_there() {
    let library = "library shared \"x\"\nuse words\ndefine bad truth any rituxmab\n";
    let resolve =
        |name: &str| if name == "shared" { Some(Source::new("shared.enrol", library)) } else { resolve(name) };
    let trial = |id: &str| Source::new(id, format!("trial {id} \"x\"\nuse shared\ninclusion I1 \"One\" meets bad\n"));
    let checked = check(&[trial("A"), trial("B")], &resolve, &Options::default());
    let places: Vec<&str> =
        checked.findings.iter().map(|finding| checked.program.files[finding.file.0 as usize].name.as_str()).collect();
    assert_eq!(places, ["shared.enrol"]);
}

#[test]
fn an_expression_alone_is_a_truth_a_value_or_events() {
    let run = |text: &str| check_expression(text, &["words".to_owned()], &resolve, &Options::default());
    let truth = run("latest upcr within 28 days > 1 g/g");
    let Some(Expression::Truth(id)) = truth.expression else { panic!("{:?}", truth.findings) };
    assert_eq!(truth.program.words_of(truth.program.truth(id)), "latest upcr within 28 days > 1 g/g");
    assert_eq!(truth.program.trials[0].versions[0].criteria.len(), 1);
    assert!(matches!(run("latest upcr").expression, Some(Expression::Value(_))));
    assert!(matches!(run("percent change from lowest upcr to latest upcr").expression, Some(Expression::Value(_))));
    assert!(matches!(run("rituximab within 6 months").expression, Some(Expression::Events(_))));
    assert!(matches!(run("latest kidney_biopsy").expression, Some(Expression::Events(_))));
    let wrong = run("any rituxmab");
    assert!(wrong.expression.is_none());
    assert_eq!(wrong.findings[0].diagnostic.code, Code::UnknownWord);
    assert_eq!(wrong.findings[0].diagnostic.span().of("any rituxmab"), "rituxmab");
}

#[test]
fn checking_twice_gives_the_same_program() {
    let dumped = |checked: &Checked| {
        format!("{:?}{:?}{}", checked.program.truths, checked.program.events, checked.program.digest)
    };
    assert_eq!(dumped(&check_text(TRIAL)), dumped(&check_text(TRIAL)));
}

#[test]
fn a_label_of_one_line_does_not_stick_to_a_definition_that_others_use() {
    let text = "trial T \"x\"\nuse words\ndefine treated truth any rituximab\n\
        inclusion I1 \"One\" any of { \"a label\": meets treated, any sle }\n\
        inclusion I2 \"Two\" meets treated\n";
    let checked = check_text(text);
    assert_eq!(dump::program(&checked.program), "I1: any(\"a label\"=>=1(rituximab), >=1(sle))\nI2: >=1(rituximab)\n");
}
