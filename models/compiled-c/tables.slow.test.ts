import { bool, proof, type Model, type Table } from 'ringproof';
import { activeQueue, compiledDevice, splitDevice } from 'ringproof/virtio/split';
import { describe, expect, test } from 'vitest';
import { splitDeviceProofs } from '../../proofs/all.fixture.ts';
import { checkProof } from '../../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import type { ProofResult } from '../../src/result/verdict.ts';
import { tellStory } from '../../src/story/story.ts';
import { differences } from './diff.fixture.ts';
import { C_LEVELS } from '../../scripts/compiled/c.ts';
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

  test.each<[string, string, string, Change | readonly Change[]]>([
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
    [
      'a reset that clears more entries than are in use',
      'split/reset',
      'the host does not trap: index out of bounds, reset',
      {
        file: 'setup.c',
        find: 'sizeof queue_popped_at)',
        replace: '4 * (uint64_t)(q->max_size & 16383) + 2)',
      },
    ],
    [
      'a queue that is made with more entries than it has then',
      'split/make',
      'the host does not trap: index out of bounds, make',
      {
        file: 'setup.c',
        find: '  return 0;\n}\n\nvoid queue_reset',
        replace: '  queue_popped_at[max_size & 32767] = 1;\n  return 0;\n}\n\nvoid queue_reset',
      },
    ],
    [
      'what create finds in a table',
      'split/pop',
      'a usable chain is taken',
      [
        {
          file: 'exports.c',
          find: 'RINGPROOF_CREATE(uint64_t added_all) {',
          replace:
            'static int is_stuck;\nRINGPROOF_CREATE(uint64_t added_all) {\n  is_stuck = queue_popped_at[0] == 7;',
        },
        {
          file: 'exports.c',
          find: '  int result = queue_pop(&q, &walk);',
          replace: '  int result = is_stuck ? 0 : queue_pop(&q, &walk);',
        },
      ],
    ],
  ])('should be refuted: %s', async (_, id, assertion, change) => {
    const { verdict, assertions, counterexample } = await resultOf(id, modelWith([change].flat()));
    const broken = assertions.filter((each) => each.verdict === 'refuted').map(({ name }) => name);
    expect(broken).toContain(assertion);
    expect(verdict).toBe('refuted');
    expect(counterexample?.steps.length).toBeGreaterThan(0);
  });

  test('should be an error where a walk looks at them', async () => {
    const nested = 'if (found->flags & DESC_F_INDIRECT) return CHAIN_NESTED_INDIRECT;';
    const change = {
      ...{ file: 'chain.c', find: nested },
      replace: nested.replace('(', '(!queue_popped_at[0] && (').replace(') return', ')) return'),
    };
    const { verdict, failure } = await resultOf('chain/nested-indirect-first', modelWith([change]));
    expect(verdict).toBe('error');
    expect(failure?.message).toContain("accesses the table 'popped_at' in a walk");
  });

  test('should have its entries told in stories', async () => {
    const change = { file: 'queue.c', find: STORE, replace: 'queue_popped_at[head] = q->next_avail + 1;' };
    const { counterexample } = await resultOf('test/keeps-heads', modelWith([change]));
    if (counterexample === null) throw new Error('it is not refuted');
    const story = tellStory(counterexample, { width: 1000 }).join('\n');
    expect(story).toContain('popped_at all 0 -> [0]=1');
    expect(counterexample.memory.map(({ name }) => name)).toContain('queue/popped_at');
  });

  test('should be compared with another build, entries included', async () => {
    const change = { file: 'queue.c', find: 'returned->times++;', replace: 'returned->times += 2;' };
    const operations = ['add-used', 'reset'];
    expect(await differences(modelWith(), modelWith(), operations)).toEqual({});
    const found = await differences(modelWith(), modelWith([change]), operations);
    expect(Object.keys(found)).toEqual(['add-used']);
    expect(found['add-used']).toContain('state');
  });

  test.each(C_LEVELS)('should have the same verdicts at %s', async (level) => {
    const base64 = buildWith(TABLES, level);
    const wrong = buildWith(
      [...TABLES, { file: 'queue.c', find: STORE, replace: 'queue_popped_at[head + 1] = q->next_avail;' }],
      level,
    );
    const verdicts = [base64, wrong].map(async (bytes) => {
      const fields = { queueFields: { addedAll: bool() }, walkFields: { isFull: bool() } };
      const device = compiledDevice({ path: 'queue.wasm', base64: bytes }, fields);
      const model = splitDevice.implement({ name: 'compiled-c', source: 'queue.c' }, device);
      const { verdict, failure } = await resultOf('test/keeps-heads', model);
      return `${verdict}${failure === null ? '' : `: ${failure.message}`}`;
    });
    expect(await Promise.all(verdicts)).toEqual([
      'proved',
      expect.stringContaining('the host does not trap: index out of bounds, pop'),
    ]);
  });
});
