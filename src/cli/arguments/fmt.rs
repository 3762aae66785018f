//! What can be written after `enrol fmt`.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol fmt rules
  enrol fmt --check rules/trials
  enrol fmt - < trial.enrol

Exit codes: 0 all well; 1 with --check, something is laid out otherwise; 3 something could not be read or written.")]
pub(in crate::cli) struct Fmt {
    /// Rule files, folders of them, or - for standard input
    #[arg(value_name = "RULES", default_value = ".")]
    pub(in crate::cli) rules: Vec<PathBuf>,
    /// Write nothing: show what would change, and end with exit code 1 if anything would
    #[arg(long)]
    pub(in crate::cli) check: bool,
}
