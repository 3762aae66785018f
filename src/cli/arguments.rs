//! What can be written on the command line.

use super::test::Least;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

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

/// Dates and assumptions that a screening rests on.
#[derive(Clone, Debug, Args)]
pub(super) struct Circumstances {
    /// The day on which patients are judged: 2026-11-22 (today if missing)
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// The date of an anchor for every patient: leukapheresis=2026-12-20
    #[arg(long, value_name = "NAME=DATE")]
    pub(super) anchor: Vec<String>,
    /// Another value for a parameter of the rules: minimum_upcr="0.5 g/g"
    #[arg(long, value_name = "NAME=VALUE")]
    pub(super) set: Vec<String>,
    /// Lists that are assumed to be complete in every record: medications,conditions. Every line that leans on it says so
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub(super) assume_complete: Vec<String>,
}

/// How a screening is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
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

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol screen rules/trials/NCT05798117.enrol --patients examples/patients --as-of 2026-11-22
  enrol screen rules/trials --patients patients.ndjson --format csv --out verdicts.csv
  enrol screen trial.enrol --patients - --anchor leukapheresis=2026-12-20 --set minimum_upcr=\"0.5 g/g\" < patient.yaml")]
pub(super) struct Screen {
    /// Rule files, or folders of them
    #[arg(required = true, value_name = "RULES")]
    pub(super) rules: Vec<PathBuf>,
    /// Records (.yaml, .yml, .ndjson, .jsonl), folders of them, or - for standard input
    #[arg(short, long, required = true, num_args = 1.., value_name = "PATH")]
    pub(super) patients: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) circumstances: Circumstances,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = Format::Terminal)]
    pub(super) format: Format,
    /// Where to write (standard output if missing)
    #[arg(short, long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Show all details, for every patient and trial
    #[arg(short, long)]
    pub(super) explain: bool,
    /// End with exit code 1 unless everybody has this verdict for some trial
    #[arg(long, value_enum)]
    pub(super) require: Option<Require>,
    /// Width of the tables in columns (that of the terminal if missing)
    #[arg(long, value_name = "COLUMNS")]
    pub(super) width: Option<usize>,
}

/// A verdict that may be required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Require {
    /// Eligible
    Eligible,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol check
  enrol check rules --fix
  enrol check rules --format sarif > findings.sarif

