//! What slip of the pen makes a text unreadable, in words for whoever wrote it by hand.
//!
//! The reader says where it stopped and little more. Here the lines around that place are looked at for the slips that are
//! common: a tab, a lost space, dash, comma, quote or bracket, a colon within a text, a wrong indentation.

use crate::diagnostic::{Code, Diagnostic, Span};

/// A slip: where it is in the document, what it is, and what to do.
struct Slip {
    at: (usize, usize),
    message: String,
    help: String,
}

/// One line of the document.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// Where it begins.
    start: usize,
    text: &'a str,
}

/// Why a document cannot be read that the reader gave up at a byte, as a finding; `start` is where it begins in its file.
pub(super) fn finding(document: &str, start: usize, at: usize) -> Box<Diagnostic> {
    let slip = find(document, at).unwrap_or_else(|| Slip {
        at: (at, at + 1),
        message: "nobody can tell here where one field ends and the next begins".to_owned(),
        help: "look for a lost colon, dash, quote or bracket, and at the indentation".to_owned(),
    });
    let span = Span::new(start + slip.at.0, start + slip.at.1);
    Box::new(Diagnostic::new(Code::Unreadable, span, slip.message).help(slip.help))
}

fn find(document: &str, at: usize) -> Option<Slip> {
    let lines: Vec<Line<'_>> = lines(document);
    let place = lines.iter().rposition(|line| line.start <= at)?;
    let here = *lines.get(place)?;
    let before: Vec<Line<'_>> = lines.get(..place)?.iter().filter(|line| !line.is_empty()).copied().collect();
    let near: Vec<Line<'_>> = before.last().copied().into_iter().chain([here]).collect();
    tab(here)
        .or_else(|| near.iter().rev().find_map(|line| sign(*line)))
        .or_else(|| near.iter().rev().find_map(|line| quote(*line)))
        .or_else(|| near.iter().rev().find_map(|line| bracket_in_text(document, at, *line)))
        .or_else(|| bracket(document, at, here))
        .or_else(|| near.iter().find_map(|line| no_space(*line)))
        .or_else(|| near.iter().find_map(|line| second_colon(*line)))
        .or_else(|| near.iter().find_map(|line| no_colon(*line)))
        .or_else(|| dash(here, &before))
        // Between brackets no indentation counts.
        .or_else(|| open_at(document, at).is_ok_and(|open| open.is_empty()).then(|| indentation(here, &before))?)
}

/// The first value that begins with a sign that YAML keeps for itself, wherever it stands.
pub(super) fn sign_in(document: &str, start: usize) -> Option<Box<Diagnostic>> {
    let slip = lines(document).into_iter().find_map(sign)?;
    let span = Span::new(start + slip.at.0, start + slip.at.1);
    Some(Box::new(Diagnostic::new(Code::Unreadable, span, slip.message).help(slip.help)))
}

fn lines(document: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for text in document.split_inclusive('\n') {
        lines.push(Line { start, text: text.trim_end_matches(['\n', '\r']) });
        start += text.len();
    }
    lines
}

impl<'a> Line<'a> {
    fn is_empty(self) -> bool {
        self.content().is_empty() || self.content().starts_with('#')
    }

    fn content(self) -> &'a str {
        self.text.trim()
    }

    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Whether an entry of a list begins here.
    fn is_entry(self) -> bool {
        self.content() == "-" || self.content().starts_with("- ")
    }

    /// Where the text begins that stands after the dash, if there is one.
    fn field(self) -> (usize, &'a str) {
        let content = self.content();
        let own = content.strip_prefix('-').filter(|_| self.is_entry()).unwrap_or(content).trim_start();
        (self.start + self.indent() + content.len() - own.len(), own)
    }

    fn slip(self, at: usize, length: usize, message: String, help: String) -> Slip {
        Slip { at: (at, at + length.max(1)), message, help }
    }

    /// The values of the line, each with its place in it: what stands after a colon and a blank, up to the next comma, bracket
    /// or comment.
    fn values(self) -> impl Iterator<Item = (usize, &'a str)> {
        let text = self.text;
        text.match_indices(": ").filter_map(move |(at, _)| {
            let rest = text.get(at + 2..)?;
            let value = rest.trim_start();
            let end = value.find([',', '}', ']']).unwrap_or(value.len());
            let value_at = at + 2 + rest.len() - value.len();
            let value = value.get(..end)?;
            Some((value_at, value.split(" #").next()?.trim_end()))
        })
    }
}

fn tab(line: Line<'_>) -> Option<Slip> {
    let at = line.text.get(..line.indent())?.find('\t')?;
    let message = "a tab stands where the line is indented".to_owned();
    let help = "replace the tab with spaces: two for each level".to_owned();
    Some(line.slip(line.start + at, 1, message, help))
}

