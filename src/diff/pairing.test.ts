import { describe, expect, test } from 'vitest';
import { checkProof } from '../check/check.ts';
import {
  bool,
  err,
  ModelKind,
  ok,
  partOf,
  u16,
  u64,
  u8,
  type BoolOperand,
  type Domain,
  type GuestMemory,
  type Model,
  type Part,
  type Result,
  type Schema,
  type U16,
  type U64,
} from '../index.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { aspectOf } from './aspects.ts';
import { pairIn, type CompareOptions } from './pair-in.ts';
import { pairingOf } from './pairing.ts';

interface BoxView {
  readonly count: U16;
  readonly address: U64;
}

interface BoxError {
  readonly kind: 'Full' | 'NoRoom' | 'GuestMemory';
}

interface BoxOperations {
  /** Writes a letter, and then how many there are. */
  readonly send: (memory: GuestMemory, letter: U16) => Result<U16, BoxError>;
  readonly empty?: () => void;
}

interface Box extends BoxView {
  readonly domain: Domain;
  count: U16;
}

type BoxPart = Part<BoxView, BoxOperations>;

const boxes = new ModelKind<object, { readonly box: BoxPart }>('boxes', {
  bind: () => ({}),
  members: ({ box }) => Object.keys(box.operations).filter((name) => name === 'empty'),
  ownProofs: () => [],
  pairing: (on) =>
    pairingOf(on, {
      parts: ({ box }) => ({ box }),
      operations: [
        {
          id: 'send',
          needs: [],
          prepare: ({ a, b, run }, memory, p) => {
            const letter = p.any.u16('letter');
            const [first, second] = run.alike(
              'box',
              memory,
              { model: a.name, part: a.declared.box, phase: null },
              { model: b.name, part: b.declared.box, phase: null },
            );
            const sends = (box: typeof first) => ({ parts: [box], run: () => box.send(memory, letter) });
            return { a: sends(first), b: sends(second) };
          },
        },
        {
          id: 'empty',
          needs: ['empty'],
          prepare: ({ a, b, run }, memory) => {
            const [first, second] = run.alike(
              'box',
              memory,
              { model: a.name, part: a.declared.box, phase: null },
              { model: b.name, part: b.declared.box, phase: null },
            );
            const empties = (box: typeof first) => ({ parts: [box], run: () => box.empty?.() });
            return { a: empties(first), b: empties(second) };
          },
        },
      ],
    }),
});

type Send = (box: Box, memory: GuestMemory, letter: U16) => Result<U16, BoxError>;

/** A box that sends so. */
function boxOf(
  send: Send,
  more: {
    readonly state?: Schema;
    readonly name?: string;
    readonly empty?: (box: Box) => void;
    readonly invariant?: (box: BoxView) => BoolOperand;
  } = {},
): Model {
  const { state = {}, name = 'other', empty, invariant = () => true } = more;
  const fields: { readonly count: ReturnType<typeof u16>; readonly address: ReturnType<typeof u64> } = {
    count: u16(),
    address: u64({ multipleOf: 4, max: 2n ** 63n }),
    ...state,
  };
  const part = partOf<BoxView, BoxOperations>()({
    state: fields,
    invariant: (box) => invariant(box),
    instance: (domain, given) => ({ domain, ...given }),
    view: ({ count, address }) => ({ count, address }),
    operations: { send, ...(empty !== undefined && { empty }) },
  });
  return boxes.implement({ name, source: 'the test' }, { box: part });
}

const COUNT_AT = 2;

const inOrder: Send = (box, memory, letter) => {
  const { domain, count, address } = box;
  if (domain.decide(count.eq(0xffff))) return err({ kind: 'Full' });
  if (!memory.write(address, [letter]).ok) return err({ kind: 'GuestMemory' });
  if (!memory.store(address.add(COUNT_AT), count.add(1), 'release').ok) return err({ kind: 'GuestMemory' });
  box.count = count.add(1);
  return ok(count);
};

const first = boxOf(inOrder, { name: 'first' });

