//! Bytes to [`Patient`]: YAML and NDJSON of one shape, read with line and column, nothing dropped in silence.

mod patient;

pub use patient::*;
