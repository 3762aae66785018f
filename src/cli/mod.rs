//! The command line: files, clocks and terminals in, text out. Nothing but results goes to standard output.

mod arguments;
mod check;
mod embedded;
mod explain_code;
mod failure;
mod output;
mod report;
mod rules;
mod words;

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
        Command::Screen(_) | Command::Eval(_) | Command::Template(_) | Command::Schema(_) => Ok(WELL),
        Command::Check(check) => check::run(check, voice),
        Command::Words(words) => words::run(words, voice),
        Command::Explain(explain) => {
            let page = explain_code::page(explain)?;
            voice.print(page)?;
            Ok(WELL)
        }
        Command::Completions(completions) => {
            let mut script = Vec::new();
            clap_complete::generate(completions.shell, &mut Arguments::command(), "enrol", &mut script);
            voice.print(&String::from_utf8_lossy(&script))?;
            Ok(WELL)
        }
    }
}
