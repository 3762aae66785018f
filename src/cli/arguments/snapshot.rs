//! What can be written after `enrol snapshot`.

use super::Screened;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol snapshot rules/trials --patients examples/patients --as-of 2026-11-22 --update
  enrol snapshot rules/trials --patients examples/patients --as-of 2026-11-22

Exit codes: 0 all verdicts are as they are kept, or were written; 1 something changed, or rules have errors;
2 the command was not understood; 3 something could not be read or written.")]
pub(in crate::cli) struct Snapshot {
    #[command(flatten)]
    pub(in crate::cli) screened: Screened,
    /// The folder of the snapshots
    #[arg(short, long, value_name = "FOLDER", default_value = "snapshots")]
    pub(in crate::cli) out: PathBuf,
    /// Write the verdicts as they are now, and take away those of patients and trials that are screened no longer
    #[arg(long)]
    pub(in crate::cli) update: bool,
}
