//! The rules of a command, each text read and parsed once.

use super::failure::{FINDINGS, Failure, WELL};
use super::git::Revision;
use super::output::Voice;
use super::report::{self, Reported};
use super::rules;
use super::shelves::{self, Disagreement, Shelves};
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
        Rules::on(Shelves::beside(&paths)?, paths, sources)
    }

    /// Reads the rules of a path in a revision, and what they use there.
    pub(super) fn read_revision(revision: &Revision, path: &str) -> Result<Rules, Failure> {
        let files = revision.gather(path)?;
        let sources: Vec<Source> = files.iter().map(|file| revision.read(file)).collect::<Result<_, _>>()?;
        let paths = sources.iter().map(|source| PathBuf::from(&source.name)).collect();
        Rules::on(Shelves::in_revision(revision.clone(), &files)?, paths, sources)
    }

    fn on(shelves: Shelves, paths: Vec<PathBuf>, sources: Vec<Source>) -> Result<Rules, Failure> {
        shelves.parse(&sources);
        shelves.must_be_read()?;
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

    /// What of that which the rules share is not as it was agreed.
    pub(super) fn review(&self) -> Vec<Disagreement> {
        self.shelves.review()
    }

    /// The same with what is wrong with the settings, as far as it is as bad as that.
    fn disagreements(&self, least: Severity) -> Vec<Disagreement> {
        let mut all = self.shelves.unusable();
        all.extend(self.review());
        all.retain(|one| one.severity() >= least);
        all
    }

    /// Fails where a verdict would rest on something that nobody has agreed to.
    pub(super) fn must_agree(&self, voice: &Voice) -> Result<(), Failure> {
        self.shelves.must_agree(voice)
    }

    /// Pins what the rules share as it is now.
    pub(super) fn pin(&self, voice: &Voice) -> Result<(), Failure> {
        self.shelves.pin(voice)
    }

    /// Checks the rules and tells of what is wrong with them and with what they share.
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
        let disagree = shelves::tell(&self.disagreements(least), voice);
        (checked, if broken || disagree { FINDINGS } else { WELL })
    }
}

/// The findings of a check that are wanted, with the texts that they are about.
fn findings(checked: &Checked, wanted: impl Fn(Severity) -> bool) -> Vec<Reported<'_>> {
    let wanted = checked.findings.iter().filter(|finding| wanted(finding.diagnostic.severity));
    wanted.filter_map(|finding| Reported::of(&checked.program, finding, None)).collect()
}
