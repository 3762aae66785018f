//! The lists of nodes while they grow. The same words in the same file with the same meaning are one node.

use super::about::{About, Shape};
use super::program::{
    EventsId, EventsNode, FileId, Node, PointId, PointNode, TruthId, TruthNode, ValueId, ValueNode, Window, WindowId,
};
use crate::diagnostic::Span;
use crate::vocabulary::UnitId;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::sync::Arc;

/// Where a node was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    pub(super) file: FileId,
    pub(super) span: Span,
    pub(super) text: &'a str,
}

/// What makes two nodes one.
#[derive(PartialEq, Eq, Hash)]
struct Key<'a, N> {
    node: &'a N,
    file: FileId,
    text: &'a str,
    label: Option<&'a str>,
    unit: Option<UnitId>,
    /// Tells apart what reads the same and is asked of different events.
    subject: usize,
}

impl<N: Hash> Key<'_, N> {
    fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

/// One list of nodes.
pub(super) struct Arena<'a, N> {
    pub(super) nodes: Vec<Node<N>>,
    /// How often each was asked for again.
    again: Vec<u32>,
    texts: Vec<(&'a str, usize)>,
    /// Each node behind the digest of its key.
    seen: BTreeSet<(u64, u32)>,
}

impl<'a, N: Clone + Eq + Hash> Arena<'a, N> {
    fn new() -> Arena<'a, N> {
        Arena { nodes: Vec::new(), again: Vec::new(), texts: Vec::new(), seen: BTreeSet::new() }
    }

    fn add(
        &mut self,
        origin: Origin<'a>,
        node: N,
        label: Option<Arc<str>>,
        unit: Option<UnitId>,
        subject: usize,
    ) -> u32 {
        let key = Key { node: &node, file: origin.file, text: origin.text, label: label.as_deref(), unit, subject };
        let digest = key.digest();
        if let Some(found) = self.find(digest, &key) {
            if let Some(again) = self.again.get_mut(found as usize) {
                *again += 1;
            }
            return found;
        }
        let id = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node { node, file: origin.file, span: origin.span, label, unit });
        self.again.push(0);
        self.texts.push((origin.text, subject));
        self.seen.insert((digest, id));
        id
    }

    fn find(&self, digest: u64, key: &Key<'_, N>) -> Option<u32> {
        let mut alike = self.seen.range((digest, 0)..=(digest, u32::MAX)).map(|(_, id)| *id);
        alike.find(|id| self.key(*id).as_ref() == Some(key))
    }

    fn key(&self, id: u32) -> Option<Key<'_, N>> {
        let Node { node, file, label, unit, .. } = self.nodes.get(id as usize)?;
        let (text, subject) = *self.texts.get(id as usize)?;
        Some(Key { node, file: *file, text, label: label.as_deref(), unit: *unit, subject })
    }

    /// The same node under a label. A node that nobody else uses yet is labelled where it stands.
    fn labelled(&mut self, id: u32, label: &Arc<str>) -> u32 {
        let place = id as usize;
        let (Some(node), Some((text, subject)), Some(key)) =
            (self.nodes.get(place), self.texts.get(place).copied(), self.key(id))
        else {
            return id;
        };
        let unlabelled = key.digest();
        let key = Key { label: Some(label), ..key };
        let labelled = key.digest();
        let fresh = place + 1 == self.nodes.len() && self.again.last() == Some(&0) && node.label.is_none();
        if !fresh || self.find(labelled, &key).is_some() {
            let origin = Origin { file: node.file, span: node.span, text };
            return self.add(origin, node.node.clone(), Some(label.clone()), node.unit, subject);
        }
        self.seen.remove(&(unlabelled, id));
        self.seen.insert((labelled, id));
        if let Some(node) = self.nodes.last_mut() {
            node.label = Some(label.clone());
        }
        id
    }

    /// Notes that somebody keeps a node, which then stays as it is.
    fn keep(&mut self, id: u32) {
        if let Some(again) = self.again.get_mut(id as usize) {
            *again += 1;
        }
    }

    fn truncate(&mut self, length: usize) {
        self.nodes.truncate(length);
        self.again.truncate(length);
        self.texts.truncate(length);
        self.seen.retain(|(_, id)| (*id as usize) < length);
    }
}

/// All lists of nodes, with what is known of each value and choice of events.
pub(super) struct Nodes<'a> {
    pub(super) truths: Arena<'a, TruthNode>,
    pub(super) values: Arena<'a, ValueNode>,
    pub(super) events: Arena<'a, EventsNode>,
    pub(super) points: Vec<PointNode>,
    pub(super) windows: Vec<Window>,
    shapes: Vec<Arc<Shape>>,
    abouts: Vec<Arc<About>>,
    subjects: Vec<Shape>,
    seen_points: HashMap<PointNode, PointId>,
    seen_windows: HashMap<Window, WindowId>,
}

/// How long the lists were at some time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark([usize; 5]);

