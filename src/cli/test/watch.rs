//! `--watch`: runs again whenever a page, a rule, a record or the settings change.
//!
//! Times of modification are looked at twice a second: it needs no service of the operating system, and works on shared
//! folders, too.

use super::super::arguments::Test;
use super::super::failure::Failure;
use super::super::output::Voice;
use super::super::rules::{is_built, walk};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_millis(500);

/// What is looked at.
const ENDINGS: &[&str] = &["md", "enrol", "yaml", "yml", "toml"];

/// When files were last written.
type Times = BTreeMap<PathBuf, SystemTime>;

/// Runs until the process is ended.
pub(super) fn run(arguments: &Test, voice: &Voice) -> Result<u8, Failure> {
    loop {
        let before = times(arguments)?;
        if let Err(failure) = super::once(arguments, voice) {
            voice.complain(&failure.to_string());
        }
        voice.say("waiting for a change; Ctrl-C ends");
        let changed = loop {
            sleep(PAUSE);
            // A file may be gone for the moment in which an editor writes it.
            let now = times(arguments).unwrap_or_else(|_| before.clone());
            if let Some(changed) = first_change(&before, &now) {
                break changed;
            }
        };
        voice.say(&format!("\n{} changed", changed.display()));
    }
}

fn times(arguments: &Test) -> Result<Times, Failure> {
    let mut files = Vec::new();
    for path in arguments.pages.iter().map(PathBuf::as_path).chain([Path::new(".")]) {
        if path.is_dir() {
            walk(path, ENDINGS, &is_built, &mut files)?;
        } else {
            files.push(path.to_path_buf());
        }
    }
    let written = |path: PathBuf| Some((fs::metadata(&path).ok()?.modified().ok()?, path));
    Ok(files.into_iter().filter_map(written).map(|(time, path)| (path, time)).collect())
}

/// The first file that was written, made or taken away.
fn first_change(before: &Times, now: &Times) -> Option<PathBuf> {
    let new = now.iter().find(|(path, time)| before.get(*path) != Some(*time));
    let gone = || before.keys().find(|path| !now.contains_key(*path));
    new.map(|(path, _)| path).or_else(gone).cloned()
}

#[cfg(test)]
mod tests {
    use super::{Times, first_change};
    use std::path::PathBuf;
    use std::time::{Duration, SystemTime};

    #[test]
    fn what_is_written_made_or_taken_away_is_a_change() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let times = |files: &[(&str, u64)]| -> Times {
            files.iter().map(|(name, seconds)| (PathBuf::from(name), at(*seconds))).collect()
        };
        let before = times(&[("a.md", 1), ("b.enrol", 1)]);
        assert_eq!(first_change(&before, &before), None);
        assert_eq!(first_change(&before, &times(&[("a.md", 1), ("b.enrol", 2)])), Some("b.enrol".into()));
        assert_eq!(first_change(&before, &times(&[("a.md", 1)])), Some("b.enrol".into()));
        assert_eq!(first_change(&before, &times(&[("a.md", 1), ("b.enrol", 1), ("c.md", 0)])), Some("c.md".into()));
    }
}
