//! Files that are written anew: whole or not at all.

use super::failure::Failure;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Puts another text in the place of a file, which keeps its permissions. Whoever reads it meanwhile sees the old or the
/// new text, and a loss of power leaves one of the two.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    // A link stays a link: what it points at is replaced.
    let target = fs::canonicalize(path).map_err(|error| Failure::reading(path, &error))?;
    let attempt = || -> std::io::Result<()> {
        let metadata = fs::metadata(&target)?;
        if metadata.permissions().readonly() {
            return Err(std::io::ErrorKind::PermissionDenied.into());
        }
        let folder = target.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::Builder::new().prefix(".enrol-").tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.as_file().set_permissions(metadata.permissions())?;
        file.persist(&target)?;
        Ok(())
    };
    attempt().map_err(|error| Failure::writing(path, &error))
}
