//! Paragraphs and tables in the markup of word processors (ISO/IEC 29500, WordprocessingML).

use crate::wording::escape::escape;
use crate::wording::unit::unbroken;

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Bold,
    Italic,
}

/// A paragraph while its words are put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    style: String,
    list: String,
    inside: String,
}

impl Paragraph {
    /// Of plain words.
    pub(super) fn plain(words: &str) -> Paragraph {
        Paragraph::default().words(words, Look::Plain)
    }

    /// Of slanted words.
    pub(super) fn italic(words: &str) -> Paragraph {
        Paragraph::default().words(words, Look::Italic)
    }

    /// A heading of a level, kept with what follows it.
    pub(super) fn heading(level: usize) -> Paragraph {
        let style = format!("<w:pStyle w:val=\"Heading{level}\"/><w:keepNext/>");
        Paragraph { style, ..Paragraph::default() }
    }

    /// An item of a list, at a level from 0.
    pub(super) fn item(list: usize, level: usize) -> Paragraph {
        let list = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        Paragraph { list, ..Paragraph::default() }
    }

    /// With more words behind.
    pub(super) fn words(mut self, words: &str, look: Look) -> Paragraph {
        let look = match look {
            Look::Plain => "",
            Look::Bold => "<w:rPr><w:b/></w:rPr>",
            Look::Italic => "<w:rPr><w:i/></w:rPr>",
        };
        self.inside.push_str(&run(look, words));
        self
    }

    /// With words that lead to a place of the document.
    pub(super) fn link(mut self, mark: &str, words: &str) -> Paragraph {
        let run = run("<w:rPr><w:color w:val=\"2F5597\"/></w:rPr>", words);
        self.inside.push_str(&format!("<w:hyperlink w:anchor=\"{mark}\" w:history=\"1\">{run}</w:hyperlink>"));
        self
    }

    /// As a place that links lead to; each mark has a number of its own.
    pub(super) fn marked(mut self, mark: &str, number: usize) -> Paragraph {
        self.inside = format!(
            "<w:bookmarkStart w:id=\"{number}\" w:name=\"{mark}\"/>{}<w:bookmarkEnd w:id=\"{number}\"/>",
            self.inside
        );
        self
    }

    pub(super) fn xml(&self) -> String {
        let Paragraph { style, list, inside } = self;
        format!("<w:p><w:pPr>{style}{list}</w:pPr>{inside}</w:p>")
    }
}

/// The beginning of another page.
pub(super) const NEW_PAGE: &str = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";

fn run(look: &str, words: &str) -> String {
    // Of what may not stand in XML, only control characters are left once marks are written out.
    let words: String = unbroken(words).chars().filter(|letter| !letter.is_control()).collect();
    format!("<w:r>{look}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(&words))
}

/// A cell and how many columns it spans.
pub(super) struct Cell {
    pub(super) inside: Vec<Paragraph>,
    pub(super) columns: usize,
    pub(super) shaded: bool,
}

impl Cell {
    pub(super) fn of(inside: Vec<Paragraph>) -> Cell {
        Cell { inside, columns: 1, shaded: false }
    }

    /// Over several columns.
    pub(super) fn over(columns: usize, words: &str) -> Cell {
        Cell { columns, ..Cell::of(vec![Paragraph::default().words(words, Look::Bold)]) }
    }
}

/// A table: its heads are repeated on every page, and a row of few lines stays on one.
pub(super) fn table(widths: &[usize], heads: &[&str], rows: Vec<Vec<Cell>>) -> String {
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let heads: Vec<Cell> = heads.iter().map(|title| Cell { shaded: true, ..Cell::over(1, title) }).collect();
    let head = row(widths, &heads, "<w:cantSplit/><w:tblHeader/>");
    let rows: String = rows.iter().map(|cells| row(widths, cells, "<w:cantSplit/>")).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
         <w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>{}",
        widths.iter().sum::<usize>(),
        Paragraph::default().xml()
    )
}

fn row(widths: &[usize], cells: &[Cell], kept: &str) -> String {
    let mut left = widths.iter();
    let cells: String = cells
        .iter()
        .map(|cell| {
            let width: usize = left.by_ref().take(cell.columns).sum();
            let span =
                if cell.columns > 1 { format!("<w:gridSpan w:val=\"{}\"/>", cell.columns) } else { String::new() };
            let shade = if cell.shaded { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDF0F4\"/>" } else { "" };
            // A cell holds a paragraph, be it empty.
            let inside: String = match cell.inside.is_empty() {
                true => Paragraph::default().xml(),
                false => cell.inside.iter().map(Paragraph::xml).collect(),
            };
            format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{shade}</w:tcPr>{inside}</w:tc>")
        })
        .collect();
    format!("<w:tr><w:trPr>{kept}</w:trPr>{cells}</w:tr>")
}
