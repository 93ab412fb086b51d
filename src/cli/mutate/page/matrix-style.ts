/** The kill matrix: its head and its first column stay where it is scrolled, and rows that are not chosen are hidden. */
export const MATRIX_STYLE = `
body { max-width: none; }
.matrix { overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: 8px; margin: .6rem 0; }
.matrix table { border-collapse: separate; border-spacing: 0; font-size: .8rem; line-height: 1.35; }
.matrix th, .matrix td { padding: .1rem .3rem; font-weight: 400; text-align: center; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
.matrix td { color: var(--dim); min-width: 1.4rem; }
.matrix td.caught, .key.caught { color: var(--good); background: var(--good-back); }
.matrix thead th { position: sticky; top: 0; z-index: 2; background: var(--panel); }
.matrix tbody th, .matrix thead th:first-child { position: sticky; left: 0; z-index: 1; text-align: left; background: var(--back); width: 26rem; min-width: 26rem; max-width: 26rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border-right: 1px solid var(--line); }
.matrix thead th:first-child { z-index: 3; background: var(--panel); }
.matrix tbody .file th { position: static; width: auto; min-width: 0; max-width: none; overflow: visible; background: var(--panel); font: 600 .8rem/1.6 var(--mono); }
.matrix tr.file span { position: sticky; left: .3rem; }
.matrix tr:hover :is(th, td):not(.caught) { background: var(--panel); }
.matrix tr.alone th b::after { content: " !"; color: var(--open); }
.matrix td.fate { text-align: left; white-space: nowrap; } .matrix td.fate.bad { color: var(--bad); font-weight: 600; }
.key { padding: 0 .3rem; }
section:has(#rows-alone:checked) :is(tbody tr:not(.file, .alone), tbody:not(:has(.alone))) { display: none; }
section:has(#rows-open:checked) :is(tbody tr:not(.file, .open), tbody:not(:has(.open))) { display: none; }
li:target { background: var(--panel); }
@media (max-width: 50rem) {
  .matrix tbody th, .matrix thead th:first-child { width: 42vw; min-width: 42vw; max-width: 42vw; }
}
@media print { .matrix { max-height: none; overflow: visible; } }`;
