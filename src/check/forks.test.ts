import { beforeAll, expect, test } from 'vitest';
import { PathLimitError, WAYS_OUT } from '../explore/errors.ts';
import { prepareStacks } from '../load/evaluate/positions.ts';
import { proof } from '../proof/declare.ts';
import { SolverSession } from '../solver/session.ts';
import { withSolver } from '../prover/solvers.ts';
import { attempt } from './attempt.ts';
import { thrown } from './failures.ts';
import { Forks, isForking, locatedLimit, whileForking, type Forking } from './forks.ts';
import { Subject } from './subject.ts';
import { withinBudget } from './unanswered.ts';

// As in a worker process.
beforeAll(() => prepareStacks());

/** What is reported of a body that decides once, and then so many times in one line. */
async function reportsOf(decisions: number): Promise<readonly (Forking | null)[]> {
  const forking = proof({
    ...{ id: 'forks', title: 'forks', requirements: [], doesNotProve: 'anything.', covers: [] },
    body: (p) => {
      if (p.domain.decide(p.any.bool('first'))) return;
      for (let i = 0; i < decisions; i += 1) p.domain.decide(p.any.bool(`x${i}`));
    },
  });
  const reports: (Forking | null)[] = [];
  await withSolver('wasm', (solver) =>
    attempt(new Subject(forking, null), {
      ...{ encoding: 'int', solver },
      onProgress: (report) => reports.push(report),
    }),
  );
  return reports;
}

test('should report 32 forks, then twice as many, and then that all paths are explored', async () => {
  const reports = await reportsOf(6);

  expect(reports.map((report) => report?.forks)).toEqual([32, 64, undefined]);
  expect(reports.at(-1)).toBeNull();
  expect(reports[0]).toMatchObject({ paths: 29, open: 3 });
});

test('should name the line that most of the forks come from', async () => {
  const [, report] = await reportsOf(6);

  expect(report?.most?.at.text).toContain('p.any.bool(`x${i}`)');
  expect(report?.most?.percent).toBe(100);
});

test('should report nothing of a body with few paths', async () => {
  expect(await reportsOf(3)).toEqual([]);
});

const AT = { file: 'proofs/a.proof.ts', line: 7, column: 3, text: '  while (p.domain.decide(i.lt(n))) {' };
const FORKING: Forking = { forks: 64, paths: 1, open: 63, most: { at: AT, percent: 86 } };

test('should say where a stopped proof forks, and what to do other than to wait', () => {
  const failure = whileForking({ message: 'no verdict', details: [], hints: ['Wait.'] }, FORKING);

  expect(failure).toEqual({
    message: 'no verdict',
    details: [
      'It was still exploring paths: 1 had ended, 63 were waiting. 64 decisions went both ways, 86 % of them on this line.',
    ],
    hints: WAYS_OUT,
    at: AT,
  });
});

test('should name the line in the error for too many paths, which no line throws', () => {
  const error = new PathLimitError('too many');
  error.stack = 'PathLimitError: too many\n    at node:internal/main:1:1';

  expect(locatedLimit(error, FORKING).message).toBe(
    'too many; 86 % of the decisions are at proofs/a.proof.ts:7: while (p.domain.decide(i.lt(n))) {',
  );
  expect(locatedLimit(error, { ...FORKING, most: null })).toBe(error);
  // Its stack names the line.
  const ofLine = new PathLimitError('too many decisions');
  expect(locatedLimit(ofLine, FORKING)).toBe(ofLine);
});

test('should not advise a larger budget for a loop without a bound', () => {
  const session = new SolverSession({ stages: [], store: null, rlimit: 0, onAsk: () => {} });
  const work = (): never => {
    throw new PathLimitError('a loop seems to have no bound');
  };

  const { verdict, failure } = withinBudget(session, work);

  expect(verdict).toBe('unknown');
  expect(failure?.hints).toEqual(WAYS_OUT);
  expect(thrown(new PathLimitError('too many')).hints).toEqual(WAYS_OUT);
});

test('should believe only a whole report of another process', () => {
  expect(isForking(JSON.parse(JSON.stringify(FORKING)))).toBe(true);
  expect(isForking({ forks: 1 })).toBe(false);
  expect(isForking(null)).toBe(false);
  expect(new Forks(() => {}).areMany).toBe(false);
});
