/** The program of a worker process: loads the user's files and checks proofs, one request at a time. */
import { resolve } from 'node:path';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { Explanation } from '../check/explain.ts';
import type { FoundOrderings } from '../check/fences.ts';
import type { Reached } from '../check/reach.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import type { CheckOptions } from '../prover/options.ts';
import type { ProofResult } from '../result/verdict.ts';
import { loadFailure, place } from '../load/load-error.ts';
import { freezeBuiltins } from '../load/hermetic/freeze-builtins.ts';
import { Evaluator } from '../load/evaluate/evaluator.ts';
import { prepareStacks } from '../load/evaluate/positions.ts';
import type { Task } from '../load/catalogue.ts';
import { EMPTY_PROGRAM, type Program } from '../load/link/program.ts';
import { withChange } from '../load/link/program-change.ts';
import { loadFile, loadTask } from '../load/load.ts';
import type { Envelope, Message, Request } from './protocol.ts';
import { endWithParent } from './watchdog.ts';

/** What a worker needs of `src/check`; tests put another module in its place. */
interface Engine {
  explainProof(proof: Proof, model: Model | null, options: CheckOptions): Promise<Explanation>;
  checkProof(proof: Proof, model: Model | null, options: CheckOptions): Promise<ProofResult>;
  reachedBy(proof: Proof, model: Model | null, options: CheckOptions): Promise<Reached>;
  fencesOf(proof: Proof, model: Model | null, options: CheckOptions): Promise<FoundOrderings>;
}

/** Milliseconds that a verdict waits for a reader of what the proof printed. */
const FLUSH_LIMIT_MS = 2000;

const cwd = process.cwd();
const engineUrl = process.argv[2] ?? '';
const sendToParent = process.send?.bind(process);

/** Runs the user's files, as the parent has read them. */
let program: Program = EMPTY_PROGRAM;
let evaluator = new Evaluator(program);

/** Of the request that is being answered. */
let ticket = '';

/** Whether this process is about to end on an uncaught exception: it has no verdict to give any more. */
let isCrashed = false;

/** Settles once the message is out, so that nothing the user's code does next can hold it back. */
function send(content: Message): Promise<void> {
  const envelope: Envelope<Message> = { ticket, content };
  return new Promise((sent) => {
    if (sendToParent === undefined) sent();
    else sendToParent(envelope, undefined, undefined, () => sent());
  });
}

async function answer(request: Request): Promise<void> {
  if (request.type === 'program') {
    program = withChange(program, request.change);
    evaluator = new Evaluator(program, evaluator);
    return;
  }
  const engine = await engineImport;
  // Later, a module of the tool might need what is constant by then.
  prepareStacks();
  freezeBuiltins();
  if (request.type === 'load') {
    for (const file of request.files) {
      await send({ type: 'loading', path: file.path });
      await send({ type: 'loaded', path: file.path, contents: await loadFile(file, cwd, evaluator) });
    }
    return send({ type: 'all-loaded' });
  }
  if (request.type === 'reach') evaluator.recordsEntered();
  const task = await loadTask(request.task, cwd, evaluator);
  if (!('proof' in task)) return send({ type: 'not-loaded', failure: task });
  await send({ type: 'started' });
  const found = await work(engine, request.type, request.task, task.proof, task.model, request.options);
  const isRead = new AbortController();
  await Promise.race([
    Promise.all([flushed(process.stdout), flushed(process.stderr)]),
    delay(FLUSH_LIMIT_MS, undefined, { signal: isRead.signal }).catch(() => {}),
  ]);
  isRead.abort();
  // Work that the body left for after its return, and that nothing awaits, fails only after all else of this turn.
  await nextTurn();
  if (!isCrashed) await send(found);
}

async function work(
  engine: Engine,
  type: 'prove' | 'explain' | 'reach' | 'fences',
  task: Task,
  proof: Proof,
  model: Model | null,
  options: CheckOptions,
): Promise<Message> {
  if (type === 'explain') {
    return { type: 'explained', explanation: await engine.explainProof(proof, model, options) };
  }
  if (type === 'fences') return { type: 'weighed', weighed: await engine.fencesOf(proof, model, options) };
  if (type === 'reach') {
    const reached = await engine.reachedBy(proof, model, options);
    const modules = [task.proof.module, ...(task.model === null ? [] : [task.model.module])];
    const loading = modules.flatMap((module) => evaluator.enteredWhileLoading(resolve(cwd, module)));
    return {
      type: 'reached',
      reached: {
        ...reached,
        places: [...new Set([...loading, ...reached.places])],
        visited: [...new Set([...loading, ...reached.visited])],
      },
    };
  }
  return { type: 'result', result: await engine.checkProof(proof, model, options) };
}

/** Settles once all that was printed is out: the parent may end this process as soon as it has the result. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => stream.write('', () => done()));
}

async function importEngine(): Promise<Engine> {
  if (engineUrl === '') {
    const [{ checkProof }, { explainProof }, { reachedBy }, { fencesOf }] = await Promise.all([
      import('../check/check.ts'),
      import('../check/explain.ts'),
      import('../check/reach.ts'),
      import('../check/fences.ts'),
    ]);
    return { checkProof, explainProof, reachedBy, fencesOf };
  }
  // The caller that names another engine vouches for its exports.
  return (await import(engineUrl)) as Engine;
}

async function crash(thrown: unknown): Promise<void> {
  isCrashed = true;
  const { message, ...position } = loadFailure(thrown, '', cwd);
  const details = position.file === '' ? [] : [`at ${place(position)}`];
  await send({ type: 'crashed', failure: { message, details, hints: [] } });
  process.exit(1);
}

/** Begun at once: the parent is still reading files. */
const engineImport = importEngine();
// Reported where it is awaited.
engineImport.catch(() => {});

process.on('uncaughtException', (error) => void crash(error));
// The terminal sends an interrupt to the whole group; only the parent decides what it means.
process.on('SIGINT', () => {});
endWithParent();
process.on('message', (received) => {
  // The parent sends nothing but requests.
  const request = received as Envelope<Request>;
  ({ ticket } = request);
  void answer(request.content).catch(crash);
});
