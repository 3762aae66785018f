//! What can be written after `enrol screen`, and what other commands that judge patients share with it.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Dates and assumptions that a screening rests on.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct Circumstances {
    /// The day on which patients are judged: 2026-11-22 (today if missing)
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<String>,
    /// The date of an anchor for every patient: leukapheresis=2026-12-20
    #[arg(long, value_name = "NAME=DATE")]
    pub(in crate::cli) anchor: Vec<String>,
    /// Another value for a parameter of the rules: minimum_upcr="0.5 g/g"
    #[arg(long, value_name = "NAME=VALUE")]
    pub(in crate::cli) set: Vec<String>,
    /// Lists that are assumed to be complete in every record: medications,conditions. Every line that leans on it says so
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub(in crate::cli) assume_complete: Vec<String>,
}

/// Who is screened for what.
#[derive(Debug, Args)]
pub(in crate::cli) struct Screened {
    /// Rule files, or folders of them
    #[arg(required = true, value_name = "RULES")]
    pub(in crate::cli) rules: Vec<PathBuf>,
    /// Records (.yaml, .yml, .ndjson, .jsonl), folders of them, or - for standard input
    #[arg(short, long, required = true, num_args = 1.., value_name = "PATH")]
    pub(in crate::cli) patients: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) circumstances: Circumstances,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol screen rules/trials/NCT05798117.enrol --patients examples/patients --as-of 2026-11-22
  enrol screen rules/trials --patients patients.ndjson --format csv --out verdicts.csv
  enrol screen trial.enrol --patients - --anchor leukapheresis=2026-12-20 --set minimum_upcr=\"0.5 g/g\" < patient.yaml")]
pub(in crate::cli) struct Screen {
    #[command(flatten)]
    pub(in crate::cli) screened: Screened,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = Format::Terminal)]
    pub(in crate::cli) format: Format,
    /// Where to write (standard output if missing)
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Show all details, for every patient and trial
    #[arg(short, long)]
    pub(in crate::cli) explain: bool,
    /// End with exit code 1 unless everybody has this verdict for some trial
    #[arg(long, value_enum)]
    pub(in crate::cli) require: Option<Require>,
    /// Width of the tables in columns (that of the terminal if missing)
    #[arg(long, value_name = "COLUMNS")]
    pub(in crate::cli) width: Option<usize>,
}

/// How a screening is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// Tables for the terminal
    Terminal,
    /// One JSON document
    Json,
    /// One JSON line for each patient and trial
    Ndjson,
    /// Markdown
    Markdown,
    /// One row for each criterion
    Csv,
    /// A self-contained page
    Html,
    /// One line for each patient and trial: id, a letter for each criterion (T, F, U), verdict
    Letters,
}

/// A verdict that may be required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Require {
    /// Eligible
    Eligible,
}
