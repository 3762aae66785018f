//! What a search for records finds in the trials of the project.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

use enrol::check::{Ask, Options, Reach, Source, check};
use enrol::value::{Day, Truth};
use enrol::witness::{Bounds, Witnesses};
use std::time::Instant;

#[test]
fn every_outcome_of_every_criterion() {
    let only = std::env::var("ONLY").unwrap_or_default();
    let as_of = Day::new(2026, 11, 22).unwrap();
    let mut paths: Vec<_> = std::fs::read_dir("rules/trials").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.display().to_string().contains(&only)) {
        let text = std::fs::read_to_string(path).unwrap();
        let checked = check(&[Source::new("trial", text)], &enrol::embedded::find, &Options::default());
        let witnesses = Witnesses::new(&checked.program, as_of, Bounds::default());
        let begun = Instant::now();
        let (mut found, mut missing) = (0, Vec::new());
        for criterion in &checked.program.trials[0].versions.last().unwrap().criteria {
            let Ask::Truth(truth) = criterion.ask else { continue };
            for wanted in [Truth::Met, Truth::NotMet, Truth::Unknown] {
                match witnesses.of_outcome(truth, wanted, &[]) {
                    Some(record) => {
                        found += 1;
                        if !only.is_empty() {
                            println!(
                                "## {} {wanted:?}: {}\n{}",
                                criterion.id,
                                criterion.sentence,
                                record.draft.yaml("w", as_of)
                            );
                        }
                    }
                    None => missing.push(format!("{} {wanted:?}", criterion.id)),
                }
            }
        }
        println!("{}: {found} found, missing {missing:?}, {:?}", path.display(), begun.elapsed());
    }
}

#[test]
fn every_condition_decides_its_criterion() {
    let only = std::env::var("ONLY").unwrap_or_default();
    let as_of = Day::new(2026, 11, 22).unwrap();
    let mut paths: Vec<_> = std::fs::read_dir("rules/trials").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut all, mut some) = (0, 0);
    for path in paths.iter().filter(|path| path.display().to_string().contains(&only)) {
        let text = std::fs::read_to_string(path).unwrap();
        let checked = check(&[Source::new("trial", text)], &enrol::embedded::find, &Options::default());
        let program = &checked.program;
        let witnesses = Witnesses::new(program, as_of, Bounds::default());
        let begun = Instant::now();
        let (mut found, mut missing) = (0, Vec::new());
        for criterion in &program.trials[0].versions.last().unwrap().criteria {
            let Ask::Truth(truth) = criterion.ask else { continue };
            for condition in Reach::of(program, [truth]).truths {
                use enrol::check::TruthNode as T;
                if matches!(
                    program.truth(condition).node,
                    T::All(_) | T::Any(_) | T::Not(_) | T::Count { .. } | T::Constant(_)
                ) {
                    continue;
                }
                for holds in [true, false] {
                    match witnesses.of_decision(truth, condition, holds, &[]) {
                        Some(_) => found += 1,
                        None => missing.push(format!(
                            "{} {holds} {}",
                            criterion.id,
                            program.words_of(program.truth(condition)).split_whitespace().collect::<Vec<_>>().join(" ")
                        )),
                    }
                }
            }
        }
        all += found + missing.len();
        some += found;
        println!("{}: {found} found, missing {} {:?}", path.display(), missing.len(), begun.elapsed());
        if !only.is_empty() {
            missing.iter().for_each(|one| println!("   {one}"));
        }
    }
    println!("{some} of {all}");
}
