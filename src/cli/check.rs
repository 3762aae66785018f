//! `enrol check`

use super::arguments::{Check, FindingFormat};
use super::failure::{FINDINGS, Failure, WELL};
use super::loaded::Rules;
use super::output::Voice;
use super::report::{self, Reported, github, json, sarif};
use super::settings::AllSettings;
use super::shelves::Disagreement;
use super::written;
use crate::check::{Checked, FileId, Options, Source};
use crate::diagnostic::Severity;
use crate::workbench::fix::fix;
use crate::workbench::review::{Review, review};

/// How often fixed rules are looked at again: a fix may bring up another.
const ROUNDS: usize = 10;

pub(super) fn run(arguments: &Check, voice: &Voice) -> Result<u8, Failure> {
    let mut rules = Rules::read(&arguments.rules)?;
    if arguments.pin {
        rules.pin(voice)?;
        rules = Rules::read(&arguments.rules)?;
    }
    let settings = AllSettings::of(&rules.paths)?;
    let mut checked = rules.check(&Options::default());
    if arguments.fix {
        checked = mend(&mut rules, checked, &settings, voice)?;
    }
    let reviewed = look(&checked, &settings);
    let shared = rules.review();
    let found = reported(&checked, &reviewed, &settings, &shared);
    print(&found, rules.sources.len(), arguments.format, voice)?;
    let counts = |each: &&Reported<'_>| each.set_aside.is_none() && each.diagnostic.severity > Severity::Note;
    Ok(if found.iter().any(|each| counts(&each)) { FINDINGS } else { WELL })
}

fn look(checked: &Checked, settings: &AllSettings) -> Review {
    let of = |file: FileId| {
        let name = checked.program.files.get(file.0 as usize).map_or("", |file| file.name.as_str());
        settings.named(name)
    };
    review(checked, &of)
}

/// The findings about settings and what they share, then those about rules, then what remarks set aside.
fn reported<'a>(
    checked: &'a Checked,
    reviewed: &'a Review,
    settings: &'a AllSettings,
    shared: &'a [Disagreement],
) -> Vec<Reported<'a>> {
    let of_settings = settings.files().iter().flat_map(|file| {
        let found = file.findings.iter();
        found.map(|diagnostic| Reported { name: &file.name, text: &file.text, diagnostic, set_aside: None })
    });
    let of_rules = reviewed.findings.iter().filter_map(|finding| Reported::of(&checked.program, finding, None));
    let aside = reviewed.set_aside.iter();
    let aside = aside.filter_map(|aside| Reported::of(&checked.program, &aside.finding, Some(&aside.reason)));
    of_settings.chain(shared.iter().map(Disagreement::reported)).chain(of_rules).chain(aside).collect()
}

fn print(found: &[Reported<'_>], files: usize, format: FindingFormat, voice: &Voice) -> Result<(), Failure> {
    match format {
        FindingFormat::Json => voice.print(&json::render(found)?),
        FindingFormat::Sarif => voice.print(&sarif::render(found)?),
        FindingFormat::Github => voice.print(&github::render(found)),
        FindingFormat::Terminal => {
            let (told, aside): (Vec<Reported<'_>>, Vec<Reported<'_>>) =
                found.iter().partition(|each| each.set_aside.is_none());
            let rendered = report::render_all(&told, voice.colours_out(), voice.width());
            if !rendered.is_empty() {
                voice.print(&rendered.join("\n\n"))?;
            }
            voice.say(&report::summary(&told, aside.len(), files));
            Ok(())
        }
    }
}

/// Makes the safe changes in the files that the command names, round by round; what is written has no more errors than
/// what was there. Gives the rules as they are then.
fn mend(rules: &mut Rules, mut checked: Checked, settings: &AllSettings, voice: &Voice) -> Result<Checked, Failure> {
    let before = rules.sources.clone();
    let errors = |checked: &Checked| {
        checked.findings.iter().filter(|finding| finding.diagnostic.severity == Severity::Error).count()
    };
    let at_first = errors(&checked);
    let mut done: Vec<String> = Vec::new();
    for _ in 0..ROUNDS {
        let more = mend_once(rules, &checked, settings);
        if more.is_empty() {
            break;
        }
        done.extend(more);
        checked = rules.check(&Options::default());
    }
    if errors(&checked) > at_first {
        rules.sources = before;
        let message = "the changes would have left more errors than before, so none was made; this is a fault of the \
                       check, please report it with the files";
        return Err(Failure::findings(message.to_owned()));
    }
    for ((path, source), old) in rules.paths.iter().zip(&rules.sources).zip(&before) {
        if source.text() != old.text() {
            written::replace(path, source.text())?;
        }
    }
    done.iter().for_each(|line| voice.say(line));
    Ok(checked)
}

/// The changes of one round, in memory, as lines to tell of.
fn mend_once(rules: &mut Rules, checked: &Checked, settings: &AllSettings) -> Vec<String> {
    let reviewed = look(checked, settings);
    let mut done = Vec::new();
    for source in &mut rules.sources {
        // The check may keep files in another order.
        let Some(place) = checked.program.files.iter().position(|file| file.name == source.name) else { continue };
        let id = FileId(u32::try_from(place).unwrap_or(u32::MAX));
        let fixed = fix(id, source.text(), &reviewed.findings);
        if !fixed.done.is_empty() {
            done.extend(fixed.done.iter().map(|title| format!("{}: {title}", source.name)));
            *source = Source::new(source.name.clone(), fixed.text);
        }
    }
    done
}
