//! One file with everything that it uses, checked.

use super::text::Text;
use crate::check::{Checked, FileId, Finding, Options};
use crate::symbols::Symbols;
use std::cell::OnceCell;
use std::rc::Rc;

/// A file, what it uses, and what the checker says of them.
#[derive(Debug)]
pub(super) struct View {
    /// The file itself, then what it uses by the name after `use`, directly or through others.
    pub(super) inputs: Vec<(String, Rc<Text>)>,
    /// The checked rules.
    pub(super) checked: Checked,
    /// The texts of the program's files.
    pub(super) texts: Vec<Rc<Text>>,
    /// The place of the file itself among them.
    pub(super) own: FileId,
    symbols: OnceCell<Symbols>,
}

impl View {
    /// Checks a file with everything that it uses.
    pub(super) fn new(inputs: Vec<(String, Rc<Text>)>) -> Option<View> {
        let root = &inputs.first()?.1;
        let resolve = |name: &str| {
            let found = inputs.iter().skip(1).find(|(known, _)| known == name);
            found.map(|(_, text)| text.source.clone())
        };
        let checked = crate::check::check(std::slice::from_ref(&root.source), &resolve, &Options::default());
        let texts = checked.program.files.iter().filter_map(|file| {
            inputs.iter().find(|(_, text)| text.name() == file.name).map(|(_, text)| Rc::clone(text))
        });
        let texts: Vec<Rc<Text>> = texts.collect();
        let own = texts.iter().position(|text| Rc::ptr_eq(text, root))?;
        let own = FileId(u32::try_from(own).ok()?);
        (texts.len() == checked.program.files.len()).then_some(())?;
        Some(View { inputs, checked, texts, own, symbols: OnceCell::new() })
    }

    /// Everything that is declared and spoken of.
    pub(super) fn symbols(&self) -> &Symbols {
        self.symbols.get_or_init(|| Symbols::of(&self.checked))
    }

    /// The text of one of its files.
    pub(super) fn text(&self, file: FileId) -> Option<&Rc<Text>> {
        self.texts.get(file.0 as usize)
    }

    /// The findings about one of its files.
    pub(super) fn findings(&self, file: FileId) -> impl Iterator<Item = &Finding> {
        self.checked.findings.iter().filter(move |finding| finding.file == file)
    }
}
