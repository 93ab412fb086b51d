/** The page around its proofs: texts, the head, search and filters, lists. */
export const PAGE_STYLE = `
* { box-sizing: border-box; }
html { scroll-padding-top: 3.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 76rem; padding: 0 1.25rem 3rem; background: var(--back); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: break-word; }
[hidden] { display: none !important; }
a { color: var(--link); text-underline-offset: .15em; }
a:not(:hover) { text-decoration-color: color-mix(in srgb, currentColor 40%, transparent); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
code, pre, output.now, .steps, .dump, .id, svg text { font-family: var(--mono); }
code { font-size: .88em; overflow-wrap: anywhere; }
pre { margin: .5rem 0; padding: .6rem .8rem; background: var(--panel); border-radius: 6px; white-space: pre-wrap; font-size: .85em; overflow-wrap: anywhere; }
h1 { font: 600 .95rem/1.5 var(--mono); margin: 1.75rem 0 .35rem; color: var(--dim); }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.5rem 0 .75rem; letter-spacing: -.01em; }
h3 { font-size: .95rem; margin: 1.25rem 0 .5rem; }
p { margin: .4rem 0; }
.dim { color: var(--dim); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.outcome { font-size: 2.1rem; font-weight: 680; line-height: 1.2; letter-spacing: -.02em; margin: 0; }
.outcome.good { color: var(--good); } .outcome.bad { color: var(--bad); }
.outcome.broken-model { font-size: 1rem; letter-spacing: 0; margin: .5rem 0; }
.tally { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; list-style: none; margin: .6rem 0; padding: 0; color: var(--dim); }
.tally b { color: var(--text); font-variant-numeric: tabular-nums; }
.bar { display: block; width: 100%; height: 6px; border-radius: 3px; margin: .9rem 0 1.1rem; }
.bar .good { fill: var(--good); } .bar .finding { fill: var(--finding); } .bar .open { fill: var(--open); } .bar .bad { fill: var(--bad); }
.filters { display: flex; flex-wrap: wrap; gap: .6rem 1.4rem; align-items: center; font-size: .9rem; }
.search { flex: 1 1 16rem; max-width: 24rem; }
.filters input[type=search] { font: inherit; font-size: 1rem; width: 100%; padding: .4rem .75rem; border: 1px solid var(--edge); border-radius: 8px; background: var(--back); color: var(--text); }
.filters ::placeholder { color: var(--dim); opacity: 1; }
.filters fieldset { display: flex; flex-wrap: wrap; gap: .3rem .4rem; border: 0; margin: 0; padding: 0; min-width: 0; }
.filters legend { float: left; padding: .2rem .35rem 0 0; color: var(--dim); }
.choice { display: inline-flex; align-items: center; gap: .35rem; padding: .15rem .6rem .15rem .45rem; border: 1px solid var(--line); border-radius: 999px; cursor: pointer; }
.choice input { margin: 0; accent-color: var(--link); }
.choice:not(:has(:checked)) { background: var(--panel); color: var(--dim); }
.filters output { margin-left: auto; color: var(--dim); font-variant-numeric: tabular-nums; }
.verdict { display: inline-block; padding: .05em .5em; border-radius: 5px; font-weight: 600; font-size: .84em; line-height: 1.5; }
.verdict.good, .tone.good { color: var(--good); } .verdict.good { background: var(--good-back); }
.verdict.finding, .tone.finding { color: var(--finding); } .verdict.finding { background: var(--finding-back); }
.verdict.open, .tone.open { color: var(--open); } .verdict.open { background: var(--open-back); }
.verdict.bad, .tone.bad { color: var(--bad); } .verdict.bad { background: var(--bad-back); box-shadow: inset 0 0 0 1px var(--bad); }
.verdict.none { color: var(--dim); font-weight: 400; padding-inline: 0; }
.tone { font-weight: 600; font-size: .88em; margin-right: .5em; white-space: nowrap; font-variant-numeric: tabular-nums; }
.chip { display: inline-block; font-size: .78rem; line-height: 1.5; padding: 0 .5em; border: 1px solid var(--line); border-radius: 5px; text-decoration: none; color: var(--text); background: var(--back); white-space: nowrap; }
.chip:hover { border-color: var(--link); }
.wide { overflow-x: auto; }
.problems { list-style: none; margin: 0; padding: 0; }
.problems li { padding: .5rem .8rem; border-left: 3px solid var(--bad); background: var(--panel); margin: .4rem 0; border-radius: 0 6px 6px 0; }
.problems .dim { display: block; }
button { font: inherit; color: var(--text); background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: .2rem .6rem; min-width: 2.4rem; min-height: 2.4rem; cursor: pointer; }
button:hover:not([aria-disabled=true]) { border-color: var(--edge); }
button[aria-disabled=true] { color: var(--dim); cursor: default; opacity: .55; }
.copy { min-height: 0; padding: 0 .5rem; font-size: .8rem; }
.list { padding: .2rem .9rem .6rem 2.4rem; margin: 0; font-size: .9rem; }
.list li { margin: .2rem 0; }
dt { color: var(--dim); } dd { margin: 0; }
.index { margin: 0; padding: 0 .9rem; font-size: .9rem; }
.requirement { padding: .55rem 0; border-top: 1px solid var(--line); }
.requirement:target { background: var(--panel); box-shadow: -.9rem 0 0 var(--panel), .9rem 0 0 var(--panel); }
.links { display: flex; flex-wrap: wrap; gap: 0 1rem; }
.links a { font-family: var(--mono); font-size: .82rem; overflow-wrap: anywhere; }
footer { margin-top: 3rem; font-size: .85rem; }
@media (max-width: 50rem) {
  body { padding: 0 .8rem 2rem; }
  .outcome { font-size: 1.6rem; }
  .filters fieldset { flex-basis: 100%; } .search { flex-basis: 100%; max-width: none; }
  .filters output { margin-left: 0; }
}
@media print { .filters, .controls, .copy { display: none; } }`;
