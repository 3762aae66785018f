//! The parts of a file for word processors besides its text: styles, numbering, and what says where each is.

/// How many levels a list has.
const LEVELS: [&str; 6] = ["lowerLetter", "lowerRoman", "decimal", "lowerLetter", "lowerRoman", "decimal"];

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const SORT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// All parts, each with its name: the text with `lists` numbered lists.
pub(super) fn parts(text: &str, lists: usize) -> Vec<(&'static str, String)> {
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
        (
            "word/_rels/document.xml.rels",
            relations(&[("styles", "styles.xml"), ("numbering", "numbering.xml"), ("footer", "footer1.xml")]),
        ),
        ("word/document.xml", document(text)),
        ("word/styles.xml", styles()),
        ("word/numbering.xml", numbering(lists)),
        ("word/footer1.xml", footer()),
    ];
    parts.into_iter().map(|(name, part)| (name, format!("{BEGIN}{part}"))).collect()
}

fn content_types() -> String {
    let part =
        |name: &str, sort: &str| format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{SORT}.{sort}+xml\"/>");
    let parts = [
        part("document", "document.main"),
        part("styles", "styles"),
        part("numbering", "numbering"),
        part("footer1", "footer"),
    ];
    format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/>{}</Types>",
        parts.concat()
    )
}

/// What leads to which part; the first is `rId1`.
fn relations(parts: &[(&str, &str)]) -> String {
    let one = |(number, (sort, part)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/{sort}\" Target=\"{part}\"/>")
    };
    let all: String = (1..).zip(parts).map(one).collect();
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}

/// A4 with margins of 2 cm, and the number of the page below.
fn document(text: &str) -> String {
    format!(
        "<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><w:body>{text}<w:sectPr><w:footerReference w:type=\"default\" \
         r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" \
         w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn footer() -> String {
    format!(
        "<w:ftr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1\
         </w:t></w:r></w:fldSimple></w:p></w:ftr>"
    )
}

fn styles() -> String {
    let heading = |level: usize, size: usize, before: usize| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/><w:basedOn \
             w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing \
             w:before=\"{before}\" w:after=\"80\"/><w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"{size}\"/>\
             </w:rPr></w:style>",
            level - 1
        )
    };
    let side = |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A6ACB5\"/>");
    let sides: String =
        ["top", "left", "bottom", "right", "insideH", "insideV"].iter().map(|name| side(name)).collect();
    let inner = |name: &str, width: usize| format!("<w:{name} w:w=\"{width}\" w:type=\"dxa\"/>");
    format!(
        "<w:styles xmlns:w=\"{MAIN}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" \
         w:cs=\"Calibri\"/><w:sz w:val=\"20\"/><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
         <w:spacing w:after=\"60\"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" \
         w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>{}{}{}<w:style w:type=\"table\" \
         w:styleId=\"Grid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>{}{}{}{}\
         </w:tblCellMar></w:tblPr></w:style></w:styles>",
        heading(1, 34, 0),
        heading(2, 26, 320),
        heading(3, 22, 200),
        inner("top", 40),
        inner("left", 80),
        inner("bottom", 20),
        inner("right", 80)
    )
}

/// One form of list, and each list by itself: every one begins with (a).
fn numbering(lists: usize) -> String {
    let level = |(level, format): (usize, &&str)| {
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"(%{})\"/><w:lvlJc \
             w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"400\"/></w:pPr></w:lvl>",
            level + 1,
            (level + 1) * 400
        )
    };
    let levels: String = LEVELS.iter().enumerate().map(level).collect();
    let again: String = (0..LEVELS.len())
        .map(|level| format!("<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"))
        .collect();
    let lists: String = (1..=lists)
        .map(|list| format!("<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"0\"/>{again}</w:num>"))
        .collect();
    format!(
        "<w:numbering xmlns:w=\"{MAIN}\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>{levels}\
         </w:abstractNum>{lists}</w:numbering>"
    )
}
