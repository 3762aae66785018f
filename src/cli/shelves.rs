//! The vocabularies and libraries that rule files use: where `use` finds them, and whether they are in the state that was agreed.
//!
//! Where is looked, says [`crate::workbench::shelves`]; what is agreed, `[shared]` in the settings. What is found nowhere else comes
//! with the command.

use super::failure::Failure;
use super::git::Revision;
use super::output::Voice;
use super::report::{self, Reported};
use super::settings::{AllSettings, SettingsFile};
use super::{rules, written};
use crate::check::Source;
use crate::diagnostic::{Diagnostic, Severity};
use crate::workbench::shared::{self, Around, Found};
use crate::workbench::shelves::{self, Place, SHELVES};
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where `use` looks. What was found once is kept, with its tree.
#[derive(Debug, Default)]
pub(super) struct Shelves {
    places: shelves::Shelves,
    /// A revision in which is looked, instead of on the disk.
    revision: Option<Revision>,
    settings: AllSettings,
    found: RefCell<BTreeMap<String, Option<OnShelf>>>,
    /// Why something could not be read, that of the first.
    failed: RefCell<Option<Failure>>,
}

/// What was found under a name.
#[derive(Clone, Debug)]
struct OnShelf {
    source: Source,
    is_shared: bool,
}

/// Something in the settings that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Disagreement {
    name: String,
    text: String,
    diagnostic: Diagnostic,
}

impl Disagreement {
    pub(super) fn reported(&self) -> Reported<'_> {
        Reported { name: &self.name, text: &self.text, diagnostic: &self.diagnostic, set_aside: None }
    }

    pub(super) fn severity(&self) -> Severity {
        self.diagnostic.severity
    }

    fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }
}

impl Shelves {
    /// The folders of some rule files and those above them, nearest first, and those that their settings share.
    pub(super) fn beside(files: &[PathBuf]) -> Result<Shelves, Failure> {
        let settings = AllSettings::of(files)?;
        let whole: Vec<PathBuf> =
            files.iter().map(|file| fs::canonicalize(file).unwrap_or_else(|_| file.clone())).collect();
        let places = shelves::Shelves::beside(whole.iter().map(PathBuf::as_path));
        Ok(Shelves { places: sharing(places, &settings), settings, ..Shelves::default() })
    }

    /// The same in a revision.
    pub(super) fn in_revision(revision: Revision, files: &[String]) -> Result<Shelves, Failure> {
        let settings = AllSettings::in_revision(&revision, files)?;
        let places = shelves::Shelves::beside(files.iter().map(Path::new));
        Ok(Shelves { places: sharing(places, &settings), revision: Some(revision), settings, ..Shelves::default() })
    }

    /// The vocabulary or library of that name.
    pub(super) fn find(&self, name: &str) -> Option<Source> {
        self.on_shelf(name).map(|found| found.source)
    }

    fn on_shelf(&self, name: &str) -> Option<OnShelf> {
        if let Some(found) = self.found.borrow().get(name) {
            return found.clone();
        }
        let found = self.look_for(name).unwrap_or_else(|failure| {
            self.failed.borrow_mut().get_or_insert(failure);
            None
        });
        self.found.borrow_mut().insert(name.to_owned(), found.clone());
        found
    }

    fn look_for(&self, name: &str) -> Result<Option<OnShelf>, Failure> {
        for place in self.places.places(name) {
            if let Some(mut source) = self.read(&place)? {
                source.name = place.name;
                return Ok(Some(OnShelf { source, is_shared: place.is_shared }));
            }
        }
        Ok(crate::embedded::find(name).map(|source| OnShelf { source, is_shared: false }))
    }

    fn read(&self, place: &Place) -> Result<Option<Source>, Failure> {
        match &self.revision {
            Some(revision) => revision.find(&place.path),
            None => place.path.is_file().then(|| rules::read(&place.path)).transpose(),
        }
    }

    /// Every vocabulary and library that comes with the command, or what stands in its place here; parsed.
    pub(super) fn all_words(&self) -> Vec<Source> {
        let all = crate::embedded::all(|name| self.find(name));
        self.parse(&all);
        all
    }

    /// Parses some files and everything that they use, as many at once as there are processors.
    pub(super) fn parse(&self, sources: &[Source]) {
        let mut next = sources.to_vec();
        let mut known: BTreeSet<String> = BTreeSet::new();
        while !next.is_empty() {
            next.par_iter().for_each(|source| {
                let _ = source.parsed();
            });
            let wanted: BTreeSet<String> = next.iter().flat_map(Source::uses).map(str::to_owned).collect();
            let unknown = wanted.into_iter().filter(|name| known.insert(name.clone()));
            next = unknown.filter_map(|name| self.find(&name)).collect();
        }
    }

    /// What is wrong with the settings that say what is shared.
    pub(super) fn unusable(&self) -> Vec<Disagreement> {
        let of = |file: &SettingsFile| file.findings.iter().map(|found| disagreement(file, found)).collect::<Vec<_>>();
        self.settings.files().iter().flat_map(of).collect()
    }

