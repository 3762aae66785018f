//! What of the files something uses, for who tells of what nothing does.

use super::FileId;
use std::collections::BTreeSet;

/// What of the files something uses.
#[derive(Clone, Debug, Default)]
pub struct Usage {
    /// The declarations that something refers to: the file, and the place among its items.
    pub declarations: BTreeSet<(FileId, usize)>,
    /// The `use` lines that bring in something which is needed: the file, and the place among its items.
    pub brought: BTreeSet<(FileId, usize)>,
    /// The files with errors: what is wrong there may be what uses something.
    pub unsure: BTreeSet<FileId>,
}
