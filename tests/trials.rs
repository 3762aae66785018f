//! The rules and records that come with the project.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that goes wrong should stop there"
)]

use enrol::check::{Checked, Options, Program, Source, check};
use enrol::diagnostic::{LineIndex, Severity};
use enrol::evaluate::{Dates, Judgement, OpenFor, Standing, Trace, Verdict, evaluate};
use enrol::record::{Patient, ReadOptions, read_yaml};
use enrol::value::{Day, DaySpan, Truth};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Every file below a folder with that ending, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    fn gather(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                gather(&path, ending, found);
            } else if path.extension().is_some_and(|own| own == ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    gather(Path::new(folder), ending, &mut found);
    found.sort();
    found
}

fn source(path: &Path) -> Source {
    Source::new(path.display().to_string(), std::fs::read_to_string(path).unwrap())
}

/// The text that `use NAME` brings in: `lupus.activity` stands in `lupus/activity.enrol`.
fn resolve(name: &str) -> Option<Source> {
    let file = format!("{}.enrol", name.replace('.', "/"));
    let places = ["rules/vocabulary", "rules/library"].map(|folder| Path::new(folder).join(&file));
    places.iter().find(|place| place.exists()).map(|place| source(place))
}

fn checked(folder: &str) -> Checked {
    let sources: Vec<Source> = files(folder, "enrol").iter().map(|path| source(path)).collect();
    check(&sources, &resolve, &Options::default())
}

fn findings(checked: &Checked) -> Vec<String> {
    let line = |finding: &enrol::check::Finding| {
        let file = &checked.program.files[finding.file.0 as usize];
        let span = finding.diagnostic.span();
        let line = file.text[..span.start as usize].lines().count().max(1);
        let severity = if finding.diagnostic.severity == Severity::Error { "error" } else { "warning" };
        let help = finding.diagnostic.help.clone();
        let (code, words) = (finding.diagnostic.code, span.of(&file.text));
        format!("{}:{line}: {severity} {code:?} `{words}`: {} {help:?}", file.name, finding.diagnostic.message)
    };
    checked.findings.iter().map(line).collect()
}

#[test]
fn trials_have_no_findings() {
    let checked = checked("rules/trials");
    let findings = findings(&checked);
    assert!(findings.is_empty(), "{}", findings.join("\n"));
    assert_eq!(checked.program.trials.len(), 16);
}

/// A trial must stand without what its neighbours bring in.
#[test]
fn each_trial_stands_alone() {
    for path in files("rules/trials", "enrol") {
        let checked = check(&[source(&path)], &resolve, &Options::default());
        let findings = findings(&checked);
        assert!(findings.is_empty(), "{}", findings.join("\n"));
    }
}

#[test]
fn hard_cases_have_no_errors() {
    let checked = checked("rules/examples");
    assert!(!checked.has_errors(), "{}", findings(&checked).join("\n"));
}

