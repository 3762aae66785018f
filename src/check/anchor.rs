//! Anchors and policies for lines of therapy: declared once, shared by name.

use super::checker::Checker;
use super::names::{Context, Declared, Entry, Place};
use super::program::{Anchor, AnchorId, AnchorShape, FileId, LinesId, LinesPolicy, Words};
use super::words::Selected;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::syntax::tree::{self, Name};
use crate::value::Length;
use crate::vocabulary::{Kind, Named, WordSet};

impl<'a> Checker<'a> {
    /// An anchor by its name.
    pub(super) fn anchor(&mut self, cx: &Context<'a>, name: &'a Name) -> Option<AnchorId> {
        let Some(Declared::Anchor(_)) = self.peek(cx, &name.text) else {
            let mut known: Vec<&str> = Vec::new();
            if let Some(scope) = self.scope(cx.file) {
                let anchors = scope.entries.iter().filter(|(_, entry)| matches!(entry.declared, Declared::Anchor(_)));
                known.extend(anchors.map(|(name, _)| *name));
            }
            known.sort_unstable();
            let text = &name.text;
            let found = Diagnostic::new(Code::UnknownWord, name.span, format!("`{text}` is not a known anchor"))
                .reason("no library that this file uses declares a day or period of that name")
                .did_you_mean(text, known);
            self.report(cx, found);
            return None;
        };
        let entry = self.declared(cx, &name.text)?;
        self.anchor_of(entry)
    }

    /// The anchor of a declaration; two of the same name and shape are one.
    fn anchor_of(&mut self, entry: Entry<'a>) -> Option<AnchorId> {
        let Declared::Anchor(anchor) = entry.declared else { return None };
        if let Some(known) = self.anchor_places.get(&entry.place) {
            return Some(*known);
        }
        let cx = Context::top(entry.place.0);
        if self.underway.contains(&entry.place) {
            let message = format!("the period `{}` begins or ends with itself", anchor.name.text);
            self.report(&cx, super::words::cycle(anchor.name.span, &message));
            return None;
        }
        self.underway.push(entry.place);
        let shape = self.anchor_shape(&cx, anchor);
        self.underway.pop();
        let title = anchor.title.as_ref().map(|title| title.text.clone());
        let title = title.unwrap_or_else(|| anchor.name.text.replace('_', " "));
        let shape = shape?;
        let same = self.anchors.iter().position(|known| known.name == anchor.name.text && known.shape == shape);
        let place = same.unwrap_or(self.anchors.len());
        if same.is_none() {
            self.anchors.push(Anchor { name: anchor.name.text.clone(), title, shape });
        }
        let id = AnchorId(u32::try_from(place).unwrap_or(u32::MAX));
        self.anchor_places.insert(entry.place, id);
        Some(id)
    }

    fn anchor_shape(&mut self, cx: &Context<'a>, anchor: &'a tree::Anchor) -> Option<AnchorShape> {
        let days = |checker: &mut Checker<'a>, amount: &'a tree::Amount| match checker.length_of(cx, amount, false)? {
            Length::Days(days) => Some(days),
            _ => {
                let found = Diagnostic::new(Code::WrongDimension, amount.span, "a visit window is counted in days")
                    .reason("months have no fixed number of days")
                    .help("write it in days or weeks");
                checker.report(cx, found);
                None
            }
        };
        Some(match &anchor.shape {
            tree::AnchorShape::Day { window } => {
                let window = match window {
                    Some(window) => days(self, window)?,
                    None => 0,
                };
                AnchorShape::Day { window }
            }
            tree::AnchorShape::Period { from, to, at_most } => {
                let (from, to) = (self.anchor(cx, from), self.anchor(cx, to));
                let at_most = match at_most {
                    Some(at_most) => Some(days(self, at_most)?),
                    None => None,
                };
                AnchorShape::Period { from: from?, to: to?, at_most }
            }
        })
    }

    /// Every anchor that a file sees, by name.
    pub(super) fn anchors_of(&mut self, file: FileId) -> Vec<AnchorId> {
        let Some(scope) = self.scope(file) else { return Vec::new() };
        let anchors = scope.entries.values().filter(|entry| matches!(entry.declared, Declared::Anchor(_)));
        let mut anchors: Vec<Entry<'a>> = anchors.copied().collect();
        anchors.sort_by_key(|entry| &entry.name.text);
        let mut ids: Vec<AnchorId> = anchors.into_iter().filter_map(|entry| self.anchor_of(entry)).collect();
        ids.dedup();
        ids
    }

