use super::Number;

/// Reads a titre such as `1:80` as its denominator; `None` for anything else.
#[must_use]
pub fn parse_titre(text: &str) -> Option<Number> {
    let (one, denominator) = text.split_once([':', '/'])?;
    let denominator = Number::parse(denominator.trim())?;
    (one.trim() == "1" && denominator >= Number::ONE).then_some(denominator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titres() {
        assert_eq!(parse_titre("1:80"), Some(Number::whole(80)));
        assert_eq!(parse_titre("1 : 1280"), Some(Number::whole(1280)));
        assert_eq!(parse_titre("1/40"), Some(Number::whole(40)));
        assert_eq!(parse_titre("1:1"), Some(Number::ONE));
        for wrong in ["80", "1:0.5", "2:80:1", "2:80", "1:0", "1:", ":80", "1:-5", "positive"] {
            assert_eq!(parse_titre(wrong), None, "{wrong}");
        }
    }
}
