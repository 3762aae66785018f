//! The `enrol` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    enrol::cli::main()
}
