//! Records from disk or standard input, one after the other.
