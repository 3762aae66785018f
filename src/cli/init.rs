//! `enrol init`: a rule project to begin with. Its files stand in `templates/project`.

use super::arguments::Init;
use super::failure::{Failure, WELL};
use super::output::Voice;
use crate::embedded;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes the project, or nothing where one of its files is there already.
pub(super) fn run(arguments: &Init, voice: &Voice) -> Result<u8, Failure> {
    let folder = &arguments.folder;
    let files = embedded::project();
    let standing: Vec<PathBuf> = files.iter().filter_map(|(path, _)| in_the_way(folder, path)).collect();
    if !standing.is_empty() {
        return Err(refused(standing));
    }
    for (path, text) in &files {
        create(&folder.join(path), text)?;
    }
    voice.print(&told(folder, &files))?;
    Ok(WELL)
}

/// What stands where a file of the project would be written: that file, or a file where a folder is needed.
fn in_the_way(folder: &Path, path: &Path) -> Option<PathBuf> {
    // A link that leads nowhere is there, too, and so is a folder of that name.
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    let whole = folder.join(path);
    let inner = path.ancestors().skip(1).filter(|inner| !inner.as_os_str().is_empty()).map(|inner| folder.join(inner));
    let above = inner.chain([folder.to_path_buf()]);
    let blocked = above.filter(|above| is_there(above) && !above.is_dir()).last();
    blocked.or_else(|| is_there(&whole).then_some(whole))
}

fn refused(mut standing: Vec<PathBuf>) -> Failure {
    standing.sort();
    standing.dedup();
    let names: Vec<String> = standing.iter().map(|path| format!("  {}", path.display())).collect();
    Failure::findings(format!(
        "nothing was written, because this is there already:\n{}\nname another folder, or move these away: `enrol init` never \
         overwrites",
        names.join("\n")
    ))
}

fn create(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error| Failure::writing(path, &error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    // A file that came there a moment ago is not overwritten either.
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}

/// What was made, and what to do next.
fn told(folder: &Path, files: &[(&Path, &str)]) -> String {
    let here = folder == Path::new(".");
    let place = if here { "here".to_owned() } else { format!("in {}", folder.display()) };
    let mut text = format!("{} files made {place}:\n", files.len());
    for (path, _) in files {
        let _ = writeln!(text, "  {}", path.display());
    }
    text.push_str("\nThe trial, its words and its patients are invented: put your own in their place. README.md tells what is where.\n\nNext:\n");
    if !here {
        let _ = writeln!(text, "  cd {}", in_shell(&folder.display().to_string()));
    }
    text.push_str(
        "  enrol check rules\n  enrol test --coverage\n  enrol screen rules/trials --patients patients --as-of 2026-11-22\n\n\
         In .github/workflows/rules.yml and .pre-commit-config.yaml, OWNER/enrol stands for the repository of enrol.\n",
    );
    text
}

/// A path as a shell takes it for one word.
fn in_shell(path: &str) -> String {
    let plain = path.chars().all(|letter| letter.is_alphanumeric() || "/\\.-_:".contains(letter));
    if plain { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
