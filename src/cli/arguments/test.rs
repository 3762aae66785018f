//! What can be written after `enrol test`.

use crate::cli::test::Least;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol test
  enrol test rules/tests --only NCT06189157
  enrol test --review
  enrol test --coverage --coverage-to coverage.html --fail-under outcomes=100,decisions=90

How a page of tests is written: docs/testing.md.
Exit codes: 0 all as expected; 1 something differs, a page cannot be understood, or less is
covered than --fail-under demands; 3 something could not be read.")]
pub(in crate::cli) struct Test {
    /// Pages, or folders of them (if missing: those that `[tests]` in enrol.toml names, or every folder `tests`)
    #[arg(value_name = "PAGES")]
    pub(in crate::cli) pages: Vec<PathBuf>,
    /// Only pages with this in their path, cases with this in their heading, and cases with an answer that names this criterion
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) only: Option<String>,
    /// Write what came out into the pages
    #[arg(long, conflicts_with_all = ["review", "watch"])]
    pub(in crate::cli) update: bool,
    /// Go through the differences one by one: a accepts what came out, r rejects it, s leaves it for later
    #[arg(long, conflicts_with = "watch")]
    pub(in crate::cli) review: bool,
    /// Run again whenever a page, a rule or a record changes
    #[arg(long)]
    pub(in crate::cli) watch: bool,
    /// Tell, too, what of the rules the cases show: outcomes, conditions that decide, boundaries
    #[arg(long, conflicts_with_all = ["update", "review"])]
    pub(in crate::cli) coverage: bool,
    /// Write the coverage to a file as its ending says: .html, .info (LCOV), .json, or .txt (the rules, annotated)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["update", "review"])]
    pub(in crate::cli) coverage_to: Vec<PathBuf>,
    /// End with exit code 1 if less of a rule file is shown: 90, or outcomes=100,decisions=90,boundaries=80,mutants=90
    #[arg(long, value_name = "PERCENT", conflicts_with_all = ["update", "review"])]
    pub(in crate::cli) fail_under: Option<Least>,
    /// Change the rules in one small place after the other, and tell which changes no test notices
    #[arg(long, conflicts_with_all = ["update", "review"])]
    pub(in crate::cli) mutants: bool,
    /// Of each change that no test notices, show somebody who would, where a search finds one
    #[arg(long, conflicts_with_all = ["update", "review"])]
    pub(in crate::cli) show_patients: bool,
    /// How many records a search for somebody looks at
    #[arg(long, value_name = "RECORDS", default_value_t = 2_000)]
    pub(in crate::cli) search: usize,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = TestFormat::Terminal)]
    pub(in crate::cli) format: TestFormat,
    /// Where to write (standard output if missing)
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
}

/// How the outcome of tests is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TestFormat {
    /// A line for each page, and what differs
    Terminal,
    /// One JSON document
    Json,
    /// JUnit's XML, for build servers
    Junit,
    /// Annotations for a GitHub workflow
    Github,
}