/** What differs between two boxes, by operation; `null` where a comparison has another verdict than equal or different. */
async function differences(
  other: Model,
  options: Partial<CompareOptions> = {},
  one = first,
): Promise<Readonly<Record<string, readonly (string | undefined)[] | string>>> {
  const pair = pairIn(
    { from: 'one', exports: { one }, name: null },
    { from: 'other', exports: { other }, name: null },
    { errors: 'kind', isInUse: false, ...options },
    () => {
      throw new TypeError('nothing is compiled');
    },
  );
  const found: Record<string, readonly (string | undefined)[] | string> = {};
  for (const proof of pair.ownProofs) {
    if (proof.needs.some((member) => !pair.capabilities.includes(member))) continue;
    const { verdict, failure, assertions, id } = await checkProof(proof, pair, DEFAULT_CHECK_OPTIONS);
    const operation = id.split('/').at(-1) ?? '';
    found[operation] =
      verdict === 'proved' || verdict === 'refuted'
        ? assertions.filter((each) => each.verdict === 'refuted').map(({ name }) => aspectOf(name))
        : `${verdict}: ${failure?.message ?? ''}`;
  }
  return found;
}

describe('two models', () => {
  test('should be equal where one is the other', async () => {
    expect(await differences(first)).toEqual({ send: [] });
  });

  test('should be equal where the code is another that does the same', async () => {
    const otherwise: Send = (box, memory, letter) => {
      const { domain, count, address } = box;
      if (!domain.decide(count.lt(0xffff))) return err({ kind: 'Full' });
      // Byte by byte, which cannot be seen.
      const bytes = [letter.truncate(8), letter.shr(8).truncate(8)];
      for (const [i, byte] of bytes.entries())
        if (!memory.write(address.add(i), [byte]).ok) return err({ kind: 'GuestMemory' });
      if (!memory.store(address.add(COUNT_AT), count.sub(0xffff), 'release').ok)
        return err({ kind: 'GuestMemory' });
      box.count = count.add(1);
      return ok(count);
    };

    expect(await differences(boxOf(otherwise))).toEqual({ send: [] });
  });

  test('should differ in the result alone where an error has another name', async () => {
    const other = boxOf((box, memory, letter) => {
      if (box.domain.decide(box.count.eq(0xffff))) return err({ kind: 'NoRoom' });
      return inOrder(box, memory, letter);
    });

    expect(await differences(other)).toEqual({ send: ['result'] });
    expect(await differences(other, { errors: 'any' })).toEqual({ send: [] });
  });

  test('should differ in the result where only one fails, however errors are compared', async () => {
    const other = boxOf((box, memory, letter) => {
      if (box.domain.decide(box.count.eq(0xffff))) return ok(box.count);
      return inOrder(box, memory, letter);
    });

    expect(await differences(other, { errors: 'any' })).toEqual({ send: ['result'] });
  });

  test('should differ in the result where another value is returned', async () => {
    const other = boxOf((box, memory, letter) => {
      const sent = inOrder(box, memory, letter);
      return sent.ok ? ok(sent.value.add(1)) : sent;
    });

    expect(await differences(other)).toEqual({ send: ['result'] });
  });

  test('should differ in the state alone where one forgets a field', async () => {
    const other = boxOf((box, memory, letter) => {
      const { count } = box;
      const sent = inOrder(box, memory, letter);
      box.count = count;
      return sent;
    });

    expect(await differences(other)).toEqual({ send: ['state'] });
  });

  test('should differ in memory where other bytes are written', async () => {
    const other = boxOf((box, memory, letter) => inOrder(box, memory, letter.or(1)));

    expect(await differences(other)).toEqual({ send: ['memory', 'accesses'] });
  });

  test('should differ in memory where one writes nothing', async () => {
    const other = boxOf((box) => {
      if (box.domain.decide(box.count.eq(0xffff))) return err({ kind: 'Full' });
      box.count = box.count.add(1);
      return ok(box.count.sub(1));
    });

    const { send } = await differences(other);
    expect(send).toEqual(expect.arrayContaining(['memory', 'accesses']));
  });

  test.each<[string, Send]>([
    ['an ordering', (box, memory, letter) => inOrder(box, { ...withOrder(memory, 'relaxed') }, letter)],
    [
      'a fence',
      (box, memory, letter) => {
        memory.fence('seq-cst');
        return inOrder(box, memory, letter);
      },
    ],
    [
      'a look',
      (box, memory, letter) => {
        memory.load(box.address, 16, 'relaxed');
        return inOrder(box, memory, letter);
      },
    ],
    [
      'the order',
      (box, memory, letter) => {
        const { domain, count, address } = box;
        if (domain.decide(count.eq(0xffff))) return err({ kind: 'Full' });
        if (domain.decide(memory.checkSlice(address, domain.u64(4)).not()))
          return inOrder(box, memory, letter);
        if (domain.decide(memory.regionBefore(address).rem(2).ne(0))) return inOrder(box, memory, letter);
        memory.store(address.add(COUNT_AT), count.add(1), 'release');
        memory.write(address, [letter]);
        box.count = count.add(1);
        return ok(count);
      },
    ],
  ])('should differ in accesses alone where %s differs', async (_, send) => {
    expect(await differences(boxOf(send))).toEqual({ send: ['accesses'] });
  });

  test('should differ where one traps, and be equal where both do', async () => {
    const traps = boxOf((box, memory, letter) => {
      box.domain.trapIf('unreachable', box.count.eq(0xffff));
      return inOrder(box, memory, letter);
    });

    expect(await differences(traps)).toEqual({ send: ['result'] });
    expect(await differences(traps, {}, traps)).toEqual({ send: [] });
  });
});

