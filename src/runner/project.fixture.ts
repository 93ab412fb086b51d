import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

/** Files of a user's, by path; a folder that is gone when the test is over. */
export interface Project {
  readonly cwd: string;
  /** URL of an engine that runs a proof's body and believes what it throws; see `fakeEngine`. */
  readonly engine: string;
}

/**
 * An engine that needs no solver: a body that returns is proved, one that throws `{ verdict: 'refuted' }` (or any
 * other field of a result) has that result, and an `Error` is an error.
 */
const ENGINE = `
  export async function checkProof(proof, model, options) {
    const { breaks = [] } = model?.findings[proof.id] ?? {};
    const assertions = (verdict) => breaks.map((name) =>
      ({ name, kind: 'promise', requirement: null, verdict, expected: 'refuted', decidedBy: 'solver' }));
    const result = {
      verdict: 'proved', timeMs: 1, solverMs: 0, phases: { exploring: 1, lowering: 0, solving: 0 }, paths: 2,
      obligations: 3, decidedByRewriting: 1, covers: [], cached: false, solver: null, counterexample: null,
      failure: null, crossChecks: [], leftOut: [], assertions: assertions('proved'),
    };
    try {
      await proof.body({ options }, model);
      return result;
    } catch (thrown) {
      const failure = { message: String(thrown.message ?? 'as the test wants it'), details: [], hints: ['Try again.'] };
      return thrown instanceof Error ? { ...result, verdict: 'error', failure } : { ...result, failure, assertions: assertions('refuted'), ...thrown };
    }
  }
`;

/** Makes a folder with these files. */
export function makeProject(files: Readonly<Record<string, string>>): Project {
  const cwd = mkdtempSync(join(tmpdir(), 'ringproof-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ ...files, 'engine.mjs': ENGINE })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return { cwd, engine: pathToFileURL(join(cwd, 'engine.mjs')).href };
}

/** The text of a proof file with one proof about no model. */
export function proofFile(id: string, body: string, more = ''): string {
  return `import { proof } from 'ringproof';
export default proof({
  id: '${id}', title: 'Title of ${id}', requirements: ['REQ-1'], doesNotProve: 'anything else', covers: [], ${more}
  body: () => { ${body} },
});
`;
}

/** A stream that remembers. */
export function collector(): PassThrough & { readonly text: () => string } {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString() });
}
