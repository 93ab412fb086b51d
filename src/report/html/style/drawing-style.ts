/** A counterexample: its controls, the drawing of memory, the steps, and the bytes. */
export const DRAWING_STYLE = `
.controls { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem; margin: .4rem 0 .8rem; }
.controls input { flex: 1 1 8rem; min-width: 6rem; accent-color: var(--link); height: 2.4rem; margin: 0; }
.now { flex: 1 0 100%; font-size: .84rem; min-height: 3em; overflow-wrap: anywhere; }
.scene { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem; align-items: start; }
figure { margin: 0 0 .9rem; } figcaption { font-size: .85rem; margin-bottom: .15rem; }
svg { display: block; } .wide > svg { max-width: none; }
svg text { font-size: 13px; fill: var(--text); }
.frame { fill: var(--panel); stroke: var(--line); }
.box .title, .left-out { text-anchor: middle; fill: var(--dim); }
.cell rect { fill: transparent; stroke: transparent; stroke-width: 1.5; }
.cell .name { fill: var(--dim); } .cell .value { text-anchor: end; }
.cell[data-changed] .value { fill: var(--written); font-weight: 700; }
.cell[data-touch=read] rect { fill: var(--read-back); stroke: var(--read); stroke-dasharray: 4 2; }
.cell[data-touch=written] rect { fill: var(--written-back); stroke: var(--written); stroke-width: 2.5; }
.cell[data-touch=refused] rect { fill: var(--bad-back); stroke: var(--bad); stroke-width: 2.5; stroke-dasharray: 1 2; }
.cell[data-touch=other-side] rect { fill: var(--open-back); stroke: var(--open); stroke-width: 2.5; stroke-dasharray: 8 3; }
.cell[data-touch=broken] rect { fill: var(--bad-back); stroke: var(--bad); stroke-width: 3; }
.cell[data-touch=last] rect { stroke: var(--bad); stroke-width: 2; stroke-dasharray: 6 3; }
.cell[data-touch] .value { font-weight: 700; }
.cell[data-touch=broken] .value { fill: var(--bad); }
.cell[data-touch=refused] .value { text-decoration: line-through; }
.around { fill: none; stroke: var(--dim); stroke-width: 1.2; }
.pointer path { fill: var(--link); } .pointer text { text-anchor: middle; fill: var(--link); }
.order .side { font-weight: 700; } .order .where { font-size: 11px; fill: var(--dim); }
.order rect { fill: var(--panel); stroke: var(--line); } .order .on-cycle rect { fill: var(--bad-back); stroke: var(--bad); stroke-width: 2; }
.order-edge path { fill: none; stroke: var(--bad); stroke-width: 2; } .order-edge text { fill: var(--bad); font-weight: 700; text-anchor: middle; }
.order-edge.rf path { stroke: var(--read); } .order-edge.rf text { fill: var(--read); } .order-edge.co path { stroke: var(--written); } .order-edge.co text { fill: var(--written); }
.order .edges { font-size: .84rem; margin: .4rem 0; } .order .fix { font-weight: 600; }
.legend { font-size: .8rem; margin: .2rem 0 1rem; display: flex; flex-wrap: wrap; gap: .3rem .5rem; }
.key { padding: 0 .5em; border-radius: 4px; border: 2px solid; }
.key.read { border-style: dashed; border-color: var(--read); background: var(--read-back); }
.key.written { border-color: var(--written); background: var(--written-back); }
.key.refused { border-style: dotted; border-color: var(--bad); background: var(--bad-back); text-decoration: line-through; }
.key.other-side { border-style: dashed; border-color: var(--open); background: var(--open-back); }
.key.broken { border-color: var(--bad); background: var(--bad-back); color: var(--bad); font-weight: 700; }
.key.last { border-style: dashed; border-color: var(--bad); }
.key.changed { border-color: transparent; color: var(--written); font-weight: 700; padding: 0; text-decoration: underline; }
.steps { font-size: .82rem; line-height: 1.45; padding: 0; margin: 0; list-style: none; counter-reset: step; max-height: 34rem; overflow-y: auto; }
.steps li { counter-increment: step; display: flex; gap: .5rem; }
.steps li::before { content: counter(step); color: var(--dim); min-width: 1.5rem; text-align: right; padding-top: .15rem; }
.steps .step { flex: 1; min-width: 0; text-align: left; min-height: 0; padding: .15rem .45rem; border: 1px solid transparent; background: none; border-radius: 5px; color: var(--dim); font-family: inherit; line-height: inherit; overflow-wrap: anywhere; }
.steps span.step, .steps .behind { color: var(--text); }
.steps .step[aria-current] { border-color: var(--link); background: var(--panel); color: var(--text); }
.steps .depth-1 .step { margin-left: 1rem; } .steps .depth-2 .step { margin-left: 2rem; } .steps .depth-3 .step { margin-left: 3rem; }
.steps .call .step, .steps .return .step, .steps .trap .step { font-weight: 600; }
.steps .broken .step { color: var(--bad); font-weight: 700; }
.steps .broken .step[aria-current] { color: var(--bad); border-color: var(--bad); background: var(--bad-back); }
.dump { font-size: .82rem; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.dump th { font-weight: 400; color: var(--dim); text-align: left; }
.dump th, .dump td { padding: .08rem .38rem; }
.dump tbody th { padding-left: 0; }
.dump .names { color: var(--dim); min-width: 9rem; }
.dump [data-changed] { color: var(--written); font-weight: 700; text-decoration: underline; }
.dump [data-touch] { font-weight: 700; }
.dump [data-touch=read] { background: var(--read-back); color: var(--read); text-decoration: underline dashed; }
.dump [data-touch=written] { background: var(--written-back); color: var(--written); text-decoration: underline; }
.dump [data-touch=refused] { background: var(--bad-back); color: var(--bad); text-decoration: line-through; }
.dump [data-touch=other-side] { background: var(--open-back); color: var(--open); text-decoration: underline double; }
.dump [data-touch=broken] { background: var(--bad-back); color: var(--bad); box-shadow: inset 0 0 0 1.5px var(--bad); }
.dump [data-touch=last] { outline: 1.5px dashed var(--bad); outline-offset: -1.5px; }
.part { font-family: var(--mono); font-size: .82rem; font-weight: 600; margin: .6rem 0 .1rem; }
.values { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(13rem, 100%), 1fr)); gap: 0 1.75rem; font-family: var(--mono); font-size: .82rem; margin: 0; }
.values > div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; border-bottom: 1px dotted var(--line); padding: .08rem 0; }
.values dd { overflow-wrap: anywhere; min-width: 0; }
@media (max-width: 50rem) {
  .scene { grid-template-columns: minmax(0, 1fr); gap: .8rem; }
  .steps { max-height: 22rem; }
}
@media (forced-colors: active) { .cell[data-touch] rect, .steps .step[aria-current] { stroke: Highlight; border-color: Highlight; } }
@media print { .steps { max-height: none; } }`;
