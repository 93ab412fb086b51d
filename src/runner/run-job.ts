import { boundOn } from '../proof/bound.ts';
import { expectedOf, findingOf } from '../proof/finding.ts';
import type { CheckOptions } from '../prover/options.ts';
import type { ProofResult } from '../result/verdict.ts';
import { dropExploring, takeExploring } from '../cache/exploring.ts';
import { dropRefuted, takeRefuted } from '../cache/refuted.ts';
import type { Deadline } from './deadline.ts';
import { verdictOnDeath, verdictOnMemory, type OwnVerdict } from './exit-verdicts.ts';
import type { Job } from './jobs.ts';
import { isForking, whileForking } from '../check/forks.ts';
import { LOAD_LIMIT_MS } from './load-catalogue.ts';
import { place } from '../load/load-error.ts';
import type { Reply } from './protocol.ts';
import { cutShort, error, notStarted, slowStart, timeout, withQuestion } from './limit-verdicts.ts';
import type { WorkerProcess } from './worker-process.ts';

/** How a proof is run: the options of the checker, and the limits that the runner holds. */
export interface JobOptions {
  readonly check: CheckOptions;
  readonly timeoutMs: number;
  readonly memoryBytes: number;
  /** Paths are given relative to this folder; the working directory of this process by default. */
  readonly cwd?: string;
  /** The deadline of the whole run; `null` for none. */
  readonly deadline: Deadline | null;
}

/** Runs one proof in a worker; `null` if an earlier proof killed the worker before this one started. */
export async function runJob(
  worker: WorkerProcess,
  job: Job,
  options: JobOptions,
): Promise<ProofResult | null> {
  const { isFresh, pendingFile, exploringFile, refutedFile } = worker;
  const clock: { startedAt: number | null } = { startedAt: null };
  const { proof, model } = job;
  const { timeoutMs, memoryBytes, deadline } = options;
  const left = (): number => deadline?.leftMs ?? Infinity;
  if (left() === 0) return ownResult(job, notStarted(deadline), 0);
  const files = { pending: pendingFile, exploring: exploringFile, refuted: refutedFile };
  const check = { ...options.check, ...files };
  dropExploring(exploringFile);
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
  // However it ended: a replayed refutation stands, and an open question is kept for another solver.
  const stopped = (verdict: OwnVerdict): ProofResult => {
    // Only the checker writes this file, and it writes a result.
    const found = takeRefuted(refutedFile, {
      id: proof.id,
      model: model?.name ?? null,
    }) as ProofResult | null;
    if (found !== null)
      return { ...reduced(found), ...identity(job, found.leftOut), timeMs: Math.round(timeMs) };
    // The run's deadline may stop any proof, also one that would soon have explored all of its paths.
    const forking = deadline?.leftMs === 0 ? null : takeExploring(exploringFile);
    if (isForking(forking)) return own({ ...verdict, failure: whileForking(verdict.failure, forking) });
    const isTimeOfProof = ending.kind === 'expired' && deadline?.leftMs !== 0;
    return own(withQuestion(verdict, job, check, options.cwd ?? process.cwd(), isTimeOfProof));
  };
  if (ending.kind === 'died') return stopped(verdictOnDeath(ending.death));
  if (ending.kind === 'too-much-memory') return stopped(verdictOnMemory(ending.bytes, memoryBytes));
  if (deadline !== null && deadline.leftMs === 0) return stopped(cutShort(deadline));
  return startedAt === null ? own(slowStart()) : stopped(timeout(timeoutMs, check.encoding));
}

function answered(job: Job, answer: Reply, own: (verdict: OwnVerdict) => ProofResult): ProofResult {
  if (answer.type === 'result') return { ...answer.result, ...identity(job, answer.result.leftOut) };
  if (answer.type === 'not-loaded') {
    const { failure } = answer;
    const { message, details, hints, at } = failure;
    const where = at === undefined ? `${place(failure)}: ` : '';
    return own(error({ message: where + message, details, hints, ...(at === undefined ? {} : { at }) }));
  }
  return own(error({ message: 'the worker process answered a different request', details: [], hints: [] }));
}

/** A refutation whose counterexample was still being minimised. */
function reduced(found: ProofResult): ProofResult {
  const { failure } = found;
  if (failure === null) return found;
  const details = [...failure.details, 'Looking for a smaller counterexample was cut short.'];
  return { ...found, failure: { ...failure, details } };
}

/** What every result says of its proof. `leftOut`: the assertions that are not in the contract. */
export function identity({ proof, model }: Job, leftOut: readonly string[]): ProofIdentity {
  const { id, title, file, line, requirements, cited, doesNotProve } = proof;
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
    bound: boundOn(proof, model),
    expected: expectedOf(finding, leftOut),
    finding,
  };
}

/** The fields of a result that do not come from checking. */
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

/** A verdict of the runner's own, on a proof that the checker did not finish. */
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
