//! `enrol fmt`

use super::arguments::Fmt;
use super::failure::{FINDINGS, Failure, WELL};
use super::output::Voice;
use super::{rules, written};
use crate::workbench::format::{Formatted, format};
use rayon::prelude::*;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// What standard input is called on the command line.
const STANDARD_INPUT: &str = "-";

pub(super) fn run(arguments: &Fmt, voice: &Voice) -> Result<u8, Failure> {
    if arguments.rules.iter().any(|path| path == Path::new(STANDARD_INPUT)) {
        return from_standard_input(arguments, voice);
    }
    let files = rules::gather(&arguments.rules)?;
    let laid_out: Vec<Result<Laid, Failure>> = files.par_iter().map(|path| lay_out(path)).collect();
    let mut tally = Tally::default();
    for laid in laid_out {
        match laid {
            Ok(laid) => laid.settle(arguments, voice, &mut tally)?,
            // One file that cannot be formatted does not keep the others from it.
            Err(failure) => {
                voice.complain(&failure.to_string());
                tally.failed = tally.failed.max(failure.code);
            }
        }
    }
    voice.say(&tally.summary(files.len(), arguments.check));
    Ok(if tally.failed > WELL {
        tally.failed
    } else if arguments.check && tally.changed > 0 {
        FINDINGS
    } else {
        WELL
    })
}

fn from_standard_input(arguments: &Fmt, voice: &Voice) -> Result<u8, Failure> {
    if arguments.rules.len() > 1 {
        return Err(Failure::wrong_use(
            "standard input (`-`) is formatted alone: name no other files with it".to_owned(),
        ));
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().read_to_end(&mut bytes);
    read.map_err(|error| Failure::reading(Path::new("standard input"), &error))?;
    let source = rules::source("standard input", bytes)?;
    let laid = Laid::new(PathBuf::from("standard input"), source.text())?;
    laid.tell_of_what_was_left(voice);
    if !arguments.check {
        voice.print(&laid.formatted.text)?;
        return Ok(WELL);
    }
    if laid.is_canonical() {
        return Ok(WELL);
    }
    voice.print(&laid.difference(voice))?;
    Ok(FINDINGS)
}

/// A file before and after.
struct Laid {
    path: PathBuf,
    before: String,
    formatted: Formatted,
}

fn lay_out(path: &Path) -> Result<Laid, Failure> {
    let source = rules::read(path)?;
    Laid::new(path.to_path_buf(), source.text())
}

impl Laid {
    fn new(path: PathBuf, before: &str) -> Result<Laid, Failure> {
        let refused = |refusal| {
            let message = format!(
                "{}: left as it is, for laid out anew {refusal}; this is a fault of the formatter, please report it \
                 with the file",
                path.display()
            );
            Failure::findings(message)
        };
        let formatted = format(before).map_err(refused)?;
        Ok(Laid { path, before: before.to_owned(), formatted })
    }

    fn is_canonical(&self) -> bool {
        self.before == self.formatted.text
    }

    /// Writes the file or shows what would change.
    fn settle(&self, arguments: &Fmt, voice: &Voice, tally: &mut Tally) -> Result<(), Failure> {
        self.tell_of_what_was_left(voice);
        if self.is_canonical() {
            return Ok(());
        }
        tally.changed += 1;
        if arguments.check {
            return voice.print(&self.difference(voice));
        }
        written::replace(&self.path, &self.formatted.text)?;
        voice.say(&format!("{}: formatted", self.path.display()));
        Ok(())
    }

    fn tell_of_what_was_left(&self, voice: &Voice) {
        let path = self.path.display();
        let say = |count: usize, one: &str, many: &str| match count {
            0 => {}
            1 => voice.say(&format!("{path}: 1 declaration {one}")),
            _ => voice.say(&format!("{path}: {count} declarations {many}")),
        };
        say(
            self.formatted.broken,
            "does not parse and stays as it is; `enrol check` says why",
            "do not parse and stay as they are; `enrol check` says why",
        );
        say(
            self.formatted.commented,
            "stays as it is: a comment in it would not stay beside what it is about",
            "stay as they are: a comment in each would not stay beside what it is about",
        );
    }

    fn difference(&self, voice: &Voice) -> String {
        let name = self.path.display().to_string();
        super::difference::unified(&name, &self.before, &self.formatted.text, voice.colours_out())
    }
}

/// What became of the files.
#[derive(Default)]
struct Tally {
    changed: usize,
    failed: u8,
}

impl Tally {
    fn summary(&self, files: usize, check: bool) -> String {
        let files = format!("{files} file{}", if files == 1 { "" } else { "s" });
        match (self.changed, check) {
            (0, _) if self.failed > WELL => files + ": none formatted",
            (0, _) => files + ": nothing to format",
            (changed, true) => format!("{changed} of {files} to be formatted"),
            (changed, false) => format!("{changed} of {files} formatted"),
        }
    }
}
