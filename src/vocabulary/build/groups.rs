//! Groups of words, and of groups.

use super::{Builder, Declared, Item};
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::tree::{self, Name};
use crate::vocabulary::{Named, WordId, WordSet};

/// What a group holds while it is being resolved.
enum State {
    Open,
    Resolving,
    Done,
}

impl Builder {
    /// Resolves the members of every group to words.
    pub(super) fn resolve_groups(&mut self, declared: &[Declared<'_>]) {
        let mut groups: Vec<Option<(&tree::Group, usize)>> = vec![None; self.vocabulary.groups.len()];
        for item in declared {
            if let (Named::Group(at), Item::Group(group)) = (item.named, item.item)
                && let Some(slot) = groups.get_mut(at)
            {
                *slot = Some((group, item.source));
            }
        }
        let mut states: Vec<State> = groups.iter().map(|_| State::Open).collect();
        for at in 0..groups.len() {
            self.resolve_group(at, &groups, &mut states);
        }
    }

    fn resolve_group(&mut self, at: usize, groups: &[Option<(&tree::Group, usize)>], states: &mut [State]) {
        let Some(Some((group, source))) = groups.get(at).copied() else { return };
        match states.get_mut(at) {
            Some(state @ State::Open) => *state = State::Resolving,
            _ => return,
        }
        self.at = source;
        let (mut members, mut except) = (Vec::new(), Vec::new());
        for name in &group.members {
            self.add_member(name, groups, states, &mut members, &mut except);
            self.at = source;
        }
        // What a member leaves out stays out, unless another member brings it in.
        let brought: WordSet = members.iter().fold(WordSet::default(), |mut all, (word, from_group)| {
            if !from_group {
                all.extend(&self.vocabulary.word(*word).family);
            }
            all
        });
        except.retain(|word| !brought.contains(*word));
        for name in &group.except {
            let mut out = Vec::new();
            self.add_member(name, groups, states, &mut out, &mut Vec::new());
            self.at = source;
            except.extend(out.into_iter().map(|(word, _)| word));
        }
        let mut words: Vec<WordId> = Vec::new();
        members.iter().for_each(|(word, _)| {
            if !words.contains(word) {
                words.push(*word);
            }
        });
        except.dedup();
        if let Some(group) = self.vocabulary.groups.get_mut(at) {
            (group.members, group.except) = (words, except);
        }
        if let Some(state) = states.get_mut(at) {
            *state = State::Done;
        }
    }

    /// Adds a word, or the words of a group, to `members` (with whether it came from a group).
    fn add_member(
        &mut self,
        name: &Name,
        groups: &[Option<(&tree::Group, usize)>],
        states: &mut [State],
        members: &mut Vec<(WordId, bool)>,
        except: &mut Vec<WordId>,
    ) {
        match self.vocabulary.find(&name.text) {
            Some(Named::Word(id)) => members.push((id, false)),
            Some(Named::Group(inner)) => {
                if matches!(states.get(inner), Some(State::Resolving)) {
                    let message = format!("the group `{}` would hold itself", name.text);
                    self.report(Diagnostic::new(Code::Cycle, name.span, message).label("leads back to this group"));
                    return;
                }
                self.resolve_group(inner, groups, states);
                if let Some(group) = self.vocabulary.groups.get(inner) {
                    members.extend(group.members.iter().map(|word| (*word, true)));
                    except.extend(group.except.iter().copied());
                }
            }
            Some(_) => {
                let message = format!("`{}` is a question and not a word", name.text);
                self.report(Diagnostic::new(Code::WrongKind, name.span, message));
            }
            None => self.report_unknown(name),
        }
    }
}
