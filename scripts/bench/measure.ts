import { Subject } from '../../src/check/subject.ts';
import { attempt, type Attempt } from '../../src/check/attempt.ts';
import { startSolver, withSolver } from '../../src/prover/solvers.ts';
import { median, repeated, timed } from './clock.ts';
import { caseNamed, type Case } from './cases.ts';

/** Milliseconds that one run of a proof took, as a whole and by part. */
export interface Times {
  readonly total: number;
  readonly exploring: number;
  readonly lowering: number;
  readonly solving: number;
}

/** What one process finds out about one proof. */
export interface Measurement {
  readonly verdict: string;
  readonly obligations: number;
  readonly decidedByRewriting: number;
  readonly queries: number;
  /** The first run of the process: the solver starts, and the engine compiles. */
  readonly first: Times;
  /** The median of some more. */
  readonly warm: Times;
}

/** Measures a proof, taking this process to be fresh. */
export async function measure({ proof, model }: Case, runs = 5): Promise<Measurement> {
  const begin = performance.now();
  const found = await withSolver('wasm', (solver) =>
    attempt(new Subject(proof, model), { encoding: 'int', solver }),
  );
  const first = timesOf(found, performance.now() - begin);
  const warm = await warmTimes({ proof, model }, runs);
  return {
    verdict: found.verdict,
    obligations: found.exploration.obligations.length,
    decidedByRewriting: found.decidedByRewriting,
    queries: found.prover.queries,
    first,
    warm,
  };
}

/** The median times of some runs of a proof, the solver being started. */
export async function warmTimes({ proof, model }: Pick<Case, 'proof' | 'model'>, runs = 5): Promise<Times> {
  const solver = await startSolver('wasm');
  const times = repeated(runs, () => {
    let found: Attempt | undefined;
    const total = timed(() => {
      found = attempt(new Subject(proof, model), { encoding: 'int', solver: () => solver });
    });
    if (found === undefined) throw new Error('the proof was not run');
    return timesOf(found, total);
  });
  const middle = (part: keyof Times): number => median(times.map((time) => time[part]));
  return {
    total: middle('total'),
    exploring: middle('exploring'),
    lowering: middle('lowering'),
    solving: middle('solving'),
  };
}

function timesOf({ exploringMs, prover }: Attempt, total: number): Times {
  return { total, exploring: exploringMs, ...prover.times };
}

const [, script, name] = process.argv;
if (script?.endsWith('measure.ts') === true && name !== undefined) {
  console.log(JSON.stringify(await measure(await caseNamed(name))));
}
