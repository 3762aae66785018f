//! Digests of texts, as verdicts and pins carry them.

use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt::Write as _;

/// What a digest begins with where it stands in settings and verdicts: how it was made.
pub const DIGEST_KIND: &str = "sha256:";

/// The text as it is digested: line ends of Windows count as others do, and the mark by which some programs begin a file does not
/// count, so that a checkout on another system makes no other digest.
fn digested(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

/// The SHA-256 digest of a text, as 64 hexadecimal digits.
///
/// ```
/// use enrol::value::digest;
///
/// // What `sha256sum` prints for a file with the line ends of Linux.
/// let linux = "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2";
/// assert_eq!(digest("a\nb\n"), linux);
/// assert_eq!(digest("\u{feff}a\r\nb\r\n"), linux);
/// ```
#[must_use]
pub fn digest(text: &str) -> String {
    hexadecimal(&Sha256::digest(digested(text).as_bytes()))
}

/// The digest of several texts, where none runs into the next.
#[must_use]
pub fn digest_of_parts<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        let text = digested(part);
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hexadecimal(&hasher.finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