impl<'a> Nodes<'a> {
    pub(super) fn new() -> Nodes<'a> {
        Nodes {
            truths: Arena::new(),
            values: Arena::new(),
            events: Arena::new(),
            points: Vec::new(),
            windows: Vec::new(),
            shapes: Vec::new(),
            abouts: Vec::new(),
            subjects: Vec::new(),
            seen_points: HashMap::new(),
            seen_windows: HashMap::new(),
        }
    }

    pub(super) fn truth(&mut self, origin: Origin<'a>, node: TruthNode) -> TruthId {
        TruthId(self.truths.add(origin, node, None, None, 0))
    }

    pub(super) fn value(&mut self, origin: Origin<'a>, node: ValueNode, shape: Shape) -> ValueId {
        let subject = if matches!(node, ValueNode::Subject(_) | ValueNode::It(_)) { self.subject(&shape) } else { 0 };
        let id = self.values.add(origin, node, None, shape.unit, subject);
        if self.shapes.len() <= id as usize {
            self.shapes.push(Arc::new(shape));
        }
        ValueId(id)
    }

    /// The number of what a condition asks about: `value` of one word is not `value` of another.
    fn subject(&mut self, shape: &Shape) -> usize {
        let place = self.subjects.iter().position(|known| known == shape).unwrap_or(self.subjects.len());
        if place == self.subjects.len() {
            self.subjects.push(shape.clone());
        }
        place + 1
    }

    pub(super) fn events(&mut self, origin: Origin<'a>, node: EventsNode, about: About) -> EventsId {
        let id = self.events.add(origin, node, None, None, 0);
        if self.abouts.len() <= id as usize {
            self.abouts.push(Arc::new(about));
        }
        EventsId(id)
    }

    pub(super) fn point(&mut self, node: PointNode) -> PointId {
        let next = PointId(u32::try_from(self.points.len()).unwrap_or(u32::MAX));
        *self.seen_points.entry(node).or_insert_with_key(|node| {
            self.points.push(node.clone());
            next
        })
    }

    pub(super) fn window(&mut self, window: Window) -> WindowId {
        let next = WindowId(u32::try_from(self.windows.len()).unwrap_or(u32::MAX));
        *self.seen_windows.entry(window).or_insert_with_key(|window| {
            self.windows.push(window.clone());
            next
        })
    }

    /// Notes that a truth is kept for later, so that no label of another place is put on it.
    pub(super) fn keep_truth(&mut self, id: TruthId) {
        self.truths.keep(id.0);
    }

    /// Notes that a value is kept for later.
    pub(super) fn keep_value(&mut self, id: ValueId) {
        self.values.keep(id.0);
    }

    /// Notes that a choice of events is kept for later.
    pub(super) fn keep_events(&mut self, id: EventsId) {
        self.events.keep(id.0);
    }

    pub(super) fn label_truth(&mut self, id: TruthId, label: &Arc<str>) -> TruthId {
        TruthId(self.truths.labelled(id.0, label))
    }

    pub(super) fn label_value(&mut self, id: ValueId, label: &Arc<str>) -> ValueId {
        let shape = self.shape(id);
        let labelled = self.values.labelled(id.0, label);
        if self.shapes.len() <= labelled as usize {
            self.shapes.push(shape);
        }
        ValueId(labelled)
    }

    pub(super) fn label_events(&mut self, id: EventsId, label: &Arc<str>) -> EventsId {
        let about = self.about(id);
        let labelled = self.events.labelled(id.0, label);
        if self.abouts.len() <= labelled as usize {
            self.abouts.push(about);
        }
        EventsId(labelled)
    }

    /// What is known of a value.
    pub(super) fn shape(&self, id: ValueId) -> Arc<Shape> {
        self.shapes.get(id.0 as usize).cloned().unwrap_or_default()
    }

    /// What is known of a choice of events.
    pub(super) fn about(&self, id: EventsId) -> Arc<About> {
        self.abouts.get(id.0 as usize).cloned().unwrap_or_default()
    }

    pub(super) fn value_node(&self, id: ValueId) -> Option<&ValueNode> {
        self.values.nodes.get(id.0 as usize).map(|node| &node.node)
    }

    pub(super) fn events_node(&self, id: EventsId) -> Option<&EventsNode> {
        self.events.nodes.get(id.0 as usize).map(|node| &node.node)
    }

    pub(super) fn point_node(&self, id: PointId) -> Option<&PointNode> {
        self.points.get(id.0 as usize)
    }

    pub(super) fn window_node(&self, id: WindowId) -> Option<&Window> {
        self.windows.get(id.0 as usize)
    }

    /// How long the lists are now.
    pub(super) fn mark(&self) -> Mark {
        let (truths, values, events) = (self.truths.nodes.len(), self.values.nodes.len(), self.events.nodes.len());
        Mark([truths, values, events, self.points.len(), self.windows.len()])
    }

    /// Forgets what came after a mark: what was only checked and is never evaluated.
    pub(super) fn back_to(&mut self, mark: Mark) {
        let [truths, values, events, points, windows] = mark.0;
        self.truths.truncate(truths);
        self.values.truncate(values);
        self.events.truncate(events);
        self.shapes.truncate(values);
        self.abouts.truncate(events);
        self.points.truncate(points);
        self.windows.truncate(windows);
        self.seen_points.retain(|_, id| (id.0 as usize) < points);
        self.seen_windows.retain(|_, id| (id.0 as usize) < windows);
    }
}
