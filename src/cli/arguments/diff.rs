//! What can be written after `enrol diff`.

use super::Circumstances;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol diff old.enrol new.enrol
  enrol diff main..HEAD rules/trials --patients examples/patients --as-of 2026-11-22
  enrol diff v1:rules/trials/NCT05138133.enrol rules/trials/NCT05138133.enrol --format markdown

A state is a rule file or a folder, or one in a git revision: REVISION:PATH. OLD may be a range of revisions (main..HEAD), and NEW
is then the path.

Exit codes: 0 nothing changed in meaning; 1 something did, or OLD has errors; 2 the command was not understood;
3 something could not be read, or NEW has errors, so that part of it cannot be compared.")]
pub(in crate::cli) struct Diff {
    /// The state before, or a range of revisions
    #[arg(value_name = "OLD")]
    pub(in crate::cli) old: String,
    /// The state after, or the path in a range
    #[arg(value_name = "NEW")]
    pub(in crate::cli) new: String,
    /// Records: whose verdict changes (.yaml, .yml, .ndjson, .jsonl, folders of them, or - for standard input)
    #[arg(short, long, num_args = 1.., value_name = "PATH")]
    pub(in crate::cli) patients: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) circumstances: Circumstances,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = DiffFormat::Terminal)]
    pub(in crate::cli) format: DiffFormat,
    /// Where to write (standard output if missing)
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// How many records are tried for each criterion in search of one on which the two states differ; 0 for no search
    #[arg(long, value_name = "RECORDS", default_value_t = 6000)]
    pub(in crate::cli) search: usize,
    /// Width of the lines in columns (that of the terminal if missing)
    #[arg(long, value_name = "COLUMNS")]
    pub(in crate::cli) width: Option<usize>,
}

/// How a comparison is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    /// Lines for the terminal
    Terminal,
    /// A comment for a pull request
    Markdown,
    /// One JSON document
    Json,
}