/// Patients, each with the day on which it was recorded: that on which it is judged.
fn patients(folder: &str, program: &Program) -> Vec<(Patient, Dates)> {
    let mut patients = Vec::new();
    let mut wrong = Vec::new();
    for path in files(folder, "yaml") {
        let text = std::fs::read_to_string(&path).unwrap();
        let recorded = text.lines().find_map(|line| line.strip_prefix("recorded: ")).unwrap();
        let as_of = Day::parse(recorded).unwrap();
        let options = ReadOptions { as_of: Some(as_of), ..ReadOptions::default() };
        let read = read_yaml(text.as_bytes(), &program.vocabulary, &options);
        let index = LineIndex::new(&text);
        for finding in &read.findings {
            let line = index.place(&text, finding.span()).line;
            wrong.push(format!("{}:{line}: {:?} {} {:?}", path.display(), finding.code, finding.message, finding.help));
        }
        let dates = Dates { as_of, anchors: Vec::new() };
        patients.extend(read.patients.into_iter().map(|patient| (patient, dates.clone())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    patients
}

fn judged(program: &Program, trial: usize, (patient, dates): &(Patient, Dates)) -> Judgement {
    evaluate(program, trial, patient, dates, &mut Trace::new(program))
}

/// The verdict in few words, with the criteria that decide it.
fn in_words(program: &Program, judgement: &Judgement) -> String {
    let criteria = &program.trials[judgement.trial].versions[judgement.version].criteria;
    let with = |wanted: &[Standing]| -> String {
        let of = criteria.iter().zip(&judgement.criteria);
        let ids: Vec<&str> = of.filter(|(_, out)| wanted.contains(&out.standing)).map(|(own, _)| &*own.id).collect();
        ids.join(" ")
    };
    match judgement.verdict {
        Verdict::Eligible => "**eligible**".to_owned(),
        Verdict::Ineligible
            if !judgement.cohorts.is_empty() && judgement.cohorts.iter().all(|own| own.verdict.is_none()) =>
        {
            "ineligible: in no cohort".to_owned()
        }
        Verdict::Ineligible => format!("ineligible: {}", with(&[Standing::Fail])),
        Verdict::Undetermined => {
            let open = match judgement.open_for {
                Some(OpenFor::Judgements) => "judgements",
                Some(OpenFor::Both) => "facts and judgements",
                _ => "facts",
            };
            let (unknown, due) = (with(&[Standing::Unknown]), with(&[Standing::NotDue]));
            let due = if due.is_empty() { due } else { format!("; not due {due}") };
            format!("open for {open}: {unknown}{due}")
        }
    }
}

/// A table of trials and patients as Markdown.
fn table(program: &Program, patients: &[(Patient, Dates)]) -> String {
    let mut out = String::from("| patient | trial | verdict |\n|---|---|---|\n");
    for patient in patients {
        for (place, trial) in program.trials.iter().enumerate() {
            let judgement = judged(program, place, patient);
            let words = in_words(program, &judgement);
            writeln!(out, "| {} | {} | {} |", patient.0.id, trial.id, words.trim_end_matches([':', ' '])).unwrap();
        }
    }
    out
}

/// Compares with the file, or rewrites it where `UPDATE=1` is set.
fn expect(path: &str, found: &str) {
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        std::fs::write(path, found).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    let differs = |(own, other): (&str, &str)| (own != other).then(|| format!("- {own}\n+ {other}\n"));
    let changed: String = expected.lines().zip(found.lines()).filter_map(differs).collect();
    assert!(expected == found, "{path} differs; write it anew with UPDATE=1 where that is right\n{changed}");
}

#[test]
fn patients_have_the_expected_verdicts() {
    let checked = checked("rules/trials");
    let patients = patients("examples/patients", &checked.program);
    let head = "# Verdicts of the example patients on 2026-11-22\n\nWritten by `UPDATE=1 cargo test --test trials`. \
        An ineligible patient fails the criteria named; the criteria of an undetermined one are open.\n\n";
    expect("examples/patients/expected.md", &format!("{head}{}", table(&checked.program, &patients)));
}

#[test]
fn every_trial_has_an_eligible_patient() {
    let checked = checked("rules/trials");
    let patients = patients("examples/patients", &checked.program);
    let nobody: Vec<&str> = (checked.program.trials.iter().enumerate())
        .filter(|(place, _)| {
            !patients.iter().any(|patient| judged(&checked.program, *place, patient).verdict == Verdict::Eligible)
        })
        .map(|(_, trial)| &*trial.id)
        .collect();
    assert!(nobody.is_empty(), "nobody is eligible for {}", nobody.join(", "));
}

#[test]
fn published_cases_are_never_eligible() {
    let checked = checked("rules/trials");
    let patients = patients("examples/published", &checked.program);
    let head = "# Verdicts of the published cases on the day of publication\n\nWritten by `UPDATE=1 cargo test --test trials`. \
        What was published decides little: nearly everything is open.\n\n";
    let found = table(&checked.program, &patients);
    assert!(!found.contains("**eligible**"));
    expect("examples/published/expected.md", &format!("{head}{found}"));
}

#[test]
fn each_hard_case_is_met_not_met_and_unknown() {
    let checked = checked("rules/examples");
    let program = &checked.program;
    let criteria = &program.trials[0].versions[0].criteria;
    let patients = patients("examples/hard-cases", program);
    let mut wrong = Vec::new();
    for patient in &patients {
        let (case, wanted) = patient.0.id.split_once('-').unwrap();
        let number = case[1..].trim_start_matches('0');
        let id = format!("{}{number}", case[..1].to_uppercase());
        let place = criteria.iter().position(|criterion| criterion.id == id).unwrap();
        let found = match judged(program, 0, patient).criteria[place].truth {
            Truth::Met => "met",
            Truth::NotMet => "not-met",
            Truth::Unknown => "unknown",
        };
        if found != wanted {
            wrong.push(format!("{}: {found}", patient.0.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(patients.len(), 3 * criteria.len());
}

/// Checked rules of one trial, with parameters set from outside.
fn one_trial(id: &str, parameters: &[(&str, &str)]) -> Program {
    let parameters = parameters.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    let options = Options { parameters, ..Options::default() };
    let checked = check(&[source(Path::new(&format!("rules/trials/{id}.enrol")))], &resolve, &options);
    assert!(checked.findings.is_empty(), "{}", findings(&checked).join("\n"));
    checked.program
}

/// The patient of that id, read with the words of one trial: what other trials ask is not known to it.
fn patient(id: &str, program: &Program) -> Patient {
    let text = std::fs::read(format!("examples/patients/{id}.yaml")).unwrap();
    read_yaml(&text, &program.vocabulary, &ReadOptions::default()).patients.remove(0)
}

#[test]
fn the_limit_of_the_publication_lets_in_whom_the_registry_keeps_out() {
    let on = |parameters: &[(&str, &str)]| {
        let program = one_trial("NCT01035255", parameters);
        let dates = Dates { as_of: Day::new(2026, 11, 22).unwrap(), anchors: Vec::new() };
        judged(&program, 0, &(patient("HF-002", &program), dates)).verdict
    };
    assert_eq!(on(&[]), Verdict::Ineligible);
    assert_eq!(on(&[("maximum_lvef", "40 %")]), Verdict::Eligible);
}

#[test]
fn the_protocol_in_force_at_consent_counts() {
    let program = one_trial("NCT04181827", &[]);
    let consent = program.anchors.iter().position(|anchor| anchor.name == "consent").unwrap();
    let on = |day: &str| {
        let anchor = enrol::check::AnchorId(u32::try_from(consent).unwrap());
        let anchors = vec![(anchor, DaySpan::parse(day).unwrap())];
        let dates = Dates { as_of: Day::new(2026, 11, 22).unwrap(), anchors };
        judged(&program, 0, &(patient("MM-001", &program), dates))
    };
    assert_eq!(on("2021-07-02").verdict, Verdict::Eligible);
    let before = on("2021-07-01");
    assert_eq!(before.verdict, Verdict::Ineligible);
    assert_eq!(before.criteria[0].standing, Standing::Fail);
}
