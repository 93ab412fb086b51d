import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { splitDeviceProofs } from '../../proofs/all.fixture.ts';
import { buildC, findClang } from '../../scripts/compiled/c.ts';
import { compiledModel } from '../../scripts/compiled/model.ts';
import { checkProof } from '../../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import type { ProofResult } from '../../src/result/verdict.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const proofs = await splitDeviceProofs();
const clang = findClang();
/** With native solvers, as the command has them: the embedded one takes long. */
const OPTIONS = { ...DEFAULT_CHECK_OPTIONS, solver: 'auto' } as const;
const sources = mkdtempSync(join(tmpdir(), 'ringproof-loops-'));
afterAll(() => {
  rmSync(sources, { recursive: true });
});
if ('missing' in clang) console.warn(`loops over regions are not checked: ${clang.missing}`);

/** A verdict on the queue whose guest memory has loops over regions, with another text in one place. */
async function resultOf(id: string, find = '', replace = ''): Promise<ProofResult> {
  if ('missing' in clang) throw new Error(clang.missing);
  cpSync(folder, sources, { recursive: true });
  const text = readFileSync(join(folder, 'region-loops/guest.c'), 'utf8');
  if (!text.includes(find)) throw new Error(`'${find}' is not in the text`);
  writeFileSync(join(sources, 'guest.c'), text.replace(find, replace));
  const output = join(sources, 'loops.wasm');
  buildC(clang.path, sources, output);
  const proof = proofs.find((each) => each.id === id);
  if (proof === undefined) throw new Error(`no proof has the id '${id}'`);
  return checkProof(proof, compiledModel(output, { memoryMap: { multipleOf: 4096 } }), OPTIONS);
}

describe.skipIf('missing' in clang)(
  'a queue that goes through regions itself, for maps of whole pages',
  () => {
    test.each(['split/add-used', 'split/add-used-order'])('should have %s proved', async (id) => {
      const { verdict, bound } = await resultOf(id);

      expect(verdict).toBe('proved');
      expect(bound?.limit).toBe('maps whose regions begin and end at multiples of 4096');
    });

    test('should be refuted where it writes the second part over the first one', async () => {
      const { verdict, counterexample } = await resultOf('split/add-used', '    gpa += here;\n', '');

      expect(verdict).toBe('refuted');
      // It takes two regions that touch, in the midst of the element.
      const [{ regions } = { regions: [] }] = counterexample?.memory ?? [];
      const ends = regions.flatMap(({ base, size }) => [BigInt(base), BigInt(base) + BigInt(size)]);
      expect(ends.length).toBeGreaterThanOrEqual(4);
      expect(ends.filter((end) => end % 4096n !== 0n && end !== 2n ** 64n - 1n)).toEqual([]);
    });
  },
);
