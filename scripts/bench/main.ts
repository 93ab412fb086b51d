/** Prints what things cost, as tables or, with --json, as one document. Nothing here passes or fails by the clock. */
import { byHandTable } from './by-hand.ts';
import { allCases } from './cases.ts';
import { commandTable } from './command.ts';
import { compiledTable } from './compiled.ts';
import { conformTable } from './conform.ts';
import { memoryTable } from './memory.ts';
import { nativeTable } from './native.ts';
import { pageTable } from './page.ts';
import { peakMemoryTable } from './peak-memory.ts';
import { proofTables } from './proofs.ts';
import { runnerTable } from './runner.ts';
import { sizeTable } from './sizes.ts';
import { formatTable, type Table } from './table.ts';

async function* tables(): AsyncGenerator<Table> {
  const cases = await allCases();
  yield* proofTables(cases);
  yield await nativeTable(cases);
  yield await byHandTable();
  yield await compiledTable();
  yield await sizeTable();
  yield commandTable();
  yield await conformTable();
  yield await runnerTable();
  yield await memoryTable();
  yield await peakMemoryTable();
  yield await pageTable();
}

const isJson = process.argv.includes('--json');
const all: Table[] = [];
for await (const table of tables()) {
  all.push(table);
  if (!isJson) console.log(formatTable(table));
}
if (isJson) console.log(JSON.stringify({ node: process.version, tables: all }, null, 2));
