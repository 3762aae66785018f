//! What can be written after `enrol eval`.

use super::Circumstances;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol eval 'latest upcr within 28 days > 1 g/g' --patient patient.yaml --use lupus
  enrol eval --file expressions.txt --patient patient.yaml --use lupus")]
pub(in crate::cli) struct Eval {
    /// The expression
    #[arg(value_name = "EXPRESSION", required_unless_present = "file")]
    pub(in crate::cli) expression: Option<String>,
    /// A file with one expression a line; prints one result a line as JSON
    #[arg(long, value_name = "FILE", conflicts_with = "expression")]
    pub(in crate::cli) file: Option<PathBuf>,
    /// The patient's record, or - for standard input
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) patient: PathBuf,
    /// Vocabularies and libraries to use
    #[arg(short, long = "use", value_name = "NAME", value_delimiter = ',', default_value = "common")]
    pub(in crate::cli) uses: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) circumstances: Circumstances,
    /// Print JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
