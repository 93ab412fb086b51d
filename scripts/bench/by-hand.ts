import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Subject } from '../../src/check/subject.ts';
import { attempt } from '../../src/check/attempt.ts';
import { startSolver } from '../../src/prover/solvers.ts';
import { nativeVersion } from '../../src/solver/native.ts';
import { caseNamed } from './cases.ts';
import { median, repeated, timed } from './clock.ts';
import type { Table } from './table.ts';

const QUESTION = fileURLToPath(new URL('add-used.smt2', import.meta.url));
const TIMES = 15;

/** How long a proof takes with the embedded solver, and a native one over one question that was written by hand for it. */
export async function byHandTable(): Promise<Table> {
  const version = nativeVersion('z3');
  const { proof, model, name } = await caseNamed('split/add-used (rust-vmm)');
  const solver = await startSolver('wasm');
  let questions = 0;
  const prove = (): void =>
    void (questions = attempt(new Subject(proof, model), { encoding: 'int', solver: () => solver }).prover
      .queries);
  repeated(TIMES, prove);
  // In turn, since other work on the machine slows both.
  const pairs = repeated(TIMES, () => ({ ours: timed(prove), theirs: timed(askNative) }));
  return {
    title: `A whole proof against one question by hand (${solver.name}, z3 ${version ?? '-'}), ms`,
    note: `Warm, medians of ${TIMES} in turn; the native solver from its start to its end. The goal is 3 times or less.`,
    columns: ['proof', 'questions', 'embedded', 'by hand', 'ratio'],
    rows: [
      [
        name,
        questions,
        median(pairs.map(({ ours }) => ours)),
        version === undefined ? '-' : median(pairs.map(({ theirs }) => theirs)),
        version === undefined ? '-' : median(pairs.map(({ ours, theirs }) => ours / theirs)),
      ],
    ],
  };
}

function askNative(): void {
  spawnSync('z3', [QUESTION]);
}
