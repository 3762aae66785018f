//! `enrol doc`

use super::arguments::{Doc, DocFormat};
use super::failure::{FINDINGS, Failure, WELL};
use super::output::Voice;
use super::rules;
use super::shelves::{self, Shelves};
use crate::check::{Checked, Options, Source};
use crate::protocol::{self, requirements};
use std::io::Write as _;

pub(super) fn run(arguments: &Doc, voice: &Voice) -> Result<u8, Failure> {
    let files = rules::gather(&arguments.rules)?;
    let sources: Vec<Source> = files.iter().map(|file| rules::read(file)).collect::<Result<_, _>>()?;
    let shelves = Shelves::beside(&files)?;
    shelves.parse(&sources);
    shelves.must_be_read()?;
    let options = Options { whole: true, ..Options::default() };
    let checked = crate::check::check(&sources, &|name| shelves.find(name), &options);
    let bytes = match arguments.data_requirements {
        true => needs(arguments, &checked)?.into_bytes(),
        false => document(arguments, &checked, sources.len())?,
    };
    voice.deliver_bytes(&bytes, arguments.out.as_deref())?;
    let disagree = shelves::tell(&[shelves.unusable(), shelves.review()].concat(), voice);
    let code = if checked.has_errors() || disagree { FINDINGS } else { WELL };
    if checked.has_errors() {
        voice.say("some of the rules could not be read; the document says which, and `enrol check` says more");
    }
    Ok(code)
}

/// The data that the trials need.
fn needs(arguments: &Doc, checked: &Checked) -> Result<String, Failure> {
    let all = requirements::of_program(&checked.program);
    if all.trials.is_empty() {
        return Err(Failure::wrong_use(
            "no trial is here: libraries and vocabularies ask nothing by themselves".to_owned(),
        ));
    }
    let json = |all| serde_json::to_string_pretty(all).map_err(|error| Failure::unreadable(error.to_string()));
    Ok(match arguments.format {
        None | Some(DocFormat::Table) => all.trials.iter().map(requirements::table).collect::<Vec<_>>().join("\n"),
        Some(DocFormat::Json) => json(&all)? + "\n",
        Some(DocFormat::Csv) => requirements::csv(&all.trials),
        Some(DocFormat::Markdown) => {
            let trials = all.trials.iter();
            let parts = trials
                .map(|trial| format!("# {}\n\n{}\n\n{}", trial.trial, trial.title, requirements::markdown(trial)));
            parts.collect::<Vec<_>>().join("\n")
        }
        Some(DocFormat::Html | DocFormat::Docx) => {
            return Err(Failure::wrong_use(
                "the data that a trial needs is printed as table, json, markdown or csv; the whole document as html and \
                 docx has it as an appendix"
                    .to_owned(),
            ));
        }
    })
}

/// The rules as a section of their protocol.
fn document(arguments: &Doc, checked: &Checked, named: usize) -> Result<Vec<u8>, Failure> {
    let documents = protocol::documents(&checked.program, &checked.findings, named);
    Ok(match arguments.format {
        None | Some(DocFormat::Html) => protocol::html(&documents).into_bytes(),
        Some(DocFormat::Markdown) => {
            documents.iter().map(protocol::markdown).collect::<Vec<_>>().join("\n").into_bytes()
        }
        Some(DocFormat::Docx) => {
            let packed = packed(&protocol::docx(&documents));
            packed.map_err(|error| Failure::unreadable(format!("the document could not be packed: {error}")))?
        }
        Some(DocFormat::Table | DocFormat::Json | DocFormat::Csv) => {
            return Err(Failure::wrong_use(
                "a document is written as html, markdown or docx; table, json and csv are for --data-requirements"
                    .to_owned(),
            ));
        }
    })
}

/// The parts of a file for word processors in one archive, as they are: the same rules give the same bytes.
fn packed(parts: &[(&'static str, String)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::DEFAULT);
    for (name, part) in parts {
        archive.start_file(*name, stored)?;
        archive.write_all(part.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}
