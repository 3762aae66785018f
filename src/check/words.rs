//! Names to words: what certainly matches a name, what possibly does, and what to say of a name that nobody declares.

use super::about::About;
use super::checker::Checker;
use super::names::{Bound, Context, Declared, Place};
use super::program::{EventsId, EventsNode, Words};
use crate::diagnostic::{Code, Diagnostic, Fix, Span};
use crate::syntax::tree::{Group, Name};
use crate::vocabulary::{Kind, LINE, Named, WordId, WordSet};

/// What a name selects.
#[derive(Clone)]
pub(super) struct Selected {
    pub(super) roots: Vec<WordId>,
    pub(super) except: Vec<WordId>,
}

/// The names by which rules select everything of a kind.
const KINDS: &[(&str, Kind)] = &[
    ("condition", Kind::Condition),
    ("drug", Kind::Drug),
    ("measurement", Kind::Measurement),
    ("procedure", Kind::Procedure),
    ("vaccine", Kind::Vaccine),
];

/// The kind that a name selects everything of.
pub(super) fn kind_named(name: &str) -> Option<Kind> {
    KINDS.iter().find(|(text, _)| *text == name).map(|(_, kind)| *kind)
}

/// Words that are of one of some sets, each with what is taken out of it.
pub(super) fn words(vocabulary: &crate::vocabulary::Vocabulary, selected: &[Selected]) -> Words {
    let (mut certain, mut possible, mut roots) = (WordSet::default(), WordSet::default(), Vec::new());
    for part in selected {
        let mut own = WordSet::default();
        part.roots.iter().for_each(|root| own.extend(&vocabulary.word(*root).family));
        for except in &part.except {
            own = own.iter().filter(|word| !vocabulary.word(*except).family.contains(*word)).collect();
            // What is coded with a word above an excepted one may be the excepted one.
            for above in &vocabulary.word(*except).ancestors {
                if own.contains(*above) {
                    own.remove(*above);
                    possible.insert(*above);
                }
            }
        }
        certain.extend(&own);
        for root in &part.roots {
            if !roots.contains(root) {
                roots.push(*root);
            }
        }
    }
    let mut kinds: Vec<Kind> =
        certain.iter().chain(roots.iter().copied()).map(|word| vocabulary.word(word).kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    certain.iter().for_each(|word| vocabulary.word(word).ancestors.iter().for_each(|above| possible.insert(*above)));
    kinds.iter().filter(|kind| has_unmapped(**kind)).for_each(|kind| possible.insert(kind.unmapped()));
    let possible: WordSet = possible.iter().filter(|word| !certain.contains(*word)).collect();
    let alone = |root: WordId| vocabulary.word(root).ancestors.is_empty() && certain.iter().eq([root]);
    let single = roots.first().copied().filter(|root| roots.len() == 1 && alone(*root));
    Words { kinds, certain, possible, roots, single }
}

/// Whether something of the kind can be recorded by a code that nobody has mapped.
fn has_unmapped(kind: Kind) -> bool {
    !matches!(kind, Kind::Line | Kind::Score)
}

/// Everything of a kind, whatever it is.
pub(super) fn everything(vocabulary: &crate::vocabulary::Vocabulary, kind: Kind) -> Words {
    let of_kind = vocabulary.words.iter().filter(|word| word.kind == kind).map(|word| word.id);
    Words {
        kinds: vec![kind],
        certain: of_kind.collect(),
        possible: WordSet::default(),
        roots: vec![kind.unmapped()],
        single: None,
    }
}

/// What some words are about.
pub(super) fn about(words: &Words) -> About {
    let mut all = words.certain.clone();
    all.extend(&words.possible);
    About {
        kinds: words.kinds.clone(),
        words: all,
        roots: words.roots.clone(),
        single: false,
        periods: false,
        summed: false,
    }
}

impl<'a> Checker<'a> {
    /// What a name selects, where it is a word or a group; [`None`] where it is neither.
    pub(super) fn selected(&mut self, cx: &Context<'a>, name: &'a Name) -> Option<Result<Selected, ()>> {
        if let Some(Declared::Group(group)) = self.peek(cx, &name.text) {
            let place = self.declared(cx, &name.text)?.place;
            return Some(self.group_once(cx, place, group, name));
        }
        match self.in_reach(cx, name) {
            Some(Some(Named::Word(word))) => {
                self.superseded(cx, name.span, word);
                Some(Ok(Selected { roots: vec![word], except: Vec::new() }))
            }
            Some(Some(Named::Group(group))) => {
                let group = self.vocabulary.groups.get(group)?;
                Some(Ok(Selected { roots: group.members.clone(), except: group.except.clone() }))
            }
            Some(_) => None,
            None => Some(Err(())),
        }
    }

    /// What a name stands for, if for anything; nothing at all where it is declared out of reach, which is said.
    pub(super) fn in_reach(&mut self, cx: &Context<'a>, name: &Name) -> Option<Option<Named>> {
        match self.named(cx, &name.text) {
            Ok(named) => Some(named),
            Err(vocabulary) => {
                self.out_of_reach(cx, name, &vocabulary);
                None
            }
        }
    }

    /// Says that a name is declared where this file does not look.
    fn out_of_reach(&mut self, cx: &Context<'a>, name: &Name, vocabulary: &str) {
        let text = &name.text;
        let found = Diagnostic::new(Code::UnknownWord, name.span, format!("`{text}` is not known in this file"))
            .reason(format!("the vocabulary `{vocabulary}` declares it, and this file does not use that"))
            .help(format!("add `use {vocabulary}`"));
        self.report(cx, found);
    }

    /// What a group of the trial itself holds, read at most once.
    fn group_once(&mut self, cx: &Context<'a>, place: Place, group: &'a Group, name: &Name) -> Result<Selected, ()> {
        if let Some(known) = self.groups.get(&place) {
            return known.clone();
        }
        if self.underway.contains(&place) {
            self.report(cx, cycle(name.span, &format!("`{}` holds itself", name.text)));
            return Err(());
        }
        if self.is_too_deep(place, &group.name) {
            return Err(());
        }
        self.underway.push(place);
        let found = self.group(cx, group);
        self.underway.pop();
        self.groups.insert(place, found.clone());
        found
    }

    /// What a group of the trial itself holds.
    fn group(&mut self, cx: &Context<'a>, group: &'a Group) -> Result<Selected, ()> {
        let (mut roots, mut except, mut broken) = (Vec::new(), Vec::new(), false);
        for (names, into, minus) in [(&group.members, &mut roots, false), (&group.except, &mut except, true)] {
            for name in names {
                if name.text == group.name.text {
                    self.report(cx, cycle(name.span, &format!("`{}` holds itself", name.text)));
                    broken = true;
                    continue;
                }
                match self.selected(cx, name) {
                    Some(Ok(selected)) if selected.except.is_empty() => {
                        let new: Vec<WordId> = selected.roots.into_iter().filter(|root| !into.contains(root)).collect();
                        into.extend(new);
                    }
                    Some(Ok(selected)) => {
                        // A group with exceptions inside another one is taken word by word.
                        let words = words(&self.vocabulary, &[selected]);
                        into.extend(words.certain.iter());
                    }
                    Some(Err(())) => broken = true,
                    None => {
                        self.unknown_word(cx, name.span, &name.text, minus.then_some("an exception must be a word"));
                        broken = true;
                    }
                }
            }
        }
        if broken { Err(()) } else { Ok(Selected { roots, except }) }
    }

    /// Warns of a word that another took the place of.
    fn superseded(&mut self, cx: &Context<'a>, span: Span, word: WordId) {
        let word = self.vocabulary.word(word);
        let Some(newer) = word.superseded_by else { return };
        let newer = self.vocabulary.word(newer).name.clone();
        let mut found =
            Diagnostic::new(Code::SupersededWord, span, format!("`{}` is superseded by `{newer}`", word.name))
                .reason("its vocabulary says that another word took its place")
                .help(format!("write `{newer}`"));
        // Records may still hold the old word, so that somebody must look.
        found.fixes.push(Fix::write(span, newer));
        self.report(cx, found);
    }

    /// Says that nobody declares a name.
    pub(super) fn unknown_word(&mut self, cx: &Context<'a>, span: Span, text: &str, reason: Option<&str>) {
        let found = Diagnostic::new(Code::UnknownWord, span, format!("`{text}` is not a known word"))
            .reason(reason.unwrap_or("no vocabulary, library or definition that this file uses declares it"))
            .did_you_mean(text, self.known_names(cx));
        self.report(cx, found);
    }

    /// Every name that the file sees, sorted.
    fn known_names(&self, cx: &Context<'a>) -> Vec<String> {
        let scope = self.scope(cx.file);
        let titles = scope.map(|scope| scope.titles.as_slice()).unwrap_or_default();
        let seen = |vocabulary: &String| vocabulary.is_empty() || titles.contains(&vocabulary.as_str());
        let mut names: Vec<String> = Vec::new();
        for word in self.vocabulary.words.iter().filter(|word| seen(&word.vocabulary)) {
            names.push(word.name.clone());
        }
        names.extend(
            self.vocabulary.groups.iter().filter(|group| seen(&group.vocabulary)).map(|group| group.name.clone()),
        );
        names.extend(scope.into_iter().flat_map(|scope| scope.entries.keys().map(|name| (*name).to_owned())));
        names.extend(cx.arguments.iter().map(|argument| argument.name.clone()));
        names.extend(KINDS.iter().map(|(name, _)| (*name).to_owned()));
        names.push("lines".to_owned());
        names.sort_unstable();
        names
    }

    /// The events of a name: an argument, a definition, a word, a group, everything of a kind, or lines of therapy.
    pub(super) fn events_named(&mut self, cx: &Context<'a>, span: Span, name: &'a Name) -> Option<EventsId> {
        let origin = self.origin(cx, span);
        if let Some(argument) = cx.argument(&name.text) {
            return match argument.bound {
                Bound::Events(events) => Some(events),
                Bound::Nothing => None,
                _ => {
                    self.wrong_kind(
                        cx,
                        span,
                        "events are needed here",
                        "this parameter stands for something else",
                        None,
                    );
                    None
                }
            };
        }
        if let Some(Declared::Define(_)) = self.peek(cx, &name.text) {
            return self.called_events(cx, span, name, &[]);
        }
        if name.text == "lines" {
            let policy = self.policy(cx, span)?;
            let about = About {
                kinds: vec![Kind::Line],
                words: [LINE].into_iter().collect(),
                roots: vec![LINE],
                ..About::default()
            };
            return Some(self.nodes.events(origin, EventsNode::Lines(policy), about));
        }
        let selected = match self.selected(cx, name) {
            Some(selected) => selected.ok()?,
            None => {
                if let Some(kind) = kind_named(&name.text) {
                    let words = everything(&self.vocabulary, kind);
                    let about = about(&words);
                    return Some(self.nodes.events(origin, EventsNode::Words(words), about));
                }
                self.no_events(cx, span, name);
                return None;
            }
        };
        let words = words(&self.vocabulary, &[selected]);
        let about = about(&words);
        Some(self.nodes.events(origin, EventsNode::Words(words), about))
    }

    /// Says why a name selects no events.
    fn no_events(&mut self, cx: &Context<'a>, span: Span, name: &'a Name) {
        let text = &name.text;
        let what = match self.peek(cx, text) {
            Some(Declared::Parameter(_)) => "is a parameter, which is a value",
            Some(Declared::Anchor(_)) => "is an anchor, which is a point in time",
            Some(Declared::Score(_)) => "is a computed score: ask `meets` of it",
            Some(Declared::Lines(_)) => "is a policy for lines of therapy: write `lines`",
            _ => match self.named(cx, text) {
                Ok(Some(Named::Question(_))) => "is a question: ask it with `judged` or `confirmed`",
                Ok(Some(Named::Site(_))) => "is a question to the site: ask it with `site says`",
                _ => {
                    self.unknown_word(cx, span, text, None);
                    return;
                }
            },
        };
        self.wrong_kind(cx, span, "events are needed here", &format!("`{text}` {what}"), None);
    }

    /// Says that another kind of thing is needed.
    pub(super) fn wrong_kind(&mut self, cx: &Context<'a>, span: Span, needed: &str, reason: &str, help: Option<&str>) {
        let mut found = Diagnostic::new(Code::WrongKind, span, needed).reason(reason);
        found.help = help.map(str::to_owned);
        self.report(cx, found);
    }

    /// The words of a set of names, one set for each member, with the roots as written.
    pub(super) fn word_sets(
        &mut self,
        cx: &Context<'a>,
        set: &'a crate::syntax::tree::Expr,
    ) -> Option<(Vec<WordSet>, Vec<WordId>)> {
        use crate::syntax::tree::ExprKind;
        let members: Vec<&'a crate::syntax::tree::Expr> = match &set.kind {
            ExprKind::Set(members) => members.iter().collect(),
            ExprKind::Parenthesis(inner) => return self.word_sets(cx, inner),
            _ => vec![set],
        };
        let (mut sets, mut roots, mut broken) = (Vec::new(), Vec::new(), false);
        for member in members {
            let Some(events) = self.events(&cx.apart(), member) else {
                broken = true;
                continue;
            };
            let Some(EventsNode::Words(words)) = self.nodes.events_node(events) else {
                self.wrong_kind(
                    cx,
                    member.span,
                    "only words and groups can stand in this set",
                    "the words themselves are compared, not what happened",
                    None,
                );
                broken = true;
                continue;
            };
            sets.push(words.certain.clone());
            roots.extend(&words.roots);
        }
        (!broken).then_some((sets, roots))
    }
}

/// Names that need each other.
pub(super) fn cycle(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(Code::Cycle, span, message)
        .reason("a definition that needs itself never comes to an end")
        .help("say it without the name itself")
}
