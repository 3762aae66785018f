//! The project's own trials: every kind of change is made somewhere, and what is made can be checked.

use super::find;
use enrol::check::{Checked, Options, Source, check, check_again};
use enrol::compare::Original;
use enrol::mutants::{Mutant, OPERATORS, mutants};
use std::collections::BTreeMap;
use std::path::Path;

struct Trial {
    source: Source,
    checked: Checked,
    mutants: Vec<Mutant>,
}

fn trials() -> Vec<Trial> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![root.join("rules/examples/hard-cases.enrol"), root.join("examples/mutants/small.enrol")];
    paths.extend(std::fs::read_dir(root.join("rules/trials")).unwrap().map(|entry| entry.unwrap().path()));
    paths.sort();
    let trial = |path: &std::path::PathBuf| {
        let source = Source::new(path.display().to_string(), std::fs::read_to_string(path).unwrap());
        let checked = check(std::slice::from_ref(&source), &find, &Options::default());
        let mutants = mutants(&source.parsed().tree, source.text());
        Trial { source, checked, mutants }
    };
    paths.iter().map(trial).collect()
}

impl Trial {
    fn changed(&self, mutant: &Mutant) -> Checked {
        let source = Source::after(&self.source, mutant.applied(self.source.text()));
        check_again(Some(&self.checked), &[source], &find, &Options::default())
    }
}

/// Of each kind there is one that can be checked and says something else, and hardly any of those looked at cannot be checked.
/// Records are read once for all changes, so the words must stay what they are.
#[test]
fn every_kind_of_change_is_made_and_says_something_else() {
    let trials = trials();
    let mut by_kind: BTreeMap<&str, Vec<(&Trial, &Mutant)>> = BTreeMap::new();
    for trial in &trials {
        for mutant in &trial.mutants {
            by_kind.entry(mutant.operator.name).or_default().push((trial, mutant));
        }
    }
    let (mut looked_at, mut unchecked) = (0, Vec::new());
    let missing: Vec<_> = OPERATORS.iter().map(|it| it.name).filter(|name| !by_kind.contains_key(name)).collect();
    assert!(missing.is_empty(), "no trial has a change of this kind: {missing:?}");
    for operator in OPERATORS {
        let found = &by_kind[operator.name];
        let mut says_otherwise = 0;
        for (trial, mutant) in found.iter().step_by(found.len().div_ceil(6)) {
            let checked = trial.changed(mutant);
            looked_at += 1;
            if let Some(finding) =
                checked.findings.iter().find(|it| it.diagnostic.severity == enrol::diagnostic::Severity::Error)
            {
                unchecked.push(format!(
                    "{} {} line {}: {}",
                    trial.source.name, mutant.operator.name, mutant.line, finding.diagnostic.message
                ));
                continue;
            }
            says_otherwise += usize::from(!Original::new(&trial.checked.program).changed(&checked.program).is_empty());
            let names = |checked: &Checked| {
                let vocabulary = &checked.program.vocabulary;
                let words: Vec<String> = vocabulary.words.iter().map(|word| word.name.clone()).collect();
                (words, vocabulary.symbols.clone(), vocabulary.attributes.clone())
            };
            assert_eq!(names(&trial.checked), names(&checked), "{} line {}", trial.source.name, mutant.line);
        }
        assert!(says_otherwise > 0, "{} never says anything else", operator.name);
    }
    assert!(unchecked.len() * 10 <= looked_at, "{} of {looked_at}:\n{}", unchecked.len(), unchecked.join("\n"));
}

/// The text before the change and behind it stays, and each change is made once.
#[test]
fn a_change_is_in_the_text_once() {
    for trial in trials() {
        let text = trial.source.text();
        let mut seen = std::collections::BTreeSet::new();
        for mutant in &trial.mutants {
            let applied = mutant.applied(text);
            assert_ne!(applied, text.as_ref(), "{} line {}", trial.source.name, mutant.line);
            assert!(seen.insert(applied), "{} line {} {}", trial.source.name, mutant.line, mutant.operator.name);
            let ends: Vec<_> = mutant.edits.iter().map(|edit| (edit.span.start, edit.span.end)).collect();
            assert!(ends.windows(2).all(|two| two[0].1 <= two[1].0), "{ends:?}");
        }
    }
}
