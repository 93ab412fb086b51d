import { expectedOf, findingOf } from '../proof/finding.ts';
import type { CheckOptions } from '../prover/options.ts';
import type { ProofResult } from '../result/verdict.ts';
import { dropRefuted, takeRefuted } from '../cache/refuted.ts';
import type { Deadline } from './deadline.ts';
import { verdictOnDeath, verdictOnMemory, type OwnVerdict } from './exit-verdicts.ts';
import type { Job } from './jobs.ts';
import { LOAD_LIMIT_MS } from './load-catalogue.ts';
import { place } from '../load/load-error.ts';
import type { Reply } from './protocol.ts';
import { cutShort, error, notStarted, slowStart, timeout, withQuestion } from './limit-verdicts.ts';
import type { WorkerProcess } from './worker-process.ts';

/** How a proof is run: what goes to the checker, and the limits that are held here. */
export interface JobOptions {
  readonly check: CheckOptions;
  readonly timeoutMs: number;
  readonly memoryBytes: number;
  /** Paths are told from here; from this process's working directory where left out. */
  readonly cwd?: string;
  /** When the run as a whole has to be over; `null` for no such time. */
  readonly deadline: Deadline | null;
}

/** Runs one proof in a worker; `null` where the worker died before it came to it, of something earlier. */
export async function runJob(
  worker: WorkerProcess,
  job: Job,
  options: JobOptions,
): Promise<ProofResult | null> {
  const { isFresh, pendingFile, refutedFile } = worker;
  const clock: { startedAt: number | null } = { startedAt: null };
  const { proof, model } = job;
  const { timeoutMs, memoryBytes, deadline } = options;
  const left = (): number => deadline?.leftMs ?? Infinity;
  if (left() === 0) return ownResult(job, notStarted(deadline), 0);
  const check = { ...options.check, pending: pendingFile, refuted: refutedFile };
  dropRefuted(refutedFile);
  const request = { type: 'prove', task: { proof, model }, options: check } as const;
  const limits = { timeMs: Math.min(LOAD_LIMIT_MS, left()), memoryBytes };
  const ending = await worker.ask(request, limits, (note) => {
    if (note.type !== 'started') return null;
    clock.startedAt = performance.now();
    return Math.min(timeoutMs, left());
  });
  const { startedAt } = clock;
  const timeMs = startedAt === null ? 0 : performance.now() - startedAt;
  const own = (verdict: OwnVerdict): ProofResult => ownResult(job, verdict, timeMs);
  if (ending.kind === 'answered') return answered(job, ending.answer, own);
  if (ending.kind === 'died' && startedAt === null && !isFresh) return null;
  // Whatever ended it: a refutation that was replayed stands, and of anything else somebody else may be asked what it was at.
  const stopped = (verdict: OwnVerdict): ProofResult => {
    // Only a checker writes there, and writes a result.
    const found = takeRefuted(refutedFile, {
      id: proof.id,
      model: model?.name ?? null,
    }) as ProofResult | null;
    if (found !== null)
      return { ...reduced(found), ...identity(job, found.leftOut), timeMs: Math.round(timeMs) };
    return own(withQuestion(verdict, job, check, options.cwd ?? process.cwd()));
  };
  if (ending.kind === 'died') return stopped(verdictOnDeath(ending.death));
  if (ending.kind === 'too-much-memory') return stopped(verdictOnMemory(ending.bytes, memoryBytes));
  if (deadline !== null && deadline.leftMs === 0) return stopped(cutShort(deadline));
  return startedAt === null ? own(slowStart()) : stopped(timeout(timeoutMs));
}

function answered(job: Job, answer: Reply, own: (verdict: OwnVerdict) => ProofResult): ProofResult {
  if (answer.type === 'result') return { ...answer.result, ...identity(job, answer.result.leftOut) };
  if (answer.type === 'not-loaded') {
    const { failure } = answer;
    const { message, details, hints, at } = failure;
    const where = at === undefined ? `${place(failure)}: ` : '';
    return own(error({ message: where + message, details, hints, ...(at === undefined ? {} : { at }) }));
  }
  return own(error({ message: 'the worker process answered another question', details: [], hints: [] }));
}

/** A refutation whose counterexample was to become smaller. */
function reduced(found: ProofResult): ProofResult {
  const { failure } = found;
  if (failure === null) return found;
  const details = [...failure.details, 'Looking for a smaller counterexample was cut short.'];
  return { ...found, failure: { ...failure, details } };
}

/** What a result says of its proof, whoever makes it. `leftOut`: what was found not to be of the contract. */
export function identity({ proof, model }: Job, leftOut: readonly string[]): ProofIdentity {
  const { id, title, file, line, requirements, cited, doesNotProve, bound } = proof;
  const finding = findingOf(model, id);
  return {
    id,
    model: model?.name ?? null,
    title,
    file,
    line,
    requirements,
    ...(cited === undefined ? {} : { cited }),
    doesNotProve,
    bound,
    expected: expectedOf(finding, leftOut),
    finding,
  };
}

/** What of a result does not come from checking it. */
export type ProofIdentity = Pick<
  ProofResult,
  | 'id'
  | 'model'
  | 'title'
  | 'file'
  | 'line'
  | 'requirements'
  | 'cited'
  | 'doesNotProve'
  | 'bound'
  | 'expected'
  | 'finding'
>;

/** A verdict of the runner's own, on a proof that the checker did not come to an end with. */
export function ownResult(job: Job, { verdict, failure }: OwnVerdict, timeMs: number): ProofResult {
  return {
    ...identity(job, []),
    verdict,
    timeMs: Math.round(timeMs),
    solverMs: 0,
    phases: { exploring: 0, lowering: 0, solving: 0 },
    ...{ paths: 0, obligations: 0, decidedByRewriting: 0 },
    covers: [],
    assertions: [],
    leftOut: [],
    cached: false,
    solver: null,
    counterexample: null,
    failure,
    crossChecks: [],
  };
}
