//! What a checked rule file is: nodes with every name, kind and unit settled.
//!
//! Nodes stand in three lists, by what they give: truths, values and events. A definition used twice with the same
//! arguments is one node, so the lists form a graph without cycles. Only the checker makes a [`Program`].

mod definition;
mod derived;
mod events;
mod reach;
mod time;
mod trial;
mod truth;
mod usage;
mod value;

pub use definition::*;
pub use derived::*;
pub use events::*;
pub use reach::Reach;
pub use time::*;
pub use trial::*;
pub use truth::*;
pub use usage::*;
pub use value::*;

use crate::diagnostic::Span;
use crate::syntax::tree::File;
use crate::vocabulary::{UnitId, Vocabulary};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);)*
    };
}

ids! {
    /// A truth, by its place in [`Program::truths`].
    TruthId,
    /// A value, by its place in [`Program::values`].
    ValueId,
    /// A choice of events, by its place in [`Program::events`].
    EventsId,
    /// A point in time, by its place in [`Program::points`].
    PointId,
    /// A window, by its place in [`Program::windows`].
    WindowId,
    /// An anchor, by its place in [`Program::anchors`].
    AnchorId,
    /// A score, by its place in [`Program::scores`].
    ScoreId,
    /// A policy for lines of therapy, by its place in [`Program::lines`].
    LinesId,
    /// A source text, by its place in [`Program::files`].
    FileId,
}

/// Checked rules: what the evaluator runs.
#[derive(Clone, Debug)]
pub struct Program {
    /// The words.
    pub vocabulary: Arc<Vocabulary>,
    /// The source texts, trials first.
    pub files: Vec<SourceFile>,
    /// The trials.
    pub trials: Vec<Trial>,
    /// All truths, with what they came from.
    pub truths: Vec<Node<TruthNode>>,
    /// All values, with what they came from; each has a unit that is settled.
    pub values: Vec<Node<ValueNode>>,
    /// All choices of events, with what they came from.
    pub events: Vec<Node<EventsNode>>,
    /// All points in time.
    pub points: Vec<PointNode>,
    /// All windows.
    pub windows: Vec<Window>,
    /// The anchors of all trials and libraries, by name.
    pub anchors: Vec<Anchor>,
    /// The computed scores.
    pub scores: Vec<Score>,
    /// The policies for lines of therapy.
    pub lines: Vec<LinesPolicy>,
    /// The definitions, each with the arguments of one use, in the order in which they were first needed.
    pub definitions: Vec<Definition>,
    /// How constants that stand in the rules by a name were written.
    pub written: BTreeMap<ValueId, Written>,
    /// What of the files something uses.
    pub usage: Usage,
    /// Digest of the rule texts and the vocabulary, as 64 hexadecimal digits.
    pub digest: String,
}

/// A constant that stands in the rules by the name of a parameter, of the trial or of a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The constant as it was written, with its unit: `221 umol/L`.
    pub text: String,
    /// The title of the trial's parameter, where it is one.
    pub title: Option<String>,
}

/// A source text, kept to quote from and to read beside its nodes.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its name as given.
    pub name: String,
    /// Its text.
    pub text: Arc<str>,
    /// Its tree.
    pub tree: Arc<File>,
    /// Itself and everything that it uses, directly or through others.
    pub sees: Vec<FileId>,
    /// The digest of its text, once somebody asked for it; see [`SourceFile::digest`].
    pub known_digest: OnceLock<String>,
}

impl SourceFile {
    /// What others use it by, or the id of its trial; its name where it does not say what it is.
    #[must_use]
    pub fn title(&self) -> &str {
        self.tree.header().map_or(self.name.as_str(), |header| header.name.text.as_str())
    }

    /// The digest of its text, as 64 hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.known_digest.get_or_init(|| crate::value::digest(&self.text))
    }
}

/// A node and what it came from.
#[derive(Clone, Debug)]
pub struct Node<N> {
    /// What it does.
    pub node: N,
    /// In which file it was written.
    pub file: FileId,
    /// Where.
    pub span: Span,
    /// The label of the block line or the title of the definition or score item that it is, where it is one.
    pub label: Option<Arc<str>>,
    /// The unit of a value; [`None`] for truths, events and values without a unit (dates, symbols).
    pub unit: Option<UnitId>,
}

impl Program {
    /// The truth of that id.
    #[inline]
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn truth(&self, id: TruthId) -> &Node<TruthNode> {
        &self.truths[id.0 as usize]
    }

    /// The value of that id.
    #[inline]
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn value(&self, id: ValueId) -> &Node<ValueNode> {
        &self.values[id.0 as usize]
    }

    /// The choice of events of that id.
    #[inline]
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn events(&self, id: EventsId) -> &Node<EventsNode> {
        &self.events[id.0 as usize]
    }

    /// The point of that id.
    #[inline]
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn point(&self, id: PointId) -> &PointNode {
        &self.points[id.0 as usize]
    }

    /// The window of that id.
    #[inline]
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn window(&self, id: WindowId) -> &Window {
        &self.windows[id.0 as usize]
    }

    /// The anchor of that id.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn anchor(&self, id: AnchorId) -> &Anchor {
        &self.anchors[id.0 as usize]
    }

    /// The score of that id.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the checker that fills the list")]
    pub fn score(&self, id: ScoreId) -> &Score {
        &self.scores[id.0 as usize]
    }

    /// A constant as somebody wrote it, with its unit, on one line; one that stands by a name as that was written.
    #[must_use]
    pub fn as_written(&self, id: ValueId) -> String {
        let by_name = self.written.get(&id).map(|written| written.text.clone());
        by_name.unwrap_or_else(|| self.words_of(self.value(id)).split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The words as written from which a node came.
    #[must_use]
    pub fn words_of<N>(&self, node: &Node<N>) -> &str {
        self.files.get(node.file.0 as usize).map_or("", |file| node.span.of(&file.text))
    }
}