How seriously findings are taken can be set in `enrol.toml`, and one can be set aside in the rules:
# enrol: ignore W0602: the registry has no I2")]
pub(super) struct Check {
    /// Rule files, or folders of them
    #[arg(value_name = "RULES", default_value = ".")]
    pub(super) rules: Vec<PathBuf>,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = FindingFormat::Terminal)]
    pub(super) format: FindingFormat,
    /// Make the changes that cannot change any verdict, and tell of the rest
    #[arg(long)]
    pub(super) fix: bool,
    /// Write into enrol.toml in which state the shared files are that the rules use: whoever changes one is told
    #[arg(long)]
    pub(super) pin: bool,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingFormat {
    /// With the words that they are about
    Terminal,
    /// One JSON document
    Json,
    /// One SARIF log, for code hosts and editors
    Sarif,
    /// Annotations for a GitHub workflow
    Github,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol test
  enrol test rules/tests --only NCT06189157
  enrol test --review
  enrol test --coverage --coverage-to coverage.html --fail-under outcomes=100,decisions=90

How a page of tests is written: docs/testing.md.
Exit codes: 0 all as expected; 1 something differs, a page cannot be understood, or less is
covered than --fail-under demands; 3 something could not be read.")]
pub(super) struct Test {
    /// Pages, or folders of them (if missing: those that `[tests]` in enrol.toml names, or every folder `tests`)
    #[arg(value_name = "PAGES")]
    pub(super) pages: Vec<PathBuf>,
    /// Only pages with this in their path, cases with this in their heading, and cases with an answer that names this criterion
    #[arg(long, value_name = "TEXT")]
    pub(super) only: Option<String>,
    /// Write what came out into the pages
    #[arg(long, conflicts_with_all = ["review", "watch"])]
    pub(super) update: bool,
    /// Go through the differences one by one: a accepts what came out, r rejects it, s leaves it for later
    #[arg(long, conflicts_with = "watch")]
    pub(super) review: bool,
    /// Run again whenever a page, a rule or a record changes
    #[arg(long)]
    pub(super) watch: bool,
    /// Tell, too, what of the rules the cases show: outcomes, conditions that decide, boundaries
    #[arg(long, conflicts_with_all = ["update", "review"])]
    pub(super) coverage: bool,
    /// Write the coverage to a file as its ending says: .html, .info (LCOV), .json, or .txt (the rules, annotated)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["update", "review"])]
    pub(super) coverage_to: Vec<PathBuf>,
    /// End with exit code 1 if less of a rule file is shown: 90, or outcomes=100,decisions=90,boundaries=80,mutants=90
    #[arg(long, value_name = "PERCENT", conflicts_with_all = ["update", "review"])]
    pub(super) fail_under: Option<Least>,
    /// Change the rules in one small place after the other, and tell which changes no test notices
    #[arg(long, conflicts_with_all = ["update", "review"])]
    pub(super) mutants: bool,
    /// Of each change that no test notices, show somebody who would, where a search finds one
    #[arg(long, conflicts_with_all = ["update", "review"])]
    pub(super) show_patients: bool,
    /// How many records a search for somebody looks at
    #[arg(long, value_name = "RECORDS", default_value_t = 2_000)]
    pub(super) search: usize,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = TestFormat::Terminal)]
    pub(super) format: TestFormat,
    /// Where to write (standard output if missing)
    #[arg(short, long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// How the outcome of tests is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TestFormat {
    /// A line for each page, and what differs
    Terminal,
    /// One JSON document
    Json,
    /// JUnit's XML, for build servers
    Junit,
    /// Annotations for a GitHub workflow
    Github,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol cases rules/trials/NCT05138133.enrol --out rules/tests/NCT05138133-drafted.md
  enrol cases rules/trials/NCT05138133.enrol --only I4

