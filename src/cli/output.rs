//! What goes to standard output, to standard error and to files.

use super::arguments;
use super::arguments::Colour;
use super::failure::Failure;
use indicatif::ProgressBar;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Work of fewer steps is done before a progress bar could be read.
const FEW_STEPS: usize = 200;

/// The width of a terminal that does not tell.
const USUAL_WIDTH: usize = 100;

/// How the command speaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice {
    quiet: bool,
    verbose: bool,
    colour: Colour,
}

impl Voice {
    /// As the arguments ask.
    pub(super) fn new(wanted: arguments::Voice) -> Voice {
        Voice { quiet: wanted.quiet, verbose: wanted.verbose > 0, colour: wanted.color }
    }

    /// Whether notes and warnings are wanted, too.
    pub(super) fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Whether standard output may be coloured.
    pub(super) fn colours_out(&self) -> bool {
        self.colours(io::stdout().is_terminal())
    }

    /// Whether standard error may be coloured.
    pub(super) fn colours_err(&self) -> bool {
        self.colours(io::stderr().is_terminal())
    }

    fn colours(&self, terminal: bool) -> bool {
        match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }

    /// Columns of the terminal.
    pub(super) fn width(&self) -> usize {
        terminal_size::terminal_size().map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0))
    }

    /// Writes to standard output. A reader that goes away early (`| head`) is no failure.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        write_all(&mut io::stdout().lock(), text)
    }

    /// Writes to a file, or to standard output where there is none.
    pub(super) fn deliver(&self, text: &str, to: Option<&Path>) -> Result<(), Failure> {
        match to {
            None => self.print(text),
            Some(path) => fs::write(path, text).map_err(|error| Failure::writing(path, &error)),
        }
    }

    /// Writes what is no text to a file, or to standard output where there is none.
    pub(super) fn deliver_bytes(&self, bytes: &[u8], to: Option<&Path>) -> Result<(), Failure> {
        match to {
            None => match io::stdout().lock().write_all(bytes) {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                    Err(Failure::unreadable(format!("standard output: {error}")))
                }
                _ => Ok(()),
            },
            Some(path) => fs::write(path, bytes).map_err(|error| Failure::writing(path, &error)),
        }
    }

    /// A progress bar on standard error for work of so many steps; hidden where nobody would see it.
    pub(super) fn progress(&self, steps: usize) -> ProgressBar {
        if self.quiet || steps < FEW_STEPS || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        ProgressBar::new(steps as u64)
    }

    /// Says something beside the result.
    pub(super) fn say(&self, text: &str) {
        if !self.quiet {
            self.err(text);
        }
    }

    /// Says what went wrong.
    pub(super) fn complain(&self, text: &str) {
        let head = if self.colours_err() { "\u{1b}[1;31merror\u{1b}[0m" } else { "error" };
        self.err(&format!("{head}: {text}"));
    }

    fn err(&self, text: &str) {
        // Nobody is left to be told that standard error is closed.
        drop(writeln!(io::stderr().lock(), "{text}"));
    }
}

fn write_all(out: &mut impl Write, text: &str) -> Result<(), Failure> {
    let newline = if text.ends_with('\n') || text.is_empty() { "" } else { "\n" };
    let written =
        out.write_all(text.as_bytes()).and_then(|()| out.write_all(newline.as_bytes())).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::unreadable(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}
