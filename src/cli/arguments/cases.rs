//! What can be written after `enrol cases`.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol cases rules/trials/NCT05138133.enrol --out rules/tests/NCT05138133-drafted.md
  enrol cases rules/trials/NCT05138133.enrol --only I4

The answers on the page are what the rules say. Compare each with the protocol: docs/testing.md.")]
pub(in crate::cli) struct Cases {
    /// The rule file
    #[arg(value_name = "RULES")]
    pub(in crate::cli) rules: PathBuf,
    /// Where to write (standard output if missing)
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Pages of tests, or folders of them: what they show is not drafted again (if missing: the pages that `enrol test` would run)
    #[arg(long, value_name = "PAGES")]
    pub(in crate::cli) beside: Vec<PathBuf>,
    /// Only this criterion or cohort
    #[arg(long, value_name = "CRITERION")]
    pub(in crate::cli) only: Vec<String>,
    /// How many records are tried for each thing that is missing
    #[arg(long, value_name = "RECORDS", default_value_t = 6000)]
    pub(in crate::cli) tries: usize,
    /// The day on which patients are judged: 2026-11-22 (that of enrol.toml if missing)
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<String>,
}
