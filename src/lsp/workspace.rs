//! The texts that an editor works on: those it holds open, those on the disk, those that come with the command.
//!
//! What an editor holds open stands before what the disk says. `use lupus` means here what it means to `enrol check`: it is
//! looked for beside the file and in the folders above it, in shared folders, then among what comes with the command. A file is checked again
//! when it or one that it uses has other letters than before, and not otherwise.

use super::address::{EMBEDDED, name_of};
use super::position::Encoding;
use super::samples::{self, Samples, Stamps};
use super::settings::Settings;
use super::text::Text;
use super::view::{Inputs, View};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::workbench::settings;
use crate::workbench::shared::Shared;
use crate::workbench::shelves::{Place, Shelves};
use gen_lsp_types::{SemanticToken, TextDocumentContentChangeEvent, Uri};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

/// The ending of rule files.
const RULES: &[&str] = &["enrol"];

/// How many rule files of a workspace are read at most; who has more of them opens a smaller folder.
const MOST_FILES: usize = 2_000;

/// Everything that the server knows.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    /// How the editor counts columns.
    pub(super) encoding: Encoding,
    /// The folders that the editor has opened.
    pub(super) folders: Vec<PathBuf>,
    /// Whether the editor can jump between places of what it inserts.
    pub(super) snippets: bool,
    /// Whether the editor colours what needs no meaning, such as keywords, by itself.
    pub(super) colours_by_itself: bool,
    /// What the editor wants otherwise.
    pub(super) settings: Settings,
    /// What must be said to the person at the editor beside an answer.
    pub(super) news: Vec<String>,
    open: BTreeMap<String, Rc<Text>>,
    disk: RefCell<BTreeMap<PathBuf, OnDisk>>,
    embedded: RefCell<BTreeMap<String, Option<Rc<Text>>>>,
    views: RefCell<BTreeMap<String, Rc<View>>>,
    /// The colours that each text was last given, under a number.
    colours: RefCell<BTreeMap<String, (u64, Vec<SemanticToken>)>>,
    /// What each text showed that is no error, when it was last looked at in full.
    remembered: RefCell<BTreeMap<String, Remembered>>,
    /// The sample patients of each file.
    judged: RefCell<BTreeMap<String, Judged>>,
    /// The pages on kinds of findings that were written for the editor.
    pages: RefCell<BTreeMap<Code, Option<PathBuf>>>,
}

/// What a file held when it was last read.
#[derive(Debug)]
struct OnDisk {
    stamp: (Option<SystemTime>, u64),
    text: Rc<Text>,
}

/// A text, and what was found in it.
type Remembered = (Rc<Text>, Vec<Diagnostic>);

/// The sample patients of a file, and what they were judged from.
#[derive(Debug)]
struct Judged {
    view: Rc<View>,
    stamps: Stamps,
    samples: Rc<Samples>,
}

impl Workspace {
    /// The workspace of a session that begins.
    pub(super) fn new(encoding: Encoding, snippets: bool, folders: Vec<PathBuf>, settings: Settings) -> Workspace {
        Workspace { encoding, snippets, folders, settings, ..Workspace::default() }
    }

    /// What the project calls a text of the editor; a copy of embedded words is these words.
    pub(super) fn name(&self, uri: &Uri) -> String {
        let name = name_of(uri);
        self.settings.embedded_name(&name).unwrap_or(name)
    }

    /// Takes a text that the editor opened.
    pub(super) fn open(&mut self, uri: &Uri, letters: String, version: i32) {
        let name = self.name(uri);
        self.open.insert(name.clone(), Rc::new(Text::new(&name, letters, Some(version))));
    }

    /// Takes changes of an open text.
    pub(super) fn change(&mut self, uri: &Uri, changes: Vec<TextDocumentContentChangeEvent>, version: i32) {
        let name = self.name(uri);
        if let Some(text) = self.open.get_mut(&name) {
            let letters = text.changed(self.encoding, changes);
            *text = Rc::new(Text::after(text, letters, version));
        }
    }

