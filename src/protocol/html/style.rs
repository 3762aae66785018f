//! How a document looks: paper, one column of sentences with the protocol's words beside them, and black on white in
//! print.

/// The style sheet.
pub(super) const SHEET: &str = r##":root {
  --paper: #f5f6f8; --card: #ffffff; --ink: #18212f; --soft: #556070; --line: #dbe0e7; --stripe: #f6f7f9;
  --link: #2f5597; --fail: #a5281f; --fail-tint: #fbe9e6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #10151c; --card: #181f29; --ink: #e8ecf2; --soft: #a3aebd; --line: #303a48; --stripe: #1d2530;
    --link: #9dc0ff; --fail: #ff9c90; --fail-tint: #3d1f1d;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 15.5px/1.55 "Inter", "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 40px 24px 64px; }
article + article, .index + article { margin-top: 64px; padding-top: 44px; border-top: 2px solid var(--line); }
h1 { font-size: 27px; line-height: 1.22; margin: 0 0 16px; letter-spacing: -.015em; text-wrap: balance; }
h2 { font-size: 19px; margin: 40px 0 12px; letter-spacing: -.005em; }
h2.version { font-size: 22px; border-bottom: 1px solid var(--line); padding-bottom: 6px; }
h3 { font-size: 16px; margin: 0 0 6px; } h3.kind { color: var(--soft); margin: 22px 0 8px; }
h4 { font-size: 15px; margin: 0; font-weight: 600; }
p { margin: 0 0 6px; } p:last-child { margin-bottom: 0; }
ul, ol { margin: 0; padding: 0; list-style: none; }
code { font: 12.5px/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; color: var(--soft); font-weight: 400; }
.trial { font-weight: 650; color: var(--soft); letter-spacing: .04em; margin: 0 0 2px; }
.soft, .note, .codes { color: var(--soft); font-size: 13.5px; }
.d { white-space: nowrap; }
.facts { display: grid; gap: 8px; margin: 0; } .facts div { display: grid; grid-template-columns: 170px 1fr; gap: 12px; }
dt { color: var(--soft); font-size: 13.5px; } dd { margin: 0; }
a { color: inherit; text-decoration: underline; text-decoration-color: var(--line); text-underline-offset: 3px; text-decoration-thickness: 1px; }
a:hover { color: var(--link); text-decoration-color: currentColor; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
a.def { color: var(--link); text-decoration: none; } a.def:hover { text-decoration: underline; }
a.par { color: inherit; font-weight: 600; text-decoration: none; white-space: nowrap; }
sup { font-size: 10.5px; color: var(--link); font-weight: 650; margin-left: 1px; line-height: 0; }
.contents { margin-top: 30px; } .contents h2 { margin: 0 0 6px; font-size: 15px; color: var(--soft); }
.contents ol { columns: 2; column-gap: 32px; } .contents a, .index a { text-decoration: none; color: var(--link); }
.contents a:hover, .index a:hover { text-decoration: underline; }
.contents li, .index li { padding: 3px 0; break-inside: avoid; }
.head, .criterion { display: grid; grid-template-columns: 56px minmax(0, 1.55fr) minmax(0, 1fr); gap: 4px 24px; padding: 18px 22px; }
.head { font-size: 12.5px; color: var(--soft); padding: 0 22px 8px; }
.criterion { background: var(--card); border: 1px solid var(--line); border-bottom-width: 0; align-items: start; }
.head + .criterion { border-radius: 12px 12px 0 0; }
.criterion:last-child { border-bottom-width: 1px; border-radius: 0 0 12px 12px; }
.head + .criterion:last-child { border-radius: 12px; }
.criterion .id { font-weight: 700; overflow-wrap: anywhere; }
.criterion.broken { background: var(--fail-tint); }
.aside { color: var(--soft); font-size: 13.5px; border-left: 2px solid var(--line); padding-left: 16px; }
blockquote { margin: 0 0 6px; } .note { margin: 4px 0 0; font-style: italic; font-size: 13px; }
.cohort { font-size: 12.5px; font-weight: 650; color: var(--link); }
.parts { counter-reset: part; margin: 4px 0 6px; }
.parts > li { counter-increment: part; position: relative; padding: 3px 0 3px 34px; }
.parts > li::before { content: "(" counter(part, lower-alpha) ")"; position: absolute; left: 2px; color: var(--soft); }
.parts .parts > li::before { content: "(" counter(part, lower-roman) ")"; }
.parts .parts .parts > li::before { content: "(" counter(part) ")"; }
.parts .parts .parts .parts > li::before { content: "(" counter(part, lower-alpha) ")"; }
.label { font-weight: 600; }
.cohorts div, .given { margin: 6px 0; } .given p { display: inline; }
.problems { border: 1px solid var(--fail); background: var(--fail-tint); border-radius: 12px; padding: 16px 20px; margin: 24px 0 0; }
.problems h2 { margin: 0 0 4px; color: var(--fail); } ul.problems { padding: 10px 14px; margin-top: 8px; } .problems li { margin: 4px 0; }
.entry { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px 22px; margin: 0 0 12px; }
.number { color: var(--link); font-weight: 650; }
.entry:target, tr:target td, .word:target { background: var(--stripe); box-shadow: inset 3px 0 0 var(--link); }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th { text-align: left; font-size: 12.5px; color: var(--soft); font-weight: 600; } th, td { padding: 8px 12px; vertical-align: top; border-bottom: 1px solid var(--line); }
tbody:last-child tr:last-child > td { border-bottom: 0; }
th:first-child, td:first-child { padding-left: 18px; }
.value { white-space: nowrap; font-variant-numeric: tabular-nums; font-weight: 600; } .points { white-space: nowrap; }
.score { margin: 8px 0; } .score .domain th { color: var(--ink); padding-top: 14px; font-size: 13.5px; } .score p { margin: 0; }
.score th:first-child, .score td:first-child { padding-left: 0; }
.others { margin-top: 12px; } .others li, .meant li { padding: 3px 0 3px 16px; position: relative; }
.others li::before, .meant li::before { content: "–"; position: absolute; left: 0; color: var(--soft); }
.word { padding: 8px 12px; border-bottom: 1px solid var(--line); background: var(--card); }
.members { columns: 2; column-gap: 28px; font-size: 13.5px; } .members li { break-inside: avoid; padding: 1px 0; }
@media screen and (max-width: 760px) {
  .head { display: none; } .criterion { grid-template-columns: 1fr; border-radius: 0; } .aside { margin-top: 8px; }
  .facts div { grid-template-columns: 1fr; gap: 0; } .contents ol, .members { columns: 1; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --stripe: #fff; --link: #000; --fail: #000; --fail-tint: #fff; }
  @page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: counter(page); font: 8.5pt Arial, sans-serif; color: #444; } }
  body { font-size: 9.5pt; line-height: 1.42; } main { max-width: none; padding: 0; }
  article + article, .index + article { break-before: page; margin: 0; padding: 0; border: 0; }
  h1 { font-size: 18pt; } h2 { font-size: 13pt; margin: 18pt 0 6pt; } h3 { font-size: 11pt; } h4 { font-size: 9.5pt; }
  h2, h3, h4, .head, tr.domain { break-after: avoid; }
  .soft, .note, .codes, .aside, table, .members { font-size: 8.5pt; } code { font-size: 8pt; } sup { font-size: 7pt; }
  a { text-decoration: none; }
  .criterion, .head { padding: 8pt 0; grid-template-columns: 38pt minmax(0, 1.55fr) minmax(0, 1fr); gap: 2pt 14pt; }
  .criterion, .entry, .scroll, .word { border: 0; border-top: .6pt solid var(--line); border-radius: 0 !important; }
  .criterion:last-child { border-bottom: .6pt solid var(--line); }
  .entry { padding: 8pt 0; margin: 0; } .word { padding: 5pt 0; }
  .criterion, .parts > li:not(:has(.parts)), tr, .word:not(:has(.members)), .members li { break-inside: avoid; }
  .definitions, .words { break-before: page; }
  th, td { padding: 3pt 6pt; } th:first-child, td:first-child { padding-left: 0; } thead { display: table-header-group; }
  .problems { border-radius: 0; }
}
"##;