/// A value that begins with a sign that YAML keeps for itself.
fn sign(line: Line<'_>) -> Option<Slip> {
    line.values().find_map(|(at, value)| {
        let first = value.chars().next().filter(|first| "@`%>|".contains(*first))?;
        // A `>` or `|` alone begins a longer text.
        let alone = value.chars().all(|letter| ">|+-".contains(letter));
        (!alone).then(|| {
            let message = format!("a value that begins with `{first}` needs quotes");
            line.slip(line.start + at, value.len(), message, format!("write `\"{value}\"`"))
        })
    })
}

/// A quote that is not closed on its line, or that is closed in the middle of a text.
fn quote(line: Line<'_>) -> Option<Slip> {
    let mut from = 0;
    while let Some(opened) = opening_quote(line.text, from) {
        let sign = line.text.get(opened..)?.chars().next()?;
        let at = line.start + opened;
        let Some(length) = line.text.get(opened + 1..)?.find(sign) else {
            let help = format!("close it with `{sign}` at the end of the text");
            return Some(line.slip(at, 1, format!("the quote `{sign}` is not closed"), help));
        };
        let end = opened + 1 + length + 1;
        let after = line.text.get(end..)?.trim_start();
        if !after.is_empty() && !after.starts_with([',', '}', ']', '#', ':', sign]) {
            let message = format!("the quote `{sign}` ends in the middle of a text");
            let other = if sign == '\'' { '"' } else { '\'' };
            let help = format!("put the whole text between {other} and {other}");
            return Some(line.slip(at, end - opened, message, help));
        }
        from = end;
    }
    None
}

/// The next quote that begins a text: after a colon, a dash, a comma or a bracket.
fn opening_quote(text: &str, from: usize) -> Option<usize> {
    let comment = text.find(" #").unwrap_or(text.len());
    let found = text.match_indices(['"', '\'']).map(|(at, _)| at).filter(|at| *at >= from && *at < comment);
    let mut found = found.filter(|at| {
        let before = text.get(..*at).unwrap_or_default().trim_end();
        before.is_empty() || before.ends_with([':', '-', ',', '{', '['])
    });
    found.next()
}

/// A text within brackets that holds a bracket of its own: `{ value: 12 m[IU]/mL }`.
fn bracket_in_text(document: &str, at: usize, line: Line<'_>) -> Option<Slip> {
    let brackets = line.text.match_indices(['[', '{']).map(|(place, _)| place);
    brackets.filter(|place| line.start + place <= at).find_map(|place| {
        let open = open_at(document, line.start + place).ok()?;
        let (outer, sign) = *open.last()?;
        // Within quotes and comments it opens nothing.
        (open_at(document, line.start + place + 1).ok()?.len() > open.len()).then_some(())?;
        let from = (outer + 1).saturating_sub(line.start).min(place);
        let entry = line.text.get(from..place)?.rsplit(',').next()?;
        // Without a colon before it, the name of a field may have lost its own.
        let text = if sign == '{' { entry.split_once(": ")?.1 } else { entry }.trim_start();
        let plain =
            !text.is_empty() && !text.starts_with(['"', '\'', '[', '{', '#']) && !text.trim_end().ends_with(':');
        let start = place - text.len();
        let rest = line.text.get(place..).filter(|_| plain)?;
        let close = rest.find([']', '}'])? + 1;
        let end = place + close + rest.get(close..)?.find([',', '}', ']']).unwrap_or(rest.len() - close);
        let whole = line.text.get(start..end)?.trim_end();
        let bracket = rest.chars().next()?;
        let message = format!("a text that holds a `{bracket}` needs quotes within `{sign}`");
        Some(line.slip(line.start + start, whole.len(), message, format!("write `\"{whole}\"`")))
    })
}

