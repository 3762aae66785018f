//! What begins: declarations with their skeletons, names after `use`, ids of new criteria.

use super::Offer;
use super::keyword::{OWN, UNUSED, keyword_offer};
use super::offers::Offers;
use crate::lsp::card;
use crate::syntax::tree::{FileKind, ItemKind, Side};
use gen_lsp_types::CompletionItemKind as Shape;

impl Offers<'_> {
    /// Declarations, those that fit the file first, with their skeletons.
    pub(super) fn items(&self) -> Vec<Offer> {
        let kind = self.view.text(self.view.own).map_or(FileKind::Trial, |text| text.source.parsed().tree.kind());
        let next = |keyword: &str| self.next_id(keyword).unwrap_or_default();
        let (inclusion, exclusion) = (next("inclusion"), next("exclusion"));
        let criterion =
            |keyword: &str, id: &str| format!("{keyword} ${{1:{id}}} \"${{2:The protocol's sentence}}\"\n  $0");
        let skeletons: Vec<(&str, String, &[FileKind])> = vec![
            ("inclusion", criterion("inclusion", &inclusion), &[FileKind::Trial]),
            ("exclusion", criterion("exclusion", &exclusion), &[FileKind::Trial]),
            ("use", "use $0".to_owned(), &[FileKind::Trial, FileKind::Library, FileKind::Vocabulary]),
            ("parameter", "parameter ${1:name} = ${2:1 g/g} \"${3:What it is}\"$0".to_owned(), &[FileKind::Trial]),
            (
                "define",
                "define ${1:name} \"${2:What it says}\" ${3:truth} $0".to_owned(),
                &[FileKind::Trial, FileKind::Library],
            ),
            ("cohort", "cohort ${1:name} \"${2:What it is}\" when $0".to_owned(), &[FileKind::Trial]),
            (
                "anchor",
                "anchor ${1:name} \"${2:What it is}\" ${3:day}$0".to_owned(),
                &[FileKind::Trial, FileKind::Library],
            ),
            (
                "amendment",
                "amendment \"${1:2}\" replaces \"${2:1}\" from ${3:2026-01-01} {\n  $0\n}".to_owned(),
                &[FileKind::Trial],
            ),
            (
                "group",
                "group ${1:name} \"${2:What it is}\" { $0 }".to_owned(),
                &[FileKind::Trial, FileKind::Vocabulary],
            ),
            ("score", "score ${1:name} \"${2:Title}\"\n  ${3:computed}\n  $0".to_owned(), &[FileKind::Library]),
            ("lines", "lines ${1:name} \"${2:What it is}\"\n  of { $0 }".to_owned(), &[FileKind::Library]),
            (
                "trial",
                "trial ${1:NCT} \"${2:Title}\"\n  source \"${3:Protocol}\"\n\nuse common\n\n$0".to_owned(),
                &[FileKind::Trial],
            ),
            ("vocabulary", "vocabulary ${1:name} \"${2:Title}\"\n\n$0".to_owned(), &[FileKind::Vocabulary]),
            ("library", "library ${1:name} \"${2:Title}\"\n\n$0".to_owned(), &[FileKind::Library]),
            (
                "measurement",
                "measurement ${1:name} \"${2:Title}\"\n  result ${3:mg/dL}\n  source \"$0\"".to_owned(),
                &[FileKind::Vocabulary],
            ),
            ("condition", "condition ${1:name} \"${2:Title}\"\n  source \"$0\"".to_owned(), &[FileKind::Vocabulary]),
            ("drug", "drug ${1:name} \"${2:Title}\"\n  source \"$0\"".to_owned(), &[FileKind::Vocabulary]),
            ("procedure", "procedure ${1:name} \"${2:Title}\"\n  source \"$0\"".to_owned(), &[FileKind::Vocabulary]),
            ("vaccine", "vaccine ${1:name} \"${2:Title}\"\n  source \"$0\"".to_owned(), &[FileKind::Vocabulary]),
            (
                "judgement",
                "judgement ${1:name} \"${2:The question?}\"\n  answered by investigator\n  asked with ${3:judged}$0"
                    .to_owned(),
                &[FileKind::Vocabulary],
            ),
            ("site", "site ${1:name} \"${2:The question?}\"$0".to_owned(), &[FileKind::Vocabulary]),
            ("removes", "removes $0".to_owned(), &[FileKind::Trial]),
        ];
        let offer = |(keyword, skeleton, kinds): (&str, String, &[FileKind])| {
            let rank = if kinds.contains(&kind) { OWN } else { UNUSED };
            let mut offer = keyword_offer(keyword, rank);
            offer.kind = Shape::Snippet;
            offer.insert = Some(skeleton);
            offer.skeleton = true;
            offer
        };
        skeletons.into_iter().map(offer).collect()
    }

    /// The vocabularies and libraries that are not used yet.
    pub(super) fn uses(&self) -> Vec<Offer> {
        let text = self.view.text(self.view.own);
        let used: Vec<&str> = text.iter().flat_map(|text| text.source.uses()).collect();
        let names = self.workspace.usable(self.name);
        let offer = |name: String| {
            let found = self.workspace.find(self.name, &name)?;
            let header = found.source.parsed().tree.header().cloned()?;
            let title = header.title.map(|title| title.text).unwrap_or_default();
            let rank = if used.contains(&name.as_str()) { UNUSED } else { OWN };
            let kind = if header.kind == FileKind::Library { "library" } else { "vocabulary" };
            let mut offer = Offer::new(&name, Shape::Module, &title, rank);
            offer.documentation = Some(card::head(&name, &title, kind, ""));
            offer.also = vec![title];
            Some(offer)
        };
        names.into_iter().filter_map(offer).collect()
    }

    pub(super) fn next_ids(&self, keyword: &str) -> Vec<Offer> {
        let id = self.next_id(keyword);
        id.into_iter().map(|id| Offer::new(id, Shape::Value, format!("the next {keyword}"), OWN)).collect()
    }

    /// The id after the last one on that side, or the first.
    pub(super) fn next_id(&self, keyword: &str) -> Option<String> {
        let text = self.view.text(self.view.own)?;
        let inclusion = keyword == "inclusion";
        let mut ids = text.source.parsed().tree.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Criterion(criterion) if (criterion.side == Side::Inclusion) == inclusion => {
                Some(criterion.id.text.clone())
            }
            _ => None,
        });
        let Some(last) = ids.next_back() else { return Some(if inclusion { "I1" } else { "E1" }.to_owned()) };
        let digits = last.len() - last.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
        let (head, number) = last.split_at(last.len() - digits);
        Some(format!("{head}{}", number.parse::<u32>().ok()?.checked_add(1)?))
    }
}
