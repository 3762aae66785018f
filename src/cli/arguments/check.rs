//! What can be written after `enrol check`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol check
  enrol check rules --fix
  enrol check rules --format sarif > findings.sarif

How seriously findings are taken can be set in `enrol.toml`, and one can be set aside in the rules:
# enrol: ignore W0602: the registry has no I2")]
pub(in crate::cli) struct Check {
    /// Rule files, or folders of them
    #[arg(value_name = "RULES", default_value = ".")]
    pub(in crate::cli) rules: Vec<PathBuf>,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = FindingFormat::Terminal)]
    pub(in crate::cli) format: FindingFormat,
    /// Make the changes that cannot change any verdict, and tell of the rest
    #[arg(long)]
    pub(in crate::cli) fix: bool,
    /// Write into enrol.toml in which state the shared files are that the rules use: whoever changes one is told
    #[arg(long)]
    pub(in crate::cli) pin: bool,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FindingFormat {
    /// With the words that they are about
    Terminal,
    /// One JSON document
    Json,
    /// One SARIF log, for code hosts and editors
    Sarif,
    /// Annotations for a GitHub workflow
    Github,
}
