/** How the page looks: in light and dark, on wide and narrow screens, on paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --panel: #f6f7f9; --line: #d5d9e0; --text: #1b1f27; --dim: #5a6372; --link: #0b57c4;
  --good: #14692e; --good-back: #e3f4e8; --finding: #0b5a78; --finding-back: #def1f9;
  --open: #7a4b00; --open-back: #fdf0d5; --bad: #a8151d; --bad-back: #fde7e8;
  --read: #0b57c4; --read-back: #e2ecfc; --written: #8a3ffc; --written-back: #efe5ff;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #14171c; --panel: #1c2027; --line: #363d49; --text: #e6e9ee; --dim: #a2abba; --link: #8ab4ff;
    --good: #7fd89a; --good-back: #17331f; --finding: #7fd0ee; --finding-back: #12313d;
    --open: #f2c46d; --open-back: #3a2c10; --bad: #ff9a9f; --bad-back: #451a1d;
    --read: #8ab4ff; --read-back: #1b2c4a; --written: #c9a6ff; --written-back: #33214f;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 7rem; }
body { margin: 0 auto; max-width: 80rem; padding: 0 1rem 3rem; background: var(--back); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
[hidden] { display: none !important; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code, pre, output.now, .steps, .dump, svg text { font-family: var(--mono); }
code { font-size: .9em; }
pre { margin: .5rem 0; padding: .6rem .8rem; background: var(--panel); border-radius: 6px; white-space: pre-wrap; font-size: .85em; }
h1 { font-size: 1.1rem; margin: 1.2rem 0 0; color: var(--dim); }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0; font-family: var(--mono); }
h4 { font-size: .95rem; margin: 1.2rem 0 .4rem; }
.dim { color: var(--dim); }
header p { margin: .2rem 0; }
.outcome { font-size: 1.9rem; font-weight: 650; line-height: 1.25; }
.outcome.good { color: var(--good); } .outcome.bad { color: var(--bad); }
.bar { display: block; width: 100%; height: 8px; border-radius: 4px; margin: .6rem 0; }
.bar .good { fill: var(--good); } .bar .finding { fill: var(--finding); } .bar .open { fill: var(--open); } .bar .bad { fill: var(--bad); }
.filters { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; align-items: center;
  padding: .5rem 0; background: var(--back); border-bottom: 1px solid var(--line); }
.filters fieldset { display: flex; flex-wrap: wrap; gap: .2rem .8rem; border: 0; margin: 0; padding: 0; }
.filters legend { float: left; padding: 0; margin-right: .6rem; color: var(--dim); }
.filters input[type=search] { font: inherit; padding: .25rem .6rem; border: 1px solid var(--dim); border-radius: 6px; background: var(--back); color: var(--text); width: 15rem; max-width: 100%; }
.choice { white-space: nowrap; }
.filters output { margin-left: auto; color: var(--dim); }
.verdict { display: inline-block; padding: 0 .5em; border-radius: 4px; white-space: nowrap; font-weight: 600; font-size: .9em; }
.verdict.good { color: var(--good); background: var(--good-back); }
.verdict.finding { color: var(--finding); background: var(--finding-back); }
.verdict.open { color: var(--open); background: var(--open-back); }
.verdict.bad { color: var(--bad); background: var(--bad-back); outline: 1px solid var(--bad); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
.matrix { width: 100%; font-size: .9rem; }
.matrix th, .matrix td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
.matrix thead th { color: var(--dim); font-weight: 600; }
.matrix tbody th { font-weight: 400; width: 60%; min-width: 13rem; position: sticky; left: 0; background: var(--back); }
.matrix tbody th > a { font-family: var(--mono); font-weight: 600; }
.matrix td a { text-decoration: none; }
.title { display: block; color: var(--dim); }
.chip { display: inline-block; font-size: .8em; padding: 0 .45em; margin: 0 .15em .15em 0; border: 1px solid var(--line); border-radius: 999px; text-decoration: none; white-space: nowrap; color: var(--text); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.proof { padding: 1rem 0; border-top: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 14rem; }
.proof > p { margin: .2rem 0; }
.requirements { margin: .3rem 0; padding: 0; list-style: none; font-size: .9em; }
.result { margin: .4rem 0; border: 1px solid var(--line); border-radius: 8px; }
.result > summary { padding: .4rem .7rem; cursor: pointer; }
.result[open] > summary { border-bottom: 1px solid var(--line); }
.result:target { border-color: var(--link); box-shadow: 0 0 0 2px var(--link); }
.model { font-weight: 600; }
.body { padding: .3rem .9rem .9rem; }
.failure { color: var(--bad); font-weight: 600; }
.facts, .values, .index { margin: .5rem 0; }
.facts > div { display: grid; grid-template-columns: 7rem 1fr; gap: .2rem .8rem; padding: .1rem 0; }
dt { color: var(--dim); } dd { margin: 0; }
.values { display: grid; grid-template-columns: repeat(auto-fill, minmax(15.5rem, 1fr)); gap: 0 1.5rem; font-family: var(--mono); font-size: .85rem; }
.values > div { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px dotted var(--line); }
.values dt { white-space: nowrap; }
.cover { display: block; }
button { font: inherit; color: var(--text); background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .2rem .6rem; min-width: 2.2rem; min-height: 2.2rem; cursor: pointer; }
button[aria-disabled=true] { color: var(--dim); cursor: default; opacity: .6; }
.copy { min-height: 0; padding: 0 .5rem; font-size: .8em; }
.controls { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem; margin: .4rem 0; }
.controls input { flex: 1 1 8rem; min-width: 6rem; accent-color: var(--link); height: 2.2rem; }
.now { flex: 1 0 100%; font-size: .85rem; min-height: 3em; color: var(--text); }
.scene { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.2rem; align-items: start; }
figure { margin: 0 0 .8rem; } figcaption { font-size: .85rem; }
svg { display: block; } .wide > svg { max-width: none; }
svg text { font-size: 13px; fill: var(--text); }
.frame { fill: var(--panel); stroke: var(--line); }
.box .title, .left-out { text-anchor: middle; fill: var(--dim); }
.cell rect { fill: transparent; stroke: transparent; stroke-width: 1.5; }
.cell .name { fill: var(--dim); } .cell .value { text-anchor: end; }
.cell[data-touch=read] rect { fill: var(--read-back); stroke: var(--read); stroke-dasharray: 4 2; }
.cell[data-touch=written] rect { fill: var(--written-back); stroke: var(--written); stroke-width: 2.5; }
.cell[data-touch=refused] rect { fill: var(--bad-back); stroke: var(--bad); stroke-width: 2.5; stroke-dasharray: 1 2; }
.cell[data-touch=other-side] rect { fill: var(--open-back); stroke: var(--open); stroke-width: 2.5; stroke-dasharray: 8 3; }
.cell[data-touch] .value { font-weight: 700; }
.cell[data-touch=refused] .value { text-decoration: line-through; }
.around { fill: none; stroke: var(--dim); stroke-width: 1.2; }
.pointer path { fill: var(--link); } .pointer text { text-anchor: middle; fill: var(--link); }
.legend { font-size: .8rem; margin: .3rem 0; }
.key { padding: 0 .5em; border-radius: 3px; margin-right: .4em; border: 2px solid; }
.key.read { border-style: dashed; border-color: var(--read); background: var(--read-back); }
.key.written { border-color: var(--written); background: var(--written-back); }
.key.refused { border-style: dotted; border-color: var(--bad); background: var(--bad-back); text-decoration: line-through; }
.key.other-side { border-style: dashed; border-color: var(--open); background: var(--open-back); }
.steps { font-size: .82rem; padding: 0; margin: 0; list-style: none; counter-reset: step; max-height: 30rem; overflow-y: auto; }
.steps li { counter-increment: step; display: flex; gap: .6rem; }
.steps li::before { content: counter(step); color: var(--dim); min-width: 1.6rem; text-align: right; }
.steps .step { flex: 1; text-align: left; min-height: 0; padding: .1rem .4rem; border: 1px solid transparent; background: none; border-radius: 4px; color: var(--dim); font-family: inherit; }
.steps .behind { color: var(--text); }
.steps .step[aria-current] { border-color: var(--link); background: var(--panel); color: var(--text); font-weight: 600; }
.steps .depth-1 .step { margin-left: 1rem; } .steps .depth-2 .step { margin-left: 2rem; } .steps .depth-3 .step { margin-left: 3rem; }
.steps .call .step, .steps .return .step, .steps .trap .step { font-weight: 600; }
.steps .broken .step { color: var(--bad); font-weight: 700; }
.dump { font-size: .82rem; } .dump th { font-weight: 400; color: var(--dim); text-align: left; }
.dump th, .dump td { padding: .05rem .4rem; }
.dump .names { color: var(--dim); white-space: nowrap; }
.dump [data-touch] { font-weight: 700; border-radius: 3px; }
.dump [data-touch=read] { background: var(--read-back); color: var(--read); text-decoration: underline dashed; }
.dump [data-touch=written] { background: var(--written-back); color: var(--written); text-decoration: underline; }
.dump [data-touch=refused] { background: var(--bad-back); color: var(--bad); text-decoration: line-through; }
.dump [data-touch=other-side] { background: var(--open-back); color: var(--open); text-decoration: underline double; }
.index > div { padding: .5rem 0; border-top: 1px solid var(--line); }
.index > div:target { background: var(--panel); }
.links a { margin-right: .8em; font-family: var(--mono); font-size: .9em; }
.problems li { margin: .3rem 0; }
footer { margin-top: 3rem; }
@media (max-width: 50rem) {
  .scene { grid-template-columns: minmax(0, 1fr); }
  .filters { position: static; } html { scroll-padding-top: 1rem; }
  .facts > div { grid-template-columns: 1fr; }
  .matrix tbody th { position: static; min-width: 10rem; }
  .outcome { font-size: 1.5rem; }
}
@media (forced-colors: active) { .cell[data-touch] rect, .steps .step[aria-current] { stroke: Highlight; border-color: Highlight; } }
@media print { .filters, .controls, .copy { display: none; } .proof { content-visibility: visible; } .steps { max-height: none; } }
`;