    /// The policy for lines of therapy that the file sees, if any; [`None`] where it cannot be used or there are several,
    /// of which no phrase says which is meant.
    /// The condition called `progression`, where the file uses a vocabulary that declares it.
    fn progression(&mut self, cx: &Context<'a>) -> Option<Words> {
        let Ok(Some(Named::Word(word))) = self.named(cx, "progression") else {
            return None;
        };
        let selected = Selected { roots: vec![word], except: Vec::new() };
        (self.vocabulary.word(word).kind == Kind::Condition).then(|| super::words::words(&self.vocabulary, &[selected]))
    }

    #[expect(clippy::option_option, reason = "the outer one is broken, the inner one is not declared")]
    pub(super) fn policy(&mut self, cx: &Context<'a>, span: Span) -> Option<Option<LinesId>> {
        let scope = self.scope(cx.file)?;
        let entry = match scope.lines.as_slice() {
            [] => return Some(None),
            [entry] => *entry,
            several => {
                let names: Vec<String> = several.iter().map(|entry| format!("`{}`", entry.name.text)).collect();
                let message = "several policies say how lines of therapy are derived";
                let found = Diagnostic::new(Code::DuplicateName, span, message)
                    .reason(format!("this file sees {}, and they may count different lines", names.join(" and ")))
                    .help("keep one of them, and leave out the library that declares the other");
                self.report(cx, found);
                return None;
            }
        };
        let Declared::Lines(lines) = entry.declared else { return None };
        self.used.insert(entry.place);
        self.touched.insert((cx.file, entry.place.0));
        self.policy_of(entry.place, lines).map(Some)
    }

    /// A policy, read once.
    pub(super) fn policy_of(&mut self, place: Place, lines: &'a tree::Lines) -> Option<LinesId> {
        if let Some(known) = self.line_places.get(&place) {
            return Some(*known);
        }
        let cx = Context::top(place.0);
        let of = self.names_to_words(&cx, &lines.of);
        let not_counted = self.names_to_words(&cx, &lines.not_counted);
        let regimen = self.policy_days(&cx, lines.regimen.as_ref());
        let gap = self.policy_days(&cx, lines.after_gap.as_ref());
        let policy = LinesPolicy {
            name: lines.name.text.clone(),
            title: lines.title.as_ref().map(|title| title.text.clone()).unwrap_or_default(),
            of: of?,
            not_counted: not_counted?,
            regimen_days: regimen?.unwrap_or(0),
            after_progression: lines.after_progression,
            progression: lines.after_progression.then(|| self.progression(&cx)).flatten(),
            gap_days: gap?,
            when_added: lines.when_added,
            same_for_substitution: lines.same_for_substitution,
            same_for_maintenance: lines.same_for_maintenance,
        };
        let id = LinesId(u32::try_from(self.lines.len()).unwrap_or(u32::MAX));
        self.lines.push(policy);
        self.line_places.insert(place, id);
        Some(id)
    }

    #[expect(clippy::option_option, reason = "the outer one is broken, the inner one is not written")]
    fn policy_days(&mut self, cx: &Context<'a>, amount: Option<&'a tree::Amount>) -> Option<Option<i32>> {
        let Some(amount) = amount else { return Some(None) };
        match self.length_of(cx, amount, false)? {
            Length::Days(days) => Some(Some(days)),
            _ => {
                let found = Diagnostic::new(Code::WrongDimension, amount.span, "gaps of therapy are counted in days")
                    .reason("months have no fixed number of days")
                    .help("write it in days or weeks");
                self.report(cx, found);
                None
            }
        }
    }

    fn names_to_words(&mut self, cx: &Context<'a>, names: &'a [Name]) -> Option<WordSet> {
        let mut set = WordSet::default();
        let mut broken = false;
        for name in names {
            match self.selected(cx, name) {
                Some(Ok(selected)) => set.extend(&super::words::words(&self.vocabulary, &[selected]).certain),
                Some(Err(())) => broken = true,
                None => {
                    self.unknown_word(cx, name.span, &name.text, None);
                    broken = true;
                }
            }
        }
        (!broken).then_some(set)
    }
}
