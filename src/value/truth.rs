//! Strong Kleene truth: met, not met, unknown.
//!
//! The order of the variants is the order of truth, so `and` is the minimum and `or` the maximum. Unknown comes
//! out only where the unknown parts really could change the answer.

use schemars::JsonSchema;
use serde::Serialize;

/// Whether a statement holds for a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// It certainly does not hold.
    NotMet,
    /// What is recorded does not settle it.
    Unknown,
    /// It certainly holds.
    Met,
}

impl Truth {
    /// The truth of something that is settled.
    #[inline]
    #[must_use]
    pub const fn of(holds: bool) -> Truth {
        if holds { Truth::Met } else { Truth::NotMet }
    }

    /// Both hold.
    #[inline]
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// At least one holds.
    #[inline]
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }

    /// If the first holds, so does the second; met where the first is not.
    #[inline]
    #[must_use]
    pub fn implies(self, then: Truth) -> Truth {
        (!self).or(then)
    }

    /// Whether between `least` and `most` of `parts` hold; `most` of `None` sets no upper end.
    #[must_use]
    pub fn count(parts: impl IntoIterator<Item = Truth>, least: usize, most: Option<usize>) -> Truth {
        let (mut certain, mut possible) = (0, 0);
        for part in parts {
            certain += usize::from(part == Truth::Met);
            possible += usize::from(part != Truth::NotMet);
        }
        let enough = if certain >= least {
            Truth::Met
        } else if possible < least {
            Truth::NotMet
        } else {
            Truth::Unknown
        };
        let not_too_many = match most {
            None => Truth::Met,
            Some(most) if possible <= most => Truth::Met,
            Some(most) if certain > most => Truth::NotMet,
            Some(_) => Truth::Unknown,
        };
        enough.and(not_too_many)
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    #[inline]
    fn not(self) -> Truth {
        match self {
            Truth::NotMet => Truth::Met,
            Truth::Unknown => Truth::Unknown,
            Truth::Met => Truth::NotMet,
        }
    }
}

#[cfg(test)]
mod tests;
