//! What an editor can set, and where copies of what comes with the command are kept for it to read.

use super::address::EMBEDDED;
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// What an editor can set, as initialization options or as its configuration under `enrol`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Settings {
    /// A folder or file of sample patients, of which each criterion tells how many pass.
    pub(super) patients: Option<PathBuf>,
    /// The day on which they are judged.
    pub(super) as_of: Option<String>,
    /// Where copies of embedded words and of the pages on findings are kept; a folder of the user's cache if missing.
    pub(super) cache_folder: Option<PathBuf>,
}

impl Settings {
    /// Reads settings; what is not understood leaves everything as it is.
    pub(super) fn read(value: &serde_json::Value) -> Settings {
        let own = value.get("enrol").unwrap_or(value);
        Settings::deserialize(own).unwrap_or_default()
    }

    /// Takes a changed configuration; the folder of copies stays where it was.
    pub(super) fn change(&mut self, value: &serde_json::Value) {
        if value.is_object() {
            let cache_folder = self.cache_folder.take();
            *self = Settings { cache_folder, ..Settings::read(value) };
        }
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