The answers on the page are what the rules say. Compare each with the protocol: docs/testing.md.")]
pub(super) struct Cases {
    /// The rule file
    #[arg(value_name = "RULES")]
    pub(super) rules: PathBuf,
    /// Where to write (standard output if missing)
    #[arg(short, long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Pages of tests, or folders of them: what they show is not drafted again (if missing: the pages that `enrol test` would run)
    #[arg(long, value_name = "PAGES")]
    pub(super) beside: Vec<PathBuf>,
    /// Only this criterion or cohort
    #[arg(long, value_name = "CRITERION")]
    pub(super) only: Vec<String>,
    /// How many records are tried for each thing that is missing
    #[arg(long, value_name = "RECORDS", default_value_t = 6000)]
    pub(super) tries: usize,
    /// The day on which patients are judged: 2026-11-22 (that of enrol.toml if missing)
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol fmt rules
  enrol fmt --check rules/trials
  enrol fmt - < trial.enrol

Exit codes: 0 all well; 1 with --check, something is laid out otherwise; 3 something could not be read or written.")]
pub(super) struct Fmt {
    /// Rule files, folders of them, or - for standard input
    #[arg(value_name = "RULES", default_value = ".")]
    pub(super) rules: Vec<PathBuf>,
    /// Write nothing: show what would change, and end with exit code 1 if anything would
    #[arg(long)]
    pub(super) check: bool,
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
  enrol eval 'latest upcr within 28 days > 1 g/g' --patient patient.yaml --use lupus
  enrol eval --file expressions.txt --patient patient.yaml --use lupus")]
pub(super) struct Eval {
    /// The expression
    #[arg(value_name = "EXPRESSION", required_unless_present = "file")]
    pub(super) expression: Option<String>,
    /// A file with one expression a line; prints one result a line as JSON
    #[arg(long, value_name = "FILE", conflicts_with = "expression")]
    pub(super) file: Option<PathBuf>,
    /// The patient's record, or - for standard input
    #[arg(short, long, value_name = "FILE")]
    pub(super) patient: PathBuf,
    /// Vocabularies and libraries to use
    #[arg(short, long = "use", value_name = "NAME", value_delimiter = ',', default_value = "common")]
    pub(super) uses: Vec<String>,
    #[command(flatten)]
    pub(super) circumstances: Circumstances,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
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
#[command(after_help = "Examples:
  enrol doc rules/trials/NCT05138133.enrol --out NCT05138133.html
  enrol doc rules/trials/NCT05138133.enrol --format docx --out NCT05138133.docx
  enrol doc --data-requirements rules/trials/NCT05138133.enrol")]
pub(super) struct Doc {
    /// Rule files, or folders of them
    #[arg(required = true, value_name = "RULES")]
    pub(super) rules: Vec<PathBuf>,
    /// Only the data that the trials need: words, codes, how far back, who is asked
    #[arg(long)]
    pub(super) data_requirements: bool,
    /// How to write: html, markdown or docx; with --data-requirements table, json, markdown or csv
    #[arg(short, long, value_enum)]
    pub(super) format: Option<DocFormat>,
    /// Where to write (standard output if missing)
    #[arg(short, long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// How a document or a table of needs is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DocFormat {
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

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol snapshot rules/trials --patients examples/patients --as-of 2026-11-22 --update
  enrol snapshot rules/trials --patients examples/patients --as-of 2026-11-22

Exit codes: 0 all verdicts are as they are kept, or were written; 1 something changed, or rules have errors;
2 the command was not understood; 3 something could not be read or written.")]
pub(super) struct Snapshot {
    /// Rule files, or folders of them
    #[arg(required = true, value_name = "RULES")]
    pub(super) rules: Vec<PathBuf>,
    /// Records (.yaml, .yml, .ndjson, .jsonl), folders of them, or - for standard input
    #[arg(short, long, required = true, num_args = 1.., value_name = "PATH")]
    pub(super) patients: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) circumstances: Circumstances,
    /// The folder of the snapshots
    #[arg(short, long, value_name = "FOLDER", default_value = "snapshots")]
    pub(super) out: PathBuf,
    /// Write the verdicts as they are now, and take away those of patients and trials that are screened no longer
    #[arg(long)]
    pub(super) update: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  enrol diff old.enrol new.enrol
  enrol diff main..HEAD rules/trials --patients examples/patients --as-of 2026-11-22
  enrol diff v1:rules/trials/NCT05138133.enrol rules/trials/NCT05138133.enrol --format markdown

A state is a rule file or a folder, or one in a git revision: REVISION:PATH. OLD may be a range of revisions (main..HEAD), and NEW
is then the path.

Exit codes: 0 nothing changed in meaning; 1 something did, or OLD has errors; 2 the command was not understood;
3 something could not be read, or NEW has errors, so that part of it cannot be compared.")]
pub(super) struct Diff {
    /// The state before, or a range of revisions
    #[arg(value_name = "OLD")]
    pub(super) old: String,
    /// The state after, or the path in a range
    #[arg(value_name = "NEW")]
    pub(super) new: String,
    /// Records: whose verdict changes (.yaml, .yml, .ndjson, .jsonl, folders of them, or - for standard input)
    #[arg(short, long, num_args = 1.., value_name = "PATH")]
    pub(super) patients: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) circumstances: Circumstances,
    /// How to print
    #[arg(short, long, value_enum, default_value_t = DiffFormat::Terminal)]
    pub(super) format: DiffFormat,
    /// Where to write (standard output if missing)
    #[arg(short, long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// How many records are tried for each criterion in search of one on which the two states differ; 0 for no search
    #[arg(long, value_name = "RECORDS", default_value_t = 6000)]
    pub(super) search: usize,
    /// Width of the lines in columns (that of the terminal if missing)
    #[arg(long, value_name = "COLUMNS")]
    pub(super) width: Option<usize>,
}

/// How a comparison is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// Lines for the terminal
    Terminal,
    /// A comment for a pull request
    Markdown,
    /// One JSON document
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  enrol schema record > record.schema.json")]
pub(super) struct Schema {
    /// Of what
    #[arg(value_enum)]
    pub(super) of: SchemaOf,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
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
