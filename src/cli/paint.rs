//! Styled lines to text with colours, or without.

use crate::explain::{Line, Style};

/// The lines as text, coloured if wanted.
pub(super) fn paint(lines: &[Line], colours: bool) -> String {
    if !colours {
        return crate::explain::plain_text(lines);
    }
    let mut text = String::new();
    for line in lines {
        for part in &line.parts {
            match code(part.style) {
                "" => text.push_str(&part.text),
                code => text.push_str(&format!("\u{1b}[{code}m{}\u{1b}[0m", part.text)),
            }
        }
        text.push('\n');
    }
    text
}

fn code(style: Style) -> &'static str {
    match style {
        Style::Plain => "",
        Style::Strong => "1",
        Style::Faint => "2",
        Style::Heading => "1;4",
        Style::Good => "32",
        Style::Bad => "31",
        Style::Open => "33",
    }
}
