//! A whole record: its own fields, then list after list.

use super::entry::Entry;
use super::node::{Map, Node, What};
use super::reading::Reading;
use super::{Patient, Sex, Timeline, contradiction, derived};
use crate::diagnostic::{Code, Diagnostic};
use crate::vocabulary::Kind;

impl Reading<'_, '_, '_> {
    /// The patient of a record; `None` where it is no record or does not say whose it is.
    pub(super) fn whole(
        mut self,
        node: &Node<'_>,
        digest: impl FnOnce() -> String,
    ) -> (Option<Patient>, Vec<Diagnostic>) {
        let read = self.read(node).is_some();
        if !read {
            return (None, self.findings);
        }
        self.patient.digest = digest();
        self.place = ("", 0);
        self.patient.events = Timeline::new(std::mem::take(&mut self.events));
        let computed = derived::events(&self.patient, self.lookup.vocabulary, &self.lookup.derivations);
        self.patient.events.add(computed);
        contradiction::find(&mut self);
        (Some(self.patient), self.findings)
    }

    fn read(&mut self, node: &Node<'_>) -> Option<()> {
        let map = match &node.what {
            What::Map(_) => self.map_of(node, "a record")?,
            _ => {
                self.wrong_shape(node, "a record", "fields such as `patient: LN-001`");
                return None;
            }
        };
        let entry = Entry::new(map);
        self.person(&entry, node)?;
        for kind in Kind::ALL {
            self.events(entry.get(kind.list()), kind);
        }
        self.statements(&entry);
        let _ = entry.get("note");
        self.place = ("", 0);
        self.leftover(&entry, "");
        Some(())
    }

    /// Who the record is about, and when it was written.
    fn person(&mut self, entry: &Entry<'_>, node: &Node<'_>) -> Option<()> {
        let id = self.owned(entry.get("patient"), "patient").filter(|id| !id.is_empty());
        let Some(id) = id else {
            let finding =
                Diagnostic::new(Code::WrongShape, node.at, "the record does not say which patient it is about");
            self.report(finding.help("add `patient` with an id"));
            return None;
        };
        self.patient.id = id;
        self.recorded = self.date(entry.get("recorded"), "recorded").map(|day| day.last);
        self.patient.birth = self.date(entry.get("birth"), "birth");
        if let Some(node) = entry.get("sex") {
            self.patient.sex = match node.text().map(str::to_lowercase).as_deref() {
                Some("female" | "f") => Some(Sex::Female),
                Some("male" | "m") => Some(Sex::Male),
                Some("other") => Some(Sex::Other),
                _ => {
                    self.report(Diagnostic::new(Code::WrongShape, node.at, "`sex` is `female`, `male` or `other`"));
                    None
                }
            };
        }
        Some(())
    }

    /// The entries of a list of events. One that is no entry leaves the list open.
    fn events(&mut self, list: Option<&Node<'_>>, kind: Kind) {
        for (at, node) in list.map(Node::entries).unwrap_or_default().iter().enumerate() {
            self.place = (kind.list(), at);
            if node.is_nothing() {
                continue;
            }
            let Some(map) = self.map_of(node, kind.list()) else {
                self.unusable(kind, None, "the entry cannot be read", node.at);
                continue;
            };
            match kind {
                Kind::Measurement => self.measurement(map, node.at),
                Kind::Condition => self.condition(map, node.at),
                Kind::Drug => self.medication(map, node.at),
                Kind::Procedure => self.point(map, kind, "procedure", node.at),
                Kind::Vaccine => self.point(map, kind, "vaccine", node.at),
                Kind::Score => self.score(map, node.at),
                Kind::Line => self.line_of_therapy(map, node.at),
            }
        }
    }

    fn statements(&mut self, entry: &Entry<'_>) {
        if let Some(node) = entry.get("anchors") {
            self.place = ("anchors", 0);
            self.anchors(node);
        }
        self.each(entry.get("answers"), "answers", |reading, map, node| reading.answer(map, node.at));
        self.each(entry.get("contraindications"), "contraindications", |reading, map, node| {
            reading.stated(map, false, node.at);
        });
        self.each(entry.get("intolerances"), "intolerances", |reading, map, node| reading.stated(map, true, node.at));
        self.each(entry.get("reviewed"), "reviewed", |reading, map, node| reading.reviewed(map, node.at));
        self.each(entry.get("site"), "site", |reading, map, node| reading.site(map, node.at));
        self.each(entry.get("waivers"), "waivers", |reading, map, node| reading.waiver(map, node.at));
        for (at, node) in entry.get("absent").map(Node::entries).unwrap_or_default().iter().enumerate() {
            self.place = ("absent", at);
            self.absent(node);
        }
    }

    fn each(&mut self, list: Option<&Node<'_>>, name: &'static str, read: impl Fn(&mut Self, &Map<'_>, &Node<'_>)) {
        for (at, node) in list.map(Node::entries).unwrap_or_default().iter().enumerate() {
            self.place = (name, at);
            if node.is_nothing() {
                continue;
            }
            if let Some(map) = self.map_of(node, name) {
                read(self, map, node);
            }
        }
    }
}
