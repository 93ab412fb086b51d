import { basename, join } from 'node:path';
import { rustVmm } from '../../models/rust-vmm/index.ts';
import { replayRecordings } from '../../src/conform/replay.ts';
import { ROOT } from './cases.ts';
import type { Table } from './table.ts';

/** Long enough that a small file is read many times. */
const LEAST_MS = 1_000;

/** How fast recorded operations are replayed on the model. */
export async function conformTable(): Promise<Table> {
  const { conformance } = rustVmm;
  if (conformance === undefined) throw new Error('the rust-vmm model has no recordings');
  const file =
    process.env['RINGPROOF_RUST_VMM_RECORDINGS'] ?? join(ROOT, 'models/rust-vmm/recordings.sample.jsonl');
  const begin = performance.now();
  let [operations, mismatches, elapsed] = [0, 0, 0];
  while (elapsed < LEAST_MS) {
    const tally = await replayRecordings([file], conformance, ROOT);
    operations += tally.operations;
    mismatches += tally.mismatches;
    elapsed = performance.now() - begin;
  }
  return {
    title: 'Replay of recorded operations',
    note: '',
    columns: ['recording', 'operations', 'mismatches', 'ms', 'operations/s'],
    rows: [
      [
        basename(file),
        operations,
        mismatches,
        Math.round(elapsed),
        Math.round((operations / elapsed) * 1000),
      ],
    ],
  };
}
