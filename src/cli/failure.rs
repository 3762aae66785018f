//! Why a command cannot go on, and with which exit code it ends.

use std::fmt;
use std::path::Path;

/// All is well.
pub(super) const WELL: u8 = 0;
/// There are findings, or a required verdict was not reached.
pub(super) const FINDINGS: u8 = 1;
/// The command was not understood.
pub(super) const WRONG_USE: u8 = 2;
/// Something could not be read.
pub(super) const UNREADABLE: u8 = 3;

/// Why a command cannot go on.
#[derive(Debug, thiserror::Error)]
pub(super) struct Failure {
    /// What went wrong, and what to do.
    message: String,
    /// The exit code.
    pub(super) code: u8,
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl Failure {
    /// The command was not understood.
    pub(super) fn wrong_use(message: String) -> Failure {
        Failure { message, code: WRONG_USE }
    }

    /// Something is not as it should be.
    pub(super) fn findings(message: String) -> Failure {
        Failure { message, code: FINDINGS }
    }

    /// Something could not be read.
    pub(super) fn unreadable(message: String) -> Failure {
        Failure { message, code: UNREADABLE }
    }

    /// A file or folder could not be read.
    pub(super) fn reading(path: &Path, error: &std::io::Error) -> Failure {
        let why = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            std::io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
            _ => error.to_string(),
        };
        Failure::unreadable(format!("{}: {why}", path.display()))
    }

    /// A file could not be written.
    pub(super) fn writing(path: &Path, error: &std::io::Error) -> Failure {
        let why = match error.kind() {
            std::io::ErrorKind::NotFound => "its folder does not exist".to_owned(),
            std::io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
            _ => error.to_string(),
        };
        Failure::unreadable(format!("{}: cannot be written: {why}", path.display()))
    }
}
