//! Amendments: what each version of a protocol holds.

use super::checker::Checker;
use super::names::Context;
use super::program::FileId;
use super::trial::{Edition, Written};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{Amendment, Item, ItemKind, Name};
use crate::syntax::{Declares, declared_by};
use crate::value::Day;

impl<'a> Checker<'a> {
    /// The versions of a trial, oldest first.
    pub(super) fn editions(&mut self, file: FileId) -> Vec<Edition<'a>> {
        let cx = Context::top(file);
        let Some(loaded) = self.files.get(file.0 as usize) else { return Vec::new() };
        let header = loaded.header();
        let name = header.and_then(|header| header.version.as_ref()).map(|version| version.text.clone());
        if let Some(effective) = header.and_then(|header| header.effective.as_ref()) {
            self.date(&cx, effective.span, &effective.text);
        }
        let mut first =
            Edition { name: name.unwrap_or_default(), from: Day::MIN, cohorts: Vec::new(), criteria: Vec::new() };
        for item in &loaded.tree.items {
            match &item.kind {
                ItemKind::Cohort(cohort) => first.cohorts.push(cohort),
                _ => {
                    if let Some(written) = self.written(file, item) {
                        self.add_criterion(&cx, &mut first.criteria, written);
                    }
                }
            }
        }
        let mut amendments: Vec<(Day, &'a Amendment)> = Vec::new();
        for amendment in amendments_of(&loaded.tree.items) {
            match self.date(&cx, amendment.from.span, &amendment.from.text) {
                Some(from) => amendments.push((from.first, amendment)),
                // Nobody knows from when it is in force: what it holds is checked all the same.
                None => amendments.push((Day::MAX, amendment)),
            }
        }
        amendments.sort_by_key(|(from, _)| *from);
        let mut editions = vec![first];
        for (from, amendment) in amendments {
            let next = self.amended(&cx, &editions, from, amendment);
            editions.extend(next);
        }
        editions
    }

    fn amended(
        &mut self,
        cx: &Context<'a>,
        editions: &[Edition<'a>],
        from: Day,
        amendment: &'a Amendment,
    ) -> Option<Edition<'a>> {
        let replaces = &amendment.replaces;
        let base = editions.iter().find(|edition| edition.name == replaces.text).or_else(|| editions.last())?;
        if editions.iter().all(|edition| edition.name != replaces.text) {
            let known: Vec<&str> = editions.iter().map(|edition| edition.name.as_str()).collect();
            let text = &replaces.text;
            let found = Diagnostic::new(Code::UnknownWord, replaces.span, format!("there is no version \"{text}\""))
                .reason("an amendment replaces a version that the file declares")
                .did_you_mean(text, known);
            self.report(cx, found);
        }
        let mut edition = Edition {
            name: amendment.version.text.clone(),
            from,
            cohorts: base.cohorts.clone(),
            criteria: base.criteria.clone(),
        };
        for removed in &amendment.removes {
            self.remove(cx, &mut edition.criteria, removed);
        }
        let mut own: Vec<Written<'a>> = Vec::new();
        for item in &amendment.items {
            if let ItemKind::Cohort(cohort) = &item.kind {
                edition.cohorts.retain(|known| known.name.text != cohort.name.text);
                edition.cohorts.push(cohort);
            } else if let Some(written) = self.written(cx.file, item) {
                self.add_criterion(cx, &mut own, written);
            } else if !matches!(item.kind, ItemKind::Parameter(_)) {
                let found = Diagnostic::new(Code::Clause, item.span, "this does not belong into an amendment")
                    .reason("an amendment changes parameters, cohorts and criteria")
                    .help("declare it outside, where every version sees it");
                self.report(cx, found);
            }
        }
        for written in own {
            match edition.criteria.iter().position(|known| known.id() == written.id()) {
                Some(place) => {
                    if let Some(slot) = edition.criteria.get_mut(place) {
                        *slot = written;
                    }
                }
                None => edition.criteria.push(written),
            }
        }
        Some(edition)
    }

    fn remove(&mut self, cx: &Context<'a>, criteria: &mut Vec<Written<'a>>, removed: &'a Name) {
        match criteria.iter().position(|known| known.id() == removed.text) {
            Some(place) => {
                criteria.remove(place);
            }
            None => self.unknown_criterion(cx, removed),
        }
    }

    /// The parameters as that version has them.
    pub(super) fn amended_parameters(&mut self, file: FileId, from: Day) {
        self.parameters.clear();
        let Some(loaded) = self.files.get(file.0 as usize) else { return };
        let mut amendments: Vec<(Day, &'a Amendment)> = amendments_of(&loaded.tree.items)
            .map(|amendment| {
                let from = crate::value::DaySpan::parse(&amendment.from.text).map_or(Day::MAX, |span| span.first);
                (from, amendment)
            })
            .filter(|(start, _)| *start <= from)
            .collect();
        amendments.sort_by_key(|(from, _)| *from);
        for (_, amendment) in amendments {
            for item in &amendment.items {
                if let ItemKind::Parameter(parameter) = &item.kind {
                    self.parameters.insert((file, parameter.name.text.as_str()), &parameter.value);
                }
            }
        }
    }

    /// A criterion, or what is left of an item that does not parse and could be one: nobody is let in by a slip.
    fn written(&mut self, file: FileId, item: &'a Item) -> Option<Written<'a>> {
        match &item.kind {
            ItemKind::Criterion(criterion) => Some(Written::Criterion(criterion, item.span)),
            ItemKind::Malformed => {
                let text = self.text(file, item.span);
                let mut words = text.split_whitespace();
                let keyword = words.next().unwrap_or_default();
                // Where an item that is no criterion does not parse, whoever needs it says so.
                if declared_by(keyword).is_some_and(|declares| declares != Declares::Criterion) {
                    return None;
                }
                let id = words.next().unwrap_or_default().trim_matches('"').to_owned();
                let sentence = text.split('"').nth(1).unwrap_or_default().to_owned();
                let inclusion = !keyword.starts_with("ex");
                Some(Written::Malformed { inclusion, id, sentence, span: item.span })
            }
            _ => None,
        }
    }

    /// Adds a criterion unless one of that id is there.
    fn add_criterion(&mut self, cx: &Context<'a>, criteria: &mut Vec<Written<'a>>, written: Written<'a>) {
        let first = criteria.iter().find(|known| known.id() == written.id() && !written.id().is_empty());
        let (Some(Written::Criterion(first, _)), Written::Criterion(second, _)) = (first, &written) else {
            criteria.push(written);
            return;
        };
        let id = &second.id.text;
        let found = Diagnostic::new(Code::DuplicateCriterion, second.id.span, format!("there are two criteria {id}"))
            .also(first.id.span, "the first")
            .reason("reports and waivers name criteria by their id")
            .help("give each the id that the protocol gives it");
        self.report(cx, found);
        criteria.push(written);
    }
}

fn amendments_of(items: &[Item]) -> impl Iterator<Item = &Amendment> {
    items.iter().filter_map(|item| match &item.kind {
        ItemKind::Amendment(amendment) => Some(amendment),
        _ => None,
    })
}
