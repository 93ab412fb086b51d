import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { splitDeviceProofs } from '../../proofs/all.fixture.ts';
import { withBug } from '../../scripts/compiled/bugs.ts';
import { buildC, findClang } from '../../scripts/compiled/c.ts';
import { compiledModel } from '../../scripts/compiled/model.ts';
import { checkProof } from '../../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { USED_IDX } from './state-in-memory.fixture.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const proofs = await splitDeviceProofs();
const clang = findClang();
const builds = mkdtempSync(join(tmpdir(), 'ringproof-state-'));
afterAll(() => {
  rmSync(builds, { recursive: true });
});
if ('missing' in clang) console.warn(`state in guest memory is not checked: ${clang.missing}`);

/** What is said of a queue that takes its next used index from guest memory; `written`: what it writes there. */
async function said(id: string, holds: typeof USED_IDX | null, written = 'next + 1'): Promise<string> {
  if ('missing' in clang) throw new Error(clang.missing);
  const { path } = clang;
  const output = join(builds, 'queue.wasm');
  const find = ADD_USED;
  withBug(folder, { ...CHANGE, find, replace: fromMemory(written) }, (copy) => {
    buildC(path, copy, output);
  });
  const model = compiledModel(output, holds === null ? {} : { holds });
  const proof = [...proofs, ...model.ownProofs].find((each) => each.id === id);
  if (proof === undefined) throw new Error(`no proof has the id '${id}'`);
  const { verdict, failure } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);
  return failure === null ? verdict : `${verdict}: ${failure.message}`;
}

const CHANGE = { name: 'state-in-memory', what: '', file: 'queue.c', refutedBy: null };
const ADD_USED = `  if (__builtin_add_overflow(q->used_ring, RING + sizeof(struct used_element) * slot(q, q->next_used), &gpa))
    return QUEUE_ADDRESS_OVERFLOW;
  /* Everything that can fail comes before the first write. */
  if (!guest_is_mapped(gpa, sizeof(struct used_element))) return QUEUE_GUEST_MEMORY;
  uint16_t *idx = word_at(q->used_ring, IDX, &error);
  if (!idx) return error;
  struct used_element element = { .id = head, .len = len };
  guest_write(gpa, &element, sizeof element);
  /* The driver that sees the new idx sees the element. */
  __atomic_store_n(idx, (uint16_t)(q->next_used + 1), __ATOMIC_RELEASE);
`;

/** The same with the index that memory has; \`next_used\` is the mirror that the contract asks for. */
const fromMemory = (written: string): string => `  uint16_t *idx = word_at(q->used_ring, IDX, &error);
  if (!idx) return error;
  uint16_t next = __atomic_load_n(idx, __ATOMIC_RELAXED);
  if (__builtin_add_overflow(q->used_ring, RING + sizeof(struct used_element) * slot(q, next), &gpa))
    return QUEUE_ADDRESS_OVERFLOW;
  if (!guest_is_mapped(gpa, sizeof(struct used_element))) return QUEUE_GUEST_MEMORY;
  struct used_element element = { .id = head, .len = len };
  guest_write(gpa, &element, sizeof element);
  __atomic_store_n(idx, (uint16_t)(${written}), __ATOMIC_RELEASE);
`;

describe.skipIf('missing' in clang)(
  'a queue in C that keeps its next used index in guest memory alone',
  () => {
    test.each(['split/add-used', 'split-device/state/add-used', 'split-device/state/activate'])(
      'should have %s proved where what ties the two is declared',
      async (id) => {
        expect(await said(id, USED_IDX)).toBe('proved');
      },
    );

    test('should be refuted where it is not declared', async () => {
      expect(await said('split/add-used', null)).toContain('refuted');
    });

    test('should be refuted where it does not hold from then on', async () => {
      const message = await said('split-device/state/add-used', USED_IDX, 'next + 2');

      expect(message).toContain("'what was active stays so' does not hold");
    });
  },
);