    /// Lets go of a text that the editor closed.
    pub(super) fn close(&mut self, uri: &Uri) {
        let name = self.name(uri);
        self.open.remove(&name);
        self.views.borrow_mut().remove(&name);
        self.remembered.borrow_mut().remove(&name);
    }

    /// The names of the open texts, sorted.
    pub(super) fn open_names(&self) -> Vec<String> {
        self.open.keys().cloned().collect()
    }

    /// The text of a name, if there is one.
    pub(super) fn text(&self, name: &str) -> Option<Rc<Text>> {
        if let Some(open) = self.open.get(name) {
            return Some(Rc::clone(open));
        }
        match name.strip_prefix(EMBEDDED) {
            Some(_) => self.embedded.borrow().values().flatten().find(|text| text.name() == name).map(Rc::clone),
            None => self.on_disk(Path::new(name)),
        }
    }

    /// The checked rules of a file, with everything that it uses.
    pub(super) fn view(&self, name: &str) -> Option<Rc<View>> {
        self.view_of(name, self.text(name)?)
    }

    fn view_of(&self, name: &str, root: Rc<Text>) -> Option<Rc<View>> {
        let inputs = self.inputs(name, root);
        let known = self.views.borrow().get(name).map(Rc::clone);
        if let Some(known) = known.as_ref().filter(|known| known.inputs.are(&inputs)) {
            return Some(Rc::clone(known));
        }
        let view = Rc::new(View::new(inputs, known.as_deref())?);
        self.views.borrow_mut().insert(name.to_owned(), Rc::clone(&view));
        Some(view)
    }

    /// A file, everything that it uses, directly or through others, and its settings.
    fn inputs(&self, name: &str, root: Rc<Text>) -> Inputs {
        let settings = self.settings_of(name);
        let (shelves, shared) = self.shelves(name, settings.as_deref());
        let pinned = shared.pins.keys().map(|pinned| (pinned.clone(), self.find_on(&shelves, pinned))).collect();
        let mut inputs = Inputs { root: Rc::clone(&root), uses: Vec::new(), settings, pinned };
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut next = VecDeque::from([root]);
        while let Some(text) = next.pop_front() {
            for used in text.source.uses() {
                if !seen.insert(used.to_owned()) {
                    continue;
                }
                let Some(found) = self.find_on(&shelves, used) else { continue };
                next.push_back(Rc::clone(&found));
                inputs.uses.push((used.to_owned(), found));
            }
        }
        inputs
    }

    /// The nearest `enrol.toml` in the folder of a file or above it.
    pub(super) fn settings_of(&self, name: &str) -> Option<Rc<Text>> {
        let path = Path::new(name);
        if !path.is_absolute() {
            return None;
        }
        path.ancestors().skip(1).find_map(|folder| {
            let path = folder.join("enrol.toml");
            let open = self.open.get(&path.display().to_string()).map(Rc::clone);
            open.or_else(|| self.on_disk(&path))
        })
    }

    /// The vocabulary or library that a file means by a name.
    pub(super) fn find(&self, from: &str, used: &str) -> Option<Rc<Text>> {
        self.find_on(&self.shelves(from, self.settings_of(from).as_deref()).0, used)
    }

    fn find_on(&self, shelves: &Shelves, used: &str) -> Option<Rc<Text>> {
        let standing = shelves.places(used).find_map(|place| {
            let open = self.open.get(&place.path.display().to_string()).map(Rc::clone);
            open.or_else(|| self.on_disk(&place.path))
        });
        standing.or_else(|| self.embedded(used))
    }