describe('fields that the interface does not know', () => {
  const counting = (name: string): Model =>
    boxOf(
      (box, memory, letter) => {
        const spare: unknown = Reflect.get(box, name);
        if (typeof spare === 'object' && spare !== null && 'add' in spare) {
          // It is one of 8 bits.
          const word = spare as ReturnType<Domain['u8']>;
          Reflect.set(box, name, word.add(1));
        }
        return inOrder(box, memory, letter);
      },
      { state: { [name]: u8() } },
    );
  const idle = boxOf(inOrder, { state: { spare: u8() }, name: 'first' });

  test('should be the same at first and compared where both have one of this name', async () => {
    expect(await differences(counting('spare'), {}, idle)).toEqual({ send: ['state'] });
    expect(await differences(counting('spare'), {}, counting('spare'))).toEqual({ send: [] });
  });

  test('should not be compared where one alone has one, or another kind of value', async () => {
    expect(await differences(counting('others'), {}, idle)).toEqual({ send: [] });
    const other = boxOf(inOrder, { state: { spare: bool() } });
    expect(await differences(counting('spare'), {}, other)).toEqual({ send: [] });
  });

  test('should be named where they are left out', () => {
    const pair = pairIn(
      { from: 'one', exports: { counting: counting('lonely') }, name: null },
      { from: 'other', exports: { idle }, name: null },
      { errors: 'kind', isInUse: false },
      () => idle,
    );

    expect(pair.ownProofs[0]?.doesNotProve).toContain(
      'have any value at the start: lonely of the box of other; spare of the box of first',
    );
  });
});

describe('states', () => {
  const upTo = (max: number): Model => boxOf(inOrder, { state: { count: u16({ max }) }, name: 'first' });
  const from = (min: number): Model => boxOf(inOrder, { state: { count: u16({ min }) } });

  test('should be those that both can be in', async () => {
    const onlyAbove = boxOf((box, memory, letter) => {
      if (box.domain.decide(box.count.gt(9))) return ok(box.count);
      return inOrder(box, memory, letter);
    });

    expect(await differences(onlyAbove, {}, upTo(9))).toEqual({ send: [] });
    expect(await differences(onlyAbove, {}, upTo(10))).toEqual({
      send: expect.arrayContaining(['memory']) as [],
    });
  });

  test('should be equal where neither reaches all values that its fields declare', async () => {
    const few = boxOf(inOrder, { name: 'first', invariant: ({ count }) => count.ne(0xffff) });
    const others = boxOf(inOrder, { invariant: ({ count }) => count.ne(0) });

    expect(await differences(others, {}, few)).toEqual({ send: [] });
  });

  test('should make no comparison where there are none', async () => {
    expect(await differences(from(10), {}, upTo(9))).toEqual({
      send: expect.stringMatching(/^vacuous: /) as string,
    });
  });
});

test('should compare an operation only where both have it', async () => {
  const emptied = (name: string, value: number): Model =>
    boxOf(inOrder, { name, empty: (box) => void (box.count = box.domain.u16(value)) });

  expect(await differences(emptied('other', 0))).toEqual({ send: [] });
  expect(await differences(emptied('other', 0), {}, emptied('first', 0))).toEqual({ send: [], empty: [] });
  expect(await differences(emptied('other', 1), {}, emptied('first', 0))).toEqual({
    send: [],
    empty: ['state'],
  });
});

/** A memory whose stores have another ordering. */
function withOrder(memory: GuestMemory, ordering: 'relaxed'): GuestMemory {
  return {
    load: memory.load.bind(memory),
    store: (address, value) => memory.store(address, value, ordering),
    read: memory.read.bind(memory),
    write: memory.write.bind(memory),
    transfer: memory.transfer.bind(memory),
    fence: memory.fence.bind(memory),
    checkRange: memory.checkRange.bind(memory),
    checkSlice: memory.checkSlice.bind(memory),
    regionBefore: memory.regionBefore.bind(memory),
    regionAfter: memory.regionAfter.bind(memory),
  };
}
