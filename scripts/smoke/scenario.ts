import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ringproof, type Installation } from './command.ts';

const ID = 'split/add-used';
const MODEL_FILE = 'models/my-queue/queue.ts';
const BROKEN = 'a bad head is refused as such';
const SAVED = 'out/counterexamples/split-add-used.my-queue.json';

/** What must not depend on the version of Node.js: the printed text and the reports, by step. */
export type Outcome = Readonly<Record<string, string>>;

/**
 * Does what a new user does in an empty folder `cwd`: writes a project, proves it, breaks the model, reads the refutation
 * and replays it. Throws at the first step that does not go as expected.
 */
export function runScenario(installation: Installation, cwd: string, version: string): Outcome {
  mkdirSync(cwd);
  const run = (args: readonly string[], exit: number, prints: string): string =>
    ringproof(installation, cwd, args, { exit, prints });

  const shown = run(['--version'], 0, version);
  const init = run(['init', '--family', 'split', '--language', 'c'], 0, `wrote ${MODEL_FILE}`);
  const list = run(['list'], 0, ID);
  const first = run(['prove', ID, '--reporter', 'json'], 0, '"verdict": "proved"');
  const second = run(['prove', ID, '--reporter', 'json'], 0, '"cached": true');
  const explained = run(['explain', ID], 0, 'does not prove');

  breakModel(join(cwd, MODEL_FILE));
  const refuted = run(['prove', ID, '--reporter', 'json', '--output', 'out'], 1, '');
  const report = readFileSync(join(cwd, 'out/ringproof.json'), 'utf8');
  const replayed = run(['replay', SAVED], 1, `BROKEN: ${BROKEN}`);
  const line = 'node_modules/ringproof/proofs/split/add-used.proof.ts:';
  if (!replayed.includes(line)) throw new Error(`the story does not show the line of the property, ${line}`);
  run(['prove', ID, '--reporter', 'html', '--output', 'out'], 1, '');
  const page = readFileSync(join(cwd, 'out/ringproof.html'), 'utf8');
  if (!page.includes(BROKEN)) throw new Error(`out/ringproof.html does not show '${BROKEN}'`);

  return {
    ...{ version: shown, init, list, explained, refuted, replayed },
    proved: withoutTimes(first),
    'proved from the cache': withoutTimes(second),
    'refuted report': withoutTimes(report),
    'saved counterexample': readFileSync(join(cwd, SAVED), 'utf8'),
  };
}

function breakModel(file: string): void {
  const text = readFileSync(file, 'utf8');
  const broken = text.replaceAll('head.ge(this.size)', 'head.gt(this.size)');
  if (broken === text) throw new Error(`${file} has no 'head.ge(this.size)' to break`);
  writeFileSync(file, broken);
}

/** Proves every shipped property of a new model, as a user's first `prove` does. Throws unless enough of them are proved. */
export function proveEverything(installation: Installation, cwd: string): string {
  mkdirSync(cwd);
  ringproof(installation, cwd, ['init'], { exit: 0, prints: 'wrote' });
  const report = ringproof(installation, cwd, ['prove', '--reporter', 'json'], {
    exit: 0,
    prints: '"verdict"',
  });
  // The documented form.
  const { summary } = JSON.parse(report) as {
    readonly summary: { readonly proved: number; readonly findings: number };
  };
  if (summary.proved < 60) throw new Error(`only ${summary.proved} properties of a new model are proved`);
  return `${summary.proved} proved, ${summary.findings} findings`;
}

/** A JSON report without what differs from run to run: times, in fields whose names end in Ms, and phases. */
function withoutTimes(report: string): string {
  const isTime = (key: string): boolean => key.endsWith('Ms') || key === 'phases';
  const parsed: unknown = JSON.parse(report);
  return JSON.stringify(parsed, (key, value: unknown) => (isTime(key) ? undefined : value), 2);
}
