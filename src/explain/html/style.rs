//! How the page looks: quiet paper, three colours of state that are told apart by words and shapes too, a dark mode, and
//! black on white in print.

/// The style sheet.
pub(super) const SHEET: &str = r##":root {
  --paper: #f5f6f8; --card: #ffffff; --ink: #18212f; --soft: #556070; --line: #dbe0e7; --stripe: #f1f3f6;
  --pass: #13684a; --pass-tint: #e4f3ec; --fail: #a5281f; --fail-tint: #fbe9e6; --open: #7d5000; --open-tint: #fcf1d8;
  --later: #2f5597; --later-tint: #e6edf9; --none: #556070; --none-tint: #eceff3; --band: #cfdcf2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #10151c; --card: #181f29; --ink: #e8ecf2; --soft: #a3aebd; --line: #303a48; --stripe: #1d2530;
    --pass: #6fd6a6; --pass-tint: #16332a; --fail: #ff9c90; --fail-tint: #3d1f1d; --open: #f3c567; --open-tint: #3a2d12;
    --later: #9dc0ff; --later-tint: #1d2c48; --none: #a3aebd; --none-tint: #262f3b; --band: #28384f;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.5 "Inter", "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 32px 24px 48px; }
article + article { margin-top: 56px; padding-top: 40px; border-top: 2px solid var(--line); }
h1 { font-size: 27px; line-height: 1.2; margin: 0 0 14px; letter-spacing: -.015em; text-wrap: balance; }
h2 { font-size: 17px; margin: 34px 0 10px; letter-spacing: -.005em; }
h3 { font-size: 13px; margin: 16px 0 6px; color: var(--soft); font-weight: 600; }
p { margin: 0 0 6px; }
ul { margin: 0; padding: 0; list-style: none; }
code { font: 12.5px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.trial { font-weight: 650; color: var(--soft); letter-spacing: .04em; margin: 0 0 2px; }
dl { display: flex; flex-wrap: wrap; gap: 6px 26px; margin: 0 0 20px; }
dt { font-size: 12px; color: var(--soft); } dd { margin: 0; font-weight: 550; }
.verdict { display: flex; gap: 20px; align-items: flex-start; padding: 20px 22px; border-radius: 12px; border: 1px solid; }
.verdict h2 { margin: 0 0 2px; font-size: 23px; }
.verdict p { font-size: 16px; color: var(--ink); }
.verdict .when { font-weight: 600; }
.verdict.pass { background: var(--pass-tint); border-color: var(--pass); } .verdict.pass h2 { color: var(--pass); }
.verdict.fail { background: var(--fail-tint); border-color: var(--fail); } .verdict.fail h2 { color: var(--fail); }
.verdict.open { background: var(--open-tint); border-color: var(--open); } .verdict.open h2 { color: var(--open); }
.sign { width: 46px; height: 46px; flex: none; margin-top: 2px; }
.sign circle, .sign rect, .sign .body { fill: none; stroke: currentColor; stroke-width: 2.5; }
.sign path { fill: none; stroke: currentColor; stroke-width: 4; stroke-linecap: round; stroke-linejoin: round; }
.sign .body { stroke-width: 2.5; }
.pass > .sign { color: var(--pass); } .fail > .sign { color: var(--fail); } .open > .sign { color: var(--open); }
.tally { display: flex; flex-wrap: wrap; gap: 6px 18px; margin-top: 8px; font-size: 14px; }
.tally .pass b { color: var(--pass); } .tally .fail b { color: var(--fail); } .tally .open b { color: var(--open); }
.tally .later b { color: var(--later); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(400px, 1fr)); gap: 16px; margin-top: 16px; align-items: start; }
.d { white-space: nowrap; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px 20px; }
.card h2 { margin: 0 0 6px; }
.card li { padding: 6px 0 6px 14px; border-left: 2px solid var(--line); margin: 6px 0; }
.found { display: block; color: var(--soft); font-size: 13.5px; }
.ref { font-size: 12px; font-weight: 650; color: var(--soft); border: 1px solid var(--line); border-radius: 5px; padding: 0 5px; white-space: nowrap; }
.weight, .aside { color: var(--soft); font-size: 13px; }
.card .tasks li { display: flex; gap: 10px; border: 0; padding: 7px 0; margin: 0; border-top: 1px solid var(--line); }
.card .tasks li:first-child { border-top: 0; }
.card.wide { grid-column: 1 / -1; }
.wide .tasks { columns: 2; column-gap: 36px; } .wide .tasks li { break-inside: avoid; border-top: 0; border-bottom: 1px solid var(--line); }
.box { flex: none; width: 16px; height: 16px; border: 1.5px solid var(--soft); border-radius: 4px; margin-top: 4px; }
.weight::before { content: "· "; }
.criteria { background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.criterion + .criterion { border-top: 1px solid var(--line); }
.criterion > summary, div.criterion { display: grid; grid-template-columns: 52px 108px minmax(0, 1fr) 150px; gap: 4px 12px;
  padding: 12px 18px; align-items: start; }
.criterion > summary { cursor: pointer; list-style: none; }
.criterion > summary::-webkit-details-marker { display: none; }
.criterion > summary:hover { background: var(--stripe); }
summary:focus-visible, a:focus-visible { outline: 3px solid var(--later); outline-offset: -3px; }
.id { font-weight: 700; white-space: nowrap; }
.id::before { content: "▸"; display: inline-block; width: 14px; margin-left: -14px; color: var(--soft); font-size: 11px; }
.criterion[open] > summary .id::before { content: "▾"; }
div.criterion .id::before { content: ""; }
.badge { display: inline-block; justify-self: start; font-size: 12.5px; font-weight: 650; line-height: 1.35; padding: 2px 9px;
  border-radius: 999px; border: 1px solid currentColor; text-decoration: none; }
.badge.pass { color: var(--pass); background: var(--pass-tint); }
.badge.fail { color: var(--fail); background: var(--fail-tint); border-width: 2px; }
.badge.open { color: var(--open); background: var(--open-tint); border-style: dashed; }
.badge.later { color: var(--later); background: var(--later-tint); border-style: dotted; }
.badge.none { color: var(--none); background: var(--none-tint); }
.sentence { display: block; font-weight: 600; } .because { display: block; color: var(--soft); }
.fail .because { color: var(--ink); }
.cohort { font-size: 12px; font-weight: 500; color: var(--later); }
.remark { font-size: 13.5px; font-style: italic; margin: 2px 0 0; }
.tree { margin: 0; padding: 0 18px 14px 70px; }
.tree .tree { padding: 4px 0 0 18px; }
.tree > li { padding: 6px 0 6px 14px; border-left: 3px solid var(--line); margin: 4px 0; }
.tree > li.pass { border-color: var(--pass); } .tree > li.fail { border-color: var(--fail); }
.tree > li.open { border-color: var(--open); border-left-style: dashed; }
.bearing { font-size: 11.5px; font-weight: 700; margin-right: 4px; }
li.pass > .bearing { color: var(--pass); } li.fail > .bearing { color: var(--fail); } li.open > .bearing { color: var(--open); }
.asked { font-size: 12.5px; color: var(--soft); margin: 3px 0 0; }
.more { color: var(--soft); font-size: 13px; } .more li::before { content: "– "; }
.note { color: var(--soft); font-size: 13px; margin: 0; padding: 0 18px 12px 86px; }
.gauge { width: 150px; height: 46px; display: block; }
.gauge text { font-size: 11px; fill: var(--soft); font-variant-numeric: tabular-nums; }
.gauge .number { fill: var(--ink); font-weight: 700; }
.gauge .track { fill: var(--line); } .gauge .good { fill: var(--pass); opacity: .32; }
.gauge .threshold { stroke: var(--ink); stroke-width: 2; }
.gauge.pass .value { fill: var(--pass); } .gauge.fail .value { fill: var(--card); stroke: var(--fail); stroke-width: 3; }
.timeline { width: 100%; height: auto; background: var(--card); border: 1px solid var(--line); border-radius: 12px; display: block; }
.timeline text { font-size: 12.5px; fill: var(--ink); }
.timeline .stripe { fill: var(--stripe); } .timeline .plain { fill: none; }
.timeline .lane { font-weight: 600; } .timeline .date { fill: var(--soft); font-size: 11.5px; }
.timeline .tick { stroke: var(--line); } .timeline .band { fill: var(--band); }
.timeline line.asof { stroke: var(--fail); stroke-width: 1.5; } .timeline text.asof { fill: var(--fail); font-weight: 650; }
.timeline line.anchor { stroke: var(--later); stroke-dasharray: 4 3; } .timeline text.anchor { fill: var(--later); font-size: 11.5px; }
.timeline .bar, .timeline .point { fill: var(--later); stroke: var(--later); stroke-width: 1.8; }
.timeline .other .bar, .timeline .other .point { fill: var(--card); }
.timeline .inexact .bar, .timeline .inexact .point { stroke-dasharray: 3 2.5; fill-opacity: .45; }
.timeline .endless .bar { fill: none; }
.timeline .planned .bar, .timeline .planned .point { fill: none; }
.timeline .reach { stroke: var(--later); stroke-dasharray: 3 3; } .timeline .arrow { fill: none; stroke: var(--card); stroke-width: 2.5; }
.timeline .label { font-size: 12px; font-weight: 600; paint-order: stroke; stroke: var(--card); stroke-width: 3px; }
.timeline .other .label { fill: var(--soft); font-weight: 400; }
.key { color: var(--soft); font-size: 13px; margin-top: 6px; }
.aslist { font-size: 13.5px; } .aslist summary { cursor: pointer; color: var(--soft); }
.rests { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 6px 20px; }
.rests li { display: grid; grid-template-columns: 150px 1fr; gap: 12px; padding: 9px 0; }
.rests li + li { border-top: 1px solid var(--line); }
.kind { color: var(--soft); font-size: 13.5px; }
footer { margin-top: 30px; color: var(--soft); font-size: 12.5px; }
main:has(.overview) { max-width: 1240px; } main:has(.overview) article:not(.overview) { max-width: 1080px; margin-left: auto; margin-right: auto; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.overview table { border-collapse: collapse; width: 100%; }
.overview th, .overview td { padding: 5px 2px; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: middle; }
.overview th:first-child { padding-left: 14px; padding-right: 12px; position: sticky; left: 0; background: var(--card); }
.overview thead th { vertical-align: bottom; } .overview tbody tr:last-child > * { border-bottom: 0; }
.overview tbody tr:nth-child(even) > * { background: var(--stripe); }
.trialhead span { writing-mode: vertical-rl; transform: rotate(180deg); font-size: 12.5px; letter-spacing: .02em; padding: 4px 0; }
.overview .badge { font-size: 11px; padding: 1px 5px; }
.signs { margin: 14px 0 0; gap: 4px 26px; } .signs div { display: flex; gap: 8px; align-items: baseline; }
.signs dt { font-weight: 650; color: var(--ink); } .signs dd { font-weight: 400; color: var(--soft); font-size: 13px; }
.strip { width: 100%; height: auto; display: block; margin: 4px 0 8px; }
.strip text { font-size: 12.5px; font-weight: 650; fill: var(--ink); } .strip .date { font-weight: 400; fill: var(--soft); font-size: 11.5px; }
.strip .pass rect { fill: var(--pass-tint); stroke: var(--pass); } .strip .fail rect { fill: var(--fail-tint); stroke: var(--fail); stroke-width: 2; }
.strip .open rect { fill: var(--open-tint); stroke: var(--open); stroke-dasharray: 4 2; }
.timeline .bend { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 1 3; }
@media screen and (max-width: 760px) {
  .wide .tasks { columns: 1; }
  .criterion > summary, div.criterion { grid-template-columns: 44px 1fr; padding: 12px 16px 12px 24px; }
  .text, .picture { grid-column: 1 / -1; }
  .tree { padding-left: 24px; }
  .rests li { grid-template-columns: 1fr; gap: 0; }
}
@media print {
  :root {
    --paper: #fff; --card: #fff; --ink: #000; --soft: #333; --line: #999; --stripe: #fff; --band: #ddd;
    --pass: #000; --pass-tint: #fff; --fail: #000; --fail-tint: #fff; --open: #000; --open-tint: #fff;
    --later: #000; --later-tint: #fff; --none: #000; --none-tint: #fff;
  }
  @page { margin: 14mm 13mm; }
  @page wide { size: A4 landscape; margin: 12mm; }
  body { font-size: 9.5pt; line-height: 1.38; } code { font-size: 8pt; } .asked, .more, .note, .found, .key, .kind { font-size: 8.5pt; } main { max-width: none; padding: 0; }
  article + article { break-before: page; margin: 0; padding: 0; border: 0; }
  h1 { font-size: 19pt; } .verdict { padding: 12px 16px; } .card { padding: 12px 16px; }
  .criterion > summary, div.criterion { grid-template-columns: 40px 88px minmax(0, 1fr) 140px; padding: 7px 12px; }
  .tree { padding: 0 12px 6px 52px; } .tree > li { padding: 2px 0 2px 10px; margin: 2px 0; } .gauge { width: 140px; }
  .card:not(.wide), .verdict, .criterion > summary, .tree > li:not(:has(.tree)), .rests li { break-inside: avoid; }
  .criterion > summary { break-after: avoid; } .timeline { break-inside: avoid; max-height: 235mm; }
  .timeline .stripe { fill: none; } .criteria, .card, .rests, .scroll { border-radius: 6px; overflow: visible; }
  .overview { page: wide; } .overview h1 { font-size: 15pt; margin: 0 0 4px; } .overview th, .overview td { padding-top: 2px; padding-bottom: 2px; }
  .overview .signs { margin: 6px 0 0; font-size: 8pt; } .overview tr, .overview .signs { break-inside: avoid; }
  .overview .badge { font-size: 8.5pt; padding: 0 4px; border: 0; } .overview .badge.fail { font-weight: 400; }
  h2, h3 { break-after: avoid; }
  .cards { grid-template-columns: 1fr 1fr; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  .id::before, .aslist { display: none; }
}
"##;
