import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Model } from 'ringproof';
import { afterAll, describe, expect, test } from 'vitest';
import { splitDeviceProofs } from '../../proofs/all.fixture.ts';
import { bugsOf, withBug } from '../../scripts/compiled/bugs.ts';
import { buildC, C_LEVELS, findClang, type CLevel } from '../../scripts/compiled/c.ts';
import { checkProof } from '../../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { compiledModel } from '../../scripts/compiled/model.ts';

/** Properties of every operation that compilers change most, and what each has to be at every level. */
const PROVED = [
  ...['split/add-used', 'split/add-used-order', 'split/add-used-atomic', 'split/add-used-accesses'],
  ...['split/pop', 'split/pop-order', 'split/used-notification', 'chain/terminates'],
];
const REFUTED = { id: 'split/activation-units', assertion: 'an element can be added' };

/** Mistakes that are planted at the least and at the greatest level. */
const BUGS = ['remainder', 'acquire-fence', 'event-off-by-one'];

const folder = fileURLToPath(new URL('.', import.meta.url));
const proofs = await splitDeviceProofs();
const clang = findClang();
const builds = mkdtempSync(join(tmpdir(), 'ringproof-levels-'));
afterAll(() => {
  rmSync(builds, { recursive: true });
});
if ('missing' in clang) console.warn(`no level of optimisation is checked: ${clang.missing}`);

/** The queue, compiled at a level, once; with a planted mistake, if one is named. */
function builtAt(level: CLevel, bug?: string): Model {
  const output = join(builds, `${bug ?? 'queue'}${level}.wasm`);
  if (existsSync(output)) return compiledModel(output);
  const build = (sources: string): void => {
    if ('missing' in clang) throw new Error(clang.missing);
    buildC(clang.path, sources, output, level);
  };
  const planted = bugsOf(folder).find(({ name }) => name === bug);
  if (planted === undefined) build(folder);
  else withBug(folder, planted, build);
  return compiledModel(output);
}

/** The verdict on a model, and the assertion that breaks. */
async function verdictOf(id: string, model: Model): Promise<string> {
  const proof = [...proofs, ...model.ownProofs].find((each) => each.id === id);
  if (proof === undefined) throw new Error(`no proof has the id '${id}'`);
  const { verdict, failure } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);
  return failure === null ? verdict : `${verdict}: ${failure.message}`;
}

describe.skipIf('missing' in clang)('the queue in C', () => {
  describe.each(C_LEVELS)('at %s', (level) => {
    test.each(PROVED)('should have %s proved', async (id) => {
      expect(await verdictOf(id, builtAt(level))).toBe('proved');
    });

    test(`should have ${REFUTED.id} refuted`, async () => {
      const verdict = await verdictOf(REFUTED.id, builtAt(level));
      expect(verdict).toMatch(/^refuted/);
      expect(verdict).toContain(REFUTED.assertion);
    });
  });

  describe.each(['-O0', '-O3'] as const)('with a planted mistake at %s', (level) => {
    test.each(BUGS)('should get the verdict that it has at -O2: %s', async (name) => {
      const bug = bugsOf(folder).find((each) => each.name === name);
      const id = bug?.refutedBy ?? 'split/add-used';

      const verdict = await verdictOf(id, builtAt(level, name));

      expect(verdict).toMatch(bug?.refutedBy === null ? /^proved$/ : /^refuted/);
    });
  });
});