    /// The vocabularies and libraries that a file can use, by name, with where they are.
    pub(super) fn usable(&self, from: &str) -> Vec<String> {
        let mut names: BTreeSet<String> = crate::embedded::names().into_iter().collect();
        for Place { path: base, .. } in self.shelves(from, self.settings_of(from).as_deref()).0.folders() {
            let mut files = Vec::new();
            walk(&base, RULES, &mut files, &mut Vec::new());
            names.extend(files.iter().filter_map(|file| {
                let inner = file.strip_prefix(&base).ok()?.with_extension("");
                let parts: Option<Vec<&str>> = inner.iter().map(|part| part.to_str()).collect();
                parts.map(|parts| parts.join("."))
            }));
        }
        names.into_iter().collect()
    }

    /// Everything that a file could use, as one library that uses all of it.
    pub(super) fn lexicon(&self, from: &str) -> Option<Rc<View>> {
        let uses: Vec<String> = self.usable(from).iter().map(|name| format!("use {name}\n")).collect();
        let letters = format!("library everything\n\n{}", uses.concat());
        let folder = Path::new(from).parent().unwrap_or_else(|| Path::new(""));
        let name = folder.join("everything").display().to_string();
        let root = match self.views.borrow().get(&name).map(|view| Rc::clone(&view.inputs.root)) {
            Some(known) if known.letters() == letters => known,
            _ => Rc::new(Text::new(&name, letters, None)),
        };
        self.view_of(&name, root)
    }

    /// Where a file's words are looked for, and what its settings share.
    fn shelves(&self, from: &str, settings: Option<&Text>) -> (Shelves, Shared) {
        let path = Path::new(from);
        if path.is_absolute() {
            let beside = Shelves::beside([path]);
            let Some(settings) = settings else { return (beside, Shared::default()) };
            let folder = Path::new(settings.name()).parent().unwrap_or_else(|| Path::new(""));
            let shared = settings::Settings::read(settings.letters()).0.shared;
            let folders = shared.folders.iter();
            let shelves = folders.fold(beside, |shelves, own| shelves.sharing(&folder.join(&own.name)));
            return (shelves, shared);
        }
        // What lies nowhere yet, or comes with the command, is taken to lie in the folders that are open.
        if from.starts_with(EMBEDDED) {
            return Default::default();
        }
        let folders = self.folders.iter().flat_map(|folder| [folder.clone(), folder.join("rules")]);
        (Shelves::in_folders(folders), Shared::default())
    }

