//! What can be written after `enrol schema`.

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
#[command(after_help = "Example:
  enrol schema record > record.schema.json")]
pub(in crate::cli) struct Schema {
    /// Of what
    #[arg(value_enum)]
    pub(in crate::cli) of: SchemaOf,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaOf {
    /// A patient's record
    Record,
    /// The verdicts that `screen --format json` prints
    Verdict,
    /// The findings that `check --format json` prints
    Findings,
    /// The words that `words --json` prints
    Vocabulary,
    /// The data that `doc --data-requirements --format json` prints
    Requirements,
    /// What `diff --format json` prints
    Comparison,
    /// What tests showed of rules
    Coverage,
    /// Which small changes of rules tests notice: the part `mutants` of what `test --format json` prints
    Mutants,
}
