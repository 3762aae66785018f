//! The command line: files, clocks and terminals in, text out. Nothing but results goes to standard output.

mod arguments;
mod cases;
mod check;
mod circumstances;
mod diff;
mod difference;
mod doc;
mod eval;
mod explain_code;
mod failure;
mod fmt;
mod git;
mod init;
mod letters;
mod loaded;
#[cfg(feature = "lsp")]
mod lsp;
mod output;
mod paint;
mod records;
mod report;
mod rules;
mod schema;
mod screen;
mod settings;
mod shelves;
mod snapshot;
mod template;
mod test;
mod words;
mod written;

use arguments::{Arguments, Command};
use clap::{CommandFactory, Parser};
use failure::{Failure, WELL};
use output::Voice;
use std::process::ExitCode;

/// Runs the command that the process was started with.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let voice = Voice::new(arguments.voice);
    match run(&arguments, &voice) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            voice.complain(&failure.to_string());
            ExitCode::from(failure.code)
        }
    }
}

fn run(arguments: &Arguments, voice: &Voice) -> Result<u8, Failure> {
    match &arguments.command {
        Command::Screen(screen) => screen::run(screen, voice),
        Command::Check(check) => check::run(check, voice),
        Command::Cases(cases) => cases::run(cases, voice),
        Command::Test(test) => test::run(test, voice),
        Command::Fmt(fmt) => fmt::run(fmt, voice),
        Command::Eval(eval) => eval::run(eval, voice),
        Command::Words(words) => words::run(words, voice),
        Command::Init(init) => init::run(init, voice),
        Command::Template(template) => template::run(template, voice),
        Command::Diff(diff) => diff::run(diff, voice),
        Command::Snapshot(snapshot) => snapshot::run(snapshot, voice),
        Command::Doc(doc) => doc::run(doc, voice),
        Command::Explain(explain) => {
            let page = explain_code::page(explain)?;
            voice.print(page)?;
            Ok(WELL)
        }
        Command::Schema(schema) => {
            voice.print(&schema::text(schema.of)?)?;
            Ok(WELL)
        }
        #[cfg(feature = "lsp")]
        Command::Lsp(_) => lsp::run(),
        Command::Completions(completions) => {
            let mut script = Vec::new();
            clap_complete::generate(completions.shell, &mut Arguments::command(), "enrol", &mut script);
            voice.print(&String::from_utf8_lossy(&script))?;
            Ok(WELL)
        }
    }
}