    /// The text of a file, read again where it has changed.
    fn on_disk(&self, path: &Path) -> Option<Rc<Text>> {
        let mut disk = self.disk.borrow_mut();
        let stamp =
            fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|file| (file.modified().ok(), file.len()));
        let Some(stamp) = stamp else {
            disk.remove(path);
            return None;
        };
        if let Some(known) = disk.get(path)
            && known.stamp == stamp
        {
            return Some(Rc::clone(&known.text));
        }
        let letters = String::from_utf8(fs::read(path).ok()?).ok()?;
        let text = match disk.get(path) {
            Some(known) if known.text.letters() == letters => Rc::clone(&known.text),
            _ => Rc::new(Text::new(&path.display().to_string(), letters, None)),
        };
        disk.insert(path.to_path_buf(), OnDisk { stamp, text: Rc::clone(&text) });
        Some(text)
    }

    /// The words of that name that come with the command.
    fn embedded(&self, used: &str) -> Option<Rc<Text>> {
        let mut embedded = self.embedded.borrow_mut();
        let entry = embedded.entry(used.to_owned()).or_insert_with(|| {
            let source = crate::embedded::find(used)?;
            let name = format!("{EMBEDDED}{}", source.name);
            Some(Rc::new(Text::new(&name, std::sync::Arc::clone(source.text()), None)))
        });
        let name = entry.as_ref()?.name().to_owned();
        // An editor that looks at the copy of these words holds the same letters.
        self.open.get(&name).map(Rc::clone).or_else(|| entry.clone())
    }

    /// Keeps what a text shows that is no error.
    pub(super) fn remember(&self, text: &Rc<Text>, found: &[Diagnostic]) {
        let no_errors = found.iter().filter(|found| found.code.severity() < Severity::Error).cloned().collect();
        self.remembered.borrow_mut().insert(text.name().to_owned(), (Rc::clone(text), no_errors));
    }

    /// What a text showed that is no error, and the text as it was then.
    pub(super) fn remembered(&self, name: &str) -> Option<Remembered> {
        self.remembered.borrow().get(name).cloned()
    }

    /// Whether sample patients are set for a file.
    pub(super) fn has_samples(&self, view: &View) -> bool {
        self.settings.patients.is_some() || view.patients().is_some()
    }

    /// Where the sample patients of the open texts lie.
    pub(super) fn sample_folders(&self) -> BTreeSet<PathBuf> {
        let views = self.open_names().into_iter().filter_map(|name| self.view(&name));
        views.filter_map(|view| samples::place(self, &view)).collect()
    }

    /// How the sample patients stand, judged again where rules or records have changed; nothing where none are set.
    pub(super) fn samples(&self, view: &Rc<View>) -> Option<Rc<Samples>> {
        let stamps = samples::stamps(self, view)?;
        let name = view.inputs.root.name();
        if let Some(known) = self.judged.borrow().get(name)
            && Rc::ptr_eq(&known.view, view)
            && known.stamps == stamps
        {
            return Some(Rc::clone(&known.samples));
        }
        let samples = Rc::new(samples::judge(self, view, &stamps));
        let judged = Judged { view: Rc::clone(view), stamps, samples: Rc::clone(&samples) };
        self.judged.borrow_mut().insert(name.to_owned(), judged);
        Some(samples)
    }

    /// Keeps the colours of a text, and gives the name under which an editor can speak of them.
    pub(super) fn keep_colours(&self, name: &str, colours: Vec<SemanticToken>) -> String {
        let mut kept = self.colours.borrow_mut();
        let number = kept.get(name).map_or(1, |(number, _)| number + 1);
        kept.insert(name.to_owned(), (number, colours));
        number.to_string()
    }

    /// The colours that an editor speaks of, if they are those that it was last given.
    pub(super) fn kept_colours(&self, name: &str, number: &str) -> Option<Vec<SemanticToken>> {
        let kept = self.colours.borrow();
        kept.get(name).filter(|(known, _)| known.to_string() == number).map(|(_, colours)| colours.clone())
    }

    /// The page on a kind of finding, as a file.
    pub(super) fn page(&self, code: Code) -> Option<PathBuf> {
        let mut pages = self.pages.borrow_mut();
        pages.entry(code).or_insert_with(|| self.settings.keep(&format!("diagnostics/{code}.md"), code.page())).clone()
    }

    /// Every rule file of the open folders, and every open one; sorted.
    pub(super) fn rule_files(&self) -> Vec<String> {
        let mut files = Vec::new();
        for folder in &self.folders {
            walk(folder, RULES, &mut files, &mut Vec::new());
        }
        let mut names: BTreeSet<String> = files.iter().map(|file| file.display().to_string()).collect();
        names.extend(self.open.keys().cloned());
        names.into_iter().collect()
    }
}

/// The files below a folder with one of some endings, sorted by path; hidden folders and those of build systems are passed over.
/// Folders that cannot be looked into, and the first beyond [`MOST_FILES`] files, are told.
pub(super) fn walk(folder: &Path, endings: &[&str], files: &mut Vec<PathBuf>, closed: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return closed.push(folder.to_path_buf()) };
    let mut entries: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    for entry in entries {
        let name = entry.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if files.len() >= MOST_FILES {
            return closed.push(folder.to_path_buf());
        }
        if entry.is_dir() && !entry.is_symlink() {
            if !name.starts_with('.') && !["target", "node_modules"].contains(&name) {
                walk(&entry, endings, files, closed);
            }
        } else if entry.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
            files.push(entry);
        }
    }
}
