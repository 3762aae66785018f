//! Everything that is found in rules, as the people who keep them want to see it.

use super::ignore::{self, SetAside};
use super::settings::{Level, Settings};
use crate::check::{Checked, FileId, Finding};

/// What is found in rules.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// The findings, by file and place.
    pub findings: Vec<Finding>,
    /// What remarks in the rules set aside.
    pub set_aside: Vec<SetAside>,
}

/// The findings of a check and of the lints, without what remarks set aside, each as bad as the settings of its file say.
#[must_use]
pub fn review<'s>(checked: &Checked, settings: &dyn Fn(FileId) -> &'s Settings) -> Review {
    let mut findings = crate::lint::findings(checked);
    let set_aside = ignore::set_aside(&checked.program, &mut findings);
    findings.retain_mut(|finding| match settings(finding.file).level(finding.diagnostic.code).map(Level::severity) {
        None => true,
        Some(None) => false,
        Some(Some(severity)) => {
            finding.diagnostic.severity = severity;
            true
        }
    });
    findings.sort_by_key(|finding| (finding.file, finding.diagnostic.span().start));
    Review { findings, set_aside }
}
