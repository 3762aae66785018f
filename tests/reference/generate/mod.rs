//! Random programs and patients over one small vocabulary, made from a tape of random numbers.
//!
//! Every choice takes the next number of the tape and nought stands for the simplest, so that a shrunk tape is a smaller
//! program or patient.

pub mod patients;
pub mod programs;
pub mod vocabulary;

use proptest::collection::vec;
use proptest::prelude::*;

/// A tape of random numbers.
pub struct Choices<'t> {
    tape: &'t [u32],
    at: usize,
    /// Whether what is recorded is precise and complete, but for a little.
    precise: bool,
}

impl<'t> Choices<'t> {
    pub fn new(tape: &'t [u32]) -> Choices<'t> {
        Choices { tape, at: 0, precise: false }
    }

    /// A number from 0 up to, not including, `bound`; 0 once the tape has run out.
    pub fn below(&mut self, bound: usize) -> usize {
        let next = self.tape.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        next as usize % bound.max(1)
    }

    /// Whether something that happens in so many of a hundred cases does.
    pub fn chance(&mut self, per_cent: usize) -> bool {
        self.below(100) >= 100 - per_cent
    }

    /// The same of something that blurs a record: hardly ever in a precise one.
    pub fn blur(&mut self, per_cent: usize) -> bool {
        let blurred = self.chance(per_cent);
        if self.precise { blurred && self.chance(10) } else { blurred }
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    pub fn spent(&self) -> bool {
        self.at >= self.tape.len()
    }
}

/// A tape for a program and one for a patient.
pub fn tapes() -> impl Strategy<Value = (Vec<u32>, Vec<u32>)> {
    (vec(any::<u32>(), 4..240), vec(any::<u32>(), 0..300))
}
