//! One file with everything that it uses, checked.

use super::text::Text;
use crate::check::{Checked, FileId, Finding, Options};
use crate::diagnostic::Diagnostic;
use crate::symbols::Symbols;
use crate::workbench::review::review;
use crate::workbench::settings::Settings;
use crate::workbench::shared::{Around, Found};
use crate::workbench::shelves::SHELVES;
use std::cell::OnceCell;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

/// What a view is made of.
#[derive(Clone, Debug)]
pub(super) struct Inputs {
    /// The file itself.
    pub(super) root: Rc<Text>,
    /// What it uses by the name after `use`, directly or through others.
    pub(super) uses: Vec<(String, Rc<Text>)>,
    /// The `enrol.toml` that holds for it.
    pub(super) settings: Option<Rc<Text>>,
    /// What is found under each name that the settings pin.
    pub(super) pinned: Vec<Pinned>,
}

/// A name that settings pin, and what is found under it.
type Pinned = (String, Option<Rc<Text>>);

/// A file, what it uses, and what the checker says of them.
#[derive(Debug)]
pub(super) struct View {
    /// What it is made of.
    pub(super) inputs: Inputs,
    /// The checked rules.
    pub(super) checked: Checked,
    /// The texts of the program's files.
    pub(super) texts: Vec<Rc<Text>>,
    /// The place of the file itself among them.
    pub(super) own: FileId,
    /// What is wrong with the settings.
    pub(super) unusable_settings: Vec<Diagnostic>,
    settings: Settings,
    findings: OnceCell<Vec<Finding>>,
    symbols: OnceCell<Symbols>,
}

impl Inputs {
    /// What is not as the settings have pinned it. That a shared file has no pin yet is for `enrol check` to say.
    fn not_agreed(&self, settings: &Settings) -> Vec<Diagnostic> {
        let folder = self.settings.as_ref().and_then(|text| Path::new(text.name()).parent()).unwrap_or(Path::new(""));
        let find = |name: &str| {
            let (_, text) = self.pinned.iter().find(|(known, _)| known == name)?;
            Some(Found { text: Arc::clone(text.as_ref()?.source.text()), is_shared: true })
        };
        let is_there = |name: &str| SHELVES.iter().any(|shelf| folder.join(name).join(shelf).is_dir());
        settings.shared.review(&Around { find: &find, is_there: &is_there, used: &[] })
    }

    /// Whether these are the very same texts.
    pub(super) fn are(&self, other: &Inputs) -> bool {
        let settings = match (&self.settings, &other.settings) {
            (Some(one), Some(two)) => Rc::ptr_eq(one, two),
            (one, two) => one.is_none() && two.is_none(),
        };
        let uses = self.uses.len() == other.uses.len()
            && self.uses.iter().zip(&other.uses).all(|(one, two)| one.0 == two.0 && Rc::ptr_eq(&one.1, &two.1));
        let same = |pair: (&Pinned, &Pinned)| match pair {
            ((one, Some(first)), (two, Some(second))) => one == two && Rc::ptr_eq(first, second),
            ((one, first), (two, second)) => one == two && first.is_none() && second.is_none(),
        };
        let pinned = self.pinned.len() == other.pinned.len() && self.pinned.iter().zip(&other.pinned).all(same);
        Rc::ptr_eq(&self.root, &other.root) && uses && settings && pinned
    }
}

impl View {
    /// Checks a file with everything that it uses; what was known of it before makes that faster.
    pub(super) fn new(inputs: Inputs, before: Option<&View>) -> Option<View> {
        let resolve = |name: &str| {
            let found = inputs.uses.iter().find(|(known, _)| known == name);
            found.map(|(_, text)| text.source.clone())
        };
        let (before, sources) = (before.map(|view| &view.checked), std::slice::from_ref(&inputs.root.source));
        let checked = crate::check::check_again(before, sources, &resolve, &Options::default());
        let all = || std::iter::once(&inputs.root).chain(inputs.uses.iter().map(|(_, text)| text));
        let texts = checked.program.files.iter().filter_map(|file| all().find(|text| text.name() == file.name));
        let texts: Vec<Rc<Text>> = texts.map(Rc::clone).collect();
        if texts.len() != checked.program.files.len() {
            return None;
        }
        let own = texts.iter().position(|text| Rc::ptr_eq(text, &inputs.root))?;
        let own = FileId(u32::try_from(own).ok()?);
        let (settings, mut unusable_settings) =
            inputs.settings.as_ref().map(|text| Settings::read(text.letters())).unwrap_or_default();
        unusable_settings.extend(inputs.not_agreed(&settings));
        let (findings, symbols) = (OnceCell::new(), OnceCell::new());
        Some(View { inputs, checked, texts, own, unusable_settings, settings, findings, symbols })
    }

    /// Everything that is declared and spoken of.
    pub(super) fn symbols(&self) -> &Symbols {
        self.symbols.get_or_init(|| Symbols::of(&self.checked))
    }

    /// The text of one of its files.
    pub(super) fn text(&self, file: FileId) -> Option<&Rc<Text>> {
        self.texts.get(file.0 as usize)
    }

    /// What is found in all of its files, as the settings want to see it.
    pub(super) fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| review(&self.checked, &|_| &self.settings).findings)
    }

    /// What is found in the file itself.
    pub(super) fn own_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings().iter().filter(|finding| finding.file == self.own)
    }

    /// The sample patients that the settings name, relative to the folder of the settings.
    pub(super) fn patients(&self) -> Option<std::path::PathBuf> {
        let folder = std::path::Path::new(self.inputs.settings.as_ref()?.name()).parent()?;
        Some(folder.join(self.settings.patients.as_ref()?))
    }
}