    /// What of that which is shared is not as it was agreed. Every pin is looked at, whether these rules need it or not.
    pub(super) fn review(&self) -> Vec<Disagreement> {
        let of = |file: &SettingsFile| -> Vec<Disagreement> {
            let found = self.around(file, |around| file.settings.shared.review(around));
            found.iter().map(|found| disagreement(file, found)).collect()
        };
        self.settings.files().iter().flat_map(of).collect()
    }

    /// Fails where settings cannot be used, or where what they share is not as it was agreed: no verdict may rest on that.
    pub(super) fn must_agree(&self, voice: &Voice) -> Result<(), Failure> {
        let errors: Vec<Disagreement> =
            self.unusable().into_iter().chain(self.review()).filter(Disagreement::is_error).collect();
        self.must_be_read()?;
        if errors.is_empty() {
            return Ok(());
        }
        tell(&errors, voice);
        let message = "nobody is judged, because the settings or what they share are not as they should be";
        Err(Failure::findings(message.to_owned()))
    }

    /// Fails where a file that was asked for is there and could not be read.
    pub(super) fn must_be_read(&self) -> Result<(), Failure> {
        self.failed.borrow_mut().take().map_or(Ok(()), Err)
    }

    /// Pins what is shared in the state that it is in now, and says what that changes.
    pub(super) fn pin(&self, voice: &Voice) -> Result<(), Failure> {
        self.must_be_read()?;
        if self.settings.files().is_empty() {
            let message = "there is no enrol.toml for these rules in which pins could stand; make one that shares a folder: `[shared]`, \
                           `folders = [\"../words\"]`";
            return Err(Failure::wrong_use(message.to_owned()));
        }
        self.settings.files().iter().try_for_each(|file| self.pin_in(file, voice))
    }

    fn pin_in(&self, file: &SettingsFile, voice: &Voice) -> Result<(), Failure> {
        let known = &file.settings.shared.pins;
        let pins = match self.around(file, |around| file.settings.shared.agreed(around)) {
            Some(pins) if file.findings.is_empty() => pins,
            _ => {
                tell(&[self.unusable(), self.review()].concat(), voice);
                let message = format!("{}: nothing is pinned until this is mended", file.name);
                return Err(Failure::findings(message));
            }
        };
        let mut told: Vec<String> = Vec::new();
        for (name, pin) in &pins {
            match known.get(name) {
                None => told.push(format!("{}: {name} is pinned to {pin}", file.name)),
                Some(old) if old.written() != *pin => {
                    told.push(format!("{}: {name} is pinned to {pin}, no more to {}", file.name, old.written()));
                }
                Some(_) => {}
            }
        }
        let gone = known.keys().filter(|name| !pins.contains_key(*name));
        told.extend(gone.map(|name| format!("{}: {name} is pinned no more: there is none", file.name)));
        if told.is_empty() {
            voice.say(&format!("{}: nothing to pin that is not pinned as it is", file.name));
            return Ok(());
        }
        let text = shared::with_pins(&file.text, &pins).ok_or_else(|| {
            Failure::findings(format!("{}: pins cannot be written here; mend the file first", file.name))
        })?;
        written::replace(&file.path, &text)?;
        told.iter().for_each(|line| voice.say(line));
        Ok(())
    }

    /// What stands around some settings.
    fn around<T>(&self, file: &SettingsFile, ask: impl FnOnce(&Around<'_>) -> T) -> T {
        let used: Vec<String> =
            self.found.borrow().iter().filter(|(_, found)| found.is_some()).map(|(name, _)| name.clone()).collect();
        let find = |name: &str| {
            let OnShelf { source, is_shared } = self.on_shelf(name)?;
            Some(Found { text: Arc::clone(source.text()), is_shared })
        };
        let is_there = |folder: &str| self.holds_words(&file.folder().join(folder));
        ask(&Around { find: &find, is_there: &is_there, used: &used })
    }

    fn holds_words(&self, folder: &Path) -> bool {
        let Some(revision) = &self.revision else { return SHELVES.iter().any(|shelf| folder.join(shelf).is_dir()) };
        revision.holds(folder, &SHELVES).unwrap_or_else(|failure| {
            self.failed.borrow_mut().get_or_insert(failure);
            true
        })
    }
}

/// With the folders that settings share.
fn sharing(mut places: shelves::Shelves, settings: &AllSettings) -> shelves::Shelves {
    for file in settings.files() {
        for shared in &file.settings.shared.folders {
            places = places.sharing(&file.folder().join(&shared.name));
        }
    }
    places
}

fn disagreement(file: &SettingsFile, diagnostic: &Diagnostic) -> Disagreement {
    Disagreement { name: file.name.clone(), text: file.text.clone(), diagnostic: diagnostic.clone() }
}

/// Tells of disagreements, and whether one of them is an error.
pub(super) fn tell(found: &[Disagreement], voice: &Voice) -> bool {
    let reported: Vec<Reported<'_>> = found.iter().map(Disagreement::reported).collect();
    report::render_all(&reported, voice.colours_err(), voice.width()).iter().for_each(|one| voice.say(one));
    found.iter().any(Disagreement::is_error)
}
