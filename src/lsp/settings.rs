//! What an editor can set, and where copies of what comes with the command are kept for it to read.

use super::address::EMBEDDED;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// What an editor can set, as initialization options or as its configuration under `enrol`.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    /// `patients`: a folder or file of sample patients, of which each criterion tells how many pass.
    pub(super) patients: Option<PathBuf>,
    /// `asOf`: the day on which they are judged.
    pub(super) as_of: Option<String>,
    /// `cacheFolder`: where copies of embedded words and of the pages on findings are kept; a folder of the user's cache if
    /// missing.
    pub(super) cache_folder: Option<PathBuf>,
}

impl Settings {
    /// Reads settings, and says which of them cannot be used.
    pub(super) fn read(value: &Value) -> (Settings, Vec<String>) {
        let own = value.get("enrol").unwrap_or(value);
        let mut unusable = Vec::new();
        let mut text = |name: &str| match own.get(name) {
            None | Some(Value::Null) => None,
            // Editors that know every setting send those that nobody has set as empty texts.
            Some(Value::String(text)) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Some(other) => {
                unusable.push(format!("The setting `{name}` is a text in quotes, not {other}: it is passed over."));
                None
            }
        };
        let patients = text("patients").map(PathBuf::from);
        let (as_of, cache_folder) = (text("asOf"), text("cacheFolder").map(PathBuf::from));
        (Settings { patients, as_of, cache_folder }, unusable)
    }

    /// Takes a changed configuration, and says what of it cannot be used; the folder of copies stays where it was. Where an
    /// editor has nothing to say under `enrol`, everything stays.
    pub(super) fn change(&mut self, value: &Value) -> Vec<String> {
        if !value.is_object() {
            return Vec::new();
        }
        let cache_folder = self.cache_folder.take();
        let (read, unusable) = Settings::read(value);
        *self = Settings { cache_folder, ..read };
        unusable
    }

    /// The folder for copies.
    fn cache(&self) -> Option<PathBuf> {
        let own = || {
            let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
            let base = set("XDG_CACHE_HOME").or_else(|| set("LOCALAPPDATA"));
            base.or_else(|| set("HOME").map(|home| home.join(".cache"))).map(|base| base.join("enrol"))
        };
        let base = self.cache_folder.clone().or_else(own)?;
        Some(base.join(env!("CARGO_PKG_VERSION")))
    }

    /// The embedded words that a file is a copy of.
    pub(super) fn embedded_name(&self, path: &str) -> Option<String> {
        let inner = Path::new(path).strip_prefix(self.cache()?).ok()?;
        let inner = inner.to_str()?.replace('\\', "/");
        let is_words = inner.starts_with("vocabulary/") || inner.starts_with("library/");
        is_words.then(|| format!("{EMBEDDED}{inner}"))
    }

    /// Keeps a copy for an editor to read, and gives its path; nothing where that is not possible.
    pub(super) fn keep(&self, name: &str, letters: &str) -> Option<PathBuf> {
        let path = self.cache()?.join(name);
        if fs::read_to_string(&path).is_ok_and(|known| known == letters) {
            return Some(path);
        }
        fs::create_dir_all(path.parent()?).ok()?;
        // An older copy may be write-protected.
        let _ = fs::remove_file(&path);
        fs::write(&path, letters).ok()?;
        if let Ok(mut permissions) = fs::metadata(&path).map(|file| file.permissions()) {
            permissions.set_readonly(true);
            let _ = fs::set_permissions(&path, permissions);
        }
        Some(path)
    }
}
