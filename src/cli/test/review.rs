//! `--review`: one difference after another, each accepted, rejected or left for later.
//!
//! Answers are read line by line, so that they can come from a pipe, too. What is accepted is written when its page is done.

use super::super::failure::{FINDINGS, Failure, WELL};
use super::super::output::Voice;
use super::super::written;
use super::pages::TestPage;
use super::terminal;
use crate::testing::{Difference, PageRun};
use std::io::{self, BufRead as _};

/// What is decided of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    Accept,
    Reject,
    Skip,
    Quit,
}

/// How many were decided how.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    accepted: usize,
    rejected: usize,
    left: usize,
}

pub(super) fn run(pages: &[TestPage], runs: &[PageRun], voice: &Voice) -> Result<u8, Failure> {
    let all: usize = runs.iter().filter(|run| run.faults.is_empty()).map(|run| run.differences().count()).sum();
    let mut tally = Tally::default();
    let (mut place, mut quit) = (0, false);
    for (page, run) in pages.iter().zip(runs) {
        if !run.faults.is_empty() {
            voice.print(&(terminal::faults(run, voice.colours_out()) + &super::not_rewritten(run)))?;
            continue;
        }
        let mut accepted: Vec<&Difference> = Vec::new();
        for (case, difference) in run.cases.iter().flat_map(|case| case.differences.iter().map(move |one| (case, one)))
        {
            place += 1;
            if !quit {
                let shown = terminal::one(run, case, difference, voice.colours_out());
                voice.print(&format!("\n{place} of {all}: {shown}"))?;
                match ask(voice)? {
                    Decision::Accept => accepted.push(difference),
                    Decision::Reject => tally.rejected += 1,
                    Decision::Skip => tally.left += 1,
                    Decision::Quit => quit = true,
                }
            }
            tally.left += usize::from(quit);
        }
        if !accepted.is_empty() {
            written::replace(&page.path, &run.rewritten(&accepted))?;
            tally.accepted += accepted.len();
        }
    }
    voice.print(&summary(tally))?;
    Ok(if tally.rejected + tally.left > 0 { FINDINGS } else { WELL })
}

fn summary(tally: Tally) -> String {
    if tally.accepted + tally.rejected + tally.left == 0 {
        return "nothing to review\n".to_owned();
    }
    let mut parts = Vec::new();
    if tally.accepted > 0 {
        parts.push(format!("{} accepted and written", tally.accepted));
    }
    if tally.rejected > 0 {
        parts.push(format!(
            "{} rejected: the pages keep what they expect, and the rules are to be mended",
            tally.rejected
        ));
    }
    if tally.left > 0 {
        parts.push(format!("{} left for later", tally.left));
    }
    format!("\n{}\n", parts.join("; "))
}

/// Asks until an answer is understood; where no more come, the rest is left for later.
fn ask(voice: &Voice) -> Result<Decision, Failure> {
    loop {
        voice.print("a accept what came out, r reject it, s skip, q quit")?;
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        let read = read.map_err(|error| Failure::unreadable(format!("standard input: {error}")))?;
        if read == 0 {
            return Ok(Decision::Quit);
        }
        match line.trim().to_lowercase().as_str() {
            "a" | "accept" => return Ok(Decision::Accept),
            "r" | "reject" => return Ok(Decision::Reject),
            "s" | "skip" => return Ok(Decision::Skip),
            "q" | "quit" => return Ok(Decision::Quit),
            other => voice.say(&format!("`{other}` is none of a, r, s and q")),
        }
    }
}
