//! What can be written after `enrol doc`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol doc rules/trials/NCT05138133.enrol --out NCT05138133.html
  enrol doc rules/trials/NCT05138133.enrol --format docx --out NCT05138133.docx
  enrol doc --data-requirements rules/trials/NCT05138133.enrol")]
pub(in crate::cli) struct Doc {
    /// Rule files, or folders of them
    #[arg(required = true, value_name = "RULES")]
    pub(in crate::cli) rules: Vec<PathBuf>,
    /// Only the data that the trials need: words, codes, how far back, who is asked
    #[arg(long)]
    pub(in crate::cli) data_requirements: bool,
    /// How to write: html, markdown or docx; with --data-requirements table, json, markdown or csv
    #[arg(short, long, value_enum)]
    pub(in crate::cli) format: Option<DocFormat>,
    /// Where to write (standard output if missing)
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
}

/// How a document or a table of needs is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DocFormat {
    /// A self-contained page, ready to print
    Html,
    /// Markdown
    Markdown,
    /// A document for word processors
    Docx,
    /// Columns for the terminal
    Table,
    /// One JSON document
    Json,
    /// One row for each thing that is needed
    Csv,
}
