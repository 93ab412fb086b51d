import { describe, expect, test } from 'vitest';
import { check } from '../check/check.fixture.ts';
import type { Domain, ProofContext, Table, U16, U64, U8 } from '../index.ts';
import type { ObservedMemory } from '../memory/observed-memory.ts';
import type { ProofResult } from '../result/verdict.ts';
import { ModelRun, type Handle } from './model-run.ts';
import { partOf, type OperationsOn } from './part.ts';
import { powerOfTwo, table, u64, u8 } from './state-schema.ts';

interface Store {
  readonly size: U16;
  readonly spare: U8;
  readonly cookies: Table<64>;
}

/** A store of cookies, for one operation. */
interface OneStore extends Store {
  readonly domain: Domain;
  size: U16;
  cookies: Table<64>;
}

interface StoreOperations {
  put(index: U16, cookie: U64): void;
  take(index: U16): U64;
  clear(): void;
  grow(): void;
}

const OPERATIONS: OperationsOn<OneStore, StoreOperations> = {
  put: (store, index, cookie) => {
    store.cookies = store.cookies.set(index, cookie);
  },
  take: (store, index) => {
    const cookie = store.cookies.get(index);
    store.cookies = store.cookies.set(index, 0);
    return cookie;
  },
  clear: (store) => {
    store.cookies = store.cookies.fill(0);
  },
  grow: (store) => {
    store.size = store.domain.u16(32768);
    store.cookies = store.cookies.resized(32768, 0);
  },
};

/** A part with a table of as many entries as its size says. */
function storePart(operations: Partial<typeof OPERATIONS> = {}) {
  return partOf<Store, StoreOperations>()({
    state: { size: powerOfTwo(), spare: u8(), cookies: table(u64(), 'size') },
    instance: (domain, state): OneStore => ({ domain, ...state }),
    view: (state) => state,
    operations: { ...OPERATIONS, ...operations },
  });
}

type AnyStore = Handle<Store, StoreOperations>;

function checkStore(
  body: (p: ProofContext<string>, store: AnyStore, run: ModelRun, memory: ObservedMemory) => void,
  operations: Partial<typeof OPERATIONS> = {},
): Promise<ProofResult> {
  return check((p) => {
    const run = new ModelRun(p);
    const [part, memory] = [storePart(operations), p.memory()];
    body(p, run.any(part, 'store', { phase: null, memory, given: {} }), run, memory);
  });
}

/** What was put is taken, and only that. */
function putAndTake(p: ProofContext<string>, store: AnyStore): void {
  const [index, other] = [p.any.u16('index', { max: 32767 }), p.any.u16('other', { max: 32767 })];
  const cookie = p.any.u64('cookie');
  p.assume(index.lt(store.state.size).and(other.lt(store.state.size)));
  const before = store.state.cookies.peek(other);
  store.put(index, cookie);
  p.assert('others stay', other.eq(index).or(store.state.cookies.peek(other).eq(before)));
  p.assert('it is taken', store.take(index).eq(cookie));
}

describe('a table in the state of a part', () => {
  test('should have any entries at the start, and keep what operations set', async () => {
    const result = await checkStore(putAndTake);
    expect(result.failure?.message).toBeUndefined();
    expect(result.verdict).toBe('proved');
  });

  test('should have entries of any value', async () => {
    const { verdict, counterexample } = await checkStore((p, { state }) => {
      p.assume(state.size.eq(256));
      p.assert('no entry is 77', state.cookies.peek(p.any.u8('index')).ne(77));
    });
    expect(verdict).toBe('refuted');
    expect(counterexample?.memory.find(({ name }) => name === 'store/cookies')).toEqual({
      ...{ name: 'store/cookies', regions: [], bytes: [{ addr: '0x0', hex: '4d' }] },
    });
  });

  test.each<[string, Partial<typeof OPERATIONS>, string]>([
    [
      'a put at another index',
      { put: (store, index, cookie) => void (store.cookies = store.cookies.set(index.and(0xff), cookie)) },
      'others stay',
    ],
    [
      'an index that is one too great',
      { put: (store, index, cookie) => void (store.cookies = store.cookies.set(index.add(1), cookie)) },
      'the host does not trap: index out of bounds, put',
    ],
    [
      'a take of half an entry',
      { take: (store, index) => store.cookies.get(index).and(0xffff_ffff) },
      'it is taken',
    ],
  ])('should be refuted and replayed: %s', async (_, operations, broken) => {
    const { verdict, failure, counterexample } = await checkStore(putAndTake, operations);
    expect(verdict).toBe('refuted');
    expect(failure?.message).toContain(broken);
    expect(counterexample?.steps.length).toBeGreaterThan(0);
  });

  test('should be compared with every entry', async () => {
    const sameAfter = (operations: Partial<typeof OPERATIONS>): Promise<ProofResult> =>
      checkStore((p, store, run) => {
        const cleared = run.copy(store);
        store.clear();
        cleared.clear();
        cleared.clear();
        p.assert('twice is once', run.isSame(store, cleared));
      }, operations);
    const forgets = await sameAfter({
      clear: (store) => void (store.cookies = store.cookies.set(3, store.cookies.peek(3).add(1))),
    });

    expect((await sameAfter({})).verdict).toBe('proved');
    expect(forgets.verdict).toBe('refuted');
  });

  test.each<[string, Partial<typeof OPERATIONS>, ProofResult['verdict']]>([
    ['as it says', {}, 'proved'],
    ['without more entries', { grow: (store) => void (store.size = store.domain.u16(32768)) }, 'refuted'],
    [
      'with one entry too few',
      {
        grow: (store) => {
          store.size = store.domain.u16(32768);
          store.cookies = store.cookies.resized(32767, 0);
        },
      },
      'refuted',
    ],
  ])(
    'should have as many entries as its field says, also after it grew %s',
    async (_, operations, verdict) => {
      const grown = await checkStore((p, store, run, memory) => {
        store.grow();
        p.assert('the schema allows it', run.isIn(store, null, memory));
      }, operations);
      const used = await checkStore((p, store) => {
        const size = store.state.size;
        store.grow();
        p.assert('there is an entry', store.take(p.domain.u16(32767)).eq(0).or(size.eq(32768)));
      }, operations);
      expect([grown.verdict, used.verdict]).toEqual([verdict, verdict]);
    },
  );

  test('should be shown by the entries that are not 0', async () => {
    const { counterexample } = await checkStore((p, store) => {
      p.assume(store.state.size.eq(8).and(store.state.cookies.peek(5).eq(0x1234)));
      store.put(p.domain.u16(2), p.domain.u64(7));
      p.assert('never', false);
    });
    const states = counterexample?.steps.flatMap((step) =>
      step.kind === 'created' || step.kind === 'return' ? [step.state] : [],
    );
    expect(states).toMatchObject([
      { cookies: { '[5]': '0x1234' } },
      { cookies: { '[2]': '0x7', '[5]': '0x1234' } },
    ]);
  });
});
