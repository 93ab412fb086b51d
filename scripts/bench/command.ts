import { spawnSync } from 'node:child_process';
import { ROOT } from './cases.ts';
import { median, repeated, timed } from './clock.ts';
import type { Row, Table } from './table.ts';

/** What whole commands cost, from start to exit, nothing kept from one to the next. */
export function commandTable(): Table {
  return {
    title: 'Cold commands as whole processes, ms',
    note: 'Median of 3. The first pattern is the id of one proof; the second stands for every proof with it in its id.',
    columns: ['command', 'total'],
    rows: ['split/add-used', 'add-used'].map((pattern): Row => [`ringproof prove ${pattern}`, cold(pattern)]),
  };
}

function cold(pattern: string): number {
  const times = repeated(3, () =>
    timed(() => {
      const args = ['dist/cli/main.js', 'prove', pattern];
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
      if (status !== 0) throw new Error(`'prove ${pattern}' ended with ${status ?? 'a signal'}: ${stderr}`);
    }),
  );
  return median(times);
}
