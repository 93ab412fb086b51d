import { bool, proof, type Model, type Table } from 'ringproof';
import { activeQueue, compiledDevice, splitDevice } from 'ringproof/virtio/split';
import { describe, expect, test } from 'vitest';
import { splitDeviceProofs } from '../../proofs/all.fixture.ts';
import { checkProof } from '../../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import type { ProofResult } from '../../src/result/verdict.ts';
import { tellStory } from '../../src/story/story.ts';
import { buildWith, clang, TABLES, type Change } from './tables.fixture.ts';

const proofs = await splitDeviceProofs();
if ('missing' in clang) console.warn(`tables of compiled code are not checked: ${clang.missing}`);

const builds = new Map<string, Model>();

/** The queue with tables, with changes of its code. */
function modelWith(changes: readonly Change[] = []): Model {
  const key = JSON.stringify(changes);
  const known = builds.get(key);
  if (known !== undefined) return known;
  // A change of what has the tables already: one after the other.
  const code = { path: 'queue.wasm', base64: buildWith([...TABLES, ...changes]) };
  const fields = { queueFields: { addedAll: bool() }, walkFields: { isFull: bool() } };
  const model = splitDevice.implement(
    { name: 'compiled-c', source: 'queue.c' },
    compiledDevice(code, fields),
  );
  builds.set(key, model);
  return model;
}

/** The table of heads that were popped, in a state of the queue. */
function poppedAt(state: object): Table<16> {
  // The module says so.
  return Reflect.get(state, 'poppedAt') as Table<16>;
}

/** What the table of heads is for, as a user would say it. */
const keepsHeads = proof({
  id: 'test/keeps-heads',
  title: 'a popped head has its place, and others keep theirs',
  on: splitDevice,
  requirements: [],
  doesNotProve: 'anything else',
  covers: ['a chain is popped'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device);
    const other = p.any.u16('other', { max: 32767 });
    p.assume(other.lt(before.maxSize));
    const popped = queue.pop(memory);
    if (!popped.ok || popped.value === undefined) return;
    p.cover('a chain is popped');
    const { head } = popped.value;
    p.assert('the head has its place', poppedAt(queue.state).peek(head).eq(before.nextAvail));
    p.assert(
      'another head keeps its place',
      other.eq(head).or(poppedAt(queue.state).peek(other).eq(poppedAt(before).peek(other))),
    );
  },
});

async function resultOf(id: string, model: Model): Promise<ProofResult> {
  const found = [keepsHeads, ...proofs, ...model.ownProofs].find((each) => each.id === id);
  if (found === undefined) throw new Error(`no proof has the id '${id}'`);
  return checkProof(found, model, DEFAULT_CHECK_OPTIONS);
}

const STORE = 'queue_popped_at[head] = q->next_avail;';
const HEAD_CHECK = '  if (head >= q->size) return QUEUE_BAD_DESCRIPTOR_INDEX;\n  *chain';

describe.skipIf('missing' in clang)('a queue in C with tables', () => {
  test.each(['test/keeps-heads', 'split/reset', 'split/restore', 'split-device/state/add-used'])(
    'should have %s proved',
    async (id) => {
      const { verdict, failure } = await resultOf(id, modelWith());
      expect(failure?.message).toBeUndefined();
      expect(verdict).toBe('proved');
    },
  );

  test.each<[string, string, string, Change]>([
    [
      'an index that nothing checks',
      'split/pop-reports-head',
      'the host does not trap: index out of bounds, pop',
      { file: 'queue.c', find: HEAD_CHECK, replace: '  *chain' },
    ],
    [
      'an index beyond the entries in use',
      'test/keeps-heads',
      'the host does not trap: index out of bounds, pop',
      { file: 'queue.c', find: STORE, replace: 'queue_popped_at[head + 1] = q->next_avail;' },
    ],
    [
      'the entry of another head, which is in use',
      'test/keeps-heads',
      'another head keeps its place',
      { file: 'queue.c', find: STORE, replace: 'queue_popped_at[head & (q->size / 2)] = q->next_avail;' },
    ],
    [
      'a wider store than an entry',
      'test/keeps-heads',
      'another head keeps its place',
      {
        file: 'queue.c',
        find: STORE,
        replace:
          'if (head < q->size - 1) __builtin_memcpy(&queue_popped_at[head], &(uint32_t){q->next_avail}, 4);',
      },
    ],
    [
      'a reset that leaves the last entry',
      'split/reset',
      'so is all that the implementation remembers',
      { file: 'setup.c', find: 'sizeof queue_popped_at)', replace: 'sizeof queue_popped_at - 2)' },
    ],
    [
      'a restored queue that forgets its table',
      'split/restore',
      'all else that the implementation remembers is what it was',
      {
        file: 'setup.c',
        find: '  *q = *saved;\n',
        replace: '  *q = *saved;\n  __builtin_memset(queue_popped_at, 0, 2 * (uint64_t)q->size);\n',
      },
    ],
  ])('should be refuted: %s', async (_, id, assertion, change) => {
    const { verdict, assertions, counterexample } = await resultOf(id, modelWith([change]));
    const broken = assertions.filter((each) => each.verdict === 'refuted').map(({ name }) => name);
    expect(broken).toContain(assertion);
    expect(verdict).toBe('refuted');
    expect(counterexample?.steps.length).toBeGreaterThan(0);
  });

  test('should have its entries told in stories', async () => {
    const change = { file: 'queue.c', find: STORE, replace: 'queue_popped_at[head] = q->next_avail + 1;' };
    const { counterexample } = await resultOf('test/keeps-heads', modelWith([change]));
    if (counterexample === null) throw new Error('it is not refuted');
    const story = tellStory(counterexample, { width: 1000 }).join('\n');
    expect(story).toContain('popped_at all 0 -> [0]=1');
    expect(counterexample.memory.map(({ name }) => name)).toContain('queue/popped_at');
  });
});
