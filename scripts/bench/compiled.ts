import { join } from 'node:path';
import { Subject } from '../../src/check/subject.ts';
import { attempt } from '../../src/check/attempt.ts';
import { startSolver } from '../../src/prover/solvers.ts';
import { compiledModel } from '../compiled/model.ts';
import { caseNamed, ROOT, type Case } from './cases.ts';
import { median, repeated, timed } from './clock.ts';
import type { Row, Table } from './table.ts';

const TIMES = 3;

/** What is compared, and how many times the time of rust-vmm's model it may take; `null` where it only has to be answered. */
const COMPARED = [
  { id: 'split/add-used', goals: { c: 3, rust: 10 } },
  { id: 'split/used-notification', goals: { c: 3, rust: 4 } },
  { id: 'split/used-notification-flags', goals: { c: 3, rust: 4 } },
  { id: 'split/used-notification-count', goals: { c: 3, rust: 4 } },
  { id: 'chain/sums', goals: { c: null, rust: null } },
] as const;

/** How long proofs take of compiled code, against those of models that are written by hand. */
export async function compiledTable(): Promise<Table> {
  const solver = await startSolver('wasm');
  const prove = ({ proof, model }: Case): string =>
    attempt(new Subject(proof, model), { encoding: 'int', solver: () => solver }).verdict;
  const rows: Row[] = [];
  for (const { id, goals } of COMPARED) {
    const [rustVmm, spec] = [await caseNamed(`${id} (rust-vmm)`), await caseNamed(`${id} (spec)`)];
    for (const language of ['c', 'rust'] as const) {
      const model = compiledModel(join(ROOT, `models/compiled-${language}/queue.wasm`));
      const compiled: Case = { ...rustVmm, model };
      const verdict = [compiled, rustVmm, spec].map(prove)[0] ?? '';
      // In turn, since other work on the machine slows all.
      const turns = repeated(TIMES, () => ({
        ours: timed(() => void prove(compiled)),
        rustVmm: timed(() => void prove(rustVmm)),
        spec: timed(() => void prove(spec)),
      }));
      rows.push([
        `${id} (${language})`,
        verdict,
        median(turns.map(({ ours }) => ours)),
        median(turns.map((turn) => turn.rustVmm)),
        median(turns.map(({ ours, rustVmm: other }) => ours / other)),
        goals[language] ?? '-',
        median(turns.map((turn) => turn.spec)),
        median(turns.map(({ ours, spec: other }) => ours / other)),
      ]);
    }
  }
  return {
    title: `Compiled code against models written by hand (${solver.name}), ms`,
    note: `Warm, medians of ${TIMES} in turn. The goal is of the ratio to rust-vmm: that or less.`,
    columns: ['proof', 'verdict', 'compiled', 'rust-vmm', 'ratio', 'goal', 'spec', 'ratio'],
    rows,
  };
}
