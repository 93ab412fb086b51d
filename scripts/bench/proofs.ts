import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ROOT, type Case } from './cases.ts';
import type { Measurement, Times } from './measure.ts';
import type { Row, Table } from './table.ts';

const MEASURE = fileURLToPath(new URL('measure.ts', import.meta.url));

/** What each proof costs, each measured in a process of its own. */
export function proofTables(cases: readonly Case[]): readonly Table[] {
  const measured = cases.map((one) => ({ name: one.name, ...inOwnProcess(one) }));
  const parts = ({ total, exploring, lowering, solving }: Times): [number, number, number, number] => [
    total,
    exploring,
    lowering,
    solving,
  ];
  const times = (kind: 'first' | 'warm'): readonly Row[] =>
    measured.map((one): Row => [one.name, ...parts(one[kind])]);
  const columns: Row = ['proof', 'total', 'exploring', 'lowering', 'solving'];
  return [
    {
      title: 'First run in a process, ms',
      note: 'The total has the start of the solver in it, the solving its compilation; rewriting is a part of exploring.',
      columns,
      rows: times('first'),
    },
    {
      title: 'Warm run, ms, median of 5',
      note: 'Rewriting is a part of exploring; what the total has more is mostly replays.',
      columns,
      rows: times('warm'),
    },
    {
      title: 'What there is to decide',
      note: '"No solver": claims that rewriting decided. Questions are those of claims, covers and probes.',
      columns: ['proof', 'verdict', 'claims', 'no solver', 'questions'],
      rows: measured.map((one): Row => [
        one.name,
        one.verdict,
        one.obligations,
        one.decidedByRewriting,
        one.queries,
      ]),
    },
  ];
}

function inOwnProcess({ name }: Case): Measurement {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, MEASURE, name], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`measuring '${name}' failed: ${stderr}`);
  // Printed by measure.ts.
  return JSON.parse(stdout) as Measurement;
}
