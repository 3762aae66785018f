//! What can be written on the command line: what holds for all commands, and the commands that take little; each other one has a file.

mod cases;
mod check;
mod diff;
mod doc;
mod eval;
mod fmt;
mod schema;
mod screen;
mod snapshot;
mod test;

pub(super) use cases::Cases;
pub(super) use check::{Check, FindingFormat};
use clap::{Args, Parser, Subcommand, ValueEnum};
pub(super) use diff::{Diff, DiffFormat};
pub(super) use doc::{Doc, DocFormat};
pub(super) use eval::Eval;
pub(super) use fmt::Fmt;
pub(super) use schema::{Schema, SchemaOf};
pub(super) use screen::{Circumstances, Format, Require, Screen, Screened};
pub(super) use snapshot::Snapshot;
use std::path::PathBuf;
pub(super) use test::{Test, TestFormat};

/// Who may enter a clinical trial, and why.
#[derive(Debug, Parser)]
#[command(name = "enrol", version, about, long_about = None, max_term_width = 100)]
#[command(after_help = "Examples:
  enrol screen rules/trials --patients examples/patients --as-of 2026-11-22
  enrol screen rules/trials/NCT05798117.enrol --patients patient.yaml --explain
  enrol check rules
  enrol words rituximab

Exit codes: 0 all well; 1 findings, or somebody is not eligible with --require eligible;
2 the command was not understood; 3 something could not be read.")]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// How it speaks.
    #[command(flatten)]
    pub(super) voice: Voice,
}

/// How much is said, and in which colours.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Voice {
    /// Say nothing but the result
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Say more: notes and warnings about rules and records, too
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(super) verbose: u8,
    /// Colours on the terminal (the variable NO_COLOR turns them off, too)
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto)]
    pub(super) color: Colour,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Screen patients for trials: a verdict for each, criterion by criterion
    Screen(Screen),
    /// Check rule files without any patient
    Check(Check),
    /// Run the tests of rules: Markdown pages whose examples must come out as they say
    Test(Test),
    /// Draft the tests that are missing of a rule file: patients at its boundaries and for all that it can do
    Cases(Cases),
    /// Lay rule files out in the one canonical layout, without changing what they say
    Fmt(Fmt),
    /// Tell what a finding's code means, with an example
    Explain(Explain),
    /// Evaluate one expression on one patient, with its explanation
    Eval(Eval),
    /// Search the vocabularies
    Words(Words),
    /// Make a rule project to begin with: a trial, its words, its tests, sample patients, a workflow
    Init(Init),
    /// Write the smallest record skeleton that these rules can use
    Template(Template),
    /// Write rules as a section of their protocol, in plain English
    Doc(Doc),
    /// Keep the explained verdicts of a cohort as files, and show what changed of them
    Snapshot(Snapshot),
    /// Tell what changed between two states of rules, in meaning and for patients
    Diff(Diff),
    /// Print a JSON Schema
    Schema(Schema),
    /// Print completions for a shell
    Completions(Completions),
    /// Answer an editor (started by the editor, which speaks with it over standard input and output)
    #[cfg(feature = "lsp")]
    Lsp(Lsp),
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  enrol explain E0403")]
pub(super) struct Explain {
    /// The code, such as E0403, or the name of a lint, such as criterion-gap
    #[arg(value_name = "CODE")]
    pub(super) code: String,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol words belimumab
  enrol words 2890-2")]
pub(super) struct Words {
    /// Part of a name, title, synonym or code; everything if missing
    #[arg(value_name = "QUERY")]
    pub(super) query: Option<String>,
    /// Rule files or folders whose vocabularies are searched, too
    #[arg(long, value_name = "RULES")]
    pub(super) rules: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  enrol init our-trials

No file is overwritten: where one of the project's files stands already, nothing is written.

Exit codes: 0 all is made; 1 files stand in the way; 3 something could not be written.")]
pub(super) struct Init {
    /// The folder of the project; it may not exist yet
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  enrol template rules/trials/NCT05798117.enrol > patient.yaml")]
pub(super) struct Template {
    /// Rule files, or folders of them
    #[arg(required = true, value_name = "RULES")]
    pub(super) rules: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// For which shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

/// Editors name the way in which they speak; there is only one here.
#[cfg(feature = "lsp")]
#[derive(Debug, Args)]
pub(super) struct Lsp {
    /// Speak over standard input and output, as always
    #[arg(long)]
    stdio: bool,
}