/// A bracket that is not closed, closes nothing, or is closed by another; a comma that is missing between two fields.
fn bracket(document: &str, at: usize, here: Line<'_>) -> Option<Slip> {
    let (opened, sign) = match open_at(document, at + 1) {
        Ok(open) => open.last().copied()?,
        Err((place, letter)) => {
            let message = format!("the bracket `{letter}` closes nothing");
            return Some(here.slip(place, 1, message, "take it out, or add the one that opens".to_owned()));
        }
    };
    let close = if sign == '{' { '}' } else { ']' };
    if let Some(round) = here.text.find(')').filter(|_| !here.text.contains('(')) {
        let message = format!("the bracket `{sign}` is closed by `)`");
        return Some(here.slip(here.start + round, 1, message, format!("write `{close}`")));
    }
    let field = document.get(opened + 1..at)?.rsplit([',', '{', '[']).next()?;
    if document.get(at..)?.starts_with(':') && !field.contains('\n') && field.contains(": ") {
        let name = field.split_whitespace().last().unwrap_or_default();
        let message = format!("a comma is missing before `{name}`, or the text before it holds a colon");
        let help = "put a comma between two fields, and a text that holds a colon between quotes".to_owned();
        return Some(here.slip(at - name.len(), name.len(), message, help));
    }
    let still_open = open_at(document, here.start + here.text.len()).is_ok_and(|open| open.contains(&(opened, sign)));
    still_open.then(|| {
        let message = format!("the bracket `{sign}` is not closed");
        here.slip(opened, 1, message, format!("close it with `{close}` at the end of its entry"))
    })
}

/// The brackets that are open at a byte, each with its place, quotes and comments left out; or the one that closes nothing.
fn open_at(document: &str, limit: usize) -> Result<Vec<(usize, char)>, (usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let (mut quoted, mut comment, mut blank_before) = (None, false, true);
    for (place, letter) in document.char_indices().take_while(|(place, _)| *place < limit) {
        comment = (comment || (quoted.is_none() && letter == '#' && blank_before)) && letter != '\n';
        match (quoted, letter) {
            _ if comment => {}
            (Some(sign), _) if letter == sign => quoted = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if blank_before => quoted = Some(letter),
            (None, '{' | '[') => open.push((place, letter)),
            (None, '}' | ']') => {
                open.pop().ok_or((place, letter))?;
            }
            _ => {}
        }
        blank_before = letter.is_whitespace() || "{[,".contains(letter);
    }
    Ok(open)
}

/// `sex:female`
fn no_space(line: Line<'_>) -> Option<Slip> {
    let (at, field) = line.field();
    let (name, value) = field.split_once(':')?;
    let lost = is_name(name) && !value.is_empty() && !value.starts_with([' ', '\t', '/']);
    lost.then(|| {
        let message = format!("no space stands after the colon of `{name}`");
        line.slip(at, name.len() + 1, message, format!("write `{name}: {value}`"))
    })
}

/// `note: seen by: Dr. Rossi`
fn second_colon(line: Line<'_>) -> Option<Slip> {
    let (at, field) = line.field();
    let (name, value) = field.split_once(": ")?;
    let value = value.trim();
    let plain = !value.starts_with(['"', '\'', '{', '[', '#']) && is_name(name);
    let second = value.find(": ").filter(|_| plain)?;
    let place = at + field.len() - value.len() + second;
    let (message, help) = ("a text holds a colon", format!("put the text between quotes: `{name}: \"{value}\"`"));
    Some(line.slip(place, 1, message.to_owned(), help))
}

/// `sex female`
fn no_colon(line: Line<'_>) -> Option<Slip> {
    let (at, field) = line.field();
    let plain = !field.is_empty() && !field.contains(':') && !field.contains(['"', '\'', '{', '}', '[', ']', '#', ',']);
    let (name, value) = field.split_once(' ').unwrap_or((field, ""));
    (plain && is_name(name) && !line.is_entry()).then(|| {
        let message = format!("no colon stands after `{name}`");
        let help = format!("write `{}`", format!("{name}: {}", value.trim()).trim_end());
        line.slip(at, name.len(), message, help)
    })
}

/// An entry of a list without its dash.
fn dash(line: Line<'_>, before: &[Line<'_>]) -> Option<Slip> {
    let above = before.iter().rev().find(|above| above.indent() <= line.indent())?;
    (above.is_entry() && above.indent() == line.indent() && !line.is_entry()).then(|| {
        let message = "this line stands among the entries of a list, without a dash".to_owned();
        let help = format!(
            "begin it with `- ` if it is the next entry; if it belongs to the entry above, indent it by {} spaces",
            above.indent() + 2
        );
        line.slip(line.start + line.indent(), line.content().len(), message, help)
    })
}

fn indentation(line: Line<'_>, before: &[Line<'_>]) -> Option<Slip> {
    let above = before.last()?;
    let beside = if above.is_entry() { above.indent() + 2 } else { above.indent() };
    let spaces = |count: usize| if count == 1 { "1 space".to_owned() } else { format!("{count} spaces") };
    (line.indent() != beside).then(|| {
        let message = format!("this line is indented by {}, and those around it by {beside}", spaces(line.indent()));
        let help = "indent what belongs together alike, two spaces for each level".to_owned();
        line.slip(line.start, line.indent().max(1), message, help)
    })
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}
