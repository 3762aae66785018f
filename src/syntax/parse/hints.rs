//! Slips that have their own hint.
