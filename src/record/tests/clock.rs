//! How long something keeps a processor busy, whatever else the machine does in the meantime.

use std::time::{Duration, Instant};

/// The time that this thread spends on a processor with some work; where the system does not tell it, the time that passes.
pub(crate) fn busy<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (before, started) = (on_processor(), Instant::now());
    let done = work();
    let passed = started.elapsed();
    let spent = before.and_then(|before| on_processor()?.checked_sub(before));
    (done, spent.unwrap_or(passed))
}

/// How long this thread has been on a processor so far.
fn on_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split(' ').next()?.parse().ok()?))
}
