//! `enrol.toml` from disk: the nearest one in the folder of a rule file or above it.

use super::failure::Failure;
use super::git::Revision;
use crate::diagnostic::Diagnostic;
use crate::workbench::settings::Settings;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What the file is called.
const NAME: &str = "enrol.toml";

/// The settings of some rule files.
#[derive(Debug, Default)]
pub(super) struct AllSettings {
    files: Vec<SettingsFile>,
    /// For each rule file the place of its settings.
    of: BTreeMap<String, usize>,
    usual: Settings,
}

/// A settings file as it was read, from the disk or in a revision.
#[derive(Debug)]
pub(super) struct SettingsFile {
    pub(super) path: PathBuf,
    /// Its name as the user would say it.
    pub(super) name: String,
    pub(super) text: String,
    pub(super) settings: Settings,
    /// What in it cannot be used.
    pub(super) findings: Vec<Diagnostic>,
}

impl AllSettings {
    /// Reads the settings of rule files, each file once.
    pub(super) fn of(rules: &[PathBuf]) -> Result<AllSettings, Failure> {
        let mut all = AllSettings::default();
        for rule in rules {
            let Some(path) = find(rule) else { continue };
            let place = match all.files.iter().position(|file| file.path == path) {
                Some(place) => place,
                None => {
                    all.files.push(SettingsFile::read(path)?);
                    all.files.len() - 1
                }
            };
            all.of.insert(rule.display().to_string(), place);
        }
        Ok(all)
    }

    /// The settings of rule files in a revision; paths begin at the top of the repository.
    pub(super) fn in_revision(revision: &Revision, rules: &[String]) -> Result<AllSettings, Failure> {
        let mut all = AllSettings::default();
        for rule in rules {
            let Some(path) = revision.beside_or_above(rule, NAME) else { continue };
            if all.files.iter().all(|file| file.path != Path::new(&path)) {
                let name = format!("{}:{path}", revision.name);
                all.files.push(SettingsFile::of(PathBuf::from(&path), name, revision.text(&path)?));
            }
        }
        Ok(all)
    }

    /// Those of a rule file by its name. A file that a rule file brings in has those of the first rule file.
    pub(super) fn named(&self, name: &str) -> &Settings {
        let place = self.of.get(name).or_else(|| self.of.values().next());
        place.and_then(|place| self.files.get(*place)).map_or(&self.usual, |file| &file.settings)
    }

    /// The settings of a file, with the folder that they speak of, where there are any.
    pub(super) fn with_folder(&self, name: &str) -> Option<(&Settings, &Path)> {
        let file = self.of.get(name).and_then(|place| self.files.get(*place))?;
        Some((&file.settings, file.folder()))
    }

    /// Every settings file that was read.
    pub(super) fn files(&self) -> &[SettingsFile] {
        &self.files
    }
}

impl SettingsFile {
    fn read(path: PathBuf) -> Result<SettingsFile, Failure> {
        let text = fs::read_to_string(&path).map_err(|error| Failure::reading(&path, &error))?;
        let name = path.display().to_string();
        Ok(SettingsFile::of(path, name, text))
    }

    fn of(path: PathBuf, name: String, text: String) -> SettingsFile {
        let (settings, findings) = Settings::read(&text);
        SettingsFile { name, path, text, settings, findings }
    }

    /// The folder that the settings speak of.
    pub(super) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

fn find(rule: &Path) -> Option<PathBuf> {
    let whole = fs::canonicalize(rule).ok()?;
    let path = whole.ancestors().skip(1).map(|folder| folder.join(NAME)).find(|path| path.is_file())?;
    // Named as the user would: from where the command runs.
    let here = std::env::current_dir().ok().and_then(|here| fs::canonicalize(here).ok());
    Some(here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf)).unwrap_or(path))
}
