//! What is known of events and values before any patient is read.

use crate::value::Number;
use crate::vocabulary::{Form, Kind, Order, SymbolId, UnitId, WordId, WordSet};

/// What a choice of events is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    /// Their kinds, sorted.
    pub(super) kinds: Vec<Kind>,
    /// The words that they can be of.
    pub(super) words: WordSet,
    /// The words as written.
    pub(super) roots: Vec<WordId>,
    /// Whether there is at most one.
    pub(super) single: bool,
    /// Whether they are periods made of others, which have a start and an end but no attributes.
    pub(super) periods: bool,
    /// Whether they are periods of a dose summed over drugs, and so of no drug in particular.
    pub(super) summed: bool,
}

impl About {
    /// What two choices together are about.
    pub(super) fn and(&self, other: &About) -> About {
        let mut joined = self.clone();
        joined.kinds.extend(&other.kinds);
        joined.kinds.sort_unstable();
        joined.kinds.dedup();
        joined.words.extend(&other.words);
        for root in &other.roots {
            if !joined.roots.contains(root) {
                joined.roots.push(*root);
            }
        }
        joined.single = false;
        joined
    }

    /// Whether they last rather than happen on a day.
    pub(super) fn is_interval(&self) -> bool {
        self.periods || self.kinds.iter().any(|kind| kind.is_interval())
    }
}

/// What a value can be. A result may come in several forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// The unit, where it can be a quantity.
    pub(super) unit: Option<UnitId>,
    /// Further units in which words of the same phrase are kept.
    pub(super) other_units: Vec<(WordId, UnitId)>,
    /// Further units in which results of the same words may come, which do not convert to the first.
    pub(super) further: Vec<UnitId>,
    /// The least and greatest quantity, where bounded.
    pub(super) bounds: Option<(Option<Number>, Option<Number>)>,
    /// Whether it can be a titre.
    pub(super) titre: bool,
    /// The values of a list that it can be, in the order declared.
    pub(super) symbols: Vec<SymbolId>,
    /// Those of them that are no grade of any order, such as `not_done`.
    pub(super) unsaid: Vec<SymbolId>,
    /// The orders that they stand in.
    pub(super) orders: Vec<Order>,
    /// Whether it is a date.
    pub(super) days: bool,
    /// Whether it holds words.
    pub(super) words: Option<Kind>,
    /// Whether it is text that rules cannot ask about.
    pub(super) text: bool,
    /// The words whose results it is.
    pub(super) of: Vec<WordId>,
    /// What it is called in messages.
    pub(super) name: String,
}

impl Shape {
    /// A quantity.
    pub(super) fn quantity(unit: UnitId) -> Shape {
        Shape { unit: Some(unit), ..Shape::default() }
    }

    /// A date.
    pub(super) fn date() -> Shape {
        Shape { days: true, ..Shape::default() }
    }

    /// With bounds.
    pub(super) fn within(mut self, low: Option<Number>, high: Option<Number>) -> Shape {
        self.bounds = Some((low, high));
        self
    }

    /// With a name for messages.
    pub(super) fn named(mut self, name: impl Into<String>) -> Shape {
        self.name = name.into();
        self
    }

    /// Adds the values of a list.
    pub(super) fn add_symbols(&mut self, symbols: &[SymbolId]) {
        for symbol in symbols {
            if !self.symbols.contains(symbol) {
                self.symbols.push(*symbol);
            }
        }
    }

    /// Adds an order and its values.
    pub(super) fn add_order(&mut self, order: &Order) {
        self.add_symbols(&order.values);
        self.add_symbols(&order.outside);
        self.unsaid.extend(&order.outside);
        if !self.orders.contains(order) {
            self.orders.push(order.clone());
        }
    }

    /// Adds a unit of a word, with its bounds.
    pub(super) fn add_unit(&mut self, word: WordId, unit: UnitId, bounds: Option<(Number, Number)>) {
        let bounds = bounds.map(|(low, high)| (Some(low), Some(high)));
        match self.unit {
            None => {
                self.unit = Some(unit);
                self.bounds = bounds;
            }
            Some(first) => {
                if first != unit {
                    self.other_units.push((word, unit));
                }
                if self.bounds != bounds {
                    self.bounds = None;
                }
            }
        }
    }

    /// Adds the forms in which a word's results come.
    pub(super) fn add_forms(&mut self, word: WordId, forms: &[Form]) {
        let mut first = true;
        for form in forms {
            match form {
                // Only the first unit is the one in which values are kept.
                Form::Quantity { unit, bounds } if first => {
                    first = false;
                    self.add_unit(word, *unit, *bounds);
                }
                Form::Quantity { unit, .. } => self.further.push(*unit),
                Form::Titre => self.titre = true,
                Form::Values(values) => self.add_symbols(values),
                Form::Ordered(order) => self.add_order(order),
            }
        }
    }

    /// Whether nothing can be asked of it.
    pub(super) fn is_empty(&self) -> bool {
        self.unit.is_none() && !self.titre && self.symbols.is_empty() && !self.days && self.words.is_none()
    }
}
