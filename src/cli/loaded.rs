//! The rules of a command, each text read and parsed once.

use super::failure::{FINDINGS, Failure, WELL};
use super::git::Revision;
use super::output::Voice;
use super::report::{self, Reported};
use super::rules::{self, Shelves};
use crate::check::{Checked, Options, Source};
use crate::diagnostic::Severity;
use std::path::PathBuf;

/// Rule files and what they use.
pub(super) struct Rules {
    /// The files, as the command names them.
    pub(super) paths: Vec<PathBuf>,
    /// Their texts.
    pub(super) sources: Vec<Source>,
    shelves: Shelves,
}

impl Rules {
    /// Reads rules and what they use.
    pub(super) fn read(paths: &[PathBuf]) -> Result<Rules, Failure> {
        let paths = rules::gather(paths)?;
        let sources: Vec<Source> = paths.iter().map(|file| rules::read(file)).collect::<Result<_, _>>()?;
        let shelves = Shelves::beside(&paths);
        shelves.parse(&sources);
        Ok(Rules { paths, sources, shelves })
    }

    /// Reads the rules of a path in a revision, and what they use there.
    pub(super) fn read_revision(revision: &Revision, path: &str) -> Result<Rules, Failure> {
        let files = revision.gather(path)?;
        let sources: Vec<Source> = files.iter().map(|file| revision.read(file)).collect::<Result<_, _>>()?;
        let paths = sources.iter().map(|source| PathBuf::from(&source.name)).collect();
        let shelves = Shelves::in_revision(revision.clone(), files);
        shelves.parse(&sources);
        Ok(Rules { paths, sources, shelves })
    }

    /// Checks them.
    pub(super) fn check(&self, options: &Options) -> Checked {
        crate::check::check(&self.sources, &|name| self.shelves.find(name), options)
    }

    /// Every file of words that comes with the command, so that a record's word of another field is not mistaken for an
    /// unknown one.
    pub(super) fn all_words(&self) -> Vec<Source> {
        self.shelves.all_words()
    }

    /// Checks the rules and tells of what is wrong with them.
    pub(super) fn load(&self, options: &Options, voice: &Voice) -> (Checked, u8) {
        let checked = self.check(options);
        let least = if voice.is_verbose() { Severity::Note } else { Severity::Error };
        let found = findings(&checked, |severity| severity >= least);
        for rendered in report::render_all(&found, voice.colours_err(), voice.width()) {
            voice.say(&rendered);
        }
        let broken = checked.has_errors();
        if broken {
            voice.say("the rules have errors: a criterion that cannot be checked is unknown for everybody");
        }
        (checked, if broken { FINDINGS } else { WELL })
    }
}

/// The findings of a check that are wanted, with the texts that they are about.
fn findings(checked: &Checked, wanted: impl Fn(Severity) -> bool) -> Vec<Reported<'_>> {
    let wanted = checked.findings.iter().filter(|finding| wanted(finding.diagnostic.severity));
    wanted.filter_map(|finding| Reported::of(&checked.program, finding, None)).collect()
}
