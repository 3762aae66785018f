//! Medians, and what they are beside one another.

use std::time::{Duration, Instant};

/// How often each thing is timed; one more turn goes first and does not count.
const TURNS: usize = 9;

/// Times things that are done to so many patients.
pub(crate) struct Clock {
    patients: usize,
    medians: Vec<(&'static str, f64)>,
}

impl Clock {
    /// A clock for so many patients.
    pub(crate) fn new(patients: usize) -> Clock {
        Clock { patients, medians: Vec::new() }
    }

    /// Times something that is done to all patients.
    pub(crate) fn time(&mut self, name: &'static str, mut act: impl FnMut()) {
        act();
        let mut turns: Vec<f64> = (0..TURNS)
            .map(|_| {
                let begun = Instant::now();
                act();
                begun.elapsed().as_nanos() as f64 / self.patients as f64
            })
            .collect();
        turns.sort_by(f64::total_cmp);
        self.medians.extend(turns.get(TURNS / 2).map(|median| (name, *median)));
    }

    /// Prints the medians in nanoseconds a patient, and each as a multiple of two of them.
    pub(crate) fn report(&self, first: &str, second: &str) {
        let of =
            |name: &str| self.medians.iter().find(|(known, _)| *known == name).map_or(f64::NAN, |(_, median)| *median);
        println!("{} patients, medians of {TURNS}", self.patients);
        println!("{:<24} {:>12} {:>16} {:>16}", "", "ns a patient", first, second);
        for (name, median) in &self.medians {
            println!("{name:<24} {median:>12.0} {:>14.2} x {:>14.2} x", median / of(first), median / of(second));
        }
    }
}

/// The median of some times, and how far the slowest lie from it.
pub(crate) fn spread(times: &[Duration]) -> String {
    let mut sorted: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1_000.0).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |part: f64| sorted.get((part * (sorted.len() - 1) as f64).round() as usize).copied().unwrap_or(f64::NAN);
    format!("median {:.1} ms, 95 of 100 within {:.1} ms, slowest {:.1} ms", at(0.5), at(0.95), at(1.0))
}
