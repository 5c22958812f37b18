/** The look of a report: light or dark as the reader's system is, and on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fdfcfa; --ink: #23262b; --soft: #5b626d; --line: #d9d6cf; --panel: #f4f1ea; --link: #1a5fb4;
  --good: #1d6b3a; --bad: #a61b29; --warn: #7a4b00; --good-panel: #e6f2e8; --bad-panel: #fbe7e6; --warn-panel: #f7eed8;
  --keyword: #8a2a7a; --string: #1d6b3a; --number: #8a4b00; --name: #1a5fb4; --comment: #676d77;
  --mono: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17191d; --ink: #e2e4e8; --soft: #a2a9b4; --line: #3a3f48; --panel: #20242a; --link: #8ab8ff;
    --good: #7fd19b; --bad: #ff9a94; --warn: #e8c07a; --good-panel: #1d2d23; --bad-panel: #38201f; --warn-panel: #322918;
    --keyword: #e0a0d8; --string: #9bd3a8; --number: #e8c07a; --name: #8ab8ff; --comment: #9aa1ac;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 2.5rem clamp(1rem, 4vw, 2.5rem) 4rem; max-width: 64rem;
  background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif;
  overflow-wrap: break-word;
}
p, ul, ol, dl, blockquote { max-width: 42rem; margin: 0.8rem 0; }
h1 { font-size: 2.1rem; line-height: 1.2; margin: 0.2rem 0 1rem; letter-spacing: -0.01em; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1.2rem; }
h3 { font-size: 1rem; line-height: 1.4; margin: 0 0 0.6rem; overflow-wrap: anywhere; }
.kind { display: block; margin: 0; color: var(--soft); font-size: 0.875rem; font-weight: 400; letter-spacing: 0; }
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
code, pre, svg text { font-family: var(--mono); }
code { font-size: 0.9em; overflow-wrap: anywhere; unicode-bidi: isolate; }
pre {
  margin: 0.8rem 0; padding: 0.7rem 0.9rem; overflow-x: auto; background: var(--panel); border-radius: 6px;
  font-size: 0.875rem; line-height: 1.5; tab-size: 2;
}
pre code { font-size: inherit; overflow-wrap: normal; }
pre .keyword { color: var(--keyword); } pre .string { color: var(--string); } pre .number { color: var(--number); }
pre .name { color: var(--name); } pre .comment { color: var(--comment); }
pre ins, pre del { display: block; margin: 0 -0.9rem; padding: 0 0.9rem; text-decoration: none; min-width: max-content; }
pre ins { background: var(--good-panel); } pre del { background: var(--bad-panel); }
blockquote { margin-left: 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--soft); }
figure { margin: 1.2rem 0; }
figcaption { color: var(--soft); }
figure pre { margin-top: 0.3rem; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: 0.5rem 1rem; background: var(--paper); border: 1px solid; }
.skip:focus { top: 1rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.summary { display: flex; flex-wrap: wrap; gap: 0.6rem 2.5rem; max-width: none; }
.summary dt { color: var(--soft); font-size: 0.875rem; }
.summary dd { margin: 0; }
nav { margin: 1.5rem 0; padding: 1rem 0; border-block: 1px solid var(--line); }
nav ol { margin: 0; max-width: none; columns: 18rem; column-gap: 2.5rem; }
nav li { break-inside: avoid; padding: 0.1rem 0; }
.scene { margin-top: 3.5rem; }
.step, .tried, .quiz { margin: 1.6rem 0; padding: 0.2rem 0 0.2rem 1.1rem; border-left: 3px solid var(--line); }
.tried { border-left-style: dashed; }
.tried > h3 > .tag { border: 1px dashed var(--line); border-radius: 6px; padding: 0.05rem 0.45rem; }
.quiz { padding: 1rem 1.1rem; border: 1px solid var(--line); border-radius: 6px; }
.quiz > h3 { color: var(--soft); font-weight: 400; font-size: 0.875rem; }
.quiz > h3 + p { font-weight: 600; }
.quiz li { padding: 0.1rem 0; }
.quiz li.right { font-weight: 600; }
.tag { color: var(--soft); font-size: 0.875rem; font-weight: 400; white-space: nowrap; }
.note { color: var(--soft); font-size: 0.9375rem; }
.scroll { overflow-x: auto; margin: 0.8rem 0; }
table { border-collapse: collapse; font-size: 0.9375rem; }
caption { text-align: left; padding-bottom: 0.3rem; color: var(--soft); font-size: 0.875rem; }
th, td { padding: 0.25rem 1.2rem 0.25rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 400; font-size: 0.875rem; }
tbody th { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number, tbody th { white-space: nowrap; }
.stores { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 0 2rem; }
.stores table { width: 100%; }
.stores caption { color: var(--ink); font-weight: 600; }
.change { min-width: 6.5rem; white-space: nowrap; }
tr.added td { color: var(--good); } tr.changed td { color: var(--warn); } tr.removed td { color: var(--bad); }
.verdict { padding: 0.3rem 0.8rem; border-radius: 6px; width: fit-content; }
.verdict.fresh { background: var(--good-panel); color: var(--good); }
.verdict.stale, .verdict.unknown { background: var(--bad-panel); color: var(--bad); }
.verdict.empty { background: var(--warn-panel); color: var(--warn); }
.expectations { list-style: none; padding: 0; color: var(--soft); font-size: 0.9375rem; }
.expectations .held > span:first-child { color: var(--good); }
.expectations .failed { color: var(--bad); }
.expectations dl { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; margin: 0.2rem 0 0.4rem 1.3rem; }
.expectations dd { margin: 0; overflow-wrap: anywhere; }
details { margin: 0.6rem 0; }
summary { color: var(--soft); font-size: 0.875rem; cursor: pointer; }
details td { overflow-wrap: anywhere; min-width: 5rem; }
details td:nth-child(3) { min-width: 16rem; }
svg { display: block; }
svg text { font-size: 13px; fill: var(--ink); white-space: pre; paint-order: stroke; stroke: var(--paper); stroke-width: 5px; stroke-linejoin: round; }
svg .head { font-weight: 600; }
svg .aside { fill: var(--soft); font-size: 12px; }
svg .lane { stroke: var(--line); }
svg .arrow { stroke: var(--soft); }
svg .tip { fill: var(--soft); }
svg .reply .arrow { stroke-dasharray: 4 4; }
svg .call text { fill: var(--name); }
svg .failed text { fill: var(--bad); }
svg .bar { fill: var(--link); fill-opacity: 0.45; }
svg .hit { fill: var(--good); } svg .miss { fill: var(--soft); }
svg .span rect { fill: var(--panel); stroke: var(--line); }
svg .span text { stroke: none; }
svg .fresh rect { fill: var(--good-panel); } svg .fresh text { fill: var(--good); }
svg .stale rect { fill: var(--bad-panel); stroke: var(--bad); } svg .stale text { fill: var(--bad); font-weight: 600; }
svg .empty text { fill: var(--soft); }
svg .mark { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 2 3; }
footer { margin-top: 4rem; color: var(--soft); font-size: 0.875rem; border-top: 1px solid var(--line); }
@media (max-width: 40rem) {
  body { padding-top: 1.5rem; font-size: 1rem; }
  h1 { font-size: 1.7rem; }
  .step, .tried { padding-left: 0.7rem; }
  table { font-size: 0.875rem; }
  th, td { padding-right: 0.6rem; }
  tbody th { white-space: normal; overflow-wrap: anywhere; }
  .change { min-width: 0; }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --panel: #f5f5f5; --link: #000;
    --good: #1d6b3a; --bad: #a61b29; --warn: #7a4b00; --good-panel: #eef6ef; --bad-panel: #fbeeed; --warn-panel: #f9f3e4;
    --keyword: #8a2a7a; --string: #1d6b3a; --number: #8a4b00; --name: #1a5fb4; --comment: #555;
  }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; font-size: 1rem; }
  .skip { display: none; }
  .scene { margin-top: 2rem; }
  h2, h3, caption, figcaption { break-after: avoid; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  pre ins, pre del { min-width: 0; }
  svg { max-width: 100%; height: auto; }
  svg, tr, .verdict, .quiz { break-inside: avoid; }
  .scroll { overflow: visible; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
