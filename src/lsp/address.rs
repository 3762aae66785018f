//! How editors call files, and how the project does.
//!
//! A file of the disk is called by its path here, a text that is nowhere on the disk by what the editor calls it. Words that
//! come with the command have no file: they are called by [`EMBEDDED`] and their name, and are written where an editor can
//! read them when one wants to look.

use gen_lsp_types::Uri;
use std::fmt::Write as _;
use std::path::Path;

/// What stands before the name of a text that comes with the command.
pub(super) const EMBEDDED: &str = "enrol:";

/// What the project calls the text of that address.
pub(super) fn name_of(uri: &Uri) -> String {
    let Some(rest) = uri.0.strip_prefix("file://") else { return uri.0.clone() };
    let path = rest.find('/').and_then(|start| rest.get(start..)).unwrap_or(rest);
    let path = decoded(path);
    // `/C:/rules` is `C:/rules`.
    let drive = path
        .get(1..3)
        .is_some_and(|drive| drive.ends_with(':') && drive.starts_with(|c: char| c.is_ascii_alphabetic()));
    if drive { path.get(1..).unwrap_or_default().to_owned() } else { path }
}

/// What editors call the text of that name.
pub(super) fn uri_of(name: &str) -> Uri {
    let is_path = Path::new(name).is_absolute() || name.starts_with('/');
    if !is_path {
        return Uri(name.to_owned());
    }
    let mut uri = String::from("file://");
    let slashed = name.replace('\\', "/");
    if !slashed.starts_with('/') {
        uri.push('/');
    }
    for byte in slashed.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            // Writing to a text cannot fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    Uri(uri)
}

/// What a text is called among others: the last part of its name.
pub(super) fn short(name: &str) -> String {
    name.trim_start_matches(EMBEDDED).rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

/// A text with `%20` and the like resolved; what is no such escape stays.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let escape = (byte == b'%').then(|| Some((digit(ahead.next()?)?, digit(ahead.next()?)?))).flatten();
        match escape {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = ahead;
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for name in ["/rules/trials/a.enrol", "/Prüfung 1/ä%b#.enrol", "untitled:Untitled-1"] {
            assert_eq!(name_of(&uri_of(name)), name);
        }
        assert_eq!(name_of(&Uri("file:///C%3A/rules/a.enrol".to_owned())), "C:/rules/a.enrol");
        assert_eq!(name_of(&Uri("file:///a%2".to_owned())), "/a%2");
        assert_eq!(uri_of("/a b/ö.enrol").0, "file:///a%20b/%C3%B6.enrol");
    }
}
