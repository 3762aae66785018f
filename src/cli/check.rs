//! `enrol check`

use super::arguments::{Check, FindingFormat};
use super::failure::{FINDINGS, Failure, WELL};
use super::output::Voice;
use super::report::{self, Reported};
use super::rules::{self, Shelves};
use crate::check::{Checked, Options, Source};
use crate::diagnostic::Severity;
use std::path::PathBuf;

pub(super) fn run(arguments: &Check, voice: &Voice) -> Result<u8, Failure> {
    let rules = Rules::read(&arguments.rules)?;
    let mut checked = rules.check(&Options::default());
    checked.findings = crate::lint::findings(&checked);
    let found = findings(&checked, |_| true);
    match arguments.format {
        FindingFormat::Json => {
            let plain: Vec<_> = found.iter().map(report::plain).collect();
            let json = serde_json::to_string_pretty(&plain);
            voice.print(&json.map_err(|error| Failure::unreadable(error.to_string()))?)?;
        }
        FindingFormat::Terminal => {
            let rendered = report::render_all(&found, voice.colours_out(), voice.width());
            if !rendered.is_empty() {
                voice.print(&rendered.join("\n\n"))?;
            }
            let count = |severity| found.iter().filter(|found| found.diagnostic.severity == severity).count();
            voice.say(&report::summary(count(Severity::Error), count(Severity::Warning), rules.sources.len()));
        }
    }
    Ok(if found.iter().any(|found| found.diagnostic.severity > Severity::Note) { FINDINGS } else { WELL })
}

/// The rules of a command, each text read and parsed once.
pub(super) struct Rules {
    sources: Vec<Source>,
    shelves: Shelves,
}

impl Rules {
    /// Reads rules and what they use.
    pub(super) fn read(paths: &[PathBuf]) -> Result<Rules, Failure> {
        let files = rules::gather(paths)?;
        let sources: Vec<Source> = files.iter().map(|file| rules::read(file)).collect::<Result<_, _>>()?;
        let shelves = Shelves::beside(&files);
        shelves.parse(&sources);
        Ok(Rules { sources, shelves })
    }

    fn check(&self, options: &Options) -> Checked {
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
        let broken = checked.findings.iter().any(|finding| finding.diagnostic.severity == Severity::Error);
        if broken {
            voice.say("the rules have errors: a criterion that cannot be checked is unknown for everybody");
        }
        (checked, if broken { FINDINGS } else { WELL })
    }
}

/// The findings of a check that are wanted, with the texts that they are about.
pub(super) fn findings(checked: &Checked, wanted: impl Fn(Severity) -> bool) -> Vec<Reported<'_>> {
    let wanted = checked.findings.iter().filter(|finding| wanted(finding.diagnostic.severity));
    wanted
        .filter_map(|finding| {
            let file = checked.program.files.get(finding.file.0 as usize)?;
            Some(Reported { name: &file.name, text: &file.text, diagnostic: &finding.diagnostic })
        })
        .collect()
}
