/** Proofs against implementations: groups, rows of verdicts, and what is folded up below each row. */
export const PROOFS_STYLE = `
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: "▸"; flex: none; display: inline-block; width: 1.1rem; color: var(--dim); font-size: .85em; }
details[open] > summary::before { content: "▾"; }
.line { display: flex; align-items: baseline; gap: 0; padding: .45rem .9rem; }
.line .what { flex: 1; min-width: 0; padding-right: 1rem; }
.cells { display: flex; flex: none; }
.columns .cell { width: 7.5rem; } .broad .cell { width: 12rem; }
.columns .cell.alone { width: auto; }
.columns:not(.stacked) .cell:not(.alone) > .of { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.of { color: var(--dim); font-size: .84em; margin-right: .25em; }
.head { position: sticky; top: 0; z-index: 1; background: var(--back); color: var(--dim); font-size: .85rem; font-weight: 600; border-bottom: 1px solid var(--line); padding-left: 1rem; padding-right: 1rem; }
.stacked .head, .rest.searched > summary { display: none; }
.cell.empty::before { content: "\\200b"; }
.group { border: 1px solid var(--line); border-radius: 10px; margin: .6rem 0; }
.group > summary { padding: .6rem .9rem; background: var(--panel); border-radius: 9px; }
.group[open] > summary { border-radius: 9px 9px 0 0; }
.group > summary b { font-family: var(--mono); font-size: .92rem; margin-right: .6em; }
.group > summary .dim { font-size: .9rem; }
.proof { border-top: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 3.9rem; }
.proof > summary:hover, .rest > summary:hover { background: var(--panel); }
.proof:target { box-shadow: inset 3px 0 0 var(--link); }
.id { font-weight: 600; font-size: .875rem; overflow-wrap: anywhere; }
.title { display: block; color: var(--dim); font-size: .875rem; line-height: 1.4; text-wrap: pretty; }
.rest { border-top: 1px solid var(--line); }
.rest > summary { padding: .5rem .9rem; color: var(--dim); font-size: .9rem; }
.about { padding: 0 .9rem 1rem 2rem; font-size: .95rem; }
.requirements { margin: .3rem 0; padding: 0; list-style: none; font-size: .9rem; }
.requirements li { margin: .25rem 0; }
.result { margin: .5rem 0; border: 1px solid var(--line); border-radius: 8px; background: var(--back); }
.result > summary { padding: .45rem .8rem; }
.result[open] > summary { border-bottom: 1px solid var(--line); }
.result:target { border-color: var(--link); box-shadow: 0 0 0 2px var(--link); }
.model { font-weight: 600; margin: 0 .3em; }
.unasked { margin: .5rem 0; padding: .45rem .8rem; border: 1px dashed var(--line); border-radius: 8px; }
.body { padding: .5rem 1rem 1rem; }
.failure { color: var(--bad); font-weight: 650; font-size: 1.02rem; } .failure.known { color: var(--finding); }
.hint { color: var(--dim); }
.facts { margin: 1.25rem 0 0; padding-top: .8rem; border-top: 1px solid var(--line); font-size: .875rem; }
.facts > div { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .2rem .8rem; padding: .12rem 0; }
.body > .facts:first-child { border-top: 0; padding-top: 0; margin-top: .2rem; }
.cover { display: block; } .cover.bad { color: var(--bad); } .cover.open { color: var(--open); } .cover.good > span:first-child { color: var(--good); }
.induction dl { margin: .8rem 0; } .induction dt { color: inherit; font-weight: 600; margin-top: .6rem; } .induction dd { margin-left: 1rem; }
@media (max-width: 50rem) {
  .head { display: none; }
  .line { flex-wrap: wrap; }
  .line .what { flex-basis: calc(100% - 1.1rem); padding: 0; }
  .cells { flex: 1 0 100%; flex-wrap: wrap; gap: .15rem .9rem; padding: .3rem 0 .1rem 1.1rem; }
  .columns .cell { width: auto; } .cell.empty { display: none; }
  .columns:not(.stacked) .cell:not(.alone) > .of { position: static; width: auto; height: auto; clip-path: none; }
  .about { padding: 0 .6rem .8rem; } .body { padding: .4rem .6rem .8rem; }
  .facts > div { grid-template-columns: minmax(0, 1fr); gap: 0; padding: .2rem 0; }
}
.stacked .line { flex-wrap: wrap; }
.stacked .line .what { flex-basis: calc(100% - 1.1rem); }
.stacked .cells { flex: 1 0 100%; flex-wrap: wrap; gap: .15rem 1.1rem; padding: .3rem 0 .1rem 1.1rem; }
.stacked .cell.empty { display: none; }
@media print { .proof { content-visibility: visible; } .head { position: static; } }`;
