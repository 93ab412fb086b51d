import type { CheckOptions } from '../proof/options.ts';
import type { Failure, ProofResult, Verdict } from '../proof/verdict.ts';
import { verdictOnDeath } from './death.ts';
import type { Job } from './jobs.ts';
import { LOAD_LIMIT_MS } from './load-catalogue.ts';
import { place } from './load-error.ts';
import type { WorkerProcess } from './worker-process.ts';

/** How a proof is run: what goes to the checker, and the limit that is held here. */
export interface JobOptions {
  readonly check: CheckOptions;
  readonly timeoutMs: number;
}

/** Runs one proof in a worker; `null` where the worker died before it came to it, of something earlier. */
export async function runJob(
  worker: WorkerProcess,
  job: Job,
  options: JobOptions,
): Promise<ProofResult | null> {
  const { isFresh } = worker;
  const clock: { startedAt: number | null } = { startedAt: null };
  const { proof, model } = job;
  const request = { type: 'prove', task: { proof, model }, options: options.check } as const;
  const ending = await worker.ask(request, LOAD_LIMIT_MS, (note) => {
    if (note.type !== 'started') return null;
    clock.startedAt = performance.now();
    return options.timeoutMs;
  });
  const { startedAt } = clock;
  const timeMs = startedAt === null ? 0 : performance.now() - startedAt;
  const own = (verdict: Verdict, failure: Failure): ProofResult => ownResult(job, verdict, failure, timeMs);
  if (ending.kind === 'answered') {
    const { answer } = ending;
    if (answer.type === 'result') return { ...answer.result, ...identity(job) };
    if (answer.type === 'not-loaded') {
      const { failure } = answer;
      return own('error', { ...failure, message: `${place(failure)}: ${failure.message}` });
    }
    return own('error', { message: 'the worker process answered another question', details: [], hints: [] });
  }
  if (ending.kind === 'died') {
    if (startedAt === null && !isFresh) return null;
    const { verdict, failure } = verdictOnDeath(ending.death);
    return own(verdict, failure);
  }
  if (startedAt === null) return own('error', slowStart());
  return own('timeout', timeout(options.timeoutMs));
}

/** What a result says of its proof, whoever makes it. */
function identity({ proof, model }: Job): Pick<ProofResult, IdentityKey> {
  const { id, title, file, line, requirements, doesNotProve, bound } = proof;
  const finding = model !== null && Object.hasOwn(model.findings, id) ? (model.findings[id] ?? null) : null;
  const expected = finding === null ? 'proved' : 'refuted';
  return {
    id,
    model: model?.name ?? null,
    title,
    file,
    line,
    requirements,
    doesNotProve,
    bound,
    expected,
    finding,
  };
}

type IdentityKey =
  | 'id'
  | 'model'
  | 'title'
  | 'file'
  | 'line'
  | 'requirements'
  | 'doesNotProve'
  | 'bound'
  | 'expected'
  | 'finding';

/** A verdict of the runner's own, on a proof that the checker did not come to an end with. */
function ownResult(job: Job, verdict: Verdict, failure: Failure, timeMs: number): ProofResult {
  return {
    ...identity(job),
    verdict,
    timeMs: Math.round(timeMs),
    solverMs: 0,
    phases: { exploring: 0, lowering: 0, solving: 0 },
    ...{ paths: 0, obligations: 0, decidedByRewriting: 0 },
    covers: [],
    cached: false,
    solver: null,
    counterexample: null,
    failure,
    crossChecks: [],
  };
}

function timeout(limitMs: number): Failure {
  const limit = limitMs < 1000 ? `${limitMs} ms` : `${limitMs / 1000} s`;
  const hints = [
    'Give it longer: --timeout 5m, or timeout in the declaration of the proof.',
    'Ask another solver: --solver cvc5.',
  ];
  return { message: `no verdict within ${limit}`, details: [], hints };
}

function slowStart(): Failure {
  const message = `the proof's file was not loaded within ${LOAD_LIMIT_MS / 1000} s`;
  return { message, details: [], hints: ['Run fewer proofs at a time: --jobs 1.'] };
}
