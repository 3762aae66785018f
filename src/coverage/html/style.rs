//! How a report looks: paper, one card a criterion, the rule file with its margin; black on white in print.

/// The style sheet.
pub(super) const SHEET: &str = r##":root {
  --paper: #f5f6f8; --card: #ffffff; --ink: #18212f; --soft: #556070; --line: #dbe0e7; --stripe: #f6f7f9;
  --link: #2f5597; --pass: #1c6b3f; --pass-tint: #e3f3ea; --open: #8a5a00; --open-tint: #fdf3dc;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #10151c; --card: #181f29; --ink: #e8ecf2; --soft: #a3aebd; --line: #303a48; --stripe: #1d2530;
    --link: #9dc0ff; --pass: #7fd6a4; --pass-tint: #17342a; --open: #f0c060; --open-tint: #3a2f14;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 15.5px/1.55 "Inter", "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 40px 24px 64px; }
article { margin-top: 48px; padding-top: 32px; border-top: 2px solid var(--line); }
h1 { font-size: 27px; line-height: 1.22; margin: 0 0 12px; letter-spacing: -.015em; }
h2 { font-size: 19px; margin: 0 0 12px; letter-spacing: -.005em; overflow-wrap: anywhere; }
p { margin: 0 0 8px; } a { color: var(--link); }
.trial { font-weight: 650; color: var(--soft); letter-spacing: .04em; margin: 0 0 2px; }
.soft, dt { color: var(--soft); font-size: 13.5px; }
table { border-collapse: collapse; width: 100%; } th { text-align: left; font-size: 12.5px; color: var(--soft); font-weight: 600; }
td, th { padding: 6px 10px 6px 0; vertical-align: top; border-bottom: 1px solid var(--line); }
.overview { margin-top: 20px; } .overview td { white-space: nowrap; } .overview td:nth-child(2) { white-space: normal; width: 40%; }
.all td { font-weight: 650; border-bottom: 0; }
.bar { display: inline-block; width: 56px; height: 8px; border-radius: 4px; background: var(--line); overflow: hidden; margin-right: 8px; }
.bar i { display: block; height: 100%; background: var(--open); } .bar.whole i { background: var(--pass); }
.of { font-variant-numeric: tabular-nums; font-weight: 600; }
.criterion { display: grid; grid-template-columns: 72px minmax(0, 1fr) 210px; gap: 4px 24px; padding: 16px 22px;
  background: var(--card); border: 1px solid var(--line); border-bottom-width: 0; break-inside: avoid; }
.criterion:first-child { border-radius: 12px 12px 0 0; } .criterion:last-child { border-bottom-width: 1px; border-radius: 0 0 12px 12px; }
.criterion:only-child { border-radius: 12px; }
.id { font-weight: 700; overflow-wrap: anywhere; } .says { margin-bottom: 6px; }
.outcomes span { display: inline-block; padding: 1px 10px; border-radius: 10px; font-size: 12.5px; font-weight: 650; }
.seen { background: var(--pass-tint); color: var(--pass); }
.never { background: none; color: var(--open); border: 1px dashed var(--open); }
.missing { margin: 8px 0; padding: 8px 12px 8px 28px; background: var(--open-tint); border-radius: 8px; font-size: 14px; }
.missing li { padding: 2px 0; } .shares { margin: 0; } .shares div { margin-bottom: 8px; } dd { margin: 0; white-space: nowrap; }
details { margin-top: 8px; font-size: 13.5px; } summary { cursor: pointer; color: var(--link); }
.shown td:nth-child(2) { width: 30%; } .shown td:nth-child(3) { width: 22%; color: var(--soft); }
.source { font: 12.5px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; background: var(--card); }
.source td { border: 0; padding: 0 10px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.source .mark { width: 110px; padding-left: 10px; font-weight: 650; white-space: pre; } .source .no { width: 44px; text-align: right; color: var(--soft); }
.source .open td { background: var(--open-tint); }
@media (max-width: 760px) { .criterion { grid-template-columns: 1fr; } .overview td { white-space: normal; } }
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --pass: #000; --pass-tint: #eee; --open: #000; --open-tint: #f4f4f4; }
  body { font-size: 10.5pt; } main { padding: 0; max-width: none; } details { display: none; }
  .bar { display: none; } .criterion { grid-template-columns: 48px minmax(0, 1fr) 120px; padding: 8px 0; border-width: 0 0 1px; border-radius: 0; }
  .outcomes .seen { border: 1px solid #000; } a { color: inherit; text-decoration: none; }
}
"##;
